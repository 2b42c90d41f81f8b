"""A device that syncs an address book, as DAVx5 and an iPhone do; it counts requests and what goes over the wire."""

import base64
import gzip
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

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
# What each says of itself: DAVx5 by its source (HttpClientBuilder, UserAgentInterceptor), iOS 18 by a published log.
DAVX5 = {
    "User-Agent": "DAVx5/4.4.7-ose (dav4jvm; okhttp/4.12.0) Android/14",
    "Accept-Language": "nl-NL, nl;q=0.7, *;q=0.5",
    "Accept-Encoding": "br,gzip",
    "Connection": "Keep-Alive",
}
IPHONE = {
    "User-Agent": "iOS/18.1.1 (22B91) dataaccessd/1.0",
    "Accept": "*/*",
    "Accept-Language": "nl-NL,nl;q=0.9",
    "Accept-Encoding": "gzip, deflate, br",
    "Brief": "t",
    "Prefer": "return=minimal",
    "Connection": "keep-alive",
}
OF_THE_PROXY = {"X-Forwarded-Proto": "https"}  # never goes over the wire to a device


class Connection(http.client.HTTPConnection):
    """Counts what is sent."""

    sent = 0

    def send(self, data: Any) -> None:
        self.sent += len(data)
        super().send(data)


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
    octets: int = 0  # of both directions, each line and header included, as packed
    report: int = 0  # of these the answer that tells what changed, unpacked
    _connection: Connection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = Connection("127.0.0.1", self.port, timeout=300)

    def sync(self) -> int:
        """Bring this device up to date; gives how many cards it fetched. Nothing new: one request."""
        self.requests = self.octets = self.report = 0
        self._connection.close()  # a device comes back long after a server let go of its connection
        if not self.has_news():
            return 0
        if self.lists_first and not self.token:
            self._ask("PROPFIND", ETAGS, "1")
        answer = self._ask("REPORT", CHANGES.format(token=self.token), "0")
        self.token, self.report = self._token_in(answer), len(answer)
        return sum(self._fetch(hrefs) for hrefs in self._chunks(HREF.findall(answer)))

    def has_news(self) -> bool:
        """Ask how the book stands: how each sync begins, and mostly ends."""
        return self._token_in(self._ask("PROPFIND", STATE, "0")) != self.token

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

    @cached_property
    def _headers(self) -> dict[str, str]:
        credentials = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        mine = IPHONE if self.lists_first else DAVX5
        fixed = {"Authorization": f"Basic {credentials}", "Content-Type": "application/xml; charset=utf-8"}
        return {**mine, **fixed, **OF_THE_PROXY}

    def _ask(self, method: str, body: str, depth: str) -> bytes:
        self._connection.sent = 0
        self._connection.request(method, self.book, body.encode(), {**self._headers, "Depth": depth})
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 207, (method, answer.status, content[:500])
        told = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{n}: {v}" for n, v in answer.getheaders()), ""]
        proxy = sum(len(f"{name}: {value}\r\n") for name, value in OF_THE_PROXY.items())
        self.requests += 1
        self.octets += self._connection.sent - proxy + sum(len(f"{line}\r\n") for line in told) + len(content)
        return gzip.decompress(content) if answer.headers["Content-Encoding"] == "gzip" else content
