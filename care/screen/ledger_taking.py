"""Taking in: once, all or nothing a file, and what came of it."""

from collections.abc import Iterator

import streamlit as st

from care import office
from care.ledgers import batches
from care.ledgers.importing import Report
from care.ledgers.problems import Refused
from care.screen import password
from care.screen.escaping import plain
from care.screen.ledger_desk import PAPERS, Desk, Paper
from care.screen.ledger_marked import marked_button
from care.screen.ledger_problems import problems, sentence
from care.screen.ledger_work import Work


def take_button(desk: Desk, paper: Paper) -> None:
    if paper.trouble:
        st.warning(plain(paper.trouble))
    if not paper.takeable:
        return
    t, counts = desk.t, paper.trial.report.counts
    left = counts.get("held", 0) + counts.get("refused", 0)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("ledgers.take", n=counts["taken"]),
            key=f"take_{paper.key}",
            type="primary",
            on_click=_want,
            args=([paper.key],),
            disabled=paper.wanted,
        )
        if left:
            st.markdown(t("ledgers.left_out", n=left), width="content")
        if paper.complete and counts.get("vanished"):
            st.markdown(f":orange[{t('ledgers.will_leave', n=counts['vanished'])}]", width="content")


def take_all(desk: Desk) -> None:
    keys = [paper.key for paper in desk.papers if paper.takeable]
    if len(keys) > 1:
        label = desk.t("ledgers.take_all", n=len(keys))
        st.button(label, key="take_all", type="primary", on_click=_want, args=(keys,))


def _want(keys: list[str]) -> None:
    """Mark files to be taken (a callback). However often it is clicked, no file is taken twice."""
    for paper in st.session_state.get(PAPERS, []):
        if paper.key in keys and paper.takeable:
            paper.wanted = True


def taking(desk: Desk) -> Work | None:
    """The work of taking in what was asked for, if anything was."""
    wanted = [paper for paper in desk.papers if paper.wanted]
    if not wanted:
        return None
    return Work(
        "taking", len(wanted), lambda work: _take(desk, wanted, work), lambda work: _taken(desk, wanted)
    )


def _take(desk: Desk, papers: list[Paper], work: Work) -> None:
    """In the thread: all or nothing a file, each with what was said of it alone (two may have a “Sheet1”). Calls no
    Streamlit."""
    said = ("answers", "corrections", "complete", "day")
    try:
        reports = office.take_in(
            desk.folder,
            [
                office.Sent(paper.name, paper.data, {one: getattr(paper, one) for one in said}, unpacked=True)
                for paper in papers
            ],
            desk.definitions,
            desk.who.name,
            progress=work.hear_file,
            tell=work.hear,
            within=desk.who.scope.units,
        )
    except Refused as refusal:
        for paper in papers:
            paper.trouble = sentence(desk.t, refusal.problem)
        return
    for paper, report in zip(papers, reports, strict=True):
        if report.status == "cancelled":
            paper.trouble = desk.t("ledgers.take_cancelled")
            continue
        if busy := [one for one in report.problems if one.code in batches.BUSY]:
            paper.trouble = sentence(desk.t, busy[0])
            continue
        paper.outcome, paper.data, paper.first = report, b"", []
        paper.trouble = desk.t("ledgers.take_too_late") if work.cancelled.is_set() else ""


def _taken(desk: Desk, papers: list[Paper]) -> None:
    for paper in papers:
        paper.wanted = False
    if not any(paper.outcome and paper.outcome.status == "taken" for paper in papers):
        return
    for paper in desk.papers:
        if paper.outcome is None and not paper.trouble:
            paper.read_again()  # what others brought changes what it would change


def outcome(desk: Desk, paper: Paper) -> None:
    """What came of it, with the way to the figures."""
    t, report = desk.t, paper.outcome
    if paper.trouble:
        st.warning(plain(paper.trouble))
    if report.status == "refused":
        for problem in report.problems:
            st.error(plain(sentence(t, problem)), title=t("ledgers.refused_file"))
        return
    words = t.sentences(*_said(desk, report, paper.complete))
    if report.status == "taken":
        st.success(words, title=t("ledgers.taken_file"))
    else:
        st.info(words, title=t(f"ledgers.{report.status}"))
    problems(desk, report, f"outcome_{paper.key}")
    if report.batch_id and any(one.row for one in report.problems):
        with st.container(horizontal=True, vertical_alignment="center"):
            secret = password.field(t, f"marked_password_{paper.key}")
            original = lambda: batches.original(desk.folder, report.batch_id)[1]  # noqa: E731
            marked_button(desk, paper.name, original, report, secret=secret, batch=report.batch_id)
    if desk.who.may("figures"):
        st.page_link("pages/overview.py", label=t("ledgers.see_overview"), icon=":material/arrow_forward:")


def _said(desk: Desk, report: Report, complete: bool) -> Iterator[str]:
    t, counts = desk.t, report.counts
    if report.status != "taken":
        yield t(f"ledgers.{report.status}_do")
        return
    yield t(
        "ledgers.taken_says",
        n=counts["taken"],
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
    )
    if counts.get("vanished") and report.kinds != ("units",):
        yield t("ledgers.left_says" if complete else "ledgers.vanished_says", n=counts["vanished"])
    if counts.get("held") or counts.get("refused"):
        yield t("ledgers.left_out", n=counts.get("held", 0) + counts.get("refused", 0))
