"""A second bare 姓名 beside the row's own: 姓名, 监护人, 姓名, 电话, where it is the guardian's."""

import re

from care.ledgers import looks
from care.ledgers.blocks import ORDINAL
from care.ledgers.column import Paths, Sample
from care.ledgers.headings import meaning, parent_role
from care.ledgers.plain import plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

ELDERS = re.compile(
    "祖孙|爷孙|婆孙|奶孙|外孙"
)  # what a guardian is to a child; 父子 may be said of the old as well
RELATED = re.compile("关系$")
OTHERS = "亲属"  # a role that is nobody's field: what is said of them is not kept


def second_names(paths: Paths, kind: str, sample: Sample, words: Vocabulary) -> Paths:
    """The paths with such a name and what follows it below the heading that says whose it is."""
    paths = of_somebody(first_of_two(paths, kind, words), kind, words)
    bare = [j for j, path in enumerate(paths) if path and attribute(path, words) == "name"]
    named = [j for j, path in enumerate(paths) if path and meaning(path, kind, words).field == "name"]
    for j in bare:
        if j and named != [j] and beside(paths, j - 1, j):
            paths = given(paths, j, named, sample, words)
    return paths


def first_of_two(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """监护人 merged by mistake over 姓名, 姓名, 电话 where nobody else is named: the first is the row's own."""
    if any(path and meaning(path, kind, words).field in ("name", "head_name") for path in paths):
        return paths
    below = [j for j, path in enumerate(paths) if len(path) > 1 and attribute(path, words) == "name"]
    twice = [j for j, k in zip(below, below[1:], strict=False) if paths[j] == paths[k]]
    if len(below) != 2 or not twice or parent_role(plain(paths[below[0]][-2]), words) in ("", "person"):
        return paths
    return tuple(path[-1:] if j == below[0] else path for j, path in enumerate(paths))


def of_somebody(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """赡养义务人 {姓名, 关系, 联系电话} behind the rows' own 姓名: somebody's whom no definition knows, and the telephone theirs."""
    own = [j for j, path in enumerate(paths) if path and meaning(path, kind, words).field == "name"]
    if not own or len(paths[own[0]]) > 1:
        return paths
    others = {
        paths[j][:-1]
        for j in own[1:]
        if len(paths[j]) > 1
        and attribute(paths[j], words) == "name"
        and not any(parent_role(without_brackets(plain(one)), words) for one in paths[j][:-1])
        and not any(ORDINAL.fullmatch(plain(one)) for one in paths[j][:-1])
    }
    return tuple(
        (OTHERS, path[-1]) if path and path[:-1] in others and attribute(path, words) else path
        for path in paths
    )


def given(paths: Paths, at: int, named: list[int], sample: Sample, words: Vocabulary) -> Paths:
    """The 姓名 in column `at` to the role whose heading stands before it, if that column itself names nobody; else
    to somebody of whom nothing is known."""
    first = at
    while first and beside(paths, first - 1, at) and attribute(paths[first - 1], words) not in ("", "name"):
        first -= 1  # 监护人, 关系, 姓名
    before = paths[first - 1] if first and beside(paths, first - 1, at) else ()
    role = words.roles.get(plain(before[-1]), "") if before else ""
    if role in ("", "person", "head"):
        return related(paths, at, named, sample, words)
    repeated = sum(plain(path[-1]) == plain(before[-1]) for path in paths if path) > 1  # lists side by side
    if repeated or not any(j < first for j in named):
        return paths
    if looks.person_names(sample[first - 1]) >= 0.5:
        return below(paths, OTHERS, at, at, words)
    what = "关系" if says_relations(sample[first - 1], words) else "类型"
    heading = plain(before[-1])
    paths = tuple((*path[:-1], heading + what) if j == first - 1 else path for j, path in enumerate(paths))
    return below(paths, heading, first, at, words)


def related(paths: Paths, at: int, named: list[int], sample: Sample, words: Vocabulary) -> Paths:
    """姓名, 关系, 姓名, 电话: the second is a relative; a guardian, if the cells speak of those who bring children up."""
    leaves = [plain(path[-1]) if path else "" for path in paths]
    stands = at > 1 and RELATED.search(leaves[at - 1]) and leaves.count(leaves[at - 1]) == 1
    if not stands or attribute(paths[at - 1], words) != "relation" or not any(j < at for j in named):
        return paths
    guardian = says_relations(sample[at - 1], words)
    return below(paths, "监护人" if guardian else OTHERS, at - 1, at, words)


def below(paths: Paths, heading: str, first: int, at: int, words: Vocabulary) -> Paths:
    """Column `at`, and the bare attributes around it from `first` on, below a heading."""
    last, seen = at, {attribute(paths[at], words)}
    while last + 1 < len(paths) and beside(paths, last + 1, at):
        told = attribute(paths[last + 1], words)
        if told in ("", "address", "kind", "health", *seen):
            break
        seen.add(told)
        last += 1
    return tuple((heading, path[-1]) if first <= j <= last else path for j, path in enumerate(paths))


def says_relations(values: list[str], words: Vocabulary) -> bool:
    full = [plain(value) for value in values if value.strip()]
    known = set(words.fields["guardian_relation"]["relations"])
    return bool(full) and 2 * sum(one in known or bool(ELDERS.search(one)) for one in full) >= len(full)


def attribute(path: tuple[str, ...], words: Vocabulary) -> str:
    """What a bare heading (姓名, 电话) says of somebody it does not name."""
    return words.attributes.get(plain(path[-1]), "") if path else ""


def beside(paths: Paths, j: int, k: int) -> bool:
    """Do two headings stand below the same ones?"""
    return bool(paths[j]) and paths[j][:-1] == paths[k][:-1]
