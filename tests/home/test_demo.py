"""`manage.py demo`: a filled site with logins, never on top of a site with real data."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from directory.models import AgencyIndexPage
from home.management.commands.demo import PASSWORD, ROLES, refuse_real_site, set_passwords
from tests.conftest import DemoSite
from tests.factories import make_region, make_user


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


@pytest.mark.xdist_group("demo")
def test_demo_knows_its_own_address(demo_site: DemoSite):
    asked = "from wagtail.models import Site; print(Site.objects.get().root_url)"

    assert demo_site.manage("shell", "--no-imports", "-c", asked).strip() == demo_site.url


@pytest.mark.xdist_group("demo")
def test_demo_tells_its_address(demo_site: DemoSite):
    assert f"{demo_site.url}/" in demo_site.printed


@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize("text", [PASSWORD, *ROLES])
def test_demo_tells_how_to_get_in(demo_site: DemoSite, text: str):
    assert text in demo_site.printed
