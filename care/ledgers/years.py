"""Days without a year take it from the row's own column of years (年度, 学期, 月份) or from the line above (2024年)."""

import re
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.headers import Header
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import TEXT, Sheet, rows_of
from care.ledgers.surroundings import last_of, period_in
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import period_of

OF = "所属|统计|业务|报送|走访|探访|家访|谈话|谈心|慰问|联系|发放|活动|开展|回访|服务|救助|巡访|入户"
TIMES = re.compile(rf"^(?:{OF})?(?:年度|年份|学年度?|学期|学年学期|年|年月|月份|月)$")
MONTHS = re.compile("年月$|月份$|^月$")
BARE = {"日期", "时间", "月日", "日", "具体日期", "具体时间"}
SHORT = r"^\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?\s*$|^\s*\d{1,2}\s*[日号]?\s*$"
DAY = re.compile(r"^(?:(\d{1,2})[月./-])?(\d{1,2})[日号]?$")
ALONE = re.compile(r"^(\d{1,2})[日号]$")
MONTH_DAY = re.compile(r"^((?:(?:19|20)\d{2}[年./-])?\d{1,2}[月./-])(\d{1,2})[日号]?$")
YEAR = re.compile(r"^(?:19|20)\d{2}$")
MONTH = re.compile(r"^(\d{1,2})月?份?$")
SECTION = re.compile(
    r"^(?:19|20)\d{2}\s*年(?:度?|\s*\d{1,2}\s*月份?|第?[一二三四]季度)(?:走访|探访|记录|情况|台账|以来)*[:：]?$"
)
YEAR_FIRST = r"^\s*(19|20)\d{2}\s*年[^日]*$"
MOST_SECTIONS = 500
Period = tuple[date, date]
Around = tuple[Period | None, int | None] | None  # what is said around a row: a period, a month


