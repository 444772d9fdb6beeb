"""Habits of offices that once lost something without a word: thought up as villages and schools write them."""

from datetime import date

from tests.ledgers import EAST, codes, column, fields, id_no, taken

ONE, TWO, THREE = id_no(1, "19500101"), id_no(2, "19510202"), id_no(3, "19520303")


def test_visits_below_a_household_s_card_are_visits_to_its_head():
    rows = [
        ["结对帮扶手册"],
        ["户主姓名", "祝融", "性别", "男", "家庭人口", 1],
        ["身份证号", ONE, "联系电话", "13800138000", "户类型", "低保户"],
        ["住址", "河东村3组", "帮扶责任人", "李卫国", "帮扶人电话", "13900139000"],
        ["帮扶记录"],
        ["序号", "帮扶时间", "帮扶方式", "帮扶内容", "帮扶人签字"],
        [1, "2025年3月5日", "入户走访", "送去化肥2袋", "李卫国"],
        [2, "2025年6月18日", "电话联系", "询问收成", "李卫国"],
    ]
    _, found = taken(("手册", rows))
    visits = [row for row in found if row["kind"] == "contacts"]
    assert [(str(row["contact_on"]), row["contact_kind"]) for row in visits] == [
        ("2025-03-05", "visit"),
        ("2025-06-18", "phone"),
    ]
    assert {(row["name"], row["unit_id"], row["id_no"]) for row in visits} == {("祝融", EAST, ONE)}


def test_a_list_of_help_given_tells_of_contacts_and_a_list_of_helpers_of_pairs():
    given = [
        ["河东村帮扶记录表"],
        ["帮扶对象", "帮扶责任人", "帮扶时间", "帮扶方式", "帮扶内容"],
        ["祝融", "李卫国", "2025.3.5", "入户", "送化肥"],
        ["杜鹃", "李卫国", "2025.6.8", "电话", "问收成"],
    ]
    _, found = taken(("记录", given))
    assert (found[0]["kind"], str(found[0]["contact_on"]), found[1]["contact_kind"]) == (
        "contacts",
        "2025-03-05",
        "phone",
    )
    paired = [
        ["河东村结对帮扶台账"],
        ["姓名", "身份证号", "帮扶责任人", "帮扶人电话", "帮扶时间", "帮扶措施"],
        ["祝融", ONE, "李卫国", "13900139000", "2023.3.5", "产业帮扶"],
    ]
    _, found = taken(("台账", paired))
    assert (found[0]["kind"], str(found[0]["paired_on"])) == ("pairing", "2023-03-05")


def test_who_came_and_who_went_below_a_mere_kind():
    rows = [
        ["河东村2025年第四季度低保对象增减表"],
        ["类别", "户主", "身份证号", "月保障金（元）", "变动时间", "变动原因"],
        ["新增", "祝融", ONE, 450, "2025年10月", "因病"],
        ["取消", "杜鹃", TWO, 0, "2025.11", "子女就业收入超标"],
        ["调整", "何长贵", THREE, 520, "202512", "提标"],
    ]
    report, found = taken(("增减", rows))
    assert column(found, "roll_state") == ["active", "ended", "active"]
    assert [str(day) for day in column(found, "left_on")] == ["None", "2025-11-01", "None"]
    assert column(found, "left_reason") == [None, "子女就业收入超标", None]
    assert (set(column(found, "groups")), codes(report)) == ({"minimum_living"}, [])


def test_the_days_of_a_week_as_columns():
    rows = [
        ["河东村独居老人巡访周记录（2025年12月1日—12月7日）"],
        ["姓名", "电话", "1日", "2日", "3日", "4日", "5日", "6日", "7日", "巡访员"],
        ["祝融", "13800138000", "√", "", "电话", "", "", "×", "√", "王芳"],
    ]
    _, found = taken(("周记录", rows))
    assert [str(day) for day in column(found, "contact_on")] == ["2025-12-01", "2025-12-03", "2025-12-07"]


def test_of_two_quarters_colours_the_present_one_counts():
    rows = [
        ["河东村困境儿童四色管理台账"],
        ["儿童姓名", "身份证号", "上季度等级", "本季度等级"],
        ["祝小妹", id_no(4), "黄", "红"],
        ["杜小弟", id_no(5), "绿", "绿色"],
    ]
    _, found = taken(("四色", rows))
    assert column(found, "risk") == ["red", "green"]


def test_two_allowances_and_their_total_are_a_payment():
    rows = [
        ["河东村2025年12月残疾人两项补贴发放花名册"],
        ["姓名", "身份证号", "残疾等级", "困难残疾人生活补贴", "重度残疾人护理补贴", "合计"],
        ["祝融", ONE, "二级", 80, 80, 160],
        ["杜鹃", TWO, "三级", 80, "", 80],
        ["合计", "", "", 160, 80, 240],
    ]
    report, found = taken(("两补", rows))
    assert (set(column(found, "kind")), column(found, "cash")) == ({"relief"}, [160, 80])
    assert codes(report) == [("relief_item_unsaid", 3, "")]


def test_whom_the_yearly_life_check_calls_dead_is_no_longer_on_the_roll():
    rows = [
        ["河东村高龄津贴对象名册"],
        ["姓名", "身份证号", "生存认证"],
        ["祝融", ONE, "已认证"],
        ["杜鹃", TWO, "去世"],
    ]
    report, found = taken(("名册", rows))
    assert (column(found, "roll_state"), codes(report)) == (["active", "ended"], [])


def test_a_number_below_pupils_taking_part_is_how_many():
    rows = [
        ["青溪中心小学关爱活动统计表"],
        ["活动主题", "活动时间", "参与学生"],
        ["学雷锋", "2025-03-05", 35],
        ["清明祭扫", "2025-04-03", 40],
    ]
    _, found = taken(("活动", rows))
    assert column(found, "activity_reached") == [35, 40]


def test_a_list_of_people_who_joined_long_ago_is_of_today():
    rows = [["河东村优抚对象名册"], ["姓名", "身份证号", "享受待遇时间"], ["祝融", ONE, "2000.8"]]
    _, found = taken(("名册", rows))
    assert column(found, "ledger_on") == [date(2026, 1, 20)]


def test_warm_things_for_the_winter_are_winter_relief_and_counselling_is_a_talk():
    relief = [["河东村2025年冬季取暖物资发放登记表"], ["姓名", "棉被（床）", "棉衣（件）"], ["祝融", 1, 2]]
    talks = [
        ["青溪中心小学心理辅导登记表"],
        ["学生姓名", "辅导日期", "辅导教师"],
        ["杜鹃", "2025.10.9", "刘老师"],
    ]
    _, found = taken(("发放", relief), ("辅导", talks))
    assert {row["kind"]: row.get("relief_item") or row.get("contact_kind") for row in found} == {
        "relief": "winter_living",
        "contacts": "talk",
    }
    report, _ = taken(("辅导", talks))
    assert fields(report)["辅导教师"] == "contact_by"


def test_party_members_beside_the_households_they_keep_in_touch_with_are_no_visited_people():
    rows = [
        ["河东村党员联系户台账"],
        ["党员姓名", "联系电话", "联系户户主", "家庭人口", "联系时间", "联系内容"],
        ["刘卫国", "13900139000", "祝融", 1, "2025-11-05", "慰问"],
        ["刘卫国", "13900139000", "杜鹃", 2, "2025-11-06", "政策宣传"],
    ]
    _, found = taken(("台账", rows))
    assert column(found, "head_name") == ["祝融", "杜鹃"]
    assert "刘卫国" not in column(found, "name")
    assert "13900139000" not in column(found, "phone")
