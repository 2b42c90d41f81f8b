"""The editing forms: they open, they publish, they refuse what must not be in the guide."""

import re

import pytest
from django.utils.html import escape

from directory.actions import strip_name
from directory.admin.widgets import gemeente_choices
from directory.models import AgencyPage, CardNumber, CardState, ContactCardPage, Contactpunt, NietDoen, Zichtbaar
from tests.directory.admin_site import (
    WORK,
    add_url,
    agency_data,
    card_data,
    edit_url,
    errors_of,
    inline_formset,
    log_in,
    make_coordinator,
    publish,
)
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_gemeente,
    make_soort,
    make_team,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


def gemeente_of(agency):
    return agency.get_parent().specific.gemeenten.first()


def complete(agency, **values):
    return agency_data(**{"soort": make_soort().pk, "werkgebied": [gemeente_of(agency).pk], **values})


def fresh(page):
    return type(page).objects.get(pk=page.pk)


# They open --------------------------------------------------------------------------------------------------------
def test_the_form_of_a_page_without_a_revision_opens(client, agency):
    make_contactpunt(agency)
    make_werkproces(agency)

    assert client.get(edit_url(agency)).status_code == 200


def test_the_form_of_a_card_without_a_revision_opens(client, agency):
    assert client.get(edit_url(make_card(agency, nummer="0516566100"))).status_code == 200


def test_the_form_of_the_region_opens_for_its_coordinator(agency):
    region = agency.get_parent().specific

    assert log_in(make_coordinator(region)).get(edit_url(region)).status_code == 200


@pytest.mark.parametrize("model", ["agencypage", "contactcardpage"])
def test_an_empty_form_opens(client, agency, model):
    assert client.get(add_url(agency, model)).status_code == 200


def test_keys_of_the_machine_are_not_in_the_form(client, agency):
    form = client.get(edit_url(agency)).context["form"]

    assert not {"voorbeeld", "agency", "ref", "uuid", "slug"} & set(form.fields)


def test_the_title_of_a_card_is_not_in_the_form(client, agency):
    assert "title" not in client.get(edit_url(make_card(agency))).context["form"].fields


def test_publishing_is_the_first_button(client, agency):
    menu = client.get(edit_url(agency)).context["action_menu"]

    assert menu.default_item.name == "action-publish"


# They publish -----------------------------------------------------------------------------------------------------
def test_an_editor_publishes_the_agency(client, agency):
    publish(client, edit_url(agency), complete(agency, opdracht="Nieuwe opdracht."))

    assert fresh(agency).opdracht == "Nieuwe opdracht."


def test_publishing_twice_keeps_the_contactpunt_and_its_uuid(client, agency):
    publish(client, edit_url(agency), complete(agency))
    before = Contactpunt.objects.get()

    publish(client, edit_url(agency), complete(agency, contactpunten=[{**WORK, "id": before.pk}]))

    after = Contactpunt.objects.get()
    assert (after.pk, after.uuid) == (before.pk, before.uuid)


def test_an_editor_makes_a_card(client, agency):
    response = publish(client, add_url(agency, "contactcardpage"), card_data(nummers=[{"nummer": "0516 56 61 00"}]))

    card = ContactCardPage.objects.get()
    assert response.status_code == 302
    assert (card.title, card.live, card.agency, card.team) == ("Sanne de Proefma", True, agency, None)
    assert card.nummers.get().tel == "+31516566100"


def test_a_new_card_of_a_person_starts_with_professionals(client, agency):
    publish(client, add_url(agency, "contactcardpage"), card_data())

    assert CardState.objects.get().plafond == Zichtbaar.PROFESSIONALS


def test_a_new_card_below_a_team_knows_its_team(client, agency):
    team = make_team(agency)

    publish(client, add_url(team, "contactcardpage"), card_data())

    card = ContactCardPage.objects.get()
    assert (card.agency, card.team) == (agency, team)


def test_no_name_stands_in_the_slug(client, agency):
    publish(client, add_url(agency, "contactcardpage"), card_data())

    card = ContactCardPage.objects.get()
    assert card.slug == card.short_id


def test_a_draft_needs_only_a_name(client, agency):
    data = complete(agency, soort="", contactpunten=[], opdracht="", voor_wie="", werkgebied=[])

    assert client.post(edit_url(agency), data).status_code == 302


