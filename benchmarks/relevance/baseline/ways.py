"""The baselines: each takes entries, and gives for a question the refs that it finds, best first."""

import os
import unicodedata
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import Stemmer
from django.core.management import call_command
from django.db import connection
from elasticsearch import Elasticsearch, helpers
from modelsearch.backends import get_search_backend

from benchmarks.relevance.baseline.models import FIELDS, Entry

MOST = 20
Ask = Callable[[str, int], list[str]]  # question, highest niveau
TRIGRAMS = 0.3  # the threshold that PostgreSQL has by itself
# The list of the Snowball project, which the Dutch analyzer of Elasticsearch uses too.
STOPWORDS = frozenset((Path(__file__).parent / "stopwoorden.txt").read_text(encoding="utf-8").split())


def plain(text: str) -> str:
    """Without accents, in small letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def stemmed(text: str) -> str:
    """As the Dutch analyzer of Elasticsearch does it: without stop words, stemmed by the same rules."""
    stemmer = Stemmer.Stemmer("dutch_porter")
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(stemmer.stemWords([word for word in words if word not in STOPWORDS]))


def store(rows: Iterable[dict[str, Any]]) -> list[Entry]:
    """The entries in the database, without accents."""
    made = [Entry(**{k: plain(v) if k in FIELDS else v for k, v in row.items()}) for row in rows]
    return Entry.objects.bulk_create(made, batch_size=200)


# modelsearch -----------------------------------------------------------------------------------------------------
def modelsearch(rows: Iterable[dict[str, Any]]) -> Ask:
    """All words, and any of them where nothing holds all."""
    store(rows)
    call_command("rebuild_modelsearch_index", stdout=StringIO())
    backend = get_search_backend()

    def ask(question: str, niveau: int) -> list[str]:
        seen = Entry.objects.filter(niveau__lte=niveau)
        for operator in ("and", "or"):
            found = [entry.ref for entry in backend.search(plain(question), seen, operator=operator)[:MOST]]
            if found:
                return found
        return []

    return ask


# PostgreSQL ------------------------------------------------------------------------------------------------------
WEIGHED = {"A": ("naam", "telefoon"), "B": ("functie", "org"), "C": ("tags", "plaats"), "D": ("tekst",)}
RANKED = """
    SELECT ref FROM baseline_entry, {query} AS asked
    WHERE doc @@ asked AND niveau <= %(niveau)s ORDER BY ts_rank(doc, asked) DESC, ref LIMIT %(most)s
"""
ALL_WORDS = "websearch_to_tsquery('dutch', %(q)s)"
ANY_WORD = "to_tsquery('simple', replace(plainto_tsquery('dutch', %(q)s)::text, '&', '|'))"
ALIKE = """
    SELECT ref FROM baseline_entry
    WHERE niveau <= %(niveau)s AND word_similarity(%(q)s, naam || ' ' || functie || ' ' || org) > %(least)s
    ORDER BY word_similarity(%(q)s, naam || ' ' || functie || ' ' || org) DESC, ref LIMIT %(most)s
"""


def postgres(rows: Iterable[dict[str, Any]]) -> Ask:
    """`websearch_to_tsquery` in Dutch; what looks like it (pg_trgm) where that finds nothing."""
    return _postgres(rows, [RANKED.format(query=ALL_WORDS), ALIKE])


def postgres_any(rows: Iterable[dict[str, Any]]) -> Ask:
    """The same, with any of the words before what only looks like it."""
    return _postgres(rows, [RANKED.format(query=ALL_WORDS), RANKED.format(query=ANY_WORD), ALIKE])


def _postgres(rows: Iterable[dict[str, Any]], steps: list[str]) -> Ask:
    store(rows)
    parts = [f"setweight(to_tsvector('dutch', concat_ws(' ', {', '.join(c)})), '{w}')" for w, c in WEIGHED.items()]
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("ALTER TABLE baseline_entry ADD COLUMN doc tsvector")
        cursor.execute(f"UPDATE baseline_entry SET doc = {' || '.join(parts)}")  # noqa: S608  # our own names
        cursor.execute("CREATE INDEX ON baseline_entry USING gin (doc)")

    def ask(question: str, niveau: int) -> list[str]:
        values = {"q": plain(question), "niveau": niveau, "most": MOST, "least": TRIGRAMS}
        with connection.cursor() as cursor:
            for step in steps:
                cursor.execute(step, values)
                if found := [ref for (ref,) in cursor.fetchall()]:
                    return found
        return []

    return ask


# Elasticsearch ---------------------------------------------------------------------------------------------------
def elastic(rows: Iterable[dict[str, Any]]) -> Ask:
    """`multi_match` with fuzziness AUTO over all fields, names and functions boosted."""
    return _elastic(rows, plain, "best_fields")


def elastic_most(rows: Iterable[dict[str, Any]]) -> Ask:
    """The same, with the fields added up."""
    return _elastic(rows, plain, "most_fields")


def elastic_dutch(rows: Iterable[dict[str, Any]]) -> Ask:
    """With a Dutch analyzer, whose work is done beforehand: the server of the tests has none."""
    return _elastic(rows, lambda text: stemmed(plain(text)), "best_fields")


def elastic_dutch_most(rows: Iterable[dict[str, Any]]) -> Ask:
    """The same, with the fields added up."""
    return _elastic(rows, lambda text: stemmed(plain(text)), "most_fields")


def _elastic(rows: Iterable[dict[str, Any]], analyse: Callable[[str], str], kind: str) -> Ask:
    client, index = Elasticsearch(os.environ["ELASTICSEARCH_URL"]), "baseline"
    fields = {name: {"type": "text"} for name in FIELDS} | {"niveau": {"type": "integer"}}
    client.indices.delete(index=index, ignore_unavailable=True)
    client.indices.create(index=index, mappings={"properties": fields}, settings={"number_of_replicas": 0})
    sources = (
        {k: analyse(v) if k in FIELDS else v for k, v in row.items() if k != "ref"} | {"_id": row["ref"]}
        for row in rows
    )
    helpers.bulk(client, sources, index=index, refresh=True)

    def ask(question: str, niveau: int) -> list[str]:
        match = {
            "query": analyse(plain(question)),
            "fields": [f"{name}^{boost}" for name, boost in FIELDS.items()],
            "type": kind,
            "fuzziness": "AUTO",
            **({"tie_breaker": 0.3} if kind == "best_fields" else {}),  # most_fields would become the same
        }
        query = {"bool": {"must": [{"multi_match": match}], "filter": [{"range": {"niveau": {"lte": niveau}}}]}}
        answer = client.search(index=index, query=query, size=MOST, source=False)
        return [hit["_id"] for hit in answer["hits"]["hits"]]

    return ask


WAYS: dict[str, Callable[[Iterable[dict[str, Any]]], Ask]] = {
    "modelsearch": modelsearch,
    "postgres": postgres,
    "postgres_any": postgres_any,
    "elastic": elastic,
    "elastic_most": elastic_most,
    "elastic_dutch": elastic_dutch,
    "elastic_dutch_most": elastic_dutch_most,
}
