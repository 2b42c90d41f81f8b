"""Who asks where no browser does: on the command line, in test questions and in measurements."""

from django.contrib.auth.models import User

from directory.models import AgencyIndexPage
from directory.visibility import IEDEREEN, VISITOR, Audience, audience_for

PROFESSIONAL = "professional"


def professional() -> Audience:
    """A member in every region, of no agency in particular."""
    regions = list(AgencyIndexPage.objects.live().prefetch_related("gemeenten"))
    gemeenten = frozenset(g.pk for region in regions for g in region.gemeenten.all())
    return Audience(regios=frozenset(region.pk for region in regions), gemeenten=gemeenten)


def audience_named(wie: str) -> Audience:
    """`iedereen`, `professional` or a login by its mail; raises LookupError where there is no such login."""
    if wie == IEDEREEN:
        return VISITOR
    if wie == PROFESSIONAL:
        return professional()
    user = User.objects.filter(email__iexact=wie, is_active=True).first()
    if user is None:
        raise LookupError(f"Er is geen login met het mailadres {wie}.")
    return audience_for(user)
