"""Ledgers thought up by somebody who had not read the definitions, as real offices' tables go."""

from tests.ledgers import codes, column, fields, id_no, taken

ONE, TWO, THREE = id_no(1, "19500101"), id_no(2, "19510202"), id_no(3, "19520303")


def test_what_is_said_of_somebody_with_a_number_heads_no_table():
    half = ["序号", "姓名", "类别", "慰问物资", "数量", "签名"]
    rows = [
        ["河东村2026年春节慰问困难群众物资发放登记表（2026年1月15日）"],
        [*half, None, *half],
        [1, "祝融", "独居老人", "米、油", "各1", "", None, 4, "段小毛", "特困户", "棉被", "1床", ""],
        [2, "钟必贵", "高龄老人", "米、油", "各1", "", None, 5, "邬春芳", "低保户", "米、油", "各1", ""],
        [3, "田秀英", "空巢老人", "棉被", "1床", "", None, 6, "饶志远", "残疾人", "慰问金", "500元", ""],
    ]
    _, found = taken(("发放", rows))
    assert sorted(column(found, "name")) == sorted(["祝融", "段小毛", "钟必贵", "邬春芳", "田秀英", "饶志远"])


def test_what_is_true_of_a_parent_is_not_true_of_the_child():
    head = [
        "序号",
        "儿童姓名",
        "身份证号",
        "父亲姓名",
        "状况",
        "母亲姓名",
        "状况",
        "监护人",
        "监护人残疾等级",
    ]
    child = id_no(2, "20130601")
    rows = [
        ["河东村困境儿童信息表"],
        head,
        [1, "毛辉", child, "毛国庆", "死亡", "沈燕", "失联", "毛有田", "二级"],
    ]
    report, found = taken(("表", rows))
    assert found[0]["guardian_name"] == "毛有田"
    assert not {"roll_state", "left_reason", "disability_level"} & {k for k, v in found[0].items() if v}
    form = [
        ["困境儿童基本信息表（一人一档）"],
        ["姓名", "毛辉", "性别", "男", "身份证号", child],
        ["现住址", "河东村4组", None, "困境类型", "困境儿童"],
        ["父亲", "姓名", "毛国庆", "身份证号", id_no(1, "19800202"), "状况", "死亡"],
        ["监护人", "姓名", "毛有田", "与儿童关系", "祖父", "电话", "15912340001"],
        ["儿童主任", "吴雪", "联系电话", "15912340002"],
    ]
    _, found = taken(("毛辉", form))
    assert (found[0]["guardian_phone"], found[0].get("phone"), found[0].get("roll_state")) == (
        "15912340001",
        None,
        None,
    )


def test_days_of_parents_and_of_children_who_died_are_theirs():
    heads = ("父母外出时间", "子女死亡（伤残）时间", "父母外出情况", "父亲")
    rows = [
        ["河东村花名册", *[None] * 5],
        ["姓名", "身份证号", *heads[:2], heads[2], heads[3]],
        [None, None, None, None, "外出时间", "去世时间"],
        ["祝融", ONE, "2024.3", "2010.5", "2024.3", "2011.6"],
    ]
    _, found = taken(("册", rows))
    assert not {"away_from", "died_on"} & {k for k, v in found[0].items() if v}


MOVED = ["序号", "户主姓名", "身份证号", "保障人口", "月保障金额（元）"]


def test_lines_within_a_list_of_changes_say_who_left():
    rows = [
        ["河东村2025年第三季度低保对象动态管理花名册"],
        MOVED,
        ["一、新增"],
        [1, "祝融", ONE, 2, 500],
        ["二、停保（取消）"],
        [1, "杜鹃", TWO, 2, 500],
        ["三、调整"],
        [1, "何长贵", THREE, 2, 600],
    ]
    _, found = taken(("动态", rows))
    assert column(found, "roll_state") == ["active", "ended", "active"]
    assert set(column(found, "groups")) == {"minimum_living"}


def test_tables_and_sheets_of_those_who_left_say_so_of_all():
    title = "河东村2025年第三季度低保情况表"
    rows = [[title], ["一、新增"], MOVED, [1, "祝融", ONE, 2, 500], [None], ["二、停保"], MOVED]
    _, found = taken(("表", [*rows, [1, "杜鹃", TWO, 2, 500]]))
    assert [(one["head_name"], one.get("roll_state"), one["groups"]) for one in found] == [
        ("祝融", None, "minimum_living"),
        ("杜鹃", "ended", "minimum_living"),
    ]
    came = [["河东村低保对象花名册"], MOVED, [1, "祝融", ONE, 2, 500]]
    went = [["河东村低保对象花名册"], MOVED, [1, "杜鹃", TWO, 2, 500]]
    _, found = taken(("新增", came), ("停保", went))
    assert column(found, "roll_state") == [None, "ended"]
    both = [["河东村低保新增、停保人员花名册"], MOVED, [1, "祝融", ONE, 2, 500]]
    _, found = taken(("表", both))
    assert found[0].get("roll_state") is None
    others = [["河东村独生子女死亡家庭花名册"], MOVED[:3], [1, "祝融", ONE]]
    _, found = taken(("表", others))
    assert found[0].get("roll_state") is None


