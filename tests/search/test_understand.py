"""Questions as topics, against a small guide."""

import pytest

from directory.models import AgencyPage, AndereNaam, Begrip, Doelgroep, Gemeente, Hulpvraag, Leefgebied, Plaats, Wet
from directory.visibility import VISITOR
from search.engines import get_engine
from search.lists.reading import get_lexicon
from search.understand import understand
from search.understand.topics import Understood
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_functie, make_gemeente, make_region
from tests.search.asking import professional

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guide() -> None:
    west, leeuwarden = make_gemeente("Weststellingwerf"), make_gemeente("Leeuwarden")
    make_gemeente("Best")  # in another region, and an ordinary word
    make_region(gemeenten=[west, leeuwarden])
    Plaats.objects.create(naam="Wolvega", gemeente=west, stellingwerfs="Wolvege")
    Plaats.objects.create(naam="Oldeberkoop", gemeente=west, zoeknamen=["Berkoop"])
    Plaats.objects.create(naam="Grou", gemeente=leeuwarden, frysk="Grou")
    Plaats.objects.create(naam="Buren", gemeente=leeuwarden)  # an ordinary word, of which a need is made too
    Hulpvraag.objects.create(code="overlast", naam="Overlast", zoekwoorden=["herrie van buren"])
    Doelgroep.objects.create(code="jong", naam="Jongeren van 18 tot en met 26 jaar", leeftijd_van=18, leeftijd_tot=26)
    Doelgroep.objects.create(code="dementie", naam="Mensen met dementie")
    Leefgebied.objects.create(code="geld", naam="Geld en schulden", andere_namen=["schulden"])
    Wet.objects.create(code="wlz", afkorting="Wlz", naam="Wet langdurige zorg")
    for code, voluit in (("bw1", "Beschermd wonen"), ("bw2", "Bewindvoering")):
        Begrip.objects.create(code=code, afkorting="BW", voluit=voluit, dubbel=True)
    Begrip.objects.create(code="hbh", afkorting="HbH", voluit="Hulp bij het huishouden")
    make_functie("Jobcoach", andere_namen=["jobcoach intern"], zoekwoorden=["begeleiding op het werk"])
    agency = make_agency("Kredietbank Noord", werkgebied=[west])
    AndereNaam.objects.create(page=agency, naam="KBN", soort="afkorting")
    make_card(agency, voornaam="Jitske", tussenvoegsel="van der", achternaam="Wolvega", onderwerpen=["schulden"])
    make_card(agency, voornaam="Douwe", achternaam="Douwendans")


def read(question: str, **values: object) -> Understood:
    rebuilding.rebuild()
    view = get_engine().vocabulary().seen_by(professional().tokens)
    return understand(question, get_lexicon(), view, lambda tries: [True] * len(tries), **values)


def slots(question: str) -> list[tuple[str, str]]:
    return [(topic.kind, topic.label) for topic in read(question).topics]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "schulden jongeren grou",
            [("wat", "schulden"), ("voor_wie", "jongeren"), ("waar", "Grou (gemeente Leeuwarden)")],
        ),
        ("wie doet schulden in Berkoop", [("wat", "schulden"), ("waar", "Oldeberkoop (gemeente Weststellingwerf)")]),
        ("waar kan ik terecht voor schulden", [("wat", "schulden")]),
        ("Wolvege schulden", [("waar", "Wolvega (gemeente Weststellingwerf)"), ("wat", "schulden")]),
        ("jobcoach", [("wat", "jobcoach")]),
        ("kredietbank noord", [("wie", "kredietbank noord")]),
        ("KBN", [("wie", "kbn")]),
        ("hulp bij het huishouden", [("wat", "hulp bij het huishouden")]),
        ("iemand met dementie", [("voor_wie", "dementie")]),
        ("wlz", [("wat", "wlz")]),
        ("beste schuld", [("wat", "schuld")]),
        ("schulden in best", [("wat", "schulden"), ("waar", "Best")]),
        ("douwe douwendans", [("wie", "douwe"), ("wie", "douwendans")]),
        ("hulp", [("wat", "hulp")]),
        ("", []),
    ],
)
def test_a_question_becomes_slots(question: str, expected: list[tuple[str, str]]):
    assert slots(question) == expected


