"""Lists as offices lay them out, invented here and in no document; the rows must be those a careful clerk would read."""

from datetime import date
from decimal import Decimal

from tests.ledgers import BRIDGE, EAST, TOWN, WEST, codes, column, fields, id_no, refused, taken

OLD = "19450101"
CLASS = f"{TOWN}/青溪中心小学/三年级1班"


def test_tables_of_different_groups_below_each_other_share_the_sheets_title():
    report, rows = taken(
        (
            "Sheet1",
            [
                ["河东村特殊群体台账"],
                ["一、留守儿童"],
                ["序号", "姓名", "性别", "出生年月", "监护人"],
                [1, "王小明", "男", "2015.6", "王大"],
                [""],
                ["二、独居老人"],
                ["序号", "姓名", "年龄", "子女联系电话", "备注"],
                [1, "张大山", 80, "13900000001", "高血压"],
                [""],
                ["三、留守妇女"],
                ["序号", "姓名", "年龄", "联系电话", "家庭人口"],
                [1, "李秀英", 40, "13700000001", 4],
            ],
        )
    )
    assert column(rows, "groups") == ["left_behind_children", "elderly_alone", "left_behind_women"]
    assert set(column(rows, "unit_id")) == {EAST}
    assert codes(report) == []


def test_villages_below_each_other_with_the_same_header_keep_their_own_titles():
    header = ["序号", "服务对象姓名", "1月", "2月"]
    _, rows = taken(
        (
            "Sheet1",
            [
                ["河东村2025年探访登记表"],
                header,
                [1, "张大山", "1.5", "外出"],
                ["合计", "", 1, ""],
                [""],
                ["河西村2024年探访登记表"],
                header,
                [1, "王五", "", "2.7"],
            ],
        )
    )
    found = [(row["unit_id"], row["name"], row["contact_on"]) for row in rows]
    assert found == [(EAST, "张大山", date(2025, 1, 5)), (WEST, "王五", date(2024, 2, 7))]


def test_a_page_break_that_repeats_title_and_header_begins_no_new_table():
    header = ["序号", "姓名", "身份证号码", "保障人口"]
    title = ["石桥社区低保对象名册"]
    page = [title, header, [1, "张大山", id_no(1, OLD), 2], ["本页小计", "", "", 2], ["第1页 共2页"]]
    _, rows = taken(("Sheet1", [*page, title, header, [2, "李老四", id_no(2, OLD), 1], ["总计", "", "", 3]]))
    assert column(rows, "name") == ["张大山", "李老四"]
    assert set(column(rows, "unit_id")) == {BRIDGE}


def test_one_helper_with_several_numbered_pupils_in_a_row():
    header = ["教师姓名", "职务", "联系电话", "帮扶学生1", "班级", "帮扶学生2", "班级"]
    _, rows = taken(
        (
            "Sheet1",
            [
                ["青溪中心小学“一对一”结对帮扶安排表"],
                header,
                ["李建国", "班主任", "13900000001", "王小明", "三（1）班", "张丽", "三（1）班"],
                ["赵芳", "主任", "13900000002", "陈晨", "三（1）班", "", ""],
            ],
        )
    )
    assert sorted((row["helper_name"], row["name"]) for row in rows) == [
        ("李建国", "张丽"),
        ("李建国", "王小明"),
        ("赵芳", "陈晨"),
    ]
    assert set(column(rows, "class_unit_id")) == {CLASS}


def test_couples_in_one_row_are_two_people():
    header = ["序号", "男方姓名", "年龄", "女方姓名", "年龄", "联系电话"]
    _, rows = taken(
        (
            "Sheet1",
            [
                ["河东村空巢老人登记表"],
                header,
                [1, "张大山", 78, "李秀英", 75, "13800000001"],
                [2, "王五", 80],
            ],
        )
    )
    assert sorted((row["name"], row["age"]) for row in rows) == [("张大山", 78), ("李秀英", 75), ("王五", 80)]


def test_the_same_payment_at_two_festivals_is_two_rows():
    rows = [
        ["河东村2025年节日慰问登记表"],
        ["序号", "慰问对象", "春节", "", "中秋", ""],
        ["", "", "慰问金", "慰问品", "慰问金", "慰问品"],
        [1, "张大山", 500, "米油", 200, "月饼"],
        [2, "李老四", 300, "米油", "", ""],
    ]
    _, found = taken(("Sheet1", rows, ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5))))
    assert sorted((row["name"], row["cash"]) for row in found) == [
        ("张大山", Decimal(200)),
        ("张大山", Decimal(500)),
        ("李老四", Decimal(300)),
    ]


