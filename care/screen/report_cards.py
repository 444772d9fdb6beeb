"""Documents about the unit and day in view, made on a click; and the office's own words, written once."""

from dataclasses import replace
from datetime import date

import streamlit as st

from care import access, office, passages
from care.briefing.sparing import TooFew
from care.exports import word
from care.exports.word_template import TemplateRefused
from care.meanwhile import Meanwhile
from care.passages import Passage
from care.screen.audited import taken
from care.screen.download import download
from care.screen.escaping import plain
from care.screen.take_page import asked
from care.screen.view import View

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TALL = 130  # px
BASED = "_own_words_based"  # field → the text that somebody began to edit
OTHERS = "_own_words_others"  # what others wrote meanwhile, in words


def word_card(view: View) -> None:
    """Choose a kind, make it, take it away. Made for all groups of the unit: a summary of one group is none."""
    t, folder = view.t, office.data_dir()
    with st.container(border=True, key="card_word"):
        st.subheader(t("reports.word"), anchor=False)
        st.caption(t("reports.word_means", unit=view.unit_name(view.unit), day=view.day))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox(
                t("reports.kind"),
                word.kinds(folder, t.lang),
                format_func=lambda one: kind_name(view, one),
                key="report_kind",
                width=240,
            )
            wanted = (kind, t.lang, view.unit, view.day, view.answers.version)
            if st.button(t("reports.make"), type="primary", key="report_make"):
                st.session_state["_report"] = (wanted, _made(view, kind))
            made, data = st.session_state.get("_report", (None, b""))
            if made == wanted and data:
                download(
                    view.who,
                    t("reports.take"),
                    data=data,
                    file_name=f"{view.unit_name(view.unit)}_{kind_name(view, kind)}_{view.day}.docx",
                    mime=MIME,
                    key="report_take",
                )


def kind_name(view: View, kind: str) -> str:
    """A kind that ships has a name in both languages; an office's own is called by its file."""
    return view.t(f"document.{kind}") if kind in word.KINDS else kind


def _made(view: View, kind: str) -> bytes:
    """The file; b"" and a message where its template cannot be used, or it tells of too few."""
    folder, seen = office.data_dir(), replace(view, group="", answers=asked(view).answers)
    with st.spinner(view.t("reports.making")):
        try:
            return taken(view, "export", word.word(seen, folder, kind, view.user), kind=kind)
        except TemplateRefused as refused:
            st.error(plain(word.refusal(view.t, refused)))
        except TooFew:
            st.info(view.t("state.too_few", n=view.definitions.programme.small_count))
        return b""


def own_words(view: View) -> None:
    """The blocks that no ledger knows. Each language and unit has its own; every edit is kept."""
    t, folder = view.t, office.data_dir()
    if view.answers.scope.groups is not None:  # they stand in the whole office's summary
        return
    written = passages.in_force(folder, view.unit, t.lang)
    with st.container(border=True, key="card_own_words"):
        st.subheader(t("reports.own"), anchor=False)
        st.caption(t("reports.own_means", unit=view.unit_name(view.unit)))
        with st.form(f"own_words_{view.unit}_{t.lang}", border=False):
            for block in passages.BLOCKS:
                _field(view, block, written.get(block))
            st.form_submit_button(t("reports.keep"), type="primary", on_click=_keep, args=(view,))
        for another in st.session_state.pop(OTHERS, ()):
            st.warning(another)
        said = st.session_state.pop("_own_words_said", "")
        if said:
            st.success(t(said))


def _keep(view: View) -> None:
    """Keep what was changed; a document made before says the old words, so it is put away."""
    if not access.still(view.who) or view.answers.scope.groups is not None:
        return
    changed, others = [], []
    for block in passages.BLOCKS:
        try:
            changed.append(_write(view, block))
        except Meanwhile as other:
            others.append(_stands(view, block, other.stands))
    if any(changed):
        st.session_state.pop("_report", None)
    st.session_state[OTHERS] = others
    if any(changed) or not others:
        st.session_state["_own_words_said"] = "reports.kept" if any(changed) else "reports.same"


def _write(view: View, block: str) -> bool:
    """Keep a block as it was edited; the field then shows what holds, whoever wrote it. Raises Meanwhile."""
    key, about = _key(view, block), (office.data_dir(), view.unit, view.t.lang)
    based = st.session_state[BASED][key]
    changed = passages.write(*about, block, st.session_state[key] or "", view.user, based)
    stands = passages.in_force(*about).get(block)
    st.session_state[key] = st.session_state[BASED][key] = stands.text if stands else ""
    return changed


def _stands(view: View, block: str, stands: Passage | None) -> str:
    """What another wrote meanwhile, shown from now on as what the next save is based on."""
    t, text = view.t, stands.text if stands else ""
    st.session_state[BASED][_key(view, block)] = text
    by = plain(stands.by) if stands else t("meanwhile.somebody")
    day = stands.at[:10] if stands else t.day(date.today())
    said = plain(text) or t("meanwhile.nothing")
    return t("meanwhile.own_words", block=t(f"reports.{block}"), by=by, day=day, stands=said)


def _key(view: View, block: str) -> str:
    return f"own_{view.unit}_{view.t.lang}_{block}"


def _field(view: View, block: str, before: Passage | None) -> None:
    t, key = view.t, _key(view, block)
    if key not in st.session_state:  # drawn for the first time, or again after another page
        st.session_state[key] = before.text if before else ""
        st.session_state.setdefault(BASED, {})[key] = st.session_state[key]
    st.text_area(
        t(f"reports.{block}"),
        height=TALL,
        max_chars=passages.LONGEST,
        placeholder=t(f"reports.{block}_hint"),
        help=t("reports.written", by=plain(before.by), day=before.at[:10]) if before else None,
        key=key,
    )
