"""The parts of a question as links, and the questions that are offered besides."""

from urllib.parse import parse_qs

import pytest

from directory.models import AgencyPage, Gemeente, Hulpvraag
from directory.names import fold
from search.answer import Answer, SearchQuery, Slot
from search.plan import Filters
from search.showing.chips import chips, choices, shown, two_places, wider
from search.showing.facets import chosen
from tests.factories import make_card, make_gemeente
from tests.search.asking import answer, professional

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "label", "expected"),
    [
        ("Froukje hoekstra", "froukje", "Froukje"),
        ("froukje hoekstra", "hoekstra", "Hoekstra"),
        ("McLean", "mclean", "McLean"),
        ("nauta-dijk", "nauta-dijk", "Nauta-Dijk"),
        ("0516000162", "0516000162", "0516 00 01 62"),
        ("051600", "051600", "051600"),
        ("kredietbank", "Kredietbank Fryslân", "Kredietbank Fryslân"),
    ],
)
def test_who_is_asked_for_is_written_as_people_write_it(typed: str, label: str, expected: str):
    assert shown(Slot("wie-x", "wie", label, typed), typed) == expected


@pytest.mark.parametrize(
    ("vraag", "text"),
    [("WW-uitkering", "wwuitkering"), ("een FACT-team, in Sneek", "factteam"), ("poh jeugd", "poh jeugd")],
)
def test_a_word_is_shown_as_it_was_typed(vraag: str, text: str):
    assert fold(shown(Slot("wat-x", "wat", text, text), vraag)).replace("-", "") == text
    assert shown(Slot("wat-x", "wat", text, text), vraag) in vraag


def test_an_accent_is_not_told_as_another_word():
    assert not Slot("waar-x", "waar", "Súdwest-Fryslân", "sudwestfryslan").is_other


def test_a_need_stands_behind_the_word_that_tells_it(agency: AgencyPage):
    Hulpvraag.objects.create(code="autisme", naam="Autisme onderzoeken", zoekwoorden=["kind autisme test"])

    slots = answer("autisme kind test").slots

    assert {slot.text: slot.meant for slot in slots if slot.meant} == {"autisme": "Autisme onderzoeken"}


def test_a_space_in_a_word_is_not_told_as_another_word():
    assert not Slot("wat-x", "wat", "suicidepreventie", "suicide preventie").is_other


def test_who_was_found_by_name_is_not_looked_for_with_half_of_it(agency: AgencyPage):
    make_card(agency, voornaam="Bert", achternaam="Zwaantjes")

    assert wider(SearchQuery("bert zwaantjes"), answer("bert zwaantjes", professional())) == []


def test_each_part_of_a_name_can_be_taken_off(agency: AgencyPage):
    make_card(agency, voornaam="Bert", achternaam="Zwaantjes")

    found = chips(SearchQuery("bert zwaantjes"), answer("bert zwaantjes", professional()))

    assert [chip.naam for chip in found] == ["Bert", "Zwaantjes"]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("AB, Heerenveen", "ab", "Algemeen bestuur Heerenveen"),
        ("wat doet (AB)?", "ab", "Algemeen bestuur wat doet"),
        ("AB/DB Heerenveen", "ab", "Algemeen bestuur db Heerenveen"),
        ("Plan van Aanpak, jeugd", "plan van aanpak", "Algemeen bestuur jeugd"),
    ],
)
def test_a_word_of_two_meanings_makes_place_for_the_one_that_was_meant(question: str, text: str, expected: str):
    slot = Slot("wat-x", "wat", text, text, readings=("Algemeen bestuur", "Adviesbureau"))

    ((_, (first, _)),) = choices(SearchQuery(question), Answer(question, slots=(slot,)))

    assert parse_qs(first.url.partition("?")[2])["vraag"] == [expected]


@pytest.mark.parametrize(("ticked", "told"), [("Goes", True), ("Weststellingwerf", False), ("", False)])
def test_a_place_besides_the_gemeente_that_was_ticked_is_told(agency: AgencyPage, ticked: str, told: bool):
    make_gemeente("Goes")
    slugs = Gemeente.objects.filter(naam=ticked).values_list("slug", flat=True)
    query = SearchQuery("schulden wolvega", filters=Filters(gemeente=tuple(slugs)))
    found = two_places(query, answer(query.vraag, professional(), filters=query.filters), chosen(query))

    assert [choice.naam for choice in found] == (["Wolvega", "Goes"] if told else [])
