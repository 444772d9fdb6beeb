"""Who is to be erased, as they stand in rows and texts: which rows are about them, what other rows say of them."""

import contextlib
import html
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care.definitions import Definitions
from care.ledgers import erased, left_out
from care.ledgers.insides import parts
from care.ledgers.keeping_out import GAP, GUARDIAN, HELPERS, SOMEBODY, blanked, differs, relisted
from care.ledgers.problems import mask

LEFT = "\ue000"
# Text fields that say where or what something is, never whom it is about.
PLAIN = {
    "unit_name",
    "parent_name",
    "name_en",
    "class_name",
    "grade",
    "ethnic",
    "structure",
    "contact_precision",
}
# Keys of records whose values tell nothing of whom they are about, but are read by the program: ids (of units, too, which
# may hold a person's name), hashes, codes, days, and who did something. A telephone may be written like a day of theirs.
AS_THEY_ARE = {
    "unit", "unit_id", "units", "reply", "place", "batch_id", "replaces", "sha256", "rows_sha256", "definitions_sha256",
    "context", "format", "encoding", "kinds", "kind", "key", "layout", "column", "field", "how", "code", "source", "state",
    "mark", "check", "lang", "block", "group", "groups", "duty", "relief_item", "seed", "frame_hash", "ledger_on",
    "covers_to", "day", "today", "due_on", "at", "imported_at", "reapplied_at", "by", "imported_by", "reapplied_by",
}  # fmt: skip
OUR_KEY = re.compile("[a-z][a-z0-9_]*")
CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
BLANK = "[\\s\u00a0\u3000]{0,2}"  # between the signs of a name, for RE2 and Python alike
WIDE = 0xFEE0  # from a sign to its full width
LEAST = 7  # digits of a telephone
MOBILE = 11
TAGS, BLANKS = re.compile("<[^<>]*>"), re.compile(r"[\s\0]+")


@dataclass(frozen=True)
class Person:
    """`names` count only in `places` (unit ids), where nobody else is called so; `subjects`: salted ids of the person
    and of the household whose head they are; `units`: any of the office whose names hold one of theirs; `rows`: keys
    (erased.row_key) of rows without a number that the office had decided to be theirs; `helps`: names by which others'
    rows of their places surely call them as helper or visitor; `lone`: telephones that are nobody else's;
    `words`: names that stay inside texts of others, where they are a common word (高兴); `above`: units above theirs where
    nobody else is called so (care.namesakes), in which the names count, too; `beside`: names of units that tell whom a text
    of any other unit means."""

    ids: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    subjects: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    lone: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def near(self) -> tuple[str, ...]:
        """Units whose rows mean the person by their name."""
        return (*self.places, *self.above)

    @cached_property
    def shields(self) -> dict[str, str]:
        """Names of units that hold a name of theirs, with what stands for them meanwhile: 李庄 goes, 李庄村 stays."""
        parts = dict.fromkeys(part for place in (*self.places, *self.units) for part in place.split("/"))
        held = [part for part in parts if any(name in part and name != part for name in self.said)]
        return {part: chr(0xE000 + at) for at, part in enumerate(sorted(held, key=len, reverse=True))}

    def hashes(self, folder: Path) -> list[str]:
        """What recognises them in later files."""
        named = [erased.hashed(folder, "name", name, place) for name in self.names for place in self.near]
        ids = [erased.hashed(folder, "id", one) for one in self.both_ids]
        rows = [erased.hashed(folder, "row", one) for one in self.rows]
        numbers = [erased.hashed(folder, "no", one) for one in self.numbers]
        phones = (one for one in self.phones if len(one) >= LEAST)
        calls = [erased.hashed(folder, "phone", name, one) for one in phones for name in self.names]
        helps = [erased.hashed(folder, "by", name, place) for name in self.helps for place in self.near]
        return [*ids, *numbers, *named, *rows, *calls, *helps]

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def said(self) -> tuple[str, ...]:
        """Names as they are sought inside texts: one sign stands in too many words that are nobody's name."""
        return tuple(name for name in self.names if len(name) > 1 and name not in self.words)

    @property
    def short(self) -> tuple[str, ...]:
        """Names of two signs: many of them are a common word, too."""
        return tuple(name for name in self.names if len(name) == 2)

    @cached_property
    def both_ids(self) -> tuple[str, ...]:
        """ID numbers as they are written today and as before 1999."""
        return tuple(dict.fromkeys(form for one in self.ids for form in (one, other_form(one)) if form))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Numbers as they are sought inside texts. What is written like a day is one, more often than a telephone."""
        phones = (one for one in self.phones if len(one) >= LEAST and not _like_a_day(one))
        return (*self.both_ids, *self.numbers, *phones)

    @classmethod
    def of(cls, told: dict) -> "Person":
        known = cls(**{name: tuple(value) for name, value in told.items()})
        return replace(known, numbers=tuple(filter(erased.tells, known.numbers)))


def about(rows: pa.Table, person: Person) -> pa.ChunkedArray:
    """Which rows are about the person."""
    name, id_no = erased.own(rows)
    found = among(id_no, person.ids)
    numbered = pc.is_valid(id_no)
    for one in erased.NUMBERS:
        number = erased.number(rows, one)
        found = pc.or_(found, among(number, person.numbers))
        if person.ids and person.names:  # a row of another name holds it by a slip of the pen
            theirs = erased.holding(number, set(person.both_ids).__contains__)
            found = pc.or_(found, pc.and_(theirs, among(name, person.names)))
        numbered = pc.or_(numbered, pc.is_valid(number))
    named = pc.and_(among(name, person.names), here(rows, person))
    named = pc.or_(named, among(erased.row_key(rows), person.rows))
    return pc.or_(found, pc.and_(named, pc.invert(numbered)))


def here(rows: pa.Table, person: Person) -> pa.ChunkedArray:
    """Which rows are of units where the person's names mean them."""
    units = (erased.column(rows, one) for one in ("unit_id", "class_unit_id"))
    return pc.or_(*(among(one, person.near) for one in units))


