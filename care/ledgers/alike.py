"""Which sheets of one file may be checked together: those of one layout whose surroundings say the same."""

from functools import cache

from care.ledgers.plain import plain
from care.ledgers.recognising import Layout
from care.ledgers.vocabulary import Vocabulary

PEOPLE = (
    "老人",
    "老年",
    "长者",
    "儿童",
    "学生",
    "未成年",
    "孩子",
    "妇女",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "班",
)


def sameness(layout: Layout, words: Vocabulary) -> object:
    """What two sheets must share to be checked as one table; None = this one is checked alone. The village and the
    town that they speak of may differ (see placing.write_defaults)."""
    body = layout.first_row - 1 - layout.sheet.top
    if (
        layout.periods
        or layout.blocks
        or any(m.bottom > m.top and m.bottom >= body for m in layout.sheet.merges)
    ):
        return None
    hints = layout.hints
    columns = tuple((column.at, column.field, column.heading) for column in layout.columns)
    said = (hints.ledger_on, hints.period, hints.year, hints.month, hints.groups, hints.relief_item)
    return (
        layout.kind,
        layout.sheet.left,
        layout.sheet.width,
        columns,
        layout.paths,
        said,
        signs_in(layout, words),
    )


def signs_in(layout: Layout, words: Vocabulary) -> tuple[frozenset[str], ...]:
    """Which words that mean something for every row stand in title, sheet and file name (see extras.titled)."""
    texts = map(plain, (*layout.hints.titles, layout.sheet.name, *layout.hints.places))
    heard = telling_words(words)
    return tuple(found for text in texts if (found := frozenset(one for one in heard if one in text)))


@cache
def telling_words(words: Vocabulary) -> frozenset[str]:
    titled = [
        sign
        for ledger in words.ledgers.values()
        for spelled in ledger.get("from_title", {}).values()
        for signs in spelled.values()
        for sign in signs
    ]
    return frozenset(map(plain, (*titled, *words.values["helper_kind"], *words.groups, *PEOPLE)))
