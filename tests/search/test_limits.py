"""How often one client may ask."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache.backends.filebased import FileBasedCache
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from search.limits import may_ask


class SlowCache(FileBasedCache):
    """Between reading and writing there is time for another request."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get(*args, **kwargs)
        sleep(0.005)
        return found


@pytest.fixture
def request_of_somebody(settings: Settings, rf: RequestFactory, tmp_path: Path, one_moment: None) -> HttpRequest:
    settings.VAR_DIR = tmp_path
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.SlowCache", "LOCATION": tmp_path / "cache"}}
    settings.SEARCH_NUMBER_PARTS_AN_HOUR = 10
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    request.user = AnonymousUser()
    return request


def test_of_many_requests_at_once_each_counts(request_of_somebody: HttpRequest):
    with ThreadPoolExecutor(8) as askers:
        allowed = sum(askers.map(lambda _: may_ask(request_of_somebody, "061234"), range(40)))

    assert allowed == 10


def test_of_requests_in_more_processes_each_counts(request_of_somebody: HttpRequest):
    fork = get_context("fork")
    allowed = fork.Value("i", 0)

    def ask() -> None:
        for _ in range(15):
            if may_ask(request_of_somebody, "061234"):
                with allowed.get_lock():
                    allowed.value += 1

    processes = [fork.Process(target=ask) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert allowed.value == 10


def test_a_cache_that_counts_by_itself_is_asked_to(
    settings: Settings, request_of_somebody: HttpRequest, tmp_path: Path
):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}

    allowed = sum(may_ask(request_of_somebody, "061234") for _ in range(12))

    assert allowed == 10
