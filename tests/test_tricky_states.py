"""What columns say of a row's person or day: states on the roll, who lives with whom, guardians, years. Invented here."""

from datetime import date

from care.store import EVERYTHING
from tests.ledgers import EAST, WEST, codes, column, fields, id_no, taken
from tests.making import batch, built
from tests.worked_town import UNITS

OLD = [id_no(n, "19480305") for n in range(1, 8)]
YOUNG = [id_no(n) for n in range(1, 4)]


def test_a_person_in_two_lines_below_two_lines_of_headings():
    rows = [
        ["河东村独居老人走访登记表"],
        ["序号", "姓名", "走访日期", "走访人"],
        ["", "", "走访方式", "走访内容"],
        [1, "张大山", "2025.10.3", "刘文"],
        ["", "", "入户走访", "身体好"],
        [2, "李秀英", "2025.10.4", "刘文"],
        ["", "", "某某", "一切正常"],
    ]
    merged = tuple((top, j, top + 1, j) for top in (1, 3, 5) for j in (0, 1))
    for merges in ((), merged):
        report, found = taken(("Sheet1", rows, merges))
        assert [(r["row_no"], r["contact_on"].day, r["contact_kind"], r["contact_text"]) for r in found] == [
            (4, 3, "visit", "身体好"),
            (6, 4, "visit", "一切正常"),
        ]
        assert codes(report) == [("choice_unknown", 7, "C")]


def test_several_visits_below_a_merged_name_are_not_its_second_line():
    rows = [
        ["河东村独居老人走访登记表"],
        ["姓名", "走访日期", "走访方式"],
        ["张大山", "2025.10.3", "入户"],
        ["", "2025.11.3", "电话"],
    ]
    _, found = taken(("Sheet1", rows, ((2, 0, 3, 0),)))
    assert column(found, "contact_kind") == ["visit", "phone"]


