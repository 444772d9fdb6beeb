"""What stands around a table: title, 填报单位, 填报日期, notes, sheet and file name → unit, day, groups, relief item."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from care.ledgers.headers import Grid
from care.ledgers.leavers import state_of
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.vocabulary import Vocabulary

UNIT_LABEL = re.compile(
    r"(?:填报单位|填报村|单位名称|填表单位|上报单位|报送单位|报表单位|编制单位|所属单位|学校名称|村\(社区\)名称|单位)\s*(?:\([^)]*\))?\s*[:：]\s*(?:\((?:盖章|公章|签章|章)\)\s*)?([^\s:：,，;；]+)"
)
DAY_WORDS = (
    "填报日期|填表日期|填报时间|填表时间|报出日期|制表日期|制表时间|统计日期|统计时间|截止日期|截止时间|截至日期|截至|"
    "数据截止|上报日期|上报时间|报送日期|报送时间|导出时间|导出日期|打印日期|编制日期|更新日期|更新时间|填写日期"
)
DAY_LABEL = re.compile(rf"(?:^|[\s(])(?:{DAY_WORDS})(?:\([^)]*\))?[:：]?\s*(.{{4,24}})")
DAY_ALONE = re.compile(r"(?:^|\s)(?:日期|时间)[:：]\s*(.{4,24})")  # only above a table
FULL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?![\d月])")
UNTIL = re.compile(
    r"\s*日?\s*[-—~～至到]+\s*(?:((?:19|20)\d{2})\s*[年./-])?\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)"
)
PACKED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)"
)
SEASON = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?度?(秋|春)(?:季|学期|期)")
QUARTER = re.compile(r"((?:19|20)\d{2})年?度?第?([一二三四1-4])季度")
LATER_QUARTER = re.compile(r"[二三四2-4]\s*季度")
HALF = re.compile(r"((?:19|20)\d{2})年?度?(上|下)半年")
MONTHS = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月?[-—~至到](\d{1,2})月")
SCHOOL_YEAR = re.compile(
    r"((?:19|20)\d{2})\s*[-—~至]\s*((?:19|20)\d{2})\s*学?年度?(?:第?(一|二|上|下|1|2|秋|春)(?:学期|季))?"
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\s|$|[-—_学])|[(（]((?:19|20)\d{2})[)）]")
MONTH_ALONE = re.compile(r"(?<![\d年])(\d{1,2})月(?!\d)")
WHAT = re.compile(
    r"册|表|账|帐|名单|登记|记录|一览|情况|统计|信息|清单|^[(（]?[一二三四五六七八九十\d]+[)）、.．]"
)
ASKED_FOR = re.compile("申请|拟(?:纳入|新增|享受|保障|认定|确定|批准)|待审|待批")
OTHER_FEASTS = re.compile(
    "(?:端午|中秋|重阳|六一|七一|八一|国庆|建军|儿童节|老年节|敬老|教师节|助残|清明|高温|暑[期假]|夏季)(?!村|社区|小学|中学|院)"
)  # 敬老院, 八一村 are places
NEW_YEAR = re.compile("元旦|春节|新春|两节|新年|年[前关]|迎春|过年")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class Hints:
    """`places`: texts that may name the unit, surest first; `stated_unit` is what 填报单位 says."""

    titles: tuple[str, ...]
    places: tuple[str, ...]
    stated_unit: str
    ledger_on: date | None
    period: tuple[date, date] | None  # what the title says the ledger is about, when no day is written
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
    item = next((found for text in (sheet.name, *titles, stem) if (found := item_in(text, words))), None)
    if item == "condolence" and of_other_feast(named):
        item = None
    return Hints(
        titles=tuple(titles),
        places=tuple(text for text in (stated, *titles, sheet.name, stem) if text),
        stated_unit=stated,
        ledger_on=ledger_day(above, below, named, today),
        period=next((found for text in (*named, *above) if (found := period_in(text))), None),
        year=year,
        month=month,
        groups=next((found for text in (sheet.name, *titles, stem) if (found := groups_in(text, words))), ()),
        relief_item=item,
    )


def of_other_feast(texts: Iterable[str]) -> bool:
    """八一慰问 is not the New Year's, whatever the sheet is called."""
    said = " ".join(texts)
    return bool(OTHER_FEASTS.search(said)) and not NEW_YEAR.search(said)


