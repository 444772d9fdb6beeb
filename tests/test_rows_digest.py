"""The same rows have the same hash, wherever they lie in memory."""

import hashlib

import pyarrow as pa
import pyarrow.csv as csv

from care.ledgers import gathering
from care.ledgers.gathering import rows_digest


def days(below_null: int) -> pa.Table:
    values = pa.py_buffer((7).to_bytes(4, "little") + below_null.to_bytes(4, "little"))
    array = pa.Array.from_buffers(pa.date32(), 2, [pa.py_buffer(b"\x01"), values])
    return pa.table({"ledger_on": array, "name": ["张三", "李四"]})


def test_what_lies_below_a_null_does_not_count():
    assert rows_digest(days(0)) == rows_digest(days(123_456))


def test_nulls_blanks_and_order_count():
    one, other = pa.array(["", "a"]), pa.array([None, "a"])
    assert rows_digest(pa.table({"x": one})) != rows_digest(pa.table({"x": other}))
    assert rows_digest(pa.table({"x": one})) != rows_digest(pa.table({"x": one[::-1]}))
    assert rows_digest(pa.table({"x": one})) != rows_digest(pa.table({"y": one}))


def test_it_is_of_all_rows_however_many_are_written_out_at_a_time(monkeypatch):
    rows = pa.table({"x": ["a", 'b"', "c\n", None, "e"], "y": range(5)})
    csv.write_csv(rows, sink := pa.BufferOutputStream())
    whole = hashlib.sha256(sink.getvalue()).hexdigest()
    for some in (1, 2, 5, 100):
        monkeypatch.setattr(gathering, "DIGESTED", some)
        assert rows_digest(rows) == whole
    assert rows_digest(rows.slice(0, 0)) != whole
