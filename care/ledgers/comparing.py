"""What a ledger would change against those in force: who is new, changed (and how), not in it any more.

Works by column in DuckDB (compare.sql); nobody is merged here, the rules of who is who are those of the
store.
"""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as compute

from care import vault
from care.ledgers import batches
from care.ledgers.kept import kept
from care.ledgers.problems import mask
from care.ledgers.siding import FIXED, side_by_side

SQL = (Path(__file__).parent / "compare.sql").read_text("utf-8")
ALL_NEW = """
create or replace temp table matched as select ord, cast(null as integer) as old_ord from told;
create or replace temp table vanished as select ord from told where false;
"""  # of a kind of which nothing is in force
WHAT = ("new", "changed", "unchanged", "vanished")
MOST_LISTED = 2_000  # of each sort; the counts are always whole
LIKENESS = 0.2  # a list that has fewer of an earlier one's people is no later edition of it …
SMALL = 20  # … unless the earlier one is as short as this
DERIVED = ("unit_id", "class_unit_id", "team", "groups", "relief_item", "contact_kind", "helper_kind")


@dataclass(frozen=True)
class Changes:
    """`counts` by WHAT, of the rows kept. `listed`: new, changed and vanished rows, each
    {what, kind, name, unit_id, team, sheet, row, batch_id, fields: [{field, before, after}]}; a vanished
    one's sheet and row are those of the earlier batch. IDs and telephones are masked. `against`: the batches
    compared with."""

    counts: dict[str, int]
    listed: tuple[dict, ...] = ()
    against: tuple[str, ...] = ()


def compare(
    folder: Path,
    rows: pa.Table,
    complete: bool = False,
    against: list[str] | None = None,
    within: tuple[str, ...] | None = None,
) -> Changes:
    """Compare rows (as import makes them) with the batches in force, or only with `against`; of those only with rows of
    units `within` (None = all). Whoever brings an ID number is not told what others' ledgers say of its holder."""
    kinds = [kind for kind in rows.column("kind").unique().to_pylist() if kind]
    found = []
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2} | vault.limits(folder)) as connection:
        for kind in kinds:
            earlier = [
                one for one in batches.in_force(folder)
                if kind in one["kinds"] and (against is None or one["batch_id"] in against)
            ]  # fmt: skip
            own = rows if len(kinds) == 1 else rows.filter(compute.equal(rows.column("kind"), kind))
            connection.register("incoming", own if earlier else own.slice(0, MOST_LISTED))
            one = _compare_kind(connection, folder, kind, rows.column_names, earlier, complete, within)
            connection.unregister("incoming")
            if not earlier:  # then all are new, and only those listed need a look
                one = dataclasses.replace(one, counts=one.counts | {"new": own.num_rows})
            found.append(one)
    return Changes(
        {what: sum(one.counts[what] for one in found) for what in WHAT},
        tuple(entry for one in found for entry in one.listed),
        tuple(dict.fromkeys(batch for one in found for batch in one.against)),
    )


def _compare_kind(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    kind: str,
    columns: list[str],
    earlier: list[dict],
    complete: bool,
    within: tuple[str, ...] | None,
) -> Changes:
    names = [one["batch_id"] for one in earlier]
    told = kept(connection, folder, names)
    shapes = told.columns
    side_by_side(connection, kind, columns, names, told, within)
    whole = [number for number, one in enumerate(earlier) if one.get("complete")]
    connection.execute(
        "create or replace temp table complete_batches as select unnest($whole::integer[]) as batch_no",
        {"whole": whole},
    )
    for name, value in {
        "by_group": kind == "roster", "by_item": kind == "relief", "complete": complete,
        "small": 0 if kind == "contacts" else SMALL, "likeness": LIKENESS,
    }.items():  # fmt: skip
        connection.execute(f"set variable {name} = $value", {"value": value})
    connection.execute(SQL if names else ALL_NEW)
    fields = _said_fields(connection, columns, shapes)
    _mark_changed(connection, fields, shapes)
    return Changes(_counts(connection), tuple(_listed(connection, kind, fields, shapes, names)), tuple(names))


