"""Cells that were read by column (tokens.py) → record batches, as cells.Pieces makes them of rows."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from care.ledgers.cells import CHUNK, batch, column
from care.ledgers.sheets import HEAD_ROWS, NUMBER, TEXT
from care.ledgers.signs import as_array


class Rows:
    """Iterates over a sheet's rows as record batches. `left`: its first column; `height`: all rows to the last."""

    def __init__(self, cells: list, shared: pa.Array, moved: dict[int, int], said: tuple):
        """`cells`: tokens.Cells; `moved`: shared texts that stand in `said`, what the reader says of odd cells."""
        first, own = 1 + len(shared), 1 + len(shared) + len(said)  # where odd texts and numbers begin
        texts, kinds = column(said) if said else (pa.array([], pa.string()), None)
        self.texts = pa.concat_arrays(
            [pa.array([""], pa.string()), shared, texts, *(one.texts for one in cells)]
        )
        self.kinds = np.full(len(self.texts), NUMBER, np.int8)
        self.kinds[:first] = TEXT
        self.kinds[first:own] = TEXT if kinds is None else kinds.to_pylist()
        place = np.arange(1, first + 1, dtype=np.int32)
        place[list(moved)] = [first + at for at in moved.values()]
        codes = []
        for one in cells:
            other = np.where(one.odd >= 0, first + one.odd, own + one.own)
            codes.append(np.where(one.shared >= 0, place[one.shared], other))
            own += len(one.texts)
        self.codes = np.concatenate(codes)
        self.rows = np.concatenate([one.rows for one in cells])
        self.columns = np.concatenate([one.columns for one in cells])
        self.left, self.right = int(self.columns.min()), int(self.columns.max())
        self.height, self.at = int(self.rows[-1]) + 1, 0
        self.head: list[list[tuple[str, int]]] = []

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return self

    def __next__(self) -> pa.RecordBatch:
        size = min(CHUNK, self.height - self.at)
        if size <= 0:
            raise StopIteration
        low, high = np.searchsorted(self.rows, (self.at, self.at + size))
        order = low + np.argsort(self.columns[low:high], kind="stable")
        edges = np.searchsorted(self.columns[order], np.arange(self.left, self.right + 2))
        cells = [self.column(order[edges[j] : edges[j + 1]], size) for j in range(self.right + 1 - self.left)]
        if not self.at:
            self.head = head_of(cells, min(HEAD_ROWS, size))
        self.at += size
        return batch(cells)

    def column(self, which: np.ndarray, size: int) -> tuple[pa.Array, pa.Array | None]:
        """(texts, kinds) of these cells' column, see cells.column."""
        codes = np.zeros(size, np.int32)
        codes[self.rows[which] - self.at] = self.codes[which]
        kinds = self.kinds[codes]
        mixed = (
            pa.Array.from_buffers(pa.int8(), size, [None, pa.py_buffer(kinds)])
            if (kinds != TEXT).any()
            else None
        )
        return self.texts.take(as_array(codes)), mixed


def head_of(cells: list[tuple[pa.Array, pa.Array | None]], size: int) -> list[list[tuple[str, int]]]:
    columns = [
        zip(
            texts[:size].to_pylist(),
            [TEXT] * size if kinds is None else kinds[:size].to_pylist(),
            strict=True,
        )
        for texts, kinds in cells
    ]
    return [list(row) for row in zip(*columns, strict=True)]
