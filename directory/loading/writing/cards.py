"""Writing contact cards: first the pages, later who holds, who stands in, who is away and who left."""

from typing import Any

from directory import actions
from directory.loading.folder import Content
from directory.loading.records import Record
from directory.loading.writing.agencies import check_page, indeling, put
from directory.loading.writing.laying import Report, lay, lay_parts, save_page
from directory.loading.writing.stored import Stored
from directory.models import CardNumber, ContactCardPage, Zichtbaar

LABEL = "kaarten"
TEXTS = (
    "soort", "voorbeeld", "voornaam", "tussenvoegsel", "achternaam", "functie_lokaal", "bel_mij_voor",
    "onderwerpen", "mail", "werkdagen", "talen",
)  # fmt: skip
# What a person took out of the card; the files do not bring it back.
PERSONAL = ("voornaam", "tussenvoegsel", "achternaam", "mail")


def write_pages(content: Content, stored: Stored, report: Report) -> None:
    """Every card with its numbers and other places, below its organisation or team."""
    for record in content.kaarten:
        report.at = record.spot
        page = stored.cards.get(record["ref"]) or ContactCardPage(ref=record["ref"])
        values = _values(record, stored)
        without_name = page.is_alleen_functie
        for name in PERSONAL if without_name else ():
            values.pop(name)
        changed = lay(page, values)
        if without_name:
            report.notes.append(f"{record.spot}: deze kaart is op verzoek zonder naam; naam en nummers blijven weg.")
        else:
            changed += lay_parts(page, "nummers", _nummers(record))
        changed += lay_parts(page, "ook_te_vinden", [_ook(r, stored) for r in record["ook_bij"]])
        parent = stored.agencies[record["organisatie"].text]
        check_page(put(page, parent, changed, LABEL, report), record)
    stored.read_pages()


def _values(record: Record, stored: Stored) -> dict[str, Any]:
    level = record["zichtbaar"]
    return {name: record[name] for name in TEXTS} | {
        "functie": stored.one("functie", record["functie"]),
        "laag": record["laag"] or ContactCardPage.Laag.UITVOERING,
        "leeftijd_van": record["leeftijd"].van,
        "leeftijd_tot": record["leeftijd"].tot,
        **indeling(record, stored),
        "gemeenten": stored.many("gemeente", record["gemeenten"]),
        "zichtbaar": Zichtbaar.PROFESSIONALS if level is None else level,
    }


def _nummers(record: Record) -> list[dict[str, Any]]:
    """The first number is for whom the card is for; a second one for professionals, unless the file says otherwise."""
    card_level = Zichtbaar.PROFESSIONALS if record["zichtbaar"] is None else record["zichtbaar"]
    second_level = Zichtbaar.PROFESSIONALS if record["telefoon2_voor"] is None else record["telefoon2_voor"]
    found = []
    for name, level in (("telefoon", card_level), ("telefoon2", second_level)):
        if number := record[name]:
            typed = record["toestel"] if name == "telefoon" else ""
            found.append(
                {
                    "soort": record[f"{name}_soort"] or CardNumber.Soort.VAST,
                    "nummer": number.nummer,
                    "toestel": typed or number.toestel,
                    "zichtbaar": level,
                }
            )
    return found


def _ook(record: Record, stored: Stored) -> dict[str, Any]:
    return {
        "organisatie": stored.agency(record["organisatie"]),
        "functie": stored.one("functie", record["functie"]),
        "dagen": record["dagen"],
        "nummer": record["nummer"].nummer if record["nummer"] else "",
    }


# What points at other cards ----------------------------------------------------------------------------------------
def write_links(content: Content, stored: Stored, report: Report) -> None:
    """Holder and stand-in of every card, and what happens to it: absence and leaving."""
    for record in content.kaarten:
        report.at = record.spot
        page = stored.cards[record["ref"]]
        was_linked = page.houder_id or page.vervanger_id
        houder, vervanger = stored.card(record["houder"]), stored.card(record["vervanger"])
        changed = lay(page, {"houder": houder, "vervanger": vervanger})
        save_page(page, changed)
        report.changed[LABEL] += 1 if changed and was_linked else 0
        _write_absence(page, record)
        _write_leaving(page, record, stored)
    report.changed = +report.changed


def _write_absence(page: ContactCardPage, record: Record) -> None:
    """An absence of the file is added or takes the place of an overlapping one; others are never taken away."""
    van, tot = record["afwezig_van"], record["afwezig_tot"]
    if van and (van, tot) not in {(absence.van, absence.tot) for absence in page.absences.all()}:
        actions.set_absence(card=page, van=van, tot=tot)


def _write_leaving(page: ContactCardPage, record: Record, stored: Stored) -> None:
    """Where the file says nothing about leaving, what people filled in on the site stays."""
    day, opvolger = record["vertrokken_op"], stored.card(record["opvolger"])
    if day and (page.state.vertrokken_op, page.state.opvolger) != (day, opvolger):
        actions.leave(card=page, on=day, opvolger=opvolger)
