"""Wide sheets: every filled cell of the month and day columns becomes one contact or several."""

import re
from datetime import date
from functools import cache

from care.ledgers import cell_visits
from care.ledgers.extras import contact_kind
from care.ledgers.grid_marks import bare, signs_of
from care.ledgers.job import DAY, TEXT, WHOLE, Job
from care.ledgers.plain import plain, without_brackets
from care.ledgers.problems import mask

SLIPS = 0.2  # share of the filled cells of a sheet without a year that may lie ahead by mistake
TOTAL = re.compile("^(?:合计|总计|共计|累计)?(?:走访|探访|联系|家访)?(?:次数|合计|总计|小计|累计)(?:次数)?$")
Cell = tuple[int, int, str, int]  # sheet, column, text, 1 where it is a number that may have lost a nought
DAYS_FROM = 5  # a whole number above this must be a day, not a count of visits


def write_visits(job: Job) -> dict[str, str]:
    """Temp table visits(id, contact_on, contact_precision, contact_kind); the expressions that rows take from it."""
    cells = " union all ".join(
        f"select id, {j} as j, c{j} as t, {lost_sql(j, job)} as lost, n, s from vals join marked using (n, s) where c{j} <> ''"
        for j in job.table.periods
    )
    job.run(f"create or replace temp table period_cells as {cells}")
    read = read_cells(job)
    found = [
        (s, j, text, lost, one.on, one.precision, one.kind)
        for (s, j, text, lost), visits in read.items()
        for one in visits or []
        if one.on <= job.setting.today
    ]
    of_cell = {"s": WHOLE, "j": WHOLE, "t": TEXT, "lost": WHOLE}
    job.keep("seen", of_cell | {"contact_on": DAY, "contact_precision": TEXT, "contact_kind": TEXT}, found)
    job.run(
        "create or replace temp table visits as "
        "select id, seen.* exclude (s, j, t, lost) from period_cells join seen using (s, j, t, lost)"
    )
    complain(job, read)
    return {
        "contact_on": "visits.contact_on",
        "contact_precision": "visits.contact_precision",
        "contact_kind": contact_kind("visits.contact_kind", job),
    }


def lost_sql(j: int, job: Job) -> str:
    """1 where a cell is a number that may have lost a nought (10.1 of 10.10), see values.sql."""
    mixed = f"k{j}" in job.table.cells.column_names
    return f"coalesce(cast(day_lost(c{j}, k{j}) as integer), 0)" if mixed else "0"


def read_cells(job: Job) -> dict[Cell, list[cell_visits.Visit] | None]:
    """What each different cell says → its visits. Each sheet decides by itself what its numbers and its months' years mean."""
    texts: dict[int, list[tuple[int, str, int]]] = {}
    for s, j, text, lost in job.rows("select distinct s, j, t, lost from period_cells"):
        texts.setdefault(s, []).append((j, text, lost))
    filled: dict[int, dict[int, int]] = {}
    for s, j, n in job.rows("select s, j, count(*) from period_cells group by s, j"):
        filled.setdefault(s, {})[j] = n
    visits = cache(cell_visits.visits)
    read = {}
    for s, different in texts.items():
        years = years_of(job, filled[s])
        counts = are_counts([text for _, text, _ in different]) or add_up(job, s)
        signs = signs_of(job.table.layouts[s].sheet, [text for _, text, _ in different])
        for j, text, lost in different:
            said = signs.get(bare(text), text)
            read[s, j, text, lost] = (
                None if said is None else visits(said, job.table.periods[j], years[j], counts, bool(lost))
            )
    return read


def years_of(job: Job, filled: dict[int, int]) -> dict[int, int]:
    """The year of each month column of one sheet: said over it, or counted on from the title's year over the turn of
    the year. `filled`: how many cells of each column say something."""
    ahead, before = 0, 0
    found: dict[int, tuple[int | None, int]] = {}
    for j, period in sorted(job.table.periods.items()):
        ahead += (period.month or 0) < before
        before = period.month or before
        found[j] = (period.year, ahead)
    hints = job.table.one.hints
    last = hints.ledger_on or (hints.period[1] if hints.period else job.setting.day or job.setting.today)
    base = hints.year if hints.year is not None else last.year - ahead
    if hints.year is None and lie_ahead(job, base, found, last, filled):
        base -= 1
    return {j: own or base + offset for j, (own, offset) in found.items()}


def lie_ahead(
    job: Job, base: int, months: dict[int, tuple[int | None, int]], last: date, filled: dict[int, int]
) -> bool:
    """Do the columns of months after `last` tell of more than somebody's slip? Then the sheet is of the year before."""
    after = sum(
        n
        for j, n in filled.items()
        if months[j][0] is None
        and (base + months[j][1], job.table.periods[j].month or 0) > (last.year, last.month)
    )
    return after > SLIPS * sum(filled.values())


def are_counts(texts: list[str]) -> bool:
    """Small numbers all over the sheet (1, 2, 3) are counts of contacts; anything above five must be a day."""
    whole = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
    return bool(whole) and max(whole) <= DAYS_FROM


def add_up(job: Job, s: int) -> bool:
    """Does a column of totals (合计, 次数) hold the sums of each row's months? Then their numbers count contacts."""
    layout = job.table.layouts[s]
    totals = [c.at for c in layout.columns if TOTAL.search(without_brackets(plain(c.heading)))]
    for at in totals:
        rows = job.rows(
            f"select any_value(c{at}), list(t) from period_cells join marked using (n, s) where s = {s} group by n"
        )
        sums = [
            str(sum(map(int, texts))) == total
            for total, texts in rows
            if all(text.isdecimal() and len(text) < 6 for text in texts)
        ]
        if len(rows) > 1 and len(sums) == len(rows) and all(sums):
            return True
    return False


def complain(job: Job, read: dict[Cell, list[cell_visits.Visit] | None]) -> None:
    today = job.setting.today
    if all(
        visits is not None and not lost and all(one.on <= today for one in visits)
        for (_, _, _, lost), visits in read.items()
    ):
        return
    for j, text, lost, n, s in job.each("select j, t, lost, n, s from period_cells order by s, n, j"):
        visits = read[s, j, text, lost]
        if visits is None:
            job.complain("month_cell_unreadable", s, n, j, "contact_on", mask(text))
        elif any(one.on > today for one in visits):
            job.complain("date_future", s, n, j, "contact_on", mask(text), today=today.isoformat())
        elif lost and visits:
            job.complain("date_day_lost", s, n, j, "contact_on", mask(text))
