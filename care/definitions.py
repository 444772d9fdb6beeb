"""Loads what an office may edit (definitions/*.toml) into frozen dataclasses and refuses what it does not know.

An unknown or missing key stops the start with the file, the line and the nearest known key.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from care.strict_toml import DefinitionError, Place, build, lists, read, rules, tables, with_ids

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions"
Text = dict[str, str]  # language → words
SEVERITIES = ("high", "middle", "low")  # how much a duty not done matters, worst first


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
    own_source: Text  # what stands as the source of a rule that the office has set itself
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
    told_by: list[str] = field(
        default_factory=list
    )  # in a ledger's own words: whoever they name is of the rare group
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
    groups: list[str] = field(
        default_factory=list
    )  # whoever gets it is of one of these; [] = it tells of none


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
    headings = read(folder / "fields.toml")
    groups = tables(Group, folder / "groups.toml")
    return Definitions(
        programme=build(Programme, read(folder / "programme.toml"), Place(folder / "programme.toml")),
        groups=groups,
        contacts=_contacts(folder / "contacts.toml", groups),
        relief=_relief(folder / "relief.toml", groups),
        indicators=_indicators(folder / "indicators.toml"),
        checks=tables(Check, folder / "checks.toml"),
        submissions=tables(Submission, folder / "submissions.toml"),
        files=lists(folder / "files.toml"),
        activities=rules(ActivityRule, folder / "activities.toml"),
        responsibles=lists(folder / "responsibles.toml"),
        fields=headings.pop("fields", {}),
        vocabulary=headings,
        ledgers={path.stem: read(path) for path in sorted((folder / "ledgers").glob("*.toml"))},
        sha256=_sha256(folder),
    )


def _indicators(path: Path) -> dict[str, Indicator]:
    found = tables(Indicator, path)
    for one in found.values():
        if one.severity not in SEVERITIES:
            raise DefinitionError("definition_severity", file=path.name, what=one.id, value=one.severity)
    return found


def _relief(path: Path, groups: dict[str, Group]) -> dict[str, ReliefItem]:
    found = tables(ReliefItem, path)
    for item in found.values():
        for group in item.groups:
            if group not in groups:
                line = Place(path, item.id).line("groups")
                raise DefinitionError("definition_group", file=path.name, line=line, value=group)
    return found


def _contacts(path: Path, groups: dict[str, Group]) -> Contacts:
    """Kinds, duties and rules; the rule of a family of groups becomes one of each of its groups."""
    raw = read(path)
    for name in ("kinds", "duties"):
        raw[name] = with_ids(raw.get(name, {}), name, Place(path))
    found = build(Contacts, raw, Place(path))
    members = {group.id: [group.id] for group in groups.values()}
    for group in groups.values():
        members.setdefault(group.family, []).append(group.id)
    for n, rule in enumerate(found.rules):
        if rule.group not in members:
            line = Place(path, "rules", n).line("group")
            raise DefinitionError("definition_group", file=path.name, line=line, value=rule.group)
    of_groups = [replace(rule, group=group) for rule in found.rules for group in members[rule.group]]
    return replace(found, rules=of_groups)


def _sha256(folder: Path) -> str:
    """One hash over all rules (not the words: a changed wording needs no new store)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        if path.parent.name != "words":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
