"""W1–W4, F4: winter relief and dangerous houses."""

from datetime import date

from tests.check_cases import finds, hit, names, person, relief, spares

PAID = {"paid_on": "2026-01-10", "cash": 300.0}
NO_AMOUNT = "{}，2026年1月10日已发放，没有金额和物资", "{} done 10 Jan 2026, no money or goods stated"
WINTER = "冬春生活救助", "Winter living relief"


def village(count: int, unit: str = "东", **fields) -> list[dict]:
    """So many households paid alike."""
    return [relief(name, unit=unit, **PAID | fields) for name in names(count, "李")]


AMOUNT = [
    finds("paid_without_amount", "paid, no amount", [relief("张三", paid_on="2026-01-10")], hit("张三", NO_AMOUNT[0].format(WINTER[0]), NO_AMOUNT[1].format(WINTER[1]))),
    finds("paid_without_amount", "received, an amount of 0", [relief("张三", received_on="2026-01-10", cash=0.0)], hit("张三", NO_AMOUNT[0].format(WINTER[0]), NO_AMOUNT[1].format(WINTER[1]))),
    finds("paid_without_amount", "the one condolence without an amount", [[relief(name, "condolence", received_on="2026-01-10", cash=200.0) for name in names(3)], relief("李四", "condolence", received_on="2026-01-10")], hit("李四", NO_AMOUNT[0].format("元旦春节慰问"), NO_AMOUNT[1].format("New Year condolence"))),
    spares("paid_without_amount", "money", [relief("张三", **PAID)]),
    spares("paid_without_amount", "two quilts", [relief("张三", paid_on="2026-01-10", quilts=2)]),
    spares("paid_without_amount", "rice and oil: the village's condolence ledger knows no amounts", [relief(name, "condolence", received_on="2026-01-10") for name in names(5)]),
    spares("paid_without_amount", "not paid yet", [relief("张三", approved_on="2026-01-10")]),
    spares("paid_without_amount", "paid tomorrow", [relief("张三", paid_on="2026-01-21")]),
    spares("paid_without_amount", "refused", [relief("张三", paid_on="2026-01-10", refused_reason="不符合条件")]),
    spares("paid_without_amount", "last winter", [relief("张三", paid_on="2025-01-10", ledger_on="2025-01-15")]),
]  # fmt: skip


def before(what_zh: str, what_en: str, who: str = "张三"):
    return hit(
        who,
        f"冬春生活救助，2026年1月10日已发放，{what_zh}在后或缺少",
        f"Winter living relief paid 10 Jan 2026; {what_en} later or missing",
    )


APPROVED = {"approved_on": "2025-12-20", "published_on": "2025-12-10"}
ORDER = [
    finds("paid_before_approval", "approved the day after", [relief("张三", **PAID, approved_on="2026-01-11")], before("审批", "approval")),
    finds("paid_before_approval", "published the day after", [relief("张三", **PAID, approved_on="2025-12-20", published_on="2026-01-11")], before("公示", "public notice")),
    finds("paid_before_approval", "two of three others are approved", [village(3)[:1], village(3, **APPROVED)[1:], relief("李四零", **PAID, **APPROVED)], before("审批", "approval", "李一")),
    spares("paid_before_approval", "approved on the day of payment", [relief("张三", **PAID, approved_on="2026-01-10", published_on="2026-01-10")]),
    spares("paid_before_approval", "a ledger without these columns", village(5)),
    spares("paid_before_approval", "half of the others are approved: no habit of the ledger", [village(2)[:1], village(2, **APPROVED)[1:]]),
    spares("paid_before_approval", "approved, not paid", [relief("张三", approved_on="2025-12-20")]),
    spares("paid_before_approval", "refused", [relief("张三", **PAID, approved_on="2026-01-11", refused_reason="户口不符")]),
]  # fmt: skip

HOME = [person("张三", head_name="张三", household_size=2), person("张妻", head_name="张三")]
TWICE = "{}，同一户领取2份", "{}: 2 payments to one family"
DOUBLE = [
    finds("paid_twice", "man and wife, each for the household", [HOME, relief("张三", **PAID), relief("张妻", **PAID)], hit("张三 张妻", TWICE[0].format(WINTER[0]), TWICE[1].format(WINTER[1]))),
    spares("paid_twice", "the household in two ledgers", [HOME, relief("张三", **PAID), relief("张三", **PAID, ledger_on="2026-01-18")]),
    spares("paid_twice", "two items", [HOME, relief("张三", **PAID), relief("张妻", "minimum_living_q1", **PAID)]),
    spares("paid_twice", "two households of one village", [person("张三", head_name="张三"), person("李四", head_name="李四"), relief("张三", **PAID), relief("李四", **PAID)]),
    spares("paid_twice", "one of the two was refused", [HOME, relief("张三", **PAID), relief("张妻", refused_reason="同户已享受")]),
    spares("paid_twice", "last winter the one, this winter the other", [HOME, relief("张三", paid_on="2025-01-10", cash=300.0, ledger_on="2025-01-15"), relief("张妻", **PAID)]),
    spares("paid_twice", "extreme hardship is paid for each person", [HOME, relief("张三", "hardship_pay", **PAID), relief("张妻", "hardship_pay", **PAID)]),
    spares("paid_twice", "an old party member and a martyr's widow, each honoured", [HOME, relief("张三", "condolence", received_on="2026-01-10", cash=300.0), relief("张妻", "condolence", received_on="2026-01-10", cash=500.0)]),
    spares("paid_twice", "the second is paid tomorrow", [HOME, relief("张三", **PAID), relief("张妻", paid_on="2026-01-21", cash=300.0)]),
]  # fmt: skip

