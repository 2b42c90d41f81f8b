"""What devices send, and what each needs to hear.

What Thunderbird, Evolution and vdirsyncer ask is captured (tests/once) and stands in requests/captured; what an iPhone,
DAVx5 and Apple's test suite ask is written by us after published logs and sources.
"""

import json
from pathlib import Path

import pytest

from directory.models import CardState
from tests.phonebook.dav.conftest import NAMES

pytestmark = pytest.mark.django_db
REQUESTS = Path(__file__).parent / "requests"
CAPTURED = [
    pytest.param(one, id=f"{path.stem}-{number}")
    for path in sorted((REQUESTS / "captured").glob("*.json"))
    for number, one in enumerate(json.loads(path.read_text())["requests"])
]


def captured(program, part):
    """The first request of a program with these words in its body."""
    asked = json.loads((REQUESTS / "captured" / f"{program}.json").read_text())["requests"]
    return next(one["body"] for one in asked if part in one["body"])


def ask_again(device, card, one):
    """Sends a captured request as this device would: with its own name, token and card."""
    token = device.sync().token
    body, path = (
        one[part].replace("@slug@", device.slug).replace("@uid@", str(card.uuid)).replace("@token@", token)
        for part in ("body", "path")
    )
    headers = {"HTTP_DEPTH": one["depth"]} | ({} if one["with_password"] else {"HTTP_AUTHORIZATION": None})
    return device.ask(one["method"], path, body, **headers)


# All that was captured ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("one", CAPTURED)
def test_a_captured_request_gets_what_its_program_got(device, card, one):
    answer = ask_again(device, card, one)

    assert answer.status == one["status"]


@pytest.mark.parametrize("one", [param for param in CAPTURED if param.values[0]["status"] == 207])
def test_a_captured_request_gets_a_multistatus(device, card, one):
    assert ask_again(device, card, one).root.tag == "{DAV:}multistatus"


@pytest.mark.parametrize("program", ["evolution", "thunderbird", "vdirsyncer"])
def test_a_captured_fetch_gets_the_text(device, card, program):
    one = {"method": "REPORT", "path": device.book, "body": captured(program, "multiget"), "depth": None}

    answer = ask_again(device, card, {**one, "with_password": True})

    assert "FN:Anna Smit" in answer.text(".//card:address-data")


def send(device, name, method, path=None, depth=None, **values):
    file = REQUESTS / f"{name}.xml"
    body = file.read_text() if file.exists() else captured(*name.split("-", 1))
    for key, value in values.items():
        body = body.replace(f"@{key}@", value)
    return device.ask(method, path, body, **({"HTTP_DEPTH": depth} if depth else {}))


# iPhone: well-known, context path, OPTIONS, principal, home, book ---------------------------------------------------
def test_iphone_finds_its_principal_from_the_root(device):
    answer = send(device, "ios-root", "PROPFIND", "/carddav/", "0")

    assert answer.text(".//d:current-user-principal/d:href") == device.principal


def test_iphone_asks_the_principal_for_things_that_we_do_not_have(device):
    answer = send(device, "ios-principal", "PROPFIND", device.principal, "0")

    assert answer.status == 207
    assert answer.text(".//card:addressbook-home-set/d:href") == device.home
    assert answer.texts(".//d:status") == ["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"]


def test_iphone_sees_one_book_that_it_may_only_read(device):
    answer = send(device, "ios-home", "PROPFIND", device.home, "1")

    rights = answer[device.book].findall(".//d:current-user-privilege-set//d:privilege/*", NAMES)
    assert "{DAV:}write" not in {one.tag for one in rights}
    assert answer[device.book].find(".//card:addressbook", NAMES) is not None


def test_iphone_hears_what_changed(device, card):
    token = send(device, "ios-sync", "REPORT", depth="1", token="").token
    CardState.objects.filter(card=card).update(exporteren=False)

    assert send(device, "ios-sync", "REPORT", depth="1", token=token).gone == [device.href(card)]


def test_iphone_fetches_the_text(device, card):
    device.sync()

    answer = send(device, "ios-multiget", "REPORT", depth="1", href=device.href(card))
    assert "FN:Anna Smit" in answer.text(".//card:address-data")


# Thunderbird: depth 1 at sync-collection, nothing but 207 or 400 ----------------------------------------------------
@pytest.mark.parametrize("depth", ["0", "1", "infinity", None])
def test_thunderbird_syncs_with_any_depth(device, card, depth):
    answer = send(device, "thunderbird-sync-collection", "REPORT", depth=depth, token="")

    assert (answer.status, device.href(card) in answer.etags) == (207, True)


def test_thunderbird_finds_a_book_that_it_may_only_read(device):
    answer = send(device, "thunderbird-current-user-privilege-set", "PROPFIND", device.home, "1")

    for part in answer.parts:  # it passes over a resource whose first status is not 200
        assert part.findtext(".//d:status", namespaces=NAMES) == "HTTP/1.1 200 OK"


# Evolution: OPTIONS first, then a listing -----------------------------------------------------------------------
def test_evolution_asks_what_can_be_done_before_it_has_a_password(device):
    response = device.client.options("/carddav/", secure=True)

    assert (response.status_code, "addressbook" in response["DAV"]) == (401, True)


def test_evolution_asks_again_with_the_password(device):
    response = device.ask("OPTIONS", "/carddav/").response

    assert (response.status_code, "addressbook" in response["DAV"]) == (200, True)


def test_evolution_looks_whether_anything_changed(device):
    first = send(device, "evolution-getctag", "PROPFIND", depth="0").text(".//cs:getctag")

    assert send(device, "evolution-getctag", "PROPFIND", depth="0").text(".//cs:getctag") == first


def test_evolution_lists_the_cards(device, card):
    assert device.href(card) in send(device, "evolution-<prop><getetag/></prop>", "PROPFIND", depth="1").etags


# DAVx5: properties, sync with a token, multiget -----------------------------------------------------------------
def test_davx5_finds_home_and_book(device):
    answer = send(device, "davx5-principal", "PROPFIND", device.principal, "0")

    assert answer.text(".//card:addressbook-home-set/d:href") == device.home


def test_davx5_hears_what_changed(device, card):
    token = send(device, "davx5-sync", "REPORT", depth="0", token="").token

    assert send(device, "davx5-sync", "REPORT", depth="0", token=token).hrefs == []


def test_davx5_asks_for_version_3(device, card):
    device.sync()

    answer = send(device, "davx5-multiget", "REPORT", depth="0", href=device.href(card))
    assert "VERSION:3.0" in answer.text(".//card:address-data")


# Apple's test suite: a query without a depth -------------------------------------------------------------------------
def test_a_query_without_a_depth_finds_the_cards(device, card):
    assert device.href(card) in send(device, "caldavtester-query", "REPORT").etags
