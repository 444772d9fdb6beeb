"""Who answers for each unit and who walks the village: secretary, child officer, clerks, class teachers."""

from __future__ import annotations

from . import names
from .clock import stream
from .people import Builder
from .places import TOWN, VILLAGES
from .schools import SCHOOLS, classes_of


def appoint(b: Builder) -> None:
    """Fills town.staff: unit path without the town → [(name, post, phone)], the responsible one first."""
    rng = stream("staff")
    used = {h.name for h in b.town.helpers}

    def someone(post: str, gender: str = "") -> tuple[str, str, str]:
        while True:
            sex = gender or rng.choice(("male", "female"))
            name = names.surname(rng) + names.given(rng, sex, rng.randrange(1966, 1996))
            if name not in used:
                used.add(name)
                return name, post, b.numbers.phone(rng)

    staff = b.town.staff
    staff[TOWN] = [someone("镇长"), someone("副镇长"), someone("民政办主任"), someone("退役军人服务站站长")]
    for village in VILLAGES:
        clerks = 1 if village.made_up or village.late < 0.65 else 3
        staff[village.name] = [
            someone("村党支部书记"),
            someone("儿童主任", "female"),
            *(someone("民政协理员") for _ in range(clerks)),
        ]
    for school in SCHOOLS:
        staff[school.name] = [someone("校长"), someone("德育处主任")]
        teachers = [h for h in b.town.helpers if h.unit == school.name and h.active]
        for index, (_, room) in enumerate(classes_of(school)):
            teacher = teachers[index % len(teachers)]
            staff[f"{school.name}/{room}"] = [(teacher.name, "班主任", teacher.phone)]
