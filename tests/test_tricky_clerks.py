"""Habits of clerks that once lost a cell without a word, or had sound rows refused."""

import pytest

from care.words import voice
from tests.ledgers import BRIDGE, EAST, TOWN, WEST, codes, column, id_no, taken


def test_thirds_of_a_month_below_the_month():
    rows = [
        ["空巢老人探访登记（2025年11月—12月）"],
        ["姓名", "村", "11月", "", "12月", ""],
        ["", "", "上旬", "下旬", "上旬", "下旬"],
        ["刘桂英", "河东村", "11.5", "11月22日", "12.3", "—"],
    ]
    report, found = taken(("探访", rows, ((1, 2, 1, 3), (1, 4, 1, 5))))
    assert [str(day) for day in column(found, "contact_on")] == ["2025-11-05", "2025-11-22", "2025-12-03"]
    assert codes(report) == []


def test_an_amount_merged_over_a_household_counts_once_in_the_total():
    rows = [
        ["村", "户主姓名", "家庭成员", "与户主关系", "季度金额"],
        ["河东村", "何长贵", "何长贵", "户主", "1860"],
        ["河东村", "", "李冬梅", "配偶", ""],
        ["小计", "", "2人", "", "1860"],
        ["河西村", "邓国强", "邓国强", "户主", "930"],
        ["合计", "", "3人", "", "2790"],
    ]
    report, found = taken(("低保金发放", rows, ((1, 1, 2, 1), (1, 4, 2, 4))))
    assert [row.get("cash") and int(row["cash"]) for row in found] == [1860, None, 930]
    assert codes(report) == []


def test_what_stands_behind_labels_of_a_form():
    """Telephones are labels, whatever 电话 means elsewhere; a blank is no reason to take the next label for the value."""
    form = [
        ["关爱服务档案"],
        ["姓名", "蒋玉兰", "性别", "女", "身份证号", "", "村", "河东村"],
        ["出生年月", "1945年3月", "居住状况", "空巢（与老伴同住）", "健康状况", "高血压"],
        ["紧急联系人", "姓名", "胡军", "关系", "儿子", "电话", "13888880000"],
        ["结对帮扶人", "姓名", "李敏", "职务", "村主任", "电话", "13888880001"],
    ]
    report, (row,) = taken(("档案", form))
    assert codes(report) == []
    assert (row["unit_id"], row["living"], row["groups"]) == (
        EAST,
        "空巢（与老伴同住）",
        "elderly_empty_nest",
    )
    assert (row["helper_name"], row["helper_position"], row["helper_phone"]) == (
        "李敏",
        "村主任",
        "13888880001",
    )
    assert row.get("phone") is None


def test_two_allowances_beside_each_other_are_paid_as_their_total():
    rows = [
        ["2025年12月残疾人两项补贴发放明细表"],
        ["村", "姓名", "身份证", "困难生活补贴", "重度护理补贴", "合计（元）"],
        ["河东村", "杜大明", id_no(1, "19700101"), 100, 0, 100],
        ["河西村", "苏盲女", id_no(2, "19720101"), 100, 120, 220],
        ["合计", "2人", "", 200, 120, 320],
    ]
    report, found = taken(("补贴", rows))
    assert (report.kinds, [int(one) for one in column(found, "cash")]) == (("relief",), [100, 220])


def test_whoever_is_no_more_and_of_which_kind_an_entitled_person_is():
    rows = [
        ["优抚对象花名册"],
        ["姓名", "优抚类别", "证件号码", "村组", "存殁情况"],
        ["雷震", "在乡复员军人", id_no(1, "19350101"), "河东村2组", "健在"],
        ["雷母", "烈士遗属", id_no(2, "19400101"), "河西村", "已故"],
    ]
    _, found = taken(("优抚", rows))
    assert column(found, "groups") == ["veterans", "martyrs_survivors"]
    assert column(found, "roll_state") == ["active", "ended"]
    assert column(found, "unit_id") == [EAST, WEST]
    assert column(found, "team") == ["2组", None]


