"""The editing screens speak the Dutch of the guide, also where Wagtail's own Dutch does not."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.actions import check_page, leave
from tests.directory.admin_site import agency_data, edit_url, log_in
from tests.factories import make_card, make_user

pytestmark = pytest.mark.django_db


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_scripts_of_the_screens_speak_dutch(client):
    words = page(client, "wagtailadmin_javascript_catalog")

    assert '"Dashboard": "Overzicht"' in words


def test_nobody_chooses_a_time_zone_from_english_names(client):
    assert "Europe/" not in page(client, "wagtailadmin_account")


def test_the_map_of_a_form_has_a_dutch_name(client, agency):
    assert "Minimap" not in re.sub(r"data-minimap\S*", "", page(client, "wagtailadmin_pages:edit", agency.pk))


def test_a_list_counts_in_dutch(client, agency):
    make_card(agency)

    assert re.search(r"1-1\s+van\s+1\s+contactkaart", page(client, "contactkaarten:index"))


@pytest.mark.parametrize("name", ["afwezig", "vertrokken"])
def test_a_screen_says_whose_card_it_is(client, agency, name):
    card = make_card(agency, achternaam="Bos")

    assert f"{'Afwezig melden' if name == 'afwezig' else 'Vertrokken'} · Anna Bos" in page(
        client, f"gids_{name}", card.pk
    )


@pytest.mark.parametrize("name", ["afwezig", "vertrokken"])
def test_a_day_begins_with_today(client, agency, name):
    today = timezone.localdate()

    assert f'value="{today:%d-%m-%Y}"' in page(client, f"gids_{name}", make_card(agency).pk)


def test_a_day_that_was_told_stays(client, agency):
    card = make_card(agency)
    card.state.vertrokken_op = date(2026, 1, 2)
    card.state.save()

    assert 'value="02-01-2026"' in page(client, "gids_vertrokken", card.pk)


def test_a_form_that_is_refused_says_that_nothing_is_lost(client, agency):
    data = agency_data(opdracht="Bel over 123456782.")
    shown = client.post(edit_url(agency), data).content.decode()

    assert "Wat je typte, staat er nog." in shown
    assert "Bel over 123456782." in shown


def test_an_administrator_is_not_sent_to_english_help(agency):
    client = log_in(make_user(is_superuser=True, is_staff=True))

    assert "guide.wagtail.org" not in client.get("/admin/").content.decode()


def test_a_check_of_today_was_today(client, agency):
    check_page(page=make_card(agency), user=None)

    assert re.search(r"<td[^>]*>\s*vandaag\s*</td>", page(client, "contactkaarten:index"))


def test_the_list_says_who_left(client, agency):
    leave(card=make_card(agency, achternaam="Bos"))

    assert "Vertrokken, vandaag" in page(client, "contactkaarten:index")


def test_the_list_asks_as_often_for_more_cards(client, agency):
    make_card(agency)
    page(client, "contactkaarten:index")
    with CaptureQueriesContext(connection) as few:
        page(client, "contactkaarten:index")
    for _ in range(3):
        leave(card=make_card(agency))

    with CaptureQueriesContext(connection) as many:
        page(client, "contactkaarten:index")

    assert len(many) <= len(few) + 1
