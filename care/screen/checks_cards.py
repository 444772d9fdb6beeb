"""What needs looking at, at a glance: how many cases, where, how good the records are, and month by month."""

import pandas as pd
import streamlit as st

from care import charts
from care.briefing.months import month_labels
from care.briefing.naming import place_name
from care.charts import Bar, Series
from care.definitions import SEVERITIES
from care.inspection.checks import Checks
from care.screen import filters
from care.screen.card import card, draw, says
from care.screen.checks_asked import filters_of
from care.screen.states import nothing
from care.screen.view import View
from care.words import NONE, percent

NAMED = 3
FAIR = 0.9  # shares below are marked ●, below POOR ▼
POOR = 0.75


def summary(view: View, checks: Checks) -> None:
    """Open cases by severity, people concerned, and the visits that stand in one."""
    t, counts = view.t, checks.count(filters_of(view))
    severity = {id_: view.definitions.checks[id_].severity for id_ in counts.check_id}
    whole = _whole(checks.quality(filters_of(view)))
    with st.grid(4, min_column_width=150, gap="small"):
        for level in SEVERITIES:
            cases = int(counts[counts.check_id.map(severity) == level].cases.sum())
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric(t(f"severity.{level}"), t("checks.cases", n=cases))
        with st.container(border=True, height="stretch", gap="xsmall"):
            st.metric(t("checks.doubtful"), _share(whole.doubtful, whole.visits))
            st.caption(t("checks.of_visits", n=int(whole.doubtful), visits=int(whole.visits)))


def by_unit(view: View, checks: Checks) -> None:
    """Cases of high severity by unit; a click goes there."""
    t, frame = view.t, checks.by_unit(filters_of(view))
    high = {one.id for one in view.definitions.checks.values() if one.severity == "high"}
    cases = frame[frame.check_id.isin(high)].groupby("key").cases.sum().to_dict()
    with card(view, "checks_by_unit", t("checks.by_unit")):
        units = [unit for unit in view.children if unit in set(frame.key) or unit in cases]
        if not cases:
            nothing(t, "checks.none_high")
            return
        top = max(cases.values())
        most = sorted((unit for unit in cases if cases[unit] * 5 >= top), key=lambda unit: -cases[unit])[
            :NAMED
        ]
        rows = [
            Bar(
                unit,
                place_name(view, unit),
                int(cases.get(unit, 0)),
                t("checks.cases", n=int(cases.get(unit, 0))),
                "bad" if unit in most and cases.get(unit) else "",
                f"{view.unit_name(unit)} {t('checks.cases', n=int(cases.get(unit, 0)))}",
            )
            for unit in (units or list(cases))
        ]
        named = t.joined([t("say.place", name=view.unit_name(unit), n=int(cases[unit])) for unit in most])
        sentence = t("checks.most", where=named)
        draw(
            view,
            "checks_by_unit",
            charts.bars(rows, view.look),
            sentence,
            lambda unit, *_: filters.drill(unit),
        )
        says(sentence)


def quality(view: View, checks: Checks) -> None:
    """Completeness, timeliness, consistency and doubtful share of each unit, in one table."""
    t, frame = view.t, checks.quality(filters_of(view))
    with card(view, "checks_quality", t("checks.quality")):
        rows = {row.key: row for row in frame[frame.month == ""].itertuples() if row.people or row.visits}
        units = [unit for unit in view.children if unit in rows]
        if not rows:
            nothing(t)
            return
        lines = [_line(view, place_name(view, unit), rows[unit]) for unit in units]
        lines.append(_line(view, t("checks.whole"), rows[""]))
        first = t("column.unit")
        st.dataframe(
            pd.DataFrame(lines),
            hide_index=True,
            height="content",
            alt=t("checks.quality"),
            column_config={
                first: st.column_config.TextColumn(pinned=True, width=112 if t.lang == "zh" else 140)
            },
        )
        days = view.definitions.programme.entry_days
        st.caption(t("checks.quality_hint", days=days))


def _line(view: View, name: str, row) -> dict[str, str]:
    t = view.t
    return {
        t("column.unit"): name,
        t("checks.complete"): _marked(row.filled, row.wanted),
        t("checks.in_time"): _marked(row.in_time, row.entered),
        t("checks.consistent"): _marked(row.people - row.contradicted, row.people),
        t("checks.doubtful_short"): _marked(
            row.visits - row.doubtful, row.visits, _share(row.doubtful, row.visits)
        ),
    }


def _marked(part: float, whole: float, text: str = "") -> str:
    """A share with its mark; the mark judges `part`, `text` may say another share."""
    if not whole:
        return NONE
    mark = "▲" if part / whole >= FAIR else "●" if part / whole >= POOR else "▼"
    return f"{mark} {text or percent(part / whole)}"


def by_month(view: View, checks: Checks) -> None:
    """Visits by month of the visit, those in an open case set apart."""
    t, frame = view.t, checks.quality(filters_of(view))
    months = frame[frame.month != ""].sort_values("month")
    with card(view, "checks_by_month", t("checks.by_month")):
        if not months.visits.sum():
            nothing(t)
            return
        keys = list(months.month)
        sound = [int(row.visits - row.doubtful) for row in months.itertuples()]
        series = [
            _series(view, "doubtful", keys, [int(n) for n in months.doubtful]),
            _series(view, "other", keys, sound),
        ]
        whole = _whole(frame)
        sentence = t(
            "checks.month_says",
            share=_share(whole.doubtful, whole.visits),
            entered=_share(whole.in_time, whole.entered),
            days=view.definitions.programme.entry_days,
        )
        figure = charts.stacked(month_labels(view, keys), keys, series, view.look)
        draw(view, "checks_by_month", figure, sentence)
        says(sentence)


def _series(view: View, key: str, months: list[str], values: list[int]) -> Series:
    name = view.t(f"checks.{key}_visits")
    hovers = [f"{month} {name} {view.t.count(n, 'times')}" for month, n in zip(months, values, strict=True)]
    return Series(key, name, values, hovers)


def _whole(frame: pd.DataFrame):
    return next(frame[(frame.key == "") & (frame.month == "")].itertuples())


def _share(part: float, whole: float) -> str:
    return percent(part / whole) if whole else NONE
