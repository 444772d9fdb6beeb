"""Small counts of rare groups are hidden wherever others look on (domain.md section 7): one rule for pages without
lists, meetings and all exports.

A count of 1 to 4 people of a rare group (orphans, martyrs' survivors …) may tell a village who is meant. Where what is
shown adds up, hiding one figure would let it be worked out from the others: among a unit and its parts, none or at
least two are hidden, all the way down, and those together are some more than the least that they can be: nobody is
nowhere, so two hidden of two people are one each. So a unit is hidden or shown for a group, whichever page or file asks.
"""

from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from care.answers import Ask, Row
from care.briefing.about import About

ROLL = "on_roll"
NOWHERE = "?"  # below a town: its pupils whom no village lists, who are what is left beside the villages


def hidden_units(about: About, group: str, name: str = ROLL, duty: str = "") -> frozenset[str]:
    """Units whose figures for `group` are not shown on the day, be it that few are on the roll or that few are asked
    about by `name` (and `duty`); none for a group that is not rare. A unit's own people, beside those of the units below
    it, stand as “unit/”."""
    found: frozenset[str] = frozenset()
    for one in _rare_ones(about, group):
        found |= _hidden(about, Ask(ROLL, about.day, "", one))
        if name != ROLL:
            found |= _hidden(about, Ask(name, about.day, "", one))
        if duty:
            found |= _hidden_of_duties(about, Ask(name, about.day, "", one))
    return found


def _hidden_of_duties(about: About, ask: Ask) -> frozenset[str]:
    """Units whose duties are not told one by one. Where several are asked and one of them of few somewhere: everywhere
    but of all the asker may see. A unit that owes one of them only would say in its total how much of that one is its
    own, and by that what is left for the others."""
    small = [_hidden(about, replace(ask, duty=duty)) for duty in about.answers.every_duty(ask)]
    gone = frozenset().union(*small)
    if len(small) < 2 or not gone:
        return gone
    parts = {one for unit in about.units for one in (unit, f"{unit}/")} - {about.root}
    return (gone & {about.root}) | parts


def _hidden(about: About, ask: Ask) -> frozenset[str]:
    """A pupil stands in a village and in a class: each branch adds up by itself."""
    own, told = about.answers.every_unit(ask), about.answers.every_figure(ask)
    least = about.definitions.programme.small_count
    small = frozenset(unit for unit, n in told.items() if 0 < n < least)
    schools = {unit: n for unit, n in own.items() if _is_school(about, unit)}
    others = {unit: n for unit, n in own.items() if unit not in schools}
    others |= _nowhere(others, {unit: n for unit, n in told.items() if not _is_school(about, unit)})
    of_schools = hidden_in(schools, least)  # a town's figure is not the sum of its schools
    return (
        small
        | frozenset(one for one in of_schools if _is_school(about, one.rstrip("/")))
        | hidden_in(others, least, small)
    )


def _nowhere(own: dict[str, int], told: dict[str, int]) -> dict[str, int]:
    """Whom figures of units count (`told`) beside their `own` people and those below: pupils whom no village lists."""
    summed, found = Counter(), {}
    for unit, n in own.items():
        summed.update(dict.fromkeys(_with_above(unit), n))
    for unit in sorted(told, key=lambda one: -one.count("/")):
        if (left := told[unit] - summed[unit]) > 0:
            found[f"{unit}/{NOWHERE}"] = left
            summed.update(dict.fromkeys(_with_above(unit), left))
    return found


def _with_above(unit: str) -> list[str]:
    """The unit and those above it, the highest first."""
    steps = unit.split("/")
    return ["/".join(steps[: at + 1]) for at in range(len(steps))]


def _is_school(about: About, unit: str) -> bool:
    return unit in about.units and about.units[unit].kind in ("school", "class")


def hidden_in(own: dict[str, int], least: int, small: frozenset[str] = frozenset()) -> frozenset[str]:
    """The parts of one tree that are not to be shown. `own`: unit (path) → people of the very unit; `least`: 0 = all shown;
    `small`: units that are few as they are shown, though their parts add up to more."""
    parts: dict[str, set[str]] = {}  # unit → what it consists of
    counts: dict[str, int] = {}
    for unit, n in own.items():
        above = _with_above(unit)
        for one in (*above, f"{unit}/"):
            counts[one] = counts.get(one, 0) + n
        for higher, lower in zip(above, (*above[1:], f"{unit}/"), strict=True):
            parts.setdefault(higher, set()).add(lower)
    hidden = {one for one, n in counts.items() if 0 < n < least or one in small}
    while True:
        known = _Known(parts, counts, frozenset(hidden))
        more = {one for unit in parts for one in _alone(known, unit)}
        more = more or {one for unit in parts for one in _close(known, unit, least)}
        if not more:
            return frozenset(hidden)
        hidden |= more


