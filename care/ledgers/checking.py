"""Tables of text → checked rows in canonical columns, by column in DuckDB; and each thing wrong, where it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from care.ledgers import lines, spellings
from care.ledgers.placing import Placed, Questions, place_rows
from care.ledgers.problems import Problem, mask, mask_name
from care.ledgers.tables import Table
from care.ledgers.units import Units, team_of
from care.ledgers.vocabulary import Vocabulary

VALUES = (Path(__file__).parent / "values.sql").read_text("utf-8")
BASE_1900, BASE_1904 = "date '1899-12-30'", "date '1904-01-01'"
SQL_TYPES = {"date": "date", "int": "integer", "flag": "boolean", "money": "decimal(12,2)"}
LOOKED_UP = ("choice", "flag", "groups", "team")
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Setting:
    """What the checks need to know beside the table."""

    words: Vocabulary
    units: Units
    today: date
    day: date | None  # the day the ledger speaks for, when it does not say itself
    answers: dict[str, str]
    date1904: bool


@dataclass(frozen=True)
class Checked:
    """Rows of one table (in relation `name` of the connection) with counts, problems and questions."""

    name: str
    columns: dict[str, str]  # field → SQL type
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    questions: tuple[dict, ...]


def connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 2})
    connection.execute(VALUES)
    return connection


def check(connection: duckdb.DuckDBPyConnection, table: Table, number: int, setting: Setting) -> Checked:
    """Check one table; leaves relation t<number> with the rows to take."""
    own = f"t{number}"
    connection.register("cells", table.cells)
    connection.execute(
        f"create or replace temp table marked as select *, {lines.mark_sql(table)} as mark from cells"
    )
    counts = dict(connection.execute("select mark, count(*) from marked group by mark").fetchall())
    read_values(connection, table, setting)
    problems = value_problems(connection, table, setting)
    questions = Questions()
    placed = place_rows(connection, table, setting, questions)
    problems += placed.problems
    columns = write_rows(connection, table, setting, own, placed)
    total = row_counts(connection, counts)
    return Checked(own, columns, total, tuple(problems), tuple(questions.asked.values()))


def row_counts(connection: duckdb.DuckDBPyConnection, marks: dict[str, int]) -> dict[str, int]:
    fates = dict(connection.execute("select fate, count(*) from fates group by fate").fetchall())
    ignored = sum(n for mark, n in marks.items() if mark not in ("blank", "record")) + fates.get("ignored", 0)
    taken, held, refused = (fates.get(one, 0) for one in ("taken", "held", "refused"))
    return {
        "read": taken + held + refused + ignored,
        "taken": taken,
        "held": held,
        "refused": refused,
        "ignored": ignored,
    }


def read_values(connection: duckdb.DuckDBPyConnection, table: Table, setting: Setting) -> None:
    """Temp table vals: n, s, and for each mapped column its raw text r<j> and value v<j>."""
    parts, joins = [], []
    kinds = set(table.cells.column_names)
    for j, field in table.fields.items():
        type_ = "flag" if field.startswith("flag:") else setting.words.types[field]
        kind = f"k{j}" if f"k{j}" in kinds else "1"
        raw = (
            f"trimmed(c{j})"
            if type_ in ("choice", "flag")
            else f"case when says_none(c{j}) then null else trimmed(c{j}) end"
        )
        parts.append(f"{raw} as r{j}, {kind} as q{j}")
        if type_ == "id":
            parts.append(f"id_number(c{j}) as d{j}")
        if type_ in LOOKED_UP:
            look_up(connection, j, field, type_, setting)
            joins.append(f" left join map{j} on map{j}.raw = r{j}")
    connection.execute(
        f"create or replace temp table raws as select cast(row_number() over () as integer) as id, n, s, {', '.join(parts)} from {split_persons(connection, table, setting)} where mark = 'record'"
    )
    for j, field in table.fields.items():
        if setting.words.types.get(field) == "date":
            look_up_days(connection, j, setting.words.fields[field], table, setting)
            joins.append(f" left join day{j} on day{j}.raw = r{j} and day{j}.kind = q{j}")
    values = [f"{value_sql(j, field, table, setting)} as v{j}" for j, field in table.fields.items()]
    connection.execute(
        f"create or replace temp table vals as select raws.*, {', '.join(values)} from raws{''.join(joins)}"
    )


def split_persons(connection: duckdb.DuckDBPyConnection, table: Table, setting: Setting) -> str:
    """Several persons in one cell become rows, where the ledger's definition allows it."""
    allowed = setting.words.ledgers[table.kind].get("split", [])
    columns = {field: j for j, field in table.fields.items() if field in allowed}
    if "name" not in columns:
        return "marked"
    several = f"mark = 'record' and several_names(trimmed(c{columns['name']}))"
    if not connection.execute(f"select count(*) from marked where {several}").fetchall()[0][0]:
        return "marked"
    cut = ", ".join(f"unnest(names_apart(trimmed(c{j}))) as c{j}" for j in columns.values())
    others = f"* exclude ({', '.join(f'c{j}' for j in columns.values())})"
    return f"(select * from marked where not coalesce({several}, false) union all by name select {others}, {cut} from marked where {several})"


