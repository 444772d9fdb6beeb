"""Loads what an office may edit (definitions/*.toml) into frozen dataclasses and refuses what it does not know.

An unknown or missing key stops the start with the file, the line and the nearest known key.
"""

import difflib
import hashlib
import re
import tomllib
import types
import typing
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions"
Text = dict[str, str]  # language → words
SEVERITIES = ("high", "middle", "low")  # how much a duty not done matters, worst first


class DefinitionError(ValueError):
    """A definitions file holds something that CareBoard does not know; the message says where."""


@dataclass(frozen=True)
class Term:
    name: Text
    from_: date
    to: date


@dataclass(frozen=True)
class Season:
    from_: str
    to: str


@dataclass(frozen=True)
class SpringFestival:
    days: list[date]


@dataclass(frozen=True)
class Programme:
    name: Text
    languages: list[str]
    closing_day: int
    week_starts_on: int
    small_count: int
    ranking: bool
    inspections: list[date]
    entry_days: int
    retention_years: int
    terms: list[Term]
    winter: Season
    spring_festival: SpringFestival


@dataclass(frozen=True)
class Group:
    id: str
    name: Text
    short: Text
    family: str
    spellings: list[str]
    belongs: Text
    helper: bool = False
    below: int | None = None
    from_age: int | None = None
    rare: bool = False
    excludes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ContactKind:
    id: str
    name: Text
    in_person: bool


@dataclass(frozen=True)
class Duty:
    id: str
    name: Text
    owed_by: str
    kinds: list[str]
    by_phone: list[str]


@dataclass(frozen=True)
class Rule:
    group: str
    duty: str
    period: str
    phone: bool
    source: Text
    risk: str | None = None
    from_age: int | None = None


@dataclass(frozen=True)
class Contacts:
    kinds: dict[str, ContactKind]
    duties: dict[str, Duty]
    periods: dict[str, Text]
    rules: list[Rule]


@dataclass(frozen=True)
class ReliefItem:
    id: str
    name: Text
    spellings: list[str]
    opens: str
    due: str
    stages: list[str]
    done: str
    unit: Text
    rule: Text


@dataclass(frozen=True)
class Submission:
    id: str
    name: Text
    ledger: str
    by: str
    every: str
    source: Text
    item: str = ""
    due: str = ""
    opens: str = ""  # of a season: from when it is asked for; without it from its first day
    days: int = 0


@dataclass(frozen=True)
class ActivityRule:
    kind: str
    by: str
    every: str
    source: Text


@dataclass(frozen=True)
class Indicator:
    id: str
    name: Text
    question: Text
    rule: Text
    page: str
    form: str
    subject: str
    limits: dict[str, float]
    target: float | None = None
    severity: str = "middle"  # of a duty not done; one of SEVERITIES
    list: Text = field(default_factory=dict)  # the title of the list of what is not done; without it the name
    gap: Text = field(
        default_factory=dict
    )  # what is not done, as the list of gaps calls it; without it the name
    duties: dict[str, Text] = field(default_factory=dict)  # names of its duties that nothing else names
    why: dict[str, Text] = field(
        default_factory=dict
    )  # reasons of its rows, with {a}, {b} … for their figures


@dataclass(frozen=True)
class Check:
    """One check of the records; what it means in rows is queries/checks/ID.sql."""

    id: str
    code: str
    family: str
    severity: str
    name: Text
    rule: Text
    reason: Text
    limits: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Definitions:
    programme: Programme
    groups: dict[str, Group]
    contacts: Contacts
    relief: dict[str, ReliefItem]
    indicators: dict[str, Indicator]
    checks: dict[str, Check]
    submissions: dict[str, Submission]
    files: dict[str, list[str]]
    activities: list[ActivityRule]
    responsibles: dict[str, list[str]]
    fields: dict[str, dict]
    vocabulary: dict[str, dict]
    ledgers: dict[str, dict]
    sha256: str

    @property
    def helper_groups(self) -> list[str]:
        """Ids of the groups whose members need a helper."""
        return [group.id for group in self.groups.values() if group.helper]


@lru_cache(maxsize=8)
def load(folder: Path = DEFINITIONS) -> Definitions:
    """Read and check every definitions file below `folder`.

    Raises DefinitionError with file, line and nearest known key.
    """
    headings = _toml(folder / "fields.toml")
    groups = _tables(Group, folder / "groups.toml")
    return Definitions(
        programme=_build(Programme, _toml(folder / "programme.toml"), folder / "programme.toml"),
        groups=groups,
        contacts=_contacts(folder / "contacts.toml", groups),
        relief=_tables(ReliefItem, folder / "relief.toml"),
        indicators=_indicators(folder / "indicators.toml"),
        checks=_tables(Check, folder / "checks.toml"),
        submissions=_tables(Submission, folder / "submissions.toml"),
        files=_lists(folder / "files.toml"),
        activities=_rules(ActivityRule, folder / "activities.toml"),
        responsibles=_lists(folder / "responsibles.toml"),
        fields=headings.pop("fields", {}),
        vocabulary=headings,
        ledgers={path.stem: _toml(path) for path in sorted((folder / "ledgers").glob("*.toml"))},
        sha256=_sha256(folder),
    )


