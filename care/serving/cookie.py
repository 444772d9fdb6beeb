"""Streamlit's signed cookie of who signed in, read outside a page (downloads, uploads). Its form is Streamlit 1.67's."""

import json
from http.cookies import CookieError, SimpleCookie

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from care import sessions
from care.serving.rules import Setup


def sifted(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """A request's headers without cookies that hold a backslash. None of ours does, and the time in which Python 3.11
    reads such a one grows with the square of its length: one header could hold up everybody for seconds."""
    return [(name, _sifted(value) if name == b"cookie" else value) for name, value in headers]


def _sifted(value: bytes) -> bytes:
    return value if b"\\" not in value else b";".join(one for one in value.split(b";") if b"\\" not in one)


def claims(header: str) -> dict:
    """What the provider said of the holder of a Cookie header; {} where it is absent, forged or broken."""
    try:
        jar = {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        return {}
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, jar[name].encode("latin-1")) if name in jar else None

    try:
        said = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except (ValueError, TypeError):
        return {}
    return said if isinstance(said, dict) else {}


def name(header: str, setup: Setup) -> str:
    """Who holds a cookie that is true, not too old and not signed out; '' = nobody."""
    said = claims(header)
    if not said.get("is_logged_in") or not sessions.alive(said, setup.own.session_hours):
        return ""
    return sessions.name_of(said, setup.own.claim)
