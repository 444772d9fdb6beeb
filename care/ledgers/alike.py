"""Which sheets of one file may be checked together: those of one layout whose surroundings say the same."""

from functools import cache, lru_cache

from care.ledgers.leavers import all_gone
from care.ledgers.plain import plain
from care.ledgers.recognising import Layout
from care.ledgers.vocabulary import Vocabulary

PEOPLE = (
    "老",
    "老人",
    "老年",
    "老年人",
    "长者",
    "儿童",
    "学生",
    "未成年",
    "未成年人",
    "孩子",
    "妇女",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "班",
)


def sameness(layout: Layout, words: Vocabulary) -> object:
    """What two sheets must share to be checked as one table. The village and the town that they speak of may differ
    (see placing.write_defaults)."""
    hints = layout.hints
    columns = tuple(
        (column.at, column.field, column.heading, column.field == "village" and column.how)
        for column in layout.columns
    )
    said = (hints.ledger_on, hints.period, hints.year, hints.month, hints.groups, hints.relief_item)
    return (
        layout.kind,
        layout.sheet.left,
        layout.sheet.width,
        columns,
        tuple(sorted(layout.periods.items())),
        tuple(tuple(block.items()) for block in layout.blocks),
        layout.paths,
        said,
        signs_in(layout, words),
        all_gone(layout),
    )


def signs_in(layout: Layout, words: Vocabulary) -> tuple[frozenset[str], ...]:
    """Which words that mean something for every row stand in title, sheet and file name (see extras.titled), as
    written or in plain writing."""
    said = (*layout.hints.titles, layout.sheet.name, *layout.hints.places)
    return tuple(found for text in said if (found := heard(text, words)))


@lru_cache(maxsize=4_000)
def heard(text: str, words: Vocabulary) -> frozenset[str]:
    both = (text, plain(text))
    return frozenset(f"{n}{one}" for one in telling_words(words) for n in (0, 1) if one in both[n])


@cache
def telling_words(words: Vocabulary) -> frozenset[str]:
    titled = [
        sign
        for ledger in words.ledgers.values()
        for spelled in ledger.get("from_title", {}).values()
        for signs in spelled.values()
        for sign in signs
    ]
    said = (*titled, *words.values["helper_kind"], *words.groups, *PEOPLE)
    return frozenset((*said, *map(plain, said)))
