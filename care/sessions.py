"""Who somebody is by what the provider says of them, how long a sign-in lasts, and which were ended.

The browser's cookie alone says who is signed in, so a copy of it would outlive a sign-out: ended ones are remembered
by this process until they would have run out anyway.
"""

import threading
import time

LONGEST = 200  # characters of a name
LEEWAY = 300  # seconds that the provider's clock may be ahead of ours
_ended: dict[tuple[str, int], float] = {}  # (whose, since when) → when it may be forgotten (monotonic)
_seen: set[tuple[str, int]] = set()
_lock = threading.Lock()


def name_of(claims: dict, claim: str = "") -> str:
    """Who that is, in lower case; '' where the provider does not say.

    `claim` names what identifies people. Without it: the e-mail address, else the user name, else the provider's id.
    An address that the provider calls unverified is not believed, and neither is a user name then: whoever may choose
    one freely could choose somebody's address.
    """
    if claim:
        return _plain(claims.get(claim))
    email = _plain(claims.get("email"))
    if email and claims.get("email_verified", True) in (True, "true"):
        return email
    return ("" if claims.get("email") else _plain(claims.get("preferred_username"))) or _plain(
        claims.get("sub")
    )


def _plain(value) -> str:
    """A name in lower case; '' for one that could pass for somebody else's (unseen signs, odd spaces) or has no end."""
    name = value.strip() if isinstance(value, str) else ""
    clear = name.isprintable() and "  " not in name and len(name) <= LONGEST
    return lowered(name) if clear else ""


def lowered(name: str) -> str:
    """In lower case, but no foreign sign becomes a Latin letter (the Kelvin sign a k)."""
    return "".join(one if not one.isascii() and one.lower().isascii() else one.lower() for one in name)


def alive(claims: dict, hours: float, now: float | None = None) -> bool:
    """Whether a sign-in still counts: not older than `hours`, not from the future, not signed out."""
    since = _since(claims)
    now = time.time() if now is None else now
    return since is not None and since - LEEWAY <= now < since + hours * 3600 and _key(claims) not in _ended


def begins(claims: dict) -> bool:
    """True the first time that this process meets a sign-in, so that it is written down once, not for every tab."""
    with _lock:
        new = _key(claims) not in _seen
        _seen.add(_key(claims))
        return new


def end(claims: dict, hours: float) -> None:
    """Signed out: no copy of this sign-in's cookie counts any more. It is forgotten by a clock that nobody sets: one that
    stood ahead for a while would make copies count again."""
    now = time.monotonic()
    with _lock:
        for key in [key for key, until in _ended.items() if until < now]:
            del _ended[key]
        _ended[_key(claims)] = now + hours * 3600 + LEEWAY


def _since(claims: dict) -> int | None:
    """When the provider issued the token (seconds since 1970); every OpenID token says so."""
    issued = claims.get("iat")
    return int(issued) if isinstance(issued, (int, float)) and not isinstance(issued, bool) else None


def _key(claims: dict) -> tuple[str, int]:
    return f"{claims.get('iss')} {claims.get('sub')}", _since(claims) or 0