def test_yes_below_is_the_risk_gone_means_off_the_roll():
    rows = [
        ["村", "姓名", "监测对象类别", "是否消除风险", "消除时间"],
        ["河东村", "尚可喜", "突发严重困难户", "否", ""],
        ["河东村", "耿仲明", "边缘易致贫户", "是", "2025.9"],
    ]
    _, found = taken(("监测户", rows))
    assert column(found, "roll_state") == ["active", "ended"]
    assert str(found[1]["left_on"]) == "2025-09-01"


def test_duties_are_not_the_seat_in_the_group_and_a_whole_town_is_a_unit():
    rows = [
        ["关爱工作领导小组成员及包村责任表"],
        ["组内职务", "姓名", "现任职务", "联系村", "主要职责"],
        ["组长", "王振国", "镇党委书记", "全镇", "全面负责"],
        ["副组长", "刘燕", "副镇长", "河东村", "民政、教育"],
    ]
    _, found = taken(("分工", rows))
    assert column(found, "answer_duty") == ["全面负责", "民政、教育"]
    assert column(found, "unit_id") == [TOWN, EAST]


def test_the_stages_of_a_plan_beside_each_other():
    rows = [
        ["青溪中心小学学困学生帮扶计划"],
        ["姓名", "帮扶教师", "制定时间", "第一阶段目标", "完成时间", "第二阶段目标", "完成时间"],
        ["邱小雨", "钟老师", "2025.9.15", "掌握方程", "2025.10.30", "进步10名", ""],
    ]
    _, found = taken(("计划", rows))
    assert [(row["plan_stage"], str(row["plan_done_on"] or "")) for row in found] == [
        ("掌握方程", "2025-10-30"),
        ("进步10名", ""),
    ]


def test_a_list_of_dangers_in_other_words():
    rows = [
        ["冬季取暖安全隐患排查整改台账"],
        ["村", "排查部位", "隐患描述", "隐患类别", "整改措施", "整改期限", "完成时间"],
        ["石桥社区", "厨房", "软管老化", "燃气", "更换", "2025-12-10", "2025-12-08"],
    ]
    report, (row,) = taken(("安全", rows))
    assert (report.kinds, row["unit_id"], row["safety_place"], row["safety_kind"]) == (
        ("safety",),
        BRIDGE,
        "厨房",
        "gas",
    )
    assert str(row["safety_fixed_on"]) == "2025-12-08"


def test_a_class_in_the_schools_cell_and_villages_in_the_address():
    rows = [
        ["留守儿童花名册"],
        ["姓名", "身份证号", "就读学校及班级", "家庭住址"],
        ["赵小雨", id_no(1), "青溪中心小学三年级1班", "河东村2组"],
        ["钱朵朵", id_no(2), "青溪初级中学", "河西村"],
    ]
    _, found = taken(("名册", rows))
    assert column(found, "class_unit_id") == [f"{TOWN}/青溪中心小学/三年级1班", f"{TOWN}/青溪初级中学"]
    assert column(found, "unit_id") == [EAST, WEST]
    assert column(found, "address") == ["河东村2组", "河西村"]


def test_a_teacher_named_in_brackets_in_the_title():
    rows = [
        ["谈心记录（班主任：郑老师）"],
        ["姓名", "村", "9月", "10月"],
        ["石头", "河东村", "9.12", "10.8"],
    ]
    _, found = taken(("谈心", rows))
    assert column(found, "contact_by") == ["郑老师", "郑老师"]


