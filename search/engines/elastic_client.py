"""The connection to Elasticsearch: made from the settings, its writes counted, its errors in our own words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, ConnectionError, ConnectionTimeout, Elasticsearch, TransportError
from elasticsearch.helpers import BulkIndexError, ScanError, scan, streaming_bulk

from search.engines import SearchRefused, SearchUnavailable

WRITE_TIMEOUT, BULK_TIMEOUT = 5.0, 60.0  # seconds; a save waits for the first
CHUNK = 500  # documents in one request
BAD, MISSING, OLDER = 400, 404, 409  # statuses of one write
CLOSED = "index_closed_exception"  # has the status of a fault of ours
# What the system says of a connection that fails, and what the operator has to look at; the first that fits.
REASONS = {
    "CERTIFICATE_VERIFY_FAILED": "het certificaat is niet te vertrouwen, kijk naar ELASTICSEARCH_CA_CERTS",
    "[SSL": "daar wordt geen https gesproken",
    "Failed to resolve": "een computer met die naam is er niet",
    "Connection refused": "op dat adres en die poort luistert niets",
    "Connection aborted": "de verbinding werd verbroken: de server stopte, of wil https",
}
NOT_LET_IN = {401: "de naam, het wachtwoord of de sleutel klopt niet", 403: "deze login mag dat niet"}


def connect() -> Elasticsearch:
    """One client for a process: it keeps its connections and may be used by many threads.

    With one host a question is not tried again, because the other engine is at hand; with more hosts once, on the next,
    and both have half of the time.
    """
    hosts = [host.strip() for host in settings.ELASTICSEARCH_URL.split(",") if host.strip()]
    more = len(hosts) > 1
    options: dict[str, Any] = {}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    if settings.ELASTICSEARCH_CA_CERTS:
        options["ca_certs"] = settings.ELASTICSEARCH_CA_CERTS
    timeout = settings.ELASTICSEARCH_TIMEOUT / (2 if more else 1)
    return Elasticsearch(hosts, request_timeout=timeout, max_retries=1 if more else 0, retry_on_timeout=more, **options)


def for_saving(client: Elasticsearch) -> Elasticsearch:
    """For what a save waits for. Trying again does no harm: every write carries its version."""
    return client.options(request_timeout=WRITE_TIMEOUT, max_retries=1, retry_on_timeout=True)


def for_building(client: Elasticsearch) -> Elasticsearch:
    """For a rebuild, which may take its time."""
    return client.options(request_timeout=BULK_TIMEOUT, max_retries=3, retry_on_timeout=True)


def write(client: Elasticsearch, actions: Iterable[dict[str, Any]], **options: Any) -> None:
    """Send these writes. What was overtaken by a newer write, or deleted already, is as it should be."""
    for well, item in streaming_bulk(client, actions, chunk_size=CHUNK, raise_on_error=False, **options):
        ((operation, result),) = item.items()
        status = result.get("status")
        if well or status == OLDER or (operation == "delete" and status == MISSING and "error" not in result):
            continue
        kind = SearchRefused if status == BAD else SearchUnavailable
        raise kind(f"Elasticsearch voert {operation} niet uit: {result.get('error', {}).get('type', status)}")


def read_all(
    client: Elasticsearch, query: dict[str, Any], index: str, *, seconds: float = WRITE_TIMEOUT, page: int = 1000
) -> Iterable[dict[str, Any]]:
    """Each row that a query finds, a page in a request; each request may take so long.

    The library's `scan` puts no limit in the place of the client's (elasticsearch-py 8.19, helpers/actions.py): where
    it is not told how long, one node that hangs holds a save for ever.
    """
    return scan(client, query, index=index, size=page, request_timeout=seconds, allow_partial_search_results=False)


@contextmanager
def translated() -> Iterator[None]:
    """Every error of the client as one of ours; without its text, which may hold what was asked."""
    try:
        yield
    except ApiError as error:
        raise fault(error.meta.status, error.body) from None
    except ConnectionTimeout:
        raise SearchUnavailable("Elasticsearch antwoordt niet op tijd") from None
    except ConnectionError as error:
        raise SearchUnavailable(f"Elasticsearch is niet te bereiken{_reason(error)}") from None
    except (TransportError, BulkIndexError, ScanError) as error:
        raise SearchUnavailable(f"Elasticsearch geeft een fout: {type(error).__name__}") from None


def _reason(error: ConnectionError) -> str:
    """In our words: its own may hold an address."""
    said = str(error.__cause__)
    return next((f": {reason}" for sign, reason in REASONS.items() if sign in said), "")


def fault(status: int, body: object) -> SearchUnavailable:
    """An answer that is none as an error of ours, with the name that the server gives to what is wrong."""
    found = body.get("error") if isinstance(body, dict) else None
    kind = str(found.get("type", "")) if isinstance(found, dict) else ""
    if status == BAD and kind != CLOSED:
        return SearchRefused(f"Elasticsearch weigert: {kind}")
    return SearchUnavailable(f"Elasticsearch antwoordt {status}: {NOT_LET_IN.get(status, kind)}")
