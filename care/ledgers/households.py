"""Blanks that mean "as above": the members below a household's head, and a village written once for its block."""

from care.ledgers.job import Job

SHARED = ("team", "head_name", "head_id", "household_size", "address")  # what a household's rows share
HEADS = "('户主', '本人', '户主本人', '本人或户主', '本人/户主', '是')"
DITTO = "('同上', '〃', '″', '同前', '同 上', '″″', '\u3003', '如上', '同上行')"
BLOCKS = ("village", "school", "class_name", "helper_unit")  # written once, blank below


def carry_down(job: Job) -> None:
    """Fill such blanks in temp table marked; rows that are no records stay as they are."""
    if job.table.one.shape == "form":
        return
    write_out_dittos(job)
    members = household_columns(job)
    blocks = [j for j in block_columns(job) if members or written_once(job, j)]
    filled = [fill_sql(j, "household", "first_value") for j in members]
    filled += [fill_sql(j, "s", "last_value") for j in blocks]
    if not filled:
        return
    job.run(
        f"""
        create or replace temp table marked as
        with records as (
            select *, sum(cast({begins_sql(job) if members else "true"} as integer)) over (order by s, n) as household
            from marked where mark = 'record'
        )
        select * exclude (household) replace ({", ".join(filled)}) from records
        union all by name
        select * from marked where mark <> 'record'
        """
    )


def write_out_dittos(job: Job) -> None:
    """同上 and 〃 → the value above."""
    columns = list(range(job.table.width))
    tests = ", ".join(f"count(*) filter (c{j} in {DITTO})" for j in columns)
    counts = job.rows(f"select {tests} from marked where mark = 'record'")[0] if columns else ()
    dittos = [j for j, n in zip(columns, counts, strict=True) if n]
    if not dittos:
        return
    said = {j: f"case when c{j} in {DITTO} then null else c{j} end" for j in dittos}
    written = ", ".join(
        f"coalesce({one}, last_value({one} ignore nulls) over (order by s, n), '') as c{j}"
        for j, one in said.items()
    )
    job.run(
        f"create or replace temp table marked as select * replace ({written}) from marked where mark = 'record' "
        "union all by name select * from marked where mark <> 'record'"
    )


def fill_sql(j: int, block: str, choose: str) -> str:
    value = f"{choose}(nullif(c{j}, '') ignore nulls) over (partition by {block} order by s, n)"
    return f"coalesce(nullif(c{j}, ''), {value}, '') as c{j}"


def household_columns(job: Job) -> list[int]:
    """Columns to carry from a head to the members, if members follow their head with blanks."""
    by_field = job.by_field
    head = next((by_field[name] for name in ("head_name", "head_id") if name in by_field), None)
    if head is None or not by_field.keys() >= {"relation_to_head", "name"}:
        return []
    member = f"c{by_field['relation_to_head']} not in {HEADS} and c{by_field['relation_to_head']} <> ''"
    if not job.rows(f"select 1 from marked where mark = 'record' and c{head} = '' and {member} limit 1"):
        return []
    return [by_field[name] for name in SHARED if name in by_field]


def begins_sql(job: Job) -> str:
    """A row that begins a household."""
    head = next(job.by_field[name] for name in ("head_name", "head_id") if name in job.by_field)
    return f"c{head} <> '' or c{job.by_field['relation_to_head']} in {HEADS}"


def block_columns(job: Job) -> list[int]:
    return [job.by_field[name] for name in BLOCKS if name in job.by_field]


def written_once(job: Job, j: int) -> bool:
    """Each value stands in one row only, the first record has one, and many rows are blank."""
    records, full, different, first = job.rows(
        f"select count(*), count(nullif(c{j}, '')), count(distinct nullif(c{j}, '')), first(c{j} order by s, n) "
        "from marked where mark = 'record'"
    )[0]
    return bool(first) and full == different and full <= records * 2 / 3
