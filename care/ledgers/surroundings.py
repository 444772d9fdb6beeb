"""What stands around a table: title, 填报单位, 填报日期, notes, sheet and file name → unit, day, groups, relief item."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from care.ledgers.headers import Grid
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.vocabulary import Vocabulary

UNIT_LABEL = re.compile(r"(?:填报单位|填报村|单位名称|填表单位|上报单位|报送单位|报表单位|编制单位|所属单位|学校名称|村\(社区\)名称|单位)(?:\([^)]*\))?[:：]\s*([^\s:：,，;；]+)")
DAY_LABEL = re.compile(r"(?:填报日期|填表日期|填报时间|填表时间|报出日期|制表日期|制表时间|统计日期|统计时间|截止日期|截止时间|截至|数据截止|上报日期|报送日期|导出时间|导出日期|日期|时间)(?:\([^)]*\))?[:：]?\s*(.{4,24})")
FULL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
PACKED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)")
QUARTER = re.compile(r"((?:19|20)\d{2})年?度?第?([一二三四1-4])季度")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\s|$|[-—_学])|[(（]((?:19|20)\d{2})[)）]")
MONTH_ALONE = re.compile(r"(?<![\d年])(\d{1,2})月(?!\d)")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class Hints:
    """`places`: texts that may name the unit, surest first; `stated_unit` is what 填报单位 says."""

    titles: tuple[str, ...]
    places: tuple[str, ...]
    stated_unit: str
    ledger_on: date | None
    year: int | None
    month: int | None
    groups: tuple[str, ...]
    relief_item: str | None


def hints_of(sheet: Sheet, grid: Grid, header_top: int, file: str, today: date, words: Vocabulary) -> Hints:
    """Everything said around a table whose header begins at row `header_top` (from 0)."""
    above = lines(grid[:header_top])
    below = lines(foot(sheet))
    stem = unicodedata.normalize("NFKC", PurePath(file.replace("\\", "/")).stem)
    titles = [line for line in above if not re.match(r"^(填报|填表|单位|制表|附件)", line)] or above
    stated = next((found[1] for line in [*above, *below] if (found := UNIT_LABEL.search(line))), "")
    named = (*titles, sheet.name, stem)
    year, month = year_month(named)
    return Hints(
        titles=tuple(titles), places=tuple(text for text in (stated, *titles, sheet.name, stem) if text), stated_unit=stated,
        ledger_on=ledger_day(above, below, named, today), year=year, month=month,
        groups=next((found for text in (sheet.name, *titles, stem) if (found := groups_in(text, words))), ()),
        relief_item=next((found for text in (sheet.name, *titles, stem) if (found := item_in(text, words))), None),
    )


def lines(rows: Grid) -> list[str]:
    """Each row as one text; a merged title counts once."""
    found = []
    for row in rows:
        parts = [unicodedata.normalize("NFKC", text).strip() for text, _ in row if text.strip()]
        parts = list(dict.fromkeys(parts))
        if parts:
            found.append(re.sub(r"\s*\n\s*", " ", " ".join(parts)))
    return found


def foot(sheet: Sheet) -> Grid:
    last = sheet.cells.slice(max(0, sheet.height - 8))
    names = [name for name in last.column_names if name[0] == "c"]
    return [[(row[name] or "", 1) for name in names] for row in last.to_pylist()]


def ledger_day(above: list[str], below: list[str], named: tuple[str, ...], today: date) -> date | None:
    """填报日期 first, then a day, month or quarter in title, sheet or file name; never later than today."""
    for line in [*above, *below]:
        label = DAY_LABEL.search(line)
        found = day_in(label[1]) if label else None
        if found and found <= today:
            return found
    for text in [*named, *above]:
        found = day_in(text) or month_end_in(text)
        if found:
            return min(found, today)
    years = [int(year) for text in named if (year := year_in(text))]
    return min(date(years[0], 12, 31), today) if years and 1990 <= years[0] <= today.year else None


def day_in(text: str) -> date | None:
    """The first full date of a text; Chinese digits (二〇二六年) too."""
    for one in (text, text.translate(CHINESE_DIGITS)):
        for pattern in (FULL_DAY, PACKED_DAY):
            found = pattern.search(one)
            if found:
                try:
                    return date(int(found[1]), int(found[2]), int(found[3]))
                except ValueError:
                    continue
    return None


def month_end_in(text: str) -> date | None:
    quarter = QUARTER.search(text)
    if quarter:
        number = "一二三四".find(quarter[2]) + 1 or int(quarter[2])
        return last_of(int(quarter[1]), number * 3)
    found = MONTH.search(text)
    year, month = (int(found[1] or found[3]), int(found[2] or found[4])) if found else (0, 0)
    return last_of(year, month) if 1 <= month <= 12 else None


def last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def year_in(text: str) -> str | None:
    found = YEAR.search(text) or MONTH.search(text)
    return next((group for group in found.groups() if group), None) if found else None


def year_month(texts: tuple[str, ...]) -> tuple[int | None, int | None]:
    year = next((int(found) for text in texts if (found := year_in(text))), None)
    for text in texts:
        found = MONTH.search(text)
        month = int(found[2] or found[4]) if found else None
        alone = MONTH_ALONE.search(text)
        month = month or (int(alone[1]) if alone else None)
        if month and 1 <= month <= 12:
            return year, month
    return year, None


def groups_in(text: str, words: Vocabulary) -> tuple[str, ...]:
    """Groups that a title names; the longest spelling at a place wins (特困分散供养 over 特困)."""
    rest, found = plain(text), []
    for word in sorted((w for w in words.groups if len(w) > 1), key=len, reverse=True):
        if word in rest:
            rest = rest.replace(word, "|")
            found.append(words.groups[word])
    return tuple(dict.fromkeys(found))


def item_in(text: str, words: Vocabulary) -> str | None:
    spelled = words.values["relief_item"]
    return next((spelled[word] for word in sorted(spelled, key=len, reverse=True) if word in plain(text)), None)
