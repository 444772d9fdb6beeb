"""Columns that are months or days (a wide visit sheet): what period a heading names."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

CHINESE = {
    word: n
    for n, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)
}
TAIL = r"(?:份|走访|探访|家访|谈心|联系|巡访|慰问|情况|日期|时间|记录|打卡|完成|登记)*"
YEAR = r"(?P<year>(?:19|20)\d{2})"
PATTERNS = [
    re.compile(rf"^{YEAR}[年./-](?P<month>\d{{1,2}})[月./-](?P<day>\d{{1,2}})日?{TAIL}$"),
    re.compile(rf"^{YEAR}年?[./-]?(?P<month>0[1-9]|1[0-2]){TAIL}$"),
    re.compile(rf"^{YEAR}(?:年度?[./-]?|[./-])(?P<month>\d{{1,2}})月?{TAIL}$"),
    re.compile(rf"^(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]?{TAIL}$"),
    re.compile(rf"^(?P<month>\d{{1,2}})月{TAIL}$"),
    re.compile(rf"^(?P<word>十[一二]?|[一二三四五六七八九])月{TAIL}$"),
    re.compile(r"^(?P<month>\d{1,2})[./](?P<day>\d{1,2})$"),
    re.compile(r"^(?P<day>\d{1,2})[日号]?$"),
]
SPANS = [
    (re.compile(rf"^(?:{YEAR}年?度?)?第?(?P<first>[一二三四1-4])季度?{TAIL}$"), 3),
    (re.compile(rf"^(?:{YEAR}年?度?)?(?P<first>[上下])半年{TAIL}$"), 6),
]
RANGE = re.compile(rf"^(?:{YEAR}年)?(?P<first>\d{{1,2}})月?[-—~至到](?P<last>\d{{1,2}})月{TAIL}$")
WEEKDAY = re.compile("[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?")
YEAR_ONLY = re.compile(rf"^{YEAR}(?:年度?)?{TAIL}$")
PART_OF = re.compile(
    r"[上中下]旬|[上下]半?月|第?[一二三四五1-5]周|第?[一二三四五六1-6]次(?:走访|探访|谈心|家访)?"
)  # below a month
SHORTEST = 5  # days
NTH = re.compile(r"第?([一二三四五六七八九十\d]{1,2})(?:次|周)")


@dataclass(frozen=True)
class Period:
    """A month, a day of it, or `months` months from it on. `year` None = not said in the heading."""

    year: int | None
    month: int | None
    day: int | None
    months: int = 1


@lru_cache(maxsize=20_000)
def period_of(path: tuple[str, ...]) -> Period | None:
    """'2025年' over '3月' → 2025-03; '3月5日' → a day; None when the heading is no period."""
    texts = [re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)) for part in path]
    if len(texts) > 1 and PART_OF.fullmatch(texts[-1]):
        texts.pop()
    own = parsed(texts[-1])
    if own is None:
        return None
    year, month = own.year, own.month
    for parent in reversed(texts[:-1]):
        above = parsed(parent)
        if above and above.month and month is None:
            month = above.month
        if above and above.year and year is None:
            year = above.year
        only = YEAR_ONLY.match(parent)
        if only and year is None:
            year = int(only["year"])
    return Period(year, month, own.day, own.months)


def parsed(text: str) -> Period | None:
    text = WEEKDAY.sub("", text).strip("()（）") or text  # 周一（12.1）, 12月1日（星期一）
    for pattern in PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        parts = found.groupdict()
        year = int(parts["year"]) if parts.get("year") else None
        month = (
            CHINESE[parts["word"]]
            if parts.get("word")
            else int(parts["month"])
            if parts.get("month")
            else None
        )
        day = int(parts["day"]) if parts.get("day") else None
        if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
            return Period(year, month, day)
    return span(text)


def span(text: str) -> Period | None:
    """'第一季度' → January and two more months; '上半年', '1-3月'."""
    for pattern, months in SPANS:
        if found := pattern.match(text):
            number = (
                "一二三四".find(found["first"]) + 1 or "上下".find(found["first"]) + 1 or int(found["first"])
            )
            year = int(found["year"]) if found["year"] else None
            return Period(year, (number - 1) * months + 1, None, months)
    found = RANGE.match(text)
    if found is None or not 1 <= int(found["first"]) < int(found["last"]) <= 12:
        return None
    first, last = int(found["first"]), int(found["last"])
    return Period(int(found["year"]) if found["year"] else None, first, None, last - first + 1)


def periods(
    paths: list[tuple[str, ...]], title_month: int | None, ticked: frozenset[int] = frozenset()
) -> dict[int, Period]:
    """Column → period, when the headings form a run of months or days (two at least; bare day numbers: ten, 1日: three;
    five days one after the other over columns that are `ticked`)."""
    found = {at: period for at, path in enumerate(paths) if path and (period := period_of(path))}
    bare = [at for at, period in found.items() if period.month is None]
    said = [at for at in bare if paths[at][-1].strip().endswith(("日", "号"))]
    few = len(bare) < 10 and len(said) < 3 and not in_turn(bare, found, ticked)
    if few or title_month is None:
        found = {at: period for at, period in found.items() if period.month is not None}
    else:
        found = {at: replace(p, month=p.month or title_month) for at, p in found.items()}
    days = {period.day for period in found.values()}
    if days == {1} and len(found) > 1 and len({p.month for p in found.values()}) > 1:
        found = {at: replace(p, day=None) for at, p in found.items()}  # date cells shown as months
    return found if len(found) >= 2 else {}


def in_turn(bare: list[int], found: dict[int, Period], ticked: frozenset[int]) -> bool:
    """8 … 14 side by side over ticks: a week of a month that the title names."""
    steps = zip(bare, bare[1:], strict=False)
    return (
        len(bare) >= SHORTEST
        and ticked.issuperset(bare)
        and all(b - a == 1 == (found[b].day or 0) - (found[a].day or 0) for a, b in steps)
    )
