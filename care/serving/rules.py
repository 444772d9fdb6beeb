"""When CareBoard may serve: on this machine alone without login, on a network only behind a login that is set up whole.

Plain values in, faults out; nothing here knows Streamlit. The words of a fault are `serving.CODE` (definitions/words).
"""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
SECRET_LENGTH = 32  # characters; a shorter signing key can be guessed from one cookie
SECRET_LETTERS = 10  # different characters at least: "xxxxxxxx…" is no secret
NEEDED = ("client_id", "client_secret", "server_metadata_url")
SECRETS = ".streamlit/secrets.toml"


@dataclass(frozen=True)
class Login:
    """The `[auth]` table of the secrets file; `providers`: name ("default": the table itself) → what it lacks of NEEDED."""

    redirect_uri: str = ""
    cookie_secret: str = field(default="", repr=False)
    providers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    metadata: tuple[str, ...] = ()  # addresses the providers are asked at
    installed: bool = True  # the library that speaks to providers


@dataclass(frozen=True)
class Own:
    """The `[careboard]` table of the secrets file: who somebody is, and how long a sign-in lasts."""

    claim: str = ""  # "": the address of e-mail, else the user name, else the provider's own id
    session_hours: float = 10.0
    unknown: tuple[str, ...] = ()  # keys that CareBoard does not know


@dataclass(frozen=True)
class Setup:
    """How this installation is to be served. `switches`: settings that stand otherwise than is safe, with what they must be."""

    address: str = ""
    allowed_hosts: tuple[str, ...] = ()
    login: Login | None = None
    own: Own = Own()
    tls: bool = False
    switches: tuple[tuple[str, str], ...] = ()
    network_switches: tuple[tuple[str, str], ...] = ()

    @property
    def https(self) -> bool:
        """Whether browsers speak to it encrypted (themselves, or to the proxy in front)."""
        return self.tls or bool(self.login and self.login.redirect_uri.startswith("https://"))

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which it answers: this machine's own, and with a login those the office allows."""
        return (*LOOPBACK_NAMES, *(self.allowed_hosts if self.login else ()))


@dataclass(frozen=True)
class Fault:
    """Why it must not serve; `values` fill the words of `serving.CODE`."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


def is_loopback(host: str | None) -> bool:
    """Whether an address or name means this machine alone. Unset, wildcards and anything unknown do not."""
    name = (host or "").strip("[]").lower().rstrip(".")
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None)
    return (inner or address).is_loopback


def faults(setup: Setup) -> list[Fault]:
    """Everything that speaks against serving, [] = it may."""
    found = [Fault("switch", {"setting": name, "value": value}) for name, value in setup.switches]
    found += [Fault("unknown_key", {"name": key, "file": SECRETS}) for key in setup.own.unknown]
    if setup.login is None:
        return found + ([] if is_loopback(setup.address) else [_no_login(setup)])
    found += [Fault("switch", {"setting": name, "value": value}) for name, value in setup.network_switches]
    if not setup.address:
        found.append(Fault("no_address", {"setting": "server.address"}))
    return found + _of_login(setup, setup.login)


def _no_login(setup: Setup) -> Fault:
    shown = setup.address or "0.0.0.0"
    return Fault(
        "no_login",
        {"address": shown, "setting": 'server.address = "127.0.0.1"', "file": SECRETS, "table": "[auth]"},
    )


def _of_login(setup: Setup, login: Login) -> list[Fault]:
    found = []
    if not login.installed:
        found.append(Fault("no_library", {"file": "requirements.txt"}))
    missing = ["redirect_uri"] if not urlsplit(login.redirect_uri).hostname else []
    if not login.providers:
        missing += NEEDED
    for provider, lacks in login.providers.items():
        missing += [key if provider == "default" else f"{provider}.{key}" for key in lacks]
    if missing:
        found.append(Fault("incomplete", {"keys": ", ".join(missing), "file": SECRETS, "table": "[auth]"}))
    if len(login.cookie_secret) < SECRET_LENGTH or len(set(login.cookie_secret)) < SECRET_LETTERS:
        command = 'python -c "import secrets; print(secrets.token_urlsafe(48))"'
        found.append(
            Fault(
                "secret",
                {"name": "cookie_secret", "least": str(SECRET_LENGTH), "command": command, "file": SECRETS},
            )
        )
    for url in (login.redirect_uri, *login.metadata):
        if url and not (url.startswith("https://") or is_loopback(urlsplit(url).hostname)):
            found.append(Fault("plain_http", {"url": url}))
    return found + _of_hosts(setup, urlsplit(login.redirect_uri).hostname)


def _of_hosts(setup: Setup, own_name: str | None) -> list[Fault]:
    setting = "server.allowedHosts"
    if not setup.allowed_hosts or "*" in setup.allowed_hosts:
        return [Fault("hosts", {"setting": setting, "value": f'["{own_name or "careboard.example.cn"}"]'})]
    if own_name and not host_allowed(own_name, setup.allowed_hosts):
        return [Fault("host_missing", {"setting": setting, "host": own_name})]
    return []


def host_allowed(host: str | None, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header (name, perhaps with port) is one of `allowed` (names, or *.domain)."""
    try:
        parts = urlsplit(f"//{host or ''}")
        name, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not name or parts.username is not None or parts.path or parts.query or parts.fragment:
        return False
    name = name.lower().rstrip(".")
    patterns = [one.strip().lower().rstrip(".") for one in allowed]
    return any(name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in patterns)
