"""A sheet that holds several tables one below the other → one part a table."""

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.headers import Header, scored_at
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet, part_of
from care.ledgers.vocabulary import Vocabulary

NAMING = ("name", "head_name", "unit_name", "id_no")  # every table names its people or units
FIRST_COLUMNS = 8
MOST = 50
LEAST = 2.5  # a second header must look more like one than the first
TITLE_ROWS = 3


def parts_of(sheet: Sheet, header: Header, words: Vocabulary) -> list[tuple[Sheet, Header]]:
    """(part, its header) from top to bottom. A header that is only repeated (a new page) starts no part."""
    starts = [(header, title_top(sheet, header.top, 0))]
    for row in heading_rows(sheet, header.body, words):
        above = [scored_at(sheet, top, words) for top in range(max(starts[-1][0].body, row - 2), row + 1)]
        found = max((one for one in above if one and one.body > row), key=lambda one: one.score, default=None)
        if row < starts[-1][0].body or found is None or found.score < LEAST or same(found, starts[-1][0]):
            continue
        starts.append((found, title_top(sheet, found.top, starts[-1][0].body)))
    if len(starts) == 1:
        return [(sheet, header)]
    ends = [top for _, top in starts[1:]] + [sheet.height]
    parts = []
    for (own, _), first, last in zip(starts, [0] + [top for _, top in starts[1:]], ends, strict=True):
        parts.append((part_of(sheet, first, last), Header(own.top - first, own.depth, own.paths, own.score)))
    return parts


def heading_rows(sheet: Sheet, first: int, words: Vocabulary) -> list[int]:
    """Rows below the header where one of the first cells is a heading for names."""
    body = sheet.cells.slice(first)
    found: set[int] = set()
    for j in range(min(FIRST_COLUMNS, sheet.width)):
        texts = (
            compute.unique(body.column(f"c{j}")).to_pylist()
            if body.num_rows < 5_000
            else short_texts(body, j)
        )
        naming = [
            text for text in texts if text and len(text) <= 12 and words.exact.get(plain(text)) in NAMING
        ]
        naming += [text for text in texts if text and words.attributes.get(plain(text)) == "name"]
        if naming:
            marked = compute.is_in(body.column(f"c{j}"), value_set=pa.array(naming, pa.string()))
            found.update(first + i for i in compute.indices_nonzero(marked).to_pylist())
    return sorted(found)[:MOST]


def short_texts(body: pa.Table, j: int) -> list[str]:
    """Different texts of a long column that could be headings."""
    column = body.column(f"c{j}")
    unique = compute.unique(column)
    return (
        unique.filter(compute.less_equal(compute.utf8_length(unique), 12)).to_pylist()
        if len(unique) < 20_000
        else []
    )


def same(one: Header, other: Header) -> bool:
    """The same table's header again, perhaps with fewer of its rows: it brings (almost) no new headings."""
    leaves = {plain(path[-1]) for path in one.paths if path}
    known = {plain(text) for path in other.paths for text in path}
    return len(leaves - known) <= 0.2 * len(leaves)


def title_top(sheet: Sheet, top: int, floor: int) -> int:
    """The first of the lone-text rows right above a header: its title."""
    for row in range(top - 1, max(floor, top - TITLE_ROWS) - 1, -1):
        part = sheet.cells.slice(row, 1)
        filled = sum(1 for j in range(sheet.width) if (part.column(f"c{j}")[0].as_py() or "").strip())
        if filled != 1:
            return row + 1 if filled else top
        top = row
    return top
