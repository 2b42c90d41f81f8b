"""Says at the start which settings of search cannot be right; never shows an address, which may hold a password."""

import os
import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

METHODS = ("indexes", "search", "search_many", "vocabulary", "health")
OWN_COMPUTER = ("localhost", "127.0.0.1", "::1")
WITH_SERVER = ("SEARCH_SERVER_ENGINE", "SEARCH_GUARDED_ENGINE")
LONG = 5  # seconds that nobody waits for an answer


@register
def check_search(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """All that is wrong with the settings of search."""
    return [*_engine(), *_index_dir(), *_server(), *_upkeep()]


def _engine() -> Iterator[CheckMessage]:
    try:
        engine = import_string(settings.SEARCH_ENGINE)
    except ImportError:
        yield Error("SEARCH_ENGINE names nothing that can be imported.", id="search.E001")
        return
    if lacking := [name for name in METHODS if not hasattr(engine, name)]:
        yield Error(f"SEARCH_ENGINE is no search engine: it has no {', '.join(lacking)}.", id="search.E001")


def _index_dir() -> Iterator[CheckMessage]:
    path = Path(settings.SEARCH_INDEX_DIR).absolute()
    nearest = next(folder for folder in (path, *path.parents) if folder.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        yield Error("SEARCH_INDEX_DIR cannot be written, and the embedded index must lie there.", id="search.E002")


def _server() -> Iterator[CheckMessage]:
    addresses = [address.strip() for address in settings.ELASTICSEARCH_URL.split(",") if address.strip()]
    if not addresses:
        yield from _no_server()
        return
    parts = []
    for number, address in enumerate(addresses, start=1):
        if part := _parts(address):
            parts.append(part)
        else:
            hint = "Like https://user:password@host:9200, more of them with a comma between."
            yield Error(f"Address {number} of ELASTICSEARCH_URL is not one.", hint=hint, id="search.E004")
    if len({part.scheme for part in parts}) > 1:
        yield Error("ELASTICSEARCH_URL mixes http and https.", id="search.E004")
    yield from _secrets(parts)
    yield from _certificate(parts)
    yield from _numbers()


def _no_server() -> Iterator[CheckMessage]:
    if settings.SEARCH_ENGINE in {getattr(settings, name) for name in WITH_SERVER}:
        yield Error("SEARCH_ENGINE needs a server and ELASTICSEARCH_URL is empty.", id="search.E003")
    for name in ("ELASTICSEARCH_API_KEY", "ELASTICSEARCH_CA_CERTS"):
        if getattr(settings, name):
            yield Warning(f"{name} is set and ELASTICSEARCH_URL is empty: no server is used.", id="search.W003")


def _parts(address: str) -> SplitResult | None:
    """None where it is no address."""
    try:
        part = urlsplit(address)
        right = part.scheme in ("http", "https") and bool(part.hostname) and (part.port is None or part.port > 0)
    except ValueError:  # a port that is no number, a [ without a ]
        return None
    return part if right and not part.query and not part.fragment else None


def _secrets(parts: list[SplitResult]) -> Iterator[CheckMessage]:
    names = any(part.username for part in parts)
    if names and settings.ELASTICSEARCH_API_KEY:
        yield Error("Give a password in ELASTICSEARCH_URL or ELASTICSEARCH_API_KEY, not both.", id="search.E005")
    open_wire = any(part.scheme == "http" and part.hostname not in OWN_COMPUTER for part in parts)
    if open_wire and (names or settings.ELASTICSEARCH_API_KEY):
        yield Warning("A password or key goes to Elasticsearch unencrypted: use https.", id="search.W005")


def _certificate(parts: list[SplitResult]) -> Iterator[CheckMessage]:
    file = settings.ELASTICSEARCH_CA_CERTS
    if file and not Path(file).is_file():
        yield Error("ELASTICSEARCH_CA_CERTS is no file.", id="search.E006")
    elif file and not _holds_certificate(file):
        yield Error("ELASTICSEARCH_CA_CERTS holds no certificate (PEM) that can be read.", id="search.E006")
    if file and any(part.scheme == "http" for part in parts):
        yield Warning("ELASTICSEARCH_CA_CERTS is set, but ELASTICSEARCH_URL is not https.", id="search.W006")


def _holds_certificate(file: str) -> bool:
    try:
        ssl.create_default_context(cafile=file)
    except OSError:  # also ssl.SSLError
        return False
    return True


def _numbers() -> Iterator[CheckMessage]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,99}", settings.ELASTICSEARCH_INDEX):
        yield Error("ELASTICSEARCH_INDEX may hold small letters, digits, - _ and . only.", id="search.E007")
    if settings.ELASTICSEARCH_TIMEOUT <= 0:
        yield Error("ELASTICSEARCH_TIMEOUT must be above 0.", id="search.E008")
    elif settings.ELASTICSEARCH_TIMEOUT > LONG:
        yield Warning(f"ELASTICSEARCH_TIMEOUT is above {LONG} seconds: people wait for it.", id="search.W008")
    if settings.ELASTICSEARCH_SHARDS < 1 or settings.ELASTICSEARCH_REPLICAS < 0:
        yield Error("ELASTICSEARCH_SHARDS must be 1 or more, ELASTICSEARCH_REPLICAS 0 or more.", id="search.E009")


def _upkeep() -> Iterator[CheckMessage]:
    if settings.SEARCH_SAVE_SECONDS <= 0:
        yield Error("SEARCH_SAVE_SECONDS must be above 0: nothing that is saved would be found.", id="search.E010")
    elif settings.SEARCH_SAVE_SECONDS > LONG:
        yield Warning(f"SEARCH_SAVE_SECONDS is above {LONG} seconds: who saves waits for it.", id="search.W010")
    for name in ("SEARCH_NEARLY_EMPTY", "SEARCH_REBUILD_AT_ONCE", "SEARCH_KEEP_HOURS"):
        if getattr(settings, name) < 0:
            yield Error(f"{name} must be 0 or more.", id="search.E011")
    if settings.SEARCH_HOST_DAYS < 1:
        hint = "A computer that restarts would find its index dropped, and build it anew."
        yield Error("SEARCH_HOST_DAYS must be 1 or more.", hint=hint, id="search.E012")
