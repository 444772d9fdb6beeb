"""One finding: what is wanted, its history, and the next step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import streamlit as st

from care import masking, office
from care.inspection import findings
from care.inspection.findings import Finding
from care.inspection.findings_list import Line, said
from care.meanwhile import Meanwhile
from care.screen.escaping import plain
from care.screen.opening import file_button, go_on
from care.screen.states import guard
from care.screen.view import View
from care.words import NONE

STANDS = "_finding_stands"  # what somebody was told of a finding that another had changed meanwhile


def open_finding(view: View, line: Line, shown: bool) -> None:
    """Show a finding in a dialog over the page."""
    title = view.t("findings.one", number=line.finding.number)
    st.dialog(title, width="medium")(_panel)(view, line, shown)


def _panel(view: View, line: Line, shown: bool) -> None:
    t, line = view.t, _as_shown(line)
    one = line.finding
    with guard(t):
        go_on(view)
        text = said(t, one, view.definitions, lambda path: view.unit_name(path) if path in view.units else "")
        st.subheader(plain(text), anchor=False)
        name = masking.subject(line.name, line.kind, shown)
        facts = {
            t("findings.column_unit"): view.unit_name(one.wanted.unit_id),
            t("findings.column_who"): name,
            t("findings.column_responsible"): one.wanted.responsible or NONE,
            t("findings.column_due_on"): t.day(one.wanted.due_on),
            t("findings.column_state"): t(f"findings.{one.state}"),
        }
        st.markdown("  \n".join(f"**{key}** {plain(value)}" for key, value in facts.items() if value))
        if one.wanted.subject_id:
            file_button(view, one.wanted.subject_id, "finding")
        _steps(view, line)
        _next(view, line)
        if one.state == "open":
            _give(view, line)


def _steps(view: View, line: Line) -> None:
    t = view.t
    for step in line.finding.steps:
        text = t(
            "findings.step",
            day=date.fromisoformat(step.at[:10]),
            state=t(f"findings.{step.state}"),
            by=plain(step.by),
        )
        st.markdown(f"- {text}" + (f"{t('list.colon')}{plain(step.note)}" if step.note else ""))


def _next(view: View, line: Line) -> None:
    """The steps that may follow, each a button; the note goes with whichever is pressed."""
    t, one = view.t, line.finding
    note = st.text_input(
        t("checks.note"), key="finding_note", max_chars=findings.LONGEST, placeholder=t("findings.note_hint")
    )
    with st.container(horizontal=True):
        for at, state in enumerate(findings.NEXT[one.state]):
            label = t(
                f"findings.to_{state}"
                if not (state == "open" and one.state == "mended")
                else "findings.send_back"
            )
            if st.button(label, key=f"finding_to_{state}", type="primary" if at == 0 else "secondary"):
                with _told(view):
                    findings.step(office.data_dir(), one.number, state, note, view.user, one)
                    st.rerun()


def _give(view: View, line: Line) -> None:
    t, wanted = view.t, line.finding.wanted
    with st.expander(t("findings.change")), st.form("finding_change", border=False):
        responsible = st.text_input(t("findings.column_responsible"), wanted.responsible, max_chars=40)
        due_on = st.date_input(t("findings.column_due_on"), wanted.due_on, format="YYYY-MM-DD")
        if st.form_submit_button(t("checks.save")):
            with _told(view):
                one = line.finding
                findings.change(office.data_dir(), one.number, responsible.strip(), due_on, view.user, one)
                st.rerun()


@contextmanager
def _told(view: View) -> Iterator[None]:
    """Where somebody else has changed the finding since: how it stands now. From the next click on it is that one."""
    t = view.t
    try:
        yield
    except Meanwhile as other:
        stands: Finding = other.stands
        st.session_state[STANDS] = stands
        last, wanted = stands.steps[-1], stands.wanted
        told = {
            "by": plain(last.by),
            "state": t(f"findings.{stands.state}"),
            "responsible": plain(wanted.responsible) or NONE,
            "due_on": t.day(wanted.due_on),
            "note": t("meanwhile.finding_note", note=plain(last.note)) if last.note else "",
        }
        st.warning(t("meanwhile.finding", **told))


def _as_shown(line: Line) -> Line:
    """The finding as this visitor has seen it last: a dialog is drawn again with what it was opened with."""
    stands = st.session_state.get(STANDS)
    if stands is None or stands.number != line.finding.number:
        return line
    return replace(line, finding=max(line.finding, stands, key=lambda one: len(one.steps)))
