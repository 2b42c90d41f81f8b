"""Refreshes the index after a change is committed; carries no rules, only says what changed."""

import threading
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    Begrip,
    CardState,
    Check,
    ContactCardPage,
    Doelgroep,
    Functie,
    Gemeente,
    Leefgebied,
    Organisatiesoort,
    Plaats,
    Wet,
)
from search import index, lexicon

WORDS = (Begrip, Doelgroep, Functie, Gemeente, Leefgebied, Organisatiesoort, Plaats, Wet)


class _Pending(threading.local):
    """What the running transaction changed, so that saving a whole agency refreshes it once."""

    def __init__(self) -> None:
        self.agencies: set[int] = set()


_pending = _Pending()


def after_commit(pks: Iterable[int | None]) -> None:
    """Refresh these agencies once the change is really there; a failure stays away from who saved."""
    known = {pk for pk in pks if pk}
    if known:
        _pending.agencies |= known
        transaction.on_commit(_refresh_pending, robust=True)


def _refresh_pending() -> None:
    """The first of a transaction does the work of all; what a rolled back one left behind does no harm."""
    pks, _pending.agencies = _pending.agencies, set()
    if pks:
        index.refresh(pks)


@receiver([page_published, page_unpublished])
def refresh_page(instance: Page, **kwargs: Any) -> None:
    """What went live or away: an agency with all that is below it, a card, or a whole region."""
    if isinstance(instance, AgencyIndexPage):
        transaction.on_commit(index.rebuild_after_region, robust=True)
    _refresh(instance)


@receiver(post_page_move)
def refresh_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """The agency that lost the page and the one that got it."""
    for page in (parent_page_before.specific, parent_page_after.specific, instance.specific):
        _refresh(page)


@receiver(post_delete, sender=AgencyPage)
@receiver(post_delete, sender=ContactCardPage)
def refresh_deleted(instance: Page, **kwargs: Any) -> None:
    _refresh(instance)


@receiver([post_save, post_delete], sender=CardState)
@receiver([post_save, post_delete], sender=Absence)
def refresh_state(instance: CardState | Absence, **kwargs: Any) -> None:
    """What changed outside the editing form of a card."""
    after_commit([ContactCardPage.objects.filter(pk=instance.card_id).values_list("agency_id", flat=True).first()])


@receiver([post_save, post_delete], sender=Check)
def refresh_checked(instance: Check, **kwargs: Any) -> None:
    card = ContactCardPage.objects.filter(pk=instance.page_id).values_list("agency_id", flat=True).first()
    agency = AgencyPage.objects.filter(pk=instance.page_id).values_list("agency_id", "pk").first()
    after_commit([card, *(agency or ())])


def _refresh(page: Page) -> None:
    if isinstance(page, AgencyPage):
        transaction.on_commit(lexicon.changed, robust=True)
        after_commit([page.pk, page.agency_id])
    elif isinstance(page, ContactCardPage):
        after_commit([page.agency_id])


def words_changed(**kwargs: Any) -> None:
    """A word list changed: every process reads the lexicon anew."""
    transaction.on_commit(lexicon.changed, robust=True)


for model in WORDS:
    post_save.connect(words_changed, sender=model)
    post_delete.connect(words_changed, sender=model)
