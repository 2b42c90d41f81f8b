"""What words mean here and now: terms of the word lists, names of agencies, places; read when one of them changed.

Because a question is looked up here and not in the index, a new synonym works at once, in every engine.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model, Prefetch, QuerySet

from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    Begrip,
    Doelgroep,
    Functie,
    Gebeurtenis,
    Gemeente,
    Hulpvraag,
    Leefgebied,
    Organisatiesoort,
    Plaats,
    Wet,
)
from search import analysis, buren, called, compounds, wordlists
from search.lengths import ByLength
from search.refusing import Refusing, read_refusing
from search.sounds import BySound

VERSION_KEY = "search-lexicon"
MAX_WORDS = 6  # of a term or a place
ADULT, OLDEST = 18, 120
# How much a name, another name and a search word of a term say about what is meant.
NAAM, ANDERE_NAAM, ZOEKWOORD = 1.0, 0.9, 0.55
# From which worth on the other ways to say it are looked for where a search word leads to a term.
LEAST_SAID = {"gebeurtenis": ZOEKWOORD, "doelgroep": ANDERE_NAAM, "hulpvraag": ANDERE_NAAM, "functie": 2.0}
IN_TEXTS = 20  # search words of a term that agencies use too
LEEFGEBIED = 0.4  # broad: nearly everybody works on "geld en schulden"
# What a life event says of a function that has to do with it, of the kind of agency where that works, and of a law.
DOES_IT, ITS_KIND, ITS_LAW = 0.6, 0.35, 0.3
HELPS = 0.3  # what a need says of a function that does that
# Of a word: the rows that are ticked, and where they stand on it; a form that is tried out puts them there itself.
TICKED = {"functies": "ticked_functies", "organisatiesoorten": "ticked_organisatiesoorten"}
FOR_THEM, KIND_FOR_THEM = 0.15, 0.1  # what a group says of those who are often there for it
BROAD = frozenset({"gemeente", "rijk"})  # kinds of agencies that have to do with everything
NEGATIONS = frozenset({"niet", "geen", "nooit", "zonder"})
NOT = "niet"  # stands for each of them in a loose term
Keys = tuple[str, ...]
Words = tuple[str, ...]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Meaning:
    """One thing that a term can mean: a code in the index, or other ways to say it."""

    soort: str  # functie, doelgroep, leefgebied, wet, organisatiesoort, organisatie, begrip, gebeurtenis, hulpvraag
    code: str  # token in the index, "" for a begrip
    naam: str
    strength: float
    phrases: tuple[tuple[Words, float], ...] = ()  # other ways to say it, and how far they go
    near: tuple[str, ...] = ()  # tokens of where to look when nothing says it itself
    brings: tuple[tuple[str, str, float], ...] = ()  # kind, code and share of what an event or need has to do with


@dataclass(frozen=True)
class Place:
    """A gemeente that a place name can stand for."""

    code: str
    slug: str
    naam: str
    in_region: bool
    weak: bool  # the name is an ordinary word too
    dorp: str = ""  # of which village it is the gemeente
    buren: tuple[str, ...] = ()  # codes of the gemeenten beside it, the nearest first


@dataclass
class Lexicon:
    """Terms by their stem keys, places by their folded words, and all single words that occur in either."""

    terms: dict[Keys, list[Meaning]] = field(default_factory=dict)
    unordered: dict[frozenset[str], Keys] = field(default_factory=dict)
    loose: dict[str, dict[frozenset[str], list[Meaning]]] = field(default_factory=dict)  # by one of their keys
    ranges: list[tuple[Meaning, int, int]] = field(default_factory=list)  # groups of a certain age
    places: dict[Keys, list[Place]] = field(default_factory=dict)
    regions: dict[Words, str] = field(default_factory=dict)  # what a live region is called, and its name
    words: set[str] = field(default_factory=set)
    place_words: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)  # words that name a kind of people: jongeren, ouders
    own: dict[str, Meaning] = field(default_factory=dict)  # of one agency only: `scheldeland`; for who leaves it out
    refusing: Refusing = field(default_factory=Refusing)

    @cached_property
    def words_by_length(self) -> ByLength:
        """The words, for what is misspelt."""
        return ByLength(self.words)

    @cached_property
    def places_by_length(self) -> ByLength:
        """The words of places, for what is misspelt."""
        return ByLength(self.place_words)

    @cached_property
    def words_by_sound(self) -> BySound:
        """The words, for what is written as it is said."""
        return BySound(self.words)

    @cached_property
    def places_by_sound(self) -> BySound:
        """The words of places, for what is written as it is said."""
        return BySound(self.place_words)

    def add(self, form: str, meaning: Meaning) -> None:
        """Let a written form, and its short form without sentence words, have a meaning."""
        words = analysis.words_of(form)
        if not words or len(words) > MAX_WORDS * 2:
            return
        self.words.update(words)
        for form_words in _forms(words):
            keys = tuple(map(analysis.key, form_words))
            found = self.terms.setdefault(keys, [])
            same = next((m for m in found if m.code == meaning.code and m.naam == meaning.naam), None)
            if same is None:
                found.append(meaning)
            elif meaning.strength > same.strength:
                found[found.index(same)] = meaning
            if len(keys) > 1:
                self.unordered.setdefault(frozenset(keys), keys)
        self._add_loose(words, meaning)

    def is_people(self, word: str) -> bool:
        """Does a word name a kind of people, one of them or more: `jongere`, `jongeren`; no `mantelzorg`?"""
        return not self.people.isdisjoint(word + ending for ending in ("", "s", "n", "en", "eren", f"{word[-1:]}en"))

    def _add_loose(self, words: list[str], meaning: Meaning) -> None:
        """A term of more content words is also found when they stand apart in a sentence."""
        if meaning.soort == "organisatie":
            return
        keys = content_keys(words)
        if 1 < len(keys) <= MAX_WORDS and keys != {NOT}:
            found = self.loose.setdefault(min(keys - {NOT}), {}).setdefault(keys, [])
            if all((m.code, m.naam) != (meaning.code, meaning.naam) for m in found):
                found.append(meaning)

    def add_place(self, form: str, place: Place) -> None:
        words = tuple(analysis.words_of(form))
        if not words or len(words) > MAX_WORDS:
            return
        self.place_words.update(word for word in words if len(word) > 3)
        for keys in {words, words[1:] if words[0] == "de" else words, ("".join(words),)} - {()}:
            found = self.places.setdefault(keys, [])
            if all(other.code != place.code for other in found):
                found.append(place)


def content_keys(words: Iterable[str]) -> frozenset[str]:
    """The keys of the words that say something; all negations are one."""
    sentence = wordlists.words("zinswoorden")
    said = (word for word in words if word in NEGATIONS or word not in sentence)
    return frozenset(NOT if word in NEGATIONS else analysis.key(word) for word in said)


def _forms(words: list[str]) -> set[Words]:
    """A written form whole, and without its sentence words where enough is left."""
    whole = tuple(words)
    short = tuple(word for word in words if word not in wordlists.words("zinswoorden"))
    with_people = words[0] == "mensen" and words[1:2] == ["met"] and len(short) == 1
    forms = {whole} if len(whole) <= MAX_WORDS else set()
    return forms | ({short} if 1 < len(short) <= MAX_WORDS or with_people else set())


def get_lexicon() -> Lexicon:
    """The lexicon as the database has it now; read again only when `changed` was called since, by any process."""
    version = cache.get(VERSION_KEY) or changed()
    if _kept.version != version:
        _kept.lexicon, _kept.version = read(), version
    return _kept.lexicon


@dataclass
class _Kept:
    version: str = ""
    lexicon: Lexicon = field(default_factory=Lexicon)


_kept = _Kept()


def changed() -> str:
    """Tell all processes that a word list, a place or an agency's name changed."""
    version = uuid.uuid4().hex
    cache.set(VERSION_KEY, version, timeout=None)
    return version


