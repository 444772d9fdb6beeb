"""The periods a rhythm is judged on, the months a trend shows and the seasons of winter relief."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from care.definitions import Programme
from care.strict_toml import DefinitionError

STRICTNESS = {"week": 1, "month": 2, "school_month": 2, "quarter": 3, "term": 4, "year": 5}
FEWEST_SCHOOL_DAYS = 15  # a month with fewer days of term asks for no monthly talk


def month_end(programme: Programme, year: int, month: int) -> date:
    """The day on which a month closes: its last, or the office's closing day (domain.md 4.2, Counting)."""
    last = monthrange(year, month)[1]
    return date(year, month, min(programme.closing_day or last, last))


def months(programme: Programme, first: date, last: date) -> Iterator[tuple[date, date]]:
    """(start, end) of every closing month that ends from `first` to `last`, both inclusive."""
    year, month = first.year, first.month
    while (end := month_end(programme, year, month)) <= last:
        before = month_end(programme, *_step(year, month, -1))
        if end >= first:
            yield before + timedelta(days=1), end
        year, month = _step(year, month, 1)


def periods(programme: Programme, first: date, last: date) -> list[tuple[str, date, date]]:
    """(period, start, end) of all weeks, months, school months, quarters, terms and years within reach."""
    first, last = date(first.year - 1, 1, 1), date(last.year + 1, 12, 31)
    found = [("month", start, end) for start, end in months(programme, first, last)]
    found += [
        ("school_month", start, end) for _, start, end in list(found) if _school_days(programme, start, end)
    ]
    by_month = [one for one in found if one[0] == "month"]
    found += [
        ("quarter", by_month[at - 2][1], end)
        for at, (_, _, end) in enumerate(by_month)
        if end.month % 3 == 0 and at >= 2
    ]
    found += [
        ("year", by_month[at - 11][1], end)
        for at, (_, _, end) in enumerate(by_month)
        if end.month == 12 and at >= 11
    ]
    found += [("term", term.from_, term.to) for term in programme.terms]
    monday = first + timedelta(days=(programme.week_starts_on - 1 - first.weekday()) % 7)
    while monday + timedelta(days=6) <= last:
        found.append(("week", monday, monday + timedelta(days=6)))
        monday += timedelta(days=7)
    return found


def terms_ended(programme: Programme, day: date) -> date | None:
    """The last day of the last term that the calendar names, where `day` lies behind it: until the next ones are set,
    what is judged by terms stays that of the last one."""
    last = max((term.to for term in programme.terms), default=None)
    return last if last and last < day else None


def holidays(programme: Programme) -> list[tuple[date]]:
    """Days on which no ordinary visit is likely: three of Spring Festival, three of National Day, each year."""
    festivals = programme.spring_festival.days
    nationals = [date(day.year, 10, 1) for day in festivals]
    return [(day + timedelta(days=n),) for day in festivals + nationals for n in range(3)]


def season_of(day: date) -> int:
    """The year in which the day's winter season begins; a season runs from September to August."""
    return day.year if day.month >= 9 else day.year - 1


def spring_festival_of(programme: Programme, season: int) -> date:
    """The Spring Festival day of the winter that begins in year `season`. Raises DefinitionError if unknown."""
    for day in programme.spring_festival.days:
        if day.year == season + 1:
            return day
    raise DefinitionError("definition_festival", file="programme.toml", year=str(season + 1))


def season_day(programme: Programme, season: int, word: str) -> date:
    """“MM-DD” or “spring_festival-N” in the season from September `season` to August of the next year."""
    if word.startswith("spring_festival"):
        return spring_festival_of(programme, season) - timedelta(days=int(word.partition("-")[2] or 0))
    month, day = (int(part) for part in word.split("-"))
    return date(season if month >= 9 else season + 1, month, day)


def _step(year: int, month: int, by: int) -> tuple[int, int]:
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def _school_days(programme: Programme, start: date, end: date) -> bool:
    days = sum(max(0, (min(end, term.to) - max(start, term.from_)).days + 1) for term in programme.terms)
    return days >= FEWEST_SCHOOL_DAYS