def test_a_party_branch_is_no_village():
    rows = [
        ["困难党员花名册"],
        ["所在党支部", "姓名", "身份证号", "所在村"],
        ["河东村党支部", "张大山", OLD[0], "河西村"],
        ["河西村党支部", "李秀英", OLD[1], "河东村"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "unit_id") == [WEST, EAST]
    alone = [["老党员花名册"], ["支部名称", "姓名", "身份证号"], *[row[:3] for row in rows[2:]]]
    report, _ = taken(("Sheet1", alone))
    assert report.counts["held"] == 2


def test_states_on_the_roll():
    said = ["正常", "已退出", "死亡", "注销", "迁出", "暂停", "在保"]
    rows = [["河东村低保人员花名册"], ["姓名", "身份证号", "状态"]]
    rows += [[f"张大{one}", id_, one] for one, id_ in zip("一二三四五六七", OLD, strict=True)]
    for row, one in zip(rows[2:], said, strict=True):
        row[2] = one
    report, found = taken(("Sheet1", rows))
    assert column(found, "roll_state") == ["active", *["ended"] * 4, "paused", "active"]
    assert column(found, "left_reason") == [None, "已退出", "死亡", "注销", "迁出", None, None]
    assert codes(report) == []


def test_yes_and_no_below_states_mean_what_the_heading_asks():
    rows = [
        ["河东村特困人员名册"],
        ["姓名", "身份证号", "是否死亡"],
        ["张大山", OLD[0], "否"],
        ["李秀英", OLD[1], "是"],
    ]
    assert column(taken(("Sheet1", rows))[1], "roll_state") == ["active", "ended"]
    rows[1][2] = "是否健在"
    assert column(taken(("Sheet1", rows))[1], "roll_state") == ["ended", "active"]


def test_a_column_of_other_states_is_none_of_the_roll():
    rows = [
        ["河东村特困人员名册"],
        ["姓名", "身份证号", "状态"],
        ["张大山", OLD[0], "良好"],
        ["李秀英", OLD[1], "较差"],
    ]
    report, _ = taken(("Sheet1", rows))
    assert fields(report)["状态"] is None and codes(report) == []


def test_whoever_left_is_on_the_roll_no_more(tmp_path):
    def row(name: str, state: str, **more) -> dict:
        return {
            "name": name,
            "unit_id": UNITS[1]["unit_id"],
            "groups": "minimum_living",
            "roll_state": state,
        } | more

    batch(tmp_path, "a-units", "units", UNITS, date(2026, 1, 1))
    batch(tmp_path, "b", "roster", [row("甲", "active"), row("乙", "active")], date(2026, 1, 5))
    later = [
        row("甲", "active"),
        row("乙", "ended"),
        row("丙", "ended"),
        row("丁", "ended", since=date(2025, 1, 1)),
    ]
    batch(tmp_path, "c", "roster", later, date(2026, 2, 5))
    sql = "select p.name, cast(m.to_on as varchar) as to_on from memberships as m join people as p on m.subject_id = p.person_id"
    frame = built(tmp_path).query(EVERYTHING, sql)
    assert dict(frame.itertuples(index=False)) == {"甲": "9999-12-31", "乙": "2026-02-05", "丁": "2026-02-05"}


def test_who_lives_with_whom_is_no_house():
    rows = [
        ["河东村特困人员台账"],
        ["姓名", "身份证号", "居住情况"],
        ["张大山", OLD[0], "独居"],
        ["李秀英", OLD[1], "与子女同住"],
        ["王小明", YOUNG[0], "独居"],
    ]
    report, found = taken(("Sheet1", rows))
    assert fields(report)["居住情况"] == "living" and codes(report) == []
    assert column(found, "groups") == ["elderly_alone,hardship_home", "hardship_home", "hardship_home"]
    house = [
        ["河东村危房台账"],
        ["户主", "危房等级", "居住情况"],
        ["张大山", "D级", "空置"],
        ["李四", "C级", "常住"],
    ]
    assert column(taken(("Sheet1", house))[1], "lived_in") == [False, True]


def test_a_days_year_stands_beside_it_or_above_it():
    rows = [
        ["河东村走访记录"],
        ["年度", "姓名", "走访日期"],
        ["2024", "张大山", "3月5日"],
        ["2025年", "李四", "1月8日"],
    ]
    assert column(taken(("Sheet1", rows))[1], "contact_on") == [date(2024, 3, 5), date(2025, 1, 8)]
    rows = [
        ["河东村走访记录"],
        ["姓名", "走访日期"],
        ["2024年"],
        ["张大山", "3.5"],
        ["2025年"],
        ["李四", "11.20"],
    ]
    assert column(taken(("Sheet1", rows))[1], "contact_on") == [date(2024, 3, 5), date(2025, 11, 20)]
    rows = [
        ["河东村走访记录"],
        ["姓名", "走访月份", "走访日期"],
        ["张大山", "2024年3月", "5日"],
        ["李四", "2024年11月", ""],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "contact_on") == [date(2024, 3, 5), date(2024, 11, 1)]
    assert column(found, "contact_precision") == ["day", "month"]


def test_a_terms_days_lie_in_it():
    rows = [["家访记录"], ["学期", "学生姓名", "家访时间", "所在村"]]
    rows += [
        ["2023-2024学年第一学期", "王小明", "11月5日", "河东村"],
        ["2023-2024学年第一学期", "张丽", "1月5日", "河东村"],
    ]
    assert column(taken(("Sheet1", rows))[1], "contact_on") == [date(2023, 11, 5), date(2024, 1, 5)]


def test_the_guardian_is_the_member_who_is_called_so():
    headings = ["姓名", "关系", "联系电话", "是否监护人"]
    rows = [["学籍号", "姓名", "身份证件号", *[f"成员{n}{one}" for n in (1, 2) for one in headings]]]
    father = ["王建国", "父亲", "13800138000"]
    rows += [
        ["G" + YOUNG[0], "王小明", YOUNG[0], *father, "否", "李秀英", "祖母", "13800138001", "是"],
        ["G" + YOUNG[1], "王小红", YOUNG[1], *father, "是", "赵红", "母亲", "13800138002", "是"],
        ["G" + YOUNG[2], "王小刚", YOUNG[2], *father, "否", "赵红", "母亲", "13800138003", "否"],
    ]
    _, found = taken(("Sheet1", rows), file="青溪中心小学学籍.xlsx")
    assert column(found, "guardian_name") == ["李秀英", "王建国", None]
    assert column(found, "guardian_relation") == ["祖母", "父亲", None]
    rows[1][9] = "138"
    report, found = taken(("Sheet1", rows), file="青溪中心小学学籍.xlsx")
    assert codes(report) == [("phone_form", 2, "J")]
    assert column(found, "guardian_phone") == [None, "13800138000", None]