def _toml(path: Path) -> dict:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DefinitionError(f"{path.name}: {fault}") from None


def _tables(cls: type, path: Path) -> dict:
    return {id_: _build(cls, {"id": id_, **table}, path) for id_, table in _toml(path).items()}


def _indicators(path: Path) -> dict[str, Indicator]:
    found = _tables(Indicator, path)
    for one in found.values():
        if one.severity not in SEVERITIES:
            line = _line_of(path, "severity")
            raise DefinitionError(
                f"{path.name}, line {line}: “severity” of {one.id} must be one of {', '.join(SEVERITIES)}"
            )
    return found


def _lists(path: Path) -> dict[str, list[str]]:
    return _value(dict[str, list[str]], _toml(path), path.stem, path)


def _rules(cls: type, path: Path) -> list:
    return [_build(cls, table, path) for table in _toml(path).get("rules", [])]


def _contacts(path: Path, groups: dict[str, Group]) -> Contacts:
    """Kinds, duties and rules; the rule of a family of groups becomes one of each of its groups."""
    raw = _toml(path)
    raw["kinds"] = {id_: {"id": id_, **table} for id_, table in raw.get("kinds", {}).items()}
    raw["duties"] = {id_: {"id": id_, **table} for id_, table in raw.get("duties", {}).items()}
    found = _build(Contacts, raw, path)
    members = {group.id: [group.id] for group in groups.values()}
    for group in groups.values():
        members.setdefault(group.family, []).append(group.id)
    for rule in found.rules:
        if rule.group not in members:
            line = _line_of(path, f'"{rule.group}"')
            raise DefinitionError(
                f"{path.name}, line {line}: “{rule.group}” is no group and no family of groups"
            )
    rules = [replace(rule, group=group) for rule in found.rules for group in members[rule.group]]
    return replace(found, rules=rules)


def _build(cls: type, table: dict, path: Path):
    """One dataclass from one TOML table; nested dataclasses, lists and dicts of them are built alike."""
    hints = typing.get_type_hints(cls)
    known = {one.name.rstrip("_"): one for one in fields(cls)}
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean “{near[0]}”?" if near else f"; known: {', '.join(known)}"
            raise DefinitionError(f"{path.name}, line {_line_of(path, key)}: unknown key “{key}”{hint}")
    missing = [
        key
        for key, one in known.items()
        if key not in table and one.default is MISSING and one.default_factory is MISSING
    ]
    if missing:
        raise DefinitionError(f"{path.name}: {table.get('id', cls.__name__)} lacks “{missing[0]}”")
    values = {known[key].name: _value(hints[known[key].name], raw, key, path) for key, raw in table.items()}
    return cls(**values)


def _value(hint, raw, key: str, path: Path):
    if isinstance(hint, types.UnionType):
        hint = next(part for part in hint.__args__ if part is not type(None))
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        raw = _expect(raw, list, key, path)
        return [_value(args[0], one, key, path) for one in raw]
    if origin is dict:
        raw = _expect(raw, dict, key, path)
        return {name: _value(args[1], one, key, path) for name, one in raw.items()}
    if hasattr(hint, "__dataclass_fields__"):
        return _build(hint, _expect(raw, dict, key, path), path)
    return _expect(raw, (int, float) if hint is float else hint, key, path)


def _expect(raw, kind, key: str, path: Path):
    if isinstance(raw, kind) and not (isinstance(raw, bool) and kind is int):
        return raw
    wanted = getattr(kind, "__name__", "number")
    raise DefinitionError(f"{path.name}, line {_line_of(path, key)}: “{key}” must be a {wanted}, not {raw!r}")


def _line_of(path: Path, key: str) -> int:
    """The first line that mentions the key; tomllib gives no positions."""
    pattern = re.compile(rf"(^|[\s{{\[.,]){re.escape(key)}(\s*=|\]|\.)")
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.search(line)), 1)


def _sha256(folder: Path) -> str:
    """One hash over all rules (not the words: a changed wording needs no new store)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        if path.parent.name != "words":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def spring_festival_of(programme: Programme, season: int) -> date:
    """The Spring Festival day of the winter that begins in year `season`. Raises DefinitionError if unknown."""
    for day in programme.spring_festival.days:
        if day.year == season + 1:
            return day
    raise DefinitionError(f"programme.toml: spring_festival.days has no day in {season + 1}")


def season_day(programme: Programme, season: int, word: str) -> date:
    """“MM-DD” or “spring_festival-N” in the season from September `season` to August of the next year."""
    if word.startswith("spring_festival"):
        return spring_festival_of(programme, season) - timedelta(days=int(word.partition("-")[2] or 0))
    month, day = (int(part) for part in word.split("-"))
    return date(season if month >= 9 else season + 1, month, day)
