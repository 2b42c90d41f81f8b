"""From a question in somebody's own words to topics: what, for whom, where, who."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from directory.names import fold
from search.indexing.vocabulary import View
from search.language import analysis
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon
from search.lists.meanings import Meaning, Place, names_agency
from search.understand import everyday, languages, left_ages, left_out, mail, moments, names, needs, regions, spans
from search.understand.ages import Age, age_in, listed_as
from search.understand.correct import Corrector, Exist, NameCorrector
from search.understand.dates import without_dates
from search.understand.known import Known
from search.understand.phones import phone_in
from search.understand.topics import NIET, VOOR_WIE, WAAR, WAT, WIE, Topic, Understood, Word, content
from search.understand.words import MAX_WORDS, read_words

MAX_QUESTION = 200  # characters that are read
INSIDE = 0.8  # of what a word means, within a longer search word
KINDS = {Soort.DOELGROEP: VOOR_WIE, Soort.ORGANISATIE: WIE}


def understand(
    question: str,
    lexicon: Lexicon,
    view: View,
    exist: Exist,
    *,
    letterlijk: bool = False,
    zonder: Collection[str] = (),
    harder: bool = False,
) -> Understood:
    """Read a question; `exist` says which words can be found together now, `zonder` are ids of topics taken off.

    `harder` is for a question that found nothing: words in good order may be misspelt names then, and those around a
    number that nobody has may ask something.
    """
    text = needs.AND_SIGN.sub(" en ", without_dates(mail.read(question[:MAX_QUESTION], lexicon)))
    if digits := phone_in(text):
        if not harder:
            return _only_number(text, digits, zonder)
        text = " ".join(_around_a_number(text))
    asked, (text, ages_left_out) = text, left_ages.taken_out(text, Known(lexicon, view))
    age = age_in(fold(text))
    corrector = (NameCorrector if harder and not digits else Corrector)(lexicon, view, exist)
    words = read_words(age.rest if age else text, asked, corrector, letterlijk)
    turning = _with_age(text, age, lexicon) if age else []
    taken = {word.text for topic in turning for word in topic.words}
    topics = _topics([word for word in words if word.text not in taken], lexicon, view) + turning
    if age:
        topics = [*_of_that_age(topics, text, age, lexicon), _age(age, lexicon)]
    topics += ages_left_out
    topics, whole = regions.apart(topics, words, lexicon)
    topics = everyday.softened(names.asked_for(topics), words, view) + whole
    kept = [topic for topic in topics if topic.id not in zonder]
    used = {word for topic in topics if not topic.soft or topic in whole for word in topic.words}
    return Understood(
        topics=kept,
        dropped=[word.typed for word in words if word not in used],
        corrected=[(word.typed, word.text) for word in words if word.distance],
        words=words,
        without=[topic for topic in topics if topic.id in zonder],
        leads=lexicon.gist.leads(_of_the_need(kept, words, age)),
        refusals=lexicon.refusing.of(_signs(kept)),
        either=needs.side_by_side(kept, words, lexicon),
    )


def _of_the_need(topics: Sequence[Topic], words: Sequence[Word], age: Age | None) -> list[str]:
    """The words that may say what is asked, of an age too: none where somebody is asked for by name or number."""
    if any(topic.is_name or topic.digits for topic in topics):
        return []
    other = {word for topic in topics if _says_who_or_where(topic) for word in topic.words}
    return [word.text for word in words if word not in other] + (listed_as(age) if age else [])


def _says_who_or_where(topic: Topic) -> bool:
    """A place, an age, an agency, or what is left out."""
    return bool(topic.places or topic.ages or topic.kind == NIET or names_agency(topic.meanings))


def _signs(topics: Iterable[Topic]) -> frozenset[str]:
    """What is asked, as agencies say that they do not do it."""
    return frozenset().union(*(topic.signs for topic in topics if topic.kind != NIET and not topic.soft))


def _age(age: Age, lexicon: Lexicon) -> Topic:
    """An age, with the groups that it falls in."""
    first, last = age.ages[0], age.ages[-1]
    groups = tuple(meaning for meaning, start, stop in lexicon.ranges if start <= first and last <= stop)
    ages = (*age.ages, *age.others)
    return Topic(VOOR_WIE, (Word(age.text, age.text),), groups, ages=ages, label=f"leeftijd {age.text}")


def _with_age(text: str, age: Age, lexicon: Lexicon) -> list[Topic]:
    """What happens at an age (`wordt 18`): its words are that, the number also says for whom."""
    words, rest = [Word(word, word) for word in analysis.words_of(text)[:MAX_WORDS]], analysis.words_of(age.rest)
    for span in spans.find(words, lexicon):
        said = tuple(words[span.start : span.stop])
        events = tuple(meaning for meaning in span.meanings if meaning.soort == Soort.GEBEURTENIS)
        if events and any(word.text not in rest for word in said):
            return [Topic(WAT, said, events, label=" ".join(word.text for word in said))]
    return []


def _of_that_age(topics: list[Topic], text: str, age: Age, lexicon: Lexicon) -> list[Topic]:
    """What words mean of somebody of this age besides: `19 jaar dakloos` is about a young person too."""
    for term, meanings in spans.loose([Word(word, word) for word in analysis.words_of(text)[:MAX_WORDS]], lexicon):
        others = {word.text for word in term} - set(analysis.words_of(age.text))
        if len(others) < len(term):
            topics = [
                topic
                if others.isdisjoint(w.text for w in topic.words) or topic.kind == NIET
                else replace(topic, meanings=(*topic.meanings, *meanings))
                for topic in topics
            ]
    return topics


def _around_a_number(text: str) -> list[str]:
    return [word for word in analysis.words_of(text) if not any(c.isdigit() for c in word)]


def _only_number(text: str, digits: str, zonder: Collection[str]) -> Understood:
    """Words around a number say nothing more than that it is one."""
    around = _around_a_number(text)
    number = Topic(WIE, digits=digits, label=digits)
    if number.id in zonder:
        return Understood(dropped=around, without=[number])
    return Understood([number], dropped=around)


def _topics(words: list[Word], lexicon: Lexicon, view: View) -> list[Topic]:
    """What the words ask: first what is left out, languages, names and terms whose words stand apart; then the rest
    from left to right, as terms of the lists and the words between them."""
    words, not_meant = left_out.taken_out(words, Known(lexicon, view))
    words, spoken = languages.spoken(words, lexicon)
    named = names.called(words, lexicon, view)
    found = _unnamed(words, named, lexicon)
    apart = _apart(words, found, named, lexicon)
    if apart:  # what stands apart is taken out, and the rest is read without it
        gone = {word for topic in apart for word in topic.words}
        words = [word for word in words if word not in gone]
        found = _unnamed(words, named, lexicon)
    topics: list[Topic] = []
    position = 0
    for span in [*found, spans.Span(len(words), len(words))]:
        topics += _free(words[position : span.start], lexicon, view, named)
        if span.stop > span.start:
            topics += _known(tuple(words[span.start : span.stop]), span, lexicon, view)
        position = span.stop
    topics = spoken + apart + topics + not_meant
    if not topics:  # nothing but sentence words: then these are the question
        topics = [Topic(WAT, (word,), label=word.text) for word in words if len(word.text) > 3]
    return list(dict.fromkeys(topics))


def _unnamed(words: list[Word], named: set[Word], lexicon: Lexicon) -> list[spans.Span]:
    """What the words mean here, without terms that are somebody's name now: `kok`; an agency or a place is that too."""
    return [
        span
        for span in spans.find(words, lexicon)
        if span.places or names_agency(span.meanings) or named.isdisjoint(words[span.start : span.stop])
    ]


