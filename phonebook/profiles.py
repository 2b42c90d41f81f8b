"""The profile that puts a subscription on an iPhone, iPad or Mac, signed where the site has a certificate for it."""

import logging
import plistlib
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import reverse

from phonebook.contacts import site_url
from phonebook.models import Subscription
from phonebook.sources import naam_of
from phonebook.vcard import one_line

logger = logging.getLogger(__name__)
SECONDS = 10


def is_signed() -> bool:
    """Does this site sign its profiles? Otherwise an iPhone says "Niet geverifieerd", and our page too."""
    return bool(settings.PROFILE_CERTIFICATE and settings.PROFILE_KEY)


def mobileconfig(subscription: Subscription) -> bytes:
    """The profile. Without the password: a profile is kept as it is, for all to read.

    Its UUIDs follow from the subscription, so installing it again replaces the account.
    """
    made = _plist(subscription)
    return _signed(made) if is_signed() else made


def _plist(subscription: Subscription) -> bytes:
    address = urlsplit(site_url(reverse("carddav")))
    key = ".".join([*reversed((address.hostname or "").split(".")), "carddav", subscription.slug])
    title = one_line(f"VindElkaar {naam_of(subscription.bron)}")
    account = {
        "PayloadType": "com.apple.carddav.account",
        **_payload(f"{key}.account", title),
        "CardDAVAccountDescription": title,
        "CardDAVHostName": address.hostname,
        "CardDAVPort": address.port or (443 if address.scheme == "https" else 80),
        "CardDAVUseSSL": address.scheme == "https",
        "CardDAVUsername": subscription.slug,
        "CardDAVPrincipalURL": f"{address.path}principals/{subscription.slug}/",
    }
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            **_payload(key, title),
            "PayloadOrganization": "VindElkaar",
            "PayloadDescription": "Zet de nummers van VindElkaar in je contacten en houdt ze bij.",
            "PayloadContent": [account],
        }
    )


def _payload(key: str, title: str) -> dict[str, Any]:
    number = str(uuid.uuid5(uuid.NAMESPACE_DNS, key)).upper()
    return {
        "PayloadVersion": 1, "PayloadIdentifier": key, "PayloadUUID": number, "PayloadDisplayName": title
    }  # fmt: skip


def _signed(profile: bytes) -> bytes:
    """The profile in a signature (CMS, DER) with the certificate and its chain; as it was where that fails."""
    certificate, key = str(settings.PROFILE_CERTIFICATE), str(settings.PROFILE_KEY)
    command = [shutil.which("openssl") or "openssl", "smime", "-sign", "-binary", "-nodetach", "-outform", "der"]
    command += ["-signer", certificate, "-certfile", certificate, "-inkey", key]
    try:
        done = subprocess.run(command, input=profile, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603  # nothing in it comes from a visitor
    except (OSError, subprocess.SubprocessError) as error:
        logger.error("profile not signed: %s", type(error).__name__)
        return profile
    return done.stdout


@register
def check_profiles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What is wrong with the settings for signing."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    given = {"PROFILE_CERTIFICATE": settings.PROFILE_CERTIFICATE, "PROFILE_KEY": settings.PROFILE_KEY}
    if any(given.values()) and not all(given.values()):
        yield Error("PROFILE_CERTIFICATE and PROFILE_KEY go together.", id="phonebook.E001")
    for name, path in given.items():
        if path and not Path(path).is_file():
            yield Error(f"{name} names no file.", id="phonebook.E002")
    if is_signed() and not shutil.which("openssl"):
        yield Error("Signing profiles needs the program openssl.", id="phonebook.E003")
