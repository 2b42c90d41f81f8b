"""Plain functions that make what a test needs, with sensible defaults; what matters to the test is passed by name."""

from itertools import count
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import Page, Site

from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    CardNumber,
    ContactCardPage,
    Contactpunt,
    Functie,
    Gemeente,
    Membership,
    Organisatiesoort,
    Werkproces,
)
from home.models import HomePage

_number = count(1)


def make_gemeente(naam: str = "", **values: Any) -> Gemeente:
    n = next(_number)
    naam = naam or f"Testgemeente {n}"
    return Gemeente.objects.create(code=f"GM{9000 + n}", naam=naam, slug=f"gemeente-{n}", **values)


def make_home() -> HomePage:
    """The home page of the default site; made once a test."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title="VindElkaar", slug="start"))
        Site.objects.update(root_page=home)
        Site.clear_site_root_paths_cache()
    return home


def make_region(naam: str = "", gemeenten: Any = (), **values: Any) -> AgencyIndexPage:
    naam = naam or f"Regio {next(_number)}"
    region = make_home().add_child(instance=AgencyIndexPage(title=naam, **values))
    region.gemeenten = list(gemeenten)
    region.save()
    return region


def make_agency(
    naam: str = "", *, region: AgencyIndexPage | None = None, werkgebied: Any = None, **values: Any
) -> AgencyPage:
    """A live agency in a region of its own unless one is given; it works in the whole region unless told otherwise."""
    region = region or AgencyIndexPage.objects.first() or make_region(gemeenten=[make_gemeente()])
    agency = region.add_child(instance=AgencyPage(title=naam or f"Organisatie {next(_number)}", **values))
    agency.werkgebied = list(region.gemeenten.all()) if werkgebied is None else list(werkgebied)
    agency.save()
    return agency


def make_team(agency: AgencyPage, naam: str = "", **values: Any) -> AgencyPage:
    return agency.add_child(instance=AgencyPage(title=naam or f"Team {next(_number)}", **values))


def make_card(
    agency: AgencyPage | None = None, *, nummer: str = "", gemeenten: Any = (), **values: Any
) -> ContactCardPage:
    """A live card of a person (`achternaam`), or of a function with `soort="functie"`; under an agency or team."""
    n = next(_number)
    if values.get("soort") == "functie":
        values.setdefault("functie_lokaal", f"Loket {n}")
    else:
        values = {"voornaam": "Anna", "achternaam": f"Testma{n}", **values}
    card = ContactCardPage(**values)
    (agency or make_agency()).add_child(instance=card)
    card.gemeenten = list(gemeenten)
    if nummer:
        card.nummers = [CardNumber(nummer=nummer)]
    card.save()
    return card


def make_contactpunt(agency: AgencyPage, naam: str = "Balie", **values: Any) -> Contactpunt:
    values.setdefault("telefoon", "0516000100")
    return Contactpunt.objects.create(page=agency, naam=naam, **values)


def make_werkproces(agency: AgencyPage, naam: str = "Bijzondere bijstand", **values: Any) -> Werkproces:
    return Werkproces.objects.create(page=agency, naam=naam, **values)


def make_functie(naam: str = "", **values: Any) -> Functie:
    n = next(_number)
    return Functie.objects.create(code=f"functie-{n}", naam=naam or f"Functie {n}", **values)


def make_soort(naam: str = "Gemeente") -> Organisatiesoort:
    return Organisatiesoort.objects.get_or_create(code=naam.lower(), defaults={"naam": naam})[0]


def make_user(mail: str = "", *, wachtwoord: str = "geheim-voor-test", **values: Any) -> User:
    mail = mail or f"iemand{next(_number)}@test.example"
    return User.objects.create_user(mail, mail, wachtwoord, **values)


def make_professional(agency: AgencyPage | None = None, **values: Any) -> User:
    """A login that is a member of an agency."""
    user = make_user(**values)
    Membership.objects.create(user=user, agency=agency or make_agency())
    return user
