"""Cells that were read by column (tokens.py) → record batches, as cells.Pieces makes them of rows."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from care.ledgers.cells import CHUNK, batch, column
from care.ledgers.sheets import HEAD_ROWS, NUMBER, TEXT
from care.ledgers.signs import as_array
from care.ledgers.tokens import THREADS


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
        self.height = int(self.rows[-1]) + 1
        self.head: list[list[tuple[str, int]]] = []  # there once the first piece is
        self.pieces = self.in_turn()

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return self

    def __next__(self) -> pa.RecordBatch:
        return next(self.pieces)

    def in_turn(self) -> Iterator[pa.RecordBatch]:
        """Each piece, while the next ones are worked on: nearly all of it waits for nobody."""
        with ThreadPoolExecutor(THREADS) as pool:
            begun: deque[Future] = deque()
            for at in range(0, self.height, CHUNK):
                begun.append(pool.submit(self.piece, at))
                if len(begun) > THREADS:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()

    def piece(self, first: int) -> pa.RecordBatch:
        """The rows from `first` on."""
        size = min(CHUNK, self.height - first)
        low, high = np.searchsorted(self.rows, (first, first + size))
        order = low + np.argsort(self.columns[low:high], kind="stable")
        edges = np.searchsorted(self.columns[order], np.arange(self.left, self.right + 2))
        which = (order[edges[j] : edges[j + 1]] for j in range(self.right + 1 - self.left))
        cells = [self.column(one, first, size) for one in which]
        if not first:
            self.head = head_of(cells, min(HEAD_ROWS, size))
        return batch(cells)

    def column(self, which: np.ndarray, first: int, size: int) -> tuple[pa.Array, pa.Array | None]:
        """(texts, kinds) of these cells' column, see cells.column."""
        codes = np.zeros(size, np.int32)
        codes[self.rows[which] - first] = self.codes[which]
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