def under(own: Hints, first: Hints, words: Vocabulary) -> Hints:
    """The hints of a further table on a sheet: what its own title leaves out, the sheet's first title says."""
    named = next((found for text in own.titles if (found := groups_in(text, words))), ())
    # It says only where, or who came and went, so the first says what.
    bare = not any(WHAT.search(text) and not state_of(text) for text in own.titles)
    item = next((found for text in own.titles if (found := item_in(text, words))), None)
    return Hints(
        titles=own.titles,
        places=(*own.places, *first.places),
        stated_unit=own.stated_unit or first.stated_unit,
        ledger_on=own.ledger_on or first.ledger_on,
        period=own.period or first.period,
        year=own.year or first.year,
        month=own.month or first.month,
        groups=named or (first.groups if bare else ()),
        relief_item=item or first.relief_item,
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
    """填报日期 first, then a full day in title, sheet or file name; never later than today."""
    for line, labels in [
        *((one, (DAY_LABEL, DAY_ALONE)) for one in above),
        *((one, (DAY_LABEL,)) for one in below),
    ]:
        label = next((found for pattern in labels if (found := pattern.search(line))), None)
        found = day_in(label[1]) if label else None
        if found and found <= today:
            return found
    found = next((day for text in [*named, *above] if (day := day_in(text))), None)
    return found if found and found <= today else None


def day_in(text: str) -> date | None:
    """The first full date of a text; Chinese digits (二〇二六年) too."""
    for one in (text, text.translate(CHINESE_DIGITS)):
        for pattern in (FULL_DAY, PACKED_DAY):
            found = pattern.search(one)
            if found:
                until = UNTIL.match(one, found.end())  # 2025年12月1日-12月7日 speaks for its last day
                year, month, day = (until[1] or found[1], until[2], until[3]) if until else found.groups()
                try:
                    return date(int(year), int(month), int(day))
                except ValueError:
                    continue
    return None


def period_in(text: str) -> tuple[date, date] | None:
    """First and last day of the months, quarter, half year, term or year that a text names."""
    for pattern, months in (
        (MONTHS, lambda f: (int(f[2]), int(f[3]))),
        (QUARTER, quarter),
        (HALF, lambda f: (1, 6) if f[2] == "上" else (7, 12)),
    ):
        found = pattern.search(text)
        if found and 1 <= months(found)[0] <= months(found)[1] <= 12:
            return date(int(found[1]), months(found)[0], 1), last_of(int(found[1]), months(found)[1])
    found = SCHOOL_YEAR.search(text)
    if found and int(found[2]) == int(found[1]) + 1:
        return term(int(found[1]), found[3])
    found = SEASON.search(text)
    if found:
        return term(int(found[1]), "秋") if found[2] == "秋" else term(int(found[1]) - 1, "春")
    found = MONTH.search(text)
    year, month = (int(found[1] or found[3]), int(found[2] or found[4])) if found else (0, 0)
    if 1 <= month <= 12:
        return date(year, month, 1), last_of(year, month)
    year = int(year_in(text) or 0)
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def quarter(found: re.Match) -> tuple[int, int]:
    number = "一二三四".find(found[2]) + 1 or int(found[2])
    return number * 3 - 2, number * 3


def term(year: int, which: str | None) -> tuple[date, date]:
    if which in ("一", "上", "1", "秋"):
        return date(year, 9, 1), date(year + 1, 1, 31)
    return (date(year + 1, 2, 1) if which else date(year, 9, 1)), date(year + 1, 7, 31)


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
    if ASKED_FOR.search(rest):
        return ()  # 低保申请人员, 拟纳入特困人员: they are none of it yet
    for word in sorted((w for w in words.groups if len(w) > 1), key=len, reverse=True):
        rest = rest.replace(f"非{word}", "|")  # 非留守儿童名单
        if word in rest:
            rest = rest.replace(word, "|")
            found.append(words.groups[word])
    return tuple(dict.fromkeys(found))


def item_in(text: str, words: Vocabulary) -> str | None:
    spelled = words.values["relief_item"]
    if LATER_QUARTER.search(text):  # 第四季度低保金 is not the first quarter's
        first = {item for word, item in spelled.items() if "一季度" in word}
        spelled = {word: item for word, item in spelled.items() if item not in first}
    return next(
        (spelled[word] for word in sorted(spelled, key=len, reverse=True) if word in plain(text)), None
    )
