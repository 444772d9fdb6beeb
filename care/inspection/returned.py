"""A filled-in sheet of a spot check → what was found at each door. Rows are known by their hidden marks.

Anything that cannot be understood is named by sheet, row and column; then nothing of the file is used.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from care.exports.spot_check_excel import COLUMNS, heading
from care.inspection.results import Result
from care.inspection.sheets import MARK
from care.inspection.spot_checks import Sample
from care.ledgers.problems import letter
from care.ledgers.sheets import Sheet, Workbook
from care.words import LANGUAGES, Voice, voice

MARKED = re.compile(rf"{MARK}\|([0-9a-f]{{12}})\|(head|\d+)")
LONGEST = 9  # digits of a door's number; one with more is none of the sample's
# What inspectors write instead of the words of the drop-down.
ALSO = {
    "true": ("是", "对", "√", "✓", "真实", "符合", "一致", "yes", "true"),
    "false": ("否", "错", "×", "✗", "x", "不实", "不属实", "不一致", "no", "false", "not as claimed"),
    "unmet": ("未见", "没见到", "没见到人", "不在家", "无人", "nobody met", "not home"),
}


@dataclass(frozen=True)
class Wrong:
    """One thing that cannot be understood, where the inspector finds it. `code`: words spot_check.wrong_<code>."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def said(self, t: Voice) -> str:
        words = {one: t(f"verdict.{one}") for one in ALSO}
        message = t(f"spot_check.wrong_{self.code}", value=self.value, number=self.value, **words)
        if not self.row:
            return message
        return t(
            "spot_check.wrong_row", sheet=self.sheet, row=str(self.row), column=self.column, message=message
        )


@dataclass(frozen=True)
class Returned:
    """What a file says: door number → Result (empty cells say nothing), or why it cannot be used."""

    found: dict[int, Result]
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True)
class _Said:
    door: int
    what: str  # a claim, or “remark”
    text: str
    sheet: str
    row: int
    column: str


def returned(sample: Sample, book: Workbook, by: str) -> Returned:
    """Read a sheet of this sample, in either language, whole or in part, its rows in any order."""
    wrong = [one for sheet in book.sheets for one in _strangers(sample, sheet)]
    if not any(_marks(sheet) for sheet in book.sheets):
        wrong = [Wrong("none")]
    if wrong:
        return Returned({}, tuple(wrong))
    doors = {door.number: door for door in sample.doors}
    cells: dict[tuple[int, str], str] = {}
    for said in (one for sheet in book.sheets for one in _cells(sheet, doors)):
        if isinstance(said, Wrong):
            wrong.append(said)
            continue
        value, code = _understood(said, doors)
        if code:
            shown = str(said.door) if code == "door" else said.text[:40]
            wrong.append(Wrong(code, said.sheet, said.row, said.column, shown))
        elif value and cells.setdefault((said.door, said.what), value) != value:
            wrong.append(Wrong("twice", said.sheet, said.row, said.column, str(said.door)))
    return Returned({} if wrong else _results(cells, by), tuple(wrong))


def _strangers(sample: Sample, sheet: Sheet) -> Iterator[Wrong]:
    if any(id_ != sample.id for id_, _ in _marks(sheet).values()):
        yield Wrong("other")


def _marks(sheet: Sheet) -> dict[int, tuple[str, str]]:
    """Row (from 0) → (sample, door number or “head”)."""
    found = {}
    for at in range(sheet.width):
        for row, text in enumerate(sheet.cells.column(f"c{at}").to_pylist()):
            mark = MARKED.fullmatch((text or "").strip())
            if mark:
                found[row] = (mark[1], mark[2])
        if found:
            return found
    return {}


def _cells(sheet: Sheet, doors: Container[int]) -> Iterator[_Said | Wrong]:
    """Every cell that may hold an answer."""
    marks = _marks(sheet)
    head = next((row for row, (_, what) in marks.items() if what == "head"), None)
    if not marks or head is None:
        if marks:
            yield Wrong("none", sheet.name, sheet.top + min(marks) + 1, "A")
        return
    columns = [sheet.cells.column(f"c{at}").to_pylist() for at in range(sheet.width)]
    places = {what: at for at, column in enumerate(columns) if (what := _headings().get(_bare(column[head])))}
    for what, words in _wanted().items():
        if what not in places:
            yield Wrong("column", sheet.name, sheet.top + head + 1, "", words)
    numbered = next((at for at, column in enumerate(columns) if _bare(column[head]) in _numbers()), None)
    for row, (_, number) in marks.items():
        known = numbered is not None and number != "head" and int(number[:LONGEST]) in doors
        shown = columns[numbered][row] if known else ""
        if shown and shown.strip().removesuffix(".0") != number:  # sorted or moved beside the hidden marks
            yield Wrong("moved", sheet.name, sheet.top + row + 1, letter(sheet.left + numbered), shown[:40])
            continue
        for what, at in places.items() if number != "head" else ():
            where = (sheet.name, sheet.top + row + 1, letter(sheet.left + at))
            yield _Said(int(number[:LONGEST]), what, (columns[at][row] or "").strip(), *where)


def _understood(said: _Said, doors: dict) -> tuple[str, str]:
    """(verdict or remark, '') or ('', code of what is wrong); both '' for an empty cell."""
    if said.door not in doors:
        return "", "door"
    if said.what == "remark" or said.text in ("", "—"):
        return said.text.replace("—", "") if said.what != "remark" else said.text, ""
    if said.what not in doors[said.door].asked:
        return "", "claim"
    verdict = _words().get(_bare(said.text))
    return (verdict, "") if verdict else ("", "word")


def _results(cells: dict[tuple[int, str], str], by: str) -> dict[int, Result]:
    found: dict[int, Result] = {}
    for (door, what), value in cells.items():
        before = found.get(door, Result(by=by))
        verdicts = before.verdicts if what == "remark" else before.verdicts | {what: value}
        found[door] = Result(verdicts, value if what == "remark" else before.remark, by)
    return found


def _words() -> dict[str, str]:
    said = {_bare(voice(lang)(f"verdict.{one}")): one for lang in LANGUAGES for one in ALSO}
    return said | {_bare(word): one for one, words in ALSO.items() for word in words}


def _headings() -> dict[str, str]:
    """Heading → claim or “remark”, in every language."""
    return {
        _bare(heading(voice(lang), column)): column.claim or "remark"
        for lang in LANGUAGES
        for column in COLUMNS
        if column.kind in ("found", "remark")
    }


def _numbers() -> set[str]:
    return {_bare(voice(lang)("spot_check.column_number")) for lang in LANGUAGES}


def _wanted() -> dict[str, str]:
    return {what: words for words, what in reversed(_headings().items())}


def _bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "").lower()
