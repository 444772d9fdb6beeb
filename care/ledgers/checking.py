"""Tables of text → checked rows in canonical columns, by column in DuckDB; and each thing wrong, where it stands."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from care import vault
from care.ledgers import lines, spellings
from care.ledgers.continued import join_lines
from care.ledgers.expressions import (
    LOOKED_UP,
    READ,
    SQL_TYPES,
    WHOLE_TEXT,
    below_merges,
    kind_sql,
    limits_said,
    plain_sql,
    type_of,
    value_sql,
)
from care.ledgers.extras import extra_values
from care.ledgers.hard import read_hard
from care.ledgers.households import carry_down
from care.ledgers.job import BLOCK, TEXT, WHOLE, Job, Setting
from care.ledgers.large_rows import lay_rows, lay_values, share_cells
from care.ledgers.placing import place_rows
from care.ledgers.problems import Problem, mask, mask_name
from care.ledgers.tables import Table
from care.ledgers.totals import compare_totals
from care.ledgers.unit_rows import place_units
from care.ledgers.units import team_of
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
STATES = ("roll_state", "pairing_state")
VILLAGE = re.compile("(?:村|社区|居委会|村委会)$")  # 大坪村 in a column of villages and teams is no team
PEOPLE = {"老人": ("老人", "老年人", "长者"), "儿童": ("儿童", "学生", "未成年人", "孩子"), "妇女": ("妇女",)}


@dataclass(frozen=True)
class Checked:
    """Rows of one table (in relation `name` of the connection) with counts, problems and questions."""

    name: str
    columns: dict[str, str]  # field → SQL type
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    questions: tuple[dict, ...]
    rows: pa.Table | None = None  # the relation's, of a large file


def connect(large: bool = False) -> duckdb.DuckDBPyConnection:
    """A database in memory for the checks of one file; handing few rows to threads costs more than it saves."""
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 2 if large else 1} | vault.limits())
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
        values, join = extra_values(job), ""
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
    """Ledger rows by what became of them; blank rows are not counted."""
    marks = dict(job.rows("select mark, count(*) from marked group by mark"))
    fates = dict(job.rows("select fate, count(*) from fates group by fate"))
    taken, held, refused = (fates.get(one, 0) for one in ("taken", "held", "refused"))
    ignored = sum(n for mark, n in marks.items() if mark not in ("blank", "record"))
    ignored += fates.get("outside", 0) + fates.get("repeated", 0)
    total = taken + held + refused + ignored
    return {"read": total, "taken": taken, "held": held, "refused": refused, "ignored": ignored}


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


def look_up(job: Job) -> list[int]:
    """map<j> for each column of words: each different text → its value, and what of the text has none (`rest`).
    Returns the columns where some text has none."""
    columns = {j: field for j, field in job.table.fields.items() if type_of(field, job) in LOOKED_UP}
    if not columns:
        return []
    different = " union all ".join(
        f"select distinct {j} as j, {'s' if by_sheet(type_of(field, job), job) else '0'} as s, r{j} as raw "
        f"from raws where r{j} is not null"
        for j, field in columns.items()
    )
    texts: dict[int, dict[int, set[str]]] = {j: {} for j in columns}
    for j, s, text in job.rows(different):
        texts[j].setdefault(s, set()).add(text)
    unread = []
    for j, field in columns.items():
        known: dict[frozenset[str], list[tuple]] = {}  # sheets of the same texts decide alike
        found = []
        for s, said in texts[j].items():
            if (some := frozenset(said)) not in known:
                of_each = meanings(list(said), field, type_of(field, job), job)
                known[some] = [(text, *meaning) for text, meaning in zip(said, of_each, strict=True)]
            found += [(s, *one) for one in known[some]]
        job.keep(f"map{j}", {"s": WHOLE, "raw": TEXT, "value": TEXT, "rest": TEXT}, found)
        if any(value is None or rest for _, _, value, rest in found):
            unread.append(j)
    return unread


def by_sheet(type_: str, job: Job) -> bool:
    """Does what a text of this type means depend on the column's other texts?"""
    return type_ in ("flag", "groups") and job.together


def means_sql(j: int, type_: str, source: str, job: Job) -> str:
    """Where map<j> speaks of a row's text."""
    same = f"map{j}.raw = {source}.r{j}"
    return f"{same} and map{j}.s = {source}.s" if by_sheet(type_, job) else same


