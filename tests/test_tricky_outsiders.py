"""Ledgers thought up by somebody who had not read the definitions, as real offices' tables go."""

from tests.ledgers import EAST, codes, column, fields, id_no, taken

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
    head = ["序号", "儿童姓名", "身份证号", "父亲姓名", "状况", "母亲姓名", "状况", "监护人", "监护人残疾等级"]
    child = id_no(2, "20130601")
    rows = [["河东村困境儿童信息表"], head, [1, "毛辉", child, "毛国庆", "死亡", "沈燕", "失联", "毛有田", "二级"]]
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
