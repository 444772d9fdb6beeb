"""Different lists side by side on a sheet: each one's people come in, and none gets what the other list says."""

import pytest

from tests.ledgers import codes, taken

TITLE = ["河东村留守儿童花名册"]
TWO = [
    TITLE,
    ["序号", "姓名", "性别", "电话", "", "序号", "姓名", "住址", "出生日期"],
    ["1", "王小一", "男", "13800138001", "", "4", "李小四", "二组", "2015-03-01"],
    ["2", "王小二", "女", "13800138002", "", "5", "李小五", "三组", "某日"],
    ["3", "王小三", "女", "13800138003"],
]
FIRST = [
    ("王小一", "male", "13800138001"),
    ("王小二", "female", "13800138002"),
    ("王小三", "female", "13800138003"),
]


def test_each_list_is_read_by_its_own_headings():
    report, rows = taken(("名单", TWO))
    said = [(one["name"], one.get("gender"), one.get("phone"), one.get("address")) for one in rows]
    assert said == [(*one, None) for one in FIRST] + [
        ("李小四", None, None, "二组"),
        ("李小五", None, None, "三组"),
    ]
    assert {one["groups"] for one in rows} == {"left_behind_children"}
    assert codes(report)[-1][1:] == (4, "I")  # a fault of the second list is told where it stands


@pytest.mark.parametrize("more", [[], ["", ""]])
def test_lists_of_the_same_headings_stay_one_table(more):
    rows = [TITLE, ["序号", "姓名", "电话", *more, "序号", "姓名", "电话"]]
    rows += [["1", "王小一", "13800138001", *more, "2", "王小二", "13800138002"]]
    report, told = taken(("名单", rows))
    assert ([one["name"] for one in told], len(report.sheets)) == (["王小一", "王小二"], 1)


def test_visits_beside_people_are_of_those_people():
    rows = [["河东村走访台账"], ["序号", "姓名", "电话", "序号", "走访时间", "走访内容"]]
    rows += [["1", "王小一", "13800138001", "1", "2025-12-01", "看望"]]
    _, told = taken(("走访", rows))
    assert [(one["name"], str(one["contact_on"])) for one in told] == [("王小一", "2025-12-01")]
