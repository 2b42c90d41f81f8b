"""Writing a region that was checked: all of it in one transaction, or nothing; what did not change is left alone."""

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.loading.folder import Content
from directory.loading.records import Record
from directory.loading.register import refs_elsewhere
from directory.loading.writing import agencies, cards, logins, region, words
from directory.loading.writing.laying import Report
from directory.loading.writing.stored import Stored
from directory.models import AgencyPage, ContactCardPage


class NotWritten(Exception):
    """The database refused a record; the message tells which one and why."""


def write(content: Content) -> Report:
    """Bring the database up to date with what was read and checked; raises NotWritten on refusal."""
    if content.regio is None:
        raise NotWritten("Er is geen regio om te laden.")
    report = Report()
    try:
        with transaction.atomic():
            _write(content, content.regio, report)
    except ValidationError as error:
        said = " ".join(error.messages)
        raise NotWritten(f"{report.at or content.regio.spot}: {said}") from error
    return report


def _write(content: Content, regio: Record, report: Report) -> None:
    words.write(content, report)
    stored = Stored()
    page = region.write(regio, stored, report)
    agencies.write_pages(content, page, stored, report)
    cards.write_pages(content, stored, report)
    agencies.write_links(content, stored, report)
    cards.write_links(content, stored, report)
    logins.write(content, page, stored, report)
    _report_gone(content, regio, report)


def _report_gone(content: Content, regio: Record, report: Report) -> None:
    """What stands in the region with a ref that the files no longer hold: that is for people to take away."""
    here = {agency["ref"] for agency, _ in content.agencies()} | {kaart["ref"] for kaart in content.kaarten}
    for model in (AgencyPage, ContactCardPage):
        known = set(model.objects.exclude(ref=None).values_list("ref", flat=True))
        report.gone += sorted(known - refs_elsewhere(model, regio["ref"]) - here)
