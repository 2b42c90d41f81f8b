"""The table of who gets what: every audience, every field at every level of visibility, through every channel.

What should arrive is written out here as a table, and asks nothing of the code that it judges.
"""

import shutil
import subprocess

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from directory.models import CardNumber, CardState, Contactpunt, Membership, OokTeVinden, Zichtbaar
from phonebook.models import Samenlijst
from phonebook.subscriptions import subscribe
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_team,
    make_user,
)
from tests.phonebook.dav.conftest import Device
from tests.phonebook.samenlijst.people import FORMS as TABLE_FORMS
from tests.phonebook.samenlijst.people import address, join
from tests.phonebook.test_tables import FORMS, digits, text_of
from tests.phonebook.test_views import as_bitmap
from tests.programs import needs

pytestmark = pytest.mark.django_db
IEDEREEN, PROFESSIONALS, ORGANISATIE, REDACTIE = Zichtbaar
MEMBERS = {"own", "editor", "own, may not save"}
# Who sees something of a level, and who may take something along at all.
SEES = {
    IEDEREEN: MEMBERS | {"visitor", "no member", "other region", "in region", "coordinator", "administrator"},
    PROFESSIONALS: MEMBERS | {"in region", "coordinator", "administrator"},
    ORGANISATIE: MEMBERS,
    REDACTIE: {"editor", "coordinator", "administrator"},
}
TABLES = {"meenemen_outlook", "meenemen_google"}
SAVES_NOTHING = {"own, may not save", "no member"}
DESKS = {Contactpunt.Voor.INWONERS: IEDEREEN, Contactpunt.Voor.PROFESSIONALS: PROFESSIONALS}


class World:
    """An agency with a person and a function of each level, each with a number of each level; and who looks at it."""

    def __init__(self):
        region = make_region(gemeenten=[make_gemeente()])
        self.agency = make_agency("Organisatie A", region=region)
        self.cards, self.fields = [], {}  # of each field who sees it, by what stands in it
        other_place = make_team(self.agency, "Team Elders")
        for soort in ("persoon", "functie"):
            for level in Zichtbaar:
                self._fill(self._card(soort, level), level, other_place)
        for voor, level in DESKS.items():
            number = f"051600090{level.value}"
            make_contactpunt(self.agency, f"Loket {voor}", telefoon=number, voor=voor)
            self.fields[number] = SEES[level]
        self.users = self._users(region)

    def _card(self, soort, level):
        mark = f"{soort}x{level.value}"
        name = {"achternaam": f"Naam{mark}"} if soort == "persoon" else {"functie_lokaal": f"Naam{mark}"}
        card = make_card(self.agency, soort=soort, zichtbaar=level, mail=f"{mark}@voorbeeld.example", **name)
        card.bel_mij_voor = [f"Onderwerp{mark}"]
        card.save()
        CardState.objects.filter(card=card).update(plafond=IEDEREEN)
        self.cards.append(card)
        return card

    def _fill(self, card, level, other_place):
        mark = f"{card.soort}x{level.value}"
        self.fields |= dict.fromkeys([f"Naam{mark}", f"{mark}@voorbeeld.example", f"Onderwerp{mark}"], SEES[level])
        for own in Zichtbaar:
            number = f"05160{len(self.cards)}{own.value}{7 - own.value}11"
            CardNumber.objects.create(page=card, nummer=number, zichtbaar=own)
            self.fields[number] = SEES[level] & SEES[max(level, own)]  # never wider than its card
        elsewhere = f"05160{len(self.cards)}9922"
        OokTeVinden.objects.create(page=card, organisatie=other_place, nummer=elsewhere)
        self.fields[elsewhere] = SEES[level]

    def _users(self, region):
        elsewhere = make_agency("Organisatie B", region=make_region(gemeenten=[make_gemeente()]))
        editor, coordinator, silent = make_professional(self.agency), make_user(), make_professional(self.agency)
        Membership.objects.create(user=editor, agency=self.agency, rol=Membership.Rol.REDACTIE)
        Membership.objects.create(user=coordinator, regio=region, rol=Membership.Rol.COORDINATOR)
        Membership.objects.filter(user=silent).update(exporteren=False)
        return {
            "visitor": None,
            "no member": make_user(),
            "other region": make_professional(elsewhere),
            "in region": make_professional(make_agency("Organisatie C", region=region)),
            "own": make_professional(self.agency),
            "own, may not save": silent,
            "editor": editor,
            "coordinator": coordinator,
            "administrator": User.objects.create_superuser("beheer@test.example"),
        }

    def arrives(self, ask):
        """Of each field the audiences that find it in what `ask(client, user)` gives."""
        texts = {}
        for name, user in self.users.items():
            client = Client()
            if user:
                client.force_login(user)
            texts[name] = ask(client, user)
        numbers = {name: digits(text) for name, text in texts.items()}
        return {
            field: {name for name in texts if field in texts[name] or (field.isdigit() and field in numbers[name])}
            for field in self.fields
        }

    def saved(self):
        return {field: names - SAVES_NOTHING for field, names in self.fields.items()}


@pytest.fixture
def world(settings):
    cache.clear()
    settings.EXPORT_CARDS_A_DAY = 10_000
    return World()


def given(response):
    return text_of(response) if response.status_code == 200 else ""


