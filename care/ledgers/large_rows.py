"""The relations of a large file's table: a step's new columns are laid beside those before it, which stay what they are.

Through DuckDB each step would copy every text again. Whatever does not come out row by row as before goes the common
way.
"""

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.job import Job
from care.ledgers.laying import beside, in_order, sharing, where

TYPES = {
    "varchar": pa.string(),
    "date": pa.date32(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "decimal(12,2)": pa.decimal128(12, 2),
}
PLACES = ("unit_id", "class_unit_id")


def share_cells(job: Job) -> None:
    """Raw texts of relation raws that are the cells as they stand need no second copy."""
    marked, raws = job.made["marked"], job.made["raws"]
    records = where(marked, compute.equal(marked["mark"], "record"))
    names = {f"r{j}": f"c{j}" for j in job.table.fields}
    job.register("raws", sharing(raws, records, names))


def lay_values(job: Job, kept: list[str], read: str, values: list[str]) -> bool:
    """Relation vals: columns `kept` of raws with `values`, the texts that say the same once. `read`: a SELECT of {} of
    each row. False where that does not give each row once."""
    raws = job.made["raws"]
    new = in_order(job.fetch(read.format(", ".join(["read.id", *values]))), "id")
    if not new["id"].equals(raws["id"]):
        return False
    names = {f"v{j}": f"r{j}" for j in job.table.fields}
    job.register("vals", beside(raws.select(kept), sharing(new, raws, names).drop_columns("id")))
    return True


def lay_rows(job: Job, name: str, values: dict[str, str], columns: dict[str, str]) -> bool:
    """Relation `name`: the rows to take, of vals and fates, which are one row each a record. `values`: field →
    expression, `columns`: field → SQL type. False where they do not go together."""
    vals, fates = job.made["vals"], in_order(job.fetch("select * from fates"), "id")
    if not fates["id"].equals(vals["id"]):
        return False
    structs = [batch.to_struct_array() for batch in fates.to_batches()]
    # A join would hold all of both twice: fates is a column of structs for the new values.
    job.register("vals", vals.append_column("fates", pa.chunked_array(structs, pa.struct(fates.schema))))
    there = {field: one for field, one in values.items() if is_there(vals, one, columns[field])}
    sql = [f"cast({values[one]} as {columns[one]}) as {one}" for one in columns if one not in there]
    new = in_order(
        job.fetch(f"select {', '.join(['vals.id as id', *sql])} from vals where fates.fate = 'taken'"), "id"
    )
    own = {"id": vals["id"], "s": vals["s"], "row_no": vals["n"]} | {one: fates[one] for one in PLACES}
    taken = compute.equal(fates["fate"], "taken")
    rows = where(pa.table(own | {field: vals[one] for field, one in there.items()}), taken)
    if not rows["id"].equals(new["id"]):
        return False
    further = sharing(new.drop_columns("id"), rows, {})
    job.register(name, beside(rows, further).select(["s", "row_no", *PLACES, *columns]))
    return True


def is_there(vals: pa.Table, expression: str, type_: str) -> bool:
    """Is what an expression says a column of vals already, of this type?"""
    return expression in vals.column_names and vals[expression].type == TYPES.get(type_)
