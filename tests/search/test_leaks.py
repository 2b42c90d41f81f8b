"""Nobody finds, counts, completes or is corrected to what they may not see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import AgencyPage, CardNumber, ContactCardPage, OokTeVinden, Zichtbaar
from directory.visibility import VISITOR, Audience
from search.answer import Answer, SearchQuery
from search.ask import ask
from search.management.commands.ask import as_json
from search.models import Change
from search.upkeep import delivering, outbox, rebuilding
from tests.factories import make_agency, make_card, make_contactpunt, make_gemeente, make_region
from tests.search.asking import answer, colleague, professional

pytestmark = pytest.mark.django_db


def secret(agency: AgencyPage, **values: object) -> ContactCardPage:
    values = {"achternaam": "Zwaantjes", "onderwerpen": ["geheimzaken"], "zichtbaar": Zichtbaar.ORGANISATIE, **values}
    return make_card(agency, voornaam="Quirina", nummer="0612345678", **values)


def told(found: Answer) -> str:
    return str(as_json(found)) + str(found.counts)


@pytest.mark.parametrize(
    "question",
    ["zwaantjes", "quirina", "quirina zwaantjes", "zwaantje", "zwaan", "swaantjes", "zwaantjs", "geheimzaken", "geheim",
     "quirina kredietbank", "0612345678", "345678", "quirinazwaantjes"],
)  # fmt: skip
@pytest.mark.parametrize("who", [VISITOR, None])
def test_a_hidden_card_is_found_by_nothing(agency: AgencyPage, question: str, who: Audience | None):
    secret(agency)

    found = answer(question, who or professional())

    assert found.people.total == 0
    assert found.corrected == ()


def test_a_hidden_card_changes_nothing_in_an_answer(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    questions = ("bos", "schulden", "schuldn", "geheimzaken schulden", "zwaantjes", "kredietbank leeuwarden")
    before = [told(answer(question, professional())) for question in questions]

    secret(agency)

    assert [told(answer(question, professional())) for question in questions] == before


def test_colleagues_do_find_it(agency: AgencyPage):
    secret(agency)

    assert answer("geheimzaken", colleague(agency)).people.total == 1


def test_who_belongs_to_another_region_finds_no_people(agency: AgencyPage):
    secret(agency, zichtbaar=Zichtbaar.PROFESSIONALS)
    other = make_region(gemeenten=[make_gemeente("Groningen")])
    stranger = Audience(regios=frozenset({other.pk}))

    assert answer("zwaantjes", stranger).people.total == 0


def test_what_its_people_do_leads_only_those_to_an_agency_who_may_see_them(agency: AgencyPage):
    secret(agency)

    totals = [answer("geheimzaken", who).organisations.total for who in (VISITOR, professional(), colleague(agency))]

    assert totals == [0, 0, 1]


def test_a_hidden_number_finds_no_card_that_may_be_seen(agency: AgencyPage):
    card = make_card(agency, achternaam="Bos", nummer="0516000100")
    card.nummers.add(CardNumber(nummer="0612345678", zichtbaar=Zichtbaar.ORGANISATIE))
    card.save()

    totals = [answer("06 12345678", who).people.total for who in (professional(), colleague(agency))]

    assert totals == [0, 1]


@pytest.mark.parametrize("digits", ["5678", "345678", "061234", "06123456"])
def test_a_hidden_number_is_not_found_by_a_part_of_it(agency: AgencyPage, digits: str):
    card = make_card(agency, achternaam="Bos")
    card.nummers.add(CardNumber(nummer="0612345678", zichtbaar=Zichtbaar.ORGANISATIE))
    card.save()

    assert answer(digits, professional()).people.total == 0


def test_a_number_elsewhere_follows_the_card(agency: AgencyPage):
    card = secret(agency)
    card.ook_te_vinden.add(OokTeVinden(organisatie=make_agency("Elders"), nummer="0516000555"))
    card.save()

    assert answer("0516000555", professional()).people.total == 0


def test_a_line_for_professionals_is_no_answer_to_a_visitor(agency: AgencyPage):
    make_contactpunt(agency, "Verwijzerslijn", telefoon="0516000200")

    found = [answer(question) for question in ("verwijzerslijn", "0516000200", "verwijzers")]

    assert [(a.people.total, a.organisations.total) for a in found] == [(0, 0)] * 3


def test_what_an_agency_says_to_professionals_is_not_searched_by_a_visitor(agency: AgencyPage):
    agency.regie = "Wij nemen de procesregie."
    agency.save()

    totals = [answer("procesregie", who).organisations.total for who in (VISITOR, professional())]

    assert totals == [0, 1]


def test_a_card_hidden_since_the_index_was_made_is_not_shown(agency: AgencyPage):
    card = secret(agency, zichtbaar=Zichtbaar.PROFESSIONALS)
    rebuilding.rebuild()
    ContactCardPage.objects.filter(pk=card.pk).update(zichtbaar=Zichtbaar.ORGANISATIE)

    found = ask(SearchQuery("geheimzaken"), professional())

    assert found.people.hits == ()


def test_a_name_hidden_since_the_index_was_made_is_no_correction(agency: AgencyPage):
    card = secret(agency, zichtbaar=Zichtbaar.PROFESSIONALS)
    rebuilding.rebuild()
    ContactCardPage.objects.filter(pk=card.pk).update(zichtbaar=Zichtbaar.ORGANISATIE)
    outbox.note(Change.Kind.ORGANISATIE, [agency.pk])
    delivering.deliver_soon()

    assert ask(SearchQuery("zwaantjs"), professional()).corrected == ()


def test_the_name_of_who_left_long_ago_is_no_correction(agency: AgencyPage):
    card = secret(agency, zichtbaar=Zichtbaar.PROFESSIONALS)
    card.state.vertrokken_op = timezone.localdate() - timedelta(days=90)
    card.state.save()

    assert answer("zwaantjs", professional()).corrected == ()


def test_a_visitor_never_finds_who_left(agency: AgencyPage):
    card = secret(agency, zichtbaar=Zichtbaar.IEDEREEN)
    card.state.plafond = Zichtbaar.IEDEREEN
    card.state.vertrokken_op = timezone.localdate()
    card.state.save()

    assert answer("zwaantjes").people.total == 0


def test_a_draft_is_not_found(agency: AgencyPage):
    make_agency("Nog niet klaar", live=False)

    assert answer("klaar").organisations.total == 0
