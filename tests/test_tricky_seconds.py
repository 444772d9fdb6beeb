"""Two columns of names, lists of what is yet to be done, days that lost a digit: each once came in as something else."""

from care.ledgers.layouts import Correction
from tests.ledgers import codes, column, fields, id_no, refused, taken

TITLE = ["青溪镇留守儿童花名册"]
TWO = (["河东村", "赵小雨"], ["河西村", "温小宝"])


def children(header: list, *cells: list, merges: tuple = (), second: list | None = None) -> list[dict]:
    rows = [[*who, *more] for who, more in zip(TWO, cells, strict=True)]
    return taken(("名册", [TITLE, header, *([second] if second else []), *rows], merges))[1]


def guardians(found: list[dict]) -> list[tuple]:
    return [
        tuple(row.get(one) for one in ("name", "guardian_name", "guardian_relation", "guardian_phone"))
        for row in found
    ]


def test_the_name_behind_a_guardian_who_is_only_called_grandfather():
    for header in (["村", "姓名", "监护人", "姓名", "电话"], ["村", "姓名", "关系", "姓名", "电话"]):
        found = children(header, ["爷爷", "赵德福", "13800000001"], ["奶奶", "温大", "13800000002"])
        assert guardians(found) == [
            ("赵小雨", "赵德福", "爷爷", "13800000001"),
            ("温小宝", "温大", "奶奶", "13800000002"),
        ]
        assert column(found, "phone") == [None, None]


def test_a_guardians_column_that_is_blank_or_says_which_kind():
    header = ["村", "姓名", "监护人", "姓名", "电话"]
    for kinds in (("", ""), ("受委托", "父母")):
        found = children(header, [kinds[0], "赵德福", "13800000001"], [kinds[1], "温大", "13800000002"])
        assert column(found, "guardian_name") == ["赵德福", "温大"]
        assert column(found, "guardian_phone") == ["13800000001", "13800000002"]


def test_a_heading_merged_over_the_childs_name_too():
    found = children(
        ["村", "监护人", "", ""],
        ["赵德福", "13800000001"],
        ["温大", "13800000002"],
        merges=((1, 1, 1, 3),),
        second=["", "姓名", "姓名", "电话"],
    )
    assert guardians(found)[0] == ("赵小雨", "赵德福", None, "13800000001")


def test_whose_the_second_name_is_stays_open_where_the_guardian_is_named():
    header = ["村", "姓名", "监护人", "姓名", "电话"]
    found = children(header, ["赵德福", "赵强", "13800000001"], ["孙宝贵", "温强", "13800000002"])
    assert column(found, "guardian_name") == ["赵德福", "孙宝贵"]
    assert column(found, "phone") == column(found, "guardian_phone") == [None, None]


def test_lists_side_by_side_are_no_second_names():
    found = children(
        ["村", "姓名", "监护人", "姓名", "监护人"], ["赵德福", "李强", "李二"], ["", "王强", "王三"]
    )
    assert column(found, "name") == ["赵小雨", "李强", "温小宝", "王强"]
    assert column(found, "guardian_name") == ["赵德福", "李二", None, "王三"]


def test_helpers_named_behind_what_they_are():
    header = ["村", "姓名", "帮扶干部", "姓名", "职务", "电话"]
    report, _ = taken(
        (
            "结对",
            [
                header,
                [*TWO[0], "镇干部", "刘文", "副镇长", "13800000001"],
                [*TWO[1], "村干部", "李敏", "主任", ""],
            ],
        )
    )
    assert (report.kinds, list(fields(report).values())[-2:]) == (
        ("pairing",),
        ["helper_position", "helper_phone"],
    )


def test_a_forms_labels_with_their_values_below():
    form = [
        ["留守儿童信息登记表"],
        ["姓名", "赵小雨", "性别", "女", "村", "河东村"],
        ["家庭住址", "河东村2组", "", "身份证号", id_no(1), ""],
        ["出生年月", "2015年6月", "", "民族", "汉", ""],
        ["家庭成员", "姓名", "关系", "电话", "务工地点", ""],
        ["", "赵强", "父", "13800000001", "广东", ""],
        ["", "李红", "母", "13800000002", "广东", ""],
        ["监护人", "姓名", "与儿童关系", "电话", "年龄", ""],
        ["", "赵德福", "祖孙", "13800000009", "66", ""],
    ]
    _, found = taken(("赵小雨", form, ((4, 0, 6, 0), (7, 0, 8, 0))))
    assert guardians(found) == [("赵小雨", "赵德福", "祖孙", "13800000009")]
    assert found[0].get("phone") is None


def lived_in(heading: str, *cells: str) -> list:
    rows = [["河东村", f"张{name}山", "D级", cell] for name, cell in zip("大中小", cells, strict=False)]
    report, found = taken(("危房", [["农村危房台账"], ["村", "户主姓名", "鉴定等级", heading], *rows]))
    assert report.kinds == ("houses",)
    return column(found, "lived_in")


def test_whoever_left_a_house_does_not_live_in_it():
    for heading in ("是否撤离", "是否已搬离", "人员是否撤离", "是否空置"):
        assert lived_in(heading, "是", "否", "√") == [False, True, False]
    assert lived_in("撤离情况", "已撤离", "未撤离") == [False, True]
    assert lived_in("现是否居住", "是", "否") == [True, False]
    assert lived_in("是否居住（未搬迁）", "是", "否") == [True, False]


