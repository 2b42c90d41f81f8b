"""What the tests of the editing screens share: an agency, its editor at work, and the coordinator of its region."""

import pytest

from tests.directory.admin_site import log_in, make_coordinator, make_editor, make_own_agency


@pytest.fixture
def agency(db):
    return make_own_agency()


@pytest.fixture
def client(agency):
    """The browser of its editor."""
    return log_in(make_editor(agency))


@pytest.fixture
def coordinator(agency):
    """The browser of its coordinator."""
    return log_in(make_coordinator(agency.get_parent().specific))
