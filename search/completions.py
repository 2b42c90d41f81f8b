"""Names that may be typed to their end: functions, organisations, topics and places, with the word lists' version.

All of them are open to everybody; search words of the lists are not among them. Whether somebody may find anything
under a name is asked of the vocabulary of that audience (`Completion.is_found`): nothing is offered that leads nowhere.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

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
    Plaats,
    Werkproces,
    Wet,
)
from search import wordlists
from search.indexing.vocabulary import View
from search.language import analysis
from search.lists.codes import Soort, code_of, is_code_of
from search.lists.lexicon import Lexicon
from search.lists.reading import BROAD, get_lexicon

FUNCTIES, ORGANISATIES, ONDERWERPEN, PLAATSEN = "Functies", "Organisaties", "Onderwerpen", "Plaatsen"
MOST_LOOKED_AT = 400  # entries with the same beginning
NOT_FOUND = -1
SMALL = 3  # letters of a sentence word that nobody begins with
Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Completion:
    """A name, what it is, and the tokens of which all of one group must be in the index for it to lead somewhere."""

    soort: str
    naam: str
    bij: str = ""
    any_of: tuple[Tokens, ...] = ()
    pk: int = 0  # of an organisation
    sleutel: str = ""  # the same for all names of one thing; "" for what has one name
    is_old: bool = False  # what an organisation was called before

    def is_found(self, view: View) -> bool:
        """Is there anything under this name that the audience of this view may see?"""
        return any(all(map(view.knows, tokens)) for tokens in self.any_of)

    @property
    def thing(self) -> tuple[str, str]:
        """What it is a name of."""
        return self.soort, self.sleutel or self.naam

    @cached_property
    def spelled(self) -> str:
        """Its name as it is compared."""
        return spelled(self.naam)

    def holds(self, words: Iterable[str]) -> bool:
        """Has its name all these words?"""
        called = f" {self.spelled} "
        return all(f" {word} " in called for word in words)

    @cached_property
    def may_follow(self) -> bool:
        """Does it make sense behind any other words: where, or for whom?"""
        return self.soort == PLAATSEN or any(
            is_code_of(Soort.DOELGROEP, token) for tokens in self.any_of for token in tokens
        )

    def use(self, view: View) -> int:
        """In how many documents, of the way to say it that is used most; NOT_FOUND where there is nothing under it."""
        most = max((min(map(view.frequency, tokens)) for tokens in self.any_of if tokens), default=0)
        return most if most or self.is_found(view) else NOT_FOUND


@dataclass
class Completions:
    """All names, by the beginning of each word in them."""

    lexicon: Lexicon = field(default_factory=Lexicon)  # that it was read with
    all: list[Completion] = field(default_factory=list)
    # Sorted: from some word of a name on, which name, and where in it that is (0: at its beginning).
    starts: list[tuple[str, int, int]] = field(default_factory=list)

    # Of each view in how many documents a name is that was looked at, `NOT_FOUND` where it leads nowhere; by identity
    # of its tokens, for all names of one thing have the same.
    uses: WeakKeyDictionary[View, dict[int, int]] = field(default_factory=WeakKeyDictionary)

    def starting_with(self, start: str, view: View) -> Iterator[tuple[int, int, Completion]]:
        """Names under which this view finds something and of which a word begins so, with where in the name that is
        (0: at its beginning), and its use."""
        uses = self.uses.setdefault(view, {})
        begin = bisect_left(self.starts, (start,))
        for written, number, place in self.starts[begin : begin + MOST_LOOKED_AT]:
            if not written.startswith(start):
                return
            name = self.all[number]
            use = uses.get(id(name.any_of))
            if use is None:
                use = uses[id(name.any_of)] = name.use(view)
            if use != NOT_FOUND:
                yield place, use, name


def spelled(text: str) -> str:
    """A text as it is compared: folded words with one space between them."""
    return " ".join(analysis.words_of(text))


def get_completions() -> Completions:
    """The names as they are now; read again when the lexicon was."""
    return _beside(get_lexicon())


@lru_cache(maxsize=1)
def _beside(lexicon: Lexicon) -> Completions:
    return read(lexicon)


def read(lexicon: Lexicon) -> Completions:
    """All names from the database: one query a list, and one for what each list links to."""
    found = list(dict.fromkeys([*_functies(), *_organisaties(), *_onderwerpen(), *_plaatsen()]))
    starts = [(start, number, place) for number, name in enumerate(found) for start, place in _starts(name)]
    return Completions(lexicon, found, sorted(starts))


def _starts(name: Completion) -> Iterator[tuple[str, int]]:
    """Every beginning of a name and its place; behind words that say nothing (`Gemeente Wolvega`) it is still 0."""
    whole, small = name.spelled, wordlists.words("zinswoorden")
    words = whole.split()
    for place, word in enumerate(words):
        if place == 0 or len(word) > SMALL or word not in small:
            start = " ".join(words[place:]) if place else whole
            yield start, int(not (whole.startswith(start) or small.issuperset(words[:place])))


def _functies() -> Iterator[Completion]:
    for functie in Functie.objects.all():
        tokens = ((code_of(functie),),)
        yield Completion(FUNCTIES, functie.naam, any_of=tokens, sleutel=functie.code)
        for naam in functie.andere_namen:
            yield Completion(FUNCTIES, naam, functie.naam, tokens, sleutel=functie.code)


def _organisaties() -> Iterator[Completion]:
    pages = AgencyPage.objects.live().select_related("soort", "agency").prefetch_related("andere_namen")
    for page in pages:
        kind = page.agency.title if page.agency else page.soort.naam if page.soort else ""
        tokens = ((code_of(page),),)
        yield Completion(ORGANISATIES, page.title, kind, tokens, page.pk, str(page.pk))
        for other in page.andere_namen.all():
            is_old = other.soort == other.Soort.VROEGER
            yield Completion(ORGANISATIES, other.naam, page.title, tokens, page.pk, str(page.pk), is_old)


def _onderwerpen() -> Iterator[Completion]:
    for naam in Werkproces.objects.filter(page__live=True).values_list("naam", flat=True).distinct().order_by():
        yield Completion(ONDERWERPEN, naam, any_of=((f"w:{analysis.glue(naam)}",),))
    for leefgebied in Leefgebied.objects.all():
        tokens = ((code_of(leefgebied),),)
        yield Completion(ONDERWERPEN, leefgebied.naam, any_of=tokens, sleutel=f"leefgebied {leefgebied.code}")
        for naam in leefgebied.andere_namen:
            yield Completion(ONDERWERPEN, naam, leefgebied.naam, tokens, sleutel=f"leefgebied {leefgebied.code}")
    for doelgroep in Doelgroep.objects.all():
        yield Completion(ONDERWERPEN, doelgroep.naam, any_of=((code_of(doelgroep),),))
    for wet in Wet.objects.all():
        yield Completion(ONDERWERPEN, wet.afkorting, wet.naam if wet.naam != wet.afkorting else "", ((code_of(wet),),))
    for gebeurtenis in Gebeurtenis.objects.prefetch_related("wetten", "functies"):
        brings = (*gebeurtenis.wetten.all(), *gebeurtenis.functies.all())
        yield Completion(ONDERWERPEN, gebeurtenis.naam, any_of=tuple((code_of(row),) for row in brings))
    yield from _hulpvragen()
    for begrip in Begrip.objects.all():
        forms = begrip.schrijfwijzen
        yield Completion(ONDERWERPEN, begrip.afkorting, begrip.in_full, tuple(_keys(forms)))


def _hulpvragen() -> Iterator[Completion]:
    for need in Hulpvraag.objects.prefetch_related("functies", "organisatiesoorten"):
        soorten = (soort for soort in need.organisatiesoorten.all() if soort.code not in BROAD)
        codes = map(code_of, (*need.functies.all(), *soorten))
        tokens = (*((code,) for code in codes), *_keys([need.naam, *need.andere_namen]))
        yield Completion(ONDERWERPEN, need.naam, any_of=tokens, sleutel=f"hulpvraag {need.code}")
        for naam in need.andere_namen:
            yield Completion(ONDERWERPEN, naam, need.naam, tokens, sleutel=f"hulpvraag {need.code}")


def _keys(forms: Iterable[str]) -> Iterator[Tokens]:
    """The stem keys of each way to say it."""
    for form in forms:
        if keys := tuple(map(analysis.key, analysis.words_of(form))):
            yield keys


def _plaatsen() -> Iterator[Completion]:
    here = set(AgencyIndexPage.objects.live().values_list("gemeenten", flat=True))
    for gemeente in Gemeente.objects.current().filter(pk__in=here):
        yield Completion(PLAATSEN, gemeente.roepnaam, "gemeente", ((gemeente.code,),))
    for plaats in Plaats.objects.filter(gemeente__in=here).select_related("gemeente"):
        above, code = plaats.gemeente, plaats.gemeente.code
        for naam in dict.fromkeys(filter(None, (plaats.naam, plaats.frysk, plaats.stellingwerfs))):
            if naam != above.roepnaam:
                yield Completion(
                    PLAATSEN, naam, f"gemeente {above.roepnaam}", ((code,),), sleutel=f"plaats {plaats.pk}"
                )
