"""What stands for a card, an organisation or a contactpunt in a pick box and on a list, for life: its `waarde`.

`<short_id>` is a card, `o-<uuid>` an organisation or team, `c-<uuid>` a contactpunt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

ORGANISATIE, CONTACTPUNT = "o-", "c-"
KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SHAPE = re.compile(rf"[0-9a-z]{{4,12}}|(?:{ORGANISATIE}|{CONTACTPUNT}){KEY}")


def of_organisatie(key: UUID) -> str:
    """The waarde of an organisation or team."""
    return f"{ORGANISATIE}{key}"


def of_contactpunt(key: UUID) -> str:
    """The waarde of a contactpunt."""
    return f"{CONTACTPUNT}{key}"


@dataclass(frozen=True)
class Chosen:
    """What somebody picked, by kind: the short ids of cards, the keys of organisations and of contactpunten."""

    kaarten: tuple[str, ...]
    organisaties: frozenset[UUID]
    contactpunten: frozenset[UUID]


def readable(values: Iterable[str]) -> list[str]:
    """Those of these texts that have the shape of one, each once, in their order."""
    lower = (value.strip().lower() for value in values)
    return list(dict.fromkeys(filter(SHAPE.fullmatch, lower)))


def chosen(values: Iterable[str]) -> Chosen:
    """What these texts stand for; those that have not the shape of one are left out."""
    valid = readable(values)
    return Chosen(
        tuple(value for value in valid if not value.startswith((ORGANISATIE, CONTACTPUNT))),
        _keys(valid, ORGANISATIE),
        _keys(valid, CONTACTPUNT),
    )


def _keys(values: list[str], kind: str) -> frozenset[UUID]:
    return frozenset(UUID(value.removeprefix(kind)) for value in values if value.startswith(kind))
