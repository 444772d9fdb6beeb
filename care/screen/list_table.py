"""The rows of a list as people read them: masked names, reasons as sentences, ages, never an ID number."""

from datetime import date

import pandas as pd
import streamlit as st

from care import masking
from care.answers import Page
from care.briefing.naming import duty_name
from care.screen.panels import Listing
from care.screen.view import View
from care.sentences import why

UNKNOWN = 1900  # a membership whose ledger gives no day begins in this year
MARKS = {True: "▲", False: "▼"}


def table(view: View, page: Page, listing: Listing, shown: bool) -> pd.DataFrame:
    """The rows as they are read: names masked unless `shown`, reasons as sentences, never an ID number."""
    rows = page.frame.to_dict("records")
    duties = {row.get("duty") or "" for row in rows}
    frame = pd.DataFrame([_line(view, row, listing, shown, len(duties) > 1) for row in rows])
    if not any(row["kind"] in (*masking.PERSONAL, "helper") for row in rows):
        frame = frame.rename(columns={view.t("column.name"): view.t("column.subject")})
    return frame.loc[:, [name for name in frame.columns if not frame[name].isin(["", None]).all()]]


def brief(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """What a phone needs: no sex, age, team, phone; no situation where it is the same for all."""
    left_out = {view.t(f"column.{one}") for one in ("sex", "age", "team", "phone")}
    situation = view.t("column.why")
    if situation in frame and len(frame) > 1 and frame[situation].nunique() == 1:
        left_out.add(situation)
    return frame[[name for name in frame.columns if name not in left_out]]


def _line(view: View, row: dict, listing: Listing, shown: bool, with_duty: bool) -> dict:
    t = view.t
    met = row.get("met")
    line = {t("column.name"): _name(row, shown)}
    counted = listing.kind == "indicator" and view.indicator(listing.ask.name).form == "count"
    if "met" in row and not counted and listing.state in ("all", "not_due"):
        line[t("column.state")] = (
            t("state.not_due")
            if pd.isna(met)
            else f"{MARKS[bool(met)]} {t('state.met' if met else 'state.unmet')}"
        )
    if with_duty:
        line[t("column.duty")] = duty_name(view, row["duty"])
    if row.get("why") and not counted:
        line[t("column.why")] = why(t, row["why"], view.definitions)
    if isinstance(row.get("contact_kind"), str):
        line |= _contact(view, row)
    if row["kind"] == "person":
        line[t("column.sex")] = t(f"sex.{row['gender']}") if row["gender"] in ("male", "female") else ""
        line[t("column.age")] = _age(row["birth_date"], listing.ask.as_of)
    line[t("column.unit")] = view.unit_name(row["unit_id"])
    if row["kind"] == "person":
        line[t("column.team")] = t.team(_text(row["team"]))
    if "responsible" in row and row["kind"] != "helper":
        line[t("column.responsible")] = _text(row["responsible"])
    line[t("column.phone")] = _text(row["phone"]) if shown else masking.phone(_text(row["phone"]))
    if "due_on" in row and not pd.isna(row["due_on"]):
        line[t("column.due_on")] = row["due_on"].date().isoformat()
    if counted and not pd.isna(row["done_on"]) and row["done_on"].year > UNKNOWN:
        line[t("column.since")] = row["done_on"].date().isoformat()
    if row.get("amount") not in (None, 1) and not pd.isna(row["amount"]):
        line[t("column.amount")] = float(row["amount"])
    return line


def _contact(view: View, row: dict) -> dict:
    """Of a contact: the day (or the month, where a month sheet gives no day), how, and who came."""
    kind = view.definitions.contacts.kinds.get(row["contact_kind"])
    day = row["on_day"].date().isoformat()
    return {
        view.t("column.contact_on"): day[:7] if row["contact_precision"] == "month" else day,
        view.t("column.contact_kind"): view.t.pick(kind.name) if kind else row["contact_kind"],
        view.t("column.contact_by"): _text(row["by_name"]),
    }


def _name(row: dict, shown: bool) -> str:
    """People cared for are masked; helpers answer for their work by name."""
    return masking.subject(_text(row["name"]), row["kind"], shown)


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _age(born, day: date) -> int | None:
    if pd.isna(born):
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def name_width(names: pd.Series) -> int:
    """Pixels for the pinned column: a person's name, or as much of a longer one as a phone can spare."""
    return min(max(84, 14 * max(map(len, names), default=0) + 24), 152)


def columns(view: View, frame: pd.DataFrame) -> dict:
    """The name stays in sight while a phone scrolls sideways; the reason gets room."""
    t, known = view.t, st.column_config
    wanted = {
        **{
            t(one): known.TextColumn(pinned=True, width=name_width(frame[t(one)]))
            for one in ("column.name", "column.subject")
            if t(one) in frame
        },
        t("column.why"): known.TextColumn(width=250),
        t("column.state"): known.TextColumn(width=96),
        t("column.sex"): known.TextColumn(width=56),
        t("column.age"): known.NumberColumn(width=56),
        t("column.team"): known.TextColumn(width=64),
        t("column.amount"): known.NumberColumn(format="%,.2f"),
    }
    return {name: config for name, config in wanted.items() if name in frame.columns}
