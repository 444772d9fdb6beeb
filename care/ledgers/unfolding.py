"""Records written in two spreadsheet lines below two lines of headings (日期 over 方式) → one line each."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from care.ledgers.forms import is_label
from care.ledgers.headers import Header, grid_of, looks_like_data
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import NUMBER, TEXT, Sheet
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import NTH, period_of

LEAST_SHARE = 0.6  # of the first lines, how many have a second one
SAMPLE, MOST_LABELS = 200, 6
LONGEST = 12  # characters of a heading in the second line


def unfolded(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with what stands in each record's second line in further columns, and that line blank."""
    found = second_headings(sheet, header, words)
    if found is None:
        return sheet, header
    own, seconds = found
    leading = [j for j, path in enumerate(own.paths) if path and j not in seconds]
    firsts = first_lines(sheet, own.body, leading, list(seconds))
    if not leading or not firsts:
        return sheet, header
    cells, sources = sheet.cells, dict(sheet.sources)
    paths, width = list(own.paths), sheet.width
    seconds_of = {i + 1 for i in firsts}
    cells = cells.append_column(f"c{width}", pa.array([""] * sheet.height, pa.string()))
    paths.append(
        ()
    )  # a column without a heading between: what follows does not go on with the first line's last person
    width += 1
    for j, heading in seconds.items():
        cells = cells.append_column(f"c{width}", shifted(cells.column(f"c{j}"), firsts, ""))
        if f"k{j}" in cells.column_names:
            cells = cells.append_column(f"k{width}", shifted(cells.column(f"k{j}"), firsts, 1))
        sources[width] = (1, [j] * sheet.height)
        role = meaning(own.paths[j], "contacts", words).role
        paths.append((own.paths[j][-1], heading) if role not in ("", "person") else (heading,))
        width += 1
    for j in range(sheet.width):
        texts = ["" if i in seconds_of else text for i, text in enumerate(cells.column(f"c{j}").to_pylist())]
        cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(texts, pa.string()))
    return replace(sheet, cells=cells, sources=sources), replace(own, paths=tuple(paths))


def turned(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """Lines of one person that a column labels (日期, 方式, 走访人) below months or times as columns → further columns
    10月 {日期, 方式, 走访人} in the person's first line."""
    times = [j for j, path in enumerate(header.paths) if path and is_time(path)]
    if len(times) < 2:
        return sheet, header
    others = (j for j in range(sheet.width) if j not in times)
    found = next((j for j in others if is_labels(sheet, j, header.body, words)), None)
    if found is None:
        return sheet, header
    labels = [plain(text) for text in sheet.cells.column(f"c{found}").to_pylist()]
    order = list(dict.fromkeys(label for label in labels[header.body :] if label))
    firsts = [i for i in range(header.body, sheet.height) if labels[i] == order[0]]
    lines = {i: [k for k in range(i, min(i + len(order), sheet.height)) if labels[k]] for i in firsts}
    cells, sources, paths, width = sheet.cells, dict(sheet.sources), list(header.paths), sheet.width
    for j in times:
        texts, own = cells.column(f"c{j}").to_pylist(), kinds_of(cells, j)
        for n, label in enumerate(order):
            said, sorts = [""] * sheet.height, [TEXT] * sheet.height
            for i in firsts:
                at = next(
                    (k for k in lines[i] if labels[k] == label and (k == i or labels[k] != order[0])), None
                )
                if at is not None:
                    said[i], sorts[i] = texts[at], own[at]
            cells = cells.append_column(f"c{width}", pa.array(said, pa.string()))
            cells = cells.append_column(f"k{width}", pa.array(sorts, pa.int8()))
            sources[width] = (n, [j] * sheet.height)
            paths.append((*header.paths[j], label))
            width += 1
        paths[j] = ()
    paths[found] = ()
    gone = {k for own in lines.values() for k in own[1:]}
    blank = [*times, found]
    for j in range(sheet.width):
        texts = [
            "" if i in gone or j in blank and i >= header.body else text
            for i, text in enumerate(cells.column(f"c{j}").to_pylist())
        ]
        cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(texts, pa.string()))
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=tuple(paths))


