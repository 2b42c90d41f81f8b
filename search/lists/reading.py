"""Reads the lexicon: terms of the word lists, names of agencies, places; anew when one of them changed.

Because a question is looked up here and not in the index, a new synonym works at once, in every engine.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

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
from search import wordlists
from search.language import analysis
from search.lists import buren, called, compounds
from search.lists.codes import Soort, code_of, coded, key_of
from search.lists.lexicon import Lexicon, forms_of
from search.lists.meanings import ANDERE_NAAM, NAAM, ZOEKWOORD, Brought, Meaning, Phrase, Place, Words
from search.lists.niet_doen import read_refusing

VERSION_KEY = "search-lexicon"
ADULT, OLDEST = 18, 120
# From which worth on the other ways to say it are looked for where a search word leads to a term.
LEAST_SAID = {
    Soort.GEBEURTENIS: ZOEKWOORD,
    Soort.DOELGROEP: ANDERE_NAAM,
    Soort.HULPVRAAG: ANDERE_NAAM,
    Soort.FUNCTIE: 2.0,
}
IN_TEXTS = 20  # search words of a term that agencies use too
LEEFGEBIED = 0.4  # broad: nearly everybody works on "geld en schulden"
# What a life event says of a function that has to do with it, of the kind of agency where that works, and of a law.
DOES_IT, ITS_KIND, ITS_LAW = 0.6, 0.35, 0.3
HELPS = 0.3  # what a need says of a function that does that
# Of a word the fields whose ticked rows decide how questions are understood too.
TICKS: dict[type[Model], tuple[str, ...]] = {
    Functie: ("organisatiesoorten",),
    Doelgroep: ("functies", "organisatiesoorten"),
    Hulpvraag: ("functies", "organisatiesoorten"),
}
FOR_THEM, KIND_FOR_THEM = 0.15, 0.1  # what a group says of those who are often there for it
DONE = frozenset({Soort.FUNCTIE, Soort.HULPVRAAG})  # what functions and kinds of agencies do
BROAD = frozenset({"gemeente", "rijk"})  # kinds of agencies that have to do with everything
BROAD_CODES = frozenset(coded(Soort.ORGANISATIESOORT, soort) for soort in BROAD)
M = TypeVar("M", bound=Model)


def get_lexicon() -> Lexicon:
    """The lexicon as the database has it now; read again only where any process told since that it changed."""
    return _of_version(cache.get(VERSION_KEY) or lexicon_changed())


@lru_cache(maxsize=1)
def _of_version(version: str) -> Lexicon:
    return read_lexicon()


def lexicon_changed() -> str:
    """Tell all processes that a word list, a place or an agency's name changed."""
    version = uuid.uuid4().hex
    cache.set(VERSION_KEY, version, timeout=None)
    return version


def read_lexicon(unsaved: Model | None = None) -> Lexicon:
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
    _read_short_places(lexicon)
    _read_initials(lexicon, agencies)
    called_so = {keys: [(m.soort, m.naam) for m in found if m.is_called_so] for keys, found in lexicon.terms.items()}
    lexicon.refusing = read_refusing(agencies, called_so)
    return lexicon


def _with(rows: QuerySet[M], unsaved: Model | None) -> list[M]:
    """All rows with what is ticked on them, a word that is not saved yet in its place."""
    ticks = TICKS.get(rows.model, ())
    rows = rows.prefetch_related(*(Prefetch(name, to_attr=_ticked_as(name)) for name in ticks))
    if not isinstance(unsaved, rows.model):
        return list(rows)
    return [*(row for row in rows if row.pk != unsaved.pk), unsaved]


def _ticked(word: Model, name: str) -> list[Any]:
    """The rows that are ticked on a word."""
    return list(getattr(word, _ticked_as(name), ()))


def tick(unsaved: Model, name: str, rows: Iterable[Model]) -> None:
    """Let these rows be ticked on a word that is not saved: the database knows of none."""
    setattr(unsaved, _ticked_as(name), list(rows))


def _ticked_as(name: str) -> str:
    """Where on a word the rows of a field stand that were read with it."""
    return f"ticked_{name}"


def places_here(regions: Iterable[AgencyIndexPage]) -> dict[Words, list[Place]]:
    """The names of places by their words, without what a begrip adds to them."""
    lexicon = Lexicon()
    _read_places(lexicon, {gemeente.pk for region in regions for gemeente in region.gemeenten.all()})
    return lexicon.places


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
    return Place(gemeente.code, gemeente.slug, gemeente.roepnaam, in_region, weak)


