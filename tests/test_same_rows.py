"""A file that comes again changes nothing where its rows are those that were kept."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from care.ledgers import batches, kept

ROWS = pa.table(
    {
        "name": ["张三", None, ""],
        "left_on": pa.array([date(2026, 1, 2), None, None], pa.date32()),
        "amount": pa.array([Decimal("12.50"), None, Decimal("0.00")], pa.decimal128(12, 2)),
        "household_size": pa.array([1, None, 0], pa.int32()),
        "only_child": pa.array([True, None, False]),
    }
)


@pytest.fixture
def folder(tmp_path):
    kept.path_of(tmp_path, "one").parent.mkdir(parents=True)
    kept.path_of(tmp_path, "one").write_bytes(batches.packed(ROWS))
    return tmp_path


def test_rows_are_the_same_however_they_lie_in_memory(folder):
    below_null = pa.py_buffer(b"".join(day.to_bytes(4, "little") for day in (20_455, 7, 123_456)))
    days = pa.Array.from_buffers(pa.date32(), 3, [pa.py_buffer(b"\x01"), below_null])
    in_pieces = pa.concat_tables([ROWS.slice(0, 1), ROWS.slice(1)])
    assert kept.same(folder, "one", in_pieces)
    assert kept.same(folder, "one", ROWS.set_column(1, "left_on", days))


def test_nulls_blanks_order_and_names_count(folder):
    assert not kept.same(folder, "one", ROWS.set_column(0, "name", pa.array(["张三", "", ""])))
    assert not kept.same(folder, "one", ROWS.take([0, 2, 1]))
    assert not kept.same(folder, "one", ROWS.slice(0, 2))
    assert not kept.same(folder, "one", ROWS.rename_columns(["head_name", *ROWS.column_names[1:]]))
