"""Files for a meeting, made on a click: slides, workbook, one-page briefing, of the unit, group and day in view."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from care import office
from care.briefing.about import About
from care.briefing.pieces import keys, pieces, title
from care.briefing.stamp import Stamp
from care.screen.audited import taken
from care.screen.download import download
from care.screen.escaping import plain
from care.screen.take_page import MIMES, asked, meeting_address, noted
from care.screen.view import View


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
            about = (wanted, t.lang, view.unit, view.group, view.day, view.answers.version)
            if st.button(t("exports.make"), type="primary", key="export_make"):
                st.session_state["_export"] = (about, _made(view, wanted))
        made, file = st.session_state.get("_export", (None, None))
        if made == about and file:
            ending, data = file
            download(
                view.who,
                t("exports.take", kind=t(f"exports.{wanted.kind}")),
                data=data,
                file_name=f"{view.unit_name(view.unit)}_{t(f'exports.{wanted.kind}')}_{view.day}.{ending}",
                mime=MIMES[ending],
                key="export_take",
            )
        st.page_link(
            "pages/meeting.py",
            label=f":blue[{t('exports.show')} ›]",
            query_params=meeting_address(view, list(wanted.chosen)),
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


def _made(view: View, wanted: Wanted) -> tuple[str, bytes] | None:
    """(ending, file) from the page's own kept answers; None and a message where the office's template is refused."""
    from care.exports.deck_template import TemplateRefused  # these libraries take a while to load

    with st.spinner(view.t("exports.making")):
        try:
            ending, data = MAKERS[wanted.kind](asked(view), wanted, Stamp(view.user, date.today()))
            return ending, taken(view, "export", data, kind=wanted.kind, each=wanted.each)
        except TemplateRefused as refused:
            st.error(plain(refused.said(view.t)))
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

    return "xlsx", workbook(told, pieces(told, list(wanted.chosen) or None), stamp, noted(told))


def _cards(told: About, wanted: Wanted, stamp: Stamp) -> tuple[str, bytes]:
    from care.exports.cards import cards, each_cards

    chosen = list(wanted.chosen) or None
    if wanted.each:
        return "zip", each_cards(_below(told), chosen, stamp, noted)
    return "pdf", cards(told, pieces(told, chosen), stamp, noted(told))


def _briefing(told: About, wanted: Wanted, stamp: Stamp) -> tuple[str, bytes]:
    from care.exports.briefing import briefing, briefings

    if wanted.each:
        return "zip", briefings(_below(told), stamp, noted)
    return "pdf", briefing(told, stamp, noted(told))


def _below(told: About) -> list[About]:
    return [replace(told, unit=unit) for unit in told.children]


MAKERS: dict[str, Callable[[About, Wanted, Stamp], tuple[str, bytes]]] = {
    "deck": _deck,
    "cards": _cards,
    "workbook": _workbook,
    "briefing": _briefing,
}
