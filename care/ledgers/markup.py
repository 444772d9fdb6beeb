"""HTML tables and XML spreadsheets that government systems export under the name .xls."""

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

from care.ledgers.prechecks import check_sheets
from care.ledgers.problems import Refused
from care.ledgers.texts import decode

MAX_SPAN = 2_000
SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
Found = tuple[
    str, list[list[str]], list[tuple[int, int, int, int]]
]  # name, rows, merges (top, left, bottom, right)


class Tables(HTMLParser):
    """Collects every outermost table as rows of text; row and column spans become merges."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[tuple[int, int, int, int]]]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.taken: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(([], []))
                self.taken = set()
        elif self.depth and tag == "tr":
            self.close_cell()
            self.tables[-1][0].append([])
        elif self.depth and tag in ("td", "th"):
            self.close_cell()
            named = dict(attrs)
            self.spans = number(named.get("rowspan")), number(named.get("colspan"))
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.close_cell()
        if tag == "table" and self.depth:
            self.close_cell()
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def close_cell(self) -> None:
        """Put the open cell at the first free place of its row and keep the places that its spans cover."""
        if self.cell is None:
            return
        rows, merges = self.tables[-1]
        text = re.sub(
            r"[ \t\r\f\v\xa0]*\n[ \t\r\f\v\xa0]*|[ \t\r\f\v\xa0]+",
            lambda m: "\n" if "\n" in m[0] else " ",
            "".join(self.cell),
        ).strip()
        self.cell = None
        if not rows:
            rows.append([])
        top, row = len(rows) - 1, rows[-1]
        while (top, len(row)) in self.taken:
            row.append("")
        left, (down, across) = len(row), self.spans
        row.append(text)
        if down > 1 or across > 1:
            merges.append((top, left, top + down - 1, left + across - 1))
            self.taken.update((top + i, left + j) for i in range(1, down) for j in range(across))
        row.extend([""] * (across - 1))


def number(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,5})", text or "")
    return max(1, min(MAX_SPAN, int(found[1]))) if found else 1


def html_tables(data: bytes) -> tuple[list[Found], str]:
    """Every table of a page that has more than one cell. Raises Refused if there is none, or if one never ends:
    then the page was cut off on its way."""
    text, encoding = decode(data)
    reader = Tables()
    reader.feed(text)
    reader.close()
    if reader.depth:
        raise Refused("file_truncated")
    found = [(rows, merges) for rows, merges in reader.tables if sum(map(len, rows)) > 1]
    if not found:
        raise Refused("html_without_table")
    check_sheets(len(found))
    title = re.search(r"<x:Name>([^<]{1,60})</x:Name>|<title>([^<]{1,60})</title>", text, re.I)
    name = (title[1] or title[2]).strip() if title else ""
    names = (
        [name or "Sheet1"] if len(found) == 1 else [f"{name or 'Sheet'}{i}" for i in range(1, len(found) + 1)]
    )
    return [(one, rows, merges) for one, (rows, merges) in zip(names, found, strict=True)], encoding


def xml_tables(data: bytes) -> list[Found]:
    """The sheets of an XML Spreadsheet 2003 file. Expat refuses entity bombs; declared entities are refused here."""
    if b"<!ENTITY" in data[:65536]:
        raise Refused("xml_bomb")
    try:
        sheets = list(ElementTree.fromstring(data).iter(SPREADSHEET + "Worksheet"))
        check_sheets(len(sheets))
        return [xml_sheet(sheet) for sheet in sheets]
    except (
        ElementTree.ParseError,
        ValueError,
        LookupError,
    ):  # no XML; a place that is no number; an unknown encoding
        raise Refused("file_truncated") from None


def xml_sheet(sheet: ElementTree.Element) -> Found:
    rows: list[list[str]] = []
    merges = []
    for row in sheet.iter(SPREADSHEET + "Row"):
        at = int(row.get(SPREADSHEET + "Index", len(rows) + 1)) - 1
        if at > 1_048_576:
            raise Refused("file_far_cell", rows=at, columns=1)
        rows.extend([] for _ in range(at - len(rows) + 1))
        for cell in row.iter(SPREADSHEET + "Cell"):
            left = int(cell.get(SPREADSHEET + "Index", len(rows[-1]) + 1)) - 1
            across, down = (int(cell.get(SPREADSHEET + key, 0)) for key in ("MergeAcross", "MergeDown"))
            if left + across > 2_000:
                raise Refused("file_far_cell", rows=at, columns=left)
            rows[-1].extend([""] * (left - len(rows[-1])))
            rows[-1].append(xml_value(cell.find(SPREADSHEET + "Data")))
            if across or down:
                merges.append((at, left, at + down, left + across))
                rows[-1].extend([""] * across)
    return sheet.get(SPREADSHEET + "Name", "Sheet1"), rows, merges


def xml_value(data: ElementTree.Element | None) -> str | float:
    """Numbers stay numbers: an ID in a numeric cell must be seen as damaged."""
    if data is None:
        return ""
    text = "".join(data.itertext()).strip()
    kind = data.get(SPREADSHEET + "Type")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text.removesuffix("T00:00:00.000") if kind == "DateTime" else text
