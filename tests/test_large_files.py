"""A file of many rows is checked by two processors, in other tables: it says the same as a small one."""

import os

import pyarrow as pa
import pytest

from care.definitions import load
from care.ledgers import child, importing
from care.ledgers.handing import gathered
from care.ledgers.importing import FEW_ROWS, Wish, work_out
from care.ledgers.laying import in_order, sharing, where
from care.ledgers.prechecks import date1904, format_of
from care.ledgers.problems import Refused
from care.ledgers.reading import workbook
from tests.random_ledger import build
from tests.random_parts.cells import TODAY
from tests.random_parts.people import known_units

FIRST = int(os.environ.get("RANDOM_LEDGERS_FROM", 0))
SEEDS = range(FIRST, FIRST + int(os.environ.get("LARGE_LEDGERS", 24)))


def said(seed: int, few_rows: int, monkeypatch):
    monkeypatch.setattr(importing, "FEW_ROWS", few_rows)
    ledger = build(seed)
    format_ = format_of(ledger.data)
    try:
        book = workbook(ledger.name, format_, gathered(child.frames(ledger.data, format_)))
        since_1904 = format_ == "xlsx" and date1904(ledger.data)
        report, rows = work_out(book, "", load(), known_units(), Wish(today=TODAY), since_1904)
    except Refused as refusal:
        return refusal.problem
    return report, rows.to_pylist()


@pytest.mark.parametrize("seed", SEEDS)
def test_says_the_same(seed: int, monkeypatch) -> None:
    assert said(seed, -1, monkeypatch) == said(seed, FEW_ROWS, monkeypatch)


def test_rows_out_of_order_are_put_in_order():

    rows = pa.table({"s": [0, 1, 0, 0], "n": [7, 3, 5, 5], "c0": ["c", "d", "a", "b"]})
    assert in_order(rows, "n", "s")["c0"].to_pylist() == ["a", "b", "c", "d"]


def test_long_runs_of_rows_are_moved_as_they_are():
    numbers = [*range(600, 1200), *range(600)]
    rows = pa.table({"id": pa.array(numbers, pa.int32())})
    moved = in_order(rows, "id")
    assert moved["id"].to_pylist() == sorted(numbers)
    assert {one.buffers()[1].address for one in moved["id"].chunks} == {
        rows["id"].chunk(0).buffers()[1].address
    }


def test_rows_that_are_not_wanted_go():
    rows = pa.table({"id": range(1000)})
    few, many = ([n % 300 != 0 for n in range(1000)], [n % 2 == 0 for n in range(1000)])
    for wanted in (few, many, [True] * 1000, [False] * 1000):
        said = where(rows, pa.chunked_array([wanted]))["id"].to_pylist()
        assert said == [n for n in range(1000) if wanted[n]]


def test_what_says_the_same_is_shared():
    texts, other = pa.table({"c": ["a", "b"]}), pa.table({"r": ["a", "b"], "v": ["a", None]})
    shared = sharing(other, texts, {"r": "c", "v": "c"})
    assert shared.equals(other)
    assert shared["r"].chunk(0).buffers()[2].address == texts["c"].chunk(0).buffers()[2].address
