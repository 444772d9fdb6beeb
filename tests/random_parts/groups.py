"""Groups as titles and columns of ledgers name them (domain.md 2.3 - 2.9)."""

GROUPS = {
    "left_behind_children": ("留守儿童", "农村留守儿童"), "children_in_difficulty": ("困境儿童",), "children_without_care": ("事实无人抚养儿童",),
    "orphans": ("孤儿", "散居孤儿"), "elderly_alone": ("独居老人",), "elderly_empty_nest": ("空巢老人",), "elderly_left_behind": ("留守老人", "农村留守老人"),
    "left_behind_women": ("留守妇女",), "hardship_home": ("分散供养特困人员", "特困分散供养人员"), "hardship_in_care": ("集中供养特困人员",), "minimum_living": ("低保对象", "农村低保"),
    "near_threshold": ("低保边缘家庭",), "monitored": ("监测对象", "防返贫监测对象"), "disabled_severe": ("重度残疾人",), "veterans": ("优抚对象",),
    "martyrs_survivors": ("烈士遗属",), "party_veterans": ("老党员",), "bereaved_families": ("计划生育特殊家庭", "计生特殊家庭"),
}
WHO = {
    "left_behind_children": "child", "children_in_difficulty": "child", "children_without_care": "child", "orphans": "child", "elderly_alone": "elder",
    "elderly_empty_nest": "elder", "elderly_left_behind": "elder", "left_behind_women": "adult", "hardship_home": "elder", "hardship_in_care": "elder",
    "minimum_living": "any", "near_threshold": "any", "monitored": "any", "disabled_severe": "adult", "veterans": "elder", "martyrs_survivors": "elder",
    "party_veterans": "elder", "bereaved_families": "elder",
}
# The lists that one column offers, as forms print them.
LISTS = {
    "mixed": {"elderly_alone": "独居老人", "elderly_left_behind": "留守老人", "left_behind_women": "留守妇女", "left_behind_children": "留守儿童", "children_in_difficulty": "困境儿童"},
    "children": {"left_behind_children": "留守儿童", "orphans": "孤儿", "children_in_difficulty": "残疾儿童", "children_without_care": "事实无人抚养儿童"},
    "visited": {"minimum_living": "低保对象", "hardship_home": "特困供养对象", "elderly_alone": "空巢独居老人", "children_in_difficulty": "困境儿童",
                "left_behind_children": "留守儿童", "disabled_severe": "残疾人两项补贴对象"},
    "condolence": {"hardship_home": "五保户", "minimum_living": "城乡低保户", "veterans": "重点优抚对象", "party_veterans": "老党员", "orphans": "孤儿", "martyrs_survivors": "烈属"},
    "elders": {"elderly_alone": "独居", "elderly_empty_nest": "空巢", "elderly_left_behind": "留守"},
}
