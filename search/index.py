"""Keeping the index in step with the database: all of it, or the agencies that a change concerns."""

import logging
from collections.abc import Callable, Iterable
from functools import partial

from django.db.models import Q

from directory.models import AgencyPage, ContactCardPage
from search import collect, lexicon
from search.engines import SearchUnavailable, get_engine

logger = logging.getLogger(__name__)


def rebuild() -> int:
    """Build the whole index beside the live one and swap; returns the number of documents."""
    lexicon.changed()
    return get_engine().rebuild(collect.all_documents())


def rebuild_after_region() -> None:
    """A region that comes, goes or changes its gemeenten changes who may see what: everything anew; never raises."""
    _quietly(rebuild)


def refresh(agency_pks: Iterable[int]) -> None:
    """Bring the documents of these agencies, and of what names them, up to date; never raises."""
    _quietly(partial(_refresh, set(agency_pks)))


def _refresh(agency_pks: set[int]) -> None:
    pks = with_dependents(agency_pks)
    get_engine().update(pks, collect.documents_of(pks))


def _quietly(work: Callable[[], object]) -> None:
    """A save must never fail because of search; the log names the kind of error and nothing that was typed."""
    try:
        work()
    except SearchUnavailable as error:
        logger.info("search index not refreshed: %s", error)
    except Exception as error:  # noqa: BLE001  # see above
        logger.error("search index not refreshed: %s", type(error).__name__)


def with_dependents(pks: set[int]) -> set[int]:
    """Also the agencies whose documents carry a name of these: parts of them, and cards that are also found there."""
    elsewhere = ContactCardPage.objects.filter(
        Q(ook_te_vinden__organisatie__in=pks) | Q(ook_te_vinden__organisatie__agency__in=pks)
    )
    parts = AgencyPage.objects.filter(onderdeel_van__in=pks)
    found = pks | set(elsewhere.values_list("agency", flat=True))
    found |= {agency or pk for pk, agency in parts.values_list("pk", "agency")}
    return {pk for pk in found if pk}
