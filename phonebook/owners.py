"""Whose a list is: of a login, or of a browser without one."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import HttpRequest

BROWSER = "browser"  # where a session keeps the mark of this browser


@dataclass(frozen=True)
class Owner:
    """A login, else the mark of a browser; "" for a browser that has made nothing yet."""

    user: User | None = None
    browser: str = ""

    def __bool__(self) -> bool:
        return bool(self.user or self.browser)


def owner_of(request: HttpRequest) -> Owner:
    """Who looks; nothing is kept of somebody who only looks."""
    user = request.user if isinstance(request.user, User) else None
    return Owner(user, request.session.get(BROWSER, ""))


def marked_owner_of(request: HttpRequest) -> Owner:
    """Who makes something: a browser gets a mark, kept in its session, that tells nothing about the person."""
    if BROWSER not in request.session:
        request.session[BROWSER] = secrets.token_hex(16)
    return owner_of(request)
