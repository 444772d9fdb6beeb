"""One case: its reason, the rule, the records behind it, and what somebody found on looking."""

import pandas as pd
import streamlit as st

from care import masking, office
from care.inspection import marks
from care.inspection.checks import hits_sql
from care.inspection.findings import Wanted
from care.meanwhile import Meanwhile
from care.screen.audited import names_shown
from care.screen.checks_asked import checks_of, filters_of, sentence
from care.screen.escaping import plain
from care.screen.findings_new import make_findings
from care.screen.opening import go_on, open_rows
from care.screen.pressed import NOTHING, press, pressed
from care.screen.states import guard
from care.screen.view import View
from care.words import NONE

MOST = 200  # records shown


def open_case(view: View, case: dict) -> None:
    """Show a case in a dialog over the page, masked and with nothing noted yet: a browser keeps the fields of the case
    that was closed before."""
    st.session_state.update(case_mark=None, case_note_text="", case_names=False)
    check = view.definitions.checks[case["check_id"]]
    st.dialog(view.t.pick(check.name), width="large")(_panel)(view, case)


def _panel(view: View, case: dict) -> None:
    t, check = view.t, view.definitions.checks[case["check_id"]]
    with guard(t):
        go_on(view)
        st.subheader(plain(sentence(view, check.id, case["why"])), anchor=False)
        limits = {name: f"{value:g}" for name, value in check.limits.items()}
        st.markdown(t.sentences(t.pick(check.rule).format(**limits), t("checks.no_blame")))
        _note(view, case)
        make_findings(view, [_wanted(view, case)], "case")
        _records(view, case)
        with st.expander(t("how.sql")):
            st.code(hits_sql(check), language="sql", wrap_lines=True)


def _wanted(view: View, case: dict) -> Wanted:
    """A case as a finding: one person's where there is one, else its unit's."""
    alone = case["people"] == 1
    unit = case["unit_id"] if case["units"] == 1 else view.unit
    source = f"check|{case['check_id']}|{case['case_key']}"
    return Wanted(source, unit, case["why"], view.day, int(case["subject_id"]) if alone else None)


def _note(view: View, case: dict) -> None:
    """Looked at: explained, wrong or mended, with a note; or take back what was noted. A note that speaks for some of
    these records only is shown, and leaves the case open."""
    t, key = view.t, (case["check_id"], case["case_key"])
    if _took_back(view, key) or _marked(view, key):
        st.rerun()
    said = marks.of_case(office.data_dir(), *key)
    parts = checks_of(view).looked_at(filters_of(view), said) if said else []
    for one, (part, records) in zip(said, parts, strict=True):
        words = t("checks.noted", **_mark_words(view, one))
        of_some = t("checks.noted_part", n=int(part), all=int(records)) if part < records else ""
        st.info("\n\n".join(filter(None, (words, of_some))))
    if said and not _open(view, key):
        speaking = [one for one, (part, records) in zip(said, parts, strict=True) if part or not records]
        mine = [one for one in speaking if marks.within(one, view.answers.scope)]
        if mine:
            st.button(t("checks.reopen"), key="case_reopen", on_click=press, args=("reopen", (key, mine)))
        else:
            st.caption(t("checks.reopened_by_others"))
        return
    with st.form("case_note", border=False):
        st.segmented_control(
            t("checks.looked_at"), marks.MARKS, format_func=lambda one: t(f"mark.{one}"), key="case_mark"
        )
        st.text_input(
            t("checks.note"), key="case_note_text", max_chars=200, placeholder=t("checks.note_hint")
        )
        st.form_submit_button(
            t("checks.save"), type="primary", key="case_save", on_click=_pressed_save, args=(key,)
        )


def _open(view: View, key: tuple[str, str]) -> bool:
    """Whether there are records here that no mark speaks for."""
    return checks_of(view).rows(filters_of(view, state="open"), *key, size=1).total > 0


def _pressed_save(key: tuple[str, str]) -> None:
    """What was filled in, for the page, which may have no form any more where somebody else was quicker."""
    press("mark", (key, st.session_state.get("case_mark"), st.session_state.get("case_note_text") or ""))


def _marked(view: View, key: tuple[str, str]) -> bool:
    """Whether a mark was pressed just now, and is kept. The form is drawn only where there is none."""
    t, told = view.t, pressed("mark")
    if told is NOTHING or told[0] != key:
        return False
    _, what, note = told
    if what not in marks.MARKS:
        st.warning(t("checks.choose"))
        return False
    try:
        marks.mark(office.data_dir(), *key, what, note, view.user, None, view.answers.scope)
    except Meanwhile as other:
        yours = plain(f"{t(f'mark.{what}')} {note}".strip())
        st.warning(t("meanwhile.mark", yours=yours, **_mark_words(view, other.stands)))
        return False
    return True


def _took_back(view: View, key: tuple[str, str]) -> bool:
    """Whether what was noted was taken back just now."""
    told = pressed("reopen")
    if told is NOTHING or told[0] != key:
        return False
    try:
        for said in told[1]:
            marks.unmark(office.data_dir(), said, view.user, view.answers.scope)
    except Meanwhile as other:
        words = other.stands and view.t("checks.noted", **_mark_words(view, other.stands))
        st.warning(view.t("meanwhile.mark_gone", stands=words or view.t("checks.open")))
        return False
    return True


def _mark_words(view: View, said: dict) -> dict[str, str]:
    return {
        "mark": view.t(f"mark.{said['mark']}"),
        "note": plain(said["note"]) or NONE,
        "day": said["at"][:10],
        "who": plain(said["by"]),
    }


def _records(view: View, case: dict) -> None:
    t = view.t
    shown = names_shown(view, "case_names", of=(case["check_id"], case["case_key"]))
    filters = filters_of(view, state="all")
    page = checks_of(view).rows(filters, case["check_id"], case["case_key"], 1, MOST)
    st.caption(t("checks.records", n=page.total, people=page.subjects, shown=len(page.frame)))
    frame = pd.DataFrame([_line(view, row, shown) for row in page.frame.to_dict("records")])
    alike = [name for name in frame.columns if frame[name].isin(["", None, NONE]).all()]
    if len(frame) > 1 and frame[t("column.why")].nunique() == 1:
        alike.append(t("column.why"))  # the heading says it
    frame = frame.drop(columns=alike)
    if len(frame):
        height = "content" if len(frame) <= 10 else 380
        subjects = list(page.frame["subject_id"])
        st.caption(t("gaps.open_hint"))
        open_rows(view, frame, subjects, "case_records", t("checks.list"), {}, height)


def _line(view: View, row: dict, shown: bool) -> dict:
    t = view.t
    name = row["name"] if isinstance(row["name"], str) else ""
    return {
        t("column.name"): masking.subject(name, row["kind"], shown),
        t("column.unit"): view.unit_name(row["unit_id"]),
        t("column.day"): NONE if pd.isna(row["on_day"]) else row["on_day"].date().isoformat(),
        t("column.by"): row["by_name"] if isinstance(row["by_name"], str) else "",
        t("column.why"): sentence(view, row["check_id"], row["why"]) if row["why"] else "",
    }
