"""Prints the entries of a filled guide as JSON lines: what an engineer would lay in the fields of a search engine.

The environment names the guide's database. Everything that our own documents are made of is in it: names and former
names, functions with their other names, target groups, areas of life and laws in words, places, numbers, all texts.
"""

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from directory import numbers  # noqa: E402  # after setup
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Functie, Gemeente  # noqa: E402  # after setup
from directory.models import Zichtbaar as Level  # noqa: E402  # after setup
from directory.visibility import card_level, contactpunt_level, number_level  # noqa: E402  # after setup
from search.indexing.collect import agencies_for_documents, cards_for_documents  # noqa: E402  # after setup

FEW = 3  # gemeenten of which the villages are named as well
Row = dict[str, Any]


def _text(*parts: object) -> str:
    return " . ".join(str(part) for part in parts if part)


def _words(*lists: Iterable[Any]) -> str:
    """The names of rows of word lists, with what else they are called."""
    rows = [row for found in lists for row in found]
    return _text(*(_text(row, *getattr(row, "andere_namen", ()), *getattr(row, "zoekwoorden", ())) for row in rows))


def _function(functie: Functie | None, lokaal: str) -> str:
    names = [functie.naam, *functie.andere_namen, *functie.zoekwoorden] if functie else []
    return _text(lokaal, *names)


def _places(gemeenten: list[Gemeente], landelijk: bool) -> str:
    villages = [place.naam for gemeente in gemeenten for place in gemeente.plaatsen.all()]
    names = [name for g in gemeenten for name in (g.naam, g.frysk)]
    return _text(*names, *(villages if len(gemeenten) <= FEW else ()), "landelijk" if landelijk else "")


def _number(value: Any) -> str:
    return _text(numbers.tonen(value), numbers.search_digits(value)) if value else ""


def _names(page: AgencyPage) -> str:
    return _text(page.title, *(other.naam for other in page.andere_namen.all()))


def _work(work: Iterable[Any]) -> tuple[str, str]:
    """What is done: tags of it and its texts."""
    rows = list(work)
    tags = [(w.doelgroepen.all(), w.leefgebieden.all(), w.wetten.all()) for w in rows]
    return _text(*(_words(*found) for found in tags), *(z for w in rows for z in w.zoekwoorden)), _text(
        *(_text(w.naam, w.wat) for w in rows)
    )


def _agency(page: AgencyPage) -> Row:
    tags, texts = _work(page.werkprocessen.all())
    lists = [page.stated_list(name) for name in ("doelgroepen", "leefgebieden", "wetten")]
    soort = page.soort or page.top.soort
    return {
        "ref": page.key,
        "niveau": Level.IEDEREEN,
        "naam": _names(page),
        "functie": _text(soort.naam, soort.gewone_taal) if soort else "",
        "org": _names(page.agency) if page.agency else "",
        "tags": _text(_words(*lists), tags),
        "plaats": _places(page.gemeenten, page.werkt_landelijk),
        "telefoon": "",
        "tekst": _text(page.stated("opdracht"), page.stated("voor_wie"), texts),
    }


def _desk(point: Contactpunt, page: AgencyPage) -> Row:
    tags, texts = _work(w for w in page.werkprocessen.all() if w.contactpunt_id == point.pk)
    return {
        "ref": point.key,
        "niveau": contactpunt_level(point),
        "naam": point.naam,
        "functie": point.vraag_naar,
        "org": _text(_names(page), _names(page.agency) if page.agency else ""),
        "tags": _text(tags, _words(page.stated_list("doelgroepen"))),
        "plaats": _places(page.gemeenten, page.werkt_landelijk),
        "telefoon": _number(point.telefoon),
        "tekst": _text(point.toelichting, texts),
    }


def _card(card: ContactCardPage, page: AgencyPage, work: list[Any]) -> Row:
    tags, texts = _work(work)
    own = list(card.gemeenten.all())
    shown = [number.nummer for number in card.nummers.all() if number_level(number, card) <= Level.PROFESSIONALS]
    return {
        "ref": card.key,
        "niveau": Level.PROFESSIONALS if card.state.is_vertrokken() else card_level(card),
        "naam": card.volledige_naam or card.functienaam,
        "functie": _function(card.functie, card.functie_lokaal),
        "org": _text(_names(page), _names(page.agency) if page.agency else ""),
        "tags": _text(
            _words(card.doelgroepen.all(), card.leefgebieden.all(), card.wetten.all()),
            *card.onderwerpen,
            *card.talen,
            tags,
        ),
        "plaats": _places(own or page.gemeenten, not own and page.werkt_landelijk),
        "telefoon": _text(*map(_number, shown)),
        "tekst": _text(*card.bel_mij_voor, texts),
    }


def rows() -> Iterator[Row]:
    """All of the guide that at least a professional may see."""
    pages = {page.pk: page for page in agencies_for_documents()}
    named: dict[int, list[Any]] = {}
    for page in pages.values():
        page.agency = pages.get(page.agency_id)
        for process in page.werkprocessen.all():
            named.setdefault(process.kaart_id, []).append(process)
    for page in pages.values():
        yield _agency(page)
        for point in page.contactpunten.all():
            point.page = page
            yield _desk(point, page)
    for card in cards_for_documents():
        card.agency, card.team = pages.get(card.agency_id), pages.get(card.team_id)
        if card.plek and card_level(card) <= Level.PROFESSIONALS:
            yield _card(card, card.plek, named.get(card.pk, []))


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))