@dataclass(frozen=True)
class _Known:
    """What everybody may know: the parts of units, and the counts of those not `hidden`."""

    parts: dict[str, set[str]]
    counts: dict[str, int]
    hidden: frozenset[str]

    def least(self, one: str) -> int:
        """How many there must be: a hidden figure is none of 0, nor less than its parts."""
        if one not in self.hidden:
            return self.counts[one]
        return max(1, sum(self.least(part) for part in self.parts.get(one, ())))

    def next_of(self, unit: str) -> str:
        """The smallest part of a unit that is not hidden; "" where none has anybody. Whom no village lists can be known from
        schools: they hide nobody."""
        seen = (
            one
            for one in self.parts.get(unit, set()) - self.hidden
            if self.counts[one] and not one.endswith(f"/{NOWHERE}")
        )
        return min(seen, key=lambda one: (self.counts[one], one), default="")

    def below(self, units: set[str]) -> str:
        """The smallest that is not hidden of the parts of these hidden units, or of theirs."""
        seen = {
            self.next_of(one) or self.below(self.hidden & self.parts.get(one, set())) for one in units
        } - {""}
        return min(seen, key=lambda one: (self.counts[one], one), default="")


def _alone(known: _Known, unit: str) -> set[str]:
    """What to hide besides, where one figure alone is hidden among a unit and its parts."""
    parts = known.parts[unit]
    if len(known.hidden & parts) + (unit in known.hidden) != 1:
        return set()
    return {known.next_of(unit) or unit}


def _close(known: _Known, unit: str, least: int) -> set[str]:
    """What to hide besides, where the hidden parts of a unit are so few that they could be told: a part where there is
    one, or one of theirs, so that they are `least` more than they must be; the unit where each is what it must be, but for
    the whole: what an office is about is told."""
    gone = known.hidden & known.parts[unit]
    room = sum(known.counts[one] - known.least(one) for one in gone)
    if not gone or unit in known.hidden or room >= least:
        return set()
    if part := known.next_of(unit) or known.below(gone):
        return {part}
    return {unit} if not room and "/" in unit else set()


def is_rare(about: About, group: str) -> bool:
    return bool(_rare_ones(about, group))


def _rare_ones(about: About, group: str) -> list[str]:
    """The group, if it is rare. Of “all groups” those rare ones that an asker of some groups answers for: all of theirs
    but the others would be the rare one."""
    theirs = about.answers.scope.groups or ()
    known = about.definitions.groups
    return [one for one in ((group,) if group else theirs) if one in known and known[one].rare]


def compares(about: About) -> bool:
    """Whether earlier days are told beside this one: not of a rare group, which may have been few then, or hidden for
    another's few."""
    return bool(about.month_ago) and not is_rare(about, about.group)


def too_few(about: About, n: int, name: str = ROLL) -> bool:
    """Whether figures of `name` on `n` people of the group in question, at the unit in question, are not to be shown."""
    if not is_rare(about, about.group):
        return False
    small = 0 < n < about.definitions.programme.small_count
    return small or about.unit in hidden_units(about, about.group, name)


def tells_households(about: About, group: str, name: str = ROLL, duty: str = "") -> bool:
    """Whether the households of a group's people may be told at the unit in question: of a rare one with hidden units only
    of all that the asker may see, for those of the units shown would leave the hidden ones'."""
    return about.unit == about.root or not hidden_units(about, group, name, duty)


def hidden_rows(about: About, rows: list[Row], by: str, name: str = ROLL, duty: str = "") -> set[str]:
    """Keys of the rows of `name` (and `duty`), by unit, group or duty, whose figures are not to be shown; duties whole or
    not at all."""
    if by == "group":
        return {row.key for row in rows if _few_of_group(about, row, name, duty)}
    if not is_rare(about, about.group):
        return set()
    if by in ("unit", "place"):
        hidden = hidden_units(about, about.group, name, duty)
        return {row.key for row in rows if _is_small(about, row) or _part(about, row.key) in hidden}
    few = any(
        _is_small(about, row) or about.unit in hidden_units(about, about.group, name, row.key) for row in rows
    )
    return {row.key for row in rows} if few else set()


def without_small(frame: pd.DataFrame, rare: pd.Series, least: int) -> pd.DataFrame:
    """A breakdown (x, series, subjects) without small counts among its `rare` rows; where of an x, of a series, or of all
    one of these alone is left out, or so few that all might be 1, the next smallest goes too."""
    gone = rare & frame["subjects"].between(1, least - 1)
    lines = [*frame.groupby("x").groups.values(), *frame.groupby("series").groups.values(), frame.index]
    while True:
        more = gone.copy()
        for line in lines:
            n, room = int(gone[line].sum()), int((frame["subjects"][line] - 1)[gone[line]].sum())
            seen = frame.loc[line][(rare & ~gone & (frame["subjects"] > 0))[line]]
            if n and (n == 1 or room < least) and len(seen):
                more[seen["subjects"].idxmin()] = True
        if more.equals(gone):
            return frame[~gone]
        gone = more


def crossed(about: About, one: str, other: str) -> bool:
    """People of two groups at once, one of them rare: where either is shown, how many are not in both could be worked
    out."""
    return one != other and "" not in (one, other) and (is_rare(about, one) or is_rare(about, other))


def _part(about: About, unit: str) -> str:
    """In rows by unit, what the unit in question owes itself stands under its own name."""
    return f"{unit}/" if unit == about.unit else unit


def _few_of_group(about: About, row: Row, name: str, duty: str) -> bool:
    if crossed(about, about.group, row.key):
        return True
    hidden = hidden_units(about, row.key, name, duty)
    return is_rare(about, row.key) and (_is_small(about, row) or about.unit in hidden)


def _is_small(about: About, row: Row) -> bool:
    return 0 < row.due + row.not_due < about.definitions.programme.small_count
