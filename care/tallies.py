"""Month-end answers, kept in the store so that trends cost the same for a village and a province."""

from collections.abc import Iterable
from datetime import date

import duckdb

from care import calendar
from care.definitions import Definitions, Indicator
from care.sql import read_sql

MOST_MONTHS = 14
MOST_ROWS = 2_000_000  # of an indicator, counted at a time: all months of a town, one of a province
BITS = 62  # groups counted at a time: a number has no more bits
FRAME = ("unit_numbers", "numbers_above", "owed", "group_bits", "groups_then")
COLUMNS = "(indicator varchar, as_of date, unit_id varchar, group_id varchar, duty varchar, due integer, met integer, not_due integer)"


def ends(definitions: Definitions, first_day: date, last_day: date) -> list[date]:
    """The month-ends that are kept, oldest first."""
    return [end for _, end in calendar.months(definitions.programme, first_day, last_day)][-MOST_MONTHS:]


def tally(
    connection: duckdb.DuckDBPyConnection,
    indicators: Iterable[Indicator],
    days: list[date],
    into: str = "base.tallies",
) -> set[int]:
    """Add the answers of `days` to table `into`, from what the connection's views show. Returns the subjects counted,
    where `into` is a table of some."""
    connection.execute("set variable whole = true")
    connection.execute(read_sql("rollups/tally_frame"))
    seen: set[int] = set()
    for slice_ in range(_slices(connection)):
        _take_groups(connection, slice_, days)
        for indicator in indicators:
            seen |= _tally_one(connection, indicator, days, slice_ == 0, into)
    for name in FRAME:
        connection.execute(f"drop table temp.{name}")
    return seen


def _slices(connection: duckdb.DuckDBPyConnection) -> int:
    (count,) = connection.execute("select count(distinct group_id) from subject_groups").fetchall()[0]
    return max(1, -(-count // BITS))


def _take_groups(connection: duckdb.DuckDBPyConnection, slice_: int, days: list[date]) -> None:
    connection.execute("truncate group_bits; truncate groups_then")
    connection.execute(
        "insert into group_bits select group_id, cast(1 as bigint) << (row_number() over (order by group_id) - 1) "
        f"from (select distinct group_id from subject_groups order by group_id limit {BITS} offset $skip)",
        {"skip": slice_ * BITS},
    )
    for day in days:
        connection.execute(read_sql("rollups/tally_groups"), {"as_of": day})


def _tally_one(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, days: list[date], first: bool, into: str
) -> set[int]:
    """Month-ends are counted together as far as they fit: planning a roll-up costs more than running it on a town's
    rows."""
    sql = (
        "insert into owed select cast($as_of as date), a.subject_id, n.unit_no, a.duty, a.met "
        f"from ({read_sql(indicator.id)}) as a inner join unit_numbers as n on a.unit_id = n.unit_id"
    )
    names = duckdb.extract_statements(sql)[0].named_parameters
    rollup = read_sql("rollups/tally_alike").replace("base.tallies", into)
    seen: set[int] = set()
    waiting = 0
    for day in days:
        known = {"as_of": day, **indicator.limits}
        (added,) = connection.execute(sql, {one: known[one] for one in {*names, "as_of"}}).fetchall()[0]
        waiting += added
        if waiting and (waiting >= MOST_ROWS or day == days[-1]):
            connection.execute(rollup, {"indicator": indicator.id, "first": first})
            if into != "base.tallies":
                told = connection.execute("select distinct subject_id from owed").fetchall()
                seen |= {one for (one,) in told}
            connection.execute("truncate owed")
            waiting = 0
    return seen
