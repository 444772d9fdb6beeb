"""An unseen heading: the listed one most like it, where its cells do not contradict."""

import re
from functools import lru_cache

from care.ledgers import looks
from care.ledgers.headings import Meaning
from care.ledgers.plain import likeness, plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

ENDINGS = (
    "等级",
    "级别",
    "情况",
    "状况",
    "内容",
    "信息",
    "类型",
    "类别",
    "方式",
    "形式",
    "时间",
    "日期",
    "原因",
    "人数",
    "数量",
    "标准",
    "金额",
    "结果",
)
DEADLINE = re.compile("时限|期限|限期|截止|计划|预计|拟|应于|到期")  # a day by which, not a day on which
PLANNED = re.compile("需|拟|申请|计划|预计|测算|预算|应|缺口|意向")  # money that nobody was given yet
OF_HOUSEHOLD = re.compile("家|户|口|保障|供养|享受|共同|同住")
GUESS = 0.62  # least likeness of an unseen heading


def guess(
    path: tuple[str, ...], unknown: Meaning, kind: str, values: list[str], words: Vocabulary
) -> Meaning:
    """The listed heading most like an unseen one, if its cells do not contradict it."""
    text = without_brackets(plain(path[-1]))
    if len(text) < 2 or text[0] == "原" or not any(value.strip() for value in values):
        return unknown  # 原保障人数 is no more
    best, field = nearest(text, kind, words)
    if (
        best < GUESS
        or not field
        or words.only.get(field, kind) != kind
        or looks.contradicts(words.types[field], values)
    ):
        return unknown
    due = words.types[field] == "date" and not words.fields[field].get("future") and "due" not in field
    if field == "cash" and PLANNED.search(text) or due and DEADLINE.search(text):
        return unknown
    if field == "household_size" and not OF_HOUSEHOLD.search(text):
        return unknown  # 结对儿童数
    if field == "minutes" and not re.search("时|分", text):
        return unknown
    return Meaning(field, round(best * 0.75, 2), "likeness")


@lru_cache(maxsize=20_000)
def nearest(text: str, kind: str, words: Vocabulary) -> tuple[float, str]:
    """(how near, field) of the listed heading most like a text. Kept: sheets of one layout ask the same again."""
    listed = words.exact | words.by_kind.get(kind, {})
    likely = (
        (nearness(text, alias), field) for alias, field in listed.items() if not only_ends_alike(text, alias)
    )
    return max(likely, default=(0.0, ""))


def only_ends_alike(text: str, alias: str) -> bool:
    """处理情况 and 心理情况: what is left of both without their common ending is short and not the same."""
    end = next((one for one in ENDINGS if text.endswith(one) and alias.endswith(one)), "")
    one, other = text.removesuffix(end), alias.removesuffix(end)
    return (
        bool(end) and one != other and min(len(one), len(other)) <= 2 and not (one in other or other in one)
    )


def nearness(text: str, alias: str) -> float:
    if len(alias) >= 3 and (alias in text or text in alias) and len(text) >= 3:
        return max(likeness(text, alias), 0.66)
    return likeness(text, alias)
