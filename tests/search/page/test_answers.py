"""The search page, through the client: what it shows of the answers."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Absence, AgencyPage, Gemeente, Hulpvraag
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_gemeente,
    make_soort,
    make_werkproces,
)
from tests.search.asking import page

pytestmark = pytest.mark.django_db


def test_an_empty_question_shows_how_to_ask(client: Client, agency: AgencyPage):
    assert "Typ wat je nodig hebt" in page(client)


def test_the_heading_counts_the_answers(client: Client, agency: AgencyPage):
    assert "<h1>2 antwoorden</h1>" in page(client, "schulden wolvega")


def test_one_gemeente_that_is_ticked_counts_as_one_choice(client: Client, agency: AgencyPage, west: Gemeente):
    assert "Kies verder (1)" in page(client, "schulden", gemeente=west.slug)


def test_a_link_leads_past_the_filters_to_the_answers(client: Client, agency: AgencyPage):
    html = page(client, "schulden")

    assert html.index('href="#antwoorden"') < html.index('href="#inhoud"')
    assert html.index("drawer__body") < html.index('id="antwoorden"')


def test_the_outcome_is_announced(client: Client, agency: AgencyPage):
    assert 'role="status"' in page(client, "schulden")


def test_the_number_stands_in_the_call_button(client: Client, agency: AgencyPage):
    html = page(client, "geldlijn")

    assert 'href="tel:+31516000100"' in html
    assert "0516 00 01 00" in html


def test_recognised_slots_are_links_that_take_them_off(client: Client, agency: AgencyPage):
    assert "zonder=waar-wolvega" in page(client, "schulden wolvega")


def test_a_slot_taken_off_can_be_put_back(client: Client, agency: AgencyPage):
    html = page(client, "schulden wolvega", zonder="waar-wolvega")

    assert "Zoek toch met Wolvega (gemeente Weststellingwerf)" in html


def test_an_organisation_that_fits_far_better_stands_first(client: Client, agency: AgencyPage):
    make_agency("Juridisch Loket", region=agency.get_parent().specific)
    for naam in ("Bureau Recht", "Bureau Balie"):
        other = make_agency(naam, region=agency.get_parent().specific)
        make_contactpunt(other, "Advies van een juridisch loket", voor="inwoners", telefoon="0516000101")

    found = page(client, "juridisch loket")

    assert found.index("Past het best") < found.index("Juridisch Loket</a>") < found.index("Mensen en loketten")
    assert "Past het best" not in page(client, "juridisch loket", volgorde="naam")


def test_among_equals_people_and_desks_stand_first(client: Client, agency: AgencyPage):
    assert "Past het best" not in page(client, "schulden")


def test_a_correction_is_told_and_can_be_refused(client: Client, agency: AgencyPage):
    html = page(client, "schuldn")

    assert "Zoek toch op ‘schuldn’" in html
    assert "letterlijk=ja" in html


def test_what_matched_is_marked(client: Client, agency: AgencyPage):
    assert "<mark>Schulden</mark>" in page(client, "schuld")


def test_no_answer_leads_to_the_gemeente(client: Client, agency: AgencyPage, west: Gemeente):
    desk = make_agency("Gemeente Weststellingwerf", soort=make_soort("Gemeente"), werkgebied=[west])
    make_contactpunt(desk, "Balie", voor="inwoners", telefoon="140561")

    assert "denkt met je mee" in page(client, "kettingzaag wolvega")


def test_no_answer_can_be_reported_as_a_gap(client: Client, agency: AgencyPage):
    assert f"{reverse('melding')}?soort=gat" in page(client, "kettingzaag")


def test_a_wider_answer_says_what_it_lacks(client: Client, agency: AgencyPage):
    assert "Zonder ‘kettingzaag’" in page(client, "schulden kettingzaag")


def test_the_gemeente_asked_for_is_chosen_for_residents(client: Client, agency: AgencyPage):
    assert "Inwoner van Weststellingwerf?" in page(client, "schulden wolvega")


def test_a_filter_narrows_the_answers(client: Client, agency: AgencyPage):
    html = page(client, "schulden", soort="organisatie")

    assert "<h1>1 antwoord</h1>" in html


def test_a_visitor_sees_no_people(client: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes", onderwerpen=["schulden"])

    assert "Zwaantjes" not in page(client, "schulden")


def test_a_professional_sees_people_and_can_pick_them(member: Client, agency: AgencyPage):
    card = make_card(agency, achternaam="Zwaantjes", onderwerpen=["schulden"], nummer="0516000101")

    html = page(member, "zwaantjes")

    assert f'value="{card.short_id}"' in html
    assert "0516 00 01 01" in html


def test_more_answers_come_by_a_link(member: Client, agency: AgencyPage):
    for n in range(12):
        make_card(agency, achternaam=f"Bos{n}", onderwerpen=["zonwering"])

    html = page(member, "zonwering")

    assert "Toon nog 2" in html
    assert "pagina=2" in html


def test_of_many_answers_is_told_how_many_come_now_and_in_all(member: Client, agency: AgencyPage):
    for n in range(30):
        make_card(agency, achternaam=f"Bos{n}", onderwerpen=["zonwering"])

    assert "Toon de volgende 10 mensen en loketten (nog 20)" in page(member, "zonwering")


def test_one_answer_is_counted_once(member: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")

    html = page(member, "Zwaantjes", soort="persoon")

    assert re.findall("<h1>.*</h1>", html) == ["<h1>1 antwoord</h1>"]
    assert '<a href="#mensen">' not in html


def test_more_people_are_no_more_organisations(client: Client, agency: AgencyPage):
    for n in range(12):
        make_contactpunt(make_agency(f"Zonwering {n}"), f"Balie {n}", voor="inwoners", toelichting="Zonwering")

    counts = [
        page(client, "zonwering", **more).count('<li class="hit"')
        for more in ({}, {"pagina": "2"}, {"pagina_organisaties": "2"}, {"pagina": "2", "pagina_organisaties": "2"})
    ]

    assert counts == [20, 22, 22, 24]


def test_the_next_page_lands_at_the_first_new_answer(member: Client, agency: AgencyPage):
    for n in range(12):
        make_card(agency, achternaam=f"Bos{n}", onderwerpen=["zonwering"])

    html = [page(member, "zonwering", pagina=number) for number in ("1", "2")]

    assert "pagina=2#mensen-nieuw" in html[0]
    assert html[1].split('id="mensen-nieuw"')[0].count('<li class="hit"') == 11


def test_desks_that_come_along_do_not_count_as_coming(member: Client, agency: AgencyPage):
    for n in range(12):
        make_card(agency, achternaam=f"Schulden{n}", onderwerpen=["schulden"])

    html = [page(member, "schulden", pagina=number) for number in ("1", "2")]

    said = int(re.search(r"Toon nog (\d+)", html[0]).group(1))
    assert html[1].count('<li class="hit"') - html[0].count('<li class="hit"') == said


def test_where_nothing_fits_the_way_out_comes_before_what_is_near(client: Client, agency: AgencyPage, west: Gemeente):
    desk = make_agency("Gemeente Weststellingwerf", soort=make_soort("Gemeente"), werkgebied=[west])
    make_contactpunt(desk, "Balie", voor="inwoners", telefoon="140561")

    html = page(client, "schulden kettingzaag wolvega")

    assert 0 < html.index("denkt met je mee") < html.index("Komt in de buurt")


def test_where_one_word_was_asked_it_is_said_once_that_nobody_has_it(member: Client, agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["zonweringen"])

    html = page(member, "kettingzaag")

    assert "<h1>Niemand in deze gids noemt ‘kettingzaag’</h1>" in html
    assert "Zonder ‘kettingzaag’" not in html


def test_a_number_that_nobody_has_is_written_with_its_spaces(client: Client, agency: AgencyPage):
    assert "<h1>Niemand in deze gids heeft nummer 06 12 34 56 78</h1>" in page(client, "0612345678")


@pytest.fixture
def welzijn(agency: AgencyPage) -> AgencyPage:
    """An agency of a kind that may know of kanker, which nobody here speaks of."""
    agency.soort = make_soort("Welzijn")
    agency.save()
    need = Hulpvraag.objects.create(code="kanker", naam="Leven met kanker", zoekwoorden=["tumor"])
    need.organisatiesoorten.add(agency.soort)
    return agency


def test_above_who_may_think_along_stands_about_what(client: Client, welzijn: AgencyPage):
    html = page(client, "tumor")

    assert "<h1>Niemand noemt precies ‘tumor’</h1>" in html
    assert "<p>Hieronder staat wie kan meedenken over ‘Leven met kanker’.</p>" in html


def test_who_may_think_along_is_not_said_to_lack_the_words(client: Client, welzijn: AgencyPage):
    html = page(client, "tumor kettingzaag")

    assert "Kan meedenken over ‘Leven met kanker’" in html
    assert "Zonder ‘" not in html


def test_of_whom_is_rung_instead_is_told_when_they_work(member: Client, agency: AgencyPage):
    stand_in = make_card(agency, voornaam="Sanne", achternaam="Vis", nummer="0516000101", werkdagen=["ma 0.00-0.01"])
    away = make_card(agency, achternaam="Zwaantjes")
    Absence.objects.create(card=away, van=timezone.localdate(), vervanger=stand_in)

    html = page(member, "zwaantjes").partition("Zwaantjes</a>")[2].partition("</li>")[0]

    assert html.index("Bel Sanne Vis") < html.index("Nu niet aan het werk")


def test_of_what_is_near_a_few_are_shown_and_a_link_shows_all(member: Client, agency: AgencyPage):
    for n in range(8):
        make_card(agency, achternaam=f"Bos{n}", onderwerpen=["zonwering"])

    html = [page(member, "zonwering kettingzaag", pagina=number) for number in ("1", "2")]

    assert [text.count('<li class="hit"') for text in html] == [6, 10]
    assert "Toon nog 4 mensen en loketten" in html[0]
    assert "pagina=2#ruimer-mensen-nieuw" in html[0]
    assert 'id="ruimer-mensen-nieuw"' in html[1]


def test_desks_behind_somebody_who_was_asked_for_stand_apart(member: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")

    html = page(member, "zwaantjes")

    assert html.index("Zwaantjes</a>") < html.index("Ook bij Kredietbank") < html.index("– geldlijn</a>")


def test_a_general_number_is_called_by_its_agency(client: Client, agency: AgencyPage):
    make_contactpunt(agency, "Algemeen nummer", voor="inwoners", toelichting="Zonwering")

    assert "Kredietbank\N{NO-BREAK SPACE}– algemeen nummer</a>" in page(client, "zonwering")


def test_the_answers_are_told_by_their_kinds(member: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")

    assert '<a href="#mensen">1 mens</a>' in page(member, "zwaantjes")


def test_all_values_of_a_filter_can_be_ticked(client: Client, agency: AgencyPage):
    region = agency.get_parent().specific
    gemeenten = [make_gemeente(f"Dorp {n}") for n in range(18)]
    region.gemeenten.set(gemeenten)
    agency.werkgebied.set(gemeenten)
    agency.save()

    html = page(client, "schulden")

    assert "Toon alle 18" in html
    assert all(f'value="{gemeente.slug}"' in html for gemeente in gemeenten)


def test_a_choice_keeps_what_was_taken_off_and_the_order(member: Client, agency: AgencyPage):
    html = page(member, "schulden wolvega", zonder="waar-wolvega", volgorde="naam", letterlijk="ja")

    assert 'name="zonder" value="waar-wolvega"' in html
    assert 'name="letterlijk" value="ja"' in html
    assert 'name="volgorde" value="naam" autocomplete="off" checked' in html


def test_taking_all_choices_away_keeps_the_order(client: Client, agency: AgencyPage):
    assert "?vraag=schulden&amp;volgorde=naam" in page(client, "schulden", volgorde="naam", soort="organisatie")


def test_the_printed_page_says_the_question(client: Client, agency: AgencyPage):
    assert "Vraag: ‘schulden’. Afgedrukt op" in page(client, "schulden")


def test_the_printed_page_says_what_was_ticked(client: Client, agency: AgencyPage, west: Gemeente):
    html = page(client, "schulden", soort="loket", gemeente=west.slug)

    assert "Keuzes: Loketten, Weststellingwerf. Afgedrukt op" in html


def test_on_paper_stand_hours_and_mail_too(client: Client, agency: AgencyPage):
    agency.contactpunten.update(openingstijden=["ma-vr 9.00-17.00"], mail="geld@example.com")

    assert '<p class="print-only">Open ma-vr 9.00-17.00, geld@example.com</p>' in page(client, "geldlijn")


def test_the_question_that_is_asked_again_keeps_what_was_taken_off(client: Client, agency: AgencyPage):
    form = page(client, "schulden wolvega", zonder="waar-wolvega").partition('role="search"')[2].partition("</form>")[0]

    assert '<input type="hidden" name="zonder" value="waar-wolvega">' in form
    assert '<input type="hidden" name="bij" value="schulden wolvega">' in form


def test_of_two_choices_of_a_kind_is_told_that_one_will_do(client: Client, agency: AgencyPage):
    html = page(client, "schulden", soort=["organisatie", "loket"])

    assert '<span class="slots__or">of</span> <a class="chip"' in html
    assert html.count("dan is één ervan genoeg") == 1


def test_no_answer_names_the_desk_of_the_guide(client: Client, agency: AgencyPage):
    region = agency.get_parent().specific
    region.coordinator, region.coordinator_telefoon = "Loket van de gids", "0516000900"
    region.save()

    assert "Vraag het aan de gids: Loket van de gids" in page(client, "kettingzaag")


def test_no_answer_offers_what_looks_like_it(client: Client, agency: AgencyPage):
    make_werkproces(agency, "Zonwering")

    assert "Bedoelde je" in page(client, "zonnwering", letterlijk="ja")


@pytest.mark.parametrize("vraag", ["bewind wolvegama", "Wolvegama", "wolvegama of bij Wolvegama"])
def test_what_may_be_a_place_is_asked_and_not_read_so(vraag: str, client: Client, agency: AgencyPage):
    html = page(client, vraag)

    assert "We lazen" not in html
    assert len(re.findall(r'Bedoelde je <a href="[^"]+Wolvega">Wolvega</a>\?', html)) == 1


def test_what_may_be_a_place_is_asked_above_what_comes_near(client: Client, agency: AgencyPage):
    html = page(client, "schulden wolvegama")

    assert html.index("Bedoelde je") < html.index("Komt in de buurt")


def test_a_word_little_like_one_of_the_lists_is_asked_and_not_read_so(client: Client, agency: AgencyPage):
    make_functie("Energiecoach", andere_namen=["energie"])

    html = page(client, "contact met Emergis")

    assert re.search(r'Bedoelde je <a href="[^"]+energie">energie</a>\?', html)
    assert "We lazen" not in html


def test_a_place_alone_is_not_offered_as_a_wider_question(client: Client, agency: AgencyPage):
    html = page(client, "bewind wolvega")

    assert ("zonder Wolvega" in html, "zonder ‘bewind’" in html) == (True, False)


def test_choices_that_leave_nothing_are_told_to_be_the_cause_and_come_off(member: Client, agency: AgencyPage):
    html = page(member, "schulden", soort="functie")

    assert "Geen antwoord met je keuzes" in html
    assert f'<a href="{reverse("zoeken")}?vraag=schulden">zoek zonder je keuzes</a>' in html
    assert "Bedoelde je" not in html


def test_of_a_long_question_the_title_keeps_the_number_of_answers_near(client: Client, agency: AgencyPage):
    html = page(client, "schulden " * 20)

    assert re.search(r"<title>.{40,70}: \d+ antwoorden", html)


def test_who_took_off_all_of_a_question_is_led_back_to_it(client: Client, agency: AgencyPage):
    html = page(client, "schulden", zonder="wat-schulden")

    assert "Er is niets over om naar te zoeken" in html
    assert f'<a href="{reverse("zoeken")}?vraag=schulden">Zoek weer naar je hele vraag</a>' in html
    assert "Bedoelde je" not in html
