"""Writing the region's page, and the home page and site above it where they are missing."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from directory import actions
from directory.loading.records import Record
from directory.loading.writing.laying import Report, add_page, lay, save_page
from directory.loading.writing.stored import Stored
from directory.models import AgencyIndexPage

SITE = {"hostname": "localhost", "port": 80, "site_name": "VindElkaar", "is_default_site": True}


def write(regio: Record, stored: Stored, report: Report) -> AgencyIndexPage:
    """The page of the region, up to date, with the group of its coordinators."""
    report.at = regio.spot
    page = AgencyIndexPage.objects.filter(ref=regio["ref"]).first() or AgencyIndexPage(ref=regio["ref"])
    changed = lay(page, _values(regio, stored))
    if page.pk is None:
        add_page(home_page(), page)
        report.new["regio’s"] += 1
    elif changed:
        save_page(page, changed)
        report.changed["regio’s"] += 1
    actions.editor_group(page)
    return page


def _values(regio: Record, stored: Stored) -> dict[str, Any]:
    values = {
        "title": regio["naam"],
        "slug": regio["slug"],
        "soort": regio["soort"] or AgencyIndexPage.Soort.ARBEIDSMARKTREGIO,
        "gemeenten": gemeenten_of(regio, stored),
        "afzender": regio["afzender"],
    }
    if regio["controle_maanden"]:
        values["controle_maanden"] = regio["controle_maanden"]
    if coordinator := regio["coordinator"]:
        values |= {
            "coordinator": coordinator["naam"],
            "coordinator_telefoon": coordinator["telefoon"].nummer if coordinator["telefoon"] else "",
            "coordinator_mail": coordinator["mail"],
            "coordinator_bereikbaar": coordinator["bereikbaar"],
        }
    return values


def gemeenten_of(regio: Record, stored: Stored) -> list[Any]:
    """The gemeenten of a region: those of its arbeidsmarktregio and those named apart."""
    named = stored.many("gemeente", regio["gemeenten"])
    return list(dict.fromkeys([*stored.gemeenten(regio["arbeidsmarktregio"]), *named]))


def home_page() -> Page:
    """The page under which regions stand; made as root of the site, in place of Wagtail's welcome page."""
    # Which type of page that is, is told by the region: this app does not know the home app.
    (model,) = AgencyIndexPage.allowed_parent_page_models()
    home = model.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=model(title="VindElkaar", slug="start"))
    site = Site.objects.filter(is_default_site=True).first() or Site(**SITE)
    if site.root_page_id != home.pk:
        _make_root(site, home)
    return home


def _make_root(site: Site, home: Page) -> None:
    welcome = site.root_page if site.root_page_id else None
    address = urlsplit(settings.SITE_URL)
    site.root_page, site.site_name = home, SITE["site_name"]
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.save()
    Site.clear_site_root_paths_cache()
    if welcome and type(welcome.specific) is Page and not welcome.get_children().exists():
        welcome.delete()
        home.refresh_from_db()
