"""What every response says to the browser: nothing from elsewhere, no frames, no guessing, nothing kept."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "assets" / "scripts"
# The only inline script of Streamlit's page (static/index.html); any other must be a file in assets/scripts.
STREAMLIT_INLINE = "\n      window.prerenderReady = false\n    "
PERMISSIONS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
               "microphone", "midi", "payment", "publickey-credentials-get", "usb")  # fmt: skip
YEAR = 365 * 24 * 3600
USER_COOKIES = re.compile(rb"^_streamlit_user", re.I)
MAX_AGE = re.compile(rb"(?i)max-age=(\d+)")
SECURE = re.compile(rb"(?i);\s*secure(;|$)")


@cache
def script(name: str) -> str:
    """The text of assets/scripts/<name>.js, as it stands between its tags."""
    return (SCRIPTS / f"{name}.js").read_text("utf-8").strip()


def policy() -> str:
    """The content security policy: everything from here; styles may be inline (Streamlit writes them so), scripts only
    those whose hash is named."""
    inline = [STREAMLIT_INLINE, *(script(path.stem) for path in sorted(SCRIPTS.glob("*.js")))]
    hashes = " ".join(f"'sha256-{_digest(one)}'" for one in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def always(https: bool) -> dict[bytes, bytes]:
    """The headers of every response."""
    said = {
        "content-security-policy": policy(),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": ", ".join(f"{one}=()" for one in PERMISSIONS),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if https:
        said["strict-transport-security"] = f"max-age={YEAR}"
    return {name.encode(): value.encode() for name, value in said.items()}


class Headers:
    """ASGI middleware: adds them, keeps nothing of people in caches, marks cookies."""

    def __init__(self, app, https: bool, session_hours: float):
        self.app, self.https = app, https
        self.longest = int(session_hours * 3600)
        self.said = always(https)

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)

        async def sending(message):
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                message = message | {"headers": self._marked(message.get("headers", ()), scope["path"])}
            await send(message)

        return await self.app(scope, receive, sending)

    def _marked(self, headers, path: str) -> list[tuple[bytes, bytes]]:
        replaced = self.said | ({} if "/static/" in path else {b"cache-control": b"no-store"})
        kept = [(name, value) for name, value in headers if name.lower() not in replaced]
        kept = [
            (name, self._cookie(value) if name.lower() == b"set-cookie" else value) for name, value in kept
        ]
        return [*kept, *replaced.items()]

    def _cookie(self, cookie: bytes) -> bytes:
        """Secure where browsers come by https; a sign-in's cookie lasts no longer than the sign-in."""
        if USER_COOKIES.match(cookie):
            cookie = MAX_AGE.sub(lambda age: b"Max-Age=%d" % min(int(age[1]), self.longest), cookie)
        return cookie + b"; Secure" if self.https and not SECURE.search(cookie) else cookie
