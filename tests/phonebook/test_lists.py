"""Mijn lijst: what stands on it for whom, how it changes, and how it comes along at login."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import CardState, Contactpunt, Membership, Zichtbaar
from directory.visibility import VISITOR, audience_for
from phonebook import lists
from phonebook.bundle import look_of
from phonebook.models import Kaartlijst
from phonebook.owners import Owner
from phonebook.wagtail_hooks import tidy_lists
from tests.factories import make_agency, make_card, make_contactpunt, make_professional, make_team, make_user

pytestmark = pytest.mark.django_db


def look_as(user=None):
    return look_of(audience_for(user) if user else VISITOR)


def make_list(user, *values, **fields):
    lijst = Kaartlijst.objects.create(user=user, **fields)
    lists.add(lijst=lijst, look=look_as(user), values=values)
    return lijst


def names_on(lijst, user):
    return [regel.row.naam for regel in lists.contents(look_as(user), lists.values_of(lijst)).regels]


def pick(client, *values, **data):
    return client.post(reverse("lijst_erbij"), {"kaart": values, **data}, follow=True)


def press(client, lijst, **button):
    return client.post(reverse("lijst_wijzig", args=[lijst.sleutel]), button, follow=True)


def page(client):
    return client.get(reverse("mijn_lijst")).content.decode()


# Adding ----------------------------------------------------------------------------------------------------------
def test_a_card_a_desk_and_an_organisation_stand_on_one_list(client, agency, colleague):
    card, desk = make_card(agency, achternaam="Smit"), make_contactpunt(agency, "Balie")

    pick(client, card.short_id, f"c-{desk.uuid}", f"o-{agency.uuid}")

    balie = "Gemeente Voorbeeldstad\N{NO-BREAK SPACE}– balie"
    assert sorted(names_on(Kaartlijst.objects.get(), colleague)) == ["Anna Smit", "Gemeente Voorbeeldstad", balie]


def test_what_is_added_twice_stands_there_once(client, agency, colleague):
    card = make_card(agency)
    pick(client, card.short_id)
    pick(client, card.short_id, card.short_id.upper())

    assert lists.values_of(Kaartlijst.objects.get()) == [card.short_id]


def test_what_somebody_may_not_see_is_not_added(client, agency):
    pick(client, make_card(agency).short_id)

    assert lists.values_of(Kaartlijst.objects.get()) == []


@pytest.mark.parametrize("value", ["", "../..", "o-x", "c-" + "0" * 36, "'; drop", "é" * 8, "a" * 500])
def test_a_value_that_is_none_changes_nothing(client, colleague, value):
    assert pick(client, value).status_code == 200


def test_adding_goes_back_to_the_page_of_the_button(client, agency, colleague):
    answer = client.post(reverse("lijst_erbij"), {"kaart": make_card(agency).short_id, "terug": "/a-z/"})

    assert answer["Location"] == "/a-z/"


def test_adding_never_goes_to_another_site(client, agency, colleague):
    answer = client.post(
        reverse("lijst_erbij"), {"kaart": make_card(agency).short_id, "terug": "https://evil.example/"}
    )

    assert answer["Location"] == reverse("mijn_lijst")


def test_a_word_is_no_page_to_go_back_to(client, agency, colleague):
    answer = client.post(reverse("lijst_erbij"), {"kaart": make_card(agency).short_id, "terug": "nergens"})

    assert answer["Location"] == reverse("mijn_lijst")


def test_an_address_to_undo_without_a_list_opens(client, agency, colleague):
    assert client.get(reverse("mijn_lijst"), {"weg": make_card(agency).short_id}).status_code == 200


def test_adding_without_the_token_of_the_page_is_refused(agency, client):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(reverse("lijst_erbij"), {"kaart": make_card(agency).short_id}).status_code == 403


def test_a_list_has_an_end(agency, colleague, monkeypatch):
    monkeypatch.setattr(lists, "LINES", 2)

    lijst = make_list(colleague, *[make_card(agency).short_id for _ in range(3)])

    assert lijst.regels.count() == 2


def test_the_masthead_counts(client, agency, colleague):
    make_list(colleague, make_card(agency).short_id, make_card(agency).short_id)

    assert '<span class="tally">2<' in client.get("/").content.decode()


# Changing --------------------------------------------------------------------------------------------------------
@pytest.fixture
def three(agency, colleague):
    """A list with Een, Twee and Drie on it."""
    cards = [make_card(agency, achternaam=name) for name in ("Een", "Twee", "Drie")]
    return make_list(colleague, *[card.short_id for card in cards])


def value_of(lijst, user, surname):
    regels = lists.contents(look_as(user), lists.values_of(lijst)).regels
    return next(regel.waarde for regel in regels if surname in regel.row.naam)


def surnames(lijst, user):
    return [name.split()[-1] for name in names_on(lijst, user)]


@pytest.mark.parametrize(
    ("button", "after"), [("omhoog", ["Twee", "Een", "Drie"]), ("omlaag", ["Een", "Drie", "Twee"])]
)
def test_a_button_moves_a_line(client, three, colleague, button, after):
    press(client, three, **{button: value_of(three, colleague, "Twee")})

    assert surnames(three, colleague) == after


def test_the_first_line_stays_first(client, three, colleague):
    press(client, three, omhoog=value_of(three, colleague, "Een"))

    assert surnames(three, colleague) == ["Een", "Twee", "Drie"]


def test_a_list_can_be_put_on_name(client, three, colleague):
    press(client, three, volgorde="naam")

    assert surnames(three, colleague) == ["Drie", "Een", "Twee"]


def test_a_line_that_is_taken_off_can_be_put_back_where_it_stood(client, three, colleague):
    value = value_of(three, colleague, "Twee")
    text = press(client, three, weg=value).content.decode()
    plek = three.regels.order_by("plek").first().plek + 1

    assert (surnames(three, colleague), "Anna Twee is uit de lijst gehaald." in text) == (["Een", "Drie"], True)
    press(client, three, terug=value, plek=str(plek))
    assert surnames(three, colleague) == ["Een", "Twee", "Drie"]


def test_a_list_gets_another_name(client, three):
    client.post(reverse("lijst_naam", args=[three.sleutel]), {"naam": "Schulden"})

    assert Kaartlijst.objects.get().naam == "Schulden"


def test_a_name_with_signs_that_nobody_sees_is_refused_and_stays_to_be_mended(client, three):
    response = client.post(reverse("lijst_naam", args=[three.sleutel]), {"naam": "Jeugd\u202egnudehcs"})

    assert response.status_code == 422
    assert "Hier staan tekens in die niemand ziet" in response.content.decode()


def test_a_list_without_a_name_is_refused(client, three):
    assert client.post(reverse("lijst_naam", args=[three.sleutel]), {"naam": " "}).status_code == 422


def test_new_cards_go_to_the_list_that_was_opened_last(client, three, agency, colleague):
    client.post(reverse("lijst_nieuw"), {"naam": "Jeugd"}, follow=True)
    pick(client, make_card(agency).short_id)

    assert [lijst.regels.count() for lijst in Kaartlijst.objects.order_by("pk")] == [3, 1]


def test_a_list_is_thrown_away_after_asking(client, three):
    address = reverse("lijst_weg", args=[three.sleutel])
    client.get(address)
    assert Kaartlijst.objects.exists()

    client.post(address)
    assert not Kaartlijst.objects.exists()


@pytest.mark.parametrize("name", ["lijst", "lijst_weg"])
def test_the_list_of_another_is_not_found(client, three, name):
    client.force_login(make_professional())

    assert client.get(reverse(name, args=[three.sleutel])).status_code == 404


def test_the_list_of_another_cannot_be_changed(client, three, colleague):
    client.force_login(make_professional())

    assert press(client, three, weg=value_of(three, colleague, "Een")).status_code == 404


def test_the_list_of_another_cannot_be_taken_along(client, three):
    client.force_login(make_professional())

    assert client.get(reverse("meenemen_vcf"), {"lijst": three.sleutel}).status_code == 400


# Without a login -------------------------------------------------------------------------------------------------
@pytest.fixture
def open_card(agency):
    return make_card(agency, soort="functie", functie_lokaal="Loket", zichtbaar=Zichtbaar.IEDEREEN)


def test_a_browser_without_a_login_keeps_a_list(client, open_card):
    pick(client, open_card.short_id)

    assert "Loket" in page(client)


def test_another_browser_has_another_list(client, open_card):
    pick(client, open_card.short_id)

    assert "Er staat nog niemand op deze lijst" in page(Client())


def test_who_only_looks_gets_no_session(client, agency):
    client.get("/")
    page(client)

    assert "sessionid" not in client.cookies


def test_at_login_the_list_of_the_browser_comes_along(client, agency, open_card):
    user = make_professional(agency)
    mine = make_list(user, make_card(agency).short_id)
    pick(client, open_card.short_id)

    client.force_login(user)

    assert (lists.values_of(mine)[1:], Kaartlijst.objects.count()) == ([open_card.short_id], 1)


def test_after_logging_out_nothing_stays_in_the_browser(client, agency, colleague):
    make_list(colleague, make_card(agency, achternaam="Smit").short_id)
    client.logout()

    assert "Smit" not in page(client)


def test_a_list_that_no_browser_came_back_for_is_forgotten(client, open_card):
    pick(client, open_card.short_id)
    Kaartlijst.objects.update(gebruikt_op=timezone.localdate() - timedelta(days=61))

    tidy_lists().work()

    assert not Kaartlijst.objects.exists()


def test_a_list_of_a_login_stays(three):
    Kaartlijst.objects.update(gebruikt_op=timezone.localdate() - timedelta(days=400))

    assert (lists.forget_unused(), Kaartlijst.objects.count()) == (0, 1)


# What is gone or changed -------------------------------------------------------------------------------------------
def test_a_card_that_may_no_longer_be_seen_drops_out_and_is_counted(client, three, colleague):
    card = three.regels.first().waarde
    CardState.objects.filter(card__short_id=card).update(plafond=Zichtbaar.REDACTIE)
    text = page(client)

    assert ("Anna Een" in text, "1 kaart is er niet meer" in text) == (False, True)


def test_an_erased_card_is_counted_too(client, three, colleague, agency):
    for card in agency.kaarten.filter(achternaam__in=["Een", "Twee"]):
        card.delete()

    assert "2 kaarten zijn er niet meer" in page(client)


def test_what_is_gone_can_be_taken_off(client, three, colleague, agency):
    agency.kaarten.get(achternaam="Een").delete()
    press(client, three, opruimen="ja")

    assert three.regels.count() == 2


def test_a_list_shows_only_the_numbers_that_its_owner_may_see(client, agency, colleague):
    card = make_card(agency, nummer="0516000120")
    card.nummers.update(zichtbaar=Zichtbaar.REDACTIE)
    make_list(colleague, card.short_id)

    assert "0516 00 01 20" not in page(client)


def test_who_lost_membership_sees_the_cards_no_more(client, three, colleague):
    Membership.objects.all().delete()

    assert "3 kaarten zijn er niet meer" in page(client)


def test_a_list_takes_a_fixed_number_of_queries(client, agency, colleague):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    make_contactpunt(agency)
    lijst = make_list(colleague, make_card(agency, nummer="0516000120").short_id)
    few = queries()
    more = [make_card(make_team(agency), nummer="0516000121").short_id for _ in range(4)]
    desk = make_contactpunt(agency, voor=Contactpunt.Voor.INWONERS)
    lists.add(lijst=lijst, look=look_as(colleague), values=[*more, f"c-{desk.uuid}"])

    assert queries() <= few + 3  # teams are read once, desks once


# The startlijst ----------------------------------------------------------------------------------------------------
@pytest.fixture
def editor(client, agency):
    user = make_user()
    Membership.objects.create(user=user, agency=agency, rol=Membership.Rol.REDACTIE)
    client.force_login(user)
    return user


def publish(client, lijst, page):
    return client.post(reverse("startlijst", args=[lijst.sleutel]), {"team": page.pk}, follow=True)


def test_an_editor_gives_a_list_to_new_colleagues(client, agency, editor):
    lijst = make_list(editor, make_card(make_agency(), achternaam="Verderop").short_id, naam="Eerste weken")
    publish(client, lijst, agency)
    client.force_login(make_professional(agency))

    text = client.get(agency.url).content.decode()

    assert ("Eerste weken" in text, "Anna Verderop" in text) == (True, True)


def test_nobody_else_sees_the_startlijst(client, agency, editor):
    publish(client, make_list(editor, make_card(agency).short_id, naam="Eerste weken"), agency)
    client.force_login(make_professional(make_agency()))

    assert "Eerste weken" not in client.get(agency.url).content.decode()


def test_a_startlijst_stays_when_its_maker_leaves(client, agency, editor):
    publish(client, make_list(editor, make_card(agency).short_id), agency)
    editor.delete()

    assert Kaartlijst.objects.get(startlijst_van=agency).regels.count() == 1


def test_a_new_startlijst_takes_the_place_of_the_old(client, agency, editor):
    for name in ("Oud", "Nieuw"):
        publish(client, make_list(editor, make_card(agency).short_id, naam=name), agency)

    assert Kaartlijst.objects.get(startlijst_van=agency).naam == "Nieuw"


def test_a_colleague_makes_no_startlijst(client, agency, colleague):
    lijst = make_list(colleague, make_card(agency).short_id)

    assert publish(client, lijst, agency).status_code == 404


def test_an_editor_of_elsewhere_takes_no_startlijst_away(client, agency, editor):
    publish(client, make_list(editor, make_card(agency).short_id), agency)
    other = make_user()
    Membership.objects.create(user=other, agency=make_agency(), rol=Membership.Rol.REDACTIE)
    client.force_login(other)

    assert client.post(reverse("startlijst_weg", args=[agency.pk])).status_code == 404


def test_a_list_belongs_to_one_owner_only(colleague):
    assert lists.make(owner=Owner(colleague, "browser")).browser == ""
