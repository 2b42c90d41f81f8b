"""`manage.py demo`: a filled site on this computer, with logins to try it."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.models import AgencyIndexPage, Membership

REGION = "friesland"
PASSWORD = "welkom-in-friesland"  # noqa: S105  # printed on purpose: it opens a demo with invented people only
ROLES = (*Membership.Rol.values, "beheerder")


class Command(BaseCommand):
    help = "Vul een demo met de regio Friesland en start de site op deze computer."
    requires_system_checks: list[str] = []  # the tables are made here

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-server", action="store_true", help="vul alleen, en start de site niet")
        parser.add_argument("--port", type=int, default=8000, help="poort van de site (8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dit is geen demo. Zet DEMO=1 in de omgeving, en alleen voor een demo.")
        if "SITE_URL" not in os.environ:  # contact files, codes and paper carry it: it must open
            settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{options['port']}"
        self.say("Tabellen maken")
        call_command("migrate", verbosity=0)
        refuse_real_site()
        self.say("Regio Friesland laden: dat duurt ongeveer een halve minuut")
        call_command("load_region", str(Path(settings.BASE_DIR) / "fixtures" / REGION), stdout=self.stdout)
        self.say("Zoekindex bouwen")
        call_command("rebuild_index", stdout=self.stdout)
        set_passwords()
        self.tell_logins(options["port"])
        if not options["no_server"]:
            # The reloader would start this whole command again.
            call_command("runserver", f"127.0.0.1:{options['port']}", use_reloader=False)

    def say(self, text: str) -> None:
        self.stdout.write(f"{text} …")
        self.stdout.flush()

    def tell_logins(self, port: int) -> None:
        """Say where the site is and who can log in, one login a role."""
        self.stdout.write(f"\nDe demo staat op http://127.0.0.1:{port}/ (stoppen: Ctrl+C)")
        self.stdout.write(f"Inloggen kan op http://127.0.0.1:{port}/inloggen/ met wachtwoord: {PASSWORD}")
        for role in ROLES:
            user = demo_users(role).first()
            if user:
                self.stdout.write(f"  {role:<14}{user.email}")
        self.stdout.flush()


def refuse_real_site() -> None:
    """A demo sets a password that everybody knows: never on a site where real people or other regions are."""
    real_people = User.objects.exclude(email__endswith=".example").exists()
    if real_people or AgencyIndexPage.objects.exclude(ref=REGION).exists():
        raise CommandError("Op deze site staan al echte gegevens. Kies voor de demo een andere map met VAR_DIR.")


def demo_users(role: str) -> Any:
    """The logins with a role, in the order in which the files name them."""
    users = User.objects.filter(email__endswith=".example").order_by("pk")
    return users.filter(is_superuser=True) if role == "beheerder" else users.filter(memberships__rol=role)


def set_passwords() -> None:
    """Give every login of the demo the same password; who has it already stays logged in."""
    for user in User.objects.filter(email__endswith=".example"):
        if not user.check_password(PASSWORD):
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
