"""Habits of ledgers that no document lists: who is meant by a word, what a word takes back, what a cell says besides."""

from datetime import date

import pytest

from care.definitions import load
from care.ledgers.importing import Wish, work_out
from tests.ledgers import BRIDGE, EAST, TODAY, TOWN, UNITS, WEST, book, codes, column, fields, id_no, taken

SCHOOL = f"{TOWN}/青溪中心小学"
JUNIOR = f"{TOWN}/青溪初级中学"
TWO_SCHOOLS = UNITS | {f"{JUNIOR}/三年级1班": ("三年级1班", "class", ())}


def test_a_class_is_looked_for_in_the_school_that_the_title_names():
    rows = [
        ["青溪中心小学三年级1班谈心谈话统计表（2025—2026学年第一学期）"],
        ["姓名", "9月", "10月"],
        ["张丽", "9.10", "10.16、10.28"],
    ]
    _, found = work_out(book(("Sheet1", rows)), "0" * 64, load(), TWO_SCHOOLS, Wish(today=TODAY))
    found = found.to_pylist()
    assert set(column(found, "class_unit_id")) == {f"{SCHOOL}/三年级1班"}
    assert [one.day for one in column(found, "contact_on")] == [10, 16, 28]


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        ("A类", "minimum_living"),
        ("因病致困", "minimum_living"),
        ("低保户", "minimum_living"),
        ("原低保户", None),
        ("非低保", None),
    ],
)
def test_whoever_a_list_only_grades_is_of_the_group_in_its_title(told, groups):
    report, rows = taken(
        (
            "低保",
            [
                ["河东村低保对象名册"],
                ["户主姓名", "身份证号码", "保障类别"],
                ["王长顺", id_no(1, "19570203"), told],
            ],
        )
    )
    assert column(rows, "groups") == [groups]
    assert [code for code, _, _ in codes(report)] == ([] if told in ("A类", "低保户") else ["group_unknown"])


def test_not_left_behind_any_more_is_off_the_roll():
    _, rows = taken(
        (
            "11月",
            [
                ["河东村留守儿童动态管理表（2025年11月）"],
                ["儿童姓名", "本月变化情况", "变化原因"],
                ["周琳", "无变化", ""],
                ["周小军", "不再留守", "父亲返乡"],
                ["冯一诺", "新增", "父母外出"],
            ],
        )
    )
    assert column(rows, "roll_state") == ["active", "ended", "active"]
    assert column(rows, "left_reason") == [None, "父亲返乡", None]


def test_a_list_of_those_who_left_says_so_of_everybody_with_the_day():
    _, rows = taken(
        (
            "减少",
            [
                ["2025年12月独居老人减少名单"],
                ["村", "姓名", "减少原因", "减少日期"],
                ["河东村", "孙玉珍", "死亡", "12月10日"],
            ],
        ),
        (
            "新增",
            [["2025年12月独居老人新增名单"], ["村", "姓名", "新增日期"], ["河西村", "卫兰英", "2025.12.1"]],
        ),
    )
    assert column(rows, "roll_state") == ["ended", None]
    assert column(rows, "left_on") == [date(2025, 12, 10), None]
    assert column(rows, "since") == [None, date(2025, 12, 1)]


def test_a_pairing_is_ended_where_a_column_asks_whether_it_is():
    _, rows = taken(
        (
            "结对",
            [
                ["代理妈妈结对花名册"],
                ["代理妈妈", "手机", "结对儿童", "儿童出生日期", "所在村", "结对日期", "是否解除"],
                ["何丽", "13900010001", "吴佳怡", "20181201", "河东村", "2025/5/30", "否"],
                ["许晴", "13900010002", "周小军", "20160919", "河东村", "2025/5/30", "是"],
            ],
        )
    )
    assert column(rows, "pairing_state") == ["active", "ended"]
    assert column(rows, "birth_date") == [date(2018, 12, 1), date(2016, 9, 19)]
    assert column(rows, "paired_on") == [date(2025, 5, 30)] * 2


def test_a_key_in_a_heading_is_no_question():
    _, rows = taken(
        (
            "结对",
            [["姓名", "帮扶责任人", "状态（1有效/0解除）"], ["吴佳怡", "何丽", "1"], ["周小军", "许晴", "0"]],
        ),
        file="河东村结对帮扶.xlsx",
    )
    assert column(rows, "pairing_state") == ["active", "ended"]


