"""Column by column: the SQL that turns a raw cell into its value, and the SQL that says why it could not."""

from datetime import date, timedelta

from care.ledgers.job import Job, literal
from care.ledgers.tables import Table

BASE_1900, BASE_1904 = "date '1899-12-30'", "date '1904-01-01'"
FIRST_DAY = date(1900, 1, 1)
LOOKED_UP = ("choice", "flag", "groups", "team")  # mapped text by text, see checking.look_up
AHEAD = 400  # days that a planned date (`future = true`) may lie ahead


def type_of(field: str, job: Job) -> str:
    return "flag" if field.startswith("flag:") else job.setting.words.types[field]


def value_sql(j: int, field: str, job: Job) -> str:
    """The value of column j from its raw text r<j>, kind q<j> and look-ups."""
    type_ = type_of(field, job)
    raw, kind = f"r{j}", f"q{j}"
    if type_ in LOOKED_UP:
        return f"map{j}.value = 'true'" if type_ == "flag" else f"map{j}.value"
    if type_ == "date":
        return f"day{j}.value"
    if type_ in ("int", "money"):
        return number_sql(j, field, job)
    if type_ == "name":
        return f"case when name_ok(name_of({raw})) then name_of({raw}) end"
    if type_ == "id":
        return f"id_of({raw}, {kind}, d{j})"
    return {"phone": f"phone_of({raw}, {kind})", "code": f"code_of({raw}, {kind})"}.get(
        type_, f"text_of({raw})"
    )


def number_sql(j: int, field: str, job: Job) -> str:
    definition = job.setting.words.fields[field]
    number = read_number(j, field, job)
    value = f"case when {number} between {definition.get('least', -(10**9))} and {definition.get('most', 10**9)} then {number} end"
    return once_a_merge(value, j, job.table) if definition.get("below") else value


def read_number(j: int, field: str, job: Job) -> str:
    return f"{'whole_of' if type_of(field, job) == 'int' else 'money_of'}(r{j}, q{j})"


def once_a_merge(value: str, j: int, table: Table) -> str:
    """An amount in a merged cell belongs to the first row of the range only."""
    merges = (
        [m for m in table.one.sheet.merges if m.left == j and m.bottom > m.top]
        if table.one.shape != "form"
        else []
    )
    rows = [table.one.sheet.top + n + 1 for merge in merges for n in range(merge.top + 1, merge.bottom + 1)]
    return f"case when n in ({', '.join(map(str, rows))}) then null else {value} end" if rows else value


def day_sql(raw: str, kind: str, job: Job) -> str:
    """A date as read, before its limits."""
    base = BASE_1904 if job.setting.date1904 else BASE_1900
    return f"day_of({raw}, {kind}, {base}, {literal(latest(job))}, {said_year(job)})"


def latest(job: Job) -> date:
    """The last day that a date without a year can mean."""
    hints, setting = job.table.one.hints, job.setting
    if said_year(job) != "null":
        return setting.today
    return hints.ledger_on or (
        min(hints.period[1], setting.today) if hints.period else setting.day or setting.today
    )


def said_year(job: Job) -> str:
    """The one year that the title names, for dates without a year."""
    period = job.table.one.hints.period
    return str(period[0].year) if period and period[0].year == period[1].year else "null"


def last_day(field: str, job: Job) -> date:
    ahead = AHEAD if job.setting.words.fields[field].get("future") else 0
    return job.setting.today + timedelta(days=ahead)


def why_sql(j: int, field: str, job: Job) -> tuple[str, dict]:
    """(expression of the problem's code, its figures) for a cell that has a text but no value."""
    type_ = type_of(field, job)
    raw, kind = f"r{j}", f"q{j}"
    if type_ == "date":
        limits = f"{literal(FIRST_DAY)}, {literal(last_day(field, job))}"
        return f"why_day({raw}, {kind}, {day_sql(raw, kind, job)}, {limits})", {
            "today": job.setting.today.isoformat()
        }
    if type_ in ("int", "money"):
        return why_number(j, field, job)
    if type_ == "phone":
        return f"case when phone_none({raw}) then null else why_phone({raw}, {kind}) end", {}
    fixed = {
        "choice": "choice_unknown",
        "flag": "flag_unknown",
        "groups": "group_unknown",
        "name": "name_unreadable",
        "code": "code_damaged",
    }
    return (
        f"why_id({raw}, {kind})" if type_ == "id" else f"'{fixed[type_]}'" if type_ in fixed else "null"
    ), {}


def why_number(j: int, field: str, job: Job) -> tuple[str, dict]:
    definition = job.setting.words.fields[field]
    counts = once_a_merge("true", j, job.table) if definition.get("below") else "true"
    code = (
        f"case when {read_number(j, field, job)} is not null then 'number_range' else 'number_unreadable' end"
    )
    limits = {"least": definition.get("least", 0), "most": definition.get("most", 10**9)}
    return f"case when {counts} then {code} end", limits
