"""Readings that were open for long: which year a day without one is of, who was turned down, records of several lines,
one person for several villages, workbooks of very many layouts."""

from datetime import date

import pytest

from tests.ledgers import BRIDGE, EAST, WEST, codes, column, id_no, refused, taken

PEOPLE = [["祝融", id_no(1, "19500101")], ["杜鹃", id_no(2, "19510202")], ["何长贵", id_no(3, "19520303")]]


def days(title: str, heading: str, *said: str, more: dict[str, str] | None = None, **wish):
    """(values, codes) of a column of days below a title, of three people."""
    beside = more or {}
    rows = [[title], ["姓名", "身份证号", *beside, heading]]
    rows += [[*one, *beside.values(), day] for one, day in zip(PEOPLE, said, strict=False)]
    report, found = taken(("Sheet1", rows), **wish)
    field = next(one["field"] for one in report.sheets[0]["mapping"] if one["heading"] == heading)
    shown = [str(value) if value else "" for value in column(found, field)]
    return shown, [code for code, _, _ in codes(report)]


@pytest.mark.parametrize(
    ("title", "heading", "more", "said", "meant", "today"),
    [
        (
            "河东村2025年冬春救助发放表", "发放日期", {"救助金额": "300"}, ("12.20", "1月15日", "3.2"),
            ["2025-12-20", "2026-01-15", "2026-03-02"], date(2026, 5, 1),
        ),
        (  # the same list in the middle of the winter before
            "河东村2025年冬春救助发放表", "发放日期", {"救助金额": "300"}, ("1月15日", "3.2"),
            ["2025-01-15", "2025-03-02"], date(2025, 3, 20),
        ),
        (
            "河东村2025年秋季学期家访记录", "家访时间", {}, ("9.20", "12月15日", "1.10"),
            ["2025-09-20", "2025-12-15", "2026-01-10"], date(2026, 2, 1),
        ),
        (
            "河东村2025年春节慰问发放表", "慰问时间", {"慰问金额": "300"}, ("12.28", "1月15日", "1.20"),
            ["2024-12-28", "2025-01-15", "2025-01-20"], date(2026, 2, 1),
        ),
        (
            "河东村2025年中秋、2025年春节慰问发放表", "慰问时间", {"慰问金额": "300"}, ("9.28", "12月15日", "1.20"),
            ["2025-09-28", "2025-12-15", "2025-01-20"], date(2026, 2, 1),
        ),
        (  # written down a few days after the quarter
            "河东村2025年第四季度走访登记表", "走访时间", {}, ("10.5", "1.3", "9.30"),
            ["2025-10-05", "2026-01-03", "2025-09-30"], date(2026, 2, 1),
        ),
        (
            "河东村2025年走访登记表", "走访时间", {}, ("10.5", "1.3", "2.30"),
            ["2025-10-05", "2025-01-03"], date(2026, 2, 1),
        ),
        (
            "河东村走访登记表", "走访时间", {}, ("10.5", "1.3", "12.30"),
            ["2025-10-05", "2026-01-03", "2025-12-30"], date(2026, 2, 1),
        ),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_of_the_year_that_the_title_speaks_of(
    title, heading, more, said, meant, today
):
    assert days(title, heading, *said, more=more, today=today)[0] == meant


def test_a_day_of_the_quarter_that_is_still_to_come_is_told_and_not_moved_a_year_back():
    said = days("河东村2026年第一季度走访登记表", "走访时间", "1.5", "3.8")
    assert (said[0], sorted(said[1])) == (["2026-01-05"], ["date_future", "row_needs_value"])


def test_a_birthday_or_joining_day_without_a_year_says_nothing():
    assert days("河东村2025年留守老人花名册", "出生日期", "3月5日", "1951年2月2日", "11.2") == (
        ["", "1951-02-02", ""],
        ["date_without_year"] * 2,
    )
    assert days("河东村2025年低保花名册", "纳入时间", "3月5日", "202305") == (
        ["", "2023-05-01"],
        ["date_without_year"],
    )


def test_whoever_is_not_approved_is_not_counted_as_approved():
    head = ["姓名", "身份证号", "申请金额", "调查时间", "审批结果", "审批时间", "未通过原因"]
    answers = [
        ("同意", "2025-11-10", ""),
        ("不同意", "2025-11-10", "收入超标"),
        ("不予批准", "2025-11-11", ""),
    ]
    rows = [[*one, 300, "2025-11-01", *said] for one, said in zip(PEOPLE, answers, strict=True)]
    _, found = taken(("临时救助", [["河东村临时救助审批台账"], head, *rows]))
    assert [str(day) for day in column(found, "approved_on")] == ["2025-11-10", "None", "None"]
    assert column(found, "refused_reason") == [None, "收入超标", "审批结果：不予批准"]


def test_a_no_without_a_day_may_still_become_a_yes():
    head = ["姓名", "身份证号", "救助金额", "是否批准", "审批日期"]
    answers = [("是", "2025-11-10"), ("否", "2025-11-10"), ("否", "")]
    rows = [[*one, 300, *said] for one, said in zip(PEOPLE, answers, strict=True)]
    _, found = taken(("冬春救助", [["河东村冬春救助审批表"], head, *rows]))
    assert [str(day) for day in column(found, "approved_on")] == ["2025-11-10", "None", "None"]
    assert column(found, "refused_reason") == [None, "是否批准：否", None]


@pytest.mark.parametrize("merged", [False, True])
def test_a_home_of_two_lines_has_two_teachers(merged):
    first = [1, "青溪中心小学", "留守儿童之家", "是", "陈老师", "13800138000"]
    rows = [
        ["留守儿童之家台账"],
        ["序号", "学校", "之家名称", "是否开放", "管理教师", "联系电话"],
        first,
        ["", "", "", "", "李老师", "13800138001"],
        [2, "青溪初级中学", "学生之家", "是", "王老师", "13800138002"],
    ]
    report, found = taken(("之家", rows, tuple((2, j, 3, j) for j in range(4)) if merged else ()))
    assert column(found, "facility_teacher") == ["陈老师、李老师", "王老师"]
    assert column(found, "facility_contact") == ["13800138000", "13800138002"]
    assert (codes(report), report.counts["ignored"]) == ([], 1)


def test_whoever_answers_for_two_villages_answers_for_each():
    rows = [
        ["关爱服务工作责任人名册"],
        ["村（社区）", "责任人", "职务", "职责", "联系电话"],
        ["河东村、河西村", "陈亮", "副镇长", "包村", "13800138000"],
        ["石桥社区", "李明", "主任", "包村", "13800138001"],
    ]
    _, found = taken(("责任人", rows))
    assert sorted((row["unit_id"], row["answer_name"]) for row in found) == sorted(
        [(EAST, "陈亮"), (WEST, "陈亮"), (BRIDGE, "李明")]
    )


def test_a_person_of_two_villages_is_asked_about():
    rows = [["村", "姓名", "身份证号"], ["河东村、河西村", *PEOPLE[0]], ["石桥社区", *PEOPLE[1]]]
    report, found = taken(("花名册", rows))
    assert (column(found, "unit_id"), codes(report)) == ([BRIDGE], [("unit_unknown", 2, "A")])
    assert [one["text"] for one in report.questions] == ["河东村、河西村"]


def test_very_many_tables_that_differ_in_their_headings_are_refused():
    def sheets(count: int):
        return [
            (f"表{n}", [["姓名", "村", "类别", f"自编{n}"], ["祝融", "河东村", "低保", "1"]])
            for n in range(count)
        ]

    assert refused(*sheets(81)) == "too_many_layouts"
    assert refused(*sheets(3)) == ""
