"""`rebuild_index` and `ask` on the command line."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from directory.models import AgencyPage
from search.models import Target
from tests.factories import make_agency, make_card, make_professional, make_werkproces

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank")
    make_werkproces(agency, "Schulden regelen")
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    return agency


def asked(question: str, **options: Any) -> dict[str, Any]:
    call_command("rebuild_index", stdout=io.StringIO())
    out = io.StringIO()
    call_command("ask", question, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_rebuild_tells_how_many_documents(agency: AgencyPage):
    out = io.StringIO()

    call_command("rebuild_index", stdout=out)

    assert out.getvalue() == "2 documenten in de index.\n"


def test_rebuild_tells_which_index_it_could_not_swap(agency: AgencyPage, settings: Settings):
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = "http://127.0.0.1:9", settings.SEARCH_GUARDED_ENGINE

    with pytest.raises(
        CommandError, match="^De index is niet gewisseld: elasticsearch: Elasticsearch is niet te bereiken"
    ):
        call_command("rebuild_index", stdout=io.StringIO())

    assert [target.motor for target in Target.objects.all()] == ["ingebouwd"]


def test_the_answer_has_these_fields_and_no_others(agency: AgencyPage):
    fields = {"question", "slots", "dropped", "corrected", "people", "organisations", "totals"}

    assert asked("schulden").keys() == fields


def test_a_hit_has_these_fields_and_no_others(agency: AgencyPage):
    fields = {"ref", "soort", "name", "agency", "score", "missing", "why", "url"}

    assert asked("schulden")["organisations"][0].keys() == fields


def test_everybody_sees_no_people(agency: AgencyPage):
    assert asked("schulden")["people"] == []


def test_a_professional_sees_people(agency: AgencyPage):
    assert asked("schulden", wie="professional")["people"][0]["name"] == "Anna Bos"


def test_somebody_is_named_by_mail(agency: AgencyPage):
    user = make_professional(agency)

    assert asked("schulden", wie=user.email)["people"][0]["name"] == "Anna Bos"


def test_an_unknown_mail_is_refused(agency: AgencyPage):
    with pytest.raises(CommandError):
        asked("schulden", wie="niemand@test.example")


def test_questions_come_a_line_each(agency: AgencyPage, monkeypatch: pytest.MonkeyPatch):
    call_command("rebuild_index", stdout=io.StringIO())
    monkeypatch.setattr("sys.stdin", io.StringIO("schulden\nbos\n"))
    out = io.StringIO()

    call_command("ask", json=True, stdout=out)

    assert [json.loads(line)["question"] for line in out.getvalue().splitlines()] == ["schulden", "bos"]


def test_without_an_index_it_says_so(agency: AgencyPage):
    with pytest.raises(CommandError):
        call_command("ask", "schulden")
