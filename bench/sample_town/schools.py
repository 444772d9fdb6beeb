"""The three schools with their classes, and whose catchment holds which village."""

from __future__ import annotations

from dataclasses import dataclass


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
    School("青溪中心小学", "Qingxi Central Primary School", (1, 2, 3, 4, 5, 6), 2, 36, 0.76, 0.96),
    School("青溪初级中学", "Qingxi Junior Middle School", (7, 8, 9), 3, 34, 0.62, 0.89),
    School("河东小学", "Hedong Primary School", (1, 2, 3, 4, 5, 6), 1, 16, 0.84, 0.98),
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
