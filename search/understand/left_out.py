"""What a question is not about: `niet voor jongeren`, `schulden, niet bewind`, `dyslexie, niet bij de Linde`.

An agency that is left out by its name or its kind stays away, and who has a function that is. Of all else it is
said, and nothing is done with it: as who does what else is not known, it drops no answer.
"""

from collections.abc import Callable, Sequence
from itertools import dropwhile, pairwise

import simplemma

from directory.names import TUSSENVOEGSELS
from search import wordlists
from search.language import analysis
from search.language.analysis import NOT
from search.lists.meanings import Lexicon, Meaning, content_keys
from search.understand import refused
from search.understand.topics import NIET, Topic, Word, content

BEFORE = frozenset({
    "voor", "bij", "via", "van", "met", "de", "het", "een", "door", "in", "uit", "te", "dan", "aan", "op", "tussen",
})  # fmt: skip
EXCEPT = frozenset({"behalve", "exclusief", "uitgezonderd", "ipv"})
EXCEPT_IN_TWO = (("plaats", "van"), ("anders", "dan"))
BY = frozenset({"voor", "bij", "via", "door"})
LONGEST = 4  # words of what is left out
NOT_BY = refused.SERVICES | {"wet", "hulpvraag"}  # `thuisbegeleiding zonder Wlz`
GROUPS = frozenset({"mannen", "vrouwen", "jongens", "meisjes", "volwassenen"})  # beside those of the word lists
CANNOT = frozenset({"kan", "kunnen", "kon", "konden"})  # `kan niet voor kinderen zorgen`
TITLES = frozenset({"mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr"})
NOT_SAFE = ("veilig", "thuis")  # `niet veilig thuis` is what happens, and no agency that is left out
BUT = "maar"
INSTEAD = frozenset({BUT, "wel"})  # `geen jongeren wel schulden`
JOINS = frozenset({BUT, "want", "dus"})
SENTENCES = JOINS | {"en", "omdat", "terwijl"}  # these may begin one that says who does not do it
CHOSEN = JOINS | {"liever", "hoeft"}  # `hoeft geen advocaat te zijn`
AROUND = JOINS | BEFORE | {"hulp", "liever", "hoeft", "meer"}  # what is left out: `maar dan niet`
BOTH = frozenset({"en", "of"})
HEAD = 4  # letters of what another word is a kind of
MOST = 2  # things that one question leaves out
Words = Sequence[Word]
IsName = Callable[[str], bool]


def taken_out(words: list[Word], lexicon: Lexicon, is_name: IsName) -> tuple[list[Word], list[Topic]]:
    """The words without what is left out, and that as topics; `is_name` knows the words of people's names."""
    found: list[Topic] = []
    for _ in range(MOST):
        without = _without(words, lexicon, is_name)
        if without is None:
            break
        words, found = without[0], [*found, without[1]]
    return words, [topic for n, topic in enumerate(found) if not _is_said(topic, found[:n])]


def _is_said(topic: Topic, before: list[Topic]) -> bool:
    return any(topic.label == other.label or topic.meanings and topic.meanings == other.meanings for other in before)


def _without(words: list[Word], lexicon: Lexicon, is_name: IsName) -> tuple[list[Word], Topic] | None:
    """The words without the first thing that is left out, and that; None where nothing is."""
    return _left_out(words, lexicon, is_name) or _said_not_to_do_it(words, lexicon)


def _left_out(words: list[Word], lexicon: Lexicon, is_name: IsName) -> tuple[list[Word], Topic] | None:
    """What stands behind `niet`, `geen`, `behalve`, `zonder`."""
    for clause in _clauses(words, JOINS):
        for place in clause:
            span = _left_out_by(words, place, clause, lexicon, is_name)
            if span and still_asks([*words[:place], *words[span.stop :]], lexicon):
                said = words[span.start : span.stop]
                rest = [w for w in (*words[:place], *words[span.stop :]) if w.text != BUT]
                return rest, _topic(list(dropwhile(_is_small, said)), _who(said, lexicon))
    return None


