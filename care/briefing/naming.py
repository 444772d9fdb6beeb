"""What units, groups and duties are called beside figures, and in which order they stand."""

from collections.abc import Collection

from care.answers import Row
from care.briefing.about import About
from care.inspection import gap_words
from care.sentences import Named

LONGEST = 8  # Chinese characters beside a chart


def named(about: About, rows: list[Row], by: str) -> list[Named]:
    return [Named(name_of(about, row.key, by), row) for row in rows]


def name_of(about: About, key: str, by: str, short: bool = False) -> str:
    if by == "unit":
        return about.unit_name(key, within=about.unit)
    if by == "class":  # a class wherever it is, with its school
        return about.unit_name(key)
    if by == "group":
        return about.group_name(key, short)
    if by == "duty":
        return duty_name(about, key)
    return key


def duty_name(about: About, duty: str) -> str:
    return gap_words.duty_name(about.t, about.definitions, duty)


def short_name(about: About, key: str, by: str) -> str:
    """A name for the side of a chart: a long Chinese group name gives way to its short form."""
    if by == "unit":
        return place_name(about, key)
    name = name_of(about, key, by)
    return name_of(about, key, by, short=True) if about.t.lang == "zh" and len(name) > LONGEST else name


def place_name(about: About, unit: str) -> str:
    """A unit's name where room is short: in English without the word that most of them share."""
    return about.unit_name(unit, within=about.unit).removesuffix(" Village").removesuffix(" School")


def ordered(about: About, rows: list[Row], by: str, gone: Collection[str] = ()) -> list[Row]:
    """Units in the office's own order (best first only where ranking is on); others largest first. Hidden ones (`gone`,
    keys) stand last, in the order of the definitions: among the others their place would say how many they are."""
    seen = _in_order(about, [row for row in rows if row.key not in gone], by)
    places = {key: at for at, key in enumerate(about.units if by == "unit" else about.definitions.groups)}
    hidden = sorted(
        (row for row in rows if row.key in gone), key=lambda row: (places.get(row.key, 0), row.key)
    )
    return seen + hidden


def _in_order(about: About, rows: list[Row], by: str) -> list[Row]:
    if by != "unit":
        return sorted(rows, key=lambda row: -row.due)
    if about.definitions.programme.ranking:
        return sorted(rows, key=lambda row: -(row.share or 0))
    places = {unit_id: at for at, unit_id in enumerate(about.units)}
    return sorted(rows, key=lambda row: places.get(row.key, 0))
