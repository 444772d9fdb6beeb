"""Winter checks of key places: dormitories, canteens, heating, village halls; disinfection and morning checks."""

from __future__ import annotations

from datetime import date, timedelta

from .clock import TODAY, stream
from .model import SafetyCheck, Town
from .places import VILLAGES
from .schools import SCHOOLS

_SCHOOL_PLACES = (
    ("学生宿舍", "消防用电"),
    ("食堂", "食品安全"),
    ("教学楼", "校舍安全"),
    ("校门口", "交通安全"),
    ("教室", "卫生防病"),
)
_VILLAGE_PLACES = (("独居老人家中", "取暖用火"), ("村卫生室", "卫生防病"))
_FAULTS = {
    "消防用电": "插线板私拉乱接",
    "食品安全": "留样记录不全",
    "校舍安全": "走廊灯不亮",
    "交通安全": "无人值守时段",
    "取暖用火": "炭盆取暖未通风",
    "卫生防病": "",
}
_TEXTS = {"卫生防病": ("晨午检、教室通风消毒", "发放口罩，宣传流感预防", "巡诊发热患者")}
_WITHOUT = ("青龙村",)  # no check on paper
_SLACK = ("青溪初级中学", "白沙村", "大坪村")  # last checked in November


def safety_checks(town: Town) -> None:
    """Fills town.safety: one check a month from November; a fault is mended within ten days, mostly."""
    for unit in [s.name for s in SCHOOLS] + [v.name for v in VILLAGES if v.name not in _WITHOUT]:
        rng = stream("safety " + unit)
        places = _SCHOOL_PLACES if unit in {s.name for s in SCHOOLS} else _VILLAGE_PLACES
        for place, kind in places:
            months = (
                (date(2025, 11, 5),)
                if unit in _SLACK
                else (date(2025, 11, 5), date(2025, 12, 8), date(2026, 1, 5))
            )
            for first in months:
                town.safety.append(_check(town, rng, unit, place, kind, first))


def _check(town: Town, rng, unit: str, place: str, kind: str, first: date) -> SafetyCheck:
    day = first + timedelta(days=rng.randrange(9))
    fault = _FAULTS[kind] if rng.random() < 0.22 else ""
    due = day + timedelta(days=10) if fault else None
    mended = day + timedelta(days=rng.randrange(2, 12)) if fault and rng.random() < 0.75 else None
    if mended and mended > TODAY:
        mended = None
    by = town.staff[unit][1][0]
    return SafetyCheck(unit, place, kind, day, by, fault, due, mended, rng.choice(_TEXTS.get(kind, ("",))))