def _said_fields(
    connection: duckdb.DuckDBPyConnection, columns: list[str], shapes: list[set[str]]
) -> list[str]:
    """Fields to compare. A column that the import only derives and found nowhere (the team, out of addresses
    without any) says nothing: it leaves the fields, and the shapes of the ledgers that lack it."""
    derived = [one for one in DERIVED if one in columns and any(one in shape for shape in shapes)]
    if derived:
        blank = ", ".join(f'count("f_{one}") = 0' for one in derived)
        for number, *empty in connection.execute(
            f"select batch_no, {blank} from told group by batch_no"
        ).fetchall():
            silent = {one for one, nothing in zip(derived, empty, strict=True) if nothing}
            if number < 0:
                columns = [one for one in columns if one not in silent]
            else:
                shapes[number] -= silent
    return [one for one in columns if one not in FIXED and any(one in shape for shape in shapes)]


def _differs(field: str, shapes: list[set[str]]) -> str:
    """Did the field change? A ledger that has no such column said nothing of it."""
    test = f'n."f_{field}" is distinct from o."f_{field}"'
    silent = [str(number) for number, shape in enumerate(shapes) if field not in shape]
    return f"({test} and o.batch_no not in ({', '.join(silent)}))" if silent else f"({test})"


def _mark_changed(connection: duckdb.DuckDBPyConnection, fields: list[str], shapes: list[set[str]]) -> None:
    """Table `fates`: each fresh row as new, changed or unchanged."""
    differs = " or ".join(_differs(field, shapes) for field in fields) or "false"
    connection.execute(
        f"create or replace temp table fates as select m.ord, m.old_ord, "
        f"case when m.old_ord is null then 'new' when {differs} then 'changed' else 'unchanged' end as what "
        "from matched as m join told as n on m.ord = n.ord left join told as o on m.old_ord = o.ord"
    )


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    sql = "select what, count(*) from fates group by what union all select 'vanished', count(*) from vanished"
    return dict.fromkeys(WHAT, 0) | dict(connection.execute(sql).fetchall())


def _listed(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    fields: list[str],
    shapes: list[set[str]],
    names: list[str],
) -> list[dict]:
    pairs = ", ".join(
        f"case when {_differs(field, shapes)} then "
        f"""{{'field': '{field}', 'before': o."f_{field}", 'after': n."f_{field}"}} end"""
        for field in fields
    )
    changed = f"list_filter([{pairs}], lambda one: one is not null)" if pairs else "null"
    columns = {row[0] for row in connection.execute("describe told").fetchall()}
    unit = "f_unit_id" if "f_unit_id" in columns else "unit"
    shown = f"n.name, n.{unit}, n.team, n.sheet, n.row_no, n.batch_no"
    asked = [
        f"select f.what, {shown}, {changed if what == 'changed' else 'null'} from fates as f "
        "join told as n on f.ord = n.ord left join told as o on f.old_ord = o.ord "
        f"where f.what = '{what}' order by f.ord limit {MOST_LISTED}"
        for what in ("new", "changed")
    ]
    asked.append(
        f"select 'vanished', {shown}, null from vanished as v join told as n on v.ord = n.ord "
        f"order by v.ord limit {MOST_LISTED}"
    )
    return [_entry(kind, row, names) for sql in asked for row in connection.execute(sql).fetchall()]


def _entry(kind: str, row: tuple, names: list[str]) -> dict:
    what, name, unit, team, sheet, at, batch_no, fields = row
    return {
        "what": what, "kind": kind, "name": name, "unit_id": unit, "team": team, "sheet": sheet, "row": at,
        "batch_id": names[batch_no] if batch_no >= 0 else "",
        "fields": [
            {"field": one["field"], "before": _said(one["before"]), "after": _said(one["after"])}
            for one in fields or ()
        ],
    }  # fmt: skip


def _said(value: str | None) -> str | None:
    return None if value is None else mask(value)


def with_changes(
    report,
    folder: Path,
    rows: pa.Table,
    complete: bool,
    against: list[str] | None = None,
    within: tuple[str, ...] | None = None,
):
    """A Report with its counts of new, changed, unchanged and vanished rows, and the list. Against given
    batches, whatever is not there any more has vanished."""
    found = compare(folder, rows, complete or against is not None, against, within)
    return dataclasses.replace(report, counts=report.counts | found.counts, changes=found.listed)
