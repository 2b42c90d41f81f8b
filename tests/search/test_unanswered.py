"""Questions without an answer: what is kept of them, from how many askers on they are shown, and how long."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from directory.models import AgencyPage, Begrip, Zichtbaar
from search import unanswered
from search.models import OnbeantwoordeVraag
from search.unanswered import cleaned, tidy
from search.upkeep import rebuilding
from tests.directory.admin_site import make_coordinator
from tests.factories import make_card, make_gemeente, make_user, make_werkproces

pytestmark = pytest.mark.django_db
Stand = OnbeantwoordeVraag.Stand
HASH = unanswered.HASH  # as it is; most tests have longer marks, see conftest.py


@pytest.fixture
def agency(agency: AgencyPage) -> AgencyPage:
    make_werkproces(agency, "Schulden regelen")
    rebuilding.rebuild()
    return agency


def somebody(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or make_user(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(question: str, client: Client | None = None, **values: object) -> str:
    return (client or somebody()).get(reverse("zoeken"), {"vraag": question, **values}).content.decode()


def on_the_list() -> list[str]:
    return list(OnbeantwoordeVraag.objects.values_list("vraag", flat=True))


def shown() -> list[str]:
    return [row.vraag for row in OnbeantwoordeVraag.objects.open()]


# What is kept ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("kettingzaag wolvega", "kettingzaag wolvega"),
        ("Waar kan ik een kettingzaag lenen?", "kettingzaag lenen"),
        ("kettingzaag voor Zwaantje Qwertsma", "kettingzaag"),
        ("kettingzaag jan bakker", "kettingzaag"),
        ("kettingzaag mevrouw zonnebloem", "kettingzaag"),
        ("kettingzaag Piet Zonnebloem", "kettingzaag"),
        ("kettingzaag van der Velden", "kettingzaag"),
        ("kettingzaag kees de ladder", "kettingzaag"),
        ("kettingzaag mohammed peters", "kettingzaag"),
        ("kettingzaag kees wolvega", "kettingzaag wolvega"),
        ("kettingzaag Wolvega", "kettingzaag wolvega"),
        ("hond uitlaten", "hond uitlaten"),
        ("uitlaten van de hond", "uitlaten hond"),
        ("uitlaten kees hond", "uitlaten"),
        ("uitlaten van der hond", "uitlaten"),
        ("uitlaten mevrouw hond", "uitlaten"),
        ("uitlaten Hond", "uitlaten"),
        ("kettingzaag nul zes twaalf vierendertig", "kettingzaag"),
        ("kettingzaag 111222333", "kettingzaag"),
        ("kettingzaag 0612345678", "kettingzaag"),
        ("kettingzaag 8471 AB 12a", "kettingzaag"),
        ("kettingzaag jan.boom@mail.example", "kettingzaag"),
        ("kettingzaag https://mail.example/jan/boom", "kettingzaag"),
        ("kettingzaag geboren 12-03-1984", "kettingzaag geboren"),
        ("kettingzaag qwrtx", "kettingzaag"),
        ("KETTINGZAAG WOLVEGA", "kettingzaag wolvega"),
        ("mijn opa ademt niet meer", "opa ademt niet"),
        ("kettingzaag voor mijn zoon kees niet de ladder", "kettingzaag zoon niet"),
        ("mijn moeder wil niet", ""),
        ("jan bakker", ""),
        ("wolvega", ""),
        ("wie kan ik bellen", ""),
        ("0612345678", ""),
        ("<script>alert('jan')</script>", "script alert"),
        ("\x00\ud800", ""),
    ],
)
def test_only_ordinary_words_and_those_of_the_lists_are_kept(agency: AgencyPage, question: str, kept: str):
    assert cleaned(question).text == kept


def test_a_term_of_the_lists_is_kept_where_no_dictionary_knows_it(agency: AgencyPage):
    Begrip.objects.create(code="bbz", afkorting="Bbz")
    rebuilding.rebuild()

    assert cleaned("bbz kettingzaag").text == "bbz kettingzaag"


@pytest.mark.parametrize("level", Zichtbaar)
def test_the_name_of_anybody_in_the_guide_is_taken_out(agency: AgencyPage, level: int):
    make_card(agency, voornaam="Zon", achternaam="Bloempot", zichtbaar=level)
    rebuilding.rebuild()

    assert cleaned("kettingzaag bloempot").text == "kettingzaag"


def test_a_place_that_is_a_surname_here_is_kept_where_no_name_stands_before_it(agency: AgencyPage):
    make_card(agency, voornaam="Zwaantje", achternaam="Wolvega")
    rebuilding.rebuild()

    assert cleaned("kettingzaag Wolvega").text == "kettingzaag wolvega"
    assert cleaned("kettingzaag Zwaantje Wolvega").text == "kettingzaag"


def test_other_order_and_other_endings_are_the_same_question(agency: AgencyPage):
    assert cleaned("kettingzagen lenen wolvega").key == cleaned("wolvega: kettingzaag lenen").key


# When it is kept -------------------------------------------------------------------------------------------------
def test_a_question_without_answer_goes_to_the_list_and_says_so(agency: AgencyPage):
    html = asked("kettingzaag")

    assert on_the_list() == ["kettingzaag"]
    assert "Stellen meer mensen deze vraag" in html


def test_a_question_with_wider_answers_only_goes_too(agency: AgencyPage):
    asked("schulden kettingzaag")

    assert list(OnbeantwoordeVraag.objects.values_list("vraag", "aard")) == [("schulden kettingzaag", "ruimer")]


def test_a_question_about_a_place_outside_the_region_does_not(agency: AgencyPage):
    make_gemeente("Amsterdam")

    assert "op de lijst" not in asked("kettingzaag amsterdam")
    assert on_the_list() == []


def test_a_question_with_an_answer_does_not(agency: AgencyPage):
    assert "op de lijst" not in asked("schulden")
    assert on_the_list() == []


@pytest.mark.parametrize("question", ["schulden Emergis", "schulden zwqrt", "schulden Zwaantje Qwertsma"])
def test_what_is_left_of_a_question_and_has_an_answer_does_not(agency: AgencyPage, question: str):
    html = asked(question)

    assert ("op de lijst" in html, on_the_list()) == (False, [])


def test_what_is_left_of_a_question_without_an_answer_does(agency: AgencyPage):
    asked("kettingzaag Zwaantje Qwertsma")

    assert on_the_list() == ["kettingzaag"]


def test_a_misspelt_word_is_kept_as_it_was_read(agency: AgencyPage):
    asked("schulder kettingzaag")

    assert on_the_list() == ["schulden kettingzaag"]


@pytest.mark.parametrize("values", [{"soort": "persoon"}, {"letterlijk": "ja"}, {"pagina": "2"}, {"zonder": "wat-x"}])
def test_a_narrowed_question_does_not(agency: AgencyPage, values: dict[str, str]):
    asked("kettingzaag", **values)

    assert on_the_list() == []


def test_what_a_browser_fetches_ahead_does_not(agency: AgencyPage):
    somebody().get(reverse("zoeken"), {"vraag": "kettingzaag"}, headers={"Sec-Purpose": "prefetch"})

    assert on_the_list() == []


def test_what_a_coordinator_tries_does_not(agency: AgencyPage):
    asked("kettingzaag", somebody(make_coordinator(agency.get_parent().specific)))

    assert on_the_list() == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_list_that_is_full_is_not_told_to_have_taken_it(
    agency: AgencyPage, monkeypatch: pytest.MonkeyPatch, times: int
):
    monkeypatch.setattr(unanswered, "MOST_ROWS", 0)
    client = somebody()

    told = [asked("kettingzaag", client) for _ in range(times)]

    assert "op de lijst" not in told[-1]


def test_who_asks_again_is_told_that_it_is_there(agency: AgencyPage):
    client = somebody()
    asked("kettingzaag", client)

    assert "Stellen meer mensen deze vraag" in asked("kettingzaag", client)


def test_somebody_is_counted_once_a_day(agency: AgencyPage):
    client = somebody()
    for _ in range(3):
        asked("kettingzaag", client)

    assert OnbeantwoordeVraag.objects.get().aantal == 1


# Who asked -------------------------------------------------------------------------------------------------------
def test_it_is_shown_from_three_askers_on(agency: AgencyPage):
    for _ in range(2):
        asked("kettingzaag")
    after_two = shown()
    asked("kettingzaag")

    assert (after_two, shown()) == ([], ["kettingzaag"])


def test_how_many_is_a_setting(agency: AgencyPage, settings: Settings):
    settings.SEARCH_ASKERS_BEFORE_SHOWN = 1

    asked("kettingzaag")

    assert shown() == ["kettingzaag"]


def test_one_asker_on_three_days_is_one(agency: AgencyPage):
    client = somebody()
    for _ in range(3):
        cache.clear()
        asked("kettingzaag", client)

    assert shown() == []


def test_with_enough_askers_nothing_of_them_is_left(agency: AgencyPage):
    for _ in range(3):
        asked("kettingzaag")

    row = OnbeantwoordeVraag.objects.get()
    assert (row.vragers, row.zout) == ({}, "")


def test_the_same_asker_of_two_questions_cannot_be_seen_to_be_one(agency: AgencyPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unanswered, "HASH", HASH)
    client = somebody()
    for question in ("kettingzaag", "fietspomp", "zonnescherm", "tuinslang", "schroefmachine"):
        asked(question, client)

    marks = {mark for row in OnbeantwoordeVraag.objects.all() for mark in row.vragers}
    assert len(marks) > 1
    assert {len(mark) for mark in marks} == {3}


# How long --------------------------------------------------------------------------------------------------------
def test_who_asked_a_month_ago_is_forgotten_with_the_question(agency: AgencyPage):
    asked("kettingzaag")

    assert tidy(timezone.localdate() + timedelta(days=29)) == 0
    assert tidy(timezone.localdate() + timedelta(days=31)) == 1
    assert on_the_list() == []


def test_of_two_askers_the_one_of_long_ago_is_forgotten(agency: AgencyPage):
    today = timezone.localdate()
    askers = {"abc": (today - timedelta(days=40)).isoformat(), "def": today.isoformat()}
    row = OnbeantwoordeVraag.objects.create(sleutel="x", vraag="x", vragers=askers, eerst_op=today - timedelta(days=40))

    tidy(today)

    row.refresh_from_db()
    assert list(row.vragers) == ["def"]


def test_what_enough_people_asked_stays_for_a_year(agency: AgencyPage):
    for _ in range(3):
        asked("kettingzaag")

    tidy(timezone.localdate() + timedelta(days=364))
    stays = shown()
    tidy(timezone.localdate() + timedelta(days=366))

    assert (stays, on_the_list()) == (["kettingzaag"], [])


def test_a_synonym_that_did_not_help_opens_it_again(agency: AgencyPage):
    for _ in range(3):
        asked("kettingzaag")
    OnbeantwoordeVraag.objects.get().settle(Stand.SYNONIEM)

    asked("kettingzaag")

    assert shown() == ["kettingzaag"]


def test_what_does_not_belong_here_stays_away(agency: AgencyPage):
    for _ in range(3):
        asked("kettingzaag")
    OnbeantwoordeVraag.objects.get().settle(Stand.HOORT_NIET)

    asked("kettingzaag")

    assert shown() == []
