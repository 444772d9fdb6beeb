"""What the schools' moral-education offices keep in each child's file, and what is still blank."""

from __future__ import annotations

from datetime import date, timedelta

from .clock import stream
from .model import CHILD_GROUPS, ChildFile, Town

_COMPLETE = {"青溪中心小学": 0.9, "青溪初级中学": 0.68, "河东小学": 0.96}
_LIFE = ("三餐正常，衣着整洁", "寄宿，周末回家", "由奶奶照料，作息规律", "能自己洗衣做饭")
_MIND = ("开朗，愿意交流", "较内向，已安排辅导", "想念父母，情绪平稳", "自信，喜欢运动")
_SAFETY = ("上下学有人接送", "住校，已教防火防溺水", "与同伴结伴上学", "家中用电已检查")


def child_files(town: Town) -> None:
    """Fills town.files with the pupils of the programme's groups, school by school and class by class."""
    rng = stream("files")
    pupils = [p for p in town.roll() if p.school and p.in_any(CHILD_GROUPS)]
    for p in sorted(pupils, key=lambda p: (p.school, p.class_name, p.pid)):
        full = _COMPLETE[p.school]
        signed = date(2025, 9, 1) + timedelta(days=rng.randrange(40)) if rng.random() < full else None
        if signed and rng.random() < 0.05:
            signed = signed.replace(year=2024)  # last year's letter was not renewed
        town.files.append(
            ChildFile(
                person=p,
                life=rng.choice(_LIFE) if rng.random() < full else "",
                mind=rng.choice(_MIND) if rng.random() < full - 0.1 else "",
                safety=rng.choice(_SAFETY) if rng.random() < full else "",
                signed=signed,
                until=date(signed.year + 1, 8, 31) if signed else None,
                card=rng.random() < full + 0.03,
                updated=date(2025, 12, 1) + timedelta(days=rng.randrange(45)),
            )
        )
