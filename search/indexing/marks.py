"""The mark of a document: one number that changes when anything in it does, to compare an index with the database."""

import json
from hashlib import blake2b

from search.indexing.documents import Document


def mark_of(document: Document) -> int:
    """63 bits of a hash of the content: it fits a signed number of Elasticsearch and of SQL."""
    content = [
        document.groep,
        document.volgorde,
        sorted(document.zichtbaar),
        sorted((name, sorted(tokens)) for name, tokens in document.fields.items()),
        sorted(document.facets.items()),
    ]
    found = blake2b(json.dumps(content).encode(), digest_size=8).digest()
    return int.from_bytes(found, "big") >> 1