def look_up(connection: duckdb.DuckDBPyConnection, j: int, field: str, type_: str, setting: Setting) -> None:
    """map<j>: each different text of a column → its value."""
    rows = connection.execute(
        f"select distinct trimmed(c{j}) from marked where mark = 'record' and trimmed(c{j}) is not null"
    ).fetchall()
    texts = [text for (text,) in rows]
    if type_ == "flag":
        definition = {} if field.startswith("flag:") else setting.words.fields[field]
        found = spellings.flags(texts, definition)
        values = [None if found[text] is None else str(found[text]).lower() for text in texts]
    elif type_ == "groups":
        values = [",".join(spellings.groups(text, setting.words)[0]) or None for text in texts]
    elif type_ == "team":
        values = [team_of(text) for text in texts]
    else:
        values = [spellings.choice(field, text, setting.words) for text in texts]
    mapped = pa.table({"raw": pa.array(texts, pa.string()), "value": pa.array(values, pa.string())})
    connection.register("mapped", mapped)
    connection.execute(f"create or replace temp table map{j} as select * from mapped")


def look_up_days(
    connection: duckdb.DuckDBPyConnection, j: int, definition: dict, table: Table, setting: Setting
) -> None:
    """day<j>: each different text of a date column → its day; a ledger has few different days."""
    base = BASE_1904 if setting.date1904 else BASE_1900
    day = f"day_of(raw, kind, {base}, {literal(latest(table, setting))}, null)"
    bounds = f"{literal(FIRST_DAY)} and {literal(last_day(definition, setting))}"
    connection.execute(
        f"create or replace temp table day{j} as select raw, kind, case when day between {bounds} then day end as value "
        f"from (select raw, kind, {day} as day from (select distinct r{j} as raw, q{j} as kind from raws where r{j} is not null))"
    )


def value_sql(j: int, field: str, table: Table, setting: Setting) -> str:
    """The expression that turns a column's raw text into its value."""
    if field.startswith("flag:"):
        return f"map{j}.value = 'true'"
    definition, type_ = setting.words.fields[field], setting.words.types[field]
    raw, kind = f"r{j}", f"q{j}"
    if type_ in LOOKED_UP:
        return f"map{j}.value = 'true'" if type_ == "flag" else f"map{j}.value"
    if type_ == "date":
        return f"day{j}.value"
    if type_ in ("int", "money"):
        number = f"whole_of({raw}, {kind})" if type_ == "int" else f"money_of({raw}, {kind})"
        value = f"case when {number} between {definition.get('least', -(10**9))} and {definition.get('most', 10**9)} then {number} end"
        return once_a_merge(value, j, table) if definition.get("below") else value
    return {
        "id": f"id_of({raw}, {kind}, d{j})",
        "phone": f"phone_of({raw}, {kind})",
        "code": f"code_of({raw}, {kind})",
        "name": f"case when name_ok(name_of({raw})) then name_of({raw}) end",
    }.get(type_, f"text_of({raw})")


