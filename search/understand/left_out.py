"""What a question is not about: `niet voor jongeren`, `schulden, niet bewind`, `dyslexie, niet bij de Linde`.

An agency that is left out by its name stays away. Of all else it is said, and nothing is done with it: as who does
what else is not known, it drops no answer.
"""

from collections.abc import Sequence

import simplemma

from search import analysis, wordlists
from search.lexicon import Lexicon, Meaning
from search.understand.topics import NIET, Topic, Word

BEFORE = frozenset({"voor", "bij", "via", "van", "met", "de", "het", "een", "door", "in", "uit", "te"})
BY = frozenset({"voor", "bij", "via", "door"})
LONGEST = 4  # words of what is left out
SERVICES = frozenset({"functie", "organisatie", "organisatiesoort"})
BUT = "maar"
Words = Sequence[Word]


def taken_out(words: list[Word], lexicon: Lexicon) -> tuple[list[Word], list[Topic]]:
    """The words without what is left out, and that as a topic."""
    for place in range(len(words) - 1):
        stop = _end(words, place, lexicon)
        if stop:
            said = tuple(w for w in words[place + 1 : stop] if w.text not in BEFORE)
            rest = [w for w in (*words[:place], *words[stop:]) if w.text != BUT]
            agencies = tuple(m for m in _meant(words[place + 1 : stop], lexicon) if m.soort == "organisatie")
            return rest, [Topic(NIET, said, agencies, label=" ".join(w.text for w in said))]
    return words, []


def _end(words: list[Word], place: int, lexicon: Lexicon) -> int:
    """Behind what is left out by this word; 0 where it leaves out nothing."""
    said = place + 1
    while said < len(words) - 1 and words[said].text in BEFORE:
        said += 1
    word, who = words[place].text, words[said]
    if word == "behalve" or (word == "niet" and words[place + 1].text == "voor" and _is_group(who, lexicon)):
        return said + 1
    if word not in ("niet", "geen") or place == 0:
        return 0
    stop = next((n for n in range(said, len(words)) if words[n].text == BUT), len(words))
    if stop - said > LONGEST or any(_is_of_a_sentence(w) for w in words[:place]):
        return 0
    by_whom = word == "niet" and not BY.isdisjoint(w.text for w in words[place + 1 : said])
    return stop if by_whom or _may_be_left_out(words[said:stop], lexicon, only_services=word == "geen") else 0


def _is_group(word: Word, lexicon: Lexicon) -> bool:
    meanings = lexicon.terms.get((word.key,), ())
    return lexicon.is_people(word.text) or any(m.soort == "doelgroep" for m in meanings)


def _may_be_left_out(words: Words, lexicon: Lexicon, *, only_services: bool) -> bool:
    """A thing, somebody or a place, no doing (`niet verlengd`); with `geen` only who helps (`geen geld` is a need)."""
    meanings = [*_meant(words, lexicon), *(m for word in words for m in lexicon.terms.get((word.key,), ()))]
    if any(meaning.soort in SERVICES for meaning in meanings) or tuple(word.text for word in words) in lexicon.places:
        return True
    if only_services or any(word.is_sentence for word in words):
        return False
    return bool(meanings) or all(_is_thing(word.text) for word in words)


def _meant(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What these words mean together, with or without the small words in front."""
    forms = {tuple(word.key for word in words), tuple(word.key for word in words if word.text not in BEFORE)}
    return [meaning for keys in forms for meaning in lexicon.terms.get(keys, ())]


def _is_of_a_sentence(word: Word) -> bool:
    """A word that only a sentence has; in one `niet` belongs to its verb: `baas betaalt loon niet`."""
    return word.text != BUT and (word.is_sentence or _is_verb(word.text))


def _is_verb(text: str) -> bool:
    """`Betaalt`; no `consulent`."""
    lemma = simplemma.lemmatize(text, "nl")
    return text.endswith("t") and lemma.endswith("en") and lemma != text


def _is_thing(text: str) -> bool:
    if analysis.parts(text) or text in wordlists.words("bouwstenen"):
        return True
    lemma = simplemma.lemmatize(text, "nl")
    return analysis.is_ordinary(text) and text.endswith("en") and not lemma.endswith("en")
