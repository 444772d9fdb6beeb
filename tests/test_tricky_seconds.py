"""Two columns of names, lists of what is yet to be done, days that lost a digit: each once came in as something else."""

from tests.ledgers import column, fields, id_no, taken

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
