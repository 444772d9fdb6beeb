"""Small counts of rare groups are hidden wherever others look on (domain.md section 7): one rule for all exports.

A count of 1 to 4 people of a rare group (orphans, martyrs' survivors …) may tell a village who is meant. Where
the parts add up to a total that is shown, hiding one would let it be worked out: the next smallest goes too.
"""

from collections.abc import Iterable

from care.answers import Row
from care.briefing.about import About


def hidden(counts: dict[str, int], rare: Iterable[str], least: int, adds_up: bool) -> set[str]:
    """Keys of the `counts` that are not to be shown; `rare`: those that may be rare; `least`: 0 = never hide."""
    small = {key for key in rare if 0 < counts[key] < least}
    others = sorted((key for key in counts if counts[key] and key not in small), key=lambda key: counts[key])
    if adds_up and len(small) == 1 and others:
        small.add(others[0])
    return small


def is_rare(about: About, group: str) -> bool:
    return group in about.definitions.groups and about.definitions.groups[group].rare


def too_few(about: About, n: int) -> bool:
    """Whether the number of people in question, of the group in question, is too small to be shown."""
    return is_rare(about, about.group) and 0 < n < about.definitions.programme.small_count


def hidden_rows(about: About, rows: list[Row], by: str) -> set[str]:
    """Keys of the rows (by unit, group or duty) whose figures are not to be shown."""
    least = about.definitions.programme.small_count
    counts = {row.key: row.due for row in rows}
    if by == "group":
        return hidden(counts, [key for key in counts if is_rare(about, key)], least, adds_up=False)
    if not is_rare(about, about.group):
        return set()
    return hidden(counts, counts, least, adds_up=by == "unit")
