"""The index follows what is saved, and never stops a save."""

import io
import logging
import shutil

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from directory.models import Absence, AgencyPage, Check, Doelgroep, Gebeurtenis, Hulpvraag, Zichtbaar
from search.answer import SearchQuery
from search.ask import ask
from search.lists.reading import get_lexicon, read_lexicon
from search.models import Change
from search.signals import LINKS, LISTS
from search.upkeep import delivering, rebuilding
from tests.factories import make_agency, make_card, make_functie, make_soort, make_team
from tests.search.asking import professional

pytestmark = pytest.mark.django_db
Commit = DjangoCaptureOnCommitCallbacks


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank")
    rebuilding.rebuild()
    return agency


def found(question: str) -> list[str]:
    """People, else organisations."""
    answer = ask(SearchQuery(question), professional())
    return [hit.name for hit in answer.people.hits or answer.organisations.hits]


def test_a_published_agency_is_found_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    agency.title = "Volkskrediet"

    with django_capture_on_commit_callbacks(execute=True):
        agency.save_revision().publish()

    assert (found("volkskrediet"), found("kredietbank")) == (["Volkskrediet"], [])


def test_a_renamed_agency_renames_its_cards(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    make_card(make_team(agency), achternaam="Bos")
    agency.title = "Volkskrediet"

    with django_capture_on_commit_callbacks(execute=True):
        agency.save_revision().publish()

    assert found("bos volkskrediet") == ["Anna Bos"]


def test_a_withdrawn_card_is_gone_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    card = make_card(agency, achternaam="Bos")
    rebuilding.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        card.unpublish()

    assert found("bos") == []


def expired(page: Page) -> None:
    """As `onderhoud` withdraws a page of which the day is over."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled", stdout=io.StringIO())


def test_an_expired_agency_leaves_the_index_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    with django_capture_on_commit_callbacks(execute=True):
        expired(agency)

    assert ask(SearchQuery("kredietbank"), professional()).organisations.total == 0


def test_an_expired_card_leaves_the_index_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    card = make_card(agency, achternaam="Bos")
    rebuilding.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        expired(card)

    assert ask(SearchQuery("bos"), professional()).people.total == 0


def test_an_expired_region_lets_the_index_be_built_anew(agency: AgencyPage):
    expired(agency.get_parent())

    assert Change.objects.filter(kind=Change.Kind.ALLES).exists()


def test_a_deleted_card_is_gone_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    card = make_card(agency, achternaam="Bos")
    rebuilding.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        card.delete()

    assert found("bos") == []


def test_a_moved_card_goes_along(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    other = make_agency("Werkbedrijf")
    card = make_card(agency, achternaam="Bos")
    rebuilding.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        card.move(other, pos="last-child")

    assert (found("bos werkbedrijf"), found("bos kredietbank")) == (["Anna Bos"], [])


def test_what_a_person_narrows_is_narrowed_at_once(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    card = make_card(agency, achternaam="Bos")
    rebuilding.rebuild()
    card.state.plafond = Zichtbaar.ORGANISATIE

    with django_capture_on_commit_callbacks(execute=True):
        card.state.save()

    assert ask(SearchQuery("bos"), professional()).people.total == 0


@pytest.mark.parametrize("model", [Absence, Check])
def test_state_outside_the_form_refreshes(agency: AgencyPage, model: type, django_capture_on_commit_callbacks: Commit):
    card = make_card(agency, achternaam="Zwaantjes")
    today = timezone.localdate()
    values = {"card": card, "van": today} if model is Absence else {"page": card, "op": today}

    with django_capture_on_commit_callbacks(execute=True):
        model.objects.create(**values)

    assert found("zwaantjes") == ["Anna Zwaantjes"]


def test_each_link_that_the_lexicon_reads_is_heard():
    soort = make_soort("GGZ")
    functie = make_functie("Jobcoach")
    functie.organisatiesoorten.add(soort)
    Doelgroep.objects.create(code="d", naam="Jongeren").functies.add(functie)
    Gebeurtenis.objects.create(code="g", naam="Ontslag").functies.add(functie)
    Hulpvraag.objects.create(code="h", naam="Werk zoeken").functies.add(functie)
    links = {field.remote_field.through for model in LISTS for field in model._meta.many_to_many}

    with CaptureQueriesContext(connection) as asked:
        read_lexicon()
    sql = " ".join(query["sql"] for query in asked)

    read = {link for link in links if f'"{link._meta.db_table}"' in sql}
    assert len(read) > 5
    assert read <= {link.through for link in LINKS}


def test_what_is_ticked_on_a_group_is_told(django_capture_on_commit_callbacks: Commit):
    group, functie = Doelgroep.objects.create(code="d", naam="Jongeren"), make_functie("Jobcoach")
    known = get_lexicon()

    with django_capture_on_commit_callbacks(execute=True):
        group.functies.add(functie)

    assert get_lexicon() is not known


def test_another_name_of_a_region_is_told(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    region = agency.get_parent().specific
    known = get_lexicon()
    region.title = "Het Noorden"

    with override_settings(SEARCH_REBUILD_AT_ONCE=0), django_capture_on_commit_callbacks(execute=True):
        region.save()

    assert get_lexicon() is not known


def test_a_failing_engine_never_stops_a_save(
    agency: AgencyPage,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Commit,
):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    agency.title = "Volkskrediet"

    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        agency.save_revision().publish()

    assert "Volkskrediet" not in caplog.text
    assert AgencyPage.objects.get(pk=agency.pk).title == "Volkskrediet"


def test_a_broken_engine_is_logged_without_names(
    agency: AgencyPage, settings: Settings, caplog: pytest.LogCaptureFixture
):
    settings.SEARCH_ENGINE = "nowhere.Engine"

    delivering.deliver_soon()

    assert "ModuleNotFoundError" in caplog.text
