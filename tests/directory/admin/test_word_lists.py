"""The word lists in the editing screens: the coordinator writes words, not keys."""

import re

import pytest

from directory.models import Begrip

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/directory/begrip/add/"


def word(**fields):
    return {"afkorting": "POK", "voluit": "Persoonlijk ondersteuner", "gewone_taal": "", "andere_namen": "", **fields}


def test_a_new_word_gets_its_key_by_itself(coordinator):
    coordinator.post(ADD, word())

    assert Begrip.objects.get().code == "pok"


def test_a_second_meaning_gets_a_key_of_its_own(coordinator):
    coordinator.post(ADD, word())
    coordinator.post(ADD, word(voluit="Praktijkondersteuner"))

    assert set(Begrip.objects.values_list("code", flat=True)) == {"pok", "pok-2"}


def test_a_second_meaning_names_the_first(coordinator):
    coordinator.post(ADD, word())

    page = coordinator.post(ADD, word(voluit="Praktijkondersteuner"), follow=True).content.decode()

    assert "‘POK’ staat er ook met de betekenis ‘Persoonlijk ondersteuner’" in page
    assert "Vink bij elk ervan" in page


def test_meanings_that_are_marked_need_no_mark(coordinator):
    coordinator.post(ADD, word(dubbel="on"))

    page = coordinator.post(ADD, word(voluit="Praktijkondersteuner", dubbel="on"), follow=True).content.decode()

    assert "De gids toont alle betekenissen." in page
    assert "Vink bij elk ervan" not in page


def test_the_same_meaning_twice_is_told_and_is_no_second_meaning(coordinator):
    coordinator.post(ADD, word())

    page = coordinator.post(ADD, word(), follow=True).content.decode()

    assert "‘POK: Persoonlijk ondersteuner’ staat er nu twee keer. Verwijder er een." in page
    assert "Vink bij elk ervan" not in page


def test_a_word_of_its_own_brings_no_message_of_another(coordinator):
    page = coordinator.post(ADD, word(), follow=True).content.decode()

    assert "staat er ook" not in page


def test_the_list_says_in_words_which_has_more_meanings(coordinator):
    Begrip.objects.create(code="pok", afkorting="POK", dubbel=True)

    page = coordinator.get("/admin/snippets/directory/begrip/").content.decode()

    assert re.search(r"<td[^>]*>\s*ja\s*</td>", page)
    assert "True" not in page


def test_the_key_stays_when_a_word_is_changed(coordinator):
    begrip = Begrip.objects.create(code="pok", afkorting="POK")

    coordinator.post(f"/admin/snippets/directory/begrip/edit/{begrip.pk}/", word(code="anders", afkorting="Pok"))

    begrip.refresh_from_db()
    assert (begrip.code, begrip.afkorting) == ("pok", "Pok")


def test_a_bsn_is_refused(coordinator):
    page = coordinator.post(ADD, word(opmerking="zie 123456782")).content.decode()

    assert "op een BSN lijkt" in page
    assert not Begrip.objects.exists()
