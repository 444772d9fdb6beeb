"""Large sheets are read by column: exactly what the reader itself gives comes out, or it is left to the reader."""

import io
import os
import random
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from care.ledgers import child, handing, large_sheets, reading
from care.ledgers.problems import Refused

MUTATIONS = range(int(os.environ.get("LARGE_SHEETS", 120)))
TEXTS = ("张三", " 李四　", "a&b<c", "_x000D_", "二行\n字", "007", "12.5", "", "5\u200b", "x" * 300, "“引”")
VALUES = (1, 0, -3, 7.25, 1e17, 123456789012, 12345678, 45000, 0.1 + 0.2, True, False)


@pytest.fixture(autouse=True)
def every_sheet_is_large(monkeypatch):
    monkeypatch.setattr(large_sheets, "LARGE", 1)


def found(data: bytes) -> object:
    """All that the child hands on, or the code of the problem that stops the file."""
    try:
        sheets = handing.gathered(child.frames(data, "xlsx")).sheets
    except Refused as refusal:
        return refusal.problem.code
    return [
        ({name: said[name] for name in said if name != "height"}, reading.table(pieces).to_pydict())
        for said, pieces in sheets
    ]


def by_reader_alone(data: bytes, monkeypatch) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(child, "read_large", lambda data: None)
        return found(data)


def workbook(seed: int) -> bytes:
    """Two sheets of random cells; one has a title merged over its columns."""
    rng = random.Random(seed)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        day, money = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.00"})
        bold = book.add_format({"bold": True})
        for nth in range(2):
            page = book.add_worksheet()
            if nth:
                page.merge_range(0, 0, 0, 3, "花名册")
            for row in range(rng.randint(1, 12), rng.randint(14, 40)):
                for column in rng.sample(range(rng.choice((3, 30))), rng.randint(0, 3)):
                    sort = rng.random()
                    if sort < 0.45:
                        page.write_string(row, column, rng.choice(TEXTS), rng.choice((None, bold)))
                    elif sort < 0.75:
                        page.write(row, column, rng.choice(VALUES), rng.choice((None, None, money, bold)))
                    elif sort < 0.85:
                        page.write_datetime(
                            row,
                            column,
                            rng.choice((date(2025, 3, 4), datetime(2024, 1, 2, 3, 4), time(5, 6))),
                            day,
                        )
                    elif sort < 0.9:
                        page.write_blank(row, column, None, day)
                    elif sort < 0.93:
                        page.write_rich_string(row, column, "一", bold, "二", "三")
                    elif sort < 0.94 and nth:
                        page.write_formula(row, column, "=1+1", None, 2)
    return target.getvalue()


def changed(data: bytes, seed: int) -> bytes:
    """A few bytes of a sheet or of the shared texts are others, or gone, or twice there."""
    rng = random.Random(seed)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        parts = [name for name in old.namelist() if "sheet1" in name or "Strings" in name]
        hit = rng.choice([name for name in parts if name.endswith(".xml")])
        for name in old.namelist():
            content = old.read(name)
            if name == hit:
                for _ in range(rng.randint(1, 3)):
                    at = rng.randrange(len(content))
                    to = at + rng.choice((1, 1, 2, 9, 40))
                    new_bytes = rng.choice(
                        (
                            b"",
                            content[at:to] * 2,
                            rng.choice((b"<", b">", b"&", b'"', b"9", b"A", b"s", b"/", b" ", b"\r")),
                        )
                    )
                    content = content[:at] + new_bytes + content[to:]
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_the_reader_alone_says_the_same(seed, monkeypatch):
    data = workbook(seed)
    assert found(data) == by_reader_alone(data, monkeypatch)


def test_plain_sheets_are_read_by_column(monkeypatch):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for row in range(20_000):
            book.worksheets_objs or book.add_worksheet("名单")
            book.worksheets_objs[0].write_row(
                row, 0, ("张三", row, row / 4, "", "x" if row > 19_000 else None)
            )
    large = large_sheets.read_large(target.getvalue())
    assert list(large.parts) == ["xl/worksheets/sheet1.xml"]
    assert found(target.getvalue()) == by_reader_alone(target.getvalue(), monkeypatch)


def test_damaged_sheets_are_judged_as_by_the_reader(monkeypatch):
    for seed in MUTATIONS:
        data = changed(workbook(seed % 30), seed)
        assert found(data) == by_reader_alone(data, monkeypatch), seed
