"""Fills an empty database with a meeting: people with a login and a card of their own, and cards to save.

Run in a process of its own, as `python -m tests.phonebook.meeting.fill PEOPLE CARDS`; prints JSON: the sessions of the
people, the values of the cards, and the key of a Samenlijst with nobody on it.
"""

import json
import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  # after setup
from django.contrib.auth.models import User  # noqa: E402  # after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  # after setup
from django.db import transaction  # noqa: E402  # after setup

from directory.models import AgencyPage, CardState, ContactCardPage, Membership  # noqa: E402  # after setup
from phonebook.models import Samenlijst  # noqa: E402  # after setup
from tests.factories import make_agency, make_functie  # noqa: E402  # after setup
from tests.many import make_cards  # noqa: E402  # after setup


@transaction.atomic
def main(people: int, cards: int) -> None:
    agency, functies = make_agency("Gemeente Vergaderstad"), [make_functie()]
    own = make_cards(agency, people, functies)
    saved = make_cards(make_agency("Gemeente Spreekstad"), cards, functies)
    sessions = [_session(_person(card, agency)) for card in own]
    samenlijst = Samenlijst.objects.create(naam="Zaal 1", browser="x").sleutel
    told = {"sessions": sessions, "values": [card.short_id for card in saved], "samenlijst": samenlijst}
    sys.stdout.write(f"{json.dumps(told)}\n")


def _person(card: ContactCardPage, agency: AgencyPage) -> User:
    user = User.objects.create(username=f"mens{card.pk}@voorbeeld.example")
    Membership.objects.create(user=user, agency=agency)
    CardState.objects.filter(card=card).update(user=user)
    return user


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


main(*map(int, sys.argv[1:]))
