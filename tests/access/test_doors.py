"""One door for everybody: all others lead to it, tries are counted by address, a password is no mail address."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory, override_settings
from django.urls import reverse

from access.adapter import AccountAdapter
from tests.factories import make_user


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_a_login_of_wagtail_leads_to_ours(client, door):
    response = client.post(f"{door}?next=/a-z/", {"username": "anna@test.example", "password": "geheim-voor-test"})

    assert response.url == f"{reverse('account_login')}?next=/a-z/"


@pytest.mark.django_db
def test_a_password_is_not_the_mail_address():
    with pytest.raises(ValidationError, match=r"Dit wachtwoord lijkt te veel op je naam of mailadres\."):
        validate_password("anna.smit@test.example", make_user("anna.smit@test.example"))


def address(**meta):
    return AccountAdapter().get_client_ip(RequestFactory().get("/", **meta))


@pytest.mark.parametrize(
    ("theirs", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_limits_are_counted_by_address_and_of_ipv6_by_network(theirs, counted):
    assert address(REMOTE_ADDR=theirs) == counted


def test_what_a_visitor_says_of_the_own_address_counts_for_nothing():
    assert address(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == "192.0.2.7"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_address_that_the_proxy_saw_counts():
    assert address(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7") == "192.0.2.7"


@pytest.mark.parametrize("path", ["carddav", "carddav/", "carddav/books/"])
def test_no_device_is_led_from_http_to_https_with_its_password(client, path):
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert client.get(f"/{path}").status_code in (401, 403)
