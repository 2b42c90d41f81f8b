"""Which terms of the lists a question holds, however far their words stand apart."""

import pytest

from search.language import analysis
from search.lists.lexicon import Lexicon
from search.lists.meanings import NAAM, ZOEKWOORD, Meaning
from search.understand.spans import loose
from search.understand.topics import Word

FORMS = {
    "geen huis": "dakloos",
    "durf niet naar huis": "geweld",
    "iemand mag tijdelijk niet naar huis": "huisverbod",
    "wil niet naar school": "verzuim",
    "niet op school": "thuiszitter",
    "gevallen en kan niet naar huis": "verblijf",
}


def read(question: str) -> set[str]:
    lexicon = Lexicon()
    for form, naam in FORMS.items():
        lexicon.add(form, Meaning("hulpvraag", f"v:{naam}", naam, NAAM if naam == "huisverbod" else ZOEKWOORD))
    words = [Word(word, word) for word in analysis.words_of(question)]
    return {meaning.naam for _, meanings in loose(words, lexicon) for meaning in meanings}


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("wij hebben nog geen eigen huis", {"dakloos"}),
        ("mijn moeder kan niet meer naar huis", set()),
        ("ik durf vandaag niet meer naar huis", {"geweld"}),
        ("mijn man mag van de rechter niet naar huis", {"huisverbod"}),
        ("oma is gevallen en kan niet meer naar huis", {"verblijf"}),
        ("mijn zoon gaat niet naar school", {"verzuim"}),
        ("mijn zoon zit niet op een school", {"verzuim", "thuiszitter"}),
        ("geen school en niet naar de stad", {"verzuim", "thuiszitter"}),
    ],
)
def test_who_cannot_go_home_is_not_who_has_none_or_dares_not(question: str, meant: set[str]):
    assert read(question) == meant
