"""Questions that had no answer: made anonymous, counted, and kept for a while for the coordinator to deal with.

What is stored holds no name, number, mail address or any word that is not an ordinary one or on our lists. A question
is shown from the third different asker on. Who asked is kept as a hash of twelve bits with a salt of that question
alone: enough to count to three, too little to tell one person from another; both go when that is reached.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from directory.names import TUSSENVOEGSELS
from directory.regions import live_regions
from directory.visibility import audience_of
from search import wordlists
from search.answer import Answer, SearchQuery
from search.ask import ask
from search.engines import SearchUnavailable, get_engine
from search.indexing.vocabulary import View
from search.language import analysis
from search.limits import client
from search.lists.lexicon import Lexicon
from search.lists.reading import get_lexicon
from search.models import OnbeantwoordeVraag
from search.understand import names

logger = logging.getLogger(__name__)

ASKERS_KEPT = timedelta(days=30)
KEPT = timedelta(days=365)  # after it was asked for the last time
ONCE_A_DAY = 24 * 3600
MOST_WORDS, SHORTEST = 10, 3
MOST_ROWS = 5000  # that not enough people asked yet: nobody can fill the table
HASH = 3  # hexadecimal digits: 4096 values
# Behind these stands somebody's name.
BEFORE_A_NAME = names.BEFORE_A_NAME | {"heet"}
# With one of these between, what follows a name is its surname, also where that is a word of ours ("Kees de Boer").
PARTICLES = frozenset({"van", "de", "der", "den", "vd", "ter", "ten", "t", "el", "von"})
# Numbers in words: a telephone number can be spelled.
IN_WORDS = re.compile(
    r"(?:nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|tach|twin|tig|honderd|duizend|en)+"
)
SECRET = re.compile(r"[@\d]|://|^www\.")


class Doubt(IntEnum):
    """May the next word be part of somebody's name?"""

    NONE = 0
    NAME = 1
    SURNAME = 2


@dataclass(frozen=True)
class Kept:
    """Words that may be stored, in the order in which they were asked, and the key of the question."""

    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def key(self) -> str:
        return " ".join(sorted(set(map(analysis.key_in_term, self.words))))[:200]


def note(request: HttpRequest, query: SearchQuery, answer: Answer) -> bool:
    """Put a question without an answer on the list; says whether it goes there. Never fails, never logs a word.

    One about a place outside the region says nothing about what is missing here.
    """
    if answer.total or answer.elsewhere or not _counts(request, query):
        return False
    aard = OnbeantwoordeVraag.Aard
    wider = answer.near and not answer.of_anybody
    try:
        read = _as_read(query.vraag, answer)
        kept = cleaned(read)
        if not kept.words or _is_answered(kept, read, request):
            return False
        return _store(kept, aard.RUIMER if wider else aard.GEEN, client(request), _regio(request, answer))
    except (DatabaseError, SearchUnavailable) as error:
        logger.warning("a question without an answer was not kept: %s", type(error).__name__)
        return False


def _counts(request: HttpRequest, query: SearchQuery) -> bool:
    """Asked by a reader, as a whole question: not looked at ahead by a browser, not narrowed down."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    narrowed = query.filters.chosen() or query.zonder or query.letterlijk or max(query.paginas) > 1
    return request.method == "GET" and not ahead and not narrowed


def _as_read(vraag: str, answer: Answer) -> str:
    """The question with its misspelt words as they were read: what no dictionary knows is not kept."""
    for typed, read in answer.corrected:
        vraag = re.sub(rf"\b{re.escape(typed)}\b", partial(_with_capital_of, read), vraag, flags=re.IGNORECASE)
    return vraag


def _with_capital_of(word: str, match: re.Match[str]) -> str:
    return word.capitalize() if match.group()[0].isupper() else word


def _is_answered(kept: Kept, vraag: str, request: HttpRequest) -> bool:
    """Has what is kept an answer, without the words that may not be? Then it is not what nobody answered."""
    said = {word for word in analysis.words_of(vraag) if not wordlists.says_nothing(word)}
    return not said <= set(kept.words) and ask(SearchQuery(kept.text), audience_of(request)).total > 0


def _regio(request: HttpRequest, answer: Answer) -> int | None:
    """The one region that it is asked of: where its place lies, else where the asker works."""
    regions, asker = live_regions(), audience_of(request).regios
    if len(regions) < 2:
        return None
    there = frozenset(region.pk for region in regions if answer.gemeente in region.gemeenten.all())
    found = (there & asker or there) or asker
    return next(iter(found)) if len(found) == 1 else None


# What may be stored ----------------------------------------------------------------------------------------------
def cleaned(vraag: str) -> Kept:
    """The words of a question that are about a need; none where nothing but places and sentence words is left."""
    vocabulary = get_engine().vocabulary()
    everybody = vocabulary.seen_by(frozenset(vocabulary.documents) | frozenset(vocabulary.added))
    cleaner = _Cleaner(get_lexicon(), everybody)
    words = tuple(dict.fromkeys(cleaner.keep(vraag)))[:MOST_WORDS]
    return Kept(words) if any(not cleaner.is_place(word) and not _goes_along(word) for word in words) else Kept()


class _Cleaner:
    """Decides word by word, knowing the lists and the names of all people in the guide."""

    def __init__(self, lexicon: Lexicon, everybody: View) -> None:
        self.lexicon, self.everybody = lexicon, everybody

    def keep(self, vraag: str) -> Iterator[str]:
        """The words to keep, in order."""
        doubt = Doubt.NONE
        for written in vraag.split():
            if SECRET.search(written):
                doubt = Doubt.NAME
                continue
            if _is_capital(written, vraag) and not all(map(self.is_place, analysis.words_of(written))):
                doubt = max(doubt, Doubt.NAME)
            for word in analysis.words_of(written):
                keep, doubt = self._judge(word, doubt)
                if keep:
                    yield word

    def _judge(self, word: str, doubt: Doubt) -> tuple[bool, Doubt]:
        """Whether to keep a word, and whether what comes next may be (the rest of) somebody's name."""
        if word in TUSSENVOEGSELS:
            return False, Doubt.SURNAME if (doubt and word in PARTICLES) or word in names.OF_SURNAMES else doubt
        if _goes_along(word):
            return True, doubt
        if word in BEFORE_A_NAME or (doubt and self._is_surname(word, doubt)):
            return False, Doubt.NAME
        if IN_WORDS.fullmatch(word):
            return False, Doubt.NONE
        if self._is_ours(word):
            return True, Doubt.NONE
        if self._is_name(word) and (doubt or not self._is_thing(word)) or not self._is_ordinary(word):
            return False, Doubt.NAME
        return not doubt and not wordlists.says_nothing(word), Doubt.NONE

    def _is_surname(self, word: str, doubt: Doubt) -> bool:
        """Behind what may be a first name; a place may be meant unless it is a surname as well."""
        return self._is_name(word) or (doubt == Doubt.SURNAME and not self.is_place(word))

    def is_place(self, word: str) -> bool:
        return any(place.in_region for place in self.lexicon.places.get((word,), ()))

    def _is_ours(self, word: str) -> bool:
        """On our lists, and nobody's name."""
        if wordlists.says_nothing(word) or len(word) < SHORTEST and word not in self.lexicon.words:
            return False
        if self.is_place(word) or word in wordlists.words("bouwstenen"):
            return True
        return word in self.lexicon.words and not self._is_name(word)

    def _is_name(self, word: str) -> bool:
        return word in wordlists.words("vragen/namen") or self.everybody.is_name(word)

    def _is_thing(self, word: str) -> bool:
        """A surname that is something else first (`hond`), and nobody's here."""
        return word in wordlists.words("vragen/dingen") and not self.everybody.is_name(word)

    def _is_ordinary(self, word: str) -> bool:
        return len(word) >= SHORTEST and (analysis.is_ordinary(word) or bool(analysis.parts(word)))


