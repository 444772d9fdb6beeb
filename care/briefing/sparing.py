"""Answers for those who see figures only: small counts of rare groups are left out of them, lists refused.

Around any answers (care.answers.Answers, or kept ones), so that no card has to think of it.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from care.answers import Ask, Count, Page, Row, Whole
from care.briefing.about import About
from care.briefing.small import (
    ROLL,
    crossed,
    hidden_rows,
    hidden_units,
    is_rare,
    tells_households,
    without_small,
)

LEFT_OUT = "left_out"


def left_out(frame: pd.DataFrame) -> bool:
    """Whether a breakdown lacks rows that were spared, so that its sums are not those of everybody."""
    return frame.attrs.get(LEFT_OUT, False)


def left_out_of(about: About, ask: Ask, what: str) -> set[str]:
    """Keys of the rows that `about.answers.by(ask, what)` spares: where there are any, rows may not be added up."""
    return about.answers.left_out(ask, what) if isinstance(about.answers, Sparing) else set()


class TooFew(Exception):
    """So few people of a rare group that the figure would tell who is meant."""


class Sparing:
    """The answers of `about`, sparing rare groups. Figures of a hidden unit raise TooFew, the things behind a bar PermissionError."""

    def __init__(self, about: About):
        self._about, self._answers = about, about.answers

    def __getattr__(self, name: str):
        return getattr(self._answers, name)

    def count(self, ask: Ask) -> Count:
        self._refuse(ask)
        return self._answers.count(ask)

    def by(self, ask: Ask, what: str) -> list[Row]:
        self._refuse(ask)
        rows = self._answers.by(ask, what)
        gone = hidden_rows(self._at(ask), rows, what, ask.name, ask.duty)
        return [row for row in rows if row.key not in gone]

    def left_out(self, ask: Ask, what: str) -> set[str]:
        return {row.key for row in self._answers.by(ask, what)} - {row.key for row in self.by(ask, what)}

    def whole(self, ask: Ask) -> Whole:
        return Whole(self.count(ask), {what: self.by(ask, what) for what in ("unit", "duty")})

    def trend(self, ask: Ask, months: int = 12) -> list[tuple[date, Count]]:
        """None of a rare group: an earlier month may have had fewer."""
        return [] if is_rare(self._about, ask.group) else self._answers.trend(ask, months)

    def households(self, ask: Ask) -> int | None:
        """None where they would tell those of hidden units."""
        self._refuse(ask)
        told = tells_households(self._at(ask), ask.group, ask.name, ask.duty)
        return self._answers.households(ask) if told else None

    def households_by(self, ask: Ask, what: str) -> dict[str, int]:
        seen = {row.key for row in self.by(ask, what)}
        if what == "unit" and hidden_units(self._at(ask), ask.group, ask.name, ask.duty):
            return {}
        return {key: n for key, n in self._answers.households_by(ask, what).items() if key in seen}

    def breakdown(self, ask: Ask) -> pd.DataFrame:
        """Of a rare group whole or not at all (TooFew): with parts left out, sums and shares would be wrong. Of other
        groups without small counts that a rare one is named with, and without people of a rare one and another at once
        (`left_out` says so); of a part of what the asker may see nothing about a rare one, or it could be worked out from
        the other parts. Reasons and categories as ledgers word them are told as to somebody who may see no names, whoever
        makes a file: they may hold some."""
        self._refuse(replace(ask, name=ROLL, duty=""))
        frame = self._answers.unnamed().breakdown(ask)
        rare = frame["x"].map(self._tells_of_rare) | frame["series"].map(self._tells_of_rare)
        asked = is_rare(self._about, ask.group)
        named = rare.astype(bool) | asked
        if ask.unit != self._about.root or (ask.group and not asked):
            seen = frame[~named]
        else:
            alone = ~self._crossed(frame)
            seen = without_small(frame[alone], named[alone], self._about.definitions.programme.small_count)
        if asked and len(seen) < len(frame):
            raise TooFew(ask.unit)
        seen.attrs[LEFT_OUT] = len(seen) < len(frame)
        return seen

    def first_due(self, ask: Ask) -> date | None:
        self._refuse(ask)
        return self._answers.first_due(ask)

    def rows(self, *_, **__) -> Page:
        raise PermissionError("lists")

    def breakdown_rows(self, *_, **__) -> Page:
        raise PermissionError("lists")

    def _refuse(self, ask: Ask) -> None:
        if ask.unit in hidden_units(self._at(ask), ask.group, ask.name, ask.duty):
            raise TooFew(ask.unit)

    def _at(self, ask: Ask) -> About:
        return replace(self._about, unit=ask.unit, group=ask.group, day=ask.as_of)

    def _crossed(self, frame: pd.DataFrame) -> pd.Series:
        """Which rows are about people of two groups at once, one of them rare."""
        known = self._about.definitions.groups
        pairs = zip(frame["x"], frame["series"], strict=True)
        found = [{x, other} <= known.keys() and crossed(self._about, x, other) for x, other in pairs]
        return pd.Series(found, frame.index, dtype=bool)

    def _tells_of_rare(self, said: str) -> bool:
        """A rare group's id, or a ledger's own words with its name in them: a condolence list has 散居孤儿 as a category."""
        rare = [one for one in self._about.definitions.groups.values() if one.rare]
        names = {
            name
            for one in rare
            for name in (*one.name.values(), *one.short.values(), *one.spellings, *one.told_by)
        }
        return any(said == one.id for one in rare) or any(name in str(said) for name in names)


def spared(about: About) -> About:
    """Of a rare group also what is many is hidden where others' few could be worked out from it."""
    return replace(about, answers=Sparing(about)) if is_rare(about, about.group) else about
