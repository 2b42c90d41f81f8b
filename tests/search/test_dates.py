"""A date of birth is not asked for; nothing else is taken for one."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from search.understand.dates import is_birth_told, without_dates
from search.upkeep import rebuilding
from tests.factories import make_agency, make_werkproces
from tests.search.asking import organisations


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("mevrouw geboren 12-3-1950 zoekt thuiszorg", "mevrouw zoekt thuiszorg"),
        ("geb. 12-03-1950 thuiszorg", "thuiszorg"),
        ("thuiszorg geboren op 1/2/2001", "thuiszorg"),
        ("Geboortedatum: 1.2.1944 dagbesteding", "dagbesteding"),
        ("12-3-1950", ""),
    ],
)
def test_a_date_of_birth_is_left_out(question: str, rest: str):
    assert without_dates(question) == rest


@pytest.mark.parametrize(
    "question",
    ["06-12345678", "0516-12 34 56", "06-12-34-56-78", "12-18 jaar", "wmo 2015", "geboren", "1-2"],
)
def test_a_number_an_age_or_a_year_stays(question: str):
    assert without_dates(question) == question


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Jan Jansen 12-03-1985", True),
        ("mevrouw geb. 12-3-1950 thuiszorg", True),
        ("baby geboren 2-1-2026", True),
        ("voorstelling 12-03", False),
        ("voorstelling 12-03-2026", False),
        ("bijstand sinds 1-1-2020", False),
        ("06-12345678", False),
    ],
)
def test_a_date_of_birth_is_known_from_another_day(question: str, told: bool):
    assert is_birth_told(question, date(2026, 2, 1)) == told


@pytest.mark.django_db
def test_who_tells_a_date_of_birth_is_asked_not_to(client: Client):
    make_agency("De Linde")
    rebuilding.rebuild()

    page = client.get(reverse("zoeken"), {"vraag": "Jan Jansen 12-03-1985"}).content.decode()

    assert "Er stond een geboortedatum in je vraag" in page


@pytest.mark.django_db
def test_who_helps_is_found_beside_a_date():
    make_werkproces(make_agency("De Linde"), "Thuiszorg")

    assert organisations("thuiszorg geb. 12-3-1950") == ["De Linde"]
