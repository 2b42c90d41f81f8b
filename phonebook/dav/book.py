"""A device's address book: what it may have now, laid beside what it was told.

Each time the device asks, the content of now is compared with the table of what was told, so every cause counts:
another job, a right that was lost, a level, a deletion, a new day. The content is kept in memory for as long as nothing
in the guide changed (`directory.keeping`), so most times the comparison was made before.
"""

import hashlib
import uuid
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from directory.export import record_subscription
from directory.keeping import kept, midnight
from directory.models import AgencyPage, ContactCardPage
from directory.visibility import Audience, audience_for
from phonebook.bundle import look_of
from phonebook.contacts import dated, site_url
from phonebook.dav import rows
from phonebook.dav.rows import News, Told
from phonebook.models import Subscription
from phonebook.sources import Holding, Thing, holding_of, mark_of
from phonebook.vcard import Naam, Vcard, write

FORM = 2  # raise this when `phonebook.vcard` writes other octets for the same card: a test tells
EARLIER = 10_000  # cards that a process remembers of before a change
NOTHING = (None, 0)  # in no log
OCTETS = 4000  # of a card in memory, with its text, about


@dataclass(frozen=True)
class Item:
    """A card as it goes out."""

    uid: uuid.UUID
    etag: str
    text: str


@dataclass(frozen=True)
class Content:
    """The cards that a device may have, each with the hash of what is in it; `key` names all that they follow from."""

    key: Hashable = None
    holding: Holding = field(default_factory=Holding)
    hashes: dict[uuid.UUID, str] = field(default_factory=dict)
    texts: dict[tuple[uuid.UUID, str], str] = field(default_factory=dict)  # written so far

    @property
    def cards(self) -> dict[uuid.UUID, Vcard]:
        return self.holding.cards

    def text(self, uid: uuid.UUID, day: str) -> str:
        """A card as text, written once for all devices that were told of it on the same day (as ISO 8601)."""
        found = self.texts.get((uid, day))
        if found is None:
            found = self.texts[uid, day] = text_of(self.cards[uid], date.fromisoformat(day))
        return found

    @property
    def octets(self) -> int:
        """How much room it takes in memory, about."""
        return OCTETS * len(self.cards)


# What it may have now ---------------------------------------------------------------------------------------------
def content_of(subscription: Subscription) -> Content:
    """The cards of now; a book is never empty, for a device may stop at that."""
    found = _held(subscription)
    if found.cards:
        return found
    notice = notice_of(subscription)
    uid = uuid.UUID(notice.uid)
    key = (found.key, "ended" if subscription.ended_at else "empty")
    return Content(key, Holding({uid: notice}), {uid: content_hash(notice)})


def _held(subscription: Subscription) -> Content:
    """What its source holds for its owner; all who are subscribed to the same and see the same share it."""
    if subscription.ended_at or subscription.user is None:
        return Content()
    audience = audience_for(subscription.user)
    key = ("book", mark_of(subscription), audience.who, timezone.localdate())
    return kept(key, lambda: _read(key, subscription, audience), midnight)


# What was read last: after a change of the guide only what changed is made anew. The oldest go first.
_earlier: OrderedDict[Hashable, Content] = OrderedDict()


def _read(key: Hashable, subscription: Subscription, audience: Audience) -> Content:
    before = _earlier.pop(key, Content())
    found = _earlier[key] = _beside(before, key, holding_of(subscription, look_of(audience), before.holding))
    while sum(len(one.cards) for one in list(_earlier.values())) > EARLIER and len(_earlier) > 1:  # threads share it
        _earlier.popitem(last=False)
    return found


def _beside(before: Content, key: Hashable, holding: Holding) -> Content:
    """The content of a holding; of a card that was taken from before the hash and the texts are too."""
    same = {uid for uid, card in holding.cards.items() if before.cards.get(uid) is card}
    # Told in the order of their rows: what is then written of neighbours, hundreds of times, lies on few pages.
    told = sorted(holding.cards.items(), key=lambda one: holding.things.get(one[0], NOTHING)[1])
    hashes = {uid: before.hashes[uid] if uid in same else content_hash(card) for uid, card in told}
    # Another thread may be writing a text just now, so of a copy.
    texts = {which: text for which, text in before.texts.copy().items() if which[0] in same}
    return Content(key, holding, hashes, texts)


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
    """Of all that a device gets to see. Publishing a page anew without a change of its card is no change."""
    return hashlib.sha256(f"{FORM} {replace(card, rev=None)!r}".encode()).hexdigest()


