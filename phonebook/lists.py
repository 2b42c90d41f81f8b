"""The rules of Mijn lijst: what stands on it for who looks, and how it changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from directory import names, waarden
from directory.lines import Look
from directory.models import AgencyPage, ContactCardPage, Contactpunt
from directory.visibility import cards_for, unconfirmed_for
from phonebook.bundle import held_by_unconfirmed
from phonebook.models import Kaartlijst, Lijstregel
from phonebook.owners import Owner
from search.answer import Block, Hit, Thing
from search.plan import Key, Match
from search.showing import rows as search_rows
from search.showing.results import Results, Row

LINES = 300  # on one list: more is no list that somebody reads
LISTS = 20  # of one owner
INSTEAD = "In plaats van een kaart die er niet meer is"
UNUSED = timedelta(days=60)  # as long as a session lasts; then the list of a browser goes


@dataclass(frozen=True)
class Regel:
    """One line as this audience sees it; `waarden` are all the values on the list that lead to the same thing."""

    waarde: str
    row: Row
    thing: Thing
    waarden: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int]:
        return type(self.thing).__name__, int(self.thing.pk)


@dataclass(frozen=True)
class Inhoud:
    """What stands on a list for one audience, and how many values lead nowhere (any more)."""

    regels: list[Regel] = field(default_factory=list)
    weg: int = 0

    @property
    def kaarten(self) -> list[str]:
        """The values of what may be taken along."""
        return [regel.row.kies for regel in self.regels if regel.row.kies]

    def line(self, waarde: str) -> Regel | None:
        return next((regel for regel in self.regels if waarde in regel.waarden), None)


# Reading ---------------------------------------------------------------------------------------------------------
def lists_of(owner: Owner) -> QuerySet[Kaartlijst]:
    """The lists of a login, or of a browser without one; the first one is the one that everybody begins with."""
    if owner.user:
        return Kaartlijst.objects.filter(user=owner.user)
    return Kaartlijst.objects.filter(browser=owner.browser) if owner.browser else Kaartlijst.objects.none()


def current(owner: Owner, chosen: str | None = None) -> Kaartlijst | None:
    """The list that new cards go to: the one looked at last (`chosen`, its key), else the first; in one query.

    It knows how many lines it has: `aantal`.
    """
    mine = list(lists_of(owner).annotate(aantal=Count("regels"))) if owner else []
    return next((lijst for lijst in mine if str(lijst.sleutel) == chosen), mine[0] if mine else None)


def values_of(lijst: Kaartlijst) -> list[str]:
    return list(lijst.regels.values_list("waarde", flat=True))


def readable(values: Iterable[str]) -> list[str]:
    """Values that have the shape of one, each once, in their order; as many as a list may hold."""
    return waarden.readable(values)[:LINES]


def contents(look: Look, values: Iterable[str]) -> Inhoud:
    """What these values are for this audience, in their order, in a fixed number of queries.

    Of somebody who left, the successor stands there; two values that lead to one thing are one line.
    """
    wanted = list(values)
    found = _resolved(look, wanted)
    lines: dict[Key, list[str]] = {}
    for value in wanted:
        if value in found:
            lines.setdefault(found[value].key, []).append(value)
    hits = {hit.key: hit for hit in found.values()}
    results = Results(look, [Block(tuple(hits.values()))])
    shown = [Regel(same[0], results.row(hits[key]), hits[key].thing, tuple(same)) for key, same in lines.items()]
    return Inhoud(shown, len(wanted) - len(found))


def _resolved(look: Look, values: list[str]) -> dict[str, Hit]:
    """What each value leads to: the thing itself, who came after, the function of somebody whom nobody confirmed for
    long, or the contactpunt to ring instead; values that lead nowhere are left out."""
    matches = _matches(values)
    found = _hits(look, matches)
    missing = [value for value in matches if value not in found]
    held = held_by_unconfirmed(look, missing) if missing else {}
    found |= _hits(look, {value: Match(ContactCardPage.Soort.FUNCTIE, pk, 0) for value, pk in held.items()})
    gone = [value for value in missing if value not in found]
    return found | _instead(look, gone) if gone else found


def _instead(look: Look, short_ids: list[str]) -> dict[str, Hit]:
    """By the card of who is hidden, or left without a successor, the first contactpunt there that can be rung."""
    was = ("short_id", "team_id", "agency_id")
    cards = [
        *unconfirmed_for(look.audience).filter(short_id__in=short_ids).values_list(*was),
        *cards_for(look.audience).filter(short_id__in=short_ids).values_list(*was),
    ]
    pages = {page for _, *pages in cards for page in pages if page}
    punten = Contactpunt.objects.filter(page__in=pages).exclude(telefoon="").order_by("sort_order", "pk")
    matches = [Match("loket", pk, 0) for pk in punten.values_list("pk", flat=True)]
    loaded = search_rows.load(matches, look.audience)
    first: dict[int, Contactpunt] = {}
    for match in matches:
        if isinstance(punt := loaded.get(match), Contactpunt):
            first.setdefault(punt.page_id, punt)
    return {
        short_id: Hit("loket", punt, 0, note=INSTEAD)
        for short_id, team, agency in cards
        if (punt := first.get(team) or first.get(agency))
    }


def _hits(look: Look, matches: dict[str, Match]) -> dict[str, Hit]:
    if not matches:
        return {}
    loaded = search_rows.load(matches.values(), look.audience)
    return {value: hit for value, match in matches.items() if (hit := _hit(loaded, match))}


def _hit(loaded: search_rows.Rows, match: Match) -> Hit | None:
    thing = loaded.get(match)
    if not isinstance(thing, ContactCardPage) or not thing.state.is_vertrokken():
        return Hit(match.soort, thing, 0) if thing else None
    heir = loaded.heirs.get(thing.pk)
    return Hit(heir.soort, heir, 0, note="Doet dit werk nu") if heir else None


def _matches(values: list[str]) -> dict[str, Match]:
    wanted = waarden.chosen(readable(values))
    cards = ContactCardPage.objects.filter(short_id__in=wanted.kaarten)
    pages = AgencyPage.objects.filter(uuid__in=wanted.organisaties)
    punten = Contactpunt.objects.filter(uuid__in=wanted.contactpunten)
    found = {short_id: Match(soort, pk, 0) for pk, short_id, soort in cards.values_list("pk", "short_id", "soort")}
    found |= {waarden.of_organisatie(key): Match("organisatie", pk, 0) for pk, key in pages.values_list("pk", "uuid")}
    return found | {waarden.of_contactpunt(key): Match("loket", pk, 0) for pk, key in punten.values_list("pk", "uuid")}


# Changing --------------------------------------------------------------------------------------------------------
@transaction.atomic
def make(*, owner: Owner, naam: str = "") -> Kaartlijst | None:
    """A new list of an owner; None where there are enough."""
    if lists_of(owner).count() >= LISTS:
        return None
    whose = {"user": owner.user} if owner.user else {"browser": owner.browser}
    return Kaartlijst.objects.create(naam=naam or "Mijn lijst", **whose)


@transaction.atomic
def add(*, lijst: Kaartlijst, look: Look, values: Iterable[str]) -> int:
    """Put what this audience may see at the end of a list; gives how many lines came with it."""
    on_it = contents(look, values_of(lijst))
    there = {regel.key for regel in on_it.regels}
    new = [regel.waarde for regel in contents(look, readable(values)).regels if regel.key not in there]
    _append(lijst, new)
    return len(new)


def _append(lijst: Kaartlijst, values: Iterable[str]) -> None:
    """New values at the end, as far as there is room; touches the day of last use."""
    kept = values_of(lijst)
    room = max(LINES - len(kept), 0)
    new = [value for value in dict.fromkeys(values) if value not in kept][:room]
    last = lijst.regels.order_by("-plek").values_list("plek", flat=True).first() or 0
    lines = [Lijstregel(lijst=lijst, waarde=value, plek=last + n) for n, value in enumerate(new, 1)]
    Lijstregel.objects.bulk_create(lines, ignore_conflicts=True)  # twice at once is once
    Kaartlijst.objects.filter(pk=lijst.pk).update(gebruikt_op=timezone.localdate())


@transaction.atomic
def remove(*, lijst: Kaartlijst, look: Look, waarde: str) -> int:
    """Take a line off, with all values that lead to the same thing; gives its place, to put it back."""
    line = contents(look, values_of(lijst)).line(waarde)
    lines = lijst.regels.filter(waarde__in=line.waarden if line else [waarde])
    place = lines.values_list("plek", flat=True).first()
    lines.delete()
    return place or 0


@transaction.atomic
def put_back(*, lijst: Kaartlijst, waarde: str, plek: int) -> None:
    """Undo taking off a line: it stands where it stood."""
    if readable([waarde]) and lijst.regels.count() < LINES:
        place = min(max(plek, 0), 10**6)
        Lijstregel.objects.get_or_create(lijst=lijst, waarde=waarde.lower(), defaults={"plek": place})


@transaction.atomic
def move(*, lijst: Kaartlijst, look: Look, waarde: str, step: int) -> None:
    """Move a line up (-1) or down (1) among the lines that are shown."""
    shown = contents(look, values_of(lijst)).regels
    here = next((n for n, regel in enumerate(shown) if waarde in regel.waarden), None)
    if here is None or not 0 <= here + step < len(shown):
        return
    shown[here], shown[here + step] = shown[here + step], shown[here]
    _write_order(lijst, shown)


@transaction.atomic
def sort(*, lijst: Kaartlijst, look: Look, by: str) -> None:
    """Put the lines in the order of their names, or of their organisations."""
    shown = contents(look, values_of(lijst)).regels
    shown.sort(key=lambda regel: (names.fold(regel.row.agency_naam) if by == "organisatie" else "", _name_key(regel)))
    _write_order(lijst, shown)


def _name_key(regel: Regel) -> tuple[str, ...]:
    card = regel.thing
    if isinstance(card, ContactCardPage) and card.achternaam:
        return tuple(map(str, names.sort_key(card.voornaam, card.tussenvoegsel, card.achternaam)))
    return (names.fold(regel.row.naam),)


def _write_order(lijst: Kaartlijst, shown: Iterable[Regel]) -> None:
    """Write the places; what is not shown keeps its lines, at the end."""
    order = {value: n for n, value in enumerate(value for regel in shown for value in regel.waarden)}
    lines = list(lijst.regels.all())
    for line in lines:
        line.plek = order.get(line.waarde, len(order) + line.plek)
    Lijstregel.objects.bulk_update(lines, ["plek"])


@transaction.atomic
def tidy(*, lijst: Kaartlijst, look: Look) -> None:
    """Take off the values that lead nowhere for who owns the list."""
    shown = {value for regel in contents(look, values_of(lijst)).regels for value in regel.waarden}
    lijst.regels.exclude(waarde__in=shown).delete()


@transaction.atomic
def merge(*, browser: str, user: User) -> None:
    """At login the lists of a browser become those of the login; the first goes into the login's first."""
    first = Kaartlijst.objects.filter(user=user).first()
    for n, lijst in enumerate(Kaartlijst.objects.filter(browser=browser)):
        if n == 0 and first:
            _append(first, values_of(lijst))
            lijst.delete()
        else:
            lijst.user, lijst.browser = user, ""
            lijst.save()


@transaction.atomic
def publish(*, lijst: Kaartlijst, agency: AgencyPage) -> Kaartlijst:
    """Make a copy of a list the startlijst of an agency or team: it stays when who made it leaves.

    A newer one takes the place of the old under the same key: who is subscribed to it gets the newer one.
    """
    start, _ = Kaartlijst.objects.update_or_create(startlijst_van=agency, defaults={"naam": lijst.naam})
    start.regels.all().delete()
    _append(start, values_of(lijst))
    return start


def forget_unused() -> int:
    """Delete the lists of browsers that did not come back; gives how many."""
    old = Kaartlijst.objects.filter(gebruikt_op__lt=timezone.localdate() - UNUSED).exclude(browser="")
    return old.delete()[1].get("phonebook.Kaartlijst", 0)
