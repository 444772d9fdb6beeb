"""A ledger that comes in without people who were erased: neither rows about them, nor what rows of others say of them.

Only hashes tell who they were. A file that held one of them is not kept as it came, wherever in it they stood.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care.ledgers import batches, erased, kept, left_out
from care.ledgers.insides import ids_in
from care.ledgers.problems import Problem, mask

SOMEBODY = "某人"
SHORT = 15  # an ID number of before 1999 is a part of numbers that are somebody else's
# Whom rows name beside whom they are about, with what stands there of the same person.
GUARDIAN = {"guardian_name": ("guardian_phone", "guardian_address", "guardian_relation")}
HELPERS = {
    "helper_name": ("helper_phone", "helper_position"),
    "responsible_name": ("responsible_phone", "responsible_position"),
    "answer_name": ("answer_phone", "answer_position"),
    "contact_by": (),
}
OURS = (
    "kind",
    "sheet",
    "unit_id",
    "class_unit_id",
    "id_no",
    "head_id",
)  # written by the program, or compared whole
# Between the signs of a long number, as people write them; for RE2 and Python alike.
GAP = "[\\s\u00a0\u3000·.\\-–—]{0,2}"
DIGIT, LAST = "[0-9０-９]", "[0-9０-９XxＸｘ]"
LONG = f"{DIGIT}(?:{GAP}{DIGIT}){{13}}{GAP}{DIGIT}"
NUMBERS = (
    re.compile(f"(?=({LONG}(?:{GAP}{DIGIT}){{2}}{GAP}{LAST}))"),
    re.compile(f"(?<![0-9])(?=({LONG})(?![0-9Xx]))"),
)
SEVERAL = re.compile(r"[、,，;；/\s]+")
BETWEEN = "\n"
BESIDE = re.compile(r"[^0-9X]")


def without(folder: Path, report, rows: pa.Table, data: bytes):
    """(report, rows, whether the file held anybody) without people who were erased. What was told of a row about one of
    them is left out, too. `data`: the file as it came."""
    known = erased.in_force(folder)
    if not known:
        return report, rows, False
    out = erased.hit(folder, known, rows)
    out = pc.and_not(out, _of_living(folder, rows, out))
    gone, rows = rows.filter(out), rows.filter(pc.invert(out))
    rows, touched, said = unnamed(folder, known, rows)
    inside = {one for one in ids_in(data) if erased.hashed(folder, "id", one) in known}
    inside = {one for one in inside if len(one) != SHORT or left_out.alone(data, one)}
    if not gone.num_rows and not touched and not inside:
        return report, rows, False
    places = erased.spots(gone) | (left_out.spots(data, tuple(inside)) - erased.spots(rows))
    kept = [
        one
        for one in report.problems
        if (one.sheet, one.row) not in places and not (one.value and one.value in said)
    ]
    told = []
    if gone.num_rows:
        told.append(Problem("erased_left_out", values={"rows": gone.num_rows}))
    if touched:
        told.append(Problem("erased_unnamed", values={"rows": touched}))
    if not told:
        told.append(Problem("erased_in_file"))
    counts = {
        "taken": max(0, report.counts["taken"] - gone.num_rows),
        "ignored": report.counts["ignored"] + gone.num_rows,
    }
    report = dataclasses.replace(
        report,
        facts=report.facts - gone.num_rows,
        counts=report.counts | counts,
        problems=(*told, *kept),
        problem_counts=report.problem_counts | {one.code: 1 for one in told},
    )
    return report, rows, True


def _of_living(folder: Path, rows: pa.Table, out: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which of the rows `out`, told by no more than a name, may be about somebody who came since: a ledger in force or this
    one lists them by a number of their own in or below the row's unit."""
    bare = pc.and_(out, pc.invert(_numbered(rows)))
    names = pc.unique(erased.own(rows)[0].filter(bare))
    if not len(names):
        return bare
    places: dict[str, set[str]] = {}
    for table in (rows, *(kept.rows(folder, one["batch_id"]) for one in batches.in_force(folder))):
        name = erased.own(table)[0]
        theirs = pc.and_(pc.is_in(name, value_set=names), _numbered(table))
        for place in ("unit_id", "class_unit_id"):
            at = erased.column(table, place).filter(theirs).to_pylist()
            for one, unit in zip(name.filter(theirs).to_pylist(), at, strict=True):
                places.setdefault(one, set()).add(unit or "")
    units = [erased.column(rows, place).to_pylist() for place in ("unit_id", "class_unit_id")]
    lives = [
        told
        and any(
            batches.below(one, tuple(unit for unit in (village, school) if unit))
            for one in places.get(name, ())
        )
        for told, name, village, school in zip(
            bare.to_pylist(), erased.own(rows)[0].to_pylist(), *units, strict=True
        )
    ]
    return pa.chunked_array([pa.array(lives, pa.bool_())])


def _numbered(rows: pa.Table) -> pa.ChunkedArray:
    """Which rows are about somebody by an ID or register number."""
    found = pc.is_valid(erased.own(rows)[1])
    for one in erased.NUMBERS:
        found = pc.or_(found, pc.is_valid(erased.number(rows, one)))
    return found


