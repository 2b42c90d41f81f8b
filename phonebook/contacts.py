"""Which value of a card, contactpunt or organisation stands in which property of its vCard."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from directory.lines import heading, numbers_of, opsomming
from directory.models import Absence, AgencyPage, CardNumber, ContactCardPage, Contactpunt
from directory.succession import absence_ahead, absence_on
from directory.visibility import contactpunten_for, numbers_for, ook_te_vinden_for
from phonebook.bundle import Bundle
from phonebook.vcard import CELL, WORK, Adres, Naam, Tel, Vcard

VOORBEELD = "(voorbeeld)"
ADRES = re.compile(r"^(?P<straat>.+?),?\s+(?P<postcode>\d{4}\s?[A-Z]{2})\s+(?P<plaats>.+)$")


def vcards(bundle: Bundle, on: date | None = None) -> list[Vcard]:
    """The vCards of a bundle as they are on a day (today): organisations, then contactpunten, then cards."""
    day = on or timezone.localdate()
    return [dated(card, day) for card in undated(bundle, day)]


def undated(bundle: Bundle, day: date) -> list[Vcard]:
    """The vCards without the day that they were made on: alike for as long as nothing in them changes."""
    return [
        *(_agency(page, bundle) for page in bundle.agencies),
        *(_contactpunt(punt, bundle) for punt in bundle.contactpunten),
        *(_card(card, bundle, day) for card in bundle.cards),
    ]


def dated(card: Vcard, day: date, rev: datetime | None = None) -> Vcard:
    """The vCard with, last in its note, of which day it is and where the newest stands; with another REV if given."""
    return replace(card, note=(*card.note, f"Stand van {_datum(day)}: {card.urls[0]}"), rev=rev or card.rev)


def site_url(path: str) -> str:
    """The address of a page of this site, as it stands on a card or in a QR code."""
    return settings.SITE_URL.rstrip("/") + path


# A card ----------------------------------------------------------------------------------------------------------
def _card(card: ContactCardPage, bundle: Bundle, day: date) -> Vcard:
    nummers = numbers_for(bundle.look.audience, card, bundle.look.regions)
    elsewhere = [o for o in ook_te_vinden_for(bundle.look.audience, card, card.ook_te_vinden.all()) if o.nummer]
    return replace(
        without_numbers(card),
        tels=(*(_tel(n) for n in nummers), *(Tel(o.tel) for o in elsewhere)),
        mail=card.mail,
        note=tuple(_card_note(card, nummers, bundle, day)),
    )


def without_numbers(card: ContactCardPage) -> Vcard:
    """Who a card is of, without any way to reach that person but the card's own page."""
    return Vcard(
        uid=str(card.uuid),
        naam=_naam(card),
        org=_org(card.plek),
        title=card.functienaam if _has_name(card) else "",
        urls=(site_url(card.get_absolute_url()),),
        categories=_categories(card.plek),
        rev=card.last_published_at,
    )


def _has_name(card: ContactCardPage) -> bool:
    return bool(card.volledige_naam) and not card.is_alleen_functie


def _naam(card: ContactCardPage) -> Naam:
    """A person's name in its parts; what is invented says so.

    A function carries its organisation in its name: "Klantmanager" alone says nothing in a list of contacts.
    """
    if not _has_name(card):
        label = _label(card.functienaam or "Contactkaart", card.plek, voorbeeld=card.voorbeeld)
        return Naam(label, family=label)
    return Naam(
        heading(card),
        family=f"{card.tussenvoegsel} {card.achternaam}".strip(),
        given=card.voornaam,
        suffix=VOORBEELD if card.voorbeeld else "",
        sort=card.achternaam if card.tussenvoegsel else "",
    )


def _label(naam: str, plek: AgencyPage | None, *, voorbeeld: bool = False) -> str:
    """Joined by a dash: clients are known to stumble over a comma or semicolon in a name."""
    invented = voorbeeld or bool(plek and plek.voorbeeld)
    where = f" - {plek.title}" if plek else ""
    return f"{naam}{where} {VOORBEELD}" if invented else f"{naam}{where}"


def _tel(number: CardNumber) -> Tel:
    return Tel(number.tel, CELL if number.soort == CardNumber.Soort.MOBIEL else WORK)


def _card_note(card: ContactCardPage, nummers: list[CardNumber], bundle: Bundle, day: date) -> Iterable[str]:
    if card.bel_mij_voor:
        yield f"Bel mij voor: {', '.join(card.bel_mij_voor)}"
    yield from filter(None, map(_about_number, nummers))
    if card.werkdagen:
        yield f"Werkt: {', '.join(card.werkdagen)}"
    for plek in ook_te_vinden_for(bundle.look.audience, card, card.ook_te_vinden.all()):
        yield f"Ook te vinden bij: {', '.join(filter(None, [plek.organisatie.naam, *plek.dagen, plek.tonen]))}"
    if houder := _who(card.houder_id, bundle):
        yield f"Wie doet dit nu: {houder}"
    yield from _absence_note(card, bundle, day)
    yield from _leaving_note(card, bundle)


def _about_number(number: CardNumber) -> str:
    """What a phone has no field for: whose number it is and what to key in after it."""
    shared = number.soort in (CardNumber.Soort.TEAM, CardNumber.Soort.RECEPTIE)
    facts = [number.get_soort_display() if shared else "", _toestel(number.toestel)]
    told = ", ".join(filter(None, facts))
    return f"{number.tonen}: {told}" if told else ""


