"""What somebody sees where there is no page, and when a form is refused."""

import pytest
from django.test import Client

from tests.factories import make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def region():
    return make_region("Testregio")


def test_keeps_its_status(client):
    assert client.get("/bestaat-niet/").status_code == 404


def test_offers_a_question_and_ways_to_browse(client):
    html = client.get("/bestaat-niet/").content.decode()

    assert 'name="vraag"' in html
    assert 'href="/a-z/"' in html


def test_says_nothing_of_what_was_asked(client):
    assert "anna-de-vries" not in client.get("/anna-de-vries/").content.decode()


def test_form_without_its_key_is_refused_in_dutch():
    response = Client(enforce_csrf_checks=True).post("/inloggen/", {})

    assert response.status_code == 403
    assert "Het formulier is verlopen" in response.content.decode()
