"""Files for a meeting, made on a click: slides, workbook, one-page briefing, of the unit, group and day in view."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from care import notes, office
from care.briefing.about import About
from care.briefing.pieces import keys, pieces, title
from care.briefing.stamp import Stamp
from care.screen.audited import taken
from care.screen.view import View

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Wanted:
    """What is to be made: its kind, which ideas (() = all), and whether one a unit below."""

    kind: str
    chosen: tuple[str, ...] = ()
    each: bool = False


def meeting_files(view: View) -> None:
    """Choose what, make it, take it away."""
    t = view.t
    with st.container(border=True, key="card_meeting_files"):
        st.subheader(t("exports.title"), anchor=False)
        st.caption(t("exports.means", scope=view.scope_words))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wanted = _choice(view)
            asked = (wanted, t.lang, view.unit, view.group, view.day, view.answers.version)
            if st.button(t("exports.make"), type="primary", key="export_make"):
                st.session_state["_export"] = (asked, _made(view, wanted))
        made, file = st.session_state.get("_export", (None, None))
        if made == asked and file:
            ending, data = file
            st.download_button(
                t("exports.take", kind=t(f"exports.{wanted.kind}")),
                data=data,
                file_name=f"{view.unit_name(view.unit)}_{t(f'exports.{wanted.kind}')}_{view.day}.{ending}",
                mime=MIMES[ending],
                on_click="ignore",
                key="export_take",
            )
        st.page_link(
            "pages/meeting.py", label=f":blue[{t('exports.show')} ›]", query_params=_address(view, wanted)
        )


def _choice(view: View) -> Wanted:
    t = view.t
    kind = st.segmented_control(
        t("exports.kind"),
        list(MAKERS),
        default="deck",
        required=True,
        key="export_kind",
        format_func=lambda one: t(f"exports.{one}"),
    )
    chosen: list[str] = []
    if kind != "briefing":
        chosen = st.multiselect(
            t("exports.chosen"),
            keys(view.definitions),
            key="export_chosen",
            placeholder=t("meeting.all_cards"),
            format_func=lambda key: title(view, key),
            width=420,
        )
    each = kind != "workbook" and bool(view.children) and st.toggle(t("exports.each"), key="export_each")
    return Wanted(kind, tuple(chosen), each)


def _address(view: View, wanted: Wanted) -> dict[str, str]:
    """The same on the screen."""
    here = {"unit": view.unit if view.unit != view.root else "", "group": view.group, "lang": view.t.lang}
    day = "" if view.day == view.answers.as_of else view.day.isoformat()
    asked = here | {"day": day, "cards": ",".join(wanted.chosen)}
    return {key: value for key, value in asked.items() if value}


def _made(view: View, wanted: Wanted) -> tuple[str, bytes] | None:
    """(ending, file) from the page's own kept answers; None and a message where the office's template is refused."""
    from care.exports.deck_template import TemplateRefused  # these libraries take a while to load

    with st.spinner(view.t("exports.making")):
        try:
            ending, data = MAKERS[wanted.kind](view, wanted, Stamp(view.user, date.today()))
            return ending, taken(view, "export", data, kind=wanted.kind, each=wanted.each)
        except TemplateRefused as refused:
            st.error(refused.said(view.t))
            return None


def _deck(told: About, wanted: Wanted, stamp: Stamp) -> tuple[str, bytes]:
    from care.exports.deck import deck, decks
    from care.exports.deck_template import template_of

    template, chosen = template_of(office.data_dir()), list(wanted.chosen) or None
    if wanted.each:
        return "zip", decks(_below(told), chosen, stamp, template, noted)
    return "pptx", deck(told, pieces(told, chosen), stamp, template, noted(told))


def _workbook(told: About, wanted: Wanted, stamp: Stamp) -> tuple[str, bytes]:
    from care.exports.workbook import workbook

    return "xlsx", workbook(told, pieces(told, list(wanted.chosen) or None), stamp)


def _briefing(told: About, wanted: Wanted, stamp: Stamp) -> tuple[str, bytes]:
    from care.exports.briefing import briefing, briefings

    return ("zip", briefings(_below(told), stamp)) if wanted.each else ("pdf", briefing(told, stamp))


def _below(told: About) -> list[About]:
    return [replace(told, unit=unit) for unit in told.children]


def noted(told: About) -> list[notes.Note]:
    """The notes on the figures in question."""
    return notes.standing(office.data_dir(), told.unit, told.group, told.day)


MAKERS: dict[str, Callable[[About, Wanted, Stamp], tuple[str, bytes]]] = {
    "deck": _deck,
    "workbook": _workbook,
    "briefing": _briefing,
}
