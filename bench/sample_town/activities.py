"""What the schools and some villages did for special-group pupils, and what they had planned."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, timedelta

from .clock import TODAY, in_term, stream
from .model import Activity, Town
from .schools import SCHOOLS, School, classes_of

_MONTHS = ((2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1))
_HELD = {"青溪中心小学": 0.95, "青溪初级中学": 0.78, "河东小学": 0.98}
_EVENTS = (
    "中秋亲情连线",
    "国庆红歌会",
    "冬至包饺子",
    "新年联欢会",
    "秋季趣味运动会",
    "集体生日会",
    "爱心读书日",
    "手工作品展",
)
_LECTURES = (
    "防溺水安全讲座",
    "冬季用火用电安全讲座",
    "法治进校园宣讲",
    "预防欺凌专题报告会",
    "卫生防病知识讲座",
)
_MEETINGS = ("感恩父母", "我会保护自己", "学会求助", "同在蓝天下", "文明上网")
_COUNSEL = ("新生适应团体辅导", "情绪管理团体辅导", "与爸妈通话前的心理辅导", "考前减压辅导")
_VILLAGES = ("河东村", "石桥村", "梅岭村", "红星村")


def activities(town: Town) -> None:
    """Fills town.activities in the order in which a school's office notes them."""
    for school in SCHOOLS:
        rng = stream("activities " + school.name)
        for at, month in enumerate(_MONTHS):
            _school_month(town, rng, school, month, at)
        _add(town, rng, school, "", "praise", "自强好少年表彰", date(2026, 1, 14), 30)
        _plan(
            town,
            school.name,
            "monthly_activity",
            "寒假亲情团聚活动",
            date(2026, 2, 6),
            _who(town, school.name, 1),
        )
    for village in _VILLAGES:
        rng = stream("activities " + village)
        day = date(2025, 12, 13) + timedelta(days=rng.randrange(14))
        by = _who(town, village, 1)
        text = "组织留守儿童写字、做手工，与父母视频"
        held = Activity(
            village, "", "monthly_activity", "儿童之家周末活动", day, day, rng.randrange(8, 20), by, text
        )
        town.activities.append(held)


def _school_month(town: Town, rng: random.Random, school: School, month: tuple[int, int], at: int) -> None:
    size = 12 * len(school.grades) * school.classes
    _add(
        town,
        rng,
        school,
        "",
        "monthly_activity",
        _EVENTS[(at + rng.randrange(2)) % len(_EVENTS)],
        _day(rng, month),
        size,
    )
    _add(town, rng, school, "", "lecture", _LECTURES[at], _day(rng, month), size)
    _add(town, rng, school, "", "counselling", _COUNSEL[at % len(_COUNSEL)], _day(rng, month), 20)
    if month == _MONTHS[-1]:
        return
    for _, room in classes_of(school):
        _add(town, rng, school, room, "class_meeting", f"“{_MEETINGS[at]}”主题班会", _day(rng, month), 38)


def _day(rng: random.Random, month: tuple[int, int]) -> date:
    """A working day of term, in the sample's days."""
    days = [date(*month, n) for n in range(1, monthrange(*month)[1] + 1)]
    return rng.choice([d for d in days if d.weekday() < 5 and in_term(d) and d <= TODAY])


def _add(
    town: Town, rng: random.Random, school: School, room: str, kind: str, title: str, day: date, people: int
) -> None:
    """One planned activity; most are held on the day or a few days later, in the same month."""
    by = _who(town, f"{school.name}/{room}" if room else school.name, 0 if room else 1)
    late = min(day + timedelta(days=rng.choice((0, 0, 0, 0, 1, 2))), TODAY)
    held = late if late.month == day.month and in_term(late) else day
    reached = max(6, round(people * rng.uniform(0.75, 1.0)))
    done = rng.random() < _HELD[school.name]
    words = rng.choice(
        ("全体参加，秩序良好", "师生共同参与，家长代表到场", "孩子们积极发言", "发放资料，现场答疑")
    )
    told = Activity(
        school.name,
        room,
        kind,
        title,
        day,
        held if done else None,
        reached if done else 0,
        by,
        words if done else "",
    )
    town.activities.append(told)


def _plan(town: Town, unit: str, kind: str, title: str, day: date, by: str) -> None:
    town.activities.append(Activity(unit, "", kind, title, day, None, 0, by, ""))


def _who(town: Town, unit: str, post: int) -> str:
    return town.staff[unit][post][0]
