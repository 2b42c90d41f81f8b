"""The pages on which somebody subscribes a device, and what they hand out."""

import plistlib
import re
import shutil
import subprocess
from datetime import date

import pytest
from django.urls import reverse

from directory.models import Membership
from phonebook.dav import book
from phonebook.models import Subscription
from phonebook.vcard import CELL, Naam, Tel, Vcard
from tests.factories import make_agency, make_card, make_contactpunt, make_gemeente, make_professional, make_team
from tests.phonebook.dav.conftest import Device
from tests.phonebook.test_views import as_bitmap
from tests.programs import needs

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(client, owner):
    client.force_login(owner)
    return client


def new(bron):
    return f"{reverse('abonnement_nieuw')}?bron={bron}"


@pytest.fixture
def made(site, agency, card):
    """The answer to the form: the only page with the password."""
    return site.post(new(f"o-{agency.uuid}"), {"naam": "Werktelefoon"})


def text(response):
    return response.content.decode()


def password(response):
    return "".join(re.findall(r"<span>(\w+)</span>", text(response).partition("</output>")[0].partition("<output")[2]))


# Making one ------------------------------------------------------------------------------------------------------
def test_the_password_shown_opens_the_book(made, card):
    device = Device(Subscription.objects.get().slug, password(made))

    assert device.href(card) in device.sync().etags


def test_the_password_is_shown_once_and_kept_by_nothing(made, site):
    later = site.get(reverse("abonnement", args=[Subscription.objects.get().slug]))

    assert "no-store" in made["Cache-Control"]
    assert password(made) not in text(later).replace("</span><span>", "")


def test_loading_the_page_with_the_password_again_makes_no_second_one(site, agency, card):
    for _ in range(2):
        answer = site.post(new(f"o-{agency.uuid}"), {"naam": "Werktelefoon", "eenmalig": "a1b2"})

    assert (Subscription.objects.count(), answer.status_code) == (1, 302)


def test_a_second_device_gets_its_own(site, agency, card):
    for form in ("a1b2", "c3d4"):
        site.post(new(f"o-{agency.uuid}"), {"naam": "Werktelefoon", "eenmalig": form})

    assert Subscription.objects.count() == 2


def test_a_device_needs_a_name(site, agency):
    response = site.post(new(f"o-{agency.uuid}"), {"naam": " "})

    assert "Geef je apparaat een naam" in text(response)
    assert not Subscription.objects.exists()


def test_a_gemeente_can_be_subscribed_to(site, agency, card):
    gemeente = agency.werkgebied.all()[0]
    response = site.post(new(f"g-{gemeente.slug}"), {"naam": "Laptop"})
    device = Device(Subscription.objects.get().slug, password(response))

    assert {device.href(card), device.href(agency)} <= set(device.sync().etags)


def test_a_gemeente_holds_who_works_there_and_not_who_names_another(site, agency):
    gemeente = agency.werkgebied.all()[0]
    other = make_gemeente()
    national, elsewhere = make_agency(landelijk=True, werkgebied=[]), make_agency(werkgebied=[other])
    here, there = make_card(agency, gemeenten=[gemeente]), make_card(agency, gemeenten=[other])
    team = make_team(agency)
    team.werkgebied = [other]
    team.save()
    in_team = make_card(team)
    response = site.post(new(f"g-{gemeente.slug}"), {"naam": "Laptop"})
    device = Device(Subscription.objects.get().slug, password(response))

    book = set(device.sync().etags)
    assert {device.href(one) for one in (here, agency, national)} <= book
    assert not book & {device.href(one) for one in (there, elsewhere, team, in_team)}


@pytest.mark.parametrize("bron", ["", "x", "o-x", "o-6f0c2f6e-5a4e-4f0e-9d55-0b7f3d2b1a10", "g-nergens", "c-1"])
def test_a_source_that_is_not_there(site, bron):
    assert site.get(new(bron)).status_code == 404


def test_too_large_a_source_is_refused_with_a_way_on(site, agency, card, settings):
    settings.SUBSCRIPTION_CARDS = 0

    assert "te groot" in text(site.get(new(f"o-{agency.uuid}")))
    site.post(new(f"o-{agency.uuid}"), {"naam": "x"})
    assert not Subscription.objects.exists()


def test_too_many_subscriptions_are_refused_with_a_way_on(site, agency, settings):
    settings.SUBSCRIPTIONS_A_PERSON = 1
    site.post(new(f"o-{agency.uuid}"), {"naam": "x"})

    assert "Stop er eerst een" in text(site.post(new(f"o-{agency.uuid}"), {"naam": "x"}))


def test_who_may_not_save_may_not_subscribe(site, owner, agency):
    Membership.objects.filter(user=owner).update(exporteren=False)

    assert site.get(new(f"o-{agency.uuid}")).status_code == 403


def test_a_visitor_logs_in_first(client, agency):
    assert client.get(new(f"o-{agency.uuid}"))["Location"].startswith(reverse("account_login"))


# Installing it ---------------------------------------------------------------------------------------------------
@pytest.mark.program("zbar-tools")
def test_the_code_for_android_holds_everything(made, tmp_path):
    needs(bool(shutil.which("zbarimg")), "zbar-tools")
    link = re.search(r'href="(davx5://[^"]+)"', text(made))[1]
    codes = [drawing for drawing in re.findall(r"<svg .*?</svg>", text(made), re.DOTALL) if "DAVx5" in drawing]
    (tmp_path / "code.pbm").write_bytes(as_bitmap(codes[0]))

    found = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.pbm"], capture_output=True, check=True)

    assert found.stdout.decode().strip() == link


