"""Writes sheets of cells as the files that offices send."""

from __future__ import annotations

import csv
import html
import io
import random
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from tests.random_parts.cells import Cell, SheetPlan

TEXT_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def write(rng: random.Random, format_: str, sheets: list[SheetPlan]) -> tuple[bytes, str, str]:
    """(bytes, file ending, what it is). Text and HTML hold the first sheet only."""
    if format_ == "xlsx":
        base = rng.random() < 0.08
        return xlsx(sheets, base, rng.random() < 0.2), ".xlsx", "xlsx 1904" if base else "xlsx"
    if format_ == "xls":
        return xls(sheets, False), ".xls", "xls"
    if format_ == "ods":
        return ods(sheets), ".ods", "ods"
    if format_ == "html":
        coding = rng.choice(("utf-8", "gbk-ish", "utf-8-sig"))
        return html_table(rng, sheets[0], coding), ".xls", f"html {coding}"
    coding, sign = (
        rng.choice(TEXT_ENCODINGS),
        rng.choice((",", ",", ",", "\t", ";")) if format_ == "csv" else "\t",
    )
    ending = {"csv": ".csv", "tsv": ".tsv", "txt": ".txt"}[format_]
    return text(rng, sheets[0], coding, sign), ending, f"{ending} {coding} {sign!r}"


def serial(day: date, base_1904: bool) -> int:
    return (day - (date(1904, 1, 1) if base_1904 else date(1899, 12, 30))).days


def xlsx(sheets: list[SheetPlan], base_1904: bool, low_memory: bool) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "date_1904": base_1904,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "constant_memory": False,
        },
    )
    looks: dict[str, object] = {}
    for plan in sheets:
        sheet = book.add_worksheet(plan.name)
        if plan.hidden:
            sheet.hide()
        for top, left, bottom, right in plan.merges:
            sheet.merge_range(top, left + plan.left, bottom, right + plan.left, "")
        for i, row in enumerate(plan.grid):
            for j, cell in enumerate(row):
                put_xlsx(book, sheet, i, j + plan.left, cell, looks, base_1904)
    if len([plan for plan in sheets if not plan.hidden]) and sheets[0].hidden:
        book.worksheets()[1].activate()
    book.close()
    del low_memory
    return out.getvalue()


def put_xlsx(book, sheet, i: int, j: int, cell: Cell, looks: dict, base_1904: bool) -> None:
    value = cell.native
    if isinstance(value, tuple):
        sheet.write_number(i, j, serial(value[1], base_1904))
    elif cell.look == "formula":
        sheet.write_formula(i, j, f"={value}*1", None, value)
    elif isinstance(value, bool):
        sheet.write_boolean(i, j, value)
    elif isinstance(value, (date, datetime)):
        if cell.look not in looks:
            looks[cell.look] = book.add_format({"num_format": cell.look})
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        sheet.write_datetime(i, j, moment, looks[cell.look])
    elif isinstance(value, (int, float)):
        sheet.write_number(i, j, value)
    elif cell.text:
        sheet.write_string(i, j, cell.text)


def xls(sheets: list[SheetPlan], base_1904: bool) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = base_1904
    looks: dict[str, object] = {}
    for plan in sheets:
        sheet = book.add_sheet(plan.name, cell_overwrite_ok=True)
        if plan.hidden:
            sheet.visibility = 1
        for i, row in enumerate(plan.grid):
            for j, cell in enumerate(row):
                put_xls(sheet, i, j + plan.left, cell, looks)
        for top, left, bottom, right in plan.merges:
            sheet.merge(top, bottom, left + plan.left, right + plan.left)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_xls(sheet, i: int, j: int, cell: Cell, looks: dict) -> None:
    value = cell.native
    if isinstance(value, tuple):
        sheet.write(i, j, serial(value[1], False))
    elif isinstance(value, (date, datetime)) and not isinstance(value, bool):
        if cell.look not in looks:
            looks[cell.look] = xlwt.easyxf(num_format_str=cell.look)
        sheet.write(
            i,
            j,
            value if isinstance(value, datetime) else datetime(value.year, value.month, value.day),
            looks[cell.look],
        )
    elif value is not None:
        sheet.write(i, j, value)
    elif cell.text:
        sheet.write(i, j, cell.text)


