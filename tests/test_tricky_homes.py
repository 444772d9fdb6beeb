"""Lists that name no village: their rows go where a roster has put the household or the person."""

from care import office
from care.definitions import load
from care.ledgers import kept
from tests.ledgers import BRIDGE, EAST, TODAY, WEST, codes, column, id_no, taken, xlsx

HEADS = [id_no(1, "19600101"), id_no(2, "19610202"), id_no(3, "19620303")]
FAMILIES = [
    ["户主姓名", "户主身份证号", "家庭人口", "村"],
    ["祝融", HEADS[0], 2, "河东村"],
    ["杜鹃", HEADS[1], 1, "河西村"],
]
MEMBERS = [
    ["户主身份证号", "姓名", "身份证号", "与户主关系"],
    [HEADS[0], "祝融", HEADS[0], "户主"],
    [HEADS[0], "祝小妹", id_no(4, "20100101"), "女儿"],
    [HEADS[1], "杜鹃", HEADS[1], "户主"],
    [HEADS[2], "陌生人", HEADS[2], "户主"],
]


def test_members_go_with_their_family_on_another_sheet():
    report, rows = taken(("人员", MEMBERS), ("家庭", FAMILIES))
    members = [row for row in rows if row["sheet"] == "人员"]
    assert column(members, "unit_id") == [EAST, EAST, WEST]
    assert codes(report) == [("unit_missing", 5, "")]


def test_members_sent_before_their_families_are_placed_once_these_are_there(tmp_path):
    units = (
        b"\xef\xbb\xbf"
        + "单位名称,单位类型,上级单位\n青溪镇,乡镇,\n河东村,村,青溪镇\n河西村,村,青溪镇\n石桥社区,社区,青溪镇\n".encode()
    )
    payments = [
        ["姓名", "身份证号", "发放金额（元）", "发放日期"],
        ["祝小妹", id_no(4, "20100101"), 300, "2026-01-05"],
    ]
    files = [
        ("01 单位.csv", units),
        ("02 农村低保人员查询.xlsx", xlsx(("人员", MEMBERS))),
        ("03 农村低保家庭查询.xlsx", xlsx(("家庭", FAMILIES))),
        ("04 发放.xlsx", xlsx(("发放", payments))),
    ]
    tried = office.try_files(tmp_path, files[:1], load(), today=TODAY)
    assert tried[0].report.counts["taken"] == 4
    reports = office.take_in(tmp_path, files, load(), "王干事", today=TODAY)
    assert [one.counts["taken"] for one in reports] == [4, 3, 2, 1]
    assert [one.counts["held"] for one in reports] == [0, 1, 0, 0]
    tried = office.try_files(tmp_path, [("05 发放.xlsx", xlsx(("第二批", payments)))], load(), today=TODAY)
    assert column(tried[0].rows.to_pylist(), "unit_id") == [EAST]


def test_somebody_on_two_villages_lists_is_not_guessed_at():
    both = [["姓名", "身份证号", "村"], ["祝融", HEADS[0], "河东村"], ["祝融", HEADS[0], "石桥社区"]]
    report, rows = taken(("名册", both), ("人员", MEMBERS[:2]))
    assert column(rows, "unit_id") == [EAST, BRIDGE]
    assert [code for code, _, _ in codes(report)] == ["unit_missing"]


def test_a_list_without_villages_does_not_follow_who_moved_to_where_they_left(tmp_path):
    """王一 has moved from the west to the east, whose list is the earlier one; 李二 has died in the west; so has 赵三, whom
    the east listed long ago and the west since."""
    units = [
        ["单位名称", "单位类型", "上级单位"],
        ["青溪镇", "乡镇", ""],
        *([one, "村", "青溪镇"] for one in ("河东村", "河西村")),
    ]
    east = [["独居老人花名册（截至2026年1月8日）"], ["村", "姓名", "身份证号"], ["河东村", "王一", HEADS[0]]]
    long_ago = [["独居老人花名册（截至2024年1月8日）"], east[1], ["河东村", "赵三", HEADS[2]]]
    since = [["独居老人花名册（截至2025年1月8日）"], east[1], ["河西村", "赵三", HEADS[2]]]
    gone = [
        ["王一", HEADS[0], "2026-01-03", ""],
        *([n, one, "", "2026-01-04"] for n, one in zip(("李二", "赵三"), HEADS[1:], strict=True)),
    ]
    west = [
        ["独居老人花名册（截至2026年1月15日）"],
        ["村", "姓名", "身份证号", "退出日期", "死亡日期"],
        *(["河西村", *one] for one in gone),
    ]
    relief = [["姓名", "身份证号", "救助金额", "发放日期"], *([*one[:2], 500, "2026-01-16"] for one in gone)]
    sheets = {
        "单位": units,
        "旧": long_ago,
        "后": since,
        "东花名册": east,
        "西花名册": west,
        "冬春救助": [["冬春救助台账"], *relief],
    }
    files = [(f"{name}.xlsx", xlsx((name, rows))) for name, rows in sheets.items()]
    *_, last = office.take_in(tmp_path, files, load(), "王干事", today=TODAY)
    assert column(kept.rows(tmp_path, last.batch_id).to_pylist(), "unit_id") == [EAST, WEST, WEST]
