"""What an office has set for itself: targets, limits, rhythms, deadlines, its calendar. DIR/settings.jsonl, over definitions/.

The last line about a setting holds; one without a value gives it back to what is delivered. So an update of the program
brings new definitions and keeps what the office set. A line that no longer fits (its setting is gone, its value is no
longer one) is passed over. Every change stands in the audit log.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from care import audit
from care.definitions import (
    Check,
    Definitions,
    Indicator,
    Programme,
    ReliefItem,
    Rule,
    Season,
    Submission,
    load,
)  # fmt: skip
from care.inspection import log
from care.ledgers.problems import Refused
from care.meanwhile import Meanwhile
from care.setting_values import Value, plain, read
from care.strict_toml import DefinitionError

FILE = "settings.jsonl"
# Which fields of a definition an office may set, and what kind of value each takes (care.setting_values).
OPEN = {
    Programme: {
        "closing_day": "closing_day", "week_starts_on": "weekday", "small_count": "small_count", "ranking": "flag",
        "inspections": "days", "entry_days": "few", "retention_years": "few", "terms": "terms",
    },
    Season: {"from_": "month_day", "to": "month_day"},
    Indicator: {"target": "share", "severity": "severity", "limits": "limit"},
    Check: {"severity": "severity", "limits": "limit"},
    Rule: {"period": "period", "phone": "flag"},
    ReliefItem: {"opens": "season_day", "due": "season_day"},
    Submission: {"opens": "season_day", "due": "season_day", "days": "few"},
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """One thing an office may set. `key`: part/id/field, as in indicators/helper_contact/limits/days."""

    key: str
    kind: str
    value: Value

    @property
    def part(self) -> str:
        return self.key.split("/")[0]

    @property
    def id(self) -> str:
        return self.key.split("/")[1]

    @property
    def field(self) -> str:
        return self.key.split("/", 2)[2]


@dataclass(frozen=True)
class Change:
    """What an office has set: `value` in force instead of `delivered`, by whom, when."""

    setting: Setting
    delivered: Value
    by: str
    at: str

    @property
    def value(self) -> Value:
        return self.setting.value


def settings_of(definitions: Definitions) -> dict[str, Setting]:
    """Everything an office may set, by key, with the value in force."""
    found: list[Setting] = _fields("programme/calendar", definitions.programme)
    found += _fields("programme/winter", definitions.programme.winter)
    for part in ("indicators", "relief", "submissions", "checks"):
        for id_, one in getattr(definitions, part).items():
            found += _fields(f"{part}/{id_}", one)
    for rule in definitions.contacts.rules:
        found += _fields(f"contacts/{rule_id(rule)}", rule)
    return {one.key: one for one in found}


def rule_id(rule: Rule) -> str:
    """Which rhythm a rule is: its group, duty and what narrows it, whatever it asks for."""
    return ".".join(str(one) for one in (rule.group, rule.duty, rule.risk, rule.from_age) if one is not None)


@lru_cache(maxsize=1)
def delivered() -> Definitions:
    """What the files of definitions/ say, held against the bounds of what an office may set. Raises DefinitionError."""
    found = load()
    check(found)
    return found


def check(definitions: Definitions) -> None:
    """Whether each value is one that the page of rules takes, too, and ages are ages. Raises DefinitionError, which
    names the file, the value's name and what is allowed."""
    values = list(settings_of(definitions).values())
    values += _named("groups", definitions.groups, {"below": "age", "from_age": "age"})
    values += _named(
        "contacts", {rule_id(one): one for one in definitions.contacts.rules}, {"from_age": "age"}
    )
    for one in values:
        try:
            read(one.kind, one.value, one.value)
        except Refused as refusal:
            where = [part for part in one.key.split("/")[1:] if part not in ("calendar", "")]
            raise DefinitionError(
                "definition_value", file=f"{one.part}.toml", name=".".join(where), allowed=refusal.problem
            ) from None


def _named(part: str, table: dict, kinds: dict[str, str]) -> list[Setting]:
    """As settings, though no page sets them."""
    return [
        Setting(f"{part}/{id_}/{name}", kind, value)
        for id_, one in table.items()
        for name, kind in kinds.items()
        if (value := getattr(one, name)) is not None
    ]


def in_force(folder: Path) -> Definitions:
    """The delivered definitions with what the office of this data directory has set."""
    path = folder / FILE
    known = path.stat() if path.exists() else None
    return _in_force(folder, (known.st_mtime_ns, known.st_size) if known else (0, 0))


@lru_cache(maxsize=8)
def _in_force(folder: Path, stamp: tuple[int, int]) -> Definitions:
    """Read once until the log changes, not at every click."""
    return applied(delivered(), {key: line["value"] for key, line in _lines(folder).items()})


