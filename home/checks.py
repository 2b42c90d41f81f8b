"""Says before the site goes live what mails and cards of the phone would lead to nowhere."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.http.request import validate_host


@register(deploy=True)
def check_site_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SITE_URL stands in invitations and on exported cards: it is where this site answers, over https."""
    hint = "Like https://gids.example: the address that people type, one of ALLOWED_HOSTS."
    try:
        parts = urlsplit(settings.SITE_URL)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        return [Error("SITE_URL is no https address.", hint=hint, id="home.E001")]
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        return [Error("The host of SITE_URL is not in ALLOWED_HOSTS.", hint=hint, id="home.E001")]
    return []
