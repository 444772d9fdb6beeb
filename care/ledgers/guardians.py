"""Family members in columns side by side (成员1 …, 成员2 …), each with 是否监护人 → the guardian's own columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from care.ledgers.headers import Header
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.spellings import flags
from care.ledgers.vocabulary import Vocabulary

ASKED = re.compile(r"是否为?(?:其|该生|主要|法定|第一)?监护人$")
MEMBER = re.compile(
    r"^((?:家庭|家庭成员|监护人|家长|亲属)?成员[一二三四五\d]|(?:家长|家庭成员|亲属|联系人)[一二三四五\d]|父亲|母亲|祖父|祖母|外祖父|外祖母|爷爷|奶奶)"
)
PARENTS = ("父亲", "母亲", "祖父", "祖母", "外祖父", "外祖母", "爷爷", "奶奶")
KEPT = {"name": "监护人姓名", "relation": "与监护人关系", "phone": "监护人联系电话", "address": "监护人住址"}


@dataclass(frozen=True)
class Member:
    """One member: the column of 是否监护人, attribute → column; `relation` where the headings themselves say it."""

    asked: int
    columns: dict[str, int]
    relation: str = ""


def with_guardians(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with columns of the guardian behind its last, where several members are asked and none is named."""
    found = members(header.paths, words)
    named = any("监护人" in plain("".join(path)) and not ASKED.search(leaf(path)) for path in header.paths)
    if not found or named:
        return sheet, header
    chosen = guardian_of_rows(sheet, found, header.body)
    cells, paths, sources, width = sheet.cells, list(header.paths), dict(sheet.sources), sheet.width
    for attribute, heading in KEPT.items():
        if not any(attribute in one.columns or attribute == "relation" and one.relation for one in found):
            continue
        texts = [own_texts(sheet, one, attribute) for one in found]
        said = ["" if k is None else texts[k][i] or "" for i, k in enumerate(chosen)]
        cells = cells.append_column(f"c{width}", pa.array(said, pa.string()))
        places = [one.columns.get(attribute, one.asked) for one in found]
        sources[width] = (0, [places[k or 0] for k in chosen])
        paths.append((heading,))
        width += 1
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=tuple(paths))


def leaf(path: tuple[str, ...]) -> str:
    return plain(path[-1]) if path else ""


def members(paths: Sequence[tuple[str, ...]], words: Vocabulary) -> list[Member]:
    """The members who are asked 是否监护人 and have a name; a bare heading belongs to the member before it."""
    asked: dict[str, int] = {}
    columns: dict[str, dict[str, int]] = {}
    member = ""
    for at, path in enumerate(paths):
        text = plain("".join(path))
        said = MEMBER.match(text)
        member = said[1] if said else member
        rest = text[said.end() :].removeprefix("的") if said else leaf(path)
        if not member:
            continue
        if ASKED.search(rest):
            asked.setdefault(member, at)
        elif (attribute := "name" if not rest else words.attributes.get(rest)) in KEPT:
            columns.setdefault(member, {}).setdefault(attribute, at)
    return [
        Member(at, columns[member], member if member in PARENTS else "")
        for member, at in asked.items()
        if "name" in columns.get(member, {})
    ]


def guardian_of_rows(sheet: Sheet, found: list[Member], body: int) -> list[int | None]:
    """Row by row the first member who is the guardian, or None."""
    said = []
    for one in found:
        texts = sheet.cells.column(f"c{one.asked}").to_pylist()
        meant = flags(list({text for text in texts[body:] if text}), {"yes": ["监护人"], "no": ["非监护人"]})
        said.append([i >= body and meant.get(text) is True for i, text in enumerate(texts)])
    return [next((k for k, yes in enumerate(row) if yes), None) for row in zip(*said, strict=True)]


def own_texts(sheet: Sheet, one: Member, attribute: str) -> list[str]:
    if attribute in one.columns:
        return sheet.cells.column(f"c{one.columns[attribute]}").to_pylist()
    return [one.relation if attribute == "relation" else ""] * sheet.height
