"""Notes on a figure: the newest stands on its card; a panel lists all, adds one, takes one back."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from care import notes, office
from care.notes import Figure, Note
from care.screen.escaping import plain
from care.screen.panels import Listing, Notes, button
from care.screen.states import guard
from care.screen.view import View


def figure_of(view: View, about: str, listing: Listing | None) -> Figure:
    """What a card's note is about: a card may show one group or one relief item of the page's."""
    ask = listing.ask if listing else view.ask(about)
    return Figure(about, ask.unit, ask.group, ask.duty)


def note_line(view: View, figure: Figure) -> None:
    """The newest note on a figure, as it was written."""
    found = _of(view, figure)
    if found:
        st.caption(f":material/edit_note: {_said(view, found[0])}")


def note_button(view: View, title: str, figure: Figure, key: str) -> None:
    n = len(_of(view, figure))
    button(view.t("note.some", n=n) if n else view.t("note.none"), Notes(title, figure), f"note_{key}")


def open_notes(view: View, panel: Notes) -> None:
    title = view.t("note.title", title=panel.title)
    st.dialog(title, width="medium", position="right")(_panel)(view, panel)


def _panel(view: View, panel: Notes) -> None:
    t = view.t
    with guard(t):
        st.caption(t("note.stands", scope=_scope(view, panel.figure)))
        for note in _of(view, panel.figure):
            _one(view, note)
        if not panel.figure.group and view.answers.scope.groups is not None:
            st.info(t("note.one_group"))  # it would stand beside everybody's figure
            return
        with st.form("note_new", border=False):
            text = st.text_area(t("note.text"), max_chars=notes.LONGEST, placeholder=t("note.hint"))
            st.caption(t("note.no_names"))
            if st.form_submit_button(t("note.leave"), type="primary") and text and text.strip():
                notes.leave(office.data_dir(), panel.figure, view.day, text, view.user)
                st.rerun()


def _scope(view: View, figure: Figure) -> str:
    return view.t("card.scope", unit=view.unit_name(figure.unit), group=view.whom(figure.group), day=view.day)


def _one(view: View, note: Note) -> None:
    """A note, with its taking back for whoever wrote it."""
    with st.container(border=True):
        st.markdown(_said(view, note))
        if note.by == view.user and st.button(view.t("note.take_back"), key=f"note_back_{note.number}"):
            notes.take_back(office.data_dir(), note.number, view.user)
            st.rerun()


def _said(view: View, note: Note) -> str:
    return plain(note.text) + plain(view.t("note.signed", by=note.by, day=note.day))


def _of(view: View, figure: Figure) -> list[Note]:
    path = office.data_dir() / "notes.jsonl"
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    found = _read(office.data_dir(), stamp, figure.unit, figure.group, view.day)
    return [one for one in found if one.figure == figure]


@lru_cache(maxsize=64)
def _read(folder: Path, _stamp: int, unit: str, group: str, day: date) -> list[Note]:
    """Read once until the log changes; a page has a dozen cards."""
    return notes.standing(folder, unit, group, day)
