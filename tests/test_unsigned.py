"""What an office's own template says of the people who made it stands in no export."""

import io
import zipfile
from datetime import date

import docx
import pytest
from pptx import Presentation

from care.briefing.about import about
from care.briefing.stamp import Stamp
from care.definitions import load
from care.exports.deck import deck
from care.exports.deck_template import TEMPLATE
from care.exports.unsigned import unsigned
from care.exports.word_template import fill
from care.store import EVERYTHING
from care.words import voice
from tests.worked_town import AS_OF, worked_store

NAME = "问问王某"
CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{title}</d:title><d:creator>问问王某</d:creator>'
    "<c:lastModifiedBy>问问王某</c:lastModifiedBy><d:description>问问王某</d:description><c:keywords>问问王某</c:keywords>"
    "</c:coreProperties>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
APP = f'<Properties xmlns="{OFFICE}/extended-properties"><Manager>{NAME}</Manager><Company>{NAME}</Company></Properties>'
KEPT = f"<w:document xmlns:w='w'>{NAME}</w:document>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def replaced(file: bytes, **parts: str) -> bytes:
    return packed(parts_of(file) | {f"docProps/{name}.xml": text for name, text in parts.items()})


def names_in(file: bytes) -> list[str]:
    return [name for name, text in parts_of(file).items() if NAME.encode() in text]


@pytest.mark.parametrize(
    "text",
    [
        CORE.format(title=NAME),
        APP,
        APP.replace(f"{OFFICE}/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
        f'<Properties xmlns="{OFFICE}/custom-properties"><property name="{NAME}"><x>{NAME}</x></property></Properties>',
        f'<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"><a>{NAME}</a></p:properties>',
        f'<w:people xmlns:w="w15"><w:person w:author="{NAME}"/></w:people>',
        f'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="{NAME}"/></p:cmAuthorLst>',
        f'<p:authorLst xmlns:p="p188"><p:author name="{NAME}"/></p:authorLst>',
        f'<personList xmlns="x"><person displayName="{NAME}"/></personList>',
    ],
    ids=range(9),
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_about_people_are_emptied_whatever_they_are_called(text, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    inner = {"docProps/core.xml": text, "xl/workbook.xml": KEPT}
    made = parts_of(unsigned(packed({"a/b.bin": text, "word/document.xml": KEPT, "c.xlsx": packed(inner)})))
    for emptied in (made["a/b.bin"], parts_of(made["c.xlsx"])["docProps/core.xml"]):
        assert NAME not in emptied.decode("utf-8")
    assert made["word/document.xml"] == parts_of(made["c.xlsx"])["xl/workbook.xml"] == KEPT.encode()


def test_a_word_document_says_its_maker_and_a_title_that_is_put_together_only():
    document = docx.Document()
    document.add_paragraph("{{ day }}")
    document.save(out := io.BytesIO())
    own = replaced(out.getvalue(), app=APP, core=CORE.format(title="{{ day }}总结"))
    assert set(names_in(own)) == {"docProps/app.xml", "docProps/core.xml"}
    assert "docProps/thumbnail.jpeg" in parts_of(own)
    made = fill(own, {"day": "1月20日", "by": "李主任"})
    assert not names_in(made)
    assert "docProps/thumbnail.jpeg" not in parts_of(made)
    about = docx.Document(io.BytesIO(made)).core_properties
    assert (about.author, about.last_modified_by, about.title) == ("李主任", "李主任", "1月20日总结")
    assert docx.Document(io.BytesIO(made)).paragraphs[-1].text == "1月20日"
    plain = fill(replaced(own, core=CORE.format(title=NAME)), {"day": "1月20日"})
    assert docx.Document(io.BytesIO(plain)).core_properties.title == ""


def test_slides_say_their_maker_only(tmp_path):
    own = replaced(TEMPLATE.read_bytes(), app=APP, core=CORE.format(title=NAME))
    assert names_in(own)
    told = about(worked_store(tmp_path), EVERYTHING, load(), voice("zh"), "", "", AS_OF)
    made = deck(told, [], Stamp("李主任", date(2026, 1, 21)), own)
    assert not names_in(made)
    assert "docProps/thumbnail.jpeg" not in parts_of(made)
    said = Presentation(io.BytesIO(made)).core_properties
    assert (said.author, said.last_modified_by, said.keywords) == ("李主任", "李主任", "")
    assert said.title == told.t("brief.deck_title")
