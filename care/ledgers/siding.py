"""A ledger's rows and those of earlier ones side by side, with what tells who is who: what comparing.py compares."""

import duckdb
import pyarrow as pa

from care.definitions import load
from care.ledgers.erased import REGISTER
from care.ledgers.job import quoted
from care.ledgers.kept import Kept

FIXED = ("row_id", "kind", "sheet", "row_no", "ledger_on")
BELONGS = ("unit_id", "class_unit_id", "id_no", "head_id", "student_no")  # whose a row is


def side_by_side(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    columns: list[str],
    names: list[str],
    earlier: Kept,
    within: tuple[str, ...] | None,
) -> None:
    """Table `told`: fresh and earlier rows under the same names, with what tells who is who."""
    own = set(columns) - set(FIXED)
    sides = [
        f"select false as old, -1 as batch_no, true as alike, {_row(kind, set(columns))} from incoming "
        f"where kind = '{kind}'"
    ]
    alike = pa.array([shape - set(FIXED) == own for shape in earlier.columns], pa.bool_())
    numbers = {"batch_id": pa.array(names, pa.string()), "batch_no": pa.array(range(len(names)), pa.int32())}
    connection.register("numbers", pa.table(numbers | {"alike": alike}))
    if names:
        known = set().union(*earlier.columns)
        sides.append(
            f"select true as old, batch_no, alike, {_row(kind, known)} "
            f"from ({earlier.source}) join numbers using (batch_id) "
            f"where kind = '{kind}' and {_ours(known, within)} and {_near(kind, known & set(columns), connection)}"
        )
    order = "order by old desc, ledger_on nulls first, batch_no, row_id"
    connection.execute(
        f"create or replace temp table told as select cast(row_number() over ({order}) as integer) as ord, * "
        f"from ({' union all by name '.join(sides)})"
    )


def _ours(have: set[str], within: tuple[str, ...] | None) -> str:
    """Whether an earlier row is of units `within`: of a village, or of a class."""
    if within is None:
        return "true"
    tests = [
        f"starts_with({one} || '/', {quoted(top + '/')})"
        for one in ("unit_id", "class_unit_id")
        if one in have
        for top in within
    ]
    return f"coalesce({', '.join(f'nullif({test}, false)' for test in tests)}, false)" if tests else "false"


def _near(kind: str, both: set[str], connection: duckdb.DuckDBPyConnection) -> str:
    """Whether an earlier row can bear on a fresh one. Of a county's contacts, millions, only those of its days, and of
    its units or people, can. The days are written out: by them whole files are left unread."""
    if kind != "contacts":
        return "true"
    of = [f"{one} in (select {one} from incoming)" for one in BELONGS if one in both]
    then = "true"
    if "contact_on" in both:
        asked = "select min(contact_on), max(contact_on) from incoming"
        ((first, last),) = connection.execute(asked).fetchall()
        between = f" or contact_on between '{first}' and '{last}'" if first else ""
        then = f"(contact_on is null{between})"
    return f"{then} and ({' or '.join(of) or 'true'})"


def _row(kind: str, have: set[str]) -> str:
    """The columns of one side of `told`: who and where (id, name, unit …), then every field as f_<field>."""

    def field(name: str, type_: str = "varchar") -> str:
        return f'cast("{name}" as {type_})' if name in have else f"cast(null as {type_})"

    name, head = field("name"), field("head_name")
    own = f"{name} is null or {name} = {head}"  # the row speaks of the head
    unit = f"coalesce({field('unit_id')}, {field('class_unit_id')})"
    who = {
        "id": f"coalesce({field('id_no')}, case when {own} then {field('head_id')} end)",
        "student_no": f"case when length({field('student_no')}) >= {REGISTER} then {field('student_no')} end",
        "name": f"coalesce({name}, {head})",
        "unit": unit,
    }
    if kind == "units":
        path = field("unit_id")
        parent = f"regexp_replace({path}, '/?[^/]*$', '')"
        who = {"id": path, "student_no": "cast(null as varchar)", "name": field("unit_name"), "unit": parent}
    ledger = load().ledgers.get(kind, {})
    if "unit_kinds" in ledger:  # rows about units: known by what they say, not by whom
        who["name"] = f"concat_ws(' ', {', '.join(field(one) for one in ledger['keys'])})"
    extra = [f"coalesce({field(one)}, '')" for one in ledger.get("apart", ())]
    parts = who | {
        "team": field("team"),
        "groups": field("groups"),
        "extra": " || '|' || ".join(extra) or "''",
        "on_day": field("contact_on", "date") if kind == "contacts" else "cast(null as date)",
        "ended": f"{field('left_on')} is not null or {field('died_on')} is not null",
        "sheet": field("sheet"),
        "row_no": field("row_no", "integer"),
        "row_id": field("row_id", "integer"),
        "ledger_on": field("ledger_on", "date"),
    }
    kept = [f'cast("{one}" as varchar) as "f_{one}"' for one in sorted(have - set(FIXED) - {"batch_id"})]
    return ", ".join([*(f"{value} as {name}" for name, value in parts.items()), *kept])
