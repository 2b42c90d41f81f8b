"""References: whatever a record names exists, is not the record itself, and never goes round in a circle."""

from collections.abc import Mapping

from directory.loading.folder import Content
from directory.loading.nodes import Scalar
from directory.loading.problems import Problems, did_you_mean
from directory.loading.records import Record
from directory.loading.register import LISTS, Register, all_records, name_of, references_in

WHERE = {"kaart": "kaarten.csv", "organisatie": "de map organisaties", "werkgebied": "gemeenten.csv"} | {
    kind: table.partition("/")[2] + ".csv" for kind, (table, _) in LISTS.items()
}
# What a card says of another card, and what it means when that is the card itself.
OTHER_CARD = {
    "houder": "Een kaart is geen houder van zichzelf.",
    "vervanger": "Iemand kan zichzelf niet vervangen.",
    "opvolger": "Iemand kan zichzelf niet opvolgen.",
}


def check(content: Content, register: Register, problems: Problems) -> None:
    """Find references to what is not there, to oneself, and circles."""
    for record in all_records(content):
        for name, spec in record.schema.fields.items():
            if spec.to in register.known:
                _check_known(record, name, register.known[spec.to], problems)
    _check_contactpunten(content, problems)
    for name, message in OTHER_CARD.items():
        _check_itself(name, register.kaarten, message, problems)
    _check_itself("onderdeel_van", register.agencies, "Een organisatie is geen deel van zichzelf.", problems)
    _check_circles("opvolger", register.kaarten, problems)
    _check_circles("onderdeel_van", register.agencies, problems)


def _check_itself(name: str, records: Mapping[str, Record], message: str, problems: Problems) -> None:
    for ref, record in records.items():
        if ref and name_of(record[name]) == ref:
            problems.add(record.at(name), f"{name}: {message} Kies een andere.")


def _check_known(record: Record, name: str, known: set[str], problems: Problems) -> None:
    kind = record.schema.fields[name].to
    for scalar in references_in(record[name]):
        if scalar.text not in known:
            hint = did_you_mean(scalar.text, known)
            problems.add(scalar.spot, f"{name}: “{scalar.text}” staat niet in {WHERE[kind]}.{hint}")


def _check_contactpunten(content: Content, problems: Problems) -> None:
    for agency, top in content.agencies():
        known = {c["ref"] for c in agency["contactpunten"]} | {c["ref"] for c in (top["contactpunten"] if top else ())}
        for werkproces in agency["werkprocessen"]:
            scalar: Scalar | None = werkproces["contactpunt"]
            if scalar and scalar.text not in known:
                hint = did_you_mean(scalar.text, known)
                problems.add(
                    scalar.spot, f"contactpunt: “{scalar.text}” is geen contactpunt van deze organisatie.{hint}"
                )


def _check_circles(name: str, records: Mapping[str, Record], problems: Problems) -> None:
    """Say it once for each circle, at the record of it that comes first in the files."""
    told: set[str] = set()
    for ref in sorted(records, key=lambda r: records[r].spot):
        chain = _chain(ref, name, records)
        circle = chain[chain.index(chain[-1]) : -1] if len(chain) > 1 and chain[-1] in chain[:-1] else []
        if len(circle) > 1 and not told.intersection(circle):
            told.update(circle)
            first = min((records[r] for r in circle), key=lambda r: r.at(name))
            problems.add(first.at(name), f"{name}: dit maakt een kring: {' → '.join([*circle, circle[0]])}.")


def _chain(ref: str, name: str, records: Mapping[str, Record]) -> list[str]:
    """From a ref along its references, up to the end or the first one that returns (which then stands in it twice)."""
    chain = [ref]
    while ref in records and (ref := name_of(records[ref][name])):
        chain.append(ref)
        if ref in chain[:-1]:
            break
    return chain
