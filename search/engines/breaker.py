"""A circuit breaker: the server's engine answers, and the embedded one of this computer while the server cannot.

The two give the same answers, so handing over early costs nothing: the first fault opens the breaker, at first for a
second, twice as long after each failed trial. A trial runs beside the questions; nobody waits for it.
"""

import logging
import random
import time
from collections.abc import Callable, Sequence
from threading import Lock, Thread
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines import Engine, Index, SearchRefused, SearchUnavailable
from search.indexing.vocabulary import Vocabulary
from search.plan import Found, Request

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds
CALM = 10.0  # seconds without a fault, after which a pause is short again
SLOW = 2.5  # times the limit of one question: slower is a fault too, though it answered
LOOK_EVERY = 1.0
T = TypeVar("T")


class Breaker:
    """When to ask: closed (ask), open (do not), and a trial after each pause. Used by many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._open = self._trying = False
        self._pause, self._until, self._fault_at = FIRST_PAUSE, 0.0, float("-inf")

    @property
    def is_open(self) -> bool:
        return self._open

    def failed(self) -> bool:
        """Note a fault; True when it opened the breaker or made a trial fail."""
        with self._lock:
            now = self._clock()
            if self._open and not self._trying:
                return False  # began before it opened
            calm = not self._open and now - self._fault_at > CALM
            self._pause = FIRST_PAUSE if calm else min(self._pause * 2, LONGEST_PAUSE)
            self._open, self._trying, self._fault_at = True, False, now
            self._until = now + self._pause * random.SystemRandom().uniform(0.8, 1.2)  # not all processes at once
            return True

    def wants_trial(self) -> bool:
        """True for one caller when a pause is over; that one must end it with `failed` or `close`."""
        with self._lock:
            if not self._open or self._trying or self._clock() < self._until:
                return False
            self._trying = True
            return True

    def close(self) -> None:
        with self._lock:
            self._open = self._trying = False


class GuardedEngine:
    """Asks the server's engine, and the embedded one while that fails or has missed a change."""

    def __init__(self) -> None:
        self._server: Index = import_string(settings.SEARCH_SERVER_ENGINE)()
        self._embedded: Index = import_string(settings.SEARCH_EMBEDDED_ENGINE)()
        self._breaker = Breaker()
        self._slow = settings.ELASTICSEARCH_TIMEOUT * SLOW
        self._behind_now: Callable[[str], bool] = import_string(settings.SEARCH_BEHIND)
        self._behind, self._looked_at = False, float("-inf")

    # Upkeep: each index gets what changed for itself, see search/upkeep/delivering.py ------------------------------
    def indexes(self) -> list[Index]:
        return [self._server, self._embedded]

    # Asking -------------------------------------------------------------------------------------------------------
    def search(self, request: Request) -> Found:
        return self._ask(lambda engine: engine.search(request))

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        return self._ask(lambda engine: engine.search_many(requests))

    def vocabulary(self) -> Vocabulary:
        return self._ask(lambda engine: engine.vocabulary())

    def health(self) -> dict[str, Any]:
        """Of the engine that answers, and which that is."""
        return self._ask(lambda engine: {"motor": type(engine).__name__, **engine.health()})

    def _ask(self, question: Callable[[Engine], T]) -> T:
        self._try_again()
        if self._breaker.is_open or self._is_behind():
            return question(self._embedded)
        started = time.monotonic()
        try:
            answer = question(self._server)
        except SearchUnavailable as error:
            self._fault(error)
            return question(self._embedded)
        if slow := self._too_slow(started):
            self._fault(slow)
        return answer

    # The state of the server --------------------------------------------------------------------------------------
    def _fault(self, error: SearchUnavailable) -> None:
        if isinstance(error, SearchRefused) and not self._breaker.is_open:
            logger.error("the search server is well but refuses what it is asked: %s", error)
        elif self._breaker.failed():
            logger.warning("the embedded search engine answers: %s", error)

    def _is_behind(self) -> bool:
        """Do changes wait for the server that it did not take? Asked once a second."""
        now = time.monotonic()
        if now - self._looked_at >= LOOK_EVERY:
            self._behind, self._looked_at = self._behind_now(self._embedded.place), now
        return self._behind

    @property
    def state(self) -> str:
        """For the health page: "dicht" (the server is asked), "open" (it failed) or "achter" (it missed changes)."""
        return "open" if self._breaker.is_open else "achter" if self._is_behind() else "dicht"

    def _try_again(self) -> None:
        if self._breaker.wants_trial():
            Thread(target=self._trial, name="search-trial", daemon=True).start()

    def _trial(self) -> None:
        started = time.monotonic()
        fault: SearchUnavailable | None = SearchUnavailable("de proef brak af")
        try:
            self._server.health()
            fault = self._too_slow(started)
        except SearchUnavailable as error:
            fault = error
        finally:
            if fault:
                self._fault(fault)
            else:
                self._breaker.close()
                logger.warning("the search server answers again")

    def _too_slow(self, started: float) -> SearchUnavailable | None:
        """The client's limit is for each read: a server that drips its answer goes far beyond it."""
        return SearchUnavailable("te traag") if time.monotonic() - started > self._slow else None
