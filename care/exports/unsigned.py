"""What a Word or PowerPoint template says of the people who made it, taken out: it would go out with every export."""

import zipfile
from io import BytesIO

from lxml import etree

from care.exports.office_files import DEPTH, PACKED, PARSER, is_markup

# The outermost elements of parts about a file and its people: properties (core, of the application, own, of a document
# library), and whoever once commented.
ABOUT = {"coreProperties", "Properties", "properties", "people", "cmAuthorLst", "authorLst", "personList"}
TITLE = "{http://purl.org/dc/elements/1.1/}title"
PUT_IN = "{{"  # a title that says the unit or day is of the document
PICTURE = "/metadata/thumbnail"  # of the template's first page


def unsigned(file: bytes, depth: int = DEPTH) -> bytes:
    """A file that was looked through (office_files), without them; what stands in its text stays. `depth`: as there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one in parts.infolist():
            made.writestr(one.filename, _part(one.filename.lower(), parts.read(one), depth))
    return out.getvalue()


def _part(name: str, text: bytes, depth: int) -> bytes:
    if text.startswith(PACKED) and depth:
        return unsigned(text, depth - 1)
    if name.startswith("docprops/thumbnail"):
        return b""
    if not is_markup(text):
        return text
    root = etree.fromstring(text, PARSER)
    if name == "_rels/.rels":
        gone = [link for link in root if link.get("Type", "").endswith(PICTURE)]
    elif etree.QName(root).localname in ABOUT:
        gone = [one for one in root if one.tag != TITLE or PUT_IN not in (one.text or "")]
    else:
        return text
    for one in gone:
        root.remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
