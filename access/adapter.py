"""How allauth behaves here: nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by an editor or the coordinator, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
