"""The only reader of a search address: turns what it says into a SearchQuery, and back."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.answer import SearchQuery
from search.ask import MAX_PAGES
from search.ordering import VOLGORDEN
from search.plan import FACETS, Filters
from search.understand import MAX_QUESTION

MAX_VALUES = 20  # of one filter
VALUE = re.compile(r"[\w-]{1,80}")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]+")


def read(data: QueryDict) -> SearchQuery:
    """The question that an address holds; what makes no sense is left out, so there is nothing to refuse."""
    page, volgorde = data.get("pagina", "1"), data.get("volgorde", "")
    return SearchQuery(
        vraag=" ".join(UNPRINTABLE.sub(" ", data.get("vraag", "")[: MAX_QUESTION * 5]).split())[:MAX_QUESTION],
        filters=Filters(**{name: _values(data.getlist(name)) for name in FACETS}),
        pagina=min(max(int(page), 1), MAX_PAGES) if page.isdecimal() and len(page) < 4 else 1,
        zonder=tuple(value[:MAX_QUESTION] for value in data.getlist("zonder")[:MAX_VALUES]),
        letterlijk=data.get("letterlijk") == "ja",
        volgorde=volgorde if volgorde in VOLGORDEN else "",
    )


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
