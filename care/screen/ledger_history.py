"""History: every ledger taken in, newest first; open one for its figures, problems, original and undo."""

import math
from datetime import datetime

import streamlit as st

from care import office
from care.ledgers import batches
from care.ledgers.importing import Report
from care.ledgers.problems import Problem, Refused
from care.screen.ledger_desk import Desk, forget_outcome, guard
from care.screen.ledger_marked import marked_button
from care.screen.ledger_problems import problems, sentence
from care.screen.ledger_upload import plain

SIZE = 10  # batches a page
OPEN, NEWS = "_batch_open", "_batch_news"


def history(desk: Desk) -> None:
    t = desk.t
    found = batches.all_batches(desk.folder)[::-1]
    st.subheader(t("ledgers.history"), anchor=False)
    news = st.session_state.pop(NEWS, None)
    if news:
        st.success(news)
    if not found:
        st.markdown(f":gray[{t('ledgers.no_history')}]")
        return
    in_force = sum(1 for one in found if one["in_force"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("ledgers.history_says", n=in_force, undone=len(found) - in_force), width="content")
        st.button(
            t("ledgers.reapply_all"),
            key="reapply_all",
            type="tertiary",
            help=t("ledgers.reapply_help"),
            on_click=_ask_reapply,
        )
    if st.session_state.pop("_reapply", False):
        _reapply(desk, None)
    pages = math.ceil(len(found) / SIZE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key=f"history_{pages}") if pages > 1 else 1
    with slot:
        for one in found[(page - 1) * SIZE : page * SIZE]:
            _line(desk, one)
    _open(desk, found)


def _ask_reapply() -> None:
    st.session_state["_reapply"] = True


def _line(desk: Desk, one: dict) -> None:
    t = desk.t
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, key=f"foot_batch_{one['batch_id']}"
    ):
        with st.container(gap=None, width="stretch"):
            name = plain(one["file"])
            st.markdown(name if one["in_force"] else f":gray[{name}] :gray-badge[{_state(desk, one)}]")
            st.caption(plain(" · ".join(_about(desk, one))))
        st.button(
            t("ledgers.open"),
            key=f"open_{one['batch_id']}",
            type="tertiary",
            on_click=_opens,
            args=(one["batch_id"],),
        )


def _opens(batch_id: str) -> None:
    st.session_state[OPEN] = batch_id


def _state(desk: Desk, one: dict) -> str:
    return desk.t("ledgers.undone" if one["withdrawal"] else "ledgers.replaced")


def _about(desk: Desk, one: dict) -> list[str]:
    t = desk.t
    problems_ = sum(one.get("problem_counts", {}).values())
    parts = [desk.kinds_name(one["kinds"])]
    parts += [desk.unit_name(one["unit_id"])] if one.get("unit_id") else []
    parts += [t("ledgers.rows", n=one["counts"]["taken"])]
    parts += [t("ledgers.problem_count", n=problems_)] if problems_ else []
    return [*parts, moment(one["imported_at"]), by(desk, one["imported_by"])]


def moment(text: str) -> str:
    """An instant (ISO, UTC) on the clock of this machine, to the minute."""
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")


def by(desk: Desk, who: str) -> str:
    known = {"local": "ledgers.by_local", "sample": "ledgers.by_sample"}
    return desk.t(known[who]) if who in known else who


def _open(desk: Desk, found: list[dict]) -> None:
    """The panel of the batch that was asked for; one dialog at a time."""
    wanted = st.session_state.pop(OPEN, None)
    one = next((one for one in found if one["batch_id"] == wanted), None)
    if one:
        st.dialog(plain(one["file"]), width="large")(_panel)(desk, one)


def _panel(desk: Desk, one: dict) -> None:
    with guard(desk):
        t = desk.t
        st.caption(plain(" · ".join(_about(desk, one))))
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
        if report.problems:
            problems(desk, report, f"batch_{one['batch_id']}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                t("ledgers.original"),
                data=lambda: batches.original(desk.folder, one["batch_id"])[1],
                file_name=one["file"],
                mime="application/octet-stream",
                on_click="ignore",
                key=f"original_{one['batch_id']}",
            )
            if report.problems:
                marked_button(
                    desk, one["file"], lambda: batches.original(desk.folder, one["batch_id"])[1], report
                )
            if one["in_force"] and st.button(
                t("ledgers.reapply"), key=f"reapply_{one['batch_id']}", help=t("ledgers.reapply_help")
            ):
                _reapply(desk, [one["batch_id"]])
        st.caption(t("ledgers.hash", sha256=one["sha256"][:16]))
        if one["in_force"]:
            _undo(desk, one)


def _report(one: dict) -> Report:
    return Report(
        one["file"],
        one["sha256"],
        "taken",
        problems=tuple(Problem(**problem) for problem in one["problems"]),
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
                office.undo(desk.folder, desk.definitions, one["batch_id"], desk.who.name, reason)
        except Refused as refusal:
            st.warning(plain(sentence(t, refusal.problem)))
            return
        st.session_state[NEWS] = t("ledgers.undo_done", file=plain(one["file"]))
        forget_outcome(desk, one["batch_id"])
        st.rerun()


def _reapply(desk: Desk, batch_ids: list[str] | None) -> None:
    """Take originals in again under today's definitions; says what changed."""
    t = desk.t
    try:
        with st.spinner(t("ledgers.reapplying"), show_time=True):
            reports = office.reapply(desk.folder, desk.definitions, desk.who.name, batch_ids)
    except Refused as refusal:
        st.warning(plain(sentence(t, refusal.problem)))
        return
    changed = [one for one in reports if one.status == "taken"]
    failed = [one for one in reports if one.status in ("refused", "nothing")]
    said = t.sentences(
        t("ledgers.reapplied", n=len(reports), changed=len(changed)),
        t("ledgers.reapply_failed", files=t("list.comma").join(plain(one.file) for one in failed))
        if failed
        else "",
    )
    st.session_state[NEWS] = said
    st.rerun()