def test_a_month_cell_that_lost_a_nought_says_its_month_only():
    """10.10 typed as a number is 10.1, in a month's column as in a day's: it came in as the first."""
    rows = [
        ["空巢老人探访登记（2025年）"],
        ["村", "姓名", "9月", "10月", "11月"],
        ["河东村", "张大山", 9.5, 10.1, "11.20"],
        ["河西村", "李老四", "9.30", "10.1", 11.15],
    ]
    report, found = taken(("探访", rows))
    assert [(str(row["contact_on"]), row["contact_precision"]) for row in found] == [
        ("2025-09-05", "day"),
        ("2025-10-01", "month"),
        ("2025-11-20", "day"),
        ("2025-09-30", "day"),
        ("2025-10-01", "day"),
        ("2025-11-15", "day"),
    ]
    assert codes(report) == [("date_day_lost", 3, "D")]


PLAN = [
    ["河东村2026年走访计划表"],
    ["序号", "走访对象", "类别", "拟走访时间", "走访责任人"],
    [1, "张大山", "独居老人", "2026年2月", "李敏"],
    [2, "李老四", "留守老人", "2026.2.10", "李敏"],
]
WISHES = [
    ["河东村留守儿童微心愿征集表"],
    ["序号", "姓名", "性别", "微心愿", "认领人", "认领人电话"],
    [1, "赵小雨", "女", "一个书包", "王强", "13800000001"],
]


def test_a_plan_of_visits_is_neither_roster_nor_visits():
    assert refused(("计划", PLAN)) == "only_plan"
    when = [
        ["走访安排（2025年12月）"],
        ["村", "姓名", "走访时间", "走访人"],
        ["河东村", "张大山", "2025.12.5", "李敏"],
    ]
    assert refused(("Sheet1", when)) == "only_plan"  # its days have passed: nobody says that anybody went
    untitled = [["村", "姓名", "计划走访时间"], ["河东村", "张大山", "2026.2.5"]]
    assert refused(("Sheet1", untitled)) == "only_plan"


def test_what_became_of_a_plan_are_visits():
    rows = [
        ["河东村走访计划及落实情况"],
        ["姓名", "计划走访时间", "实际走访时间", "走访人"],
        ["张大山", "2025.12.1", "2025.12.5", "李敏"],
    ]
    report, found = taken(("走访", rows))
    assert (report.kinds, [str(row["contact_on"]) for row in found]) == (("contacts",), ["2025-12-05"])


def test_wishes_make_no_roster_and_a_roster_may_have_some():
    assert refused(("心愿", WISHES)) == "only_wishes"
    roster = [["留守儿童花名册"], ["村", "姓名", "监护人", "微心愿"], ["河东村", "赵小雨", "赵德福", "书包"]]
    assert taken(("名册", roster))[0].kinds == ("roster",)


def test_a_clerk_may_say_what_it_is_all_the_same():
    roster = [["村", "姓名", "监护人"], ["河东村", "赵小雨", "赵德福"]]
    report, _ = taken(("计划", PLAN), ("名册", roster))
    assert (report.sheets[0]["why"], report.kinds) == ("plan", ("roster",))
    own = {report.sheets[0]["key"]: Correction(kind="roster")}
    assert taken(("计划", PLAN), corrections=own)[0].kinds == ("roster",)


def test_condolence_visits_with_money_are_visits_and_relief():
    """They were visits only: what was given was lost to the sums of winter relief."""
    rows = [
        ["2026年春节走访慰问困难群众名单"],
        ["村", "户主姓名", "类别", "慰问金（元）", "走访时间", "走访人"],
        ["河东村", "张大山", "低保户", 500, "2026.1.15", "王振国"],
        ["河西村", "李老四", "特困", "", "2026.1.16", "王振国"],
    ]
    report, found = taken(("慰问", rows))
    assert report.kinds == ("contacts", "relief")
    assert report.counts["taken"] == 2
    assert [(one["kind"], one["head_name"]) for one in found] == [
        ("contacts", "张大山"),
        ("contacts", "李老四"),
        ("relief", "张大山"),
    ]
    gift = found[2]
    assert (gift["relief_item"], int(gift["cash"]), str(gift["received_on"])) == (
        "condolence",
        500,
        "2026-01-15",
    )
    assert gift["contact_on"] is None
    assert len(set(column(found, "row_id"))) == 3


def test_a_visits_money_that_is_no_condolence_makes_no_relief():
    rows = [
        ["走访记录"],
        ["走访时间", "村", "姓名", "走访方式", "走访人", "慰问金"],
        ["2026.1.12", "河东村", "张大山", "入户", "李敏", ""],
    ]
    assert taken(("走访", rows))[0].kinds == ("contacts",)


def test_a_list_of_money_to_be_handed_out_is_relief_that_waits_whatever_its_title_says():
    header = ["序号", "村", "姓名", "身份证号", "类别", "慰问金（元）", "领取人签字"]
    rows = [
        ["1", "河东村", "赵德福", id_no(1), "低保", "500", ""],
        ["2", "河西村", "温大", id_no(2), "特困", "800", ""],
    ]
    report, found = taken(("Sheet1", [["青溪镇2026年春节走访慰问安排表"], header, *rows]))
    assert report.kinds == ("relief",)
    assert [(row["name"], row["relief_item"], row["cash"]) for row in found] == [
        ("赵德福", "condolence", 500),
        ("温大", "condolence", 800),
    ]
