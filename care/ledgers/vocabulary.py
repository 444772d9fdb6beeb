"""The words of the definitions, compiled once: heading → field, value → spelling, name → group."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from care.definitions import Definitions
from care.ledgers.plain import plain

CHOICE_LIKE = ("choice", "flag")
ASKING = (
    "是否",
    "有无",
    "有没有",
    "关系",
    "留守",
    "困境",
    "事实无人抚养",
)  # what headings.py itself listens for


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What `headings` and `values` look words up in. All words are in plain form (see plain.py)."""

    types: dict[str, str]  # field → type
    exact: dict[str, str]  # heading → field ('' = known, not kept)
    by_kind: dict[str, dict[str, str]]  # kind → heading → field, before `exact`
    weak: frozenset[str]  # headings that yield to any other of their field
    only: dict[str, str]  # field → the one kind that keeps it
    keeps: dict[str, frozenset[str]]  # kind → the fields it keeps, where it does not keep all
    roles: dict[str, str]  # word → role
    attributes: dict[str, str]  # word → attribute
    role_heads: dict[
        str, tuple[str, ...]
    ]  # the first two letters of role words → those words, the longest first
    heads: frozenset[
        str
    ]  # the first two letters of any word that a heading is known by, and words of one letter
    attribute_end: re.Pattern  # an attribute's word at the end of a text, the longest
    long_attribute_end: re.Pattern  # the same, long enough to be known at the end of a longer heading
    qualifiers: frozenset[str]  # words that may stand before a role (主要监护人)
    composed: dict[tuple[str, str], str]  # (role, attribute) → field
    composed_by_kind: dict[str, dict[tuple[str, str], str]]  # the same, where a kind means it otherwise
    events: dict[str, str]  # word → date field
    events_by_kind: dict[str, dict[str, str]]  # the same with the kind's own date fields
    date_words: tuple[str, ...]
    date_not: tuple[str, ...]
    values: dict[str, dict[str, str]]  # choice field → spelling → value
    groups: dict[str, str]  # spelling → group id
    families: dict[str, str]  # group id → family
    aimed: frozenset[
        str
    ]  # words for whom somebody helps (结对儿童), so that a bare 党员 beside them is who does
    in_column: dict[str, str]  # word of a group column only → group id
    fields: dict[str, dict]
    ledgers: dict[str, dict]
    sha256: str


@lru_cache(maxsize=4)
def _compiled(sha256: str, holder: "Holder") -> Vocabulary:
    return compile_words(holder.definitions)


@dataclass(frozen=True)
class Holder:
    """Lets the cache key be the definitions' hash (dicts cannot be hashed)."""

    sha256: str
    definitions: Definitions

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other) -> bool:
        return self.sha256 == other.sha256


def vocabulary(definitions: Definitions) -> Vocabulary:
    return _compiled(definitions.sha256, Holder(definitions.sha256, definitions))


def compile_words(definitions: Definitions) -> Vocabulary:
    raw, fields, ledgers = definitions.vocabulary, definitions.fields, definitions.ledgers
    shared = {name: field for name, field in fields.items() if "kind" not in field}
    events, roles, attributes = events_of(shared), roles_of(raw), inverted(raw["attributes"])
    exact = exact_headings(raw, shared)
    by_kind = {kind: headings_by_kind(kind, ledger, fields) for kind, ledger in ledgers.items()}
    events_by_kind = {kind: events | events_of(own_fields(kind, fields)) for kind in ledgers}
    dates = tuple(sorted(map(plain, raw["dates"]["words"]), key=len, reverse=True))
    groups = {
        plain(word): group.id
        for group in definitions.groups.values()
        for word in (group.id, group.name["zh"], *group.spellings)
    }
    return Vocabulary(
        types={name: field["type"] for name, field in fields.items()},
        exact=exact,
        by_kind=by_kind,
        weak=frozenset(plain(word) for field in fields.values() for word in field.get("weak", ())),
        only=dict.fromkeys(ledgers["units"]["distinctive"], "units")
        | {name: field["kind"] for name, field in fields.items() if "kind" in field},
        keeps={kind: frozenset(ledger["keeps"]) for kind, ledger in ledgers.items() if "keeps" in ledger},
        roles=roles,
        attributes=attributes,
        role_heads=by_head(roles),
        heads=frozenset(
            word[:2]
            for known in (roles, attributes, exact, *by_kind.values(), events, dates, groups, ASKING)
            for word in known
        ),
        attribute_end=one_of((word for word in attributes if len(word) > 1), "$"),
        long_attribute_end=one_of((word for word in attributes if len(word) > 2), "$"),
        qualifiers=frozenset(
            map(plain, [*raw["qualifiers"]["words"], *raw["acts"]["helper"], *raw["acts"]["visitor"]])
        ),
        composed={(f["role"], f["attribute"]): name for name, f in fields.items() if "role" in f},
        composed_by_kind={
            kind: {
                (role, attribute): name
                for role, of_role in ledger.get("composed", {}).items()
                for attribute, name in of_role.items()
            }
            for kind, ledger in ledgers.items()
        },
        events=events,
        events_by_kind=events_by_kind,
        date_words=dates,
        date_not=tuple(map(plain, raw["dates"]["not"])),
        values={
            name: spellings(name, field, definitions)
            for name, field in fields.items()
            if field["type"] == "choice"
        },
        groups=groups,
        families={group.id: group.family for group in definitions.groups.values()},
        aimed=frozenset(
            plain(act + one)
            for act in raw["acts"]["helper"]
            for one in (*raw["acts"]["receivers"], *raw["roles"]["person"])
        ),
        in_column={
            plain(word): group
            for group, spelled in fields["groups"].get("values", {}).items()
            for word in spelled
        },
        fields=fields,
        ledgers=ledgers,
        sha256=definitions.sha256,
    )


