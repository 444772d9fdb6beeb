"""Only ledgers of contacts came or went: the store before is copied, and what they touch is made anew in the copy.

What a contact touches is little: the rows of its ledger, the contacts of its person, which units handed
in, the texts, and the month-ends of those people from the first of those days on. All of it is made by the same SQL as
in a whole build, over fewer rows. Where more may be touched (other ledgers, new units, rules, IDs that a row teaches),
the whole is built; tests/test_patching.py holds that both give the same store.
"""

import contextlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from care import obligations, tallies, told, touched
from care.definitions import Definitions, Indicator
from care.ledgers.kept import kept
from care.sql import read_sql
from care.touched import MOST_ROWS, TooMuch

MOST_PATCHED = 20  # times in a row: what is added stands at a table's end, not beside its unit


@dataclass(frozen=True)
class Change:
    """What was added to the store at `before`, and what went."""

    added: tuple[dict, ...]
    gone: tuple[str, ...]
    before: Path


def change_of(before: Path, manifests: list[dict], rules: str) -> Change | None:
    """What came and went since the store at `before`; None where that is no small change of contacts."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{touched.text(before)}' as store (read_only)")
        connection.execute("use store")
        try:
            meta = connection.execute("select rules, patched, as_of is not null from base.meta").fetchall()[0]
        except duckdb.Error:  # of an earlier version
            return None
        held = {
            one: (nth, kinds)
            for one, nth, kinds in connection.execute(
                "select batch_id, nth, kinds from base.batches"
            ).fetchall()
        }
    if meta[0] != rules or meta[1] >= MOST_PATCHED or meta[2] != told.is_invented(manifests) or not held:
        return None
    now = {one["batch_id"]: one for one in manifests}
    if any(held[one][0] != now[one]["nth"] for one in held.keys() & now.keys()):
        return None
    added = tuple(one for name, one in now.items() if name not in held)
    gone = tuple(name for name in held if name not in now)
    kinds = {tuple(one["kinds"]) for one in added} | {tuple(held[name][1].split(",")) for name in gone}
    if kinds != {("contacts",)} or sum(one["facts"] for one in added) > MOST_ROWS:
        return None
    return Change(added, gone, before)


def copied(change: Change, aside: Path) -> bool:
    """The store before under another name; False where that cannot be had."""
    with contextlib.suppress(OSError):
        shutil.copyfile(change.before, aside)
        return aside.stat().st_size == change.before.stat().st_size
    return False


def affected(definitions: Definitions) -> tuple[list[Indicator], list[Indicator]]:
    """Indicators whose answers contacts may change: those judged person by person, and those asked anew as a whole."""
    by_person, whole = [], []
    for one in definitions.indicators.values():
        words = set(re.findall(r"\w+", re.sub(r"--.*", "", read_sql(one.id))))
        if words & {"alike_texts", "row_problems", "doubted_totals"}:
            raise TooMuch(one.id)
        of_contacts, of_ledgers = (
            words & {"contacts", "statements"},
            words & {"handed_in", "unmatched", "batches"},
        )
        if of_contacts and of_ledgers:
            raise TooMuch(one.id)
        if of_contacts:
            by_person.append(one)
        elif of_ledgers:
            whole.append(one)
    return by_person, whole


def patch(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    definitions: Definitions,
    change: Change,
    manifests: list[dict],
    version: str,
) -> None:
    """Bring the copy that the connection uses up to the batches in force (`manifests`). Raises TooMuch."""
    connection.execute("set variable whole = true")
    first_day, last_before = connection.execute("select first_day, last_day from base.meta").fetchall()[0]
    gone = {"gone": list(change.gone)}
    for name in ("batches", "problems"):
        connection.execute(
            f"delete from base.{name} where batch_id in (select unnest(cast($gone as varchar[])))", gone
        )
    told.add(connection, "batches", told.batch_rows(change.added))
    told.add(connection, "problems", told.problem_rows(change.added))
    rows = kept(connection, folder, [one["batch_id"] for one in change.added])
    told.show_told(connection, rows, definitions)
    touched.take_rows(connection, list(change.gone))
    connection.execute("drop view base.told; drop view base.rows")
    days = touched.take_people(connection)
    by_person, whole = affected(definitions)
    last_day = told.last_day_of(connection, manifests)
    before, now = (tallies.ends(definitions, first_day, last) for last in (last_before, last_day))
    again = [end for end in now if end in before and days and end >= days[0]]
    touched.world(connection)
    touched.judge(connection, by_person, again, "judged_before")
    touched.world_ends(connection)
    if days:
        touched.take_contacts(connection)
    for name, columns, asked in obligations.tables(definitions, first_day, last_day):
        connection.execute(f"drop table base.{name}")
        told.table(connection, name, columns, asked)
    touched.take_ledgers(connection)
    touched.world(connection)
    touched.judge(connection, by_person, again, "judged_now")
    touched.world_ends(connection)
    touched.add_up(connection)
    gone_ends = ", ".join(f"date '{end}'" for end in before if end not in now)
    if gone_ends:
        connection.execute(f"delete from base.tallies where as_of in ({gone_ends})")
    touched.judge_units(connection, whole, now)
    others = [one for one in definitions.indicators.values() if one not in whole]
    if new := [end for end in now if end not in before]:
        tallies.tally(connection, others, new)
    touched.take_texts(connection)
    first = connection.execute("select coalesce(min(on_day), current_date) from base.contacts").fetchall()
    if first != [(first_day,)]:
        raise TooMuch("the first day of all")
    connection.execute(
        "update base.meta set version = $version, last_day = cast($last as date), patched = patched + 1, "
        "as_of = case when as_of is not null then cast($last as date) end",
        {"version": version, "last": last_day},
    )
