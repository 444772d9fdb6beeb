"""Ledgers as different offices would write them, invented here: what each office's habit must be read as."""

from datetime import date

from tests.ledgers import EAST, TOWN, WEST, codes, column, fields, id_no, taken

OLD = [id_no(n, "19480305") for n in range(1, 5)]
YOUNG = [id_no(n) for n in range(1, 4)]
CLASS = f"{TOWN}/青溪中心小学/三年级1班"


def test_a_day_of_the_month_below_the_months_heading():
    rows = [
        ["河东村特殊困难老年人2025年月探访表"],
        ["姓名", "10月", "", "", "11月", "", ""],
        ["", "日期", "方式", "探访人", "日期", "方式", "探访人"],
        ["张大山", "5", "入户", "刘文", "6日", "电话", "陈平"],
        ["李秀英", "10月7日", "入户", "刘文", "", "", ""],
    ]
    report, found = taken(("Sheet1", rows, ((1, 1, 1, 3), (1, 4, 1, 6), (1, 0, 2, 0))))
    assert column(found, "contact_on") == [date(2025, 10, 5), date(2025, 11, 6), date(2025, 10, 7)]
    assert column(found, "contact_by") == ["刘文", "陈平", "刘文"]
    assert codes(report) == []


def test_lines_of_one_person_that_a_column_labels():
    rows = [
        ["河东村独居老人月探访表（2025年）"],
        ["序号", "姓名", "项目", "10月", "11月"],
        [1, "张大山", "探访日期", "5", "6日"],
        ["", "", "探访方式", "入户", "电话"],
        ["", "", "探访人", "刘文", "陈平"],
        [2, "李秀英", "探访日期", "某日", ""],
        ["", "", "探访方式", "电话", ""],
        ["", "", "探访人", "刘文", ""],
    ]
    for merges in ((), ((2, 0, 4, 0), (2, 1, 4, 1), (5, 0, 7, 0), (5, 1, 7, 1))):
        report, found = taken(("Sheet1", rows, merges))
        assert [(r["contact_on"], r["contact_kind"], r["contact_by"]) for r in found] == [
            (date(2025, 10, 5), "visit", "刘文"),
            (date(2025, 11, 6), "phone", "陈平"),
        ]
        assert ("date_unreadable", 6, "D") in codes(report)


def test_a_full_day_below_a_month_is_no_second_heading():
    rows = [["河东村2025年走访登记表"], ["姓名", "1月", "2月"], ["张大山", "2025.1.13", "2025.2.12"]]
    _, found = taken(("Sheet1", rows))
    assert column(found, "contact_on") == [date(2025, 1, 13), date(2025, 2, 12)]


def test_lists_of_two_groups_side_by_side():
    rows = [
        ["河东村留守老人、留守儿童名单"],
        ["留守老人", "", "", "留守儿童", "", ""],
        ["姓名", "年龄", "电话", "姓名", "年龄", "电话"],
        ["张大山", 80, "", "王小明", 10, ""],
        ["李秀英", 78, "", "", "", ""],
    ]
    _, found = taken(("Sheet1", rows, ((1, 0, 1, 2), (1, 3, 1, 5))))
    assert {row["name"]: row["groups"] for row in found} == {
        "张大山": "elderly_left_behind",
        "李秀英": "elderly_left_behind",
        "王小明": "left_behind_children",
    }


def test_several_persons_ages_and_numbers_in_cells_like_their_names():
    rows = [
        ["河东村留守儿童信息表"],
        ["儿童姓名", "身份证号码", "年龄", "监护人"],
        ["王小明\n王小红", f"{YOUNG[0]}\n{YOUNG[1]}", "10、8", "李秀英"],
    ]
    report, found = taken(("Sheet1", rows))
    assert [(r["name"], r["id_no"], r["age"], r["guardian_name"]) for r in found] == [
        ("王小明", YOUNG[0], 10, "李秀英"),
        ("王小红", YOUNG[1], 8, "李秀英"),
    ]
    assert codes(report) == []


def test_only_the_ticked_boxes_count():
    rows = [
        ["河东村困境儿童登记表"],
        ["姓名", "身份证号", "困境类型"],
        ["王小明", YOUNG[0], "□孤儿 ☑事实无人抚养儿童 □其他"],
        ["张丽", YOUNG[1], "孤儿（√） 事实无人抚养儿童（ ）"],
    ]
    assert column(taken(("Sheet1", rows))[1], "groups") == ["children_without_care", "orphans"]


