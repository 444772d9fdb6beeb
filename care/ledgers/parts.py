"""A sheet that holds several tables one below the other → one part a table."""

import re

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.headers import SERIAL, Header, is_said, scored_at
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet, part_of, rows_of
from care.ledgers.surroundings import WHAT, groups_in
from care.ledgers.vocabulary import Vocabulary

NAMING = ("name", "head_name", "unit_name", "id_no")  # every table names its people or units
TELLING = re.compile("姓名|名称|户主|对象|学生|儿童|老人|身份证|证件")  # what such headings contain
HINT = "(?i)名|户|证|号|对象|学生|儿童|老人|幼儿|妇女|孩|成员|name|id"  # no heading for names is without one of these
FIRST_COLUMNS = 8
MOST = 400
LEAST = 2.5  # a second header must look more like one than the first
TITLE_ROWS = 6
FOOT = re.compile(
    r"^[（(【]?(负责人|单位负责人|主要负责人|复核|审核|审批|制表|填表人|填报人|经办|统计|说明|注|备注|填表说明|第\d+页|共\d+页)"
)
PAGED = re.compile(
    r"[\s(（\[【—-]*(?:续表?[一二三四五六七八九十\d]*|[接续]上[页表]|第[一二三四五六七八九十\d]+页)[)）\]】\s]*$"
)
COUNTED = re.compile(r"[合总小共累]\s*计")


def parts_of(
    sheet: Sheet, header: Header, words: Vocabulary, places: frozenset[str]
) -> list[tuple[Sheet, Header]]:
    """(part, its header) from top to bottom. A header that is only repeated (a new page) starts no part.

    `places`: plain stems of the known villages' names.
    """
    starts = [(header, 0)]
    said = set(map(unpaged, titles_above(sheet, header.top, 0)[1]))
    for row in heading_rows(sheet, header, words):
        last = starts[-1][0]
        above = [scored_at(sheet, top, words) for top in range(max(last.body, row - 2), row + 1)]
        found = max((one for one in above if one and one.body > row), key=lambda one: one.score, default=None)
        if row < last.body or found is None or found.score < LEAST:
            continue
        top, titles = titles_above(sheet, found.top, last.body)
        own = [one for one in titles if unpaged(one) not in said and names_something(one, words, places)]
        if same(found, last) and not own:
            continue
        starts.append((found, top))
        said |= set(map(unpaged, titles))
    if len(starts) == 1:
        return [(sheet, header)]
    tops = [0, *(top for _, top in starts[1:])]
    parts = []
    for (own, _), first, last in zip(starts, tops, [*tops[1:], sheet.height], strict=True):
        parts.append((part_of(sheet, first, last), Header(own.top - first, own.depth, own.paths, own.score)))
    return parts


def unpaged(title: str) -> str:
    """A title as on the first page: without （续表）, 第2页."""
    return PAGED.sub("", title)


def names_something(title: str, words: Vocabulary, places: frozenset[str]) -> bool:
    """A lone text that is a table's title, or names a village or a group: not just any remark."""
    return bool(WHAT.search(title) or groups_in(title, words) or any(place in title for place in places))


def heading_rows(sheet: Sheet, header: Header, words: Vocabulary) -> list[int]:
    """Rows below the header where one of the first cells is a heading for names. A row with a number of its own is none:
    空巢老人, 棉被, 慰问金 are what it says of somebody."""
    first = header.body
    body = sheet.cells.slice(first)
    own = {plain(path[-1]) for path in header.paths if path}
    found: set[int] = set()
    for j in range(min(FIRST_COLUMNS, sheet.width)):
        naming = [text for text in short_texts(body, j) if is_naming(text, own, words)]
        if naming:
            marked = compute.is_in(body.column(f"c{j}"), value_set=pa.array(naming, pa.string()))
            found.update(first + i for i in compute.indices_nonzero(marked).to_pylist())
    counting = [
        body.column(f"c{j}") for j, path in enumerate(header.paths) if path and SERIAL.match(path[-1])
    ]
    for column in counting:
        counts = compute.match_substring_regex(column, r"^\s*\d+\s*$")
        found.difference_update(first + i for i in compute.indices_nonzero(counts).to_pylist())
    return sorted(found)[:MOST]


def is_naming(text: str, own: set[str], words: Vocabulary) -> bool:
    """A heading for names: listed, or composed of words (孩子姓名), or one of the first header's."""
    short = plain(text)
    if words.exact.get(short) in NAMING or words.attributes.get(short) == "name":
        return True
    return bool(TELLING.search(short)) and (
        short in own or any(meaning((text,), kind, words).field in NAMING for kind in words.ledgers)
    )


def short_texts(body: pa.Table, j: int) -> list[str]:
    """Different texts of a column that could be headings."""
    unique = compute.drop_null(compute.unique(body.column(f"c{j}")))
    if len(unique) > 20_000:
        return []
    size = compute.utf8_length(unique)
    short = unique.filter(compute.and_(compute.greater(size, 0), compute.less_equal(size, 14)))
    return short.filter(compute.match_substring_regex(short, HINT)).to_pylist()


def same(one: Header, other: Header) -> bool:
    """The same table's header again, perhaps with fewer of its rows: it brings (almost) no new headings."""
    leaves = {plain(path[-1]) for path in one.paths if path}
    known = {plain(text) for path in other.paths for text in path}
    return len(leaves - known) <= 0.2 * len(leaves)


def titles_above(sheet: Sheet, top: int, floor: int) -> tuple[int, list[str]]:
    """(first row of what stands above a header, its lone texts): titles, 填报单位 …, with a blank row between."""
    first, titles, blank = top, [], False
    for row in range(top - 1, max(floor, top - TITLE_ROWS) - 1, -1):
        cells = list(rows_of(sheet, row, 1)[0])
        texts = list(dict.fromkeys(text.strip() for text, _ in cells if text.strip()))
        if not texts:
            if titles or blank:
                break
            blank = True
            continue
        said = is_said(cells)
        if FOOT.search(texts[0]) or COUNTED.search(texts[0]) or not (said or len(texts) == 1):
            break
        if not said:
            titles.append(texts[0])
        elif titles and not first_of(sheet, row, floor):
            break
        first = row
    return first, titles


def first_of(sheet: Sheet, row: int, floor: int) -> bool:
    """Does a row stand first, or below a blank one? (填报单位 above a title belongs to it.)"""
    return row == floor or not any(text.strip() for text, _ in rows_of(sheet, row - 1, 1)[0])
