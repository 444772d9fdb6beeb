"""Sheets of villages and towns that once came in wrong without a word: money needed read as paid, a standard as the sum,
helpers as the helped, lists of helpers as rosters, groups and villages lost."""

import pytest

from tests.ledgers import codes, column, refused, taken
from tests.test_tricky_papers import PAPERS, cells, said

OTHER_RELIEF = {"standard_months_sum", "quarters_and_their_total"}  # that is no item of ours
# name: (title, headings, rows …), (kind, fields, facts of each row …), as in test_tricky_papers
SHEETS = {
    "standard_months_sum": (
        (
            "河东村高龄补贴发放表",
            "姓名 身份证号 补贴标准 补贴月数 补贴金额",
            "张大山 O1 50 3 150",
            "李秀英 O2 50 2 100",
        ),
        ("relief", "name cash", "张大山 150", "李秀英 100"),
    ),
    "quarters_and_their_total": (
        (
            "河东村2025年孤儿基本生活费发放台账",
            "姓名 月标准 1-3月 4-6月 全年合计",
            "张大山 #1450 #4350 #4350 #8700",
            "李秀英 #1450 - #4350 #4350",
        ),
        ("relief", "name cash", "张大山 8700", "李秀英 4350"),
    ),
    "sums_of_a_list_of_needs": (
        (
            "河东村冬春救助需求台账",
            "户主姓名 需救助人口 棉被（床） 资金（元）",
            "张大山 3 2 1200",
            "李秀英 1 1 900",
        ),
        ("relief", "head_name cash quilts need_cash", "张大山 - - 1200", "李秀英 - - 900"),
    ),
    "villages_as_units": (
        (
            "青溪镇春节慰问金领取花名册",
            "单位 姓名 类别 金额",
            "河东村 张大山 老党员 500",
            "河西村 李秀英 烈属 1000",
        ),
        ("relief", "name unit_id cash", "张大山 河东村 500", "李秀英 河西村 1000"),
    ),
    "party_members_and_farmers": (
        (
            "河东村党员联系服务群众台账",
            "党员姓名 联系电话 联系农户 农户类别",
            "刘文 13800138001 张大山 五保户",
            "刘文 13800138001 李秀英 留守老人",
        ),
        (
            "pairing",
            "name helper_name helper_phone phone",
            "张大山 刘文 13800138001 -",
            "李秀英 刘文 13800138001 -",
        ),
    ),
    "a_title_beside_a_question": (
        ("河东村留守老人花名册", "姓名 性别 年龄 是否独居", "张大山 男 77 否", "李秀英 女 78 是"),
        ("roster", "name groups", "张大山 elderly_left_behind", "李秀英 elderly_alone,elderly_left_behind"),
    ),
    "a_telephone_behind_some_names": (
        (
            "河东村留守妇女名册",
            "姓名及电话 年龄",
            "张大梅13800138001 46",
            "李秀英 47",
            "王小兰13800138002 48",
            "刘文英 40",
        ),
        ("roster", "name phone", "张大梅 13800138001", "李秀英 -", "王小兰 13800138002", "刘文英 -"),
    ),
    "at_home_on_the_day": (
        (
            "河东村孤寡独居老人巡访登记2025年11月",
            "姓名 类型 11月3日 11月10日 巡访人",
            "张大山 独居 在家 外出 陈静",
            "李秀英 孤寡 电话 √ 陈静",
        ),
        (
            "contacts",
            "name contact_on contact_kind",
            "张大山 2025-11-03 visit",
            "李秀英 2025-11-03 phone",
            "李秀英 2025-11-10 visit",
        ),
    ),
    "no_need_to_leave": (
        ("河东村危房排查表", "户主 鉴定等级 是否撤离", "张大山 A级 无需撤离", "李秀英 D级 已撤离"),
        ("houses", "head_name lived_in", "张大山 True", "李秀英 False"),
    ),
    "first_month_of_support": (
        (
            "河东村特困人员信息",
            "姓名 供养方式 供养起始月",
            "张大山 分散供养 201801",
            "李秀英 集中供养 202207",
        ),
        ("roster", "name since", "张大山 2018-01-01", "李秀英 2022-07-01"),
    ),
    "what_a_pupil_is_troubled_by": (
        (
            "中心小学个别辅导登记表",
            "辅导时间 学生 主要困扰 辅导老师",
            "2025.10.15 王小明 想念父母 陈静",
            "2025.11.5 李小红 睡眠差 陈静",
        ),
        ("contacts", "name found_problem", "王小明 想念父母", "李小红 睡眠差"),
    ),
    "a_relation_before_the_guardians_name": (
        (
            "河东村留守儿童名册",
            "姓名 监护人",
            "王小明 爷爷：王德福",
            "李小红 赵桂兰（奶奶）",
            "陈一 奶奶",
            "林二 林大山",
        ),
        (
            "roster",
            "name guardian_name guardian_relation",
            "王小明 王德福 爷爷",
            "李小红 赵桂兰 奶奶",
            "陈一 奶奶 奶奶",
            "林二 林大山 -",
        ),
    ),
    "about_so_many": (
        (
            "河东村2025年关爱活动台账",
            "活动时间 活动名称 参加人数",
            "2025.10.20 重阳慰问 约120人",
            "2025.11.2 义诊 30余人",
        ),
        ("activities", "activity_title activity_reached", "重阳慰问 120", "义诊 30"),
    ),
    "a_plan_that_was_carried_out": (
        (
            "河东村2025年12月走访计划表",
            "姓名 走访时间 走访人 备注",
            "张大山 2025.12.2 陈静 已走访",
            "李秀英 2025.12.5 陈静 已走访",
        ),
        ("contacts", "name contact_on contact_by", "张大山 2025-12-02 陈静", "李秀英 2025-12-05 陈静"),
    ),
    "what_a_house_is_given": (
        (
            "河东村危房改造台账",
            "户主姓名 危房等级 改造方式 补助标准（元）",
            "张大山 D级 原址重建 35000",
            "李秀英 C级 修缮加固 12000",
        ),
        ("houses", "head_name remedy subsidy", "张大山 rebuild 35000", "李秀英 repair 12000"),
    ),
}
HELPERS = [
    "姓名 单位 职务 手机号码 结对儿童数",
    "刘文 河东村 妇联主席 13800138001 3",
    "陈静 河西村 妇联主席 13800138002 2",
]
NEEDS = [
    ["河东村冬春救助台账"],
    ["户主姓名", "联系电话", "家庭人口", "", "救助需求", ""],
    ["", "", "总数", "其中：残疾人", "棉被（床）", "资金（元）"],
    ["张大山", "13800138001", 4, 1, 2, 1200],
    ["李秀英", "13800138002", 2, 1, 1, 900],
]