def _toestel(toestel: str) -> str:
    return f"toestel of keuze {toestel}" if toestel else ""


def _absence_note(card: ContactCardPage, bundle: Bundle, day: date) -> Iterable[str]:
    """When somebody is away and whom to ring then; never why (nobody writes it down either)."""
    ahead = absence_ahead(card, day)
    stand_in = _who((ahead and ahead.vervanger_id) or card.vervanger_id, bundle, away_on=day)
    if ahead:
        yield _away(ahead, day)
    if stand_in:
        yield f"Bel dan: {stand_in}" if ahead else f"Bij afwezigheid: {stand_in}"


def _away(absence: Absence, day: date) -> str:
    van = "" if absence.van <= day and absence.tot else f" vanaf {_datum(absence.van)}"
    return f"Afwezig{van}{f' tot en met {_datum(absence.tot)}' if absence.tot else ''}"


def _leaving_note(card: ContactCardPage, bundle: Bundle) -> Iterable[str]:
    if card.state.vertrokken_op:
        opvolger = _who(card.state.opvolger_id, bundle)
        yield f"Werkt hier tot {_datum(card.state.vertrokken_op)}{f'. Daarna: {opvolger}' if opvolger else ''}"


def _who(pk: int | None, bundle: Bundle, away_on: date | None = None) -> str:
    """Another card in one line with its first number, "" if this audience may not save it or it is away too."""
    card = bundle.named.get(pk or 0)
    if card is None or (away_on and absence_on(card, away_on)):
        return ""
    words = [heading(card)]
    for bel in numbers_of(card, bundle.look)[:1]:
        words += filter(None, [bel.nummer, _toestel(bel.toestel)])
    return ", ".join(words)


# A contactpunt, an organisation ----------------------------------------------------------------------------------
def _contactpunt(punt: Contactpunt, bundle: Bundle) -> Vcard:
    """Shown by its own name and not as a company: an iPhone would call all of one organisation the same."""
    label = _label(punt.naam, punt.page)
    return Vcard(
        uid=str(punt.uuid),
        naam=Naam(label, family=label),
        org=_org(punt.page),
        tels=(Tel(punt.tel),) if punt.tel else (),
        mail=punt.mail,
        urls=(site_url(f"{_path(punt.page, bundle)}#{punt.anchor}"),),
        categories=_categories(punt.page),
        note=tuple(_contactpunt_note(punt)),
        rev=punt.page.last_published_at,
    )


def _contactpunt_note(punt: Contactpunt) -> Iterable[str]:
    if punt.voor == Contactpunt.Voor.PROFESSIONALS:
        yield "Alleen voor professionals: geef dit nummer niet door aan inwoners."
    if punt.toestel:
        yield f"{punt.nummer}: {_toestel(punt.toestel)}"
    if punt.vraag_naar:
        yield f"Vraag naar: {punt.vraag_naar}"
    if punt.openingstijden:
        yield f"Open: {', '.join(punt.openingstijden)}"
    yield punt.toelichting


def _agency(page: AgencyPage, bundle: Bundle) -> Vcard:
    """An organisation itself, with its general number; a team is shown by its own name, as a contactpunt is."""
    punt = _general(contactpunten_for(bundle.look.audience, page, bundle.look.regions))
    werkt = opsomming(g.roepnaam for g in page.werkgebied.all())
    return Vcard(
        uid=str(page.uuid),
        naam=Naam(page.naam, family=page.naam if page.is_team else ""),
        org=_org(page),
        tels=(Tel(punt.tel),) if punt else (),
        mail=punt.mail if punt else "",
        adres=_adres(page),
        urls=(site_url(_path(page, bundle)), page.website),
        categories=_categories(page),
        note=(page.opdracht, f"Werkt in: {werkt}" if werkt else ""),
        rev=page.last_published_at,
        is_company=not page.is_team,
    )


def _general(contactpunten: list[Contactpunt]) -> Contactpunt | None:
    """The general number if there is one, else the first that can be rung."""
    rings = [punt for punt in contactpunten if punt.tel]
    general = [punt for punt in rings if punt.kanaal == Contactpunt.Kanaal.ALGEMEEN]
    return next(iter(general or rings), None)


def _adres(page: AgencyPage) -> Adres | None:
    """The visiting address in its parts, unless it is kept hidden (a shelter's)."""
    if not (page.adres and page.adres_tonen):
        return None
    match = ADRES.match(page.adres)
    return Adres(**match.groupdict()) if match else Adres(page.adres)


def _org(page: AgencyPage | None) -> tuple[str, ...]:
    if page is None:
        return ()
    return (page.top.naam, page.title) if page.is_team else (page.naam,)


def _categories(page: AgencyPage | None) -> tuple[str, ...]:
    """Phones make groups of these: one of the whole guide and one of each organisation."""
    return ("VindElkaar", page.top.title) if page else ("VindElkaar",)


def _path(page: AgencyPage, bundle: Bundle) -> str:
    # Wagtail keeps the roots of the sites on the object that it is handed, else it reads them for each page anew.
    parts = page.get_url_parts(bundle.look.regions)
    return str(parts[2]) if parts else "/"


@lru_cache(maxsize=64)
def _datum(day: date) -> str:
    return date_format(day, "j F Y")