def among(values: pa.ChunkedArray, wanted: tuple[str, ...]) -> pa.ChunkedArray:
    """Which values are one of the wanted; never null."""
    return pc.is_in(values, value_set=pa.array(list(wanted), pa.string()))


def unmentioned(rows: pa.Table, person: Person, definitions: Definitions) -> pa.Table:
    """The rows of others without the person: as their head, guardian, helper or visitor, and in free text."""
    near, before = here(rows, person), rows
    head = erased.column(rows, "head_id")
    of_head = pc.or_(
        among(head, person.ids),
        pc.and_(pc.is_null(head), pc.and_(near, among(erased.column(rows, "head_name"), person.names))),
    )
    rows = blanked(rows, of_head, ("head_id", "head_name"))
    for name, beside in (GUARDIAN | HELPERS).items():
        rows = blanked(rows, _as_another(rows, near, person, name, beside), (name, *beside))
    for name in HELPERS:
        rows = relisted(rows, name, lambda one, unit: one in person.helps and unit in person.near)
    for name, field in definitions.fields.items():
        if field["type"] == "phone" and name != "phone":  # theirs is somebody else's there
            nobody = pc.is_null(erased.column(rows, name.replace("_phone", "_name")))
            alone = pc.and_(nobody, among(erased.column(rows, name), person.lone))
            rows = blanked(rows, alone, (name,))
    close = _changed(before, rows)  # whoever names the person in a column of its own writes of them
    whole = replace(person, words=())
    namesake = among(erased.own(before)[0], person.names)  # whose texts mean themselves
    for name in free_texts(rows, definitions):
        at, texts = rows.column_names.index(name), rows[name]
        meant = pc.or_(near, pc.and_not(_told(texts, person), namesake))
        bare = _scrubbed(texts, meant, person)
        if person.words:
            alone = pc.or_(close, pc.and_(near, among(texts, person.words)))
            bare = pc.if_else(alone, _scrubbed(texts, alone, whole), bare)
        rows = rows.set_column(at, rows.schema.field(at), bare)
    return rows


def free_texts(rows: pa.Table, definitions: Definitions) -> list[str]:
    """Columns in which anything may be written, people's names, too."""
    return [
        field.name
        for field in rows.schema
        if definitions.fields.get(field.name, {}).get("type") == "text"
        and field.name not in PLAIN
        and pa.types.is_string(field.type)
    ]


