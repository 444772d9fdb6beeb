"""Which imports of clerks of some units lean on a roll: they hold rows that of_others.py let in because that roll lists the person
below the clerk's units. Without it they would be held, so it is not undone, or replaced, before them; else a clerk could
list somebody, write about them, and take back the listing alone."""

from pathlib import Path

import duckdb
import pyarrow as pa

from care import vault
from care.ledgers import batches
from care.ledgers.erased import REGISTER
from care.ledgers.kept import kept
from care.ledgers.of_others import KNOWN_BY, OWN, PLACES, PLACING, any_of, below_and_near, places, second
from care.ledgers.problems import Refused
from care.ledgers.rosters import NUMBERS

SAID = ("kind", "batch_id", "name", "head_name", *NUMBERS, "unit_id", "class_unit_id", "roll_state")
DAYS = ("left_on", "died_on")
NEW = ""  # the batch id of rows that are about to replace a batch


def refuse(
    folder: Path, batch_id: str, within: tuple[str, ...] | None, instead: pa.Table | None = None
) -> None:
    """Raises Refused where imports lean on a batch that somebody of the units `within` would undo, or replace by rows
    `instead`: it names those that are theirs to undo first."""
    found = leaning(folder, batch_id, instead, within)
    if not found:
        return
    if any(not one["in_force"] for one in found):
        raise Refused("batch_back_of_others", batch_id=batch_id)
    mine = [one["file"] for one in found if batches.within(one, within)]
    if mine:
        raise Refused("batch_leaned_on", files="、".join(dict.fromkeys(mine)), count=len(mine))
    raise Refused("batch_leaned_on_by_others", count=len(found))


def leaning(
    folder: Path, batch_id: str, instead: pa.Table | None = None, within: tuple[str, ...] | None = None
) -> list[dict]:
    """The manifests of imports of clerks of some units of which rows would be held without a batch in force, oldest first.
    The edition that an undo brings back is one of them where any row of it would be; so are rows `instead` of the batch,
    of a clerk of the units `within`, where they were let in by the batch that they replace."""
    known = {one["batch_id"]: one for one in batches.all_batches(folder)}
    if not known.get(batch_id, {}).get("in_force"):
        return []
    gone = known[batch_id]
    back = known.get(gone.get("replaces")) if instead is None else None
    back = None if back is None or back["withdrawal"] else back
    left = [one for one in known.values() if one["in_force"] and one is not gone] + ([back] if back else [])
    some = [one for one in left if one.get("within") is not None]
    ids = [one["batch_id"] for one in left if places(one) or one in some]
    if instead is not None:
        some.append(gone | {"batch_id": NEW, "within": within or ()})
    if not some or not (back or "roster" in gone["kinds"]):
        return []
    clerks = [one["batch_id"] for one in some]
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1} | vault.limits(folder)) as connection:
        write_wanted(connection, folder, batch_id, back)
        write_told(connection, folder, [batch_id, *ids], instead)
        found: set[str] = set()
        for units in {tuple(one["within"]) for one in some}:
            asked = {one["batch_id"] for one in some if tuple(one["within"]) == units}
            found |= held(connection, gone, back, units, asked, clerks)
    return [one for one in some if one["batch_id"] in found]


def write_wanted(
    connection: duckdb.DuckDBPyConnection, folder: Path, batch_id: str, back: dict | None
) -> None:
    """wanted: the numbers of the roll, and of the edition that comes back."""
    told = kept(connection, folder, [batch_id, *([back["batch_id"]] if back else [])])
    rows = picked(told.source, set().union(*told.columns))
    numbers = " union ".join(f"select {one} as number from said where {one} is not null" for one in NUMBERS)
    connection.execute(f"create temp table wanted as with said as ({rows}) {numbers}")


