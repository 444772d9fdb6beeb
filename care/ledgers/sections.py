"""Lone texts inside a table (河东村; 一、独居老人; 第三组) speak for the rows below them."""

import re

from care.ledgers import spellings
from care.ledgers.job import TEXT, WHOLE, Job
from care.ledgers.plain import plain
from care.ledgers.surroundings import groups_in
from care.ledgers.units import team_of, village_and_team

MOST = 5_000
TITLE = re.compile(r"(册|表|账|帐|名单|记录|情况|一览|填报单位)[(（:：]?|单位[:：]")
COUNT = re.compile(r"[(（]\s*(?:共|计)?\s*\d+\s*[人户名]?\s*[)）]|[:：]?\s*(?:共|计)?\d+\s*[人户名]$")
TEAM = re.compile(r"^第?[一二三四五六七八九十\d]{1,3}(村民)?(小组|组|社|队)$")


def write_sections(job: Job) -> None:
    """Temp table sections(s, n, unit, team, grp)."""
    texts = ", ".join(f"trimmed(c{j})" for j in range(job.table.width)) or "null"
    rows = job.rows(
        f"select s, n, coalesce({texts}) from marked where mark = 'text' order by s, n limit {MOST}"
    )
    found = [(s, n, *spoken) for s, n, text in rows if any(spoken := section(text, job))]
    job.keep("sections", {"s": WHOLE, "n": WHOLE, "unit": TEXT, "team": TEXT, "grp": TEXT}, found)


def section(text: str, job: Job) -> tuple[str | None, str | None, str | None]:
    """(unit, team, group ids) that a lone text names: by itself, or as the title of a further block."""
    units, words = job.setting.units, job.setting.words
    unit, team = village_and_team(units, text)
    if TEAM.match(plain(text)):
        team = team_of(text)
    groups, _ = spellings.groups(COUNT.sub("", text), words)
    if TITLE.search(text):
        unit = unit or units.inside(text, ("village",))
        named = groups_in(text, words)
        groups = groups or (list(named) if len(named) == 1 and not says_groups(job) else [])
    return unit, team, ",".join(groups) or None


def says_groups(job: Job) -> bool:
    """Does a column of the table say the groups of each row?"""
    return "groups" in job.by_field or any(name.startswith("flag:") for name in job.by_field)