@pytest.mark.parametrize(
    ("question", "ages"),
    [
        ("jongen van 17", (17,)),
        ("17 jaar schulden", (17,)),
        ("16-jarige", (16,)),
        ("onder de 18", tuple(range(18))),
        ("18-", tuple(range(18))),
        ("van 16 tot 18 jaar", (16, 17, 18)),
        ("moeder 82 schulden", (82,)),
    ],
)
def test_an_age_is_read(question: str, ages: tuple[int, ...]):
    assert next(topic.ages for topic in read(question).topics if topic.ages) == ages


def test_a_need_that_is_said_with_an_age_is_still_one():
    Hulpvraag.objects.create(code="thuisloos", naam="Jongere zonder plek", zoekwoorden=["19 dakloos"])

    found = read("19 jaar dakloos").topics

    assert [(topic.label, [m.naam for m in topic.meanings]) for topic in found] == [
        ("dakloos", ["Jongere zonder plek"]),
        ("leeftijd 19 jaar", ["Jongeren van 18 tot en met 26 jaar"]),
    ]


def test_an_age_from_somewhere_has_no_end():
    assert next(topic.ages for topic in read("65 plus").topics if topic.ages)[:2] == (65, 66)


@pytest.mark.parametrize(
    "question",
    ["0516 56 61 00", "+31 (0)516-566100", "wie is 0516566100", "0031516566100", "telefoonnummer 0516/566100 tst 12"],
)
def test_a_number_is_read_in_any_notation(question: str):
    assert [topic.digits for topic in read(question).topics] == ["0516566100"]


@pytest.mark.parametrize("question", ["wmo 2015", "wet 2026 schulden", "18", "1g1p", "zaak1402", "gezin 1402 bussum"])
def test_a_year_an_age_or_the_end_of_a_word_is_no_phone_number(question: str):
    assert not any(topic.digits for topic in read(question).topics)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("voedsel bank", ["voedselbank"]),  # as one it is a name, as two only a search word
        ("wlz loket", ["wlz", "loket"]),  # a law says something by itself
        ("jobcoach intern", ["jobcoach intern"]),  # a name as it stands
    ],
)
def test_two_words_that_are_one_on_a_list_are_one_unless_apart_they_say_more(typed: str, expected: list[str]):
    Hulpvraag.objects.create(code="eten", naam="Eten", andere_namen=["voedselbank"], zoekwoorden=["bank voor voedsel"])
    Hulpvraag.objects.create(code="zorg", naam="Zorg", andere_namen=["wlzloket"])

    assert [label for _, label in slots(typed)] == expected


def test_a_place_here_that_a_phone_wrote_as_two_words_is_that_place():
    Plaats.objects.create(naam="Oranjewoud", gemeente=Gemeente.objects.get(naam="Weststellingwerf"))
    Plaats.objects.create(naam="Zoutelande", gemeente=make_gemeente("Veere"))  # in another region

    assert slots("schulden oranje woud") == [("wat", "schulden"), ("waar", "Oranjewoud (gemeente Weststellingwerf)")]
    assert not any(kind == "waar" for kind, _ in slots("schulden zoute lande"))


def test_a_place_elsewhere_is_not_called_without_its_article():
    Plaats.objects.create(naam="De Punt", gemeente=make_gemeente("Tynaarlo"))

    assert slots("schulden punt")[1] == ("wat", "punt")
    assert slots("schulden de punt")[1][0] == "waar"


def test_a_tussenvoegsel_that_a_name_swallowed_is_part_of_it():
    make_card(AgencyPage.objects.get(), voornaam="Noud", achternaam="Vanwersch")

    assert slots("noud van wersch") == [("wie", "noud"), ("wie", "vanwersch")]


