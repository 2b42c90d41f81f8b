"""Getting in and out: one door for everybody, with a password or a mailed code."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from directory.models import Membership
from tests.factories import make_agency, make_home, make_professional, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_home()
    cache.clear()  # how often an address asked for a code


def log_in(client: Client, mail_address: str, *, met: str = "geheim-voor-test"):
    return client.post("/inloggen/", {"login": mail_address, "password": met})


def test_a_professional_logs_in_with_a_password(client):
    user = make_professional()

    log_in(client, user.email)

    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_keeps_the_mail_address_that_was_typed(client):
    page = log_in(client, "anna@test.example", met="fout-wachtwoord").content.decode()

    assert 'value="anna@test.example"' in page
    assert "horen niet bij elkaar" in page


def test_a_mailed_code_lets_somebody_in(client):
    user = make_professional(mail="anna@test.example")
    client.post("/inloggen/code/", {"email": "anna@test.example"})
    code = re.search(r"^[A-Z0-9-]{6,12}$", mail.outbox[0].body, re.MULTILINE).group()

    client.post("/inloggen/code/invullen/", {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_mail_with_the_code_is_dutch(client):
    make_professional(mail="anna@test.example")

    client.post("/inloggen/code/", {"email": "anna@test.example"})

    assert mail.outbox[0].subject == "Je code voor VindElkaar"
    assert "sign" not in mail.outbox[0].body.lower()


def test_the_message_names_the_address_once(client):
    page = client.post("/inloggen/code/", {"email": "anna@test.example"}, follow=True).content.decode()

    assert "De code is onderweg naar anna@test.example.<" in page


def test_who_mistyped_the_address_can_ask_for_another_code(client):
    page = client.post("/inloggen/code/", {"email": "ana@test.example"}, follow=True).content.decode()
    action, address = re.search(
        r'action="(/uitloggen/)".*?name="next" value="([^"]+)"', page[page.index("main") :], re.DOTALL
    ).groups()

    answer = client.post(action, {"next": address}, follow=True)

    assert answer.redirect_chain == [("/inloggen/code/", 302)]


def test_an_unknown_address_gets_the_same_page_as_a_known_one(client):
    make_professional(mail="anna@test.example")

    known = client.post("/inloggen/code/", {"email": "anna@test.example"}, follow=True)
    unknown = Client().post("/inloggen/code/", {"email": "niemand@test.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain


def test_after_five_wrong_passwords_the_right_one_is_refused_for_a_while(client):
    user = make_professional()
    for _ in range(6):
        log_in(client, user.email, met="fout-wachtwoord")

    page = log_in(client, user.email).content.decode()

    assert "Wacht vijf minuten" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_login_of_wagtail_leads_to_our_door(client, method):
    assert getattr(client, method)("/admin/login/?next=/admin/").url == "/inloggen/?next=/admin/"


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/snippets/"])
def test_a_professional_never_sees_the_admin(client, address):
    client.force_login(make_professional())

    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0] == "/"


def test_an_editor_who_asks_for_the_admin_gets_there_after_logging_in(client):
    page = client.get("/inloggen/?next=/admin/").content.decode()

    assert 'value="/admin/"' in page


def test_nobody_signs_up_alone(client):
    client.post("/aanmelden/", {"email": "nieuw@test.example", "password1": "een-lang-wachtwoord"})

    assert "_auth_user_id" not in client.session


def test_a_session_lasts_sixty_days(client):
    log_in(client, make_professional().email)

    assert client.session.get_expiry_age() == 60 * 60 * 24 * 60


def test_logging_out_everywhere_ends_the_sessions_on_other_devices(client):
    user = make_professional()
    phone = Client()
    log_in(phone, user.email)
    log_in(client, user.email)

    client.post(reverse("overal_uitloggen"))

    assert phone.get("/mijn-account/").status_code == 302


def test_logging_out_everywhere_needs_a_button_not_a_link(client):
    client.force_login(make_professional())

    assert client.get(reverse("overal_uitloggen")).status_code == 405


def test_my_account_names_where_somebody_is_a_member(client):
    client.force_login(make_professional(make_agency("Voorbeeld Geldloket")))

    assert "Voorbeeld Geldloket" in client.get("/mijn-account/").content.decode()


def test_my_account_says_so_when_somebody_belongs_nowhere(client):
    client.force_login(make_user())

    assert "bij geen organisatie" in client.get("/mijn-account/").content.decode()


def test_my_account_costs_the_same_number_of_queries_for_more_memberships(client, django_assert_max_num_queries):
    user = make_professional()
    client.force_login(user)
    for _ in range(6):
        Membership.objects.create(user=user, agency=make_agency())

    with django_assert_max_num_queries(30):
        client.get("/mijn-account/")


def test_a_short_password_is_refused_in_dutch(client):
    client.force_login(make_professional())
    shown = client.post("/mijn-account/wachtwoord/", {"oldpassword": "x", "password1": "abc", "password2": "abc"})

    assert "Dit wachtwoord is te kort. Gebruik minstens 12 tekens." in shown.content.decode()


def test_the_title_of_a_refused_form_says_so(client):
    shown = client.post("/inloggen/", {"login": "a@b.example", "password": "x"})

    assert "<title>Fout: Inloggen" in shown.content.decode()


def test_a_field_names_its_errors_to_a_screen_reader(client):
    shown = client.post("/inloggen/", {"login": "geen adres", "password": ""}).content.decode()

    assert 'aria-describedby="id_login_error"' in shown
    assert shown.count('id="id_login_error"') == 1
