"""The official layout of a Chinese document (GB/T 9704-2012) with python-docx: margins, line grid, fonts, page numbers.

A4, text 156 × 225 mm with 22 lines a page; fonts are named, not shipped: a machine without them shows its own.
"""

from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TOP, LEFT, WIDE, HIGH = 37, 28, 156, 225  # mm
LINES = 22
SONG, BODY, BLACK, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"


@dataclass(frozen=True)
class Face:
    """How one language is set: sizes in points; `grid`: lines snap to the page's grid.

    `lang` is that of Latin letters and digits: Chinese there would let numbers break across lines.
    """

    lang: str
    latin: str
    title: float
    body: float
    table: float
    grid: bool


FACES = {
    "zh": Face("en-US", "Times New Roman", 22, 16, 12, grid=True),
    "en": Face("en-GB", "Times New Roman", 18, 12, 10, grid=False),
}


class Sheet:
    """A document being written, paragraph by paragraph."""

    def __init__(self, lang: str, title: str):
        self.face = FACES[lang]
        self.document = Document()
        self._page()
        self._normal()
        properties = self.document.core_properties
        properties.author, properties.title, properties.comments = "", title, ""

    def title(self, text: str) -> None:
        paragraph = self._paragraph(text, TITLE, self.face.title, ALIGN.CENTER)
        paragraph.paragraph_format.space_after = Pt(6)

    def centred(self, text: str) -> None:
        self._paragraph(text, KAI, self.face.body, ALIGN.CENTER)

    def heading(self, text: str) -> None:
        """A first-level heading: 一、…"""
        paragraph = self._paragraph(text, BLACK, self.face.body, indent=True, bold=not self.face.grid)
        paragraph.paragraph_format.keep_with_next = True

    def says(self, text: str) -> None:
        self._paragraph(text, BODY, self.face.body, indent=True)

    def tag(self, text: str) -> None:
        """A paragraph of the template language; it leaves no line behind."""
        self._paragraph(text, BODY, self.face.body)

    def caption(self, text: str) -> None:
        paragraph = self._paragraph(text, BLACK, self.face.table, ALIGN.CENTER)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.keep_with_next = True
        _off_grid(paragraph)

    def note(self, text: str) -> None:
        paragraph = self._paragraph(text, KAI, self.face.table)
        paragraph.paragraph_format.space_after = Pt(8)
        _off_grid(paragraph)

    def table(
        self, widths: list[int], headings: list[str], each: str, cells: list[str], last: list[str] = ()
    ) -> None:
        """`each`: the loop that makes one row of `cells`; widths in mm; the first column is set left."""
        rows = [headings, [f"{{%tr {each} %}}"], cells, ["{%tr endfor %}"], *([list(last)] if last else [])]
        table = self.document.add_table(len(rows), len(widths))
        table.style = "Table Grid"
        table.autofit = False
        table.alignment = 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for at, texts in enumerate(rows):
            _mark_row(table.rows[at], header=at == 0)
            for place, width in enumerate(widths):
                cell = table.cell(at, place)
                cell.width, cell.vertical_alignment = Mm(width), 1
                paragraph = cell.paragraphs[0]
                centred = place and len(widths) > 2 or at == 0
                paragraph.alignment = ALIGN.CENTER if centred else ALIGN.LEFT
                _off_grid(paragraph)
                font = BLACK if at == 0 else BODY
                self._run(paragraph, texts[place] if place < len(texts) else "", font, self.face.table)

    def save(self, path) -> None:
        self.document.save(path)

    def _paragraph(self, text: str, font: str, size: float, align=None, indent=False, bold=False):
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        if indent and self.face.grid:
            _indent(paragraph, size)
        self._run(paragraph, text, font, size, bold)
        return paragraph

    def _run(self, paragraph, text: str, font: str, size: float, bold: bool = False) -> None:
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold or None
        _fonts(run._element.get_or_add_rPr(), self.face.latin, font)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.left_margin = Mm(TOP), Mm(LEFT)
        section.bottom_margin, section.right_margin = Mm(297 - TOP - HIGH), Mm(210 - LEFT - WIDE)
        section.footer_distance = Mm(25)  # the number stands 7 mm below the text
        for old in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(old)
        if self.face.grid:
            section._sectPr.append(
                _new("w:docGrid", type="lines", linePitch=round(HIGH / 25.4 * 1440 / LINES))
            )
        self.document.settings.odd_and_even_pages_header_footer = True
        self._number(section.footer, ALIGN.RIGHT)
        self._number(section.even_page_footer, ALIGN.LEFT)

    def _number(self, footer, align) -> None:
        """— 1 —, outside: right on odd pages, left on even ones."""
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        self._run(paragraph, "— ", SONG, 14)
        field = paragraph.add_run()
        field.font.size = Pt(14)
        _fonts(field._element.get_or_add_rPr(), self.face.latin, SONG)
        for part in ("begin", "PAGE", "separate", "1", "end"):
            field._element.append(_field(part))
        self._run(paragraph, " —", SONG, 14)

    def _normal(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(self.face.body)
        format_ = normal.paragraph_format
        format_.space_after = Pt(0 if self.face.grid else 6)
        format_.line_spacing = 1.0 if self.face.grid else 1.15
        properties = normal.element.get_or_add_rPr()
        _fonts(properties, self.face.latin, BODY)
        properties.append(_new("w:lang", val=self.face.lang, eastAsia="zh-CN"))


def _fonts(properties, latin: str, east: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east)):
        fonts.set(qn(f"w:{script}"), font)


def _indent(paragraph, size: float) -> None:
    """Two characters."""
    indent = _new("w:ind", firstLineChars=200, firstLine=round(size * 2 * 20))
    paragraph._p.get_or_add_pPr().insert_element_before(indent, "w:contextualSpacing", "w:jc", "w:rPr")


def _off_grid(paragraph) -> None:
    paragraph.paragraph_format.line_spacing = 1.0
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        _new("w:snapToGrid", val=0), "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
    )


def _mark_row(row, header: bool) -> None:
    """No row breaks across pages; the first is said again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_new("w:cantSplit"))
    if header:
        properties.append(_new("w:tblHeader"))


def _field(part: str):
    if part in ("begin", "separate", "end"):
        return _new("w:fldChar", fldCharType=part)
    element = _new("w:instrText" if part == "PAGE" else "w:t")
    element.text = part
    return element


def _new(tag: str, **values):
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
