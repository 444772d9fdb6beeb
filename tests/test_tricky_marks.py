"""Marks, sums, remarks and goods that once came in as something else or were lost without a word; all invented."""

import pytest

from tests.ledgers import codes, column, id_no, taken

GRID = ["序号", "姓名", "一月", "二月", "三月", "四月"]


def grid(*cells: list, foot: str = "") -> tuple:
    names = ("张大山", "李秀英")
    rows = [[n, name, *own] for n, (name, own) in enumerate(zip(names, cells, strict=True), 1)]
    return taken(("走访", [["河东村2025年独居老人走访记录表"], GRID, *rows, [foot]]))


def visits(found: list[dict]) -> list[tuple]:
    return [(row["name"], row["contact_on"].month, row["contact_kind"]) for row in found]


@pytest.mark.parametrize("ring", "○〇◯")
def test_a_ring_beside_ticks_is_no_visit_and_is_told(ring):
    report, found = grid(["√", ring, "×", ""], ["√", "√", ring, ""])
    assert visits(found) == [("张大山", 1, "visit"), ("李秀英", 1, "visit"), ("李秀英", 2, "visit")]
    assert codes(report) == [("month_cell_unreadable", 3, "D"), ("month_cell_unreadable", 4, "E")]


def test_a_ring_alone_is_the_tick():
    report, found = grid(["○", "", "×", ""], ["○", "○", "", ""])
    assert len(found) == 3
    assert codes(report) == []


def test_what_a_legend_says_of_each_mark():
    foot = "注：√表示入户走访，○表示电话联系，△表示外出"
    report, found = grid(["√", "○", "△", ""], ["〇", "√", "", "△"], foot=foot)
    assert visits(found) == [
        ("张大山", 1, "visit"),
        ("张大山", 2, "phone"),
        ("李秀英", 1, "phone"),
        ("李秀英", 2, "visit"),
    ]
    assert codes(report) == []
    report, found = grid(["√", "○", "", ""], ["√", "", "", ""], foot="说明：○＝未走访")
    assert len(found) == 2
    assert codes(report) == []


def test_a_ring_beside_ticks_answers_no_question():
    rows = [["河东村老人花名册"], ["姓名", "性别", "年龄", "是否独居"]]
    rows += [["张大山", "男", 78, "√"], ["李秀英", "女", 80, "○"]]
    report, found = taken(("名册", rows))
    assert column(found, "groups") == ["elderly_alone", None]
    assert codes(report) == [("flag_unknown", 4, "D")]


def roster(*rows: list, header: tuple = ("备注",)) -> tuple:
    head = ["姓名", "性别", "年龄", *header]
    return taken(("名册", [["河东村低保对象花名册"], head, *rows]))


@pytest.mark.parametrize(
    "remark",
    [
        "于2025年3月去世",
        "已停保",
        "11月起迁出",
        "重病；2025.11.3死亡",
        "本人已病故",
        "户口已迁出",
        "10月份取消低保",
    ],
)
def test_a_remark_that_somebody_left_is_told(remark):
    report, found = roster(["张大山", "男", 78, remark], ["李秀英", "女", 80, "独居"])
    assert len(found) == 2
    assert codes(report) == [("remark_says_gone", 3, "D")]


@pytest.mark.parametrize(
    "remark",
    ["父亲去世", "丈夫病故，无人照料", "拟停保", "2025年新增", "因子女死亡致困", "死亡风险高", "未迁出"],
)
def test_a_remark_about_others_or_to_come_is_not(remark):
    report, _ = roster(["张大山", "男", 78, remark])
    assert codes(report) == []


def test_a_remark_beside_a_state_or_a_day_of_leaving_needs_no_doubt():
    report, found = roster(["张大山", "男", 78, "停保", "已去世"], header=("保障状态", "备注"))
    assert (column(found, "roll_state"), codes(report)) == (["ended"], [])
    report, _ = roster(["张大山", "男", 78, "2025-11-03", "已去世"], header=("死亡日期", "备注"))
    assert codes(report) == []


SENT = ["编号", "提交时间", "走访对象", "所在村", "走访日期", "走访方式", "走访人", "走访内容"]


def sent(*rows: list) -> tuple:
    return taken(("走访", [["走访登记"], SENT, *([n, *row] for n, row in enumerate(rows, 1))]))


def test_a_visit_sent_twice_counts_once_and_is_told():
    visit = ["张大山", "河东村", "2025-11-12", "电话", "刘文", "身体好"]
    report, found = sent(["2025-11-12 10:00", *visit], ["2025-11-12 10:01", *visit])
    assert len(found) == 1
    assert codes(report) == [("row_repeated", 4, "")]
    assert report.counts["ignored"] == 1


@pytest.mark.parametrize("at, other", [(2, "2025-11-13"), (4, "陈平"), (5, "还缺药"), (5, "")])
def test_visits_that_differ_in_anything_are_two(at, other):
    visit = ["张大山", "河东村", "2025-11-12", "电话", "刘文", "身体好"]
    second = [*visit[:at], other, *visit[at + 1 :]]
    report, found = sent(["2025-11-12 10:00", *visit], ["2025-11-12 10:01", *second])
    assert (len(found), codes(report)) == (2, [])
    if not other:
        assert (
            len(sent(["1", *second], ["2", *second])[1]) == 2
        )  # without a text nothing shows that they are one


