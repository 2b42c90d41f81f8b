"""What answers show of cards and agencies is used again after a change elsewhere, and never after one of its own."""

import re
from datetime import date

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from directory import marks
from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    CardNumber,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Functie,
    Gemeente,
    Werkproces,
    Wet,
)
from directory.visibility import Zichtbaar
from search.showing import things
from tests.conftest import tell
from tests.factories import make_agency, make_card, make_contactpunt, make_functie, make_team, make_werkproces

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@pytest.fixture
def card(commit):
    """A card of a team, with something in every table that an answer about it shows."""

    def make():
        agency = make_agency("Geldloket", opdracht="Wij helpen bij schulden.")
        team = make_team(agency)
        card = make_card(team, achternaam="Jansma", nummer="0516000222", functie=make_functie())
        desk = make_contactpunt(agency, "Balie", voor="inwoners", telefoon="0516000111")
        work = make_werkproces(agency, "Schulden regelen", kaart=card, contactpunt=desk)
        group = Doelgroep.objects.create(code="jongeren", naam="Jongeren")
        for thing in (work, agency, card):
            thing.doelgroepen.add(group)
            thing.save()
        Check.objects.create(page=card, op=date.today())
        Absence.objects.create(card=card, van="2020-01-01", tot="2020-02-01")
        return card

    return commit(make)


def read(card):
    """The card as one request reads it."""
    tell(request_started)
    try:
        return things.cards([card.pk])[card.pk]
    finally:
        tell(request_finished)


def test_a_change_elsewhere_leaves_a_card_as_it_was(card, commit):
    before = read(card)

    commit(lambda: make_card(AgencyPage.objects.get(pk=card.agency_id)))

    assert read(card) is before


def test_a_change_elsewhere_leaves_what_was_made_of_a_card(card, commit):
    made = things.made_of(read(card), "row", object)

    commit(lambda: make_card(AgencyPage.objects.get(pk=card.agency_id)))

    assert things.made_of(read(card), "row", object) is made


CHANGES = {
    "name": lambda card: ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Bouma"),
    "level": lambda card: ContactCardPage.objects.filter(pk=card.pk).update(zichtbaar=Zichtbaar.REDACTIE),
    "ceiling": lambda card: CardState.objects.filter(card=card).update(plafond=Zichtbaar.REDACTIE),
    "leaving": lambda card: CardState.objects.filter(card=card).update(vertrokken_op="2020-01-01"),
    "number": lambda card: CardNumber.objects.filter(page=card).update(nummer="0516000333"),
    "level of a number": lambda card: CardNumber.objects.filter(page=card).update(zichtbaar=Zichtbaar.ORGANISATIE),
    "no number": lambda card: CardNumber.objects.filter(page=card).delete(),
    "check": lambda card: Check.objects.filter(page=card).update(op="2019-01-01"),
    "absence": lambda card: Absence.objects.filter(card=card).update(tot=None),
    "place": lambda card: card.gemeenten.through.objects.create(
        contactcardpage_id=card.pk, gemeente=Gemeente.objects.first()
    ),
    "task": lambda card: Werkproces.objects.update(naam="Budget beheren"),
    "search word": lambda card: Werkproces.objects.update(zoekwoorden=["bewind"]),
    "group of a task": lambda card: Werkproces.doelgroepen.through.objects.all().delete(),
    "desk": lambda card: Contactpunt.objects.update(telefoon="0516000444"),
    "whom a desk is for": lambda card: Contactpunt.objects.update(voor="professionals"),
    "agency": lambda card: AgencyPage.objects.filter(pk=card.agency_id).update(title="Anders"),
    "team": lambda card: AgencyPage.objects.filter(pk=card.team_id).update(title="Anders"),
    "agency not live": lambda card: Page.objects.filter(pk=card.agency_id).update(live=False),
    "where the agency works": lambda card: AgencyPage.werkgebied.through.objects.all().delete(),
    "gemeenten of the region": lambda card: AgencyIndexPage.gemeenten.through.objects.all().delete(),
    "months of the region": lambda card: AgencyIndexPage.objects.update(controle_maanden=1),
    "region not live": lambda card: Page.objects.filter(pk__in=AgencyIndexPage.objects.values("pk")).update(live=False),
    "function": lambda card: Functie.objects.update(naam="Anders"),
    "group": lambda card: Doelgroep.objects.update(naam="Anders"),
    "gemeente": lambda card: Gemeente.objects.update(naam="Anders"),
    "site": lambda card: Site.objects.update(port=8443),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_card_is_made_anew_when_something_of_it_changes(card, commit, change):
    before = read(card)

    commit(lambda: change(card))

    assert read(card) is not before


def test_a_card_that_is_gone_is_not_found_again(card, commit):
    read(card)

    commit(lambda: Page.objects.filter(pk=card.pk).update(live=False))

    tell(request_started)
    assert things.cards([card.pk]) == {}
    tell(request_finished)


@pytest.mark.parametrize("who", ["stand-in", "successor", "stand-in for now"])
def test_a_card_that_names_another_has_no_mark(card, commit, who):
    other = commit(lambda: make_card(card.agency))
    changes = {
        "stand-in": lambda: ContactCardPage.objects.filter(pk=card.pk).update(vervanger=other),
        "successor": lambda: CardState.objects.filter(card=card).update(opvolger=other),
        "stand-in for now": lambda: Absence.objects.filter(card=card).update(vervanger=other),
    }

    commit(changes[who])

    assert marks.marks_of_cards([card.pk]) == {}


def test_the_marks_read_every_table_that_a_card_is_made_of(card):
    Wet.objects.create(code="w", afkorting="W", naam="Wet")
    with CaptureQueriesContext(connection) as making:
        things._read_cards([card.pk], ())
    with CaptureQueriesContext(connection) as marking:
        marks.marks_of_cards([card.pk])

    made, marked = ({table for q in captured for table in TABLE.findall(q["sql"])} for captured in (making, marking))

    assert made
    assert made <= marked
