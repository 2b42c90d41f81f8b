"""What every public template needs: the region and who is looking."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from directory.keeping import kept
from directory.regions import first_region
from directory.visibility import audience_of


def gids(request: HttpRequest) -> dict[str, Any]:
    """`regio` (the first live region), `audience` and `mag_beheer` (may enter the admin), read only when used."""
    return {
        "regio": SimpleLazyObject(first_region),
        "audience": SimpleLazyObject(lambda: audience_of(request)),
        "mag_beheer": SimpleLazyObject(lambda: _may_enter(request)),
    }


def _may_enter(request: HttpRequest) -> bool:
    user = request.user
    return kept(("admin", user.pk, user.is_superuser), lambda: user.has_perm("wagtailadmin.access_admin"))
