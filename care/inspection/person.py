"""Person and household files (一人一档): everything that ledgers say of one person, through the asker's row wall.

An id that does not exist and one that the asker may not see give the same: nothing.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from care.definitions import Definitions
from care.inspection.facts import Change, Fact, changes, facts
from care.inspection.gaps import duties_of
from care.store import Scope, Store, read_sql


@dataclass(frozen=True)
class File:
    """A person's or a household's file on a day. Frames are as queries/person/*.sql return them; `duties` as
    gaps.duties_of. `basics` is the row of the person or household."""

    kind: str
    subject_id: int
    as_of: date
    basics: dict
    facts: list[Fact]
    changes: list[Change]
    missing: list[str]
    groups: pd.DataFrame
    pairings: pd.DataFrame
    contacts: pd.DataFrame
    absences: pd.DataFrame
    members: pd.DataFrame
    relief: pd.DataFrame
    houses: pd.DataFrame
    duties: pd.DataFrame
    sources: pd.DataFrame


class Reader:
    """One asker's questions about one subject; `known` are the parameters of every one of them."""

    def __init__(self, store: Store, scope: Scope, **known):
        self._store, self._scope, self._known = store, scope, known

    def __call__(self, name: str, **more) -> pd.DataFrame:
        return self._store.query(self._scope, read_sql(f"person/{name}"), self._known | more)

    def row(self, name: str) -> dict | None:
        found = self(name).to_dict("records")
        return found[0] if found else None


def person_file(
    store: Store, scope: Scope, definitions: Definitions, person_id: int, as_of: date
) -> File | None:
    """The file of a person, or None: no such person, or none that the asker may see."""
    read = Reader(store, scope, person=person_id, as_of=as_of)
    basics = read.row("basics")
    if basics is None:
        return None
    households = [int(one) for one in read("households")["household_id"]] or [-1]
    houses = read("houses", households=households)
    subjects = [person_id, *households, *(int(one) for one in houses["house_id"])]
    said = read("said")
    return File(
        "person",
        person_id,
        as_of,
        basics,
        facts(basics, said),
        changes(said),
        list(read("missing")["field"]),
        read("memberships"),
        read("pairings"),
        read("contacts"),
        read("absences"),
        _others(read("members", households=households), person_id),
        read("relief", households=households),
        houses,
        duties_of(store, scope, definitions, subjects, as_of),
        read("sources", subjects=subjects),
    )


def household_file(
    store: Store, scope: Scope, definitions: Definitions, household_id: int, as_of: date
) -> File | None:
    """The file of a household, or None. Contacts are those with its people."""
    read = Reader(store, scope, household=household_id, households=[household_id], as_of=as_of)
    basics = read.row("household")
    if basics is None:
        return None
    members, houses = read("members"), read("houses")
    people = [int(one) for one in members["person_id"]]
    subjects = [household_id, *people, *(int(one) for one in houses["house_id"])]
    said = read("said_of_household")
    return File(
        "household",
        household_id,
        as_of,
        basics,
        facts(basics, said),
        changes(said),
        [],
        _all(read, "memberships", people),
        _all(read, "pairings", people),
        _all(read, "contacts", people),
        _all(read, "absences", people),
        members,
        read("relief"),
        houses,
        duties_of(store, scope, definitions, subjects, as_of),
        read("sources", subjects=subjects),
    )


def file_of(
    store: Store, scope: Scope, definitions: Definitions, kind: str, subject_id: int, as_of: date
) -> File | None:
    """The file behind an address: `kind` is person or household."""
    read = {"person": person_file, "household": household_file}[kind]
    return read(store, scope, definitions, subject_id, as_of)


def address_of(
    store: Store, scope: Scope, definitions: Definitions, subject_id: int
) -> tuple[str, int] | None:
    """("person" or "household", id) of the file of a list's row; a house's is its household's. None: it has none."""
    sql = """select s.kind, coalesce(h.household_id, s.subject_id) as id
        from subjects as s left join houses as h on s.subject_id = h.house_id where s.subject_id = $subject"""
    found = store.query(scope, sql, {"subject": subject_id})
    if not len(found) or found["kind"][0] not in ("person", "household", "house"):
        return None
    return "person" if found["kind"][0] == "person" else "household", int(found["id"][0])


def _others(members: pd.DataFrame, person_id: int) -> pd.DataFrame:
    return members[members["person_id"] != person_id].reset_index(drop=True)


def _all(read: Reader, name: str, people: list[int]) -> pd.DataFrame:
    """The answers for each of several people below each other, with whose they are."""
    parts = [read(name, person=one).assign(person_id=one) for one in people or [-1]]
    return pd.concat(parts, ignore_index=True)