def _apart(words: list[Word], found: list[spans.Span], named: set[Word], lexicon: Lexicon) -> list[Topic]:
    """Terms whose words stand apart; not in words that are a longer term, a name or a place as they stand."""
    fixed = {
        position
        for span in found
        if span.stop - span.start > 1 or span.places or names_agency(span.meanings)
        for position in range(span.start, span.stop)
    }
    free = [word for position, word in enumerate(words) if position not in fixed and word not in named]
    topics = []
    when = moments.said(words)
    for whole, meanings in spans.loose(free, lexicon):
        rest = tuple(word for word in whole if word not in when)
        term = rest if len(rest) == 1 and (rest[0].key,) in lexicon.terms else whole  # `dementie 's nachts`
        kind = KINDS.get(meanings[0].soort, WAT) if meanings[0].is_called_so else WAT
        label = " ".join(word.text for word in term)
        topics.append(Topic(kind, term, _with_those_inside(whole, meanings, lexicon), label=label))
    return topics


def _with_those_inside(words: Sequence[Word], meanings: tuple[Meaning, ...], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """What a term means; where it is only a search word or a need, what its words mean by themselves too."""
    if len(words) == 1 or any(m.is_called_so and m.soort != Soort.HULPVRAAG for m in meanings):
        return meanings
    return (*meanings, *_inside(words, lexicon))


def _inside(words: Iterable[Word], lexicon: Lexicon) -> Iterator[Meaning]:
    """What the words of a longer search word mean by themselves: `beroerte gehad` is about a beroerte too."""
    for word in words:
        if not word.says_nothing:
            yield from (replace(m, strength=m.strength * INSIDE) for m in lexicon.terms.get((word.key,), ()))


def _known(words: tuple[Word, ...], span: spans.Span, lexicon: Lexicon, view: View) -> list[Topic]:
    """A term of the lists, an agency or a place as a topic; of no more than search words each by itself."""
    if span.places and not any(p.in_region for p in span.places) and any(names.is_name(word, view) for word in words):
        return _free(list(words), lexicon, view, set())  # 't Zand lies elsewhere, and somebody here is called so
    if span.places and not names_agency(span.meanings):
        return [Topic(WAAR, words, span.meanings, span.places, label=_where(span.places))]
    strongest = max(span.meanings, key=lambda m: (m.strength, m.soort == Soort.ORGANISATIE))
    telling = content(words)
    if not strongest.is_called_so and len(telling) > 1:
        # Search words say little: each word must count by itself as well.
        return [Topic(WAT, (word,), (*span.meanings, *_inside([word], lexicon)), label=word.text) for word in telling]
    kind = KINDS.get(strongest.soort, WAT) if strongest.is_called_so else WAT
    if kind == WAT and len(words) == 1 and lexicon.is_people(words[0].text):
        kind = VOOR_WIE
    is_name = kind == WIE or (len(words) == 1 and names.is_name(words[0], view))
    label = " ".join(word.text for word in words)
    return [
        Topic(kind, words, _with_those_inside(words, span.meanings, lexicon), span.places, is_name=is_name, label=label)
    ]


def _where(places: tuple[Place, ...]) -> str:
    """A village with its gemeente: `Wolvega (gemeente Weststellingwerf)`; a gemeente by its name."""
    gemeenten = list(dict.fromkeys(place.naam for place in places))
    villages = [place for place in places if place.dorp and place.dorp != place.naam]
    if len(gemeenten) == 1 and villages:
        return f"{villages[0].dorp} (gemeente {gemeenten[0]})"
    return " of ".join(gemeenten[:2])


def _free(words: list[Word], lexicon: Lexicon, view: View, named: set[Word]) -> list[Topic]:
    """Words without a meaning of their own here: names, kinds of people, and plain words."""
    topics = []
    for word, is_name in names.among(words, named, view):
        kind = WIE if is_name else VOOR_WIE if lexicon.is_people(word.text) else WAT
        topics.append(Topic(kind, (word,), is_name=is_name, label=word.text))
    return topics
