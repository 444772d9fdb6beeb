"""Who may see and do what, as the office has said: DIR/access.jsonl, a log whose last line about somebody holds.

People are named as the identity provider names them (an e-mail address, as a rule), in lower case. Whoever has no line,
or one that has ended, may see nothing. Every change stands in the audit log.
"""

import contextlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from care import audit
from care.inspection import log
from care.meanwhile import ANY, unchanged
from care.roles import ROLES, User, user
from care.sessions import LONGEST, lowered

FILE = "access.jsonl"
OURS = ("local", "sample")  # what the audit log calls this machine and the invented town


@dataclass(frozen=True)
class Grant:
    """What somebody was given. `units`: subtrees, `groups`: ids; None = all. `until`: the last day, None = no end."""

    who: str
    roles: tuple[str, ...]
    units: tuple[str, ...] | None = None
    groups: tuple[str, ...] | None = None
    until: date | None = None
    by: str = ""
    at: str = ""

    def ended(self, today: date) -> bool:
        return self.until is not None and self.until < today


def give(folder: Path, given: Grant, by: str, based: Grant | None | object = ANY) -> None:
    """Let somebody in, or change what they may see and do; what they had before ends. `based`: what the asker saw of
    them, None = not yet let in.

    Raises ValueError for a name that is none or ours, an unknown role, or no role at all; Meanwhile (with the Grant
    that stands, or None) where they have been given something else since.
    """
    who = name_of(given.who)
    unknown = [role for role in given.roles if role not in ROLES]
    if not who or who in OURS or unknown or not given.roles:
        raise ValueError(", ".join(unknown) or "who and which role")
    line = {
        "who": who,
        "roles": list(dict.fromkeys(given.roles)),
        "units": given.units and list(given.units),
        "groups": given.groups and list(given.groups),
        "until": given.until and given.until.isoformat(),
        "by": by,
    }
    _add(folder, line, based, {key: line[key] for key in ("roles", "units", "groups", "until")})


def take(folder: Path, who: str, by: str, based: Grant | None | object = ANY) -> None:
    """Somebody may see nothing any more. Raises KeyError for somebody who could see nothing before, Meanwhile as
    `give` does."""
    who = name_of(who)
    if who not in in_force(folder):
        raise KeyError(who)
    _add(folder, {"who": who, "roles": [], "by": by}, based, {"roles": []})


def _add(folder: Path, line: dict, based: Grant | None | object, said: dict) -> None:
    """The audit log first: killed in between, or with a full disk, access never changes without a word of it."""

    def make() -> list[dict]:
        unchanged(based, in_force(folder).get(line["who"]))
        audit.record(folder, line["by"], "access", whom=line["who"], **said)
        return [line]

    log.add_after(folder / FILE, make)


def in_force(folder: Path) -> dict[str, Grant]:
    """Everybody who was given something, by name; those whose day has passed are among them."""
    said = dict(log.read(folder / FILE, lambda line: (log.texts(line, "who")[0], line)))
    found = {}
    for who, line in sorted(said.items()):
        with contextlib.suppress(*log.DAMAGED):  # of whom the last line says nothing clear, nothing is given
            if line["roles"]:
                found[who] = _grant(line)
    return found


def user_of(folder: Path, who: str, today: date) -> User:
    """The user of this name; somebody unknown, or whose day has passed, may see and do nothing."""
    grant = in_force(folder).get(name_of(who))
    if grant is None or grant.ended(today):
        return user(name_of(who), (), (), ())
    roles = tuple(role for role in grant.roles if role in ROLES)
    return user(grant.who, roles, grant.units, grant.groups)


def user_now(folder: Path, name: str) -> User:
    """The same, right now; read once until the log changes."""
    path = folder / FILE
    known = path.stat() if path.exists() else None
    stamp = (
        (known.st_mtime_ns, known.st_size) if known else (0, 0)
    )  # two changes may fall into one tick of a disk
    return _user(folder, name, date.today(), stamp)


@lru_cache(maxsize=256)
def _user(folder: Path, name: str, today: date, stamp: tuple[int, int]) -> User:
    return user_of(folder, name, today)


def name_of(who: str) -> str:
    """As names are compared: trimmed, in lower case, one line, without signs that nobody sees."""
    seen = "".join(sign for sign in who if unicodedata.category(sign) != "Cf")
    return lowered(" ".join(seen.split()))[:LONGEST]


def _grant(line: dict) -> Grant:
    """Raises one of log.DAMAGED for a line of another shape."""
    until = line.get("until")
    return Grant(
        line["who"],
        _several(line["roles"]),
        None if line.get("units") is None else _several(line["units"]),
        None if line.get("groups") is None else _several(line["groups"]),
        date.fromisoformat(until) if until else None,
        *log.texts(line, "by", "at"),
    )


def _several(said) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise TypeError("a list of names")
    return tuple(said)
