"""Winter relief: day by day, step by step, in money and goods; dangerous houses; condolence by category."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

import pandas as pd

from care.answers import Row
from care.briefing.about import About
from care.briefing.breakdowns.parts import bars, in_, said
from care.briefing.finishing import relief_forecasts
from care.briefing.naming import duty_name
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.shares import shown
from care.briefing.sparing import TooFew, left_out
from care.briefing.winter import due_items
from care.schedule import elapsed, winter_days
from care.sentences import days_left, schedule_gap, schedule_state
from care.sentences_forecast import finishing, required
from care.words import percent

BURN_UP = "relief_burnup"
POINTS = 9  # of a curve on paper
HOUSE_STAGES = ("found", "started", "safe")
UNITS = ("household", "person", "yuan", "quilt", "coat", "value")
STEPS = ("listed", "paid", "received")


@dataclass(frozen=True)
class BurnUp:
    """One item: shares done by day since work began, and the schedule; `last` is the deadline."""

    row: Row
    opens: date
    last: date
    days: list[date]
    done: list[float]

    def expected(self, day: date) -> float:
        return elapsed(self.opens, self.last, day)

    @property
    def share(self) -> float:
        return self.row.met / self.row.due


def burn_up_of(about: About, row: Row, frame: pd.DataFrame) -> BurnUp:
    """`frame`: the breakdown's rows of this item. What was done before work began counts on its first day."""
    opens, last = winter_days(about.definitions, row.key, about.day)
    today = min(about.day, last)
    on_day = {x: int(n) for x, n in zip(frame["x"], frame["n"], strict=True) if x}
    days = [opens + timedelta(days=at) for at in range(max((today - opens).days, 0) + 1)]
    before = sum(n for x, n in on_day.items() if x < opens.isoformat())
    steps = [on_day.get(day.isoformat(), 0) for day in days]
    done = [min((before + total) / row.due, 1.0) for total in accumulate(steps)]
    return BurnUp(row, opens, last, days, done)


def burn_up_words(about: About, one: BurnUp) -> tuple[str, str]:
    """How many of how many, with the days left; and the forecast with the pace that is needed."""
    t, unit = about.t, about.t.pick(about.definitions.relief[one.row.key].unit)
    soon = relief_forecasts(about)[one.row.key]
    counted = t("relief.of", met=one.row.met, due=one.row.due, unit=unit)
    return (
        t.sentences(counted, days_left(t, (one.last - about.day).days)),
        t.sentences(finishing(t, soon), required(t, soon, unit)),
    )


def burn_up(item: str) -> Callable[[About, Piece], Piece]:
    """The idea of one item."""

    def made(about: About, piece: Piece) -> Piece:
        row = next((one for one in due_items(about) if one.key == item), None)
        if row is None:
            return piece
        frame = about.answers.breakdown(about.ask(BURN_UP))
        return _burn_up(about, piece, burn_up_of(about, row, frame[frame["series"] == item]))

    return made


def _burn_up(about: About, piece: Piece, one: BurnUp) -> Piece:
    t, days = about.t, _spread(one.days)
    done = [shown(one.done[one.days.index(day)]) for day in days]
    expected = [shown(one.expected(day)) for day in days]
    names = (t("brief.done"), t("brief.schedule"))
    series = tuple(
        Series(name, tuple(values), line=True) for name, values in zip(names, (done, expected), strict=True)
    )
    counts = [round(one.done[one.days.index(day)] * one.row.due) for day in days]
    rows = tuple(zip(map(t.day, days), counts, done, expected, strict=True))
    gap = schedule_gap(t, one.share, one.expected(about.day))
    return replace(
        piece,
        answer=percent(one.share),
        state=schedule_state(one.share, one.expected(about.day)),
        status=gap,
        sentences=said(*burn_up_words(about, one)),
        chart=Chart("line", tuple(map(t.day_short, days)), series, share=True),
        table=Table((t("relief.day"), t("relief.reached"), *names), rows),
        empty=False,
    )


