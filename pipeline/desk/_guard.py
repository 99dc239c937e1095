"""Who may ask the desk: the page that it served itself, in a browser on this machine.

Every request is held against these rules before anything else sees it, and every answer leaves with the same headers:

- `Host` is the address that the desk is bound to. A name that was made to lead here (DNS rebinding) is not.
- The path begins with the desk's token, which only the address that was opened has.
- Another site can neither send nor read: `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/) of a request that is
  not a plain move to a page is `same-origin` or `none`, and an `Origin`, which whatever changes something must have, is
  our own.
- What changes something is a POST of `application/json`, which no form can send, and has a bounded size.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 8_000_000
"""The largest body that is read, in bytes: the decisions on a long novel, each with its passage."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of every answer that has none of its own: no inline script or style, no other address."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
"""What every answer has, where it does not say something else itself."""


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A request that is not answered: the status, and a sentence that gives nothing away."""

    status: HTTPStatus
    sentence: str


@dataclass(slots=True)
class Address:
    """Where the desk is: `127.0.0.1:PORT` and the first part of every path.

    `ticket` opens the desk once, so that the token is not on the command line of the browser that is started, which
    everybody on the machine may read.
    """

    host: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`, as browsers write it."""
        return f"http://{self.host.removesuffix(':80')}"

    @property
    def url(self) -> str:
        """What is opened in the browser, and kept to oneself."""
        return f"{self.origin}/{self.token}/"


class Guard:
    """ASGI middleware: lets through what may be asked, with the token taken off the path as `root_path`."""

    def __init__(self, app: ASGIApp, address: Address) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here talks over a WebSocket; the server closes it
        headers = _headers(scope)
        shielded = _shielded(send)
        try:
            if self._spent(scope, headers):
                await _redirect(shielded, self._address.url)
                return
            self._check(scope, headers)
            body = await _body(headers, receive) if scope["method"] == "POST" else b""
        except Refusal as refusal:
            await _refuse(shielded, refusal)
            return
        inner = {**scope, "root_path": f"/{self._address.token}"}
        await self._app(inner, _once(body, receive), shielded)

    def _spent(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        """Whether this is the one use of the ticket."""
        if not self._address.ticket or scope["method"] != "GET" or headers.get("host", "") not in self._hosts:
            return False
        if not _same(scope["path"], f"/{self._address.ticket}"):
            return False
        self._address.ticket = ""
        return True

    @property
    def _hosts(self) -> tuple[str, ...]:
        return self._address.host, self._address.origin.removeprefix("http://")

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> None:
        if headers.get("host", "") not in self._hosts:
            raise Refusal(HTTPStatus.MISDIRECTED_REQUEST, "This is not the desk's address.")
        token, slash, _ = scope["path"].removeprefix("/").partition("/")
        if not _same(token, self._address.token) or not slash:
            raise Refusal(HTTPStatus.NOT_FOUND, "There is nothing here; open the address that copydesk printed.")
        method = scope["method"]
        if method not in ("GET", "HEAD", "POST"):
            raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and POST are answered.")
        origin = headers.get("origin")
        if origin not in ((self._address.origin,) if method == "POST" else (None, self._address.origin)):
            raise Refusal(HTTPStatus.FORBIDDEN, "Another page may not ask the desk.")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not _opens(method, headers):
            raise Refusal(HTTPStatus.FORBIDDEN, "Another site may not ask the desk.")
        if method == "POST" and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Only application/json is read.")


def _opens(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a request moves a tab to one of our pages, as a link or a bookmark does; that changes nothing."""
    moves = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return method == "GET" and moves


def _same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how far they agree."""
    return secrets.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())


def _headers(scope: Scope) -> dict[str, str]:
    """A request's headers; of one that stands twice, an impossible value, so that no rule is met by half of them."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = "twice" if key in found else value.decode("latin-1")
    return found


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """A request's whole body. Raises Refusal where it is too large, before it is read where it says so."""
    too_large = Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"More than {MAX_BODY:,} bytes are not read.")
    said = headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > MAX_BODY:
        raise too_large
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Refusal(HTTPStatus.BAD_REQUEST, "The request broke off.")
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            raise too_large
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read, and then what comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _shielded(send: Send) -> Send:
    """A `send` that adds `HEADERS` to an answer."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message.get("headers", [])}
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in there]
            message = {**message, "headers": [*message.get("headers", []), *own]}
        await send(message)

    return with_headers


async def _redirect(send: Send, url: str) -> None:
    await send({"type": "http.response.start", "status": 303, "headers": [(b"location", url.encode())]})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, refusal: Refusal) -> None:
    body = json.dumps({"sentence": refusal.sentence}).encode()
    kind = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(refusal.status), "headers": kind})
    await send({"type": "http.response.body", "body": body})
