"""The screens of search below /admin/: trying a word out, the work list, splitting words; and who may open them."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from directory.models import AgencyPage, Begrip, Doelgroep, Functie, Gemeente, Hulpvraag, Wet, Zichtbaar
from search.language import analysis
from search.models import OnbeantwoordeVraag, Splitswoorden
from search.upkeep import rebuilding
from tests.directory.admin_site import log_in, make_coordinator, make_editor
from tests.factories import (
    make_agency,
    make_card,
    make_professional,
    make_soort,
    make_werkproces,
)

pytestmark = pytest.mark.django_db
Stand = OnbeantwoordeVraag.Stand


@pytest.fixture
def agency(agency: AgencyPage) -> AgencyPage:
    make_werkproces(agency, "Schulden regelen")
    rebuilding.rebuild()
    return agency


@pytest.fixture
def coordinator(agency: AgencyPage) -> Client:
    return log_in(make_coordinator(agency.get_parent().specific))


@pytest.fixture
def question(agency: AgencyPage) -> OnbeantwoordeVraag:
    return OnbeantwoordeVraag.objects.create(sleutel="poenkwestie", vraag="poenkwestie", aantal=4, is_genoeg=True)


def tried(client: Client, *word: str | int, **values: str) -> str:
    response = client.post(reverse("gids_proef", args=word or ["begrip"]), values)
    assert response.status_code == 200
    return response.content.decode()


# Trying a word out -----------------------------------------------------------------------------------------------
def test_a_new_begrip_shows_what_a_question_finds_now_and_with_it(coordinator: Client):
    html = tried(coordinator, afkorting="poenkwestie", andere_namen="schulden", proefvraag="poenkwestie")

    assert "geen antwoord" in html
    assert "1 antwoord" in html
    assert "Kredietbank" in html


def test_without_a_question_its_new_words_are_tried(coordinator: Client):
    begrip = Begrip.objects.create(code="x", afkorting="schulden")

    html = tried(coordinator, "begrip", begrip.pk, afkorting="schulden", andere_namen="poenkwestie\nknakenzorg")

    assert [word for word in ("poenkwestie", "knakenzorg", "schulden") if f"‘{word}’" in html] == [
        "poenkwestie",
        "knakenzorg",
    ]


def test_a_word_that_changes_nothing_says_so(coordinator: Client):
    html = tried(coordinator, afkorting="poenkwestie", andere_namen="schulden", proefvraag="schulden")

    assert "verandert niets" in html


@pytest.mark.parametrize(("andere_namen", "much"), [("kapsalon", True), ("schuldig", False)])
def test_a_word_that_changes_much_is_warned_of(coordinator: Client, agency: AgencyPage, andere_namen: str, much: bool):
    for number in range(12):
        make_werkproces(make_agency(f"Kapper {number}", region=agency.get_parent().specific), "Kapsalon")
    rebuilding.rebuild()

    page = tried(coordinator, afkorting="schulden", andere_namen=andere_namen, proefvraag="schulden")

    assert ("dit woord verandert veel" in page) == much


def test_a_function_can_be_tried(coordinator: Client, agency: AgencyPage):
    functie = Functie.objects.create(code="budgetcoach", naam="Budgetcoach")
    make_card(agency, functie=functie)
    rebuilding.rebuild()

    html = tried(
        coordinator, "functie", functie.pk, naam="Budgetcoach", zoekwoorden="knakenmaat", proefvraag="knakenmaat"
    )

    assert "<strong>geen antwoord</strong>" in html
    assert "<strong>2 antwoorden</strong>" in html  # the card, and the agency where that function works


def test_a_law_can_be_tried(coordinator: Client):
    wet = Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet schuldhulp")

    assert "‘Wsh’" in tried(coordinator, "wet", wet.pk, naam="Wet schuldhulp", afkorting="Wsh")


@pytest.mark.parametrize("saved", [False, True])
def test_a_need_is_tried_with_what_is_ticked(coordinator: Client, agency: AgencyPage, saved: bool):
    agency.soort = make_soort("Geldhulp")
    agency.save()
    rebuilding.rebuild()
    pks = [Hulpvraag.objects.create(code="g", naam="Geld op orde").pk] if saved else []

    html = tried(
        coordinator,
        "hulpvraag",
        *pks,
        naam="Geld op orde",
        zoekwoorden="poenkwestie",
        organisatiesoorten=str(agency.soort.pk),
        proefvraag="poenkwestie",
    )

    assert "<strong>geen antwoord</strong>" in html
    assert "<strong>geen antwoord</strong>, 1 in de buurt" in html
    assert "Zo begrepen: Wat: poenkwestie (Geld op orde)" in html


@pytest.mark.parametrize("ages", [{}, {"leeftijd_tot": "17"}])
def test_a_group_is_tried_with_its_ages_and_what_is_ticked(coordinator: Client, agency: AgencyPage, ages: dict):
    """For people of an age too many are: who is ticked for them is left out."""
    functie = Functie.objects.create(code="budgetcoach", naam="Budgetcoach")
    make_card(agency, functie=functie)
    rebuilding.rebuild()
    group = Doelgroep.objects.create(code="k", naam="Knakenlozen")

    html = tried(
        coordinator, "doelgroep", group.pk, naam=group.naam, functies=functie.pk, proefvraag="knakenlozen", **ages
    )

    assert ("2 in de buurt" in html) is not bool(ages)


def test_nothing_is_saved_by_trying(coordinator: Client):
    tried(coordinator, afkorting="poenkwestie", andere_namen="schulden", proefvraag="poenkwestie")

    assert not Begrip.objects.exists()


def test_what_is_wrong_with_the_word_is_told(coordinator: Client):
    assert "Vul eerst Afkorting of begrip in." in tried(coordinator, afkorting="")


def test_a_trial_shows_only_what_who_tries_may_see(coordinator: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes", onderwerpen=["schulden"], zichtbaar=Zichtbaar.ORGANISATIE)
    rebuilding.rebuild()

    assert "Zwaantjes" not in tried(coordinator, afkorting="poen", andere_namen="schulden", proefvraag="poen")


@pytest.mark.parametrize("make", [make_editor, make_professional])
def test_who_may_not_change_words_may_not_try_them(agency: AgencyPage, make):
    response = log_in(make(agency)).post(reverse("gids_proef", args=["begrip"]), {"afkorting": "x"})

    assert response.status_code in (302, 403)


def test_other_tables_cannot_be_tried(coordinator: Client):
    assert coordinator.post(reverse("gids_proef", args=["user"]), {}).status_code == 404


@pytest.mark.usefixtures("one_index")
def test_without_an_index_a_trial_says_so(agency: AgencyPage, settings, tmp_path):
    client = log_in(make_coordinator(agency.get_parent().specific))
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"

    assert "Zoeken kan nu even niet" in tried(client, afkorting="poen", proefvraag="poen")


def test_the_form_of_a_word_holds_the_trial(coordinator: Client):
    assert "Probeer het uit" in coordinator.get(reverse("wagtailsnippets_directory_begrip:add")).content.decode()


# The work list ---------------------------------------------------------------------------------------------------
def test_the_list_shows_what_enough_people_asked(coordinator: Client, question: OnbeantwoordeVraag):
    OnbeantwoordeVraag.objects.create(sleutel="kettingzaag", vraag="kettingzaag", aantal=2)

    html = coordinator.get(reverse("gids_onbeantwoord")).content.decode()

    assert "poenkwestie" in html
    assert "kettingzaag" not in html


@pytest.fixture
def elsewhere(west: Gemeente) -> OnbeantwoordeVraag:
    """The same need, asked with a place."""
    return OnbeantwoordeVraag.objects.create(sleutel="b", vraag="poenkwestie wolvega", aantal=2, is_genoeg=True)


def test_a_need_stands_there_once(coordinator: Client, question: OnbeantwoordeVraag, elsewhere: OnbeantwoordeVraag):
    html = coordinator.get(reverse("gids_onbeantwoord")).content.decode()

    assert html.count("<strong>poenkwestie") == 1
    assert "Ook gevraagd als ‘poenkwestie wolvega’" in html


def test_a_need_is_put_aside_and_back_as_one(
    coordinator: Client, question: OnbeantwoordeVraag, elsewhere: OnbeantwoordeVraag
):
    for stand in (Stand.HOORT_NIET, Stand.OPEN):
        settle(coordinator, question, stand)

        elsewhere.refresh_from_db()
        assert (question.stand, elsewhere.stand) == (stand, stand)


def test_a_word_for_a_need_settles_it_wherever_it_was_asked(
    coordinator: Client, question: OnbeantwoordeVraag, elsewhere: OnbeantwoordeVraag
):
    values = {"afkorting": "poenkwestie", "andere_namen": "schulden", "werklijst": question.pk}

    coordinator.post(reverse("wagtailsnippets_directory_begrip:add"), values)

    elsewhere.refresh_from_db()
    assert elsewhere.stand == Stand.SYNONIEM


def test_the_first_screen_says_how_many_wait(coordinator: Client, agency: AgencyPage, question: OnbeantwoordeVraag):
    pages = [client.get("/admin/").content.decode() for client in (coordinator, log_in(make_editor(agency)))]

    assert ["1 vraag wacht" in page for page in pages] == [True, False]


def test_a_question_becomes_a_begrip_with_the_form_filled_in(coordinator: Client, question: OnbeantwoordeVraag):
    address = reverse("gids_onbeantwoord_woord", args=[question.pk, "begrip"])
    html = coordinator.get(address, follow=True).content.decode()

    assert 'name="afkorting" value="poenkwestie"' in html
    assert 'name="proefvraag" value="poenkwestie"' in html


def test_a_question_becomes_a_need_that_is_found_by_its_words(coordinator: Client, question: OnbeantwoordeVraag):
    opened = coordinator.get(reverse("gids_onbeantwoord_woord", args=[question.pk, "hulpvraag"]), follow=True)
    values = {"naam": "Geldzorgen", "zoekwoorden": "poenkwestie", "werklijst": question.pk}

    coordinator.post(reverse("wagtailsnippets_directory_hulpvraag:add"), values)

    question.refresh_from_db()
    assert "poenkwestie</textarea>" in opened.content.decode()
    assert (question.stand, Hulpvraag.objects.get().zoekwoorden) == (Stand.SYNONIEM, ["poenkwestie"])


def test_a_question_becomes_no_other_kind_of_word(coordinator: Client, question: OnbeantwoordeVraag):
    assert coordinator.get(reverse("gids_onbeantwoord_woord", args=[question.pk, "spoed"])).status_code == 404


def test_saving_that_begrip_settles_the_question(coordinator: Client, question: OnbeantwoordeVraag):
    values = {"afkorting": "poenkwestie", "andere_namen": "schulden", "werklijst": question.pk}

    coordinator.post(reverse("wagtailsnippets_directory_begrip:add"), values)

    question.refresh_from_db()
    assert question.stand == Stand.SYNONIEM
    assert Begrip.objects.get().andere_namen == ["schulden"]


def settle(client: Client, question: OnbeantwoordeVraag, stand: str, **options: bool) -> HttpResponse:
    response = client.post(reverse("gids_onbeantwoord_afhandelen", args=[question.pk]), {"stand": stand}, **options)
    question.refresh_from_db()
    return response


def test_a_question_is_put_aside_and_that_can_be_undone(coordinator: Client, question: OnbeantwoordeVraag):
    html = settle(coordinator, question, "hoort_niet", follow=True).content.decode()

    assert question.stand == Stand.HOORT_NIET
    assert "Ongedaan maken" in html


def test_who_goes_to_invite_somebody_did_not_do_so_yet(coordinator: Client, question: OnbeantwoordeVraag):
    response = settle(coordinator, question, "uitnodiging")

    assert question.stand == Stand.OPEN
    assert response["Location"].startswith(reverse("gids_toelaten"))


def test_admitting_an_organisation_settles_the_question(
    coordinator: Client, agency: AgencyPage, question: OnbeantwoordeVraag
):
    form = settle(coordinator, question, "uitnodiging")["Location"]
    values = {"region": agency.get_parent().pk, "title": "Poenhulp", "soort": make_soort("Geldhulp").pk}

    coordinator.post(form, {**values, "mail": "nieuw@poenhulp.example"})

    question.refresh_from_db()
    assert question.stand == Stand.UITNODIGING


def test_a_question_that_too_few_asked_cannot_be_opened_by_its_number(coordinator: Client):
    row = OnbeantwoordeVraag.objects.create(sleutel="kettingzaag", vraag="kettingzaag", aantal=2)

    assert coordinator.get(reverse("gids_onbeantwoord_woord", args=[row.pk, "begrip"])).status_code == 404


@pytest.mark.parametrize("name", ["gids_onbeantwoord", "gids_splitswoorden"])
def test_only_coordinators_open_the_lists(agency: AgencyPage, name: str):
    response = log_in(make_editor(agency)).get(reverse(name))

    assert response.status_code in (302, 403)


def test_who_had_to_log_in_first_comes_back_at_the_list(coordinator: Client, question: OnbeantwoordeVraag):
    response = coordinator.get(reverse("gids_onbeantwoord_afhandelen", args=[question.pk]))

    assert (response.status_code, response["Location"]) == (302, reverse("gids_onbeantwoord"))


# Splitting words -------------------------------------------------------------------------------------------------
@pytest.fixture
def as_it_was() -> Iterator[None]:
    yield
    analysis.split_also((), ())


@pytest.mark.usefixtures("as_it_was")
def test_splitting_words_are_saved_and_say_when_they_work(coordinator: Client):
    values = {"bouwstenen": "maatje\nknaken", "geen_splitsing": ""}

    html = coordinator.post(reverse("gids_splitswoorden"), values, follow=True).content.decode()

    assert Splitswoorden.objects.get().bouwstenen == ["knaken", "maatje"]
    assert "als de zoekindex opnieuw is gemaakt" in html


def test_a_line_that_is_no_word_is_refused_with_the_reason(coordinator: Client):
    html = coordinator.post(reverse("gids_splitswoorden"), {"bouwstenen": "twee woorden"}).content.decode()

    assert "‘twee woorden’ kan niet" in html
    assert not Splitswoorden.objects.exists()