def paid(
    header: list,
    *cells: list,
    title: str = "河东村困难群众救助发放表",
    second: list | None = None,
    merges: tuple = (),
) -> tuple:
    names = ("张大山", "李秀英")
    rows = [[name, *own] for name, own in zip(names, cells, strict=False)]
    return taken(("发放", [[title], ["姓名", *header], *([second] if second else []), *rows], merges))


def items(found: list[dict]) -> list[tuple]:
    return [(row["name"], row.get("relief_item"), row.get("cash"), row.get("quilts")) for row in found]


def test_sums_of_two_schemes_in_one_row_are_two_rows():
    header = ["冬春救助金额（元）", "慰问金（元）", "棉被（床）", "合计", "发放时间"]
    report, found = paid(header, [450, 300, 2, 750, "2026-01-03"], ["", 500, 1, 500, "2026-01-04"])
    assert items(found) == [
        ("张大山", "winter_living", 450, 2),
        ("张大山", "condolence", 300, None),
        ("李秀英", "winter_living", None, 1),
        ("李秀英", "condolence", 500, None),
    ]
    assert codes(report) == []


def test_a_day_below_one_schemes_heading_is_that_ones():
    second, merges = ["", "时间", "金额", ""], ((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3))
    header = ["临时救助", "", "慰问金"]
    _, found = paid(header, ["2025-11-03", 2000, 300], second=second, merges=merges)
    assert [(row.get("relief_item"), row["cash"], str(row["paid_on"])) for row in found] == [
        (None, 2000, "2025-11-03"),
        ("condolence", 300, "None"),
    ]


@pytest.mark.parametrize("other", ["慰问金（元）", "临时救助金额", "临时救助"])
def test_another_sum_that_is_not_taken_is_told(other):
    report, found = paid(
        ["救助金额", "联系电话", other, "救助标准"],
        [450, "13800000001", 300, 450],
        [400, "13800000002", 200, 400],
        title="河东村冬春救助发放表",
    )
    assert column(found, "cash") == [450, 400]
    assert codes(report) == [("sum_not_taken", 3, "D")]
    assert report.problems[0].values == {"count": 2, "taken": "救助金额"}


def given(*cells: tuple, heading: str = "慰问物资") -> tuple:
    rows = [
        [name, "2026-01-05", *own] for name, own in zip(("张大山", "李秀英", "王五"), cells, strict=False)
    ]
    title = "河东村2026年春节慰问发放表"
    return taken(("发放", [[title], ["姓名", "慰问时间", heading, "备注"], *rows]))


@pytest.mark.parametrize(
    "text, quilts, coats, note",
    [
        ("棉被1床、大米1袋", 1, None, "慰问物资：大米1袋"),
        ("1床棉被", 1, None, None),
        ("棉被一床 棉大衣2件", 1, 2, None),
        ("棉被1床食用油1桶", 1, None, "慰问物资：食用油1桶"),
        ("米、油", None, None, "慰问物资：米、油"),
        ("棉被×2，棉衣(1件)", 2, 1, None),
        ("棉被、棉衣各1件", 1, 1, None),
        ("棉被若干", None, None, "慰问物资：棉被若干"),
        ("无", None, None, None),
    ],
)
def test_goods_as_a_text(text, quilts, coats, note):
    report, (row,) = given([text, ""])
    assert (row.get("quilts"), row.get("coats"), row.get("note")) == (quilts, coats, note)
    assert codes(report) == ([("goods_in_note", 3, "C")] if note else [])


def test_goods_stand_behind_the_rows_own_note():
    _, found = given(["米1袋", "独居"], ["棉被1床", "新增"])
    assert column(found, "note") == ["独居；慰问物资：米1袋", "新增"]


def test_what_a_visit_brought_is_relief_too():
    rows = [["河东村走访慰问记录"], ["姓名", "走访时间", "走访人", "慰问品", "走访情况"]]
    rows += [["张大山", "2026-01-05", "刘文", "棉被一床、米一袋", "好"]]
    _, found = taken(("走访", rows))
    assert [(row["kind"], row.get("relief_item"), row.get("quilts")) for row in found][1:] == [
        ("relief", "condolence", 1)
    ]


def test_goods_named_and_counted_in_two_columns_keep_what_no_field_counts():
    rows = [["河东村冬春救助物资发放表"], ["姓名", "物资名称", "数量", "发放时间"]]
    rows += [["张大山", "棉被", 2, "2026-01-05"], ["李秀英", "大米", "1袋", "2026-01-05"]]
    report, found = taken(("发放", rows))
    assert (column(found, "quilts"), column(found, "note")) == ([2, None], [None, "物资名称：大米1袋"])
    assert codes(report) == [("goods_in_note", 4, "B")]


