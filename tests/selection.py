"""Which tests run a second time, on PostgreSQL and Elasticsearch 8: those that could come out otherwise there.

Those are the tests that read or write the site's own database; nearly all that search do too, since what is found is
made of rows. Out stay: what touches no database (pure functions, the shape of a query, scripts); what brings a server
of its own, in the version that it is about (the engine contract, faults, parity: they run in the first place); the
browser, which shows the same pages that the other tests read, for four minutes; and what takes long and is marked
`once`, with the reason.
"""

import os

import pytest

OTHER_SERVERS = {"elastic8", "elastic9", "cluster"}
BROWSER = {"chromium"}
DATABASE = {"db", "transactional_db", "demo_site"}


def on_servers() -> bool:
    """Is this the second run, of tests/on-servers.sh?"""
    return bool(os.environ.get("TESTS_ON_SERVERS"))


def differs(item: pytest.Item) -> bool:
    """May this test come out otherwise on another database or engine?"""
    used = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("once"):
        return False
    groups = {mark.args[0] for mark in item.iter_markers("xdist_group")}
    if (used | groups) & (OTHER_SERVERS | BROWSER):
        return False
    return bool(used & DATABASE) or item.get_closest_marker("django_db") is not None


def ungrouped(items: list[pytest.Item]) -> list[str]:
    """Tests whose mark "these belong to one worker" pytest-xdist ignores, as it does with pytest 9.2."""
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        return []
    return [item.nodeid for item in items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid]
