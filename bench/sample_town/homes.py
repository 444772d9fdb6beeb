"""Homes for special-group pupils: every school has one, most villages too, some only on paper."""

from __future__ import annotations

from datetime import date

from .clock import stream
from .model import Facility, Town
from .places import VILLAGES
from .schools import SCHOOLS

_WITHOUT = ("大坪村", "青龙村")  # no home yet
_SHUT = ("白沙村",)
_ONE_TEACHER = ("河西村", "柳林村", "青溪初级中学")
_NO_PHONE = ("上湾村", "白沙村", "枫树村")


def homes(town: Town) -> None:
    """Fills town.facilities; a village's two carers are its child officer and a clerk."""
    rng = stream("homes")
    for school in SCHOOLS:
        teachers = sorted({h.name for h in town.helpers if h.unit == school.name and h.active})[:2]
        town.facilities.append(_home(rng, school.name, "留守儿童之家", teachers, 60))
    for village in VILLAGES:
        if village.name not in _WITHOUT:
            carers = [name for name, _, _ in town.staff[village.name][1:3]]
            town.facilities.append(_home(rng, village.name, "儿童关爱之家", carers, 20))


def _home(rng, unit: str, kind: str, carers: list[str], places: int) -> Facility:
    return Facility(
        unit=unit,
        name=unit + kind,
        is_open=unit not in _SHUT,
        opened=date(rng.randrange(2019, 2025), rng.randrange(3, 12), rng.randrange(1, 28)),
        phone="" if unit in _NO_PHONE else f"76{rng.randrange(10**5):05d}",
        carers=carers[:1] if unit in _ONE_TEACHER else carers,
        places=places + 5 * rng.randrange(5),
        hours=rng.choice(("周一至周五16:30-18:00", "周六、周日9:00-11:30", "每日放学后至18:30")),
    )
