"""The editing screens speak plain Dutch where Wagtail's own Dutch does not."""

import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext as translated
from django.utils.translation import override

from tests.directory.admin_site import log_in, make_editor, make_own_agency

FOLDER = Path(settings.BASE_DIR) / "locale/nl/LC_MESSAGES"


def test_wagtail_speaks_in_our_words():
    with override("nl"):
        assert translated("Dashboard") == "Overzicht"


def test_what_is_used_is_what_is_written():
    compiled = gettext.GNUTranslations(BytesIO((FOLDER / "django.mo").read_bytes()))
    written = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (FOLDER / "django.po").read_text(), re.MULTILINE)

    assert [
        word for word, ours in written if compiled.gettext(word.replace('\\"', '"')) != ours.replace('\\"', '"')
    ] == []


@pytest.mark.django_db
def test_an_address_that_is_not_there_names_no_other_product():
    client: Client = log_in(make_editor(make_own_agency()))

    page = client.get("/admin/bestaat-niet/").content.decode()

    assert "Deze pagina is er niet" in page
    assert "Wagtail" not in page


@pytest.mark.django_db
def test_a_screen_reader_hears_the_row_of_actions_in_dutch():
    agency = make_own_agency()
    client: Client = log_in(make_editor(agency))

    page = client.get(f"/admin/pages/{agency.pk}/").content.decode()

    assert 'aria-label="Acties"' in page
    assert 'aria-label="Actions"' not in page
