"""The clerk's own file back in its own layout: bad cells coloured and explained, a last column that says what
is wrong in each row, and a first sheet that lists every problem with what to do."""

import re
from io import BytesIO
from pathlib import PurePath

import xlsxwriter

from care import vault
from care.ledgers.copying import Pen, copy_sheet, set_widths, widths_in
from care.ledgers.names import safe_name
from care.ledgers.own import own_list
from care.ledgers.plain import plain
from care.ledgers.problems import Problem, Refused, letter, mask, mask_name
from care.ledgers.reading import read
from care.ledgers.reporting import Report
from care.ledgers.sheets import Sheet, Workbook
from care.ledgers.telling import fate, row_said, sentence, told
from care.words import LANGUAGES, Voice, voice

MOST_COMMENTS = 1_000  # a sheet; spreadsheet programs crawl with more
MOST_LISTED = 100_000
MOST_LINKS = 2_000
SAFE = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "nan_inf_to_errors": False,
}  # fmt: skip
TEXT_FIELD = re.compile(r"(_no|_id|^id_no|phone)$")  # IDs, codes and telephones


def marked_workbook(name: str, data: bytes, report: Report, lang: str) -> tuple[str, bytes]:
    """(file name, .xlsx bytes) of the clerk's file with what `report` says of it, in the language `lang`. A
    file that cannot be read gives the list of problems alone."""
    t = voice(lang)
    try:
        book = read(name, data)
    except Refused:
        book = Workbook(name, "", "", ())
    sheets = [sheet for sheet in book.sheets if not own_list(sheet)]
    names = sheet_names([t("clerk.marked.sheet"), *(one.name or PurePath(name).stem for one in sheets)])
    target = BytesIO()
    with xlsxwriter.Workbook(target, SAFE | {"in_memory": vault.private()}) as made:
        pen = Pen(made)
        places = {one.name: shown for one, shown in zip(sheets, names[1:], strict=True)}
        write_list(pen, made.add_worksheet(names[0]), report, t, places)
        widths = widths_in(data)
        for sheet, shown in zip(sheets, names[1:], strict=True):
            page = made.add_worksheet(shown)
            write_sheet(pen, page, sheet, report, t, widths.get(sheet.name, {}))
            if sheet.hidden:
                page.hide()
    return marked_name(name, t), target.getvalue()


def marked_name(name: str, t: Voice) -> str:
    stem = PurePath(safe_name(name)).stem
    for lang in LANGUAGES:
        stem = stem.removesuffix(voice(lang)("clerk.marked.suffix"))
    return f"{stem}{t('clerk.marked.suffix')}.xlsx"


def sheet_names(wanted: list[str]) -> list[str]:
    """Names that spreadsheet programs accept, each once."""
    found: list[str] = []
    for name in wanted:
        clean = re.sub(r"[\x00-\x1f\[\]:*?/\\]", "_", name).strip("'")[:31] or "Sheet"
        clean = f"{clean}_" if clean.lower() == "history" else clean
        number, unique = 1, clean
        while unique.lower() in {one.lower() for one in found}:
            number += 1
            unique = f"{clean[: 31 - len(str(number)) - 1]}_{number}"
        found.append(unique)
    return found


def write_list(pen: Pen, page, report: Report, t: Voice, places: dict[str, str]) -> None:
    """The first sheet: counts, then a line a problem."""
    counts = {key: report.counts.get(key, 0) for key in ("read", "taken", "held", "refused", "ignored")}
    changes = {key: report.counts.get(key, 0) for key in ("new", "changed", "unchanged", "vanished")}
    say = [
        t("clerk.marked.counts", **counts),
        t("clerk.marked.changes", **changes),
        t("clerk.marked.colours"),
    ]
    if report.status == "refused":
        say = [t("clerk.marked.refused_file")]
    elif not report.problems:
        say[-1] = t("clerk.marked.no_problems")
    if report.problems_in_all > min(len(report.problems), MOST_LISTED):
        shown = min(len(report.problems), MOST_LISTED)
        say.append(t("clerk.marked.more", n=shown, all=report.problems_in_all))
    page.write_string(
        0, 0, t("clerk.marked.title", file=report.file), pen.book.add_format({"bold": True, "font_size": 14})
    )
    for row, text in enumerate(say, 1):
        page.write_string(row, 0, text)
    top = len(say) + 2
    titles = ("where", "row", "cell", "heading", "value", "wrong", "remedy", "fate")
    for column, (title, width) in enumerate(zip(titles, (16, 8, 8, 18, 24, 48, 56, 12), strict=True)):
        page.set_column(column, column, width)
        page.write_string(top, column, t(f"clerk.marked.{title}"), pen.format("head"))
    page.freeze_panes(top + 1, 0)
    by_row = in_rows(report.problems)
    for at, problem in enumerate(report.problems[:MOST_LISTED], 1):
        own = fate(by_row[problem.sheet, problem.row]) if problem.row else "file"
        write_line(pen, page, top + at, problem, own, t, places if at <= MOST_LINKS else {})
    page.autofilter(top, 0, top + max(1, min(len(report.problems), MOST_LISTED)), len(titles) - 1)


