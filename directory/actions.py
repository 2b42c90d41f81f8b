"""Changes with a consequence: admitting, memberships, checking, absence, leaving, becoming a function, erasing."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from directory import erasing, rights
from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    CardState,
    Check,
    ContactCardPage,
    EditorGroup,
    Membership,
    NietDoen,
    Organisatiesoort,
)

Rol = Membership.Rol
# Log labels outlive a page; what we write ourselves holds no name of a person.
LABEL = "Contactkaart"


# Agencies and who belongs to them --------------------------------------------------------------------------------
@transaction.atomic
def admit_agency(
    *,
    region: AgencyIndexPage,
    title: str,
    soort: Organisatiesoort | None,
    editors: Iterable[User] = (),
    by: User | None = None,
    **fields: Any,
) -> AgencyPage:
    """Let an agency in: its page below the region, its editors' group and collection, and its first editors.

    `fields` are fields of AgencyPage, word lists included; `live=False` leaves publishing to the editors.
    """
    lists = {f.name: fields.pop(f.name) for f in AgencyPage._meta.local_many_to_many if f.name in fields}
    fields.setdefault("has_unpublished_changes", not fields.get("live", True))
    agency = region.add_child(instance=AgencyPage(title=title, soort=soort, **fields))
    if lists:
        for name, rows in lists.items():
            setattr(agency, name, list(rows))
        agency.save()
    editor_group(agency)
    log(instance=agency, action="gids.toegelaten", user=by)
    for user in editors:
        give_membership(user=user, agency=agency, rol=Rol.REDACTIE, by=by)
    return agency


@transaction.atomic
def editor_group(page: Page) -> Group:
    """The group that edits this agency, team or region and all below it; made with its rights where it is missing."""
    made = EditorGroup.objects.filter(page_id=page.pk).select_related("group").first()
    if made:
        return made.group
    is_region = isinstance(page.specific, AgencyIndexPage)
    who = "Coördinatoren" if is_region else "Redactie"
    group = Group.objects.create(name=f"{who} {page.title[:100]} ({page.pk})")
    collection = rights.collection_for(page)
    EditorGroup.objects.create(page_id=page.pk, group=group, collection=collection)
    rights.grant(group, page, collection, rights.COORDINATOR if is_region else rights.EDITOR)
    return group


@transaction.atomic
def give_membership(
    *,
    user: User,
    rol: str,
    agency: AgencyPage | None = None,
    regio: AgencyIndexPage | None = None,
    exporteren: bool = True,
    meer_exporteren: bool | None = None,
    by: User | None = None,
) -> Membership:
    """Make a login a member of an agency or team, or coordinator of a region; giving it twice changes nothing.

    `meer_exporteren` is the editor's consent to save many cards on one day; None leaves it as it is.
    """
    page = agency or regio
    if page is None or (agency and regio) or (rol == Rol.COORDINATOR) != bool(regio):
        raise ValueError("A coordinator belongs to a region; a professional or an editor to an agency.")
    allowed = {"exporteren": exporteren}
    if meer_exporteren is not None:
        allowed["meer_exporteren"] = meer_exporteren
    membership, created = Membership.objects.update_or_create(
        user=user, agency=agency, regio=regio, rol=rol, defaults=allowed
    )
    if rol != Rol.PROFESSIONAL:
        user.groups.add(editor_group(page))
    if created:
        log(instance=page, action="gids.lid_erbij", user=by, data=_who(membership))
    return membership


@transaction.atomic
def take_membership(*, membership: Membership, by: User | None = None) -> None:
    """End a membership, and the right to edit that came with it."""
    page = membership.agency or membership.regio
    assigned = EditorGroup.objects.filter(page=page).first()
    if assigned and membership.rol != Rol.PROFESSIONAL:
        membership.user.groups.remove(assigned.group)
    log(instance=page, action="gids.lid_eraf", user=by, data=_who(membership))
    membership.delete()


def _who(membership: Membership) -> dict[str, Any]:
    """Whom a line in the log is about, without the name."""
    return {"rol": membership.get_rol_display(), "login": membership.user_id}


def find_or_make_user(mail: str) -> User:
    """The login with this mail address; a new one has no password and gets in by a mailed code."""
    mail = User.objects.normalize_email(mail).strip().lower()
    user = User.objects.filter(email__iexact=mail).first()
    return user or User.objects.create_user(mail, mail)


# What happens to a page or card outside its revisions -------------------------------------------------------------
@transaction.atomic
def check_page(*, page: Page, user: User | None = None, veldgroep: str = "alles", on: date | None = None) -> Check:
    """Somebody looked and it is right: the last time counts. Publishes nothing and touches no draft."""
    check, _ = Check.objects.update_or_create(
        page_id=page.pk, veldgroep=veldgroep, defaults={"op": on or timezone.localdate(), "door": user}
    )
    _log_without_name(page, "gids.nagekeken", user, veldgroep=check.get_veldgroep_display())
    return check


@transaction.atomic
def set_absence(
    *,
    card: ContactCardPage,
    van: date,
    tot: date | None = None,
    vervanger: ContactCardPage | None = None,
    by: User | None = None,
) -> Absence:
    """Somebody is away from `van` to `tot`, both included; takes the place of what was said about those days."""
    absence = Absence(card=card, van=van, tot=tot, vervanger=vervanger)
    absence.full_clean()
    same_days = card.absences.exclude(tot__lt=van)
    (same_days.filter(van__lte=tot) if tot else same_days).delete()
    absence.save()
    _log_without_name(card, "gids.afwezig", by)
    return absence


@transaction.atomic
def end_absence(*, card: ContactCardPage, on: date | None = None, by: User | None = None) -> None:
    """Somebody is back on a day (today); an absence that had not begun by then is forgotten."""
    on = on or timezone.localdate()
    for absence in card.absences.on(on):
        if absence.van < on:
            absence.tot = on - timedelta(days=1)
            absence.save()
        else:
            absence.delete()
    _log_without_name(card, "gids.aanwezig", by)


@transaction.atomic
def leave(
    *,
    card: ContactCardPage,
    on: date | None = None,
    opvolger: ContactCardPage | None = None,
    by: User | None = None,
) -> CardState:
    """Somebody leaves on a day (today), with or without a successor; the card keeps its address."""
    state = card.state
    state.vertrokken_op, state.opvolger = on or timezone.localdate(), opvolger
    state.full_clean()
    state.save()
    _log_without_name(card, "gids.vertrokken", by)
    return state


@transaction.atomic
def undo_leave(*, card: ContactCardPage, by: User | None = None) -> None:
    """Somebody did not leave after all."""
    card.state.vertrokken_op = card.state.opvolger = None
    card.state.save()
    _log_without_name(card, "gids.terug", by)


def _log_without_name(page: Page, action: str, user: User | None, **data: Any) -> None:
    specific = page.specific
    title = LABEL if isinstance(specific, ContactCardPage) else None
    log(instance=specific, action=action, user=user, data=data, title=title)


# Without a name, or gone ------------------------------------------------------------------------------------------
@transaction.atomic
def strip_name(*, card: ContactCardPage, by: User | None = None) -> ContactCardPage:
    """Take the person's name out of a card and all that remembers it; the function and the shared numbers stay.

    Title, names, photo and a mail address with the name go, in the live page, every revision and every log line.
    Returns the card as it is now. Raises ValidationError where no function is filled in.
    """
    card = ContactCardPage.objects.select_for_update().get(pk=card.pk)
    if not card.functienaam:
        raise ValidationError("Vul eerst een functie in. Zonder naam moet er een functie op de kaart staan.")
    persoon, photos = erasing.Persoon.of(card), erasing.photos_of(card)
    CardState.objects.filter(pk=card.pk).update(alleen_functie=True)
    card.state.refresh_from_db()
    erasing.scrub_card(card, persoon)
    erasing.scrub_revisions(card, persoon)
    for foto in photos:
        erasing.delete_photo(foto)
    erasing.scrub_log(card.pk, card.title)
    _log_without_name(card, "gids.alleen_functie", by)
    return card


@transaction.atomic
def erase_person(*, card: ContactCardPage, by: User | None = None) -> None:
    """Erase a person: page, revisions and photo go, and the log forgets the name (see directory/signals.py)."""
    DeletePageAction(card, user=by).execute(skip_permission_checks=True)  # the caller asked who may


@transaction.atomic
def replace_wie_dan_wel(*, old: AgencyPage, new: AgencyPage | None = None, by: User | None = None) -> int:
    """Let all who name `old` as the one who does it name `new` instead, or nobody; gives how many lines changed."""
    lines = NietDoen.objects.filter(organisatie=old)
    pages = list(lines.values_list("page_id", flat=True))
    changed = lines.update(organisatie=new, niemand=new is None, akkoord_op=None)
    erasing.replace_in_revisions(old, new)
    for page in AgencyPage.objects.filter(pk__in=pages):
        page.save()  # who listens to saving, such as search, hears of it
        log(instance=page, action="gids.wie_dan_wel", user=by)
    return changed