def test_a_list_of_visits_to_houses_is_no_list_of_activities():
    """被走访户 was unknown, and 类别: 低保户 passed for a kind of activity: the people were lost."""
    rows = [
        ["走访慰问登记"],
        ["日期", "村", "走访干部", "被走访户", "类别", "走访内容"],
        ["2025-12-01", "河东村", "赵村长", "屈原平", "低保户", "送被子"],
        ["2025-12-08", "河东村", "赵村长", "温婆", "空巢老人", ""],
    ]
    report, found = taken(("走访", rows))
    assert (report.kinds, column(found, "name")) == (("contacts",), ["屈原平", "温婆"])


def test_ditto_below_an_id_gives_nobody_anothers_id():
    rows = [
        ["户主", "家庭成员", "关系", "身份证号", "村"],
        ["何长贵", "何长贵", "本人", id_no(1, "19600101"), "河东村"],
        ["同上", "李冬梅", "妻", "同上", "同上"],
    ]
    report, found = taken(("户", rows))
    assert column(found, "id_no") == [id_no(1, "19600101"), None]
    assert (column(found, "head_name"), column(found, "unit_id")) == (["何长贵"] * 2, [EAST] * 2)
    assert codes(report) == [("id_length", 3, "D")]


def test_what_stands_behind_the_helpers_name_above_a_list_is_the_helpers():
    rows = [
        ["联系困难群众名单"],
        ["帮扶责任人：罗一鸣", "", "单位：农业农村办", "", "联系电话：13600000001"],
        ["村", "姓名", "类别", "电话", "结对时间"],
        ["河东村", "余香兰", "低保", "13600000011", "2025.3.1"],
    ]
    _, (row,) = taken(("结对", rows))
    assert (row["helper_name"], row["helper_phone"], row["helper_unit"], row["phone"]) == (
        "罗一鸣",
        "13600000001",
        "农业农村办",
        "13600000011",
    )


def test_letters_signed_visitors_numbered_and_a_teacher_named_above():
    letters = [
        ["委托监护责任书签订情况登记"],
        ["村", "儿童姓名", "委托监护人", "是否签订", "签订日期", "有效期至"],
        ["河东村", "赵小雨", "赵德福", "是", "2025.9.1", "2026.8.31"],
        ["河东村", "温小宝", "温大", "否", "", ""],
    ]
    _, found = taken(("责任书", letters))
    assert column(found, "letter_signed") == [True, False]
    assert str(found[0]["letter_until"]) == "2026-08-31"
    visits = [
        ["探访记录"],
        ["学校：青溪初级中学", "教师：钟老师"],
        ["姓名", "村", "探访日期", "探访方式"],
        ["胡婆婆", "河东村", "2025年12月2日", "入户"],
    ]
    assert column(taken(("探访", visits))[1], "contact_by") == ["钟老师"]
    numbered = [
        ["姓名", "村", "探访日期", "探访人1", "探访人2"],
        ["胡婆婆", "河东村", "2025.12.2", "李敏", "唐丽"],
    ]
    assert column(taken(("探访", numbered))[1], "contact_by") == ["李敏"]


def test_a_plan_of_activities_that_only_says_their_content():
    rows = [
        ["青溪初级中学关爱活动计划及落实情况"],
        ["序号", "活动内容", "计划时间", "实际开展时间", "参加人数", "落实情况"],
        [1, "心理健康讲座", "2025年11月", "2025.11.18", "120", "已完成"],
        [2, "家长会", "2026年1月", "", "", "未开展"],
    ]
    report, found = taken(("计划", rows))
    assert (report.kinds, column(found, "activity_title")) == (("activities",), ["心理健康讲座", "家长会"])
    assert column(found, "activity_state") == ["held", "planned"]


def test_party_members_beside_the_children_they_help_are_helpers():
    """The party members once came in as left-behind children."""
    rows = [
        ["河东村党员结对留守儿童名单"],
        ["党员姓名", "联系电话", "结对留守儿童", "结对日期"],
        ["赵有才", "13300000001", "赵小雨、温小宝", "2025.6.1"],
    ]
    report, found = taken(("结对", rows))
    assert (report.kinds, column(found, "name")) == (("pairing",), ["赵小雨", "温小宝"])
    assert column(found, "helper_name") == ["赵有才"] * 2
    assert (column(found, "helper_phone"), column(found, "phone")) == (["13300000001"] * 2, [None] * 2)


