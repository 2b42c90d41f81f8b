"""Keeps what is read from the tree right after a move, and leaves nothing behind of what is gone."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import Signal, receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from directory import erasing, rights
from directory.models import AgencyPage, ContactCardPage, EditorGroup, Functie, Organisatiesoort

list_loaded = Signal()  # many rows of a word list (the sender) were written at once, which no other signal tells


@receiver(post_page_move)
def refresh_place(instance: Page, **kwargs: Any) -> None:
    """A moved card or team, and all that stands below it, gets its agency and team anew (also in a bulk move)."""
    for model in (AgencyPage, ContactCardPage):
        for page in model.objects.descendant_of(instance, inclusive=True).order_by("path"):
            page.set_place()
            fields = {"agency": page.agency} | ({"team": page.team} if isinstance(page, ContactCardPage) else {})
            model.objects.filter(pk=page.pk).update(**fields)


@receiver(post_delete, sender=EditorGroup)
def drop_editor_group(instance: EditorGroup, **kwargs: Any) -> None:
    """A page that is gone leaves no editors' group and no collection of photos behind."""
    rights.dissolve(instance)


@receiver(post_delete, sender=Functie)
@receiver(post_delete, sender=Organisatiesoort)
@receiver(post_delete, sender=AgencyPage)
def refresh_revisions(instance: Model, **kwargs: Any) -> None:
    """A row that is gone is forgotten by drafts too: Wagtail cannot open one with a dangling protected key (tried)."""
    for model, field in erasing.PROTECTED_KEYS[type(instance)]:
        erasing.forget_in_revisions(model, field, instance.pk)


@receiver(pre_delete, sender=ContactCardPage)
def find_photos(instance: ContactCardPage, **kwargs: Any) -> None:
    """Remember the photos of a card that goes, while its revisions still name them."""
    instance.photos = erasing.photos_of(instance)


@receiver(post_delete, sender=ContactCardPage)
def forget_card(instance: ContactCardPage, **kwargs: Any) -> None:
    """However a card went, its photos go with it and the log forgets the name."""
    for photo in instance.photos:
        erasing.delete_photo(photo)
    erasing.scrub_log(instance.pk, "Gewiste kaart")
