"""tsdav, a client that syncs by tokens (RFC 6578), as DAVx5 and Thunderbird do."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from directory.models import CardState, ContactCardPage
from tests.factories import make_card
from tests.phonebook.dav.site import serving
from tests.programs import needs

pytestmark = [pytest.mark.django_db, pytest.mark.program("tsdav")]

FOLDER = Path(__file__).parents[3] / ".venv-outside" / "node"
SCRIPT = Path(__file__).with_name("tsdav.mjs")


@pytest.fixture
def tsdav(device):
    """Runs one step of tsdav; `tsdav("sync", book)` gives what was created, updated and deleted."""
    needs(bool(shutil.which("node")) and (FOLDER / "node_modules" / "tsdav").exists(), "node and tsdav")
    with serving() as url:

        def run(what, book=None):
            given = json.dumps({"url": url, "slug": device.slug, "token": device.token, "collection": book})
            command = ["node", str(SCRIPT), str(FOLDER), what, given]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, done.stderr
            return json.loads(done.stdout)

        yield run


def names(objects):
    return {one["url"].rsplit("/", 1)[1] for one in objects}


def test_first_sync_fetches_everything(tsdav, card, agency):
    assert names(tsdav("start")["objects"]) == {f"{card.uuid}.vcf", f"{agency.uuid}.vcf"}


def test_only_what_changed_comes_after_that(tsdav, card, agency):
    hidden = make_card(agency)
    book = tsdav("start")
    ContactCardPage.objects.filter(pk=card.pk).update(functie_lokaal="Regisseur")
    CardState.objects.filter(card=hidden).update(exporteren=False)
    added = make_card(agency)

    found = tsdav("sync", book)

    assert names(found["created"]) == {f"{added.uuid}.vcf"}
    assert names(found["updated"]) == {f"{card.uuid}.vcf"}
    assert names(found["deleted"]) == {f"{hidden.uuid}.vcf"}


def test_nothing_changed_brings_nothing(tsdav):
    found = tsdav("sync", tsdav("start"))

    assert found["created"] == found["updated"] == found["deleted"] == []


def test_writing_is_refused(tsdav):
    assert tsdav("put", tsdav("start"))["status"] == 403
