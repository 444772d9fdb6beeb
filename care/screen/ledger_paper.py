"""One card a file: what it is, what it would change, what is wrong, and the button that takes it in."""

from datetime import date

import streamlit as st

from care.ledgers.importing import Report
from care.screen import password
from care.screen.escaping import plain
from care.screen.ledger_changes import changes
from care.screen.ledger_desk import Desk, Paper, clear_taken, guard, put_away
from care.screen.ledger_layout import layouts
from care.screen.ledger_marked import marked_button
from care.screen.ledger_problems import problems, sentence
from care.screen.ledger_questions import questions, wishes
from care.screen.ledger_taking import outcome, take_all, take_button

NO_LEDGER = ("no_ledger", "only_plan", "only_wishes")
FIGURES = ("read", "new", "changed", "unchanged", "vanished", "held", "refused", "ignored")


def papers(desk: Desk) -> None:
    """All files on the desk."""
    if not desk.papers:
        return
    t = desk.t
    waiting = [paper for paper in desk.papers if paper.outcome is None]
    with st.container(horizontal=True, vertical_alignment="center", key="desk_bar"):
        title = t("ledgers.on_desk", n=len(waiting)) if waiting else t("ledgers.desk_done")
        st.subheader(title, anchor=False, width="stretch")
        if len(waiting) < len(desk.papers):
            st.button(t("ledgers.clear_taken"), key="clear_taken", type="tertiary", on_click=clear_taken)
        if len(waiting) > 1:
            take_all(desk)
    for paper in desk.papers:
        with st.container(border=True, key=f"paper_{paper.key}"), guard(desk):
            _paper(desk, paper)


def _paper(desk: Desk, paper: Paper) -> None:
    report = paper.outcome or paper.trial.report
    _head(desk, paper, report)
    if paper.outcome:
        outcome(desk, paper)
        return
    if report.status in ("cancelled", "fault"):
        _unread(desk, paper)
        return
    if report.status == "refused":
        for problem in report.problems:
            title = "ledgers.no_ledger" if problem.code in NO_LEDGER else "ledgers.cannot_read"
            st.error(plain(sentence(desk.t, problem)), title=desk.t(title))
    if report.counts.get("read") or report.status == "dry_run":
        figures(desk, report, paper.key)
    if report.status in ("already", "nothing"):
        st.info(desk.t(f"ledgers.{report.status}_do"), title=desk.t(f"ledgers.{report.status}"))
    questions(desk, paper)
    problems(desk, report, f"paper_{paper.key}")
    if any(one.row for one in report.problems):
        with st.container(horizontal=True, vertical_alignment="center"):
            secret = password.field(desk.t, f"marked_password_{paper.key}")
            marked_button(desk, paper.name, lambda: paper.data, report, secret=secret, batch="")
            st.caption(desk.t("ledgers.marked_do"), width="content")
    changes(desk, report, f"paper_{paper.key}")
    layouts(desk, paper)
    wishes(desk, paper)
    take_button(desk, paper)


def _unread(desk: Desk, paper: Paper) -> None:
    """Its reading was cancelled, or went wrong."""
    t = desk.t
    if paper.trouble:
        st.error(plain(paper.trouble), title=t("state.fault"))
    else:
        st.info(t("ledgers.read_cancelled"))
    st.button(t("ledgers.read_again"), key=f"again_{paper.key}", on_click=paper.read_again)


def _head(desk: Desk, paper: Paper, report: Report) -> None:
    with st.container(
        horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", wrap=False
    ):
        with st.container(gap="xsmall", width="stretch"):
            st.subheader(plain(paper.name), anchor=False)
            st.caption(plain(about(desk, paper, report)))
        st.button(
            desk.t("ledgers.put_away"),
            key=f"away_{paper.key}",
            type="tertiary",
            on_click=put_away,
            args=(paper.key,),
        )


def about(desk: Desk, paper: Paper, report: Report) -> str:
    """Kind, unit and day in one line; a day that nobody wrote down is called so."""
    t = desk.t
    parts = [desk.kinds_name(report.kinds)] if report.kinds else []
    parts += [desk.unit_name(report.unit_id)] if report.unit_id else []
    if report.ledger_on:
        day = t("ledgers.speaks_for", day=report.ledger_on)
        parts.append(day if stated(paper, report) else t(f"ledgers.{_guess(paper, report)}", day=day))
    return " · ".join(parts) or t("ledgers.no_kind")


def stated(paper: Paper, report: Report) -> bool:
    """Is the day written in the ledger, or given by the clerk?"""
    return paper.day is not None or any(one.get("ledger_on") for one in report.sheets if one["kind"])


def _guess(paper: Paper, report: Report) -> str:
    if paper.outcome:
        return "day_unwritten"
    return "day_today" if report.ledger_on == date.today() else "day_from_file"


def figures(desk: Desk, report: Report, key: str) -> None:
    """What taking it in would do, in eight small figures."""
    with st.container(key=f"figures_{key}"), st.grid(8, min_column_width=96, gap="xsmall"):
        for name in FIGURES:
            st.metric(
                desk.t(f"ledgers.{name}"),
                desk.t.number(report.counts.get(name, 0)),
                help=desk.t(f"ledgers.{name}_help"),
            )
