"""Sound ledgers in guises nobody foresaw, invented here: some once came in wrong without a word, some not at all."""

from datetime import date

from tests.ledgers import EAST, codes, column, fields, id_no, taken

OLD = [id_no(n, "19480305") for n in range(1, 6)]
YOUNG = [id_no(n) for n in range(1, 4)]


def test_a_section_of_no_known_group_ends_the_one_before():
    """Whoever stood below 二、残疾人 once was an old person living alone."""

    def listed(first: str, second: str) -> tuple:
        rows = [
            ["河东村特殊群体名册"],
            ["序号", "姓名", "身份证号"],
            [first],
            [1, "张大山", OLD[0]],
            [second],
            [1, "王铁柱", OLD[1]],
            ["三、留守儿童（1人）"],
            [1, "王小明", YOUNG[0]],
        ]
        report, found = taken(("名册", rows))
        return column(found, "groups"), codes(report)

    known = ["elderly_alone", None, "left_behind_children"]
    assert listed("一、独居老人（1人）", "二、残疾人（1人）") == (known, [("group_unknown", 5, "")])
    assert listed("一、独居老人（1人）", "二、其他（1人）") == (known, [])
    assert listed("一、独居老人（1人）", "以下由村文书补充")[0][1] == "elderly_alone"


def test_whoever_keeps_in_touch_with_a_household_is_not_the_household():
    """The cadre's telephone once was the household's."""
    rows = [
        ["青溪镇干部包联困难户一览表"],
        ["干部姓名", "单位", "职务", "手机号", "包联户主", "家庭住址", "户主电话"],
        ["王振国", "党委", "党委书记", "13800138001", "张大山", "河东村1组", "13900138001"],
        ["刘燕", "民政办", "主任", "13800138002", "李秀英", "河西村2组", "13900138002"],
    ]
    report, found = taken(("包联", rows))
    assert (report.kinds, column(found, "head_name")) == (("pairing",), ["张大山", "李秀英"])
    assert column(found, "helper_name") == ["王振国", "刘燕"]
    assert column(found, "helper_phone") == ["13800138001", "13800138002"]
    assert column(found, "phone") == ["13900138001", "13900138002"]


def test_stages_of_a_plan_in_the_row_above_their_columns():
    """All but the first stage once were lost."""
    rows = [
        ["青溪初级中学帮扶计划（2025年秋季）"],
        ["姓名", "责任教师", "第一阶段", "", "", "第二阶段", "", ""],
        ["", "", "帮扶内容", "完成时限", "完成日期", "帮扶内容", "完成时限", "完成日期"],
        ["邱小雨", "钟老师", "补基础", "2025-10-31", "2025-10-28", "错题整理", "2025-12-31", ""],
    ]
    _, found = taken(("计划", rows, ((1, 2, 1, 4), (1, 5, 1, 7), (1, 0, 2, 0), (1, 1, 2, 1))))
    assert [(r["plan_stage"], r["plan_text"], r["plan_due_on"], r["plan_done_on"]) for r in found] == [
        ("第一阶段", "补基础", date(2025, 10, 31), date(2025, 10, 28)),
        ("第二阶段", "错题整理", date(2025, 12, 31), None),
    ]
    assert column(found, "plan_by") == ["钟老师"] * 2


def test_stages_of_a_plan_as_columns_of_what_is_to_be_done():
    rows = [
        ["青溪初级中学学困生帮扶计划表"],
        ["姓名", "帮扶教师", "第一阶段（9-10月）", "第二阶段（11-12月）"],
        ["邱小雨", "钟老师", "补基础，每天一题", "整理错题2本"],
        ["石磊", "方老师", "单词过关", "阅读训练"],
    ]
    report, found = taken(("计划", rows))
    assert report.kinds == ("plans",)
    assert [(row["name"], row["plan_stage"], row["plan_by"]) for row in found] == [
        ("邱小雨", "补基础，每天一题", "钟老师"),
        ("邱小雨", "整理错题2本", "钟老师"),
        ("石磊", "单词过关", "方老师"),
        ("石磊", "阅读训练", "方老师"),
    ]


def test_months_of_money_without_a_total_are_paid_as_their_sum():
    rows = [
        ["河东村2025年高龄津贴发放登记表"],
        ["序号", "姓名", "身份证号", *[f"{month}月" for month in range(1, 7)]],
        [1, "张大山", OLD[0], *[50] * 6],
        [2, "李秀英", OLD[1], *[50] * 3, "", 100.5, 100],
        [3, "王铁柱", OLD[2], *[50] * 5, "见说明"],
        [4, "赵德福", OLD[3], *[60] * 6],
        ["合计", "", "", *[210] * 3, 160, 260.5, 160],
    ]
    report, found = taken(("津贴", rows))
    assert report.kinds == ("relief",)
    assert [row["cash"] and float(row["cash"]) for row in found] == [300, 350.5, None, 360]
    assert ("number_unreadable", 5, "D") in codes(report)


