"""The values that go in and out of `ask`: a question, and its answer in two blocks."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from directory.lines import heading, in_zin
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Gemeente
from directory.regions import url_of
from search.language.analysis import glue, words_of
from search.plan import Clause, Filters, Key
from search.understand.topics import WAAR

Thing = AgencyPage | ContactCardPage | Contactpunt
MARK = "<mark>{}</mark>"
LABELS = {"wat": "Wat", "voor_wie": "Voor wie", "waar": "Waar", "wie": "Wie", "niet": "Niet"}


def desk_title(naam: str, agency: str) -> str:
    """What a desk is called between those of other agencies: `Gemeente Harlingen – algemeen nummer`.

    A name that says whose it is, or where (`Balie in Sneek`), is told from others by itself.
    """
    said, owner = words_of(naam), words_of(agency)
    if owner and owner == said[: len(owner)]:
        return naam
    if set(said) <= set(owner):
        return agency
    names = (word for word in naam.split()[1:] if word[:1].isupper())
    return naam if any(names) else f"{agency}\N{NO-BREAK SPACE}– {in_zin(naam)}"


@dataclass(frozen=True)
class SearchQuery:
    """What somebody asks: the words, what was ticked, how far down, which slots were taken off."""

    vraag: str = ""
    filters: Filters = field(default_factory=Filters)
    pagina: int = 1  # of people and contactpunten
    pagina_organisaties: int = 1
    zonder: tuple[str, ...] = ()
    letterlijk: bool = False
    volgorde: str = ""  # search/planning/ordering.py

    @property
    def paginas(self) -> tuple[int, int]:
        """How far down each block is shown."""
        return self.pagina, self.pagina_organisaties

    @property
    def is_empty(self) -> bool:
        return not self.vraag.strip() and not self.filters.chosen()


@dataclass(frozen=True)
class Slot:
    """A part of the question as it was understood: `label` is what it means, `text` what was typed."""

    id: str
    kind: str
    label: str
    text: str
    readings: tuple[str, ...] = ()  # what it stands for in the glossary
    hulpvragen: tuple[str, ...] = ()  # the needs that it was read as, where they are called otherwise
    is_unused: bool = False  # shown as understood, but nothing is done with it

    @property
    def kind_label(self) -> str:
        return LABELS[self.kind]

    @property
    def meant(self) -> str:
        """The need that was read in it, "" where it is called so: `Hulp bij het huishouden` for `schoonmaken`."""
        return " of ".join(self.hulpvragen)

    @property
    def is_other(self) -> bool:
        """Was something else typed than how it is called here? A space or accent in a word is nothing else."""
        label = self.label.partition(" (gemeente ")[0]
        return glue(label.removeprefix("leeftijd ")) != glue(self.text)


@dataclass(frozen=True)
class Why:
    """One of Wat, Voor wie, Waar: pieces of text, and which of them the question asked for."""

    label: str
    pieces: tuple[tuple[str, bool], ...]
    over: tuple[str, ...] = ()  # the needs that it may only think along about

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    @property
    def html(self) -> SafeString:
        """The pieces with marks; here and not in the template, because a page holds some hundred of them."""
        return format_html_join("", "{}", ((format_html(MARK, p) if asked else p,) for p, asked in self.pieces))


@dataclass(frozen=True)
class Hit:
    """One answer: the row itself, as this audience may see it, and why it is one."""

    soort: str
    thing: Thing
    score: int
    lacks: tuple[Clause, ...] = ()  # what was asked that it does not answer
    why: tuple[Why, ...] = ()
    note: str = ""  # instead of whom this one stands here
    stands_in_for: int = 0  # key of the card of who is away
    along: bool = False  # it does not match itself, but belongs to what does

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks, in the words of the question."""
        return tuple(clause.text for clause in self.lacks)

    @property
    def niet_in(self) -> str:
        """The place among what it lacks."""
        return next((clause.text for clause in self.lacks if clause.slot.startswith(WAAR)), "")

    @property
    def lacking(self) -> tuple[str, ...]:
        """The slots of what it lacks."""
        return tuple(clause.slot for clause in self.lacks)

    @property
    def over(self) -> tuple[str, ...]:
        """The needs that it may think along about, though it does not say what was asked."""
        return tuple(naam for line in self.why for naam in line.over)

    @cached_property
    def pk(self) -> int:
        return int(self.thing.pk)

    @property
    def key(self) -> Key:
        return self.soort, self.pk

    @property
    def ref(self) -> str:
        return str(self.thing.key)

    @property
    def name(self) -> str:
        return heading(self.thing) if isinstance(self.thing, ContactCardPage) else str(self.thing.naam)

    @property
    def agency(self) -> AgencyPage | None:
        """The agency or team that a card or contactpunt belongs to, for a team its agency."""
        if isinstance(self.thing, ContactCardPage):
            return self.thing.plek
        return self.thing.page if isinstance(self.thing, Contactpunt) else self.thing.agency

    @property
    def url(self) -> str:
        if isinstance(self.thing, Contactpunt):
            return f"{url_of(self.thing.page)}#{self.thing.anchor}"
        return self.thing.get_absolute_url() if isinstance(self.thing, ContactCardPage) else url_of(self.thing)


@dataclass(frozen=True)
class Block:
    """People and contactpunten, or organisations: full matches, how many there are in all, and wider answers."""

    hits: tuple[Hit, ...] = ()
    total: int = 0  # who comes along is in no number: it is what the facets count
    wider: tuple[Hit, ...] = ()
    more: int = 0  # full matches that are not in this page or one before it
    coming: int = 0  # of those, how many the next page shows that are not shown with another one already
    unseen: int = 0  # and all pages together
    first_new: int = 0  # place of the first that the page before did not show

    @property
    def along(self) -> tuple[Hit, ...]:
        """Who is shown besides the matches."""
        return tuple(hit for hit in self.hits if hit.along)


@dataclass(frozen=True)
class Answer:
    """All that the results page and the command show."""

    question: str
    slots: tuple[Slot, ...] = ()
    without: tuple[Slot, ...] = ()
    dropped: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    perhaps: tuple[tuple[str, str], ...] = ()  # words, and the place here or the listed word that they may be
    people: Block = field(default_factory=Block)
    organisations: Block = field(default_factory=Block)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    gemeente: Gemeente | None = None
    elsewhere: tuple[str, ...] = ()  # places of the question that lie in no region of this guide
    events: tuple[str, ...] = ()  # codes of the life events that the question speaks of
    of_anybody: bool = False  # nothing was found: near are only those who can be asked about anything
    bsn: bool = False  # a citizen service number was typed: nothing was searched

    @property
    def total(self) -> int:
        return self.people.total + self.organisations.total

    @property
    def near(self) -> tuple[Hit, ...]:
        """Who only comes near, of both blocks."""
        return (*self.people.wider, *self.organisations.wider)
