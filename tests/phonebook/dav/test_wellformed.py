"""Whatever stands on a card and whatever a device sends: the answer is well-formed, and never a 500."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.models import AgencyPage, ContactCardPage
from phonebook.dav.places import CARD_NAMES, card_properties
from phonebook.dav.xml import Refused, dav, document, element, parse, response
from phonebook.vcard import Naam, Vcard, write
from tests.phonebook.dav.conftest import SPACES
from tests.phonebook.rfc2426 import read

# The fixtures hold nothing of one example that the next could meet: each example sets its own values.
SHARED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)
NASTY = ']]>&<a;,\\"\r\n\x07\x0b\u2028\u202e\ufffe😀'


@given(ANY)
@example(NASTY)
@settings(deadline=None)
def test_the_text_of_a_card_survives_the_xml(text):
    card = write([Vcard("x", Naam(text, family=text), note=(text,))]).decode()

    answer = parse(document(dav("multistatus"), element(dav("x"), text=card)))

    assert answer[0].text == card
    assert read(answer[0].text.encode())


@given(
    st.lists(st.sampled_from(CARD_NAMES) | st.from_regex(r"(?a)\{urn:[a-z]{1,9}\}[A-Za-z_][\w.-]{0,9}", fullmatch=True))
)
@settings(deadline=None)
def test_every_property_asked_for_is_answered_once(names):
    answer = parse(document(dav("multistatus"), response("/x", *card_properties("e", names))))

    assert sorted(one.tag for one in answer.iter() if one.tag in names) == sorted(names)


@given(st.binary(max_size=300) | ANY.map(str.encode))
@settings(deadline=None)
def test_reading_gives_a_root_or_refuses(body):
    try:
        status = 200 if parse(body).tag else 500
    except Refused as refused:
        status = refused.status

    assert status in (200, 400)


@pytest.mark.django_db
@SHARED
@given(ANY)
@example(NASTY)
def test_a_sync_is_well_formed_whatever_stands_on_a_card(device, card, text):
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam=text[:80], functie_lokaal=text, bel_mij_voor=[text])
    AgencyPage.objects.filter(pk=card.agency_id).update(title=text)

    assert device.propfind(None, "d:displayname").status == 207
    assert len(device.cards()) == 2


REPORTS = ("d:sync-collection", "card:addressbook-multiget", "card:addressbook-query", "d:propfind", "d:propertyupdate")
PARTS = (
    "<d:prop><d:getetag/><card:address-data/></d:prop>",
    "<d:prop/>",
    "<d:allprop/>",
    "<d:sync-token>{text}</d:sync-token>",
    "<d:sync-level>1</d:sync-level>",
    "<d:limit><d:nresults>{text}</d:nresults></d:limit>",
    "<card:limit><card:nresults>{text}</card:nresults></card:limit>",
    "<d:href>{text}</d:href>",
    '<card:filter><card:prop-filter name="{name}">{match}</card:prop-filter></card:filter>',
    '<card:filter test="{name}"><card:prop-filter name="FN">{param}</card:prop-filter></card:filter>',
    "<d:set><d:prop><d:{name}/></d:prop></d:set>",
    "{text}",
)
WORDS = st.sampled_from(
    ["", "1", "-1", "9" * 40, "²", "TEL", "allof", "data:,x-1", "http://[", "%00", "/carddav/", "x y"]
)
PATHS = st.sampled_from(
    ["/carddav/", "/carddav/principals/@/", "/carddav/books/@/gids/", "/carddav/books/@/gids/%00.vcf"]
)


@pytest.mark.django_db
@settings(SHARED, max_examples=60)
@given(
    method=st.sampled_from(["PROPFIND", "REPORT", "PROPPATCH", "GET", "PUT", "OPTIONS"]),
    path=PATHS,
    depth=st.sampled_from(["0", "1", "infinity", "", "2"]),
    root=st.sampled_from(REPORTS),
    parts=st.lists(st.sampled_from(PARTS), max_size=4),
    text=WORDS,
    name=st.sampled_from(["FN", "x", "TYPE", "a-b"]),
)
def test_no_request_breaks_us(device, method, path, depth, root, parts, text, name):
    match, param = f"<card:text-match>{text}</card:text-match>", f'<card:param-filter name="{name}"/>'
    filled = "".join(part.format(text=text, name=name, match=match, param=param) for part in parts)
    body = f"<{root} {SPACES}>{filled}</{root}>"

    answer = device.ask(method, path.replace("@", device.slug), body, HTTP_DEPTH=depth)

    assert answer.status < 500
    assert not answer.response.content.startswith(b"<?xml") or answer.root is not None
