"""Columns that stand in for one that a ledger of this kind needs and has not got, and short words for somebody named
before: 领取人 where nobody else is named, 网格员 where no visitor is, 联系人电话 behind 帮扶联系人."""

from care.ledgers.column import Paths
from care.ledgers.headings import last_role, meaning
from care.ledgers.plain import plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

NAMED = {"name", "head_name"}


def stood_in(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """The paths with such headings written as what they stand for."""
    paths = in_full(paths, kind, words)
    fields = {meaning(path, kind, words).field for path in paths if path}
    if kind == "relief" and not fields & NAMED:
        return alone(paths, "payee", "姓名", words)
    if kind == "contacts" and "contact_by" not in fields and fields & NAMED:
        return alone(paths, "leader", "走访人", words)
    return paths


def alone(paths: Paths, role: str, heading: str, words: Vocabulary) -> Paths:
    """The one column that names somebody of this role gets the heading; several leave it open who is meant."""
    at = [j for j, path in enumerate(paths) if path and words.roles.get(name_of(path)) == role]
    if len(at) != 1:
        return paths
    return tuple((*path[:-1], heading) if j == at[0] else path for j, path in enumerate(paths))


def name_of(path: tuple[str, ...]) -> str:
    return without_brackets(plain(path[-1])).removesuffix("姓名")


def in_full(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """联系人电话 → 帮扶联系人电话, where a column before it names a 帮扶联系人; 监护人电话 behind 被监护人 speaks for itself."""
    result, named, role = [], "", ""
    for path in paths:
        leaf = without_brackets(plain(path[-1])) if path else ""
        place = last_role(leaf, words)
        short = leaf[: place[1]] if place else ""
        short = short or unknown_somebody(leaf, words)
        other = bool(short) and words.roles.get(short) != role and not meaning(path, kind, words).field
        if other and named != short and named.endswith(short) and leaf[len(short) :] in words.attributes:
            path = (*path[:-1], named + leaf[len(short) :])
        elif path and (one := meaning(path, kind, words)).attribute == "name":
            named, role = leaf.removesuffix("姓名"), one.role
        result.append(path)
    return tuple(result)


def unknown_somebody(leaf: str, words: Vocabulary) -> str:
    """干部 of 干部电话: whoever a word no definition knows speaks of; '' if nothing is asked of them."""
    ending = words.attribute_end.search(leaf)
    return leaf[: ending.start()] if ending and ending.start() > 1 else ""