def in_texts(rows: pa.Table, person: Person, definitions: Definitions) -> pa.ChunkedArray:
    """Which rows hold one of the person's names inside a text."""
    found = pa.chunked_array([pa.repeat(False, rows.num_rows)])
    for column in free_texts(rows, definitions) if person.said else ():
        texts = rows[column]
        for part, sign in person.shields.items():
            texts = pc.replace_substring(texts, part, sign)
        found = pc.or_(found, _holding(texts, "|".join(map(_spaced, person.said))))
    return found


def _changed(before: pa.Table, after: pa.Table) -> pa.ChunkedArray:
    """In which rows something was taken out."""
    found = pa.chunked_array([pa.repeat(False, before.num_rows)])
    for name in before.column_names:
        if not before[name].equals(after[name]):
            found = pc.or_(found, differs(before[name], after[name]))
    return found


def how_many_differ(before: pa.Table, after: pa.Table) -> int:
    """In how many rows something was taken out."""
    return pc.sum(_changed(before, after)).as_py() or 0


def _as_another(
    rows: pa.Table, near: pa.ChunkedArray, person: Person, name: str, beside: tuple[str, ...]
) -> pa.ChunkedArray:
    """Where rows of others name the person as guardian, helper or visitor: with their telephone anywhere, without one in
    their places. A helper of their name there with another telephone is somebody else."""
    column = erased.column(rows, name)
    hit = pc.and_(near, among(column, person.names if name in GUARDIAN else person.helps))
    for phone in (one for one in beside if one.endswith("_phone")):
        if name in HELPERS:
            hit = pc.and_(hit, pc.is_null(erased.column(rows, phone)))
        hit = pc.or_(hit, with_phone(rows, person, name, phone))
    return hit


def with_phone(rows: pa.Table, person: Person, name: str, phone: str) -> pa.ChunkedArray:
    """Where one of the person's names stands beside one of their telephones."""
    theirs = tuple(one for one in person.phones if len(one) >= LEAST)
    return pc.and_(among(erased.column(rows, name), person.names), among(erased.column(rows, phone), theirs))


def _scrubbed(texts: pa.ChunkedArray, near: pa.ChunkedArray, person: Person) -> pa.ChunkedArray:
    for one in person.figures:
        if not _by_itself(one):
            texts = pc.replace_substring_regex(texts, written(one), SOMEBODY)
            continue
        for _ in range(2):  # two beside each other share the sign between them
            texts = pc.replace_substring_regex(
                texts, rf"(^|[^0-9]){re.escape(one)}($|[^0-9Xx])", rf"\1{SOMEBODY}\2"
            )
    bare = texts
    for part, sign in person.shields.items():
        bare = pc.replace_substring(bare, part, sign)
    for name in person.said:
        bare = pc.replace_substring_regex(bare, _spaced(name), SOMEBODY)
    for part, sign in person.shields.items():
        bare = pc.replace_substring(bare, sign, part)
    return pc.if_else(near, bare, texts)


def _told(texts: pa.ChunkedArray, person: Person) -> pa.ChunkedArray:
    """Which texts say of what unit they mean the person: 河东村二组赵一平, 赵一平（河东村）."""
    names, units = ("|".join(form) for form in (map(_spaced, person.said), map(re.escape, person.beside)))
    if not names or not units:
        return pa.chunked_array([pa.repeat(False, len(texts))])
    return _holding(
        texts, f"({units})[^。，；,;、和与同跟及去到看\n]{{0,8}}({names})|({names})[(（]({units})"
    )


def _holding(texts: pa.ChunkedArray, form: str) -> pa.ChunkedArray:
    return pc.fill_null(pc.match_substring_regex(texts, form), False)


def _spaced(name: str) -> str:
    """A pattern for a name as people write it: 赵 一平."""
    return BLANK.join(map(re.escape, name))


def scrubbed(said, person: Person, names: bool):
    """Any JSON value without the person's numbers, masked or not, and (with `names`) without their names."""
    if isinstance(said, dict):
        return {
            key if OUR_KEY.fullmatch(key) else scrubbed(key, person, names): one
            if key in AS_THEY_ARE
            else scrubbed(one, person, names)
            for key, one in said.items()
        }
    if isinstance(said, list):
        return [scrubbed(one, person, names) for one in said]
    if not isinstance(said, str):
        return said
    for one in person.figures:
        said = _without(said, one) if _by_itself(one) else re.sub(written(one), SOMEBODY, said)
    for one in map(mask, person.figures):
        said = _without(said, one) if _by_itself(one) else said.replace(one, SOMEBODY)
    return _nameless(said, person) if names else said


