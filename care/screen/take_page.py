"""On a page of figures: show it in a meeting, or take it away as PDF or workbook, as it is filtered now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from care import notes, office
from care.briefing.about import About
from care.briefing.once import Once
from care.briefing.pieces import keys_of_page, pieces
from care.briefing.stamp import Stamp
from care.screen.audited import taken
from care.screen.download import download
from care.screen.pictures import choose
from care.screen.view import View

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def take_page(view: View) -> None:
    """A small menu beside the title; not on pages without figures."""
    t, wanted = view.t, keys_of_page(view.definitions, view.page)
    if not wanted:
        return
    with st.popover(t("exports.page"), icon=":material/slideshow:", width="content", key="take_page"):
        st.page_link(
            "pages/meeting.py",
            label=t("exports.show_page"),
            icon=":material/slideshow:",
            query_params=meeting_address(view, wanted),
        )
        if view.may("documents"):
            _file(view, "cards", "pdf", _pdf)
            _file(view, "workbook", "xlsx", _workbook)
        st.caption(t("exports.page_means", scope=view.scope_words))
        choose(t)


def _file(view: View, kind: str, ending: str, make: Callable[[About, Stamp], bytes]) -> None:
    t = view.t
    download(
        view.who,
        t("exports.take", kind=t(f"exports.{kind}")),
        data=lambda: taken(view, "export", make(asked(view), Stamp(view.user, date.today())), kind=kind),
        file_name=f"{view.unit_name(view.unit)}_{t(f'menu.{view.page}')}_{view.day}.{ending}",
        mime=MIMES[ending],
        type="tertiary",
        icon=":material/download:",
        key=f"take_{kind}",
    )


def asked(view: View) -> View:
    """The view with answers that are asked together, for a file made on a click."""
    return replace(view, answers=Once(view.answers, view.day))


def meeting_address(view: View, cards: list[str]) -> dict[str, str]:
    """The same unit, group, day and language on the screen."""
    here = {"unit": view.unit if view.unit != view.root else "", "group": view.group, "lang": view.t.lang}
    day = "" if view.day == view.answers.as_of else view.day.isoformat()
    told = here | {"day": day, "cards": ",".join(cards)}
    return {key: value for key, value in told.items() if value}


def noted(told: About) -> list[notes.Note]:
    """The notes on the figures in question."""
    return notes.standing(office.data_dir(), told.unit, told.group, told.day)


def _pdf(told: View, stamp: Stamp) -> bytes:
    from care.exports.cards import cards_of_page  # the library takes a while to load

    return cards_of_page(told, told.page, stamp, noted(told))


def _workbook(told: View, stamp: Stamp) -> bytes:
    from care.exports.workbook import workbook

    chosen = pieces(told, keys_of_page(told.definitions, told.page))
    return workbook(told, chosen, stamp, noted(told))