@pytest.mark.parametrize("heading", ["协议签订日期", "起止时间", "帮扶期限"])
def test_a_pairing_begins_with_its_agreement(heading):
    _, rows = taken(
        (
            "结对",
            [
                ["石桥社区结对帮扶台账"],
                ["老人姓名", "志愿者", heading],
                ["蔡文秀", "张红", "2025.9—2026.7" if heading != "协议签订日期" else "2025.9.1"],
            ],
        )
    )
    assert column(rows, "paired_on") == [date(2025, 9, 1)]


def test_people_with_their_classes_in_one_cell_are_taken_apart():
    report, rows = taken(
        (
            "结对",
            [
                ["青溪初级中学党员教师结对帮扶安排"],
                ["党员教师", "职务", "联系电话", "结对学生姓名（班级）"],
                ["孙明", "年级组长", "13655550001", "钱程（八年级1班）、马跃（七年级2班）"],
                ["郭云", "班主任", "13655550002", "唐果（九年级1班）"],
            ],
        )
    )
    assert column(rows, "name") == ["钱程", "马跃", "唐果"]
    assert column(rows, "class_unit_id") == [
        f"{JUNIOR}/八年级1班",
        f"{JUNIOR}/七年级2班",
        f"{JUNIOR}/九年级1班",
    ]
    assert column(rows, "helper_phone") == ["13655550001", "13655550001", "13655550002"]
    assert codes(report) == []


def test_name_sex_and_age_in_one_cell():
    _, rows = taken(
        (
            "名单",
            [
                ["河东村留守老人名单"],
                ["姓名、性别、年龄", "住址", "监护人"],
                ["邓小兵，男，78岁", "河东村4组", "邓强"],
                ["胜男（女）", "河东村5组", "唐军"],
            ],
        )
    )
    assert column(rows, "name") == ["邓小兵", "胜男"]
    assert column(rows, "gender") == ["male", "female"]
    assert column(rows, "age") == [78, None]


def test_a_remark_behind_one_of_several_names_stays_a_remark():
    _, rows = taken(
        (
            "名单",
            [
                ["河东村留守老人名单"],
                ["姓名", "住址"],
                ["张大山（已故）、李桂英", "河东村4组"],
                ["王德", "河东村1组"],
            ],
        )
    )
    assert column(rows, "name") == ["张大山", "李桂英", "王德"]
    assert column(rows, "note") == ["已故", None, None]


def test_a_payment_that_failed_was_not_paid():
    _, rows = taken(
        (
            "明细",
            [
                ["村", "户主姓名", "发放金额(元)", "发放时间", "发放状态"],
                ["河东村", "王长顺", "860.50", "2026-01-12", "发放成功"],
                ["河西村", "申小平", "2,000.00", "2026-01-12", "发放失败（账号错误）"],
            ],
        )
    )
    assert column(rows, "paid_on") == [date(2026, 1, 12), None]
    assert column(rows, "note") == [None, "发放状态：发放失败（账号错误）"]


def test_money_that_is_needed_is_not_money_that_was_given():
    _, rows = taken(
        (
            "调查",
            [
                ["冬春生活救助需求摸底调查表"],
                ["填报单位：河东村"],
                ["户主", "人口", "家庭类型", "需救助资金（元）"],
                ["何强", "4", "一般户", "800"],
            ],
        )
    )
    assert [row["kind"] for row in rows] == ["relief"]
    assert column(rows, "cash") == [None]
    assert column(rows, "need_cash") == [800]


def test_a_day_said_above_a_list_of_payments_is_when_they_were_paid():
    _, rows = taken(
        (
            "签领",
            [
                ["石桥社区2026年春节慰问物品发放签领表"],
                ["发放日期：2026年1月15日", "", "经办人：黄云"],
                ["姓名", "类别", "慰问金"],
                ["蔡文秀", "老党员", "500元"],
            ],
        )
    )
    assert column(rows, "paid_on") == [date(2026, 1, 15)]


def test_the_sum_of_the_months_is_what_was_paid_not_the_monthly_rate():
    _, rows = taken(
        (
            "1-3月",
            [
                ["2026年第一季度农村低保金发放花名册"],
                ["村名", "户主", "月保障金额", "1月", "2月", "3月", "合计"],
                ["河东村", "王长顺", "860.5", "860.5", "860.5", "860.5", "2581.5"],
                ["河西村", "赵国富", "1200", "1200", "1200", "", "2400"],
            ],
        )
    )
    assert [float(one) for one in column(rows, "cash")] == [2581.5, 2400.0]