def test_visits_below_the_members_on_a_households_card():
    """走访时间 once came in as a member of the household."""
    rows = [
        ["河东村困难户走访记录表"],
        ["户主姓名", "张大山", "身份证号", OLD[0], "家庭住址", "河东村2组"],
        ["家庭成员情况"],
        ["姓名", "关系", "年龄", "身份证号"],
        ["李秀英", "配偶", 76, OLD[1]],
        ["张小宝", "孙子", 10, YOUNG[0]],
        ["走访记录"],
        ["走访时间", "走访人", "走访方式", "走访内容"],
        ["2025.11.3", "刘文", "入户", "送米油"],
        ["2025.12.8", "刘文", "电话", "问候"],
    ]
    report, found = taken(("走访", rows))
    people, visits = ([row for row in found if row["kind"] == kind] for kind in ("roster", "contacts"))
    assert [(row["name"], row["head_name"]) for row in people] == [("李秀英", "张大山"), ("张小宝", "张大山")]
    assert [(row["name"], row["id_no"], row["contact_kind"], row["row_no"]) for row in visits] == [
        ("张大山", OLD[0], "visit", 9),
        ("张大山", OLD[0], "phone", 10),
    ]
    assert column(visits, "contact_on") == [date(2025, 11, 3), date(2025, 12, 8)]
    assert codes(report) == []


def test_persons_in_columns_numbered_above():
    names = ["张大山", "李秀英", "王铁柱", "赵德福", "孙桂兰"]
    rows = [
        ["河东村空巢老人信息（2025年12月）"],
        ["序号", 1, 2, 3, 4, 5],
        ["姓名", *names],
        ["身份证号", *OLD],
        ["联系方式", *[f"1380013800{n}" for n in range(5)]],
        ["健康状况", "健康", "高血压", "偏瘫", "健康", "健康"],
    ]
    _, found = taken(("信息", rows))
    assert (column(found, "name"), column(found, "id_no")) == (names, OLD)
    assert column(found, "groups") == ["elderly_empty_nest"] * 5


def test_questions_in_plain_words():
    plan = [
        ["青溪中心小学关爱活动推进表（2025年秋）"],
        ["次序", "什么时候", "何地", "搞了什么活动", "多少人参加", "谁组织", "完成与否"],
        [1, "11月12日", "报告厅", "法治讲座", "86人", "德育处", "是"],
    ]
    _, (row,) = taken(("活动", plan))
    assert (row["activity_title"], row["activity_reached"], row["activity_state"]) == ("法治讲座", 86, "held")
    assert (row["activity_on"], row["activity_place"], row["activity_by"]) == (
        date(2025, 11, 12),
        "报告厅",
        "德育处",
    )
    houses = [
        ["河东村危房排查表"],
        ["户主", "危房等级", "现在是否有人居住", "临时安置去处"],
        ["张大山", "D级", "否", "村委会旧校舍"],
    ]
    _, (row,) = taken(("危房", houses))
    assert (row["lived_in"], row["resettled_to"]) == (False, "村委会旧校舍")
    visits = [
        ["村", "对象", "日期", "怎么去的", "谁去的", "说了啥"],
        ["河东村", "张大山", "20251201", "入户", "刘文", "都好"],
    ]
    _, (row,) = taken(("走访", visits))
    assert (row["contact_by"], row["contact_text"], row["contact_kind"]) == ("刘文", "都好", "visit")
    checks = [
        ["青溪中心小学冬季安全检查记录"],
        ["检查时间", "检查部位", "发现的问题", "限期"],
        ["2025年12月1日", "宿舍", "插座老化", "2025.12.10"],
    ]
    _, (row,) = taken(("检查", checks))
    assert (row["safety_fault"], row["safety_due_on"]) == ("插座老化", date(2025, 12, 10))


def test_numbers_in_words():
    rows = [
        ["河东村防寒物资领取登记"],
        ["户主姓名", "棉被", "棉衣"],
        ["张大山", "两床", "一件"],
        ["李秀英", "十二床", "一"],
    ]
    report, found = taken(("物资", rows))
    assert [(row["quilts"], row["coats"]) for row in found] == [(2, 1), (None, None)]
    assert codes(report) == [("number_unreadable", 4, "B"), ("number_unreadable", 4, "C")]


def test_the_time_of_day_beside_a_day_is_no_second_visit():
    rows = [
        ["河东村独居老人寒潮巡访日志"],
        ["日期", "时间", "老人姓名", "巡访人"],
        ["2026年1月5日", "8:30", "张大山", "刘文"],
        ["2026年1月5日", "上午9点10分", "李秀英", "刘文"],
    ]
    report, found = taken(("巡访", rows))
    assert column(found, "contact_on") == [date(2026, 1, 5)] * 2
    assert (codes(report), fields(report)["时间"]) == ([], "")


def test_a_list_of_those_who_went_to_another_school():
    rows = [
        ["青溪中心小学留守儿童转出登记"],
        ["姓名", "班级", "转出时间"],
        ["王小明", "三（1）班", "2025.11.3"],
    ]
    _, (row,) = taken(("转出", rows))
    assert (row["roll_state"], row["left_on"]) == ("ended", date(2025, 11, 3))