def changes(folder: Path) -> list[Change]:
    """What the office has set, the latest first."""
    delivered, now_ = settings_of(load()), settings_of(in_force(folder))
    told = sorted(_lines(folder).items(), key=lambda item: item[1]["at"], reverse=True)
    return [
        Change(now_[key], delivered[key].value, line["by"], line["at"])
        for key, line in told
        if key in now_ and now_[key].value != delivered[key].value
    ]


def put(folder: Path, said: dict[str, Value | None], by: str, based: dict[str, Value] | None = None) -> None:
    """Set things (key → value), or give them back (None) to what is delivered. All or nothing; the store follows when
    it is built next. `based`: what the asker saw of them, None = not said.

    Raises Refused for a key that is no setting and a value that it cannot take, Meanwhile (with the Settings that
    stand) where another has set one of them otherwise since; then nothing is written.
    """
    was: dict[str, Value] = {}

    def make() -> list[dict]:
        before = settings_of(in_force(folder))
        lines = list(_new_lines(before, said, by))
        others = [before[one["key"]] for one in lines if _otherwise(based, before[one["key"]])]
        if others:
            raise Meanwhile(others)
        was.update({line["key"]: plain(before[line["key"]].value) for line in lines})
        return lines

    for line in log.add_after(folder / FILE, make):
        audit.record(folder, by, "setting", key=line["key"], value=line["value"], before=was[line["key"]])


def _new_lines(before: dict[str, Setting], said: dict[str, Value | None], by: str) -> Iterator[dict]:
    """What is to be written: whatever is not so already. Raises Refused."""
    delivered = settings_of(load())
    for key, raw in said.items():
        if key not in before:
            raise Refused("setting_unknown", value=key)
        value = plain(
            delivered[key].value if raw is None else read(before[key].kind, raw, delivered[key].value)
        )
        if value != plain(before[key].value):
            yield {"key": key, "value": None if raw is None else value, "by": by}


def _otherwise(based: dict[str, Value] | None, stands: Setting) -> bool:
    return based is not None and stands.key in based and plain(based[stands.key]) != plain(stands.value)


def applied(delivered: Definitions, said: dict[str, object]) -> Definitions:
    """`delivered` with these values (key → plain value) where they fit. Without a difference it is the same object."""
    open_ = settings_of(delivered)
    fit: dict[str, object] = {}
    for key, raw in sorted(said.items()):
        try:
            value = read(open_[key].kind, raw, open_[key].value)
        except (KeyError, Refused):
            continue
        if value != open_[key].value:
            fit[key] = value
    if not fit:
        return delivered
    changed = delivered
    for key, value in fit.items():
        changed = _with(changed, key.split("/"), value)
    text = json.dumps({key: plain(value) for key, value in fit.items()}, sort_keys=True)
    return replace(changed, sha256=hashlib.sha256((delivered.sha256 + text).encode()).hexdigest())


def _fields(key: str, one) -> list[Setting]:
    """The settings of one definition; what is empty has nothing to set, nor has the other way to say when it is due."""
    found = []
    for name, kind in OPEN[type(one)].items():
        value = getattr(one, name)
        if isinstance(value, dict):
            found += [Setting(f"{key}/{name}/{limit}", kind, number) for limit, number in value.items()]
        elif value not in (None, "") and not (name == "days" and one.due):
            found.append(Setting(f"{key}/{name.rstrip('_')}", kind, value))
    if isinstance(one, Indicator) and one.form != "share":  # a plain count has neither target nor gaps
        found = [setting for setting in found if setting.kind == "limit"]
    return found


def _with(definitions: Definitions, path: list[str], value: Value) -> Definitions:
    part, id_, *fields = path
    if part == "programme":
        programme = definitions.programme
        if id_ == "winter":
            return replace(
                definitions, programme=replace(programme, winter=_changed(programme.winter, fields, value))
            )
        return replace(definitions, programme=_changed(programme, fields, value))
    own = definitions.programme.own_source
    if part == "contacts":
        rules = [
            replace(_changed(one, fields, value), source=own) if rule_id(one) == id_ else one
            for one in definitions.contacts.rules
        ]
        return replace(definitions, contacts=replace(definitions.contacts, rules=rules))
    table = getattr(definitions, part)
    one = _changed(table[id_], fields, value)
    if isinstance(one, Submission):
        one = replace(one, source=own)
    return replace(definitions, **{part: table | {id_: one}})


def _changed(one, fields: list[str], value: Value):
    name, *inner = fields
    if inner:
        value = getattr(one, name) | {inner[0]: value}
    known = {field.name.rstrip("_"): field.name for field in dataclasses.fields(one)}
    return replace(one, **{known[name]: value})


def _lines(folder: Path) -> dict[str, dict]:
    """Setting → the last line about it, of those that stand otherwise than delivered."""
    said = dict(log.read(folder / FILE, _read))
    return {key: line for key, line in said.items() if line["value"] is not None}


def _read(line: dict) -> tuple[str, dict]:
    key, by, at = log.texts(line, "key", "by", "at")
    return key, {"key": key, "value": line["value"], "by": by, "at": at}
