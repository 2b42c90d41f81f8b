"""The word lists: for the coordinator, in Dutch, and safe to keep."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from directory.admin.snippets import LISTS
from directory.models import Functie, Gemeente, Hulpvraag, Plaats
from tests.directory.admin_site import edit_url, log_in, make_coordinator, make_editor, make_own_agency
from tests.factories import make_card, make_functie, make_gemeente

pytestmark = pytest.mark.django_db
MODELS = [words.model._meta.model_name for words in LISTS]


@pytest.fixture
def agency():
    return make_own_agency()


@pytest.fixture
def coordinator(agency):
    return log_in(make_coordinator(agency.get_parent().specific))


def url_of(model, view, *args):
    return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("view", ["list", "add"])
def test_the_coordinator_keeps_a_word_list(coordinator, model, view):
    assert coordinator.get(url_of(model, view)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("view", ["list", "add"])
def test_an_editor_does_not(agency, model, view):
    assert log_in(make_editor(agency)).get(url_of(model, view)).status_code == 302


def test_the_coordinator_adds_a_word(coordinator):
    data = {"code": "budgetcoach", "naam": "Budgetcoach", "andere_namen": "", "zoekwoorden": "", "dubbelzinnig": ""}

    coordinator.post(url_of("functie", "add"), data)

    assert Functie.objects.filter(code="budgetcoach").exists()


def test_the_coordinator_ticks_who_does_what_is_needed(coordinator):
    functie = make_functie("Taalcoach")
    data = {"naam": "Nederlandse taal oefenen", "andere_namen": "taalles", "zoekwoorden": "nederlands praten"}

    coordinator.post(url_of("hulpvraag", "add"), {**data, "functies": [functie.pk]})

    need = Hulpvraag.objects.get(code="nederlandse-taal-oefenen")
    assert list(need.functies.all()) == [functie]


def test_who_keeps_word_lists_got_the_right_to_a_new_one():
    group = Group.objects.create(name="Coördinatoren")
    group.permissions.add(Permission.objects.get(codename="change_gebeurtenis"))

    migration = import_module("directory.migrations.0007_hulpvraag_voor_coordinatoren")
    migration.let_who_keeps_lists_keep_this_one(apps, None)

    assert group.permissions.filter(codename="change_hulpvraag").exists()


def test_the_coordinator_tells_of_a_herindeling(coordinator):
    old, new = make_gemeente("Oudstad"), make_gemeente("Nieuwstad")
    data = {"code": old.code, "naam": old.naam, "slug": old.slug, "geldig_tot": "2027-01-01", "opvolger": new.pk}

    coordinator.post(url_of("gemeente", "edit", old.pk), data)

    assert Gemeente.objects.get(pk=old.pk).opvolger == new


def test_a_gemeente_is_never_deleted_by_hand(coordinator):
    gemeente = make_gemeente()

    coordinator.post(url_of("gemeente", "delete", gemeente.pk))

    assert Gemeente.objects.filter(pk=gemeente.pk).exists()


def test_a_word_in_use_is_not_deleted(coordinator, agency):
    functie = make_functie()
    make_card(agency, functie=functie)

    coordinator.post(url_of("functie", "delete", functie.pk))

    assert Functie.objects.filter(pk=functie.pk).exists()


def test_a_draft_with_a_deleted_word_still_opens(agency):
    functie = make_functie()
    card = make_card(agency)
    card.functie = functie
    card.save_revision()

    functie.delete()

    assert log_in(make_editor(agency)).get(edit_url(card)).status_code == 200


def test_places_are_no_word_list():
    assert Plaats not in {words.model for words in LISTS}
