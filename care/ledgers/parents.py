"""What a heading above says of those below it: 救助需求 {资金} is money needed, 家庭人口 {总数, 其中残疾人} are numbers."""

import re

NEEDED = re.compile("需求|需要|需救助|所需|缺口|申请(?!人)|拟(?:救助|发放|补助|慰问)")
THINGS = {"cash", "quilts", "coats", "goods_value", "goods"}  # what relief gives
WHOLE = {"总数", "总人数", "总人口", "合计", "总计", "小计", "人数", "人口数", "数量"}


def as_needed(field: str, above: tuple[str, ...]) -> str:
    """What somebody needs or asks for, nobody was given: money needed, and no field for things needed."""
    if field not in THINGS or not any(map(NEEDED.search, above)):
        return field
    return "need_cash" if field == "cash" else ""


def counted(leaf: str, field: str | None, numbers: list[str]) -> str:
    """The field of a heading below one that counts (家庭人口): the count itself for its whole, none for its parts; else
    the heading's own. `numbers`: the fields of the headings above that are numbers."""
    if not numbers or field in numbers:
        return field or ""
    return numbers[-1] if leaf in WHOLE else ""