def read(unsaved: Model | None = None) -> Lexicon:
    """Build the lexicon from the database, in a fixed number of queries; as it would be with one more word saved."""
    compounds.refresh()
    lexicon = Lexicon()
    regions = list(AgencyIndexPage.objects.live().order_by("path").prefetch_related("gemeenten"))
    _read_places(lexicon, {gemeente.pk for region in regions for gemeente in region.gemeenten.all()})
    _read_regions(lexicon, regions)
    _read_terms(lexicon, unsaved)
    _read_gebeurtenissen(lexicon, unsaved)
    _read_hulpvragen(lexicon, unsaved)
    agencies = _read_agencies(lexicon)
    _read_begrippen(lexicon, unsaved)
    _read_initials(lexicon, agencies)
    called_so = {
        keys: [(m.soort, m.naam) for m in found if m.strength >= ANDERE_NAAM] for keys, found in lexicon.terms.items()
    }
    lexicon.refusing = read_refusing(agencies, called_so)
    return lexicon


def _with(rows: QuerySet[M], unsaved: Model | None, *ticks: str) -> list[M]:
    """All rows with what is ticked on them, a word that is not saved yet in its place."""
    rows = rows.prefetch_related(*(Prefetch(name, to_attr=TICKED[name]) for name in ticks))
    if not isinstance(unsaved, rows.model):
        return list(rows)
    return [*(row for row in rows if row.pk != unsaved.pk), unsaved]


