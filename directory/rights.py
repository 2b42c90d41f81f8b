"""What an editor or coordinator may do in the editing screens: rights on a page, on its photos, on the word lists."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as photo_policy
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from directory.models import (
    Begrip,
    ContactCardPage,
    Doelgroep,
    Domein,
    EditorGroup,
    Functie,
    Gebeurtenis,
    Gemeente,
    Hulpvraag,
    Leefgebied,
    Organisatiesoort,
    Spoed,
    Wet,
)

WORD_LISTS = (Functie, Leefgebied, Doelgroep, Wet, Organisatiesoort, Domein, Gebeurtenis, Hulpvraag, Spoed, Begrip)
# What an editor or coordinator never holds: with it somebody makes himself administrator (tried).
FORBIDDEN = Q(content_type__app_label__in=["auth", "wagtailusers"])


@dataclass(frozen=True)
class Rights:
    """Codenames of page rights, and whether the word lists come along."""

    page: tuple[str, ...]
    word_lists: bool = False


EDITOR = Rights(("add_page", "change_page", "publish_page"))
COORDINATOR = Rights(("add_page", "change_page", "publish_page", "bulk_delete_page"), word_lists=True)
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")


def grant(group: Group, page: Page, collection: Collection, rights: Rights) -> None:
    """Give a group its rights on a page with all below it, on a collection, and on the word lists."""
    group.permissions.add(*_general(rights))
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights.page):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    for permission in Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=IMAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _general(rights: Rights) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if rights.word_lists:
        words = [f"{verb}_{m._meta.model_name}" for m in WORD_LISTS for verb in ("add", "change", "delete", "view")]
        gemeente = [f"{verb}_{Gemeente._meta.model_name}" for verb in ("add", "change", "view")]
        wanted |= Q(content_type__app_label="directory", codename__in=[*words, *gemeente])
    return list(Permission.objects.filter(wanted).exclude(FORBIDDEN))


def may_open_file(user: User | AnonymousUser, path: str) -> bool:
    """An uploaded file as it is: a photo that somebody may choose for a card, the picture of a login; else nothing."""
    if not user.has_perm("wagtailadmin.access_admin") or user.is_superuser:
        return user.is_active and user.is_superuser
    photos = photo_policy.instances_user_has_permission_for(user, "choose")
    own = photos.filter(Q(file=path) | Q(renditions__file=path)).exists()
    return bool(own or UserProfile.objects.filter(avatar=path).exists())


def collection_for(page: Page) -> Collection:
    """A collection for the photos of a page, inside the one of the page above it."""
    above = EditorGroup.objects.filter(page__in=page.get_ancestors(), collection__isnull=False).order_by("-page__depth")
    nearest = above.first()
    parent = nearest.collection if nearest and nearest.collection else Collection.get_first_root_node()
    return parent.add_child(name=f"{page.title[:240]} ({page.pk})")


def dissolve(editor_group: EditorGroup) -> None:
    """End a group and its collection; a photo that a card still shows goes to the collection above."""
    Group.objects.filter(pk=editor_group.group_id).delete()
    collection = editor_group.collection
    if collection is None:
        return
    for image in get_image_model().objects.filter(collection=collection):
        if ContactCardPage.objects.filter(foto=image).exists():
            image.collection = collection.get_parent()
            image.save()
        else:
            image.delete()
    for child in collection.get_children():
        child.move(collection.get_parent(), pos="last-child")
    Collection.objects.get(pk=collection.pk).delete()
