"""Hears what changes in the guide and writes down what that concerns; carries no rules."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    Begrip,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Functie,
    Gebeurtenis,
    Gemeente,
    Hulpvraag,
    Leefgebied,
    OokTeVinden,
    Organisatiesoort,
    Plaats,
    Wet,
)
from directory.signals import list_loaded
from search.lists.reading import lexicon_changed
from search.models import Change, Splitswoorden
from search.upkeep.outbox import note, note_all

Kind = Change.Kind
DRAFT = {"latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at"}


# Pages -----------------------------------------------------------------------------------------------------------
@receiver([post_save, post_delete], sender=AgencyIndexPage)
def region_changed(instance: AgencyIndexPage, **kwargs: Any) -> None:
    """A region that comes, goes or changes its gemeenten changes who may see what: everything anew."""
    if not _is_draft(kwargs):
        _all_changed()


@receiver(post_save, sender=AgencyPage)
@receiver(post_save, sender=ContactCardPage)
def page_saved(instance: Page, **kwargs: Any) -> None:
    if not _is_draft(kwargs):
        _page_changed(instance)


@receiver(page_unpublished)
def page_withdrawn(instance: Page, **kwargs: Any) -> None:
    """Also where it expired: Wagtail then saves it as a plain `Page`, which no receiver of its own kind hears."""
    if isinstance(instance, AgencyIndexPage):
        _all_changed()
    _page_changed(instance)


@receiver(pre_delete, sender=AgencyPage)
@receiver(pre_delete, sender=ContactCardPage)
def page_goes(instance: Page, **kwargs: Any) -> None:
    """Before: while what else names it can still be found."""
    _page_changed(instance)
    note(Kind.ORGANISATIE, [instance.agency_id])


@receiver(post_page_move)
def page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Also the agency that lost the page and the one that got it."""
    for page in (parent_page_before.specific, parent_page_after.specific, instance.specific):
        _page_changed(page)
    cards = ContactCardPage.objects.descendant_of(instance)
    note(Kind.KAART, cards.values_list("pk", flat=True))


def _is_draft(told: dict[str, Any]) -> bool:
    """Nothing of what is live was saved."""
    fields = set(told.get("update_fields") or ())
    return bool(fields) and fields <= DRAFT


def _page_changed(page: Page) -> None:
    if isinstance(page, AgencyPage):
        _words_changed()
        named = {pk for pk in (page.pk, page.agency_id) if pk}
        note(Kind.ORGANISATIE, _with_dependents(named))
    elif isinstance(page, ContactCardPage):
        note(Kind.KAART, [page.pk])


def _with_dependents(pks: set[int]) -> set[int]:
    """Also the agencies whose documents carry a name of these: parts of them, and cards that are also found there."""
    elsewhere = ContactCardPage.objects.filter(
        Q(ook_te_vinden__organisatie__in=pks) | Q(ook_te_vinden__organisatie__agency__in=pks)
    )
    parts = AgencyPage.objects.filter(onderdeel_van__in=pks)
    found = pks | set(elsewhere.values_list("agency", flat=True))
    found |= {agency or pk for pk, agency in parts.values_list("pk", "agency")}
    return {pk for pk in found if pk}


@receiver(post_delete, sender=Contactpunt)
def contactpunt_deleted(instance: Contactpunt, **kwargs: Any) -> None:
    note(Kind.LOKET, [instance.pk])


@receiver(post_delete, sender=OokTeVinden)
def elsewhere_deleted(instance: OokTeVinden, **kwargs: Any) -> None:
    """Also when it went because the agency there did."""
    note(Kind.KAART, [instance.page_id])


# State outside the editing form ----------------------------------------------------------------------------------
@receiver([post_save, post_delete], sender=CardState)
@receiver([post_save, post_delete], sender=Absence)
def state_changed(instance: CardState | Absence, **kwargs: Any) -> None:
    note(Kind.KAART, [instance.card_id])


@receiver([post_save, post_delete], sender=Check)
def checked(instance: Check, **kwargs: Any) -> None:
    is_card = ContactCardPage.objects.filter(pk=instance.page_id).exists()
    note(Kind.KAART if is_card else Kind.ORGANISATIE, [instance.page_id])


# Word lists ------------------------------------------------------------------------------------------------------
def _words_changed() -> None:
    """Every process reads the lexicon anew."""
    transaction.on_commit(lexicon_changed, robust=True)


def _all_changed() -> None:
    _words_changed()
    note_all()


def _carrying(name: str) -> Callable[[Model], Iterable[int]]:
    """The agencies whose documents carry a row of the list that pages, werkprocessen and cards name so."""

    def agencies(row: Model) -> Iterable[int]:
        own = Q(**{name: row}) | Q(**{f"werkprocessen__{name}": row}) | Q(**{f"kaarten__{name}": row})
        return AgencyPage.objects.filter(own).values_list("pk", flat=True).distinct()

    return agencies


def _with_functie(row: Model) -> Iterable[int]:
    cards = ContactCardPage.objects.filter(Q(functie=row) | Q(ook_te_vinden__functie=row))
    return cards.values_list("agency", flat=True).distinct()


def _of_soort(row: Model) -> Iterable[int]:
    return AgencyPage.objects.filter(soort=row).values_list("pk", flat=True)


CARRIED: dict[type[Model], Callable[[Model], Iterable[int]]] = {
    Doelgroep: _carrying("doelgroepen"),
    Leefgebied: _carrying("leefgebieden"),
    Wet: _carrying("wetten"),
    Functie: _with_functie,
    Organisatiesoort: _of_soort,
}


def word_changed(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    _words_changed()
    if sender in CARRIED:
        note(Kind.ORGANISATIE, CARRIED[sender](instance))
    elif sender is Gemeente:
        note_all()


def links_changed(instance: Model, **kwargs: Any) -> None:
    """Ticked on the word itself, or on the other side of the link."""
    if isinstance(instance, Functie):
        word_changed(Functie, instance)
    else:
        _words_changed()


@receiver(list_loaded)
def words_loaded(sender: type[Model], **kwargs: Any) -> None:
    """Many rows of a list were written at once."""
    _words_changed()
    if sender in CARRIED or sender is Gemeente:
        note_all()


@receiver(post_save, sender=Splitswoorden)
def splitting_changed(**kwargs: Any) -> None:
    """Every question is split by these words at once, every text when the indexes are built anew."""
    _all_changed()


LISTS: tuple[type[Model], ...] = (Begrip, Gebeurtenis, Hulpvraag, Gemeente, Plaats, *CARRIED)
for model in LISTS:
    post_save.connect(word_changed, sender=model)
    pre_delete.connect(word_changed, sender=model)
    post_delete.connect(word_changed, sender=model)
LINKS = (
    Functie.organisatiesoorten, Functie.wetten, Doelgroep.functies, Doelgroep.organisatiesoorten, Gebeurtenis.functies,
    Gebeurtenis.wetten, Hulpvraag.functies, Hulpvraag.organisatiesoorten,
)  # fmt: skip
for links in LINKS:
    m2m_changed.connect(links_changed, sender=links.through)
