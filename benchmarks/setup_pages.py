"""Adds what benchmarks/pages.py measures to a filled demo: a bare page, an agency with 50 cards, a login's session."""

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  # after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  # after setup

from benchmarks.bare.models import BarePage  # noqa: E402  # after setup
from directory.models import AgencyIndexPage, CardNumber, ContactCardPage, Functie, Membership  # noqa: E402  # after setup
from home.models import HomePage  # noqa: E402  # after setup
from tests.factories import make_agency, make_contactpunt, make_werkproces  # noqa: E402  # after setup

CARDS = 50


def main() -> None:
    HomePage.objects.get().add_child(instance=BarePage(title="Kaal", slug="kaal", tekst="Een alinea tekst. " * 10))
    region = AgencyIndexPage.objects.get()
    agency = make_agency("Meetbureau", region=region, slug="meetbureau", opdracht="Meten. " * 20, voor_wie="Iedereen.")
    for n in range(5):
        make_werkproces(agency, f"Werkproces {n}", wat="Wat wij doen. " * 10)
    make_contactpunt(agency, voor="inwoners", openingstijden=["ma-vr 9.00-17.00"])
    functies = list(Functie.objects.all()[:10])
    for n in range(CARDS):
        card = ContactCardPage(voornaam="Anna", achternaam=f"Meetstra{n}", functie=functies[n % 10])
        agency.add_child(instance=card)
        card.nummers = [CardNumber(nummer=f"05160001{n:02}")]
        card.save()
    print(_session(Membership.objects.filter(rol="professional").first().user))


def _session(user: object) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


main()