def _said_not_to_do_it(words: list[Word], lexicon: Lexicon) -> tuple[list[Word], Topic] | None:
    """Of whom a clause says that they do not do it: `de Linde doet dat niet`."""
    for clause in _clauses(words, SENTENCES):
        said, also, agencies = refused.who([words[place] for place in clause], lexicon)
        before, behind = words[: clause.start], words[clause.stop :]
        if said and still_asks([*before, *behind], lexicon):
            elsewhere = any(_is_place([word], lexicon) for word in (*before, *behind))
            # Of two places, this is where the other one is.
            kept = [word for word in also if not (elsewhere and _is_place([word], lexicon))]
            return [*before, *kept, *behind], _topic(said, agencies)
    return None


def _topic(said: Words, who: tuple[Meaning, ...]) -> Topic:
    words = list(said)
    while not who and len(words) > 1 and words[-1].says_nothing:
        words.pop()
    return Topic(NIET, tuple(words), who, label=" ".join(word.text for word in words))


def _who(words: Words, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Who is left out: an agency, or each of `Duinroos en Westerlicht`, or a function or kind that is called so."""
    cuts = [n for n, word in enumerate(words) if word.text in BOTH] if not _named(words, lexicon) else []
    parts = [words[start + 1 : stop] for start, stop in pairwise([-1, *cuts, len(words)])]
    meant = [meaning for part in parts for meaning in _meanings_of(part, lexicon)]
    known = (m for m in meant if m.soort == "organisatie" or m.soort in refused.SERVICES and m.is_called_so)
    return tuple(dict.fromkeys(known))


def _clauses(words: Words, joins: frozenset[str]) -> list[range]:
    """The places of the words of each clause: between signs, and before these words."""
    opens = [place for place, word in enumerate(words) if place and (word.opens or word.text in joins)]
    return [range(start, stop) for start, stop in pairwise([0, *opens, len(words)])]


def still_asks(words: Words, lexicon: Lexicon) -> bool:
    """Is anything asked for besides people and places?"""
    said = [word for word in words if not word.says_nothing and not lexicon.is_people(word.text)]
    return any(not _is_place([word], lexicon) for word in said)


def _left_out_by(words: list[Word], place: int, clause: range, lexicon: Lexicon, is_name: IsName) -> range:
    """The places of what this word leaves out; none where it leaves out nothing."""
    texts = [word.text for word in words[place + 1 : place + 3]]
    first = place + 2 if texts[:1] == ["meer"] and not BY.isdisjoint(texts) else place + 1  # `niet meer bij`
    said = next((n for n in range(first, len(words)) if not _is_small(words[n])), 0)
    if said and words[place].text == "niet" and (stop := _behind_names(words, said, lexicon, is_name)):
        return range(first, stop)
    return range(first, _end(words, place, said, clause, lexicon) if said else 0)


def _behind_names(words: Words, said: int, lexicon: Lexicon, is_name: IsName) -> int:
    """Behind the name of somebody that starts here (`niet Froukje Bos`); 0 where none does."""
    first = said + 1 if words[said].text in TITLES and said + 1 < len(words) else said
    surname = words[first - 1].text in {*TITLES, *TUSSENVOEGSELS} and first == len(words) - 1  # may be ordinary: `Bos`
    if not is_name(words[first].text) or not _is_only_a_name(words[first], lexicon, ordinary=surname):
        return 0
    stop = first + 1
    for n in range(stop, len(words)):
        if words[n].opens or not (words[n].text in TUSSENVOEGSELS or is_name(words[n].text)):
            break
        if is_name(words[n].text) and not (_is_place(words[n : n + 1], lexicon) or (words[n].key,) in lexicon.terms):
            stop = n + 1
    return stop


def _is_only_a_name(word: Word, lexicon: Lexicon, *, ordinary: bool = False) -> bool:
    """No ordinary word, term, agency or place; perhaps the name of somebody who is not in the guide."""
    if word.says_nothing or not word.text.isalpha():
        return False
    if ordinary:
        return (word.key,) not in lexicon.terms and (word.text,) not in lexicon.places
    known = any(word.text in words for words in (lexicon.words, lexicon.place_words, lexicon.own))
    return not (known or analysis.is_ordinary(word.text))


def _end(words: list[Word], place: int, said: int, clause: range, lexicon: Lexicon) -> int:
    word, who = words[place].text, words[said]
    if word in EXCEPT or (word, words[place + 1].text) in EXCEPT_IN_TWO:
        return _behind_name(words, said, lexicon)
    if word == "niet" and words[place + 1].text == "voor" and is_group(who, lexicon):
        return 0 if place and words[place - 1].text in CANNOT else said + 1
    if word == "zonder":
        return _behind_whom(words, place, said, lexicon)
    if word == "buiten" and _is_place(words[said : said + 1], lexicon):
        return said + 1
    return _behind_not(words, place, said, clause, lexicon) if word in ("niet", "geen") else 0


def _behind_not(words: list[Word], place: int, said: int, clause: range, lexicon: Lexicon) -> int:
    """Behind what `niet` or `geen` leaves out: to the end of the clause, or to what is asked instead."""
    stop = next((n for n in range(said, clause.stop) if words[n].text in INSTEAD), max(clause.stop, said + 1))
    if stop - said > LONGEST or any(_is_of_a_sentence(w) for w in words[clause.start : place]):
        return 0
    if place == 0:
        return stop if _is_instead(words, said, stop, lexicon) else 0
    if words[place].text == "geen":
        return _before_place(words, said, stop, lexicon) if _is_none_of(words, place, stop, clause, lexicon) else 0
    by_whom = not BY.isdisjoint(w.text for w in words[place + 1 : said])
    left_out = by_whom or _may_be_left_out(words[said:stop], lexicon)
    return _before_place(words, said, stop, lexicon) if left_out else 0


def _is_instead(words: Words, said: int, stop: int, lexicon: Lexicon) -> bool:
    """A question that begins with what it is not about: `geen jongeren wel schulden`, `niet Froukje maar een ander`."""
    if stop == len(words) or words[stop].text not in INSTEAD or stop - said > 1:
        return False
    who = words[said]
    if words[0].text == "niet" and (_is_only_a_name(who, lexicon) or _is_place([who], lexicon)):
        return True
    return is_group(who, lexicon)


def _is_none_of(words: Words, place: int, stop: int, clause: range, lexicon: Lexicon) -> bool:
    """Does this `geen` leave out, and say no lack: `werk, geen beschut werk` and `hoeft geen advocaat te zijn`?"""
    chosen = not CHOSEN.isdisjoint(word.text for word in words[clause.start : place])
    if _is_no_lack(words[place:stop], lexicon, chosen=chosen):
        return True
    if any(map(_is_of_a_sentence, words[:place])):
        return False
    ends = {stop, _before_place(words, place + 1, stop, lexicon)}
    return any(_is_kind_of(words[place + 1 : end], words[:place], lexicon) for end in ends)


def _is_kind_of(words: Words, asked: Words, lexicon: Lexicon) -> bool:
    """A kind of what is asked, in one word or more: `beschut werk` and `vrijwilligerswerk` beside `werk`."""
    if not words or not _meanings_of(words, lexicon):
        return False
    last = words[-1].text
    if len(words) > 1:
        return any(last == word.text for word in asked)
    return any(last != word.text and last.endswith(word.text) and len(word.text) >= HEAD for word in asked)


def _before_place(words: Words, said: int, stop: int, lexicon: Lexicon) -> int:
    """Before the place where it is asked, which stands last: `niet bij Duinroos Middelburg`.

    Where another place is asked this is where that is which is left out; `niet in Middelburg` leaves out the place.
    """
    if stop < len(words) or any(_is_place([word], lexicon) for word in words[:said]):
        return stop
    if _is_place(words[said:stop], lexicon) or _named(words[said:stop], lexicon):
        return stop
    for n in range(said + 1, stop):
        who = words[said:n]
        if _is_sure_place(words[n:stop], lexicon) and who[-1].text != "gemeente" and _is_somebody(who, lexicon):
            return n
    return stop


def _is_sure_place(words: Words, lexicon: Lexicon) -> bool:
    """A place, with or without `in`; no ordinary word."""
    bare = tuple(word.text for word in dropwhile(_is_small, words))
    return any(not place.weak for place in lexicon.places.get(bare, ()))


def _is_somebody(words: Words, lexicon: Lexicon) -> bool:
    return bool(_meanings_of(words, lexicon)) or any(is_group(word, lexicon) for word in words)


def _behind_whom(words: Words, place: int, said: int, lexicon: Lexicon) -> int:
    """Behind who is not wanted (`zonder bewindvoerder`); `zonder werk`, `patient zonder huisarts` have them not."""
    if not any(meaning.soort != "doelgroep" for meaning in _all_meanings_of(words[:place], lexicon)):
        return 0
    for stop in range(min(len(words), said + LONGEST), said, -1):
        some = words[said:stop]
        if _is_lack(words[place:stop], lexicon):
            return 0
        meant = _meanings_of(some, lexicon)
        # Of help that is called by its kind (`bewind`) search words say enough.
        by_kind = len(some) == 1 and some[0].text.endswith(refused.HELP)
        if any(m.soort in NOT_BY for m in (meant if by_kind else refused.called(some, meant))):
            return stop
    return 0


def _is_lack(words: Words, lexicon: Lexicon) -> bool:
    """A term of the lists: `zonder verblijfsrecht`."""
    keys = content_keys(word.text for word in words)
    return keys in lexicon.loose.get(min(keys - {NOT}, default=""), {})


def _behind_name(words: Words, said: int, lexicon: Lexicon) -> int:
    """Behind the longest name that starts here, of an agency, a place or what else; else behind one word."""
    for stop in range(min(len(words), said + LONGEST), said + 1, -1):
        some = words[said:stop]
        if _named(some, lexicon) or some[-1].text in lexicon.own or _is_place(some, lexicon):
            return stop
    return said + 1


def is_group(word: Word, lexicon: Lexicon) -> bool:
    """Does this word name a kind of people?"""
    meanings = lexicon.terms.get((word.key,), ())
    return word.text in GROUPS or lexicon.is_people(word.text) or any(m.soort == "doelgroep" for m in meanings)


def _is_no_lack(words: Words, lexicon: Lexicon, *, chosen: bool) -> bool:
    """`Geen` before who helps, or before help (`geen vrouwenopvang`); `geen geld` and `geen briefadres` are needs."""
    said = content(words[1:]) or words[1:]
    if tuple(word.key for word in words) in lexicon.terms:
        return False
    if len(said) == 1 and lexicon.is_people(said[0].text):
        return True
    meant = _all_meanings_of(said, lexicon)
    who = [m for m in meant if m.soort in refused.SERVICES and (m.is_called_so or refused.called(said, [m]))]
    return bool(who or meant and (chosen or said[-1].text.endswith(refused.HELP)))


def _may_be_left_out(words: Words, lexicon: Lexicon) -> bool:
    """A thing, somebody or a place, no doing (`niet verlengd`)."""
    meanings = _all_meanings_of(words, lexicon)
    if tuple(word.text for word in words) == NOT_SAFE or (_is_done(words[0].text) and not _meanings_of(words, lexicon)):
        return False
    if any(meaning.soort in refused.SERVICES for meaning in meanings) or _is_place(words, lexicon):
        return True
    if any(word.says_nothing for word in words):
        return False
    return bool(meanings) or all(_is_thing(word.text) for word in words)


def _is_place(words: Words, lexicon: Lexicon) -> bool:
    return tuple(word.text for word in words) in lexicon.places


def _all_meanings_of(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What these words mean together and each by itself."""
    return [*_meanings_of(words, lexicon), *(m for word in words for m in lexicon.terms.get((word.key,), ()))]


def _meanings_of(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What these words mean together, with or without the small words, all of them or those in front."""
    found = _named(words, lexicon)
    own = [lexicon.own[word.text] for word in words if word.text in lexicon.own and not _is_small(word)]
    return found or own[:1]


def _named(words: Words, lexicon: Lexicon) -> list[Meaning]:
    """What is called just so."""
    bare = [word for word in words if word.text not in BEFORE]
    forms = {tuple(word.key for word in some) for some in (words, bare, list(dropwhile(_is_small, words)))}
    return [meaning for keys in forms for meaning in lexicon.terms.get(keys, ())]


def _is_small(word: Word) -> bool:
    return word.text in BEFORE


def _is_of_a_sentence(word: Word) -> bool:
    """A word that only a sentence has; in one `niet` belongs to its verb: `baas betaalt loon niet`."""
    return word.text not in AROUND and (word.says_nothing or _is_verb(word.text))


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
