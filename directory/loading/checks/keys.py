"""Keys: every ref, code, name and mail address that must be there once."""

from collections.abc import Callable, Hashable, Iterable

from django.utils.text import slugify
from wagtail.models import Page

from directory.loading.folder import Content
from directory.loading.problems import Problems
from directory.loading.records import Record
from directory.loading.register import name_of, refs_elsewhere
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage


def check(content: Content, problems: Problems) -> None:
    """Find doubles, and keys that another region has already."""
    for name, rows in content.tables.items():
        _check_table(name, rows, problems)
    regio = [content.regio] if content.regio else []
    agencies = [agency for agency, _ in content.agencies()]
    _once([*regio, *agencies, *content.kaarten], "ref", lambda r: r["ref"], problems)
    for agency in agencies:
        for parts in ("contactpunten", "werkprocessen"):
            _once(agency[parts], "ref", lambda r: r["ref"], problems)
    _once(content.logins, "mail", lambda r: r["mail"].lower(), problems)
    _once(content.logins, "kaart", lambda r: name_of(r["kaart"]), problems)
    if content.regio:
        _check_elsewhere(content, content.regio, problems)


def _once(records: Iterable[Record], field: str, key: Callable[[Record], Hashable], problems: Problems) -> None:
    seen: dict[Hashable, Record] = {}
    for record in records:
        value = key(record)
        if not value:
            continue
        if value in seen:
            first = seen[value].at(field)
            problems.add(record.at(field), f"{field}: “{value}” is al gebruikt, op {first}. Kies een andere.")
        seen.setdefault(value, record)


def _check_table(name: str, rows: list[Record], problems: Problems) -> None:
    # A region's own row may replace a shared one, so a double is one within a file.
    for file in dict.fromkeys(row.spot.file for row in rows):
        own = [row for row in rows if row.spot.file == file]
        if name == "nederland/plaatsen":
            _once(own, "naam", lambda r: (r["naam"], name_of(r["gemeente"])) if r["naam"] else "", problems)
        else:
            _once(own, "code", lambda r: r["code"], problems)
    if name == "nederland/gemeenten":
        _once(rows, "naam", lambda r: slugify(r["naam"]), problems)
    if name == "woordenlijsten/wetten":
        last = {row["code"]: row for row in rows}
        _once(last.values(), "afkorting", lambda r: r["afkorting"], problems)


def _check_elsewhere(content: Content, regio: Record, problems: Problems) -> None:
    taken = refs_elsewhere(AgencyPage, regio["ref"])
    for agency, _ in content.agencies():
        if agency["ref"] in taken:
            problems.add(agency.at("ref"), f"ref: “{agency['ref']}” staat al in een andere regio. Kies een andere.")
    taken = refs_elsewhere(ContactCardPage, regio["ref"])
    for kaart in content.kaarten:
        if kaart["ref"] in taken:
            problems.add(kaart.at("ref"), f"ref: “{kaart['ref']}” staat al in een andere regio. Kies een andere.")
    same_address = Page.objects.filter(depth=3, slug=regio["slug"])
    if same_address.exclude(pk__in=AgencyIndexPage.objects.filter(ref=regio["ref"]).values("pk")).exists():
        problems.add(regio.at("slug"), f"slug: het adres /{regio['slug']}/ is al van een andere pagina.")
