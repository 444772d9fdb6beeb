"""How this installation is set up to be served: Streamlit's settings and the secrets file, as plain values."""

from pathlib import Path

from starlette.formparsers import MultiPartParser
from streamlit import config
from streamlit.auth_util import is_authlib_installed
from streamlit.runtime.secrets import secrets_singleton

from care import crashing, vault
from care.serving.rules import NEEDED, Login, Own, Setup

# Whatever is otherwise lets a strange page act in the name of whoever has CareBoard open, or hands out its insides.
SAFE = {
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.trustedUserHeaders": {},
    "server.enableAgentApi": False,
    "global.developmentMode": False,
}
SPOOLED = MultiPartParser.spool_max_size  # bytes, as Starlette has it
SAFE_ON_A_NETWORK = {
    "client.showErrorDetails": "none",
    "server.enableStaticServing": False,
    "server.corsAllowedOrigins": [],  # CareBoard's own address needs no leave
}


def read() -> Setup:
    """The setup in force now."""
    auth, own = _table("auth"), _table("careboard")
    return Setup(
        address=(config.get_option("server.address") or "").strip(),
        allowed_hosts=tuple(config.get_option("server.allowedHosts") or ()),
        login=None if auth is None else login_of(auth),
        own=own_of(own or {}),
        tls=bool(config.get_option("server.sslCertFile")),
        switches=_otherwise(SAFE),
        network_switches=_otherwise(SAFE_ON_A_NETWORK),
    )


def plain_log() -> None:
    """Of a fault in a callback Streamlit prints the whole traceback past every log where the library rich is installed."""
    config.set_option("logger.enableRich", False)


def no_spilling() -> None:
    """Files that come in are held in memory: of larger ones Starlette writes parts to the temporary folder, and where
    the data are encrypted nothing readable may touch the disk, nor may what a crash leaves behind."""
    MultiPartParser.spool_max_size = 0 if vault.private() else SPOOLED
    crashing.leave_no_image()


def login_of(auth: dict) -> Login:
    """The `[auth]` table as plain values."""
    tables = {
        name: value for name, value in auth.items() if isinstance(value, dict) and name != "client_kwargs"
    }
    if any(key in auth for key in NEEDED):
        tables = {"default": auth} | tables
    return Login(
        redirect_uri=str(auth.get("redirect_uri", "")),
        cookie_secret=str(auth.get("cookie_secret", "")),
        providers={name: tuple(key for key in NEEDED if not one.get(key)) for name, one in tables.items()},
        metadata=tuple(str(one.get("server_metadata_url", "")) for one in tables.values()),
        installed=is_authlib_installed(),
    )


def own_of(table: dict) -> Own:
    """The `[careboard]` table as plain values; a length of session that is no number is named with the unknown keys."""
    unknown = [key for key in table if key not in ("claim", "session_hours")]
    hours = table.get("session_hours", Own.session_hours)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= 24 * 30:
        unknown, hours = [*unknown, "session_hours"], Own.session_hours
    return Own(str(table.get("claim", "")), float(hours), tuple(unknown))


def _otherwise(wanted: dict) -> tuple[tuple[str, str], ...]:
    found = [(name, value) for name, value in wanted.items() if (config.get_option(name) or value) != value
             or (value is True and not config.get_option(name))]  # fmt: skip
    return tuple((name, str(value).lower()) for name, value in found)


def _table(name: str) -> dict | None:
    """A table of the secrets file; None without one."""
    if not secrets_singleton.load_if_toml_exists():
        return None
    table = secrets_singleton.get(name)
    return None if table is None else table.to_dict()


def files() -> list[Path]:
    """The settings files that are read."""
    return [Path(one) for one in config.get_config_files("config.toml") if Path(one).exists()]