def test_a_survey_is_a_survey_and_an_application_only_where_there_is_none():
    _, rows = taken(
        (
            "审批",
            [
                ["临时救助审批台账"],
                ["申请人", "村", "申请时间", "入户调查时间", "救助金额", "审批时间"],
                ["申小平", "河西村", "2025.11.2", "11月5日", "2000", "2025.11.15"],
            ],
        )
    )
    assert column(rows, "surveyed_on") == [date(2025, 11, 5)]


def test_who_receives_is_who_the_goods_are_for_where_nobody_else_is_named():
    _, rows = taken(
        (
            "领取",
            [
                ["领取时间", "村组", "领取人", "物资名称", "数量", "单位", "签字"],
                ["2025年12月20日", "河东村2组", "罗有才", "棉被", "2", "床", ""],
                ["2025年12月20日", "河东村2组", "罗有才", "棉大衣", "1", "件", ""],
            ],
        )
    )
    assert column(rows, "name") == ["罗有才", "罗有才"]
    assert (column(rows, "quilts"), column(rows, "coats")) == ([2, None], [None, 1])


def test_who_looks_after_a_grid_is_who_went_and_a_tick_in_time_is_a_visit():
    report, rows = taken(
        (
            "导出",
            [
                ["网格名称", "网格员", "走访对象", "人员标签", "打卡时间", "走访形式", "走访结果"],
                ["河东村第一网格", "陈红", "王长顺", "低保户", "2025-12-03 09:12:44", "入户走访", "正常"],
                ["河西村第2网格", "杨帆", "郑老三", "特困人员", "2025-12-04 15:20:11", "电话走访", "需送药"],
            ],
        )
    )
    assert report.kinds == ("contacts",)
    assert column(rows, "contact_by") == ["陈红", "杨帆"]
    assert column(rows, "unit_id") == [EAST, WEST]
    assert column(rows, "contact_on") == [date(2025, 12, 3), date(2025, 12, 4)]
    assert column(rows, "contact_text") == ["正常", "需送药"]


def test_a_short_word_is_of_the_one_named_before():
    report, _ = taken(
        (
            "监测",
            [
                ["防止返贫监测对象名单"],
                ["村", "户主姓名", "监测对象类别", "风险是否消除", "帮扶联系人", "联系人电话"],
                ["河东村", "邓小兵", "突发严重困难户", "是", "李云", "13811112222"],
            ],
        )
    )
    assert fields(report)["联系人电话"] == "helper_phone"


def test_a_word_that_says_whose_it_is_is_not_taken_for_the_one_before():
    report, _ = taken(
        ("名册", [["河东村留守儿童花名册"], ["被监护人姓名", "监护人联系电话"], ["周琳", "13811112222"]])
    )
    assert fields(report)["监护人联系电话"] == "guardian_phone"


def test_a_bare_yes_is_told_with_its_question():
    _, rows = taken(
        (
            "监测",
            [
                ["防止返贫监测对象名单"],
                ["村", "户主姓名", "监测对象类别", "风险是否消除"],
                ["河东村", "邓小兵", "突发严重困难户", "是"],
            ],
        )
    )
    assert column(rows, "left_reason") == ["风险是否消除：是"]


def test_a_tick_is_no_number_of_a_certificate():
    _, rows = taken(
        (
            "特殊",
            [
                ["青溪初级中学特殊群体学生统计表"],
                ["班级", "姓名", "特殊群体类别", "", ""],
                ["", "", "留守", "残疾", "单亲"],
                ["八（1）班", "苏木", "", "√", "√"],
                ["八（1）班", "白杨", "√", "", ""],
            ],
            [(1, 2, 1, 4)],
        )
    )
    assert column(rows, "disability_no") in ([None, None], [])
    assert column(rows, "groups") == [None, "left_behind_children"]


def test_the_telephone_in_the_fathers_line_of_a_form_is_his():
    _, rows = taken(
        (
            "周琳",
            [
                ["农村留守儿童基本情况登记表"],
                ["填报单位：河东村"],
                ["儿童姓名", "周琳", "性别", "女"],
                ["父亲姓名", "周勇", "务工地点", "东莞", "联系电话", "13800000001"],
                ["监护人姓名", "周德厚", "与儿童关系", "祖父", "联系电话", "13800000003"],
                ["就学情况", "□未入园 □幼儿园 ☑小学 □初中"],
            ],
        )
    )
    assert column(rows, "phone") in ([None], [])
    assert column(rows, "guardian_phone") == ["13800000003"]
    assert column(rows, "schooling") == ["小学"]


