"""Text files into rows: the encoding by proof, not by guess, then the separator that gives the widest even table."""

import codecs
import csv
import re
from collections.abc import Iterator

from care.ledgers.problems import Refused

csv.field_size_limit(1_000_000)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # a copy as StringIO takes four bytes a letter


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding): BOM → NUL pattern → strict UTF-8 → strict GB18030. Raises Refused if none fits."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return strict(data[len(mark) :], name)
    sample = data[:4096]
    if sample.count(0) > len(sample) // 8:
        odd, even = sample[1::2].count(0), sample[0::2].count(0)
        return strict(data, "utf-16-le" if odd > even else "utf-16-be")
    if b"\0" in data[:1_000_000]:
        raise Refused("file_not_a_table", kind="?")
    for name in ("utf-8", "gb18030"):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    raise Refused("file_encoding")


def strict(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        raise Refused("file_encoding") from None


def rows_of(text: str) -> Iterator[list[str]]:
    """Rows of a separated text."""
    if '="' in text:
        return (list(map(bare, row)) for row in separated(text))
    return separated(text)


def bare(cell: str) -> str:
    """'="0123"', the trick that keeps a number's zeros in a spreadsheet, → '0123'."""
    return cell[2:-1] if len(cell) > 2 and cell.startswith('="') and cell.endswith('"') else cell


def separated(text: str) -> Iterator[list[str]]:
    """Rows as lists of cells; quotes that do not come in pairs are taken as they stand."""
    separator = separator_of(text)
    quoting = csv.QUOTE_MINIMAL if '"' in text and text.count('"') % 2 == 0 else csv.QUOTE_NONE
    return csv.reader((line[0] for line in LINE.finditer(text)), delimiter=separator, quoting=quoting)


def separator_of(text: str) -> str:
    """The sign that splits the most of the first lines into the same number (2 or more) of parts."""
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    best, best_score = ",", 0.0
    for sign in ("\t", ",", ";", "|", "，"):
        counts = [line.count(sign) for line in lines]
        widest = max(counts, default=0)
        if widest == 0:
            continue
        common = max(set(counts), key=lambda n: (counts.count(n) * (n > 0), n))
        score = counts.count(common) / len(lines) * (1 + min(common, 30) / 10) + (0.5 if sign == "\t" else 0)
        if score > best_score:
            best, best_score = sign, score
    return best
