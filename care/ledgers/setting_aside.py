"""Rows that cannot stay as they are: repeated, ambiguous, incomplete, of an unknown unit. Each is set aside with its
reason, or leads to a question; by column, never row by row."""

from care.ledgers.job import Job
from care.ledgers.plain import plain
from care.ledgers.problems import mask


def question_id(text: str) -> str:
    return f"unit:{plain(text)}"


def needs(job: Job) -> list[list[str]]:
    """The values that every row must have; months stand for the contact's day in a wide sheet."""
    return [
        any_of for any_of in job.ledger["row_needs"] if not (job.table.periods and "contact_on" in any_of)
    ]


def need_sql(any_of: list[str], job: Job) -> str:
    """One of these values is there; where the ledger has a column for the person, the head's name does not do."""
    if any_of[0] in job.by_field and set(any_of) <= {"name", "head_name"}:
        any_of = any_of[:1]
    have = [f"v{job.by_field[name]} is not null" for name in any_of if name in job.by_field]
    return "(" + (" or ".join(have) or "false") + ")"


def set_aside_repeated(job: Job) -> None:
    """A row that says just what another one says is taken once."""
    if job.table.one.shape != "list" or len(job.table.fields) < 3:
        return
    said = ", ".join(f"r{j}" for j in job.table.fields)
    source = f"select id, n, s, hash(s, {said}) as h from vals"
    if not job.ledger.get("once"):  # two visits or payments may be told in the same words
        source = same_submission(job)
    if source is None:
        return
    job.run(
        f"""
        create or replace temp table repeated as
        with said as ({source}),
        counted as (
            select id, n, s, first_value(n) over told as first, row_number() over told as nth
            from said where h in (select h from said group by h having count(*) > 1)
            window told as (partition by h order by s, n, id)
        )
        select id, n, s, first from counted join fates using (id, n, s) where nth > 1 and fate in ('taken', 'held')
        """
    )
    for n, s, first in job.each("select n, s, first from repeated order by s, n"):
        job.complain("row_repeated", s, n, None, first=first)
    job.run("update fates set fate = 'repeated' where id in (select id from repeated)")


def same_submission(job: Job) -> str | None:
    """A contact told twice in every cell but its number and when it was sent: person, full day, kind, visitor and text;
    None where the ledger lacks one that tells such rows apart from two visits."""
    day, text = (job.by_field.get(one) for one in ("contact_on", "contact_text"))
    if job.table.kind != "contacts" or None in (day, text) or "b" in job.table.cells.column_names:
        return None
    sent = {*job.table.serial, job.by_field.get("entered_on")}
    whole = ", ".join(f"cells.c{j}" for j in range(job.table.width) if j not in sent)
    own = ", ".join(f"r{j}" for j in job.table.fields if j not in sent)
    such = f"r{text} is not null and v{day} is not null and p{day} = 'day'"
    alike = f"select hash(s, {own}) as h from vals where {such} group by 1 having count(*) > 1"
    if not job.rows(f"{alike} limit 1"):
        return None
    return (
        f"select vals.id, vals.n, vals.s, hash(vals.s, {whole}, {own}) as h from vals join cells using (n, s) "
        f"where {such} and hash(vals.s, {own}) in ({alike})"
    )


def set_aside_ambiguous(job: Job) -> None:
    """Without a usable ID, a name that stands twice in the same unit and team names nobody. Temp table ambiguous."""
    id_, name = job.by_field.get("id_no"), job.by_field.get("name")
    spoilt = f"r{id_} is not null and v{id_} is null"
    if (
        job.table.kind != "roster"
        or None in (id_, name)
        or not job.rows(f"select 1 from vals where {spoilt} limit 1")
    ):
        job.run("create or replace temp table ambiguous (id integer)")
        return
    team = f"v{job.by_field['team']}" if "team" in job.by_field else "''"
    job.run(
        f"""
        create or replace temp table ambiguous as
        with placed as (
            select vals.id, vals.n, vals.s, concat_ws('|', vals.s, v{name}, unit_id, class_unit_id, {team}) as place,
                {spoilt} as spoilt
            from vals join fates using (id) where fate = 'taken'
        ),
        twice as (select place from placed group by place having count(*) > 1)
        select id, n, s from placed where spoilt and place in (select place from twice)
        """
    )
    for n, s in job.each("select n, s from ambiguous order by s, n"):
        job.complain("person_ambiguous", s, n, id_, "id_no")
    job.run("update fates set fate = 'held' where id in (select id from ambiguous)")


def ask_units(job: Job) -> None:
    """One question for each unknown village name; one for a table that says no unit at all."""
    kinds = job.ledger.get("unit_kinds", ["village"])
    villages = sorted(one for one, (_, kind, _) in job.setting.units.known.items() if kind in kinds)
    for field in ("village", "school") if "unit_kinds" in job.ledger else ("village",):
        j = job.by_field.get(field)
        if j is None:
            continue
        unknown = f"select r{j}, count(*), min(vals.s) from vals join fates using (id) where unknown and fate = 'held' and r{j} is not null group by 1 order by 1"
        for text, rows, s in job.rows(unknown):
            job.ask(question_id(text), "unit_unknown", text, rows, villages, s)
    waiting = "fate = 'held' and not unknown and id not in (select id from ambiguous)"
    for s, rows in job.rows(f"select s, count(*) from fates where {waiting} group by s order by s"):
        stated = job.table.layouts[s].hints.stated_unit or job.table.layouts[s].sheet.name
        job.ask(question_id(stated), "unit_missing", stated, rows, villages, s)


def complain(job: Job) -> None:
    """A refused row says what it lacks; a held row says that its unit is not known."""
    for any_of in needs(job):
        j = next((job.by_field[name] for name in any_of if name in job.by_field), None)
        lacking = f"select n, s from fates where fate = 'refused' and id in (select id from vals where not {need_sql(any_of, job)}) order by s, n"
        for n, s in job.each(lacking):
            job.complain("row_needs_value", s, n, j, any_of[0])
    j = job.by_field.get("village", job.by_field.get("school") if "unit_kinds" in job.ledger else None)
    raw = f"vals.r{j}" if j is not None else "null"
    waiting = (
        f"select vals.n, vals.s, {raw}, fate, unknown from vals join fates using (id) "
        "where fate in ('held', 'outside') and id not in (select id from ambiguous) order by 2, 1"
    )
    for n, s, text, fate, unknown in job.each(waiting):
        code = "unit_outside" if fate == "outside" else "unit_unknown" if unknown else "unit_missing"
        job.complain(code, s, n, j, "village", mask(text))
