"""The door: which device stands there. Never over plain http, and not for who keeps guessing."""

import base64
import binascii
import hmac
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from phonebook.dav.rows import subscription_named
from phonebook.dav.xml import Refused
from phonebook.models import Subscription
from phonebook.subscriptions import hash_of, is_over, stop_if_orphaned

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TRIES, WINDOW = 30, 300  # wrong passwords from one address in so many seconds
USED = timedelta(minutes=15)  # how precise "last used" is: a device asks several times a sync


def refuse_plain_http(request: HttpRequest) -> None:
    """A password goes over https only; a demo on this computer itself may do without."""
    here = (settings.DEBUG or settings.DEMO) and urlsplit(f"//{request.get_host()}").hostname in LOOPBACK
    if not (request.is_secure() or here):
        raise Refused(403)


def subscription_of(request: HttpRequest) -> Subscription:
    """The subscription whose password was given: Refused(401), or 429 after too many wrong ones from one address."""
    given = request.headers.get("Authorization")
    if given is None:
        raise Refused(401)  # how every device begins: it counts for nothing
    slug, token = _credentials(given)
    found = subscription_named(slug) if slug.isascii() and slug.isalnum() else None
    right = hmac.compare_digest(hash_of(token), found.token_hash if found else hash_of(""))
    if found is None or not right:
        raise Refused(429 if _guesses_too_often(request) else 401)
    stop_if_orphaned(found)
    if is_over(found):
        raise Refused(401)
    _note_use(found)
    return found


def _credentials(header: str) -> tuple[str, str]:
    """Name and password of a Basic header (RFC 7617); spaces in the password are how people copy it in groups."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        raise Refused(401)
    try:
        name, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name.strip().lower(), "".join(password.split())


def _guesses_too_often(request: HttpRequest) -> bool:
    """Counts a wrong password. A right one always gets in: with 128 bits nothing is guessed, and a phone that still
    asks with an old password may not shut out its whole office."""
    key = f"dav-{salted_hmac('phonebook.dav', get_adapter().get_client_ip(request)).hexdigest()}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > TRIES
    except ValueError:  # it ran out just now
        return False


def _note_use(found: Subscription) -> None:
    now = timezone.now()
    if found.used_at is None or now - found.used_at > USED:
        found.used_at = now
        Subscription.objects.filter(pk=found.pk).update(used_at=now)
