"""What the browse lists show: agencies by letter, subject and gemeente, in a number of queries that never grows."""

from django.db.models import Count

from directory.models import AgencyPage, Contactpunt, Gemeente

SOORT_GEMEENTE = "gemeente"  # code of the Organisatiesoort


def residents_desk(gemeente: Gemeente) -> Contactpunt | None:
    """The number that residents of a gemeente may ring: the first open one of the gemeente itself, never a guess."""
    own = AgencyPage.objects.live().agencies().filter(soort__code=SOORT_GEMEENTE, werkgebied=gemeente, landelijk=False)
    desks = Contactpunt.objects.filter(page__in=own.values("pk"), voor=Contactpunt.Voor.INWONERS).exclude(telefoon="")
    nearest = desks.annotate(reach=Count("page__werkgebied")).select_related("page")
    return nearest.order_by("reach", "page__title", "sort_order", "pk").first()
