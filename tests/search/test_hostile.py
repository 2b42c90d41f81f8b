"""Questions that want to do harm get a calm answer in plain Dutch, and cost a bounded number of clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from directory.models import AgencyPage, Begrip, Functie
from search.answer import SearchQuery
from search.ask import ask
from search.engines import Engine, get_engine
from search.lists.reading import lexicon_changed
from search.plan import MAX_CLAUSES, MAX_LEAVES, Found, Plan, Request
from search.upkeep import rebuilding
from tests.factories import make_card, make_professional, make_werkproces
from tests.search.asking import professional
from tests.search.servers import own_indexes, used_by_site

pytestmark = pytest.mark.django_db

LONG = " ".join(f"schuldhulp{n}" for n in range(20_000))
HOSTILE = {
    "100 kB of words": LONG[:100_000],
    "100 kB of one word": "x" * 100_000,
    "100 kB of digits": "0" * 100_000,
    "200 words": " ".join(["schulden", "jongeren", "wolvega", "anna", "budget"] * 40),
    "200 words that end open": " ".join(f"sc{n}" for n in range(200)),
    "control characters": "schuld\x00\x01\x07\x1b[31m\x7f\x85hulp",
    "null bytes": "\x00" * 500,
    "lone surrogates": "schuld\ud800\udfffhulp",
    "turned around": "\u202eneregnoj\u202c \u2066schuld\u2069",
    "nobody sees it": "s\u200bch\u200du\ufeffld",
    "accents on accents": "s" + "\u0301" * 3000,
    "emoji": "😀👨‍👩‍👧‍👦🏳️‍🌈" * 200,
    "wildcards": "* ? *:* schul* ?* %% __ sch%ld",
    "a query language": '+schuld -hulp (a OR b) AND "c d"~2 naam:x^4 /re.*/ \\ && || !x [a TO z]',
    "json": '{"query": {"match_all": {}}, "size": 10000, "script": {"source": "1"}}',
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{ 7*7 }} {% load x %} ${7*7} #{x}",
    "sql": "'; DROP TABLE directory_agencypage; -- ' OR 1=1 /*",
    "paths": "../../../../etc/passwd file:///etc/passwd",
    "quotes": "\"'`´‘’“”«»" * 100,
    "brackets": "(" * 2000 + ")" * 2000,
    "hyphens": "-".join(["schuld"] * 500),
    "ten needs": "schuldhulp en werk en jongeren en taal en wonen en rouw en zorg en huur en inkomen en bewind",
    "ages": "van 0 tot 120 jaar onder de 18 boven de 18 17 jaar 18+",
    "numbers": " ".join(f"06{n:08}" for n in range(300)),
}
TAGS = ("<script>alert", "<img src=x")  # of the question, as they would do harm
# What one question may cost, with room above what is measured: clauses, leaves and tokens of one request, and requests.
MOST_LEAVES, MOST_TOKENS, MOST_REQUESTS = 1500, 6000, 150


@dataclass
class CountingEngine:
    """The engine of the site, that notes what is put to it."""

    engine: Engine
    asked: list[Request] = field(default_factory=list)

    def search(self, request: Request) -> Found:
        self.asked.append(request)
        return self.engine.search(request)

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        self.asked += requests
        return self.engine.search_many(requests)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)


def most(plan: Plan) -> float:
    """What a document would score that matches all there is."""
    of_clauses = (sum(leaf.weight for leaf in clause.leaves) / 8 for clause in plan.required)
    best = (max((leaf.weight for leaf in clause.leaves), default=0) * 7 / 8 for clause in plan.required)
    return sum(of_clauses) + sum(best) + sum(leaf.weight for leaf in plan.optional)


def leaves(request: Request) -> list[Any]:
    plan = request.plan
    clauses = [leaf for clause in (*plan.required, *plan.excluded) for leaf in clause.leaves]
    return [*clauses, *plan.optional, *plan.filters]


@pytest.fixture
def agency(agency: AgencyPage) -> AgencyPage:
    make_werkproces(agency, "Schulden regelen voor jongeren")
    return agency


@pytest.fixture(params=["embedded", pytest.param("elastic8", marks=pytest.mark.xdist_group("elastic8"))])
def engine(request: pytest.FixtureRequest, settings: Settings, agency: AgencyPage) -> Iterator[str]:
    """The site on each engine, with an index."""
    if request.param == "embedded":
        settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE
        rebuilding.rebuild()
        yield request.param
        return
    server = request.getfixturevalue(request.param)
    with own_indexes(server) as prefix, used_by_site(server, prefix):
        rebuilding.rebuild()
        yield request.param


def test_every_one_gives_a_calm_page(engine: str, client: Client, agency: AgencyPage):
    client.force_login(make_professional(agency))
    found = {}

    for name, question in HOSTILE.items():
        response = client.get(reverse("zoeken"), {"vraag": question.encode("utf-8", "surrogatepass")})
        html = response.content.decode()
        calm = response.status_code == 200 and "</html>" in html and not any(tag in html for tag in TAGS)
        found[name] = calm and ("antwoord" in html or "Typ wat je nodig hebt" in html)

    assert [name for name, calm in found.items() if not calm] == []


def test_every_one_gives_suggestions_or_none(engine: str, client: Client):
    found = {}

    for name, question in HOSTILE.items():
        response = client.get(reverse("suggesties"), {"begin": question.encode("utf-8", "surrogatepass")})
        found[name] = response.status_code == 200 and "groepen" in response.json()

    assert [name for name, calm in found.items() if not calm] == []


def test_every_one_costs_a_bounded_number_of_clauses(engine: str):
    counting = CountingEngine(get_engine())

    for question in HOSTILE.values():
        counting.asked.clear()
        ask(SearchQuery(question), professional(), engine=counting)

        assert len(counting.asked) <= MOST_REQUESTS
        for request in counting.asked:
            found = leaves(request)
            assert len(request.plan.required) <= MAX_CLAUSES
            assert len(found) <= MOST_LEAVES
            assert sum(len(group) for leaf in found for group in leaf.all_of) <= MOST_TOKENS
            assert most(request.plan) < 2**20


def test_a_guide_full_of_words_that_mean_all_the_same_stays_bounded(engine: str, agency: AgencyPage):
    """Ten functions and ten begrippen with forty names each, and a question of all that they begin with."""
    for n in range(10):
        names = [f"budget{n} helper {m}" for m in range(40)]
        Functie.objects.create(
            code=f"f{n}", naam="schuldhulp", andere_namen=names, zoekwoorden=["schulden", "jongeren"]
        )
        Begrip.objects.create(code=f"b{n}", afkorting="schulden", voluit="schuldhulp", andere_namen=names, dubbel=True)
        make_card(agency, achternaam=f"Schuld{n}a", onderwerpen=names[:3])
    rebuilding.rebuild()
    lexicon_changed()
    counting = CountingEngine(get_engine())

    ask(SearchQuery(HOSTILE["200 words"]), professional(), engine=counting)

    clauses = [clause for request in counting.asked for clause in request.plan.required]
    assert max(len(clause.leaves) for clause in clauses) == MAX_LEAVES
    assert max(most(request.plan) for request in counting.asked) < 2**20