def _ticked(word: Model, name: str) -> list[str]:
    return [row.code for row in getattr(word, TICKED[name], ())]


def _read_places(lexicon: Lexicon, here: set[int]) -> None:
    near, parts = buren.read(), list[tuple[str, Place]]()
    for gemeente in Gemeente.objects.current():
        for form in {gemeente.naam, gemeente.frysk, gemeente.officiele_naam.removeprefix("Gemeente ")} - {""}:
            place = _place(gemeente, form, gemeente.pk in here)
            lexicon.add_place(form, replace(place, buren=near.get(gemeente.code, ())))
    for plaats in Plaats.objects.select_related("gemeente"):
        for form in {plaats.naam, plaats.frysk, plaats.stellingwerfs, *plaats.zoeknamen} - {""}:
            place = _place(plaats.gemeente, form, plaats.gemeente_id in here)
            place = replace(place, dorp=plaats.naam, buren=near.get(plaats.gemeente.code, ()))
            lexicon.add_place(form, place)
            if place.in_region and (part := called.without_side(form)):
                parts.append((part, replace(place, dorp=part)))
    for part, place in parts:
        if tuple(analysis.words_of(part)) not in lexicon.places:
            lexicon.add_place(part, place)


def _read_regions(lexicon: Lexicon, regions: Iterable[AgencyIndexPage]) -> None:
    """A region by its name and that of its province; the name of a place is that place."""
    for region in regions:
        for naam in {region.title, *(gemeente.provincie for gemeente in region.gemeenten.all())}:
            for words in called.ways_to_say_region(naam):
                if words not in lexicon.places:
                    lexicon.regions.setdefault(words, region.title)


def _place(gemeente: Gemeente, form: str, in_region: bool) -> Place:
    weak = called.is_a_word_too(form, gemeente.inwoners or 0 if form == gemeente.naam else 0)
    return Place(gemeente.code, gemeente.slug, gemeente.naam, in_region, weak)


