"""From a question in somebody's own words to topics: what, for whom, where, who."""

from collections.abc import Collection

from directory.names import TUSSENVOEGSELS, fold
from search import analysis
from search.lexicon import ANDERE_NAAM, Lexicon
from search.understand import spans
from search.understand.ages import age_in
from search.understand.correct import Corrector, Exist
from search.understand.phones import phone_in
from search.understand.topics import VOOR_WIE, WAAR, WAT, WIE, Topic, Understood, Word
from search.vocabulary import View

MAX_QUESTION = 300  # characters that are read
MAX_WORDS = 24
KINDS = {"doelgroep": VOOR_WIE, "organisatie": WIE}


def understand(
    question: str,
    lexicon: Lexicon,
    view: View,
    exist: Exist,
    *,
    letterlijk: bool = False,
    zonder: Collection[str] = (),
) -> Understood:
    """Read a question; `exist` says which words can be found together now, `zonder` are ids of topics taken off."""
    text = " ".join(question[:MAX_QUESTION].split())
    if digits := phone_in(text):
        return _only_number(text, digits)
    age = age_in(fold(text))
    corrector = Corrector(lexicon, view, exist)
    words = _read_words(age.rest if age else text, text, corrector, letterlijk)
    topics = _topics(words, lexicon, view)
    if age:
        topics.append(Topic(VOOR_WIE, (Word(age.text, age.text),), ages=age.ages, label=f"leeftijd {age.text}"))
    used = {word for topic in topics for word in topic.words}
    return Understood(
        topics=[topic for topic in topics if topic.id not in zonder],
        dropped=[word.typed for word in words if word not in used],
        corrected=[(word.typed, word.text) for word in words if word.distance],
        words=words,
        without=[topic for topic in topics if topic.id in zonder],
    )


def _only_number(text: str, digits: str) -> Understood:
    """Words around a number say nothing more than that it is one."""
    around = [word for word in analysis.words_of(text) if not any(c.isdigit() for c in word)]
    return Understood([Topic(WIE, digits=digits, label=digits)], dropped=around)


def _read_words(text: str, original: str, corrector: Corrector, letterlijk: bool) -> list[Word]:
    typed = analysis.words_of(text)[:MAX_WORDS]
    loud = set() if original.isupper() else {fold(w) for w in original.split() if w.isupper() and len(w) > 1}
    open_end = bool(typed) and original[-1:].isalpha()
    words = [
        Word(word, word, shouted=word in loud, cut=open_end and position == len(typed) - 1)
        for position, word in enumerate(typed)
    ]
    return words if letterlijk else corrector.read(words)


def _topics(words: list[Word], lexicon: Lexicon, view: View) -> list[Topic]:
    topics: list[Topic] = []
    position = 0
    for span in [*spans.find(words, lexicon), spans.Span(len(words), len(words))]:
        topics += _free(words[position : span.start], lexicon, view)
        if span.stop > span.start:
            topics += _known(tuple(words[span.start : span.stop]), span, lexicon, view)
        position = span.stop
    if not topics:  # nothing but sentence words: then these are the question
        topics = [Topic(WAT, (word,), label=word.text) for word in words if len(word.text) > 3]
    return list(dict.fromkeys(topics))


def _known(words: tuple[Word, ...], span: spans.Span, lexicon: Lexicon, view: View) -> list[Topic]:
    if span.places and not any(m.soort == "organisatie" for m in span.meanings):
        names = list(dict.fromkeys(place.naam for place in span.places))
        return [Topic(WAAR, words, span.meanings, span.places, label=" of ".join(names[:2]))]
    strongest = max(span.meanings, key=lambda m: (m.strength, m.soort == "organisatie"))
    content = [word for word in words if not word.is_sentence]
    if strongest.strength < ANDERE_NAAM and len(content) > 1:
        # Search words say little: each word must count by itself as well.
        return [Topic(WAT, (word,), span.meanings, label=word.text) for word in content]
    kind = KINDS.get(strongest.soort, WAT) if strongest.strength >= ANDERE_NAAM else WAT
    if kind == WAT and len(words) == 1 and words[0].key in lexicon.people_words:
        kind = VOOR_WIE
    is_name = kind == WIE or (len(words) == 1 and _is_name(words[0], view))
    label = " ".join(word.text for word in words)
    return [Topic(kind, words, span.meanings, span.places, is_name=is_name, label=label)]


def _free(words: list[Word], lexicon: Lexicon, view: View) -> list[Topic]:
    """Words without a meaning of their own here: names, kinds of people, and plain words."""
    content = [word for word in words if not word.is_sentence and word.text not in TUSSENVOEGSELS]
    names = [_is_name(word, view) for word in content]
    topics = []
    for position, word in enumerate(content):
        beside = any(names[max(0, position - 1) : position + 2]) or _after_tussenvoegsel(words, word)
        # Beside a name an ordinary word (Douwe, Bakker) or an unknown one is part of the name.
        is_name = names[position] or (beside and (view.is_name(word.text) or not view.knows("=" + word.text)))
        kind = WIE if is_name else VOOR_WIE if word.key in lexicon.people_words else WAT
        topics.append(Topic(kind, (word,), is_name=is_name, label=word.text))
    return topics


def _after_tussenvoegsel(words: list[Word], word: Word) -> bool:
    """Is this `Ploeg` in `van der Ploeg`: after two of them?"""
    before = [other.text for other in words[: words.index(word)]][-2:]
    return len(before) == 2 and all(text in TUSSENVOEGSELS for text in before)


def _is_name(word: Word, view: View) -> bool:
    """A word of somebody's name, and no ordinary word as well."""
    return view.is_name(word.text) and not analysis.is_ordinary(word.text)
