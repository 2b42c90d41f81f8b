"""A device that speaks CardDAV to us, and reads our answers with a parser of its own."""

import base64
from dataclasses import dataclass, field

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from phonebook.subscriptions import subscribe
from tests.factories import make_card, make_professional

NAMES = {"d": "DAV:", "card": "urn:ietf:params:xml:ns:carddav", "cs": "http://calendarserver.org/ns/"}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


@dataclass
class Answer:
    """What came back: status, headers, and the multistatus by address."""

    response: object

    @property
    def status(self):
        return self.response.status_code

    @property
    def root(self):
        return fromstring(self.response.content)

    @property
    def hrefs(self):
        return [one.findtext("d:href", namespaces=NAMES) for one in self.parts]

    @property
    def parts(self):
        return self.root.findall("d:response", NAMES)

    def __getitem__(self, href):
        return next(one for one in self.parts if one.findtext("d:href", namespaces=NAMES) == href)

    def find(self, path):
        return self.root.find(path, NAMES)

    def text(self, path):
        return self.root.findtext(path, namespaces=NAMES)

    def texts(self, path):
        return [one.text for one in self.root.findall(path, NAMES)]

    @property
    def gone(self):
        return [
            one.findtext("d:href", namespaces=NAMES)
            for one in self.parts
            if "404" in (one.findtext("d:status", namespaces=NAMES) or "")
        ]

    @property
    def etags(self):
        """By address the ETags of what is there."""
        pairs = {
            one.findtext("d:href", namespaces=NAMES): one.findtext(".//d:getetag", namespaces=NAMES)
            for one in self.parts
        }
        return {href: etag for href, etag in pairs.items() if etag}

    @property
    def token(self):
        return self.text("d:sync-token") or self.text(".//d:sync-token")


@dataclass
class Device:
    """A client with a name and a password; https unless told otherwise."""

    slug: str
    token: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def home(self):
        return f"/carddav/books/{self.slug}/"

    @property
    def book(self):
        return f"{self.home}gids/"

    @property
    def principal(self):
        return f"/carddav/principals/{self.slug}/"

    @property
    def authorization(self):
        return "Basic " + base64.b64encode(f"{self.slug}:{self.token}".encode()).decode()

    def href(self, thing):
        return f"{self.book}{thing.uuid}.vcf"

    def ask(self, method, path=None, body="", *, secure=True, **headers):
        known = {"HTTP_AUTHORIZATION": self.authorization, **headers}
        headers = {name: value for name, value in known.items() if value is not None}
        return Answer(
            self.client.generic(
                method, path or self.book, body, content_type="application/xml", secure=secure, **headers
            )
        )

    def propfind(self, path=None, *names, depth="0"):
        props = "".join(f"<{name}/>" for name in names)
        body = f"<d:propfind {SPACES}><d:prop>{props}</d:prop></d:propfind>" if names else ""
        return self.ask("PROPFIND", path, body, HTTP_DEPTH=depth)

    def report(self, body, path=None, depth="1"):
        return self.ask("REPORT", path, body, **({"HTTP_DEPTH": depth} if depth is not None else {}))

    def sync(self, token="", extra="", depth="1"):
        return self.report(
            f"<d:sync-collection {SPACES}><d:sync-token>{token}</d:sync-token><d:sync-level>1</d:sync-level>"
            f"<d:prop><d:getetag/></d:prop>{extra}</d:sync-collection>",
            depth=depth,
        )

    def multiget(self, *hrefs, asked="<card:address-data/>"):
        paths = "".join(f"<d:href>{href}</d:href>" for href in hrefs)
        wanted = f"<d:prop><d:getetag/>{asked}</d:prop>"
        return self.report(f"<card:addressbook-multiget {SPACES}>{wanted}{paths}</card:addressbook-multiget>")

    def query(self, filters="", *, extra="", asked="<d:getetag/>", depth="1", path=None):
        return self.report(
            f"<card:addressbook-query {SPACES}><d:prop>{asked}</d:prop>{filters}{extra}</card:addressbook-query>",
            path,
            depth=depth,
        )

    def cards(self):
        """The text of every card, by address, as a device that starts anew fetches them."""
        answer = self.multiget(*self.sync().etags)
        return {
            one.findtext("d:href", namespaces=NAMES): one.findtext(".//card:address-data", namespaces=NAMES)
            for one in answer.parts
        }


@pytest.fixture
def card(agency):
    return make_card(agency, achternaam="Smit", nummer="0516000120")


@pytest.fixture
def owner(agency):
    return make_professional(agency)


@pytest.fixture
def subscribed(owner):
    """Makes a device that is subscribed to a source."""

    def make(bron, user=owner):
        issued = subscribe(user=user, naam="Werktelefoon", bron=bron)
        return Device(issued.subscription.slug, issued.token)

    return make


@pytest.fixture
def device(subscribed, card, agency):
    """Subscribed to an agency with one card: itself and that card are in the book."""
    return subscribed(agency)
