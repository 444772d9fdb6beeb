"""Opening findings: from a case, a gap or a discrepancy, or in one's own words; and answers that come back in Excel."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from care import office
from care.exports.findings_excel import Wrong, answers
from care.inspection import findings
from care.inspection.findings import Wanted
from care.ledgers.problems import Refused
from care.ledgers.reading import read
from care.screen.card import card
from care.screen.escaping import plain
from care.screen.findings_cards import lines_of
from care.screen.uploader import uploader_words
from care.screen.view import View

DAYS = 15  # until a finding is due, unless somebody says otherwise


def make_findings(view: View, wanted: list[Wanted], key: str) -> None:
    """A small form that opens findings: who is responsible (the unit's own where left empty), and until when."""
    t = view.t
    if not view.may("findings"):
        return
    with st.expander(t("findings.make", n=len(wanted))), st.form(f"make_{key}", border=False):
        responsible = st.text_input(
            t("findings.column_responsible"), max_chars=40, placeholder=t("findings.responsible_hint")
        )
        due_on = st.date_input(t("findings.column_due_on"), _in_days(view), format="YYYY-MM-DD")
        if st.form_submit_button(t("findings.make_button"), type="primary"):
            people = _responsible(view)
            given = [
                replace(
                    one,
                    due_on=due_on or _in_days(view),
                    responsible=responsible.strip() or one.responsible or people.get(one.unit_id, ""),
                )
                for one in wanted
            ]
            n = findings.open_findings(office.data_dir(), given, view.user)
            st.success(t("findings.made", n=n, already=len(wanted) - n))


def _in_days(view: View) -> date:
    """Until when a finding is due where nobody says otherwise."""
    return view.day + timedelta(days=DAYS)


def _responsible(view: View) -> dict[str, str]:
    """Who answers for each unit, by the units' ledger."""
    frame = view.answers.table(
        "select unit_id, responsible_name from units where responsible_name is not null"
    )
    return dict(zip(frame.unit_id, frame.responsible_name, strict=True))


def own_finding(view: View) -> None:
    """A finding in one's own words, about a unit."""
    t = view.t
    with (
        card(view, "findings_new", t("findings.new")),
        st.form("finding_new", border=False, clear_on_submit=True),
    ):
        unit = st.selectbox(
            t("findings.column_unit"),
            list(view.units),
            index=list(view.units).index(view.unit),
            format_func=view.unit_name,
            key="finding_unit",
        )
        what = st.text_area(
            t("findings.column_what"),
            max_chars=findings.LONGEST,
            height=80,
            key="finding_what",
            placeholder=t("findings.what_hint"),
        )
        responsible = st.text_input(
            t("findings.column_responsible"),
            max_chars=40,
            placeholder=t("findings.responsible_hint"),
            key="finding_who",
        )
        due_on = st.date_input(
            t("findings.column_due_on"),
            _in_days(view),
            format="YYYY-MM-DD",
            key="finding_due",
        )
        if st.form_submit_button(t("findings.make_button"), type="primary"):
            if not what.strip() or unit not in view.units:  # a browser may send any text for a box's choice
                st.warning(t("findings.say_what"))
                return
            named = responsible.strip() or _responsible(view).get(unit, "")
            findings.open_findings(
                office.data_dir(),
                [Wanted("own", unit, what.strip(), due_on or _in_days(view), None, named)],
                view.user,
            )
            st.rerun()


def answered_sheet(view: View) -> None:
    """The village's answers: the downloaded sheet, filled in. All of it is used or nothing."""
    t = view.t
    with card(view, "findings_answers", t("findings.answers")):
        st.markdown(t("findings.how_to_answer"))
        uploader_words(t("spot_check.upload_choose"), t("spot_check.upload_hint"))
        turn = st.session_state.get("_turn_answers", 0)
        file = st.file_uploader(
            t("findings.answers"), type=["xlsx"], key=f"finding_answers_{turn}", label_visibility="collapsed"
        )
        if st.session_state.pop("_answers_done", None) is not None:
            st.success(t("findings.answers_done", n=st.session_state.pop("_answers_n", 0)))
        if file is not None:
            _take(view, file.name, file.getvalue(), turn)


def _take(view: View, name: str, data: bytes, turn: int) -> None:
    t = view.t
    try:
        said, wrong = answers(read(name, data))
    except Refused as refusal:
        st.error(plain(t(f"problem.{refusal.problem.code}", **refusal.problem.values)))
        return
    known = {line.finding.number: line.finding for line in lines_of(view)}
    wrong += [Wrong("unknown", value=str(one.number)) for one in said if one.number not in known]
    closed = [one for one in said if one.number in known and known[one.number].state != "open"]
    if wrong:
        st.error(
            "  \n".join(_said(view, one) for one in wrong[:20]),
            title=t("findings.answers_wrong", n=len(wrong)),
        )
        return
    fresh = [one for one in said if one not in closed]
    st.info(t("findings.answers_found", n=len(fresh), closed=len(closed)))
    if fresh and st.button(t("findings.answers_take"), type="primary", key="answers_take"):
        told = {one.number: f"{one.answered_on or ''} {one.text}" for one in fresh}
        n = findings.answer(office.data_dir(), told, view.user)
        st.session_state.update({"_turn_answers": turn + 1, "_answers_done": True, "_answers_n": n})
        st.rerun()


def _said(view: View, one: Wrong) -> str:
    """Cells and names of sheets as they stand: whoever filled the sheet in wrote them."""
    message = view.t(f"findings.wrong_{one.code}", value=one.value)
    if not one.row:
        return plain(message)
    where = {"sheet": one.sheet, "row": str(one.row), "column": one.column}
    return plain(view.t("findings.wrong_row", message=message, **where))
