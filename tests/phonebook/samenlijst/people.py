"""Steps of the people around a table: who they are, how they join, what they see."""

from django.test import Client
from django.urls import reverse

from directory.models import CardNumber, CardState, Zichtbaar
from tests.factories import make_card, make_professional

GUEST = {"naam": "Gerrit de Gast", "organisatie": "Buurthuis De Kom", "nummer": "0516 - 00 02 00 tst. 12"}
FORMS = ["samen_vcf", "samen_zip", "samen_outlook", "samen_google", "samen_papier"]


def person(agency, surname, **fields):
    """A client logged in with a card of its own: a number for the region, and a mobile for its own organisation."""
    card = make_card(agency, achternaam=surname, nummer="0516000120", mail=f"{surname.lower()}@x.example", **fields)
    mobile = CardNumber(nummer="0612345678", soort="mobiel", zichtbaar=Zichtbaar.ORGANISATIE)
    card.nummers.add(mobile)
    card.save()
    user = make_professional(agency)
    CardState.objects.filter(card=card).update(user=user)
    client = Client()
    client.force_login(user)
    client.card, client.user = card, user
    return client


def address(name, table):
    return reverse(name, args=[table.sleutel])


def join(client, table, *toont, **guest):
    return client.post(address("samen_mee", table), {"toont": toont, **guest}, follow=True)


def page(client, table):
    return client.get(address("samenlijst", table)).content.decode()
