"""The rules of a subscription: who may have one, and how it ends (see `phonebook.sources` for what it holds)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from directory.models.pages import ALPHABET
from directory.visibility import Audience
from phonebook.models import Bron, Subscription

# So long a stopped subscription still tells the device to take the cards off; after that the password is refused.
DRAIN = timedelta(days=30)


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
def subscribe(*, user: User, naam: str, bron: Bron) -> Issued:
    """Make a subscription; raises TooManySubscriptions. Stopping and starting anew on one day does not get round it."""
    User.objects.select_for_update().get(pk=user.pk)  # two at once may not both be the last
    if _counting(user) >= settings.SUBSCRIPTIONS_A_PERSON:
        raise TooManySubscriptions
    Subscription.objects.filter(ended_at__lt=timezone.now() - 2 * DRAIN).delete()  # nobody answers to them any more
    token = _random(26)  # 128 bits
    made = Subscription(user=user, naam=naam, slug=_random(8), token_hash=hash_of(token))
    made.bron = bron
    made.save()
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
