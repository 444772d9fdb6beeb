"""P1–P2, B1, B3: telephone numbers, guardians and helpers."""

from tests.check_cases import child, finds, hit, names, paired, person, spares

UNREACHABLE = "本人、监护人和户里都没有电话", "No own, guardian's or household's telephone"
MALFORMED = "{}的台账中，电话格式不对", "Malformed in the ledger of {}"
SAME = "4户填同一个电话", "4 households with the same number"
NOBODY = "没有监护人姓名和电话", "No guardian's name or telephone"
ONE = "13600001{:03d}"  # a number for one case


def homes(count: int, number: int, **fields) -> list[dict]:
    """So many households with one telephone number."""
    return [person(name, phone=ONE.format(number), head_name=name, **fields) for name in names(count)]


P1 = [
    finds("phone_missing", "nobody can be called", [person("张三")], hit("张三", *UNREACHABLE)),
    finds("phone_missing", "a number comes tomorrow", [person("张三"), person("张三", phone=ONE.format(1), ledger_on="2026-01-21")], hit("张三", *UNREACHABLE)),
    spares("phone_missing", "own number", [person("张三", phone=ONE.format(2))]),
    spares("phone_missing", "a masked number is one", [person("张三", phone="138****1234")]),
    spares("phone_missing", "the guardian's", [child("王小", guardian_phone=ONE.format(3))]),
    spares("phone_missing", "somebody else's of the household", [person("张三", head_name="李四"), person("李四", head_name="李四", phone=ONE.format(4))]),
    spares("phone_missing", "left long ago", [person("张三", left_on="2025-01-31")]),
    finds("phone_malformed", "ten places", [person("张三", problems=(("phone", "phone_form"),))], hit("张三", MALFORMED[0].format("2024年12月31日"), MALFORMED[1].format("31 Dec 2024"))),
    finds("phone_malformed", "the guardian's, damaged", [child("王小", phone=ONE.format(10), problems=(("guardian_phone", "phone_damaged"),))], hit("王小", MALFORMED[0].format("2024年12月31日"), MALFORMED[1].format("31 Dec 2024"))),
    finds("phone_malformed", "mended only after the day", [person("张三", problems=(("phone", "phone_form"),)), person("张三", phone=ONE.format(11), ledger_on="2026-01-21")], hit("张三", MALFORMED[0].format("2024年12月31日"), MALFORMED[1].format("31 Dec 2024"))),
    spares("phone_malformed", "a good one since", [person("张三", problems=(("phone", "phone_form"),)), person("张三", phone=ONE.format(12), ledger_on="2025-06-30")]),
    spares("phone_malformed", "“none” is no malformed number", [person("张三")]),
    spares("phone_malformed", "reported tomorrow", [person("张三"), person("张三", ledger_on="2026-01-21", problems=(("phone", "phone_form"),))]),
    finds("phone_shared", "four households", homes(4, 20), hit(names(4), *SAME)),
    finds("phone_shared", "four households of two villages", homes(2, 21) + [person(name, "西", phone=ONE.format(21), head_name=name) for name in ("赵一", "赵二")], hit(["张一", "张二", "赵一", "赵二"], *SAME)),
    spares("phone_shared", "three households", homes(3, 22)),
    spares("phone_shared", "twins and their brothers with one telephone", [child(name, phone=ONE.format(23), head_name="王奶奶") for name in names(4, "王")]),
    spares("phone_shared", "brothers and sisters whose household no ledger names", [child(name, phone=ONE.format(24), guardian_name="王奶奶") for name in names(4, "王")]),
    spares("phone_shared", "masked numbers look alike", [person(name, phone="138****0000", head_name=name) for name in names(6)]),
    spares("phone_shared", "one of the four has left", homes(3, 25) + [person("李四", phone=ONE.format(25), head_name="李四", left_on="2025-05-05")]),
]  # fmt: skip
P2 = [
    finds("minor_without_guardian", "no guardian, no number", [child("王小", guardian_name=None)], hit("王小", *NOBODY)),
    finds("minor_without_guardian", "day of birth left out as well", [child("王小", None, guardian_name=None)], hit("王小", *NOBODY)),
    finds("minor_without_guardian", "eighteen tomorrow", [child("王小", "2008-01-21", guardian_name=None, groups="children_in_difficulty")], hit("王小", *NOBODY)),
    finds("minor_without_guardian", "named only after the day", [child("王小", guardian_name=None), child("王小", ledger_on="2026-01-21")], hit("王小", *NOBODY)),
    spares("minor_without_guardian", "eighteen today", [child("王小", "2008-01-20", guardian_name=None, groups="children_in_difficulty")]),
    spares("minor_without_guardian", "the guardian's number only", [child("王小", guardian_name=None, guardian_phone=ONE.format(30))]),
    spares("minor_without_guardian", "another ledger names the guardian", [child("王小", guardian_name=None), child("王小", groups="children_in_difficulty", ledger_on="2025-06-30")]),
    spares("minor_without_guardian", "a pupil in no group of children", [person("王小", groups="minimum_living", birth_date="2015-01-01")]),
]  # fmt: skip


def helped(count: int, others: int, **fields) -> list:
    """One helper for `count` of the village's people, others for one each."""
    rows = [[person(name), paired(name, "赵干部", **fields)] for name in names(count)]
    return rows + [[person(name), paired(name, f"助{name}")] for name in names(others, "李")]


B = [
    finds("one_helper_for_all", "fifteen of fifteen", helped(15, 0), hit(names(15), "赵干部与15人结对，本单位共15人", "赵干部 is paired with 15 of the unit's 15")),
    finds("one_helper_for_all", "fifteen of 37: just 40 %", helped(15, 22), hit(names(15), "赵干部与15人结对，本单位共37人", "赵干部 is paired with 15 of the unit's 37")),
    finds("one_helper_for_all", "two helpers each: people are counted, not pairings", [helped(15, 0), [paired(name, f"助{name}") for name in names(15)]], hit(names(15), "赵干部与15人结对，本单位共15人", "赵干部 is paired with 15 of the unit's 15")),
    spares("one_helper_for_all", "fourteen of fourteen", helped(14, 0)),
    spares("one_helper_for_all", "fifteen of 38", helped(15, 23)),
    spares("one_helper_for_all", "ended at year's end", helped(15, 0, unpaired_on="2025-12-31")),
    spares("one_helper_for_all", "begins tomorrow", helped(15, 0, paired_on="2026-01-21")),
    finds("helper_without_phone", "helps two", [person("张三"), person("李四"), paired("张三", helper_phone=None), paired("李四", helper_phone=None)], hit("赵干部", "帮扶2人，没有电话", "Helps 2 people, no telephone")),
    spares("helper_without_phone", "with a number", [person("张三"), paired("张三")]),
    spares("helper_without_phone", "no longer a helper", [person("张三"), paired("张三", helper_phone=None, unpaired_on="2026-01-20")]),
    spares("helper_without_phone", "helper from tomorrow", [person("张三"), paired("张三", helper_phone=None, paired_on="2026-01-21")]),
]  # fmt: skip

CASES = [*P1, *P2, *B]
