"""`manage.py demo`: a filled site with logins, never on top of a site with real data."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from directory.models import AgencyIndexPage
from home.management.commands.demo import PASSWORD, ROLES, refuse_real_site, set_passwords
from tests.factories import make_region, make_user

MANAGE = Path(settings.BASE_DIR) / "manage.py"


@pytest.mark.django_db
def test_every_demo_login_gets_the_demo_password():
    user = make_user("iemand@gids.example")

    set_passwords()

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


@pytest.mark.django_db
def test_who_has_the_demo_password_stays_logged_in():
    make_user("iemand@gids.example", wachtwoord=PASSWORD)
    before = User.objects.get().password

    set_passwords()

    assert User.objects.get().password == before


@pytest.mark.django_db
def test_a_site_with_real_people_is_refused():
    make_user("iemand@gemeente.nl")

    with pytest.raises(CommandError, match="echte gegevens"):
        refuse_real_site()


@pytest.mark.django_db
def test_a_site_with_another_region_is_refused():
    make_region("Groningen", ref="groningen")

    with pytest.raises(CommandError, match="echte gegevens"):
        refuse_real_site()


@pytest.mark.django_db
def test_the_demo_region_itself_is_no_reason_to_refuse():
    make_region("Friesland", ref="friesland")

    refuse_real_site()

    assert AgencyIndexPage.objects.count() == 1


def test_a_site_that_is_no_demo_is_refused(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Dit is geen demo"):
        call_command("demo", "--no-server", stdout=StringIO())


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Path, str]:
    """The demo as somebody starts it, with nothing set; gives its folder and what it said."""
    var = tmp_path_factory.mktemp("demo") / "new" / "var"
    clean = {k: v for k, v in os.environ.items() if k not in {"DEMO", "VAR_DIR", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, str(MANAGE), "demo", "--no-server", "--port", "8123"]
    environment = clean | {"VAR_DIR": str(var)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return var, done.stdout


@pytest.mark.xdist_group("demo")
def test_demo_runs_from_nothing(demo):
    var, _ = demo

    assert (var / "vindelkaar.sqlite3").exists()


@pytest.mark.xdist_group("demo")
def test_demo_knows_its_own_address(demo):
    with closing(sqlite3.connect(demo[0] / "vindelkaar.sqlite3")) as database:
        assert database.execute("SELECT hostname, port FROM wagtailcore_site").fetchall() == [("127.0.0.1", 8123)]


@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize("text", ["http://127.0.0.1:8123/", PASSWORD, *ROLES])
def test_demo_tells_how_to_get_in(demo, text):
    assert text in demo[1]
