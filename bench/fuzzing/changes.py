"""Mutations of bytes, archives and XML. Each gives a Change: the new file and what may be demanded of its import."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.fuzzing.bases import Base, bases, parts_of, rebuilt


@dataclass(frozen=True)
class Change:
    """`demand`: equal (rows as before, or refused), prefix (rows but the last as before), near (other lines' rows as
    before), cell (see cells.py), none (only: no crash, no hang). `hostile` files go through the real child process."""

    what: str
    name: str
    data: bytes
    demand: str = "none"
    hostile: bool = False
    lines: frozenset[int] = frozenset()
    expected: dict = field(default_factory=dict)


def flip(rng: random.Random, base: Base) -> Change:
    """A few bits; archives have checksums, so nothing may change unnoticed there."""
    data = bytearray(base.data)
    places = [rng.randrange(len(data)) for _ in range(rng.choice((1, 1, 2, 8)))]
    for at in places:
        data[at] ^= 1 << rng.randrange(8)
    return Change("bit flips", base.name, bytes(data), "equal" if base.form in ("xlsx", "ods") else "none")


def truncate(rng: random.Random, base: Base) -> Change:
    size = rng.randrange(len(base.data))
    demand = {"xlsx": "equal", "ods": "equal", "xls": "equal", "html": "equal"}.get(base.form, "prefix")
    return Change("truncated", base.name, base.data[:size], demand)


def splice(rng: random.Random, base: Base) -> Change:
    """A stretch removed, doubled, zeroed or exchanged for one of another file."""
    data, at = base.data, rng.randrange(len(base.data))
    size = rng.choice((1, 4, 64, 512, 4096))
    other = rng.choice(bases()).data
    piece = {
        "removed": b"",
        "doubled": data[at : at + size] * 2,
        "zeroed": bytes(size),
        "foreign": other[:size],
        "noise": rng.randbytes(size),
    }
    what = rng.choice(tuple(piece))
    checked = base.form in ("xlsx", "ods") and what != "foreign"  # a whole small archive may have been put in
    return Change(
        f"stretch {what}",
        base.name,
        data[:at] + piece[what] + data[at + size :],
        "equal" if checked else "none",
    )


CODINGS = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "utf-16",
    "big5",
    "shift_jis",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "latin-1",
)
KNOWN = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def text_of(base: Base) -> str:
    for coding in ("utf-8-sig", "gb18030"):
        if base.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return base.data.decode("utf-16")
        try:
            return base.data.decode(coding)
        except UnicodeDecodeError:
            continue
    return base.data.decode("latin-1")


def recode(rng: random.Random, base: Base) -> Change:
    """The same text in another encoding: read the same, or refused; never other words."""
    if base.form not in ("text", "html"):
        return splice(rng, base)
    coding = rng.choice(CODINGS)
    text = text_of(base)
    if base.form == "html":
        text = re.sub(r"charset=[\w-]+", "", text)
    return Change(
        f"encoded as {coding}",
        base.name,
        text.encode(coding, "replace"),
        "equal" if coding in KNOWN else "none",
    )


def lines_moved(rng: random.Random, base: Base) -> Change:
    """Text lines dropped, doubled or exchanged; a stray quote; other line ends; a header or heading deleted."""
    if base.form != "text":
        return in_archive(rng, base)
    text = text_of(base)
    lines = text.splitlines()
    at = rng.randrange(len(lines))
    what = rng.choice(("dropped", "doubled", "quote", "ends", "header", "heading", "separator", "nul"))
    if what == "dropped":
        del lines[at]
    elif what == "doubled":
        lines.insert(at, lines[at])
    elif what == "quote":
        spot = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:spot] + '"' + lines[at][spot:]
        return Change(
            "stray quote", base.name, "\r\n".join(lines).encode(), "near", lines=frozenset({at + 1})
        )
    elif what == "ends":
        return Change("line ends", base.name, rng.choice(("\n", "\r")).join(lines).encode(), "equal")
    elif what == "header":
        del lines[: rng.choice((1, 1, 2))]
    elif what == "heading":
        cells = lines[0].split(",")
        cells[rng.randrange(len(cells))] = ""
        lines[0] = ",".join(cells)
    elif what == "nul":
        lines[at] += "\0"
    else:
        lines = [line.replace(",", rng.choice((";", "|", "，"))) for line in lines]
    return Change(f"text: {what}", base.name, "\r\n".join(lines).encode())


def in_archive(rng: random.Random, base: Base) -> Change:
    """Parts of a workbook removed, renamed, exchanged, taken from another workbook, stored or emptied."""
    if base.form not in ("xlsx", "ods"):
        return splice(rng, base)
    parts = parts_of(base.data)
    one, two = (rng.choice(list(parts)) for _ in range(2))
    what = rng.choice(("removed", "renamed", "exchanged", "foreign", "emptied", "stored", "case", "doubled"))
    if what == "removed":
        del parts[one]
    elif what == "renamed":
        parts[one + rng.choice(("x", "/", "\\", "."))] = parts.pop(one)
    elif what == "exchanged":
        parts[one], parts[two] = parts[two], parts[one]
    elif what == "foreign":
        other = parts_of(rng.choice([each for each in bases() if each.form == "xlsx"]).data)
        parts[one] = other.get(one, rng.choice(list(other.values())))
    elif what == "emptied":
        parts[one] = b""
    elif what == "case":
        parts = {name.upper(): part for name, part in parts.items()}
    elif what == "stored":
        return Change("stored, not packed", base.name, rebuilt(parts, zipfile.ZIP_STORED), "equal")
    else:
        return Change(f"part twice: {one}", base.name, twice(parts, one))
    return Change(f"part {what}: {one}", base.name, rebuilt(parts))


def twice(parts: dict[str, bytes], doubled: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
        archive.fp.flush()
        archive.NameToInfo.pop(doubled, None)
        archive.writestr(zipfile.ZipInfo(doubled), b"<x/>")
    return out.getvalue()


EDITS: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (rb'r="[A-Z]+\d+"', (b'r="ZZ9"', b'r="A0"', b'r="1A"', b'r=""', b'r="XFE1"', b'r="A99999999999"', b"")),
    (rb't="s"', (b't="n"', b't="b"', b't="e"', b't="inlineStr"', b't="d"', b't="str"', b't="q"', b"")),
    (rb's="\d+"', (b's="99999"', b's="-1"', b's="x"')),
    (
        rb"<v>[^<]*</v>",
        (
            b"<v>999999</v>",
            b"<v>-1</v>",
            b"<v>NaN</v>",
            b"<v>1e999</v>",
            b"<v></v>",
            b"<v>1E+17</v>",
            b"<v>&#0;</v>",
            b"<v>1.1.1</v>",
        ),
    ),
    (
        rb"<row [^>]*>",
        (b"<row>", b'<row r="0">', b'<row r="-5">', b'<row r="99999999999999">', b'<row r="3">'),
    ),
    (
        rb"<dimension [^>]*/>",
        (b'<dimension ref="A1:XFD1048576"/>', b'<dimension ref="A1"/>', b'<dimension ref="?"/>', b""),
    ),
    (rb'count="\d+"', (b'count="4294967295"', b'count="-1"', b'count="0"')),
    (
        rb"<mergeCell [^>]*/>",
        (
            b'<mergeCell ref="A1:XFD1048576"/>',
            b'<mergeCell ref="B2"/>',
            b'<mergeCell ref="C9:A1"/>',
            b'<mergeCell ref=""/>',
        ),
    ),
    (rb'numFmtId="\d+"', (b'numFmtId="14"', b'numFmtId="99999"', b'numFmtId="22"')),
    (rb'formatCode="[^"]*"', (b'formatCode="yyyy"', b'formatCode="[h]:mm"', b'formatCode="&quot;"')),
    (
        rb"<t[^>]*>[^<]*</t>",
        (b"<t/>", b"<t>&lt;</t>", b"<t>&amp;#65;</t>", b"<t>&nosuch;</t>", b"<t>\xff\xfe</t>"),
    ),
    (rb"<\?xml[^>]*\?>", (b"", b'<?xml version="1.0" encoding="UTF-16"?>', b'<?xml version="1.1"?>')),
    (rb'state="[^"]*"', (b'state="veryHidden"', b'state="?"')),
    (rb'office:value="[^"]*"', (b'office:value="x"', b'office:value="1e400"')),
    (
        rb'number-columns-repeated="\d+"',
        (b'number-columns-repeated="-1"', b'number-columns-repeated="16384"'),
    ),
    (rb'r:id="[^"]*"', (b'r:id="rId99"', b"")),
)


def xml_edit(rng: random.Random, base: Base) -> Change:
    """One or a few places of a workbook's XML say something else."""
    if base.form == "html":
        return html_edit(rng, base)
    if base.form not in ("xlsx", "ods"):
        return flip(rng, base)
    parts = parts_of(base.data)
    for _ in range(20):
        name = rng.choice([one for one in parts if one.endswith(".xml")])
        pattern, puts = rng.choice(EDITS)
        found = list(re.finditer(pattern, parts[name]))
        if not found:
            continue
        put = rng.choice(puts)
        for match in sorted(
            rng.sample(found, min(len(found), rng.choice((1, 1, 3)))), key=lambda m: -m.start()
        ):
            parts[name] = parts[name][: match.start()] + put + parts[name][match.end() :]
        return Change(f"xml: {pattern.decode()} → {put!r}", base.name, rebuilt(parts))
    return flip(rng, base)


def html_edit(rng: random.Random, base: Base) -> Change:
    text = text_of(base)
    tags = list(re.finditer(r"<[^>]*>", text))
    match = rng.choice(tags)
    put = rng.choice(
        (
            "",
            "<td>",
            "</table>",
            "<table>",
            '<td colspan="99999999">',
            '<td rowspan=-3 colspan="x">',
            "<!--",
            "<script>",
            "&#x110000;",
            "<td" * 50,
        )
    )
    return Change(
        f"html: {put[:12]}", base.name, (text[: match.start()] + put + text[match.end() :]).encode()
    )


CHEAP: dict[Callable[[random.Random, Base], Change], int] = {
    flip: 20,
    truncate: 12,
    splice: 12,
    recode: 8,
    lines_moved: 12,
    in_archive: 12,
    xml_edit: 24,
}
