"""A village's visits of its last month as the Excel file that it would send: 2,000 rows, to be taken in by the importer."""

import io
from datetime import date

import duckdb
import xlsxwriter

from bench.big_town.places import Village

HEADINGS = ("序号", "走访日期", "走访对象姓名", "身份证号", "走访类型", "走访人", "走访内容", "录入日期")
ROWS = 2000
VISITS = """
    select
        on_day, name, id_no, case when chance(key, 'k') < 0.75 then '入户走访' else '电话走访' end,
        a_name('cadre|' || cast(village_no as varchar) || '|' || cast(upto(8, key, 'c') as varchar)),
        a_note(family, key, 'month'), least(on_day + upto(4, key, 'e'), getvariable('until'))
    from (
        select *, cast($since as date) + upto(days, key, 'd') as on_day
        from (select *, person * 1000 + j as key, date_diff('day', cast($since as date), getvariable('until')) + 1 as days
            from people, range($times) as one (j) where village_no = $village and gone_on is null)
    )
    order by on_day, key limit $rows
"""


def workbook(connection: duckdb.DuckDBPyConnection, village: Village, since: date, until: date) -> bytes:
    """The file of `village`, whose town's people are in temp table people. Bytes of an .xlsx."""
    given = {"since": since, "village": village.number, "rows": ROWS, "times": ROWS // village.size + 2}
    rows = connection.execute(VISITS, given).fetchall()
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("走访台账")
        page.write_row(0, 0, [f"{village.name}{since.year}年{since.month}月走访台账"])
        page.write_row(1, 0, [f"填报单位：{village.name}村委会", "", "", "", f"填报日期：{until}"])
        page.write_row(2, 0, HEADINGS)
        for at, (on_day, *said, entered_on) in enumerate(rows, 1):
            page.write_number(at + 2, 0, at)
            page.write_datetime(at + 2, 1, on_day, day)
            page.write_row(at + 2, 2, said)
            page.write_datetime(at + 2, 7, entered_on, day)
    return target.getvalue()
