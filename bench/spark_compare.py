"""Are two stores, and two engines' answers, the same rows whatever their order? For bench and tests."""

import duckdb

from care.definitions import Definitions
from care.spark import running
from care.sql import QUERIES, read_sql


def differing(connection: duckdb.DuckDBPyConnection) -> tuple[int, list[str]]:
    """(rows of all tables, names of the tables that differ) of the attached stores `one` and `other`."""
    told = "select table_name from duckdb_tables() where database_name = 'one' and schema_name = 'base' order by 1"
    found, rows = [], 0
    for (name,) in connection.execute(told).fetchall():
        columns = [row[0] for row in connection.execute(f"describe one.base.{name}").fetchall()]
        rows += connection.execute(f"select count(*) from one.base.{name}").fetchall()[0][0]
        if unlike(connection, f"one.base.{name}", f"other.base.{name}", columns):
            found.append(name)
    return rows, found


def unlike(connection: duckdb.DuckDBPyConnection, one: str, other: str, columns: list[str]) -> list[tuple]:
    """Up to three rows that one of two tables has more often than the other."""
    told = ", ".join(f'"{name}"' for name in columns)
    for left, right in ((one, other), (other, one)):
        asked = f"select {told} from {left} except all select {told} from {right} limit 3"
        if rows := connection.execute(asked).fetchall():
            return rows
    return []


def questions(definitions: Definitions) -> list[tuple[str, dict]]:
    """(file in queries/, limits) of every indicator, breakdown and check."""
    breakdowns = [path.stem for path in sorted((QUERIES / "breakdowns").glob("*.sql"))]
    return (
        [(name, one.limits) for name, one in definitions.indicators.items()]
        + [(f"breakdowns/{name}", {}) for name in breakdowns]
        + [(f"checks/{name}", one.limits) for name, one in definitions.checks.items()]
    )


def answers_unlike(
    connection: duckdb.DuckDBPyConnection, run: running.Run, name: str, limits: dict
) -> tuple[int, list[tuple]]:
    """(rows of DuckDB's answer, rows in which Spark's differs) to one question, on the store's day."""
    connection.execute("set variable whole = true")
    connection.execute("use one")
    as_of = "coalesce(as_of, (select max(covers_to) from one.base.batches))"
    (day,) = connection.execute(f"select {as_of} from one.base.meta").fetchall()[0]
    sql, values = read_sql(name), {"as_of": day, **limits}
    wanted = duckdb.extract_statements(sql)[0].named_parameters
    mine = connection.sql(sql, params={key: values[key] for key in wanted}).to_arrow_table()
    connection.register("mine", mine)
    connection.register("theirs", running.answer(run, sql, values).toArrow())
    return len(mine), unlike(connection, "mine", "theirs", mine.column_names)


def answered_the_same(connection, run: running.Run, definitions: Definitions) -> tuple[int, list[str]]:
    """(how many questions and checks were asked, names of those that Spark answers otherwise)."""
    asked = questions(definitions)
    return len(asked), [name for name, limits in asked if answers_unlike(connection, run, name, limits)[1]]
