"""What every public template needs: the region and who is looking."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from directory.models import AgencyIndexPage
from directory.visibility import audience_of


def gids(request: HttpRequest) -> dict[str, Any]:
    """`regio` (the first live region, None on an empty site) and `audience`, both read only when used."""
    return {
        "regio": SimpleLazyObject(lambda: AgencyIndexPage.objects.live().order_by("path").first()),
        "audience": SimpleLazyObject(lambda: audience_of(request)),
    }
