"""What a card's page shows to one audience: a person, a function, or somebody who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from directory.freshness import controle_maanden, freshness_of
from directory.lines import (
    Bel,
    CardLine,
    Look,
    card_line,
    contactpunten_of,
    first_number,
    heading,
    numbers_of,
    opsomming,
    sorted_cards,
    visible_cards,
    woorden,
)
from directory.models import Absence, AgencyIndexPage, AgencyPage, ContactCardPage
from directory.regions import region_of
from directory.succession import absence_ahead, heir, name_may_show, stand_in_for
from directory.visibility import Regions, audience_of, cards_for, exportable_cards, ook_te_vinden_for

COLLEAGUES = 8
VOORBEELD = " (voorbeeld)"  # goes where a badge beside the name says it


@dataclass(frozen=True)
class Afwezig:
    """An absence to announce, with whom to ring then (None: nobody that this audience may see)."""

    absence: Absence
    nu: bool
    stand_in: CardLine | None


@dataclass(frozen=True)
class Feiten:
    """The three words in their order; each a line of text, "" where nothing is known."""

    wat: str
    voor_wie: str
    waar: str

    def __bool__(self) -> bool:
        return bool(self.wat or self.voor_wie or self.waar)


@dataclass(frozen=True)
class Werkdag:
    kort: str
    tijd: str
    vandaag: bool


@dataclass(frozen=True)
class Elders:
    """Another place where the same person works."""

    naam: str
    url: str
    functie: str
    dagen: list[str]
    bel: Bel | None


def card_context(card: ContactCardPage, request: HttpRequest) -> dict[str, Any]:
    """The template's words for a card that this audience may see; a number of queries that does not grow."""
    look = Look(audience_of(request), Regions())
    region = region_of(card)
    shared = {
        "card": card,
        "plek_url": card.plek.get_url(request) if card.plek else "",
        "agency_url": card.agency.get_url(request) if card.agency else "",
        "kruimels": _kruimels(card, region, request),
        "balie": first_number(contactpunten_of(card.plek, look)),
        "vertrokken": _has_left(card),
    }
    return shared | (_left(card, look) if _has_left(card) else _working(card, look, region, request))


def unconfirmed_context(card: ContactCardPage, request: HttpRequest) -> dict[str, Any]:
    """What this audience gets of a person whom nobody confirmed for long: no name, but whom to ring instead."""
    look = Look(audience_of(request), Regions())
    functions = visible_cards(look, Q(houder=card))
    return {
        "card": card,
        "plek_url": card.plek.get_url(request) if card.plek else "",
        "kruimels": _kruimels(card, region_of(card), request),
        "balie": first_number(contactpunten_of(card.plek, look)),
        "functie": card.functienaam,
        "onbevestigd": True,
        "functies": [card_line(other, look) for other in sorted_cards(functions.values())],
    }


def _has_left(card: ContactCardPage) -> bool:
    return bool(card.pk) and card.state.is_vertrokken()


def _kruimels(
    card: ContactCardPage, region: AgencyIndexPage | None, request: HttpRequest
) -> list[tuple[str, str | None]]:
    return [(page.title, page.get_url(request)) for page in (region, card.agency, card.team) if page]


# Somebody who works here, or a function --------------------------------------------------------------------------
def _working(card: ContactCardPage, look: Look, region: AgencyIndexPage | None, request: HttpRequest) -> dict[str, Any]:
    nummers = numbers_of(card, look)
    ahead = absence_ahead(card) if card.pk else None
    replacement = stand_in_for(card, ahead) if ahead else None
    others = _others(card, look, replacement)
    maanden = controle_maanden(region)
    stand_in = others.get(replacement.pk) if replacement else None
    return {
        "naam": heading(card),
        "kop": heading(card).removesuffix(VOORBEELD),
        "nummers": nummers,
        "bel": nummers[0] if nummers else None,
        "stand": card.stand(),
        "afwezig": Afwezig(ahead, ahead.holds(timezone.localdate()), stand_in) if ahead else None,
        "houder": others.get(card.houder_id or 0),
        "vervanger": others.get(card.vervanger_id or 0),
        "week": week_of(card),
        "feiten": feiten_of(card),
        "talen": opsomming(card.talen),
        "ook": _elsewhere(card, look, request),
        "collegas": _colleagues(card, others, stand_in),
        "foto": bool(card.foto_id) and not card.is_alleen_functie,
        "mag_bewaren": bool(card.pk) and exportable_cards(look.audience).filter(pk=card.pk).exists(),
        "versheid": freshness_of(card, maanden),
        "max_maanden": maanden,
    }


