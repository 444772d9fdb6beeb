"""Where the notes that people left on figures stand in a file: with the idea of their figure, else at its end."""

from collections.abc import Iterable

from care.briefing.about import About
from care.briefing.naming import duty_name
from care.briefing.piece import Piece
from care.notes import Note


def placed(chosen: list[Piece], notes: Iterable[Note]) -> tuple[dict[str, list[Note]], list[Note]]:
    """Each note once: those of each idea by its key, and those whose figure none of the ideas shows."""
    found: dict[str, list[Note]] = {}
    left = []
    for note in notes:
        home = next((one.key for one in chosen if one.key == note.figure.name), "") or next(
            (one.key for one in chosen if one.about == note.figure.name), ""
        )
        (found.setdefault(home, []) if home else left).append(note)
    return found, left


def note_said(about: About, note: Note, named: bool = False) -> str:
    """A note in a line, with who wrote it and about which day. `named`: its figure's name goes before it."""
    of = figure_name(about, note) if named or note.figure.duty else ""
    text = f"{of}{about.t('list.colon')}{note.text}" if of else note.text
    return about.t("brief.note", text=text, by=maker(about, note.by), day=note.day)


def maker(about: About, by: str) -> str:
    """Who it was; whoever sits at the office's own PC has no name."""
    return about.t("ledgers.by_local") if by == "local" else by


def figure_name(about: About, note: Note) -> str:
    if note.figure.duty:
        return duty_name(about, note.figure.duty)
    known = note.figure.name in about.definitions.indicators
    return about.t.pick(about.indicator(note.figure.name).name) if known else about.t("document.a_figure")
