"""What the generator knows about its town. Writers and truth both read this, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .clock import TODAY, age_on

CHILD_GROUPS = ("left_behind_children", "children_in_difficulty", "children_without_care", "orphans")
ELDER_GROUPS = ("elderly_alone", "elderly_empty_nest", "elderly_left_behind")
# As definitions/groups.toml has it (helper = true).
NEEDS_HELPER = (
    *CHILD_GROUPS,
    *ELDER_GROUPS,
    "hardship_home",
    "disabled_severe",
    "monitored",
    "bereaved_families",
)
GROUP_NAMES = {
    "left_behind_children": "留守儿童",
    "children_in_difficulty": "困境儿童",
    "children_without_care": "事实无人抚养儿童",
    "orphans": "孤儿",
    "elderly_alone": "独居老人",
    "elderly_empty_nest": "空巢老人",
    "elderly_left_behind": "留守老人",
    "left_behind_women": "留守妇女",
    "hardship_home": "分散特困",
    "hardship_in_care": "集中特困",
    "minimum_living": "低保",
    "near_threshold": "低保边缘",
    "monitored": "监测对象",
    "disabled_severe": "重度残疾",
    "veterans": "优抚对象",
    "martyrs_survivors": "烈士遗属",
    "party_veterans": "老党员",
    "bereaved_families": "计生特殊家庭",
}


@dataclass(frozen=True)
class Absence:
    first: date
    last: date | None
    reason: str  # hospital | work | relatives


@dataclass
class Person:
    pid: int
    name: str
    gender: str
    birth: date
    id_no: str
    village: str
    team: int
    household: int
    relation: str = "户主"
    phone: str = ""
    address: str = ""
    shows_id: bool = True  # False: the offices know no ID (village roster only)
    groups: dict[str, date] = field(default_factory=dict)  # group → since
    left_on: date | None = None  # first day no longer on the roll
    left_reason: str = ""
    died_on: date | None = None
    absences: list[Absence] = field(default_factory=list)
    school: str = ""
    grade: int = 0
    class_name: str = ""
    boarding: bool = False
    schooling: str = ""
    risk: str = ""
    difficulty: str = ""
    guardian: tuple[str, str, str] = ("", "", "")  # name, relation, phone
    carer: tuple[str, str, str] = ("", "", "")
    disability: tuple[str, int] | None = None  # kind, level
    health: str = "健康"
    neglect: float = 1.0  # factor on every contact chance of this person

    @property
    def age(self) -> int:
        return age_on(self.birth, TODAY)

    @property
    def since(self) -> date:
        return min(self.groups.values())

    def on_roll(self, day: date = TODAY) -> bool:
        return bool(self.groups) and self.since <= day and not self.gone(day)

    def gone(self, day: date) -> bool:
        return any(end is not None and end <= day for end in (self.left_on, self.died_on))

    def away(self, day: date) -> bool:
        return any(a.first <= day and (a.last is None or day <= a.last) for a in self.absences)

    def in_any(self, groups: tuple[str, ...]) -> bool:
        return any(g in self.groups for g in groups)


@dataclass
class Household:
    hid: int
    village: str
    team: int
    address: str
    members: list[Person] = field(default_factory=list)
    head_name: str = ""
    monthly: int = 0  # minimum living allowance a month, yuan

    @property
    def head(self) -> Person:
        return self.members[0]


@dataclass
class Helper:
    name: str
    phone: str
    kind: str  # 教师妈妈, 代理妈妈, 志愿者, 村干部, 邻居, 党员
    unit: str  # village or school
    position: str
    limit: int
    active: bool = True  # False: never contacts the people paired with them


@dataclass
class Pairing:
    person: Person
    helper: Helper
    start: date
    end: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Contact:
    person: Person
    day: date
    kind: str  # visit, phone, talk, home_visit, video
    by: str
    text: str
    ledger: str  # 08 | 09 | talk | home
    problem: str = ""
    entered: date | None = None
    kind_cn: str = ""
    place: str = ""
    month_only: bool = False  # the ledger holds a tick, not a day
    books: int = 0  # given on a winter-holiday visit
    supplies: int = 0


@dataclass
class Relief:
    item: str
    person: Person
    dates: dict[str, date]  # surveyed_on … received_on
    cash: int = 0
    quilts: int = 0
    coats: int = 0
    need_people: int = 1
    category: str = ""
    refused: str = ""
    by: str = ""
    goods: str = ""


@dataclass
class House:
    person: Person
    grade: str
    number: str
    built: int
    structure: str
    lived_in: bool
    remedy: str
    found: date
    started: date | None = None
    safe: date | None = None
    resettled: date | None = None
    place: str = ""
    subsidy: int = 0


@dataclass(frozen=True)
class Activity:
    """`unit`: school or village; `room`: the class of a class meeting; `held` None = not (yet) held."""

    unit: str
    room: str
    kind: str
    title: str
    planned: date
    held: date | None
    reached: int
    by: str
    text: str


@dataclass(frozen=True)
class ChildFile:
    """A pupil's file beyond the register: '' = blank; `signed` None = no guardianship letter."""

    person: Person
    life: str
    mind: str
    safety: str
    signed: date | None
    until: date | None
    card: bool
    updated: date


@dataclass(frozen=True)
class Facility:
    unit: str
    name: str
    is_open: bool
    opened: date
    phone: str
    carers: list[str]
    places: int
    hours: str


@dataclass(frozen=True)
class Stage:
    name: str
    due: date
    done: date | None


@dataclass(frozen=True)
class Plan:
    """`kind`: help_plan | education_plan; `diary`: the teacher's last entry on the pupil."""

    person: Person
    kind: str
    made: date
    text: str
    stages: tuple[Stage, ...]
    by: str
    diary: date | None


@dataclass(frozen=True)
class SafetyCheck:
    """`unit`: school or village; `fault` '' = nothing found; `text`: measures against illness and the like."""

    unit: str
    place: str
    kind: str
    day: date
    by: str
    fault: str
    due: date | None
    mended: date | None
    text: str


@dataclass(frozen=True)
class Calls:
    """A session of calls to parents at a home for pupils."""

    unit: str
    day: date
    calls: int
    by: str


@dataclass
class Town:
    people: list[Person] = field(default_factory=list)
    households: dict[int, Household] = field(default_factory=dict)
    helpers: list[Helper] = field(default_factory=list)
    pairings: list[Pairing] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    relief: list[Relief] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    files: list[ChildFile] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    safety: list[SafetyCheck] = field(default_factory=list)
    calls: list[Calls] = field(default_factory=list)
    staff: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)  # unit → (name, post, phone)

    def roll(self, day: date = TODAY) -> list[Person]:
        return [p for p in self.people if p.on_roll(day)]

    def of_village(self, village: str) -> list[Person]:
        return [p for p in self.people if p.village == village]
