"""How often one client may ask."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.cache.backends.locmem import LocMemCache
from django.test import RequestFactory
from pytest_django import Settings

from search.limits import may_ask


class SlowCache(LocMemCache):
    """Between reading and writing there is time for another request."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get(*args, **kwargs)
        sleep(0.005)
        return found


def test_of_many_requests_at_once_each_counts(settings: Settings, rf: RequestFactory, one_moment: None):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.SlowCache", "LOCATION": "limits"}}
    settings.SEARCH_NUMBER_PARTS_AN_HOUR = 10
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    request.user = AnonymousUser()

    with ThreadPoolExecutor(8) as askers:
        allowed = sum(askers.map(lambda _: may_ask(request, "061234"), range(40)))

    assert allowed == 10
