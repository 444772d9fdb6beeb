"""The command that opens files: people and households."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from care import answers
from care.commands.result import Result, records, store_in_force, unit_named
from care.definitions import Definitions
from care.inspection import person
from care.store import EVERYTHING, Store


def add(asks, command) -> None:
    """The command and its words on the command line."""
    told = command(asks, "people", people, "person files; by --id or --name everything on file")
    for name in ("id", "name", "unit"):
        told.add_argument(f"--{name}", default="")
    told.add_argument(
        "--household", default="", metavar="HEAD", help="the household of this head (ID or name)"
    )


def people(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Person files: who they are, groups, pairings and contacts; asked for by ID or name, everything on file.
    With `household` (the head's ID or name): household files."""
    store = store_in_force(folder, definitions)
    unit = unit_named(asked.unit, store) if asked.unit else ""
    if asked.household:
        return Result(_households(store, definitions, asked.household, unit))
    found = records(
        store.query(
            EVERYTHING, answers.read_sql("people"), {"id": asked.id, "name": asked.name, "unit": unit}
        )
    )
    if not (asked.id or asked.name):
        return Result([_person(store, facts) for facts in found])
    files = [
        person.person_file(store, EVERYTHING, definitions, facts["person_id"], store.as_of) for facts in found
    ]
    return Result([facts | _file(one) for facts, one in zip(found, files, strict=True) if one])


def _households(store: Store, definitions: Definitions, head: str, unit: str) -> list[dict]:
    sql = """select household_id from households
        where (head_name = $head or household_id = subject_key('household|id|' || $head))
            and ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))"""
    found = store.query(EVERYTHING, sql, {"head": head, "unit": unit})["household_id"]
    files = [person.household_file(store, EVERYTHING, definitions, int(one), store.as_of) for one in found]
    return [one.basics | _file(one) for one in files if one]


def _person(store: Store, facts: dict) -> dict:
    known = {"person": facts["person_id"], "as_of": store.as_of}
    for what in ("memberships", "pairings", "contacts"):
        facts[what] = records(store.query(EVERYTHING, answers.read_sql(f"person/{what}"), known))
    return facts


def _file(one: person.File) -> dict:
    """What the page of a file shows, beside the person's own row."""
    frames = ("pairings", "contacts", "absences", "members", "relief", "houses", "duties", "sources")
    return {
        "memberships": records(one.groups),
        **{name: records(getattr(one, name)) for name in frames},
        "missing": one.missing,
        "facts": [asdict(fact) for fact in one.facts],
        "changes": [asdict(change) for change in one.changes],
    }
