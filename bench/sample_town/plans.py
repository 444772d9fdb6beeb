"""Help plans for the pupils of the programme's groups: stages, the teacher's diary, education plans for the disabled."""

from __future__ import annotations

from datetime import date, timedelta

from .clock import stream
from .model import CHILD_GROUPS, Plan, Stage, Town

_MADE = {"青溪中心小学": 0.93, "青溪初级中学": 0.74, "河东小学": 0.97}
_STAGES = (
    ("第一阶段 摸底谈心", date(2025, 10, 15)),
    ("第二阶段 课业辅导", date(2025, 12, 15)),
    ("第三阶段 假期巩固", date(2026, 3, 10)),
)
_HELP = (
    "数学计算薄弱，每周二、四课后辅导",
    "识字量少，安排学习伙伴每日共读",
    "英语基础弱，晚自习结对辅导",
    "作业拖拉，与家长约定每日打卡",
    "上课走神，座位前移，每周谈话",
)
_EDUCATION = (
    "随班就读，降低作业难度，配备陪读同伴",
    "每月送教上门两次，训练生活自理",
    "资源教室康复训练，每周两课时",
)


def plans(town: Town) -> None:
    """Fills town.plans, school by school and class by class."""
    rng = stream("plans")
    pupils = [p for p in town.roll() if p.school and p.in_any(CHILD_GROUPS)]
    for p in sorted(pupils, key=lambda p: (p.school, p.class_name, p.pid)):
        kept = _MADE[p.school]
        by = town.staff[f"{p.school}/{p.class_name}"][0][0]
        diary = date(2026, 1, 4) + timedelta(days=rng.randrange(13)) if rng.random() < kept else None
        if diary and rng.random() < 0.08:
            diary = date(2025, 11, 3) + timedelta(days=rng.randrange(20))  # left off in November
        if rng.random() < kept:
            made = date(2025, 9, 8) + timedelta(days=rng.randrange(18))
            stages = tuple(Stage(name, due, _done(rng, due, kept)) for name, due in _STAGES)
            town.plans.append(Plan(p, "help_plan", made, rng.choice(_HELP), stages, by, diary))
        if p.disability and rng.random() < kept:
            made = date(2025, 9, 15) + timedelta(days=rng.randrange(20))
            due = date(2026, 1, 10)
            stage = Stage("本学期目标", due, _done(rng, due, kept))
            town.plans.append(Plan(p, "education_plan", made, rng.choice(_EDUCATION), (stage,), by, None))


def _done(rng, due: date, kept: float) -> date | None:
    """Most stages are closed in the fortnight before their day; the last one is still to come."""
    closed = due - timedelta(days=rng.randrange(12))
    return closed if due < date(2026, 1, 20) and rng.random() < min(kept + 0.05, 0.99) else None