def test_why_the_father_is_away_is_not_why_the_child_is():
    rows = [
        ["留守儿童花名册"],
        ["姓名", "村", "父亲外出", "母亲外出", "外出原因", "监护人"],
        ["赵小雨", "河东村", "是", "是", "务工", "赵德福"],
    ]
    assert taken(("名册", rows))[1][0].get("away_reason") is None
    own = [["姓名", "村", "外出原因"], ["黎老汉", "河东村", "住院"]]
    assert taken(("名册", own))[1][0]["away_reason"] == "hospital"


def test_why_and_when_somebody_was_struck_off():
    rows = [
        ["2025年特困人员减员情况表"],
        ["姓名", "村", "减员原因", "减员时间"],
        ["卢老汉", "河东村", "死亡", "2025.8.3"],
    ]
    (row,) = taken(("减员", rows))[1]
    assert (row["left_reason"], str(row["left_on"])) == ("死亡", "2025-08-03")


def test_the_village_above_lists_beside_each_other():
    def lists(other: str) -> list:
        rows = [
            ["河东村独居老人", "", "", f"{other}留守妇女", ""],
            ["姓名", "年龄", "", "姓名", "年龄"],
            ["黎老汉", 80, "", "莫愁", 37],
        ]
        return taken(("名单", rows))[1]

    assert column(lists("河东村"), "unit_id") == [EAST, EAST]
    assert lists("河西村") == []  # which list is whose is asked


def test_a_table_below_another_whose_only_row_names_nobody_is_not_lost():
    """Numbers below the headings made 姓名 a number of people, and the whole table went without a word."""
    head = ["编号", "姓名", "身份证号", "类别", "住址"]
    rows = [
        ["河东村特殊群体花名册"],
        head,
        [1, 2, 3, 4, 5],
        [1, "张三", id_no(1), "低保", "河东村1组"],
        [],
        ["河西村特殊群体花名册"],
        head,
        [1, 2, 3, 4, 5],
        [1, "", id_no(2), "低保", "河西村1组"],
    ]
    report, found = taken(("名册", rows))
    assert column(found, "name") == ["张三"]
    assert codes(report) == [("row_needs_value", 9, "B")]


def test_kinds_of_pupils_in_a_column_of_any_name():
    rows = [
        ["青溪初级中学学生信息"],
        ["姓名", "年级", "班", "家庭住址", "关爱身份分类"],
        ["孙浩", "七年级", 1, "河东村", "留守儿童"],
        ["吴静", "七", 1, "河西村", "随迁"],
        ["周雪", "七", 1, "河西村", "孤儿"],
    ]
    report, found = taken(("学生", rows))
    assert column(found, "groups") == ["left_behind_children", None, "orphans"]
    assert codes(report) == [("group_unknown", 4, "E")]


def test_an_example_sheet_left_in_is_no_ledger():
    visits = [["姓名", "走访日期", "村"], ["余香兰", "2025-12-03", "河东村"]]
    example = [["姓名", "走访日期", "村"], ["张三", "2025-01-01", "河东村"]]
    for name in ("示例（勿填）", "填写样例", "填表说明"):
        report, found = taken(("走访", visits), (name, example))
        assert column(found, "name") == ["余香兰"]
        assert report.sheets[1]["why"] == "example"
    for name in ("说明会走访", "示例", "模板"):  # filled in where it stood
        assert column(taken((name, visits))[1], "name") == ["余香兰"]


@pytest.mark.parametrize("why", ["empty", "no_header", "no_kind", "example", "own_list", "plan", "wishes"])
def test_why_a_sheet_is_left_out_is_said(why):
    for language in ("zh", "en"):
        assert voice(language)(f"ledgers.why_{why}")
