"""Trying a word out before it is saved: what a question finds now, and what it would find with the word as typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import BaseModelForm, modelform_factory
from django.utils.text import capfirst

from directory.models import Begrip, Doelgroep, Functie, Hulpvraag, Leefgebied, Wet
from directory.names import fold
from directory.visibility import Audience
from search.answer import Answer, Hit, SearchQuery, Slot
from search.ask import ask
from search.lists.reading import TICKS, get_lexicon, read_lexicon, tick

# What of a word decides how questions are understood, besides what is ticked on it.
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Begrip: ("afkorting", "voluit", "andere_namen", "dubbel"),
    Functie: ("naam", "andere_namen", "zoekwoorden"),
    Doelgroep: ("naam", "andere_namen", "zoekwoorden", "leeftijd_van", "leeftijd_tot"),
    Hulpvraag: ("naam", "andere_namen", "zoekwoorden"),
    Leefgebied: ("naam", "andere_namen", "zoekwoorden"),
    Wet: ("naam", "afkorting"),
}
MOST_QUESTIONS, SHOWN = 3, 5
MUCH, MANY = 1.5, 10  # a question finds so many times as much, and so many more


@dataclass(frozen=True)
class Uitkomst:
    """What a question finds: how it is understood, how many answers, and the first of them."""

    slots: tuple[str, ...]
    totaal: int
    eerste: tuple[tuple[str, str], ...]  # name and agency
    in_de_buurt: int

    @classmethod
    def of(cls, answer: Answer) -> "Uitkomst":
        hits = [*answer.people.hits[:SHOWN], *answer.organisations.hits[:SHOWN]]
        wider = len(answer.people.wider) + len(answer.organisations.wider)
        slots = tuple(map(_told, answer.slots))
        return cls(slots, answer.total, tuple(map(_named, hits)), wider)


@dataclass(frozen=True)
class Proef:
    """One question, now and with the word."""

    vraag: str
    nu: Uitkomst
    straks: Uitkomst

    @property
    def is_same(self) -> bool:
        return self.nu == self.straks

    @property
    def is_much(self) -> bool:
        """Does a question that has answers now get many others, or lose many? Words of another meaning do that."""
        few, many = sorted((self.nu.totaal, self.straks.totaal))
        return self.nu.totaal > 0 and many - few >= MANY and many >= MUCH * few


def preview(unsaved: Model, questions: Sequence[str], audience: Audience) -> list[Proef]:
    """Ask questions with the words as they are, and once more with this one laid over them.

    Raises SearchUnavailable where no engine can answer.
    """
    now, later = get_lexicon(), read_lexicon(unsaved)
    return [
        Proef(
            question,
            Uitkomst.of(ask(SearchQuery(question), audience, now)),
            Uitkomst.of(ask(SearchQuery(question), audience, later)),
        )
        for question in questions[:MOST_QUESTIONS]
    ]


def unsaved_word(model: type[Model], pk: int | None, data: Any) -> tuple[Model, list[str]]:
    """A word as a form holds it, and what is wrong with it; nothing is saved."""
    row = model._default_manager.filter(pk=pk).first() if pk else None
    ticks = TICKS.get(model, ())
    form = modelform_factory(model, fields=(*FIELDS[model], *ticks))(data, instance=row or model())
    errors = [] if form.is_valid() else list(_told_errors(form))
    for name in ticks:
        tick(form.instance, name, form.cleaned_data.get(name, ()))
    return form.instance, errors


def _told_errors(form: BaseModelForm[Any]) -> Iterator[str]:
    """What is wrong, with the name of its field."""
    for name, found in form.errors.as_data().items():
        label = capfirst(form[name].label) if name in form.fields else ""
        for error in found:
            said = " ".join(map(str, error.messages))
            yield f"Vul eerst {label} in." if error.code == "required" else f"{label}: {said}" if label else said


def new_names(word: Model) -> list[str]:
    """The names by which a word is not known yet: the questions that come to mind first."""
    saved = type(word)._default_manager.filter(pk=word.pk).first() if word.pk else None
    known = {fold(name) for name in _names(saved)} if saved else set()
    return [name for name in dict.fromkeys(_names(word)) if fold(name) not in known]


def _names(word: Model) -> Iterator[str]:
    for name in FIELDS[type(word)]:
        value = getattr(word, name)
        if isinstance(value, list):
            yield from filter(None, value)
        elif isinstance(value, str) and value:
            yield value


def _told(slot: Slot) -> str:
    return f"{slot.kind_label}: {slot.label}" + (f" ({slot.meant})" if slot.meant else "")


def _named(hit: Hit) -> tuple[str, str]:
    return hit.name, hit.agency.naam if hit.agency else ""
