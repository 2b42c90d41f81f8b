"""How often one client may ask what could be used to list the guide: numbers by their parts, and suggestions.

Counted in the cache under a keyed hash of the login or the address, for an hour at most; neither is kept.
"""

from time import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import BaseCache
from django.core.exceptions import ValidationError
from django.core.files import locks
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from directory import numbers
from search.understand.phones import phone_in

MINUTE, HOUR = 60, 3600  # seconds
LOCK = "limieten.slot"


def may_suggest(request: HttpRequest) -> bool:
    """Within the number of suggestions a minute?"""
    return _within(request, "suggesties", settings.SEARCH_SUGGESTIONS_A_MINUTE, MINUTE)


def may_ask(request: HttpRequest, vraag: str) -> bool:
    """True but for who asked many phone numbers in this hour, or many parts, in a question as it is read."""
    digits = phone_in(vraag)
    if not digits:
        return True
    if is_whole(digits):
        return _within(request, "nummers", settings.SEARCH_NUMBERS_AN_HOUR, HOUR)
    return _within(request, "delen", settings.SEARCH_NUMBER_PARTS_AN_HOUR, HOUR)


def is_whole(digits: str) -> bool:
    """Are these the digits of a whole phone number, and not of a part of one?"""
    try:
        numbers.lees(digits)
    except ValidationError:
        return False
    return True


def client(request: HttpRequest) -> str:
    """Who asks: the login, else the address. Never kept as it is."""
    if request.user.is_authenticated:
        return f"login {request.user.pk}"
    return f"adres {get_adapter().get_client_ip(request)}"


def _within(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    window = int(time() // seconds)
    key = f"search-{what}-" + salted_hmac("search.limits", f"{client(request)} {window}").hexdigest()
    return _counted(key, seconds) <= most


def _counted(key: str, seconds: int) -> int:
    """How often this was counted by now: of many at once, in any process, each counts."""
    backend = caches[DEFAULT_CACHE_ALIAS]
    if type(backend).incr is not BaseCache.incr:  # Redis and memcached count by themselves; files do not
        backend.add(key, 0, seconds)
        return backend.incr(key)
    with (settings.VAR_DIR / LOCK).open("w") as file:
        locks.lock(file, locks.LOCK_EX)  # it ends with the file
        asked = int(backend.get(key, 0)) + 1
        backend.set(key, asked, seconds)
    return asked