def test_a_relative_named_as_guardian_says_the_relation():
    _, rows = taken(
        (
            "名册",
            [
                ["河东村留守儿童花名册"],
                ["姓名", "临时监护人", "电话"],
                ["黎明", "爷爷", "13812340001"],
                ["黄莺", "李秀英", ""],
            ],
        )
    )
    assert column(rows, "guardian_relation") == ["爷爷", None]


def test_two_words_for_who_leads_a_unit():
    report, rows = taken(
        (
            "一览",
            [
                ["青溪镇村（社区）、学校基本情况一览表"],
                ["单位名称", "类别", "书记/校长", "联系电话"],
                ["河东村", "行政村", "陈国", "13811110001"],
            ],
        )
    )
    assert column(rows, "responsible_name") == ["陈国"]


def test_the_village_somebody_came_from_is_where_they_belong():
    _, rows = taken(
        (
            "集中",
            [
                ["青溪镇集中供养特困人员花名册"],
                ["原户籍村", "姓名", "供养机构", "入院时间"],
                ["石桥社区", "蒋福来", "青溪镇敬老院", "2019.6"],
            ],
        )
    )
    assert column(rows, "unit_id") == [BRIDGE]


def test_days_of_a_log_without_their_month():
    report, rows = taken(
        (
            "11月",
            [
                ["河东村2025年11月走访台账"],
                ["走访日期", "走访对象", "走访人"],
                ["11.3", "田永年", "徐平"],
                ["7日", "申桂兰", "徐平"],
                ["28号", "赵强", "徐平"],
            ],
        )
    )
    assert [one.isoformat() for one in column(rows, "contact_on")] == [
        "2025-11-03",
        "2025-11-07",
        "2025-11-28",
    ]


def test_a_day_without_its_month_follows_the_day_above_and_no_day_before_it():
    report, rows = taken(
        (
            "走访",
            [
                ["河东村走访台账"],
                ["走访日期", "走访对象", "走访人"],
                ["2025.10.20", "田永年", "徐平"],
                ["27日", "申桂兰", "徐平"],
                ["3日", "赵强", "徐平"],
            ],
        )
    )
    assert column(rows, "contact_on") == [date(2025, 10, 20), date(2025, 10, 27)]
    assert ("date_unreadable", 5, "A") in codes(report)


def test_a_day_written_once_holds_for_the_classes_below_it():
    rows = [
        ["青溪中心小学家访记录"],
        ["家访日期", "班级", "学生姓名", "家访教师"],
        ["2025.11.3", "三年级1班", "黎明", "刘敏"],
        ["", "三年级2班", "黄莺", "王海"],
        ["2025.11.9", "四年级1班", "周琳", "何平"],
        ["", "四年级2班", "苏木", "何平"],
    ]
    _, found = taken(("家访", rows))
    assert [one.day for one in column(found, "contact_on")] == [3, 3, 9, 9]


def test_a_blank_day_stays_blank_where_days_are_written_each_time():
    rows = [
        ["青溪中心小学家访记录"],
        ["家访日期", "班级", "学生姓名", "家访教师"],
        ["2025.11.3", "三年级1班", "黎明", "刘敏"],
        ["2025.11.3", "三年级2班", "黄莺", "王海"],
        ["", "四年级1班", "周琳", "何平"],
    ]
    report, found = taken(("家访", rows))
    assert len(found) == 2
    assert ("row_needs_value", 5, "A") in codes(report)


def test_who_takes_part_no_more_is_said_by_a_list_of_changes_with_amounts():
    report, rows = taken(
        (
            "动态",
            [
                ["青溪镇2025年12月农村低保动态调整表"],
                ["村", "户主", "人口", "保障金额", "调整类型", "调整原因"],
                ["河东村", "王长顺", 2, 860.5, "续保", ""],
                ["河西村", "申大山", 3, 0, "退保", "收入超标"],
            ],
        )
    )
    assert report.kinds == ("roster",)
    assert column(rows, "roll_state") == ["active", "ended"]


def test_the_head_named_above_a_family_is_the_head_of_each():
    _, rows = taken(
        (
            "户卡",
            [
                ["困难家庭档案卡"],
                ["户主姓名：赵国富", "", "家庭住址：河东村一组", ""],
                ["姓名", "与户主关系", "性别", "健康状况"],
                ["赵国富", "户主", "男", "残疾"],
                ["赵小雨", "长女", "女", "患病"],
            ],
        )
    )
    assert column(rows, "head_name") == ["赵国富", "赵国富"]


def test_a_village_behind_a_name_is_where_somebody_lives():
    _, rows = taken(
        (
            "走访",
            [
                ["姓名", "走访时间", "走访人"],
                ["孙玉珍（河东村）", "2025.12.3", "陈云"],
                ["秦五（河西村）", "2025.12.4", "高梅"],
            ],
        )
    )
    assert column(rows, "name") == ["孙玉珍", "秦五"]
    assert column(rows, "unit_id") == [EAST, WEST]


