"""The search page, through the client: what it refuses, keeps to itself, and asks of the database."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from directory.models import AgencyPage
from search.upkeep import rebuilding
from tests.factories import (
    make_card,
)
from tests.search.asking import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("setting", "question"),
    [("SEARCH_NUMBER_PARTS_AN_HOUR", "06123"), ("SEARCH_NUMBERS_AN_HOUR", "0612345678")],
)
def test_too_many_numbers_an_hour_are_refused(
    client: Client, agency: AgencyPage, settings: Settings, one_moment: None, setting: str, question: str
):
    setattr(settings, setting, 1)
    rebuilding.rebuild()

    found = [client.get(reverse("zoeken"), {"vraag": question}) for _ in range(2)]

    assert [response.status_code for response in found] == [200, 429]
    assert found[1]["Retry-After"] == "3600"
    assert "Probeer het over een uur nog eens" in found[1].content.decode()


@pytest.mark.parametrize("question", ["061234", pytest.param(" " * 400 + "061234", id="behind 400 spaces")])
def test_taking_answers_along_counts_too(member: Client, agency: AgencyPage, settings: Settings, question: str):
    make_card(agency, achternaam="Bos", nummer="0612345678")
    settings.SEARCH_NUMBER_PARTS_AN_HOUR = 1
    rebuilding.rebuild()

    found = [member.get(reverse("meenemen"), {"vraag": question}).status_code for _ in range(2)]

    assert found == [200, 400]


def test_who_asked_many_numbers_may_ask_other_things(client: Client, agency: AgencyPage, settings: Settings):
    settings.SEARCH_NUMBER_PARTS_AN_HOUR = 0
    rebuilding.rebuild()

    assert client.get(reverse("zoeken"), {"vraag": "schulden"}).status_code == 200


def test_the_queries_do_not_grow_with_the_answers(member: Client, agency: AgencyPage):
    def queries(cards: int) -> int:
        for n in range(cards):
            make_card(agency, achternaam=f"Bos{n}", onderwerpen=["zonwering"], nummer="0516000101")
        page(member, "zonwering")
        with CaptureQueriesContext(connection) as captured:
            member.get(reverse("zoeken"), {"vraag": "zonwering"})
        return len(captured)

    assert queries(2) == queries(6)


@pytest.mark.parametrize(
    "question",
    ["x" * 100_000, "schuld " * 20_000, "\x00\x1b[31m", "*", "schul*", '"', "a AND (b OR", "😀😀", "%", "\\", "‮schuld",
     "<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE--", "0" * 5000, "-" * 3000, "é" * 3000],
)  # fmt: skip
def test_hostile_input_gives_a_page(member: Client, agency: AgencyPage, question: str):
    html = page(member, question)

    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "values",
    [{"pagina": "-1"}, {"pagina": "9" * 400}, {"pagina": "x"}, {"gemeente": "bestaat-niet"}, {"soort": "<b>"},
     {"doelgroep": ["a"] * 500}, {"zonder": "x" * 9000}, {"organisatie": "a b"}],
)  # fmt: skip
def test_a_hostile_address_gives_a_page(client: Client, agency: AgencyPage, values: dict[str, object]):
    assert "</html>" in page(client, "schulden", **values)


def test_no_question_is_logged(client: Client, agency: AgencyPage, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        page(client, "geheimevraag zwaantjes")
        client.post(reverse("zoeken") + "?vraag=geheimevraag")

    texts = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("geheimevraag" in text for text in texts)


def test_nobody_keeps_the_page(client: Client, agency: AgencyPage):
    rebuilding.rebuild()

    assert "no-store" in client.get(reverse("zoeken"), {"vraag": "schulden"})["Cache-Control"]


def test_without_an_index_the_page_says_so(client: Client, agency: AgencyPage):
    response = client.get(reverse("zoeken"), {"vraag": "schulden"})

    assert response.status_code == 503
    assert "Zoeken kan nu even niet" in response.content.decode()
    assert "Is er nu gevaar?" in response.content.decode()


def test_a_kept_answer_shows_a_change_at_once(member: Client, agency: AgencyPage, commit):
    card = commit(lambda: make_card(agency, achternaam="Bos", onderwerpen=["zonwering"], nummer="0516000101"))
    assert "0516 00 01 01" in page(member, "zonwering")

    commit(lambda: card.nummers.model.objects.filter(page=card).update(nummer="+31516000999"))

    html = member.get(reverse("zoeken"), {"vraag": "zonwering"}).content.decode()
    assert "0516 00 09 99" in html
    assert "0516 00 01 01" not in html


def test_a_kept_answer_of_a_professional_is_not_for_a_visitor(member: Client, agency: AgencyPage, commit):
    commit(lambda: make_card(agency, achternaam="Bos", onderwerpen=["zonwering"], nummer="0516000101"))
    assert "0516 00 01 01" in page(member, "zonwering")

    member.logout()

    assert "0516 00 01 01" not in member.get(reverse("zoeken"), {"vraag": "zonwering"}).content.decode()