def _others(card: ContactCardPage, look: Look, replacement: ContactCardPage | None) -> dict[int, CardLine]:
    """The lines of the cards that this page names and of the colleagues, those that this audience may see."""
    named = {pk for pk in (card.houder_id, card.vervanger_id, replacement and replacement.pk) if pk}
    cards = visible_cards(look, Q(pk__in=named | set(_beside(card, look))))
    return {other.pk: card_line(other, look) for other in sorted_cards(cards.values())}


def _beside(card: ContactCardPage, look: Look) -> Iterable[int]:
    """The ids of a few colleagues: functions first, because they outlive who holds them."""
    if card.agency is None:
        return []
    place = Q(team=card.team) if card.team else Q(agency=card.agency, team=None)
    cards = cards_for(look.audience).working().filter(place).exclude(pk=card.pk)
    return cards.order_by("soort", "achternaam", "pk").values_list("pk", flat=True)[:COLLEAGUES]


def _colleagues(card: ContactCardPage, others: dict[int, CardLine], stand_in: CardLine | None) -> list[CardLine]:
    """All but who holds this function (named above the list), the stand-in first."""
    return sorted((line for pk, line in others.items() if pk != card.houder_id), key=lambda line: line is not stand_in)


def week_of(card: ContactCardPage) -> list[Werkdag]:
    """The working week, Saturday and Sunday only if used; empty where no days are known."""
    today = timezone.localdate().weekday()
    return [Werkdag(naam[:2], tijd, dag == today) for dag, naam, tijd in card.tijden.week()] if card.tijden else []


def feiten_of(card: ContactCardPage) -> Feiten:
    """What, for whom and where; where nothing is said of the place, that of the agency."""
    topics = [*card.onderwerpen] or [leefgebied.naam for leefgebied in card.leefgebieden.all()]
    groups = [doelgroep.naam for doelgroep in card.doelgroepen.all()]
    return Feiten(
        wat=woorden(topics),
        voor_wie=", ".join(filter(None, [woorden(groups), card.leeftijd])),
        waar=opsomming(g.roepnaam for g in card.gemeenten.all()) or waar_of(card.plek),
    )


def waar_of(page: AgencyPage | None, region: AgencyIndexPage | None = None) -> str:
    """Where an agency works in words; a whole region or the whole country by its name."""
    if page is None:
        return ""
    if page.werkt_landelijk:
        return "Heel Nederland"
    here = page.gemeenten
    if region and len(here) > 1 and {g.pk for g in here} >= {g.pk for g in region.gemeenten.all()}:
        return f"Heel {region.title}"
    return opsomming(g.roepnaam for g in here)


def _elsewhere(card: ContactCardPage, look: Look, request: HttpRequest) -> list[Elders]:
    return [
        Elders(
            naam=row.organisatie.naam,
            url=row.organisatie.get_url(request) or "",
            functie=row.functie.naam if row.functie else "",
            dagen=row.dagen,
            bel=Bel(row.tel, row.tonen, heading(card)) if row.nummer else None,
        )
        for row in (ook_te_vinden_for(look.audience, card) if card.pk else [])
    ]


# Somebody who left -----------------------------------------------------------------------------------------------
def _left(card: ContactCardPage, look: Look) -> dict[str, Any]:
    successor = heir(card)
    found = visible_cards(look, Q(pk=successor.pk)) if successor else {}
    mag_naam = look.audience.is_professional and card.is_persoon and not card.is_alleen_functie
    shared = {
        "naam": heading(card) if mag_naam and name_may_show(card) else "",
        "kop": heading(card).removesuffix(VOORBEELD),
        "functie": card.functienaam,
        "vertrokken_op": card.state.vertrokken_op,
    }
    for other in found.values():
        may_save = exportable_cards(look.audience).filter(pk=other.pk).exists()
        shared |= {
            "opvolger": card_line(other, look),
            "opvolger_feiten": feiten_of(other),
            "opvolger_bewaren": may_save,
        }
    return shared
