"""Lone texts inside a table (河东村; 一、独居老人; 第三组) speak for the rows below them."""

import re

from care.ledgers import spellings
from care.ledgers.job import TEXT, WHOLE, Job
from care.ledgers.plain import plain
from care.ledgers.units import team_of, village_and_team

MOST = 5_000
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
    """(unit, team, group ids) that a lone text names."""
    unit, team = village_and_team(job.setting.units, text)
    if TEAM.match(plain(text)):
        team = team_of(text)
    groups, _ = spellings.groups(COUNT.sub("", text), job.setting.words)
    return unit, team, ",".join(groups) or None