@pytest.mark.parametrize("name", SHEETS)
def test_what_a_sheet_says(name: str):
    assert name not in PAPERS
    (title, *lines), (kind, fields, *facts) = SHEETS[name]
    report, rows = taken(("Sheet1", [[title], *map(cells, lines)]))
    assert report.kinds == (kind,)
    assert [" ".join(said(row.get(one)) for one in fields.split()) for row in rows] == facts
    assert codes(report) == ([("relief_item_unsaid", 3, "")] if name in OTHER_RELIEF else [])


def test_an_address_book_of_helpers_is_no_roster():
    assert refused(("Sheet1", [["青溪镇“爱心妈妈”通讯录"], *map(cells, HELPERS)])) == "no_ledger"


def test_what_stands_below_needs_is_needed_and_a_part_is_not_the_whole():
    _, rows = taken(("Sheet1", NEEDS, [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)]))
    assert column(rows, "household_size") == [4, 2]
    assert [(row["need_cash"], row.get("cash"), row.get("quilts")) for row in rows] == [
        (1200, None, None),
        (900, None, None),
    ]


def test_a_total_below_the_second_page_adds_up_both():
    title, head = "河东村冬春救助发放表", ["姓名", "金额"]
    rows = [
        [title],
        head,
        ["张大山", 100],
        ["本页小计", 100],
        [f"{title}（续表）"],
        head,
        ["李秀英", 200],
        ["总计", 300],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "cash") == [100, 200]
    assert codes(report) == []


def test_an_answer_with_its_reason_in_brackets():
    rows = [
        ["河东村临时救助审批台账"],
        ["姓名", "审批时间", "审批结果", "救助金额", "发放时间"],
        ["张大山", "2025.11.12", "同意", 3000, "2025.11.20"],
        ["李秀英", "2025.11.12", "不同意（收入超标）", "", ""],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "refused_reason") == [None, "审批结果：不同意（收入超标）"]
    assert codes(report) == [("relief_item_unsaid", 3, "")]


def test_condolence_money_in_a_log_of_home_visits_is_relief_of_its_category():
    rows = [
        ["青溪中心小学2026年寒假家访记录"],
        ["学生姓名", "类别", "家访日期", "家访教师", "慰问金（元）"],
        ["王小明", "单亲家庭", "2026.1.12", "陈静", 300],
        ["李小红", "留守儿童", "2026.1.13", "陈静", ""],
    ]
    report, found = taken(("Sheet1", rows))
    visits, (gift,) = found[:2], found[2:]
    assert set(report.kinds) == {"contacts", "relief"} and codes(report) == []
    assert column(visits, "contact_kind") == ["home_visit", "home_visit"]
    assert column(visits, "relief_item") == column(visits, "relief_category") == [None, None]
    assert (gift["kind"], gift["name"], gift["relief_item"], gift["relief_category"], gift["cash"]) == (
        "relief",
        "王小明",
        "condolence",
        "单亲家庭",
        300,
    )
    assert str(gift["received_on"]) == "2026-01-12"


def test_other_money_in_a_log_of_visits_is_no_relief():
    rows = [
        ["河东村走访记录"],
        ["姓名", "走访日期", "走访人", "补助金额"],
        ["张大山", "2026.1.12", "陈静", 300],
        ["李秀英", "2026.1.13", "陈静", 200],
    ]
    assert taken(("Sheet1", rows))[0].kinds == ("contacts",)


def test_a_plan_that_was_carried_out_in_part_is_a_plan():
    lines = ["姓名 走访时间 走访人 备注", "张大山 2025.12.2 陈静 已走访", "李秀英 2025.12.5 陈静 -"]
    assert refused(("Sheet1", [["河东村2025年12月走访计划表"], *map(cells, lines)])) == "only_plan"
