"""What loading a region writes, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Page, Site

from directory.models import (
    Absence,
    AgencyPage,
    Arbeidsmarktregio,
    Check,
    Contactpunt,
    Functie,
    Gemeente,
    Hulpvraag,
    Plaats,
    Werkproces,
    Zichtbaar,
)
from tests.regions import agency, card, load, replace, set_cells

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


# Lists and places --------------------------------------------------------------------------------------------------
def test_gemeente_comes_with_its_arbeidsmarktregio(region):
    assert Gemeente.objects.get(code="GM0001").arbeidsmarktregio == Arbeidsmarktregio.objects.get(code="AM01")


def test_a_place_may_stand_in_two_gemeenten(region):
    assert Plaats.objects.filter(naam="Dorp").count() == 2


def test_a_function_is_linked_to_its_wetten(region):
    assert [str(wet.afkorting) for wet in Functie.objects.get(code="schuldhulpverlener").wetten.all()] == ["Wgs"]


def test_a_need_is_linked_to_who_does_that(region):
    need = Hulpvraag.objects.get(code="betalen")

    assert [str(row) for name in ("functies", "organisatiesoorten") for row in getattr(need, name).all()] == [
        "Schuldhulpverlener",
        "Kredietbank",
    ]


def test_a_need_keeps_names_to_show_apart_from_words_to_find(region):
    need = Hulpvraag.objects.get(code="betalen")

    assert (need.andere_namen, need.zoekwoorden) == (["betalingsregeling"], ["te veel rekeningen"])


def test_a_regions_own_word_replaces_the_shared_one(folder):
    (folder / "woordenlijsten").mkdir()
    text = "code,naam,andere_namen\nklantmanager,Inkomensconsulent,klantmanager;consulent\n"
    (folder / "woordenlijsten" / "functies.csv").write_text(text, encoding="utf-8")

    load(folder)

    assert Functie.objects.get(code="klantmanager").andere_namen == ["klantmanager", "consulent"]


def test_a_word_of_the_coordinator_stays(region):
    Functie.objects.create(code="eigen", naam="Eigen woord")

    load()

    assert Functie.objects.filter(code="eigen").exists()


# Region and site ----------------------------------------------------------------------------------------------------
def test_the_home_page_becomes_the_root_of_the_site(region):
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.specific == region.get_parent().specific


def test_wagtails_welcome_page_is_gone(region):
    assert list(Page.objects.filter(depth=2)) == [region.get_parent()]


def test_the_region_has_the_gemeenten_of_its_arbeidsmarktregio(region):
    assert {g.naam for g in region.gemeenten.all()} == {"Oosterveld", "Westerveld"}


def test_the_coordinators_number_is_kept(region):
    assert str(region.coordinator_telefoon) == "+31580000100"


def test_the_coordinators_have_a_group(region):
    assert region.editor_group.group.name.startswith("Coördinatoren")


# Organisations and teams --------------------------------------------------------------------------------------------
def test_regio_as_werkgebied_is_every_gemeente_of_the_region(region):
    assert agency().werkgebied.count() == 2


def test_landelijk_needs_no_gemeenten(region):
    assert (agency("opvang").landelijk, agency("opvang").werkgebied.count()) == (True, 0)


def test_the_address_of_a_shelter_is_hidden_by_default(region):
    assert agency("opvang").adres_tonen is False


def test_a_team_stands_under_its_organisation(region):
    assert agency("kredietbank-jongeren").agency == agency()


def test_a_team_is_invented_as_its_organisation_is(region):
    assert agency("kredietbank-jongeren").naam == "Team Jongeren (voorbeeld)"


def test_a_team_may_name_a_desk_of_its_organisation(region):
    assert Werkproces.objects.get(ref="start").contactpunt == Contactpunt.objects.get(ref="lijn")


def test_a_werkproces_names_a_card(region):
    assert Werkproces.objects.get(ref="schuldregeling").kaart == card()


def test_a_werkproces_has_its_own_ages(region):
    assert Werkproces.objects.get(ref="bijstand").leeftijd == "18 tot en met 66 jaar"


def test_sources_are_kept(region):
    assert agency("gemeente-oosterveld").bronnen.get().bron == "Register van Overheidsorganisaties"


def test_what_it_does_not_do_keeps_its_order_and_answers(region):
    lines = agency().wat_wij_niet_doen.all()

    assert [(bool(n.organisatie), n.buiten, n.niemand) for n in lines] == [
        (True, "", False),
        (False, "CJIB", False),
        (False, "", True),
    ]


def test_part_of_another_organisation(region):
    assert agency("opvang").onderdeel_van == agency()


def test_the_address_has_plain_letters(folder):
    replace(folder, "organisaties/verzonnen.yaml", "Voorbeeld Opvang", "Opvang Súdwest")
    AgencyPage.objects.get(ref="opvang").delete()

    load(folder)

    assert agency("opvang").slug == "opvang-sudwest"


# Cards ---------------------------------------------------------------------------------------------------------------
def test_numbers_keep_their_own_audience(region):
    assert [(n.tonen, n.toestel, n.zichtbaar) for n in card().nummers.all()] == [
        ("058 000 01 02", "12", Zichtbaar.PROFESSIONALS),
        ("058 000 01 03", "", Zichtbaar.ORGANISATIE),
    ]


def test_the_first_number_of_a_public_desk_is_public(region):
    assert card("k3").nummers.get().zichtbaar == Zichtbaar.IEDEREEN


def test_a_person_is_never_public_by_loading(folder):
    set_cells(folder, "k1", zichtbaar="iedereen")

    load(folder)

    assert card().state.plafond == Zichtbaar.PROFESSIONALS


def test_a_card_stands_in_its_team(region):
    assert (card("k2").agency, card("k2").team) == (agency(), agency("kredietbank-jongeren"))


def test_a_card_is_also_found_elsewhere(region):
    elsewhere = card().ook_te_vinden.get()

    assert (elsewhere.organisatie, elsewhere.dagen, elsewhere.tel) == (
        agency("opvang"),
        ["vr 9.00-12.00"],
        "+31580000104",
    )


def test_holder_and_stand_in_are_linked(region):
    assert (card("k3").houder, card().vervanger) == (card(), card("k2"))


def test_relative_days_count_from_today(region):
    absence = Absence.objects.get()

    assert (absence.card, absence.van, absence.tot) == (card(), TODAY(), TODAY() + timedelta(days=3))


def test_who_left_has_a_successor(region):
    state = card("k5").state

    assert (state.vertrokken_op, state.opvolger) == (TODAY() - timedelta(days=3), card("k2"))


def test_a_check_is_noted(region):
    assert Check.objects.get(page=card()).op == TODAY() - timedelta(days=12)


# Logins ---------------------------------------------------------------------------------------------------------------
def test_a_login_has_no_password(region):
    assert not User.objects.get(email="professional@gids.example").has_usable_password()


def test_a_professional_is_a_member_and_has_a_card(region):
    user = User.objects.get(email="professional@gids.example")

    assert (user.memberships.get().agency, user.memberships.get().exporteren, user.card_state.card) == (
        agency(),
        False,
        card(),
    )


def test_an_editor_is_in_the_group_of_the_organisation(region):
    user = User.objects.get(email="redactie@gids.example")

    assert list(user.groups.all()) == [agency().editor_group.group]


def test_the_administrator_is_superuser(region):
    assert User.objects.get(is_superuser=True).email == "beheer@gids.example"


def test_a_site_that_is_no_demo_gets_no_logins(settings):
    settings.DEMO = False

    load()

    assert User.objects.count() == 0
