"""The rows of a large worksheet's XML by column instead of cell by cell, as long as it holds nothing unusual.

Only the places of cells, whole numbers and references to shared texts are read here; any other content of a cell is
handed back, each different one once, for the reader to say what it means. Whatever is not written exactly as
spreadsheet programs write plain cells makes the whole sheet Unusual: then the reader reads it.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from care.ledgers.signs import alike, digits_at, edges_in, must, numbers, slices

BLOCK = 4 * 2**20  # bytes of XML looked at together: what a processor keeps at hand
THREADS = 2
ROW, ROW_END, CELL, CELL_END, VALUE, VALUE_END, NO_CELL, NO_ROW = range(8)
FOLLOWS = {
    ROW: (CELL, NO_CELL, ROW_END), ROW_END: (ROW, NO_ROW), CELL: (VALUE,), CELL_END: (CELL, NO_CELL, ROW_END),
    VALUE: (VALUE_END,), VALUE_END: (CELL_END,), NO_CELL: (CELL, NO_CELL, ROW_END), NO_ROW: (ROW, NO_ROW),
}  # fmt: skip
MAY_FOLLOW = np.array([[after in FOLLOWS[one] for after in range(8)] for one in range(8)])
ROW_SAYS = re.compile(rb'"(?: [\w:]+="[\w.: -]*")*/?')
ATTRIBUTES = re.compile(rb'"(?: s="\d+")?(?: t="(\w+)")?')
TAGS = np.full(2**16, -1, np.int8)  # by the two signs after <
for two, tag in (
    (b"ro", ROW),
    (b"/r", ROW_END),
    (b"c ", CELL),
    (b"/c", CELL_END),
    (b"v>", VALUE),
    (b"/v", VALUE_END),
):
    TAGS[two[0] << 8 | two[1]] = tag
SIZES = np.array([0, 5, 0, 3, 2, 3], np.int32)  # signs between < and >; 0 = with attributes
ALONE = np.array([NO_ROW, 0, NO_CELL, 0, 0, 0], np.int8)


@dataclass(frozen=True)
class Cells:
    """Some cells in order: where they stand (from 0) and what is in them, by position in `shared` or `own`."""

    rows: np.ndarray
    columns: np.ndarray
    shared: np.ndarray  # number of the shared text; -1 = not one
    own: np.ndarray  # position in `texts`; -1 = not there
    texts: pa.Array  # whole numbers as they are written
    odd: np.ndarray  # number of the content that is none of these; -1 = not there


def cells_of(xml: bytes, first: int, last: int) -> tuple[list[Cells], dict[bytes, int]]:
    """(cells between two places of a sheet's XML, block by block; attributes and value of the odd ones → number).
    Raises Unusual."""
    with ThreadPoolExecutor(THREADS) as pool:  # nearly all of it is numpy's work, which waits for nobody
        blocks = list(pool.map(lambda edges: cells_in(xml[slice(*edges)]), blocks_in(xml, first, last)))
    found: list[Cells] = []
    odd: dict[bytes, int] = {}
    place = -1
    for block, contents in blocks:
        if not len(block.rows):
            continue
        places = block.rows.astype(np.int64) * 20_000 + block.columns
        must(places[0] > place and (np.diff(places) > 0).all())
        place = places[-1]
        numbers = np.array([odd.setdefault(one, len(odd)) for one in contents] or [0], np.int32)
        found.append(replace(block, odd=np.where(block.odd >= 0, numbers[block.odd], -1)))
    return found, odd


def blocks_in(xml: bytes, first: int, last: int) -> list[tuple[int, int]]:
    """Pieces of whole rows."""
    found = []
    while first < last:
        stop = last if first + BLOCK >= last else xml.rfind(b"</row>", first, first + BLOCK) + 6
        must(stop > first)
        found.append((first, stop))
        first = stop
    return found


def cells_in(xml: bytes) -> tuple[Cells, list[bytes]]:
    """(cells of whole rows, what the odd ones among them contain, each once)."""
    text = np.frombuffer(xml, np.uint8)
    opens, closes, tags = tags_in(text)
    cells = np.flatnonzero(tags == CELL)
    start, end = opens[cells], closes[cells]
    columns, rows, quote = references(text, start)
    shared, plain = sorts_of(text, quote, end)
    without = np.flatnonzero(tags == NO_CELL)
    sorts_of(text, references(text, opens[without])[2], closes[without] - 1)
    value, length = closes[cells + 1] + 1, opens[cells + 2] - closes[cells + 1] - 1
    must((length > 0).all())
    digits = numbers(text, value + length, length)
    must((digits[shared] >= 0).all())
    whole = plain & (digits >= 0) & ((text[value] != 48) | (length == 1))
    odd = ~(shared | whole)
    contents = slices(xml, quote[odd] + 1, opens[cells + 3][odd]).dictionary_encode()
    which = np.frombuffer(contents.indices.buffers()[1], np.int32, int(odd.sum())) if odd.any() else []
    found = Cells(
        rows,
        columns,
        np.where(shared, digits, -1).astype(np.int32),  # it has eight digits at most
        counted(whole),
        slices(xml, value[whole], (value + length)[whole]).cast(pa.string()),
        filled(odd, which),
    )
    return found, contents.dictionary.to_pylist()


def tags_in(text: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(where each tag begins, where it ends, what it is). Raises Unusual for any other tag, order or text."""
    opens, closes = edges_in(text)
    must(opens[0] == 0 and closes[-1] == len(text) - 1)
    tags = TAGS[text[opens + 1].astype(np.uint16) << 8 | text[np.minimum(opens + 2, len(text) - 1)]]
    must((tags >= 0).all())
    size, wanted = closes - opens, SIZES[tags]
    must(((size == wanted) | (wanted == 0)).all())
    with_end = np.flatnonzero(wanted == 0)
    ended = text[closes[with_end] - 1] == ord("/")
    tags[with_end] = np.where(ended, ALONE[tags[with_end]], tags[with_end])
    rows = np.flatnonzero((tags == ROW) | (tags == NO_ROW))
    for at, sign in enumerate(b'<row r="'):
        must((text[opens[rows] + at] == sign).all())
    ends = opens[tags == ROW_END]
    must((text[ends + 3] == ord("o")).all() and (text[ends + 4] == ord("w")).all())
    quote = opens[rows] + 8 + digits_at(text, opens[rows] + 8)
    for said, _ in alike(text, quote, closes[rows]):
        named = [b"r", *re.findall(rb" ([\w:]+)=", said)]
        must(ROW_SAYS.fullmatch(said) is not None and len(set(named)) == len(named))
    must(MAY_FOLLOW[tags[:-1], tags[1:]].all() and tags[0] in (ROW, NO_ROW) and tags[-1] in (ROW_END, NO_ROW))
    must(((opens[1:] - closes[:-1] == 1) | (tags[:-1] == VALUE)).all())
    return opens, closes, tags


def references(text: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(columns, rows, the quotes behind) of `<c r="AB12"`, which begin at `start`."""
    for at, sign in enumerate(b'r="', 3):
        must((text[start + at] == sign).all())
    at, columns = start + 6, np.zeros(len(start), np.int32)
    for nth in range(3):
        sign = text[at]
        letter = (sign >= ord("A")) & (sign <= ord("Z"))
        must(nth > 0 or letter.all())
        if not letter.any():
            break
        columns = np.where(letter, columns * 26 + (sign - 64), columns)
        at = at + letter
    size = digits_at(text, at)
    return columns - 1, numbers(text, at + size, size).astype(np.int32) - 1, at + size


def sorts_of(text: np.ndarray, quote: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(refers to a shared text, is a number without a format) by the attributes behind the reference."""
    shared, plain = np.zeros(len(quote), bool), np.zeros(len(quote), bool)
    for said, where in alike(text, quote, end):
        attributes = ATTRIBUTES.fullmatch(said)
        must(attributes is not None)
        shared[where] = attributes[1] == b"s"
        plain[where] = said in (b'"', b'" t="n"')
    return shared, plain


def counted(which: np.ndarray) -> np.ndarray:
    """0, 1, 2 … at these places, -1 at the others."""
    return filled(which, np.arange(int(which.sum()), dtype=np.int32))


def filled(which: np.ndarray, values: np.ndarray) -> np.ndarray:
    found = np.full(len(which), -1, np.int32)
    found[which] = values
    return found
