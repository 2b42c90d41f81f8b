"""Finding the book and looking around in it (RFC 4918, 5397, 6352, 6764), with the quirks of real devices."""

import pytest
from django.urls import reverse

from tests.factories import make_card
from tests.phonebook.dav.conftest import NAMES, SPACES

pytestmark = pytest.mark.django_db

ALLOWED = "OPTIONS, GET, HEAD, PROPFIND, PROPPATCH, REPORT"


# The way in ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["GET", "PROPFIND", "OPTIONS"])
@pytest.mark.parametrize("path", ["/.well-known/carddav", "/.well-known/carddav/"])
def test_the_name_of_the_site_leads_to_the_books(client, db, method, path):
    response = client.generic(method, path, secure=True)

    assert (response.status_code, response["Location"]) == (301, "/carddav/")


def test_from_the_root_to_the_book(device):
    principal = device.propfind("/carddav/", "d:current-user-principal").text(".//d:current-user-principal/d:href")
    home = device.propfind(principal, "card:addressbook-home-set").text(".//card:addressbook-home-set/d:href")
    listed = device.propfind(home, "d:resourcetype", depth="1")

    assert (principal, home) == (device.principal, device.home)
    assert listed[device.book].find(".//card:addressbook", NAMES) is not None


def test_a_home_has_one_book(device):
    assert device.propfind(device.home, "d:resourcetype", depth="1").hrefs == [device.home, device.book]


@pytest.mark.parametrize("path", ["/carddav/", "/carddav/principals/", "/carddav/books/"])
def test_every_collection_can_be_listed(device, path):
    assert device.propfind(path, "d:resourcetype", depth="1").hrefs[0] == path


@pytest.mark.parametrize("path", ["/carddav", "/carddav/books/{slug}/gids", "/carddav/principals/{slug}"])
def test_a_missing_last_slash_is_not_redirected(device, path):
    answer = device.propfind(path.format(slug=device.slug), "d:resourcetype")

    assert (answer.status, answer.hrefs) == (207, [f"{path.format(slug=device.slug)}/"])


@pytest.mark.parametrize(
    "path", ["/carddav/iets", "/carddav/iets/", "/carddav/books/{slug}/gids/x.vcf", "/carddav/x/y"]
)
def test_what_is_not_there_is_404_and_no_page_or_redirect(device, path):
    assert device.propfind(path.format(slug=device.slug), "d:resourcetype").status == 404


def test_another_principal_is_not_there(device, subscribed, agency):
    assert device.propfind(subscribed(agency).book, "d:resourcetype").status == 404


# Properties ------------------------------------------------------------------------------------------------------
def test_the_book_says_what_it_is(device):
    names = ["d:displayname", "d:sync-token", "cs:getctag", "card:supported-address-data", "d:owner"]
    answer = device.propfind(None, *names)

    assert answer.text(".//d:displayname") == "VindElkaar Gemeente Voorbeeldstad"
    assert answer.find(".//card:address-data-type").attrib == {"content-type": "text/vcard", "version": "3.0"}
    assert answer.text(".//d:sync-token") in answer.text(".//cs:getctag")


def test_the_book_says_that_it_is_read_only(device):
    rights = device.propfind(None, "d:current-user-privilege-set").root.findall(".//d:privilege/*", NAMES)

    assert {one.tag for one in rights} == {"{DAV:}read", "{DAV:}read-current-user-privilege-set"}


def test_the_book_names_its_three_reports(device):
    reports = device.propfind(None, "d:supported-report-set").root.findall(".//d:report/*", NAMES)

    assert {one.tag.partition("}")[2] for one in reports} == {
        "sync-collection", "addressbook-multiget", "addressbook-query"
    }  # fmt: skip


def test_unknown_properties_come_back_as_not_found(device):
    answer = device.propfind(device.principal, "d:displayname", "d:directory-gateway", "cs:email-address-set")

    assert answer.texts(".//d:status") == ["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"]


def test_the_first_status_is_200_and_an_empty_one_is_left_out(device):
    answer = device.propfind(None, "d:quota-used-bytes", "d:displayname", "d:getetag", depth="1")

    first = [one.findtext(".//d:status", namespaces=NAMES) for one in answer.parts[1:]]
    assert set(first) == {"HTTP/1.1 200 OK"}
    assert device.propfind(None, "d:displayname").texts(".//d:status") == ["HTTP/1.1 200 OK"]


