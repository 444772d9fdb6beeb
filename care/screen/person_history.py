"""Cards of a file: contacts on a timeline and as a list, facts with their sources, changes, ledgers."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from care import charts
from care.charts import Happened
from care.inspection.facts import Source, plain
from care.screen.card import draw
from care.screen.escaping import plain as verbatim
from care.screen.person_cards import file_card, quiet
from care.screen.person_file import Desk

SHOWN = 12  # contacts listed at once
MONTHS = 14  # on the timeline


def contacts(desk: Desk) -> None:
    """Every contact: a dot a day, and the list with day, kind, visitor and text."""
    t, rows = desk.view.t, desk.file.contacts.to_dict("records")
    with file_card(desk, "timeline"):
        if not rows:
            quiet(t("person.no_contacts"))
            return
        draw(desk.view, "file_timeline", _timeline(desk, rows), t("person.timeline"))
        if len(desk.file.absences):
            st.caption(t("person.shaded"))
        whole = (
            st.toggle(t("person.all_contacts", n=len(rows)), key="file_contacts")
            if len(rows) > SHOWN
            else True
        )
        for row in sorted(rows, key=lambda one: one["on_day"], reverse=True)[: None if whole else SHOWN]:
            st.markdown(_contact(desk, row))


def _contact(desk: Desk, row: dict) -> str:
    """2026-01-12　谈心谈话　刘建军: 问了早饭和睡眠…"""
    t = desk.view.t
    day = plain(row["on_day"]).isoformat()
    head = [
        f"**{day[:7] if row['precision'] == 'month' else day}**",
        _kind(desk, row["kind"]),
        plain(row["by_name"]) or "",
    ]
    if desk.file.kind == "household":
        own = desk.file.members[desk.file.members["person_id"] == row["person_id"]]["name"]
        head.append(verbatim(desk.name(own.iloc[0])) if len(own) else "")
    text = t("person.dot").join(one for one in (plain(row["text"]), plain(row["found_problem"])) if one)
    return f"{'　'.join(one for one in head if one)}　:gray[{verbatim(_without_names(desk, text))}]"


def _without_names(desk: Desk, text: str) -> str:
    """Free text may name the person and the family."""
    if desk.shown:
        return text
    names = [
        desk.file.basics.get("name"),
        desk.file.basics.get("head_name"),
        desk.file.basics.get("guardian_name"),
    ]
    for name in {*map(plain, names), *desk.file.members["name"].map(plain)} - {None}:
        text = text.replace(name, desk.name(name))
    return text


def _kind(desk: Desk, kind: str) -> str:
    known = desk.view.definitions.contacts.kinds.get(kind)
    return desk.view.t.pick(known.name) if known else kind


def _timeline(desk: Desk, rows: list[dict]) -> dict:
    view, last = desk.view, desk.file.as_of
    first = max(min(plain(row["on_day"]) for row in rows), last - timedelta(days=MONTHS * 31))
    seen = [row for row in rows if plain(row["on_day"]) >= first]
    kinds = view.definitions.contacts.kinds
    names = {kind: _kind(desk, kind) for kind in kinds if any(row["kind"] == kind for row in seen)}
    happened = [
        Happened(
            plain(row["on_day"]),
            row["kind"],
            f"{view.t.day(plain(row['on_day']))} {_kind(desk, row['kind'])} {plain(row['by_name']) or ''}",
            not kinds[row["kind"]].in_person,
        )
        for row in seen
        if row["kind"] in names
    ]
    away = [
        (max(plain(row["from_on"]), first), min(plain(row["to_on"]), last))
        for row in desk.file.absences.to_dict("records")
        if plain(row["from_on"]) < last and plain(row["to_on"]) > first
    ]
    edge = timedelta(days=8)
    return charts.timeline(
        happened, names, first - edge, last + edge, _months(desk, first, last), view.look, away
    )


def _months(desk: Desk, first: date, last: date) -> dict[date, str]:
    """The first of every third month, January with its year."""
    t, found = desk.view.t, {}
    day = first.replace(day=1)
    while day <= last:
        if day >= first and day.month % 3 == 1:
            found[day] = t.month(day, year=day.month == 1)
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def known_facts(desk: Desk) -> None:
    """Every fact with the ledger, sheet and row it came from."""
    t = desk.view.t
    with file_card(desk, "facts"):
        rows = [
            {
                t("person.field"): desk.field(one.field),
                t("person.value"): desk.value(one.field, one.value),
                t("person.source"): _source(desk, one.source),
            }
            for one in desk.file.facts
        ]
        _table(
            rows, t("person.facts"), {t("person.field"): 108, t("person.value"): 190, t("person.source"): 360}
        )


def changed(desk: Desk) -> None:
    """What later ledgers said otherwise."""
    t = desk.view.t
    if desk.file.kind != "person":
        return
    with file_card(desk, "changes"):
        if not desk.file.changes:
            quiet(t("person.no_changes"))
            return
        rows = [
            {
                t("person.field"): desk.field(one.field),
                t("person.before"): desk.value(one.field, one.before),
                t("person.after"): desk.value(one.field, one.after),
                t("column.ledger_on"): one.source.ledger_on.isoformat() if one.source.ledger_on else "",
                t("person.source"): _source(desk, one.source),
            }
            for one in desk.file.changes
        ]
        _table(rows, t("person.changes"), {t("person.field"): 108, t("person.source"): 360})


def ledgers(desk: Desk) -> None:
    """Every ledger row that speaks of this person or household."""
    t = desk.view.t
    with file_card(desk, "ledgers"):
        rows = [
            {
                t("column.file"): row["file"],
                t("ledgers.sheet"): row["sheet"],
                t("ledgers.row"): int(row["row_no"]),
                t("column.ledger_on"): str(plain(row["ledger_on"]) or ""),
            }
            for row in desk.file.sources.to_dict("records")
        ]
        _table(rows, t("person.ledgers"), {t("column.file"): 260})


def _source(desk: Desk, source: Source | None) -> str:
    if source is None:
        return ""
    sheet = f" · {source.sheet}" if source.sheet else ""
    return desk.view.t("person.at", file=source.file, sheet=sheet, row=str(source.row_no))


def _table(rows: list[dict], alt: str, widths: dict[str, int]) -> None:
    config = {
        name: st.column_config.TextColumn(width=width, pinned=at == 0)
        for at, (name, width) in enumerate(widths.items())
    }
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        alt=alt,
        key=f"file_{alt}",
        column_config=config,
    )
