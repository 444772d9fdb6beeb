"""V7, V9: texts written for many, texts written every month, and people only ever telephoned."""

from tests.check_cases import child, finds, hit, met, names, person, spares

SAME = "走访了解家庭情况，老人身体健康，生活正常，无困难诉求。"
NEARLY = "走访了解家庭情况，老人身体健康，生活正常，暂无困难诉求。"
OWN = ("屋后水沟堵了，叫组长来疏通", "孙子考上县一中，老两口很高兴", "腰疼得厉害，约好周三送镇医院拍片", "低保存折丢了，陪去信用社补办", "猪圈漏雨，给了两块石棉瓦", "眼睛白内障，登记了免费手术", "儿子打来视频，教会她用手机", "红薯丰收，帮忙联系了收购的", "夜里起夜怕摔，装了两盏小灯", "老伴忌日刚过，陪坐了一个下午", "门锁坏了，换了新锁", "核对医保缴费，今年的还没交")  # fmt: skip


def wrote(
    texts: list[str], by: str = "赵干部", unit: str = "东", first: str = "张", on: str = "2025-10-{:02d}"
) -> list:
    """One visitor writes one text about each of so many people."""
    return [
        [person(name, unit), met(name, on.format(at % 28 + 1), by=by, unit=unit, contact_text=text)]
        for at, (name, text) in enumerate(zip(names(len(texts), first), texts, strict=True))
    ]


def copied(people: int, text: str, by: str = "赵干部", uses: int = 0):
    return (
        f"{by}，{people}人、{uses or people}次用同样的话：“{text}”",
        f"{by}: the same words for {people} people, {uses or people} times: “{text}”",
    )


NAMED = [f"{name}家走访，老人身体健康，生活正常，无困难诉求。" for name in names(10)]
COUNTED = [f"{at}月{at + 3}日入户，血压{120 + at}，老人精神好，按时吃药。" for at in range(10)]
COPIED = [
    finds("copied_texts", "ten people", wrote([SAME] * 10), hit(names(10), *copied(10, SAME))),
    finds("copied_texts", "ten people, one letter more for half of them", wrote([SAME, NEARLY] * 5), hit(names(10), *copied(10, SAME))),
    finds("copied_texts", "only the names differ", wrote(NAMED), hit(names(10), *copied(10, NAMED[0].replace("张一", "〇")))),
    finds("copied_texts", "only the figures differ", wrote(COUNTED), hit(names(10), *copied(10, COUNTED[0]))),
    finds("copied_texts", "ten pupils of two villages by their teacher", [wrote([SAME] * 5, by="王老师"), wrote([SAME] * 5, by="王老师", unit="西", first="李")], hit([*names(5), *names(5, "李")], *copied(10, SAME, "王老师"))),
    finds("copied_texts", "nobody is named as the visitor", wrote([SAME] * 10, by=None), hit(names(10), *copied(10, SAME, "东村"))),
    finds("copied_texts", "a text that is cut like a day", wrote(["老人体检-正常-无恙"] * 10), hit(names(10), *copied(10, "老人体检-正常-无恙"))),
    spares("copied_texts", "nine people", wrote([SAME] * 9)),
    spares("copied_texts", "nine people, one of them in two months", [wrote([SAME] * 9), met("张一", "2025-11-05", contact_text=SAME)]),
    spares("copied_texts", "every text its own", wrote(list(OWN))),
    spares("copied_texts", "five people each of two visitors", [wrote([SAME] * 5), wrote([SAME] * 5, by="钱干部", first="李")]),
    spares("copied_texts", "nine people each of two texts", [wrote([SAME] * 9), wrote(["检查用电用火安全，提醒出门关好煤气，张贴联系卡。"] * 9, first="李")]),
    spares("copied_texts", "short words that everybody uses", wrote(["一切正常。"] * 20)),
    spares("copied_texts", "no text at all", wrote([""] * 20)),
    spares("copied_texts", "the tenth is tomorrow's", [wrote([SAME] * 9), person("李四"), met("李四", "2026-01-21", contact_text=SAME)]),
    spares("copied_texts", "half of each text its own", wrote([f"{SAME[:13]}{own}。" for own in OWN])),
]  # fmt: skip


def monthly(texts: list[str], first: int = 3) -> list:
    return [child("王小"), [met("王小", f"2025-{first + at:02d}-{(at * 7) % 27 + 1:02d}", contact_text=text) for at, text in enumerate(texts)]]  # fmt: skip


MONTHS = "5个月的记录是同样的话：“{}”", "The same words in 5 months: “{}”"
EACH_MONTH = [
    finds("same_text_each_month", "five months", monthly([SAME] * 5), hit("王小", MONTHS[0].format(SAME), MONTHS[1].format(SAME))),
    finds("same_text_each_month", "five months among other texts, by two visitors", [monthly([SAME] * 4), met("王小", "2025-08-30", by="钱干部", contact_text=SAME), met("王小", "2025-09-30", contact_text=OWN[0])], hit("王小", MONTHS[0].format(SAME), MONTHS[1].format(SAME))),
    spares("same_text_each_month", "four months", monthly([SAME] * 4)),
    spares("same_text_each_month", "five times in one month", [child("王小"), [met("王小", f"2025-10-{day:02d}", contact_text=SAME) for day in range(1, 6)]]),
    spares("same_text_each_month", "every month another text", monthly(list(OWN[:9]))),
    spares("same_text_each_month", "short words", monthly(["情况正常"] * 9)),
    spares("same_text_each_month", "the fifth month is still to come", [monthly([SAME] * 4), met("王小", "2026-02-01", contact_text=SAME)]),
]  # fmt: skip


def rung(count: int, kind: str = "phone", **fields) -> list:
    plain = {"groups": "hardship_home", "head_name": "张三"}
    return [person("张三", **plain | fields), [met("张三", f"2025-{9 + at % 4:02d}-{5 + at:02d}", kind=kind) for at in range(count)]]  # fmt: skip


BY_PHONE = "{0}次联系都是电话或视频", "All {0} contacts by telephone or video"
PHONE = [
    finds("by_phone_only", "extreme hardship at home, four calls", rung(4), hit("张三", BY_PHONE[0].format(4), BY_PHONE[1].format(4))),
    finds("by_phone_only", "video calls and an allowance besides", rung(4, "video", groups="hardship_home,elderly_alone"), hit("张三", BY_PHONE[0].format(4), BY_PHONE[1].format(4))),
    spares("by_phone_only", "three calls", rung(3)),
    spares("by_phone_only", "one visit among them", [rung(9), met("张三", "2025-10-30")]),
    spares("by_phone_only", "a condolence visit among them", [rung(9), met("张三", "2025-10-30", kind="condolence")]),
    spares("by_phone_only", "the rule of the group lets calls count", rung(9, groups="elderly_alone", birth_date="1955-05-05")),
    spares("by_phone_only", "no rule asks for visits", rung(9, groups="party_veterans")),
    spares("by_phone_only", "left the group", rung(9, left_on="2026-01-20")),
    spares("by_phone_only", "visited before the half year: an older record", [rung(3), met("张三", "2025-05-05", kind="phone")]),
]  # fmt: skip

CASES = [*COPIED, *EACH_MONTH, *PHONE]