def test_telephone_visits_are_contacts():
    rows = [
        ["2025年寒假“千师访万家”电话访问登记"],
        ["学生", "班级", "家长", "家长电话", "访问日期", "时长", "访问教师", "谈话要点"],
        ["苏梓涵", "三1班", "苏伟（爸爸）", "13112340001", "2025.1.18", "8分钟", "陈静", "假期安全"],
    ]
    _, found = taken(("记录", [["学校：青溪中心小学"], *rows]))
    said = found[0]
    assert (said["kind"], str(said["contact_on"]), said["contact_kind"]) == (
        "contacts",
        "2025-01-18",
        "phone",
    )
    assert (said["contact_by"], said["contact_text"]) == ("陈静", "假期安全")


def test_what_was_paid_last_and_what_was_agreed_is_kept():
    rows = [
        ["2025年11月孤儿基本生活费发放花名册"],
        ["姓名", "身份证号", "村别", "儿童类别", "月发放标准", "本月实发", "是否签订委托照护协议"],
        ["曾晓丽", id_no(6, "20150815"), "河东", "孤儿", 1100, 0, "√"],
    ]
    report, found = taken(("表", rows))
    assert (found[0]["cash"], found[0]["letter_signed"]) == (0, True)
    assert fields(report)["本月实发"] == "cash"


def test_who_is_a_party_member_is_no_kind_of_helper():
    rows = [
        ["河东村老党员、生活困难党员情况登记台账"],
        ["姓名", "性别", "党员类别", "家庭住址", "联系党员"],
        ["汪太平", "男", "建国后老党员", "1组", "熊涛"],
    ]
    _, found = taken(("台账", rows))
    assert (found[0]["groups"], found[0]["helper_name"]) == ("party_veterans", "熊涛")


def test_a_house_not_mended_is_not_being_mended():
    rows = [
        ["河东村危房台账"],
        ["户主姓名", "农户类别", "鉴定等级", "改造方式"],
        ["向阳生", "分散供养特困户", "D级", "未改造"],
        ["涂银花", "集中供养特困户", "C级", "维修加固"],
    ]
    _, found = taken(("台账", rows))
    assert column(found, "remedy") == ["none", "repair"]
    assert column(found, "groups") == ["hardship_home", "hardship_in_care"]


def test_condolence_in_summer_is_not_the_new_year_s_and_a_post_is_no_visitor():
    rows = [
        ["河东村2025年“八一”走访慰问优抚对象登记表"],
        ["姓名", "优抚类别", "慰问时间", "慰问金（元）", "慰问人", "备注"],
        ["龚先发", "在乡复员军人", "2025.7.28", 500, "副镇长 刘志", None],
        ["白建国", "参战退役人员", "2025.7.28", 500, "刘志 秦浩", "外出未领"],
    ]
    _, found = taken(("表", rows))
    visits = [one for one in found if one["kind"] == "contacts"]
    gifts = [one for one in found if one["kind"] == "relief"]
    assert column(visits, "contact_by") == ["刘志", "刘志、秦浩"]
    assert [(one.get("relief_item"), str(one["received_on"])) for one in gifts] == [
        (None, "2025-07-28"),
        (None, "None"),
    ]
    paid = [["河东村2025年重阳节慰问金发放表"], ["姓名", "身份证号", "慰问金"], ["祝融", ONE, 200]]
    report, found = taken(("表", paid))
    assert found[0].get("relief_item") is None
    assert [code for code, _, _ in codes(report)] == ["relief_item_unsaid"]


def test_what_is_denied_is_not_said_and_a_group_in_brackets_is():
    rows = [
        ["河东村2025年走访记录"],
        ["走访时间", "姓名", "户类型", "走访方式", "走访人"],
        ["2025.3.5", "祝融", "脱贫户（低保）", "未见面，电话沟通", "刘志"],
        ["2025.3.6", "杜鹃", "一般户（原低保）", "入户", "刘志"],
    ]
    _, found = taken(("记录", rows))
    assert column(found, "contact_kind") == ["phone", "visit"]
    assert column(found, "groups") == ["minimum_living", None]


