"""Spoed first: does a question speak of an acute situation, and whom to ring then? Needs no search engine."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count
from phonenumber_field.phonenumber import PhoneNumber

from directory import numbers
from directory.keeping import kept
from directory.listing import SOORT_GEMEENTE, residents_contactpunt
from directory.models import Contactpunt, Gemeente, Spoed
from directory.regions import first_region
from search import wordlists
from search.spoed import regels
from search.spoed.regels import Rule, Told

MOST = 3  # situations shown at once
ALARM = "112"
LIFE = frozenset({ALARM, "113"})


@dataclass(frozen=True)
class Belnummer:
    """A number of the list, to show and to dial."""

    tonen: str
    tel: str


@dataclass(frozen=True)
class Noodgeval:
    """An acute situation with its numbers, or with the desk of the guide that takes it; `situatie.wie` says who."""

    situatie: Spoed
    nummers: tuple[Belnummer, ...] = ()
    loket: Contactpunt | None = None

    @property
    def is_alarm(self) -> bool:
        """Is 112 the number to ring?"""
        return any(nummer.tel == ALARM for nummer in self.nummers)


@dataclass(frozen=True)
class Noodblok:
    """What stands above all answers: situations, or else one that it only may be (`zacht`)."""

    gevallen: tuple[Noodgeval, ...] = ()
    zacht: Noodgeval | None = None

    def __bool__(self) -> bool:
        return bool(self.gevallen)

    @property
    def is_alarm(self) -> bool:
        """Does one of them say to ring 112?"""
        return any(geval.is_alarm for geval in self.gevallen)

    @property
    def is_about_life(self) -> bool:
        """Is it of life and death, so that nothing of what comes later may be told below the number?"""
        return any(_is_about_life(geval.situatie) for geval in self.gevallen)

    @property
    def te_bellen(self) -> bool:
        """Is there a number to ring, other than 112 when there is danger?"""
        return any(geval.nummers or geval.loket for geval in self.gevallen)


def noodblok(vraag: str, gemeente: Gemeente | None = None) -> Noodblok:
    """The acute situations of a question as they are shown; who cannot be rung stands there only if nobody can."""
    told = _read_question(vraag)
    gevallen = _noodgevallen(told, gemeente)
    rung = [geval for geval in gevallen if geval.nummers or geval.loket]
    return Noodblok(tuple(rung or gevallen[:1]), None if gevallen else _maybe(told))


def _noodgevallen(told: Told, gemeente: Gemeente | None) -> list[Noodgeval]:
    """The acute situations that a question speaks of; none for a question about a subject.

    Those of life and death come first, and of these the closest. A situation that would show no other number than those
    before it is left out.
    """
    return _without_repeats([_noodgeval(spoed, gemeente) for spoed in _situations(told)])[:MOST]


def _read_question(vraag: str) -> Told:
    return regels.read_question(vraag, _known().long_words)


def _situations(told: Told) -> list[Spoed]:
    """The situations of a question in order."""
    closeness = {spoed: _closeness(rules, told) for spoed, rules in _known().rules.items()}

    def rank(spoed: Spoed) -> tuple[bool, int, bool, str]:
        return not _is_about_life(spoed), -closeness[spoed], ALARM not in spoed.nummers, spoed.code

    return sorted((spoed for spoed in closeness if closeness[spoed]), key=rank)


def _maybe(told: Told) -> Noodgeval | None:
    """What a question may be that does not tell of it: `crisisdienst`, `ik kan niet meer`."""
    gentle = regels.rules("zacht")
    closeness = {spoed: _closeness(gentle.get(spoed.code, ()), told) for spoed in _known().rules if spoed.nummers}
    closest = max(closeness, key=lambda spoed: closeness[spoed], default=None)
    return _noodgeval(closest, None) if closest and closeness[closest] else None


@dataclass(frozen=True)
class _Known:
    """The situations of the word list with their rules, and the words of these that may be misspelt."""

    rules: dict[Spoed, list[Rule]]
    long_words: frozenset[str]


def _known() -> _Known:
    return kept("spoed", _read)


def _read() -> _Known:
    rows = list(Spoed.objects.order_by("code"))
    rules = {spoed: [*regels.rules().get(spoed.code, ()), *_own_rules(spoed)] for spoed in rows}
    return _Known(rules, regels.long_words(text for spoed in rows for text in spoed.zoekwoorden))


def _own_rules(spoed: Spoed) -> list[Rule]:
    return [regels.read_rule(text) for text in (spoed.naam, *spoed.zoekwoorden)]


def _closeness(rules: Iterable[Rule], told: Told) -> int:
    """By the rule that says most."""
    return max((regels.close(rule, told) for rule in rules), default=0)


def _is_about_life(spoed: Spoed) -> bool:
    return not LIFE.isdisjoint(spoed.nummers)


def _noodgeval(spoed: Spoed, gemeente: Gemeente | None) -> Noodgeval:
    read: list[PhoneNumber] = [numbers.lees(text).nummer for text in spoed.nummers]
    nummers = tuple(Belnummer(numbers.tonen(number), numbers.tel(number)) for number in read)
    return Noodgeval(spoed, nummers, None if nummers else _loket(spoed, gemeente))


def _without_repeats(found: list[Noodgeval]) -> list[Noodgeval]:
    shown, seen = list[Noodgeval](), set[str]()
    for geval in found:
        new = tuple(nummer for nummer in geval.nummers if nummer.tel not in seen)
        if new or not geval.nummers:
            shown.append(replace(geval, nummers=new))
        seen |= {nummer.tel for nummer in new}
    return shown


def _loket(spoed: Spoed, gemeente: Gemeente | None) -> Contactpunt | None:
    """The desk of the kind of agency that takes this (loketten.txt): of this gemeente, else for the whole region."""
    soort = wordlists.pairs("spoed/loketten").get(spoed.code)
    if soort == SOORT_GEMEENTE:
        return residents_contactpunt(gemeente) if gemeente else None
    return _desk_of(soort, gemeente) if soort else None


def _desk_of(soort: str, gemeente: Gemeente | None) -> Contactpunt | None:
    region = first_region()
    everywhere = set(region.gemeenten.all()) if region else set[Gemeente]()
    desks = Contactpunt.objects.filter(
        page__live=True, page__soort__code=soort, page__landelijk=False, voor=Contactpunt.Voor.INWONERS
    ).exclude(telefoon="")
    ordered = desks.annotate(reach=Count("page__werkgebied")).order_by("reach", "page__title", "sort_order", "pk")
    for desk in ordered.select_related("page").prefetch_related("page__werkgebied"):
        there = set(desk.page.werkgebied.all())
        if there and (gemeente in there if gemeente else everywhere <= there):
            return desk
    return None