def _read_terms(lexicon: Lexicon, unsaved: Model | None) -> None:
    for functie in _with(Functie.objects.all(), unsaved):
        near = tuple(map(code_of, _ticked(functie, "organisatiesoorten")))
        meaning = Meaning(Soort.FUNCTIE, code_of(functie), functie.naam, NAAM, near=near)
        _add_all(lexicon, meaning, functie.andere_namen, functie.zoekwoorden)
    for doelgroep in _with(Doelgroep.objects.all(), unsaved):
        meaning = Meaning(Soort.DOELGROEP, code_of(doelgroep), doelgroep.naam, NAAM, brings=_helpers(doelgroep))
        _add_all(lexicon, meaning, doelgroep.andere_namen, doelgroep.zoekwoorden)
        _add_people(lexicon, doelgroep.naam, *doelgroep.andere_namen)
        if doelgroep.leeftijd_tot is not None or (doelgroep.leeftijd_van or 0) > ADULT:
            lexicon.ranges.append((meaning, doelgroep.leeftijd_van or 0, doelgroep.leeftijd_tot or OLDEST))
    for wet in _with(Wet.objects.all(), unsaved):
        _add_all(lexicon, Meaning(Soort.WET, code_of(wet), wet.afkorting, NAAM), [wet.naam], [])
    for soort in Organisatiesoort.objects.all():
        lexicon.add(soort.naam, Meaning(Soort.ORGANISATIESOORT, code_of(soort), soort.naam, NAAM))
    for gebied in _with(Leefgebied.objects.all(), unsaved):
        for form in (gebied.naam, *gebied.andere_namen, *gebied.zoekwoorden):
            lexicon.add(form, Meaning(Soort.LEEFGEBIED, code_of(gebied), gebied.naam, LEEFGEBIED))


def _helpers(group: Doelgroep) -> tuple[Brought, ...]:
    """Who is there for a group that is one by what is the matter: for people of an age or a kind too many are."""
    if group.leeftijd_van is not None or group.leeftijd_tot is not None:
        return ()
    functies = _brought(Soort.FUNCTIE, _ticked(group, "functies"), FOR_THEM)
    return functies + _brought(Soort.ORGANISATIESOORT, _telling(_ticked(group, "organisatiesoorten")), KIND_FOR_THEM)


def _brought(soort: Soort, rows: Iterable[Any], share: float) -> tuple[Brought, ...]:
    return tuple(Brought(soort, code_of(row), share) for row in rows)


def _telling(soorten: Iterable[Organisatiesoort]) -> list[Organisatiesoort]:
    """The kinds of agencies that say what somebody is there for, each once and in a fixed order."""
    return sorted({soort for soort in soorten if soort.code not in BROAD}, key=lambda soort: soort.code)


def _add_all(
    lexicon: Lexicon, meaning: Meaning, andere: Iterable[str], zoekwoorden: Iterable[str], loose: Meaning | None = None
) -> None:
    """Let a term, its other names and its search words lead to it; named, it is also found by the other two.

    Of many search words the first say how agencies call it too: only these are looked for in texts, and bring others.
    `loose` is what all but its name mean, where that is less: other names are often of who does it elsewhere.
    """
    zoekwoorden = list(zoekwoorden)
    forms = [(meaning.naam, NAAM), *((form, ANDERE_NAAM) for form in andere)]
    if meaning.soort in DONE:
        _add_to_gist(lexicon, meaning, [*(form for form, _ in forms), *zoekwoorden])
    phrases = {words: ZOEKWOORD for form in zoekwoorden[:IN_TEXTS] for words in _spelled(form)}
    phrases |= {words: worth for form, worth in forms for words in _spelled(form)}
    for form, worth in forms:
        meant = meaning if worth == NAAM else loose or meaning
        lexicon.add(form, replace(meant, strength=worth, phrases=_phrases(phrases)))
    least = LEAST_SAID.get(meaning.soort, NAAM)
    said = {words: worth for words, worth in phrases.items() if worth >= least}
    for place, form in enumerate(zoekwoorden):
        told = _phrases(said) if place < IN_TEXTS else ()
        lexicon.add(form, replace(loose or meaning, strength=ZOEKWOORD, phrases=told))


def _phrases(worth: Mapping[Words, float]) -> tuple[Phrase, ...]:
    return tuple(sorted(Phrase(*pair) for pair in worth.items()))


def _add_to_gist(lexicon: Lexicon, meaning: Meaning, forms: Iterable[str]) -> None:
    codes = [code for code in (meaning.code, *meaning.leads_to) if code not in BROAD_CODES]
    is_need = meaning.soort == Soort.HULPVRAAG
    pointing = wordlists.pointing_to().get(key_of(meaning.code), []) if is_need else []
    lexicon.gist.add(meaning.naam, codes, [*forms, *pointing], is_need=is_need)


def _spelled(form: str) -> set[Words]:
    words = analysis.words_of(form)
    return forms_of(words) if words else set()


