"""Devices are called what people call them."""

import pytest

from access.devices import device_name

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (PHONE, "Chrome op Android"),
        (IPHONE, "Safari op een iPhone"),
        (OFFICE, "Edge op Windows"),
        ("curl/8.0", "Onbekende browser"),
        ("", "Onbekende browser"),
    ],
)
def test_a_device_has_a_plain_name(user_agent, name):
    assert device_name(user_agent) == name
