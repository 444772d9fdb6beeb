"""Where rows belong that say no village: a member file goes with its family file by the head's ID, any other list by
the ID of a person whom a roster has placed (domain.md 2.6). Nothing is guessed: without such a roster the row waits.
The place counts that was the last to list somebody; what says only that they left or died, where none lists them."""

from pathlib import Path

from care.ledgers import batches
from care.ledgers.job import Job, quoted
from care.ledgers.kept import kept
from care.ledgers.rosters import IDS


def place_by_id(job: Job) -> None:
    """Give rows of `fates` that stand nowhere (or only in the town) the village of their household or person."""
    own = [job.by_field[one] for one in IDS if one in job.by_field]
    if not own or not job.rows("select 1 from fates where nowhere and fate in ('held', 'taken') limit 1"):
        return
    told = sources(job)
    if not told:
        return
    wanted = " union ".join(f"select v{j} from vals join fates using (id) where nowhere" for j in own)
    job.run(
        f"""
        create or replace temp table homes as
        with told as ({" union all ".join(told)}),
        dated as (
            select *, dense_rank() over (partition by id_no order by fresh desc, ledger_on desc nulls last, batch_id desc) as age
            from told where id_no in ({wanted}) and unit_id is not null
        ),
        last_words as (
            select id_no, unit_id, min(age) filter (not gone) as listed, min(age) as age from dated group by id_no, unit_id
        ),
        latest as (select *, dense_rank() over (partition by id_no order by listed nulls last, age) as place from last_words)
        select id_no, min(unit_id) as unit_id from latest where place = 1
        group by id_no having count(distinct unit_id) = 1
        """
    )
    if (
        within := job.setting.rosters.within
    ) is not None:  # whoever may not bring a unit's rows learns nothing of them
        mine = " or ".join(f"starts_with(unit_id || '/', {quoted(one + '/')})" for one in within)
        job.run(f"delete from homes where not ({mine or 'false'})")
    found = ", ".join(f"(select unit_id from homes where id_no = vals.v{j})" for j in own)
    job.run(
        f"""
        update fates set unit_id = found.unit_id, fate = 'taken'
        from (select id, coalesce({found}) as unit_id from vals) as found
        where fates.id = found.id and found.unit_id is not null and nowhere and fate in ('held', 'taken')
        """
    )


def sources(job: Job) -> list[str]:
    """SELECTs of (id_no, unit_id, ledger_on, batch_id, fresh, gone) from the rosters that there are."""
    rosters = job.setting.rosters
    found = [
        f"select {one}, unit_id, cast(null as date), '', true, {gone(one, set(columns))} from {name}"
        for name, columns in rosters.tables
        for one in IDS
        if one in columns
    ]
    for number, table in enumerate(rosters.beside):
        job.connection.register(f"beside{number}", table)
        found += from_rows(f"beside{number}", "''", "true", set(table.column_names))
    accepted = [one["batch_id"] for one in in_force(rosters.folder) if "roster" in one["kinds"]]
    if accepted:
        told = kept(job.connection, rosters.folder, accepted)
        found += from_rows(f"({told.source})", "batch_id", "false", set().union(*told.columns))
    if found:
        found[0] = f"select * from ({found[0]}) as told (id_no, unit_id, ledger_on, batch_id, fresh, gone)"
    return found


def in_force(folder: Path | None) -> list[dict]:
    return [] if folder is None else batches.in_force(folder)


def from_rows(source: str, batch: str, fresh: str, columns: set[str]) -> list[str]:
    return [
        f"select {one}, unit_id, ledger_on, {batch}, {fresh}, {gone(one, columns)} from {source} where kind = 'roster'"
        for one in IDS
        if one in columns
    ]


def gone(number: str, columns: set[str]) -> str:
    """Whether a row says that whoever has this number left or died; of a head, a member's row says nothing."""
    said = [f"{one} is not null" for one in ("left_on", "died_on") if one in columns]
    said += ["coalesce(roll_state = 'ended', false)"] if "roll_state" in columns else []
    own = "coalesce(id_no = head_id, true)" if number == "head_id" and "id_no" in columns else "true"
    return f"({' or '.join(said) or 'false'}) and {own}"
