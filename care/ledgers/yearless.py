"""Days written without a year (3月5日): each is put into the twelve months that title and ledger speak of."""

import re
from datetime import date, timedelta

from care.ledgers.job import Job

YEAR = timedelta(365)
# What reaches over the turn of the year, as far as offices write it: the month in which twelve months of it begin, and
# how many years before the one that is named. Winter relief: December to May (domain.md 4.4).
OVER_THE_TURN = (
    (re.compile("冬春|冬令|越冬|过冬|冬季"), 6, 0),
    (re.compile("春节|元旦|新春|岁末年初|两节"), 11, 1),
)
OTHER_FEASTS = re.compile("端午|中秋|重阳|六一|七一|八一|国庆|全年|年度")


Window = tuple[
    date, date
]  # a day without a year is the one from the first on; if after the last, a year earlier


def window(field: str, job: Job) -> Window | None:
    """The window of a field's days; None where they may be of any year (births)."""
    definition = job.setting.words.fields[field]
    if definition.get("any_year"):
        return None
    first, last = window_of_ledger(job)
    planned = definition.get("future") and job.table.one.hints.period
    return first, date.max if planned else last


def window_of_ledger(job: Job) -> Window:
    hints, setting = job.table.one.hints, job.setting
    if hints.period is None:
        return before(hints.ledger_on or setting.day or setting.today)
    begin, end = hints.period
    if (
        end - begin
    ).days < 360:  # a month, quarter, term: what is nearest, and never another year to avoid a slip
        return begin + (end - begin) // 2 - YEAR // 2, date.max
    if begin.year != end.year:
        return before(hints.ledger_on or min(end, setting.today))
    said = " ".join((*hints.titles, job.table.one.sheet.name, *hints.places))
    for pattern, month, years in OVER_THE_TURN:
        if pattern.search(said) and not OTHER_FEASTS.search(said):
            return date(begin.year - years, month, 1), setting.today
    return begin, setting.today


def before(day: date) -> Window:
    """The twelve months that end on a day."""
    return day - YEAR + timedelta(1), day
