"""The pages around the guide: what they show, to whom, and that their queries stay the same."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Begrip, Check, Doelgroep, Gemeente, Leefgebied, Plaats, Wet
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_home,
    make_professional,
    make_region,
    make_soort,
    make_team,
    make_user,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region("Testregio", gemeenten=[make_gemeente("Testdam")])


@pytest.fixture
def gemeente(region):
    return region.gemeenten.get()


def fill(region, count):
    """Agencies with everything that a list could stumble over, each with a team, a card and a check."""
    soort = make_soort()
    wet = Wet.objects.get_or_create(code="wgs", defaults={"naam": "Wgs", "afkorting": "Wgs"})[0]
    geld = Leefgebied.objects.get_or_create(code="geld", defaults={"naam": "Geld"})[0]
    groep = Doelgroep.objects.get_or_create(code="jongeren", defaults={"naam": "Jongeren"})[0]
    for _ in range(count):
        agency = make_agency(region=region, soort=soort, first_published_at=timezone.now())
        agency.leefgebieden, agency.doelgroepen = [geld], [groep]
        agency.save()
        make_contactpunt(agency, voor="inwoners")
        werkproces = make_werkproces(agency, "Schulden")
        werkproces.wetten = [wet]
        werkproces.save()
        card = make_card(make_team(agency), achternaam="Vries", nummer="0516000100")
        for page in (agency, card):
            Check.objects.create(page=page, op=timezone.localdate())


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def queries_of(client, path):
    """How many queries a page takes once the addresses of the site are known."""
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


PATHS = ("/", "/gemeente/", "/gemeente/{slug}/", "/leefgebied/geld/", "/doelgroep/jongeren/", "/a-z/", "/{regio}/")


class TestQueries:
    @pytest.mark.parametrize("path", PATHS)
    def test_do_not_grow_for_a_visitor(self, client, region, gemeente, path):
        path = path.format(slug=gemeente.slug, regio=region.slug)
        fill(region, 2)
        few = queries_of(client, path)
        fill(region, 3)

        assert queries_of(client, path) == few

    @pytest.mark.parametrize("path", PATHS)
    def test_do_not_grow_for_a_professional(self, client, region, gemeente, path):
        path = path.format(slug=gemeente.slug, regio=region.slug)
        client.force_login(make_professional(make_agency(region=region)))
        fill(region, 2)
        few = queries_of(client, path)
        fill(region, 3)

        assert queries_of(client, path) == few

    def test_home_needs_few(self, client, region, django_assert_max_num_queries):
        fill(region, 2)

        with django_assert_max_num_queries(18):
            client.get("/")


class TestEveryPage:
    @pytest.mark.parametrize("path", [*PATHS, "/begrippen/", "/hoe-werkt-het/", "/privacy/", "/toegankelijkheid/"])
    def test_has_a_title_of_its_own_a_way_for_residents_and_no_script(self, client, region, gemeente, path):
        fill(region, 1)

        html = client.get(path.format(slug=gemeente.slug, regio=region.slug)).content.decode()

        assert re.search(r"<title>[^<]{3,} · VindElkaar Testregio</title>", html)
        assert 'class="residents"' in html
        assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", html)

    @pytest.mark.parametrize("path", [*PATHS[1:], "/begrippen/", "/privacy/"])
    def test_crumbs_start_at_the_first_page(self, client, region, gemeente, path):
        fill(region, 1)

        html = client.get(path.format(slug=gemeente.slug, regio=region.slug)).content.decode()

        assert re.search(r'<ol class="crumbs__list">\s*<li><a href="/">Start</a></li>\s*<li>', html)

    def test_shows_the_coordinator(self, client, region):
        region.coordinator, region.coordinator_telefoon = "Loket van de gids", "0580000100"
        region.save()

        assert 'href="tel:+31580000100"' in client.get("/privacy/").content.decode()

    def test_works_on_an_empty_site(self, client):
        make_home()

        assert "De gids is nog leeg" in text_of(client.get("/"))

    @pytest.mark.parametrize("path", ["/gemeente/", "/a-z/", "/begrippen/", "/privacy/"])
    def test_browse_page_works_on_an_empty_site(self, client, path):
        assert client.get(path).status_code == 200


class TestMenu:
    def test_visitor_can_log_in(self, client, region):
        assert 'href="/inloggen/"' in client.get("/privacy/").content.decode()

    def test_logging_out_is_a_button_in_a_form(self, client, region):
        client.force_login(make_user())

        assert re.search(r'<form method="post" action="/uitloggen/">', client.get("/privacy/").content.decode())

    def test_professional_does_not_see_beheer(self, client, region):
        client.force_login(make_user())

        assert 'href="/admin/"' not in client.get("/privacy/").content.decode()

    def test_administrator_sees_beheer(self, client, region):
        client.force_login(make_user(is_superuser=True))

        assert 'href="/admin/"' in client.get("/privacy/").content.decode()


class TestHome:
    def test_question_goes_to_the_search_page(self, client, region):
        html = client.get("/").content.decode()

        assert re.search(r'<form class="ask"[^>]*action="/zoeken/" method="get"', html)
        assert 'name="vraag"' in html

    def test_example_names_a_place_of_the_region(self, client, region, gemeente):
        fill(region, 1)
        Plaats.objects.create(naam="Wolvega", gemeente=gemeente)

        assert "schuldhulp jongeren Wolvega" in text_of(client.get("/"))

    def test_example_in_another_region_names_its_own_gemeente(self, client, region):
        fill(region, 1)

        assert "schuldhulp jongeren Testdam" in text_of(client.get("/"))

    def test_new_agency_stands_in_nieuw(self, client, region):
        make_agency("Nieuwkomer", region=region, first_published_at=timezone.now())

        assert "Nieuwkomer" in text_of(client.get("/"))

    def test_names_no_person_even_to_a_professional(self, client, region):
        agency = make_agency(region=region)
        Check.objects.create(page=make_card(agency, achternaam="Zeldzaam"), op=timezone.localdate())
        client.force_login(make_professional(agency))

        assert "Zeldzaam" not in text_of(client.get("/"))

    def test_counts_cards_that_are_checked(self, client, region):
        agency = make_agency(region=region)
        Check.objects.create(page=make_card(agency), op=timezone.localdate())
        make_card(agency)

        assert "1 van de 2 kaarten is de laatste 6 maanden nagekeken" in text_of(client.get("/"))


class TestGemeente:
    def test_shows_its_frisian_name(self, client, region, gemeente):
        Gemeente.objects.filter(pk=gemeente.pk).update(frysk="Testdaam")

        assert (
            '<small class="title__also" lang="fy">Testdaam</small>'
            in client.get(gemeente.get_absolute_url()).content.decode()
        )

    def test_shows_the_open_desk_to_a_visitor(self, client, region, gemeente):
        agency = make_agency("Gemeente Testdam", region=region, soort=make_soort())
        make_contactpunt(agency, "Balie", voor="inwoners")
        make_contactpunt(agency, "Overleglijn")

        text = text_of(client.get(gemeente.get_absolute_url()))

        assert "Balie" in text
        assert "Overleglijn" not in text

    def test_shows_the_line_for_professionals_to_a_professional(self, client, region, gemeente):
        agency = make_agency("Gemeente Testdam", region=region, soort=make_soort())
        make_contactpunt(agency, "Overleglijn")
        client.force_login(make_professional(agency))

        assert "Overleglijn" in text_of(client.get(gemeente.get_absolute_url()))

    def test_number_for_professionals_stays_away_from_a_visitor(self, client, region, gemeente):
        agency = make_agency(region=region)
        punt = make_contactpunt(agency, telefoon="0516999888")
        make_werkproces(agency, "Bijzondere bijstand", contactpunt=punt)

        html = client.get(gemeente.get_absolute_url()).content.decode()

        assert "Bijzondere bijstand" in html
        assert "516999888" not in html

    def test_task_is_found_by_its_law(self, client, region, gemeente):
        werkproces = make_werkproces(make_agency("Kredietbank", region=region), "Weer rondkomen")
        werkproces.wetten = [Wet.objects.create(code="wgs", naam="Schuldhulp", afkorting="Wgs")]
        werkproces.save()

        assert "Weer rondkomen" in text_of(client.get(gemeente.get_absolute_url()))

    def test_the_gemeente_itself_stands_first_in_a_task(self, client, region, gemeente):
        make_werkproces(make_agency("Andere", region=region))
        make_werkproces(make_agency("Gemeente Testdam", region=region, soort=make_soort()))

        names = re.findall(r"<strong>Bijzondere bijstand</strong></a><br>([^<]+)<", self.html(client, gemeente))

        assert names == ["Gemeente Testdam", "Andere"]

    def html(self, client, gemeente):
        return client.get(gemeente.get_absolute_url()).content.decode()

    def test_agency_elsewhere_stays_out(self, client, region, gemeente):
        make_agency("Ver weg", region=region, werkgebied=[make_gemeente()])

        assert "Ver weg" not in self.html(client, gemeente)

    def test_team_with_its_own_place_stands_by_name(self, client, region, gemeente):
        team = make_team(make_agency("Moeder", region=region, werkgebied=[make_gemeente()]), "Gebiedsteam Testdam")
        team.werkgebied = [gemeente]
        team.save()

        assert "Gebiedsteam Testdam" in self.html(client, gemeente)

    def test_names_no_person(self, client, region, gemeente):
        agency = make_agency(region=region, soort=make_soort())
        card = make_card(agency, achternaam="Zeldzaam")
        make_werkproces(agency, kaart=card)

        assert "Zeldzaam" not in self.html(client, gemeente)

    def test_outside_the_region_says_so(self, client, region):
        elsewhere = make_gemeente("Verweg")

        assert "Verweg hoort niet bij deze gids" in text_of(client.get(elsewhere.get_absolute_url()))

    def test_page_without_a_number_does_not_send_residents_to_itself(self, client, region):
        gemeente = make_gemeente("Verweg")

        html = client.get(gemeente.get_absolute_url()).content.decode()

        assert f'href="{gemeente.get_absolute_url()}"' not in html

    def test_merged_gemeente_leads_to_its_successor(self, client, region, gemeente):
        old = make_gemeente("Oud", opvolger=gemeente, geldig_tot=timezone.localdate())

        assert client.get(old.get_absolute_url())["Location"] == gemeente.get_absolute_url()

    def test_unknown_is_not_found(self, client, region):
        assert client.get("/gemeente/nergens/").status_code == 404

    def test_list_shows_the_number_for_residents(self, client, region):
        make_contactpunt(make_agency(region=region, soort=make_soort()), voor="inwoners", telefoon="0516123456")

        assert 'href="tel:+31516123456"' in client.get("/gemeente/").content.decode()


class TestSubject:
    @pytest.fixture
    def geld(self, region):
        geld = Leefgebied.objects.create(code="geld", naam="Geld")
        for naam, werkgebied in (("Hier", None), ("Elders", [make_gemeente("Anderdam")])):
            agency = make_agency(naam, region=region, werkgebied=werkgebied)
            agency.leefgebieden = [geld]
            agency.save()
        return geld

    def test_shows_its_agencies(self, client, geld):
        assert "2 organisaties" in text_of(client.get("/leefgebied/geld/"))

    def test_gemeente_narrows_it(self, client, geld, gemeente):
        text = text_of(client.get("/leefgebied/geld/", {"gemeente": gemeente.slug}))

        assert "1 organisatie in Testdam" in text

    def test_nobody_helps_on(self, client, region):
        Doelgroep.objects.create(code="jongeren", naam="Jongeren")

        assert "Bekijk alle organisaties" in text_of(client.get("/doelgroep/jongeren/"))

    def test_unknown_is_not_found(self, client, region):
        assert client.get("/doelgroep/nergens/").status_code == 404


class TestAz:
    def test_visitor_sees_no_person(self, client, region):
        make_card(make_agency(region=region), achternaam="Zeldzaam")

        assert "Zeldzaam" not in text_of(client.get("/a-z/?mensen=Z"))

    def test_professional_sees_people_under_their_letter(self, client, region):
        agency = make_agency(region=region)
        make_card(agency, achternaam="Zeldzaam")
        make_card(agency, achternaam="Anders")
        client.force_login(make_professional(agency))

        text = text_of(client.get("/a-z/?mensen=Z"))

        assert "Anna Zeldzaam" in text
        assert "Anna Anders" not in text

    def test_region_page_is_the_same_list(self, client, region):
        make_agency("Kredietbank", region=region)

        assert "Kredietbank" in text_of(client.get(f"/{region.slug}/"))


class TestBegrippen:
    @pytest.fixture(autouse=True)
    def words(self, region):
        for code, afkorting, voluit in (
            ("mo-1", "MO", "Maatschappelijke opvang"),
            ("mo-2", "MO", "Maatschappelijke ondersteuning"),
            ("wgs", "Wgs", "Wet gemeentelijke schuldhulpverlening"),
        ):
            Begrip.objects.create(code=code, afkorting=afkorting, voluit=voluit, dubbel=afkorting == "MO")

    def test_word_shows_all_its_meanings(self, client):
        text = text_of(client.get("/begrippen/"))

        assert "MO 2 betekenissen Maatschappelijke opvang Nog geen uitleg in gewone taal." in text
        assert "Maatschappelijke ondersteuning" in text

    def test_the_same_word_in_full_stands_there_once(self, client):
        Begrip.objects.create(
            code="beschikking", afkorting="beschikking", voluit="Beschikking", gewone_taal="Een besluit"
        )

        assert "beschikking Een besluit" in text_of(client.get("/begrippen/"))

    def test_word_has_an_anchor_of_its_own(self, client):
        assert '<div id="wgs">' in client.get("/begrippen/").content.decode()

    def test_filter_keeps_what_holds_the_word(self, client):
        text = text_of(client.get("/begrippen/", {"zoek": "SCHULD"}))

        assert "Wgs" in text
        assert "Maatschappelijke" not in text

    def test_nothing_found_helps_on(self, client):
        assert "Bekijk alle begrippen" in text_of(client.get("/begrippen/", {"zoek": "xyz"}))

    def test_what_is_asked_is_escaped(self, client):
        assert "<script>" not in client.get("/begrippen/", {"zoek": "<script>"}).content.decode()


def test_robots_stay_out_of_people(client):
    assert "Disallow: /p/" in client.get("/robots.txt").content.decode()
