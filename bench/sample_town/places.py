"""The invented town and its villages with their habits."""

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
    Village("河东村", "Hedong Village", 1.5, 9, "王陈周", 0.8, 0.93, 0.91, 0.74, 0.88, "excel", True, 6),
    Village("河西村", "Hexi Village", 1.0, 6, "李赵吴", 0.6, 0.86, 0.86, 0.68, 0.85, "dots", False, 8),
    Village("石桥村", "Shiqiao Village", 1.1, 7, "张李石", 0.93, 0.99, 0.99, 1.0, 0.97, "cn", True, 3),
    Village(
        "梅岭村",
        "Meiling Village",
        0.8,
        5,
        "梅刘何",
        0.92,
        0.985,
        0.98,
        1.0,
        0.96,
        "iso",
        False,
        3,
        wide=True,
    ),
    Village(
        "上湾村",
        "Shangwan Village",
        0.9,
        6,
        "黄徐孙",
        0.62,
        0.84,
        0.85,
        0.72,
        0.86,
        "iso",
        True,
        7,
        relief_form="text",
    ),
    Village(
        "下湾村",
        "Xiawan Village",
        1.0,
        6,
        "龚黄胡",
        0.97,
        1.0,
        0.97,
        0.84,
        0.98,
        "compact_number",
        False,
        40,
        made_up=True,
    ),
    Village(
        "大坪村",
        "Daping Village",
        0.6,
        5,
        "罗唐邓",
        0.36,
        0.54,
        0.68,
        0.28,
        0.60,
        "dots",
        False,
        20,
        relief_late=True,
    ),
    Village("白沙村", "Baisha Village", 1.0, 7, "沙王许", 0.4, 0.62, 0.74, 0.55, 0.80, "cn", False, 18),
    Village(
        "柳林村",
        "Liulin Village",
        1.0,
        6,
        "柳张郑",
        0.62,
        0.88,
        0.88,
        0.7,
        0.84,
        "slash",
        False,
        6,
        wide=True,
    ),
    Village(
        "红星村",
        "Hongxing Village",
        1.1,
        8,
        "刘杨朱",
        0.6,
        0.87,
        0.86,
        0.7,
        0.82,
        "excel",
        True,
        9,
        wide=True,
    ),
    Village(
        "青龙村",
        "Qinglong Village",
        0.9,
        6,
        "龙谢彭",
        0.58,
        0.8,
        0.83,
        0.34,
        0.55,
        "compact",
        False,
        8,
        relief_late=True,
    ),
    Village(
        "枫树村",
        "Fengshu Village",
        0.7,
        5,
        "冯叶曾",
        0.66,
        0.89,
        0.90,
        0.80,
        0.80,
        "cn",
        True,
        5,
        relief_form="vertical",
    ),
)


VILLAGE = {v.name: v for v in VILLAGES}


def shares(total: int) -> dict[str, int]:
    """`total` divided over the villages by their weight; the parts add up to the total."""
    whole = sum(v.weight for v in VILLAGES)
    exact = {v.name: total * v.weight / whole for v in VILLAGES}
    parts = {name: int(x) for name, x in exact.items()}
    by_rest = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in by_rest[: total - sum(parts.values())]:
        parts[name] += 1
    return parts
