"""The log of what left and the limit of a day."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from directory.export import Exporter, TooMany, exporter_of, record_export, remaining_today
from directory.models import ExportLog
from tests.factories import make_agency, make_card, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limit(settings):
    cache.clear()
    settings.EXPORT_CARDS_A_DAY = 3


def visitor(address="192.0.2.1"):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    return exporter_of(request)


def test_a_new_day_starts_with_all():
    assert remaining_today(Exporter(make_user())) == 3


def test_each_card_and_organisation_counts():
    exporter = Exporter(make_user())
    record_export(exporter, vorm="lijst", cards=[make_card()], agencies=[make_agency()])

    assert remaining_today(exporter) == 1


def test_what_left_yesterday_counts_no_more():
    exporter = Exporter(make_user())
    record_export(exporter, vorm="kaart", cards=[make_card()])
    ExportLog.objects.update(at=timezone.now() - timedelta(days=1))

    assert remaining_today(exporter) == 3


def test_another_login_has_its_own_day():
    record_export(Exporter(make_user()), vorm="kaart", cards=[make_card()])

    assert remaining_today(Exporter(make_user())) == 3


def test_exactly_the_limit_may_leave():
    exporter = Exporter(make_user())
    record_export(exporter, vorm="lijst", cards=[make_card() for _ in range(3)])

    assert remaining_today(exporter) == 0


def test_more_than_the_limit_leaves_nothing():
    exporter = Exporter(make_user())
    with pytest.raises(TooMany) as error:
        record_export(exporter, vorm="lijst", cards=[make_card() for _ in range(4)])

    assert (error.value.asked, error.value.remaining, ExportLog.objects.count()) == (4, 3, 0)


def test_a_lower_limit_never_leaves_less_than_nothing(settings):
    exporter = Exporter(make_user())
    record_export(exporter, vorm="lijst", cards=[make_card() for _ in range(3)])
    settings.EXPORT_CARDS_A_DAY = 1

    assert remaining_today(exporter) == 0


def test_the_file_and_the_log_stand_or_fall_together():
    exporter, card = Exporter(make_user()), make_card()

    @transaction.atomic
    def file_that_fails():
        record_export(exporter, vorm="kaart", cards=[card])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        file_that_fails()
    assert remaining_today(exporter) == 3


def test_a_visitor_is_counted_by_address():
    record_export(visitor(), vorm="kaart", cards=[make_card()])

    assert (remaining_today(visitor()), remaining_today(visitor("192.0.2.2"))) == (2, 3)


def test_the_address_of_a_visitor_is_not_kept():
    assert "192.0.2.1" not in visitor().mark


def test_a_visitor_has_another_mark_tomorrow(monkeypatch):
    today = visitor()
    monkeypatch.setattr(timezone, "localdate", lambda: timezone.now().date() + timedelta(days=2))

    assert visitor().mark != today.mark
