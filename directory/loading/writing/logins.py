"""Writing the logins of a demo: without a password, and on a demo site only."""

from django.conf import settings
from django.contrib.auth.models import User

from directory import actions
from directory.loading.folder import Content
from directory.loading.records import Record
from directory.loading.writing.laying import Report, lay
from directory.loading.writing.stored import Stored
from directory.models import AgencyIndexPage, CardState, Membership

LABEL = "logins"
BEHEERDER = "beheerder"


def write(content: Content, region: AgencyIndexPage, stored: Stored, report: Report) -> None:
    """Every login with its membership; on a site that is no demo they are left out."""
    if content.logins and not settings.DEMO:
        report.notes.append("logins.yaml is overgeslagen: die logins zijn alleen voor een demo (DEMO=1).")
        return
    for record in content.logins:
        report.at = record.spot
        _write_login(record, region, stored, report)


def _write_login(record: Record, region: AgencyIndexPage, stored: Stored, report: Report) -> None:
    is_new = not User.objects.filter(email__iexact=record["mail"]).exists()
    user = actions.find_or_make_user(record["mail"])
    first, _, last = record["naam"].partition(" ")
    is_admin = record["rol"] == BEHEERDER
    values = {"first_name": first, "last_name": last, "is_superuser": is_admin, "is_staff": is_admin}
    changed = lay(user, values)
    if changed:
        user.save()
    report.new[LABEL] += is_new
    report.changed[LABEL] += bool(changed) and not is_new
    report.new, report.changed = +report.new, +report.changed
    if not is_admin:
        _write_membership(user, record, region, stored)
    if card := stored.card(record["kaart"]):
        _write_own_card(user, card.pk)


def _write_membership(user: User, record: Record, region: AgencyIndexPage, stored: Stored) -> None:
    exporteren = record["exporteren"] if record.has("exporteren") else True
    if record["rol"] == Membership.Rol.COORDINATOR:
        actions.give_membership(user=user, rol=record["rol"], regio=region, exporteren=exporteren)
    else:
        agency = stored.agency(record["organisatie"])
        actions.give_membership(user=user, rol=record["rol"], agency=agency, exporteren=exporteren)


def _write_own_card(user: User, card_pk: int) -> None:
    CardState.objects.filter(user=user).exclude(pk=card_pk).update(user=None)
    CardState.objects.filter(pk=card_pk).exclude(user=user).update(user=user)