def kinds_of(cells: pa.Table, j: int) -> list[int]:
    return cells.column(f"k{j}").to_pylist() if f"k{j}" in cells.column_names else [TEXT] * cells.num_rows


def is_time(path: tuple[str, ...]) -> bool:
    period = period_of(path)
    return bool(period and period.month and not period.day) or bool(NTH.fullmatch(plain(path[-1])))


def is_labels(sheet: Sheet, j: int, body: int, words: Vocabulary) -> bool:
    """Do a column's cells say, line by line, a contact's day, kind, visitor …?"""
    said = [plain(text) for text in sheet.cells.column(f"c{j}").slice(body, SAMPLE).to_pylist() if text]
    different = list(dict.fromkeys(said))
    if (
        not 2 <= len(different) <= MOST_LABELS
        or len(said) < 2 * len(different) - 1
        and len(said) != len(different)
    ):
        return False
    fields = {meaning((one,), "contacts", words).field for one in different}
    return "contact_on" in fields and len({"contact_kind", "contact_by", "contact_text"} & fields) > 0


def shifted(column: pa.ChunkedArray, firsts: Sequence[int], blank) -> pa.Array:
    """What stands one row below each of these rows; blank elsewhere."""
    values = column.to_pylist()
    moved = [blank] * len(values)
    for i in firsts:
        moved[i] = values[i + 1]
    return pa.array(moved, column.type)


def second_headings(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Header, dict[int, str]] | None:
    """(the header with both lines, column → heading of the second line); None when no heading has one below it."""
    grid = grid_of(sheet, fill=False)
    spanned = {(m.top, j) for m in sheet.merges if m.right > m.left for j in range(m.left, m.right + 1)}
    for row in (header.body - 1, header.body):
        if row <= header.top or row >= len(grid):
            continue
        seconds = {j: text.strip() for j, (text, _) in enumerate(grid[row]) if text.strip()}
        below = all(grid[row - 1][j][0].strip() and (row - 1, j) not in spanned for j in seconds)
        if (
            len(seconds) < 1
            or not below
            or not all(is_heading(*cell) for cell in grid[row] if cell[0].strip())
        ):
            continue
        known = sum(is_label(text, words) for text in seconds.values())
        merged = any(m.left == m.right and m.top <= row - 1 and m.bottom == row for m in sheet.merges)
        if known < (1 if merged else 2) or known < LEAST_SHARE * len(seconds):
            continue
        paths = header.paths
        if row == header.body - 1:
            paths = tuple(
                path[:-1] if j in seconds and len(path) > 1 else path for j, path in enumerate(paths)
            )
        return replace(header, depth=row + 1 - header.top, paths=paths), seconds
    return None


def is_heading(text: str, kind: int) -> bool:
    return kind != NUMBER and len(text.strip()) <= LONGEST and not looks_like_data(text)


def first_lines(sheet: Sheet, body: int, leading: list[int], seconds: list[int]) -> list[int]:
    """The rows whose second line follows: there the leading columns are blank (or merged) and another is filled."""
    merged = {(i, m.left) for m in sheet.merges if m.left == m.right for i in range(m.top + 1, m.bottom + 1)}
    columns = {j: sheet.cells.column(f"c{j}").to_pylist() for j in {*leading, *seconds}}
    leads = [any(columns[j][i] and (i, j) not in merged for j in leading) for i in range(sheet.height)]
    follows = [
        not leads[i] and any(columns[j][i] and (i, j) not in merged for j in seconds)
        for i in range(sheet.height)
    ]
    firsts = [i for i in range(body, sheet.height - 1) if leads[i] and follows[i + 1]]
    third = sum(follows[i + 2] for i in firsts if i + 2 < sheet.height)
    records = sum(leads[body:])
    return firsts if len(firsts) >= LEAST_SHARE * records and third <= 0.1 * len(firsts) else []