SPRING = date(2025, 3, 31)
LAST_WINTER = {"ledger_on": "2025-03-01"}
LATE = [
    # 冬春救助 2024–25 was due on 28 January 2025, the eve of Spring Festival.
    finds("paid_late", "on the first day of Spring Festival", [relief("张三", paid_on="2025-01-29", cash=300.0, **LAST_WINTER)], hit("张三", "冬春生活救助，2025年1月29日才到位，期限2025年1月28日", "Winter living relief arrived 29 Jan 2025; due 28 Jan 2025"), as_of=SPRING),
    spares("paid_late", "on the last day", [relief("张三", paid_on="2025-01-28", cash=300.0, **LAST_WINTER)], as_of=SPRING),
    spares("paid_late", "paid in time, signed for later", [relief("张三", paid_on="2025-01-25", received_on="2025-02-10", cash=300.0, **LAST_WINTER)], as_of=SPRING),
    spares("paid_late", "late, but paid after the day looked at", [relief("张三", paid_on="2025-04-10", cash=300.0, **LAST_WINTER)], as_of=SPRING),
    spares("paid_late", "the winter before last", [relief("张三", paid_on="2025-02-10", cash=300.0, **LAST_WINTER)]),
]  # fmt: skip


def sized(*cash: float, people: int | None = 1, who: str = "张三", own: int | None = 1, **fields) -> list:
    """The village's households, all paid alike but the last; `people` live in each."""
    rest = [
        relief(name, paid_on="2026-01-10", cash=cash[0], need_people=people, **fields)
        for name in names(9, "李")
    ]
    return [*rest, relief(who, paid_on="2026-01-10", cash=cash[1], need_people=own, **fields)]


def a_head(own: int, middle: int = 300):
    return hit(
        "张三",
        f"冬春生活救助，人均{own}元，本村中位数{middle}元",
        f"Winter living relief: {own} yuan a head, the village's median is {middle}",
    )


MONEY = [
    finds("relief_out_of_line", "more than three times the median", sized(300.0, 901.0), a_head(901)),
    finds("relief_out_of_line", "less than a third", sized(300.0, 99.0), a_head(99)),
    finds("relief_out_of_line", "the money of five for one", sized(600.0, 1500.0, people=2), a_head(1500)),
    spares("relief_out_of_line", "three times the median", sized(300.0, 900.0)),
    spares("relief_out_of_line", "a household of four gets for four", sized(300.0, 1200.0, own=4)),
    spares("relief_out_of_line", "a household of four by the roster, the relief ledger says no sizes", [person("张三", head_name="张三", household_size=4), *sized(300.0, 1200.0, people=None, own=None)]),
    spares("relief_out_of_line", "seven households only", sized(300.0, 2000.0)[3:]),
    spares("relief_out_of_line", "condolence differs by honour", [[relief(name, "condolence", received_on="2026-01-10", cash=200.0) for name in names(9)], relief("李四", "condolence", received_on="2026-01-10", cash=1000.0)]),
    spares("relief_out_of_line", "another degree of disaster", [*sized(300.0, 300.0), relief("李四", paid_on="2026-01-10", cash=1500.0, need_people=1, relief_category="房屋倒塌")]),
]  # fmt: skip


def split(*cash: float, sizes: tuple = (1, 2, 4), **fields) -> list:
    return [relief(name, paid_on="2026-01-10", cash=one, need_people=sizes[at % len(sizes)], **fields) for at, (name, one) in enumerate(zip(names(len(cash)), cash, strict=True))]  # fmt: skip


EQUAL = [
    finds("relief_split_equally", "ten households, sizes one to four", split(*[500.0] * 10), hit(names(10), "10户中10户都是500元", "10 of 10 households got 500 yuan each")),
    finds("relief_split_equally", "one of ten a little different", split(*[500.0] * 9, 501.0), hit(names(9), "10户中9户都是500元", "9 of 10 households got 500 yuan each")),
    spares("relief_split_equally", "two of ten different", split(*[500.0] * 8, 600.0, 700.0)),
    spares("relief_split_equally", "nine households", split(*[500.0] * 9)),
    spares("relief_split_equally", "households of one size", split(*[500.0] * 12, sizes=(1,))),
    spares("relief_split_equally", "by the head", split(*[300.0 * (1, 2, 4)[at % 3] for at in range(12)])),
    spares("relief_split_equally", "condolence is the same for all", [relief(name, "condolence", received_on="2026-01-10", cash=200.0, need_people=at % 4 + 1) for at, name in enumerate(names(12))]),
    spares("relief_split_equally", "the tenth is paid tomorrow", [*split(*[500.0] * 9), relief("李四", paid_on="2026-01-21", cash=500.0, need_people=3)]),
]  # fmt: skip

CASES = [*AMOUNT, *ORDER, *DOUBLE, *LATE, *MONEY, *EQUAL]
