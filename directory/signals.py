"""Keeps what is read from the tree right after a move."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from directory.models import AgencyPage, ContactCardPage


@receiver(post_page_move)
def refresh_place(instance: Page, **kwargs: Any) -> None:
    """A moved card or team, and all that stands below it, gets its agency and team anew (also in a bulk move)."""
    for model in (AgencyPage, ContactCardPage):
        for page in model.objects.descendant_of(instance, inclusive=True).order_by("path"):
            page.set_place()
            fields = {"agency": page.agency} | ({"team": page.team} if isinstance(page, ContactCardPage) else {})
            model.objects.filter(pk=page.pk).update(**fields)