def _spread(days: list[date]) -> list[date]:
    """At most POINTS days, the first and the last among them."""
    step = max(-(-(len(days) - 1) // (POINTS - 1)), 1)
    return days[::-1][::step][::-1] if (len(days) - 1) % step == 0 else [days[0], *days[::-1][::step][::-1]]


def stepped(about: About) -> str:
    """The relief item with several steps; '' where there is none."""
    return next((one.id for one in about.definitions.relief.values() if len(one.stages) > 1), "")


def steps_of(about: About) -> tuple[str, list[tuple[str, int]]]:
    """The item with several steps, and how many households have come to each; nothing where there is none."""
    item = stepped(about)
    if not item:
        return "", []
    frame = about.answers.breakdown(about.ask("relief_stages"))
    counts = {row.x: int(row.n) for row in frame[frame["series"] == item].itertuples()}
    stages = about.definitions.relief[item].stages
    return item, [(stage, counts.get(stage, 0)) for stage in stages] if counts else []


def longest_wait(about: About, steps: list[tuple[str, int]]) -> str:
    """Between which two steps most households wait."""
    waits = [(a[1] - b[1], a[0], b[0]) for a, b in zip(steps, steps[1:], strict=False)]
    most, before, after = max(waits, default=(0, "", ""))
    if most <= 0:
        return about.t("relief.no_wait")
    words = {"before": about.t(f"stage.{before}"), "after": about.t(f"stage.{after}")}
    return about.t("relief.waiting", n=most, **words)


def stages(about: About, piece: Piece) -> Piece:
    item, steps = steps_of(about)
    if not steps:
        return piece
    title = about.t("relief.stages", item=duty_name(about, item))
    return replace(
        piece,
        question=title,
        counted=in_(about, "households"),
        sentences=said(longest_wait(about, steps)),
        chart=bars(title, [(about.t(f"stage.{stage}"), n) for stage, n in steps]),
        empty=False,
    )


@dataclass(frozen=True)
class Houses:
    """Houses by stage reached, and by (stage, grade)."""

    stages: dict[str, int]
    grades: dict[tuple[str, str], int]

    def sentence(self, about: About) -> str:
        found, left = self.stages["found"], self.stages["found"] - self.stages["safe"]
        return (
            about.t("relief.houses_open", n=left, found=found)
            if left
            else about.t("relief.houses_all_safe", n=found)
        )


def houses_of(about: About) -> Houses | None:
    frame = about.answers.breakdown(about.ask("house_stages"))
    if frame.empty:
        return None
    grades = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
    return Houses({stage: int(frame.loc[frame["x"] == stage, "n"].sum()) for stage in HOUSE_STAGES}, grades)


def houses(about: About, piece: Piece) -> Piece:
    found, t = houses_of(about), about.t
    if found is None:
        return piece
    names = [(t(f"house.{stage}"), n) for stage, n in found.stages.items()]
    grades = sorted({grade for _, grade in found.grades})
    rows = tuple(
        (name, *(found.grades.get((stage, grade), 0) for grade in grades), n)
        for (name, n), stage in zip(names, found.stages, strict=True)
    )
    headings = (t("relief.stage"), *(t("house.of_grade", grade=grade) for grade in grades), t("gaps.total"))
    return replace(
        piece,
        counted=in_(about, "houses"),
        sentences=said(found.sentence(about)),
        chart=bars(piece.question, names),
        table=Table(headings, rows),
        empty=False,
    )


@dataclass(frozen=True)
class Money:
    """Cash by item: (paid, listed) in yuan."""

    items: dict[str, tuple[float, float]]

    def sentence(self, about: About) -> str:
        t, paid, whole = about.t, *(sum(one) for one in zip(*self.items.values(), strict=True))
        words = {"paid": t.count(round(paid), "yuan"), "whole": t.count(round(whole), "yuan")}
        return t("relief.money_says", share=percent(paid / whole), **words)


def money_of(about: About) -> Money | None:
    frame = about.answers.breakdown(about.ask("relief_money"))
    amounts = {(row.x, row.series): float(row.amount) for row in frame.itertuples()}
    items = {}
    for item in about.definitions.relief:
        paid = amounts.get((item, "paid"), 0.0)
        if whole := paid + amounts.get((item, "unpaid"), 0.0):
            items[item] = (paid, whole)
    return Money(items) if items else None


def money(about: About, piece: Piece) -> Piece:
    found, t = money_of(about), about.t
    if found is None:
        return piece
    names = tuple(duty_name(about, item) for item in found.items)
    shares = tuple(shown(paid / whole) for paid, whole in found.items.values())
    expected = tuple(
        shown(elapsed(*winter_days(about.definitions, item, about.day), about.day)) for item in found.items
    )
    series = (Series(t("goods.paid"), shares), Series(t("brief.schedule"), expected, line=True))
    rows = tuple(
        (name, round(whole), round(paid), share, due)
        for name, (paid, whole), share, due in zip(names, found.items.values(), shares, expected, strict=True)
    )
    headings = (t("brief.by_duty"), *(t(f"goods.{one}_yuan") for one in ("listed", "paid")))
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        chart=Chart("columns", names, series, share=True),
        table=Table((*headings, t("brief.share"), t("brief.schedule")), rows),
        empty=False,
    )


@dataclass(frozen=True)
class Goods:
    """`amounts` by (item, unit.step); `used`: units that occur; `lines`: (item, step) in the order shown."""

    amounts: dict[tuple[str, str], float]
    used: list[str]
    lines: list[tuple[str, str]]

    def number(self, item: str, unit: str, step: str) -> int | None:
        amount = self.amounts.get((item, f"{unit}.{step}"))
        return None if amount is None else round(amount)

    def sentence(self, about: About) -> str:
        paid, times = (
            sum(n for (_, series), n in self.amounts.items() if series == f"{unit}.paid")
            for unit in ("yuan", "household")
        )
        return about.t("relief.goods_says", times=int(times), yuan=about.t.count(round(paid), "yuan"))


def goods_of(about: About) -> Goods:
    frame = about.answers.breakdown(about.ask("relief_goods"))
    amounts = {(r.x, r.series): float(r.amount) for r in frame.itertuples()}
    used = [unit for unit in UNITS if any(series == f"{unit}.listed" for _, series in amounts)]
    items = [item for item in about.definitions.relief if (item, "household.listed") in amounts]
    lines = [(item, step) for item in items for step in STEPS if (item, f"household.{step}") in amounts]
    return Goods(amounts, used, lines)


def goods_line(about: About, item: str, step: str) -> str:
    return f"{about.t(f'goods.{step}')} · {about.t.pick(about.definitions.relief[item].name)}"


def goods(about: About, piece: Piece) -> Piece:
    found, t = goods_of(about), about.t
    if not found.lines:
        return piece
    rows = tuple(
        (goods_line(about, item, step), *(found.number(item, unit, step) for unit in found.used))
        for item, step in found.lines
    )
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        table=Table((t("goods.item"), *(t(f"goods.{unit}") for unit in found.used)), rows),
        empty=False,
    )