def one_of(words: Iterable[str], after: str = "") -> re.Pattern:
    """Any of these words, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){after}")


def by_head(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first two letters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[:2], []).append(word)
    return {head: tuple(some) for head, some in found.items()}


def inverted(lists: dict[str, list[str]]) -> dict[str, str]:
    return {plain(word): key for key, words in lists.items() for word in words}


def roles_of(raw: dict) -> dict[str, str]:
    """The listed role words and those made of an act and a doer or receiver."""
    acts = raw["acts"]
    made = {
        plain(act + doer): role
        for role in ("helper", "visitor")
        for act in acts[role]
        for doer in acts["doers"]
    }
    made |= {
        plain(passive + act + one): "person"
        for role in ("helper", "visitor")
        for act in acts[role]
        for passive in ("", "被", "受")
        for one in (*acts["receivers"], *raw["roles"]["person"], *(["人", "人员", "者"] if passive else []))
    }
    made |= {plain(act + "户主"): "head" for role in ("helper", "visitor") for act in acts[role]}
    return made | inverted(raw["roles"])


def headings_of(lists: dict[str, list[str]]) -> dict[str, str]:
    return {plain(word): field for field, words in lists.items() for word in words}


def own_fields(kind: str, fields: dict[str, dict]) -> dict[str, dict]:
    """The fields that only this kind of ledger has."""
    return {name: field for name, field in fields.items() if field.get("kind") == kind}


def events_of(fields: dict[str, dict]) -> dict[str, str]:
    return {plain(word): name for name, field in fields.items() for word in field.get("events", [])}


def headings_by_kind(kind: str, ledger: dict, fields: dict[str, dict]) -> dict[str, str]:
    """What a kind's own fields and its definition call a column; `left_out` is known and not kept."""
    own = {
        name: [field["name"]["zh"], *field.get("headings", []), *field.get("weak", [])]
        for name, field in own_fields(kind, fields).items()
    }
    left_out = dict.fromkeys(map(plain, ledger.get("left_out", [])), "")
    return left_out | headings_of(own) | headings_of(ledger.get("headings", {}))


def exact_headings(raw: dict, fields: dict) -> dict[str, str]:
    """Every listed heading and every field's own Chinese name; left-out headings give ''."""
    found = {plain(word): "" for word in raw["left_out"]["headings"]}
    for name, field in fields.items():
        found[plain(field["name"]["zh"])] = name
    acts = raw["acts"]
    about = {"text": "contact_text", "kind": "contact_kind", "place": "contact_place", "minutes": "minutes"}
    found |= {
        plain(act + word): field
        for act in acts["visitor"]
        for what, field in about.items()
        for word in acts[what]
    }
    for name, field in fields.items():
        for word in (*field.get("headings", []), *field.get("weak", [])):
            found[plain(word)] = name
    return found


def spellings(name: str, field: dict, definitions: Definitions) -> dict[str, str]:
    if name == "relief_item":
        items = definitions.relief.values()
        return {
            plain(word): item.id for item in items for word in (item.id, item.name["zh"], *item.spellings)
        }
    return {plain(word): value for value, words in field["values"].items() for word in (value, *words)}
