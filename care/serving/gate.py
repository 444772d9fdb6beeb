"""The gate before everything: a request that this installation must not answer is refused before Streamlit sees it.

Without a login only this machine's own browser is answered: the socket, the caller and the Host header must all be
loopback and no proxy may stand between. It looks at the connection, not at settings, so that no other way of starting
the server gets around it.
"""

import html
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from care import grants, office
from care.serving import cookie, handed, uploads
from care.serving.messages import sifted
from care.serving.rules import Setup, host_allowed, is_loopback
from care.serving.uploads import Coming
from care.words import LANGUAGES, voice

PROXY = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
READS = ("GET", "HEAD", "OPTIONS")
LARGEST = 100 * 2**20  # bytes of an upload that does not say its size (server.maxUploadSize)
INSIDES = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")


def by_headers(setup: Setup, headers: Mapping[str, str]) -> str | None:
    """Why a request with these headers (names in lower case) is not answered; None: it is."""
    if setup.login is None and any(name in headers for name in PROXY):
        return "proxy"
    if not host_allowed(headers.get("host"), setup.hosts):
        return "host"
    return None


def refusal(
    setup: Setup, scope: dict, headers: Mapping[str, str], coming: Coming | None = None
) -> str | None:
    """Why a request is not answered, as the code of its words (`serving.refused_…`); None: it is."""
    server, caller = scope.get("server") or (None,), scope.get("client") or (None,)
    if setup.login is None and not (is_loopback(server[0]) and is_loopback(caller[0])):
        return "network"
    found = by_headers(setup, headers)
    if found:
        return found
    asks = scope["type"] == "http" and scope["method"] in READS
    if not asks and not _own_origin(setup, headers):
        return "origin"
    return _of_person(setup, scope, headers, coming or Coming()) if setup.login else None


def _own_origin(setup: Setup, headers: Mapping[str, str]) -> bool:
    """Whether what changes something comes from a page of ours. Programs that are no browsers send no origin."""
    origin = headers.get("origin")
    if origin is None:
        return True
    theirs = urlsplit(origin)
    if setup.login and origin == "{0.scheme}://{0.netloc}".format(urlsplit(setup.login.redirect_uri)):
        return True
    return theirs.netloc == headers.get("host")


def _of_person(setup: Setup, scope: dict, headers: Mapping[str, str], coming: Coming) -> str | None:
    """Files made for a person, and files they bring. Pictures of the page itself are free."""
    path = scope["path"]
    if any(one in path for one in INSIDES):
        return "insides"
    bringing = uploads.FOLDER in path
    if not bringing and not handed.is_handed(path):
        return None
    if not bringing and scope.get("method") in READS and handed.is_picture(path):
        return None
    name = cookie.name(headers.get("cookie", ""), setup)
    if not name:
        return "sign_in"
    who = grants.user_now(office.data_dir(), name)
    if bringing:
        size = _size(scope, headers)
        return uploads.refusal(path, who, setup.own.claim, coming.of.get(name, 0) + size)
    return None if handed.is_for(path, who) else "not_yours"


def _size(scope: dict, headers: Mapping[str, str]) -> int:
    if scope["method"] != "PUT":
        return 0
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() else LARGEST


class Gate:
    """ASGI middleware in front of all others but the headers."""

    def __init__(self, app, setup: Setup):
        self.app, self.setup = app, setup
        self.coming = Coming()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        scope = scope | {"headers": cookie.sifted(scope["headers"])}
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        code = refusal(self.setup, scope, headers, self.coming)
        if code is None:
            return await self._on(scope, receive, send, headers)
        if scope["type"] == "websocket":
            await receive()
            return await send({"type": "websocket.close", "code": 1008, "reason": code})
        return await _refuse(send, code, "text/html" in headers.get("accept", ""))

    async def _on(self, scope, receive, send, headers):
        if scope["type"] == "websocket":
            return await self.app(scope, sifted(receive), send)
        if self.setup.login is None or uploads.FOLDER not in scope["path"]:
            return await self.app(scope, receive, send)
        name, size = cookie.name(headers.get("cookie", ""), self.setup), _size(scope, headers)
        self.coming.begin(name, size)
        try:
            return await self.app(scope, receive, send)
        finally:
            self.coming.end(name, size)


async def _refuse(send, code: str, for_reading: bool) -> None:
    """A short page in both languages, or JSON for programs."""
    says = [voice(lang)(f"serving.refused_{code}") for lang in LANGUAGES]
    if for_reading:
        lines = "".join(f"<p>{html.escape(one)}</p>" for one in says)
        kind, body = "text/html", f"<!doctype html><meta charset=utf-8><title>CareBoard</title>{lines}"
    else:
        kind, body = "application/json", json.dumps({"refused": code, "message": says}, ensure_ascii=False)
    headers = [(b"content-type", f"{kind}; charset=utf-8".encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
