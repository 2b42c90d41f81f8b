"""The only reader of a search address: turns what it says into a SearchQuery, and back."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.answer import SearchQuery
from search.plan import FACETS, Filters
from search.planning.finding import MAX_PAGES
from search.planning.ordering import VOLGORDEN
from search.understand import MAX_QUESTION
from search.understand.markup import without_markup

MAX_VALUES = 20  # of one filter
VALUE = re.compile(r"[\w-]{1,80}")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]+")


def read(data: QueryDict) -> SearchQuery:
    """The question that an address holds; what makes no sense is left out, so there is nothing to refuse."""
    vraag, volgorde = _question(data.get("vraag", "")), data.get("volgorde", "")
    is_the_same = _question(data.get("bij", vraag)) == vraag  # another question keeps nothing of the one before it
    zonder = data.getlist("zonder")[:MAX_VALUES] if is_the_same else []
    return SearchQuery(
        vraag=vraag,
        filters=Filters(**{name: _values(data.getlist(name)) for name in FACETS}),
        pagina=_page(data.get("pagina", "")),
        pagina_organisaties=_page(data.get("pagina_organisaties", "")),
        zonder=tuple(value[:MAX_QUESTION] for value in zonder),
        letterlijk=is_the_same and data.get("letterlijk") == "ja",
        volgorde=volgorde if volgorde in VOLGORDEN else "",
    )


def _question(typed: str) -> str:
    return " ".join(UNPRINTABLE.sub(" ", without_markup(typed[: MAX_QUESTION * 5])).split())[:MAX_QUESTION]


def _page(value: str) -> int:
    return min(max(int(value), 1), MAX_PAGES) if value.isdecimal() and len(value) < 4 else 1


def _values(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if VALUE.fullmatch(value)))[:MAX_VALUES]


def address(query: SearchQuery, **changes: Any) -> str:
    """The address of a question; a change replaces all values of its name, None takes them away."""
    values: dict[str, Any] = {
        "vraag": query.vraag,
        **{name: getattr(query.filters, name) for name in FACETS},
        "zonder": query.zonder,
        "letterlijk": "ja" if query.letterlijk else None,
        "volgorde": query.volgorde,
        **changes,
    }
    kept = {name: value for name, value in values.items() if value}
    return f"{reverse('zoeken')}?{urlencode(kept, doseq=True)}"


def address_of_more(query: SearchQuery, *, people: int = 0, organisations: int = 0) -> str:
    """The address of the same answers with so many pages more of a block."""
    pages = {"pagina": query.pagina + people, "pagina_organisaties": query.pagina_organisaties + organisations}
    return address(query, **{name: page for name, page in pages.items() if page > 1})
