"""The rules of a subscription: who may have one, on what, what it holds, and how it ends."""

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from directory.lines import Look
from directory.listing import listed, serving
from directory.models import AgencyPage, ContactCardPage, Gemeente
from directory.models.card import CardQuerySet
from directory.models.pages import ALPHABET
from directory.visibility import Audience, audience_for, cards_for, exportable_cards
from phonebook.bundle import Bundle, of_query
from phonebook.models import Subscription

# So long a stopped subscription still tells the device to take the cards off; after that the password is refused.
DRAIN = timedelta(days=30)
NOWHERE = Q(pk__in=())


class TooManySubscriptions(Exception):
    """Somebody has as many subscriptions as one may have."""


@dataclass(frozen=True)
class Issued:
    """A new subscription with its app password, which is nowhere kept and shown once."""

    subscription: Subscription
    token: str


# Having one ------------------------------------------------------------------------------------------------------
def may_subscribe(audience: Audience) -> bool:
    """A subscription is for a professional who may save cards."""
    return audience.is_professional and audience.exporteren


@transaction.atomic
def subscribe(*, user: User, naam: str, bron: AgencyPage | Gemeente) -> Issued:
    """Make a subscription; raises TooManySubscriptions. Stopping and starting anew on one day does not get round it."""
    User.objects.select_for_update().get(pk=user.pk)  # two at once may not both be the last
    if _counting(user) >= settings.SUBSCRIPTIONS_A_PERSON:
        raise TooManySubscriptions
    Subscription.objects.filter(ended_at__lt=timezone.now() - 2 * DRAIN).delete()  # nobody answers to them any more
    token = _random(26)  # 128 bits
    field = "gemeente" if isinstance(bron, Gemeente) else "agency"
    made = Subscription.objects.create(
        user=user, naam=naam, slug=_random(8), token_hash=hash_of(token), **{field: bron}
    )
    return Issued(made, token)


def _counting(user: User) -> int:
    today = timezone.now() - timedelta(days=1)
    return Subscription.objects.filter(Q(ended_at=None) | Q(made_at__gte=today), user=user).count()


def _random(length: int) -> str:
    """Letters and digits that are not taken for one another; almost five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hash_of(token: str) -> str:
    """What is kept of an app password: it is random, so a plain hash is as safe as a slow one."""
    return hashlib.sha256(token.encode()).hexdigest()


def stop(subscription: Subscription) -> None:
    """End a subscription: from now on it tells the device to take the cards off."""
    Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=timezone.now())


def stop_if_orphaned(subscription: Subscription) -> None:
    """A login that is gone or shut ends its subscriptions, as soon as the device asks."""
    if subscription.ended_at is None and (subscription.user is None or not subscription.user.is_active):
        subscription.ended_at = timezone.now()
        subscription.save(update_fields=["ended_at"])


def is_over(subscription: Subscription, at: datetime | None = None) -> bool:
    """A stopped subscription that had its time to clear the device."""
    return subscription.ended_at is not None and subscription.ended_at + DRAIN <= (at or timezone.now())


def bron_of(key: str) -> AgencyPage | Gemeente | None:
    """What `o-<uuid>` (an organisation or team) or `g-<slug>` (a gemeente) stands for; None for what is not there."""
    kind, _, value = key.partition("-")
    if kind == "g":
        return Gemeente.objects.filter(slug=value).first()
    try:
        found = AgencyPage.objects.live().filter(uuid=uuid.UUID(value)).select_related("agency").first()
    except ValueError:
        return None
    return found if kind == "o" and found and found.top.live else None


# What it holds ---------------------------------------------------------------------------------------------------
def cards_of(subscription: Subscription) -> CardQuerySet:
    """The cards that the owner may take along, of those that the source names; of a leaver the successor's."""
    audience = audience_for(subscription.user) if subscription.user else Audience(exporteren=False)
    return _cards_at(_source(subscription).cards, audience)


def card_count(bron: AgencyPage | Gemeente, audience: Audience) -> int:
    """How many cards a subscription on this source would hold, before the limit."""
    which = _of_gemeente(bron) if isinstance(bron, Gemeente) else _of_agency(bron)
    return _cards_at(which.cards, audience).count()


def bundle_of(subscription: Subscription, look: Look, only: Collection[uuid.UUID] | None = None) -> Bundle:
    """The content of a subscription (of these UUIDs only, where given), in a number of queries that does not grow.

    Over the limit the oldest cards stay: a new card may not push another off the device.
    """
    which = _source(subscription)
    cards, pages = _cards_at(which.cards, look.audience), which.pages
    if only is not None:
        cards = cards.filter(uuid__in=only)
        pages &= Q(uuid__in=only) | Q(contactpunten__uuid__in=only)
    kept = cards.order_by("pk").values_list("pk", flat=True)[: settings.SUBSCRIPTION_CARDS]
    return of_query(look, cards=Q(pk__in=list(kept)), pages=pages)


@dataclass(frozen=True)
class _Source:
    """What a source names: cards, and pages with their desks."""

    cards: Q
    pages: Q


def _source(subscription: Subscription) -> _Source:
    if subscription.agency:
        return _of_agency(subscription.agency)
    return _of_gemeente(subscription.gemeente) if subscription.gemeente else _Source(NOWHERE, NOWHERE)


def _of_agency(page: AgencyPage) -> _Source:
    return _Source(Q(agency=page) | Q(team=page), Q(pk=page.pk) | Q(agency=page))


def _of_gemeente(gemeente: Gemeente) -> _Source:
    """Who works in a gemeente: a card or team that names gemeenten must name this one."""
    here = _current(gemeente)
    agencies = serving(listed(None), here).values("pk")
    team_here = Q(team=None) | Q(team__werkgebied=None) | Q(team__werkgebied=here)
    cards = Q(agency__in=agencies) & team_here & (Q(gemeenten=None) | Q(gemeenten=here))
    local_team = Q(agency__in=agencies) & (Q(werkgebied=None) | Q(werkgebied=here))
    return _Source(cards, Q(pk__in=agencies) | local_team)


def _current(gemeente: Gemeente) -> Gemeente:
    """The gemeente that it was merged into, if it was."""
    seen = {gemeente.pk}
    while gemeente.opvolger and gemeente.opvolger_id not in seen and _is_past(gemeente):
        gemeente = gemeente.opvolger
        seen.add(gemeente.pk)
    return gemeente


def _is_past(gemeente: Gemeente) -> bool:
    return gemeente.geldig_tot is not None and gemeente.geldig_tot <= timezone.localdate()


def _cards_at(which: Q, audience: Audience) -> CardQuerySet:
    chosen = cards_for(audience).filter(which)
    leavers = chosen.exclude(pk__in=cards_for(audience).working().values("pk"))
    now = Q(pk__in=chosen.values("pk")) | Q(pk__in=_heirs(leavers))
    return exportable_cards(audience).filter(now)


def _heirs(leavers: CardQuerySet) -> set[int]:
    """Who came after these leavers, a query for each step of the longest chain; see `directory.succession.heir`."""
    today = timezone.localdate()
    found: set[int] = set()
    seen: set[int] = set()
    todo = set(leavers.exclude(state__opvolger=None).values_list("state__opvolger", flat=True))
    while todo:
        seen |= todo
        steps = ContactCardPage.objects.filter(pk__in=todo)
        rows = steps.values_list("pk", "live", "state__vertrokken_op", "state__opvolger")
        working = {pk for pk, live, left, _ in rows if live and (left is None or left > today)}
        found |= working
        todo = {heir for pk, _, _, heir in rows if pk not in working and heir} - seen
    return found
