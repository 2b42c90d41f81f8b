"""What pages of other apps show of lists: how many cards stand on Mijn lijst, and an agency's startlijst."""

from typing import Any

from django import template
from django.http import HttpRequest

from directory.models import AgencyPage
from directory.visibility import audience_of
from phonebook import lists
from phonebook.bundle import look_of
from phonebook.list_views import current
from phonebook.models import Kaartlijst
from phonebook.subscriptions import may_subscribe

register = template.Library()


@register.simple_tag(takes_context=True)
def in_lijst(context: template.Context) -> int:
    """How many cards stand on the list that new cards go to; 0 without a query for who never made one."""
    request: HttpRequest | None = context.get("request")
    if request is None or not hasattr(request, "session"):
        return 0
    mine = current(request)
    return int(getattr(mine, "aantal", 0))


@register.inclusion_tag("phonebook/_startlijst.html", takes_context=True)
def startlijst(context: template.Context, page: AgencyPage) -> dict[str, Any]:
    """The startlijst of an agency or team, for its own people only; each sees of it what each may see."""
    request: HttpRequest | None = context.get("request")
    audience = audience_of(request) if request else None
    if audience is None or page.top.pk not in audience.agencies:
        return {}
    start = Kaartlijst.objects.filter(startlijst_van=page).first()
    if start is None:
        return {}
    values = lists.values_of(start)
    inhoud = lists.contents(look_of(audience), values)
    return {
        "lijst": start,
        "regels": inhoud.regels,
        "kaarten": inhoud.kaarten,
        "mag_weg": page.top.pk in audience.redactie,
        "mag_abonneren": may_subscribe(audience),
        "page": page,
        "csrf_token": context.get("csrf_token"),
    }