def test_a_card_holds_a_household_s_members_and_what_was_done_for_a_pupil():
    card = [
        ["低保家庭入户核查表"],
        ["核查日期：2025年10月15日       村：河东村"],
        ["户主姓名", "祝融", "身份证号", ONE, "联系电话", "13412349999"],
        ["救助类别", "农村低保", "保障人数", 2],
        ["家庭成员"],
        ["姓名", "与户主关系", "年龄", "健康状况", "收入（元/年）"],
        ["祝融", "户主", "59", "患病", 3000],
        ["祝小融", "儿子", "33", "一级残疾", 0],
        ["核查情况", "生活困难，情况属实"],
        ["核查人", "何军", "户主签字", "祝融"],
    ]
    _, found = taken(("表", card))
    members = [one for one in found if one.get("relation_to_head")]
    assert [(one["name"], one["relation_to_head"], one["head_name"]) for one in members] == [
        ("祝融", "户主", "祝融"),
        ("祝小融", "儿子", "祝融"),
    ]
    assert set(column(found, "village")) == {"河东村"}
    file = [
        ["青溪中心小学特殊学生“一生一策”帮扶档案"],
        ["姓名：莫家豪", "性别：男", "班级：三（1）班"],
        [f"身份证号：{id_no(3, '20160713')}", None, "监护人：莫海清（父）  电话：18912340001"],
        ["帮扶教师：覃晓霞", "职务：班主任", "联系电话：18912340002"],
        ["时间", "内容", "效果"],
        ["2025.9.15", "谈心，了解家庭情况", "愿意交流"],
        ["2025.10.20", "家访", "父亲表示配合"],
    ]
    report, found = taken(("莫家豪", file))
    assert codes(report) == []
    pupil = next(one for one in found if one["kind"] == "pairing")
    assert (pupil["guardian_phone"], pupil["helper_phone"]) == ("18912340001", "18912340002")
    done = [one["contact_kind"] for one in found if one["kind"] == "contacts"]
    assert done == ["talk", "home_visit"]


def test_couples_by_their_sex_and_whoever_has_no_spouse():
    rows = [
        ["河东村空巢老人花名册"],
        ["序号", "姓名（男）", "年龄", "姓名（女）", "年龄", "备注"],
        [1, "章文礼", 77, "成玉芳", 75, None],
        [2, "离异", None, "祝丽君", 80, None],
        ["合计3人"],
        ["村（社区）负责人签字：", None, None, None, "儿童主任签字："],
    ]
    report, found = taken(("册", rows))
    assert [(one["name"], one["age"]) for one in found] == [("章文礼", 77), ("成玉芳", 75), ("祝丽君", 80)]
    assert {row for _, row, _ in codes(report)} <= {4}


def test_grown_people_of_poor_homes_are_no_children_in_difficulty():
    child = id_no(2, "20140101")
    _, found = taken(("册", [["河东村农村低收入家庭花名册"], ["户主姓名", "身份证号"], ["祝融", ONE]]))
    assert found[0]["groups"] is None
    kinds = [
        ["河东村困难群众花名册"],
        ["姓名", "身份证号", "困难类型"],
        ["祝融", ONE, "重病"],
        ["祝小融", child, "重病"],
    ]
    _, found = taken(("册", kinds))
    assert column(found, "groups") == [None, "children_in_difficulty"]
    ticks = [
        ["河东村困境儿童花名册"],
        ["姓名", "身份证号", "重病", "重残", "贫困家庭"],
        ["祝小融", child, "", "√", ""],
        ["杜小鹃", id_no(4, "20140101"), "√", "", ""],
    ]
    _, found = taken(("册", ticks))
    assert column(found, "groups") == ["children_in_difficulty"] * 2


def test_quarters_with_days_are_visits_and_a_supporter_s_telephone_is_theirs():
    rows = [
        ["河东村农村留守老年人关爱服务台账"],
        ["序号", "姓名", "赡养（扶养）人", None, "村组干部", None, "服务记录", None],
        [None, None, "姓名", "联系电话", "姓名", "联系电话", "第一季度", "第二季度"],
        [1, "庄有福", "庄强", "13000000001", "李某", "13000000009", "2025.1.15", "2025.4.8"],
        [2, "梅秀兰", "梅香", "13000000002", "李某", "13000000009", "2025.2.3 3.5", ""],
    ]
    _, found = taken(("台账", rows))
    assert [(one["name"], str(one["contact_on"])) for one in found] == [
        ("庄有福", "2025-01-15"),
        ("庄有福", "2025-04-08"),
        ("梅秀兰", "2025-02-03"),
        ("梅秀兰", "2025-03-05"),
    ]
    assert not any(one.get("phone") for one in found)


