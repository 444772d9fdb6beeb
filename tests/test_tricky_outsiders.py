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
