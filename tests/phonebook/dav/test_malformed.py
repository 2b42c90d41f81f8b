"""Whatever octets a device sends, to whatever address and by whatever method: a refusal, never a breakdown."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db
# Each example asks something of its own; what the fixtures hold does not change.
SHARED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
METHODS = ("PROPFIND", "REPORT", "PROPPATCH", "PUT", "DELETE", "POST", "MKCOL", "GET", "OPTIONS", "LOCK", "BREW")
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><d:propfind xmlns:d="DAV:">&a;</d:propfind>'
CUT = b'<?xml version="1.0"?><d:propfind xmlns:d="DAV:"><d:prop>'
ODD = b'<?xml version="1.0" encoding="utf-7"?><d:propfind xmlns:d="DAV:"/>'
BODIES = st.binary(max_size=200) | st.sampled_from([ENTITY, CUT, ODD, b"\xff\xfe", b"<" * 500, b"<a>" * 300])
PATHS = st.sampled_from(["", "gids", "gids/", "gids/x.vcf", "gids/%ff.vcf", "../", "//", "gids/" + "a" * 300])


def is_well_formed(answer):
    """An answer in XML can be read; any other has no XML in it."""
    body = answer.response.content
    return not body.lstrip().startswith(b"<?xml") or answer.root is not None


@SHARED
@given(method=st.sampled_from(METHODS), path=PATHS, body=BODIES, depth=st.text("01infty-²x", max_size=8))
@example("REPORT", "gids/", ENTITY, "1")
@example("PROPFIND", "gids/", CUT, "0")
def test_any_octets_get_an_answer(device, method, path, body, depth):
    answer = device.ask(method, device.home + path, body, HTTP_DEPTH=depth)

    assert answer.status < 500
    assert is_well_formed(answer)


@SHARED
@given(body=BODIES.filter(bytes.strip), method=st.sampled_from(["PROPFIND", "REPORT", "PROPPATCH"]))
def test_what_is_no_request_is_refused(device, body, method):
    assert 400 <= device.ask(method, device.book, body, HTTP_DEPTH="1").status < 500


@SHARED
@given(header=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
@example("Basic")
@example("Basic \u00e9\u00e9\u00e9")
@example("Basic Og==")
def test_any_password_header_is_refused(device, header):
    answer = device.ask("PROPFIND", device.book, HTTP_AUTHORIZATION=header)

    assert answer.status in (401, 429)


def test_properties_that_would_fill_the_memory_are_refused(device):
    asked = "".join(f"<a{n}/>" for n in range(3000))

    assert device.ask("PROPFIND", device.book, propfind(asked), HTTP_DEPTH="1").status == 400


def test_a_long_request_for_anything_but_cards_is_refused(device):
    assert device.ask("PROPFIND", device.book, propfind("<a/>" * 30_000), HTTP_DEPTH="1").status == 413


def propfind(properties):
    return f'<d:propfind xmlns:d="DAV:"><d:prop>{properties}</d:prop></d:propfind>'.encode()