def test_a_row_below_merged_headings_belongs_to_them_even_if_nobody_knows_its_words():
    report, rows = taken(
        (
            "特殊",
            [
                ["青溪初级中学特殊群体学生统计表"],
                ["班级", "姓名", "特殊群体类别", "", ""],
                ["", "", "留守", "务工", "单亲"],
                ["八（1）班", "苏木", "", "", "√"],
            ],
            [(1, 2, 1, 4)],
        )
    )
    assert report.sheets[0]["header_rows"] == [2, 3]
    assert column(rows, "name") == ["苏木"]


def test_whoever_is_not_the_helped_of_two_helps():
    _, rows = taken(
        (
            "结对",
            [
                ["河东村“五老”人员结对关爱留守儿童名册"],
                ["五老人员", "", "", "关爱对象", "", "", ""],
                ["姓名", "原工作单位", "电话", "姓名", "年龄", "监护人", "监护人电话"],
                ["田学文", "退休", "13500000041", "田甜", 10, "田永年", "13400000003"],
                ["申国", "退休", "13500000042", "申奥", 8, "申桂兰", ""],
            ],
            [(1, 0, 1, 2), (1, 3, 1, 6)],
        )
    )
    assert column(rows, "name") == ["田甜", "申奥"]
    assert column(rows, "helper_name") == ["田学文", "申国"]
    assert column(rows, "helper_phone") == ["13500000041", "13500000042"]


def test_a_deadline_is_no_day_on_which_a_house_was_safe():
    _, rows = taken(
        (
            "危房",
            [
                ["石桥社区房屋安全隐患台账"],
                ["户主", "鉴定等级", "是否有人居住", "处置措施", "完成时限"],
                ["石大海", "C级", "有人", "加固维修", "2025.12.31"],
                ["李云", "D", "无人", "拆除", "2025.10.31"],
            ],
        )
    )
    assert column(rows, "safe_on") in ([None, None], [])
    assert column(rows, "lived_in") == [True, False]


def test_a_category_behind_the_guardian_is_the_childs():
    _, rows = taken(
        (
            "孤儿",
            [
                ["孤儿花名册"],
                ["姓名", "村别", "监护人", "关系", "类别"],
                ["邱月", "河东村", "邱大", "祖父", "社会散居孤儿"],
                ["侯亮", "河西村", "侯英", "祖母", "事实无人抚养儿童"],
            ],
        )
    )
    assert column(rows, "groups") == ["orphans", "children_without_care"]
    assert column(rows, "guardian_relation") == ["祖父", "祖母"]


def test_a_type_that_names_groups_is_no_kind_of_contact():
    report, rows = taken(
        (
            "探访",
            [
                ["河东村老人探访记录"],
                ["老人姓名", "类型", "探访时间", "探访人"],
                ["李桂英", "独居", "2025.11.2", "陈云"],
                ["孙玉珍", "空巢", "2025.11.2", "陈云"],
            ],
        )
    )
    assert column(rows, "groups") == ["elderly_alone", "elderly_empty_nest"]
    assert codes(report) == []


def test_whom_and_of_which_group_in_one_cell_and_days_of_the_sheets_month():
    _, rows = taken(
        (
            "2025年12月",
            [
                ["走访台账"],
                ["填报单位：河东村委会"],
                ["日期", "走访对象及类别", "走访人"],
                ["1日", "罗有才（特困）", "郭云"],
                ["5日", "周德（高龄老人）", "郭云"],
                ["12.9", "周琳（留守儿童）", "郭云"],
            ],
        )
    )
    assert column(rows, "name") == ["罗有才", "周德", "周琳"]
    assert column(rows, "groups") == ["hardship_home", None, "left_behind_children"]
    assert [one.day for one in column(rows, "contact_on")] == [1, 5, 9]


def test_a_diary_of_a_cadre_with_weekdays():
    _, rows = taken(
        (
            "日志",
            [
                ["走访日志  包村干部：刘涛  联系村：石桥社区"],
                ["日期", "星期", "走访户", "事由", "解决问题"],
                ["2025年12月1日", "周一", "蔡文秀", "查看取暖", "联系维修"],
            ],
        )
    )
    assert column(rows, "name") == ["蔡文秀"]
    assert column(rows, "contact_text") == ["查看取暖"]
    assert column(rows, "unit_id") == [BRIDGE]
