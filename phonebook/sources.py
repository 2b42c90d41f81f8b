"""What a subscription is on (its `bron`), and what that holds for somebody: an agency, a gemeente, or a list."""

import uuid
from collections.abc import Hashable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from directory.lines import Look
from directory.listing import listed, serving
from directory.marks import marks_of_cards
from directory.models import AgencyPage, ContactCardPage, Gemeente
from directory.models.card import CardQuerySet
from directory.visibility import Audience, audience_for, cards_for, exportable_cards
from phonebook import samen
from phonebook.bundle import Bundle, of_query, of_selection
from phonebook.contacts import undated
from phonebook.lists import values_of
from phonebook.models import Bron, Kaartlijst, Samenlijst, Subscription
from phonebook.owners import Owner
from phonebook.samen_cards import undated_contacts
from phonebook.vcard import Vcard

Thing = tuple[type[ContactCardPage | AgencyPage], int]  # which model, and its id: all that the export log needs


@dataclass(frozen=True)
class Holding:
    """Contacts by their UID, without a date; `things` tell what stands in the export log for a contact."""

    cards: dict[uuid.UUID, Vcard] = field(default_factory=dict)
    things: dict[uuid.UUID, Thing] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)  # of cards, by id: see `directory.marks`

    def __or__(self, other: "Holding") -> "Holding":
        return Holding(self.cards | other.cards, self.things | other.things, self.marks | other.marks)

    def unchanged(self, marks: dict[int, int]) -> "Holding":
        """The cards of which nothing changed since these contacts were made."""
        same = {pk for pk, mark in marks.items() if self.marks.get(pk) == mark}
        things = {uid: thing for uid, thing in self.things.items() if thing[0] is ContactCardPage and thing[1] in same}
        return Holding({uid: self.cards[uid] for uid in things}, things)


# Of somebody on a Samenlijst, what a contact is made of beside the card.
PERSON = ("pk", "kaart", "user", "browser", "uid", "naam", "organisatie", "nummer", "toestel")


# Naming one ------------------------------------------------------------------------------------------------------
def bron_of(key: str, user: User) -> Bron | None:
    """What a key stands for, None for what is not there for this login: `o-<uuid>` an organisation or team,
    `g-<slug>` a gemeente, `l-<uuid>` one of the own lists or a startlijst of the own organisation, `s-<sleutel>` a
    Samenlijst that one is on."""
    kind, _, value = key.partition("-")
    if kind == "g":
        return Gemeente.objects.filter(slug=value).first()
    if kind == "s":
        found = Samenlijst.objects.alive().filter(sleutel=value).first()
        return found if found and _is_inside(found, user) else None
    try:
        number = uuid.UUID(value)
    except ValueError:
        return None
    if kind == "l":
        lijst = Kaartlijst.objects.select_related("startlijst_van__agency").filter(sleutel=number).first()
        return lijst if lijst and _may_have(lijst, user, audience_for(user)) else None
    page = AgencyPage.objects.live().filter(uuid=number).select_related("agency").first()
    return page if kind == "o" and page and page.top.live else None


def naam_of(bron: Bron | None) -> str:
    """The name of a source as people see it."""
    return bron.naam if bron else "Deze bron is er niet meer"


def _is_inside(samenlijst: Samenlijst, user: User) -> bool:
    owner = Owner(user)
    return samen.is_opener(samenlijst, owner) or samen.place_of(samenlijst, owner) is not None


def _may_have(lijst: Kaartlijst, user: User, audience: Audience) -> bool:
    """A list of one's own, or the startlijst of an agency or team where one works."""
    page = lijst.startlijst_van
    if page is None:
        return bool(lijst.user_id == user.pk)
    return page.live and page.top.live and page.top.pk in audience.agencies


# What it holds ---------------------------------------------------------------------------------------------------
def card_count(bron: Bron, audience: Audience) -> int:
    """How many cards a subscription on this source would hold, before the limit; of a Samenlijst also the guests."""
    return bron.deelnemers.count() if isinstance(bron, Samenlijst) else _cards(bron, audience).count()


def holding_of(subscription: Subscription, look: Look, before: Holding) -> Holding:
    """The content of a subscription, in a number of queries that does not grow.

    `before` is what it held earlier on the same day for the same audience: what did not change is taken from there.
    Over the limit the oldest cards stay: a new one may not push another off the device.
    """
    bron, user = subscription.bron, subscription.user
    if bron is None or user is None:
        return Holding()
    if isinstance(bron, Samenlijst):
        return _of_samenlijst(bron, user, look)
    if isinstance(bron, Kaartlijst):
        mine = _may_have(bron, user, look.audience)
        return _of_bundle((of_selection(look, values_of(bron)) if mine else None) or Bundle(look))
    return _of_rule(bron, look, before)


