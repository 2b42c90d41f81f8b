"""Fetching cards by address and by what is in them (RFC 6352)."""

import pytest

from directory.models import CardState, ContactCardPage
from tests.factories import make_card
from tests.phonebook.dav.conftest import NAMES, SPACES

pytestmark = pytest.mark.django_db
TEXT = "<card:address-data/>"


@pytest.fixture
def people(agency, card):
    """Anna Smit, Bea de Vries and Cor Smit, who has a mail address."""
    bea = make_card(agency, voornaam="Bea", tussenvoegsel="de", achternaam="Vries", nummer="0612345678")
    cor = make_card(agency, voornaam="Cor", achternaam="Smit", mail="cor@voorbeeld.example")
    return {"anna": card, "bea": bea, "cor": cor}


def found(device, people, filters, **values):
    hrefs = {device.href(thing): name for name, thing in people.items()}
    return sorted(hrefs[href] for href in device.query(filters, **values).hrefs if href in hrefs)


def by(name, inside="", test="anyof", outer="anyof"):
    return (
        f'<card:filter test="{outer}"><card:prop-filter name="{name}" test="{test}">{inside}</card:prop-filter>'
        "</card:filter>"
    )


def match(text, **values):
    attributes = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in values.items())
    return f"<card:text-match{attributes}>{text}</card:text-match>"


# multiget --------------------------------------------------------------------------------------------------------
def test_the_text_of_a_report_is_that_of_the_card(device, card):
    device.sync()
    (part,) = device.multiget(device.href(card)).parts

    text = part.findtext(".//card:address-data", namespaces=NAMES)
    assert text == device.ask("GET", device.href(card)).response.content.decode()
    assert text.endswith("END:VCARD\r\n")


def test_whole_and_escaped_addresses_are_understood(device, card):
    device.sync()
    path = device.href(card)

    for address in (f"https://gids.example{path}", path.replace("-", "%2D")):
        assert device.multiget(address).texts(".//d:href") == [address]
        assert device.multiget(address).find(".//card:address-data") is not None


def test_an_address_asked_twice_is_answered_once(device, card):
    device.sync()

    assert device.multiget(device.href(card), device.href(card)).hrefs == [device.href(card)]


@pytest.mark.parametrize("address", ["/elders/x.vcf", "http://[", "", "{book}", "{book}0.vcf"])
def test_an_address_without_a_card_is_404(device, address):
    device.sync()
    answer = device.multiget(address.format(book=device.book))

    assert (answer.status, answer.texts(".//d:status")) == (207, ["HTTP/1.1 404 Not Found"])


def test_a_card_that_may_no_longer_be_seen_is_not_given(device, card):
    device.sync()
    CardState.objects.filter(card=card).update(exporteren=False)

    assert device.multiget(device.href(card)).gone == [device.href(card)]


def test_a_card_that_changed_after_it_was_told_comes_with_its_own_etag(device, card):
    told = device.sync().etags[device.href(card)]
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Bakker")

    given = device.multiget(device.href(card)).etags[device.href(card)]
    assert given != told
    assert device.sync().etags[device.href(card)] == given


def test_a_thousand_addresses_at_once(device, card):
    device.sync()
    others = [f"{device.book}{i:08x}-0000-4000-8000-000000000000.vcf" for i in range(1200)]

    answer = device.multiget(*others, device.href(card))
    assert list(answer.etags) == [device.href(card)]
    assert len(answer.gone) == 1200


def test_only_the_properties_asked_for(device, card):
    device.sync()
    asked = '<card:address-data><card:prop name="FN"/><card:prop name="tel"/></card:address-data>'

    text = device.multiget(device.href(card), asked=asked).text(".//card:address-data")
    assert text == ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Smit\r\nTEL;TYPE=WORK,VOICE:+31516000120\r\nEND:VCARD\r\n")


def test_another_format_is_refused(device, card):
    answer = device.multiget(device.href(card), asked='<card:address-data content-type="text/vcard" version="4.0"/>')

    assert (answer.status, answer.root[0].tag) == (403, "{urn:ietf:params:xml:ns:carddav}supported-address-data")


def test_a_report_to_one_card(device, card):
    device.sync()

    assert device.query(path=device.href(card)).hrefs == [device.href(card)]


# query -----------------------------------------------------------------------------------------------------------
def test_without_a_filter_everything_comes(device, people):
    assert found(device, people, "") == ["anna", "bea", "cor"]


def test_without_a_depth_the_cards_come(device, people):
    assert found(device, people, "", depth=None) == ["anna", "bea", "cor"]


def test_with_depth_0_only_the_book_itself_is_searched(device):
    assert device.query(depth="0").hrefs == []


