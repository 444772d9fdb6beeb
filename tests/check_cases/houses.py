"""W4: dangerous houses lived in."""

from tests.check_cases import finds, hit, house, person, spares

STAYING = "{}级，{}发现，仍住人，没有去处", "Grade {}, found {}, lived in, no place to move to"
PLACE = [
    finds("house_without_place", "D, found thirty days ago", [house("张三", "D", "2025-12-21")], hit("张三", STAYING[0].format("D", "2025年12月21日"), STAYING[1].format("D", "21 Dec 2025"))),
    finds("house_without_place", "C, work begins tomorrow", [house("张三", "C", "2025-11-01", remedy_started_on="2026-01-21")], hit("张三", STAYING[0].format("C", "2025年11月1日"), STAYING[1].format("C", "1 Nov 2025"))),
    spares("house_without_place", "found 29 days ago", [house("张三", "D", "2025-12-22")]),
    spares("house_without_place", "grade B", [house("张三", "B", "2025-11-01")]),
    spares("house_without_place", "empty", [house("张三", "D", "2025-11-01", lived_in=False)]),
    spares("house_without_place", "with the son for the winter", [house("张三", "D", "2025-11-01", resettled_to="儿子家")]),
    spares("house_without_place", "work begun", [house("张三", "D", "2025-11-01", remedy_started_on="2026-01-20")]),
    spares("house_without_place", "safe", [house("张三", "C", "2025-11-01", safe_on="2025-12-30")]),
]  # fmt: skip

HARDSHIP = {"groups": "hardship_home"}
LIVES = "住D级危房，2025年12月1日发现", "In a grade D house found 1 Dec 2025"
D_HOUSE = [
    finds("hardship_in_d_house", "their own house", [person("张三", **HARDSHIP), house("张三", "D", "2025-12-01")], hit("张三", *LIVES)),
    finds("hardship_in_d_house", "the household head's house", [person("张三", head_name="李四", **HARDSHIP), person("李四", head_name="李四"), house("李四", "D", "2025-12-01")], hit("张三", *LIVES)),
    finds("hardship_in_d_house", "their own house, though the roster knows an address only", [person("张三", address="12号", **HARDSHIP), house("张三", "D", "2025-12-01")], hit("张三", *LIVES)),
    finds("hardship_in_d_house", "safe from tomorrow on", [person("张三", **HARDSHIP), house("张三", "D", "2025-12-01", safe_on="2026-01-21")], hit("张三", *LIVES)),
    spares("hardship_in_d_house", "a grade C house", [person("张三", **HARDSHIP), house("张三", "C", "2025-12-01")]),
    spares("hardship_in_d_house", "safe", [person("张三", **HARDSHIP), house("张三", "D", "2025-12-01", safe_on="2026-01-10")]),
    spares("hardship_in_d_house", "moved out", [person("张三", **HARDSHIP), house("张三", "D", "2025-12-01", resettled_on="2026-01-10", resettled_to="敬老院")]),
    spares("hardship_in_d_house", "cared for in a home", [person("张三", groups="hardship_in_care"), house("张三", "D", "2025-12-01")]),
    spares("hardship_in_d_house", "somebody else's house", [person("张三", **HARDSHIP), person("李四"), house("李四", "D", "2025-12-01")]),
    spares("hardship_in_d_house", "left the scheme", [person("张三", left_on="2025-12-31", **HARDSHIP), house("张三", "D", "2025-12-01")]),
    spares("hardship_in_d_house", "found tomorrow", [person("张三", **HARDSHIP), house("张三", "D", "2026-01-21")]),
]  # fmt: skip

CASES = [*PLACE, *D_HOUSE]
