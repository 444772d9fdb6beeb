"""What a figure is about: at which unit, group and day, in which language, with the answers for it.

Pages, slides and documents ask through this, so that none can ask differently.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from care.answers import Answers, Ask
from care.briefing.once import Once
from care.calendar import terms_ended
from care.definitions import Definitions, Indicator
from care.store import Scope, Store
from care.words import Voice, class_in_english

UNITS = "select unit_id, kind, name, name_en, depth from units order by position, unit_id"


# Names of units stand in sentences, buttons and charts, which read these signs as links and layout: full-width sisters.
SIGNS = str.maketrans("[]<>{}*_`~$|#&@:\\", "［］＜＞｛｝＊＿｀～＄｜＃＆＠：＼")


def lettered(name: str) -> str:
    """A unit's name in which nothing is a link or a layout."""
    return re.sub(r"(?i)(www)\.", r"\1．", name.translate(SIGNS))


@dataclass(frozen=True)
class Unit:
    """One unit of the tree. `unit_id` is its path of names."""

    unit_id: str
    kind: str
    names: tuple[str, str]  # zh, en
    depth: int

    def name(self, lang: str) -> str:
        if lang != "en":
            return self.names[0]
        return self.names[1] or class_in_english(self.names[0])


@dataclass(frozen=True)
class About:
    """`t` speaks; `answers` are Answers, or the screen's kept ones; unit and group are '' for all."""

    t: Voice
    answers: Any  # what has the methods of care.answers.Answers
    definitions: Definitions
    units: dict[str, Unit]
    root: str
    unit: str
    group: str
    day: date

    def ask(self, name: str, **other) -> Ask:
        """A question with these filters; `other` replaces some."""
        return replace(Ask(name, self.day, self.unit, self.group), **other)

    def indicator(self, name: str) -> Indicator:
        return self.definitions.indicators[name]

    def unit_name(self, unit_id: str | None, within: str = "") -> str:
        """A unit's name; below another level, with the one above it (a class alone says little)."""
        unit = self.units.get(unit_id or "")
        if not unit:
            return lettered((unit_id or "").rpartition("/")[2])
        if within and unit_id == within:
            return self.t("unit.itself", name=unit.name(self.t.lang))
        if unit.kind == "class" and not within:
            return f"{self.unit_name(unit_id.rpartition('/')[0])} {unit.name(self.t.lang)}"
        return unit.name(self.t.lang)

    def group_name(self, group_id: str, short: bool = False) -> str:
        group = self.definitions.groups.get(group_id)
        return self.t.pick(group.short if short else group.name) if group else group_id

    @property
    def children(self) -> list[str]:
        """The units one step below."""
        depth = self.units[self.unit].depth + 1 if self.unit in self.units else 0
        return [
            id_ for id_, unit in self.units.items() if unit.depth == depth and id_.startswith(f"{self.unit}/")
        ]

    @property
    def month_ago(self) -> date | None:
        """The same day a month before; None when the records begin later."""
        last = self.day.replace(day=1) - timedelta(days=1)
        before = last.replace(day=min(self.day.day, last.day))
        return before if before >= self.answers.first_day else None

    @property
    def scope_words(self) -> str:
        """Which people these figures are about, and on which day; also whether its school terms are known."""
        said = self.t("card.scope", unit=self.unit_name(self.unit), group=self.whom(self.group), day=self.day)
        last = terms_ended(self.definitions.programme, self.day)
        return said + self.t("card.terms_ended", day=last) if last else said

    def whom(self, group: str) -> str:
        """A group's name; '' = all whom the asker answers for."""
        return self.group_name(group) if group else everybody(self.t, self.answers.scope)


def everybody(t: Voice, scope: Scope) -> str:
    """What all groups are called to whoever answers for some: a part must not pass for the whole."""
    return t("filter.all_groups") if scope.groups is None else t("filter.own_groups", n=len(scope.groups))


def about(
    store: Store,
    scope: Scope,
    definitions: Definitions,
    t: Voice,
    unit: str = "",
    group: str = "",
    day: date | None = None,
    puts_by: bool = False,
) -> About:
    """What an asker with `scope` may be told, without a browser; unit '' is the top of what they may see. `puts_by`:
    where the same is asked of many units.

    Raises ValueError where no unit lies within their scope, or `unit` is none of theirs.
    """
    answers = Once(Answers(store, scope, definitions, puts_by), day or store.as_of)
    units = units_of(answers)
    if not units or (unit and unit not in units):
        raise ValueError(unit)
    root = root_of(units)
    return About(t, answers, definitions, units, root, unit or root, group, day or store.as_of)


def units_of(answers) -> dict[str, Unit]:
    """The asker's units in tree order: each unit after the one above it, in the office's own order."""
    rows = {
        r.unit_id: Unit(
            r.unit_id,
            r.kind,
            (lettered(r.name), lettered(r.name_en) if isinstance(r.name_en, str) else ""),
            int(r.depth),
        )
        for r in answers.table(UNITS).itertuples()
    }
    place = {unit_id: at for at, unit_id in enumerate(rows)}

    def key(unit_id: str) -> list[int]:
        steps = unit_id.split("/")
        return [place.get("/".join(steps[: n + 1]), -1) for n in range(len(steps))]

    return {unit_id: rows[unit_id] for unit_id in sorted(rows, key=key)}


def root_of(units: dict[str, Unit]) -> str:
    """The highest unit."""
    return min(units, key=lambda unit_id: units[unit_id].depth)
