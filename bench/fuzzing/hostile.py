"""Files made to harm: bombs, far cells, forged archives, false names. All go through the real child process."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from bench.fuzzing.bases import bases, parts_of, rebuilt
from bench.fuzzing.changes import Change, text_of

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def workbook(rng: random.Random) -> dict[str, bytes]:
    return parts_of(rng.choice([base for base in bases() if base.form == "xlsx"]).data)


def with_sheet(rng: random.Random, inside: bytes, keep: bool = True) -> bytes:
    """A sound workbook whose first sheet has these rows more (or only these)."""
    parts = workbook(rng)
    name = "xl/worksheets/sheet1.xml"
    old = parts[name]
    parts[name] = (
        old.replace(b"</sheetData>", inside + b"</sheetData>")
        if keep and b"</sheetData>" in old
        else HEAD + MAIN + b"<sheetData>" + inside + b"</sheetData></worksheet>"
    )
    return rebuilt(parts)


def far_cell(rng: random.Random) -> bytes:
    place = rng.choice((b"XFD1048576", b"A1048576", b"XFD1", b"ZZ900000", b"B5000000", b"AAAA5"))
    digits = bytes(one for one in place if 48 <= one < 58)
    return with_sheet(
        rng, b'<row r="%s"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>' % (digits, place)
    )


def blank_rows(rng: random.Random) -> bytes:
    number = rng.choice((100_000, 1_048_576))
    row = rng.choice(
        (
            b'<row r="%d"/>',
            b'<row r="%d"><c r="A%d"/></row>',
            b'<row r="%d" ht="12"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>',
        )
    )
    return with_sheet(rng, b"".join(row % ((at,) * row.count(b"%d")) for at in range(30, number)))


def full_rows(rng: random.Random) -> bytes:
    """Many long rows of one letter: packs very well."""
    cells = b"".join(
        b'<c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>'
        for _ in range(rng.choice((50, 2000)))
    )
    return with_sheet(
        rng,
        b"".join(b'<row r="%d">' % at + cells + b"</row>" for at in range(30, rng.choice((400, 3000)))),
        keep=False,
    )


def merges(rng: random.Random) -> bytes:
    parts = workbook(rng)
    name = "xl/worksheets/sheet1.xml"
    many = rng.choice(
        (
            b'<mergeCell ref="A1:XFD1048576"/>' * 3,
            b"".join(b'<mergeCell ref="A%d:B%d"/>' % (at, at + 1) for at in range(1, 250_000, 2)),
            b'<mergeCell ref="A2:Z1048576"/>' * 5000,
        )
    )
    parts[name] = parts[name].replace(b"</sheetData>", b"</sheetData><mergeCells>" + many + b"</mergeCells>")
    return rebuilt(parts)


def entity_bomb(rng: random.Random) -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'
    if rng.random() < 0.3:
        return (
            f'<?xml version="1.0"?>{bomb}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
            "<Row><Cell><Data>&a9;</Data></Cell></Row></Table></Worksheet></Workbook>"
        ).encode()
    parts = workbook(rng)
    name = rng.choice(
        ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml")
    )
    part = parts.get(name, HEAD + MAIN + b"</worksheet>")
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts[name] = part.replace(b"\n", b"\n" + rng.choice((bomb, outside)).encode(), 1).replace(
        b"</t>", b"&a9;&e;</t>", 1
    )
    return rebuilt(parts)


def deep_xml(rng: random.Random) -> bytes:
    parts = workbook(rng)
    depth = rng.choice((5_000, 200_000))
    name = rng.choice(("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"))
    parts[name] = HEAD + MAIN + b"<a>" * depth + b"</a>" * depth + b"</worksheet>"
    return rebuilt(parts)


def zip_bomb(rng: random.Random) -> bytes:
    """Zeros by the hundred megabytes in a part: honest, with a forged size, or many times the same bytes."""
    parts = workbook(rng)
    size = rng.choice((60, 300, 600)) * 2**20
    name = rng.choice(("xl/sharedStrings.xml", "xl/media/image1.png", "xl/worksheets/sheet1.xml"))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block, packed = b" " * 2**20, b""
    for _ in range(size // 2**20):
        packed += packer.compress(block)
    packed += packer.flush()
    return forged(parts, name, packed, rng.choice((size, 1000, 2**31)))


def forged(parts: dict[str, bytes], name: str, packed: bytes, said: int) -> bytes:
    """A zip whose entry `name` holds `packed` and claims `said` bytes."""
    out, directory = io.BytesIO(), []
    for own, part in [*((own, part) for own, part in parts.items() if own != name), (name, None)]:
        raw = zlib.compressobj(6, zlib.DEFLATED, -15)
        body = packed if part is None else raw.compress(part) + raw.flush()
        size, crc = (said, 0) if part is None else (len(part), zlib.crc32(part))
        at, label = out.tell(), own.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(body), size & 0xFFFFFFFF, len(label), 0)
        out.write(b"PK\x03\x04" + fields + label + body)
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, at) + label
        )
    start = out.tell()
    out.write(b"".join(directory))
    out.write(
        b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), out.tell() - start, start, 0)
    )
    return out.getvalue()


def many_entries(rng: random.Random) -> bytes:
    parts = workbook(rng)
    return rebuilt(
        parts | {f"xl/x{at}.xml": b"" for at in range(rng.choice((5_000, 30_000)))}, zipfile.ZIP_STORED
    )


def many_sheets(rng: random.Random) -> bytes:
    parts = workbook(rng)
    book, number = parts["xl/workbook.xml"], rng.choice((300, 3000))
    more = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (at, at + 100) for at in range(number))
    parts["xl/workbook.xml"] = book.replace(b"</sheets>", more + b"</sheets>")
    return rebuilt(parts)


def strings(rng: random.Random) -> bytes:
    parts = workbook(rng)
    more = rng.choice(
        (
            b"<si><t>" + b"a" * 12_000_000 + b"</t></si>",
            b"<si><t>a</t></si>" * 1_000_000,
            b"<si>" + b"<r><t>a</t></r>" * 400_000 + b"</si>",
        )
    )
    parts["xl/sharedStrings.xml"] = parts.get("xl/sharedStrings.xml", b"<sst></sst>").replace(
        b"</sst>", more + b"</sst>"
    )
    return rebuilt(parts)


def ole(rng: random.Random) -> bytes:
    """Encrypted-looking, empty, random or damaged compound files."""
    old = rng.choice([base for base in bases() if base.form == "xls"]).data
    return rng.choice(
        (
            OLE + rng.randbytes(rng.choice((0, 8, 504, 5000))),
            OLE + bytes(4096),
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(2000),
            old[:512] + rng.randbytes(len(old) - 512),
            old[: len(old) // 2] + bytes(len(old) // 2),
            old[:44] + b"\xff" * 4 + old[48:],
            old[:76] + struct.pack("<I", 0) * 109 + old[512:],
        )
    )


def text_shapes(rng: random.Random) -> bytes:
    """Texts that are no tables, or tables nobody can hold."""
    return rng.choice(
        (
            lambda: b"\n" * 3_000_000,
            lambda: b"," * 3_000_000,
            lambda: b'"' * 500_001,
            lambda: ("姓名,身份证号\n" + "张三," * 200_000).encode(),
            lambda: b"\xff\xfe" + b"a" * 9,
            lambda: ("姓名,村\n" + "a" * 3_000_000 + ",b\n").encode(),
            lambda: rng.randbytes(20_000),
            lambda: b"\0" * 100_000,
            lambda: b"",
            lambda: b"\xef\xbb\xbf",
            lambda: b" \n \n",
            lambda: "姓名".encode("utf-16"),
            lambda: ("姓名,村,身份证号\n" + "张三,河东村,\n" * 400_000).encode(),
            lambda: b"<table>" + b"<tr><td>" * 100_000,
            lambda: b"<table><tr><td colspan=100000 rowspan=100000>x</td></tr></table>",
            lambda: b"<table>" * 50_000 + b"</table>" * 50_000,
            lambda: b"<html><table>" + b"<tr><td>a</td></tr>" * 300_000 + b"</table></html>",
            lambda: b"%PDF-1.7 x",
            lambda: b"MZ" + bytes(300),
            lambda: b"\x89PNG\r\n\x1a\n" + bytes(99),
        )
    )()


NAMES = (
    "../../../etc/cron.d/x.xlsx",
    "..\\..\\windows\\x.xls",
    "/etc/passwd",
    "C:\\x\\y.csv",
    "a\0b.csv",
    "con.xlsx",
    "x" * 400 + ".xlsx",
    "",
    ".",
    "..",
    "\u202excod.xlsx",
    "名 册\n.csv",
    "a/b/c",
    "x.csv.exe",
    "=cmd().csv",
    "<script>.xlsx",
    "${HOME}.csv",
    "~",
    "%2e%2e%2f.xlsx",
    "\ud800.csv",
    "-rf.csv",
    "manifest.json",
    "rows.parquet",
    ".hidden",
    "NUL",
    "a:b.csv",
)


def named(rng: random.Random) -> Change:
    """A sound file under a false or foul name or ending; taken in for good, so that its name is used."""
    base = rng.choice(bases())
    name = rng.choice((*NAMES, *(base.name + ending for ending in (".xlsx", ".csv", ".xls", ".txt", ""))))
    return Change(
        f"named {name[:30]!r}", name, base.data, "none", hostile=True
    )  # a name may say the group or unit


def archive_of_files(rng: random.Random) -> bytes:
    """A zip of ledgers, of itself, or with paths that lead outside."""
    inner = {
        rng.choice(("a.xlsx", "../../a.xlsx", "/a.csv", "x/" * 60 + "b.csv", "c.zip")): rng.choice(
            bases()
        ).data
        for _ in range(3)
    }
    data = rebuilt(inner)
    for _ in range(rng.choice((0, 0, 30))):
        data = rebuilt({"again.zip": data})
    return data


def injected(rng: random.Random) -> Change:
    """Formulas typed as text in every text cell's place; they stay text."""
    base = rng.choice([base for base in bases() if base.form == "text"])
    text = text_of(base)
    return Change(
        "formula text",
        base.name,
        text.replace("青溪镇", rng.choice(("=1+1", "@x", "+1", "=cmd|' /C calc'!A0"))).encode(),
        "none",
        hostile=True,
    )


MAKERS: dict[Callable[[random.Random], bytes | Change], int] = {
    far_cell: 8,
    blank_rows: 4,
    full_rows: 3,
    merges: 4,
    entity_bomb: 8,
    deep_xml: 4,
    zip_bomb: 4,
    many_entries: 3,
    many_sheets: 4,
    strings: 4,
    ole: 14,
    text_shapes: 18,
    named: 18,
    archive_of_files: 5,
    injected: 3,
}


def make(rng: random.Random) -> Change:
    maker = rng.choices(list(MAKERS), list(MAKERS.values()))[0]
    made = maker(rng)
    if isinstance(made, Change):
        return made
    return Change(
        maker.__name__.replace("_", " "),
        rng.choice(("台账.xlsx", "台账.xls", "台账.csv")),
        made,
        "none",
        hostile=True,
    )