def text_of(card: Vcard, day: date) -> str:
    """A card as text, with the day since which it is so: that is also its REV, so REV never goes back."""
    return write([dated(card, day, rev=_begin_of(day))]).decode()


@lru_cache(maxsize=64)
def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# What it was told -------------------------------------------------------------------------------------------------
def settle(subscription: Subscription) -> None:
    """Write down what is new, changed or gone since the device was last told; nothing changed writes nothing."""
    content = content_of(subscription)
    # Another process may have told more: then `seq` is another one.
    kept(("told", subscription.pk, subscription.seq, content.key), lambda: _compare(subscription, content))


def _compare(subscription: Subscription, content: Content) -> bool:
    if _differences(subscription, content.hashes):
        _tell(subscription, content.hashes)
    return True


@transaction.atomic
def _tell(subscription: Subscription, now: dict[uuid.UUID, str]) -> None:
    locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
    news = _differences(locked, now)  # again: another request of this device may have been first
    subscription.seq = locked.seq + rows.tell(locked, news, timezone.localdate())
    Subscription.objects.filter(pk=locked.pk).update(seq=subscription.seq)


def _differences(subscription: Subscription, now: dict[uuid.UUID, str]) -> list[News]:
    known = {row.uid: row.content for row in rows.since(subscription, 0) if not row.gone}
    changed = [News(uid, content, gone=False) for uid, content in now.items() if known.get(uid) != content]
    return changed + [News(uid, content, gone=True) for uid, content in known.items() if uid not in now]


def changes(subscription: Subscription, since: int) -> list[Told]:
    """What a device that heard everything up to `since` does not know yet; the very first time without what is gone."""
    return rows.since(subscription, since) if since else rows.present(subscription)


# What it takes ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Delivery:
    """Cards on their way out, and what is to be written down of them."""

    subscription: Subscription
    items: dict[uuid.UUID, Item]
    untaken: frozenset[uuid.UUID]
    things: dict[uuid.UUID, Thing]

    def record(self, uids: Iterable[uuid.UUID]) -> None:
        """Each card stands once in the export log for each subscription: the first time that the device fetched it."""
        fresh = self.untaken.intersection(uids)
        if not fresh:
            return
        with transaction.atomic():
            things = [self.things[uid] for uid in rows.take(self.subscription, fresh) if uid in self.things]
            record_subscription(
                self.subscription.user_id,
                cards=[pk for model, pk in things if model is ContactCardPage],
                agencies=[pk for model, pk in things if model is AgencyPage],
            )


def fetch(subscription: Subscription, uids: Collection[uuid.UUID]) -> Delivery:
    """The cards of these uids as they go out, those that the device was told of and may still have."""
    told, content = rows.among(subscription, uids), content_of(subscription)
    if any(content.hashes.get(uid, row.content) != row.content for uid, row in told.items()):
        settle(subscription)  # changed since it was told: the ETag must be that of this text
        told = rows.among(subscription, uids)
    given = {uid: row for uid, row in told.items() if uid in content.cards}
    items = {uid: Item(uid, row.etag, content.text(uid, row.op)) for uid, row in given.items()}
    return Delivery(
        subscription, items, frozenset(uid for uid, row in given.items() if not row.taken), content.holding.things
    )


def bring_back(subscription: Subscription, uid: uuid.UUID) -> None:
    """A device wanted to change a card: let it fetch ours anew at its next sync."""
    with transaction.atomic():
        locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
        touched = locked.members.filter(uid=uid, gone=False).update(again=F("again") + 1, seq=locked.seq + 1)
        if touched:
            Subscription.objects.filter(pk=locked.pk).update(seq=locked.seq + 1)