def _read_terms(lexicon: Lexicon, unsaved: Model | None) -> None:
    for functie in _with(Functie.objects.all(), unsaved, "organisatiesoorten"):
        near = tuple(f"s:{soort}" for soort in _ticked(functie, "organisatiesoorten"))
        meaning = Meaning("functie", f"f:{functie.code}", functie.naam, NAAM, near=near)
        _add_all(lexicon, meaning, functie.andere_namen, functie.zoekwoorden)
    for doelgroep in _with(Doelgroep.objects.all(), unsaved, *TICKED):
        meaning = Meaning("doelgroep", f"d:{doelgroep.code}", doelgroep.naam, NAAM, brings=_helpers(doelgroep))
        _add_all(lexicon, meaning, doelgroep.andere_namen, doelgroep.zoekwoorden)
        _add_people(lexicon, doelgroep.naam, *doelgroep.andere_namen)
        if doelgroep.leeftijd_tot is not None or (doelgroep.leeftijd_van or 0) > ADULT:
            lexicon.ranges.append((meaning, doelgroep.leeftijd_van or 0, doelgroep.leeftijd_tot or OLDEST))
    for wet in _with(Wet.objects.all(), unsaved):
        _add_all(lexicon, Meaning("wet", f"w:{wet.code}", wet.afkorting, NAAM), [wet.naam], [])
    for soort in Organisatiesoort.objects.all():
        lexicon.add(soort.naam, Meaning("organisatiesoort", f"s:{soort.code}", soort.naam, NAAM))
    for gebied in _with(Leefgebied.objects.all(), unsaved):
        for form in (gebied.naam, *gebied.andere_namen, *gebied.zoekwoorden):
            lexicon.add(form, Meaning("leefgebied", f"l:{gebied.code}", gebied.naam, LEEFGEBIED))


def _helpers(group: Doelgroep) -> tuple[tuple[str, str, float], ...]:
    """Who is there for a group that is one by what is the matter: for people of an age or a kind too many are."""
    if group.leeftijd_van is not None or group.leeftijd_tot is not None:
        return ()
    soorten = {*_ticked(group, "organisatiesoorten")} - BROAD
    brings = [("functie", f"f:{functie}", FOR_THEM) for functie in _ticked(group, "functies")]
    return tuple(brings + [("organisatiesoort", f"s:{soort}", KIND_FOR_THEM) for soort in sorted(soorten)])


def _add_all(
    lexicon: Lexicon, meaning: Meaning, andere: Iterable[str], zoekwoorden: Iterable[str], loose: Meaning | None = None
) -> None:
    """Let a term, its other names and its search words lead to it; named, it is also found by the other two.

    Of many search words the first say how agencies call it too: only these are looked for in texts, and bring others.
    `loose` is what the search words mean, where that is less.
    """
    zoekwoorden = list(zoekwoorden)
    forms = [(meaning.naam, NAAM), *((form, ANDERE_NAAM) for form in andere)]
    phrases = {words: ZOEKWOORD for form in zoekwoorden[:IN_TEXTS] for words in _spelled(form)}
    phrases |= {words: worth for form, worth in forms for words in _spelled(form)}
    for form, worth in forms:
        lexicon.add(form, replace(meaning, strength=worth, phrases=tuple(sorted(phrases.items()))))
    least = LEAST_SAID.get(meaning.soort, NAAM)
    said = {words: worth for words, worth in phrases.items() if worth >= least}
    for place, form in enumerate(zoekwoorden):
        told = tuple(sorted(said.items())) if place < IN_TEXTS else ()
        lexicon.add(form, replace(loose or meaning, strength=ZOEKWOORD, phrases=told))


def _spelled(form: str) -> set[Words]:
    words = analysis.words_of(form)
    return _forms(words) if words else set()


def _read_gebeurtenissen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """A life event leads to who has to do with it and to the laws that may give something."""
    for event in _with(Gebeurtenis.objects.prefetch_related("functies__organisatiesoorten", "wetten"), unsaved):
        functies, wetten = (event.functies.all(), event.wetten.all()) if event.pk else ((), ())
        brings = [("functie", f"f:{functie.code}", DOES_IT) for functie in functies]
        soorten = {soort.code for functie in functies for soort in functie.organisatiesoorten.all()} - BROAD
        brings += [("organisatiesoort", f"s:{soort}", ITS_KIND) for soort in sorted(soorten)]
        brings += [("wet", f"w:{wet.code}", ITS_LAW) for wet in wetten]
        meaning = Meaning("gebeurtenis", f"g:{event.code}", event.naam, NAAM, brings=tuple(brings))
        _add_all(lexicon, meaning, event.andere_namen, event.zoekwoorden)