def meanings(texts: list[str], field: str, type_: str, job: Job) -> list[tuple[str | None, str | None]]:
    """(value, rest) of each text."""
    words = job.setting.words
    if not texts:
        return []
    if type_ == "flag":
        found = spellings.flags(texts, words.fields.get(field, {}))
        found |= {text: spellings.names_flag(text, field[5:], words) for text in texts if found[text] is None}
        return [(None if found[text] is None else str(found[text]).lower(), None) for text in texts]
    if type_ == "groups":
        of = about_whom(texts, job)
        listed = [spellings.groups(text, words, of) for text in texts]
        own = spellings.heading_group(job.table.places[job.by_field[field]].heading, of, words)
        listed = [
            ([own], []) if own and not known and not spellings.denies(text) else (known, rest)
            for text, (known, rest) in zip(texts, listed, strict=True)
        ]
        return [
            (",".join(known) or (None if rest else ""), "、".join(rest) if known and rest else None)
            for known, rest in listed
        ]
    if type_ == "team":
        return [(None if VILLAGE.search(text) else team_of(text), None) for text in texts]
    if field in STATES:
        heading = job.table.places[job.by_field[field]].heading
        return [(spellings.state(field, text, heading, words), None) for text in texts]
    return [(spellings.choice(field, text, words), None) for text in texts]


def about_whom(texts: list[str], job: Job) -> str:
    """老人, 儿童 or 妇女: by the column's other groups, the name's heading or the title, when they name just one."""
    words, hints = job.setting.words, job.table.one.hints
    families = {words.families[group] for text in texts for group in spellings.groups(text, words)[0]}
    if families in ({"elderly"}, {"children"}):
        return "老人" if families == {"elderly"} else "儿童"
    heading = job.table.places[job.by_field["name"]].heading if "name" in job.by_field else ""
    for text in (heading, *hints.titles, job.table.one.sheet.name, *hints.places):
        named = [one for one, signs in PEOPLE.items() if any(sign in text for sign in signs)]
        if named:
            return named[0] if len(named) == 1 else ""
    return ""


def complain(job: Job, columns: list[int]) -> None:
    """Every cell of these columns that says something which is no value of its field."""
    said = [
        sql
        for j in columns
        # What a visit or payment calls somebody decides no membership.
        if job.table.fields[j] != "groups" or job.ledger.get("groups_from_title")
        for sql in complaints_sql(j, job)
    ]
    if not said:
        return
    for j, n, s, text, code in job.each(
        f"select distinct * from ({' union all '.join(said)}) order by s, n, j"
    ):
        field = job.table.fields[j]
        shown = mask_name if type_of(field, job) == "name" else mask
        job.complain(code, s, n, j, field, shown(text), **limits_said(field, job))


FIXED_CODES = {
    "choice": "choice_unknown",
    "flag": "flag_unknown",
    "groups": "group_unknown",
    "name": "name_unreadable",
    "code": "code_damaged",
}


def complaints_sql(j: int, job: Job) -> list[str]:
    """(j, n, s, raw, code) of a column's cells without a value."""
    type_ = type_of(job.table.fields[j], job)
    row = f"vals.n + {BLOCK} * coalesce(vals.b, 0) as n" if "b" in job.table.cells.column_names else "vals.n"
    shown = f"select {j} as j, {row}, vals.s"
    if type_ in READ:
        once = job.setting.words.fields[job.table.fields[j]].get("below")
        below = below_merges(j, job.table, "vals") if once else ""
        counts = f" and not {below}" if below else ""
        return [
            f"{shown}, r{j} as raw, why from vals join found on found.j = {j} and found.raw = r{j} "
            f"and found.kind = {kind_sql(j, job)} where v{j} is null and why is not null{counts}"
        ]
    if type_ not in FIXED_CODES:
        return []
    found = [
        f"{shown}, r{j} as raw, '{FIXED_CODES[type_]}' from vals where r{j} is not null and v{j} is null"
    ]
    if type_ == "groups":
        found.append(
            f"{shown}, rest, 'group_unknown' from vals join map{j} on {means_sql(j, type_, 'vals', job)} "
            "where rest is not null"
        )
    return found


def write_rows(job: Job, name: str, values: dict[str, str], join: str) -> dict[str, str]:
    """Relation `name`: the rows to take, in canonical columns. Returns their SQL types."""
    own = {field: f"v{j}" for j, field in job.table.fields.items() if not field.startswith("flag:")}
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