def write_line(
    pen: Pen, page, row: int, problem: Problem, own: str, t: Voice, places: dict[str, str]
) -> None:
    wrong, remedy = told(problem, t.lang)
    style = pen.format(own if own in ("refused", "held") else "")
    wrap = pen.format("wrap")
    page.write_string(row, 0, problem.sheet, wrap)
    if problem.row and problem.sheet in places:
        target = places[problem.sheet].replace("'", "''")
        page.write_url(
            row, 1, f"internal:'{target}'!{problem.column or 'A'}{problem.row}", wrap, str(problem.row)
        )
    elif problem.row:
        page.write_number(row, 1, problem.row, wrap)
    for column, text in enumerate((problem.column, problem.heading, problem.value, wrong, remedy), 2):
        page.write_string(row, column, text, wrap)
    page.write_string(row, 7, t(f"clerk.marked.fates.{own}"), style)


def in_rows(problems: tuple[Problem, ...]) -> dict[tuple[str, int], list[Problem]]:
    found: dict[tuple[str, int], list[Problem]] = {}
    for one in problems:
        if one.row:
            found.setdefault((one.sheet, one.row), []).append(one)
    return found


def write_sheet(pen: Pen, page, sheet: Sheet, report: Report, t: Voice, widths: dict[int, float]) -> None:
    by_row = {row: found for (name, row), found in in_rows(report.problems).items() if name == sheet.name}
    layouts = [one for one in report.sheets if one["sheet"] == sheet.name and one.get("kind")]
    heads = {row - 1 for one in layouts for row in one["header_rows"]}
    bad = bad_cells(sheet, by_row, any(one["layout"] == "form" for one in layouts))
    skip, last = own_column(sheet, heads)
    said = {row - 1: (last, row_said(found, t), fate(found)) for row, found in by_row.items()}
    if by_row:
        said |= {row: (last, t("clerk.marked.column"), "head") for row in own_heads(layouts, by_row)}
    first = min(heads, default=0)
    titles = {(one.top, one.left) for one in sheet.merges if one.bottom < first and one.right > one.left}

    def style(row: int, column: int) -> str:
        if (row, column) in bad:
            return "bad"
        return "head" if row in heads else "title" if (row, column) in titles else ""

    texts = text_columns(sheet, layouts)
    set_widths(pen, page, sheet, widths, texts)
    page.set_column(last, last, 60)
    for (row, column), found in list(bad.items())[:MOST_COMMENTS]:  # first: constant memory never looks back
        text = "\n".join(sentence(problem, t.lang) for problem in found)
        page.write_comment(row, sheet.left + column, text, {"author": "CareBoard", "x_scale": 2})
    copy_sheet(pen, page, sheet, style, skip, said, texts)
    if len(heads) == 1:
        page.freeze_panes(first + 1, 0)


def bad_cells(
    sheet: Sheet, by_row: dict[int, list[Problem]], form: bool
) -> dict[tuple[int, int], list[Problem]]:
    """(row, column) from 0 → the problems of that cell."""
    columns = {letter(sheet.left + j): j for j in range(sheet.width)}
    found: dict[tuple[int, int], list[Problem]] = {}
    for row, problems in by_row.items():
        cells = sheet.cells.slice(row - 1, 1)
        for problem in problems:
            column = columns.get(problem.column)
            place = (row - 1, column) if column is not None and cells.num_rows else None
            if problem.value and place and not shows(cells.column(f"c{column}")[0].as_py(), problem.value):
                rows = [row - 1, *(range(sheet.height) if form else ())]
                place = elsewhere(sheet, rows, problem.value) or place
            if place:
                found.setdefault(place, []).append(problem)
    return found


def shows(text: str | None, value: str) -> bool:
    """Is this the cell whose masked text is `value`? It may hold more persons than one."""
    return is_masked(text, value) or bool(text) and value in text


def is_masked(text: str | None, value: str) -> bool:
    return value in (mask(text), mask_name((text or "").strip()))


def elsewhere(sheet: Sheet, rows: list[int], value: str) -> tuple[int, int] | None:
    """Where the value stands when not under its own heading: in a repeated block, or somewhere in a form."""
    for at in rows:
        cells = sheet.cells.slice(at, 1)
        for j in range(sheet.width):
            if cells.num_rows and is_masked(cells.column(f"c{j}")[0].as_py(), value):
                return at, j
    return None


def own_column(sheet: Sheet, heads: set[int]) -> tuple[int | None, int]:
    """(the 待核实 column of an earlier round, or None; the column to write it to)."""
    titles = {plain(voice(lang)("clerk.marked.column")) for lang in LANGUAGES}
    for j in reversed(range(sheet.width)):
        texts = sheet.cells.column(f"c{j}")
        if any(plain(texts[row].as_py() or "") in titles for row in heads if row < sheet.height):
            return j, sheet.left + j
    return None, sheet.left + sheet.width


def own_heads(layouts: list[dict], by_row: dict[int, list[Problem]]) -> set[int]:
    """The rows (from 0) where the heading of the last column stands: each table's header, else above the
    first row."""
    found = {one["header_rows"][-1] - 1 for one in layouts if one["header_rows"]}
    return found or {max(0, min(by_row) - 2)} - {row - 1 for row in by_row}


def text_columns(sheet: Sheet, layouts: list[dict]) -> set[int]:
    """Columns of IDs, codes and telephones get the text format, so that what is entered anew is not
    rounded."""
    columns = {letter(sheet.left + j): j for j in range(sheet.width)}
    mapped = [one for layout in layouts for one in layout["mapping"] if one["column"] in columns]
    return {columns[one["column"]] for one in mapped if TEXT_FIELD.search(one["field"] or "")}
