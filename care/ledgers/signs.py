"""Work on the bytes of a part of a workbook by column: where signs stand, what whole numbers say, pieces as an array."""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

PLAIN_TEXT = re.compile(rb'<\?xml [^>]*encoding="(?!UTF-8"|utf-8")|<!')  # found: nothing is read here
MOST_SORTS = 64  # different attributes of cells in one block
DIGITS = 8  # of a whole number that is read here
WORD = np.uint64
ZEROS, SIXES, HIGH = WORD(0x3030303030303030), WORD(0x0606060606060606), WORD(0xF0F0F0F0F0F0F0F0)


class Unusual(Exception):
    """Something that is not read here: it is for the reader itself."""


def must(holds: bool) -> None:
    if not holds:
        raise Unusual


def edges_in(text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where tags begin and end. Raises Unusual when these signs do not take turns."""
    opens = np.flatnonzero(text == ord("<")).astype(np.int32)
    closes = np.flatnonzero(text == ord(">")).astype(np.int32)
    must(len(opens) == len(closes) > 0)
    must((opens < closes).all() and (closes[:-1] < opens[1:]).all())
    return opens, closes


def alike(text: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Iterator[tuple[bytes, np.ndarray]]:
    """Each different text between these places, and which places have it. Raises Unusual for very many."""
    size, left = ends - starts, np.arange(len(starts))
    for _ in range(MOST_SORTS):
        if not len(left):
            return
        said = text[starts[left[0]] : ends[left[0]]]
        same = size[left] == len(said)
        for nth, sign in enumerate(said):
            same &= text[np.minimum(starts[left] + nth, len(text) - 1)] == sign
        yield said.tobytes(), left[same]
        left = left[~same]
    raise Unusual


def digits_at(text: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """How many digits stand before a quote, at least one and no 0 first."""
    size = np.zeros(len(starts), np.int32)
    for nth in range(DIGITS):
        here = is_digit(text[np.minimum(starts + nth, len(text) - 1)])
        if not here.any():
            break
        size += here & (size == nth)
    must((size > 0).all() and (text[starts] != ord("0")).all() and (text[starts + size] == ord('"')).all())
    return size


def is_digit(signs: np.ndarray) -> np.ndarray:
    return (signs >= ord("0")) & (signs <= ord("9"))


def numbers(text: np.ndarray, ends: np.ndarray, length: np.ndarray) -> np.ndarray:
    """The whole number of some digits before each place; -1 where there is none, or a longer one than DIGITS. All
    eight digits of a word are worked on at once."""
    eight = np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))[ends - 8]
    beside = (WORD(1) << (WORD(8) * np.clip(DIGITS - length, 0, 7).astype(WORD))) - WORD(1)
    eight = (eight & ~beside) | (ZEROS & beside)
    good = ((eight & HIGH) == ZEROS) & ((eight + SIXES & HIGH) == ZEROS) & (length <= DIGITS) & (length > 0)
    eight = (eight & ~HIGH) * WORD(2561) >> WORD(8)
    eight = (eight & WORD(0x00FF00FF00FF00FF)) * WORD(6553601) >> WORD(16)
    eight = (eight & WORD(0x0000FFFF0000FFFF)) * WORD(42949672960001) >> WORD(32)
    return np.where(good, eight.astype(np.int64), -1)


def slices(data: bytes, starts: np.ndarray, ends: np.ndarray) -> pa.Array:
    """Pieces of some bytes, in order, as an array."""
    if not len(starts):
        return pa.array([], pa.binary())
    edges = np.ravel(np.column_stack([starts, ends])).astype(np.int32)
    whole = pa.Array.from_buffers(
        pa.binary(), len(edges) - 1, [None, pa.py_buffer(edges), pa.py_buffer(data)]
    )
    return whole.take(as_array(np.arange(0, len(edges), 2, dtype=np.int32)))


def as_array(values: np.ndarray) -> pa.Array:
    """Without pyarrow knowing numpy, which the child's start does without."""
    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(values.astype(np.int32))])
