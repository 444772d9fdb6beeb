"""Makes data/templates/deck.pptx, the slides' template: `python -m bench.deck_template`.

16:9, four layouts, placeholders found by their names (docs/deck-template.md). An office may replace the file by its
own as long as layouts and placeholders keep their names.
"""

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from care.exports.deck_template import TEMPLATE

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FONT = "Microsoft YaHei"
COLOURS = {
    "dk1": "17262F", "lt1": "FFFFFF", "dk2": "07485A", "lt2": "EEF4F6", "accent1": "0B6B82", "accent2": "C2451C",
    "accent3": "4FA3BD", "accent4": "C9A44A", "accent5": "7C6AA6", "accent6": "8A98A1", "hlink": "0B6B82",
    "folHlink": "566874",
}  # fmt: skip
WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.6  # inches
INNER = WIDTH - 2 * EDGE

# name, type, idx, left, top, width, height (inches), size (pt), colour, bold, anchor
TITLE = ("Title", "title", 0, EDGE, 0.42, INNER, 0.85, 28, "tx2", True, "b")
SCOPE = ("Scope", "body", 20, EDGE, 6.98, 10.8, 0.34, 11, "accent6", False, "ctr")
NUMBER = ("Number", "sldNum", 21, 11.7, 6.98, INNER + EDGE - 11.7, 0.34, 11, "accent6", False, "ctr")
LAYOUTS = {
    "Cover": [
        ("Title", "ctrTitle", 0, 1.1, 2.15, 11.1, 1.5, 40, "bg1", True, "b"),
        ("Subtitle", "subTitle", 1, 1.1, 3.85, 11.1, 0.7, 24, "bg1", False, "t"),
        ("Scope", "body", 20, 1.1, 6.2, 11.1, 0.75, 14, "bg1", False, "b"),
    ],
    "Chart": [
        TITLE,
        ("Answer", "body", 10, EDGE, 1.45, 3.75, 1.0, 40, "accent1", True, "ctr"),
        ("Sentences", "body", 11, EDGE, 2.55, 3.75, 4.25, 17, "tx1", False, "t"),
        ("Chart", "chart", 12, 4.6, 1.45, 8.15, 5.4, 14, "tx1", False, "t"),
        SCOPE,
        NUMBER,
    ],
    "Table": [
        TITLE,
        ("Sentences", "body", 11, EDGE, 1.35, INNER, 0.62, 15, "tx1", False, "ctr"),
        ("Table", "tbl", 13, EDGE, 2.05, INNER, 4.8, 14, "tx1", False, "t"),
        SCOPE,
        NUMBER,
    ],
    "Text": [
        TITLE,
        ("Answer", "body", 10, EDGE, 1.4, INNER, 0.85, 40, "accent1", True, "ctr"),
        ("Sentences", "body", 11, EDGE, 2.3, INNER, 4.5, 20, "tx1", False, "t"),
        SCOPE,
        NUMBER,
    ],
}


def main() -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, shapes) in zip(layouts, LAYOUTS.items(), strict=False):
        _layout(layout, name, shapes)
    _master(deck.slide_master)
    _title_style(deck.slide_master)
    _theme(deck.slide_master)
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    deck.save(TEMPLATE)


def _layout(layout, name: str, shapes: list[tuple]) -> None:
    layout.name = name
    tree = layout.shapes._spTree
    for shape in list(layout.shapes):
        tree.remove(shape._element)
    if name == "Cover":
        _ground(layout)
    else:
        tree.append(_bar(90, EDGE - 0.02, 1.3, 1.1))
    for at, shape in enumerate(shapes, 2):
        tree.append(_placeholder(at, *shape))


def _ground(layout) -> None:
    """The cover stands on the theme's dark colour."""
    ground = parse_xml(
        f'<p:bg {NS}><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    layout._element.cSld.insert(0, ground)
    layout.shapes._spTree.append(_bar(90, 1.1, 3.7, 2.2, "accent3"))


def _bar(id_: int, left: float, top: float, width: float, colour: str = "accent1") -> etree._Element:
    """A short line below the title."""
    return parse_xml(
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{id_}" name="Line"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{Inches(left)}" y="{Inches(top)}"/><a:ext cx="{Inches(width)}" cy="{Inches(0.04)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _placeholder(
    id_, name, kind, idx, left, top, width, height, size, colour, bold, anchor
) -> etree._Element:
    """One placeholder with its place, size of type and colour; text shrinks rather than runs over."""
    spacing = '<a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:spcBef><a:spcPts val="600"/></a:spcBef>'
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{"r" if kind == "sldNum" else "l"}">{spacing}<a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr>'
    )
    text = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    inside = text if kind == "sldNum" else f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"
    return parse_xml(
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{Inches(left)}" y="{Inches(top)}"/><a:ext cx="{Inches(width)}" cy="{Inches(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="square" lIns="0" rIns="0" tIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{level}</a:lstStyle><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def _master(master) -> None:
    """The master keeps only a title and a body, at 16:9."""
    for shape in list(master.placeholders):
        if shape.placeholder_format.type not in (1, 2):  # TITLE, BODY
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.width = Inches(EDGE), Inches(INNER)
        shape.top, shape.height = (
            (Inches(0.42), Inches(0.85))
            if shape.placeholder_format.type == 1
            else (Inches(1.45), Inches(5.4))
        )


def _title_style(master) -> None:
    """Some programs take a title's type from the master alone."""
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    type_ = level.find(qn("a:defRPr"))
    type_.set("sz", "2800")
    type_.set("b", "1")
    type_.find(f".//{qn('a:schemeClr')}").set("val", "tx2")


def _theme(master) -> None:
    """Colours, and a font that has Chinese for both scripts: font.name would set Latin only."""
    part = master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme = etree.fromstring(part.blob)
    theme.set("name", "CareBoard")
    for name, value in COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + name)}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", value)
    for which in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{qn('a:' + which)}")
        for script in ("latin", "ea"):
            fonts.find(qn(f"a:{script}")).set("typeface", FONT)
        for one in fonts.findall(qn("a:font")):
            if one.get("script") in ("Hans", "Hant"):
                one.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    main()
