"""Your own place: where you are a member, on which devices you are logged in, and logging out everywhere."""

from allauth.account.views import login as allauth_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from access.devices import device_name
from directory.models import Membership


def login(request: HttpRequest) -> HttpResponse:
    """The one door. Who is in already, but may not see the admin, goes home instead of round in a circle."""
    wants_admin = request.GET.get("next", "").startswith("/admin")
    if request.user.is_authenticated and wants_admin and not request.user.has_perm("wagtailadmin.access_admin"):
        messages.warning(request, "Het beheer is voor de redactie. Met jouw login zoek, bel en bewaar je.")
        return redirect("/")
    return allauth_login(request)


@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """What somebody is here, and on which devices."""
    memberships = Membership.objects.filter(user=request.user.pk).select_related("agency__agency", "regio")
    sessions = UserSession.objects.purge_and_list(request.user)
    return render(
        request,
        "access/my_account.html",
        {"memberships": memberships, "devices": [(s, device_name(s.user_agent)) for s in sessions]},
    )


@login_required
@require_POST
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this login, this one included."""
    for session in UserSession.objects.filter(user=request.user.pk):
        session.end()
    logout(request)
    messages.success(request, "Je bent op al je apparaten uitgelogd.")
    return redirect("account_login")