def _goes_along(word: str) -> bool:
    """No need by itself, but without it another one: `opa ademt niet`."""
    return word in analysis.NEGATIONS or word in wordlists.words("vragen/wie")


def _is_capital(written: str, vraag: str) -> bool:
    """A word with a capital inside a sentence of small letters."""
    return written[:1].isupper() and not vraag.isupper() and not vraag.startswith(written)


# Storing ---------------------------------------------------------------------------------------------------------
def _store(kept: Kept, aard: str, asker: str, regio: int | None) -> bool:
    """Count who asks, once a day; says whether the question is on the list."""
    rows = OnbeantwoordeVraag.objects.filter(sleutel=kept.key, regio=regio)
    seen = salted_hmac("search.asked today", f"{asker} {kept.key}").hexdigest()
    if not cache.add(f"search-asked-{seen}", 1, ONCE_A_DAY):
        return rows.exists()
    today = timezone.localdate()
    with transaction.atomic():
        row = rows.select_for_update().first()
        if row is None:
            if OnbeantwoordeVraag.objects.filter(is_genoeg=False).count() >= MOST_ROWS:
                return False
            zout = get_random_string(32)
            row = OnbeantwoordeVraag(sleutel=kept.key, regio_id=regio, vraag=kept.text[:200], zout=zout)
        row.aantal, row.aard, row.laatst_op = row.aantal + 1, aard, today
        if not row.is_genoeg:
            _count_asker(row, asker, today)
        elif row.stand == row.Stand.SYNONIEM:  # which did not help
            row.stand, row.afgehandeld_op = row.Stand.OPEN, None
        row.save()
    return True


def _count_asker(row: OnbeantwoordeVraag, asker: str, today: date) -> None:
    """Note who asks; with enough of them, forget them all."""
    mark = salted_hmac(f"search.asker {row.zout}", asker).hexdigest()[:HASH]
    row.vragers = {**row.vragers, mark: today.isoformat()}
    if len(row.vragers) >= settings.SEARCH_ASKERS_BEFORE_SHOWN:
        row.is_genoeg, row.vragers, row.zout = True, {}, ""


# Cleaning up -----------------------------------------------------------------------------------------------------
def tidy(today: date | None = None) -> int:
    """Forget who asked more than a month ago, and questions that nobody asks any more; says how many rows changed."""
    today = today or timezone.localdate()
    gone, _ = OnbeantwoordeVraag.objects.filter(laatst_op__lt=today - KEPT).delete()
    changed = 0
    for row in OnbeantwoordeVraag.objects.filter(is_genoeg=False, eerst_op__lt=today - ASKERS_KEPT):
        left = dict(_recent(row.vragers.items(), today - ASKERS_KEPT))
        if not left:
            row.delete()
            changed += 1
        elif left != row.vragers:
            row.vragers = left
            row.save(update_fields=["vragers"])
            changed += 1
    return gone + changed


def _recent(askers: Iterable[tuple[str, str]], since: date) -> Iterator[tuple[str, str]]:
    return ((mark, day) for mark, day in askers if date.fromisoformat(day) >= since)
