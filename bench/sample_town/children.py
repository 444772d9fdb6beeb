"""Children on the roll, their guardians and colours, and the school classes all pupils sit in."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

from .clock import stream
from .model import CHILD_GROUPS, Person
from .people import TWIN_PUPILS, Builder, disable, since_day
from .places import shares
from .schools import SCHOOLS, class_name, classes_of, grade_name, school_for

# Children in difficulty who are neither left behind nor on the allowance.
_ALONE = {"孤儿": 9, "父母监护缺失": 23, "重残": 6, "重病": 5, "非重残": 5, "低收入家庭": 4}
_KIN = (
    ("祖父", "male"),
    ("祖母", "female"),
    ("外祖父", "male"),
    ("外祖母", "female"),
    ("姑姑", "female"),
    ("伯父", "male"),
)


def left_behind(b: Builder) -> None:
    """Families whose parents work far away; a quarter of the homes hold two children."""
    rng = stream("children")
    for village, count in shares(222).items():
        while count > 0:
            home, since = b.household(rng, village), since_day(rng)
            carer = _adult_name(b, rng, village)
            home.head_name = carer[0]
            family = ""
            for _ in range(min(count, 2 if rng.random() < 0.26 else 1)):
                ages = (16, 16) if rng.random() < 0.05 else (4, 15)  # some come of age within the year
                child = _child(b, rng, home, ages, family)
                family = child.name[0]
                child.groups["left_behind_children"] = since
                _guard(b, rng, child, carer)
                count -= 1


def _child(b: Builder, rng: random.Random, home, ages: tuple[int, int], family: str = "") -> Person:
    gender = rng.choice(("male", "female"))
    return b.person(rng, home, gender, ages, "孙子" if gender == "male" else "孙女", family, phone=0.0)


def _adult_name(b: Builder, rng: random.Random, village: str) -> tuple[str, str, str]:
    """A carer outside the roll: name, relation to the child, phone."""
    kin, gender = rng.choices(_KIN, (8, 10, 3, 4, 1, 1))[0]
    return b.free_name(rng, village, gender, 1955), kin, b.numbers.phone(rng)


def _guard(b: Builder, rng: random.Random, child: Person, carer: tuple[str, str, str]) -> None:
    parent = b.free_name(rng, child.village, "male", 1985, child.name[0])
    child.guardian = (parent, "父亲", b.numbers.phone(rng))
    child.carer = carer


def in_difficulty(b: Builder) -> None:
    """Difficulty on top of being left behind, in allowance families, and on its own."""
    rng = stream("difficulty")
    kids = [p for p in b.town.people if p.age <= 15]
    behind = [p for p in kids if "left_behind_children" in p.groups]
    poor = [p for p in kids if "minimum_living" in p.groups]
    for child in rng.sample(behind, 44):
        _difficulty(
            rng, child, rng.choice(("父母无力履行监护职责", "贫困家庭", "贫困家庭", "重病", "非重残"))
        )
    for child in rng.sample(poor, 36):
        _difficulty(rng, child, rng.choice(("贫困家庭", "贫困家庭", "父母无力履行监护职责", "重病", "重残")))
    for child in rng.sample([p for p in poor if not p.difficulty], 14):
        child.groups["left_behind_children"] = max(child.since, since_day(rng, 0.05))
    kinds = [kind for kind, count in _ALONE.items() for _ in range(count)]
    rng.shuffle(kinds)
    for village, count in shares(len(kinds)).items():
        for _ in range(count):
            child = _child(b, rng, b.household(rng, village), (2, 16))
            _difficulty(rng, child, kinds.pop())
    for child in [p for p in b.town.people if p.age < 18]:
        if not child.guardian[0]:
            _guardian_of(b, rng, child)
        if child.in_any(CHILD_GROUPS):
            child.risk = _colour(rng, child)


def _difficulty(rng: random.Random, child: Person, kind: str) -> None:
    since = since_day(rng, 0.12)
    child.difficulty = kind
    child.groups["children_in_difficulty"] = since
    if kind == "孤儿":
        child.groups["orphans"] = since
    if kind == "父母监护缺失":
        child.groups["children_without_care"] = since
    if kind == "重病":
        child.health = "患病"
    if kind in ("重残", "非重残"):
        disable(rng, child, rng.choice((1, 2) if kind == "重残" else (3, 4)), since)


def _guardian_of(b: Builder, rng: random.Random, child: Person) -> None:
    home = b.town.households[child.household]
    adults = [p for p in home.members if p.age >= 20]
    if adults:
        word = (
            ("祖父" if adults[0].gender == "male" else "祖母")
            if "孙" in child.relation
            else ("父亲" if adults[0].gender == "male" else "母亲")
        )
        child.guardian = (adults[0].name, word, adults[0].phone)
        return
    child.guardian = _adult_name(b, rng, child.village)
    home.head_name = child.guardian[0]


def _colour(rng: random.Random, child: Person) -> str:
    if "children_in_difficulty" in child.groups:
        return rng.choices(("red", "yellow", "blue", "green"), (10, 38, 34, 18))[0]
    return rng.choices(("red", "yellow", "blue", "green", ""), (1, 14, 30, 25, 30))[0]


def grade_of(birth: date) -> int:
    """School grade in 2025-26; 0 or less = before school, 10 or more = after junior middle school."""
    return 2020 - (birth.year if birth.month < 9 else birth.year + 1)


def fill_schools(b: Builder) -> None:
    """Every child of school age sits in a class; other pupils, on no roll, fill the classes up."""
    rng = stream("schools")
    seats: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for child in [p for p in b.town.people if 2 <= p.age <= 17]:
        _seat(b, rng, child, seats)
    for school in SCHOOLS:
        for grade, room in classes_of(school):
            _fill(b, rng, school, grade, seats[school.name, room], rng.randrange(15, 22))
            for child in seats[school.name, room]:
                child.class_name = room
    _namesakes_in_class(seats)


def _seat(b: Builder, rng: random.Random, child: Person, seats: dict) -> None:
    grade = grade_of(child.birth)
    if not 1 <= grade <= 9:
        child.schooling = (
            "未入学" if child.age < 4 else "学前班" if grade < 1 else rng.choice(("高中", "职高"))
        )
        return
    school = school_for(child.village, grade)
    rooms = [class_name(grade, n) for n in range(1, school.classes + 1)]
    rooms.sort(key=lambda room: len(seats[school.name, room]))
    free = [r for r in rooms if all(child.name != other.name for other in seats[school.name, r])]
    if not free:
        child.name = b.free_name(rng, child.village, child.gender, child.birth.year, child.name[0])
    _put(rng, child, school.name, grade)
    if grade == 1 and child.in_any(CHILD_GROUPS) and rng.random() < 0.75:  # found when they came to school
        for group in CHILD_GROUPS:
            if group in child.groups:
                child.groups[group] = date(2025, 9, 8) + timedelta(days=child.pid % 12)
    seats[school.name, (free or rooms)[0]].append(child)


def _put(rng: random.Random, child: Person, school: str, grade: int) -> None:
    child.school, child.grade = school, grade
    child.schooling = "小学" if grade <= 6 else "初中"
    child.boarding = rng.random() < (0.65 if grade >= 7 else 0.12)


def _fill(b: Builder, rng: random.Random, school, grade: int, room: list[Person], size: int) -> None:
    homes = [v for v in shares(100) if school_for(v, grade) is school]
    while len(room) < size:
        village = rng.choice(homes)
        home = b.household(rng, village)
        child = _child(b, rng, home, (grade + 5, grade + 6))
        while grade_of(child.birth) != grade:
            child.birth += timedelta(days=29 if grade_of(child.birth) > grade else -29)
        child.id_no = b.numbers.id_no(rng, child.birth, child.gender)
        if any(child.name == other.name for other in room):
            child.name = b.free_name(rng, village, child.gender, child.birth.year)
        child.guardian = (b.free_name(rng, village, "female", 1986), "母亲", b.numbers.phone(rng))
        home.head_name = child.guardian[0]
        _put(rng, child, school.name, grade)
        room.append(child)


def _namesakes_in_class(seats: dict) -> None:
    """Two pupils of one name in one class, from different villages: only the ID tells them apart."""
    for room in seats.values():
        special = [p for p in room if p.in_any(CHILD_GROUPS) and p.gender == "male"]
        others = [p for p in special if p.village != special[0].village]
        if others and special[0].school == "青溪中心小学" and special[0].grade > 2:
            special[0].name = others[0].name = TWIN_PUPILS
            return
    raise AssertionError("no two pupils fit")


def grade_label(child: Person) -> str:
    return grade_name(child.grade) if child.grade else ""
