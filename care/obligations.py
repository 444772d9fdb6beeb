"""What definitions ask of units and files, as tables for the store: ledgers due, required fields, activities due."""

from datetime import date, timedelta

from care import calendar
from care.definitions import Definitions, Submission, season_day

Table = tuple[str, str, list[tuple]]  # name, columns, rows


def tables(definitions: Definitions, first_day: date, last_day: date) -> list[Table]:
    """The rule tables of the programme's further duties for the days from `first_day` to `last_day`."""
    return [
        (
            "submissions",
            "submission varchar, ledger varchar, item varchar, unit_kind varchar, from_on date, to_on date, "
            "asked_on date, due_on date",
            [
                (one.id, one.ledger, one.item, one.by, *days)
                for one in definitions.submissions.values()
                for days in _spans(one, definitions, first_day, last_day)
            ],
        ),
        (
            "file_rules",
            "group_id varchar, place integer, field varchar",
            [
                (group.id, place, field)
                for group in definitions.groups.values()
                for place, field in enumerate(definitions.files.get(group.family, []))
            ],
        ),
        (
            "activity_rules",
            "kind varchar, unit_kind varchar, period varchar",
            [(rule.kind, rule.by, rule.every) for rule in definitions.activities],
        ),
        (
            "answer_rules",
            "unit_kind varchar, role varchar",
            [(kind, role) for kind, roles in definitions.responsibles.items() for role in roles],
        ),
    ]


def _spans(
    one: Submission, definitions: Definitions, first_day: date, last_day: date
) -> list[tuple[date, date, date, date]]:
    """(first and last day that a ledger tells of, from when it is asked for, by when it is due)."""
    programme = definitions.programme
    if one.every == "season":
        known = {day.year - 1 for day in programme.spring_festival.days}
        years = range(calendar.season_of(first_day) - 1, calendar.season_of(last_day) + 1)
        return [
            (date(year, 9, 1), date(year + 1, 8, 31), date(year, 9, 1), season_day(programme, year, one.due))
            for year in years
            if year in known
        ]
    found = calendar.periods(programme, first_day, last_day)
    spans = [(start, end) for period, start, end in found if period == one.every]
    return [(start, end, end, end + timedelta(days=one.days)) for start, end in spans]
