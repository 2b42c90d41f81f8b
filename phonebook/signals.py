"""What a browser made without a login becomes the login's own."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from phonebook import lists, samen
from phonebook.owners import BROWSER


@receiver(user_logged_in)
def take_along(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Lists and places on a Samenlijst go along with somebody who logs in."""
    browser = request.session.get(BROWSER) if request and hasattr(request, "session") else None
    if browser:
        lists.merge(browser=browser, user=user)
        samen.take_over(browser=browser, user=user)
