"""Lone texts inside a table (河东村; 一、独居老人; 第三组) speak for the rows below them."""

import re

from care.ledgers import spellings
from care.ledgers.job import TEXT, WHOLE, Job
from care.ledgers.leavers import state_of
from care.ledgers.plain import plain
from care.ledgers.surroundings import groups_in
from care.ledgers.units import class_unit, team_of, village_and_team

MOST = 5_000
LONGEST = 300  # letters of a line that names a section
WHAT = ("unit", "team", "grp", "class_unit", "state")
UNKNOWN = "?"  # the unit of rows below a village that nobody knows
NO_GROUP = "-"  # the group of rows below a heading that ends a group and names none that we know
LISTED = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|\\d{1,2}[、.．])"
)
VILLAGE = re.compile(r"^[\u3400-\u9fff]{1,6}(村|社区|居委会|村委会)$")
TITLE = re.compile(r"(册|表|账|帐|名单|记录|情况|一览|填报单位)[(（:：]?|单位[:：]")
COUNT = re.compile(
    r"[(（]\s*(?:共|计|合计)?\s*\d+\s*[人户名]?\s*[)）]|[:：]?\s*(?:共|计|合计)?\d+\s*[人户名]$"
)
CLASS = re.compile(
    r"(?:小学|初中|高中)?(?:初[一二三]|高[一二三]|[一二三四五六七八九1-9]年级|[一二三四五六七八九])[(（]?[一二三四五六七八九十\d]{1,2}[)）]?班"
)
TEAM = re.compile(r"^第?[一二三四五六七八九十\d]{1,3}(村民)?(小组|组|社|队)$")


def write_sections(job: Job) -> None:
    """Temp table sections(s, n, unit, team, grp, class_unit, state)."""
    texts = ", ".join(f"trimmed(c{j})" for j in range(job.table.width)) or "null"
    rows = job.rows(
        f"select s, n, left(coalesce({texts}), {LONGEST}) from marked where mark = 'text' order by s, n limit {MOST * len(job.table.layouts)}"
    )
    found, held, listed, stated = [], {}, {}, {}
    for s, n, text in rows:
        spoken = (*section(text, s, job), class_of(text, s, job), state_of(text))
        silent, own, state = not any(spoken), style(text), held.get(s, {}).get("state")
        beside = numbering(text) == stated.get(s) != "" or silent and listed.get(s) == own != ""
        if beside and state and not spoken[-1]:  # 三、其他 and 三、独居老人 end 二、停保（3人）
            spoken = (*spoken[:-1], "active")
        if silent and listed.get(s) == own != "" and held.get(s, {}).get("grp"):
            spoken = (None, None, NO_GROUP, *spoken[3:])
            tell_no_group(text, s, n, job)
        if any(spoken):
            held[s] = under(spoken, held.get(s, {}))
            named = spoken[WHAT.index("grp")] or spoken[WHAT.index("state")]
            listed[s] = own if named else listed.get(s)
            stated[s] = numbering(text) if state_of(text) else stated.get(s)
            found.append((s, n, *(held[s].get(what) for what in WHAT)))
    job.keep("sections", {"s": WHOLE, "n": WHOLE, **dict.fromkeys(WHAT, TEXT)}, found)


def style(text: str) -> str:
    """How sections are set off: '一、独居老人（2人）' → '、#'; '' for any other text."""
    return re.sub("[一1]", "", numbering(text)) + ("#" if COUNT.search(text) else "")


def numbering(text: str) -> str:
    """'三、独居老人（2人）' → '一、', '2.' → '1.'."""
    number = LISTED.match(text)
    return re.sub(r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", number[0])) if number else ""


def tell_no_group(text: str, s: int, n: int, job: Job) -> None:
    """二、残疾人 below 一、独居老人: whoever follows lives not alone, and nobody knows of which group they are."""
    bare = LISTED.sub("", COUNT.sub("", text)).strip(" 　:：、，")
    none = {plain(one) for one in job.setting.words.fields["groups"]["no_group"]}
    if plain(bare) not in none and not says_groups(job):
        job.complain("group_unknown", s, n, None, "groups", bare)


def under(spoken: tuple[str | None, ...], held: dict[str, str | None]) -> dict[str, str | None]:
    """What holds from here on: a section ends those inside it, so the order in which they first came counts."""
    new = {what: value for what, value in zip(WHAT, spoken, strict=True) if value}
    order = list(held)
    outermost = min((order.index(what) for what in new if what in order), default=len(order))
    kept = {what: held[what] if at < outermost else None for at, what in enumerate(order)}
    return kept | new


def section(text: str, s: int, job: Job) -> tuple[str | None, str | None, str | None]:
    """(unit, team, group ids) that a lone text names: by itself, or as the title of a further block."""
    units, words = job.setting.units, job.setting.words
    bare = COUNT.sub("", text).strip(" 　:：、，")
    unit, team = village_and_team(units, bare)
    if TEAM.match(plain(bare)):
        team = team_of(bare)
    groups, _ = spellings.groups(bare, words)
    if TITLE.search(text):
        unit = unit or units.inside(text, ("village",))
        named = groups_in(text, words)
        groups = groups or (list(named) if len(named) == 1 and not says_groups(job) else [])
    elif not unit and not groups and VILLAGE.match(plain(bare)):
        unit = asked(bare, s, job)
    return unit, team, ",".join(groups) or None


def class_of(text: str, s: int, job: Job) -> str | None:
    """A class that a lone text names (三年级1班) in a school's ledger."""
    bare = next((one for one in (plain(text), plain(COUNT.sub("", text))) if CLASS.fullmatch(one)), None)
    if bare is None:
        return None
    units, hints = job.setting.units, job.table.layouts[s].hints
    school = next((found for place in hints.places if (found := units.inside(place, ("school",)))), None)
    return class_unit(units, school, "", bare) if school else None


def asked(text: str, s: int, job: Job) -> str:
    """A village that nobody knows: as a clerk answered, else a question and UNKNOWN, so that no row is put elsewhere."""
    id_ = f"unit:{plain(text)}"
    villages = sorted(one for one, (_, kind, _) in job.setting.units.known.items() if kind == "village")
    if id_ not in job.setting.answers:
        job.ask(id_, "unit_unknown", text, 1, villages, s)
    return job.setting.answers.get(id_, UNKNOWN)


def says_groups(job: Job) -> bool:
    """Does a column of the table say the groups of each row?"""
    return "groups" in job.by_field or any(name.startswith("flag:") for name in job.by_field)