def _read_gebeurtenissen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """A life event leads to who has to do with it and to the laws that may give something."""
    for event in _with(Gebeurtenis.objects.prefetch_related("functies__organisatiesoorten", "wetten"), unsaved):
        functies, wetten = (event.functies.all(), event.wetten.all()) if event.pk else ((), ())
        soorten = _telling(soort for functie in functies for soort in functie.organisatiesoorten.all())
        brings = (
            *_brought(Soort.FUNCTIE, functies, DOES_IT),
            *_brought(Soort.ORGANISATIESOORT, soorten, ITS_KIND),
            *_brought(Soort.WET, wetten, ITS_LAW),
        )
        meaning = Meaning(Soort.GEBEURTENIS, code_of(event), event.naam, NAAM, brings=brings)
        _add_all(lexicon, meaning, event.andere_namen, event.zoekwoorden)


def _read_hulpvragen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """What somebody needs leads to who does that, and to the names that agencies have for it.

    The kind of agency is only near it, and for all but its name the functions too: who does not say so is no full
    answer to `doventolk`.
    """
    for need in _with(Hulpvraag.objects.all(), unsaved):
        brings = _brought(Soort.FUNCTIE, _ticked(need, "functies"), HELPS)
        near = tuple(map(code_of, _telling(_ticked(need, "organisatiesoorten"))))
        meaning = Meaning(Soort.HULPVRAAG, code_of(need), need.naam, NAAM, near=near, brings=brings)
        loose = replace(meaning, near=meaning.leads_to, brings=())
        _add_all(lexicon, meaning, need.andere_namen, need.zoekwoorden, loose)


def _add_people(lexicon: Lexicon, *names: str) -> None:
    """The word that a group is named by: `Jongeren van 18 ...`, `Ouders en opvoeders`; not `Mensen met ...`."""
    for name in names:
        word = next(iter(analysis.words_of(name)), "")
        if not wordlists.says_nothing(word):
            lexicon.people.add(word)


def _read_agencies(lexicon: Lexicon) -> list[AgencyPage]:
    pages = list(AgencyPage.objects.live().prefetch_related("andere_namen", "wat_wij_niet_doen"))
    for page in pages:
        for form in (page.title, *(other.naam for other in page.andere_namen.all())):
            for said in called.ways_to_write(form):
                lexicon.add(said, Meaning(Soort.ORGANISATIE, code_of(page), page.title, NAAM))
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
        lexicon.own[word] = Meaning(Soort.ORGANISATIE, code_of(first[word]), first[word].title, ANDERE_NAAM)


def _read_short_places(lexicon: Lexicon) -> None:
    """What those who work there say for a gemeente of more words, where that means nothing else."""
    here = {place.code: place for found in lexicon.places.values() for place in found if place.in_region}
    found: dict[str, set[str]] = {}
    for place in here.values():
        for form in called.short_places(place.naam):
            found.setdefault(form, set()).add(place.code)
    for form, codes in found.items():
        means = (analysis.key(form),) in lexicon.terms or (form,) in lexicon.places or (form,) in lexicon.regions
        if len(codes) == 1 and not means:
            lexicon.add_place(form, replace(here[codes.pop()], weak=False, dorp=""))


def _read_initials(lexicon: Lexicon, pages: Iterable[AgencyPage]) -> None:
    """What partners write for an agency of three words or more (`VTS`), where that means nothing else."""
    found = [
        (initials, Meaning(Soort.ORGANISATIE, code_of(page), page.title, ANDERE_NAAM))
        for page in pages
        for initials in called.initials(page.title)
        if (analysis.key(initials),) not in lexicon.terms and (initials,) not in lexicon.places
    ]
    for initials, meaning in found:
        lexicon.add(initials, meaning)


def _read_begrippen(lexicon: Lexicon, unsaved: Model | None) -> None:
    """A begrip leads to its other spellings, and to what these mean."""
    for begrip in _with(Begrip.objects.all(), unsaved):
        forms = begrip.schrijfwijzen
        ambiguous = _spelled(begrip.afkorting) if begrip.dubbel else set()
        told = sorted({words for form in forms for words in _spelled(form)} - ambiguous)
        keys = [tuple(map(analysis.key, words)) for words in told]
        meant = {m for found in keys for m in lexicon.terms.get(found, ()) if m.soort != Soort.BEGRIP}
        naam, phrases = begrip.voluit or begrip.afkorting, tuple(Phrase(words, ANDERE_NAAM) for words in told)
        for form in forms:
            lexicon.add(form, Meaning(Soort.BEGRIP, "", naam, ANDERE_NAAM, phrases))
            for meaning in meant:
                lexicon.add(form, meaning)
        if not begrip.dubbel:
            _read_begrip_of_place(lexicon, forms)


def _read_begrip_of_place(lexicon: Lexicon, forms: Iterable[str]) -> None:
    """A begrip that is another name of a place here leads to that place: `SWF`."""
    said = [place for form in forms for place in lexicon.places.get(tuple(analysis.words_of(form)), ())]
    for place in said:
        for form in forms if place.in_region and not place.weak else ():
            lexicon.add_place(form, place)
