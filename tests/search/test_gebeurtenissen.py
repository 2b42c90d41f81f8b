"""What stands above the answers to a question about a life event."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import AgencyPage, Gebeurtenis, Gemeente, Spoed, Wet
from directory.regions import first_region
from search.answer import SearchQuery
from search.plan import Filters
from search.showing.gebeurtenissen import Gevolgen, gevolgen
from tests.factories import make_agency, make_contactpunt, make_region, make_soort
from tests.search.asking import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(west: Gemeente) -> AgencyPage:
    town = make_agency("Gemeente Weststellingwerf", region=make_region(gemeenten=[west]), soort=make_soort("gemeente"))
    make_contactpunt(town, "Algemeen nummer", voor="inwoners", telefoon="0561691234")
    return town


@pytest.fixture
def vertrokken(town: AgencyPage) -> Gebeurtenis:
    event = Gebeurtenis.objects.create(
        code="vertrokken", naam="Partner vertrekt", zoekwoorden=["partner weg"], waarom="Toeslagen veranderen"
    )
    event.wetten.add(Wet.objects.create(code="tw", naam="Toeslagenwet", afkorting="TW"))
    return event


def shown(question: str, **filters: tuple[str, ...]) -> Gevolgen | None:
    query = SearchQuery(question, Filters(**filters))
    return gevolgen(query, answer(question, filters=query.filters), first_region())


def test_a_life_event_says_what_may_be_due(vertrokken: Gebeurtenis):
    found = shown("partner weg wajong")

    assert found
    assert [(g.naam, g.wat) for g in found.gevallen] == [("Partner vertrekt", "Toeslagen veranderen.")]


def test_it_names_the_rules_that_count(vertrokken: Gebeurtenis):
    found = shown("partner weg")

    assert found
    assert [r.naam for r in found.gevallen[0].regelingen] == ["Toeslagenwet"]


def test_it_shows_the_desk_of_the_gemeente_of_the_question(vertrokken: Gebeurtenis):
    found = shown("partner weg in Weststellingwerf")

    assert found
    assert found.loket
    assert found.loket.nummer == "0561 69 12 34"


def test_without_a_gemeente_one_can_be_chosen(vertrokken: Gebeurtenis, west: Gemeente):
    found = shown("partner weg")

    assert found
    assert (found.loket, found.gemeenten) == (None, [west])


def test_who_chose_a_gemeente_sees_its_desk(vertrokken: Gebeurtenis, west: Gemeente):
    found = shown("partner weg", gemeente=(west.slug,))

    assert found
    assert found.loket


def test_a_gebiedsteam_that_lets_residents_in_is_called_by_its_name(
    vertrokken: Gebeurtenis, town: AgencyPage, west: Gemeente
):
    town.contactpunten.model.objects.update(telefoon="")
    team = make_agency("Buurtteams Wolvega", soort=make_soort("Gebiedsteam"))
    make_contactpunt(team, "Buurtlijn", voor="inwoners", telefoon="0561000801")

    found = shown("partner weg in Weststellingwerf")

    assert found
    assert found.loket
    assert (found.loket.nummer, found.loket_van) == ("0561 00 08 01", "Buurtteams Wolvega")


def test_a_gemeente_in_the_words_without_a_number_is_not_asked_for_again(vertrokken: Gebeurtenis, town: AgencyPage):
    town.contactpunten.model.objects.update(telefoon="")

    found = shown("partner weg in Weststellingwerf")

    assert found
    assert (found.loket, found.gemeenten) == (None, [])


def test_a_chosen_gemeente_without_a_number_says_so_and_stays_chosen(
    client: Client, vertrokken: Gebeurtenis, town: AgencyPage, west: Gemeente
):
    town.contactpunten.model.objects.update(telefoon="")
    answer("partner weg")

    page = client.get(reverse("zoeken"), {"vraag": "partner weg", "gemeente": west.slug}).content.decode()

    assert "Van Weststellingwerf staat er nog geen nummer voor inwoners in de gids." in page
    assert f'<option value="{west.slug}" selected>' in page


def test_no_gemeente_is_chosen_by_itself(client: Client, vertrokken: Gebeurtenis):
    answer("partner weg")

    page = client.get(reverse("zoeken"), {"vraag": "partner weg"}).content.decode()

    assert '<option value="">Kies een gemeente</option>' in page


def test_another_question_shows_nothing_of_it(vertrokken: Gebeurtenis):
    assert shown("schulden") is None


def test_an_event_that_was_taken_off_is_gone(vertrokken: Gebeurtenis):
    query = SearchQuery("partner weg", zonder=("wat-partner", "wat-weg"))

    assert gevolgen(query, answer("partner weg", zonder=query.zonder), first_region()) is None


def test_the_page_says_it_above_the_answers(client: Client, vertrokken: Gebeurtenis):
    answer("partner weg")
    page = client.get(reverse("zoeken"), {"vraag": "partner weg"}).content.decode()

    assert "Wat kan er zijn? Toeslagen veranderen." in page


def test_under_a_number_of_life_and_death_stands_no_event(client: Client, town: AgencyPage):
    Gebeurtenis.objects.create(code="overlijden", naam="Overlijden", zoekwoorden=["leeft niet meer"])
    Spoed.objects.create(code="suicidaal", naam="Zelfdoding", zoekwoorden=[], nummers=["113"], wie="113")
    answer("man leeft niet meer")

    acute = client.get(reverse("zoeken"), {"vraag": "ik wil niet meer leven"})
    calm = client.get(reverse("zoeken"), {"vraag": "man leeft niet meer"})

    assert acute.context["spoed"]
    assert not acute.context.get("gevolgen")
    assert calm.context["gevolgen"]


@pytest.mark.parametrize(
    ("vraag", "is_told"), [("rijbewijs verlengen", False), ("rijbewijs", False), ("rijbewijs bij dementie", True)]
)
def test_one_word_of_many_meanings_tells_of_no_event(town: AgencyPage, vraag: str, is_told: bool):
    Gebeurtenis.objects.create(code="dementie", naam="Diagnose dementie", zoekwoorden=["rijbewijs", "dementie"])

    assert (shown(vraag) is not None) is is_told