def test_a_team_publishes_with_what_its_agency_states(client, agency):
    publish(client, edit_url(agency), complete(agency))
    data = complete(agency, title="Team Noord", contactpunten=[], opdracht="", voor_wie="", werkgebied=[])

    assert publish(client, add_url(agency, "agencypage"), data).status_code == 302
    assert AgencyPage.objects.get(title="Team Noord").agency == agency


# They refuse ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lacking", "message"),
    [
        ({"soort": ""}, "de soort organisatie"),
        ({"opdracht": ""}, "de opdracht"),
        ({"voor_wie": ""}, "voor wie jullie er zijn"),
        ({"werkgebied": []}, "het werkgebied"),
        ({"contactpunten": []}, "een contactpunt"),
    ],
)
def test_publishing_needs_six_things(client, agency, lacking, message):
    response = publish(client, edit_url(agency), complete(agency, **lacking))

    assert f"Nodig om te publiceren: {message}." in errors_of(response)


def test_a_national_agency_needs_no_gemeenten(client, agency):
    response = publish(client, edit_url(agency), complete(agency, werkgebied=[], landelijk="on"))

    assert response.status_code == 302


def test_a_bsn_is_refused_in_free_text(client, agency):
    response = publish(client, edit_url(agency), complete(agency, opdracht="Zie klant 111222333."))

    assert "BSN" in errors_of(response)


def test_a_bsn_is_refused_in_an_inline_part(client, agency):
    response = publish(
        client, edit_url(agency), complete(agency, contactpunten=[{**WORK, "toelichting": "Klant 111222333"}])
    )

    assert "BSN" in errors_of(response)


def test_a_toestel_typed_behind_the_number_moves_to_its_field(client, agency):
    publish(client, edit_url(agency), complete(agency, contactpunten=[{**WORK, "telefoon": "0516 566100 tst. 12"}]))

    assert Contactpunt.objects.get().toestel == "12"


def test_a_toestel_of_a_card_moves_to_its_field(client, agency):
    publish(client, add_url(agency, "contactcardpage"), card_data(nummers=[{"nummer": "0516 56 61 00 toestel 345"}]))

    assert CardNumber.objects.get().toestel == "345"


def test_a_wrong_number_is_explained_in_dutch(client, agency):
    response = publish(client, edit_url(agency), complete(agency, contactpunten=[{**WORK, "telefoon": "0516 56610"}]))

    assert "mist een cijfer" in errors_of(response)


def test_a_person_needs_a_surname(client, agency):
    response = publish(client, add_url(agency, "contactcardpage"), card_data(achternaam=""))

    assert "Vul de achternaam in" in errors_of(response)


def test_nobody_is_his_own_stand_in(client, agency):
    card = make_card(agency)

    response = publish(client, edit_url(card), card_data(vervanger=card.pk))

    assert response.status_code == 200


def test_part_of_itself_by_way_of_another_is_refused(client, agency):
    other = make_agency(region=agency.get_parent().specific, onderdeel_van=agency)

    response = publish(client, edit_url(agency), complete(agency, onderdeel_van=other.pk))

    assert "kring" in errors_of(response)


def test_a_werkproces_names_only_an_own_contactpunt(client, agency):
    foreign = make_contactpunt(make_agency())
    work = {"naam": "Schuldhulp", "contactpunt": foreign.pk}

    response = publish(client, edit_url(agency), {**complete(agency), **inline_formset([work], "werkprocessen")})

    assert response.context["form"].formsets["werkprocessen"].errors[0].keys() == {"contactpunt"}


def test_a_werkproces_may_name_an_own_contactpunt(client, agency):
    own = make_contactpunt(agency)
    work = {"naam": "Schuldhulp", "contactpunt": own.pk}
    data = complete(agency, contactpunten=[{**WORK, "id": own.pk}])

    publish(client, edit_url(agency), {**data, **inline_formset([work], "werkprocessen")})

    assert fresh(agency).werkprocessen.get().contactpunt == own


def test_a_werkproces_names_only_a_card_of_the_own_agency(client, agency):
    work = {"naam": "Schuldhulp", "kaart": make_card(make_agency()).pk}

    response = publish(client, edit_url(agency), {**complete(agency), **inline_formset([work], "werkprocessen")})

    assert response.context["form"].formsets["werkprocessen"].errors[0].keys() == {"kaart"}


