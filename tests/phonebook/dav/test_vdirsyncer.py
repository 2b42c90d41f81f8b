"""vdirsyncer and khard, programs of other people, keep an address book of ours; they run apart from us."""

import os
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone

from directory.models import CardState, ContactCardPage
from phonebook.models import Subscription
from phonebook.subscriptions import stop
from tests.factories import make_card
from tests.phonebook.dav.site import serving
from tests.programs import needs

pytestmark = [pytest.mark.django_db, pytest.mark.program("vdirsyncer"), pytest.mark.program("khard")]

PROGRAMS = Path(__file__).parents[3] / ".venv-outside" / "bin"
CONFIG = """
[general]
status_path = "{folder}/status/"
[pair gids]
a = "here"
b = "site"
collections = ["from b"]
conflict_resolution = "b wins"
partial_sync = "revert"
[storage here]
type = "filesystem"
path = "{folder}/contacts/"
fileext = ".vcf"
[storage site]
type = "carddav"
url = "{url}/"
username = "{slug}"
password = "{token}"
read_only = true
"""
KHARD = """
[addressbooks]
[[gids]]
path = {folder}/contacts/gids/
[general]
default_action = list
[contact table]
"""


class Phone:
    """A folder of contacts that vdirsyncer keeps; it knows no more than the name of the site."""

    def __init__(self, folder, url, device):
        self.folder, self.device = folder, device
        values = {"folder": folder, "url": url, "slug": device.slug, "token": device.token}
        (folder / "vdirsyncer").write_text(CONFIG.format(**values))
        (folder / "khard").write_text(KHARD.format(**values))
        self.run("vdirsyncer", "discover", text="y\n" * 5)

    def run(self, program, *args, text=""):
        command = [str(PROGRAMS / program), "-c", str(self.folder / program), *args]
        env = {**os.environ, "PYTHONWARNINGS": "ignore", "XDG_CONFIG_HOME": str(self.folder)}
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=env, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def sync(self):
        return self.run("vdirsyncer", "sync")

    def khard(self):
        return self.run("khard", "list")

    def path(self, thing):
        return self.folder / "contacts" / "gids" / f"{thing.uuid}.vcf"

    @property
    def files(self):
        return {path.name for path in (self.folder / "contacts" / "gids").iterdir()}


@pytest.fixture
def phone(tmp_path, device):
    """After its first sync of an agency with one card."""
    needs((PROGRAMS / "vdirsyncer").exists() and (PROGRAMS / "khard").exists(), "vdirsyncer and khard")
    with serving() as url:
        made = Phone(tmp_path, url, device)
        made.sync()
        yield made


def test_the_name_of_the_site_is_enough_to_find_the_book(phone, card, agency):
    assert phone.files == {f"{card.uuid}.vcf", f"{agency.uuid}.vcf"}


def test_khard_reads_name_and_number(phone):
    printed = phone.khard()

    assert "Anna Smit" in printed
    assert "+31516000120" in printed


def test_change_hide_leave_and_add_arrive_in_one_sync(phone, card, agency):
    hidden, left = make_card(agency), make_card(agency)
    phone.sync()
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Bakker", functie_lokaal="Regisseur")
    CardState.objects.filter(card=hidden).update(exporteren=False)
    CardState.objects.filter(card=left).update(vertrokken_op=timezone.localdate())
    added = make_card(agency)

    phone.sync()

    assert phone.files == {f"{one.uuid}.vcf" for one in (card, agency, added)}
    assert "Anna Bakker" in phone.khard()


def test_nothing_changed_touches_no_file(phone, card):
    before = {path.name: path.stat().st_mtime_ns for path in phone.path(card).parent.iterdir()}

    phone.sync()

    assert {path.name: path.stat().st_mtime_ns for path in phone.path(card).parent.iterdir()} == before


def test_what_was_changed_on_the_phone_is_set_right(phone, card):
    text = phone.path(card).read_text()
    phone.path(card).write_text(text.replace("Smit", "Ander"))

    phone.sync()
    phone.sync()

    assert phone.path(card).read_text() == text


def test_what_was_deleted_on_the_phone_comes_back(phone, card):
    phone.path(card).unlink()

    phone.sync()
    phone.sync()

    assert phone.path(card).exists()


def test_a_stopped_subscription_clears_the_phone(phone, device):
    stop(Subscription.objects.get(slug=device.slug))

    phone.sync()

    assert len(phone.files) == 1
    assert "abonnement gestopt" in phone.khard()
