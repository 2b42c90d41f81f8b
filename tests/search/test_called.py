"""What has a longer name is found as people call it."""

import pytest

from directory.models import AgencyPage, Begrip, Plaats
from search.lists.called import as_called, initials, is_a_word_too, short_places, without_side
from search.lists.reading import get_lexicon
from tests.factories import make_agency, make_gemeente, make_region
from tests.search.asking import answer, organisations, professional

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("naam", "called"),
    [
        ("Stichting Aan de Maas", "Aan de Maas"),
        ("Coöperatie Dagelder", "Dagelder"),
        ("Woonstichting Walcheren aan Zee", "Walcheren aan Zee"),
        ("Stichting Thuis", "Stichting Thuis"),
        ("Stichting", "Stichting"),
        ("Kredietbank Noord", "Kredietbank Noord"),
    ],
)
def test_a_legal_form_is_left_out(naam: str, called: str):
    assert as_called(naam) == called


@pytest.mark.parametrize(
    ("naam", "letters"),
    [
        ("Veilig Thuis Scheldedelta", {"vts"}),
        ("Centrum voor Jeugd en Gezin", {"cvjeg", "cjg"}),
        ("Kredietbank Noord", set()),
        ("Een Eigen Nest", set()),  # `een` is a word
    ],
)
def test_a_name_of_three_words_has_initials(naam: str, letters: set[str]):
    assert initials(naam) == letters


@pytest.mark.parametrize(
    ("naam", "whole"),
    [("Oost-Souburg", "Souburg"), ("Oost-Water", ""), ("Goes", ""), ("Oost-", ""), ("Sint-Annen", "")],
)
def test_a_village_in_parts_is_called_whole(naam: str, whole: str):
    assert without_side(naam) == whole


def test_the_whole_name_comes_before_who_has_its_words(agency: AgencyPage):
    region = agency.get_parent().specific
    make_agency("Stichting Aan de Maas", region=region)
    make_agency("Zorg Maas", region=region, opdracht="Aan de Maas in het dorp aan de Maas.")

    assert organisations("aan de maas", professional())[0] == "Stichting Aan de Maas"


@pytest.mark.parametrize("question", ["kredietbanknoord", "stichtingaandemaas", "aandemaas", "schulden aandemaas"])
def test_an_agency_is_found_by_its_name_in_one_word(agency: AgencyPage, question: str):
    region = agency.get_parent().specific
    make_agency("Kredietbank Noord", region=region, opdracht="Wij helpen bij schulden.")
    make_agency("Stichting Aan de Maas", region=region, opdracht="Wij helpen bij schulden.")

    expected = "Kredietbank Noord" if "noord" in question else "Stichting Aan de Maas"
    assert organisations(question, professional())[0] == expected


def test_an_agency_is_found_by_its_initials_unless_these_mean_something(agency: AgencyPage):
    region = agency.get_parent().specific
    make_agency("Veilig Thuis Scheldedelta", region=region)
    make_agency("Beter Wonen Westerkwartier", region=region)
    Begrip.objects.create(code="bww", afkorting="BWW", voluit="Begeleid wonen werken")

    assert organisations("VTS", professional()) == ["Veilig Thuis Scheldedelta"]
    assert [meaning.soort for meaning in get_lexicon().terms["bww",]] == ["begrip"]


@pytest.mark.parametrize(
    ("naam", "short"),
    [
        ("Súdwest-Fryslân", {"swf", "sudwest", "fryslan"}),
        ("Noardeast-Fryslân", {"nef", "noardeast", "fryslan"}),
        ("De Fryske Marren", {"dfm"}),
        ("Bergen op Zoom", {"boz"}),
        ("Midden-Drenthe", set()),
        ("Noord-Beveland", set()),
        ("Goes", set()),
    ],
)
def test_a_gemeente_of_more_words_has_a_short_name(naam: str, short: set[str]):
    assert short_places(naam) == short


@pytest.mark.parametrize("question", ["schulden SWF", "schulden Súdwest", "schulden it fean", "schulden ZWH"])
def test_a_gemeente_is_found_by_its_short_name(question: str):
    gemeente = make_gemeente("Súdwest-Fryslân", frysk="It Fean")
    region = make_region(gemeenten=[gemeente, make_gemeente("Noardeast-Fryslân")])
    make_agency("Gemeente It Fean", region=region)
    Begrip.objects.create(code="zwh", afkorting="ZWH", voluit="Súdwest-Fryslân")

    assert [slot.label for slot in answer(question, professional()).slots] == ["schulden", "Súdwest-Fryslân"]


def test_a_part_of_more_gemeenten_is_none_of_them():
    make_region(gemeenten=[make_gemeente("Súdwest-Fryslân"), make_gemeente("Noardeast-Fryslân")])

    assert ("fryslan",) not in get_lexicon().places


def test_a_part_of_a_village_is_found_by_the_whole(agency: AgencyPage):
    gemeente = make_gemeente("Vlissingen")
    make_region(gemeenten=[gemeente])
    Plaats.objects.create(naam="Oost-Souburg", gemeente=gemeente)

    assert [slot.label for slot in answer("schulden souburg", professional()).slots] == [
        "schulden",
        "Souburg (gemeente Vlissingen)",
    ]


@pytest.mark.parametrize(
    ("naam", "inwoners", "too"),
    [
        ("Zwolle", 133_000, False),
        ("Assen", 69_000, False),
        ("Dronten", 43_000, False),
        ("Kampen", 55_000, True),
        ("Leiden", 128_000, True),
        ("Best", 31_000, True),
        ("Zwolle", 0, True),
        ("Emmen", 0, False),
    ],
)
def test_the_name_of_a_town_is_hardly_another_word(naam: str, inwoners: int, too: bool):
    assert is_a_word_too(naam, inwoners) == too