def test_only_unknown_properties_leave_no_empty_200(device):
    assert device.propfind(None, "d:onzin").texts(".//d:status") == ["HTTP/1.1 404 Not Found"]


def test_a_listing_has_the_etags_of_the_cards(device, card):
    listed = device.propfind(None, "d:getetag", "d:getcontenttype", depth="1")

    assert listed.etags == device.sync().etags
    assert listed[device.href(card)].findtext(".//d:getcontenttype", namespaces=NAMES) == "text/vcard; charset=utf-8"


def test_without_a_body_all_properties_come(device):
    assert device.propfind(None).find(".//d:prop/d:resourcetype") is not None


def test_propname_gives_names_without_values(device):
    answer = device.ask("PROPFIND", None, f"<d:propfind {SPACES}><d:propname/></d:propfind>", HTTP_DEPTH="0")

    assert answer.text(".//d:displayname") == ""


def test_one_card_has_its_etag(device, card):
    device.sync()

    assert list(device.propfind(device.href(card), "d:getetag").etags) == [device.href(card)]


@pytest.mark.parametrize("depth", ["infinity", None])
def test_a_whole_tree_is_refused(device, depth):
    headers = {"HTTP_DEPTH": depth} if depth else {}
    answer = device.ask("PROPFIND", None, **headers)

    assert (answer.status, answer.root[0].tag) == (403, "{DAV:}propfind-finite-depth")


# Other methods ---------------------------------------------------------------------------------------------------
def test_options_tells_what_can_be_done(device):
    response = device.ask("OPTIONS").response

    assert (response.status_code, response["Allow"]) == (200, ALLOWED)
    assert response["DAV"] == "1, 3, access-control, addressbook"


def test_options_asks_for_the_password_first(device):
    response = device.client.options(device.book, secure=True)

    assert (response.status_code, response["DAV"]) == (401, "1, 3, access-control, addressbook")


def test_a_card_can_be_read(device, card):
    etag = device.sync().etags[device.href(card)]
    response = device.ask("GET", device.href(card)).response

    assert (response["ETag"], response["Content-Type"]) == (etag, "text/vcard; charset=utf-8")
    assert response.content.decode() == device.cards()[device.href(card)]


def test_what_the_device_has_is_not_sent_again(device, card):
    etag = device.sync().etags[device.href(card)]

    assert device.ask("GET", device.href(card), HTTP_IF_NONE_MATCH=etag).status == 304


def test_a_packed_answer_would_weaken_the_etag_and_does_not_come(device, card):
    device.sync()
    response = device.ask("GET", device.href(card), HTTP_ACCEPT_ENCODING="gzip").response

    assert not response.has_header("Content-Encoding")
    assert response["Cache-Control"] == "private, no-store, no-transform"


def test_a_card_of_nobody_is_not_read(device):
    other = make_card()

    assert device.ask("GET", device.href(other)).status == 404


def test_a_collection_cannot_be_read_with_a_plain_get(device):
    response = device.ask("GET").response

    assert (response.status_code, response["Allow"]) == (405, ALLOWED)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "MKCOL", "MOVE", "COPY", "LOCK", "UNLOCK", "ACL", "PATCH"])
def test_writing_is_refused(device, card, method):
    answer = device.ask(method, device.href(card), "iets")

    assert (answer.status, answer.root[0].tag) == (403, "{DAV:}need-privileges")


def test_setting_a_property_is_refused_one_by_one(device):
    change = "<d:set><d:prop><d:displayname>x</d:displayname></d:prop></d:set>"
    answer = device.ask("PROPPATCH", None, f"<d:propertyupdate {SPACES}>{change}</d:propertyupdate>")

    assert (answer.status, answer.texts(".//d:propstat/d:status")) == (207, ["HTTP/1.1 403 Forbidden"])


def test_an_unknown_method_is_refused(device):
    assert device.ask("BREW").status == 405


def test_the_book_is_reached_without_a_csrf_token(device):
    assert device.sync().status == 207  # its client checks CSRF


def test_the_address_of_the_books_has_one_name():
    assert reverse("carddav") == "/carddav/"
