"""CardDAV over HTTP: a method comes in, an answer with the right headers goes out."""

import gzip
import re

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from phonebook.dav import book
from phonebook.dav.door import WINDOW, refuse_plain_http, subscription_of
from phonebook.dav.places import CONTENT_TYPE, Kind, Place, Tree
from phonebook.dav.reports import propfind, report
from phonebook.dav.xml import (
    Element,
    Refused,
    Xml,
    card,
    dav,
    document,
    element,
    href,
    parse,
    refused_properties,
)

MAX_BODY = 2_400_000  # octets; 10,000 addresses in one multiget are less than half of that
MAX_QUESTION = 100_000  # of any other request: each property or filter in it is asked of each card
COMPLIANCE = "1, 3, access-control, addressbook"
READING = ("OPTIONS", "GET", "HEAD", "PROPFIND", "PROPPATCH", "REPORT")
WRITING = ("PUT", "DELETE", "POST", "PATCH", "MKCOL", "MKCALENDAR", "MOVE", "COPY", "LOCK", "UNLOCK", "ACL")
XML = 'application/xml; charset="utf-8"'
ASKS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
WORTH_PACKING, LEVEL = 200, 6  # octets; how hard to try


@csrf_exempt
def well_known(request: HttpRequest) -> HttpResponse:
    """Where the address books are, for who knows only the name of the site (RFC 6764); any method, no password."""
    return HttpResponsePermanentRedirect(reverse("carddav"))


@csrf_exempt
def carddav(request: HttpRequest) -> HttpResponse:
    """Everything below /carddav/. Nothing is ever redirected: a method and its body would be lost."""
    try:
        refuse_plain_http(request)
        answer = _answer(request, Tree(subscription_of(request)))
    except Refused as refused:
        answer = _refusal(refused)
    if request.method != "REPORT":  # some devices look for it at PROPFIND too
        answer["DAV"] = COMPLIANCE
    # A proxy that packs the answer would weaken the ETag: then it no longer equals the one that was told.
    answer["Cache-Control"] = "private, no-store, no-transform"
    return _packed(request, answer)


def _packed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer as gzip where the device asks for that, and where it is no single card: an ETag is of plain text."""
    asked = ASKS_GZIP.search(request.headers.get("Accept-Encoding", ""))
    if asked and len(answer.content) > WORTH_PACKING and "ETag" not in answer:
        answer.content = gzip.compress(answer.content, LEVEL, mtime=0)
        answer["Content-Encoding"] = "gzip"
    return answer


def _refusal(refused: Refused) -> HttpResponse:
    if refused.error is None:
        answer = HttpResponse(status=refused.status, content_type="text/plain; charset=utf-8")
    else:
        answer = _xml("error", [refused.error], refused.status)
    if refused.status == 401:
        answer["WWW-Authenticate"] = 'Basic realm="VindElkaar", charset="UTF-8"'
    if refused.status == 429:
        answer["Retry-After"] = str(WINDOW)
    if refused.status == 405:
        answer["Allow"] = ", ".join(READING)
    return answer


def _answer(request: HttpRequest, tree: Tree) -> HttpResponse:
    method = request.method or ""
    if method not in (*READING, *WRITING):
        raise Refused(405)
    place = tree.at(request.path)
    if method in WRITING:
        return _refuse_writing(tree, place)
    if place is None:
        raise Refused(404)
    if method == "OPTIONS":
        return HttpResponse(headers={"Allow": ", ".join(READING)}, content_type="text/plain; charset=utf-8")
    if method in ("GET", "HEAD"):
        return _card(request, tree, place)
    return _multistatus(method, tree, place, _depth(request), _body(request))


def _multistatus(method: str, tree: Tree, place: Place, depth: str, root: Element | None) -> HttpResponse:
    if method == "PROPFIND":
        answers = propfind(tree, place, depth or "infinity", root)
    elif method == "REPORT":
        answers = report(tree, place, depth, root)
    else:
        answers = [refused_properties(place.path, _to_set(root))]
    return _xml("multistatus", answers, 207)


def _to_set(root: Element | None) -> list[str]:
    if root is None or root.tag != dav("propertyupdate"):
        raise Refused(400)
    return [one.tag for change in root for prop in change.findall(dav("prop")) for one in prop]


def _refuse_writing(tree: Tree, place: Place | None) -> HttpResponse:
    """Changing is for the site alone. The device has changed its own copy by now: let it fetch ours again."""
    if place and place.uid:
        book.bring_back(tree.subscription, place.uid)
    privilege = element(dav("privilege"), element(dav("write")))
    what = element(dav("resource"), href((place or tree.root).path), privilege)
    raise Refused(403, element(dav("need-privileges"), what))


def _card(request: HttpRequest, tree: Tree, place: Place) -> HttpResponse:
    """One card; the collections have nothing to read with a plain GET."""
    if place.kind is not Kind.CARD or place.uid is None:
        raise Refused(405)
    given = book.fetch(tree.subscription, {place.uid})
    item = given.items.get(place.uid)
    if item is None:
        raise Refused(404)
    headers = {"ETag": f'"{item.etag}"'}
    if item.etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    if request.method == "GET":
        given.record([place.uid])
    return HttpResponse(item.text, content_type=CONTENT_TYPE, headers=headers)


def _depth(request: HttpRequest) -> str:
    depth = request.headers.get("Depth", "").strip().lower()
    if depth not in ("", "0", "1", "infinity"):
        raise Refused(400)
    return depth


def _body(request: HttpRequest) -> Element | None:
    """The XML of the request, None without a body."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MAX_BODY:
        raise Refused(413)
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise Refused(413) from error
    root = parse(body) if body.strip() else None
    if root is not None and len(body) > MAX_QUESTION and root.tag != card("addressbook-multiget"):
        raise Refused(413)
    return root


def _xml(name: str, parts: list[Xml], status: int) -> HttpResponse:
    return HttpResponse(document(dav(name), *parts), status=status, content_type=XML)
