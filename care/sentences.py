"""Sentences made from figures by rule, in both languages: no claim that the figures do not bear.

Used by pages, meeting mode, slides, workbook and Word alike. Each function takes a Voice and plain figures and returns a text,
'' where there is nothing to say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from care.answers import Count
from care.definitions import Check, Definitions
from care.schedule import Clock
from care.words import NONE, Voice, percent

NEAR = 0.10  # within ten points of the target counts as near it (●); further is ▼
STEADY = 0.0005  # a change that would be shown as 0.0 points
NAMED = 3  # at most so many units are named in a sentence


@dataclass(frozen=True)
class Named:
    """A count with the name it is shown under."""

    name: str
    count: Count

    @property
    def share(self) -> float:
        return self.count.share or 0.0


def state(share: float | None, target: float | None) -> str:
    """good, warn or bad against the target; '' without a target or when nothing is due."""
    if share is None or not target:
        return ""
    if share >= target:
        return "good"
    return "warn" if share >= target - NEAR else "bad"


def against_target(t: Voice, count: Count, target: float | None) -> str:
    """Target 100 %: reached / 12.6 points short."""
    if not target or count.share is None:
        return ""
    short = target - count.share
    if short <= 0:
        return t("say.target_reached", target=percent(target))
    return t("say.target_short", target=percent(target), points=t.points(max(short, 0.001)))


def change(t: Voice, now: float | None, before: float | None) -> str:
    """Against a month ago, in percentage points."""
    if now is None or before is None:
        return ""
    if abs(now - before) < STEADY:
        return t("say.unchanged")
    return t("say.up" if now > before else "say.down", points=t.points(now - before))


def change_count(t: Voice, now: int, before: int, unit: str) -> str:
    """Against a month ago, for a number of things (`unit`: a measure word)."""
    if now == before:
        return t("say.unchanged")
    return t("say.more" if now > before else "say.fewer", count=t.count(abs(now - before), unit))


def trend(t: Voice, points: list[tuple[str, float]]) -> str:
    """Highest and lowest of a share in time; `points` as (when, share), oldest first, the last one now."""
    if len(points) < 2:
        return ""
    low, high = min(share for _, share in points), max(share for _, share in points)
    if high - low < STEADY:
        return t("say.trend_level", n=len(points), share=percent(high))
    # The latest time is named where several are equal.
    when = {share: name for name, share in points}
    words = {"high": percent(high), "high_when": when[high], "low": percent(low), "low_when": when[low]}
    return t("say.trend", **words)


def largest(t: Voice, rows: list[tuple[str, int]], unit: str, kind: str) -> str:
    """Which of several numbers is greatest, where things may be counted in more than one. `kind`: unit or group."""
    if not rows or (kind == "unit" and len(rows) == 1):
        return ""
    top = max(n for _, n in rows)
    names = [name for name, n in rows if n == top]
    if len(names) > 1:
        return t("say.most_tied", names=t.joined(names[:NAMED]), count=t.count(top, unit))
    return t(f"say.largest_{kind}", n=len(rows), name=names[0], count=t.count(top, unit))


def spread(t: Voice, rows: list[Named], target: float | None, kind: str) -> str:
    """How many reach the target and who is furthest from it. `kind` of rows: unit, group or duty."""
    due = [row for row in rows if row.count.due]
    if len(due) < 2 or not target:
        return ""
    reached = [row for row in due if row.share >= target]
    if len(reached) == len(due):
        return t(f"say.{kind}_all_reached", n=len(due), target=percent(target))
    worst = sorted((row for row in due if row.share < target), key=lambda row: row.share)
    lowest = [row for row in worst if row.share == worst[0].share]
    if len(lowest) == len(due):
        return t(f"say.{kind}_all_alike", n=len(due), share=percent(lowest[0].share))
    named = t.joined([row.name for row in lowest[:NAMED]])
    if len(lowest) > NAMED:
        named = t("say.and_others", names=named, n=len(lowest))
    parts = (
        t(f"say.{kind}_some_reached", n=len(due), reached=len(reached))
        if reached
        else t(f"say.{kind}_none_reached", n=len(due))
    )
    return t.sentences(parts, t("say.furthest", names=named, share=percent(lowest[0].share)))


def most(t: Voice, rows: list[tuple[str, int]], unit: str, whole: int = 0) -> str:
    """Which of several amounts is greatest, and its part of the whole; '' unless there are at least two.

    `whole` where the amounts overlap and so do not add up to it.
    """
    total = whole or sum(n for _, n in rows)
    if len(rows) < 2 or not total:
        return ""
    top = max(n for _, n in rows)
    first = [name for name, n in rows if n == top]
    if len(first) > 1:
        return t("say.most_tied", names=t.joined(first[:NAMED]), count=t.count(top, unit))
    return t("say.most", name=first[0], count=t.count(top, unit), share=percent(top / total))


def schedule(t: Voice, done: float, expected: float, left: int) -> str:
    """Done against the schedule (序时进度): ahead, behind or level, and the days left."""
    said = t(
        "say.schedule", done=percent(done), expected=percent(expected), gap=schedule_gap(t, done, expected)
    )
    return t.sentences(said, days_left(t, left))


def days_left(t: Voice, left: int) -> str:
    """Days to the deadline; negative when it has passed."""
    if left > 0:
        return t("say.days_left", n=left)
    return t("say.past_due", n=-left) if left else t("say.due_today")


def schedule_gap(t: Voice, done: float, expected: float) -> str:
    """Ahead by x points / behind by x points / level with the schedule / done."""
    if done >= 1:
        return t("say.all_done")
    if abs(done - expected) < 0.005:
        return t("say.level")
    return t("say.ahead" if done > expected else "say.behind", points=t.points(done - expected))


def schedule_spread(t: Voice, clocks: dict[str, Clock], kind: str = "") -> str:
    """How many units keep to the schedule, and who is furthest behind. `clocks` by name; `kind`: “item” for items."""
    told = f"{kind}_" if kind else ""
    if not clocks:
        return ""
    behind = {name: one for name, one in clocks.items() if schedule_state(one.done, one.expected) != "good"}
    if not behind:
        return t(f"say.{told}all_on_schedule", n=len(clocks))
    kept = len(clocks) - len(behind)
    said = t(f"say.{told}{'some' if kept else 'none'}_on_schedule", n=len(clocks), kept=kept)
    name, last = max(behind.items(), key=lambda one: one[1].short)
    return t.sentences(said, t("say.furthest_behind", name=name, points=t.points(last.short)))


def schedule_state(done: float, expected: float) -> str:
    if done >= min(expected, 1) - 0.005:
        return "good"
    return "warn" if done >= expected - NEAR else "bad"


def gap(t: Voice, name: str, unmet: int, rows: list[Named], count: str = "") -> str:
    """How many are still unmet and where most of them are: the words say.gap_<indicator>, else `count` with its unit.

    `unmet` is the whole's own: villages and schools share pupils, so their rows do not add up to it.
    """
    if not unmet:
        return ""
    own = f"say.gap_{name}"
    said = t(own, n=unmet) if t.knows(own) else t("say.gap_any", count=count or t.number(unmet))
    wanting = [row for row in rows if row.count.unmet]
    if len(rows) < 2 or len(wanting) < 2:
        return said
    places = _most_wanting(wanting)
    if not places:
        return t.sentences(said, t("say.in_places", n=len(wanting)))
    where = t.joined([t("say.place", name=row.name, n=row.count.unmet) for row in places])
    return t.sentences(said, t("say.mostly", where=where))


def next_step(t: Voice, title: str, count: str, rows: list[Named]) -> str:
    """What is still to be done under an indicator's name, and with whom to begin."""
    places = _most_wanting(rows)
    if len(rows) < 2 or not places:
        return t("say.step", title=title, count=count)
    return t("say.step_where", title=title, count=count, names=t.joined([row.name for row in places]))


