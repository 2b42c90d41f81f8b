"""What a question is not about: `niet voor jongeren`, `schulden, niet bewind`, `dyslexie, niet bij de Linde`.

An agency that is left out by its name stays away. Of all else it is said, and nothing is done with it: as who does
what else is not known, it drops no answer.
"""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

import simplemma

from search import analysis, wordlists
from search.meanings import ANDERE_NAAM, Lexicon, Meaning
from search.understand import refused
from search.understand.topics import NIET, Topic, Word

BEFORE = frozenset({
    "voor", "bij", "via", "van", "met", "de", "het", "een", "door", "in", "uit", "te", "dan", "aan", "op", "tussen",
})  # fmt: skip
EXCEPT = frozenset({"behalve", "exclusief", "uitgezonderd", "ipv"})
EXCEPT_IN_TWO = (("plaats", "van"), ("anders", "dan"))
BY = frozenset({"voor", "bij", "via", "door"})
LONGEST = 4  # words of what is left out
NOT_BY = refused.SERVICES | {"wet", "hulpvraag"}  # `thuisbegeleiding zonder Wlz`
NOT_SAFE = ("veilig", "thuis")  # `niet veilig thuis` is what happens, and no agency that is left out
BUT = "maar"
JOINS = frozenset({BUT, "want", "dus"})
SENTENCES = JOINS | {"en", "omdat", "terwijl"}  # these may begin one that says who does not do it
CHOSEN = JOINS | {"liever", "hoeft"}  # `hoeft geen advocaat te zijn`
AROUND = JOINS | {"dan", "liever", "hoeft", "meer"}  # what is left out: `maar dan niet`
MOST = 2  # things that one question leaves out
Words = Sequence[Word]


def taken_out(words: list[Word], lexicon: Lexicon) -> tuple[list[Word], list[Topic]]:
    """The words without what is left out, and that as topics."""
    found: list[Topic] = []
    for _ in range(MOST):
        rest, topic = _without(words, lexicon)
        if topic is None:
            break
        words, found = rest, [*found, topic]
    return words, [topic for n, topic in enumerate(found) if not _is_said(topic, found[:n])]


def _is_said(topic: Topic, before: list[Topic]) -> bool:
    return any(topic.label == other.label or topic.meanings and topic.meanings == other.meanings for other in before)


def _without(words: list[Word], lexicon: Lexicon) -> tuple[list[Word], Topic | None]:
    for clause in _clauses(words, JOINS):
        for place in clause:
            first, stop = _left_out_by(words, place, clause, lexicon)
            if stop and _still_asks([*words[:place], *words[stop:]], lexicon):
                named = list(dropwhile(_is_small, words[first:stop]))
                rest = [w for w in (*words[:place], *words[stop:]) if w.text != BUT]
                return rest, _topic(named, _agencies(words[first:stop], lexicon))
    for clause in _clauses(words, SENTENCES):
        said, also, agencies = refused.who([words[place] for place in clause], lexicon)
        before, behind = words[: clause.start], words[clause.stop :]
        if said and _still_asks([*before, *behind], lexicon):
            elsewhere = any(_is_place([word], lexicon) for word in (*before, *behind))
            # Of two places, this is where the other one is.
            kept = [word for word in also if not (elsewhere and _is_place([word], lexicon))]
            return [*before, *kept, *behind], _topic(said, agencies)
    return words, None


def _topic(said: Words, agencies: tuple[Meaning, ...]) -> Topic:
    words = list(said)
    while not agencies and len(words) > 1 and words[-1].is_sentence:
        words.pop()
    return Topic(NIET, tuple(words), agencies, label=" ".join(word.text for word in words))


def _agencies(words: Words, lexicon: Lexicon) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in _meant(words, lexicon) if meaning.soort == "organisatie")


def _clauses(words: Words, joins: frozenset[str]) -> list[range]:
    """The places of the words of each clause: between signs, and before these words."""
    opens = [place for place, word in enumerate(words) if place and (word.opens or word.text in joins)]
    return [range(start, stop) for start, stop in pairwise([0, *opens, len(words)])]


def _still_asks(words: Words, lexicon: Lexicon) -> bool:
    """Is anything asked for besides people and places?"""
    said = [word for word in words if not word.is_sentence and not lexicon.is_people(word.text)]
    return any(not _is_place([word], lexicon) for word in said)


def _left_out_by(words: list[Word], place: int, clause: range, lexicon: Lexicon) -> tuple[int, int]:
    """Where what this word leaves out begins, and behind it; 0 where it leaves out nothing."""
    texts = [word.text for word in words[place + 1 : place + 3]]
    first = place + 2 if texts[:1] == ["meer"] and not BY.isdisjoint(texts) else place + 1  # `niet meer bij`
    said = next((n for n in range(first, len(words)) if not _is_small(words[n])), 0)
    return first, _end(words, place, said, clause, lexicon) if said else 0


