"""I6–I9: two places, two schemes, wrong ages, one's own helper, numbers that disagree."""

from tests.check_cases import child, finds, hit, paired, person, spares
from tests.ledgers import id_no

IN_TWO = "东村和西村的花名册都有此人", "On the rosters of both 东村 and 西村"
I6 = [
    finds("in_two_villages", "two rosters of one day", [person("张三", id_no=id_no(600), ledger_on="2025-06-30"), person("张三", "西", id_no=id_no(600), ledger_on="2025-06-30")], hit("张三", *IN_TWO)),
    finds(
        "in_two_villages",
        "still on the first village's later roster",
        [person("张三", unit, id_no=id_no(601), ledger_on=on) for unit, on in (("东", "2025-03-31"), ("西", "2025-06-30"), ("东", "2025-09-30"))],
        hit("张三", *IN_TWO),
    ),
    spares("in_two_villages", "a move: out of one before into the other", [person("张三", unit, id_no=id_no(602), ledger_on=on) for unit, on in (("东", "2025-03-31"), ("西", "2025-06-30"), ("西", "2025-09-30"))]),
    spares("in_two_villages", "a move in one day, with the day of leaving", [person("张三", id_no=id_no(603), ledger_on="2025-06-30", left_on="2025-06-15", left_reason="moved"), person("张三", "西", id_no=id_no(603), ledger_on="2025-06-30")]),
    spares("in_two_villages", "longer ago than a year", [person("张三", unit, id_no=id_no(604), ledger_on="2025-01-15") for unit in ("东", "西")]),
    spares("in_two_villages", "people of one name", [person("张三", id_no=id_no(605), ledger_on="2025-06-30"), person("张三", "西", id_no=id_no(606), ledger_on="2025-06-30")]),
    spares("in_two_villages", "the town's own list beside the village's", [person("张三", "镇", id_no=id_no(607), ledger_on="2025-06-30"), person("张三", id_no=id_no(607), ledger_on="2025-06-30")]),
    spares("in_two_villages", "one of two lists is tomorrow's", [person("张三", unit, id_no=id_no(608), ledger_on=on) for unit, on in (("东", "2025-06-30"), ("西", "2026-01-21"), ("东", "2026-01-21"))]),
    finds(
        "in_two_classes",
        "two classes' registers of one day",
        [child("张三", unit=f"校/{one}", id_no=id_no(610), ledger_on="2025-10-31") for one in ("一班", "二班")],
        hit("张三", "一班和二班的名册都有此人", "On the registers of both 一班 and 二班"),
    ),
    spares("in_two_classes", "a class up in September", [child("张三", unit=f"校/{one}", id_no=id_no(611), ledger_on=on) for one, on in (("一班", "2025-08-15"), ("二班", "2025-09-10"))]),
    spares("in_two_classes", "half a year ago and mended", [child("张三", unit=f"校/{one}", id_no=id_no(612), ledger_on="2025-07-20") for one in ("一班", "二班")]),
    spares("in_two_classes", "class and village", [child("张三", unit="校/一班", id_no=id_no(613), ledger_on="2025-10-31"), child("张三", id_no=id_no(613), ledger_on="2025-10-31")]),
    finds("exclusive_groups", "allowance and extreme hardship", [person("张三", groups="minimum_living,hardship_home")], hit("张三", "同时列入低保对象和特困人员（分散供养）", "In both Minimum living allowance and Extreme hardship, supported at home")),
    finds("exclusive_groups", "orphan and without de facto care, in two ledgers", [child("李四", groups="orphans"), child("李四", groups="children_without_care", ledger_on="2025-06-30")], hit("李四", "同时列入散居孤儿和事实无人抚养儿童", "In both Scattered orphans and Children without de facto care")),
    spares("exclusive_groups", "from one scheme into the other", [person("张三", groups="minimum_living", left_on="2025-05-31", left_reason="changed"), person("张三", groups="hardship_home", since="2025-06-01", ledger_on="2025-06-30")]),
    spares("exclusive_groups", "schemes that go together", [person("张三", groups="minimum_living,disabled_severe")]),
    spares("exclusive_groups", "from tomorrow on", [person("张三", groups="minimum_living"), person("张三", groups="hardship_home", since="2026-01-21", ledger_on="2026-01-10")]),
    spares("exclusive_groups", "two people of one household", [person("张三", groups="minimum_living", head_name="张三"), person("张小", groups="hardship_home", head_name="张三")]),
]  # fmt: skip
I7 = [
    finds("too_old_for_group", "sixteen today", [child("张三", "2010-01-20")], hit("张三", "16岁，农村留守儿童应不满16岁", "Aged 16; Left-behind children are below 16")),
    finds("too_old_for_group", "eighteen, in difficulty", [child("张三", "2007-12-01", groups="children_in_difficulty")], hit("张三", "18岁，困境儿童应不满18岁", "Aged 18; Children in difficulty are below 18")),
    spares("too_old_for_group", "sixteen tomorrow", [child("张三", "2010-01-21")]),
    spares("too_old_for_group", "seventeen, in difficulty", [child("张三", "2008-01-21", groups="children_in_difficulty")]),
    spares("too_old_for_group", "left with sixteen", [child("张三", "2009-11-30", left_on="2025-11-30", left_reason="aged_out")]),
    spares("too_old_for_group", "a group without an age", [person("张三", groups="disabled_severe", birth_date="1930-01-01")]),
    finds("too_young_for_group", "59 until tomorrow", [person("张三", birth_date="1966-01-21")], hit("张三", "59岁，独居老人应满60岁", "Aged 59; Elderly living alone are 60 or older")),
    spares("too_young_for_group", "sixty today", [person("张三", birth_date="1966-01-20")]),
    spares("too_young_for_group", "day of birth unknown", [person("张三")]),
    spares("too_young_for_group", "young and in another group", [person("张三", groups="left_behind_women", birth_date="1995-01-01")]),
]  # fmt: skip
I8 = [
    finds("own_helper", "helper of one's own name and number", [person("张三", phone="13700000801"), paired("张三", "张三", helper_phone="13700000801")], hit("张三", "帮扶人填的是本人", "Named as own helper")),
    finds("own_helper", "helper called “self”", [person("李四"), paired("李四", "本人", helper_phone=None)], hit("李四", "帮扶人填的是本人", "Named as own helper")),
    finds("own_helper", "a child as own guardian", [child("王小", guardian_name="王小")], hit("王小", "监护人填的是本人", "Named as own guardian")),
    spares("own_helper", "a helper of the same name with another number", [person("张三", phone="13700000802"), paired("张三", "张三", helper_phone="13700000803")]),
    spares("own_helper", "a pairing that has ended", [person("张三", phone="13700000804"), paired("张三", "张三", helper_phone="13700000804", unpaired_on="2025-12-31")]),
    spares("own_helper", "an adult who needs no guardian", [person("张三", birth_date="1945-05-05", guardian_name="张三", guardian_relation="本人")]),
    finds("guardian_is_minor", "the sister of 17", [child("王小", household_size=2, head_name="王小", guardian_name="王大"), child("王大", "2008-01-21", head_name="王小", groups="children_in_difficulty")], hit("王小", "监护人17岁", "The guardian is 17 years old")),
    spares("guardian_is_minor", "the sister of 18 today", [child("王小", head_name="王小", guardian_name="王大"), person("王大", birth_date="2008-01-20", head_name="王小", groups="minimum_living")]),
    spares("guardian_is_minor", "a child of that name in another household", [child("王小", head_name="王小", guardian_name="王大"), child("王大", "2012-01-01", head_name="王大")]),
    spares("guardian_is_minor", "the grandmother", [child("王小", head_name="王奶奶"), person("王奶奶", birth_date="1950-01-01", head_name="王奶奶")]),
]  # fmt: skip
NUMBER = "{}与身份证号不一致", "{} disagrees with the ID number"
I9 = [
    finds("numbers_disagree", "a register number of another ID", [child("张三", id_no=id_no(901), student_no="G" + id_no(902))], hit("张三", NUMBER[0].format("学籍号"), NUMBER[1].format("School-register number"))),
    finds("numbers_disagree", "a certificate of another ID", [person("张三", id_no=id_no(903), disability_no=id_no(904) + "42")], hit("张三", NUMBER[0].format("残疾证号"), NUMBER[1].format("Certificate number"))),
    spares("numbers_disagree", "both agree", [child("张三", id_no=id_no(905), student_no="G" + id_no(905), disability_no=id_no(905) + "42B1")]),
    spares("numbers_disagree", "a temporary register number", [child("张三", id_no=id_no(906), student_no="L110105201506120012")]),
    spares("numbers_disagree", "no ID number to compare", [child("张三", student_no="G" + id_no(907))]),
]  # fmt: skip

CASES = [*I6, *I7, *I8, *I9]
