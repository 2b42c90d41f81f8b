"""A mail address in a question: whose it is, and of which agency, as far as it says so."""

import re

from search.language import analysis
from search.lists.lexicon import Lexicon

ADDRESS = re.compile(r"(?P<who>[\w.+-]+)@(?P<host>[\w-]+)(?:\.[\w-]+)*\.?")
# Boxes that an agency has: nobody's name.
DESKS = frozenset({"info", "contact", "post", "mail", "secretariaat", "administratie", "aanmelden", "receptie"})


def read(question: str, lexicon: Lexicon) -> str:
    """The question with the words of the address in its place: `j.postma@example.nl` is `j postma`."""
    return ADDRESS.sub(lambda found: _words_of(found, lexicon), question)


def _words_of(address: re.Match[str], lexicon: Lexicon) -> str:
    who = [word for word in re.split(r"[\W_]+", address["who"]) if word and word.casefold() not in DESKS]
    host = analysis.words_of(address["host"])
    is_agency = tuple(map(analysis.key, host)) in lexicon.terms
    return " ".join([*who, *(host if is_agency else ())])