def test_who_does_it_is_one_answer(client, agency):
    line = {"wat": "Wonen", "voor_wie": "", "organisatie": "", "buiten": "De buren", "niemand": "on"}

    response = publish(client, edit_url(agency), {**complete(agency), **inline_formset([line], "wat_wij_niet_doen")})

    assert "Kies één antwoord" in errors_of(response)


def test_who_does_it_may_be_nobody(client, agency):
    line = {"wat": "Wonen", "voor_wie": "", "organisatie": "", "buiten": "", "niemand": "on"}

    publish(client, edit_url(agency), {**complete(agency), **inline_formset([line], "wat_wij_niet_doen")})

    assert NietDoen.objects.get().niemand


# Who sees it ------------------------------------------------------------------------------------------------------
def test_a_new_person_is_not_open_to_all(client, agency):
    response = publish(client, add_url(agency, "contactcardpage"), card_data(zichtbaar=0))

    assert "Alleen die persoon" in errors_of(response)


def test_an_editor_never_makes_a_card_wider_than_the_person_allows(client, agency):
    card = make_card(agency, zichtbaar=Zichtbaar.ORGANISATIE)
    CardState.objects.filter(card=card).update(plafond=Zichtbaar.ORGANISATIE)

    publish(client, edit_url(card), card_data(zichtbaar=1))

    assert fresh(card).zichtbaar == Zichtbaar.ORGANISATIE


def test_an_editor_may_narrow_a_card(client, agency):
    card = make_card(agency)

    publish(client, edit_url(card), card_data(zichtbaar=3))

    assert fresh(card).zichtbaar == Zichtbaar.REDACTIE


def test_a_function_may_be_open_to_all(client, agency):
    data = card_data(soort="functie", functie=make_functie().pk, achternaam="", voornaam="", zichtbaar=0)

    publish(client, add_url(agency, "contactcardpage"), data)

    assert ContactCardPage.objects.get().zichtbaar == Zichtbaar.IEDEREEN


def test_a_function_never_becomes_a_person(client, agency):
    card = make_card(agency, soort="functie", zichtbaar=Zichtbaar.IEDEREEN)

    publish(client, edit_url(card), card_data(soort="persoon", zichtbaar=0, functie_lokaal="Loket"))

    assert fresh(card).soort == "functie"


def test_a_card_without_a_name_takes_no_name_back(client, agency):
    card = strip_name(card=make_card(agency, functie_lokaal="Consulent"))

    publish(client, edit_url(card), card_data(functie_lokaal="Consulent"))

    assert (fresh(card).title, fresh(card).achternaam) == ("Consulent", "")


def test_the_form_of_a_card_without_a_name_says_so(client, agency):
    card = strip_name(card=make_card(agency, functie_lokaal="Consulent"))

    assert escape("Deze kaart staat er zonder naam.") in client.get(edit_url(card)).content.decode()


def test_a_gemeente_is_chosen_by_the_name_that_people_use():
    gemeente = make_gemeente("Middelburg (Z.)", provincie="Zeeland")

    assert gemeente_choices([gemeente.pk])[0] == ("In deze regio", [(gemeente.pk, "Middelburg")])
    assert ("Zeeland", [(gemeente.pk, "Middelburg")]) in gemeente_choices([])


def test_the_list_of_cards_is_filtered_by_gemeenten_as_people_call_them(client, agency):
    make_card(agency, gemeenten=[make_gemeente("Middelburg (Z.)")])

    html = client.get("/admin/contactkaarten/").content.decode()

    assert re.search(r">\s*Middelburg\s*<", html)
    assert "(Z.)" not in html


def test_of_all_gemeenten_only_those_of_a_card_are_offered_and_leave_its_cards(client, agency):
    there, elsewhere = make_gemeente("Middelburg"), make_gemeente("Vlissingen")
    for naam, gemeenten in (("Aalders", [there]), ("Bosma", [])):
        make_card(agency, achternaam=naam, gemeenten=gemeenten)

    html = client.get(f"/admin/contactkaarten/?gemeenten={there.pk}").content.decode()

    assert [naam in html for naam in ("Aalders", "Bosma", elsewhere.naam)] == [True, False, False]
