"""Sums of money beside the one that a row of relief takes: told, so that none is lost without a word."""

from care.ledgers.job import Job
from care.ledgers.layouts import Layout
from care.ledgers.money_paid import TOTALS
from care.ledgers.plain import plain, without_brackets
from care.ledgers.problems import mask
from care.ledgers.schemes import LEAST, NO_SUM, SUM, scheme

AMOUNT = "try_cast(regexp_replace(c{j}, '[,，元¥￥ ]', '', 'g') as double)"


def complain_of_sums(job: Job) -> None:
    """Once a column, where it first differs from the sum that was taken: other money of the same row."""
    taken = job.by_field.get("cash")
    if job.table.kind != "relief" or taken is None or is_total(taken, job):
        return
    for s, layout in enumerate(job.table.layouts):
        for j in left_sums(layout, job):
            own, other = AMOUNT.format(j=j), AMOUNT.format(j=taken)
            where = f"mark = 'record' and s = {s} and {own} >= {LEAST} and {own} is distinct from {other}"
            count, n = job.rows(f"select count(*), min(n) from marked where {where}")[0]
            if count:
                heading = job.table.places[j].heading
                chosen = job.table.places[taken].heading
                job.complain("sum_not_taken", s, n, j, "cash", mask(heading), count=count, taken=chosen)


def is_total(taken: int, job: Job) -> bool:
    """合计, also one that was worked out, holds the others already."""
    heading = without_brackets(plain(job.table.places[taken].heading))
    return taken in job.table.one.sheet.sources or heading in TOTALS


def left_sums(layout: Layout, job: Job) -> list[int]:
    """Columns of money that were not taken: another column was the surer sum, or another scheme is named."""
    words = job.setting.words
    return [
        one.at
        for one in layout.columns
        if one.field in ("", None)
        and one.how not in ("scheme", "block")
        and one.at < layout.sheet.width
        and SUM.search(plain(one.heading))
        and not NO_SUM.search(one.heading)
        and (scheme(one.heading, words) or one.how == "repeated")
    ]
