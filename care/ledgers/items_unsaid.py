"""Rows of relief that say of no item what they are: kept, but no item's progress counts them, which is told."""

from care.ledgers.job import Job


def complain_of_items(job: Job, values: dict[str, str]) -> None:
    """Once a sheet, at its first such row. `values`: SQL over relation vals by field. A text in the item's own column
    that names no known one is told at each cell."""
    if job.table.kind != "relief":
        return
    column = job.by_field.get("relief_item")
    silent = "true" if column is None else f"r{column} is null"
    found = job.rows(
        f"select vals.s, count(*), min(vals.n) from vals join fates using (id) "
        f"where fate in ('taken', 'held') and {silent} and ({values['relief_item']}) is null group by vals.s order by 1"
    )
    for s, count, n in found:
        job.complain("relief_item_unsaid", s, n, None, "relief_item", count=count)
