"""A device that syncs an address book, as DAVx5 and an iPhone do; it counts requests and what goes over the wire."""

import base64
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NAMES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/"'
STATE = f"<propfind {NAMES}><prop><resourcetype/><displayname/><S:getctag/><sync-token/></prop></propfind>"
CHANGES = (
    f"<sync-collection {NAMES}><sync-token>{{token}}</sync-token><sync-level>1</sync-level>"
    "<prop><getetag/></prop></sync-collection>"
)
ETAGS = f"<propfind {NAMES}><prop><getcontenttype/><getetag/></prop></propfind>"
TEXTS = f"<C:addressbook-multiget {NAMES}><prop><getetag/><C:address-data/></prop>{{hrefs}}</C:addressbook-multiget>"
# Both servers write each answer in one piece, with prefixes of their own.
HREF = re.compile(rb"<(?:\w+:)?response>\s*<(?:\w+:)?href>([^<]+\.vcf)</", re.DOTALL)
TOKEN = re.compile(rb"<(?:\w+:)?sync-token>([^<]+)</")


@dataclass
class Device:
    """One account on one server; `at_once` cards are fetched in one request (10: DAVx5)."""

    port: int
    user: str
    password: str
    book: str
    at_once: int = 10
    lists_first: bool = False  # asks for every ETag before the first changes, as an iPhone does
    token: str = ""
    requests: int = 0
    octets: int = 0  # of both directions, headers included
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)

    def sync(self) -> int:
        """Bring this device up to date; gives how many cards it fetched. Nothing new: one request."""
        self.requests = self.octets = 0
        self._connection.close()  # a device comes back long after a server let go of its connection
        state = self._ask("PROPFIND", STATE, "0")
        if self._token_in(state) == self.token:
            return 0
        if self.lists_first and not self.token:
            self._ask("PROPFIND", ETAGS, "1")
        answer = self._ask("REPORT", CHANGES.format(token=self.token), "0")
        self.token = self._token_in(answer)
        return sum(self._fetch(hrefs) for hrefs in self._chunks(HREF.findall(answer)))

    def _chunks(self, hrefs: list[bytes]) -> Iterator[list[bytes]]:
        for start in range(0, len(hrefs), self.at_once):
            yield hrefs[start : start + self.at_once]

    def _fetch(self, hrefs: list[bytes]) -> int:
        asked = "".join(f"<href>{href.decode()}</href>" for href in hrefs)
        return self._ask("REPORT", TEXTS.format(hrefs=asked), "1").count(b"END:VCARD")

    def texts(self) -> dict[str, str]:
        """The whole book by file name."""
        hrefs, found = HREF.findall(self._ask("PROPFIND", ETAGS, "1")), ""
        for chunk in self._chunks(hrefs):
            asked = "".join(f"<href>{href.decode()}</href>" for href in chunk)
            found += self._ask("REPORT", TEXTS.format(hrefs=asked), "1").decode().replace("&#13;", "\r")
        cards = re.findall(r"BEGIN:VCARD.*?END:VCARD", found, re.DOTALL)
        uids = (re.search(r"UID:(\S+)", card) for card in cards)
        return {f"{uid[1]}.vcf": f"{card}\r\n" for uid, card in zip(uids, cards, strict=True) if uid}

    def _token_in(self, answer: bytes) -> str:
        found = TOKEN.search(answer)
        assert found, answer[:500]
        return found[1].decode()

    def _ask(self, method: str, body: str, depth: str) -> bytes:
        credentials = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {
            "Authorization": f"Basic {credentials}", "Depth": depth,
            "Content-Type": "application/xml; charset=utf-8", "X-Forwarded-Proto": "https",
        }  # fmt: skip
        self._connection.request(method, self.book, body.encode(), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 207, (method, answer.status, content[:500])
        self.requests += 1
        told = sum(len(f"{name}: {value}\r\n") for name, value in [*headers.items(), *answer.getheaders()])
        self.octets += told + len(body.encode()) + len(content)
        return content