def test_an_id_number_cut_over_two_columns():
    one, two = id_no(1, "20150612"), id_no(31, "20150612")
    for fronts in ((one[:14], two[:14]), (int(one[:14]), int(two[:14]))):
        for first, last in (("身份证号（前14位）", "身份证号（后4位）"), ("公民身份号码前14位", "后4位")):
            rows = [["河东村困境儿童花名册"], ["儿童姓名", first, last, "监护人"]]
            rows += [["赵小雨", fronts[0], one[14:], "赵强"], ["温小宝", fronts[1], two[14:], "温大"]]
            report, found = taken(("名册", rows))
            assert column(found, "id_no") == [one, two]
            assert codes(report) == []


def test_the_noughts_that_a_cell_of_digits_lost_come_back():
    number = next(one for seed in range(1, 99) if (one := id_no(seed, "20150612"))[14:].isdigit())
    assert number[14] == "0"
    rows = [["河东村困境儿童花名册"], ["儿童姓名", "身份证号", ""], ["", "前14位", "后4位"]]
    rows += [["赵小雨", number[:14], int(number[14:])]]
    _, found = taken(("名册", rows, ((1, 0, 2, 0), (1, 1, 1, 2))))
    assert column(found, "id_no") == [number]


def heads(*names: str) -> list:
    rows = [["河东村低保花名册"], ["户主", "年龄", "月保障金"], *([name, 70, 100] for name in names)]
    return column(taken(("名册", rows))[1], "head_name")


def test_a_star_behind_a_whole_name_is_a_footnotes():
    assert heads("刘财*", "李秀英", "王五", "欧阳山") == ["刘财", "李秀英", "王五", "欧阳山"]
    assert heads("★刘财", "李秀英", "王五") == ["刘财", "李秀英", "王五"]
    assert heads("刘财*", "李*英", "王五", "欧阳山") == ["刘财*", "李*英", "王五", "欧阳山"]
    assert heads("刘财*", "李秀*") == ["刘财*", "李秀*"]


def test_the_team_in_an_address():
    rows = [["残疾人花名册"], ["姓名", "年龄", "家庭地址（镇村组）"], ["张大山", 60, "青溪镇河东村3组"]]
    rows += [["李秀英", 61, "青溪镇河西村第二村民小组12号"], ["王五", 62, "河东村"]]
    _, found = taken(("名册", rows))
    assert column(found, "team") == ["3组", "2组", None]


def week(days: list, *cells: list, title: str = "河东村2025年12月分散供养人员照料记录") -> tuple:
    rows = [[name, *own] for name, own in zip(("张大山", "李秀英"), cells, strict=True)]
    return taken(("照料", [[title], ["姓名", *days], *rows]))


def test_a_week_of_bare_days_over_ticks():
    found = week([8, 9, 10, 11, 12], ["√", "", "√", "", ""], ["", "√", "住院", "", "√"])[1]
    assert [(row["name"], row["contact_on"].day) for row in found] == [
        ("张大山", 8),
        ("张大山", 10),
        ("李秀英", 9),
        ("李秀英", 12),
    ]


def test_bare_numbers_without_ticks_or_a_month_are_no_days():
    assert refused_or_no_contacts(week([1, 2, 3, 4, 5], [3, "", 4, "", ""], ["", 2, "", "", 1]))
    assert refused_or_no_contacts(week([1, 2, 4, 5, 7], ["√", "", "√", "", ""], ["", "√", "", "", ""]))


def refused_or_no_contacts(said: tuple) -> bool:
    return "contacts" not in said[0].kinds


@pytest.mark.parametrize(
    "day", ["拟于11月28日", "2025年11月28日（拟）", "11月下旬（计划）", "计划2025-11-28"]
)
def test_a_planned_day_is_no_activity_held_and_no_visit(day):
    rows = [["河东村2025年关爱活动台账"], ["活动时间", "活动名称", "参加人数", "负责人"]]
    rows += [["2025-11-03", "手抄报", 30, "刘文"], [day, "包饺子", 30, "刘文"]]
    report, found = taken(("活动", rows))
    assert column(found, "activity_title") == ["手抄报"]
    assert codes(report)[0] == ("date_unreadable", 4, "A")
    rows = [
        ["河东村走访记录"],
        ["姓名", "走访时间", "走访人"],
        ["张大山", "2025-11-03", "刘文"],
        ["李秀英", day, "刘文"],
    ]
    report, found = taken(("走访", rows))
    assert column(found, "name") == ["张大山"]


def test_relief_that_is_no_item_counts_nowhere_and_says_so():
    rows = [[None, "张大山", 500], [None, "李秀英", 800]]
    report, found = taken(("发放", [["河东村2025年临时救助发放台账"], ["序号", "姓名", "救助金额"], *rows]))
    assert column(found, "cash") == [500, 800]
    assert codes(report) == [("relief_item_unsaid", 3, "")]
    assert report.problems[0].values == {"count": 2}
    report, _ = taken(("发放", [["河东村过冬物资发放台账"], ["序号", "姓名", "棉被"], [1, "张大山", 1]]))
    assert codes(report) == []
