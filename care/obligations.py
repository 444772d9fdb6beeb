"""What definitions ask, as tables for the store: rhythms, relief items, ledgers due, required fields, activities due."""

from datetime import date, timedelta

from care import calendar
from care.definitions import Definitions, Programme, Submission

Table = tuple[str, str, list[tuple]]  # name, columns, rows


def tables(definitions: Definitions, first_day: date, last_day: date) -> list[Table]:
    """The rule tables for the days from `first_day` to `last_day`."""
    return _programme_tables(definitions, first_day, last_day) + [
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
            "file_lists",
            "group_id varchar, bit bigint",
            [
                (group.id, 1 << sorted(definitions.files).index(group.family))
                for group in definitions.groups.values()
                if definitions.files.get(group.family)
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


def _programme_tables(definitions: Definitions, first_day: date, last_day: date) -> list[Table]:
    """Rhythms, periods, relief items, and what groups ask for."""
    contacts, programme = definitions.contacts, definitions.programme
    return [
        (
            "contact_rules",
            "rule_no integer, group_id varchar, duty varchar, owed_by varchar, period varchar, phone boolean, risk varchar, from_age integer, strictness integer",
            [
                (
                    number,
                    rule.group,
                    rule.duty,
                    contacts.duties[rule.duty].owed_by,
                    rule.period,
                    rule.phone,
                    rule.risk,
                    rule.from_age,
                    2 * calendar.STRICTNESS[rule.period] + rule.phone,
                )
                for number, rule in enumerate(contacts.rules)
            ],
        ),
        (
            "duty_kinds",
            "duty varchar, kind varchar, by_phone boolean",
            [
                (duty.id, kind, kind in duty.by_phone)
                for duty in contacts.duties.values()
                for kind in duty.kinds + duty.by_phone
            ],
        ),
        (
            "periods",
            "period varchar, start_on date, end_on date",
            calendar.periods(programme, first_day, last_day),
        ),
        (
            "relief_items",
            "item varchar, season integer, opens_on date, due_on date, done_stage varchar",
            [
                (
                    item.id,
                    season,
                    calendar.season_day(programme, season, item.opens),
                    calendar.season_day(programme, season, item.due),
                    item.done,
                )
                for item in definitions.relief.values()
                for season in _seasons(programme, first_day, last_day)
            ],
        ),
        (
            "relief_groups",
            "item varchar, group_id varchar",
            [(item.id, group) for item in definitions.relief.values() for group in item.groups],
        ),
        (
            "group_ages",
            "group_id varchar, from_age integer, below integer",
            [(group.id, group.from_age, group.below) for group in definitions.groups.values()],
        ),
        (
            "exclusive_groups",
            "group_id varchar, other_id varchar",
            [(group.id, other) for group in definitions.groups.values() for other in group.excludes],
        ),
        (
            "inspections",
            "on_day date",
            [(day,) for day in programme.inspections],
        ),
        (
            "holidays",
            "on_day date",
            calendar.holidays(programme),
        ),
        (
            "helper_groups",
            "group_id varchar, is_child boolean",
            [(group.id, group.family == "children") for group in definitions.groups.values() if group.helper],
        ),
    ]


def _seasons(programme: Programme, first_day: date, last_day: date) -> list[int]:
    """The seasons within reach, and the next one, as a store without imports serves on when it begins, whose Spring
    Festival is known; a mistyped day of 1925 must not stop the store."""
    known = {day.year - 1 for day in programme.spring_festival.days}
    return [
        year
        for year in range(calendar.season_of(first_day) - 1, calendar.season_of(last_day) + 2)
        if year in known
    ]


def _spans(
    one: Submission, definitions: Definitions, first_day: date, last_day: date
) -> list[tuple[date, date, date, date]]:
    """(first and last day that a ledger tells of, from when it is asked for, by when it is due)."""
    programme = definitions.programme
    if one.every == "season":
        return [
            (
                date(year, 9, 1),
                date(year + 1, 8, 31),
                calendar.season_day(programme, year, one.opens or "09-01"),
                calendar.season_day(programme, year, one.due),
            )
            for year in _seasons(programme, first_day, last_day)
        ]
    found = calendar.periods(programme, first_day, last_day)
    spans = [(start, end) for period, start, end in found if period == one.every]
    return [(start, end, end, end + timedelta(days=one.days)) for start, end in spans]
