"""Sentences made from figures by rule, in both languages: no claim that the figures do not bear.

Used by pages now, by deck and Word later. Each function takes a Voice and plain figures and returns a text,
'' where there is nothing to say.
"""

import re
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


def schedule_spread(t: Voice, clocks: dict[str, Clock]) -> str:
    """How many units keep to the schedule, and who is furthest behind. `clocks` by name."""
    if not clocks:
        return ""
    behind = {name: one for name, one in clocks.items() if schedule_state(one.done, one.expected) != "good"}
    if not behind:
        return t("say.all_on_schedule", n=len(clocks))
    kept = len(clocks) - len(behind)
    said = t("say.some_on_schedule" if kept else "say.none_on_schedule", n=len(clocks), kept=kept)
    name, last = max(behind.items(), key=lambda one: one[1].short)
    return t.sentences(said, t("say.furthest_behind", name=name, points=t.points(last.short)))


def schedule_state(done: float, expected: float) -> str:
    if done >= min(expected, 1) - 0.005:
        return "good"
    return "warn" if done >= expected - NEAR else "bad"


def gap(t: Voice, name: str, unmet: int, rows: list[Named]) -> str:
    """How many are still unmet and where most of them are: the words say.gap_<indicator>.

    `unmet` is the whole's own: villages and schools share pupils, so their rows do not add up to it.
    """
    if not unmet:
        return ""
    places = sorted((row for row in rows if row.count.unmet), key=lambda row: -row.count.unmet)[:NAMED]
    if len(rows) < 2 or len(places) < 2:
        return t(f"say.gap_{name}", n=unmet)
    where = t.joined([t("say.place", name=row.name, n=row.count.unmet) for row in places])
    return t.sentences(t(f"say.gap_{name}", n=unmet), t("say.mostly", where=where))


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
