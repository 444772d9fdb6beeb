"""Headings of a sheet → fields, under one kind of ledger: duplicates by neighbourhood, unseen headings by likeness."""

from dataclasses import dataclass, replace

from care.ledgers import looks
from care.ledgers.headings import Meaning, composed, meaning
from care.ledgers.plain import likeness, plain, without_brackets
from care.ledgers.units import stem
from care.ledgers.vocabulary import Vocabulary

Paths = tuple[tuple[str, ...], ...]
Sample = list[list[str]]  # by column
FOLLOWERS = {
    "phone",
    "position",
    "unit",
    "gender",
    "age",
    "relation",
    "id",
    "kind",
}  # follow a person's name column
CONTACT = (
    "contact_on",
    "contact_by",
    "contact_kind",
    "contact_text",
    "contact_met",
    "contact_place",
    "minutes",
    "found_problem",
)
GUESS = 0.62  # least likeness of an unseen heading


@dataclass(frozen=True)
class Column:
    """One column as understood. `field` None = unknown heading, '' = known and not kept."""

    at: int
    heading: str
    field: str | None
    confidence: float
    how: str


def map_columns(
    paths: Paths, kind: str, sample: Sample, frame
) -> tuple[tuple[Column, ...], tuple[dict[int, int], ...]]:
    """(one Column for each column with a heading, repeated blocks). A field goes to its surest column."""
    words = frame.words
    meanings = [meaning(path, kind, words) if path else None for path in paths]
    meanings = neighbours(meanings, kind, sample, words)
    for j, (path, one) in enumerate(zip(paths, meanings, strict=True)):
        if path and one and one.field is None:
            meanings[j] = guess(path, one, kind, sample[j], words)
    found = [
        Column(j, " ".join(paths[j]), one.field, one.confidence, one.how)
        for j, one in enumerate(meanings)
        if one
    ]
    found = [ticked(column, sample[column.at]) for column in found]
    found = by_content(found, sample, frame)
    blocks = blocks_of(found, kind, words)
    return once(found, {at for block in blocks for at in block.values()}), blocks


def neighbours(
    meanings: list[Meaning | None], kind: str, sample: Sample, words: Vocabulary
) -> list[Meaning | None]:
    """Give a bare 联系电话, 职务 … to the person whose name column it follows (domain.md 2.10)."""
    result = list(meanings)
    role, owner = "person", None
    taken: set[str] = set()
    for j, one in enumerate(meanings):
        if one is None:
            role = "person"
            continue
        if one.attribute == "name" and one.role:
            role, owner = one.role, j
            continue
        if not (one.bare or one.how == "listed" and not one.role) or one.attribute not in FOLLOWERS:
            role = role if one.attribute in FOLLOWERS or one.role == role else "person"
            if one.bare:
                taken.add(one.attribute)
            continue
        if role not in ("person", "head") and belongs(one, j, owner, one.attribute in taken, sample):
            result[j] = composed(role, one.attribute, kind, words, 0.85, "neighbour")
        else:
            taken.add(one.attribute)
    return result


def belongs(one: Meaning, at: int, owner: int | None, seen_before: bool, sample: Sample) -> bool:
    """Does this column describe the person named before it? Repeated helpers with one number each say so."""
    if seen_before or owner is None:
        return True
    known = looks.determined(sample[owner], sample[at])
    return known is None or known >= 0.5


def guess(
    path: tuple[str, ...], unknown: Meaning, kind: str, values: list[str], words: Vocabulary
) -> Meaning:
    """The listed heading most like an unseen one, if its cells do not contradict it."""
    text = without_brackets(plain(path[-1]))
    if len(text) < 2 or not any(value.strip() for value in values):
        return unknown
    listed = words.exact | words.by_kind.get(kind, {})
    best, field = max(((nearness(text, alias), field) for alias, field in listed.items()), default=(0.0, ""))
    if (
        best < GUESS
        or not field
        or words.only.get(field, kind) != kind
        or looks.contradicts(words.types[field], values)
    ):
        return unknown
    return Meaning(field, round(best * 0.75, 2), "likeness")


def nearness(text: str, alias: str) -> float:
    if len(alias) >= 3 and (alias in text or text in alias) and len(text) >= 3:
        return max(likeness(text, alias), 0.66)
    return likeness(text, alias)


def ticked(column: Column, values: list[str]) -> Column:
    """A heading that is only a group's name counts as a tick column if its cells are yes/no."""
    if column.how != "group" or looks.yes_no(values):
        return column
    return replace(column, field=None, confidence=0.0, how="unknown")


def by_content(columns: list[Column], sample: Sample, frame) -> list[Column]:
    """Give fields that nobody has yet to unknown columns whose cells leave no doubt."""
    have = {column.field for column in columns}
    result = []
    for column in columns:
        if column.field is None:
            field = next((f for f in sniffed(sample[column.at], frame) if f not in have), None)
            if field:
                have.add(field)
                column = replace(column, field=field, confidence=0.5, how="content")
        result.append(column)
    return result


def sniffed(values: list[str], frame) -> list[str]:
    """Fields that a column's cells could be, surest first."""
    full = [value for value in (v.strip() for v in values) if value]
    if len(full) < 2:
        return []
    tests = (
        ("id_no", looks.share(full, looks.ID) >= 0.8),
        ("gender", set(full) <= {"男", "女"}),
        ("groups", sum(plain(value) in frame.words.groups for value in full) / len(full) >= 0.8),
        ("village", sum(stem(plain(value)) in frame.places for value in full) / len(full) >= 0.8),
        ("address", looks.share(full, looks.ADDRESS) >= 0.7),
        ("phone", looks.share(full, looks.PHONE) >= 0.8 and len(set(full)) > len(full) / 2),
        ("name", looks.person_names(full) >= 0.8 and len(set(full)) > len(full) * 0.8),
    )
    return [field for field, fits in tests if fits]


def blocks_of(columns: list[Column], kind: str, words: Vocabulary) -> tuple[dict[int, int], ...]:
    """Columns that repeat: the n-th visit's day, visitor, text …; or the same list twice side by side."""
    places: dict[str, list[int]] = {}
    for column in columns:
        if column.field and column.how != "clerk":
            places.setdefault(column.field, []).append(column.at)
    times = len(places.get("contact_on", ()))
    if kind == "contacts" and times > 1:
        fields = [field for field in CONTACT if len(places.get(field, ())) == times]
    else:
        times = len(places.get("name", ()))
        fields = [field for field, at in places.items() if len(at) == times]
        if times < 2 or len(fields) < 2 or len(fields) < len(places) * 0.6:
            return ()
    firsts = [places[field][0] for field in fields]
    seconds = [places[field][1] for field in fields]
    if max(firsts) > min(seconds):
        return ()  # not one block after the other: 姓名 … 姓名 of two different people
    return tuple({places[field][0]: places[field][n] for field in fields} for n in range(1, times))


def once(columns: list[Column], repeated: set[int]) -> tuple[Column, ...]:
    """The surest column keeps a field; the others are shown as repeated and not kept."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and (column.field not in best or column.confidence > best[column.field].confidence):
            best[column.field] = column
    return tuple(
        column
        if not column.field or best[column.field] is column
        else replace(column, field="", how="block" if column.at in repeated else "repeated")
        for column in columns
    )
