"""Winter relief: the clock, items against plan and deadline, what is late, houses, money."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import pandas as pd
import streamlit as st

from care import charts
from care.answers import Row
from care.charts import Bar, Bullet
from care.screen.card import card, draw, says, state_words
from care.screen.figures import duty_name
from care.screen.page import winter_days
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import days_left, schedule, schedule_gap, schedule_state
from care.words import percent


@dataclass(frozen=True)
class Clock:
    """Where winter relief stands, counted by household and item; `expected` is the share that the schedule asks for today
    (序时进度)."""

    met: int
    due: int
    expected: float
    last: date
    days_left: int

    @property
    def done(self) -> float:
        return self.met / self.due

    @property
    def state(self) -> str:
        return schedule_state(self.done, self.expected)


def elapsed(opens: date, due: date, day: date) -> float:
    """The share of the time that has passed, both days counted in, 0–1."""
    return min(max(((day - opens).days + 1) / ((due - opens).days + 1), 0.0), 1.0)


def clock(view: View) -> Clock | None:
    """All items together; each counts by the households it concerns. None when nothing is listed this season."""
    rows = _due(view)
    if not rows:
        return None
    due = sum(row.due for row in rows)
    expected = sum(row.due * elapsed(*winter_days(view, row.key), view.day) for row in rows) / due
    last = max(winter_days(view, row.key)[1] for row in rows)
    return Clock(sum(row.met for row in rows), due, expected, last, (last - view.day).days)


def _due(view: View) -> list[Row]:
    """One row an item with households listed, in the order of the definitions."""
    rows = {row.key: row for row in view.answers.by(view.ask("relief_progress"), "duty") if row.due}
    return [rows[item] for item in view.definitions.relief if item in rows]


def bullets_of(view: View, key: str) -> None:
    """Each item's progress on its track, with the schedule's tick."""
    rows = _due(view)
    bars = []
    for row in rows:
        gone = elapsed(*winter_days(view, row.key), view.day)
        text = f"{percent(row.share or 0)}  {row.met:,}/{row.due:,}"
        hover = schedule(view.t, row.share or 0, gone, (winter_days(view, row.key)[1] - view.day).days)
        bars.append(
            Bullet(
                row.key,
                duty_name(view, row.key),
                row.share or 0,
                gone,
                text,
                schedule_state(row.share or 0, gone),
                hover,
            )
        )
    alt = view.t("list.comma").join(f"{bar.name} {bar.label}" for bar in bars)
    draw(
        key,
        charts.bullets(bars, view.look, view.t("relief.schedule")),
        alt,
        lambda one, *_: _open_item(view, one),
    )


def _open_item(view: View, item: str) -> None:
    request(
        Listing(view.t("relief.late_of", item=duty_name(view, item)), view.ask("relief_progress", duty=item))
    )


def items(view: View) -> None:
    """A card an item: burn-up with the schedule line, and where its households stand."""
    rows = _due(view)
    if not rows:
        nothing(view.t, "relief.none")
        return
    frame = view.answers.breakdown(view.ask("relief_burnup"))
    with st.grid(3, min_column_width=300, gap="small"):
        for row in rows:
            _item(view, row.key, frame[frame["series"] == row.key], row.due, row.met)


def _item(view: View, item: str, frame: pd.DataFrame, due: int, met: int) -> None:
    t = view.t
    opens, last = winter_days(view, item)
    gone, share = elapsed(opens, last, view.day), met / due
    listing = Listing(t("relief.late_of", item=duty_name(view, item)), view.ask("relief_progress", duty=item))
    with card(view, f"item_{item}", duty_name(view, item), "relief_burnup", listing):
        st.markdown(
            state_words(
                schedule_state(share, gone),
                t("relief.status", share=percent(share), gap=schedule_gap(t, share, gone)),
            )
        )
        days, done = _by_day(frame, opens, min(view.day, last), due)
        words = {
            "opens": t.day_short(opens),
            "due": t("relief.deadline", day=t.day_short(last)),
            "today": t.day_short(view.day),
            "done": t("relief.done_share", share=percent(share)),
            "schedule": t("relief.schedule_share", share=percent(gone)),
        }
        hovers = [
            t("relief.by_day", day=day, n=round(part * due), share=percent(part))
            for day, part in zip(days, done, strict=True)
        ]
        sentence = schedule(t, share, gone, (last - view.day).days)
        draw(
            f"burn_{item}",
            charts.burn_up(days, done, opens, last, min(view.day, last), view.look, words, hovers, 230),
            sentence,
        )
        says(
            t.sentences(
                t("relief.of", met=met, due=due, unit=t.pick(view.definitions.relief[item].unit)),
                days_left(t, (last - view.day).days),
            )
        )


def _by_day(frame: pd.DataFrame, opens: date, today: date, due: int) -> tuple[list[date], list[float]]:
    """Cumulative shares from the first day of work; what was done before counts on it."""
    on_day = {x: int(n) for x, n in zip(frame["x"], frame["n"], strict=True) if x}
    days = [opens + timedelta(days=at) for at in range(max((today - opens).days, 0) + 1)]
    before = sum(n for x, n in on_day.items() if x < opens.isoformat())
    steps = [on_day.get(day.isoformat(), 0) for day in days]
    return days, [min((before + total) / due, 1.0) for total in accumulate(steps)]


def stages(view: View) -> None:
    """How far the households of each item with several steps have come."""
    t = view.t
    frame = view.answers.breakdown(view.ask("relief_stages"))
    item = next((one for one in view.definitions.relief.values() if len(one.stages) > 1), None)
    if item is None:
        return
    counts = (
        {x: int(n) for x, n in zip(frame["x"], frame["n"], strict=True)}
        if frame.empty
        else {row.x: int(row.n) for row in frame[frame["series"] == item.id].itertuples()}
    )
    with card(view, "stages", t("relief.stages", item=duty_name(view, item.id)), "relief_stages"):
        if not counts:
            nothing(t)
            return
        steps = [(stage, counts.get(stage, 0)) for stage in item.stages]
        bars = [Bar(stage, t(f"stage.{stage}"), n, t.count(n, "households")) for stage, n in steps]
        sentence = _narrowest(view, steps)
        draw(
            "stages",
            charts.steps(bars, view.look),
            sentence,
            lambda stage, *_: request(
                Listing(t(f"stage.{stage}"), view.ask("relief_stages"), "breakdown", x=stage, series=item.id)
            ),
        )
        says(sentence)


def _narrowest(view: View, steps: list[tuple[str, int]]) -> str:
    """Between which two steps most households wait."""
    waits = [(a[1] - b[1], a[0], b[0]) for a, b in zip(steps, steps[1:], strict=False)]
    most, before, after = max(waits, default=(0, "", ""))
    if most <= 0:
        return view.t("relief.no_wait")
    return view.t("relief.waiting", n=most, before=view.t(f"stage.{before}"), after=view.t(f"stage.{after}"))


def houses(view: View) -> None:
    """Dangerous houses from found to safe."""
    t = view.t
    frame = view.answers.breakdown(view.ask("house_stages"))
    listing = Listing(t("list.house_safety"), view.ask("house_safety"))
    with card(view, "houses", t("relief.houses"), "house_safety", listing):
        if frame.empty:
            nothing(t)
            return
        counts = frame.groupby("x")["n"].sum()
        found, safe = int(counts.get("found", 0)), int(counts.get("safe", 0))
        bars = [
            Bar(
                stage,
                t(f"house.{stage}"),
                int(counts.get(stage, 0)),
                t.count(int(counts.get(stage, 0)), "house"),
                "",
                _grades(view, frame, stage),
            )
            for stage in ("found", "started", "safe")
        ]
        sentence = (
            t("relief.houses_all_safe", n=found)
            if safe == found
            else t("relief.houses_open", n=found - safe, found=found)
        )
        draw(
            "houses",
            charts.steps(bars, view.look),
            sentence,
            lambda stage, *_: request(
                Listing(t(f"house.{stage}"), view.ask("house_stages"), "breakdown", x=stage)
            ),
        )
        says(sentence)


def _grades(view: View, frame: pd.DataFrame, stage: str) -> str:
    rows = frame[frame["x"] == stage]
    return view.t("list.comma").join(
        view.t("house.grade", grade=row.series, n=int(row.n)) for row in rows.itertuples()
    )


def money(view: View) -> None:
    """Cash listed and cash paid, by item."""
    t = view.t
    frame = view.answers.breakdown(view.ask("relief_money"))
    with card(
        view,
        "money",
        t("relief.money"),
        "relief_money",
        Listing(t("relief.unpaid"), view.ask("relief_money"), "breakdown", series="unpaid"),
    ):
        if frame.empty:
            nothing(t)
            return
        amounts = frame.pivot_table(
            index="x", columns="series", values="amount", aggfunc="sum", fill_value=0
        ).astype(float)
        bars = [_amount(view, item, amounts) for item in view.definitions.relief if item in amounts.index]
        paid, whole = (
            sum(float(amounts.get("paid", pd.Series(dtype=float)).sum()) for _ in [0]),
            float(amounts.to_numpy().sum()),
        )
        sentence = t(
            "relief.money_says",
            paid=t.count(round(paid), "yuan"),
            whole=t.count(round(whole), "yuan"),
            share=percent(paid / whole),
        )
        draw(
            "money",
            charts.bullets(bars, view.look, t("relief.schedule")),
            sentence,
            lambda item, *_: request(
                Listing(t("relief.unpaid"), view.ask("relief_money"), "breakdown", x=item, series="unpaid")
            ),
        )
        says(sentence)


def _amount(view: View, item: str, amounts: pd.DataFrame) -> Bullet:
    row = amounts.loc[item]
    paid, whole = float(row.get("paid", 0)), float(row.sum())
    gone = elapsed(*winter_days(view, item), view.day)
    label = view.t("relief.money_label", paid=view.t.money_short(paid), whole=view.t.money_short(whole))
    hover = view.t(
        "relief.money_hover",
        item=duty_name(view, item),
        paid=view.t.count(round(paid), "yuan"),
        whole=view.t.count(round(whole), "yuan"),
    )
    return Bullet(
        item,
        duty_name(view, item),
        paid / whole if whole else 0,
        gone,
        label,
        schedule_state(paid / whole if whole else 0, gone),
        hover,
    )