def _end(words: list[Word], place: int, said: int, clause: range, lexicon: Lexicon) -> int:
    word, who = words[place].text, words[said]
    if word in EXCEPT or (word, words[place + 1].text) in EXCEPT_IN_TWO:
        return _behind_name(words, said, lexicon)
    if word == "niet" and words[place + 1].text == "voor" and _is_group(who, lexicon):
        return said + 1
    if word == "zonder":
        return _behind_whom(words, place, said, lexicon)
    if word == "buiten" and _is_place(words[said : said + 1], lexicon):
        return said + 1
    if word not in ("niet", "geen") or place == 0:
        return 0
    stop = next((n for n in range(said, clause.stop) if words[n].text == BUT), max(clause.stop, said + 1))
    if stop - said > LONGEST or any(_is_of_a_sentence(w) for w in words[clause.start : place]):
        return 0
    if word == "geen":
        chosen = not CHOSEN.isdisjoint(word.text for word in words[clause.start : place])
        return stop if _is_no_lack(words[place:stop], lexicon, chosen=chosen) else 0
    by_whom = not BY.isdisjoint(w.text for w in words[place + 1 : said])
    return stop if by_whom or _may_be_left_out(words[said:stop], lexicon) else 0


def _behind_whom(words: Words, place: int, said: int, lexicon: Lexicon) -> int:
    """Behind who is not wanted (`zonder bewindvoerder`); `zonder werk`, `patient zonder huisarts` have them not."""
    if not any(meaning.soort != "doelgroep" for meaning in _all_meant(words[:place], lexicon)):
        return 0
    for stop in range(min(len(words), said + LONGEST), said, -1):
        some = words[said:stop]
        if any(m.soort in NOT_BY for m in refused.called(some, _meant(some, lexicon))):
            return stop
    return 0


def _behind_name(words: Words, said: int, lexicon: Lexicon) -> int:
    """Behind the longest name that starts here, of an agency, a place or what else; else behind one word."""
    for stop in range(min(len(words), said + LONGEST), said + 1, -1):
        if _meant(words[said:stop], lexicon) or _is_place(words[said:stop], lexicon):
            return stop
    return said + 1


def _is_group(word: Word, lexicon: Lexicon) -> bool:
    meanings = lexicon.terms.get((word.key,), ())
    return lexicon.is_people(word.text) or any(m.soort == "doelgroep" for m in meanings)


def _is_no_lack(words: Words, lexicon: Lexicon, *, chosen: bool) -> bool:
    """`Geen` before who helps, or before help (`geen vrouwenopvang`); `geen geld` and `geen briefadres` are needs."""
    said = [word for word in words[1:] if not word.is_sentence] or words[1:]
    if tuple(word.key for word in words) in lexicon.terms:
        return False
    if len(said) == 1 and lexicon.is_people(said[0].text):
        return True
    meant = _all_meant(said, lexicon)
    who = [m for m in meant if m.soort in refused.SERVICES and (m.strength >= ANDERE_NAAM or refused.called(said, [m]))]
    return bool(who or meant and (chosen or said[-1].text.endswith(refused.HELP)))


def _may_be_left_out(words: Words, lexicon: Lexicon) -> bool:
    """A thing, somebody or a place, no doing (`niet verlengd`)."""
    meanings = _all_meant(words, lexicon)
    if tuple(word.text for word in words) == NOT_SAFE or (_is_done(words[0].text) and not _meant(words, lexicon)):
        return False
    if any(meaning.soort in refused.SERVICES for meaning in meanings) or _is_place(words, lexicon):
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
    """What these words mean together, with or without the small words, all of them or those in front."""
    bare = [word for word in words if word.text not in BEFORE]
    forms = {tuple(word.key for word in some) for some in (words, bare, list(dropwhile(_is_small, words)))}
    found = [meaning for keys in forms for meaning in lexicon.terms.get(keys, ())]
    own = [lexicon.own[word.text] for word in bare if word.text in lexicon.own] if not found else []
    return found or own[:1]


def _is_small(word: Word) -> bool:
    return word.text in BEFORE


def _is_of_a_sentence(word: Word) -> bool:
    """A word that only a sentence has; in one `niet` belongs to its verb: `baas betaalt loon niet`."""
    return word.text not in AROUND and (word.is_sentence or _is_verb(word.text))


def _is_verb(text: str) -> bool:
    """`Betaalt`; no `consulent`."""
    lemma = simplemma.lemmatize(text, "nl")
    return text.endswith("t") and lemma.endswith("en") and lemma != text


def _is_done(text: str) -> bool:
    """A verb as it is written here: `betaal`, `nagekomen`."""
    lemma = simplemma.lemmatize(text, "nl")
    return lemma.endswith("en") and lemma != text


def _is_thing(text: str) -> bool:
    if analysis.parts(text) or text in wordlists.words("bouwstenen"):
        return True
    lemma = simplemma.lemmatize(text, "nl")
    return analysis.is_ordinary(text) and text.endswith("en") and not lemma.endswith("en")
