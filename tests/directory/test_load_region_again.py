"""Loading a region again: what did not change stays, what people did on the site stays, all or nothing."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from directory import actions
from directory.models import (
    Absence,
    AgencyPage,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Functie,
    Plaats,
    Werkproces,
)
from tests.factories import make_user
from tests.regions import LIJSTEN, agency, card, copy_region, load, replace, set_cells

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


# Again --------------------------------------------------------------------------------------------------------------
def everything() -> list[object]:
    """What a second load must leave as it is."""
    return [
        list(Page.objects.order_by("path").values_list("pk", "path", "numchild", "title", "last_published_at")),
        [list(model.objects.order_by("pk").values()) for model in (Contactpunt, Werkproces, Functie, Plaats, Check)],
        [list(model.objects.order_by("pk").values()) for model in (CardState, Absence, User)],
        Revision.objects.count(),
    ]


def test_loading_twice_changes_nothing(region):
    before = everything()

    load()

    assert everything() == before


def test_the_second_load_says_so(region, tmp_path):
    told = StringIO()

    call_command("load_region", str(copy_region(tmp_path)), lijsten=str(LIJSTEN), stdout=told)

    assert told.getvalue() == "Er is niets veranderd.\n"


def test_a_changed_text_is_brought_up_to_date(folder):
    replace(folder, "organisaties/verzonnen.yaml", "Wij lossen schulden op.", "Wij helpen bij schulden.")

    load(folder)

    assert agency().opdracht == "Wij helpen bij schulden."


def test_a_changed_desk_keeps_its_uuid(folder):
    before = Contactpunt.objects.get(ref="lijn").uuid
    replace(folder, "organisaties/verzonnen.yaml", "naam: Geldlijn", "naam: Geldtelefoon")

    load(folder)

    assert Contactpunt.objects.get(naam="Geldtelefoon").uuid == before


def test_only_what_changed_is_saved(folder):
    before = {page.ref: page.last_published_at for page in AgencyPage.objects.all()}
    replace(folder, "organisaties/verzonnen.yaml", "Wij lossen schulden op.", "Wij helpen bij schulden.")

    load(folder)

    assert [p.ref for p in AgencyPage.objects.all() if p.last_published_at != before[p.ref]] == ["kredietbank"]


def test_a_card_moves_along_with_its_organisation_and_keeps_its_address(folder):
    before = card("k2").short_id
    set_cells(folder, "k2", organisatie="opvang")

    load(folder)

    assert (card("k2").agency, card("k2").team, card("k2").short_id) == (agency("opvang"), None, before)


def test_the_tree_is_sound_after_a_move(folder):
    set_cells(folder, "k2", organisatie="opvang")

    load(folder)

    assert not any(Page.find_problems())


def test_what_the_files_no_longer_hold_is_told_and_stays(folder):
    rows = (folder / "kaarten.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "kaarten.csv").write_text("".join(r for r in rows if not r.startswith("k4,")), encoding="utf-8")
    told = StringIO()

    call_command("load_region", str(folder), lijsten=str(LIJSTEN), stdout=told)

    assert ("nog in de gids: k4." in told.getvalue(), ContactCardPage.objects.filter(ref="k4").exists()) == (True, True)


def test_a_desk_that_an_editor_added_stays(folder):
    Contactpunt.objects.create(page=agency(), naam="Van de redactie", telefoon="0580000199", sort_order=9)
    replace(folder, "organisaties/verzonnen.yaml", "naam: Geldlijn", "naam: Geldtelefoon")

    load(folder)

    names = [c.naam for c in agency().contactpunten.all()]
    assert names == ["Geldtelefoon", "Lijn voor verwijzers", "Van de redactie"]


def test_a_later_check_on_the_site_stays(region):
    actions.check_page(page=card(), on=TODAY())

    load()

    assert Check.objects.get(page=card()).op == TODAY()


def test_who_left_on_the_site_stays_gone(region):
    actions.leave(card=card("k2"))

    load()

    assert card("k2").state.vertrokken_op == TODAY()


def test_a_name_that_was_taken_out_does_not_come_back(region):
    actions.strip_name(card=card())

    load()

    assert (card().achternaam, card().title) == ("", "Schuldhulpverlener (voorbeeld)")


def test_what_the_database_refuses_is_named_and_undone(folder):
    replace(folder, "organisaties/verzonnen.yaml", "naam: Voorbeeld Opvang", "naam: 避難所")
    replace(folder, "organisaties/verzonnen.yaml", "- ref: opvang", "- ref: opvang-2")
    set_cells(folder, "k1", ook_bij="", achternaam="Anders")

    with pytest.raises(CommandError, match=r"verzonnen.yaml:41: .*Er is niets veranderd"):
        load(folder)

    assert card().achternaam == "Meer"


# Editors' drafts ----------------------------------------------------------------------------------------------------
def test_the_edit_screen_opens_on_a_loaded_page(region, client):
    client.force_login(make_user(is_superuser=True))

    assert client.get(reverse("wagtailadmin_pages:edit", args=[card().pk])).status_code == 200


def test_a_change_reaches_the_draft_and_keeps_the_rest_of_it(folder):
    page = agency()
    page.voor_wie = "Concept van de redactie"
    page.save_revision()
    replace(folder, "organisaties/verzonnen.yaml", "Wij lossen schulden op.", "Wij helpen bij schulden.")

    load(folder)

    draft = agency().get_latest_revision_as_object()
    assert (draft.opdracht, draft.voor_wie) == ("Wij helpen bij schulden.", "Concept van de redactie")


def test_a_draft_is_not_published_by_a_load(folder):
    page = agency()
    page.voor_wie = "Concept van de redactie"
    page.save_revision()
    replace(folder, "organisaties/verzonnen.yaml", "Wij lossen schulden op.", "Wij helpen bij schulden.")

    load(folder)

    assert (agency().voor_wie, agency().opdracht) == ("Iedereen vanaf 18 jaar.", "Wij helpen bij schulden.")


def test_an_editor_of_a_published_page_sees_what_was_loaded(folder):
    agency().save_revision().publish()
    replace(folder, "organisaties/verzonnen.yaml", "naam: Geldlijn", "naam: Geldtelefoon")

    load(folder)

    draft = agency().get_latest_revision_as_object()
    assert draft.contactpunten.first().naam == "Geldtelefoon"


# Two regions --------------------------------------------------------------------------------------------------------
def test_a_ref_of_another_region_may_be_named_but_not_used_again(folder):
    replace(folder, "regio.yaml", "ref: testland", "ref: tweede")

    with pytest.raises(CommandError, match="Er zijn 10 fouten"):
        load(folder)