def _read_hulpvragen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """What somebody needs leads to who does that, and to the names that agencies have for it.

    The kind of agency is only near it, and for a search word the functions too: who does not say so is no full answer.
    """
    for need in _with(Hulpvraag.objects.all(), unsaved, *TICKED):
        brings = tuple(("functie", f"f:{functie}", HELPS) for functie in _ticked(need, "functies"))
        near = tuple(f"s:{soort}" for soort in sorted({*_ticked(need, "organisatiesoorten")} - BROAD))
        meaning = Meaning("hulpvraag", f"v:{need.code}", need.naam, NAAM, near=near, brings=brings)
        loose = replace(meaning, near=(*(code for _, code, _ in brings), *near), brings=())
        _add_all(lexicon, meaning, need.andere_namen, need.zoekwoorden, loose)


def _add_people(lexicon: Lexicon, *names: str) -> None:
    """The word that a group is named by: `Jongeren van 18 ...`, `Ouders en opvoeders`; not `Mensen met ...`."""
    for name in names:
        word = next(iter(analysis.words_of(name)), "")
        if word not in wordlists.words("zinswoorden"):
            lexicon.people.add(word)


def _read_agencies(lexicon: Lexicon) -> list[AgencyPage]:
    pages = list(AgencyPage.objects.live().prefetch_related("andere_namen", "wat_wij_niet_doen"))
    for page in pages:
        for form in (page.title, *(other.naam for other in page.andere_namen.all())):
            for said in called.ways_to_write(form):
                lexicon.add(said, Meaning("organisatie", f"o:{page.pk}", page.title, NAAM))
    _read_own_words(lexicon, pages)
    return pages


def _read_own_words(lexicon: Lexicon, pages: Iterable[AgencyPage]) -> None:
    """The words that only one agency has in its name, with its teams."""
    first: dict[str, AgencyPage] = {}
    shared = set()
    for page in sorted(pages, key=lambda page: page.path):  # an agency before its teams
        for word in called.own_words(page.title):
            if not page.path.startswith(first.setdefault(word, page).path):
                shared.add(word)
    for word in first.keys() - shared:
        lexicon.own[word] = Meaning("organisatie", f"o:{first[word].pk}", first[word].title, ANDERE_NAAM)


def _read_initials(lexicon: Lexicon, pages: Iterable[AgencyPage]) -> None:
    """What partners write for an agency of three words or more (`VTS`), where that means nothing else."""
    found = [
        (initials, Meaning("organisatie", f"o:{page.pk}", page.title, ANDERE_NAAM))
        for page in pages
        for initials in called.initials(page.title)
        if (analysis.key(initials),) not in lexicon.terms
    ]
    for initials, meaning in found:
        lexicon.add(initials, meaning)


def _read_begrippen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """A begrip leads to its other spellings, and to what these mean."""
    for begrip in _with(Begrip.objects.all(), unsaved):
        forms = [form for form in (begrip.afkorting, begrip.voluit, *begrip.andere_namen) if form]
        ambiguous = _spelled(begrip.afkorting) if begrip.dubbel else set()
        told = sorted({words for form in forms for words in _spelled(form)} - ambiguous)
        keys = [tuple(map(analysis.key, words)) for words in told]
        meant = {m for found in keys for m in lexicon.terms.get(found, ()) if m.soort != "begrip"}
        naam = begrip.voluit or begrip.afkorting
        for form in forms:
            lexicon.add(form, Meaning("begrip", "", naam, ANDERE_NAAM, tuple((words, ANDERE_NAAM) for words in told)))
            for meaning in meant:
                lexicon.add(form, meaning)