def once_a_merge(value: str, j: int, table: Table) -> str:
    """An amount in a merged cell belongs to the first row of the range only."""
    rows = [
        n + 1
        for m in table.one.sheet.merges
        if m.left == j and m.bottom > m.top
        for n in range(m.top + 1, m.bottom + 1)
    ]
    return f"case when n in ({', '.join(map(str, rows))}) then null else {value} end" if rows else value


def last_day(definition: dict, setting: Setting) -> date:
    return setting.today + timedelta(days=400 if definition.get("future") else 0)


def latest(table: Table, setting: Setting) -> date:
    """The last day that a date without a year can mean."""
    hints = table.one.hints
    return hints.ledger_on or (
        min(hints.period[1], setting.today) if hints.period else setting.day or setting.today
    )


def literal(day: date) -> str:
    return f"date '{day.isoformat()}'"


def value_problems(connection: duckdb.DuckDBPyConnection, table: Table, setting: Setting) -> list[Problem]:
    """Every cell that says something which is no value of its field."""
    problems = []
    for j, field in table.fields.items():
        if field == "groups" and not setting.words.ledgers[table.kind].get("groups_from_title"):
            continue  # what a visit or payment calls somebody decides no membership
        why, values = why_sql(j, field, table, setting)
        rows = connection.execute(
            f"select n, s, r{j}, {why} as code from vals where r{j} is not null and v{j} is null and {why} is not null order by s, n"
        ).fetchall()
        problems += [problem(table, setting, row, j, field, values) for row in rows]
    return problems


def problem(table: Table, setting: Setting, row: tuple, j: int, field: str, values: dict) -> Problem:
    n, s, text, code = row
    type_ = setting.words.types.get(field, "flag")
    place = table.places[j]
    shown = mask_name(text) if type_ == "name" else mask(text)
    return Problem(code, table.layouts[s].sheet.name, n, place.column, place.heading, field, shown, values)


def why_sql(j: int, field: str, table: Table, setting: Setting) -> tuple[str, dict]:
    """(expression of the problem's code, its figures)."""
    if field.startswith("flag:"):
        return "'flag_unknown'", {}
    definition, type_ = setting.words.fields[field], setting.words.types[field]
    raw, kind = f"r{j}", f"q{j}"
    if type_ == "date":
        last = literal(latest(table, setting))
        base = BASE_1904 if setting.date1904 else BASE_1900
        value = f"day_of({raw}, {kind}, {base}, {last}, null)"
        return (
            f"why_day({raw}, {kind}, {value}, {literal(FIRST_DAY)}, {literal(last_day(definition, setting))})",
            {"today": setting.today.isoformat()},
        )
    if type_ in ("int", "money"):
        read = f"whole_of({raw}, {kind})" if type_ == "int" else f"money_of({raw}, {kind})"
        rows = once_a_merge("1", j, table) if definition.get("below") else "1"
        limits = {"least": definition.get("least", 0), "most": definition.get("most", 10**9)}
        return (
            f"case when ({rows}) is null then null when {read} is not null then 'number_range' else 'number_unreadable' end",
            limits,
        )
    if type_ == "phone":
        return f"case when phone_none({raw}) then null else why_phone({raw}, {kind}) end", {}
    codes = {
        "id": f"why_id({raw}, {kind})",
        "choice": "'choice_unknown'",
        "flag": "'flag_unknown'",
        "groups": "'group_unknown'",
        "name": "'name_unreadable'",
        "code": "'code_damaged'",
    }
    return codes.get(type_, "null"), {}


def write_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, setting: Setting, own: str, placed: Placed
) -> dict[str, str]:
    """Relation `own`: the rows to take, in canonical columns. Returns their SQL types."""
    values = {
        field: f"v{j}" for j, field in table.fields.items() if not field.startswith("flag:")
    } | placed.values
    columns = {field: SQL_TYPES.get(setting.words.types[field], "varchar") for field in values}
    chosen = ", ".join(f"cast({values[field]} as {type_}) as {field}" for field, type_ in columns.items())
    connection.execute(
        f"create or replace temp table {own} as select vals.s as s, vals.n as row_no, fates.unit_id, fates.class_unit_id, {chosen} "
        f"from vals join fates using (id){placed.joins} where fate = 'taken'"
    )
    return columns
