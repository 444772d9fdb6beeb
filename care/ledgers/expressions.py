"""Column by column: the SQL that turns a raw cell into its value where it is plain, and what limits a value has."""

from datetime import date, timedelta

from care.ledgers.job import Job, literal
from care.ledgers.tables import Table

BASE_1900, BASE_1904 = "date '1899-12-30'", "date '1904-01-01'"
FIRST_DAY = date(1900, 1, 1)
LOOKED_UP = ("choice", "flag", "groups", "team")  # mapped text by text, see checking.look_up
READ = ("date", "id", "phone", "int", "money")  # plain cells at once, others text by text, see hard.py
WHOLE_TEXT = ("id", "phone")  # plain cells are their own text
AHEAD = 400  # days that a planned date (`future = true`) may lie ahead
SQL_TYPES = {"date": "date", "int": "integer", "flag": "boolean", "money": "decimal(12,2)"}


def type_of(field: str, job: Job) -> str:
    return "flag" if field.startswith("flag:") else job.setting.words.types[field]


def kind_sql(j: int, job: Job) -> str:
    """The kind of a raw text: its own column where cells of several kinds are mixed; else all are texts."""
    return f"q{j}" if f"k{j}" in job.table.cells.column_names else "1"


def plain_sql(j: int, field: str, job: Job) -> str:
    """The value of column j where its raw text r<j> of kind q<j> is plain and within its limits; else null. Of IDs
    and telephones, whether the text is plain: it is the value then."""
    type_ = type_of(field, job)
    if type_ == "id":
        return f"plain_id(r{j}, {kind_sql(j, job)}, d{j}) is not null"
    if type_ == "phone":
        return f"plain_phone(r{j}) is not null"
    value = (
        f"plain_day(r{j}, {kind_sql(j, job)})"
        if type_ == "date"
        else f"plain_{'whole' if type_ == 'int' else 'money'}(r{j})"
    )
    return f"case when {value} between {' and '.join(limits_sql(field, job))} then {value} end"


def value_sql(j: int, field: str, job: Job) -> str:
    """The value of column j from its raw text and look-ups; n<j> is its name, y<j> what was read of it."""
    type_ = type_of(field, job)
    if type_ in LOOKED_UP:
        return f"map{j}.value = 'true'" if type_ == "flag" else f"map{j}.value"
    if type_ in READ:
        return once_a_merge(f"y{j}", j, job) if job.setting.words.fields[field].get("below") else f"y{j}"
    if type_ == "name":
        return f"case when name_ok(n{j}) then n{j} end"
    return f"code_of(r{j}, {kind_sql(j, job)})" if type_ == "code" else f"text_of(r{j})"


def limits_sql(field: str, job: Job) -> tuple[str, str]:
    """The least and the most that a number or date can be."""
    if type_of(field, job) == "date":
        return literal(FIRST_DAY), literal(last_day(field, job))
    definition = job.setting.words.fields[field]
    return str(definition.get("least", -(10**9))), str(definition.get("most", 10**9))


def limits_said(field: str, job: Job) -> dict:
    """The figures that a problem of this field's values speaks of."""
    type_ = type_of(field, job)
    if type_ == "date":
        return {"today": job.setting.today.isoformat()}
    definition = job.setting.words.fields.get(field, {})
    return (
        {"least": definition.get("least", 0), "most": definition.get("most", 10**9)}
        if type_ in ("int", "money")
        else {}
    )


def once_a_merge(value: str, j: int, job: Job) -> str:
    """An amount in a merged cell belongs to the first row of the range only."""
    below = below_merges(j, job.table, "read")
    return f"case when {below} then null else {value} end" if below else value


def below_merges(j: int, table: Table, source: str) -> str:
    """Is this row of `source` below the first of a merged range in column j? '' where none is."""
    if table.one.shape == "form":
        return ""
    rows = [
        (s, layout.sheet.top + n + 1)
        for s, layout in enumerate(table.layouts)
        for merge in layout.sheet.merges
        if merge.left == j and merge.bottom > merge.top
        for n in range(merge.top + 1, merge.bottom + 1)
    ]
    return f"({source}.s, {source}.n) in ({', '.join(map(str, rows))})" if rows else ""


def base_day(job: Job) -> str:
    """Day 0 of serial numbers."""
    return BASE_1904 if job.setting.date1904 else BASE_1900


def last_day(field: str, job: Job) -> date:
    ahead = AHEAD if job.setting.words.fields[field].get("future") else 0
    return job.setting.today + timedelta(days=ahead)
