"""Turnover by every route: whoever goes, moves or takes over, each old way ends at the right person, once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory.actions import leave
from directory.models import Check, ContactCardPage
from phonebook.models import Kaartlijst
from tests.factories import make_agency, make_card
from tests.phonebook.rfc2426 import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client, owner):
    cache.clear()
    client.force_login(owner)


@pytest.fixture
def cor():
    """Who works at another agency of the region."""
    return make_card(make_agency("Buurtteam Elders"), voornaam="Cor", achternaam="Later", nummer="0516000123")


@pytest.fixture
def desk(agency, anna):
    return make_card(agency, soort="functie", functie_lokaal="Wijkloket", houder=anna, nummer="0516000140")


class Routes:
    """Every way by which somebody has a card: made before the change, walked after it."""

    def __init__(self, client, subscribed, owner, agency, *cards):
        self.client, self.cards = client, cards
        lijst = Kaartlijst.objects.create(user=owner)
        for n, card in enumerate(cards):
            lijst.regels.create(waarde=card.short_id, plek=n)
        sources = {"list": lijst, "agency": agency, "gemeente": agency.werkgebied.get()}
        self.books = {name: subscribed(bron) for name, bron in sources.items()}
        self.tokens = {name: book.sync().token for name, book in self.books.items()}

    def link(self, card):
        """The address on a saved card, and in a code on paper."""
        return self.client.get(card.get_absolute_url()).content.decode()

    def names(self, route):
        """The names that come now, by the old file address, a selection, or a book that was synced before."""
        if route == "file":
            answers = [self.client.get(reverse("kaart_vcf", args=[card.short_id])) for card in self.cards]
            return sorted({one.text("FN") for answer in answers for one in read(answer.content)})
        if route == "selection":
            data = {"kaart": [card.short_id for card in self.cards]}
            return sorted(one.text("FN") for one in read(self.client.get(reverse("meenemen_vcf"), data).content))
        cards = [read(text.encode())[0] for text in self.books[route].cards().values()]
        return sorted(one.text("FN") for one in cards if not one.all("X-ABSHOWAS"))  # without the organisations

    def told(self, route):
        """What a device that synced before hears: how many cards are new or changed, and how many go."""
        answer = self.books[route].sync(self.tokens[route])
        return len(answer.etags), len(answer.gone)


@pytest.fixture
def routes(client, subscribed, owner, agency):
    return lambda *cards: Routes(client, subscribed, owner, agency, *cards)


ALL = ["file", "selection", "list", "agency", "gemeente"]


# A leaver with a successor, and a successor's successor ---------------------------------------------------------------
@pytest.mark.parametrize("route", ALL)
def test_a_leaver_gives_way_to_the_successor(routes, anna, bea, route):
    walked = routes(anna)
    leave(card=anna, opvolger=bea)

    assert walked.names(route) == ["Bea Daarna"]


@pytest.mark.parametrize("route", ALL)
def test_a_leaver_gives_way_to_a_successor_elsewhere(routes, anna, cor, route):
    walked = routes(anna)
    leave(card=anna, opvolger=cor)

    assert walked.names(route) == ["Cor Later"]


@pytest.mark.parametrize("route", ALL)
def test_the_successor_of_a_successor_comes_once(routes, anna, bea, cor, route):
    walked = routes(anna, bea, cor)
    leave(card=anna, opvolger=bea)
    leave(card=bea, opvolger=cor)

    assert walked.names(route) == ["Cor Later"]


@pytest.mark.parametrize("route", ["list", "agency"])
def test_a_device_hears_of_a_leaver_as_one_that_goes_and_one_that_comes(routes, anna, cor, route):
    walked = routes(anna)
    leave(card=anna, opvolger=cor)

    assert walked.told(route) == (1, 1)


def test_the_old_link_ends_at_the_successor_of_the_successor(routes, anna, bea, cor):
    walked = routes(anna)
    leave(card=anna, opvolger=bea)
    leave(card=bea, opvolger=cor)

    page = walked.link(anna)
    assert ("Cor Later" in page, cor.get_absolute_url() in page, "516000121" in page) == (True, True, False)


def test_the_code_with_a_card_in_it_is_the_successors(client, anna, bea):
    leave(card=anna, opvolger=bea)

    page = client.get(reverse("kaart_qr_los", args=[anna.short_id])).content.decode()
    assert bea.get_absolute_url() in page or "Bea Daarna" in page


# A person who moves to another agency -----------------------------------------------------------------------------
def moved(card):
    Page.objects.get(pk=card.pk).move(make_agency("Buurtteam Elders"), pos="last-child")
    return ContactCardPage.objects.get(pk=card.pk)


@pytest.mark.parametrize("route", ["file", "selection", "list", "gemeente"])
def test_who_moves_stays_one_contact(routes, anna, route):
    walked = routes(anna)
    moved(anna)

    assert walked.names(route) == ["Anna Eerst"]


def test_who_moves_leaves_the_book_of_the_old_agency(routes, anna, bea):
    walked = routes(anna)
    moved(anna)

    assert walked.names("agency") == ["Bea Daarna"]


@pytest.mark.parametrize("route", ["list", "gemeente"])
def test_a_device_hears_of_a_move_as_a_change_of_the_same_card(routes, anna, route):
    walked = routes(anna)
    now = moved(anna)

    answer = walked.books[route].sync(walked.tokens[route])
    assert (walked.books[route].href(now) in answer.etags, answer.gone) == (True, [])


def test_the_old_link_of_who_moved_shows_the_new_agency(routes, anna):
    walked = routes(anna)
    moved(anna)

    assert "Buurtteam Elders" in walked.link(anna)


# Somebody else holds a function -----------------------------------------------------------------------------------
def held_by(function, card):
    function.houder = card
    function.save()


@pytest.mark.parametrize("route", ["list", "agency", "gemeente"])
def test_a_function_stays_the_same_card_with_another_holder(routes, desk, bea, route):
    walked = routes(desk)
    held_by(desk, bea)

    text = walked.books[route].cards()[walked.books[route].href(desk)]
    (card,) = read(text.encode())
    assert (f"{desk.uuid}" == card.text("UID"), "Bea Daarna" in card.text("NOTE"), "Anna" in card.text("NOTE")) == (
        True, True, False,
    )  # fmt: skip
    assert walked.told(route) == (1, 0)


def test_the_old_link_of_a_function_names_the_new_holder(routes, desk, bea):
    walked = routes(desk)
    held_by(desk, bea)

    assert "Bea Daarna" in walked.link(desk)


# A person whom nobody confirmed for long -----------------------------------------------------------------------------
def unconfirmed(card):
    Check.objects.create(page=card, op=timezone.localdate() - timedelta(days=500))


@pytest.mark.parametrize("route", ALL)
def test_who_is_long_unconfirmed_gives_way_to_the_function(routes, anna, desk, route):
    walked = routes(anna)
    unconfirmed(anna)

    assert walked.names(route) == ["Wijkloket - Gemeente Voorbeeldstad"]
