"""What a question is not about: `niet voor jongeren`, `schulden, niet bewind`, `dyslexie, niet bij de Linde`.

An agency that is left out by its name stays away. Of all else it is said, and nothing is done with it: as who does
what else is not known, it drops no answer.
"""

from collections.abc import Sequence
from itertools import dropwhile

import simplemma

from search import analysis, wordlists
from search.lexicon import ANDERE_NAAM, Lexicon, Meaning
from search.understand.topics import NIET, Topic, Word

BEFORE = frozenset({"voor", "bij", "via", "van", "met", "de", "het", "een", "door", "in", "uit", "te", "dan"})
EXCEPT = frozenset({"behalve", "exclusief", "uitgezonderd", "ipv"})
EXCEPT_IN_TWO = (("plaats", "van"), ("anders", "dan"))
BY = frozenset({"voor", "bij", "via", "door"})
LONGEST = 4  # words of what is left out
SERVICES = frozenset({"functie", "organisatie", "organisatiesoort"})
BUT = "maar"
AROUND = frozenset({BUT, "dan"})  # what is left out: `maar dan niet`
Words = Sequence[Word]


def taken_out(words: list[Word], lexicon: Lexicon) -> tuple[list[Word], list[Topic]]:
    """The words without what is left out, and that as a topic."""
    for place in range(len(words) - 1):
        stop = _end(words, place, lexicon)
        if stop:
            said = tuple(dropwhile(lambda word: word.text in BEFORE, words[place + 1 : stop]))
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
    if word in EXCEPT or (word, words[place + 1].text) in EXCEPT_IN_TWO:
        return _behind_name(words, said, lexicon)
    if word == "niet" and words[place + 1].text == "voor" and _is_group(who, lexicon):
        return said + 1
    if word not in ("niet", "geen") or place == 0:
        return 0
    stop = next((n for n in range(said, len(words)) if words[n].text == BUT), len(words))
    if stop - said > LONGEST or any(_is_of_a_sentence(w) for w in words[:place]):
        return 0
    if word == "geen":
        return stop if _is_no_lack(words[place:stop], lexicon) else 0
    by_whom = not BY.isdisjoint(w.text for w in words[place + 1 : said])
    return stop if by_whom or _may_be_left_out(words[said:stop], lexicon) else 0


def _behind_name(words: Words, said: int, lexicon: Lexicon) -> int:
    """Behind the longest name that starts here, of an agency, a place or what else; else behind one word."""
    for stop in range(min(len(words), said + LONGEST), said + 1, -1):
        if _meant(words[said:stop], lexicon) or _is_place(words[said:stop], lexicon):
            return stop
    return said + 1


def _is_group(word: Word, lexicon: Lexicon) -> bool:
    meanings = lexicon.terms.get((word.key,), ())
    return lexicon.is_people(word.text) or any(m.soort == "doelgroep" for m in meanings)


def _is_no_lack(words: Words, lexicon: Lexicon) -> bool:
    """`Geen` before who helps, or before what has that name (`geen vrouwenopvang`); `geen geld` is a need."""
    meanings = _all_meant(words[1:], lexicon)
    if any(meaning.soort in SERVICES for meaning in meanings):
        return True
    is_called = any(meaning.strength >= ANDERE_NAAM for meaning in _meant(words[1:], lexicon))
    return is_called and tuple(word.key for word in words) not in lexicon.terms


def _may_be_left_out(words: Words, lexicon: Lexicon) -> bool:
    """A thing, somebody or a place, no doing (`niet verlengd`)."""
    meanings = _all_meant(words, lexicon)
    if any(meaning.soort in SERVICES for meaning in meanings) or _is_place(words, lexicon):
        return True
    if any(word.is_sentence for word in words):
        return False
    return bool(meanings) or all(_is_thing(word.text) for word in words)


def _is_place(words: Words, lexicon: Lexicon) -> bool:
    return tuple(word.text for word in words) in lexicon.places


def _all_meant(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What these words mean together and each by itself."""
    return [*_meant(words, lexicon), *(m for word in words for m in lexicon.terms.get((word.key,), ()))]


def _meant(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What these words mean together, with or without the small words in front."""
    forms = {tuple(word.key for word in words), tuple(word.key for word in words if word.text not in BEFORE)}
    return [meaning for keys in forms for meaning in lexicon.terms.get(keys, ())]


def _is_of_a_sentence(word: Word) -> bool:
    """A word that only a sentence has; in one `niet` belongs to its verb: `baas betaalt loon niet`."""
    return word.text not in AROUND and (word.is_sentence or _is_verb(word.text))


def _is_verb(text: str) -> bool:
    """`Betaalt`; no `consulent`."""
    lemma = simplemma.lemmatize(text, "nl")
    return text.endswith("t") and lemma.endswith("en") and lemma != text


def _is_thing(text: str) -> bool:
    if analysis.parts(text) or text in wordlists.words("bouwstenen"):
        return True
    lemma = simplemma.lemmatize(text, "nl")
    return analysis.is_ordinary(text) and text.endswith("en") and not lemma.endswith("en")
