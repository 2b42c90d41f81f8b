"""What the editing screens refuse or ask first: losing an agency, publishing half a page, names in choosers."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from directory import rules
from directory.admin.forms import validate_agency
from directory.admin.permissions import EditorRequest, tester
from directory.models import AgencyPage, ContactCardPage

# By the type of a bulk action: what somebody must be allowed on every page in it.
BULK_RIGHTS = {
    "delete": "can_delete",
    "move": "can_move",
    "unpublish": "can_unpublish",
    "publish": "can_publish",
    "gegevens_kloppen": "can_edit",
}


def guard_delete(request: EditorRequest, page: Page) -> HttpResponse | None:
    """An agency that others name as the one who does it goes only after somebody is named instead."""
    page = page.specific
    if not tester(page, request.user).can_delete():
        raise PermissionDenied
    if isinstance(page, AgencyPage) and rules.named_below(page).exists():
        return redirect("gids_wie_dan_wel", page.pk)
    return None


def guard_unpublish(request: EditorRequest, page: Page) -> None:
    if not tester(page, request.user).can_unpublish():
        raise PermissionDenied


def guard_move(request: EditorRequest, page: Page, destination: Page) -> None:
    if not tester(page, request.user).can_move_to(destination):
        raise PermissionDenied


def guard_copy(request: EditorRequest, page: Page) -> None:
    if not tester(page, request.user).can_copy():
        raise PermissionDenied


def guard_bulk(request: EditorRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Bulk actions pass by the guards of single pages: the same rules for each page in them."""
    pages = [page.specific for page in objects if isinstance(page, Page)]
    right = BULK_RIGHTS.get(action_type, "can_publish")
    if not all(getattr(tester(page, request.user), right)() for page in pages):
        raise PermissionDenied
    try:
        _refuse_bulk(action_type, pages)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(action.next_url)
    return None


def _refuse_bulk(action_type: str, pages: list[Any]) -> None:
    agencies = [page for page in pages if isinstance(page, AgencyPage)]
    for agency in agencies:
        if action_type == "delete" and rules.named_below(agency).exists():
            raise ValidationError(
                f"Anderen verwijzen naar {agency.title}. Verwijder die apart; dan kies je wie dan wel."
            )
        if action_type == "publish":
            validate_agency(agency.get_latest_revision_as_object())


def choosable(pages: QuerySet[Page], request: EditorRequest) -> QuerySet[Page]:
    """In a page chooser: all agencies, but only the cards that somebody may edit; their titles are names."""
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages.filter(~Q(pk__in=ContactCardPage.objects.values("pk")) | Q(pk__in=own.values("pk")))


def publish_first(menu_items: list[Any], request: EditorRequest, context: dict[str, Any]) -> None:
    """Publishing is the first button: a saved draft looks finished and is seen by nobody."""
    menu_items.sort(key=lambda item: item.name != "action-publish")


def without_reordering(buttons: list[Any], page: Page, *args: Any, **kwargs: Any) -> None:
    """The menu of a page offers nothing that it does not do."""
    buttons[:] = [b for b in buttons if "/copy/" not in str(b.url) and "ordering=ord" not in str(b.url)]
