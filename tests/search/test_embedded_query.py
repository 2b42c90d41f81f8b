"""What the embedded engine keeps of an index goes with it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from search.engines.embedded import EmbeddedEngine
from search.plan import Leaf
from search.upkeep import rebuilding

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
def test_what_was_made_of_an_index_is_let_go_with_it():
    rebuilding.rebuild()
    engine = EmbeddedEngine()
    leaves = weakref.ref(engine.leaves())
    assert engine.leaves().query(Leaf("naam", (("=nobody",),), 8)) is None

    engine.forget()

    assert leaves() is None
