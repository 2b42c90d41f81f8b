"""What a sync costs: as many questions to the database for many cards as for few, and nothing written for nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.marks import marks_of_cards
from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    CardNumber,
    CardState,
    ContactCardPage,
    Functie,
    OokTeVinden,
)
from directory.visibility import audience_for
from phonebook.bundle import look_of, of_query
from phonebook.contacts import undated
from phonebook.dav.book import content_of
from phonebook.models import Member, Subscription
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_gemeente,
    make_professional,
    make_region,
    make_team,
)
from tests.many import make_cards
from tests.phonebook.dav.test_sync import CAUSES, ENDS

pytestmark = pytest.mark.django_db


TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def queries(ask):
    with CaptureQueriesContext(connection) as seen:
        ask()
    return [one["sql"] for one in seen.captured_queries]


def tables(ask):
    return {table for sql in queries(ask) for table in TABLE.findall(sql)}


def change_three(agency):
    changed = ContactCardPage.objects.filter(agency=agency).order_by("pk")[:3]
    ContactCardPage.objects.filter(pk__in=list(changed)).update(functie_lokaal="Anders")


@pytest.fixture
def kept(commit, card):
    """From here on the guide is committed, so what is read of it is kept until it changes."""
    commit(lambda: ContactCardPage.objects.filter(pk=card.pk).update(functie_lokaal="Regisseur"))


def fill(agency, card):
    """Give a card all that a contact is made of; a colleague of it names another, and stands in a team."""
    elsewhere = make_team(make_agency(), "Team elders")
    OokTeVinden.objects.create(page=card, organisatie=elsewhere, nummer="0516000130", dagen=["ma 9.00-12.00"])
    Absence.objects.create(card=card, van=timezone.localdate() + timedelta(days=1))
    ContactCardPage.objects.filter(pk=card.pk).update(functie=make_functie("Klantmanager"), functie_lokaal="")
    make_card(make_team(agency), nummer="0516000140", vervanger=make_card(agency, nummer="0516000150"))


ASKED = {
    "sync": lambda device, cards, token: device.sync(token),
    "listing": lambda device, cards, token: device.propfind(None, "d:getetag", depth="1"),
    "fetch": lambda device, cards, token: device.multiget(*map(device.href, cards[: len(cards) // 5])),
}


def queries_with(number, subscribed, owner, ask, commit):
    """What a device asks of the database that has so many cards, after three of them changed."""
    agency = make_agency()
    make_contactpunt(agency)
    cards = make_cards(agency, number, [make_functie()])
    device = subscribed(agency)
    token = device.sync().token
    commit(lambda: change_three(agency))
    return len(queries(lambda: ask(device, cards, token)))


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_five_hundred_cards_take_as_many_queries_as_fifty(subscribed, owner, ask, commit):
    few, many = (queries_with(number, subscribed, owner, ask, commit) for number in (50, 500))

    assert few == many


def test_nothing_changed_writes_nothing(device):
    device.cards()
    token = device.sync().token

    assert not [sql for sql in queries(lambda: device.sync(token)) if not sql.startswith("SELECT")]


def reading_cards(work):
    return [sql for sql in queries(work) if f'"{ContactCardPage._meta.db_table}"' in sql]


def test_nothing_changed_reads_no_card(device, kept):
    token, changed = device.sync().token, []

    assert not reading_cards(lambda: changed.extend(device.sync(token).hrefs))
    assert changed == []


def test_nothing_changed_takes_two_queries(device, kept):
    token = device.sync().token
    device.sync(token)

    assert len(queries(lambda: device.propfind(None, "d:sync-token"))) == 2  # who asks, and the version of the guide


def test_colleagues_share_what_is_read(subscribed, card, agency, kept):
    subscribed(agency).sync()
    colleague, found = subscribed(agency), []

    assert not reading_cards(lambda: found.extend(colleague.cards()))
    assert len(found) == 2


def rename(model, **values):
    return lambda card: model.objects.update(**values)


AROUND = {
    "name of the functie": rename(Functie, naam="Anders"),
    "name of the other place": lambda card: AgencyPage.objects.filter(ook_hier__page=card).update(title="Anders"),
    "days at the other place": rename(OokTeVinden, dagen=["vr 9.00-12.00"]),
    "no other place": lambda card: OokTeVinden.objects.all().delete(),
    "extension": rename(CardNumber, toestel="99"),
    "region of the agency": lambda card: card.agency.werkgebied.through.objects.all().delete(),
    "gemeenten of the region": lambda card: AgencyIndexPage.gemeenten.through.objects.all().delete(),
    "end of an absence": rename(Absence, tot=timezone.localdate() + timedelta(days=2)),
    "name of the stand-in": lambda card: ContactCardPage.objects.exclude(pk=card.pk).update(achternaam="Anders"),
}


@pytest.mark.parametrize("change", [*CAUSES.values(), *ENDS.values(), *AROUND.values()], ids=[*CAUSES, *ENDS, *AROUND])
def test_what_stayed_is_what_would_be_made_anew(subscribed, agency, card, change, kept, commit):
    """A change of each row that a contact is made of: what was kept of before it is never what the device gets.

    Somebody of another agency gets the same cards, all made anew: nothing was kept for who sees what that one sees.
    """
    fill(agency, card)
    device, fresh = (subscribed(agency, make_professional(make_agency())) for _ in range(2))
    commit(lambda: Functie.objects.update(gewone_taal="Iemand die helpt."))
    before = sorted(device.cards().values())

    commit(lambda: change(card))

    after = sorted(device.cards().values())
    assert (after, after != before) == (sorted(fresh.cards().values()), True)


def test_the_marks_read_every_table_that_a_contact_is_made_of(agency, card, owner):
    fill(agency, card)
    look = look_of(audience_for(owner))
    marked = tables(lambda: marks_of_cards([card.pk]))

    made = tables(lambda: undated(of_query(look, cards=Q(pk=card.pk), pages=Q(pk=None)), timezone.localdate()))

    assert made
    assert made <= marked


@pytest.mark.usefixtures("device")
def test_only_what_changed_is_made_anew(agency, card, commit):
    for _ in range(3):
        make_card(agency)
    before = content_of(Subscription.objects.get()).cards

    commit(lambda: ContactCardPage.objects.filter(pk=card.pk).update(functie_lokaal="Anders"))

    after = content_of(Subscription.objects.get()).cards
    assert {uid for uid in after if after[uid] is not before[uid]} == {card.uuid, agency.uuid}  # an agency always


def test_who_sees_something_else_shares_nothing(subscribed, card, agency, kept):
    subscribed(agency).sync()
    elsewhere = make_professional(make_agency(region=make_region(gemeenten=[make_gemeente()])))

    assert subscribed(agency).href(card) not in subscribed(agency, elsewhere).sync().etags


def test_a_change_is_seen_however_often_nothing_changed(device, card, kept, commit):
    for _ in range(4):
        token = device.sync().token
    commit(lambda: CardState.objects.filter(card=card).update(exporteren=False))

    assert device.sync(token).gone == [device.href(card)]


def test_a_change_between_the_list_and_its_cards_counts(device, card, kept, commit):
    device.sync()
    commit(lambda: CardState.objects.filter(card=card).update(exporteren=False))

    assert device.multiget(device.href(card)).gone == [device.href(card)]


def test_what_another_process_told_counts(device, card):
    for _ in range(4):
        token = device.sync().token
    Member.objects.filter(uid=card.uuid).update(content="something else")
    Subscription.objects.update(seq=F("seq") + 1)

    assert list(device.sync(token).etags) == [device.href(card)]


def test_a_new_day_is_looked_at_anew(device, card, monkeypatch):
    Absence.objects.create(card=card, van=timezone.localdate() + timedelta(days=31))
    for _ in range(4):
        token = device.sync().token
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert list(device.sync(token).etags) == [device.href(card)]


def test_a_sync_after_three_changes_is_small(device, agency):
    for _ in range(10):
        make_card(agency)
    token = device.sync().token
    change_three(agency)

    assert len(device.sync(token).response.content) < 1500


def test_the_limit_keeps_the_oldest_cards(device, card, agency, settings):
    make_card(agency)
    settings.SUBSCRIPTION_CARDS = 1

    assert set(device.sync().etags) == {device.href(card), device.href(agency)}


def test_last_used_is_not_written_at_each_request(device):
    device.sync()
    before = Subscription.objects.get().used_at
    device.sync()

    assert Subscription.objects.get().used_at == before
