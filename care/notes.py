"""Notes that people leave on a figure: why it is so, what was agreed. They go with it into deck and Word.

DIR/notes.jsonl is a log: a note is a line, taking it back another. A note stands by a figure (indicator, duty), unit,
group and the day it was written about; it shows on that day and later, never on an earlier one. It is free text:
whoever shows it escapes it, and the page asks for no names in it.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from care import audit
from care.inspection import log

LONGEST = 500  # characters


@dataclass(frozen=True)
class Figure:
    """What a note is about: an indicator (or breakdown) at a unit, group and duty (a relief item), '' = all."""

    name: str
    unit: str
    group: str = ""
    duty: str = ""


@dataclass(frozen=True)
class Note:
    """A note in force. `number` counts from 1 in one office; `at`: when it was written (UTC)."""

    number: int
    figure: Figure
    day: date
    text: str
    by: str
    at: str


def leave(folder: Path, figure: Figure, day: date, text: str, by: str) -> None:
    """Add a note. Raises ValueError for one that says nothing."""
    text = " ".join(text.split())[:LONGEST]
    if not text:
        raise ValueError("a note says something")

    def make() -> list[dict]:
        number = 1 + max(log.read(_path(folder), lambda line: log.whole(line, "number")), default=0)
        return [{"number": number, **asdict(figure), "day": day.isoformat(), "text": text, "by": by}]

    (line,) = log.add_after(_path(folder), make)
    audit.record(folder, by, "note", number=line["number"], figure=figure.name, unit=figure.unit)


def take_back(folder: Path, number: int, by: str) -> None:
    """A note no longer holds; its line stays. Raises KeyError for a number that is none."""

    def make() -> list[dict]:
        if number not in in_force(folder):
            raise KeyError(number)
        return [{"number": number, "gone": True, "by": by}]

    log.add_after(_path(folder), make)
    audit.record(folder, by, "note", number=number, step="taken_back")


def in_force(folder: Path) -> dict[int, Note]:
    """Every note that was not taken back, by number."""
    found: dict[int, Note] = {}
    for number, note in log.read(_path(folder), _read):
        if note is None:
            found.pop(number, None)
        else:
            found[number] = note
    return found


def _read(line: dict) -> tuple[int, Note | None]:
    """A note by its number; None: it was taken back."""
    number = log.whole(line, "number")
    if line.get("gone"):
        return number, None
    figure = Figure(*log.texts(line, "name", "unit", "group", "duty"))
    return number, Note(number, figure, date.fromisoformat(line["day"]), *log.texts(line, "text", "by", "at"))


def standing(folder: Path, unit: str, group: str, day: date) -> list[Note]:
    """Notes on the figures of a unit and group, written about `day` or an earlier one, newest first."""
    found = [
        one
        for one in in_force(folder).values()
        if (one.figure.unit, one.figure.group) == (unit, group) and one.day <= day
    ]
    return sorted(found, key=lambda one: (one.day, one.number), reverse=True)


def _path(folder: Path) -> Path:
    return folder / "notes.jsonl"
