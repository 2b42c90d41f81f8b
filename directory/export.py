"""How much somebody takes along: the log of what left for a phone or a file, and the limit for one day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.models import AgencyPage, ContactCardPage, ExportLog, Membership

A_DAY = 60 * 60 * 24
AT_ONCE = 500  # rows in one statement
SUBSCRIBED = 'INSERT INTO "directory_exportlog" ("user_id", "card_id", "agency_id", "vorm", "at") VALUES '


@dataclass(frozen=True)
class Exporter:
    """Who takes something along: a login, or a visitor of whom only a mark for this one day is kept."""

    user: User | None
    mark: str = ""


class TooMany(Exception):
    """More than may be taken along on one day; `remaining` is what still may."""

    def __init__(self, asked: int, remaining: int) -> None:
        super().__init__(f"{asked} asked, {remaining} left today")
        self.asked, self.remaining = asked, remaining


def exporter_of(request: HttpRequest) -> Exporter:
    """The login behind a request; of a visitor the address as a mark that cannot be read back and is new every day."""
    if isinstance(request.user, User):
        return Exporter(request.user)
    seen = f"{timezone.localdate()} {get_adapter().get_client_ip(request)}"
    return Exporter(None, salted_hmac("directory.export", seen).hexdigest())


def remaining_today(exporter: Exporter) -> int:
    """How many cards may still be taken along today."""
    taken = _logged_today(exporter.user) if exporter.user else cache.get(_key(exporter), 0)
    return max(0, limit_of(exporter) - taken)


def limit_of(exporter: Exporter) -> int:
    """How many cards may be taken along on one day; more with the consent of an editor."""
    many = exporter.user and Membership.objects.filter(user=exporter.user, exporteren=True, meer_exporteren=True)
    return settings.EXPORT_CARDS_A_DAY_WITH_CONSENT if many and many.exists() else settings.EXPORT_CARDS_A_DAY


@transaction.atomic
def record_export(
    exporter: Exporter,
    *,
    vorm: str,
    cards: Collection[ContactCardPage] = (),
    agencies: Collection[AgencyPage] = (),
) -> None:
    """Write down each card that leaves, an agency for itself and each contactpunt; raises TooMany over the limit."""
    if exporter.user:
        User.objects.select_for_update().get(pk=exporter.user.pk)  # two requests at once may not both take the last
    asked, remaining = len(cards) + len(agencies), remaining_today(exporter)
    if asked > remaining:
        raise TooMany(asked, remaining)
    _log(exporter.user, vorm, [card.pk for card in cards], [agency.pk for agency in agencies])
    if not exporter.user:
        cache.set(_key(exporter), settings.EXPORT_CARDS_A_DAY - remaining + asked, A_DAY)


def record_subscription(user: int | None, *, cards: Collection[int] = (), agencies: Collection[int] = ()) -> None:
    """Write down what a subscribed device fetched for the first time, all by id; it has limits of its own.

    In SQL of its own: a first sync does this hundreds of times, and making rows of it took five times as long.
    """
    at, vorm = connection.ops.adapt_datetimefield_value(timezone.now()), ExportLog.Vorm.ABONNEMENT.value
    taken = [(user, pk, None, vorm, at) for pk in cards] + [(user, None, pk, vorm, at) for pk in agencies]
    with connection.cursor() as cursor:
        for start in range(0, len(taken), AT_ONCE):
            some = taken[start : start + AT_ONCE]
            rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(SUBSCRIBED + rows, [value for row in some for value in row])


def _log(user: User | None, vorm: str, cards: Iterable[int], agencies: Iterable[int]) -> None:
    rows = [ExportLog(user=user, card_id=pk, vorm=vorm) for pk in cards]
    rows += [ExportLog(user=user, agency_id=pk, vorm=vorm) for pk in agencies]
    ExportLog.objects.bulk_create(rows)


def _logged_today(user: User) -> int:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    logged = ExportLog.objects.filter(user=user, at__gte=midnight)
    return logged.exclude(vorm=ExportLog.Vorm.ABONNEMENT).count()


def _key(exporter: Exporter) -> str:
    return f"export-{exporter.mark}"
