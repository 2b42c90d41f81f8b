"""The screens beside the forms: one click each, for who may, and with a word in Dutch."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory import actions
from directory.admin.dashboard import unchecked
from directory.models import AgencyPage, ContactCardPage, Melding
from tests.directory.admin_site import log_in, make_editor
from tests.factories import make_agency, make_card, make_soort, make_user

pytestmark = pytest.mark.django_db


def url(name, page):
    return reverse(f"gids_{name}", args=[page.pk])


# The card ---------------------------------------------------------------------------------------------------------
def test_one_click_says_that_a_page_still_is_right(client, agency):
    client.post(url("klopt", agency))

    assert agency.checks.get().op == timezone.localdate()


def test_looking_is_not_saying_that_it_is_right(client, agency):
    assert client.get(url("klopt", agency)).status_code == 405


def test_after_one_click_the_editor_is_back_where_she_came_from(client, agency):
    response = client.post(url("klopt", agency) + "?next=/admin/")

    assert response.url == "/admin/"


def test_an_editor_reports_somebody_away(client, agency):
    card, stand_in = make_card(agency), make_card(agency)

    client.post(url("afwezig", card), {"van": "2026-07-01", "tot": "2026-07-20", "vervanger": stand_in.pk})

    assert card.absences.get().vervanger == stand_in


def test_no_reason_is_asked_for(client, agency):
    form = client.get(url("afwezig", make_card(agency))).context["form"]

    assert set(form.fields) == {"van", "tot", "vervanger"}


def test_a_colleague_of_another_agency_does_not_stand_in(client, agency):
    card, foreign = make_card(agency), make_card(make_agency())

    client.post(url("afwezig", card), {"van": "2026-07-01", "vervanger": foreign.pk})

    assert not card.absences.exists()


def test_an_editor_reports_somebody_back(client, agency):
    card = make_card(agency)
    actions.set_absence(card=card, van=timezone.localdate() - timedelta(days=3))

    client.post(url("aanwezig", card))

    assert not card.absences.on().exists()


def test_an_editor_reports_a_departure(client, agency):
    card, heir = make_card(agency), make_card(agency)

    client.post(url("vertrokken", card), {"vertrokken_op": "2026-07-01", "opvolger": heir.pk})

    card.state.refresh_from_db()
    assert (card.state.vertrokken_op, card.state.opvolger) == (date(2026, 7, 1), heir)


def test_a_departure_needs_a_day(client, agency):
    response = client.post(url("vertrokken", make_card(agency)), {"opvolger": ""})

    assert response.context["form"].errors.keys() == {"vertrokken_op"}


def test_a_departure_can_be_undone(client, agency):
    card = make_card(agency)
    actions.leave(card=card)

    client.post(url("terug", card))

    assert card in ContactCardPage.objects.working()


def test_the_name_goes_after_a_second_click(client, agency):
    card = make_card(agency, functie_lokaal="Consulent")

    client.get(url("alleen_functie", card))
    assert ContactCardPage.objects.get(pk=card.pk).achternaam
    client.post(url("alleen_functie", card))

    assert ContactCardPage.objects.get(pk=card.pk).title == "Consulent"


def test_a_card_without_function_says_what_is_missing(client, agency):
    response = client.post(url("alleen_functie", make_card(agency)), follow=True)

    assert "Vul eerst een functie in" in response.content.decode()


def test_a_person_is_erased_after_a_second_click(client, agency):
    card = make_card(agency)

    client.post(url("wissen", card))

    assert not ContactCardPage.objects.filter(pk=card.pk).exists()


# Getting in -------------------------------------------------------------------------------------------------------
def test_the_coordinator_admits_an_agency(coordinator, agency):
    region = agency.get_parent()
    data = {"region": region.pk, "title": "Nieuw", "soort": make_soort().pk, "mail": "eerste@nieuw.example"}

    coordinator.post(reverse("gids_toelaten"), data)

    new = AgencyPage.objects.get(title="Nieuw")
    assert (new.live, new.memberships.get().user.email) == (False, "eerste@nieuw.example")


def test_an_editor_admits_nobody(client):
    assert client.get(reverse("gids_toelaten")).status_code == 302


def test_an_agency_is_admitted_once(coordinator, agency):
    data = {"region": agency.get_parent().pk, "title": agency.title, "soort": make_soort().pk, "mail": "a@b.example"}

    response = coordinator.post(reverse("gids_toelaten"), data)

    assert "staat al in de gids" in str(response.context["form"].errors)


def test_an_editor_lets_a_colleague_in(client, agency):
    client.post(url("leden", agency), {"mail": "collega@proef.example", "rol": "professional", "exporteren": "on"})

    assert agency.memberships.filter(user__email="collega@proef.example", rol="professional").exists()


def test_an_editor_lets_a_colleague_save_many_cards(client, agency):
    rights = {"exporteren": "on", "meer_exporteren": "on"}
    client.post(url("leden", agency), {"mail": "nieuw@proef.example", "rol": "professional", **rights})

    assert agency.memberships.get(user__email="nieuw@proef.example").meer_exporteren


def test_an_administrator_is_never_made_a_member(client, agency):
    make_user("baas@proef.example", is_superuser=True)

    client.post(url("leden", agency), {"mail": "baas@proef.example", "rol": "redactie"})

    assert not agency.memberships.filter(user__email="baas@proef.example").exists()


def test_nobody_is_made_coordinator_by_an_editor(client, agency):
    client.post(url("leden", agency), {"mail": "x@proef.example", "rol": "coordinator"})

    assert not agency.memberships.filter(rol="coordinator").exists()


def test_a_coordinator_appoints_no_coordinators(coordinator, agency):
    assert coordinator.get(url("leden", agency.get_parent())).status_code == 302


def test_an_administrator_appoints_a_coordinator(agency):
    admin = log_in(make_user(is_superuser=True))

    admin.post(url("leden", agency.get_parent()), {"mail": "co@proef.example", "rol": "coordinator"})

    assert agency.get_parent().specific.memberships.filter(user__email="co@proef.example").exists()


def test_an_editor_lets_a_colleague_go(client, agency):
    membership = actions.give_membership(user=make_user(), agency=agency, rol="redactie")

    client.post(reverse("gids_lid_eraf", args=[membership.pk]))

    assert not membership.user.groups.exists()


def test_nobody_takes_away_the_own_access(client, agency):
    own = agency.memberships.get()

    client.post(reverse("gids_lid_eraf", args=[own.pk]))

    assert agency.memberships.filter(pk=own.pk).exists()


# Reports and the first screen -------------------------------------------------------------------------------------
def test_an_editor_sees_the_reports_on_the_own_pages(client, agency):
    Melding.objects.create(page=agency, soort="fout", tekst="Het nummer klopt niet.")

    assert "Het nummer klopt niet." in client.get(reverse("gids_meldingen")).content.decode()


def test_a_gap_goes_to_the_coordinator_only(client, coordinator):
    Melding.objects.create(soort="gat", tekst="Niemand voor wonen.")

    assert "Niemand voor wonen." in coordinator.get(reverse("gids_meldingen")).content.decode()
    assert "Niemand voor wonen." not in client.get(reverse("gids_meldingen")).content.decode()


def test_a_report_is_dealt_with(client, agency):
    melding = Melding.objects.create(page=agency, soort="fout", tekst="Oud nummer.")

    client.post(reverse("gids_melding_klaar", args=[melding.pk]))

    melding.refresh_from_db()
    assert melding.stand == Melding.Stand.KLAAR


def test_the_first_screen_names_an_own_page_that_was_never_checked(client, agency):
    make_card(agency, achternaam="Vergetenma")

    assert "Vergetenma" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_screen_says_what_a_page_misses(client):
    assert "mist nog:" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_page_checked_within_the_cycle_asks_for_nothing(agency):
    actions.check_page(page=agency)

    assert agency.page_ptr not in unchecked(agency.get_parent().get_children())


def test_a_page_of_which_only_the_numbers_were_checked_still_asks(agency):
    actions.check_page(page=agency, veldgroep="contact")

    assert agency.page_ptr in unchecked(agency.get_parent().get_children())


@pytest.mark.parametrize("name", ["contactkaarten", "organisaties"])
def test_the_flat_lists_open(client, agency, name):
    make_card(agency)

    assert client.get(reverse(f"{name}:index")).status_code == 200


def test_the_list_of_cards_can_be_narrowed(client, agency):
    make_card(agency, achternaam="Persoonma")
    make_card(agency, soort="functie", functie_lokaal="Loketproef")

    text = client.get(reverse("contactkaarten:index") + "?soort=functie").content.decode()

    assert "Loketproef" in text
    assert "Persoonma" not in text


def test_one_click_checks_many(client, agency):
    cards = [make_card(agency), make_card(agency)]

    client.post(f"/admin/bulk/wagtailcore/page/gegevens_kloppen/?id={cards[0].pk}&id={cards[1].pk}")

    assert [card.checks.count() for card in cards] == [1, 1]


def test_the_first_screen_takes_the_same_number_of_queries_for_many_cards(
    client, agency, django_assert_max_num_queries
):
    for _ in range(12):
        make_card(agency)
    client.get(reverse("wagtailadmin_home"))

    with django_assert_max_num_queries(60):
        client.get(reverse("wagtailadmin_home"))


def test_the_button_on_the_first_screen_may_be_pressed(agency):
    editor = Client(enforce_csrf_checks=True)
    editor.force_login(make_editor(agency), backend="django.contrib.auth.backends.ModelBackend")
    screen = editor.get("/admin/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', screen.partition('class="gids-lijst"')[2])

    assert token
    assert editor.post(url("klopt", agency), {"csrfmiddlewaretoken": token[1]}).status_code == 302
