"""What stands in the vCard of a person, a function, a desk and an organisation."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.models import Absence, CardNumber, CardState, ContactCardPage, Contactpunt, OokTeVinden
from directory.visibility import audience_for
from phonebook.bundle import look_of, of_agency, of_card, of_contactpunt
from phonebook.contacts import vcards
from phonebook.vcard import write
from tests.factories import make_agency, make_card, make_contactpunt, make_functie, make_professional, make_team
from tests.phonebook.rfc2426 import read

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def look_at(agency):
    return look_of(audience_for(make_professional(agency)))


def saved(card, on=None):
    """The card as a colleague of the same organisation saves it."""
    (found,) = read(write(vcards(of_card(look_at(card.agency), card.short_id), on)))
    return found


def saved_desk(punt):
    (found,) = read(write(vcards(of_contactpunt(look_at(punt.page), punt.uuid))))
    return found


def saved_agency(page):
    return read(write(vcards(of_agency(look_at(page.top), page.uuid))))[0]


def note(card, on=None):
    return saved(card, on).text("NOTE").splitlines()


def change(card, **state):
    CardState.objects.filter(card=card).update(**state)
    return card


# A person --------------------------------------------------------------------------------------------------------
def test_the_uid_of_a_card_is_its_own_for_life():
    card = make_card()

    assert saved(card).text("UID") == str(card.uuid)


def test_a_person_stands_by_name():
    assert saved(make_card(voornaam="Anna", tussenvoegsel="de", achternaam="Vries")).text("FN") == "Anna de Vries"


def test_an_invented_person_says_so_where_a_phone_looks():
    found = saved(make_card(voornaam="Anna", achternaam="Smit", voorbeeld=True))

    assert (found.text("FN"), found.one("N").parts(";")[4]) == ("Anna Smit (voorbeeld)", "(voorbeeld)")


def test_who_chose_no_name_is_called_by_function():
    card = change(make_card(achternaam="Geheim", functie_lokaal="Klantmanager"), alleen_functie=True)

    assert "Geheim" not in str(saved(card))


def test_organisation_and_team_stand_apart():
    agency = make_agency("Gemeente A; B, C")

    assert saved(make_card(make_team(agency, "Team Inkomen"))).one("ORG").parts(";") == [agency.title, "Team Inkomen"]


def test_the_title_is_how_the_function_is_called_here():
    card = make_card(functie=make_functie("Klantmanager"), functie_lokaal="Regisseur")

    assert saved(card).text("TITLE") == "Regisseur"


@pytest.mark.parametrize(
    ("nummer", "dialled"),
    [("0516566100", "+31516566100"), ("14 0516", "140516"), ("0800-2000", "08002000"), ("113", "113")],
)
def test_a_number_is_written_as_it_must_be_dialled(nummer, dialled):
    assert saved(make_card(nummer=nummer)).text("TEL") == dialled


def test_a_mobile_number_is_marked_as_one():
    card = make_card()
    CardNumber.objects.create(page=card, nummer="0612345678", soort="mobiel")

    assert saved(card).one("TEL").params == "TYPE=CELL"


def test_an_extension_is_told_in_the_note():
    card = make_card()
    CardNumber.objects.create(page=card, nummer="0516566100", toestel="12")

    assert "0516 56 61 00: toestel of keuze 12" in note(card)


def test_a_number_of_the_team_says_so():
    card = make_card()
    CardNumber.objects.create(page=card, nummer="0516566100", soort="team")

    assert "0516 56 61 00: nummer van het team" in note(card)


def test_the_mail_is_there():
    assert saved(make_card(mail="anna@voorbeeld.example")).text("EMAIL") == "anna@voorbeeld.example"


def test_the_link_is_the_page_of_the_card(settings):
    settings.SITE_URL = "https://gids.example/"
    card = make_card()

    assert saved(card).text("URL") == f"https://gids.example/p/{card.short_id}/"


def test_a_phone_gets_a_group_of_the_organisation():
    agency = make_agency("Gemeente A, B")

    assert saved(make_card(agency)).one("CATEGORIES").parts(",") == ["VindElkaar", "Gemeente A, B"]


def test_what_to_ring_for_stands_in_the_note():
    assert "Bel mij voor: schulden, een dreigende ontruiming" in note(
        make_card(bel_mij_voor=["schulden", "een dreigende ontruiming"])
    )


def test_working_days_stand_in_the_note():
    assert "Werkt: ma-do 9.00-16.30, vr" in note(make_card(werkdagen=["ma-do 9.00-16.30", "vr"]))


def test_the_day_and_the_link_close_the_note(settings):
    settings.SITE_URL = "https://gids.example"
    card = make_card()

    assert note(card, DAY)[-1] == f"Stand van 22 november 2026: https://gids.example/p/{card.short_id}/"


def test_the_last_change_is_when_the_card_was_published():
    card = make_card()
    ContactCardPage.objects.filter(pk=card.pk).update(last_published_at="2026-03-01T10:00:00Z")

    assert saved(card).text("REV") == "2026-03-01T10:00:00Z"


def test_a_card_that_was_never_published_tells_no_change():
    assert saved(make_card()).all("REV") == []


def test_no_photo_leaves():
    assert saved(make_card()).all("PHOTO") == []


def test_another_place_is_told_with_its_number():
    card, other = make_card(), make_agency("Dorpsteam")
    OokTeVinden.objects.create(page=card, organisatie=other, dagen=["di 9.00-12.00"], nummer="0516000111")

    assert "Ook te vinden bij: Dorpsteam, di 9.00-12.00, 0516 00 01 11" in note(card)
    assert saved(card).text("TEL") == "+31516000111"


def test_a_place_that_is_withdrawn_is_not_told():
    card, other = make_card(), make_agency("Dorpsteam")
    OokTeVinden.objects.create(page=card, organisatie=other, nummer="0516000111")
    other.unpublish()

    assert saved(card).all("TEL") == []


# Away and gone ---------------------------------------------------------------------------------------------------
def away(card, **values):
    Absence.objects.create(card=card, **{"van": DAY - timedelta(1), "tot": DAY + timedelta(9), **values})
    return card


def test_an_absence_is_told_without_a_reason():
    assert note(away(make_card()), DAY)[0] == "Afwezig tot en met 1 december 2026"


def test_an_absence_to_come_tells_both_days():
    card = away(make_card(), van=DAY + timedelta(3))

    assert note(card, DAY)[0] == "Afwezig vanaf 25 november 2026 tot en met 1 december 2026"


def test_an_absence_without_an_end_tells_the_first_day():
    assert note(away(make_card(), tot=None), DAY)[0] == "Afwezig vanaf 21 november 2026"


def test_the_stand_in_is_told_with_a_number():
    agency = make_agency()
    other = make_card(agency, voornaam="Bo", achternaam="Smit", nummer="0516000112")

    assert "Bel dan: Bo Smit, 0516 00 01 12" in note(away(make_card(agency), vervanger=other), DAY)


def test_the_usual_stand_in_is_told_always():
    agency = make_agency()
    other = make_card(agency, voornaam="Bo", achternaam="Smit")

    assert "Bij afwezigheid: Bo Smit" in note(make_card(agency, vervanger=other))


def test_a_stand_in_who_is_away_too_is_not_told():
    agency = make_agency()
    other = away(make_card(agency, achternaam="Smit"))

    assert "Smit" not in saved(away(make_card(agency), vervanger=other), DAY).text("NOTE")


def test_a_stand_in_who_may_not_be_saved_is_not_told():
    agency = make_agency()
    other = change(make_card(agency, achternaam="Smit"), exporteren=False)

    assert "Smit" not in saved(away(make_card(agency), vervanger=other), DAY).text("NOTE")


def test_who_holds_a_function_is_told():
    agency = make_agency()
    holder = make_card(agency, voornaam="Bo", achternaam="Smit")

    assert "Wie doet dit nu: Bo Smit" in note(make_card(agency, soort="functie", houder=holder))


def test_who_will_leave_names_the_successor():
    agency, leaves = make_agency(), timezone.localdate() + timedelta(5)
    heir = make_card(agency, voornaam="Bo", achternaam="Smit")
    card = change(make_card(agency), vertrokken_op=leaves, opvolger=heir)

    assert any(line.startswith("Werkt hier tot") and line.endswith("Daarna: Bo Smit") for line in note(card))


def test_of_somebody_who_left_the_card_of_the_successor_is_saved():
    agency = make_agency()
    heir = make_card(agency, voornaam="Bo", achternaam="Smit")
    card = change(make_card(agency), vertrokken_op=DAY - timedelta(400), opvolger=heir)

    assert saved(card).text("UID") == str(heir.uuid)


# A function, a desk, an organisation -----------------------------------------------------------------------------
def test_a_function_carries_its_organisation_in_its_name():
    card = make_card(make_agency("Gemeente Voorbeeldstad"), soort="functie", functie_lokaal="Klantmanager")

    assert saved(card).text("FN") == "Klantmanager - Gemeente Voorbeeldstad"


def test_a_phone_that_reads_only_the_parts_shows_the_function():
    card = make_card(make_agency("Gemeente Voorbeeldstad"), soort="functie", functie_lokaal="Klantmanager")

    assert saved(card).one("N").parts(";")[0] == "Klantmanager - Gemeente Voorbeeldstad"


def test_a_function_of_an_invented_organisation_says_so():
    card = make_card(make_agency("Loket", voorbeeld=True), soort="functie", functie_lokaal="Klantmanager")

    assert saved(card).text("FN") == "Klantmanager - Loket (voorbeeld)"


def test_a_desk_is_called_by_its_name_and_organisation():
    assert saved_desk(make_contactpunt(make_agency("Gemeente A"), "Balie")).text("FN") == "Balie - Gemeente A"


def test_a_desk_keeps_its_own_uid():
    punt = make_contactpunt(make_agency())

    assert saved_desk(punt).text("UID") == str(punt.uuid)


def test_a_desk_tells_how_to_get_through():
    punt = make_contactpunt(
        make_agency(), toestel="2", vraag_naar="team Inkomen", openingstijden=["ma-vr 9.00-12.00"], toelichting="Kort."
    )

    assert saved_desk(punt).text("NOTE").splitlines()[:-1] == [
        "Alleen voor professionals: geef dit nummer niet door aan inwoners.",
        "0516 00 01 00: toestel of keuze 2",
        "Vraag naar: team Inkomen",
        "Open: ma-vr 9.00-12.00",
        "Kort.",
    ]


def test_a_desk_for_residents_carries_no_warning():
    punt = make_contactpunt(make_agency(), voor=Contactpunt.Voor.INWONERS)

    assert "professionals" not in saved_desk(punt).text("NOTE")


def test_a_desk_links_to_its_place_on_the_page():
    punt = make_contactpunt(make_agency())

    assert saved_desk(punt).text("URL").endswith(f"#{punt.anchor}")


def test_an_organisation_is_shown_as_a_company():
    assert saved_agency(make_agency()).text("X-ABSHOWAS") == "COMPANY"


def test_an_organisation_rings_its_general_number():
    agency = make_agency()
    make_contactpunt(agency, telefoon="0516000101")
    make_contactpunt(agency, telefoon="0516000102", kanaal=Contactpunt.Kanaal.ALGEMEEN)

    assert saved_agency(agency).text("TEL") == "+31516000102"


def test_an_organisation_shows_its_address():
    adr = saved_agency(make_agency(adres="'t Oost 11, 8431 LE Oosterwolde")).one("ADR").parts(";")

    assert adr == ["", "", "'t Oost 11", "Oosterwolde", "", "8431 LE", "Nederland"]


def test_a_hidden_address_stays_hidden():
    assert saved_agency(make_agency(adres="Dorp 1, 8431 LE Oosterwolde", adres_tonen=False)).all("ADR") == []


def test_an_address_in_another_shape_is_kept_whole():
    assert saved_agency(make_agency(adres="Postbus 1")).one("ADR").parts(";")[2] == "Postbus 1"


def test_an_organisation_links_to_its_own_site_too():
    agency = make_agency(website="https://www.voorbeeld.example/a;b")

    assert "https://www.voorbeeld.example/a%3Bb" in [p.value for p in saved_agency(agency).all("URL")]


def test_a_team_is_shown_by_its_own_name():
    team = make_team(make_agency("Gemeente A"), "Team Inkomen")

    assert saved_agency(team).one("N").parts(";")[0] == "Team Inkomen"
