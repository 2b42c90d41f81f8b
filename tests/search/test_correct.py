"""What misspelt words are read as: by sound, in compounds written apart or together, beside a name."""

import pytest

from directory.models import Begrip, Doelgroep, Gemeente, Plaats
from search.engines import get_engine
from search.lists.reading import get_lexicon
from search.understand import understand
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_functie, make_gemeente, make_region
from tests.search.asking import professional

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guide() -> None:
    bronckhorst = make_gemeente("Bronckhorst")
    make_region(gemeenten=[bronckhorst])
    Plaats.objects.create(naam="Dijken", gemeente=bronckhorst)
    Plaats.objects.create(naam="Loerbeek", gemeente=bronckhorst)
    Begrip.objects.create(code="bw", afkorting="BW", voluit="Beschermd wonen")
    Begrip.objects.create(code="hb", voluit="Hoger beroep")
    Doelgroep.objects.create(code="schuld", naam="Mensen met schuldhulp")
    for naam in ("Burenbemiddelaar", "Jongerenwerker", "Leerlingenvervoer", "Psychiater", "Klantmanager"):
        make_functie(naam, andere_namen=[], zoekwoorden=[])
    agency = make_agency("Huis van Taal", werkgebied=[bronckhorst])
    make_card(agency, voornaam="Geeske", achternaam="Ebbens", onderwerpen=["extra lessen"])


def corrected(question: str, together: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """What is read otherwise where only these words are found together."""
    rebuilding.rebuild()
    view = get_engine().vocabulary().seen_by(professional().tokens)
    found = understand(question, get_lexicon(), view, lambda tries: [len(t) == 1 or together >= {*t} for t in tries])
    return found.corrected


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("lerlinchenvervoer", "leerlingenvervoer"),
        ("skulthulp", "schuldhulp"),
        ("berup", "beroep"),
        ("deiken", "dijken"),
    ],
)
def test_a_word_that_is_written_as_it_is_said_is_read_as_what_sounds_so(typed: str, read_as: str):
    assert corrected(typed) == [(typed, read_as)]


def test_a_word_that_nobody_writes_is_read_as_one_of_the_lists_that_many_do():
    Doelgroep.objects.create(code="dementie", naam="Mensen met dementie")

    assert corrected("dementi") == [("dementi", "dementie")]  # a denial, in the dictionary


@pytest.mark.parametrize(
    ("typed", "read_as"), [("beschermdwnen", ("wnen", "wonen")), ("oogerberoep", ("ooger", "hoger"))]
)
def test_a_term_that_was_written_as_one_may_have_a_misspelt_half(typed: str, read_as: tuple[str, str]):
    assert corrected(typed) == [read_as]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("burne bemiddelaar", "burenbemiddelaar"), ("klant manaher", "klantmanager")],
)
def test_a_compound_that_was_written_as_two_may_have_a_misspelt_half(typed: str, read_as: str):
    assert corrected(typed) == [(typed, read_as)]


def test_two_words_in_good_order_are_no_misspelt_compound():
    assert corrected("burger bemiddelaar") == []


def test_a_compound_by_chance_is_read_as_the_one_of_the_lists():
    assert corrected("jongereenwerker") == [("jongereenwerker", "jongerenwerker")]


def test_a_place_that_lacks_a_letter_is_read_as_that_place():
    assert corrected("loerbek") == [("loerbek", "loerbeek")]


@pytest.mark.parametrize("word", ["jongerenwerkers", "burenbemiddelaars", "crohn", "onderwijzer"])
def test_a_plural_a_name_and_a_word_in_good_order_stay(word: str):
    assert corrected(word) == []


def test_a_misspelt_word_beside_a_name_is_a_name_where_the_two_belong_together():
    assert corrected("geeske ebenz", frozenset({"geeske", "ebbens"})) == [("ebenz", "ebbens")]


@pytest.mark.parametrize("question", ["karel", "bij karel", "loerbakk", "wmo loerbakk", "hoekema", "mevrouw loerbek"])
def test_what_may_be_a_name_that_the_asker_does_not_see_is_not_read_as_a_place(question: str):
    Plaats.objects.create(naam="Kapel", gemeente=Gemeente.objects.get())
    make_card(make_agency("Boerhoes"), voornaam="Jan", achternaam="Bos", onderwerpen=["Herema, Loerbeek"])

    assert corrected(question) == []


@pytest.mark.parametrize(("typed", "read_as"), [("karel", "kapel"), ("loerbakk", "loerbeek")])
def test_behind_in_it_is_a_place(typed: str, read_as: str):
    Plaats.objects.create(naam="Kapel", gemeente=Gemeente.objects.get())
    make_card(make_agency("Boerhoes"), voornaam="Jan", achternaam="Bos", onderwerpen=["Loerbeek"])

    assert corrected(f"in {typed}") == [(typed, read_as)]


def read_words(question: str) -> list[tuple[str, str]]:
    """What each word is read as, with what it may be besides."""
    rebuilding.rebuild()
    view = get_engine().vocabulary().seen_by(professional().tokens)
    found = understand(question, get_lexicon(), view, lambda tries: [len(t) == 1 for t in tries])
    return [(word.text, word.perhaps) for word in found.words]


@pytest.mark.parametrize("question", ["Emergis", "emergis"])
def test_a_name_that_neither_looks_nor_sounds_much_like_a_word_is_not_read_as_it(question: str):
    make_functie("Energiecoach", andere_namen=["energie"], zoekwoorden=[])

    assert read_words(question) == [("emergis", "energie")]


def test_two_letters_that_sound_right_are_a_misspelt_word():
    make_functie("Bijstandsconsulent", andere_namen=["bijstand"], zoekwoorden=[])

    assert corrected("beistand") == [("beistand", "bijstand")]
