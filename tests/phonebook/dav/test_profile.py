"""The profile for an iPhone: signed where the site has a certificate, and the page says which of the two it is."""

import plistlib
import shutil
import subprocess

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from phonebook.models import Subscription
from tests.programs import needs

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(client, owner, subscribed, agency):
    subscribed(agency)
    client.force_login(owner)
    return client


@pytest.fixture
def certificate(settings, tmp_path):
    """A certificate of this site, by nobody but itself."""
    needs(bool(shutil.which("openssl")), "openssl")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=gids.example"]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    settings.PROFILE_CERTIFICATE, settings.PROFILE_KEY = str(cert), str(key)
    return cert


def profile(site):
    return site.get(reverse("abonnement_profiel", args=[Subscription.objects.get().slug])).content


def page(site):
    return site.get(reverse("abonnement", args=[Subscription.objects.get().slug])).content.decode()


def complaints():
    return [message.id for message in run_checks() if str(message.id).startswith("phonebook.")]


def test_without_a_certificate_it_is_plain(site):
    assert plistlib.loads(profile(site))["PayloadType"] == "Configuration"


def test_without_a_certificate_the_page_says_what_the_iphone_says(site):
    assert "deze gids ondertekent zijn profielen niet" in page(site)


@pytest.mark.program("openssl")
def test_openssl_finds_the_signature_right_and_the_profile_in_it(site, certificate, tmp_path):
    (tmp_path / "signed").write_bytes(profile(site))
    command = ["openssl", "smime", "-verify", "-inform", "der", "-in", tmp_path / "signed", "-CAfile", certificate]
    done = subprocess.run(command, capture_output=True)

    assert done.returncode == 0, done.stderr
    assert plistlib.loads(done.stdout)["PayloadType"] == "Configuration"


@pytest.mark.program("openssl")
def test_with_a_certificate_the_page_says_verified(site, certificate):
    assert ("‘Geverifieerd’" in page(site), "‘Niet geverifieerd’" in page(site)) == (True, False)


@pytest.mark.program("openssl")
def test_a_profile_that_cannot_be_signed_is_given_all_the_same(site, certificate, caplog):
    certificate.write_text("no certificate")

    assert plistlib.loads(profile(site))["PayloadType"] == "Configuration"
    assert "profile not signed" in caplog.text


@pytest.mark.program("openssl")
def test_right_settings_bring_no_complaint(certificate):
    assert complaints() == []


def test_half_of_the_settings_is_a_complaint(settings, tmp_path):
    settings.PROFILE_CERTIFICATE = __file__

    assert complaints() == ["phonebook.E001"]


def test_a_file_that_is_not_there_is_a_complaint(settings):
    settings.PROFILE_CERTIFICATE = settings.PROFILE_KEY = "/is/not/there.pem"

    assert complaints() == ["phonebook.E002", "phonebook.E002"]