@dataclass(frozen=True)
class Condolence:
    """By category, the largest first: (visited, listed, yuan handed over). `part`: categories were left out, and
    nothing is said of all of them."""

    categories: dict[str, tuple[int, int, float]]
    part: bool = False

    def sentence(self, about: About) -> str:
        if self.part:
            return about.t("relief.condolence_part")
        visited, whole, yuan = (sum(one) for one in zip(*self.categories.values(), strict=True))
        money = about.t.count(round(yuan), "yuan")
        return about.t("relief.condolence_says", visited=visited, n=whole, yuan=money)


def condolence_of(about: About) -> Condolence | None:
    frame = about.answers.breakdown(about.ask("condolence_by_category"))
    if frame.empty:
        if left_out(frame):
            raise TooFew(about.unit)
        return None
    whole = frame.groupby("x")["n"].sum().sort_values(ascending=False)
    visited = frame[frame["series"] == "visited"].set_index("x")
    return Condolence(
        {
            one: (int(visited["n"].get(one, 0)), int(n), float(visited["amount"].get(one, 0)))
            for one, n in whole.items()
        },
        left_out(frame),
    )


def condolence(about: About, piece: Piece) -> Piece:
    found, t = condolence_of(about), about.t
    if found is None:
        return piece
    names = [one or t("relief.no_category") for one in found.categories]
    shares = [shown(visited / n) for visited, n, _ in found.categories.values()]
    rows = tuple(
        (name, n, visited, share, round(yuan))
        for name, (visited, n, yuan), share in zip(names, found.categories.values(), shares, strict=True)
    )
    headings = (
        t("relief.category"),
        *(t(f"relief.{one}") for one in ("on_list", "visited", "of_list", "handed")),
    )
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        chart=Chart("bars", tuple(names), (Series(t("relief.of_list"), tuple(shares)),), share=True),
        table=Table(headings, rows),
        empty=False,
    )