QUESTIONS = {
    "contains is the default": (by("FN", match("mi")), ["anna", "cor"]),
    "capitals do not matter": (by("FN", match("SMIT")), ["anna", "cor"]),
    "capitals matter to octets": (by("FN", match("SMIT", collation="i;octet")), []),
    "plain letters": (by("FN", match("smit", collation="i;ascii-casemap")), ["anna", "cor"]),
    "equals": (by("FN", match("anna smit", match_type="equals")), ["anna"]),
    "starts": (by("fn", match("be", match_type="starts-with")), ["bea"]),
    "ends": (by("FN", match("vries", match_type="ends-with")), ["bea"]),
    "not": (by("FN", match("smit", negate_condition="yes")), ["bea"]),
    "has a mail address": (by("EMAIL"), ["cor"]),
    "has no mail address": (by("EMAIL", "<card:is-not-defined/>"), ["anna", "bea"]),
    "kind of number": (
        by("TEL", f'<card:param-filter name="TYPE">{match("voice")}</card:param-filter>'),
        ["anna", "bea"],
    ),
    "no kind": (by("TEL", '<card:param-filter name="X"><card:is-not-defined/></card:param-filter>'), ["anna", "bea"]),
    "both": (by("FN", match("smit") + match("cor"), test="allof"), ["cor"]),
    "one of both": (by("FN", match("vries") + match("cor")), ["bea", "cor"]),
}


@pytest.mark.parametrize(("filters", "names"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question(device, people, filters, names):
    # The organisation itself is a card too; it has no kind of number, no mail address and is called otherwise.
    assert found(device, people, filters) == names


def test_two_properties_together(device, people):
    smit = f'<card:prop-filter name="FN">{match("smit")}</card:prop-filter>'
    mail = '<card:prop-filter name="EMAIL"/>'

    assert found(device, people, f'<card:filter test="allof">{smit}{mail}</card:filter>') == ["cor"]


REFUSED = {
    "collation": (by("FN", match("x", collation="i;anders")), "supported-collation"),
    "match-type": (by("FN", match("x", match_type="endswith")), "supported-filter"),
}


@pytest.mark.parametrize(("filters", "error"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_supported_is_named(device, filters, error):
    answer = device.query(filters)

    assert (answer.status, answer.root[0].tag) == (403, f"{{{NAMES['card']}}}{error}")


def test_a_limit_cuts_and_says_so(device, people):
    answer = device.query(extra="<card:limit><card:nresults>1</card:nresults></card:limit>")

    assert len(answer.etags) == 1
    assert answer.parts[-1].find("d:error/d:number-of-matches-within-limits", NAMES) is not None


# What is no request ----------------------------------------------------------------------------------------------
MALFORMED = {
    "nothing": "",
    "no XML": "BEGIN:VCARD",
    "cut off": "<d:propfind",
    "no namespace": "<propfind><prop/></propfind>",
    "a prefix from nowhere": "<x:propfind/>",
    "entities": '<!DOCTYPE a [<!ENTITY b "c">]><d:propfind xmlns:d="DAV:"><d:allprop/></d:propfind>',
    "a file from outside": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    "an encoding that does not exist": '<?xml version="1.0" encoding="onzin"?><a/>',
    "an encoding of many octets": '<?xml version="1.0" encoding="utf-7"?><a/>',
    "two kinds": f"<d:propfind {SPACES}><d:allprop/><d:propname/></d:propfind>",
    "no kind": f"<d:propfind {SPACES}/>",
    "an unknown kind": f"<d:propfind {SPACES}><d:propfind/></d:propfind>",
    "sync without prop": f"<d:sync-collection {SPACES}><d:sync-token/></d:sync-collection>",
    "sync with a level": f"<d:sync-collection {SPACES}><d:sync-level>2</d:sync-level><d:prop/></d:sync-collection>",
    "multiget of nothing": f"<card:addressbook-multiget {SPACES}><d:prop/></card:addressbook-multiget>",
    "a limit of nothing": f"<card:addressbook-query {SPACES}><d:prop/><card:limit/></card:addressbook-query>",
    "a filter without a name": (
        f"<card:addressbook-query {SPACES}><d:prop/><card:filter><card:prop-filter/></card:filter>"
        "</card:addressbook-query>"
    ),
    "a test that is none": f"<card:addressbook-query {SPACES}><d:prop/>{by('FN', test='x')}</card:addressbook-query>",
    "deep": "<a>" * 20_000,
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.parametrize("method", ["PROPFIND", "REPORT", "PROPPATCH"])
def test_what_is_no_request_is_refused(device, method, body):
    status = device.ask(method, None, body, HTTP_DEPTH="0").status

    allowed = (207,) if (method, body) == ("PROPFIND", "") else (400, 403)
    assert status in allowed


@pytest.mark.parametrize("report", ["d:expand-property", "d:principal-property-search", "card:iets"])
def test_another_report_is_refused_by_name(device, report):
    answer = device.report(f"<{report} {SPACES}/>")

    assert (answer.status, answer.root[0].tag) == (403, "{DAV:}supported-report")


def test_only_the_book_can_be_synced(device):
    body = f"<d:sync-collection {SPACES}><d:sync-token/><d:prop/></d:sync-collection>"

    assert device.report(body, device.home).status == 403


def test_an_unknown_depth_is_refused(device):
    assert device.propfind(None, "d:getetag", depth="2").status == 400


def test_too_large_a_request_is_refused(device):
    assert device.ask("REPORT", None, "x" * 2_400_001).status == 413
    assert device.ask("REPORT", None, "x" * 2_700_000, CONTENT_LENGTH="1").status in (400, 413)
