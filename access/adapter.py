"""How logging in behaves here: nobody signs up alone, and every message is plain Dutch."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

HOME = 64  # bits of an IPv6 address that tell one home or office from another


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an editor or the coordinator, never by a visitor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Deze login is uitgezet. Bel de coördinator van de gids.",
        "email_password_mismatch": "Dit mailadres en wachtwoord horen niet bij elkaar. Kijk ze na, of vraag een code.",
        "enter_current_password": "Vul je wachtwoord van nu in.",
        "incorrect_code": "Deze code klopt niet. Kijk de mail nog eens na, of vraag een nieuwe code.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_login": "Inloggen is niet gelukt. Probeer het opnieuw.",
        "rate_limited": "Je hebt het te vaak achter elkaar gevraagd. Wacht een paar minuten.",
        "too_many_login_attempts": "Er is te vaak geprobeerd in te loggen. Wacht vijf minuten en probeer het opnieuw.",
        "unknown_email": "Met dit mailadres kun je hier niet inloggen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits are counted by; of IPv6 the network, for one home or office has all of it."""
        address = ip_address(super().get_client_ip(request))
        if isinstance(address, IPv6Address):
            return str(address.ipv4_mapped or ip_network((address, HOME), strict=False)[0])
        return str(address)
