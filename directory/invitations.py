"""The mail to somebody who was let in: where to log in, and how."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page

from directory.models import Membership

logger = logging.getLogger(__name__)
ONDERWERP = "Je kunt inloggen bij VindElkaar"


def login_url() -> str:
    """Where somebody without a password asks for a code."""
    return settings.SITE_URL.rstrip("/") + reverse("account_request_login_code")


def invite(*, mail: str, page: Page, rol: str) -> bool:
    """Send it; False where that failed. The membership stays either way: this is called after it was made."""
    words = {"plek": page.title, "rol": Membership.Rol(rol).label, "url": login_url(), "mail": mail}
    try:
        send_mail(ONDERWERP, render_to_string("directory/mail/uitnodiging.txt", words), None, [mail])
    except (SMTPException, OSError) as error:
        logger.warning("invitation not sent: %s", type(error).__name__)  # no address in a log
        return False
    return True
