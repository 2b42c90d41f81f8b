"""The one door to a search engine: what every engine can do, which one this site uses, and how it fails."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from search.documents import Document
from search.plan import Found, Request
from search.vocabulary import Vocabulary


class SearchUnavailable(Exception):
    """The engine cannot answer now; the message says why, without a word of the question."""


class SearchRefused(SearchUnavailable):
    """The engine is well but does not understand what it was asked: a fault of ours."""


class Engine(Protocol):
    """Everything the rest of the site may ask of a search engine. Each method may raise SearchUnavailable."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, check the number of documents, swap; returns that number."""

    def update(self, groepen: Collection[int], documents: Iterable[Document]) -> None:
        """Replace all documents of these agencies by the given ones; seen by the next search."""

    def remove(self, groepen: Collection[int]) -> None:
        """Take all documents of these agencies out."""

    def search(self, request: Request) -> Found:
        """The matches that the request's audience may see, best first, equal ones in their own order.

        Of a request that is `counted` also per facet its values with their numbers, each without its own filter.
        """

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        """What each of these finds, in their order; one round trip to an engine that is elsewhere.

        An engine in this process searches when an answer is read: what nobody reads costs nothing.
        """

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the index generation that answers now."""

    def suggest(self, start: str, held: frozenset[str]) -> list[str]:
        """Words that begin so, of what an audience with these tokens may see."""

    def health(self) -> dict[str, Any]:
        """Generation and number of documents."""


@cache
def get_engine() -> Engine:
    """The engine that `settings.SEARCH_ENGINE` names, one for each process."""
    engine: Engine = import_string(settings.SEARCH_ENGINE)()
    return engine


def _forget(setting: str, **kwargs: Any) -> None:
    if setting.startswith(("SEARCH_", "ELASTICSEARCH_")):
        get_engine.cache_clear()


setting_changed.connect(_forget)
