"""What somebody may mean who is still typing: people, functions, organisations, topics and places, a few of each.

Bounded: at most one question to the engine (only when a name is being typed), and two queries, none for what was
offered before. People come from the index as this audience may know it and are asked of visibility again; all other
names are open to everybody.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from rapidfuzz import fuzz, process
from wagtail.models import Page

from directory.keeping import kept, kept_each, midnight
from directory.lines import heading
from directory.models import ContactCardPage
from directory.names import TUSSENVOEGSELS, volledig
from directory.regions import url_of
from directory.visibility import Audience, cards_for
from search import wordlists
from search.answer import SearchQuery
from search.ask import ask
from search.completions import FUNCTIES, ONDERWERPEN, ORGANISATIES, PLAATSEN, Completion, get_completions, spelled
from search.engines import SearchUnavailable, get_engine
from search.indexing.vocabulary import View
from search.language import analysis
from search.lists.meanings import Place
from search.plan import UNIT, Clause, Leaf, Plan, Request
from search.planning.planner import LEFT
from search.understand.spans import BEFORE_A_PLACE

MIN_LENGTH = 2  # letters
MAX_LENGTH = 80  # characters that are read
MAX_WORDS = 6
MOST, MOST_OF_A_KIND = 8, 4
MOST_LOOKED_AT = 24  # people
MENSEN = "Mensen"
KINDS = (MENSEN, FUNCTIES, ORGANISATIES)  # in this order; topics and places as they are used
TO_END = (FUNCTIES, ONDERWERPEN, PLAATSEN)  # behind other words
EXACT, BEGINNING = UNIT * 2, UNIT
OF_A_CARD = (
    "short_id", "functie_lokaal", "functie__naam", "agency__title", "team__title", "state__alleen_functie",
    "voorbeeld", "voornaam", "tussenvoegsel", "achternaam",
)  # fmt: skip
OF_A_PAGE = ("url_path",)
Places = Mapping[tuple[str, ...], list[Place]]
NEAR = 72  # of 100: as like each other as a word and the same word with a letter wrong


@dataclass(frozen=True)
class Keuze:
    """One thing to choose: its name, what it is, and where it leads."""

    soort: str
    naam: str
    bij: str
    url: str


@dataclass(frozen=True)
class Groep:
    """The choices of one kind."""

    naam: str
    keuzes: list[Keuze]


def suggestions(typed: str, audience: Audience) -> list[Groep]:
    """What may be meant, in groups, at most `MOST` in all; without an engine there are none."""
    words = analysis.words_of(typed[:MAX_LENGTH])
    if not words or len(words) > MAX_WORDS or len("".join(words)) < MIN_LENGTH:
        return []
    try:
        view = get_engine().vocabulary().seen_by(audience.tokens)
        people = list(_people(words, view, audience))
    except SearchUnavailable:
        return []
    return _grouped([*people, *_named(typed[:MAX_LENGTH], words, view)])


def nearest(vraag: str, audience: Audience) -> list[Keuze]:
    """Names that look like what was asked and lead somewhere, for a question without any answer."""
    asked = spelled(vraag[:MAX_LENGTH])
    try:
        view = get_engine().vocabulary().seen_by(audience.tokens)
    except SearchUnavailable:
        return []
    names = [name for name in get_completions().all if name.is_found(view)]
    alike = process.extract(asked, [name.spelled for name in names], scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
    others = [names[place] for written, _, place in alike if f" {written} " not in f" {asked} "]
    chosen = {name.thing: name for name in reversed(others)}
    choices = _as_choices(list(reversed(chosen.values()))[:MOST_OF_A_KIND], "")
    return [choice for choice in choices if choice.soort == ORGANISATIES or _has_answer(choice.naam, audience)]


def _has_answer(vraag: str, audience: Audience) -> bool:
    """Its words may each be in the guide, and nobody have them all."""
    try:
        return ask(SearchQuery(vraag), audience).total > 0
    except SearchUnavailable:
        return False


def _grouped(choices: Iterable[Keuze]) -> list[Groep]:
    """The best of each kind in turn until there are enough; a place that is used more goes before the topics."""
    by_kind: dict[str, list[Keuze]] = {kind: [] for kind in KINDS}
    for choice in choices:
        of_kind = by_kind.setdefault(choice.soort, [])
        if choice not in of_kind:
            of_kind.append(choice)
    in_turn = [found[rank] for rank in range(MOST_OF_A_KIND) for found in by_kind.values() if rank < len(found)]
    chosen = set(in_turn[:MOST])
    groups = [Groep(kind, [c for c in found if c in chosen]) for kind, found in by_kind.items()]
    return [group for group in groups if group.keuzes]


# People ----------------------------------------------------------------------------------------------------------
def _people(words: list[str], view: View, audience: Audience) -> Iterator[Keuze]:
    """Whose name has these words, the last of them perhaps not typed to its end."""
    *whole, last = words
    begun = view.names_starting_with(last)
    if not begun or not all(map(view.is_name, whole)):
        return
    clauses = tuple(Clause(word, word, (Leaf("naam", ((f"={word}",),), EXACT),)) for word in whole)
    leaves = (
        Leaf("naam", ((f"={last}",),), EXACT),
        Leaf("naam", (tuple(f"={word}" for word in begun),), BEGINNING),
    )
    plan = Plan((*clauses, Clause(last, last, leaves)), excluded=(LEFT,))
    found = get_engine().search(Request(plan, audience.tokens, ("persoon",), limit=MOST_LOOKED_AT))
    pks = [match.pk for match in found.matches]
    seen = kept_each(("suggested", audience.who), pks, lambda some: _visible(some, audience), until=midnight)
    ranked = sorted((seen[pk] for pk in pks if pk in seen), key=lambda one: _unlike(one.words, words))
    yield from (one.keuze for one in ranked[:MOST_OF_A_KIND])


def _unlike(called: list[str], words: list[str]) -> tuple[bool, bool]:
    """First who is called just so (`Jan`), then whose name begins so: Jacoba before Lars Jacobi."""
    return words[-1] not in called, not " ".join(called).startswith(" ".join(words))


def _visible(pks: list[int], audience: Audience) -> "dict[int, Named]":
    """The cards of these that this audience may see now, of people who work here."""
    return {pk: _named_of(row) for pk, *row in _among(("people", audience.who), lambda: _people_for(audience), pks)}


def _among(what: Hashable, rows: Callable[[], QuerySet[Any, Any]], pks: list[int]) -> list[Any]:
    """Of these rows those with one of these keys, which comes first in each."""
    if not pks:
        return []
    query = kept(("query", what), lambda: Query(*rows().query.sql_with_params()), until=midnight)
    with connection.cursor() as cursor:
        cursor.execute(*query.among(pks))
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Query:
    """A question to the database: to build it takes ten times as long as to ask it of a few rows."""

    sql: str
    params: tuple[Any, ...]

    def among(self, pks: list[int]) -> tuple[str, list[Any]]:
        """This question, only of these cards."""
        wanted = ", ".join(["%s"] * len(pks))
        return f"SELECT * FROM ({self.sql}) AS found WHERE pk IN ({wanted})", [*self.params, *pks]  # noqa: S608  # made by Django


def _people_for(audience: Audience) -> QuerySet[Any, Any]:
    cards = cards_for(audience).working().filter(soort=ContactCardPage.Soort.PERSOON)
    return cards.order_by().values_list("pk", *OF_A_CARD)


@dataclass(frozen=True)
class Named:
    """Somebody's card, of the few columns that its suggestion takes: a card in full takes ten times as long to make."""

    short_id: str
    functienaam: str
    werkt_bij: str
    is_alleen_functie: bool
    voorbeeld: bool
    voornaam: str
    tussenvoegsel: str
    achternaam: str

    @property
    def naam(self) -> str:
        """As the card itself says it."""
        name = volledig(self.voornaam, self.tussenvoegsel, self.achternaam) or self.functienaam or "Contactkaart"
        return f"{name} (voorbeeld)" if self.voorbeeld else name

    @cached_property
    def words(self) -> list[str]:
        """The words of what it is headed by."""
        return analysis.words_of(heading(self))

    @cached_property
    def keuze(self) -> Keuze:
        """The card as it is offered: most that are looked at are not."""
        role = ", ".join(filter(None, (self.functienaam, self.werkt_bij)))
        return Keuze(MENSEN, heading(self), role, reverse("kaart", args=[self.short_id]))


