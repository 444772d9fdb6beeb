"""Whom an erasing is about, by a number: found in the store, in the rows of any batch (an undone or replaced one, too),
or only in what came with a ledger and was left out (rows held or refused, a remark, a cell beside the table)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care import traces, vault
from care.ledgers import batches, erased, kept, left_out
from care.ledgers.insides import ids_in
from care.ledgers.problems import Refused
from care.store import EVERYTHING, Store
from care.traces import Person

FOUND = """select distinct person_id from statements
where person_id is not null and (who_id = $word or cast(person_id as varchar) = $word)"""
FACTS = """select who_id, own_id_no, student_no, disability_no, who_name, unit_id, class_unit_id
from statements where person_id = $person"""
CALLED = "select distinct who_name from statements where who_id = $id_no or own_id_no = $id_no"
BORN = re.compile(r"[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
SHORT = 15  # digits of an ID number of before 1999
ID_NUMBER = re.compile(r"\d{15}|\d{17}[\dX]")  # looked for inside texts, so a part of one would find others


@dataclass(frozen=True)
class Told:
    """What is known of somebody; the rest is learned from the rows (care.erasing.person_of). `person_id`: theirs in the
    store, None where they are not in it. `places`: unit ids."""

    ids: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    person_id: int | None = None


def find(folder: Path, store: Store | None, word: str) -> Told:
    """Who has this ID number, register number, or person number of the store. Raises Refused('erase_unknown')."""
    word = word.strip().upper()
    forms = [one for one in (word, traces.other_form(word)) if one]
    for look in (partial(_in_store, store), partial(_in_rows, folder), partial(in_texts, folder)):
        for form in forms:
            if found := look(form):
                return found
    raise Refused("erase_unknown")


def _in_store(store: Store | None, word: str) -> Told | None:
    if store is None:
        return None
    found = store.query(EVERYTHING, FOUND, {"word": word})["person_id"]
    if len(found) > 1:
        raise Refused("erase_unknown")
    if found.empty:
        return None
    facts = store.query(EVERYTHING, FACTS, {"person": int(found[0])})

    def told(*names: str) -> frozenset[str]:
        return frozenset(value for name in names if name in facts for value in facts[name].dropna())

    ids, places = told("who_id", "own_id_no"), told("unit_id", "class_unit_id")
    numbers = frozenset(filter(erased.tells, told(*erased.NUMBERS)))
    names = told("who_name")
    held = _held(numbers, names, lambda one: set(store.query(EVERYTHING, CALLED, {"id_no": one})["who_name"]))
    return Told(ids or held, numbers, names, places, int(found[0]))


def _in_rows(folder: Path, word: str) -> Told | None:
    tables = [kept.rows(folder, one["batch_id"]) for one in batches.all_batches(folder)]
    told = told_by([rows.filter(_about(rows, word)) for rows in tables])
    if not told.ids and not told.numbers:
        told = told_by([rows.filter(_holds(rows, word)) for rows in tables])
    if len(told.ids) > 1 or not told.ids and len(told.names) > 1:  # a register number that was filled down
        raise Refused("erase_unknown")
    if not told.ids:
        told = replace(told, ids=_held(told.numbers, told.names, partial(_called, tables)))
    return told if told.ids or told.numbers else None


def _called(tables: list[pa.Table], id_no: str) -> set[str]:
    """What rows call whoever has this ID number."""
    own = [erased.own(rows) for rows in tables]
    return {one for name, found in own for one in name.filter(traces.among(found, (id_no,))).to_pylist()}


def _about(rows: pa.Table, word: str) -> pa.ChunkedArray:
    """Which rows have this ID or register number as their own."""
    found = traces.about(rows, Person(ids=(word,)))
    for one in erased.NUMBERS if erased.tells(word) else ():
        found = pc.or_(found, traces.among(erased.column(rows, one), (word,)))
    return found


def _holds(rows: pa.Table, word: str) -> pa.ChunkedArray:
    """Which rows have a register number that holds this ID number."""
    first, second = (erased.holding(erased.number(rows, one), word.__eq__) for one in erased.NUMBERS)
    return pc.or_(first, second)


def told_by(tables: list[pa.Table]) -> Told:
    """What rows that are all about one person say of them."""

    def values(*names: str) -> frozenset[str]:
        return frozenset(
            one for rows in tables for name in names for one in erased.column(rows, name).to_pylist() if one
        )

    own = [erased.own(rows) for rows in tables]
    names = frozenset(one for name, _ in own for one in name.to_pylist() if one)
    ids = frozenset(one for _, id_no in own for one in id_no.to_pylist() if one)
    numbers = frozenset(filter(erased.tells, values(*erased.NUMBERS)))
    return Told(ids, numbers, names, values("unit_id", "class_unit_id"))


def _held(
    numbers: frozenset[str], names: frozenset[str], called: Callable[[str], set[str]]
) -> frozenset[str]:
    """The one ID number that somebody's register numbers hold: by it they would come in again, and may stand elsewhere.
    Not where `called` says that it is somebody's of another name: then it stands there by a slip of the pen."""
    found = {
        one
        for number in numbers
        for one in erased.held(number)
        if BORN.fullmatch(one) and traces.check_digit(one[:17]) == one[17]
    }
    return frozenset(found) if len(found) == 1 and called(*found) <= names else frozenset()


def in_texts(folder: Path, word: str) -> Told | None:
    """No row of theirs was taken: is the number anywhere in rows of others, or in a file as it came? One of 15 digits
    only where it stands by itself: an ID number whose end was left out is a part of the whole one."""
    if not ID_NUMBER.fullmatch(word):
        return None
    person, names, found = Person(ids=(word,)), set(), False
    for one in batches.all_batches(folder):
        rows = kept.rows(folder, one["batch_id"])
        found = found or any(_said(rows, form) for form in person.both_ids)
        path = left_out.original(folder, one["batch_id"])
        data = vault.read(path) if path else b""
        if traces.names_in(data, person, names=False):
            found = True
            names |= left_out.named(one, data, person.both_ids)
    ids = (
        {word, traces.other_form(word)} if len(word) == SHORT else {word}
    )  # a later ledger brings the longer
    return Told(frozenset(ids), names=frozenset(names)) if found else None


def written(folder: Path) -> dict[str, str]:
    """Hash → ID number of all that stand in files as they came."""
    found: set[str] = set()
    for one in batches.all_batches(folder):
        if path := left_out.original(folder, one["batch_id"]):
            found |= ids_in(vault.read(path))
    return {erased.hashed(folder, "id", one): one for one in found}


def _said(rows: pa.Table, word: str) -> bool:
    texts = (rows.column(field.name) for field in rows.schema if pa.types.is_string(field.type))
    if len(word) == SHORT:
        return any(left_out.by_itself(text, word) for text in texts)
    return any(pc.any(pc.match_substring(text, word)).as_py() for text in texts)