def test_why_a_home_is_at_risk_is_no_colour():
    rows = [
        ["河东村防返贫监测对象花名册"],
        ["户主姓名", "身份证号", "风险类型"],
        ["尹光明", ONE, "因病"],
        ["涂银花", TWO, "缺劳力"],
    ]
    report, _ = taken(("册", rows))
    assert codes(report) == []


def test_a_list_of_volunteers_with_their_children_tells_of_pairs():
    rows = [
        ["河东村关爱留守儿童志愿者花名册"],
        ["序号", "姓名", "性别", "年龄", "工作单位", "联系电话", "结对儿童"],
        [1, "阳洁", "女", 35, "卫生院", "18812340002", "毛小辉"],
        [2, "段文", "男", 28, "县一中", "18812340009", "邓小雨、陈子轩"],
    ]
    _, found = taken(("名单", rows))
    assert [(one["kind"], one["name"], one["helper_name"], one["helper_phone"]) for one in found] == [
        ("pairing", "毛小辉", "阳洁", "18812340002"),
        ("pairing", "邓小雨", "段文", "18812340009"),
        ("pairing", "陈子轩", "段文", "18812340009"),
    ]
    assert not any(one.get("age") for one in found)


def test_children_of_poor_homes_are_in_difficulty_whatever_the_title_calls_them():
    for title in ("河东村贫困家庭儿童花名册", "河东村重病儿童花名册", "河东村低收入家庭儿童名单"):
        rows = [[title], ["姓名", "身份证号", "家庭住址"], ["毛辉", id_no(2, "20150601"), "1组"]]
        _, found = taken(("表", rows))
        assert column(found, "groups") == ["children_in_difficulty"], title


def test_whoever_is_too_old_on_a_list_of_children_in_difficulty_stays_on_it():
    grown, this_year = id_no(3, "20050601"), id_no(4, "20081101")
    rows = [
        ["河东村困难群众台账"],
        ["姓名", "身份证号", "困境类别"],
        ["毛辉", grown, "重残"],
    ]
    _, found = taken(("表", rows))
    assert column(found, "groups") == ["children_in_difficulty"]
    rows[1][2] = "人员类别"
    rows.append(["毛华", this_year, "重残"])
    _, found = taken(("表", rows))
    assert column(found, "groups") == [None, "children_in_difficulty"]


def test_who_may_leave_one_day_has_not_left():
    head = ["姓名", "身份证号", "家庭住址"]
    for title in (
        "河东村拟退出低保对象公示",
        "河东村拟停保人员",
        "河东村建议取消低保对象",
        "河东村建档立卡退出户",
        "河东村居家养老服务终止名单",
        "河东村监护资格撤销终止名单",
    ):
        _, found = taken(("表", [[title], head, ["祝融", ONE, "1组"]]))
        assert column(found, "roll_state") == [None], title
    _, found = taken(("表", [["河东村低保退出对象"], head, ["祝融", ONE, "1组"]]))
    assert column(found, "roll_state") == ["ended"]


def test_a_home_for_the_old_is_no_feast():
    head = ["姓名", "身份证号", "慰问时间", "慰问金"]
    for title, item in (
        ("河东村敬老院慰问发放表", "condolence"),
        ("河东村八一小学慰问发放表", "condolence"),
        ("河东村敬老月慰问发放表", None),
    ):
        _, found = taken(("慰问", [[title], head, ["祝融", ONE, "2026-01-15", 500]]))
        assert column(found, "relief_item") == [item], title


def test_quarters_in_which_money_was_paid_are_no_visits():
    rows = [
        ["河东村低保金发放台账（2025年）"],
        ["姓名", "身份证号", "第一季度", "第二季度"],
        ["祝融", ONE, "2025.3.1", "2025.6.1"],
        ["杜鹃", TWO, "2025.3.1", "2025.6.1"],
    ]
    _, found = taken(("台账", rows))
    assert "contacts" not in column(found, "kind")
    rows[0] = ["河东村低保对象走访台账（2025年）"]
    _, found = taken(("台账", rows))
    assert column(found, "kind") == ["contacts"] * 4


def test_the_time_that_relief_is_for_is_not_when_it_was_paid():
    rows = [
        ["河东村冬春救助台账"],
        ["户主姓名", "身份证号", "救助时间", "发放时间", "救助金额"],
        ["祝融", ONE, "2025年12月-2026年2月", "2026-01-10", 500],
        ["杜鹃", TWO, "冬春", "2026-01-11", 500],
    ]
    report, found = taken(("台账", rows))
    assert [str(one["paid_on"]) for one in found] == ["2026-01-10", "2026-01-11"]
    assert not codes(report)


