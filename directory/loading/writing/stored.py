"""The rows that references point at, read once after the word lists are written."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from directory.loading.nodes import Scalar
from directory.loading.register import LISTS
from directory.loading.tables import TABLES
from directory.models import AgencyPage, ContactCardPage


class Stored:
    """Finds rows by the names that the files use; every name was checked before."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Any]] = {}
        for kind, (table, columns) in LISTS.items():
            rows = TABLES[table][0]._default_manager.all()
            self._rows[kind] = {str(getattr(row, column)): row for row in rows for column in columns}
        self.read_pages()

    def read_pages(self) -> None:
        """Read agencies, teams and cards anew, with all that is compared."""
        parts = ("andere_namen", "contactpunten", "bronnen", "wat_wij_niet_doen", "escalatie", "werkprocessen")
        lists = ("doelgroepen", "leefgebieden", "wetten")
        agencies = AgencyPage.objects.exclude(ref=None).prefetch_related(
            *parts, *lists, "werkgebied", *(f"werkprocessen__{name}" for name in lists), "checks"
        )
        cards = ContactCardPage.objects.exclude(ref=None).select_related("state")
        cards = cards.prefetch_related(*lists, "gemeenten", "nummers", "ook_te_vinden", "absences", "checks")
        self.agencies: dict[str, AgencyPage] = {str(page.ref): page for page in agencies}
        self.cards: dict[str, ContactCardPage] = {str(page.ref): page for page in cards}

    def one(self, kind: str, reference: Scalar | None) -> Any:
        """The row that a reference names; None where none is filled in."""
        return self._rows[kind][reference.text] if reference else None

    def many(self, kind: str, references: Iterable[Scalar]) -> list[Any]:
        """The rows that a list of references names, each once."""
        return list(dict.fromkeys(self._rows[kind][reference.text] for reference in references))

    def gemeenten(self, region_code: Scalar | None) -> list[Model]:
        """The gemeenten of an arbeidsmarktregio."""
        return list(self.one("arbeidsmarktregio", region_code).gemeenten.all()) if region_code else []

    def agency(self, reference: Scalar | None) -> AgencyPage | None:
        return self.agencies[reference.text] if reference else None

    def card(self, reference: Scalar | None) -> ContactCardPage | None:
        return self.cards[reference.text] if reference else None