def pace(t: Voice, title: str, n: int, counted: Callable[[int], str], last: date, left: int) -> str:
    """How many a day are needed to be done by the last day (`left` days from now, today not counted).

    `counted` writes a number with its measure word.
    """
    if left < 0:
        return t("say.pace_late", title=title, count=counted(n), last=last)
    key, a_day = ("say.pace", -(-n // left)) if left else ("say.pace_today", n)
    return t(key, title=title, count=counted(n), last=last, a_day=counted(a_day))


def _most_wanting(rows: list[Named]) -> list[Named]:
    """At most NAMED rows with most unmet; none of several equal ones is named unless all of them can be."""
    found = sorted((row for row in rows if row.count.unmet), key=lambda row: -row.count.unmet)
    if len(found) > NAMED:
        next_one = found[NAMED].count.unmet
        return [row for row in found[:NAMED] if row.count.unmet > next_one]
    return found


def why(t: Voice, code: str | None, definitions: Definitions, hide=lambda name: name) -> str:
    """The reason of one row from its code and figures (“overdue|month|2025-12-03|20”). `hide` masks names."""
    if not code:
        return NONE
    name, *figures = code.split("|")
    key = f"why.{name}"
    if not t.knows(key):
        return name
    return t(
        key,
        **{
            letter: _figure(t, figure, definitions, hide)
            for letter, figure in zip("abcd", figures, strict=False)
        },
    )


def reason(t: Voice, check: Check, figures: str, definitions: Definitions, place=lambda path: "") -> str:
    """The sentence of one case of a check from its figures. `place` names a unit by its path, '' if it is none."""
    said = {
        letter: place(figure) or _figure(t, figure, definitions, lambda name: name)
        for letter, figure in zip("abcdefg", figures.split("|"), strict=False)
    }
    return t.pick(check.reason).format(**{name: f"{value:g}" for name, value in check.limits.items()} | said)


def _figure(t: Voice, text: str, definitions: Definitions, hide) -> str:
    """A figure of a reason: a day, a number, a code of the definitions or the words, else a person's name."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return t.day(date.fromisoformat(text))
    if text.isdigit() or (len(text) == 1 and text in "ABCD"):
        return text
    for named in (definitions.groups, definitions.relief):
        if text in named:
            return t.pick(named[text].name)
    if t.knows(f"fact.{text}"):
        return t(f"fact.{text}")
    if text in definitions.fields:
        return t.pick(definitions.fields[text]["name"])
    if text in definitions.contacts.periods:
        return t.pick(definitions.contacts.periods[text])
    return t(f"away.{text}") if t.knows(f"away.{text}") else hide(text)
