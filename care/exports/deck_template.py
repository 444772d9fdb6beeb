"""The slides' template: layouts and placeholders are found by their names, so that an office may bring its own."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pptx.oxml.ns import qn

from care import vault
from care.exports.office_files import Forbidden, look_through
from care.exports.unsigned import unsigned
from care.words import Voice

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "templates" / "deck.pptx"
ASKED = {
    "Cover": ("Title", "Subtitle", "Scope"),
    "Chart": ("Title", "Answer", "Sentences", "Chart", "Scope"),
    "Table": ("Title", "Sentences", "Table", "Scope"),
    "Text": ("Title", "Answer", "Sentences", "Scope"),
}
NUMBER = "Number"  # a page number; a template may do without


class TemplateRefused(ValueError):
    """A template that cannot be used; `code` names words brief.template_<code>, `values` fill them."""

    def __init__(self, code: str, **values):
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}")

    def said(self, t: Voice) -> str:
        """In the reader's language."""
        texts = {
            name: t("list.comma").join(value) if isinstance(value, list) else value
            for name, value in self.values.items()
        }
        return t(f"brief.template_{self.code}", **texts)


def template_of(folder: Path) -> bytes:
    """The office's own template, DIR/templates/deck.pptx, before the one that ships."""
    own = folder / "templates" / TEMPLATE.name
    return vault.read(own if own.exists() else TEMPLATE)


def opened(template: bytes | None = None):
    """A presentation without slides, made from the template. Raises TemplateRefused, naming all that is missing."""
    if template:
        _look_at_file(template)
    try:
        deck = Presentation(BytesIO(unsigned(template or TEMPLATE.read_bytes())))
    except Exception:  # the library raises anything over a file that is no presentation
        raise TemplateRefused("broken") from None
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    missing = [name for name in ASKED if name not in layouts]
    if missing:
        raise TemplateRefused("layout", names=missing, found=sorted(layouts))
    for name, asked in ASKED.items():
        has = {shape.name for shape in layouts[name].placeholders}
        lacking = [one for one in asked if one not in has]
        if lacking:
            raise TemplateRefused("placeholder", layout=name, names=lacking, found=sorted(has))
    _emptied(deck)
    return deck


def _look_at_file(template: bytes) -> None:
    try:
        look_through(template)
    except Forbidden as found:
        code = "broken" if found.code == "no_office_file" else found.code
        raise TemplateRefused(code, what=found.what) from None


def new_slide(deck, layout_name: str) -> dict:
    """A new slide of a layout: its placeholders by the layout's names, and the slide itself under ''."""
    layout = next(one for one in deck.slide_layouts if one.name == layout_name)
    slide = deck.slides.add_slide(layout)
    made = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    found = {"": slide}
    for shape in layout.placeholders:
        if shape.name == NUMBER:
            slide.shapes._spTree.append(_numbered(shape))  # add_slide leaves page numbers out
        elif shape.placeholder_format.idx in made:
            found[shape.name] = made[shape.placeholder_format.idx]
            found[shape.name].name = shape.name
    return found


def drop(shape) -> None:
    """Take an unused placeholder off, or the slide would say “click to add text”."""
    shape._element.getparent().remove(shape._element)


def _numbered(shape):
    element = deepcopy(shape._element)
    properties = element.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    return element


def _emptied(deck) -> None:
    """Slides that an office left in its template as examples go."""
    ids = deck.slides._sldIdLst
    for one in list(ids):
        deck.part.drop_rel(one.rId)
        ids.remove(one)
