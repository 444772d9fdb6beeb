"""One input for each kind of setting; what is delivered stands in its help."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from care.definitions import Definitions, Term
from care.screen.rule_words import in_words, label_of
from care.setting_values import BOUNDS, CHOICES, MOST, Value
from care.settings import Setting
from care.words import Voice

WIDTH = 300
SEASON = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)  # months, from September
FESTIVAL = "spring_festival"


def ask(t: Voice, known: Definitions, one: Setting, delivered: Value) -> Value:
    """Draw the input of a setting; returns what stands in it, None for what is no value."""
    hint = t("rules.delivered_is", value=in_words(t, known, one, delivered))
    return INPUTS[one.kind](t, known, one, hint)


def _share(t: Voice, _known: Definitions, one: Setting, hint: str) -> Value:
    percent = st.number_input(
        f"{label_of(t, one)}（%）" if t.lang == "zh" else f"{label_of(t, one)} (%)",
        1.0, 100.0, one.value * 100, 1.0, format="%.4g", key=one.key, help=hint, width=WIDTH,
    )  # fmt: skip
    return round(percent / 100, 4)


def _number(t: Voice, _known: Definitions, one: Setting, hint: str) -> Value:
    least, most = BOUNDS.get(one.kind, (0, MOST))
    least, most = min(least, one.value), max(most, one.value)  # a file of definitions may hold any number
    as_is = type(one.value)
    return st.number_input(
        label_of(t, one), as_is(least), as_is(most), one.value, as_is(1), key=one.key, help=hint, width=WIDTH
    )


def _flag(t: Voice, _known: Definitions, one: Setting, hint: str) -> Value:
    counts = one.field == "phone"
    answer = st.segmented_control(
        label_of(t, one), (True, False), default=one.value, required=True, key=one.key, help=hint,
        format_func=lambda yes: t(f"rules.{'yes' if yes else 'no'}") if counts else t("yes" if yes else "no"),
    )  # fmt: skip
    return bool(answer)


def _choice(t: Voice, known: Definitions, one: Setting, hint: str) -> Value:
    choices = CHOICES.get(one.kind) or tuple(range(1, 8))
    return st.selectbox(
        label_of(t, one), choices, choices.index(one.value), key=one.key, help=hint, width=WIDTH,
        format_func=lambda value: in_words(t, known, one, value),
    )  # fmt: skip


def _season_day(t: Voice, known: Definitions, one: Setting, hint: str) -> Value:
    """A date, or days before Spring Festival."""
    by_festival = st.selectbox(
        label_of(t, one), (False, True), int(one.value.startswith(FESTIVAL)), key=f"{one.key}|by", help=hint,
        format_func=lambda yes: t("rules.by_festival" if yes else "rules.by_date"), width=WIDTH,
    )  # fmt: skip
    if not by_festival:
        return _month_day(t, known, one, "", t("rules.month_of_year"))
    before = int(one.value.partition("-")[2] or 0) if one.value.startswith(FESTIVAL) else 1
    n = st.number_input(t("rules.days_before"), 0, 120, before, key=f"{one.key}|n", width=WIDTH)
    return f"{FESTIVAL}-{n}" if n else FESTIVAL


def _month_day(t: Voice, _known: Definitions, one: Setting, hint: str, label: str = "") -> Value:
    month, day = (12, 31) if one.value.startswith(FESTIVAL) else (int(part) for part in one.value.split("-"))
    picked = st.selectbox(
        label or label_of(t, one), SEASON, SEASON.index(month), key=f"{one.key}|month", help=hint or None, width=140,
        format_func=lambda n: t.month(date(2024, n, 1)),
    )  # fmt: skip
    on = st.number_input(t("rules.day_of_month"), 1, 31, day, key=f"{one.key}|day", width=140)
    return f"{picked:02}-{on:02}"


def _days(t: Voice, _known: Definitions, one: Setting, hint: str) -> Value:
    name = t("rules.add_day")
    st.markdown(label_of(t, one), help=hint)
    frame = pd.DataFrame({name: pd.Series(one.value, dtype="object")})
    edited = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, key=one.key, width=WIDTH,
        column_config={name: st.column_config.DateColumn(format="YYYY-MM-DD")},
    )  # fmt: skip
    return sorted({_date(day) for day in edited[name] if pd.notna(day)})


def _terms(t: Voice, _known: Definitions, one: Setting, hint: str) -> Value:
    name, begin, end = (t(f"rules.{word}") for word in ("term_name", "from_day", "to_day"))
    st.markdown(label_of(t, one), help=hint)
    frame = pd.DataFrame([{name: t.pick(term.name), begin: term.from_, end: term.to} for term in one.value])
    day = st.column_config.DateColumn(format="YYYY-MM-DD", required=True)
    edited = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, key=one.key, width=520,
        column_config={name: st.column_config.TextColumn(required=True), begin: day, end: day},
    )  # fmt: skip
    names = {t.pick(term.name): term.name for term in one.value}
    return [
        Term(names.get(row[name], {"zh": row[name], "en": row[name]}), _date(row[begin]), _date(row[end]))
        for row in edited.to_dict("records")
        if all(pd.notna(row[column]) for column in (name, begin, end))
    ]


def _date(day) -> date:
    return pd.Timestamp(day).date()


INPUTS: dict[str, Callable[[Voice, Definitions, Setting, str], Value]] = {
    "share": _share, "limit": _number, "few": _number, "small_count": _number, "closing_day": _number, "weekday": _choice, "flag": _flag,
    "severity": _choice, "period": _choice, "season_day": _season_day, "month_day": _month_day, "days": _days,
    "terms": _terms,
}  # fmt: skip