def with_years(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with such days written out; a month beside a day of it is then no column of its own any more."""
    days = [
        j
        for j, path in enumerate(header.paths)
        if path and is_day(path, words) and has_short(sheet, j, header.body)
    ]
    if not days:
        return sheet, header
    times = [
        j for j, path in enumerate(header.paths) if path and j not in days and TIMES.match(plain(path[-1]))
    ]
    stated = [periods_of(sheet, j) for j in times]
    sections = sections_of(sheet, header.body)
    around = [joined(row, section) for *row, section in zip(*stated, sections, strict=True)]
    above = {j: month_above(header.paths[j]) for j in days}
    sheet = with_months(sheet, header, [j for j in days if not above[j]]) if not any(around) else sheet
    if not any(around) and not any(above.values()):
        return sheet, header
    cells, paths = sheet.cells, list(header.paths)
    months = [j for j in times if MONTHS.search(plain(paths[j][-1]))] if len(days) == 1 else []
    for j in days:
        own = [below(one, above[j]) for one in around] if above[j] else around
        cells = with_texts(cells, j, header.body, own, bool(months))
    for j in months:
        paths[j] = ()
    return replace(sheet, cells=cells), replace(header, paths=tuple(paths))


def with_months(sheet: Sheet, header: Header, days: list[int]) -> Sheet:
    """'7日' is of the one month that title or sheet name speaks of; else of the month of the day above, if it is not
    before that day."""
    above = [text for row in rows_of(sheet, 0, header.top) for text, _ in row if text.strip()]
    titled = next((found for text in (*above, sheet.name) if (found := one_month(text))), None)
    cells = sheet.cells
    for j in days:
        texts = cells.column(f"c{j}").to_pylist()
        said, last = [], None
        for text in texts[header.body :]:
            bare = re.sub(r"\s+", "", text or "")
            alone = ALONE.match(bare)
            if alone and titled:
                text = f"{titled[0]}{int(alone[1])}日"
            elif alone and last and int(alone[1]) >= last[1]:
                text = f"{last[0]}{int(alone[1])}日"
            elif found := MONTH_DAY.match(bare):
                last = found[1], int(found[2])
            elif bare:
                last = None
            said.append(text)
        if said != texts[header.body :]:
            whole = pa.array([*texts[: header.body], *said], pa.string())
            cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", whole)
    return replace(sheet, cells=cells)


def one_month(text: str) -> tuple[str, int] | None:
    """('2025年11月', 11) of a text that speaks of one month."""
    period = period_in(text)
    same = period and (period[0].year, period[0].month) == (period[1].year, period[1].month)
    return (f"{period[0].year}年{period[0].month}月", period[0].month) if same else None


def with_texts(cells: pa.Table, j: int, body: int, around: list[Around], blanks: bool) -> pa.Table:
    """Column j with its days written out, below row `body`; with `blanks`, a blank day is its month."""
    texts = cells.column(f"c{j}").to_pylist()
    pairs = zip(texts[body:], around[body:], strict=True)
    said = [*texts[:body], *(written(text, one, blanks) for text, one in pairs)]
    if said == texts:
        return cells
    cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(said, pa.string()))
    if f"k{j}" not in cells.column_names:
        return cells
    kinds = cells.column(f"k{j}").to_pylist()
    kinds = [kind if one == text else TEXT for one, text, kind in zip(said, texts, kinds, strict=True)]
    return cells.set_column(cells.column_names.index(f"k{j}"), f"k{j}", pa.array(kinds, pa.int8()))


def month_above(path: tuple[str, ...]) -> tuple[int | None, int] | None:
    """(year if said, month) of a parent heading: 10月 over 日期, 方式, 走访人."""
    found = next((one for at in range(len(path) - 1, 0, -1) if (one := period_of(path[:at]))), None)
    return (
        (found.year, found.month) if found and found.month and found.months == 1 and not found.day else None
    )


def below(around: Around, above: tuple[int | None, int]) -> Around:
    """What holds for a row below a heading that names a month."""
    year, month = above
    return ((date(year, month, 1), last_of(year, month)) if year else around[0] if around else None), month


def is_day(path: tuple[str, ...], words: Vocabulary) -> bool:
    """A column of days of something that was done; births and the like have a year of their own."""
    field = meaning(path, "contacts", words).field or ""
    told = words.fields.get(field, {}).get("told")
    return plain(path[-1]) in BARE or bool(told) and not TIMES.match(plain(path[-1]))


def has_short(sheet: Sheet, j: int, body: int) -> bool:
    found = compute.match_substring_regex(sheet.cells.column(f"c{j}").slice(body), SHORT)
    return bool(compute.any(found).as_py())


def periods_of(sheet: Sheet, j: int) -> list[Period | int | None]:
    """Row by row what a column of years or months says: a period, a month without a year, or nothing."""
    texts = sheet.cells.column(f"c{j}").to_pylist()
    known = {text: stated(text) for text in set(texts)}
    return [known[text] for text in texts]


def stated(text: str | None) -> Period | int | None:
    bare = re.sub(r"\s+|\.0$", "", text or "")
    if YEAR.match(bare):
        return date(int(bare), 1, 1), date(int(bare), 12, 31)
    month = MONTH.match(bare)
    return int(month[1]) if month and 1 <= int(month[1]) <= 12 else period_in(bare)


def sections_of(sheet: Sheet, body: int) -> list[Period | None]:
    """Row by row the year (month, quarter) that the last lone line above names. Looks at rows that may be such lines
    only: a sheet may have a million."""
    marked: set[int] = set()
    for j in range(sheet.width):
        may_be = compute.match_substring_regex(sheet.cells.column(f"c{j}"), YEAR_FIRST)
        marked |= {i for i in compute.indices_nonzero(may_be).to_pylist() if i >= body}
        if len(marked) > MOST_SECTIONS:
            return [None] * sheet.height  # a column of days, no lines
    found: list[Period | None] = [None] * sheet.height
    starts = [(i, period) for i in sorted(marked) if (period := lone_period(sheet, i))]
    ends = [*(first for first, _ in starts[1:]), sheet.height]
    for (first, period), last in zip(starts, ends, strict=False):
        found[first:last] = [period] * (last - first)
    return found


def lone_period(sheet: Sheet, i: int) -> Period | None:
    full = {text.strip() for text, _ in rows_of(sheet, i, 1)[0] if text.strip()}
    one = re.sub(r"\s+", "", next(iter(full))) if len(full) == 1 else ""
    return period_in(one) if SECTION.match(one) else None


def joined(
    said: list[Period | int | None], section: Period | None
) -> tuple[Period | None, int | None] | None:
    """(the narrowest period, a month) that the columns of a row and its section name; None = nothing."""
    periods = [one for one in said if isinstance(one, tuple)] or ([section] if section else [])
    month = next((one for one in said if isinstance(one, int)), None)
    period = min(periods, key=lambda one: one[1] - one[0], default=None)
    return (period, month) if period or month else None


def written(text: str, around: Around, blanks: bool) -> str:
    """'3月5日' in 2024 → '2024-03-05'; '20日' in 2024年11月 → '2024-11-20'; a blank day is its month. Else the text."""
    if around is None:
        return text
    period, month = around
    if period and (period[0].year, period[0].month) == (period[1].year, period[1].month):
        month = month or period[0].month
    bare = re.sub(r"\s+", "", text or "")
    if not bare:
        return (
            f"{period[0].year}年{month}月" if period and month and period[0].year == period[1].year else text
        )
    found = DAY.match(bare)
    month = int(found[1]) if found and found[1] else month
    if found is None or month is None:
        return text
    years = sorted({period[0].year, period[1].year}) if period else []
    inside = [year for year in years if within(year, month, int(found[2]), period)]
    if inside:
        return f"{inside[0]}-{month:02}-{int(found[2]):02}"
    return text if found[1] else f"{month}月{int(found[2])}日"


def within(year: int, month: int, day: int, period: Period) -> bool:
    try:
        return period[0] <= date(year, month, day) <= period[1]
    except ValueError:
        return False