def test_the_pages_show_to_each_what_each_may_see(world):
    pages = [world.agency.url, *(card.get_absolute_url() for card in world.cards)]

    found = world.arrives(lambda client, user: "".join(given(client.get(page)) for page in pages))

    assert found == world.fields


def test_the_files_of_one_hold_what_each_may_take_along(world):
    desks = [reverse("contactpunt_vcf", args=[punt.uuid]) for punt in world.agency.contactpunten.all()]
    files = [*(reverse("kaart_vcf", args=[card.short_id]) for card in world.cards), *desks]

    found = world.arrives(lambda client, user: "".join(given(client.get(file)) for file in files))

    assert found == world.saved()


def test_the_file_of_the_organisation_holds_what_each_may_take_along(world):
    file = reverse("organisatie_vcf", args=[world.agency.uuid])

    assert world.arrives(lambda client, user: given(client.get(file))) == world.saved()


def test_a_selection_holds_what_each_may_take_along_in_every_form(world):
    """A table has columns for three or four numbers: there the last ones may be missing."""
    desks = [f"c-{punt.uuid}" for punt in world.agency.contactpunten.all()]
    data = {"kaart": [*(card.short_id for card in world.cards), *desks]}

    for form in FORMS:
        found = world.arrives(lambda client, user, form=form: given(client.get(reverse(form), data)))
        whole = {field: names for field, names in found.items() if form not in TABLES or not field.isdigit()}
        assert whole == {field: world.saved()[field] for field in whole}, form
        assert [field for field, names in found.items() if not names <= world.saved()[field]] == [], form


@pytest.mark.parametrize("which", ["agency", "gemeente"])
def test_a_subscription_holds_what_each_may_take_along(world, which):
    bron = world.agency if which == "agency" else world.agency.werkgebied.get()

    def book(client, user):
        if user is None:  # a visitor can have none
            return ""
        issued = subscribe(user=user, naam="Telefoon", bron=bron)
        return "".join(Device(issued.subscription.slug, issued.token).cards().values())

    assert world.arrives(book) == {field: names - {"visitor"} for field, names in world.saved().items()}


@pytest.mark.program("zbar-tools")
def test_the_code_with_a_card_in_it_holds_what_each_may_take_along(world, tmp_path):
    """It has room for two numbers, so those of the widest level: the others are left out here."""
    needs(bool(shutil.which("zbarimg")), "zbar-tools")
    persons = world.cards[:4]

    def codes(client, user):
        answers = [client.get(reverse("kaart_qr_los", args=[card.short_id])) for card in persons]
        return "".join(decoded(tmp_path, one.content.decode()) for one in answers if one.status_code == 200)

    found, expected = world.arrives(codes), world.saved()
    for card, level in zip(persons, Zichtbaar, strict=True):
        assert found[f"Naam{card.soort}x{level.value}"] == expected[f"Naam{card.soort}x{level.value}"]
    assert all(found[field] <= expected[field] for field in world.fields)


def decoded(folder, page):
    (folder / "code.pbm").write_bytes(as_bitmap(page))
    command = ["zbarimg", "-q", "--raw", folder / "code.pbm"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


# A Samenlijst: the person chooses, and the choice counts for all around the table -------------------------------------
CHANNELS = ["samenlijst", *TABLE_FORMS]


@pytest.mark.parametrize("chosen", [("vast",), ("mobiel", "mail"), ()])
def test_a_table_gets_what_was_chosen_and_nothing_else(world, chosen):
    table, shown = make_table(world, chosen)

    found = {
        channel: world.arrives(
            lambda client, user, to=channel: given(at_table(client, user, table).get(address(to, table)))
        )
        for channel in CHANNELS
    }

    everybody = set(world.users) - {"own"}  # who reads all of the own card there, to choose from
    for channel in CHANNELS:
        gets = everybody if channel == "samenlijst" else everybody - SAVES_NOTHING
        meant = {field: gets if kind in (*chosen, "naam") else set() for field, kind in shown.items()}
        assert {field: found[channel][field] - {"own"} for field in shown} == meant, channel


def make_table(world, chosen):
    """A list on which the person for professionals stands, with the kinds of that card's fields."""
    card = world.cards[1]
    CardNumber.objects.filter(page=card, zichtbaar=ORGANISATIE).update(soort="mobiel")
    CardNumber.objects.filter(page=card, zichtbaar=REDACTIE).update(soort="mobiel")
    CardState.objects.filter(card=card).update(user=world.users["own"])
    client = Client()
    client.force_login(world.users["own"])
    client.post(reverse("samen_nieuw"), {"naam": "Tafel 3"})
    table = Samenlijst.objects.get()
    join(client, table, *chosen)
    by_level = {n.zichtbaar: n.nummer.as_national.replace(" ", "") for n in card.nummers.all()}
    kinds = {by_level[IEDEREEN]: "vast", by_level[PROFESSIONALS]: "vast", by_level[ORGANISATIE]: "mobiel"}
    mark = f"persoonx{PROFESSIONALS.value}"
    return table, {
        **kinds, by_level[REDACTIE]: "never", f"Naam{mark}": "naam", f"{mark}@voorbeeld.example": "mail",
        f"Onderwerp{mark}": "never",
    }  # fmt: skip


def at_table(client, user, table):
    """Everybody at the table stands on the list; who has no card gives a name and a number."""
    if user is None or user.pk != table.user_id:
        join(client, table, naam="Gast", organisatie="Elders", nummer="0516000299")
    return client
