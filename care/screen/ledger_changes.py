"""Differences against the last ledger: who is new, who changed and how, who is missing. Masked and paged."""

import math

import streamlit as st

from care.ledgers.importing import Report
from care.screen.audited import forget, names_told
from care.screen.escaping import plain
from care.screen.ledger_desk import Desk
from care.screen.ledger_values import field_label, person, value_in_words

SIZE = 10  # rows a page
SORTS = ("changed", "vanished", "new")
FIELDS = 4  # changes of one row said; more are counted


def changes(desk: Desk, report: Report, key: str) -> None:
    """Folded until asked for; only the page in sight is sent."""
    t = desk.t
    counts = {sort: report.counts.get(sort, 0) for sort in SORTS}
    sorts = [sort for sort in SORTS if any(one["what"] == sort for one in report.changes)]
    if not sorts:
        return
    said = t("list.comma").join(t(f"ledgers.{sort}_count", n=counts[sort]) for sort in sorts)
    box = st.expander(t("ledgers.changes", said=said), key=f"changes_{key}", on_change="rerun")
    if not box.open:
        return
    with box:
        with st.container(horizontal=True, vertical_alignment="center"):
            sort = st.segmented_control(
                t("ledgers.which"),
                sorts,
                default=sorts[0],
                required=True,
                key=f"sort_{key}_{'_'.join(sorts)}",
                format_func=lambda one: t(f"ledgers.{one}"),
                label_visibility="collapsed",
            )
            shown = _names_shown(desk, f"names_{key}", sort)
        found = [one for one in report.changes if one["what"] == sort]
        slot = st.container()
        pages = math.ceil(len(found) / SIZE)
        page = st.pagination(pages, key=f"changed_{key}_{sort}_{pages}") if pages > 1 else 1
        with slot:
            if sort == "vanished":
                st.caption(t("ledgers.vanished_means"))
            rows = [_row(desk, one, shown) for one in found[(page - 1) * SIZE : page * SIZE]]
            st.table(rows, border="horizontal", hide_index=True, width="content", alt=said)
            if len(found) < counts[sort]:
                st.caption(t("ledgers.first_of", shown=len(found), n=counts[sort]))


def _names_shown(desk: Desk, key: str, sort: str) -> bool:
    """Names that the office has on file come out here, too."""
    if not desk.who.may("names"):
        return False
    shown = st.toggle(desk.t("list.show_names"), key=key, on_change=forget, args=(key,))
    if shown:
        names_told(desk.who.name, key, sort, page="ledgers", list=f"changes_{sort}")
    return shown


def _row(desk: Desk, one: dict, shown: bool) -> dict[str, str]:
    t = desk.t
    line = {t("column.name"): plain(person(one["name"], shown, one["kind"]))}
    if one["kind"] != "units":
        line[t("column.unit")] = plain(desk.unit_name(one["unit_id"]))
        line[t("column.team")] = plain(value_in_words(desk, "team", one["team"]))
    line[t("ledgers.row")] = str(one["row"]) if one["row"] else ""
    if one["what"] == "changed":
        fields = one["fields"]
        parts = [_change(desk, field, shown) for field in fields[:FIELDS]]
        if len(fields) > FIELDS:
            parts.append(t("ledgers.more_fields", n=len(fields) - FIELDS))
        line[t("ledgers.what_changed")] = "; ".join(parts) if t.lang == "en" else "；".join(parts)
    return line


def _change(desk: Desk, field: dict, shown: bool) -> str:
    before, after = (_said(desk, field["field"], field[side], shown) for side in ("before", "after"))
    return f"{plain(field_label(desk, field['field']))}{desk.t('list.colon')}{before} → {after}"


def _said(desk: Desk, field: str, value: str | None, shown: bool) -> str:
    """IDs and telephones come masked already, and stay so; a * in a name masks nothing."""
    text = value_in_words(desk, field, value, shown)
    return plain(text) if text else desk.t("ledgers.blank")
