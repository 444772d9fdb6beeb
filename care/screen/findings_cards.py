"""Findings on a page: how many, how many late, and the list; a click opens one."""

import pandas as pd
import streamlit as st

from care import masking, office
from care.exports.findings_excel import findings_workbook
from care.inspection import findings
from care.inspection.findings_list import STATES, Line, chosen, listed, said
from care.screen import password
from care.screen.audited import names_shown
from care.screen.card import card
from care.screen.download import download, written_down
from care.screen.exporting import MIME
from care.screen.findings_one import open_finding
from care.screen.kept import open_current
from care.screen.picking import pick_row
from care.screen.states import nothing
from care.screen.view import View
from care.words import NONE

MARKS = {"open": "●", "mended": "◐", "verified": "▲"}


def lines_of(view: View) -> list[Line]:
    """Every finding that the asker may see."""
    found = list(findings.everything(office.data_dir()).values())
    return listed(open_current(), view.answers.scope, found, view.definitions, view.user)


def findings_summary(view: View, lines: list[Line]) -> None:
    """Overdue, to be mended, to be verified, closed."""
    t = view.t
    with st.grid(4, min_column_width=150, gap="small"):
        for state in STATES[:-1]:
            n = len(chosen(lines, view.day, state, view.unit))
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric(t(f"findings.{state}"), t("findings.count", n=n))


def findings_list(view: View, lines: list[Line]) -> None:
    """The list with its filters, and its Excel that a village can answer in."""
    t = view.t
    with card(view, "findings_list", t("findings.list")):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            state = st.segmented_control(
                t("list.state"),
                STATES,
                default="open",
                required=True,
                key="findings_state",
                format_func=lambda one: t(f"findings.{one}"),
            )
            search = st.text_input(
                t("list.search"), key="findings_search", placeholder=t("list.search_hint")
            ).strip()
            shown = names_shown(view, "findings_names")
        kept = chosen(lines, view.day, state, view.unit, search)
        if not kept:
            nothing(t, "findings.none")
            return
        notes = [
            view.scope_words,
            t("list.note", state=t(f"findings.{state}"), search=search or NONE),
            t("findings.how_to_answer"),
        ]
        secret = password.field(t, "findings_password")
        download(
            view.who,
            t("list.download"),
            data=written_down(
                view.who,
                lambda: findings_workbook(
                    t,
                    view.definitions,
                    t("findings.list"),
                    notes,
                    kept,
                    view.unit_name,
                    lambda line: _name(line, shown),
                ),
                page="findings",
                unit=view.unit,
                names=shown,
            ),
            file_name=f"{t('findings.list')}_{view.day.isoformat()}.xlsx",
            mime=MIME,
            secret=secret,
            key="findings_download",
        )
        _table(view, kept, shown)


def _table(view: View, kept: list[Line], shown: bool) -> None:
    t = view.t
    pick_row(
        pd.DataFrame([_row(view, line, shown) for line in kept]),
        "findings",
        t("findings.list"),
        {
            t("findings.column_number"): st.column_config.NumberColumn(width=56),
            t("findings.column_what"): st.column_config.TextColumn(width=320),
        },
        lambda row: st.session_state.update(_finding=kept[row].finding.number),
    )
    number = st.session_state.pop("_finding", None)
    for line in kept:
        if line.finding.number == number:
            open_finding(view, line, shown)


def _row(view: View, line: Line, shown: bool) -> dict:
    t, one = view.t, line.finding
    late = (view.day - one.wanted.due_on).days
    state = t("findings.late", n=late) if one.overdue(view.day) else t(f"findings.{one.state}")
    return {
        t("findings.column_number"): one.number,
        t("findings.column_state"): f"{'▼' if one.overdue(view.day) else MARKS[one.state]} {state}",
        t("findings.column_unit"): view.unit_name(one.wanted.unit_id),
        t("findings.column_who"): _name(line, shown),
        t("findings.column_what"): said(t, one, view.definitions, lambda path: _known(view, path)),
        t("findings.column_responsible"): one.wanted.responsible or NONE,
        t("findings.column_due_on"): one.wanted.due_on.isoformat(),
    }


def _known(view: View, path: str) -> str:
    return view.unit_name(path) if path in view.units else ""


def _name(line: Line, shown: bool) -> str:
    return masking.subject(line.name, line.kind, shown)


def overdue_note(view: View) -> None:
    """On the overview, for those who may see names: how many findings are overdue, and the way there."""
    late = len(chosen(lines_of(view), view.day, "overdue", view.unit)) if view.may("findings") else 0
    if late:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="overdue"):
            st.markdown(f"**:red[▼ {view.t('findings.overdue_note', n=late)}]**", width="content")
            st.page_link(
                "pages/findings.py", label=f":blue[{view.t('overview.more', page=view.t('menu.findings'))}]"
            )
