"""An organisation with some people, a subscription on it, and what happens to them while a device looks on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone

from directory.models import AgencyPage, CardState, ContactCardPage
from phonebook.models import Subscription
from phonebook.subscriptions import stop, subscribe
from tests.factories import make_agency, make_card, make_professional


@dataclass(frozen=True)
class Device:
    slug: str
    token: str


def make() -> Device:
    """Fill an empty database: an agency, and three people with a sign or two that readers stumble over."""
    call_command("migrate", verbosity=0)
    agency = make_agency("Gemeente Voorbeeldstad; afdeling A, B")
    make_card(agency, voornaam="Anna", achternaam="Eerst", nummer="0516000121", functie_lokaal="Consulent")
    make_card(agency, voornaam="Ímke", achternaam="Weg", nummer="0516000122")
    make_card(agency, voornaam="Bea", achternaam="Verborgen", nummer="0516000123")
    issued = subscribe(user=make_professional(agency), naam="Proef", bron=agency)
    return Device(issued.subscription.slug, issued.token)


def _nothing(device: Device) -> None:
    pass


def _change(device: Device) -> None:
    agency = AgencyPage.objects.get()
    ContactCardPage.objects.filter(achternaam="Eerst").update(achternaam="Anders", functie_lokaal="Regisseur")
    CardState.objects.filter(card__achternaam="Weg").update(vertrokken_op=timezone.localdate())
    CardState.objects.filter(card__achternaam="Verborgen").update(exporteren=False)
    make_card(agency, voornaam="Cor", achternaam="Erbij", nummer="0516000124")


def _stop(device: Device) -> None:
    stop(Subscription.objects.get(slug=device.slug))


# What happens at the site, then what the program is told; the answer to the last word is shown.
STEPS: list[tuple[str, Callable[[Device], None], list[str]]] = [
    ("discovery from the name of the site", _nothing, ["find"]),
    ("first sync", _nothing, ["open", "list"]),
    ("is it read-only", _nothing, ["readonly"]),
    ("change, leave, hide, add", _change, ["refresh", "list"]),
    ("nothing changed", _nothing, ["refresh", "list"]),
    ("writing", _nothing, ["write"]),
    ("after writing", _nothing, ["refresh", "list"]),
    ("subscription stopped", _stop, ["refresh", "list"]),
]