def test_whoever_a_groups_own_list_calls_by_a_type_is_of_the_group():
    rows = [
        ["行政区划", "姓名", "公民身份号码", "优抚对象类别", "生存状况"],
        ["云州县青溪镇河东村", "张大山", OLD[0], "参战退役人员", "健在"],
        ["云州县青溪镇河西村", "王烈", OLD[1], "烈士遗属", "死亡"],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "groups") == ["veterans", "martyrs_survivors"]
    assert column(found, "unit_id") == [EAST, WEST] and column(found, "roll_state") == ["active", "ended"]
    assert codes(report) == []


def test_the_class_in_the_title_and_a_type_of_being_left_behind():
    rows = [
        ["青溪中心小学三（1）班留守儿童登记表   2025年9月"],
        ["姓名", "监护人", "监护人电话", "联系电话", "留守类型"],
        ["王小明", "李秀英", "13800138001", "13800138002", "双亲外出"],
        ["张丽", "赵红", "13800138003", "", "非留守"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "class_unit_id") == [CLASS, CLASS]
    assert column(found, "groups") == ["left_behind_children", None]
    assert column(found, "phone") == ["13800138002", None]


def test_a_teachers_form_of_two_rows_of_labels():
    rows = [
        ["青溪中心小学教师与特殊群体学生谈心谈话记录表"],
        ["学生姓名", "王小明", "班级", "三（1）班", "谈话教师", "刘文"],
        ["谈话时间", "2025年12月5日", "谈话地点", "办公室", "谈话方式", "面谈"],
        ["谈话内容", "了解近期学习生活情况，父母均在外务工，由祖母照顾。"],
    ]
    _, (row,) = taken(("谈话1", rows))
    assert (row["name"], row["contact_on"], row["contact_by"]) == ("王小明", date(2025, 12, 5), "刘文")
    assert row["contact_text"].endswith("由祖母照顾。") and row["class_unit_id"] == CLASS


def test_english_headings_and_headings_of_first_letters():
    rows = [
        ["No.", "Name", "Sex", "ID No.", "Village", "Guardian", "Guardian phone", "Phone"],
        [1, "王小明", "M", YOUNG[0], "河东村", "李秀英", "13800138001", "13800138002"],
    ]
    _, (row,) = taken(("Children", rows))
    assert (row["guardian_name"], row["guardian_phone"], row["phone"]) == (
        "李秀英",
        "13800138001",
        "13800138002",
    )
    letters = [
        ["XM", "XB", "SFZH", "LXDH", "JTZZ", "XXMC"],
        ["王小明", "男", YOUNG[0], "13800138001", "河东村2组5号", "青溪中心小学"],
    ]
    report, _ = taken(("Sheet1", letters))
    assert list(fields(report).values()) == ["name", "gender", "id_no", "phone", "address", "school"]


def test_a_list_of_adjustments_says_who_left_and_why():
    rows = [
        ["青溪镇2025年12月低保动态调整情况表"],
        ["村", "户主姓名", "身份证号", "原保障人数", "现保障人数", "调整类型", "调整原因"],
        ["河东村", "张大山", OLD[0], 3, 0, "停保", "收入超标"],
        ["河西村", "王五", OLD[1], 0, 2, "新增", "因病致困"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "household_size") == [0, 2]
    assert column(found, "roll_state") == ["ended", "active"]
    assert column(found, "left_reason") == ["收入超标", None]


def test_a_relation_below_the_household_is_to_its_head():
    rows = [
        ["河东村低保家庭花名册"],
        ["户主", "家庭成员", "", ""],
        ["", "姓名", "关系", "身份证号"],
        ["张大山", "张大山", "户主", OLD[0]],
        ["", "李秀英", "妻子", OLD[1]],
    ]
    _, found = taken(("Sheet1", rows, ((1, 1, 1, 3), (1, 0, 2, 0), (3, 0, 4, 0))))
    assert column(found, "relation_to_head") == ["户主", "妻子"]
    assert column(found, "head_name") == ["张大山", "张大山"]


def test_a_quarters_payment_is_its_total_and_no_other_quarters():
    rows = [
        ["青溪镇2025年第四季度农村低保金发放花名册"],
        ["村", "户主", "身份证", "月标准", "10月", "11月", "12月", "合计"],
        ["河东村", "张大山", OLD[0], "400", "800", "800", "800", "2400"],
        ["河东村小计", "", "", "", "800", "800", "800", "2400"],
        ["河西村", "王五", OLD[1], "350", "350", "350", "350", "1050"],
    ]
    _, found = taken(("Sheet1", rows))
    assert [float(row["cash"]) for row in found] == [2400, 1050]
    assert column(found, "relief_item") == [None, None]
    rows[0][0] = "青溪镇2026年第一季度农村低保金发放花名册"
    assert column(taken(("Sheet1", rows))[1], "relief_item") == ["minimum_living_q1"] * 2


def test_a_region_that_names_villages_says_where_rows_belong():
    rows = [["姓名", "身份证号", "供养方式", "所属区划"], ["张大山", OLD[0], "分散供养", "青溪镇河东村委会"]]
    assert column(taken(("Sheet1", rows))[1], "unit_id") == [EAST]
    rows = [["姓名", "身份证号", "所属乡镇", "家庭住址"], ["张大山", OLD[0], "青溪镇", "河西村2组5号"]]
    assert column(taken(("Sheet1", rows))[1], "unit_id") == [WEST]


def test_a_roster_that_says_when_somebody_was_last_visited_is_a_roster():
    rows = [
        ["河东村独居老人台账"],
        ["姓名", "出生年月", "身份证号", "最近走访日期", "走访人"],
        ["张大山", "1948.3", OLD[0], "2025.12.8", "刘文"],
    ]
    _, (row,) = taken(("Sheet1", rows))
    assert (row["kind"], row["groups"], row["contact_on"]) == ("roster", "elderly_alone", date(2025, 12, 8))


def test_headings_that_only_end_alike_are_not_guessed():
    rows = [
        ["河东村干部入户走访登记"],
        ["走访时间", "走访人员", "走访对象", "处置结果情况", "救助标准化"],
        ["12月5日", "刘文\n陈平", "张大山", "已上报", "好"],
    ]
    report, (row,) = taken(("Sheet1", rows))
    assert fields(report)["处置结果情况"] in (None, "") and row["contact_by"] == "刘文、陈平"


def test_a_name_and_a_telephone_in_one_cell():
    rows = [
        ["石桥社区党员结对帮扶独居老人名单"],
        ["老人姓名", "住址", "结对党员及电话", "结对时间"],
        ["张大山", "石桥社区1组5号", "刘文 13900139001", "2025年3月"],
        ["李秀英", "石桥社区2组8号", "陈平（13900139002）", "2025年3月"],
        ["王五", "石桥社区2组9号", "陈平 1390013900", "2025年3月"],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "helper_name")[:2] == ["刘文", "陈平"]
    assert column(found, "helper_phone") == ["13900139001", "13900139002", None]
    assert column(found, "kind") == ["pairing"] * 3


def test_husband_and_wife_in_one_row_are_two_people():
    rows = [
        ["河东村空巢老人家庭登记表"],
        ["序号", "丈夫姓名", "丈夫身份证号", "妻子姓名", "妻子身份证号", "家庭住址", "子女姓名"],
        [1, "张大山", OLD[0], "李秀英", OLD[1], "河东村1组3号", "张小山"],
        [2, "王五", OLD[2], "", "", "河东村1组5号", "王六"],
    ]
    _, found = taken(("Sheet1", rows))
    assert {row["name"]: row["id_no"] for row in found} == {
        "张大山": OLD[0],
        "李秀英": OLD[1],
        "王五": OLD[2],
    }


def test_households_of_no_group_are_no_fault():
    rows = [
        ["河西村帮扶责任人公示"],
        ["户主", "户类型", "家庭人口", "帮扶责任人"],
        ["张大山", "脱贫户", 3, "刘文"],
        ["李秀英", "突发严重困难户", 2, "陈平"],
        ["王五", "某某户", 2, "陈平"],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "groups") == [None, "monitored", None]
    assert codes(report) == [("group_unknown", 5, "B")]


def test_a_chinese_month_after_a_year_in_figures():
    rows = [
        ["河东村走访台账"],
        ["姓名", "走访日期"],
        ["张大山", "2025年十二月二十三日"],
        ["李四", "十月五日"],
    ]
    assert column(taken(("Sheet1", rows))[1], "contact_on") == [date(2025, 12, 23), date(2025, 10, 5)]


def test_faults_in_repeated_columns_are_told_where_they_stand():
    rows = [
        ["河东村走访登记表"],
        ["姓名", "第一次走访时间", "走访方式", "第二次走访时间", "走访方式"],
        ["张大山", "2025.10.3", "入户", "2025.13.40", "入户"],
        ["李秀英", "2025.10.4", "飞鸽", "2025.11.4", "托梦"],
    ]
    report, _ = taken(("Sheet1", rows))
    told = [one for one in codes(report) if one[0] != "row_needs_value"]
    assert told == [("date_impossible", 3, "D"), ("choice_unknown", 4, "C"), ("choice_unknown", 4, "E")]


def test_goods_named_in_one_column_and_counted_in_the_next():
    rows = [
        ["河东村御寒物资发放签收表"],
        ["姓名", "身份证号", "发放物品", "数量", "领取时间"],
        ["张大山", OLD[0], "棉被", "1床", "2025.12.18"],
        ["李秀英", OLD[1], "棉大衣", "2件", "2025.12.18"],
        ["王五", OLD[2], "大米", "3袋", "2025.12.18"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "quilts") == [1, None, None] and column(found, "coats") == [None, 2, None]


def test_the_one_column_of_sums_in_a_list_of_payments_is_what_was_paid():
    rows = [
        ["河东村2025年冬春救助资金打卡发放明细表"],
        ["户主姓名", "身份证号码", "救助人口", "打卡金额", "打卡日期"],
        ["张大山", OLD[0], "2", "600.00", "20251225"],
        ["李秀英", OLD[1], "1", "300.00", "20251225"],
    ]
    assert [float(row["cash"]) for row in taken(("Sheet1", rows))[1]] == [600, 300]


def test_weekdays_with_their_days_as_columns():
    rows = [
        ["河东村高龄独居老人周探访表（2025年12月1日-12月7日）"],
        ["姓名", "电话", "周一(12.1)", "周二（12.2）", "12月3日（星期三）"],
        ["张大山", "", "√", "", "√"],
        ["李秀英", "", "", "√", ""],
    ]
    report, found = taken(("12月第1周", rows))
    assert [row["contact_on"].day for row in found] == [1, 3, 2]
    assert report.ledger_on == date(2025, 12, 7)


def test_classes_as_lone_lines_of_a_schools_list():
    rows = [
        ["青溪中心小学寒假家访记录表"],
        ["学生姓名", "家访时间", "家访教师"],
        ["三年级1班"],
        ["王小明", "2026年1月12日", "刘文"],
        ["三（2）班"],
        ["张丽", "1月13日", "陈平"],
    ]
    _, found = taken(("Sheet1", rows))
    assert column(found, "class_unit_id") == [CLASS, CLASS.replace("1班", "2班")]


def test_a_number_of_members_is_nobodys_name():
    rows = [
        ["河东村12月份走访情况登记"],
        ["走访日期", "走访人", "户主", "家庭成员", "走访情况"],
        ["12.3", "刘文", "张大山", "3人", "正常"],
        ["12.4", "刘文", "李秀英", "1人", "感冒"],
    ]
    _, found = taken(("Sheet1", rows))
    assert [(row.get("name"), row["head_name"], row["household_size"]) for row in found] == [
        (None, "张大山", 3),
        (None, "李秀英", 1),
    ]


def test_what_a_month_is_worth_is_not_what_was_paid():
    rows = [
        ["河东村2026年一季度农村低保金发放表"],
        ["户主姓名", "户主身份证号", "保障人口", "月保障金额（元）", "发放金额（元）", "发放日期"],
        ["张大山", OLD[0], 2, 720, 2160, "2026-01-09"],
        ["王五", OLD[1], 1, 360, 1080, "2026-01-09"],
    ]
    assert [float(row["cash"]) for row in taken(("Sheet1", rows))[1]] == [2160, 1080]
