"""One cell of a sound file is changed: it must come back as changed, or be reported; nothing else may differ."""

from __future__ import annotations

import csv
import io
import random
import re
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from bench.fuzzing.bases import Base, parts_of, rebuilt
from bench.fuzzing.changes import Change, text_of
from tests.random_parts import people

REPORTED = "reported"  # the new text is no value: it must be reported
DAYS = (
    "birth_date",
    "since",
    "contact_on",
    "paired_on",
    "paid_on",
    "received_on",
    "surveyed_on",
    "found_on",
    "entered_on",
)
TEXTS = ("note", "address", "contact_text", "health", "hukou_address", "contact_place")
NAMES = ("guardian_name", "helper_name", "contact_by")
INTS = ("age", "household_size", "minutes", "quilts", "need_people")
ENDLESS = ("1", "人", "1月", "、一", "组1", "(（", "√a")  # over and over, as often as a cell holds them
INJECTED = ("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+1+1", "-2+3", '=HYPERLINK("http://x","y")', "=1+1")


@dataclass(frozen=True)
class Known:
    """What the sound file gave: rows by (sheet, row), fields by (sheet, column letter)."""

    rows: dict[tuple[str, int], list[dict]]
    fields: dict[tuple[str, str], str]


def change_cell(rng: random.Random, base: Base, known: Known) -> Change | None:
    """A change of one cell of one row that was taken, or None when the file has none that can be judged."""
    places = [
        (place, column, field)
        for place, found in known.rows.items()
        if len(found) == 1
        for (sheet, column), field in known.fields.items()
        if sheet == place[0] and value_for(random.Random(0), field)
    ]
    if base.form not in ("text", "xlsx") or not places:
        return None
    (sheet, row), column, field = rng.choice(places)
    text, expected = value_for(rng, field)
    data = (
        put_text(base, row, column, text) if base.form == "text" else put_xlsx(base, sheet, row, column, text)
    )
    if data is None:
        return None
    return Change(
        f"cell {field}: {text!r}",
        base.name,
        data,
        "cell",
        lines=frozenset({row}),
        expected={"sheet": sheet, "row": row, "column": column, "field": field, "value": expected},
    )


def value_for(rng: random.Random, field: str) -> tuple[str, object] | None:
    """(new text, what must come back or REPORTED) for a field, or None for fields that are not judged."""
    broken = rng.random() < 0.5
    if rng.random() < 0.03 and field not in NAMES:
        text = rng.choice(ENDLESS) * 16_000
        return text, text if field in TEXTS else REPORTED
    if field in ("id_no", "head_id"):
        id_ = people.id_no(rng, people.born_at(rng, (10, 80)), rng.choice(("male", "female")))
        wrong = rng.choice(
            (
                id_[:17] + ("0" if id_[17] != "0" else "1"),
                id_[:10],
                "1.10101E+17",
                id_[:6] + "19990230" + id_[14:],
                "九",
            )
        )
        return (wrong, REPORTED) if broken else (id_, id_)
    if field in DAYS:
        day = people.day_between(rng, date(2025, 1, 2), date(2025, 12, 20))
        return (
            (rng.choice(("2025-02-30", "昨天", "2099-01-01", "2025-00-10", "32/13/2025")), REPORTED)
            if broken
            else (f"{day.year}年{day.month}月{day.day}日", day)
        )
    if field in ("phone", "guardian_phone", "helper_phone"):
        number = people.mobile(rng)
        return (
            (rng.choice((number[:10], number + "1", "打不通", "1e10")), REPORTED)
            if broken
            else (number, number)
        )
    if field in INTS:
        number = rng.randrange(1, 9)
        return (rng.choice(("很多", "1o", "--3", "1-2")), REPORTED) if broken else (str(number), number)
    if field in TEXTS:
        text = rng.choice((*INJECTED, "改过的内容", "“引号”,逗号", "行一 行二"))
        return text, text
    if field in NAMES:
        name = people.name(rng)
        return name, name
    return None


def number_of(column: str) -> int:
    total = 0
    for one in column:
        total = total * 26 + ord(one) - 64
    return total - 1


def put_text(base: Base, row: int, column: str, text: str) -> bytes | None:
    content = text_of(base)
    sign = "\t" if content.count("\t") > content.count(",") else ","
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=sign))
    if row > len(rows) or number_of(column) >= len(rows[row - 1]):
        return None
    rows[row - 1][number_of(column)] = text
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def put_xlsx(base: Base, sheet: str, row: int, column: str, text: str) -> bytes | None:
    parts = parts_of(base.data)
    part = sheet_part(parts, sheet)
    if part is None:
        return None
    cell = (
        f'<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'.encode()
    )
    pattern = rb'<c r="%s%d"(?: [^>]*)?(?:/>|>.*?</c>)' % (column.encode(), row)
    new, times = re.subn(pattern, lambda _: cell, parts[part], count=1, flags=re.S)
    if times == 0 or re.search(rb'<mergeCell ref="%s%d:' % (column.encode(), row), parts[part]):
        return None
    return rebuilt(parts | {part: new})


def sheet_part(parts: dict[str, bytes], sheet: str) -> str | None:
    """The part of a sheet by its name; xlsxwriter numbers them in order."""
    names = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml" if sheet in names else None
