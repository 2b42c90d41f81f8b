"""`manage.py check_index`: what the index has too much, too little, or otherwise; and mended."""

import io

import pytest
from django.core.management import call_command
from pytest_django import Settings

from directory.models import AgencyPage, ContactCardPage
from search.engines import indexes
from search.indexing.documents import Document
from search.indexing.marks import mark_of
from search.models import Change
from search.upkeep import comparison, rebuilding
from tests.factories import make_agency, make_card
from tests.search.flaky import FlakyEngine
from tests.search.test_engines import document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank")
    make_card(agency, achternaam="Bos")
    rebuilding.rebuild()
    return agency


def check_index(**options: bool) -> tuple[str, int]:
    out, code = io.StringIO(), 0
    try:
        call_command("check_index", stdout=out, stderr=out, **options)
    except SystemExit as end:
        code = int(end.code)
    return out.getvalue(), code


def card() -> ContactCardPage:
    return ContactCardPage.objects.get(achternaam="Bos")


def test_an_index_like_the_database(agency: AgencyPage):
    assert check_index() == ("ingebouwd: 2 documenten, 0 verschillen\n", 0)


def test_what_waits_is_no_difference(agency: AgencyPage):
    make_card(agency, achternaam="Berg")

    assert check_index()[1] == 0


def test_a_document_too_few(agency: AgencyPage):
    indexes()[0].remove([agency.pk])

    said, code = check_index()

    assert (f"ontbreekt: organisatie-{agency.pk}, persoon-{card().pk}" in said, code) == (True, 1)


def test_a_document_too_many(agency: AgencyPage):
    indexes()[0].update([], [document(987654, "spook")])

    said, code = check_index()

    assert ("te veel: persoon-987654" in said, code) == (True, 1)


def test_a_document_with_another_content(agency: AgencyPage):
    ContactCardPage.objects.filter(pk=card().pk).update(onderwerpen=["schulden"])

    said, code = check_index()

    assert (f"anders: organisatie-{agency.pk}, persoon-{card().pk}" in said, code) == (True, 1)


def test_no_name_is_shown(agency: AgencyPage):
    indexes()[0].remove([agency.pk])

    said, _ = check_index()

    assert not {"Bos", "Kredietbank"} & set(said.replace(",", " ").split())


def test_differences_are_mended(agency: AgencyPage):
    indexes()[0].update([], [document(987654, "spook")])
    ContactCardPage.objects.filter(pk=card().pk).update(achternaam="Bos", onderwerpen=["schulden"])

    said, code = check_index(herstel=True)

    assert ("3 hersteld, 0 niet" in said, code, check_index()[1]) == (True, 0, 0)


def test_without_an_index_it_says_so():
    make_agency()

    assert check_index() == ("ingebouwd: er is geen index, of hij is beschadigd of wordt niet bijgehouden\n", 1)


def test_without_an_index_mending_builds_one():
    make_agency()

    assert check_index(herstel=True)[1] == 0
    assert check_index()[1] == 0


def test_what_was_parked_is_forgotten_once_it_is_mended(settings: Settings, agency: AgencyPage):
    settings.SEARCH_ENGINE = "tests.search.flaky.FlakyEngine"
    FlakyEngine.mended()
    FlakyEngine.refused = {f"persoon-{card().pk}"}
    card().save()
    comparison.compare(indexes()[0])
    ContactCardPage.objects.filter(pk=card().pk).update(onderwerpen=["schulden"])
    FlakyEngine.mended()

    code = check_index(herstel=True)[1]

    assert (code, Change.objects.count()) == (0, 0)


# The mark of a document ------------------------------------------------------------------------------------------
def changed(**values: object) -> Document:
    return document(1, "anja", **values)


@pytest.mark.parametrize(
    "other",
    [
        document(1, "bert"),
        changed(zichtbaar="regio:1"),
        changed(facets={"doelgroep": ("jeugd",)}),
        changed(groep=9),
        changed(volgorde=28**5 + 7),
    ],
)
def test_the_mark_changes_with_the_content(other: Document):
    assert mark_of(other) != mark_of(document(1, "anja"))


def test_the_mark_is_the_same_in_every_process():
    assert mark_of(document(1, "anja bos")) == mark_of(document(1, "bos anja"))
