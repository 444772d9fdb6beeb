"""Merged cells of .ods files, and content.xml that is out to harm."""

import io
import zipfile

import pytest

from care.ledgers.ods_merges import ods_merges
from care.ledgers.problems import Refused

HEAD = '<office:body xmlns:office="o" xmlns:table="t">'
SHEET = (
    '<table:table table:name="花名册"><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    '<table:table-row><table:table-cell table:number-columns-repeated="3"/>'
    '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"/></table:table-row>'
    "<table:table-row><table:table-cell/></table:table-row></table:table>"
)


def ods(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_repeated_rows_and_columns_count():
    assert ods_merges(ods(f"{HEAD}{SHEET}</office:body>")) == {"花名册": [(2, 3, 3, 3)]}


def test_declared_entities_and_broken_xml_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for content, code in ((bomb, "xml_bomb"), (HEAD + SHEET, "file_truncated")):
        with pytest.raises(Refused, match=code):
            ods_merges(ods(content))


def test_a_workbook_of_another_kind_has_none():
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    assert ods_merges(out.getvalue()) == {}
