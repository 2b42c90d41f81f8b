"""The one door to a search engine: what every engine can do, which one this site uses, and how it fails."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from search.indexing.documents import Document
from search.indexing.vocabulary import Vocabulary
from search.plan import Found, Request


class SearchUnavailable(Exception):
    """The engine cannot answer now; the message says why, in Dutch and without a word of the question."""


class SearchRefused(SearchUnavailable):
    """The engine is well but does not understand what it was asked: a fault of ours."""


class SearchMissing(SearchUnavailable):
    """There is no such index, none that is kept up, or one that is damaged: it must be built."""


class SearchBusy(SearchUnavailable):
    """Another process is building this index."""


class Engine(Protocol):
    """Everything the rest of the site may ask of a search engine. Each method may raise SearchUnavailable."""

    def indexes(self) -> "Sequence[Index]":
        """The indexes that it answers from, each kept up for itself."""

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

    def health(self) -> dict[str, Any]:
        """Generation and number of documents."""


class Index(Engine, Protocol):
    """One index: the generation that is live, or one that is being built beside it."""

    motor: str
    place: str  # on which computer and where there; "" on a server
    family: str  # how the names of its generations begin, as long as their fields are the same

    @property
    def generation(self) -> str:
        """Its name; SearchMissing where there is none."""

    def is_outdated(self, generation: str) -> bool:
        """Was a generation of this name made by another Dutch analysis than that of this code?"""

    def building(self) -> AbstractContextManager[None]:
        """To hold while building; SearchBusy where somebody else builds."""

    def begin(self) -> "Index":
        """A new generation, empty and not live."""

    def fill(self, documents: Iterable[Document]) -> int:
        """Write all documents into a new generation and count them; returns their number."""

    def go_live(self) -> None:
        """Let this generation answer, from now on and in one step."""

    def discard(self) -> None:
        """Throw a generation away that did not go live; never raises."""

    def forget(self) -> None:
        """Let go of what was read of a generation that answers no more."""

    def update(
        self, groepen: Collection[int], documents: Iterable[Document], keys: Collection[str] = (), number: int = 0
    ) -> None:
        """Replace all documents of these agencies, and those with these keys, by the given ones.

        Seen by the next search. Of two updates the one with the higher number wins (0: the one that begins later).
        """

    def missed(self, number: int) -> bool:
        """Were deliveries up to this number written elsewhere only: to a copy of it on another computer?"""

    def remove(self, groepen: Collection[int]) -> None:
        """Take all documents of these agencies out."""

    def marks(self) -> dict[str, int]:
        """Of each document its id and the mark of its content (search/indexing/marks.py)."""

    def clean(self, seconds: float, others: float) -> int:
        """Delete generations that answer no more for so long, those of other code after `others`; returns how many."""


def indexes() -> Sequence[Index]:
    """The indexes of this site that this computer keeps up."""
    return get_engine().indexes()


@cache
def get_engine() -> Engine:
    """The engine that `settings.SEARCH_ENGINE` names, one for each process."""
    engine: Engine = import_string(settings.SEARCH_ENGINE)()
    return engine


def _forget(setting: str, **kwargs: Any) -> None:
    if setting.startswith(("SEARCH_", "ELASTICSEARCH_")):
        get_engine.cache_clear()


setting_changed.connect(_forget)
