"""The invented town: villages with their habits, schools with their classes."""

from __future__ import annotations

from dataclasses import dataclass

COUNTY = "云州县"
TOWN = "青溪镇"


@dataclass(frozen=True)
class Village:
    """A village and how it works. Shares are 0..1; `early`/`late` = contact rate at the start / end."""

    name: str
    name_en: str
    weight: float
    teams: int
    surnames: str
    early: float
    late: float
    paired: float
    paid: float
    received: float  # share of the paid households that signed for it
    date_style: str  # how its clerk writes dates in the visit ledger
    id_column: bool  # its visit ledger has a column for the ID
    lag: int  # days between a visit and its entry, at most
    wide: bool = False  # elders' visits are kept month by month in a wide sheet
    made_up: bool = False
    relief_form: str = "table"  # table | vertical | text
    relief_late: bool = False


VILLAGES = (
    Village("河东村", "Hedong Village", 1.5, 9, "王陈周", .86, .95, .91, .82, .88, "excel", True, 6),
    Village("河西村", "Hexi Village", 1.0, 6, "李赵吴", .70, .90, .86, .74, .85, "dots", False, 8),
    Village("石桥村", "Shiqiao Village", 1.1, 7, "张李石", .96, .99, .99, 1.0, .97, "cn", True, 3),
    Village("梅岭村", "Meiling Village", .8, 5, "梅刘何", .95, .99, .98, 1.0, .96, "iso", False, 3, wide=True),
    Village("上湾村", "Shangwan Village", .9, 6, "黄徐孙", .70, .89, .85, .72, .86, "iso", True, 7,
            relief_form="text"),
    Village("下湾村", "Xiawan Village", 1.0, 6, "龚黄胡", .97, 1.0, .97, .90, .98, "compact_number", False, 40,
            made_up=True),
    Village("大坪村", "Daping Village", .6, 5, "罗唐邓", .42, .60, .68, .15, .60, "dots", False, 20,
            relief_late=True),
    Village("白沙村", "Baisha Village", 1.0, 7, "沙王许", .48, .70, .74, .62, .80, "cn", False, 18),
    Village("柳林村", "Liulin Village", 1.0, 6, "柳张郑", .70, .92, .88, .80, .84, "slash", False, 6, wide=True),
    Village("红星村", "Hongxing Village", 1.1, 8, "刘杨朱", .68, .91, .86, .78, .82, "excel", True, 9, wide=True),
    Village("青龙村", "Qinglong Village", .9, 6, "龙谢彭", .66, .86, .83, .22, .55, "compact", False, 8,
            relief_late=True),
    Village("枫树村", "Fengshu Village", .7, 5, "冯叶曾", .74, .93, .90, .80, .80, "cn", True, 5,
            relief_form="vertical"),
)
VILLAGE = {v.name: v for v in VILLAGES}


@dataclass(frozen=True)
class School:
    name: str
    name_en: str
    grades: tuple[int, ...]
    classes: int  # a grade
    teachers: int
    talk_early: float
    talk_late: float


SCHOOLS = (
    School("青溪中心小学", "Qingxi Central Primary School", (1, 2, 3, 4, 5, 6), 2, 36, .84, .97),
    School("青溪初级中学", "Qingxi Junior Middle School", (7, 8, 9), 3, 34, .68, .91),
    School("河东小学", "Hedong Primary School", (1, 2, 3, 4, 5, 6), 1, 16, .90, .99),
)
SCHOOL = {s.name: s for s in SCHOOLS}
_HEDONG_SCHOOL_VILLAGES = ("河东村", "河西村", "白沙村")
NUMERALS = "零一二三四五六七八九"


def grade_name(grade: int) -> str:
    return f"{NUMERALS[grade]}年级"


def class_name(grade: int, number: int) -> str:
    return f"{grade_name(grade)}{number}班"


def school_for(village: str, grade: int) -> School:
    """The school whose catchment holds the village."""
    if grade >= 7:
        return SCHOOLS[1]
    return SCHOOLS[2] if village in _HEDONG_SCHOOL_VILLAGES else SCHOOLS[0]


def classes_of(school: School) -> list[tuple[int, str]]:
    return [(g, class_name(g, n)) for g in school.grades for n in range(1, school.classes + 1)]


def shares(total: int) -> dict[str, int]:
    """`total` divided over the villages by their weight; the parts add up to the total."""
    whole = sum(v.weight for v in VILLAGES)
    exact = {v.name: total * v.weight / whole for v in VILLAGES}
    parts = {name: int(x) for name, x in exact.items()}
    by_rest = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in by_rest[: total - sum(parts.values())]:
        parts[name] += 1
    return parts
