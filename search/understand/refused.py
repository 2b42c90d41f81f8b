"""Who is said not to do it: `de Linde doet dat niet`, `afgewezen bij de bank`, `te jong voor de reclassering`."""

from collections.abc import Iterable, Iterator, Sequence

from search.language import analysis
from search.language.analysis import NEGATIONS
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon
from search.lists.meanings import Meaning
from search.understand import spans
from search.understand.topics import Word

# What an agency does not: no `betaalt niet`, `reageert niet` or `luistert niet`, of which one complains there.
DEEDS = frozenset({
    "doet", "doen", "deed", "regelt", "regelen", "neemt", "nemen", "komt", "komen", "helpt", "helpen", "werkt",
    "werken", "behandelt", "behandelen", "begeleidt", "begeleiden", "plaatst", "plaatsen", "biedt", "bieden",
    "levert", "vergoedt", "vergoeden", "accepteert", "pakt", "praat", "bemiddelt", "kijkt", "ondersteunt",
    "indiceert",
})  # fmt: skip
ABOUT = frozenset({"over", "voor", "daar"})  # `gaat daar niet over`, `is er niet voor`, `is daar niet`
IS = frozenset({"is", "zijn", "gaat", "gaan"})
TURNED_DOWN = frozenset({"afgewezen", "geweigerd", "weggestuurd", "afgeketst", "uitgeschreven"})
TURNS_DOWN = frozenset({"wees", "wijst"})  # `wees hem af`; who weigert is complained of
FULL = frozenset({"wachtlijst", "wachtlijsten", "wachttijd", "wachttijden", "wachten", "vol", "patientenstop"})
TOO = frozenset({"oud", "jong", "licht", "zwaar", "goed", "rijk", "slim", "complex"})
ENOUGH = frozenset({"genoeg", "nodig", "voldoende", "ver", "druk"})  # `is niet genoeg`, `is te ver`
NOTHING = frozenset({"niks", "niets", "nee", "niemand"})
REFUSING = NEGATIONS | NOTHING | TURNED_DOWN | TURNS_DOWN | FULL | TOO | ENOUGH  # without one of these nobody does
# What stands beside a refusal and says nothing by itself.
FILLING = frozenset(
    {"mee", "af", "aan", "nu", "meer", "weken", "lange", "lang", "alleen", "eerst", "want", "dus", "is"}
)
SERVICES = frozenset({Soort.FUNCTIE, Soort.ORGANISATIE, Soort.ORGANISATIESOORT})
CALLED = SERVICES | {Soort.HULPVRAAG, Soort.WET, Soort.BEGRIP}
HELP = (
    "opvang", "hulp", "zorg", "begeleiding", "therapie", "behandeling", "training", "cursus", "bewind", "bewindvoering",
    "beheer", "verpleging", "ondersteuning", "coaching", "maatje", "maatjes", "gezin", "team", "loket", "steun",
)  # fmt: skip
Words = Sequence[Word]


def who(clause: Words, lexicon: Lexicon) -> tuple[Words, Words, tuple[Meaning, ...]]:
    """Of a clause that says who does not do it: the words of who that is, what else is asked there, who is meant."""
    if REFUSING.isdisjoint(_texts(clause)):
        return (), clause, ()
    for span in (*spans.find(clause, lexicon), *_own(clause, lexicon)):
        meanings = called(clause[span.start : span.stop], span.meanings)
        said = clause[span.start : span.stop]
        agencies = tuple(meaning for meaning in meanings if meaning.soort == Soort.ORGANISATIE)
        if meanings and _is_refused(clause, span, agency=bool(agencies), helps=_helps(said, meanings)):
            rest = [word for place, word in enumerate(clause) if not span.start <= place < span.stop]
            return said, _kept(rest), agencies
    return (), clause, ()


def called(words: Words, meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """What is called so, in full or by the first word of its name: `advocaat` is Advocaat sociaal recht."""
    text = " ".join(word.text for word in words)
    return tuple(
        meaning
        for meaning in meanings
        if meaning.soort in CALLED and (meaning.is_called_so or analysis.words_of(meaning.naam)[:1] == [text])
    )


def _own(clause: Words, lexicon: Lexicon) -> Iterator[spans.Span]:
    for place, word in enumerate(clause):
        if word.text in lexicon.own:
            yield spans.Span(place, place + 1, (lexicon.own[word.text],))


def _helps(words: Words, meanings: Iterable[Meaning]) -> bool:
    """Somebody, or help by its name; `DigiD` and `huur` are things, that do not work or are too high."""
    return any(meaning.soort in SERVICES for meaning in meanings) or words[-1].text.endswith(HELP)


def _is_refused(clause: Words, span: spans.Span, *, agency: bool, helps: bool) -> bool:
    before, behind = _texts(clause[: span.start]), _texts(clause[span.stop :])
    said = {*before, *behind}
    if "te" in before and "voor" in before and not TOO.isdisjoint(before):
        return True
    if not TURNED_DOWN.isdisjoint(before) and not {"bij", "door"}.isdisjoint(before):
        return True
    if not TURNS_DOWN.isdisjoint(behind[:1]) and "af" in behind:
        return True
    if agency and not FULL.isdisjoint(said):
        return True
    if helps and behind[:2] in (["is", "te"], ["is", "niet"]) and not (TOO | ENOUGH).isdisjoint(behind[2:3]):
        return True
    return _does_not(before, behind) and (helps or not _is_broken(behind))


def _does_not(before: list[str], behind: list[str]) -> bool:
    """`De Linde doet dat niet`, `daar werkt de Linde niet`, `de Linde is daar niet`, `kan niks meer doen`."""
    denied = not NEGATIONS.isdisjoint(behind) or ("kan" in behind and not NOTHING.isdisjoint(behind))
    if not denied:
        return False
    if not DEEDS.isdisjoint(behind) or (before[:1] == ["daar"] and not DEEDS.isdisjoint(before)):
        return True
    return not IS.isdisjoint(behind[:1]) and not ABOUT.isdisjoint(behind)


def _is_broken(behind: list[str]) -> bool:
    """`DigiD werkt niet`, `doet het niet`: no `doet dat niet` and no `is er niet voor`."""
    return {"dat", "geen", "voor", "over"}.isdisjoint(behind)


def _texts(words: Words) -> list[str]:
    return [word.text for word in words]


def _kept(words: Words) -> list[Word]:
    """What else is asked in the clause: `doet geen ondernemers` asks for them."""
    empty = REFUSING | DEEDS | FILLING
    return [word for word in words if word.text not in empty and not word.says_nothing]