def text(rng: random.Random, plan: SheetPlan, coding: str, sign: str) -> bytes:
    out = io.StringIO()
    trim = rng.random() < 0.3
    writer = csv.writer(
        out,
        delimiter=sign,
        lineterminator=rng.choice(("\r\n", "\r\n", "\n")),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )
    for row in plan.grid:
        cells = [cell.text for cell in row]
        while trim and cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return out.getvalue().encode(coding)


def html_table(rng: random.Random, plan: SheetPlan, coding: str) -> bytes:
    """As web systems export it: merged cells are spans."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in plan.merges}
    hidden = {
        (i, j)
        for top, left, bottom, right in plan.merges
        for i in range(top, bottom + 1)
        for j in range(left, right + 1)
    } - set(spans)
    tag = rng.choice(("td", "TD", "td style=\"mso-number-format:'\\@';\""))
    rows = []
    for i, row in enumerate(plan.grid):
        cells = []
        for j, cell in enumerate(row):
            if (i, j) in hidden:
                continue
            down, across = spans.get((i, j), (1, 1))
            span = (f' rowspan="{down}"' if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
            shown = html.escape(cell.text).replace("\r\n", "\n").replace("\n", "<br>").replace(
                "\xa0", "&nbsp;"
            ) or rng.choice(("", "&nbsp;"))
            cells.append(f"<{tag}{span}>{shown}</{tag.split()[0]}>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    name = "gb2312" if coding == "gbk-ish" else "utf-8"
    page = (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset={name}">'
        f"<style>td{{border:1px solid}}</style></head><body><table border=1>{chr(10).join(rows)}</table></body></html>"
    )
    return page.encode("gb18030" if coding == "gbk-ish" else coding)


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: list[SheetPlan]) -> bytes:
    """A small OpenDocument spreadsheet, blanks as repeated cells as LibreOffice writes them."""
    tables = "".join(
        f'<table:table table:name="{escape(plan.name)}">{"".join(ods_row(plan, i) for i in range(len(plan.grid)))}'
        f'<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1000"/></table:table-row></table:table>'
        for plan in sheets
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr("content.xml", ODS_HEAD + tables + ODS_TAIL)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>',
        )
    return out.getvalue()


def ods_row(plan: SheetPlan, i: int) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in plan.merges}
    covered = {
        (a, b)
        for top, left, bottom, right in plan.merges
        for a in range(top, bottom + 1)
        for b in range(left, right + 1)
    } - set(spans)
    cells = ["<table:table-cell/>"] * plan.left
    for j, cell in enumerate(plan.grid[i]):
        if (i, j) in covered:
            cells.append("<table:covered-table-cell/>")
            continue
        down, across = spans.get((i, j), (1, 1))
        span = (
            f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
            if (down, across) != (1, 1)
            else ""
        )
        cells.append(ods_cell(cell, span))
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_cell(cell: Cell, span: str) -> str:
    value, said = (
        cell.native,
        "".join(f"<text:p>{escape(part)}</text:p>" for part in cell.text.replace("\r\n", "\n").split("\n")),
    )
    if isinstance(value, tuple):
        value = serial(value[1], False)
    if isinstance(value, bool):
        return f'<table:table-cell{span} office:value-type="boolean" office:boolean-value="{str(value).lower()}">{said}</table:table-cell>'
    if isinstance(value, date):
        return f'<table:table-cell{span} office:value-type="date" office:date-value="{value.isoformat()}">{said}</table:table-cell>'
    if isinstance(value, (int, float)):
        return f'<table:table-cell{span} office:value-type="float" office:value="{value!r}">{said}</table:table-cell>'
    return (
        f'<table:table-cell{span} office:value-type="string">{said}</table:table-cell>'
        if cell.text
        else f"<table:table-cell{span}/>"
    )
