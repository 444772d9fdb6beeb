"""Blanks that mean "as above": the members below a household's head, and a village written once for its block."""

from care.ledgers.job import Job

SHARED = ("team", "head_name", "head_id", "household_size", "address")  # what a household's rows share
HEADS = "('户主', '本人', '户主本人', '本人或户主', '本人/户主', '是')"
DITTO = "('同上', '〃', '″', '同前', '同 上', '″″', '\u3003', '如上', '同上行')"
OF_PERSON = ("name", "id_no", "gender", "age", "birth_date", "phone", "address", "team", "village", "groups")
BLOCKS = ("village", "school", "class_name", "helper_unit")  # written once, blank below


def carry_down(job: Job) -> None:
    """Fill such blanks in relation marked; rows that are no records stay as they are."""
    if job.table.one.shape == "form":
        return
    write_out_dittos(job)
    carry_leaders(job)
    members, sheets = household_columns(job)
    filled = [fill_sql(j, "s, household", "first_value", sheets) for j in members]
    for j in block_columns(job):
        if blocks := written_once(job, j) | sheets:
            filled.append(fill_sql(j, "s", "last_value", blocks))
    if not filled:
        return
    job.make(
        "marked",
        f"""
        with records as (
            select *, sum(cast({begins_sql(job) if members else "true"} as integer)) over (partition by s order by n) as household
            from marked where mark = 'record'
        )
        select * exclude (household) replace ({", ".join(filled)}) from records
        union all by name
        select * from marked where mark <> 'record'
        """,
    )


def carry_leaders(job: Job) -> None:
    """A helper or a day written once at the left of several names; a person once, before several visits (no serial
    number below): rows where all of these columns are blank go on with the row above."""
    for columns in (led_by_left(job), led_by_serial(job)):
        blank = " and ".join(f"c{j} = ''" for j in columns)
        sheets = columns and job.rows(
            "select s from marked where mark = 'record' group by s "
            f"having bool_or({blank}) and not first({blank} order by n)"
        )
        if not sheets:
            continue
        these = f"s in ({', '.join(str(s) for (s,) in sheets)}) and {blank}"
        filled = ", ".join(
            f"case when {these} then first_value(c{j}) over (partition by s, block order by n) else c{j} end as c{j}"
            for j in columns
        )
        job.make(
            "marked",
            f"with records as (select *, sum(cast(not ({blank}) as integer)) over (partition by s order by n) as block "
            f"from marked where mark = 'record') select * exclude (block) replace ({filled}) from records "
            "union all by name select * from marked where mark <> 'record'",
        )


def led_by_left(job: Job) -> list[int]:
    """The columns left of the person's name, if they tell of a helper or a day."""
    name = job.by_field.get("name", job.by_field.get("head_name"))
    left = {field: j for field, j in job.by_field.items() if name is not None and j < name}
    return sorted(left.values()) if left.keys() & {"helper_name", "contact_on"} else []


def led_by_serial(job: Job) -> list[int]:
    """In a log of visits with serial numbers: the number and what tells of the person."""
    if job.table.kind != "contacts" or not job.table.serial or "name" not in job.by_field:
        return []
    told = [job.by_field[field] for field in OF_PERSON if field in job.by_field]
    return sorted({*job.table.serial, *told})


def write_out_dittos(job: Job) -> None:
    """同上 and 〃 → the value above."""
    columns = list(range(job.table.width))
    tests = ", ".join(f"count(*) filter (c{j} in {DITTO})" for j in columns)
    counts = job.rows(f"select {tests} from marked where mark = 'record'")[0] if columns else ()
    dittos = [j for j, n in zip(columns, counts, strict=True) if n]
    if not dittos:
        return
    said = {j: f"case when {ditto_sql(j, job)} then null else c{j} end" for j in dittos}
    written = ", ".join(
        f"coalesce({one}, last_value({one} ignore nulls) over (partition by s order by n), '') as c{j}"
        for j, one in said.items()
    )
    job.make(
        "marked",
        f"select * replace ({written}) from marked where mark = 'record' "
        "union all by name select * from marked where mark <> 'record'",
    )


def ditto_sql(j: int, job: Job) -> str:
    """Does a cell say "as above"? An ID number does so only where the name does too: nobody shares it."""
    name = job.by_field.get("name")
    also = (
        f" and c{name} in ('', {DITTO[1:-1]})" if job.by_field.get("id_no") == j and name is not None else ""
    )
    return f"c{j} in {DITTO}{also}"


def fill_sql(j: int, block: str, choose: str, sheets: set[int]) -> str:
    """Column j with its blanks filled from the block, on these sheets."""
    value = f"{choose}(nullif(c{j}, '') ignore nulls) over (partition by {block} order by n)"
    these = ", ".join(map(str, sorted(sheets)))
    return f"case when s in ({these}) then coalesce(nullif(c{j}, ''), {value}, '') else c{j} end as c{j}"


def household_columns(job: Job) -> tuple[list[int], set[int]]:
    """Columns to carry from a head to the members, and the sheets where members follow their head with blanks."""
    by_field = job.by_field
    head = next((by_field[name] for name in ("head_name", "head_id") if name in by_field), None)
    if head is None or not by_field.keys() >= {"relation_to_head", "name"}:
        return [], set()
    member = f"c{by_field['relation_to_head']} not in {HEADS} and c{by_field['relation_to_head']} <> ''"
    found = job.rows(f"select distinct s from marked where mark = 'record' and c{head} = '' and {member}")
    return [by_field[name] for name in SHARED if name in by_field] if found else [], {s for (s,) in found}


def begins_sql(job: Job) -> str:
    """A row that begins a household."""
    head = next(job.by_field[name] for name in ("head_name", "head_id") if name in job.by_field)
    return f"c{head} <> '' or c{job.by_field['relation_to_head']} in {HEADS}"


def block_columns(job: Job) -> list[int]:
    """Also a log's day, left of the name: 11月3日 once, then class after class."""
    found = [job.by_field[name] for name in BLOCKS if name in job.by_field]
    day, name = (job.by_field.get(field) for field in ("contact_on", "name"))
    leads = job.table.kind == "contacts" and None not in (day, name) and day < name
    return [*found, day] if leads else found


def written_once(job: Job, j: int) -> set[int]:
    """The sheets where each value stands in one row only, the first record has one, and many rows are blank."""
    counts = job.rows(
        f"select s, count(*), count(nullif(c{j}, '')), count(distinct nullif(c{j}, '')), first(c{j} order by n) "
        "from marked where mark = 'record' group by s"
    )
    return {
        s
        for s, records, full, different, first in counts
        if first and full == different and full <= records * 2 / 3
    }
