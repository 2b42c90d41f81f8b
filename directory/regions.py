"""Where pages stand: the live regions, which nearly every page asks for, and addresses."""

from wagtail.models import Page

from directory.keeping import kept
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage


def live_regions() -> list[AgencyIndexPage]:
    """The live regions in the order of the tree, with their gemeenten; shared between requests."""
    return kept("regions", lambda: list(AgencyIndexPage.objects.live().order_by("path").prefetch_related("gemeenten")))


def first_region() -> AgencyIndexPage | None:
    """The region that the site opens with; None on an empty site."""
    return next(iter(live_regions()), None)


def url_of(page: Page) -> str:
    """The address of a page, asked once."""
    return kept(("url", page.pk), lambda: page.url or "")


def region_of(page: AgencyPage | ContactCardPage) -> AgencyIndexPage | None:
    """The region under which a page stands in the tree; None for a page that stands nowhere yet."""
    if not page.path:
        return None
    live = (region for region in live_regions() if page.path.startswith(region.path))
    return next(live, None) or AgencyIndexPage.objects.ancestor_of(page).first()
