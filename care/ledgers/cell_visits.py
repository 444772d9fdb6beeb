"""A month's or day's cell of a wide sheet → the contacts that it tells of: √, 5日、20日, 3, 1月5日电话."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from care.ledgers.plain import plain
from care.ledgers.spellings import ABSENT, YES
from care.ledgers.wide import Period

KINDS = (
    ("phone", ("电话", "微信", "电访", "短信", "通话")),
    ("video", ("视频",)),
    ("home_visit", ("家访",)),
    ("talk", ("谈心", "谈话")),
    ("condolence", ("慰问",)),
    ("visit", ("走访", "入户", "上门", "探访", "见面", "看望")),
)

DAYS = re.compile(
    r"(?:(20\d{2})[年./-]|(?<=[、,，;；\s和及])(?=\d{1,2}[月./-]\d{1,2}日?(?:$|[、,，;；\s和及])))(\d{1,2})[月./-](\d{1,2})"
)
AT_HOME = re.compile(
    r"^(?:在家|本人在家|均在家|已见|见到(?:本人)?|平安|安好|正常|一切正常|良好|健康|身体(?:健康|良好|尚好|还好))$"
)  # what was seen says that somebody was there


@dataclass(frozen=True)
class Visit:
    """One contact that a month or day cell tells of."""

    on: date
    precision: str
    kind: str | None


def visits(text: str, period: Period, year: int, counts: bool, lost: bool = False) -> list[Visit] | None:
    """The contacts of one cell of a wide sheet; [] = none took place; None = cannot be read.

    `counts`: whole numbers of this sheet count contacts rather than name days. `lost`: a number such as 10.1, which was
    typed as 10.1 or 10.10: its month is sure, its day is not.
    """
    wide = unicodedata.normalize("NFKC", text).strip()
    if wide.lower() in ABSENT or plain(wide) in ABSENT or re.match(r"^(未|不在|外出|住院|无人)", wide):
        return []
    kind = next((kind for kind, signs in KINDS if any(sign in wide for sign in signs)), None)
    bare = wide
    for _, signs in KINDS:
        for sign in signs:
            bare = bare.replace(sign, " ")
    bare = AT_HOME.sub(" ", bare)
    bare = re.sub(r"[()\[\]【】:。]|[√✓✔☑■●]|\bv\b|次$", " ", bare).strip()
    if lost and period.month <= (month := int(float(wide))) < period.month + period.months:
        return [Visit(date(year, month, 1), "month", kind)]
    full = full_days(bare)
    if full:
        return dated(full, kind)
    if period.months > 1:
        return days_of_months(bare, year, range(period.month, period.month + period.months), kind)
    if period.day:
        return (
            [Visit(date(year, period.month, period.day), "day", kind)]
            if not bare or bare.lower() in YES | {"1"}
            else None
        )
    if not bare or plain(bare) in YES:
        return [Visit(date(year, period.month, 1), "month", kind)]
    if re.fullmatch(r"\d{1,2}次?", bare) and (counts or wide.endswith("次")):
        return [Visit(date(year, period.month, 1), "month", kind)] * (1 if int(bare.rstrip("次")) else 0)
    return days_of_month(bare, year, period.month, kind)


def full_days(text: str) -> list[tuple[int, int, int]]:
    """2025.2.3、3.5: the days with their years, and those behind one that only leave its year out."""
    found, year = [], 0
    for y, m, d in DAYS.findall(text):
        year = int(y) if y else year
        if year:
            found.append((year, int(m), int(d)))
    return found


def dated(found: list[tuple[int, int, int]], kind: str | None) -> list[Visit] | None:
    try:
        return [Visit(date(*one), "day", kind) for one in found]
    except ValueError:
        return None


def days_of_months(text: str, year: int, months: range, kind: str | None) -> list[Visit] | None:
    """'3月5日、6.2' in a quarter's column; a mere tick says no month."""
    found = re.findall(r"(?<!\d)(\d{1,2})[月./-](\d{1,2})[日号]?", text)
    rest = re.sub(r"(?<!\d)\d{1,2}[月./-]\d{1,2}[日号]?|[、,，;；\s和及]", "", text)
    if not found or rest or not all(int(month) in months for month, _ in found):
        return None
    return dated([(year, int(month), int(day)) for month, day in found], kind)


def days_of_month(text: str, year: int, month: int, kind: str | None) -> list[Visit] | None:
    """'5、20', '5日,20日', '1月5日', '1.5' → days of that month."""
    own = re.findall(rf"(?<!\d)0?{month}[月./-](\d{{1,2}})[日号]?", text)
    days = own or [part for part in re.split(r"[、,，;；/\s和及日号]+", text) if part]
    if not days or not all(day.isdecimal() and len(day) < 4 and 1 <= int(day) <= 31 for day in days):
        return None
    return dated([(year, month, int(day)) for day in days], kind)
