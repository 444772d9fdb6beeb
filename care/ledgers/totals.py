"""合计 rows against the rows that they add up (domain.md 5, R4): told where no sum of the table's rows gives the figure.

A total may stand for all rows above, for those since any earlier total (小计, 本页合计), or above the rows it adds up.
Which of these a sender means is not asked: the figure is doubted only when it fits none of them.
"""

from care.ledgers.expressions import below_merges
from care.ledgers.job import Job

SUMMED = ("cash", "goods_value", "subsidy", "need_people", "quilts", "coats")  # what each row has once
HOUSEHOLDS = {"head_name", "household_size", "need_people"}  # a row may be several people
LISTS_PEOPLE = "roster"
BARE = "regexp_replace(c{j}, '[,，\\s元人床件套户]', '', 'g')"
FIGURE = r"^\d{{1,9}}(\.\d{{1,2}})?$"
PEOPLE = r"(?:合计|总计|共计|小计|共)[:：]?\s*(\d{1,5})\s*[人名]"  # 合计：12人
SUMS = """
with read as (
    select s, n, mark, {figure} as figure, {cell} as cell from marked where mark in ('record', 'total')
),
running as (
    select
        *,
        sum(case when mark = 'record' then figure else 0 end) over (partition by s order by n) as reached,
        sum(case when mark = 'record' then figure else 0 end) over (partition by s) as whole,
        count(*) filter (where mark = 'record' and figure is null and cell <> '') over (partition by s) as unread,
        count(figure) filter (where mark = 'record') over (partition by s) as figures
    from read
),
totals as (select * from running where mark = 'total'),
edges as (
    select s, n, reached from totals
    union all select distinct s, -1, 0 from totals
    union all select distinct s, 2147483647, whole from totals
)
select t.s, t.n, t.figure, t.reached - max(e.reached) filter (where e.n < t.n) as counted
from totals as t
inner join edges as e on t.s = e.s and t.n <> e.n
where t.figure is not null and t.unread = 0 and t.figures > 0
group by t.s, t.n, t.figure, t.reached
having min(abs(abs(t.reached - e.reached) - t.figure)) >= 0.005
order by t.s, t.n
"""


def compare_totals(job: Job) -> None:
    """Complain of every figure of a total row that its rows do not add up to. Reads temp table `marked`."""
    table = job.table
    if table.one.shape == "form" or table.one.blocks or table.periods:
        return
    if not job.rows("select 1 from marked where mark = 'total' limit 1"):
        return
    for field in SUMMED:
        if field in job.by_field:
            j = job.by_field[field]
            bare = BARE.format(j=j)
            figure = f"case when regexp_matches({bare}, '{FIGURE.format()}') then cast({bare} as double) end"
            if job.setting.words.fields[field].get("below") and (below := below_merges(j, table, "marked")):
                figure = f"case when {below} then 0 else {figure} end"
            complain(job, j, field, figure, f"c{j}")
    if table.kind == LISTS_PEOPLE and not HOUSEHOLDS & set(job.by_field):
        line = " || ' ' || ".join(f"c{j}" for j in range(table.width))
        stated = f"try_cast(nullif(regexp_extract({line}, '{PEOPLE}', 1), '') as double)"
        complain(job, None, "", f"case when mark = 'record' then 1 else {stated} end", "'1'")


def complain(job: Job, j: int | None, field: str, figure: str, cell: str) -> None:
    """`figure`: a row's number (SQL), null where it gives none; `cell`: its text. Where a record's cell is not
    read, no total of the column is judged."""
    for s, n, stated, counted in job.rows(SUMS.format(figure=figure, cell=cell)):
        said = {"stated": shown(stated), "counted": shown(counted)}
        job.complain("total_differs", s, n, j, field, said["stated"], **said)


def shown(figure: float) -> str:
    return f"{figure:.2f}".rstrip("0").rstrip(".")