def test_what_only_begins_like_a_call_is_none():
    said = {
        "电话费代缴": "visit",
        "电话询问身体情况": "phone",
        "电话通知，上门看望": "visit",
        "电话联系，下午上门": "visit",
        "谈心，情绪稳定": "talk",
        "微信教学": "visit",
    }
    head = ["姓名", "身份证号", "服务日期", "服务人", "服务内容"]
    rows = [["祝融", ONE, f"2025-11-0{n}", "吴雪", text] for n, text in enumerate(said, 1)]
    _, found = taken(("服务", [["河东村关爱服务台账"], head, *rows]))
    assert dict(zip(column(found, "contact_text"), column(found, "contact_kind"), strict=True)) == said


def test_labels_in_one_cell_of_a_card_take_no_words_from_what_was_said():
    card = [
        ["困境儿童探访登记表"],
        ["村：河东村   组：4组   时间：2025年10月15日"],
        [f"姓名：毛辉  性别：男  身份证号：{id_no(2, '20130601')}"],
        ["走访内容：孩子说：想妈妈  爸爸说：年底回来"],
        ["村：同意", None, "镇：情况属实，同意"],
    ]
    report, found = taken(("毛辉", card))
    assert codes(report) == []
    assert [(one["name"], one["village"], one["contact_text"]) for one in found] == [
        ("毛辉", "河东村", "孩子说：想妈妈  爸爸说：年底回来")
    ]
    form = [
        ["困境儿童登记表"],
        ["姓名", "毛辉", "身份证号", id_no(2, "20130601")],
        ["家庭住址", "河东村4组", "监护人", "毛有田"],
        ["审核意见", "村：同意   镇：同意"],
    ]
    report, found = taken(("毛辉", form))
    assert (codes(report), column(found, "name")) == ([], ["毛辉"])


def test_an_agreement_s_end_is_the_end_of_a_pair_and_of_care_its_last_day():
    head = ["姓名", "身份证号", "帮扶人", "结对时间", "协议终止时间"]
    row = ["毛辉", id_no(2, "20130601"), "吴雪", "2025.1.1", "2025.12.31"]
    report, found = taken(("表", [["河东村结对帮扶台账"], head, row]))
    assert (found[0]["kind"], str(found[0]["unpaired_on"])) == ("pairing", "2025-12-31")
    head[2:4], row[2:4] = ["照料人", "协议签订时间"], ["毛二", "2025.1.1"]
    _, found = taken(("表", [["河东村特困人员花名册"], head, row]))
    assert str(found[0]["letter_until"]) == "2025-12-31"


def test_a_further_list_ends_the_list_of_those_who_left_with_or_without_its_count():
    for line in ("三、其他", "三、其他（1人）", "三、独居老人（1人）"):
        rows = [["河东村低保对象花名册"], MOVED, ["二、停保（1人）"], [1, "祝融", ONE, 2, 500]]
        _, found = taken(("表", [*rows, [line], [2, "杜鹃", TWO, 2, 500]]))
        assert column(found, "roll_state") == ["ended", "active"], line
    _, found = taken(("表", [*rows, ["1、河东村"], [2, "杜鹃", TWO, 2, 500]]))
    assert column(found, "roll_state") == ["ended", "ended"]


def test_whoever_left_by_title_or_section_is_not_said_to_be_on_the_roll():
    head = ["姓名", "身份证号", "家庭住址", "备注"]
    row = ["祝融", ONE, "1组", "死亡"]
    for name, rows in (("停保", [head, row]), ("表", [head, ["二、停保"], row])):
        report, found = taken((name, [["河东村低保对象花名册"], *rows]))
        assert (codes(report), column(found, "roll_state")) == ([], ["ended"])
    report, _ = taken(("表", [["河东村低保对象花名册"], head, row]))
    assert [code for code, *_ in codes(report)] == ["remark_says_gone"]


def test_what_somebody_did_not_take_must_be_the_gift():
    head = ["姓名", "身份证号", "走访日期", "走访类型", "慰问金（元）", "走访人", "备注"]
    notes = {"未领取低保": True, "未领": False, "外出未领取，已电话告知": False, "未领到残疾证": True}
    rows = [["祝融", ONE, "2026-01-15", "慰问", "500", "吴雪", note] for note in notes]
    _, found = taken(("表", [["河东村走访慰问台账"], head, *rows]))
    gifts = [one for one in found if one["kind"] == "relief"]
    assert {one["note"]: bool(one["received_on"]) for one in gifts} == notes
