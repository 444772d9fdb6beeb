"""Every cell that says something which is no value of its field, as a problem."""

from care.ledgers.expressions import READ, below_merges, kind_sql, limits_said, type_of
from care.ledgers.job import BLOCK, Job
from care.ledgers.meanings import means_sql
from care.ledgers.problems import mask, mask_name

FIXED_CODES = {
    "choice": "choice_unknown",
    "flag": "flag_unknown",
    "groups": "group_unknown",
    "name": "name_unreadable",
    "code": "code_damaged",
}


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
            f"and found.kind = {kind_sql(j, job)} where (v{j} is null and why is not null or why = 'date_day_lost'){counts}"
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
