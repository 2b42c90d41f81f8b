"""Who gets in: admitting an agency, and the members of an agency, team or region."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from directory import actions
from directory.admin.permissions import EditorRequest, tester
from directory.admin.views import on_page
from directory.invitations import invite, login_url
from directory.models import AgencyIndexPage, AgencyPage, Membership, Organisatiesoort

Rol = Membership.Rol
VERSTUURD = "Er is een mail gestuurd waarin staat hoe je inlogt."
NIET_VERSTUURD = "De mail is niet gelukt. Geef zelf door: ga naar {url} en vul dit mailadres in. Er komt dan een code."


class MailField(forms.EmailField):
    """The mail address of a login to make or find; never that of an administrator."""

    def clean(self, value: Any) -> str:
        mail = str(super().clean(value))
        if User.objects.filter(email__iexact=mail, is_superuser=True).exists():
            raise forms.ValidationError("Dit adres is van een beheerder. Kies een ander adres.")
        return mail


class AdmitForm(forms.Form):
    """A new agency and its first editor."""

    region = forms.ModelChoiceField(AgencyIndexPage.objects.none(), label="Regio", empty_label=None)
    title = forms.CharField(label="Naam van de organisatie", max_length=200)
    soort = forms.ModelChoiceField(Organisatiesoort.objects.all(), label="Soort organisatie")
    mail = MailField(label="Mailadres van de eerste redacteur", help_text="Die vult de pagina verder in.")

    def __init__(self, *args: Any, regions: QuerySet[AgencyIndexPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"]).strip()
        region = self.cleaned_data.get("region")
        if region and AgencyPage.objects.child_of(region).filter(title__iexact=title).exists():
            raise forms.ValidationError("Deze organisatie staat al in de gids.")
        return title


class MemberForm(forms.Form):
    """Somebody who joins an agency, team or region."""

    mail = MailField(label="Mailadres")
    rol = forms.ChoiceField(label="Rol")
    exporteren = forms.BooleanField(label="Mag kaarten in de telefoon bewaren", required=False, initial=True)
    meer_exporteren = forms.BooleanField(
        label="Mag op één dag veel kaarten bewaren",
        required=False,
        help_text=f"Tot {settings.EXPORT_CARDS_A_DAY_WITH_CONSENT} per dag. Bijvoorbeeld iemand die hier nieuw is.",
    )

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [Rol.COORDINATOR] if isinstance(page, AgencyIndexPage) else [Rol.PROFESSIONAL, Rol.REDACTIE]
        self.fields["rol"].choices = [(r.value, r.label) for r in allowed]  # type: ignore[attr-defined]  # a ChoiceField


def regions_of(user: Any) -> QuerySet[AgencyIndexPage]:
    """The regions in which somebody admits agencies."""
    regions = AgencyIndexPage.objects.order_by("title")
    if user.is_superuser:
        return regions
    return regions.filter(memberships__user=user, memberships__rol=Rol.COORDINATOR)


class CoordinatorMenuItem(MenuItem):
    """Only for who coordinates a region."""

    def is_shown(self, request: EditorRequest) -> bool:
        return regions_of(request.user).exists()


def toelaten(request: EditorRequest) -> HttpResponse:
    """Admit an agency; it starts as a draft that its editor fills in and publishes."""
    regions = regions_of(request.user)
    if not regions.exists():
        raise PermissionDenied
    form = AdmitForm(request.POST or None, regions=regions, initial={"region": regions.first()})
    if form.is_valid():
        typed = form.cleaned_data
        mail = typed.pop("mail")
        editor = actions.find_or_make_user(mail)
        agency = actions.admit_agency(**typed, editors=[editor], by=request.user, live=False)
        _invite(request, f"{agency.title} is toegelaten.", mail, agency, Rol.REDACTIE)
        for tell in hooks.get_hooks("gids_toegelaten"):
            tell(request)
        return redirect("gids_leden", agency.pk)
    context = {
        "titel": "Organisatie toelaten",
        "uitleg": "De organisatie krijgt een pagina. De redacteur vult die in; daarna is ze te zien.",
        "knop": "Toelaten",
        "page_title": "Organisatie toelaten",
        "header_icon": "group",
        "breadcrumbs_items": [{"url": "", "label": "Organisatie toelaten"}],
    }
    return render(request, "directory/admin/screen.html", {"form": form, "media": form.media, **context})


def _invite(request: EditorRequest, done: str, mail: str, page: Any, rol: str) -> None:
    """Mail somebody who was let in, and say on the screen whether that worked."""
    if invite(mail=mail, page=page, rol=rol):
        messages.success(request, f"{done} {VERSTUURD}")
    else:
        messages.warning(request, f"{done} {NIET_VERSTUURD.format(url=login_url())}")


def _may_keep(request: EditorRequest, page: Any) -> None:
    """Coordinators are appointed by an administrator only."""
    if isinstance(page, AgencyIndexPage) and not request.user.is_superuser:
        raise PermissionDenied


@on_page((AgencyPage, AgencyIndexPage), "can_publish")
def leden(request: EditorRequest, page: Any) -> HttpResponse:
    """The members of an agency (with its teams) or the coordinators of a region; add one here."""
    _may_keep(request, page)
    form = MemberForm(request.POST or None, page=page)
    if form.is_valid():
        typed = form.cleaned_data
        where = {"regio" if isinstance(page, AgencyIndexPage) else "agency": page}
        mail = typed.pop("mail")
        user = actions.find_or_make_user(mail)
        actions.give_membership(user=user, by=request.user, **typed, **where)
        _invite(request, "Toegevoegd.", mail, page, typed["rol"])
        return redirect("gids_leden", page.pk)
    context = {
        "page": page,
        "form": form,
        "leden": memberships_of(page),
        "page_title": f"Leden van {page.title}",
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
            {"url": "", "label": f"Leden van {page.title}"},
        ],
    }
    return render(request, "directory/admin/leden.html", context)


def memberships_of(page: Any) -> QuerySet[Membership]:
    """The memberships of a page, for an agency those of its teams too."""
    if isinstance(page, AgencyIndexPage):
        return Membership.objects.filter(regio=page).select_related("user").order_by("user__email")
    here = AgencyPage.objects.descendant_of(page, inclusive=True)
    return Membership.objects.filter(agency__in=here).select_related("user", "agency").order_by("user__email", "rol")


@require_POST
def lid_eraf(request: EditorRequest, pk: int) -> HttpResponse:
    """End a membership; your own is ended by somebody else, so that nobody locks the door from outside."""
    membership = get_object_or_404(Membership.objects.select_related("agency", "regio", "user"), pk=pk)
    page = membership.agency or membership.regio
    if page is None or not tester(page, request.user).can_publish():
        raise PermissionDenied
    _may_keep(request, page)
    if membership.user_id == request.user.pk:
        messages.error(request, "Je eigen toegang haalt een collega of de coördinator weg.")
    else:
        actions.take_membership(membership=membership, by=request.user)
        messages.success(request, "De toegang is weggehaald.")
    return redirect("gids_leden", page.pk)