def _named_of(row: list[Any]) -> Named:
    """What was read of a card."""
    short_id, lokaal, functie, agency, team, alleen_functie, voorbeeld, *own = row
    return Named(short_id, lokaal or functie or "", team or agency or "", bool(alleen_functie), bool(voorbeeld), *own)


# Names of the lists ----------------------------------------------------------------------------------------------
def _named(typed: str, words: list[str], view: View) -> Iterator[Keuze]:
    """Names that begin as the question does, else as its last words do: `schuldhulp wol` leads to Wolvega."""
    written = typed.split()
    apart = len(written) == len(words) and not TUSSENVOEGSELS.issuperset(words)  # `van der`: somebody's name
    starts, known = range(len(words)) if apart else range(1), get_completions()
    for start in starts:
        tail = " ".join(words[start:])
        if len(tail) >= MIN_LENGTH:
            ranked = sorted(known.starting_with(tail, view), key=_rank)
            if start:
                fits = [name for *_, name in ranked if _may_end(words[:start], tail, name)]
                yield from _behind(words[:start], " ".join(written[:start]), fits, known.lexicon.places)
            else:
                yield from _as_choices(_some_of_each(name for *_, name in ranked), "")


def _may_end(before: list[str], tail: str, name: Completion) -> bool:
    """`In Wolvega`, not `mijn Wolvega`; behind about whom somebody asks (`mijn man`) only what says that too."""
    if tail in wordlists.words("vragen/wie") and not f"{name.spelled} ".startswith(f"{tail} "):
        return f" {before[-1]} {tail} " in f" {name.spelled} "
    if name.soort != PLAATSEN:
        return True
    return before[-1] in BEFORE_A_PLACE or not all(map(wordlists.says_nothing, before))


