"""How the index lies in Elasticsearch: its mapping, the names of its generations, its documents, its vocabulary.

A generation is two indexes: the documents, and beside them (`-woorden`) the vocabulary that weighs them. An alias for
each says which generation is live; both change in one step.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch.dsl import Keyword, Mapping, Text

from search.indexing.documents import Document
from search.indexing.marks import mark_of
from search.indexing.vocabulary import Vocabulary
from search.language import analysis
from search.plan import FACETS, FIELDS

TOKEN_FIELDS = (*FIELDS, "tel", "heel", "leeftijd", "kenmerk", "zichtbaar")
WORDS = "-woorden"
PARTS = ("", WORDS)  # of a generation, and of the alias: documents, vocabulary
PIECE = 2_000_000  # characters of the vocabulary in one document

Action = dict[str, Any]


def documents_mapping() -> Mapping:
    """Strict: a field that is not here is refused. No frequencies and no norms: our scores are constants."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", excludes=list(TOKEN_FIELDS))  # keeps answers small
    for name in TOKEN_FIELDS:
        # The built-in analyzer: one made of the whitespace tokenizer is refused by a server without its modules.
        mapping.field(name, Text(analyzer="whitespace", index_options="docs", norms=False))
    for name in FACETS:
        mapping.field(f"f_{name}", Keyword(eager_global_ordinals=True))
    mapping.field("pk", "long", index=False)
    mapping.field("groep", "long")
    mapping.field("volgorde", "integer", index=False)
    mapping.field("merk", "long", index=False)
    return mapping


def words_mapping() -> Mapping:
    """The vocabulary in numbered pieces, and the words that came since."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.field("soort", "keyword")
    mapping.field("nummer", "integer", index=False)
    mapping.field("inhoud", "binary")
    return mapping


def settings_for(shards: int, replicas: int) -> dict[str, Any]:
    """`refresh_interval` stands here so that an index nobody asks goes on refreshing.

    `gc_deletes`: a deletion is remembered for a day, so that no late, older write brings a removed card back.
    """
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "refresh_interval": "1s",
        "gc_deletes": "1d",
    }


_made_with = json.dumps([documents_mapping().to_dict(), words_mapping().to_dict(), "1"], sort_keys=True)
SCHEMA_KEY = hashlib.sha256(_made_with.encode()).hexdigest()[:8]


class Names:
    """The names of aliases and generations; code with other fields has aliases of its own.

    Another Dutch analysis keeps the alias, so the index from before answers until it is built anew.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.alias = f"{prefix}-{SCHEMA_KEY}"
        self.words_alias = self.alias + WORDS
        self.generation_kind = f"{self.alias}-{analysis.VERSION}"

    @property
    def pattern(self) -> str:
        """Matches all generations, and perhaps indexes of others: see `stamp`."""
        return f"{self.prefix}-*"

    def generation(self, stamp: int) -> str:
        return f"{self.generation_kind}-{stamp}"

    def stamp(self, index: str) -> int | None:
        """When the generation of an index began, of any kind; None for an index that is none of ours."""
        found = re.fullmatch(rf"{re.escape(self.prefix)}-[0-9a-f]{{8}}-[0-9a-f]{{12}}-(\d+)({WORDS})?", index)
        return int(found[1]) if found else None


# Documents -------------------------------------------------------------------------------------------------------
def index_action(document: Document, index: str, version: int) -> Action:
    """Write a document, unless a newer version is there."""
    source: dict[str, Any] = {name: " ".join(sorted(tokens)) for name, tokens in document.fields.items()}
    source["zichtbaar"] = " ".join(sorted(document.zichtbaar))
    source |= {f"f_{name}": list(values) for name, values in document.facets.items()}
    source |= {"pk": document.pk, "groep": document.groep, "volgorde": document.volgorde}
    source["merk"] = mark_of(document)
    return {"_op_type": "index", "_source": source} | _target(document.id, index, version)


def delete_action(key: str, index: str, version: int) -> Action:
    """Delete a document, unless a newer version is there."""
    return {"_op_type": "delete"} | _target(key, index, version)


def _target(key: str, index: str, version: int) -> Action:
    return {"_index": index, "_id": key, "version": version, "version_type": "external"}


# The vocabulary --------------------------------------------------------------------------------------------------
def vocabulary_actions(vocabulary: Vocabulary, index: str) -> Iterator[Action]:
    packed = _pack(vocabulary.as_json())
    for number, start in enumerate(range(0, len(packed), PIECE)):
        source = {"soort": "deel", "nummer": number, "inhoud": packed[start : start + PIECE]}
        yield {"_op_type": "create", "_index": index, "_id": f"deel-{number}", "_source": source}


def added_source(words: list[dict[str, list[str]]]) -> dict[str, str]:
    """A document with the words that one update added."""
    return {"soort": "erbij", "inhoud": _pack(json.dumps(words))}


def unpacked_vocabulary(sources: Iterable[dict[str, Any]]) -> Vocabulary:
    pieces = sorted(sources, key=lambda source: source["nummer"])
    return Vocabulary.from_json(_unpack("".join(piece["inhoud"] for piece in pieces)))


def unpacked_words(source: dict[str, Any]) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = json.loads(_unpack(source["inhoud"]))
    return found


def _pack(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode())).decode()


def _unpack(packed: str) -> str:
    return zlib.decompress(base64.b64decode(packed)).decode()
