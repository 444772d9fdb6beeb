"""Rows that lean on those above them, invented here and in no document."""

from datetime import date

from tests.ledgers import BRIDGE, EAST, WEST, codes, column, id_no, taken


def test_sections_with_counts_and_colons():
    rows = [
        ["青溪镇春节慰问特困对象名单"],
        ["序号", "姓名", "家庭人口", "慰问金（元）"],
        ["河东村（1户）"],
        [1, "张大山", 3, 500],
        ["小计", "", "", 500],
        ["河西村：1户"],
        [1, "王五", 2, 500],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "unit_id") == [EAST, WEST]


def test_a_section_inside_another_and_a_village_nobody_knows():
    rows = [
        ["青溪镇特殊群体花名册"],
        ["姓名", "年龄", "电话"],
        ["一、独居老人"],
        ["河东村"],
        ["张大山", 80, ""],
        ["河西村"],
        ["李四", 81, ""],
        ["二、留守老人"],
        ["河东村（1人）"],
        ["王五", 77, ""],
        ["黑石村"],
        ["赵六", 75, ""],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "unit_id") == [EAST, WEST, EAST]
    assert column(found, "groups") == ["elderly_alone", "elderly_alone", "elderly_left_behind"]
    assert codes(report) == [("unit_unknown", 12, "")]
    (asked,) = report.questions
    assert asked["id"] == "unit:黑石村"
    _, answered = taken(("Sheet1", rows), answers={"unit:黑石村": BRIDGE})
    assert answered[-1]["unit_id"] == BRIDGE


def test_teams_as_sections():
    rows = [
        ["河东村空巢老人名单"],
        ["姓名", "年龄", "电话"],
        ["一组："],
        ["张大山", 80, ""],
        ["二组（共1人）"],
        ["王五", 77, ""],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "team") == ["1组", "2组"]


def test_a_helper_written_once_at_the_left_of_several_names():
    rows = [
        ["河东村干部结对帮扶名单"],
        ["帮扶干部", "联系电话", "帮扶对象", "类别"],
        ["刘文", "13900000001", "张大山", "低保"],
        ["", "", "李老四", "特困"],
        ["陈平", "", "王五", "监测户"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "helper_name") == ["刘文", "刘文", "陈平"]
    assert column(found, "helper_phone") == ["13900000001", "13900000001", None]


def test_a_blank_helper_at_the_right_of_a_name_is_none():
    header = ["帮扶对象", "类别", "帮扶干部", "联系电话"]
    rows = [
        ["河东村结对帮扶名单"],
        header,
        ["张大山", "低保", "刘文", "13900000001"],
        ["李老四", "特困", "", ""],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "helper_name") == ["刘文", None]


def test_a_person_written_once_above_several_visits():
    rows = [
        ["石桥社区独居老人走访登记表"],
        ["序号", "姓名", "年龄", "走访日期", "走访人"],
        [1, "张大山", 80, "2025.10.3", "刘文"],
        ["", "", "", "2025.11.3", "刘文"],
        [2, "李秀英", 78, "2025.10.4", "刘文"],
        [3, "", 77, "2025.10.5", "刘文"],
    ]
    report, found = taken(("Sheet1", rows))
    assert [(row["name"], row["contact_on"].month) for row in found] == [
        ("张大山", 10),
        ("张大山", 11),
        ("李秀英", 10),
    ]
    assert codes(report) == [("row_needs_value", 6, "B")]


def test_the_unit_behind_a_stamp_in_brackets():
    rows = [
        ["青溪镇农村留守儿童花名册（2025年第四季度）"],
        ["填报单位:(盖章) 河东村村民委员会", "", "", "填报日期:2026年1月5日"],
        ["序号", "姓名", "公民身份号码", "备注"],
        [1, "王小明", id_no(1), ""],
    ]
    _, (row,) = taken(("Sheet1", rows))
    assert (row["unit_id"], row["ledger_on"]) == (EAST, date(2026, 1, 5))


def test_the_registers_own_words_answer_is_left_behind():
    rows = [
        ["学籍主号", "学生姓名", "年级", "班级", "是否留守儿童"],
        ["G" + id_no(1), "王小明", "小学三年级", "1班", "非留守儿童"],
        ["G" + id_no(2), "张丽", "小学三年级", "1班", "双亲留守儿童"],
    ]
    report, found = taken(("Sheet1", rows), file="青溪中心小学学籍.xlsx")
    assert column(found, "groups") == [None, "left_behind_children"]
    assert codes(report) == []


def test_a_list_of_changes_says_who_left_and_who_came():
    rows = [
        ["河东村特殊群体动态变更表（2025年12月）"],
        ["姓名", "身份证号", "类别", "变更类型", "变更原因", "变更日期"],
        ["张大山", id_no(1, "19450101"), "独居老人", "减少", "死亡", "2025.12.3"],
        ["李四", id_no(2, "19450101"), "留守老人", "新增", "子女外出", "2025.12.5"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "left_on") == [date(2025, 12, 3), None]
    assert column(found, "left_reason") == ["死亡", None]