def mark_of(subscription: Subscription) -> Hashable:
    """Which source this is, with what `holding_of` takes from outside the guide: the same mark, audience, day and
    version of the guide give the same cards. Of an agency or gemeente that is nothing, so colleagues share it."""
    mark = (subscription.agency_id, subscription.gemeente_id)
    if subscription.lijst:
        return mark, subscription.user_id, subscription.lijst_id, tuple(values_of(subscription.lijst))
    if subscription.samenlijst:
        samenlijst = tuple(Samenlijst.objects.filter(pk=subscription.samenlijst.pk).values_list())
        return mark, subscription.user_id, samenlijst, _people(subscription.samenlijst)
    return mark


def _people(samenlijst: Samenlijst) -> Hashable:
    return tuple((*row, tuple(toont)) for *row, toont in samenlijst.deelnemers.values_list(*PERSON, "toont"))


def _of_bundle(bundle: Bundle) -> Holding:
    things: dict[uuid.UUID, Thing] = {punt.uuid: (AgencyPage, punt.page.pk) for punt in bundle.contactpunten}
    things |= {page.uuid: (AgencyPage, page.pk) for page in bundle.agencies}
    things |= {card.uuid: (ContactCardPage, card.pk) for card in bundle.cards}
    return Holding({uuid.UUID(card.uid): card for card in undated(bundle, timezone.localdate())}, things)


def _of_samenlijst(samenlijst: Samenlijst, user: User, look: Look) -> Holding:
    """Only for who is on the list, as long as it lives; guests stand in no log."""
    alive = samenlijst.eindigt_op >= timezone.localdate()
    if not (alive and look.audience.exporteren and _is_inside(samenlijst, user)):
        return Holding()
    going = [place for place in samen.places(samenlijst, look) if place.mag_mee]
    contacts = undated_contacts(samenlijst, going, look)
    things: dict[uuid.UUID, Thing] = {p.kaart.uuid: (ContactCardPage, p.kaart.pk) for p in going if p.kaart}
    return Holding({uuid.UUID(card.uid): card for card in contacts}, things)


def _of_rule(bron: AgencyPage | Gemeente, look: Look, before: Holding) -> Holding:
    kept = dict(_cards(bron, look.audience).order_by("pk").values_list("pk", "houder")[: settings.SUBSCRIPTION_CARDS])
    # Who holds a function is told by rows of another card: such a contact is made anew each time.
    marks = marks_of_cards([pk for pk, houder in kept.items() if houder is None])
    same = before.unchanged(marks)
    changed = kept.keys() - {pk for _, pk in same.things.values()}
    made = _of_bundle(of_query(look, cards=Q(pk__in=changed), pages=_pages(bron)))
    return same | made | Holding(marks=marks)


# Which cards and pages -------------------------------------------------------------------------------------------
def _cards(bron: Bron, audience: Audience) -> CardQuerySet:
    chosen = cards_for(audience, wide=True).filter(_named(bron))
    leavers = chosen.exclude(pk__in=cards_for(audience, wide=True).working().values("pk"))
    now = Q(pk__in=chosen.values("pk")) | Q(pk__in=_heirs(leavers))
    return exportable_cards(audience, wide=True).filter(now)


def _named(bron: Bron) -> Q:
    if isinstance(bron, AgencyPage):
        return Q(agency=bron) | Q(team=bron)
    if isinstance(bron, Kaartlijst):
        return Q(short_id__in=bron.regels.values("waarde"))
    return Q(pk__in=bron.deelnemers.values("kaart")) if isinstance(bron, Samenlijst) else _cards_in(bron)


def _cards_in(gemeente: Gemeente) -> Q:
    """Who works in a gemeente: a card or team that names gemeenten must name this one."""
    here = _current(gemeente)
    team_here = Q(team=None) | Q(team__werkgebied=None) | Q(team__werkgebied=here)
    return Q(agency__in=_agencies_in(here)) & team_here & (Q(gemeenten=None) | Q(gemeenten=here))


def _pages(bron: AgencyPage | Gemeente) -> Q:
    if isinstance(bron, AgencyPage):
        return Q(pk=bron.pk) | Q(agency=bron)
    here = _current(bron)
    agencies = _agencies_in(here)
    return Q(pk__in=agencies) | Q(agency__in=agencies) & (Q(werkgebied=None) | Q(werkgebied=here))


def _agencies_in(gemeente: Gemeente) -> CardQuerySet:
    return serving(listed(None), gemeente).values("pk")


def _current(gemeente: Gemeente) -> Gemeente:
    """The gemeente that it was merged into, if it was."""
    seen = {gemeente.pk}
    while gemeente.opvolger and gemeente.opvolger_id not in seen and _is_past(gemeente):
        gemeente = gemeente.opvolger
        seen.add(gemeente.pk)
    return gemeente


def _is_past(gemeente: Gemeente) -> bool:
    return gemeente.geldig_tot is not None and gemeente.geldig_tot <= timezone.localdate()


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
