"""Notes when a device was last here, for the list of devices in "Mijn account"."""

from collections.abc import Callable
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

SEEN_SECONDS = 15 * 60


class RecentlySeen:
    """Writes once a quarter of an hour, instead of at every page as the middleware of allauth does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key and _is_due(request):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_due(request: HttpRequest) -> bool:
    """Was this login not noted lately, or not from this browser or address?"""
    who = (request.session.session_key, request.META.get("HTTP_USER_AGENT"), request.META.get("REMOTE_ADDR"))
    return bool(cache.add(f"seen-{sha256(repr(who).encode()).hexdigest()}", 1, SEEN_SECONDS))
