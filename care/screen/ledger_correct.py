"""How to put right what was misunderstood: kind, header, and as many columns as need it, confirmed once."""

import dataclasses

import pandas as pd
import streamlit as st

from care.ledgers.problems import mask, mask_name
from care.ledgers.recognising import Correction
from care.screen.ledger_desk import Desk, Paper

SURE, LIKELY = 0.9, 0.6  # confidence from which a column's field is called sure, likely
DEEPEST = 3  # header rows
LEFT_OUT = "-"  # in the table, for a column that is not kept
ROW = 35  # pixels


def correct(desk: Desk, paper: Paper, layout: dict) -> None:
    """One form; what it says holds for every file of this layout from then on."""
    t, key = desk.t, f"{paper.key}_{layout['key']}"
    rows = layout.get("header_rows") or [1]
    with st.form(f"correct_{key}", border=False):
        edited = _columns(desk, paper, layout) if layout.get("mapping") else None
        with st.grid(4, min_column_width=150, gap="small", vertical_alignment="bottom"):
            kind = _kind(desk, layout, key)
            first = st.number_input(
                t("ledgers.header_row"), 1, 30, min(min(rows), 30), key=f"top_{key}_{min(rows)}"
            )
            deep = st.number_input(
                t("ledgers.header_rows"), 1, DEEPEST, min(len(rows), DEEPEST), key=f"deep_{key}_{len(rows)}"
            )
            pressed = st.form_submit_button(t("ledgers.apply"), type="secondary")
        st.caption(t("ledgers.correct_means"))
    if not pressed:
        return
    said = paper.corrections.get(layout["key"], Correction())
    if kind and kind != layout["kind"]:
        said = dataclasses.replace(said, kind=kind)
    if (first, deep) != (min(rows), len(rows)) or not layout.get("header_rows"):
        said = dataclasses.replace(said, header=(int(first), int(deep)))
    said = dataclasses.replace(
        said, fields={**said.fields, **_changed(layout, edited, _choices(desk, layout))}
    )
    paper.corrections[layout["key"]] = said
    paper.read_again()
    st.rerun()


def _kind(desk: Desk, layout: dict, key: str) -> str | None:
    kinds = list(desk.definitions.ledgers)
    return st.selectbox(
        desk.t("ledgers.kind"),
        kinds,
        index=kinds.index(layout["kind"]) if layout["kind"] in kinds else None,
        key=f"kind_{key}_{layout['kind']}",
        format_func=desk.kind_name,
        placeholder=desk.t("ledgers.choose_kind"),
    )


def _columns(desk: Desk, paper: Paper, layout: dict) -> pd.DataFrame:
    """Every column with its heading, an example, and what it is read as: that can be changed."""
    t = desk.t
    examples = _examples(paper, layout)
    frame = pd.DataFrame(
        {
            "column": one["column"],
            "heading": one["heading"],
            "example": _hidden(desk, one["field"], examples.get(one["column"], "")),
            "field": LEFT_OUT if one["field"] == "" else one["field"],
            "sure": _sureness(desk, one),
        }
        for one in layout["mapping"]
    )
    st.markdown(f"**{t('ledgers.columns')}**")
    st.caption(t("ledgers.columns_do"))
    text = st.column_config.TextColumn
    return st.data_editor(
        frame,
        hide_index=True,
        height=ROW * (min(len(frame), 10) + 1) + 3,
        key=f"columns_{paper.key}_{layout['key']}_{abs(hash(tuple(frame['field'])))}",
        disabled=["column", "heading", "example", "sure"],
        alt=t("ledgers.columns"),
        placeholder=t("ledgers.choose_field"),
        column_config={
            "column": text(t("ledgers.column"), width=56),
            "heading": text(t("ledgers.heading")),
            "example": text(t("ledgers.example")),
            "field": st.column_config.SelectboxColumn(
                t("ledgers.field_edit"),
                options=_choices(desk, layout),
                format_func=lambda one: _label(desk, one),
            ),
            "sure": text(t("ledgers.confidence")),
        },
    )


def _choices(desk: Desk, layout: dict) -> list[str]:
    """Left out first, then what this ledger already holds, then every other field."""
    used = {one["field"] for one in layout["mapping"] if one["field"]}
    fields = [*desk.definitions.fields, *(f"flag:{group}" for group in desk.definitions.groups)]
    rest = sorted({*fields, *used}, key=lambda one: (one.startswith("flag:"), _label(desk, one)))
    return [LEFT_OUT, *rest]


def _label(desk: Desk, field: str) -> str:
    if field == LEFT_OUT:
        return desk.t("ledgers.not_kept")
    name = desk.field_name(field)
    return desk.t("ledgers.flag", group=name) if field.startswith("flag:") else name


def _examples(paper: Paper, layout: dict) -> dict[str, str]:
    """Column letter → the first value below its heading."""
    head = next((one for one in paper.trial.heads if one.sheet == layout["sheet"]), None)
    if head is None:
        return {}
    below = head.rows[max(layout.get("header_rows") or [0]) :]
    firsts = (
        (column, next(filter(None, cells), "")) for column, *cells in zip(head.columns, *below, strict=True)
    )
    return dict(firsts)


def _hidden(desk: Desk, field: str | None, text: str) -> str:
    """A value as it may be shown: names, IDs and telephones masked."""
    named = desk.definitions.fields.get(field or "", {}).get("type") == "name"
    return mask_name(text) if named else mask(text)


def _changed(layout: dict, edited: pd.DataFrame | None, known: list[str]) -> dict[str, str]:
    """Heading → field of the columns that the clerk has changed; a browser may send any text for a `known` choice."""
    if edited is None:
        return {}
    now = (None if pd.isna(one) else one for one in edited["field"])
    pairs = (
        (one, "" if field == LEFT_OUT else field) for one, field in zip(layout["mapping"], now, strict=True)
    )
    return {
        one["heading"]: field or ""
        for one, field in pairs
        if one["heading"] and field != one["field"] and (not field or field in known)
    }


def _sureness(desk: Desk, column: dict) -> str:
    t = desk.t
    if column["how"] == "clerk":
        return t("ledgers.by_you")
    if column["field"] is None:
        return t("ledgers.not_known")
    if not column["field"]:
        return ""
    sure = column["confidence"]
    return t(
        "ledgers.is_sure" if sure >= SURE else "ledgers.is_likely" if sure >= LIKELY else "ledgers.is_guess"
    )
