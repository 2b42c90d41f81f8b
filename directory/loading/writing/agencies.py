"""Writing organisations and teams: first the pages, later what points at other pages."""

from typing import Any

from wagtail.models import Page

from directory import actions
from directory.loading.folder import Content
from directory.loading.records import Record
from directory.loading.writing.laying import Report, add_page, lay, lay_parts, move_page, save_page
from directory.loading.writing.region import gemeenten_of
from directory.loading.writing.stored import Stored
from directory.models import AgencyIndexPage, AgencyPage, AndereNaam, Contactpunt

LABEL = "organisaties en teams"
INDELING = {"doelgroepen": "doelgroep", "leefgebieden": "leefgebied", "wetten": "wet"}
TEXTS = ("opdracht", "voor_wie", "niet_voor_wie", "adres", "website", "regie")
# Where the address is a secret unless the file says otherwise: people hide there.
HIDDEN = ("opvang", "vrouwenopvang")


def write_pages(content: Content, region: AgencyIndexPage, stored: Stored, report: Report) -> None:
    """Every organisation and team, without what points at cards or at other organisations."""
    region_gemeenten = gemeenten_of(content.regio, stored) if content.regio else []
    pages: dict[str, AgencyPage] = {}
    for record, top in content.agencies():
        report.at = record.spot
        parent = pages[top["ref"]] if top else region
        page = stored.agencies.get(record["ref"]) or AgencyPage(ref=record["ref"])
        values = _values(record, top or record, stored, region_gemeenten)
        changed = lay(page, values)
        changed += lay_parts(page, "andere_namen", map(_andere_naam, record["andere_namen"]))
        changed += lay_parts(page, "contactpunten", map(_contactpunt, record["contactpunten"]))
        changed += lay_parts(page, "bronnen", map(_bron, record["bronnen"]))
        pages[record["ref"]] = put(page, parent, changed, LABEL, report)
        if top is None:
            actions.editor_group(page)
        check_page(page, record)
    stored.read_pages()


def put(page: Any, parent: Page, changed: list[str], label: str, report: Report) -> Any:
    """Add a new page, or move and save a changed one; gives the page as it stands in the tree."""
    if page.pk is None:
        add_page(parent, page)
        report.new[label] += 1
        return page
    moved = not page.is_child_of(parent)
    if moved:
        move_page(page, parent)
    save_page(page, changed)
    report.changed[label] += 1 if changed or moved else 0
    return page


def check_page(page: Any, record: Record) -> None:
    """Note when the page was checked; a check of later, made on the site, stays."""
    day = record["nagekeken_op"]
    known = {check.veldgroep: check.op for check in page.checks.all()}.get("alles")
    if day and (known is None or known < day):
        actions.check_page(page=page, on=day)


def indeling(record: Record, stored: Stored) -> dict[str, list[Any]]:
    """Doelgroepen, leefgebieden and wetten of a record."""
    return {name: stored.many(kind, record[name]) for name, kind in INDELING.items()}


def _values(record: Record, top: Record, stored: Stored, region_gemeenten: list[Any]) -> dict[str, Any]:
    soort = record["soort"] or top["soort"]
    area = [scalar for scalar in record["werkgebied"] if scalar.text not in ("landelijk", "regio")]
    words = {scalar.text for scalar in record["werkgebied"]}
    shown = soort.text not in HIDDEN if record["adres_tonen"] is None else record["adres_tonen"]
    return {
        "title": record["naam"],
        "soort": stored.one("organisatiesoort", soort),
        "voorbeeld": top["voorbeeld"],
        **{name: record[name] for name in TEXTS},
        "leeftijd_van": record["leeftijd"].van,
        "leeftijd_tot": record["leeftijd"].tot,
        **indeling(record, stored),
        "werkgebied": [*stored.many("gemeente", area), *(region_gemeenten if "regio" in words else [])],
        "landelijk": "landelijk" in words,
        "adres_tonen": shown,
    }


# What points at other pages ----------------------------------------------------------------------------------------
def write_links(content: Content, stored: Stored, report: Report) -> None:
    """What an organisation is part of, its werkprocessen, what it does not do, and whom to ring when it is stuck."""
    for record, top in content.agencies():
        report.at = record.spot
        page = stored.agencies[record["ref"]]
        is_new = not page.werkprocessen.all() and not page.escalatie.all() and not page.wat_wij_niet_doen.all()
        punten = _contactpunten(page, stored.agencies[top["ref"]] if top else None)
        changed = lay(page, {"onderdeel_van": stored.agency(record["onderdeel_van"])})
        changed += lay_parts(page, "werkprocessen", [_werkproces(r, punten, stored) for r in record["werkprocessen"]])
        changed += lay_parts(page, "wat_wij_niet_doen", [_niet_doen(r, stored) for r in record["wat_wij_niet_doen"]])
        changed += lay_parts(page, "escalatie", [_escalatie(r, stored) for r in record["escalatie"]])
        save_page(page, changed)
        report.changed[LABEL] += 1 if changed and not is_new else 0
    report.changed = +report.changed


def _contactpunten(page: AgencyPage, top: AgencyPage | None) -> dict[str, Contactpunt]:
    """The contactpunten by ref that a werkproces may name: the team's own before those of its organisation."""
    rows = [*(top.contactpunten.all() if top else ()), *page.contactpunten.all()]
    return {row.ref: row for row in rows}


def _andere_naam(record: Record) -> dict[str, Any]:
    return {"naam": record["naam"], "soort": record["soort"] or AndereNaam.Soort.MERK}


def _contactpunt(record: Record) -> dict[str, Any]:
    number = record["telefoon"]
    texts = ("ref", "naam", "vraag_naar", "mail", "openingstijden", "toelichting", "bron", "bron_op")
    return {name: record[name] for name in texts} | {
        "kanaal": record["kanaal"] or Contactpunt.Kanaal.BELLEN,
        "voor": record["voor"] or Contactpunt.Voor.PROFESSIONALS,
        "telefoon": number.nummer if number else "",
        "toestel": record["toestel"] or (number.toestel if number else ""),
    }


def _bron(record: Record) -> dict[str, Any]:
    return {
        "onderdelen": [scalar.text for scalar in record["onderdelen"]],
        "bron": record["bron"],
        "bron_op": record["bron_op"],
    }


def _werkproces(record: Record, punten: dict[str, Contactpunt], stored: Stored) -> dict[str, Any]:
    names = (
        "ref", "naam", "wat", "stappen", "doorlooptijd", "wachttijd", "wachttijd_op", "wat_vragen_we",
        "zoekwoorden", "bron", "bron_op",
    )  # fmt: skip
    punt = record["contactpunt"]
    return {name: record[name] for name in names} | {
        "toegang": record["toegang"] or "",
        "contactpunt": punten[punt.text] if punt else None,
        "kaart": stored.card(record["kaart"]),
        "leeftijd_van": record["leeftijd"].van,
        "leeftijd_tot": record["leeftijd"].tot,
        **indeling(record, stored),
    }


def _niet_doen(record: Record, stored: Stored) -> dict[str, Any]:
    return {
        "wat": record["wat"],
        "voor_wie": record["voor_wie"],
        "organisatie": stored.agency(record["organisatie"]),
        "buiten": record["buiten"],
        "niemand": bool(record["niemand"]),
    }


def _escalatie(record: Record, stored: Stored) -> dict[str, Any]:
    return {
        "laag": record["laag"],
        "functie": stored.one("functie", record["functie"]),
        "kaart": stored.card(record["kaart"]),
        "toelichting": record["toelichting"],
    }