def test_the_link_for_android_logs_in(made):
    slug, token = re.search(r'href="davx5://(\w+):(\w+)@[^"]+/carddav/"', text(made)).groups()

    assert Device(slug, token).sync().status == 207


@pytest.fixture
def profile(made, site):
    return site.get(reverse("abonnement_profiel", args=[Subscription.objects.get().slug]))


def test_the_profile_is_one_for_contacts(profile):
    assert profile["Content-Type"] == "application/x-apple-aspen-config"
    assert plistlib.loads(profile.content)["PayloadContent"][0]["PayloadType"] == "com.apple.carddav.account"


# Copied by hand from Apple's schema of com.apple.carddav.account and of the top of a profile.
ACCOUNT = {
    "CardDAVAccountDescription", "CardDAVHostName", "CardDAVPort", "CardDAVPrincipalURL", "CardDAVUseSSL",
    "CardDAVUsername", "PayloadDisplayName", "PayloadIdentifier", "PayloadType", "PayloadUUID", "PayloadVersion",
}  # fmt: skip
TOP = {
    "PayloadContent", "PayloadDescription", "PayloadDisplayName", "PayloadIdentifier", "PayloadOrganization",
    "PayloadType", "PayloadUUID", "PayloadVersion",
}  # fmt: skip


def test_the_profile_has_the_keys_of_apple_and_no_password(profile):
    read = plistlib.loads(profile.content)

    assert (set(read), set(read["PayloadContent"][0])) == (TOP, ACCOUNT)


def test_the_profile_leads_to_the_principal(profile, settings):
    account = plistlib.loads(profile.content)["PayloadContent"][0]
    slug = Subscription.objects.get().slug

    assert (account["CardDAVUsername"], account["CardDAVPrincipalURL"]) == (slug, f"/carddav/principals/{slug}/")
    assert (account["CardDAVHostName"], account["CardDAVPort"], account["CardDAVUseSSL"]) == ("127.0.0.1", 8000, False)


def test_installing_a_profile_again_replaces_the_account(profile, site):
    again = site.get(reverse("abonnement_profiel", args=[Subscription.objects.get().slug]))

    assert again.content == profile.content


# Looking after them ----------------------------------------------------------------------------------------------
def test_the_overview_names_device_and_source(made, site):
    page = text(site.get(reverse("abonnementen")))

    assert "Werktelefoon" in page
    assert "Gemeente Voorbeeldstad" in page
    assert "Nog niet gebruikt" in page


def test_the_overview_tells_when_it_was_used(made, site):
    Device(Subscription.objects.get().slug, password(made)).sync()

    assert "Laatst gebruikt: vandaag" in text(site.get(reverse("abonnementen")))


def test_stopping_drains(made, site):
    site.post(reverse("abonnement_stop", args=[Subscription.objects.get().slug]))

    assert Subscription.objects.get().ended_at is not None
    assert "Gestopt op" in text(site.get(reverse("abonnementen")))


@pytest.mark.parametrize("name", ["abonnement", "abonnement_profiel", "abonnement_stop"])
def test_a_subscription_of_another_is_not_there(made, client, agency, name):
    client.force_login(make_professional(agency))
    url = reverse(name, args=[Subscription.objects.get().slug])

    assert (client.post if name == "abonnement_stop" else client.get)(url).status_code == 404
    assert Subscription.objects.get().ended_at is None


def test_a_stopped_one_cannot_be_installed(made, site):
    slug = Subscription.objects.get().slug
    site.post(reverse("abonnement_stop", args=[slug]))

    assert site.get(reverse("abonnement", args=[slug])).status_code == 404


def test_stopping_needs_a_press_of_a_button(made, site):
    assert site.get(reverse("abonnement_stop", args=[Subscription.objects.get().slug])).status_code == 405


def test_no_page_holds_script_or_style(made, site):
    for page in (made, site.get(reverse("abonnementen"))):
        assert not re.search(r"<script(?! src=)|<style| style=| on[a-z]+=", text(page))


# The octets ------------------------------------------------------------------------------------------------------
def test_the_form_of_a_card_did_not_change_without_telling():
    """When this fails `phonebook.vcard` writes other octets: raise `book.FORM`, so that every device hears of it."""
    urls, tels = ("https://gids.example/p/x/",), (Tel("+31600000000", CELL),)
    card = Vcard("x", Naam("Anna Smit", "Smit", "Anna"), ("A", "B"), "C", tels, "a@b.example", urls=urls)

    assert (book.FORM, book.text_of(card, date(2026, 11, 22)).replace("\r\n", "|")) == (
        2,
        "BEGIN:VCARD|VERSION:3.0|PRODID:-//VindElkaar//NL|UID:x|EMAIL;TYPE=INTERNET:a@b.example|FN:Anna Smit|"
        "N:Smit;Anna;;;|NOTE:Stand van 22 november 2026: https://gids.example/p/x/|ORG:A;B|REV:2026-11-21T23:00:00Z|"
        "TEL;TYPE=CELL:+31600000000|TITLE:C|URL:https://gids.example/p/x/|END:VCARD|",
    )


def test_desks_come_along(site, agency, made):
    desk = make_contactpunt(agency)
    device = Device(Subscription.objects.get().slug, password(made))

    assert device.href(desk) in device.sync().etags
