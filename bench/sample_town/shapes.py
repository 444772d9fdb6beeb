"""How offices write things: dates in each clerk's manner, teams, ticks, masked phones, stray spaces."""

from __future__ import annotations

import random
from datetime import date

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_TEAMS = "零一二三四五六七八九十"


def day_as(style: str, day: date | None) -> object:
    """A date as this clerk writes it; 'excel' stays a date cell."""
    if day is None:
        return ""
    return {
        "excel": day,
        "dots": f"{day.year}.{day.month}.{day.day}",
        "cn": f"{day.year}年{day.month}月{day.day}日",
        "iso": f"{day:%Y-%m-%d}",
        "slash": f"{day.year}/{day.month}/{day.day}",
        "compact": f"{day:%Y%m%d}",
        "compact_number": int(f"{day:%Y%m%d}"),
    }[style]


def month_number(day: date) -> int:
    return day.year * 100 + day.month


def team_as(style: int, team: int) -> str:
    return (f"{team}组", f"{_TEAMS[team]}组", f"第{_TEAMS[team]}组")[style % 3]


def sex(gender: str) -> str:
    return "男" if gender == "male" else "女"


def masked(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if phone else ""


def phone_as(rng: random.Random, phone: str) -> str:
    """A known number, now and then masked or with full-width digits; 无 or blank where none is known."""
    if not phone:
        return rng.choice(("无", "无电话", "", ""))
    kind = rng.random()
    if kind < 0.05:
        return masked(phone)
    return phone.translate(_FULL_WIDTH) if kind < 0.07 else phone


def stray(rng: random.Random, text: str) -> str:
    """A trailing space now and then."""
    return text + " " if rng.random() < 0.02 else text


def spaced(name: str) -> str:
    """Two-character names set apart so that they line up with three-character ones."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name


def wide_digits(text: str) -> str:
    return text.translate(_FULL_WIDTH)