def test_an_ambiguous_abbreviation_keeps_all_its_meanings():
    (topic,) = read("bw").topics

    assert {meaning.naam for meaning in topic.meanings} >= {"Beschermd wonen", "Bewindvoering"}


@pytest.mark.parametrize(
    ("question", "is_place"),
    [("jobcoach in buren", True), ("jobcoach buren", True), ("de buren maken herrie", False), ("herrie buren", False)],
)
def test_a_village_that_is_an_ordinary_word_too_is_one_where_it_is_said_so(question: str, is_place: bool):
    assert any(topic.places for topic in read(question).topics) == is_place


def test_in_an_ordinary_word_with_its_article_is_no_place_elsewhere():
    Plaats.objects.create(naam="De Wijk", gemeente=make_gemeente("De Wolden"))

    assert not any(topic.places for topic in read("jobcoach in de wijk").topics)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("Hee", ["Hee (gemeente Leeuwarden)"]),
        ("wlz Hee", ["Hee (gemeente Leeuwarden)"]),
        ("hee ik zoek wlz", []),
        ("Hee ik zoek wlz", []),
        ("nieuwdorp", ["Nieuwdorp (gemeente Best)"]),  # elsewhere, and no two words
    ],
)
def test_a_village_that_is_a_word_of_any_sentence_is_one_where_it_is_said_so(question: str, where: list[str]):
    Plaats.objects.create(naam="Hee", gemeente=Gemeente.objects.get(naam="Leeuwarden"))
    Plaats.objects.create(naam="Nieuwdorp", gemeente=Gemeente.objects.get(naam="Best"))
    Hulpvraag.objects.create(code="dorp", naam="Nieuw dorp")

    assert [label for kind, label in slots(question) if kind == "waar"] == where


def test_a_usual_word_is_no_misspelt_place():
    Plaats.objects.create(naam="Overveen", gemeente=make_gemeente("Bloemendaal"))

    assert not read("ik kom er niet overheen").corrected


def test_a_village_that_is_a_surname_too_stays_both():
    topic = read("jitske wolvega").topics[1]

    assert topic.places
    assert topic.words


@pytest.mark.parametrize(
    ("typed", "read_as"), [("schuldn", "schulden"), ("jongren", "jongeren"), ("douwendas", "douwendans")]
)
def test_a_misspelt_word_is_read_as_one_that_exists(typed: str, read_as: str):
    assert read(typed).corrected == [(typed, read_as)]


@pytest.mark.parametrize("word", ["keuring", "fiets", "WIA", "xyz", "12345678", "abc1"])
def test_a_valid_word_an_abbreviation_and_a_number_are_never_corrected(word: str):
    assert read(word).corrected == []


def test_literally_means_without_correction():
    assert read("jongren", letterlijk=True).corrected == []


def test_a_slot_can_be_taken_off():
    first = read("schulden jongeren").topics[0]

    assert [topic.label for topic in read("schulden jongeren", zonder=[first.id]).topics] == ["jongeren"]


def test_a_number_can_be_taken_off():
    (number,) = read("bel 0516000100").topics

    found = read("bel 0516000100", zonder=[number.id])

    assert (found.topics, found.without) == ([], [number])


def test_which_time_it_is_is_no_name():
    assert "2e" not in [topic.label for topic in read("voor de 2e keer ontslagen").topics if topic.is_name]


def test_sentence_words_are_told_as_dropped():
    assert read("wie doet schulden").dropped == ["wie", "doet"]


def test_the_tussenvoegsel_is_no_slot():
    assert slots("jitske van der wolvega")[0] == ("wie", "jitske")


def test_a_visitor_gets_no_correction_to_a_hidden_name():
    rebuilding.rebuild()
    view = get_engine().vocabulary().seen_by(VISITOR.tokens)

    found = understand("douwendas", get_lexicon(), view, lambda tries: [True] * len(tries))

    assert found.corrected == []
