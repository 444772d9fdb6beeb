"""One batch, opened from the history: its figures, problems, original, and its undo."""

import streamlit as st

from care import office
from care.ledgers import batches
from care.ledgers.importing import Report
from care.ledgers.problems import Problem, Refused
from care.screen import password
from care.screen.download import download, written_down
from care.screen.escaping import plain
from care.screen.ledger_desk import NEWS, Desk, forget_outcome, guard
from care.screen.ledger_marked import marked_button
from care.screen.ledger_problems import problems, sentence
from care.screen.ledger_reapply import ask_reapply
from care.screen.ledger_records import about, by, moment


def batch_panel(desk: Desk, one: dict) -> None:
    with guard(desk):
        t = desk.t
        st.caption(plain(" · ".join(about(desk, one))))
        if one["withdrawal"]:
            gone = one["withdrawal"]
            st.info(
                t("ledgers.undone_says", when=moment(gone["at"]), who=by(desk, gone["by"]))
                + (f" {plain(gone['reason'])}" if gone["reason"] else "")
            )
        report = _report(one)
        st.markdown(
            t(
                "ledgers.batch_says",
                read=one["counts"]["read"],
                taken=one["counts"]["taken"],
                held=one["counts"]["held"],
                refused=one["counts"]["refused"],
                ignored=one["counts"]["ignored"],
            )
        )
        theirs = batches.told_whole(one, desk.who.scope.units, desk.who.name)
        if report.problems and theirs:
            problems(desk, report, f"batch_{one['batch_id']}")
        with st.container(horizontal=True, vertical_alignment="center"):
            kept = theirs and not one.get("original_removed")
            secret = password.field(t, f"original_password_{one['batch_id']}") if kept else ""
            if kept:
                download(
                    desk.who,
                    t("ledgers.original"),
                    data=written_down(
                        desk.who,
                        lambda: batches.original(desk.folder, one["batch_id"])[1],
                        page="ledgers",
                        batch=one["batch_id"],
                    ),
                    file_name=one["file"],
                    mime="application/octet-stream",
                    key=f"original_{one['batch_id']}",
                    secret=secret,
                )
            else:
                st.caption(t("problem.original_removed" if theirs else "ledgers.of_others"))
            if report.problems and kept:
                marked_button(
                    desk,
                    one["file"],
                    lambda: batches.original(desk.folder, one["batch_id"])[1],
                    report,
                    secret=secret,
                    batch=one["batch_id"],
                )
            if one["in_force"] and kept and desk.who.may("rules"):
                st.button(
                    t("ledgers.reapply"),
                    key=f"reapply_{one['batch_id']}",
                    help=t("ledgers.reapply_help"),
                    on_click=ask_reapply,
                    args=([one["batch_id"]],),
                )
        st.caption(t("ledgers.hash", sha256=one["sha256"][:16]))
        if one["in_force"] and desk.who.may("ledgers"):
            _undo(desk, one)


def _report(one: dict) -> Report:
    return Report(
        one["file"],
        one["sha256"],
        "taken",
        problems=tuple(Problem(**problem) for problem in one["problems"]),
        problem_counts=one.get("problem_counts", {}),
        counts=one["counts"],
        sheets=tuple(one["tables"]),
    )


def _undo(desk: Desk, one: dict) -> None:
    """Says what will change before it is done."""
    t = desk.t
    with st.container(border=True, key=f"undo_{one['batch_id']}"):
        st.markdown(f"**{t('ledgers.undo')}**")
        back = t("ledgers.undo_back") if one.get("replaces") else ""
        st.markdown(
            t.sentences(t("ledgers.undo_says", n=one["counts"]["taken"]), back, t("ledgers.undo_stands"))
        )
        reason = st.text_input(t("ledgers.reason"), key=f"reason_{one['batch_id']}", max_chars=200)
        if not st.button(t("ledgers.undo_now"), key=f"undo_now_{one['batch_id']}", type="primary"):
            return
        try:
            with st.spinner(t("ledgers.undoing")):
                leaned = office.undo(
                    desk.folder,
                    desk.definitions,
                    one["batch_id"],
                    desk.who.name,
                    reason,
                    desk.who.scope.units,
                )
        except Refused as refusal:
            st.warning(plain(sentence(t, refusal.problem)))
            return
        look = [t("ledgers.undo_leaned", files=plain("、".join(leaned)))] if leaned else []
        if "roster" in one["kinds"] and (
            placed := batches.placed_by_rolls(desk.folder, desk.who.scope.units)
        ):
            look.append(t("ledgers.undo_placed", files=plain("、".join(placed))))
        st.session_state[NEWS] = "\n\n".join([t("ledgers.undo_done", file=plain(one["file"])), *look])
        forget_outcome(desk, one["batch_id"])
        st.rerun()