def test_whom_a_teacher_helps_in_numbered_columns():
    rows = [
        ["青溪中心小学“教师妈妈”关爱责任分解表"],
        ["教师妈妈", "帮扶对象1", "帮扶对象2"],
        ["周老师", "王小明", "张丽"],
        ["吴老师", "刘强", ""],
    ]
    _, found = taken(("关爱", rows))
    assert sorted((row["name"], row["helper_name"]) for row in found) == [
        ("刘强", "吴老师"),
        ("张丽", "周老师"),
        ("王小明", "周老师"),
    ]


def test_a_chairmans_signature_at_the_foot_is_nobody():
    rows = [["姓名", "村", "电话"], ["张大山", "河东村", ""], ["村主任签字：刘文", "", "2025.12.30"]]
    report, found = taken(("名册", rows))
    assert (column(found, "unit_id"), codes(report)) == ([EAST], [])


def test_who_helped_before_is_not_who_helps():
    """原帮扶人 once came in as the helper because it stands first."""
    rows = [
        ["河东村帮扶责任人调整表"],
        ["被帮扶人", "原帮扶人", "原帮扶人电话", "现帮扶人", "现帮扶人电话", "调整时间"],
        ["张大山", "刘文", "13800138001", "陈平", "13800138002", "2025.12.1"],
    ]
    _, (row,) = taken(("调整", rows))
    assert (row["helper_name"], row["helper_phone"], row["paired_on"]) == (
        "陈平",
        "13800138002",
        date(2025, 12, 1),
    )
    alone = [["姓名", "原户籍村", "身份证号"], ["张大山", "河东村", OLD[0]]]
    assert column(taken(("名册", alone))[1], "unit_id") == [EAST]


def test_a_list_of_pupils_who_are_not_left_behind():
    """Everybody on it once was left behind."""
    rows = [["姓名", "班级"], ["王小明", "三（1）班"]]
    for title, groups in (("非留守儿童名单", None), ("留守儿童名单", "left_behind_children")):
        _, (row,) = taken(("名单", [[f"青溪中心小学{title}"], *rows]))
        assert row.get("groups") == groups


def test_kinds_of_contact_as_columns_with_ticks():
    """Whoever was telephoned once was visited."""
    rows = [
        ["河东村走访登记"],
        ["日期", "姓名", "入户", "电话", "视频", "走访人"],
        ["2025.12.1", "张大山", "√", "", "", "刘文"],
        ["2025.12.2", "李秀英", "", "√", "", "刘文"],
    ]
    report, found = taken(("走访", rows))
    assert (column(found, "contact_kind"), codes(report)) == (["visit", "phone"], [])
    numbers = [["日期", "姓名", "入户", "电话"], ["2025.12.1", "张大山", "√", "13800138001"]]
    assert column(taken(("走访", [["河东村走访登记"], *numbers]))[1], "phone") == ["13800138001"]


def test_a_day_on_which_somebody_should_be_visited_is_no_visit():
    """应走访日期 once was a visit, even to those whom nobody visited."""
    due = ["2025.12.1", "2025.12.2"]
    rows = [
        ["河东村2025年12月老人走访表"],
        ["姓名", "应走访日期", "实际走访日期", "走访人"],
        ["张大山", due[0], "2025.12.3", "刘文"],
        ["李秀英", due[1], "2025.12.4", "刘文"],
    ]
    _, found = taken(("走访", rows))
    assert column(found, "contact_on") == [date(2025, 12, 3), date(2025, 12, 4)]
    missed = [["河东村未走访老人名单"], ["姓名", "应走访日期"], ["张大山", due[0]]]
    assert taken(("名单", missed))[0].kinds == ("roster",)
    urgent = [["河东村救助台账"], ["户主", "应急救助发放时间", "救助金额"], ["张大山", due[0], 600]]
    assert column(taken(("救助", urgent))[1], "paid_on") == [date(2025, 12, 1)]


def test_amounts_in_thousands_and_the_unit_above_the_table():
    """1.2 below 单位：万元 once was one yuan and twenty cents."""

    def paid(above: list, heading: str, amount) -> list:
        rows = [
            ["河东村临时救助发放表"],
            *above,
            ["户主", heading, "发放日期"],
            ["张大山", amount, "2025.12.1"],
        ]
        return [float(one) for one in column(taken(("发放", rows))[1], "cash")]

    assert paid([], "救助金额（千元）", 1.2) == [1200]
    assert paid([], "救助金额（百元）", 12) == [1200]
    assert paid([], "救助金额", "3千元") == [3000]
    assert paid([["", "", "单位：万元"]], "救助金额", 1.2) == [12000]
    assert paid([["（金额单位：人民币万元）"]], "救助金额", 0.06) == [600]
    assert paid([["单位：元"]], "救助金额", 600) == [600]
    assert paid([["单位：万元"]], "救助金额（元）", 600) == [600]


def test_a_grade_checked_again_counts():
    rows = [["河东村危房复核表"], ["户主", "原鉴定等级", "复核等级"], ["张大山", "D级", "C级"]]
    assert column(taken(("危房", rows))[1], "house_grade") == ["C"]
