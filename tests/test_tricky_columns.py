"""Columns as offices lay them out, invented here and in no document."""

from datetime import date
from decimal import Decimal

from tests.ledgers import EAST, WEST, codes, column, id_no, taken

OLD = "19450101"


def test_choices_spread_over_columns_with_a_tick_in_one():
    rows = [
        ["石桥社区老年人巡访关爱登记表"],
        ["序号", "姓名", "性别", "", "巡访日期", "巡访方式", "", ""],
        ["", "", "男", "女", "", "上门", "电话", "视频"],
        [1, "张大山", "√", "", "2025-12-03", "√", "", ""],
        [2, "李秀英", "", "√", "2025-12-04", "", "√", ""],
    ]
    merges = ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4), (1, 5, 1, 7))
    report, found = taken(("Sheet1", rows, merges))
    assert column(found, "gender") == ["male", "female"]
    assert column(found, "contact_kind") == ["visit", "phone"]
    assert codes(report) == []


def test_groups_as_tick_columns_are_the_elderlys_below_their_heading():
    rows = [
        ["河西村特殊困难老年人摸底表"],
        ["序号", "姓名", "身份证号码", "老年人类别", "", ""],
        ["", "", "", "独居", "空巢", "留守"],
        [1, "张大山", id_no(1, OLD), "√", "", ""],
        [2, "王桂花", id_no(2, OLD), "", "√", "√"],
    ]
    _, found = taken(("Sheet1", rows, ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5))))
    assert column(found, "groups") == ["elderly_alone", "elderly_empty_nest,elderly_left_behind"]


def test_quarters_as_columns_take_days_and_refuse_mere_ticks():
    header = ["户主", "一季度", "二季度", "三季度", "四季度"]
    rows = [
        ["河西村2025年走访情况"],
        header,
        ["张大山", "3月5日", "6.2", "外出", "12月3日"],
        ["李老四", "1.9", "√", "", ""],
    ]
    report, found = taken(("Sheet1", rows))
    assert [row["contact_on"].month for row in found] == [3, 6, 12, 1]
    assert codes(report) == [("month_cell_unreadable", 4, "C")]


def test_villages_in_a_column_without_a_heading():
    rows = [
        ["青溪镇低保对象花名册"],
        ["", "户主", "身份证号", "月保障金"],
        ["河东村", "张大山", id_no(1, OLD), 683],
        ["", "李老四", id_no(2, OLD), 420],
        ["河西村", "王五", id_no(3, OLD), 420],
        ["小计", "", "", 1523],
    ]
    _, found = taken(("Sheet1", rows, ((2, 0, 3, 0),)))
    assert column(found, "unit_id") == [EAST, EAST, WEST]


def test_amounts_in_ten_thousands():
    rows = [
        ["青溪镇农村危房改造台账"],
        ["村", "户主", "鉴定等级", "改造情况", "", "补助资金（万元）"],
        ["", "", "", "方式", "竣工时间", ""],
        ["河东村", "张大山", "D级", "拆除重建", "2025.9.20", 3.5],
    ]
    _, (row,) = taken(
        ("Sheet1", rows, ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)))
    )
    assert (row["subsidy"], row["remedy"], row["safe_on"]) == (Decimal(35000), "rebuild", date(2025, 9, 20))


def test_units_of_measure_in_a_row_of_their_own_below_the_header():
    rows = [
        ["冬春救助发放表"],
        ["村", "户主姓名", "救助人口", "现金", "棉被"],
        ["", "", "（人）", "（元）", "（床）"],
        ["河东村", "张大山", 3, 600, 1],
    ]
    report, (row,) = taken(("Sheet1", rows))
    assert (row["cash"], row["quilts"], codes(report)) == (Decimal(600), 1, [])


def test_steps_named_without_a_date_word_over_days():
    rows = [
        ["青溪镇冬春救助工作台账"],
        ["村", "户主", "入户调查", "民主评议", "村级公示", "资金发放", "金额（元）"],
        ["河东村", "张大山", "10.12", "10.20", "10.25-10.31", "12.20", 600],
        ["河西村", "李老四", "10.13", "10.20", "10.25-10.31", "", 300],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "surveyed_on") == [date(2025, 10, 12), date(2025, 10, 13)]
    assert column(found, "paid_on") == [date(2025, 12, 20), None]
    assert codes(report) == []


def test_several_heads_of_household_in_a_cadres_cell():
    rows = [
        ["青溪镇干部包联监测户名册"],
        ["序号", "包联干部", "单位及职务", "联系电话", "包联村", "包联户主", "户数"],
        [1, "刘文", "镇政府 副镇长", "13900000001", "河东村", "张大山、李老四", 2],
    ]
    _, found = taken(("Sheet1", rows))
    assert sorted(column(found, "head_name")) == ["张大山", "李老四"]
    assert set(column(found, "helper_name")) == {"刘文"}


def test_paid_is_what_was_paid_not_what_was_due():
    rows = [
        ["河东村2025年12月低保金发放花名册"],
        ["户主", "身份证号", "标准", "应发金额", "实发金额"],
        ["张大山", id_no(1, OLD), 420, 840, 840],
        ["李老四", id_no(2, OLD), 380, 380, 0],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "cash") == [Decimal(840), Decimal(0)]


def test_places_that_are_just_villages_say_where_rows_belong():
    rows = [
        ["2025年12月探访特殊困难老年人记录"],
        ["时间", "地点", "探访对象", "探访人"],
        ["12月3日上午", "河东村", "张大山", "刘文"],
        ["12月3日下午", "河西村", "李四", "刘文"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "unit_id") == [EAST, WEST]
    rows = [
        ["独居老人台账"],
        ["住址（村组）", "姓名", "年龄"],
        ["河东1组", "张大山", 80],
        ["河西村2组", "李四", 81],
    ]
    _, found = taken(("Sheet1", rows))
    assert [(row["unit_id"], row["team"]) for row in found] == [(EAST, "1组"), (WEST, "2组")]


def test_year_month_and_day_in_columns_of_their_own():
    rows = [
        ["河东村走访日志"],
        ["年", "月", "日", "走访对象", "走访人"],
        [2025, 12, 3, "张大山", "刘文"],
        [2025, 12, 14, "李四", "刘文"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "contact_on") == [date(2025, 12, 3), date(2025, 12, 14)]


def test_numbered_visits_without_more_words():
    rows = [
        ["河西村2025年下半年老人走访情况登记表"],
        ["姓名", "年龄", "第1次", "第2次"],
        ["张大山", 80, "7.3", "8.5"],
        ["李四", 81, "7.4", ""],
    ]
    _, found = taken(("Sheet1", rows))
    assert sorted(column(found, "contact_on")) == [date(2025, 7, 3), date(2025, 7, 4), date(2025, 8, 5)]


def test_what_was_paid_counts_beside_what_is_due_a_month():
    rows = [
        ["河西村一季度低保金发放表"],
        ["序号", "户主姓名", "户主身份证号", "月保障金额（元）", "发放金额（元）", "发放日期"],
        [1, "张大山", id_no(1, OLD), 300, 900, "2026-01-06"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "cash") == [Decimal(900)]
    alone = [[cell for at, cell in enumerate(row) if at != 4] for row in rows]
    assert column(taken(("Sheet1", alone))[1], "cash") == [Decimal(300)]
