"""How a file was understood: its sheets, columns and first rows; and how to put that right."""

import pandas as pd
import streamlit as st

from care.screen.escaping import plain
from care.screen.ledger_correct import correct
from care.screen.ledger_desk import Desk, Paper
from care.screen.ledger_values import NOT_SHOWN, field_label, value_in_words

MOST = 30  # sheets listed


def layouts(desk: Desk, paper: Paper) -> None:
    """Open at once where something is doubtful: no ledger found, an unsure kind, unknown headings."""
    sheets = [one for one in paper.trial.report.sheets if one.get("key")]
    if not sheets:
        return
    t = desk.t
    doubtful = any(not one["kind"] or not one.get("sure") for one in sheets)
    box = st.expander(
        t("ledgers.understood"), key=f"understood_{paper.key}", expanded=doubtful, on_change="rerun"
    )
    if not box.open:
        return
    with box:
        _sheets(desk, sheets)
        _first_rows(desk, paper)
        keys = list(dict.fromkeys(one["key"] for one in sheets))
        named = {key: next(one for one in sheets if one["key"] == key) for key in keys}
        key = keys[0]
        if len(keys) > 1:
            key = st.selectbox(
                t("ledgers.layout_of"),
                keys,
                key=f"layout_{paper.key}",
                format_func=lambda one: named[one]["sheet"] or paper.name,
                width=420,
            )
        if not named[key].get("mapping"):
            _as_it_stands(desk, paper, named[key])
        correct(desk, paper, named[key])


def _sheets(desk: Desk, sheets: list[dict]) -> None:
    """One row a sheet, without columns in which nothing stands."""
    rows = [_sheet(desk, one) for one in sheets[:MOST]]
    kept = [name for name in rows[0] if any(row[name] for row in rows)]
    st.table(
        [{name: row[name] for name in kept} for row in rows],
        border="horizontal",
        hide_index=True,
        width="content",
        alt=desk.t("ledgers.understood"),
    )
    if len(sheets) > MOST:
        st.caption(desk.t("ledgers.first_of", shown=MOST, n=len(sheets)))


def _sheet(desk: Desk, one: dict) -> dict[str, str]:
    t = desk.t
    mapping = one.get("mapping") or []
    rows = one.get("header_rows") or []
    day = one.get("ledger_on")
    kind = desk.kind_name(one["kind"]) if one["kind"] else t(f"ledgers.why_{one['why']}")
    return {
        t("ledgers.sheet"): plain(one["sheet"] or t("ledgers.only_sheet")),
        t("ledgers.kind"): plain(kind) + ("" if one.get("sure", True) else f" {t('ledgers.unsure')}"),
        t("ledgers.header_row"): t("ledgers.rows_from_to", first=min(rows), last=max(rows))
        if len(rows) > 1
        else str(rows[0])
        if rows
        else "",
        t("ledgers.stated_unit"): plain(one.get("stated_unit") or ""),
        t("ledgers.stated_day"): day.isoformat() if hasattr(day, "isoformat") else str(day or ""),
        t("ledgers.columns_known"): t(
            "ledgers.n_of", n=sum(1 for column in mapping if column["field"]), of=len(mapping)
        )
        if mapping
        else "",
    }


def _first_rows(desk: Desk, paper: Paper) -> None:
    """The first rows with the fields that they gave."""
    if not paper.first:
        return
    t = desk.t
    fields = [
        name
        for name in paper.first[0]
        if name not in NOT_SHOWN and any(row[name] is not None for row in paper.first)
    ]
    st.markdown(f"**{t('ledgers.first_rows')}**")
    frame = pd.DataFrame(
        [
            {field_label(desk, name): value_in_words(desk, name, row[name]) for name in fields}
            for row in paper.first
        ]
    )
    st.dataframe(
        frame, hide_index=True, height="content", key=f"first_{paper.key}", alt=t("ledgers.first_rows")
    )


def _as_it_stands(desk: Desk, paper: Paper, layout: dict) -> None:
    """The first rows of a sheet in which no header was found, so that the clerk can point at it."""
    head = next((one for one in paper.trial.heads if one.sheet == layout["sheet"]), None)
    if head is None or not head.rows:
        return
    t = desk.t
    st.markdown(f"**{t('ledgers.as_it_stands')}**")
    frame = pd.DataFrame(
        [[str(number), *row[:12]] for number, row in enumerate(head.rows[:12], 1)],
        columns=[t("ledgers.row"), *head.columns[:12]],
    )
    narrow = {t("ledgers.row"): st.column_config.TextColumn(width=48)}
    st.dataframe(
        frame, hide_index=True, height="content", alt=t("ledgers.as_it_stands"), column_config=narrow
    )
