"""Tables of text → checked rows in canonical columns, by column in DuckDB; and each thing wrong, where it stands."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from care import vault
from care.ledgers import lines
from care.ledgers.complaining import complain
from care.ledgers.continued import join_lines
from care.ledgers.expressions import (
    LOOKED_UP,
    READ,
    SQL_TYPES,
    WHOLE_TEXT,
    kind_sql,
    plain_sql,
    type_of,
    value_sql,
)
from care.ledgers.extras import extra_values
from care.ledgers.hard import read_hard
from care.ledgers.households import carry_down
from care.ledgers.items_unsaid import complain_of_items
from care.ledgers.job import Job, Setting
from care.ledgers.large_rows import lay_rows, lay_values, share_cells
from care.ledgers.meanings import look_up, means_sql
from care.ledgers.of_others import hold_others
from care.ledgers.placing import place_rows
from care.ledgers.problems import Problem
from care.ledgers.remarks import complain_of_remarks
from care.ledgers.rosters import IDS
from care.ledgers.sums_left import complain_of_sums
from care.ledgers.tables import Table
from care.ledgers.totals import compare_totals
from care.ledgers.unit_rows import place_units
from care.ledgers.visiting import write_visits
from care.ledgers.writing_out import write_out

VALUES = (Path(__file__).parent / "values.sql").read_text("utf-8")
FEW_ROWS = 20_000
OF_EACH = (
    "gender",
    "age",
    "birth_date",
    "id_no",
    "phone",
    "relation_to_head",
    "class_name",
    "health",
)  # may be listed like names


@dataclass(frozen=True)
class Checked:
    """Rows of one table (in relation `name` of the connection) with counts, problems and questions."""

    name: str
    columns: dict[str, str]  # field → SQL type
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    questions: tuple[dict, ...]
    rows: pa.Table | None = None  # the relation's, of a large file


def connect(folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory for the checks of one file."""
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 1} | vault.limits(folder))
    connection.execute(VALUES)
    return connection


def check(connection: duckdb.DuckDBPyConnection, table: Table, number: int, setting: Setting) -> Checked:
    """Check one table; leaves relation t<number> with the rows to take."""
    job = Job(connection, table, setting)
    connection.register("cells", table.cells)
    write_marks(job)
    compare_totals(job)
    carry_down(job)
    write_out(job)
    join_lines(job)
    complain(job, read_values(job))
    if table.kind == "units":
        values, join = place_units(job), ""
    else:
        place_rows(job)
        complain_of_remarks(job)
        complain_of_sums(job)
        values, join = extra_values(job), ""
        complain_of_items(job, values)
        hold_others(job, values)
    if table.periods:
        values |= write_visits(job)
        join = " join visits using (id)"
    columns = write_rows(job, f"t{number}", values, join)
    counts = row_counts(job)
    for name in ("marked", "vals") if setting.large else ():
        job.drop(name)
    problems = sorted(job.problems, key=lambda one: (one.sheet, one.row or 0, len(one.column), one.column))
    questions = tuple(job.questions.values())
    return Checked(f"t{number}", columns, counts, tuple(problems), questions, job.made.get(f"t{number}"))


def write_marks(job: Job) -> None:
    """Relation marked: the cells, and what sort of row each is."""
    mark = f"{lines.mark_sql(job.table)} as mark"
    if job.setting.large:  # only the marks are new
        cells, made = job.table.cells, job.fetch(f"select s, n, {mark} from cells")
        if all(made[key].equals(cells[key]) for key in ("s", "n")):
            job.register("marked", cells.append_column("mark", made["mark"]))
            return
    job.make("marked", f"select *, {mark} from cells")


def row_counts(job: Job) -> dict[str, int]:
    """Ledger rows by what became of them; blank rows are not counted. `by_rolls`: those taken that say no village, so that
    they stand where rolls list whom they name (care/ledgers/homes.py)."""
    marks = dict(job.rows("select mark, count(*) from marked group by mark"))
    fates = dict(job.rows("select fate, count(*) from fates group by fate"))
    taken, held, refused = (fates.get(one, 0) for one in ("taken", "held", "refused"))
    ignored = sum(n for mark, n in marks.items() if mark not in ("blank", "record"))
    ignored += fates.get("outside", 0) + fates.get("repeated", 0)
    total = taken + held + refused + ignored
    found = {"read": total, "taken": taken, "held": held, "refused": refused, "ignored": ignored}
    if not any(one in job.by_field for one in IDS):
        return found
    ((by_rolls,),) = job.rows("select count(*) from fates where nowhere and fate = 'taken'")
    return found | {"by_rolls": by_rolls}


