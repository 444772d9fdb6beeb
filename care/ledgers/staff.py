"""Lists of those who work or help (cadres, teachers, volunteers): nobody on them is one of the people looked after."""

import re
from collections.abc import Iterable
from functools import lru_cache

from care.ledgers.column import Column, Paths, Sample
from care.ledgers.contents import names_group
from care.ledgers.plain import plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

LOOKED_AFTER = {
    "student_no",
    "disability_no",
    "guardian_name",
    "relation_to_head",
    "household_size",
    "head_name",
    "schooling",
    "living",
    "since",
    "roll_state",
    "risk",
    "boarding",
    "left_on",
    "died_on",
    "away_from",
}
LIST = (
    "(?:队伍|人员|成员|同志)?(?:基本|工作)?(?:情况|信息|联系方式|联系电话|联系|联络)?(?:采集|登记|统计|汇总|备案)?"
    r"(?:花名册|名册|名单|台账|底册|一览表|明细表|公示表|公示牌|登记|表|册|通讯录|电话|信息|情况)(?:[(].*)?$"
)
COUNTS = "[^人]{0,8}(?:次数|频次)(?:统计|汇总|登记)?(?:一览)?表?(?:[(].*)?$"
QUOTES = re.compile("[“”‘’\"'《》「」【】]")
FILE_ENDING = re.compile(r"\.[a-z]{2,5}$")


def lists_staff(
    kind: str, columns: Iterable[Column], sample: Sample, titles: list[str], words: Vocabulary
) -> bool:
    """Is this no list of people looked after (or of contacts with them) but of those who look after them? Titles say so
    (志愿者花名册; 干部走访次数统计), or, where they name nobody, a column of posts (职务, 任教学科)."""
    if kind not in ("roster", "contacts", "relief"):
        return False
    staff = staff_words(words)
    texts = bare(titles)
    if any(re.search(staff + COUNTS, text) for text in texts):
        return True
    if kind == "roster" and titled_of_staff(texts, words):
        return not tells_of_people(columns, sample, words)
    if kind != "roster" or any(word in text for text in texts for word in people_words(words)):
        return False
    posts = {plain(word) for word in words.ledgers["roster"]["posts"]}
    post = any(without_brackets(plain(one.heading)) in posts for one in columns if not one.field)
    return post and not tells_of_people(columns, sample, words)


def bare(titles: Iterable[str]) -> list[str]:
    return [QUOTES.sub("", FILE_ENDING.sub("", plain(title))) for title in titles]


def titled_of_staff(texts: Iterable[str], words: Vocabulary) -> bool:
    return any(re.search(staff_words(words) + LIST, text) for text in texts)


def helpers_of(paths: Paths, titles: Iterable[str], words: Vocabulary) -> Paths:
    """姓名, 电话, 结对儿童 in a list of volunteers: the 姓名 is who helps."""
    leaves = [plain(path[-1]) if path else "" for path in paths]
    helped = [leaf for leaf in leaves if leaf.removesuffix("姓名") in words.aimed]
    if leaves.count("姓名") != 1 or not helped or not titled_of_staff(bare(titles), words):
        return paths
    first, last = leaves.index("姓名"), leaves.index(helped[0])
    return tuple(
        ("帮扶人", path[-1]) if first <= j < last and leaf in words.attributes else path
        for j, (leaf, path) in enumerate(zip(leaves, paths, strict=True))
    )


def tells_of_people(columns: Iterable[Column], sample: Sample, words: Vocabulary) -> bool:
    """A column that only people looked after have: a guardian, a head of household, a group."""
    return any(
        one.field in LOOKED_AFTER
        and one.how != "likeness"
        or (one.field or "").startswith("flag:")
        or one.field == "groups"
        and any(names_group(value, words) for value in sample[one.at])
        for one in columns
    )


@lru_cache(maxsize=4)
def staff_words(words: Vocabulary) -> str:
    return "(?:" + "|".join(map(re.escape, words.ledgers["roster"]["staff"])) + ")"


@lru_cache(maxsize=4)
def people_words(words: Vocabulary) -> frozenset[str]:
    """Words for people looked after (学生, 老人) and their groups."""
    person = (word for word, role in words.roles.items() if role == "person" and word not in ("人员", "对象"))
    return frozenset(word for word in (*person, *words.groups) if len(word) > 1)
