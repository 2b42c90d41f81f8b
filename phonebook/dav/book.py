"""A device's address book: what it may have now, laid beside what it was told.

Nothing here listens to changes. Each time the device asks, the content of now is compared with the table of what was
told, so every cause counts: another job, a right that was lost, a level, a deletion, a new day.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from directory.export import record_subscription
from directory.models import AgencyPage, ContactCardPage
from directory.visibility import audience_for
from phonebook.bundle import look_of
from phonebook.contacts import dated, site_url
from phonebook.dav.replay import Recall
from phonebook.models import Member, Subscription
from phonebook.sources import Holding, holding_of
from phonebook.vcard import Naam, Vcard, write

FORM = 1  # raise this when `phonebook.vcard` writes other octets for the same card: a test tells
AT_ONCE = 500  # uids in one query


@dataclass(frozen=True)
class Item:
    """A card as it goes out."""

    uid: uuid.UUID
    etag: str
    text: str


# What it may have now ---------------------------------------------------------------------------------------------
def content_of(subscription: Subscription, only: Collection[uuid.UUID] | None = None) -> Holding:
    """The cards of now (of these uids only, where given); a book is never empty, for a device may stop at that."""
    held, notice = _held(subscription, only), notice_of(subscription)
    cards = held.cards if only is None else {uid: card for uid, card in held.cards.items() if uid in only}
    uid = uuid.UUID(notice.uid)
    if uid in only if only is not None else not cards:
        cards = {**cards, uid: notice}
    return Holding(cards, held.things)


def _held(subscription: Subscription, only: Collection[uuid.UUID] | None) -> Holding:
    # Read anew: what is asked here is what `settle` remembers. When it was last used does not matter to that.
    known = Subscription.objects.select_related("user", "agency__agency", "gemeente__opvolger", "lijst", "samenlijst")
    now = known.defer("used_at", "seq").get(pk=subscription.pk)
    if now.ended_at or now.user is None:
        return Holding()
    return holding_of(now, look_of(audience_for(now.user)), only)


def notice_of(subscription: Subscription) -> Vcard:
    """The one card of a book without others: it says why, and what to do."""
    ended = subscription.ended_at is not None
    naam = "VindElkaar: abonnement gestopt" if ended else "VindElkaar: geen kaarten"
    why = (
        "Dit abonnement is gestopt. Je kunt dit account nu weghalen bij de instellingen van je apparaat."
        if ended
        else "In dit abonnement staan nu geen kaarten voor jou. Kijk op de site bij Mijn abonnementen."
    )
    key = uuid.uuid5(uuid.NAMESPACE_URL, site_url(f"/abonnementen/{subscription.slug}/"))
    return Vcard(str(key), Naam(naam, family=naam), urls=(site_url(reverse("abonnementen")),), note=(why,))


def content_hash(card: Vcard) -> str:
    return hashlib.sha256(f"{FORM} {card!r}".encode()).hexdigest()


# A card is its own key: what is in it decides the text, so nothing in here is ever out of date.
@lru_cache(maxsize=8192)
def text_of(card: Vcard, day: date) -> str:
    """The octets of a card, as text, with the day since which it is so."""
    return write([dated(card, day)]).decode()


# What it was told -------------------------------------------------------------------------------------------------
def settle(subscription: Subscription) -> None:
    """Write down what is new, changed or gone since the device was last told; nothing changed writes nothing."""
    recall = Recall(subscription.pk)
    if recall.is_same(_stand(subscription)):
        return
    with recall.listening():
        content = content_of(subscription)
    now = {uid: content_hash(card) for uid, card in content.cards.items()}
    if _differences(subscription, now):
        _tell(subscription, now)
    recall.keep(_stand(subscription))


def _stand(subscription: Subscription) -> tuple[int, date]:
    """What was told (another process may have told more), and the day, on which an absence may begin."""
    return subscription.seq, timezone.localdate()


@transaction.atomic
def _tell(subscription: Subscription, now: dict[uuid.UUID, str]) -> None:
    locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
    changed = _differences(locked, now)  # again: another request of this device may have been first
    today = timezone.localdate()
    rows = [
        Member(subscription=locked, uid=uid, content=content, op=today, seq=seq, gone=uid not in now)
        for seq, (uid, content) in enumerate(changed, locked.seq + 1)
    ]
    Member.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subscription", "uid"],
        update_fields=["content", "op", "seq", "gone"],
    )
    subscription.seq = locked.seq + len(rows)
    Subscription.objects.filter(pk=locked.pk).update(seq=subscription.seq)


def _differences(subscription: Subscription, now: dict[uuid.UUID, str]) -> list[tuple[uuid.UUID, str]]:
    told = {uid: (content, gone) for uid, content, gone in subscription.members.values_list("uid", "content", "gone")}
    changed = [(uid, content) for uid, content in now.items() if told.get(uid) != (content, False)]
    return changed + [(uid, content) for uid, (content, gone) in told.items() if not gone and uid not in now]


def members(subscription: Subscription) -> list[Member]:
    """The cards that the device has now, in the order in which it was told."""
    return list(subscription.members.filter(gone=False).order_by("seq"))


def changes(subscription: Subscription, since: int) -> list[Member]:
    """What a device that heard everything up to `since` does not know yet; the very first time without what is gone."""
    rows = subscription.members.filter(seq__gt=since).order_by("seq")
    return list(rows if since else rows.filter(gone=False))


# What it takes ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Delivery:
    """Cards on their way out, and what is to be written down of them."""

    subscription: Subscription
    items: dict[uuid.UUID, Item]
    untaken: frozenset[uuid.UUID]
    content: Holding

    def record(self, uids: Iterable[uuid.UUID]) -> None:
        """Each card stands once in the export log for each subscription: the first time that the device fetched it."""
        fresh = self.untaken.intersection(uids)
        if not fresh:
            return
        with transaction.atomic():
            Subscription.objects.select_for_update().get(pk=self.subscription.pk)
            rows = _few(self.subscription.members.filter(taken=False), fresh)
            things = [self.content.things[m.uid] for m in rows if m.uid in self.content.things]
            record_subscription(
                self.subscription.user,
                cards=[thing for thing in things if isinstance(thing, ContactCardPage)],
                agencies=[thing for thing in things if isinstance(thing, AgencyPage)],
            )
            Member.objects.filter(pk__in=[m.pk for m in rows]).update(taken=True)


def fetch(subscription: Subscription, uids: Collection[uuid.UUID]) -> Delivery:
    """The cards of these uids as they go out, those that the device was told of and may still have."""
    told, content = _told(subscription, uids), content_of(subscription, uids)
    if any(uid in content.cards and content_hash(content.cards[uid]) != m.content for uid, m in told.items()):
        settle(subscription)  # changed since it was told: the ETag must be that of this text
        told = _told(subscription, uids)
    given = {uid: m for uid, m in told.items() if uid in content.cards}
    items = {uid: Item(uid, m.etag, text_of(content.cards[uid], m.op)) for uid, m in given.items()}
    return Delivery(subscription, items, frozenset(uid for uid, m in given.items() if not m.taken), content)


def _told(subscription: Subscription, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Member]:
    return {m.uid: m for m in _few(subscription.members.filter(gone=False), uids)}


def _few(rows: QuerySet[Member], uids: Collection[uuid.UUID]) -> list[Member]:
    """Those of these rows; a device may name more uids than a database takes in one query."""
    chosen = rows.filter(uid__in=uids) if len(uids) <= AT_ONCE else rows
    return [m for m in chosen if m.uid in uids]


def bring_back(subscription: Subscription, uid: uuid.UUID) -> None:
    """A device wanted to change a card: let it fetch ours anew at its next sync."""
    with transaction.atomic():
        locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
        touched = locked.members.filter(uid=uid, gone=False).update(again=F("again") + 1, seq=locked.seq + 1)
        if touched:
            Subscription.objects.filter(pk=locked.pk).update(seq=locked.seq + 1)