def written(number: str) -> str:
    """A pattern for a number as people write it: 110105 20150612 008x, 139-0001-0001, in full width."""
    signs = (
        f"[{sign.upper()}{sign.lower()}{chr(ord(sign.upper()) + WIDE)}{chr(ord(sign.lower()) + WIDE)}]"
        if sign.isascii() and sign.isalnum()
        else re.escape(sign)
        for sign in number
    )
    return GAP.join(signs)


def _by_itself(number: str) -> bool:
    """Is a number sought only where no digit stands beside it? A short one, and an ID number of 15 digits, is a part of
    others that are somebody else's."""
    return len(number) < MOBILE or bool(re.fullmatch(r"\d{15}", number))


def _without(text: str, number: str) -> str:
    return re.sub(rf"(?<![0-9]){re.escape(number)}(?![0-9Xx])", SOMEBODY, text)


def _like_a_day(number: str) -> bool:
    """20261127, 2026-11-27."""
    with contextlib.suppress(ValueError):
        return 1900 <= datetime.strptime(number.replace("-", ""), "%Y%m%d").year < 2100
    return False


def _nameless(text: str, person: Person) -> str:
    for part, sign in person.shields.items():
        text = text.replace(part, sign)
    for name in person.said:
        text = re.sub(_spaced(name), SOMEBODY, text)
    for part, sign in person.shields.items():
        text = text.replace(sign, part)
    return text


def names_in(data: bytes, person: Person, names: bool) -> bool:
    """Does a file as it came name the person? Looked for in its parts, unpacked, as they are and as they are read."""
    numbers = [one for one in (*person.both_ids, *person.numbers) if not _by_itself(one)]
    both = [form for one in numbers for form in {one, one.lower()}]
    if any(_holds(part, both) for part in parts(data)):
        return True
    forms = [re.compile(written(one)) for one in numbers]
    if any(form.search(text) for part in parts(data) for text in _read(part) for form in forms):
        return True
    old = [
        one
        for one in person.both_ids
        if _by_itself(one) and any(_holds(part, (one,)) for part in parts(data))
    ]
    if any(left_out.alone(data, one) for one in old):
        return True
    return names and any(_holds(part, person.said, tuple(person.shields)) for part in parts(data))


def _holds(part: bytes, needles: Iterable[str], beside: tuple[str, ...] = ()) -> bool:
    """Is one of the needles in a part, not counting where it is a part of what is to be left `beside`?"""
    for coding in CODINGS if beside else ():
        for one in beside:
            part = part.replace(one.encode(coding), LEFT.encode(coding))
    if any(one.encode(coding) in part for one in needles for coding in CODINGS):
        return True
    bare = [BLANKS.sub("", one) for one in needles]
    for text in _read(part):
        for one in beside:
            text = text.replace(one, LEFT)
        if any(one in text for one in bare):
            return True
    return False


def other_form(id_no: str) -> str:
    """An ID number of 18 digits as one of 15, as they were before 1999, and the other way; '' for anything else."""
    if re.fullmatch(r"\d{6}19\d{9}[\dX]", id_no):
        return id_no[:6] + id_no[8:17]
    if not re.fullmatch(r"\d{15}", id_no):
        return ""
    body = f"{id_no[:6]}19{id_no[6:]}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The eighteenth sign of an ID number."""
    return "10X98765432"[sum(int(one) * 2 ** (17 - at) for at, one in enumerate(body)) % 11]


def _read(part: bytes):
    """A part's text without markup, references and blanks: 赵 小甲, &#36213;小甲 and a name in two runs of one cell are
    the name. Wide letters may begin at an odd place."""
    for coding in CODINGS:
        for first in (0, 1) if coding.startswith("utf-16") else (0,):
            text = part[first:].decode(coding, "ignore")
            yield BLANKS.sub("", html.unescape(TAGS.sub("", text)))
