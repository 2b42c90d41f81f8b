"""The browse lists: what stands in them, how it is counted, and that their queries do not grow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory import listing
from directory.models import AndereNaam, Check, Doelgroep, Gemeente, Leefgebied
from directory.visibility import VISITOR, audience_for
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_soort,
    make_team,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region("Testregio", gemeenten=[make_gemeente("Testdam")])


def make_leefgebied(naam="Geld"):
    return Leefgebied.objects.create(code=naam.lower(), naam=naam)


def titles(agencies):
    return [agency.title for agency in agencies.order_by("title")]


def counts(rows):
    return {row.naam: row.aantal for row in rows}


def names_under(letters):
    return {letter.letter: [regel.naam for regel in letter.regels] for letter in letters}


class TestListed:
    def test_agency_that_works_here_counts_wherever_its_page_stands(self, region):
        make_agency("Van elders", region=make_region(), werkgebied=region.gemeenten.all())

        assert titles(listing.listed(region)) == ["Van elders"]

    def test_agency_with_its_page_here_counts_also_without_werkgebied(self, region):
        make_agency("Nog onbekend", region=region, werkgebied=[])

        assert titles(listing.listed(region)) == ["Nog onbekend"]

    def test_national_agency_counts(self, region):
        make_agency("Landelijk", region=make_region(), werkgebied=[], landelijk=True)

        assert titles(listing.listed(region)) == ["Landelijk"]

    def test_agency_of_another_region_does_not_count(self, region):
        make_agency("Ver weg", region=make_region(gemeenten=[make_gemeente()]))

        assert titles(listing.listed(region)) == []

    def test_draft_does_not_count(self, region):
        make_agency("Concept", region=region, live=False)

        assert titles(listing.listed(region)) == []

    def test_team_is_no_agency(self, region):
        make_team(make_agency("Moeder", region=region), "Team")

        assert titles(listing.listed(region)) == ["Moeder"]


class TestCounts:
    def test_leefgebied_counts_agencies(self, region):
        geld = make_leefgebied()
        agency = make_agency(region=region)
        agency.leefgebieden = [geld]
        agency.save()

        assert counts(listing.leefgebieden_with_counts(listing.listed(region))) == {"Geld": 1}

    def test_agency_and_its_team_count_once(self, region):
        geld = make_leefgebied()
        agency = make_agency(region=region)
        for page in (agency, make_team(agency)):
            page.leefgebieden = [geld]
            page.save()

        assert counts(listing.leefgebieden_with_counts(listing.listed(region))) == {"Geld": 1}

    def test_leefgebied_of_a_team_counts_for_its_agency(self, region):
        geld = make_leefgebied()
        team = make_team(make_agency("Moeder", region=region))
        team.leefgebieden = [geld]
        team.save()

        assert titles(listing.about(listing.listed(region), geld)) == ["Moeder"]

    def test_doelgroep_that_nobody_names_stays_out(self, region):
        Doelgroep.objects.create(code="jongeren", naam="Jongeren")

        assert listing.doelgroepen_with_counts(listing.listed(region)) == []

    def test_gemeente_counts_national_agencies_too(self, region):
        make_agency(region=region)
        make_agency(region=region, werkgebied=[], landelijk=True)

        assert counts(listing.gemeenten_with_counts(region)) == {"Testdam": 2}

    def test_gemeente_count_is_the_length_of_its_list(self, region):
        gemeente = region.gemeenten.get()
        team = make_team(make_agency("Door haar team", region=region, werkgebied=[make_gemeente()]))
        team.werkgebied = [gemeente]
        team.save()
        make_agency("Zelf", region=region)

        assert titles(listing.serving(listing.listed(region), gemeente)) == ["Door haar team", "Zelf"]
        assert counts(listing.gemeenten_with_counts(region)) == {"Testdam": 2}


class TestResidentsDesk:
    def make_own(self, region, **values):
        agency = make_agency("Gemeente Testdam", region=region, soort=make_soort())
        return make_contactpunt(agency, **{"voor": "inwoners", **values})

    def test_open_desk_of_the_gemeente_itself(self, region):
        desk = self.make_own(region)

        assert listing.residents_contactpunt(region.gemeenten.get()) == desk

    def test_professional_line_is_never_given(self, region):
        self.make_own(region, voor="professionals")

        assert listing.residents_contactpunt(region.gemeenten.get()) is None

    def test_another_kind_of_agency_is_not_the_gemeente(self, region):
        make_contactpunt(make_agency(region=region, soort=make_soort("Welzijn")), voor="inwoners")

        assert listing.residents_contactpunt(region.gemeenten.get()) is None

    def test_draft_gives_nothing(self, region):
        desk = self.make_own(region)
        type(desk.page).objects.filter(pk=desk.page_id).update(live=False)

        assert listing.residents_contactpunt(region.gemeenten.get()) is None

    def test_nearest_agency_goes_first(self, region):
        gemeente = region.gemeenten.get()
        wide = make_agency("A", region=region, soort=make_soort(), werkgebied=[gemeente, make_gemeente()])
        make_contactpunt(wide, voor="inwoners")
        own = self.make_own(region)

        assert listing.residents_contactpunt(gemeente) == own

    def make_door(self, region, naam, **values):
        agency = make_agency(naam, region=region, soort=make_soort("Gebiedsteam"), **values)
        return make_contactpunt(agency, voor="inwoners")

    def test_gebiedsteam_lets_in_where_the_gemeente_has_no_number(self, region):
        door = self.make_door(region, "Buurtteams")

        assert listing.residents_contactpunt(region.gemeenten.get()) == door

    def test_gemeente_itself_goes_before_its_gebiedsteam(self, region):
        self.make_door(region, "Buurtteams")
        own = self.make_own(region)

        assert listing.residents_contactpunt(region.gemeenten.get()) == own

    def test_gebiedsteam_of_the_fewest_gemeenten_goes_first(self, region):
        gemeente = region.gemeenten.get()
        self.make_door(region, "A", werkgebied=[gemeente, make_gemeente()])
        near = self.make_door(region, "B")

        assert listing.residents_contactpunt(gemeente) == near

    def test_of_two_wijkteams_that_are_equally_near_none_is_given(self, region):
        self.make_door(region, "Wijkteam Noord")
        self.make_door(region, "Wijkteam Zuid")

        assert listing.residents_contactpunt(region.gemeenten.get()) is None


class TestAToZ:
    def test_accents_stand_with_their_letter(self, region):
        make_agency("Élan", region=region)

        assert names_under(listing.agencies_a_to_z(region)) == {"E": ["Élan"]}

    def test_other_name_leads_to_the_agency(self, region):
        agency = make_agency("Kredietbank", region=region)
        AndereNaam.objects.create(page=agency, naam="Geldloket")

        assert names_under(listing.agencies_a_to_z(region)) == {"G": ["Geldloket"], "K": ["Kredietbank"]}

    def test_team_stands_under_its_own_name(self, region):
        make_team(make_agency("Moeder", region=region), "Team Oost")

        assert names_under(listing.agencies_a_to_z(region)) == {"M": ["Moeder"], "T": ["Team Oost"]}

    def test_team_of_a_draft_stays_out(self, region):
        agency = make_agency(region=region)
        make_team(agency)
        type(agency).objects.filter(pk=agency.pk).update(live=False)

        assert listing.agencies_a_to_z(region) == []

    def test_number_stands_under_numbers(self):
        assert listing.letter_of("113 Zelfmoordpreventie") == "0-9"

    def test_queries_do_not_grow(self, region, django_assert_num_queries):
        for _ in range(8):
            AndereNaam.objects.create(page=make_agency(region=region), naam="Ook zo")

        with django_assert_num_queries(2):
            listing.agencies_a_to_z(region)


class TestPeople:
    def test_visitor_finds_nobody(self, region):
        make_card(make_agency(region=region), achternaam="Vries")

        assert listing.people_letters(VISITOR) == []

    def test_stands_under_the_surname_without_tussenvoegsel(self, region):
        agency = make_agency(region=region)
        make_card(agency, achternaam="Vries", tussenvoegsel="de")

        assert listing.people_letters(audience_for(make_professional(agency))) == ["V"]

    def test_in_dutch_order(self, region):
        agency = make_agency(region=region)
        for voornaam, tussenvoegsel, achternaam in (("Zus", "", "Vries"), ("Anna", "de", "Vries"), ("An", "", "Vos")):
            make_card(agency, voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)

        found = listing.people_at(audience_for(make_professional(agency)), "V", 6)

        assert [card.voornaam for card in found] == ["An", "Anna", "Zus"]

    def test_function_is_no_person(self, region):
        agency = make_agency(region=region)
        make_card(agency, soort="functie")

        assert listing.people_letters(audience_for(make_professional(agency))) == []

    def test_who_stands_without_a_name_stays_out(self, region):
        agency = make_agency(region=region)
        card = make_card(agency, achternaam="Vries")
        card.state.alleen_functie = True
        card.state.save()

        assert listing.people_letters(audience_for(make_professional(agency))) == []

    def test_who_left_stays_out(self, region):
        agency = make_agency(region=region)
        card = make_card(agency, achternaam="Vries")
        card.state.vertrokken_op = timezone.localdate()
        card.state.save()

        assert listing.people_letters(audience_for(make_professional(agency))) == []

    def test_card_for_the_own_organisation_is_not_for_another(self, region):
        make_card(make_agency(region=region), achternaam="Vries", zichtbaar=2)

        assert listing.people_letters(audience_for(make_professional(make_agency(region=region)))) == []

    def test_card_that_nobody_confirmed_for_long_stays_out(self, region):
        agency = make_agency(region=region)
        card = make_card(agency, achternaam="Vries")
        Check.objects.create(page=card, op=timezone.localdate() - timedelta(days=800))

        assert listing.people_at(audience_for(make_professional(agency)), "V", 6) == []


@pytest.mark.parametrize(
    ("naam", "officieel", "expected"),
    [
        ("Middelburg (Z.)", "Gemeente Middelburg", "Middelburg"),
        ("Bergen (L.)", "Gemeente Bergen (L)", "Bergen (L.)"),
        ("Goes", "", "Goes"),
    ],
)
def test_a_gemeente_is_called_as_people_do_unless_another_is_called_so(naam: str, officieel: str, expected: str):
    assert Gemeente(naam=naam, officiele_naam=officieel).roepnaam == expected
