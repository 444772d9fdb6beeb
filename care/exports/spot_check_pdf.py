"""The sheet of a spot check as PDF, set by typst without network; its words come as JSON, never as source."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from care.exports.spot_check_excel import COLUMNS, heading
from care.inspection.sheets import Line, Sheet
from care.words import Voice

SOURCE = Path(__file__).with_name("spot_check.typ")
FONT_PACKAGE = "pylopdf_fonts_zh_cn"  # Noto Sans SC and Noto Serif SC, SIL Open Font License


def pdf(t: Voice, sheet: Sheet) -> bytes:
    """The sheet as a PDF, each place beginning on a page of its own. Own fonts only, so it looks alike everywhere."""
    import typst  # 30 MB that no other page needs

    told = {
        "lang": t.lang,
        "title": sheet.title,
        "notes": list(sheet.notes),
        "how": sheet.how,
        "sign": list(sheet.sign),
        "headings": [heading(t, column) for column in COLUMNS],
        "widths": [column.width for column in COLUMNS],
        "found": [column.kind == "found" for column in COLUMNS],
        "parts": [
            {"title": part.title, "rows": [_cells(line) for line in part.lines]} for part in sheet.parts
        ],
    }
    return typst.compile(
        str(SOURCE),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
    )


@cache
def fonts() -> str:
    """The folder of the Chinese font; the same on every machine."""
    return str(files(FONT_PACKAGE))


def _cells(line: Line) -> list[str | None]:
    """The cells of a row; None = there is nothing to look at."""
    plain = {"number": str(line.number), "where": line.where, "person": line.person, "remark": ""}
    found = dict.fromkeys(line.asked, "")
    return [
        line.claimed[column.claim]
        if column.kind == "claimed"
        else found.get(column.claim)
        if column.kind == "found"
        else plain[column.kind]
        for column in COLUMNS
    ]
