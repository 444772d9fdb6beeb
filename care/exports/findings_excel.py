"""Findings as a sheet that a village answers in Excel; read back by its headings, in either language."""

import re
from dataclasses import dataclass
from datetime import date

from care.definitions import Definitions
from care.exports.excel import rows_workbook
from care.inspection.findings_list import Line, said
from care.ledgers.problems import letter
from care.ledgers.sheets import Sheet, Workbook, rows_of
from care.words import LANGUAGES, Voice, voice

COLUMNS = (
    "number",
    "unit",
    "who",
    "what",
    "responsible",
    "due_on",
    "state",
    "answer",
    "answered_on",
    "verified",
)
NEEDED = ("number", "answer")
HEADER_WITHIN = 15  # rows
LONGEST = 9  # digits of a number
DAY = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")


@dataclass(frozen=True)
class Answer:
    """What a village wrote of one finding. `answered_on` is None where it gave no day."""

    number: int
    text: str
    answered_on: date | None


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be understood. `code`: words findings.wrong_<code>."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""


def findings_workbook(
    t: Voice, definitions: Definitions, title: str, notes: list[str], lines: list[Line], unit_name, name
) -> bytes:
    """The sheet. `unit_name` writes a unit's path, `name` a line's person, masked or not."""
    rows = [
        (
            line.finding.number,
            unit_name(line.finding.wanted.unit_id),
            name(line),
            said(t, line.finding, definitions, unit_name),
            line.finding.wanted.responsible,
            line.finding.wanted.due_on,
            t(f"findings.{line.finding.state}"),
            "",
            "",
            "",
        )
        for line in lines
    ]
    return rows_workbook(title, notes, [t(f"findings.column_{one}") for one in COLUMNS], rows)


def answers(book: Workbook) -> tuple[list[Answer], list[Wrong]]:
    """What a filled-in sheet says, and what cannot be understood; rows without an answer say nothing."""
    found: list[Answer] = []
    wrong: list[Wrong] = []
    headed = False
    for sheet in book.sheets:
        header = _header(sheet)
        if header is None:
            continue
        headed = True
        for row, cells in _body(sheet, header[0]):
            one = _answer(sheet, row, cells, header[1])
            if isinstance(one, Answer) and any(
                one.number == other.number and one != other for other in found
            ):
                column = letter(sheet.left + header[1]["number"])
                one = Wrong("twice", sheet.name, row, column, str(one.number))
            if isinstance(one, Wrong):
                wrong.append(one)
            elif one is not None and one not in found:
                found.append(one)
    return found, wrong if headed else [Wrong("no_header")]


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The header's row (from 0) and the column of each known heading."""
    known = {voice(lang)(f"findings.column_{one}"): one for lang in LANGUAGES for one in COLUMNS}
    for at, cells in enumerate(rows_of(sheet, 0, min(HEADER_WITHIN, sheet.height))):
        columns = {known[text.strip()]: j for j, (text, _) in enumerate(cells) if text.strip() in known}
        if all(one in columns for one in NEEDED):
            return at, columns
    return None


def _body(sheet: Sheet, header: int):
    for at, cells in enumerate(rows_of(sheet, header + 1, sheet.height - header - 1), header + 1):
        yield sheet.top + at + 1, cells


def _answer(sheet: Sheet, row: int, cells, columns: dict[str, int]) -> Answer | Wrong | None:
    def text(one: str) -> str:
        return cells[columns[one]][0].strip() if one in columns else ""

    def wrong(code: str, one: str) -> Wrong:
        return Wrong(code, sheet.name, row, letter(sheet.left + columns[one]), text(one))

    if not text("answer"):
        return None
    number = text("number").removesuffix(".0")
    if not number.isdecimal() or len(number) > LONGEST:
        return wrong("number", "number")
    day = text("answered_on")
    if not day:
        return Answer(int(number), text("answer"), None)
    found = DAY.match(day)
    try:
        return Answer(int(number), text("answer"), date(*map(int, found.groups())))
    except (AttributeError, ValueError):
        return wrong("day", "answered_on")
