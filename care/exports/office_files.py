"""Looks through a Word or PowerPoint file that somebody sent as a template: nothing in it may run, or be fetched from
elsewhere by whoever opens what is made of it. Comments and tracked changes would stand in every document, unseen.

Everything is read as XML, as Office reads it: in a text, prefixes, encodings and references hide what it says.
"""

import re
import zipfile
from io import BytesIO

from lxml import etree

from care.zips import UNREADABLE

MAX_BYTES = 20 * 2**20
MAX_UNPACKED = 100 * 2**20
PROPERTY = 255  # characters that a property of a file may have
MAX_MARKUP = 16 * 2**20  # of all XML together
DEPTH = 2  # a chart holds its workbook; a package within a package's package is nobody's
PACKED = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, .doc: programs may stand in them, unread
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
# Kinds of parts that run, or that Office turns into a document of their own.
RUNS = re.compile(
    r"(?i)/(vbaproject|wordvbadata|oleobject|control|activexcontrolbinary|afchunk|subdocument|frame)$"
)
CLICKED = re.compile(r"(?i)^(https?:|mailto:)")  # links that somebody follows knowingly
ELSEWHERE = re.compile(r"(?i)^\s*([a-z][a-z0-9+.-]*:)?(//|\\\\)|^\s*file:")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVIEWED = {f"{WORD}{one}" for one in ("ins", "del", "moveFrom", "moveTo")}
COMMENTS = ("comment", "threadedComment", "cm")  # of Word and Excel, of slides
AUTHOR = f"{WORD}author"  # of whatever else is tracked: formats, cells
ASKED_FOR = {f"{WORD}{one}" for one in ("mailMerge", "attachedSchema", "saveThroughXslt")}
# In the styles of an SVG; “#” and “data:” are within it, a backslash may write any sign.
STYLED = re.compile(r"(?i)@import|image-set|\\|url\((?![\s\"']*(?:#|data:))")
NAMED = (".rels", ".xml", ".vml")
BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # marks of encodings, empty bytes of wide letters, spaces
FAR = b"\x4c\x6f\xa7\x94"  # “<?xm” in EBCDIC, which the parser below our libraries knows
BEGINS = "\x01"  # of a field; no text can hold it
FETCHES = re.compile(
    rf"(?i)(?:^|{BEGINS})[\s\"]*(includepicture|includetext|include|import|ddeauto|dde|link|database|rd|macrobutton)(?![a-z])"
)


class Forbidden(ValueError):
    """`code`: too_large, no_office_file (damaged), forbidden, reviewed (comments, tracked changes); `what` was found."""

    def __init__(self, code: str, what: str = ""):
        self.code, self.what = code, what
        super().__init__(f"{code}: {what}")


def look_through(data: bytes, depth: int = DEPTH) -> None:
    """Raises Forbidden. `depth`: how many packages may stand within each other."""
    if len(data) > MAX_BYTES:
        raise Forbidden("too_large")
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            if sum(one.file_size for one in parts.infolist()) > MAX_UNPACKED:
                raise Forbidden("too_large")
            for name in map(str.lower, {one.filename for one in parts.infolist()}):
                if name.endswith(("vbaproject.bin", "vbadata.xml")):
                    raise Forbidden("forbidden", "vbaProject")
            markup = 0
            for one in parts.infolist():
                name, text = one.filename.lower(), parts.read(one)
                if name.endswith(NAMED) or is_markup(text):
                    markup += len(text)
                    if markup > MAX_MARKUP:
                        raise Forbidden("too_large")
                    _look_at(name, text)
                elif text.startswith(PACKED) and depth:
                    look_through(text, depth - 1)
                elif text.startswith((PACKED, OLD_OFFICE)):
                    raise Forbidden("forbidden", name.rpartition("/")[2])
    except Forbidden:  # is a ValueError, too
        raise
    except UNREADABLE:
        raise Forbidden("no_office_file", "zip") from None


def is_markup(text: bytes) -> bool:
    """Whether a part is XML whatever it is called: Office goes by the kind that the package says, not by the name."""
    return text.lstrip(BEFORE)[:1] == b"<" or text.startswith(FAR)


def _look_at(name: str, text: bytes) -> None:
    try:
        root = etree.fromstring(text, PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise Forbidden("no_office_file", name.rpartition("/")[2]) from None
    if root.getroottree().docinfo.doctype:
        raise Forbidden("forbidden", "DOCTYPE")
    if any(
        one.tag is etree.PI and one.target == "xml-stylesheet" for one in root.itersiblings(preceding=True)
    ):
        raise Forbidden("forbidden", "xml-stylesheet")
    if name.endswith(".rels"):
        for link in root.iter("{*}Relationship"):
            _look_at_link(link)
        return
    drawn, fields = etree.QName(root).localname == "svg", []
    for element in root.iter("{*}*"):
        tag = etree.QName(element).localname
        if element.tag in REVIEWED or tag in COMMENTS or AUTHOR in element.attrib:
            raise Forbidden("reviewed", tag)
        if element.tag in ASKED_FOR:
            raise Forbidden("forbidden", tag)
        if (
            drawn
            and tag == "style"
            and STYLED.search(etree.tostring(element, method="text", encoding="unicode"))
        ):
            raise Forbidden("forbidden", "external link")
        if tag == "fldChar":
            fields.append(BEGINS)
        elif tag in ("instrText", "delInstrText"):
            fields.append(element.text or "")
        elif tag == "fldSimple":
            fields += [BEGINS, *element.attrib.values(), BEGINS]
        for key, value in element.attrib.items():
            linked = etree.QName(key).localname in ("src", "href", "data") and ELSEWHERE.search(value)
            if linked or drawn and STYLED.search(value):
                raise Forbidden("forbidden", "external link")
    found = FETCHES.search("".join(fields))
    if found:
        raise Forbidden("forbidden", found[1].upper())


def _look_at_link(link: etree._Element) -> None:
    kind, target = link.get("Type", "").strip(), link.get("Target", "").strip()
    if RUNS.search(kind):
        raise Forbidden("forbidden", kind.rpartition("/")[2])
    if link.get("TargetMode", "").strip().lower() != "external":
        return
    if not (kind.lower().endswith("/hyperlink") and CLICKED.search(target)):
        raise Forbidden("forbidden", "external link")
