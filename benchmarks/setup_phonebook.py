"""Fills an empty database with a region of many cards, and a login whose subscriptions hold all of them.

Run by phonebook.py in a process of its own, as `python -m benchmarks.setup_phonebook`: `fill CARDS`,
`subscribe DEVICES` (prints names and passwords), `change CARDS`, `write ROUNDS` (times the writing of files).
"""

import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402  # after setup
from django.db import transaction  # noqa: E402  # after setup
from django.utils import timezone  # noqa: E402  # after setup

from directory.models import ContactCardPage, Gemeente, Membership  # noqa: E402  # after setup
from phonebook.subscriptions import subscribe  # noqa: E402  # after setup
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


DO = {"fill": fill, "subscribe": subscribe_devices, "change": change}
DO[sys.argv[1]](int(sys.argv[2]))
