"""Damaged and hostile files: refused with their own message, never read with other cells than they had."""

import io
import re
import zipfile
import zlib

import pytest

from care import office
from care.definitions import load
from care.inspection.frame import TEAM
from care.ledgers import spellings
from care.ledgers.archives import files_in
from care.ledgers.headers import LONGEST, header_at
from care.ledgers.name_and_more import persons_of
from care.ledgers.names import readable, safe_name
from care.ledgers.problems import Refused
from care.ledgers.reading import read
from care.ledgers.vocabulary import vocabulary
from tests.ledgers import TODAY, xlsx

ROWS = [["村", "姓名", "身份证号"], ["河东村", "张三", "510723199503090942"], ["河西村", "李四", ""]]


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read(name, data)
    return refusal.value.problem.code


def stored(data: bytes) -> bytes:
    """The same workbook without compression, so that a byte can be changed and still be read."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.infolist():
            new.writestr(one.filename, old.read(one))
    return target.getvalue()


def forged(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one part that unpacks to `content` while the directory says one byte."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, content if one.filename == name else old.read(one))
    size, crc = len(content).to_bytes(4, "little"), zlib.crc32(content).to_bytes(4, "little")
    lie = (1).to_bytes(4, "little")
    whole = bytearray(target.getvalue())
    at = 0
    while (at := whole.find(crc, at)) >= 0:  # local header, then directory: CRC, packed size, size
        if whole[at + 8 : at + 12] == size:
            whole[at + 8 : at + 12] = lie
        at += 4
    return bytes(whole)


def test_a_changed_byte_is_not_read_as_another_cell():
    good = stored(xlsx(("名单", ROWS)))
    assert b"510723199503090942" in good
    assert code_of("a.xlsx", good.replace(b"510723199503090942", b"510723199503090943")) == "file_truncated"


def test_a_part_larger_than_it_says_is_a_forgery():
    data = forged(xlsx(("名单", ROWS)), "xl/worksheets/sheet1.xml", b" " * 3_000_000)
    assert code_of("a.xlsx", data) == "zip_part_forged"


def test_a_web_table_cut_off_on_its_way_is_not_taken_as_whole():
    page = "<html><body><table><tr><th>村</th><th>姓名</th></tr><tr><td>河东村</td><td>张三</td></tr>"
    assert code_of("a.xls", page.encode()) == "file_truncated"
    assert read("a.xls", f"{page}</table></body></html>".encode()).sheets[0].height == 2


def test_names_that_no_encoding_fits(tmp_path):
    odd = "名单".encode("gb18030").decode("utf-8", "surrogateescape") + ".csv"
    assert (readable(odd), safe_name(odd)) == ("名单.csv", "名单.csv")
    assert safe_name("\ud800.csv") == "_.csv"
    units = "单位名称,单位类型,上级单位\n青溪镇,乡镇,\n河东村,村,青溪镇\n".encode()
    reports = office.take_in(tmp_path, [(odd, units), ("\ud800.csv", b"\x00\x01")], load(), "x", today=TODAY)
    assert [(one.file, one.status) for one in reports] == [("名单.csv", "taken"), ("?.csv", "refused")]


def test_more_sheets_than_any_ledger_has_are_refused_with_their_number():
    many = "".join(f'<Worksheet ss:Name="s{n}"/>' for n in range(1_001))
    xml = f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{many}</Workbook>'
    with pytest.raises(Refused) as refusal:
        read("a.xls", xml.encode())
    assert (refusal.value.problem.code, refusal.value.problem.values) == (
        "too_many_sheets",
        {"sheets": 1_001, "limit": 1_000},
    )
    assert code_of("a.xlsx", xlsx(*((f"s{n}", [["姓名"]]) for n in range(1_001)))) == "too_many_sheets"


def test_damage_that_makes_the_reader_panic_is_called_damage():
    """The sector sizes of a compound file point nowhere; the message once spoke of a file too large."""
    old = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
        + bytes(478)
    )
    assert code_of("a.xls", old + b"\x01\x02\x03") == "file_truncated"


def test_a_web_spreadsheet_whose_row_numbers_are_no_numbers_is_damaged():
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="s"><Table><Row ss:Index="x"/></Table></Worksheet></Workbook>'
    assert code_of("a.xls", xml.encode()) == "file_truncated"


def test_a_part_whose_name_is_blotted_out_stops_nothing():
    """Found by the fuzzer: a name that begins with a zero byte reads as empty."""
    good = xlsx(("名单", ROWS))
    assert read("a.xlsx", good.replace(b"docProps/app.xml", bytes(16))).sheets[0].height == 3
    sheet = b"xl/worksheets/sheet1.xml"
    assert code_of("a.xlsx", good.replace(sheet, bytes(len(sheet)))) == "file_truncated"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("名单.csv", "村,姓名")
        made.writestr("b.csv", "村,姓名")
    assert len(files_in("a.zip", archive.getvalue().replace(b"b.csv", bytes(5)))) == 2


def test_no_more_of_a_heading_is_held_against_known_ones_than_a_heading_has():
    """Each was: 20 columns of 32,000 letters kept everybody waiting for minutes."""
    sheet = read(
        "a.xlsx", xlsx(("名单", [["姓名", "民族" * 16_000, "村"], ["张三", "汉", "河东村"]]))
    ).sheets[0]
    assert [path[0] for path in header_at(sheet, 0, 1).paths] == ["姓名", "民族" * (LONGEST // 2), "村"]


@pytest.mark.parametrize("pattern", [spellings.WORD, spellings.OF_SEVERAL, spellings.BEFORE_MARK])
def test_a_word_is_sought_from_its_beginning_only(pattern):
    """A cell of 32,000 letters was tried from each of them to its end: for minutes the server answered nobody."""
    word = re.compile(pattern)
    assert word.match("aaaa ")[1] == "aaaa"
    assert not word.match("aaaa ", 1)
    for text in ("A" * 32_000, "√" + "A" * 32_000, "是(" * 16_000):
        assert spellings.all_ticked(text) in ([], ["A" * 32_000])
        spellings.ticked(text)


def test_a_team_number_is_sought_from_its_first_digit_only_and_an_endless_cell_has_no_people():
    """Each of 32,000 digits was the beginning of a number; each letter of a cell that of a person."""
    assert TEAM.search("河东村1234组56号")[1] == "1234"
    assert not TEAM.match("1234组", 1)
    words = vocabulary(load())
    assert [len(persons_of("、".join(["张大山（男）"] * n), words)) for n in (3, 300)] == [3, 0]
