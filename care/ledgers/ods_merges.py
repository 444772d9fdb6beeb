"""Merged ranges of .ods sheets, which the reader does not give: from content.xml, as a stream."""

import io
import zipfile
import zlib
from xml.parsers import expat

from care.ledgers.problems import Refused

Merged = tuple[int, int, int, int]  # top, left, bottom, right, counted from 0
MOST = 200_000
BLOCK = 2**20
CELLS = ("table:table-cell", "table:covered-table-cell")


class Spans:
    """Follows rows and cells through the XML and notes each span by sheet."""

    def __init__(self) -> None:
        self.found: dict[str, list[Merged]] = {}
        self.sheet, self.depth = "", 0
        self.row = self.column = self.rows = 0
        self.noted = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.sheet, self.row, self.rows = attributes.get("table:name", ""), 0, 0
        elif self.depth == 1 and name == "table:table-row":
            self.row += self.rows
            self.rows, self.column = number(attributes, "table:number-rows-repeated"), 0
        elif self.depth == 1 and name in CELLS:
            self.cell(attributes)

    def end(self, name: str) -> None:
        if name == "table:table":
            self.depth -= 1

    def cell(self, attributes: dict[str, str]) -> None:
        down = number(attributes, "table:number-rows-spanned")
        across = number(attributes, "table:number-columns-spanned")
        if (down > 1 or across > 1) and self.noted < MOST:
            self.noted += 1
            spot = (self.row, self.column, self.row + down - 1, self.column + across - 1)
            self.found.setdefault(self.sheet, []).append(spot)
        self.column += number(attributes, "table:number-columns-repeated")


def number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdigit() and len(text) < 8 else 1


def refuse_entity(*_args) -> None:
    raise Refused("xml_bomb")


def ods_merges(data: bytes) -> dict[str, list[Merged]]:
    """Sheet name → its merged ranges; {} for a workbook that is no .ods. Raises Refused for declared entities."""
    spans, parser = Spans(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = spans.start, spans.end
    parser.EntityDeclHandler = refuse_entity
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as part:
            while block := part.read(BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except (KeyError, zipfile.BadZipFile):
        return {}
    except (expat.ExpatError, zlib.error, EOFError):
        raise Refused("file_truncated") from None
    return spans.found
