"""What the tests of loading a region share: the small region, loaded, and a copy of its files to change."""

import pytest

from directory.models import AgencyIndexPage
from tests.regions import copy_region, load


@pytest.fixture
def region(db):
    """The small region, loaded."""
    load()
    return AgencyIndexPage.objects.get(ref="testland")


@pytest.fixture
def folder(tmp_path, region):
    """A copy of its files, to change and load again."""
    return copy_region(tmp_path)
