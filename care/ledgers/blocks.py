"""Columns that repeat: the n-th visit's day, visitor, text …; 帮扶学生1, 班级, 帮扶学生2, 班级; a list twice side by side."""

import re

from care.ledgers.plain import plain

CONTACT = (
    "contact_on",
    "contact_by",
    "contact_kind",
    "contact_text",
    "contact_met",
    "contact_place",
    "minutes",
    "found_problem",
)
NTH_STAGE = re.compile("^第?[一二三四五六七八1-8]阶段")
STAGE = ("plan_stage", "plan_text", "plan_due_on", "plan_done_on")
PAID = ("cash", "goods_value", "quilts", "coats", "paid_on", "received_on")
ORDINAL = re.compile(
    r"第?[一二三四五六七八九十\d]{1,2}(?:次|个|位|名)?|男方|女方|丈夫|妻子|老伴|老头|老太|夫|妻|[(（][男女][)）]|[甲乙丙]方?|[县镇村校]级"
)
Block = dict[int, int]  # first block's column → this block's


def blocks_of(columns: list, kind: str) -> tuple[Block, ...]:
    """The second and further blocks; () when nothing repeats as a whole."""
    places: dict[str, list] = {}
    for column in columns:
        if column.field and column.how != "clerk":
            places.setdefault(column.field, []).append(column)
    for found in (
        visits(places, kind),
        stages(places, kind),
        side_by_side(places),
        numbered(places),
        paid(places, kind),
    ):
        if found and one_after_another(found):
            return tuple(
                {repeated[0].at: repeated[n].at for repeated in found} for n in range(1, len(found[0]))
            )
    return ()


def visits(places: dict[str, list], kind: str) -> list[list]:
    times = len(places.get("contact_on", ()))
    if kind != "contacts" or times < 2:
        return []
    return [places[field] for field in CONTACT if len(places.get(field, ())) == times]


def stages(places: dict[str, list], kind: str) -> list[list]:
    """第一阶段目标, 完成时间, 第二阶段目标, 完成时间: what each stage of a plan is, and when it is due and done; or
    第一阶段 {帮扶内容, 完成时间}, 第二阶段 {…}, where the heading above is the stage."""
    times = len(places.get("plan_stage", ()))
    if not times:
        above = [stage_above(one.heading) for field in STAGE for one in places.get(field, ())]
        times = len(set(above)) if all(above) else 0
    if kind != "plans" or times < 2:
        return []
    return [places[field] for field in STAGE if len(places.get(field, ())) == times]


def stage_above(heading: str) -> str:
    """第一阶段 of 第一阶段 帮扶内容; '' for others."""
    first, *more = heading.split(" ")
    return first if more and NTH_STAGE.match(plain(first)) else ""


def side_by_side(places: dict[str, list]) -> list[list]:
    """Most fields are there as often as names are."""
    times = len(places.get("name", ()))
    found = [repeated for repeated in places.values() if len(repeated) == times]
    return found if times > 1 and len(found) > 1 and len(found) >= len(places) * 0.6 else []


def numbered(places: dict[str, list]) -> list[list]:
    """Persons told apart by a number in their headings, with what goes with each (学生1, 班级, 学生2, 班级)."""
    for field in ("name", "helper_name"):
        named = places.get(field, [])
        different = {plain(one.heading) for one in named}
        if len(named) > 1 and len(different) == len(named) and len(set(map(unnumbered, named))) == 1:
            return [
                repeated
                for repeated in places.values()
                if len(repeated) == len(named) and len(set(map(unnumbered, repeated))) == 1
            ]
    return []


def unnumbered(column) -> str:
    return ORDINAL.sub("", plain(column.heading))


def paid(places: dict[str, list], kind: str) -> list[list]:
    """The same amounts under several parents (春节 {慰问金}, 中秋 {慰问金})."""
    times = len(places.get("cash", ()))
    if kind != "relief" or times < 2:
        return []
    found = [places[field] for field in PAID if len(places.get(field, ())) == times]
    leaves = {plain(one.heading.split(" ")[-1]) for one in places["cash"]}
    parents = {plain(one.heading) for one in places["cash"]}
    return found if len(leaves) == 1 and len(parents) == times else []


def one_after_another(found: list[list]) -> bool:
    """Each block ends before the next begins; else they are different things with one name."""
    return all(
        max(repeated[n].at for repeated in found) < min(repeated[n + 1].at for repeated in found)
        for n in range(len(found[0]) - 1)
    )
