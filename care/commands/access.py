"""Commands on who may see and do what: the first administrator is let in here, on the machine itself."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from care import grants
from care.commands.result import Result, UsageError, group_named, store_in_force, unit_named
from care.definitions import Definitions
from care.grants import Grant
from care.roles import ROLES


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    told = command(asks, "access", listed, "who may see and do what; `access give WHO`, `access take WHO`")
    told.add_argument("what", nargs="?", default="list", choices=("list", "give", "take"))
    told.add_argument("who", nargs="?", default="", help="a sign-in name, as a rule an e-mail address")
    told.add_argument("--role", action="append", default=[], choices=list(ROLES), help="may be repeated")
    told.add_argument("--unit", action="append", default=[], help="a unit's name or path; without it all")
    told.add_argument("--group", action="append", default=[], help="a group's id or name; without it all")
    told.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last day")
    told.add_argument("--by", default="local", help="who gives it; stands in the audit log")


def listed(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Give or take access, then everybody who has some. Raises UsageError."""
    if asked.what != "list":
        (give if asked.what == "give" else take)(asked, folder, definitions)
    return Result([_told(one) for one in grants.in_force(folder).values()])


def give(asked: Namespace, folder: Path, definitions: Definitions) -> None:
    units = groups = None
    if asked.unit:
        store = store_in_force(folder, definitions)
        units = tuple(unit_named(one, store) for one in asked.unit)
    if asked.group:
        groups = tuple(group_named(one, definitions) for one in asked.group)
    try:
        grants.give(folder, Grant(asked.who, tuple(asked.role), units, groups, asked.until), asked.by)
    except ValueError:
        raise UsageError("Say who (a sign-in name) and at least one --role.") from None


def take(asked: Namespace, folder: Path, definitions: Definitions) -> None:
    try:
        grants.take(folder, asked.who, asked.by)
    except KeyError:
        raise UsageError(f"“{asked.who}” has no access.") from None


def _told(one: Grant) -> dict:
    return {
        "who": one.who,
        "roles": ", ".join(one.roles),
        "units": "all" if one.units is None else ", ".join(one.units),
        "groups": "all" if one.groups is None else ", ".join(one.groups),
        "until": one.until.isoformat() if one.until else "",
        "by": one.by,
        "at": one.at[:10],
    }
