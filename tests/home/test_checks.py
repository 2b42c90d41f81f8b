"""An address of the site that leads nowhere is told before it goes live."""

import pytest
from pytest_django import Settings

from home.checks import check_site_url


@pytest.fixture(autouse=True)
def host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["gids.example", ".sociaal.example"]


@pytest.mark.parametrize("address", ["https://gids.example", "https://gids.example/", "https://wie.sociaal.example"])
def test_the_address_where_the_site_answers(settings: Settings, address: str):
    settings.SITE_URL = address

    assert check_site_url(None) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000",
        "http://gids.example",
        "gids.example",
        "",
        "https://",
        "https://[::1",
        "https://gids.test",
    ],
)
def test_an_address_that_leads_nowhere(settings: Settings, address: str):
    settings.SITE_URL = address

    assert [message.id for message in check_site_url(None)] == ["home.E001"]