def read_values(job: Job) -> list[int]:
    """Relation vals (id, n, s, raw texts r<j>, kinds q<j> where they differ, values v<j>, and p<j> = day or month for
    dates). Returns the columns with texts that may mean nothing."""
    write_raws(job)
    fields = {j: type_of(field, job) for j, field in job.table.fields.items()}
    hard = read_hard(job)
    unread = [j for j, missing in hard.items() if missing] + look_up(job)
    kept = ["id", "n", "s", *(["b"] if "b" in job.table.cells.column_names else [])]
    steps, values, joins = [], [], []
    for j, type_ in fields.items():
        kept += [f"r{j}", *([f"q{j}"] if (kind := kind_sql(j, job)) != "1" else [])]
        if type_ in READ:
            steps.append(f"{read_sql(j, type_, j in hard)} as y{j}")
            if type_ == "date":
                values.append(f"coalesce(note{j}, 'day') as p{j}" if j in hard else f"'day' as p{j}")
        elif type_ == "name":
            steps.append(f"name_of(r{j}) as n{j}")
            unread.append(j)
        elif type_ == "code":
            unread.append(j)
        values.append(f"{value_sql(j, job.table.fields[j], job)} as v{j}")
        if j in hard:
            steps.append(f"h{j}.note as note{j}")
            joins.append(
                f" left join found as h{j} on h{j}.j = {j} and h{j}.raw = r{j} and h{j}.kind = {kind}"
            )
    maps = "".join(
        f" left join map{j} on {means_sql(j, type_, 'read', job)}"
        for j, type_ in fields.items()
        if type_ in LOOKED_UP
    )
    read = f"with read as (select {', '.join(['raws.*', *steps])} from raws{''.join(joins)}) "
    if not job.setting.large or not lay_values(job, kept, f"{read}select {{}} from read{maps}", values):
        said = ", ".join([*(f"read.{one}" for one in kept), *values])
        job.make("vals", f"{read}select {said} from read{maps}")
    job.drop("raws")  # its columns are in vals
    return unread


def read_sql(j: int, type_: str, hard: bool) -> str:
    """What was read of column j: at once (x<j>), or as a hard text (h<j>, see hard.py)."""
    if type_ in WHOLE_TEXT:
        return f"case when x{j} then r{j} {f'else h{j}.value ' if hard else ''}end"
    return f"coalesce(x{j}, cast(h{j}.value as {SQL_TYPES[type_]}))" if hard else f"x{j}"


def write_raws(job: Job) -> None:
    """Relation raws: of each record the raw texts r<j>, their kinds q<j>, and x<j> (see expressions.plain_sql)."""
    parts, plain, inner = [], [], []
    for j, field in job.table.fields.items():
        type_ = type_of(field, job)
        none_counts = type_ in ("choice", "flag")  # 无 is an answer there
        blank = "says_nothing" if none_counts else "says_none"
        parts.append(f"case when {blank}(c{j}) then null else trimmed(c{j}) end as r{j}")
        if kind_sql(j, job) != "1":
            parts.append(f"coalesce(k{j}, 1) as q{j}")
        if type_ == "id":
            parts.append(f"id_number(c{j}) as d{j}")
            inner.append(f"d{j}")
        if type_ in READ:
            plain.append(f"{plain_sql(j, field, job)} as x{j}")
    source = split_persons(job)
    if "b" in job.table.cells.column_names:
        parts.append("b")
    without = f" exclude ({', '.join(inner)})" if inner else ""
    parts.append("0 as nth" if source == "marked" else "cast(nth as integer) as nth")
    job.make_numbered(
        "raws",
        f"with said as (select n, s, {', '.join(parts)} from {source} where mark = 'record') "
        f"select {', '.join([f'said.*{without}', *plain])} from said",
        "nth",
    )
    if job.setting.large:
        share_cells(job)


def split_persons(job: Job) -> str:
    """Several persons in one cell become rows, where the ledger's definition allows it."""
    columns = [job.by_field[field] for field in job.ledger.get("split", []) if field in job.by_field]
    name = job.by_field.get("name", job.by_field.get("head_name"))
    if name is None or name not in columns:
        return "marked"
    several = f"mark = 'record' and several_names(c{name})"
    if not job.rows(f"select count(*) from marked where {several}")[0][0]:
        return "marked"
    cut = [f"unnest(names_apart(c{j})) as c{j}" for j in columns]
    others = [job.by_field[field] for field in OF_EACH if field in job.by_field]
    others = [j for j in others if j not in columns]
    # 9、7 beside 张丽、张强 is each one's own; what is said once holds for both.
    cut += [
        f"unnest(case when len(names_apart(c{j})) = len(names_apart(c{name})) then names_apart(c{j}) "
        f"else list_transform(names_apart(c{name}), lambda one: c{j}) end) as c{j}"
        for j in others
    ]
    kept = f"* exclude ({', '.join(f'c{j}' for j in [*columns, *others])})"
    nth = f"unnest(range(len(names_apart(c{name})))) as nth"
    return (
        f"(select *, 0 as nth from marked where not coalesce({several}, false) "
        f"union all by name select {kept}, {', '.join(cut)}, {nth} from marked where {several})"
    )


def write_rows(job: Job, name: str, values: dict[str, str], join: str) -> dict[str, str]:
    """Relation `name`: the rows to take, in canonical columns. Returns their SQL types."""
    own = {
        field: f"v{j}"
        for j, field in job.table.fields.items()
        if not field.startswith("flag:") and field != "goods"
    }
    values = own | values
    columns = {field: SQL_TYPES.get(job.setting.words.types[field], "varchar") for field in values}
    chosen = ", ".join(f"cast({values[field]} as {type_}) as {field}" for field, type_ in columns.items())
    chosen = f"select vals.s as s, vals.n as row_no, fates.unit_id, fates.class_unit_id, {chosen}"
    if job.setting.large and not join and lay_rows(job, name, values, columns):
        return columns
    job.make_in_order(
        name,
        f"{chosen} from vals join fates using (id){join} where fates.fate = 'taken'",
        "vals.id, contact_on" if join else "vals.id",
    )
    return columns
