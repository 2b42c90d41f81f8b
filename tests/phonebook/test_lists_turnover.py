"""Turnover: whoever goes, moves or takes over, an old link, card and list ends at the right person, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory.actions import erase_person, leave
from directory.models import Check
from directory.visibility import VISITOR, audience_for
from phonebook import lists
from phonebook.bundle import look_of
from phonebook.models import Kaartlijst
from tests.factories import make_agency, make_card, make_contactpunt
from tests.phonebook.rfc2426 import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def cor(agency):
    return make_card(agency, voornaam="Cor", achternaam="Later", nummer="0516000123")


def on_list(colleague, *cards):
    """The names that a list with these cards shows now."""
    lijst = Kaartlijst.objects.create(user=colleague)
    look = look_of(audience_for(colleague))
    for n, card in enumerate(cards):
        lijst.regels.create(waarde=card.short_id, plek=n)
    return [regel.row.naam for regel in lists.contents(look, lists.values_of(lijst)).regels]


def in_file(client, *cards):
    """The names in a file of these cards."""
    answer = client.get(reverse("meenemen_vcf"), {"kaart": [card.short_id for card in cards]})
    return [found.text("FN") for found in read(answer.content)]


def test_after_leaving_the_successor_stands_on_the_list_and_in_the_file(client, colleague, anna, bea):
    leave(card=anna, opvolger=bea)

    assert (on_list(colleague, anna), in_file(client, anna)) == (["Bea Daarna"], ["Bea Daarna"])


def test_after_two_who_left_the_second_successor_stands_there(client, colleague, anna, bea, cor):
    leave(card=anna, opvolger=bea)
    leave(card=bea, opvolger=cor)

    assert (on_list(colleague, anna), in_file(client, anna)) == (["Cor Later"], ["Cor Later"])


def test_who_left_and_who_came_after_are_one(client, colleague, anna, bea, cor):
    leave(card=anna, opvolger=bea)
    leave(card=bea, opvolger=cor)

    assert (on_list(colleague, cor, anna, bea), in_file(client, cor, anna, bea)) == (["Cor Later"], ["Cor Later"])


def test_a_successor_stands_where_the_one_who_left_stood(client, colleague, anna, bea, cor):
    leave(card=anna, opvolger=cor)

    assert in_file(client, anna, bea) == ["Cor Later", "Bea Daarna"]


def test_successors_in_a_circle_end_nowhere(colleague, anna, bea):
    leave(card=anna, opvolger=bea)
    leave(card=bea, opvolger=anna)

    assert on_list(colleague, anna, bea) == []


def test_without_a_successor_the_line_is_gone(client, colleague, anna):
    leave(card=anna)

    answer = client.get(reverse("meenemen_vcf"), {"kaart": anna.short_id})

    assert (on_list(colleague, anna), answer.status_code) == ([], 404)


def test_the_old_link_of_who_left_leads_to_the_successor(client, colleague, anna, bea):
    leave(card=anna, opvolger=bea)

    assert "Bea Daarna" in client.get(anna.get_absolute_url()).content.decode()


def test_a_function_keeps_its_line_when_somebody_else_holds_it(client, colleague, agency, anna, bea):
    function = make_card(agency, soort="functie", functie_lokaal="Wijkloket", houder=anna, nummer="0516000140")
    before = client.get(reverse("kaart_vcf", args=[function.short_id])).content
    function.houder = bea
    function.save()
    after = client.get(reverse("kaart_vcf", args=[function.short_id])).content

    (old,), (new,) = read(before), read(after)
    assert (old.text("UID") == new.text("UID"), "Anna Eerst" in old.text("NOTE"), "Bea Daarna" in new.text("NOTE")) == (
        True, True, True,
    )  # fmt: skip
    assert on_list(colleague, function) == ["Wijkloket"]


@pytest.fixture
def moved(client, colleague, anna):
    """Anna works at another agency in the region now; gives her card before and after."""
    (before,) = read(client.get(reverse("kaart_vcf", args=[anna.short_id])).content)
    other = make_agency("Buurtteam Elders")
    Page.objects.get(pk=anna.pk).move(other, pos="last-child")
    (after,) = read(client.get(reverse("kaart_vcf", args=[anna.short_id])).content)
    return before, after


def test_a_moved_person_stays_one_contact_with_the_new_organisation(moved):
    before, after = moved

    assert (after.text("UID") == before.text("UID"), "Buurtteam Elders" in after.text("ORG")) == (True, True)


def test_a_moved_person_stays_on_the_list_once(moved, client, colleague, anna):
    assert (on_list(colleague, anna), in_file(client, anna, anna)) == (["Anna Eerst"], ["Anna Eerst"])


def test_the_old_link_of_a_moved_person_leads_to_the_new_place(moved, client, anna):
    assert "Buurtteam Elders" in client.get(anna.get_absolute_url()).content.decode()


def test_an_erased_person_leaves_no_name_on_any_list(client, colleague, anna):
    lijst = Kaartlijst.objects.create(user=colleague)
    lists.add(lijst=lijst, look=look_of(audience_for(colleague)), values=[anna.short_id])
    erase_person(card=anna)

    text = client.get(reverse("mijn_lijst")).content.decode()
    assert ("Eerst" in text, "1 kaart is er niet meer" in text) == (False, True)


# Nobody confirmed the card, or nobody came after: the desk is left ---------------------------------------------------
def hidden(card):
    """Nobody confirmed this card for very long."""
    Check.objects.create(page=card, op=timezone.localdate() - timedelta(days=500))
    return card


@pytest.fixture
def desk(agency):
    return make_contactpunt(agency, "Verwijslijn", voor="professionals")


def test_instead_of_who_was_never_confirmed_stands_the_desk(colleague, anna, desk):
    assert on_list(colleague, hidden(anna)) == ["Gemeente Voorbeeldstad\N{NO-BREAK SPACE}– verwijslijn"]


def test_instead_of_who_left_without_a_successor_stands_the_desk(colleague, anna, desk):
    leave(card=anna)

    assert on_list(colleague, anna) == ["Gemeente Voorbeeldstad\N{NO-BREAK SPACE}– verwijslijn"]


def test_a_desk_that_is_on_the_list_too_stands_there_once(colleague, anna, bea, desk):
    assert on_list(colleague, hidden(anna), hidden(bea)) == ["Gemeente Voorbeeldstad\N{NO-BREAK SPACE}– verwijslijn"]


def test_the_line_says_that_it_stands_there_instead(colleague, anna, desk):
    lijst = Kaartlijst.objects.create(user=colleague)
    lijst.regels.create(waarde=hidden(anna).short_id, plek=1)
    (regel,) = lists.contents(look_of(audience_for(colleague)), lists.values_of(lijst)).regels

    assert (regel.row.note, regel.waarde) == (lists.INSTEAD, anna.short_id)


def test_a_desk_without_a_telephone_is_no_way_out(colleague, anna, agency):
    make_contactpunt(agency, "Veilig mailen", telefoon="", voor="professionals")

    assert on_list(colleague, hidden(anna)) == []


def test_a_hidden_card_tells_a_visitor_nothing_of_where_it_was(anna, agency):
    make_contactpunt(agency, "Balie", voor="inwoners")
    hidden(anna)

    assert lists.contents(look_of(VISITOR), [anna.short_id]).regels == []