def test_what_is_said_above_a_list_holds_for_all_its_rows():
    rows = [
        ["青溪中心小学谈心谈话记录表"],
        ["班级：三（1）班        班主任：李建国", "", "", "谈话日期：", "2025年11月5日"],
        ["序号", "学生", "谈话内容", "效果", "备注"],
        [1, "王小明", "学习态度", "好", ""],
    ]
    _, (row,) = taken(("Sheet1", rows))
    assert (row["class_unit_id"], row["contact_by"], row["contact_on"]) == (
        CLASS,
        "李建国",
        date(2025, 11, 5),
    )


def test_the_day_above_a_payment_list_is_no_day_of_payment():
    rows = [["河西村冬春救助发放表"], ["日期：2026年1月6日"], ["姓名", "救助款", "棉被"], ["张大山", 500, 1]]
    _, (row,) = taken(("Sheet1", rows))
    assert row.get("paid_on") is None
    assert row["ledger_on"] == date(2026, 1, 6)


def test_several_days_in_one_cell_are_several_visits():
    rows = [
        ["河东村独居老人走访台账（2025年）"],
        ["姓名", "走访时间", "走访人"],
        ["张大山", "3月5日、6月8日、10日", "刘文"],
        ["李老四", "4月2日", "刘文"],
    ]
    _, found = taken(("Sheet1", rows))
    days = sorted(row["contact_on"] for row in found if row["name"] == "张大山")
    assert days == [date(2025, 3, 5), date(2025, 6, 8), date(2025, 6, 10)]


def test_members_below_a_parent_are_the_rows_people():
    rows = [
        ["河东村监测对象家庭成员表"],
        ["户主", "家庭成员", "", "", "监测类别"],
        ["", "姓名", "与户主关系", "身份证号", ""],
        ["张大山", "张大山", "户主", id_no(1, "19650101"), "突发严重困难户"],
        ["", "李秀英", "配偶", id_no(2, "19680101"), ""],
    ]
    _, found = taken(("Sheet1", rows, ((1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 2, 4), (3, 0, 4, 0), (3, 4, 4, 4))))
    assert column(found, "name") == ["张大山", "李秀英"]
    assert column(found, "head_name") == ["张大山", "张大山"]
    assert all(column(found, "id_no"))


def test_a_remark_behind_a_name_is_kept_as_a_note():
    rows = [
        ["河东村独居老人花名册"],
        ["姓名", "年龄", "备注"],
        ["张大山（已故）", 80, "高血压"],
        ["王 五", 77, ""],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "name") == ["张大山", "王五"]
    assert column(found, "note") == ["高血压；已故", None]


def test_summaries_and_lists_of_officials_hold_no_people():
    summary = [
        ["特殊群体汇总表"],
        ["村", "留守儿童", "独居老人", "合计"],
        ["河东村", 12, 8, 20],
        ["合计", 12, 8, 20],
    ]
    officials = [["通讯录"], ["村", "书记", "电话", "主任", "电话"], ["河东村", "刘文", "138", "陈平", "139"]]
    assert refused(("汇总", summary)) == "no_ledger"
    assert refused(("通讯录", officials)) == "no_ledger"


def test_running_totals_are_no_visits():
    rows = [
        ["石桥社区志愿服务台账"],
        ["姓名", "居住方式", "服务次数", "志愿者"],
        ["张大山", "独居", 12, "刘文"],
    ]
    report, (row,) = taken(("Sheet1", rows))
    assert row["kind"] != "contacts"
    assert fields(report)["服务次数"] == ""


def test_a_cell_of_a_month_may_hold_any_number():
    """32,000 digits are more than Python converts; ² is a digit to it that gives no number."""
    header = ["序号", "服务对象姓名", "1月", "2月", "3月"]
    report, rows = taken(
        ("Sheet1", [["河东村2025年探访登记表"], header, [1, "张大山", "15", "1" * 32_000, "²"]])
    )
    assert column(rows, "contact_on") == [date(2025, 1, 15), date(2025, 3, 2)]
    assert [one.column for one in report.problems if one.row == 3] == ["D"]
