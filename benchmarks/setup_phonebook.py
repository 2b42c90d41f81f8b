"""Fills an empty database with a region of many cards, and a login whose subscriptions hold all of them.

Run by phonebook.py in a process of its own, as `python -m benchmarks.setup_phonebook`: `fill CARDS`,
`subscribe DEVICES` (prints names and passwords), `change CARDS`, `write ROUNDS` (times the writing of files).
"""

import statistics
import sys
import time
from typing import Any

import django
import vobject

django.setup()

from django.contrib.auth.models import User  # noqa: E402  # after setup
from django.db import transaction  # noqa: E402  # after setup
from django.utils import timezone  # noqa: E402  # after setup

from directory.models import ContactCardPage, Gemeente, Membership  # noqa: E402  # after setup
from directory.visibility import audience_for  # noqa: E402  # after setup
from phonebook.bundle import look_of  # noqa: E402  # after setup
from phonebook.models import Subscription  # noqa: E402  # after setup
from phonebook.sources import Holding, holding_of  # noqa: E402  # after setup
from phonebook.subscriptions import subscribe  # noqa: E402  # after setup
from phonebook.vcard import Vcard, write  # noqa: E402  # after setup
from tests.factories import make_agency, make_contactpunt, make_functie, make_gemeente, make_region  # noqa: E402  # after setup
from tests.many import make_cards  # noqa: E402  # after setup

AGENCIES = 50
MAIL = "meten@voorbeeld.example"


@transaction.atomic
def fill(cards: int) -> None:
    region = make_region("Meetregio", gemeenten=[make_gemeente("Meetstad")])
    functies = [make_functie(f"Klantmanager {n}") for n in range(20)]
    for n in range(AGENCIES):
        agency = make_agency(f"Instelling {n}", region=region)
        make_contactpunt(agency, voor="inwoners", openingstijden=["ma-vr 9.00-17.00"])
        make_cards(agency, cards // AGENCIES, functies)
    user = User.objects.create_user(MAIL, MAIL)
    Membership.objects.create(user=user, agency=agency)


def subscribe_devices(number: int) -> None:
    user, gemeente = User.objects.get(username=MAIL), Gemeente.objects.get()
    for n in range(number):
        issued = subscribe(user=user, naam=f"Toestel {n}", bron=gemeente)
        print(issued.subscription.slug, issued.token)


def change(number: int) -> None:
    """Give so many cards another function, each time another one."""
    some = ContactCardPage.objects.order_by("uuid").values_list("pk", flat=True)[:number]
    ContactCardPage.objects.filter(pk__in=list(some)).update(functie_lokaal=f"Anders {timezone.now()}")


def write_files(rounds: int) -> None:
    """Seconds of processor for one file of all cards, ours and vobject's in turn, and for reading them."""
    subscription = Subscription.objects.select_related("user").latest("pk")
    look = look_of(audience_for(subscription.user))
    started = time.process_time()
    cards = list(holding_of(subscription, look, Holding()).cards.values())
    print(f"\n{len(cards)} contacts read and made: {time.process_time() - started:.2f} s")
    spent: dict[str, list[float]] = {"written by us": [], "written by vobject": []}
    for _ in range(rounds):
        for times, how in zip(spent.values(), (write, _by_vobject), strict=True):
            started = time.process_time()
            how(cards)
            times.append(time.process_time() - started)
    for name, times in spent.items():
        print(f"{name}: {statistics.median(times):.2f} s")


def _by_vobject(cards: list[Vcard]) -> str:
    return "".join(_vobject_of(card).serialize() for card in cards)


def _vobject_of(card: Vcard) -> Any:
    made = vobject.vCard()
    made.add("n").value = vobject.vcard.Name(family=card.naam.family, given=card.naam.given)
    for name, value in (("uid", card.uid), ("fn", card.naam.voluit), ("note", "\n".join(card.note))):
        made.add(name).value = value
    for name, values in (("org", card.org), ("categories", card.categories)):
        made.add(name).value = list(values)
    for name, value in (("title", card.title), ("email", card.mail), ("url", card.urls[0])):
        made.add(name).value = value
    for tel in card.tels:
        line = made.add("tel")
        line.value, line.type_param = tel.nummer, list(tel.kinds)
    return made


DO = {"fill": fill, "subscribe": subscribe_devices, "change": change, "write": write_files}
DO[sys.argv[1]](int(sys.argv[2]))