def _behind(before: list[str], written: str, names: list[Completion], places: Places) -> Iterator[Keuze]:
    """Of names for the last words those that make sense behind the others: a name that holds those too is the whole
    question; a place or doelgroep goes with anything, and anything with a place."""
    said = [word for word in before if not wordlists.says_nothing(word)]
    ending = [name for name in names if name.soort in TO_END]
    whole = [name for name in ending if said and name.holds(said)]
    anything = not said or any(place.in_region for place in places.get(tuple(said), ()))
    rest = [name for name in ending if name not in whole and (anything or name.may_follow)]
    yield from _as_choices(_some_of_each(whole), "")
    yield from _as_choices(_some_of_each(rest), written)


def _rank(found: tuple[int, int, Completion]) -> tuple[int, int, int, str]:
    """First what begins so and is called so now, then what is used most; agencies of one name stay in their order."""
    place, use, name = found
    return place + name.is_old, -use, len(name.naam), name.naam


def _some_of_each(names: Iterable[Completion]) -> list[Completion]:
    """The first few of each kind, one name of each thing."""
    chosen: dict[str, dict[tuple[str, str], Completion]] = {}
    for name in names:
        kind = chosen.setdefault(name.soort, {})
        if len(kind) < MOST_OF_A_KIND:
            kind.setdefault(name.thing, name)
    return [name for found in chosen.values() for name in found.values()]


def _as_choices(names: list[Completion], before: str) -> Iterator[Keuze]:
    """An organisation alone leads to its page; all else, or behind other words, to the answers."""
    urls = kept_each("addresses of agencies", [name.pk for name in names if name.pk], _addresses)
    answers = reverse("zoeken") if names else ""
    for name in names:
        if name.pk and name.pk not in urls:
            continue
        if name.pk and not before:
            yield Keuze(name.soort, name.naam, name.bij, urls[name.pk])
        else:
            vraag = f"{before} {name.naam}".strip()
            yield Keuze(name.soort, vraag, name.bij, f"{answers}?{urlencode({'vraag': vraag})}")


def _addresses(pks: list[int]) -> dict[int, str]:
    """Where the live ones of these agencies and teams stand."""
    found = _among("live pages", lambda: Page.objects.live().order_by().values_list("pk", *OF_A_PAGE), pks)
    pages = (Page.from_db(connection.alias, ("id", *OF_A_PAGE), row) for row in found)
    return {page.pk: url_of(page) for page in pages}
