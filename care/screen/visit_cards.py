"""Visits: contacts by month and kind, days since the last one, the calendar of days."""

from datetime import date, timedelta

import streamlit as st

from care import charts
from care.briefing.breakdowns import contact
from care.briefing.breakdowns.contact import band_name
from care.briefing.months import contacts_sentence, month_labels, months_before
from care.charts import Bar, Series
from care.screen.card import card, draw, says
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View

MONTHS = 13


def by_month(view: View) -> None:
    """Contacts by month and kind."""
    t = view.t
    with card(
        view,
        "by_month",
        t("visits.by_month"),
        "contacts_by_month",
        Listing(t("visits.contacts"), view.ask("contacts_by_month"), "breakdown"),
    ):
        frame = view.answers.breakdown(view.ask("contacts_by_month"))
        counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
        if not counts:
            nothing(t)
            return
        keys = months_before(view.day, MONTHS)
        kinds = [
            kind for kind in view.definitions.contacts.kinds if any(series == kind for _, series in counts)
        ]
        parts = [_part(view, kind, keys, counts) for kind in kinds]
        sentence = contacts_sentence(view, keys, counts)
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
    listing = Listing(t("visits.days_since"), view.ask("days_since_contact"), "breakdown")
    with card(view, "days_since", t("visits.days_since"), "days_since_contact", listing):
        counts = contact.bands_of(view)
        if not counts:
            nothing(t)
            return
        bars = [
            Bar(
                band,
                band_name(view, band),
                n,
                t.number(n),
                "bad" if band in contact.LATE[1:] else "",
                t("visits.days_hover", band=band_name(view, band), n=n),
            )
            for band, n in counts.items()
        ]
        sentence = contact.days_sentence(view, counts)
        draw(
            view,
            "days_since",
            charts.columns(bars, view.look, axis_label=t("visits.days_axis")),
            sentence,
            lambda band, *_: request(
                Listing(
                    f"{t('visits.days_since')} · {band_name(view, band)}",
                    view.ask("days_since_contact"),
                    "breakdown",
                    x=band,
                )
            ),
        )
        says(sentence)


def calendar(view: View) -> None:
    """On which days people were contacted in the last half year."""
    t = view.t
    with card(view, "calendar", t("visits.calendar"), "contact_calendar"):
        found = contact.calendar_of(view)
        counts, first = found.counts, found.first
        if not counts:
            nothing(t)
            return
        days = [first + timedelta(days=at) for at in range(contact.DAYS)]
        sentence = found.sentence(view)
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
