"""What a page is about: in which language, at which unit, group and day, with the answers for it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from care.answers import Ask
from care.charts import Look
from care.definitions import Definitions, Indicator
from care.screen.kept import Kept
from care.words import Voice, class_in_english


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
class View:
    """Passed to every card. `t` speaks; `answers` are kept answers; unit and group are '' for all."""

    page: str
    t: Voice
    look: Look
    answers: Kept
    definitions: Definitions
    units: dict[str, Unit]
    root: str
    unit: str
    group: str
    day: date
    may_see_names: bool = False
    user: str = ""  # who is asking, for records

    def ask(self, name: str, **other) -> Ask:
        """A question with this view's filters; `other` replaces some."""
        return replace(Ask(name, self.day, self.unit, self.group), **other)

    def indicator(self, name: str) -> Indicator:
        return self.definitions.indicators[name]

    def unit_name(self, unit_id: str | None, within: str = "") -> str:
        """A unit's name; below another level, with the one above it (a class alone says little)."""
        unit = self.units.get(unit_id or "")
        if not unit:
            return (unit_id or "").rpartition("/")[2]
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
        """Which people these figures are about, and on which day."""
        who = self.group_name(self.group) if self.group else self.t("filter.all_groups")
        return self.t("card.scope", unit=self.unit_name(self.unit), group=who, day=self.day)


def theme_type() -> str:
    """light or dark, as Streamlit draws the page."""
    return st.context.theme.type or "light"
