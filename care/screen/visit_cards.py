"""Visits: contacts by month and kind, days since the last one, the calendar of days."""

from datetime import date, timedelta

import streamlit as st

from care import charts
from care.briefing.months import month_labels, months_before
from care.charts import Bar, Series
from care.screen.card import card, draw, says
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.words import percent

MONTHS = 13
CALENDAR_DAYS = 182
LATE = ("093-183", "184+", "never")  # bands that need a look whatever the rule


def by_month(view: View) -> None:
    """Contacts by month and kind."""
    t = view.t
    frame = view.answers.breakdown(view.ask("contacts_by_month"))
    with card(
        view,
        "by_month",
        t("visits.by_month"),
        "contacts_by_month",
        Listing(t("visits.contacts"), view.ask("contacts_by_month"), "breakdown"),
    ):
        counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
        if not counts:
            nothing(t)
            return
        keys = months_before(view.day, MONTHS)
        kinds = [
            kind for kind in view.definitions.contacts.kinds if any(series == kind for _, series in counts)
        ]
        parts = [_part(view, kind, keys, counts) for kind in kinds]
        sentence = _month_sentence(view, keys, counts)
        draw(
            view,
            "by_month",
            charts.stacked(month_labels(view, keys), keys, parts, view.look),
            sentence,
            lambda month, kind, *_: request(
                Listing(
                    f"{_kind(view, kind)} · {_month(view, month)}",
                    view.ask("contacts_by_month"),
                    "breakdown",
                    x=month,
                    series=kind,
                )
            ),
        )
        says(sentence)
        if (view.day + timedelta(days=1)).day != 1:
            st.caption(t("visits.running", day=t.day_short(view.day)))


def _part(view: View, kind: str, keys: list[str], counts: dict[tuple[str, str], int]) -> Series:
    values = [counts.get((key, kind), 0) for key in keys]
    hovers = [
        view.t("visits.month_hover", month=_month(view, key), kind=_kind(view, kind), n=n)
        for key, n in zip(keys, values, strict=True)
    ]
    return Series(kind, _kind(view, kind), values, hovers)


def _month_sentence(view: View, keys: list[str], counts: dict[tuple[str, str], int]) -> str:
    """The last whole month against the one before; the running month is not compared."""
    totals = [sum(n for (month, _), n in counts.items() if month == key) for key in keys]
    whole, before = totals[-2], totals[-3]
    in_person = sum(n for (_, kind), n in counts.items() if view.definitions.contacts.kinds[kind].in_person)
    return view.t.sentences(
        view.t("visits.month_says", month=_month(view, keys[-2]), n=whole, before=before),
        view.t("visits.in_person", share=percent(in_person / max(sum(counts.values()), 1))),
    )


def _kind(view: View, kind: str) -> str:
    return (
        view.t.pick(view.definitions.contacts.kinds[kind].name)
        if kind in view.definitions.contacts.kinds
        else kind
    )


def _month(view: View, key: str) -> str:
    return view.t.month(date(int(key[:4]), int(key[5:]), 1), year=True)


def days_since(view: View) -> None:
    """How long ago people were last contacted."""
    t = view.t
    frame = view.answers.breakdown(view.ask("days_since_contact"))
    with card(
        view,
        "days_since",
        t("visits.days_since"),
        "days_since_contact",
        Listing(t("visits.days_since"), view.ask("days_since_contact"), "breakdown"),
    ):
        if frame.empty:
            nothing(t)
            return
        counts = {r.x: int(r.subjects) for r in frame.itertuples()}
        bands = ["000-007", "008-031", "032-062", "063-092", *LATE]
        bars = [
            Bar(
                band,
                _band(view, band),
                counts.get(band, 0),
                t.number(counts.get(band, 0)),
                "bad" if band in LATE[1:] else "",
                t("visits.days_hover", band=_band(view, band), n=counts.get(band, 0)),
            )
            for band in bands
        ]
        whole = sum(counts.values())
        recent = counts.get("000-007", 0) + counts.get("008-031", 0)
        sentence = t(
            "visits.days_says",
            share=percent(recent / whole),
            late=counts.get("184+", 0),
            never=counts.get("never", 0),
        )
        draw(
            view,
            "days_since",
            charts.columns(bars, view.look, axis_label=t("visits.days_axis")),
            sentence,
            lambda band, *_: request(
                Listing(
                    f"{t('visits.days_since')} · {_band(view, band)}",
                    view.ask("days_since_contact"),
                    "breakdown",
                    x=band,
                )
            ),
        )
        says(sentence)


def _band(view: View, band: str) -> str:
    if band == "never":
        return view.t("visits.never")
    low, _, high = band.partition("-")
    return f"{int(low)}–{int(high)}" if high else f"≥{int(band[:-1])}"


def calendar(view: View) -> None:
    """On which days people were contacted in the last half year."""
    t = view.t
    frame = view.answers.breakdown(view.ask("contact_calendar"))
    with card(view, "calendar", t("visits.calendar"), "contact_calendar"):
        counts = {date.fromisoformat(r.x): int(r.n) for r in frame.itertuples()}
        if not counts:
            nothing(t)
            return
        first = view.day - timedelta(days=CALENDAR_DAYS - 1)
        days = [first + timedelta(days=at) for at in range(CALENDAR_DAYS)]
        busiest = max(counts, key=lambda day: (counts[day], day))
        empty = sum(1 for day in days if not counts.get(day))
        sentence = t.sentences(
            t("visits.calendar_says", day=busiest, n=counts[busiest]),
            t("visits.calendar_empty", n=empty) if empty else "",
        )
        figure = charts.calendar(
            counts,
            first,
            view.day,
            view.look,
            [t(f"weekday.{at}") for at in range(7)],
            {day: t.month(day) for day in days if day.day == 1},
            {day: t("visits.day_hover", day=day, n=counts.get(day, 0)) for day in days},
        )
        draw(
            view,
            "calendar",
            figure,
            sentence,
            lambda day, *_: request(
                Listing(t.day(date.fromisoformat(day)), view.ask("contact_calendar"), "breakdown", x=day)
            ),
        )
        says(sentence)
        st.caption(t("visits.calendar_scale"))