def write_told(
    connection: duckdb.DuckDBPyConnection, folder: Path, ids: list[str], instead: pa.Table | None
) -> None:
    """told: all rows that hold one of those numbers."""
    told = kept(connection, folder, ids)
    rows = picked(told.source, set().union(*told.columns))
    if instead is not None:
        connection.register("instead", instead)
        rows += " union all " + picked(
            f"select *, '{NEW}' as batch_id from instead", {*instead.column_names, "batch_id"}
        )
    asked = " or ".join(f"{one} in (select number from wanted)" for one in NUMBERS)
    connection.execute(f"create temp table told as select *, {OWN} as own from ({rows}) where {asked}")


def picked(source: str, columns: set[str]) -> str:
    """A SELECT of what rows say of people and places; short register numbers tell nobody."""
    columns = {*columns, "batch_id"}
    shown = [f"cast({one if one in columns else 'null'} as varchar) as {one}" for one in SAID]
    number = shown[SAID.index("student_no")].removesuffix(" as student_no")
    shown[SAID.index("student_no")] = (
        f"case when length({number}) >= {REGISTER} then {number} end as student_no"
    )
    ends = " or ".join([*(f"{one} is not null" for one in DAYS if one in columns), "false"])
    state = "coalesce(cast(roll_state as varchar) = 'ended', false)" if "roll_state" in columns else "false"
    return f"select {', '.join(shown)}, kind = 'roster' and ({ends} or {state}) as leaves from ({source})"


def held(
    connection: duckdb.DuckDBPyConnection,
    gone: dict,
    back: dict | None,
    within: tuple[str, ...],
    asked: set[str],
    some: list[str],
) -> set[str]:
    """Which of the batches `asked`, of clerks of the units `within`, would have rows held. What batches of clerks
    (`some`) say by a household's number, or of who left, keeps no other one's rows in: they would hold each other."""
    ours, near = below_and_near(within)
    own = back["batch_id"] if back and back["batch_id"] in asked else None
    sides = " union all ".join(
        f"select '{field}' as field, {one} as number, batch_id, ours, elsewhere, {second(field, one)} as second, "
        f"of_clerk, of_clerk and (leaves or '{one}' = 'head_id') as unsure from rolls where {one} is not null"
        for field, known_by in KNOWN_BY.items()
        for one in known_by
    )
    joins = "kind = 'roster' and not leaves"
    of_head = f"head_id is distinct from id_no and not ({joins} and head_id is not distinct from own)"
    counts = {"id_no": f"not ({joins})", "student_no": f"not ({joins})", "head_id": of_head}
    numbers = " union all ".join(
        f"select batch_id, leaves, '{field}' as field, {field} as number from told "
        f"where {field} is not null and batch_id in (select unnest($asked)) and {test}"
        for field, test in counts.items()
    )
    sql = f"""
        with rolls as (
            select
                batch_id, leaves, kind <> 'roster' as household,
                batch_id in (select unnest($some)) as of_clerk,
                case when household then coalesce(head_id, own) else own end as own,
                case when not household then head_id end as head_id,
                case when not household then student_no end as student_no,
                {any_of(PLACES, ours)} as ours, {any_of(PLACES, f"not ({near})")} as elsewhere
            from told where kind in {PLACING}
        ),
        listed as (
            select unnest([own, head_id, student_no]) as number from rolls
            where batch_id = $gone and not household and ours
        ),
        sides as ({sides}),
        seen as (
            select
                field, number, bool_or(elsewhere) as elsewhere, coalesce(bool_or(elsewhere and not second), false) as rolled,
                coalesce(list(distinct batch_id) filter (ours and not second and not unsure), []) as by,
                coalesce(bool_or(ours and second and not of_clerk), false) as home
            from sides where batch_id <> $gone group by field, number
        ),
        numbers as ({numbers})
        select distinct n.batch_id
        from numbers as n
        inner join seen as k on n.field = k.field and n.number = k.number
        where k.elsewhere and (k.rolled or not k.home)
            and len(list_filter(k.by, lambda one: not n.leaves or one <> n.batch_id)) = 0
            and (n.batch_id is not distinct from $own or n.number in (select number from listed where number is not null))
    """
    values = {"asked": sorted(asked), "some": some, "gone": gone["batch_id"], "own": own}
    return {one for (one,) in connection.execute(sql, values).fetchall()}
