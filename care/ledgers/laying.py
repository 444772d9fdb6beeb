"""Rows of a large file as Arrow columns: put in order, and laid side by side instead of being copied."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

TOGETHER = 16_384  # rows that a processor works on at a time
LEAST_PIECE = 256  # rows in a run, on average: moving more and shorter ones costs more than copying all


def in_order(rows: pa.Table, *keys: str) -> pa.Table:
    """Rows by whole numbers, the last key first. Mostly few runs of them stand in another order: these are moved as
    they are."""
    if not rows.num_rows:
        return rows
    order = np.lexsort([rows[key].to_numpy() for key in keys])
    starts = np.flatnonzero(np.diff(order, prepend=order[0] - 2) != 1)
    if len(starts) == 1:
        return rows
    if len(starts) * LEAST_PIECE > rows.num_rows:
        return rows.take(pa.array(order))
    ends = [*starts[1:], len(order)]
    runs = [rows.slice(order[start], end - start) for start, end in zip(starts, ends, strict=True)]
    return pa.concat_tables(runs)


def numbers(count: int) -> pa.Array:
    return pa.array(np.arange(1, count + 1, dtype=np.int32))


def where(rows: pa.Table, wanted: pa.ChunkedArray) -> pa.Table:
    """The rows for which `wanted` holds, as they stand where nearly all are wanted."""
    if compute.all(wanted, min_count=0).as_py():
        return rows
    edges = np.flatnonzero(np.diff(wanted.to_numpy().astype(np.int8), prepend=0, append=0))
    if len(edges) // 2 * LEAST_PIECE > rows.num_rows:
        return rows.filter(wanted)
    return pa.concat_tables(
        [rows.slice(0, 0), *(rows.slice(first, end - first) for first, end in edges.reshape(-1, 2))]
    )


def sharing(rows: pa.Table, others: pa.Table, names: dict[str, str]) -> pa.Table:
    """Rows whose columns that say the same as one of `others` (its name by theirs) are that one, and not another copy.
    The rest is copied: DuckDB frees a batch only as a whole, and takes more memory for it than it fills."""
    same = {}
    if rows.num_rows == others.num_rows:
        pairs = ((name, rows[name], others[other]) for name, other in names.items())
        same = {name: there for name, own, there in pairs if own.type == there.type and own.equals(there)}
    return pa.table({name: same[name] if name in same else copied(rows[name]) for name in rows.column_names})


def copied(column: pa.ChunkedArray) -> pa.ChunkedArray:
    whole = pa.concat_arrays([pa.array([], column.type), *column.chunks])
    return pa.chunked_array([whole.slice(at, TOGETHER) for at in range(0, len(whole), TOGETHER)], column.type)


def beside(rows: pa.Table, further: pa.Table) -> pa.Table:
    """Both tables' columns; their rows are the same ones."""
    for name in further.column_names:
        rows = rows.append_column(name, further[name])
    return rows
