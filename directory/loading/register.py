"""What a reference in the files may point at: records of the files, and what already stands in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from directory.loading.folder import Content
from directory.loading.nodes import Scalar
from directory.loading.records import Record
from directory.loading.tables import TABLES
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage

# Which table holds the rows of a kind of reference, and by which column they are named.
LISTS = {
    "arbeidsmarktregio": ("nederland/arbeidsmarktregios", ("code",)),
    "gemeente": ("nederland/gemeenten", ("code", "naam")),
    "domein": ("woordenlijsten/domeinen", ("code",)),
    "leefgebied": ("woordenlijsten/leefgebieden", ("code",)),
    "wet": ("woordenlijsten/wetten", ("afkorting",)),
    "organisatiesoort": ("woordenlijsten/organisatiesoorten", ("code",)),
    "functie": ("woordenlijsten/functies", ("code",)),
    "doelgroep": ("woordenlijsten/doelgroepen", ("code",)),
}


@dataclass
class Register:
    """By kind of reference the names that exist; and the records of this region by ref."""

    known: dict[str, set[str]] = field(default_factory=dict)
    agencies: dict[str, Record] = field(default_factory=dict)
    tops: dict[str, Record] = field(default_factory=dict)  # ref of an organisation or team: the organisation
    kaarten: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content) -> "Register":
        """Read from the files, and from the database what other regions and the coordinator put there."""
        register = cls()
        for kind, (table, columns) in LISTS.items():
            model = TABLES[table][0]
            register.known[kind] = {str(r[c]) for r in content.tables[table] for c in columns}
            register.known[kind] |= {str(v) for row in model._default_manager.values_list(*columns) for v in row}
        register.known["werkgebied"] = register.known["gemeente"] | {"landelijk", "regio"}
        for agency, top in content.agencies():
            register.agencies.setdefault(agency["ref"], agency)
            register.tops.setdefault(agency["ref"], top or agency)
        register.kaarten = {kaart["ref"]: kaart for kaart in reversed(content.kaarten)}
        region = content.regio["ref"] if content.regio else ""
        register.known["organisatie"] = set(register.agencies) | refs_elsewhere(AgencyPage, region)
        register.known["kaart"] = set(register.kaarten) | refs_elsewhere(ContactCardPage, region)
        return register

    def is_voorbeeld(self, ref: str) -> bool | None:
        """Whether an organisation or team of the files is invented; None for one of another region."""
        top = self.tops.get(ref)
        return bool(top["voorbeeld"]) if top else None


def refs_elsewhere(model: type[AgencyPage] | type[ContactCardPage], region: str) -> set[str]:
    """The refs of pages that stand in other regions than this one."""
    pages = model.objects.exclude(ref=None)
    page = AgencyIndexPage.objects.filter(ref=region).first()
    if page:
        pages = pages.not_descendant_of(page)
    return {str(ref) for ref in pages.values_list("ref", flat=True)}


def walk(records: Iterable[Record]) -> Iterator[Record]:
    """The records with all records inside them."""
    for record in records:
        yield record
        for name, spec in record.schema.fields.items():
            if spec.records and record[name]:
                yield from walk([record[name]] if spec.single else record[name])


def all_records(content: Content) -> Iterator[Record]:
    """Every record of the files."""
    for rows in content.tables.values():
        yield from rows
    yield from walk([content.regio] if content.regio else [])
    yield from walk(content.organisaties)
    yield from walk(content.kaarten)
    yield from content.logins


def references_in(value: Any) -> list[Scalar]:
    """The references that a field holds: one, a list, or none."""
    if isinstance(value, Scalar):
        return [value]
    return [item for item in value if isinstance(item, Scalar)] if isinstance(value, list) else []


def name_of(value: Any) -> str:
    """The text of a reference, "" where none is filled in."""
    return value.text if isinstance(value, Scalar) else ""
