"""What a finished file says, and what stands in it that no text may bring in: formulas, fields, links, programs."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import openpyxl
from openpyxl.utils.escape import unescape
from pptx import Presentation
from pypdf import PdfReader

FIELDS = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:fldSimple [^>]*w:instr=\"([^\"]*)\"")
OWN_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b[\s\\*A-Z]*", re.I)  # of the templates that ship
ACTIONS = ("/URI", "/Launch", "/JavaScript", "/JS", "/SubmitForm", "/ImportData", "/GoToR", "/EmbeddedFiles")
PARTS = re.compile(r"externalLink|vbaProject|activeX|attachedToolbars|/customUI|oleObject", re.I)


def files_of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself, or those in an archive."""
    if not name.endswith(".zip"):
        yield name, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        for one in whole.namelist():
            yield one, whole.read(one)


def said(name: str, data: bytes) -> str:
    """Every text of a file, opened by a library that did not make it; raises where it cannot be opened."""
    suffix = name.rpartition(".")[2]
    return {"xlsx": _sheets, "docx": _document, "pptx": _slides, "pdf": _pages}[suffix](data)


def intruders(name: str, data: bytes) -> list[str]:
    """What no text may bring in."""
    if name.endswith(".pdf"):
        return [one for one in ACTIONS if _holds(PdfReader(io.BytesIO(data)), one)]
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            if PARTS.search(part):
                found.append(part)
            if part.endswith(".xlsx"):  # the data of a chart
                found += intruders(part, parts.read(part))
            if part.endswith((".xml", ".rels")):
                found += _in_xml(part, parts.read(part).decode("utf-8"))
    return found


def _in_xml(part: str, text: str) -> Iterator[str]:
    if part.endswith(".rels") and 'TargetMode="External"' in text:
        yield f"{part}: {text[:200]}"
    if part.startswith("xl/worksheets/") and ("<f>" in text or "<f " in text):
        yield f"{part}: formula"
    for one in FIELDS.findall(text):
        if not OWN_FIELDS.fullmatch(one[0] or one[1]):
            yield f"{part}: field {one}"


def _sheets(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if cell.hyperlink and cell.hyperlink.target]
    notes = [cell.comment.text for cell in cells if cell.comment]
    whole = "\n".join([str(cell.value) for cell in cells] + notes)
    return f"{whole}\n{unescape(whole)}"  # openpyxl takes back what _x001B_ stands for in some cells only


def _document(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    frames = [document, *(one for part in document.sections for one in (part.header, part.footer))]
    cells = [cell.text for one in frames for table in one.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for one in frames for paragraph in one.paragraphs] + cells)


def _slides(data: bytes) -> str:
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        found += [cell.text for table in tables for row in table.rows for cell in row.cells]
        found += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return "\n".join(found)


def _pages(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _holds(reader: PdfReader, key: str) -> bool:
    """Whether any object of the file has this key."""
    seen = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return any(hasattr(one, "keys") and key in one for one in seen)
