"""Builds indexes anew beside the live ones: counted, asked some questions, brought up to date, and then swapped.

From the moment that a new generation begins, changes are written down for it too. What changes while it is built is
delivered to it before it goes live, so nothing is lost and nothing old comes back.
"""

import logging
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from search.engines import Index, SearchUnavailable, indexes
from search.indexing import collect
from search.indexing.documents import Document
from search.indexing.spool import Spool
from search.lists.reading import lexicon_changed
from search.models import Target
from search.upkeep import canaries, delivering, outbox

logger = logging.getLogger(__name__)

CATCH_UP = 600.0  # seconds in which a new generation must get what changed while it was built


@dataclass
class _Build:
    """A new generation of one index."""

    index: Index
    fresh: Index
    target: Target
    written: int = 0
    fault: SearchUnavailable | None = None

    def drop(self) -> None:
        self.target.delete()
        self.fresh.discard()


def rebuild(only: Sequence[Index] | None = None, asked: bool = True) -> int:
    """Build all indexes of this site (or these), from the same rows; returns the number of documents.

    One that cannot be built leaves the others alone, and its own old generation live; then SearchUnavailable is raised.
    `asked`: only where it answers the questions of search/upkeep/canaries.py does a new generation go live.
    """
    lexicon_changed()
    chosen = indexes() if only is None else only
    with ExitStack() as held:
        for index in chosen:
            held.enter_context(index.building())
        return _rebuild(chosen, asked)


def _rebuild(chosen: Sequence[Index], asked: bool) -> int:
    builds: list[_Build] = []
    try:
        for index in chosen:
            fresh = index.begin()
            builds.append(_Build(index, fresh, outbox.register(fresh)))
        with closing(Spool(collect.all_documents())) as spool:
            for build in builds:
                _fill(build, spool.all())
        for build in builds:
            _finish(build, asked)
    finally:
        for build in builds:
            if not build.target.is_live:
                build.drop()
    if faults := [f"{build.index.motor}: {build.fault}" for build in builds if build.fault]:
        raise SearchUnavailable("; ".join(faults))
    return max(build.written for build in builds)


def _fill(build: _Build, documents: Iterable[Document]) -> None:
    try:
        build.written = build.fresh.fill(documents)
    except SearchUnavailable as error:
        build.fault = error


def _finish(build: _Build, asked: bool) -> None:
    """Bring it up to date, ask it some questions, swap, and deliver what came in between."""
    try:
        if build.fault:
            raise build.fault
        caught_up = delivering.deliver_now(build.fresh, CATCH_UP, build.target)
        if caught_up.fault:
            raise SearchUnavailable(caught_up.fault)
        if asked:
            canaries.check(build.fresh)
        build.fresh.go_live()
    except SearchUnavailable as error:
        build.fault = error
        return
    outbox.promote(build.target, build.index)
    build.target.is_live = True
    build.index.forget()
    delivering.deliver(build.index, CATCH_UP)
