"""Invented names, identity numbers of a province that does not exist, telephone numbers nobody has."""

from __future__ import annotations

import random
from datetime import date, timedelta

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = {  # (gender, era) → first characters, second characters
    ("male", "old"): ("建国德福永志明家世文玉长大金树正兴传光友", "国福贵才德发生山林义明清云成华根喜全宝田"),
    ("female", "old"): ("秀桂玉兰淑凤月金素春菊翠连美腊水冬", "英兰珍芳花云莲香梅娥仙华秀芝凤姣"),
    ("male", "mid"): ("建志海国小春卫军晓永伟俊立新", "军平华强明峰勇刚辉斌林波兵超东"),
    ("female", "mid"): ("丽小海春晓美红雪艳冬秋爱", "燕红霞丽芳琴娟萍玲梅敏华云英"),
    ("male", "young"): ("子浩宇俊梓嘉博皓一文家泽思明", "轩然宇涵杰豪辰阳睿航宸鑫洋博"),
    ("female", "young"): ("梓雨欣诗子思佳语一可梦静晨", "涵萱怡琪彤妍悦瑶欣婷馨雯雪"),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_AREAS = ("990121",) * 8 + ("990122", "990125")


def _era(year: int) -> str:
    return "old" if year < 1962 else "mid" if year < 2000 else "young"


def surname(rng: random.Random, local: str = "") -> str:
    """A surname; half of a village bears one of its own few."""
    if local and rng.random() < 0.5:
        return rng.choice(local)
    return _SURNAMES[min(int(rng.expovariate(1 / 9)), len(_SURNAMES) - 1)]


def _often(rng: random.Random, characters: str) -> str:
    """The first characters are the fashionable ones: names repeat as they do in life."""
    return characters[int(len(characters) * rng.random() ** 1.7)]


def given(rng: random.Random, gender: str, year: int) -> str:
    first, second = _GIVEN[gender, _era(year)]
    if rng.random() < 0.12:
        return _often(rng, second)
    a, b = _often(rng, first), _often(rng, second)
    return a + b if a != b or _era(year) == "young" else b


def check_digit(first17: str) -> str:
    """GB 11643: weighted sum modulo 11 picks from 10X98765432."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


class Numbers:
    """Hands out identity numbers and telephone numbers, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def id_no(self, rng: random.Random, birth: date, gender: str) -> str:
        while True:
            serial = rng.randrange(1, 500) * 2 - (1 if gender == "male" else 0)
            body = f"{rng.choice(_AREAS)}{birth:%Y%m%d}{serial:03d}"
            if body not in self._used:
                self._used.add(body)
                return body + check_digit(body)

    def phone(self, rng: random.Random) -> str:
        while True:
            number = f"160{rng.randrange(10**8):08d}"
            if number not in self._used:
                self._used.add(number)
                return number


def birth_between(rng: random.Random, youngest: int, oldest: int, today: date) -> date:
    """A birthday of someone who is `youngest`..`oldest` years old today."""
    first = today.replace(year=today.year - oldest - 1) + timedelta(days=2)
    last = today.replace(year=today.year - youngest) - timedelta(days=1)
    return first + timedelta(days=rng.randrange((last - first).days + 1))
