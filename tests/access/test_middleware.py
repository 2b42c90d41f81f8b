"""The devices of a login: noted when they are used, not at every page."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.utils import timezone

from access import middleware
from tests.factories import make_home, make_professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def professional(client):
    cache.clear()
    make_home()
    client.force_login(make_professional())
    return client


def seen_at():
    return UserSession.objects.get().last_seen_at


def test_a_device_is_noted(professional):
    professional.get("/")

    assert UserSession.objects.count() == 1


def test_the_next_page_writes_nothing(professional):
    professional.get("/")
    first = seen_at()

    professional.get("/a-z/")

    assert seen_at() == first


def test_after_a_while_it_is_noted_again(professional, monkeypatch):
    monkeypatch.setattr(middleware, "SEEN_SECONDS", 0)
    professional.get("/")
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=1))

    professional.get("/")

    assert seen_at() > timezone.now() - timedelta(minutes=1)


def test_another_browser_with_the_same_login_is_noted_at_once(professional):
    professional.get("/")

    professional.get("/", headers={"user-agent": "Another"})

    assert UserSession.objects.get().user_agent == "Another"


def test_a_visitor_is_not_noted(client):
    make_home()

    client.get("/")

    assert not UserSession.objects.exists()