def unnamed(folder: Path, known: frozenset[str], rows: pa.Table) -> tuple[pa.Table, int, set[str]]:
    """(rows of others without whom these hashes stand for, how many changed, what was taken out as problems show it):
    as their head, guardian, helper or visitor, and by an ID number inside a text."""
    column = erased.column
    head = column(rows, "head_id")
    named = _here(folder, known, rows, "head_name", "name")
    of_head = pc.or_(erased.known_in(folder, known, head, "id"), pc.and_(pc.is_null(head), named))
    hits = {("head_id", "head_name"): of_head}
    for name, beside in (GUARDIAN | HELPERS).items():
        hit = _here(folder, known, rows, name, "name" if name in GUARDIAN else "by")
        for phone in (one for one in beside if one.endswith("_phone")):
            if name in HELPERS:  # with another telephone it is a namesake
                hit = pc.and_(hit, pc.is_null(column(rows, phone)))
            both = pc.binary_join_element_wise(column(rows, name), column(rows, phone), "|")
            hit = pc.or_(hit, erased.known_in(folder, known, both, "phone"))
        hits[name, *beside] = hit
    touched, said = pa.chunked_array([pa.repeat(False, rows.num_rows)]), set()
    for names, hit in hits.items():
        if pc.any(hit).as_py():
            touched = pc.or_(touched, hit)
            said |= {mask(one) for name in names for one in column(rows, name).filter(hit).to_pylist() if one}
            rows = blanked(rows, hit, names)
    for name in HELPERS:
        before = column(rows, name)
        rows = relisted(rows, name, lambda one, unit: erased.hashed(folder, "by", one, unit) in known)
        touched = pc.or_(touched, differs(before, column(rows, name)))
    for at, field in enumerate(rows.schema):
        if pa.types.is_string(field.type) and field.name not in OURS:
            texts = _without_ids(folder, known, rows.column(at), whole=field.name in erased.NUMBERS)
            if texts is not None:
                touched = pc.or_(touched, differs(rows.column(at), texts))
                rows = rows.set_column(at, field, texts)
    return rows, pc.sum(touched).as_py() or 0, said


def differs(before: pa.ChunkedArray, after: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a text was changed."""
    return pc.and_(pc.is_valid(before), pc.fill_null(pc.not_equal(before, after), True))


def blanked(rows: pa.Table, hit: pa.ChunkedArray, names: tuple[str, ...]) -> pa.Table:
    """The rows with nothing in these columns where `hit`."""
    for name in names:
        if name in rows.column_names:
            at = rows.column_names.index(name)
            field = rows.schema.field(at)
            blank = pc.if_else(hit, pa.scalar(None, field.type), rows.column(at))
            rows = rows.set_column(at, field, blank)
    return rows


def relisted(rows: pa.Table, name: str, taken: Callable[[str, str], bool]) -> pa.Table:
    """The rows with a column that may list several (甲、乙) without those who are `taken` (name, unit)."""
    if name not in rows.column_names:
        return rows
    for place in ("unit_id", "class_unit_id"):
        at, texts = rows.column_names.index(name), erased.column(rows, name)
        both = pc.binary_join_element_wise(texts, erased.column(rows, place), BETWEEN)
        several = both.filter(pc.fill_null(pc.match_substring_regex(texts, SEVERAL.pattern), False))
        changed = {}
        for one in several.drop_null().unique().to_pylist():
            text, _, unit = one.partition(BETWEEN)
            parts = SEVERAL.split(text)
            left = [part for part in parts if not taken(part, unit)]
            if left != parts:
                changed[one] = "、".join(left) or None
        if changed:
            found = pc.index_in(both, value_set=pa.array(list(changed), pa.string()))
            new = pa.array(list(changed.values()), pa.string()).take(found.combine_chunks())
            rows = rows.set_column(at, rows.schema.field(at), pc.if_else(pc.is_null(found), texts, new))
    return rows


def _here(folder: Path, known: frozenset[str], rows: pa.Table, name: str, sort: str) -> pa.ChunkedArray:
    """Where a column names somebody of the row's own unit."""
    found = pa.chunked_array([pa.repeat(False, rows.num_rows)])
    for place in ("unit_id", "class_unit_id"):
        both = pc.binary_join_element_wise(erased.column(rows, name), erased.column(rows, place), "|")
        found = pc.or_(found, erased.known_in(folder, known, both, sort))
    return found


def _without_ids(
    folder: Path, known: frozenset[str], texts: pa.ChunkedArray, whole: bool
) -> pa.ChunkedArray | None:
    """Texts without ID numbers of people who were erased (`whole`: nothing instead of such a text); None where there are
    none."""
    long = texts.filter(pc.fill_null(pc.match_substring_regex(texts, LONG), False)).unique()
    changed = {one: _bare(folder, known, one) for one in long.to_pylist()}
    changed = {one: None if whole else bare for one, bare in changed.items() if bare != one}
    if not changed:
        return None
    at = pc.index_in(texts, value_set=pa.array(list(changed), pa.string()))
    return pc.if_else(pc.is_null(at), texts, pa.array(list(changed.values()), pa.string()).take(at))


def _bare(folder: Path, known: frozenset[str], text: str) -> str:
    for form in NUMBERS:
        for found in reversed(list(form.finditer(text))):
            number = BESIDE.sub("", unicodedata.normalize("NFKC", found[1]).upper())
            if erased.hashed(folder, "id", number) in known:
                text = text[: found.start(1)] + SOMEBODY + text[found.end(1) :]
    return text
