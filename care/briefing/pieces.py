"""The ideas of a briefing, in their usual order. A new indicator of the definitions appears by itself."""

from collections.abc import Callable

from care.briefing import breakdowns, wholes
from care.briefing.about import About
from care.briefing.counts import count_piece
from care.briefing.months import contacts_piece, trend_piece
from care.briefing.piece import Piece
from care.briefing.relief import relief_items, relief_units
from care.briefing.shares import share_piece
from care.briefing.splits import SIGN, split_piece, splits_of
from care.briefing.winter import NAME as RELIEF
from care.definitions import Definitions

# What stands before and after the indicators, and right behind one of them.
BEFORE: dict[str, Callable[[About, str], Piece]] = {
    "data_scope": wholes.data_scope,
    "headlines": wholes.headlines,
}
BEHIND: dict[str, dict[str, Callable[[About, str], Piece]]] = {
    "contact_rhythm": {
        "contact_trend": lambda about, key: trend_piece(about, key, "contact_rhythm"),
        "contacts_by_month": contacts_piece,
    },
    RELIEF: {"relief_units": relief_units},
}
AFTER: dict[str, Callable[[About, str], Piece]] = {
    "units": wholes.units,
    "all_figures": wholes.all_figures,
    "problems": wholes.problems,
    "steps": wholes.steps,
    "meanings": wholes.meanings,
}
# Pages of no one indicator; meeting mode and files of a page show these.
PAGES = {
    "overview": ("headlines", RELIEF, "greatest_gaps", "units", "all_figures"),
    "gaps": ("problems", "steps"),
}
OTHERS = BEFORE | {key: make for behind in BEHIND.values() for key, make in behind.items()} | AFTER


def keys(definitions: Definitions) -> list[str]:
    """Every idea there is, in the usual order: first figures, one question after the other, then the whole."""
    asked = [key for name in definitions.indicators for key in (name, *BEHIND.get(name, {}))]
    return [*BEFORE, *asked, *AFTER]


def keys_of_page(definitions: Definitions, page: str) -> list[str]:
    """The ideas that tell what a page shows: its figures, by group and duty too, and its breakdowns; none for a page
    without figures."""
    broken_down = breakdowns.keys_of(definitions, page)
    if page in PAGES:
        return [*PAGES[page], *broken_down]
    names = [name for name, one in definitions.indicators.items() if one.page == page]
    asked = [key for name in names for key in (name, *splits_of(definitions, name), *BEHIND.get(name, {}))]
    return [*asked, *broken_down]


def pages_told(definitions: Definitions) -> list[str]:
    """Every page that has ideas."""
    return list(dict.fromkeys([*PAGES, *(one.page for one in definitions.indicators.values())]))


def known(definitions: Definitions, key: str) -> bool:
    """Whether there is an idea of that name."""
    if breakdowns.known(definitions, key):
        return True
    name, sign, _ = key.partition(SIGN)
    if sign:
        return name in definitions.indicators and key in splits_of(definitions, name)
    return key in OTHERS or name in definitions.indicators


def pieces(about: About, wanted: list[str] | None = None) -> list[Piece]:
    """The ideas `wanted`, in that order; by default all that have something to say. Raises KeyError if unknown.

    Further views (NAME@BY) and breakdowns with nothing to show are left out even when asked for: nobody misses them.
    """
    asked = [piece(about, key) for key in (keys(about.definitions) if wanted is None else wanted)]
    return [one for one in asked if not one.empty or (wanted is not None and not _further(about, one.key))]


def _further(about: About, key: str) -> bool:
    return SIGN in key or breakdowns.known(about.definitions, key)


def piece(about: About, key: str) -> Piece:
    """One idea. Raises KeyError if there is none of that name."""
    if key in OTHERS:
        return OTHERS[key](about, key)
    if breakdowns.known(about.definitions, key):
        return breakdowns.piece(about, key)
    if key == RELIEF:
        return relief_items(about)
    if SIGN in key:
        return split_piece(about, key)
    return count_piece(about, key) if about.indicator(key).form == "count" else share_piece(about, key)


def title(about: About, key: str) -> str:
    """What an idea is called in a list to choose from."""
    if breakdowns.known(about.definitions, key):
        return breakdowns.title(about, key)
    name, sign, by = key.partition(SIGN)
    if sign:
        return about.t(f"brief.split_{by}", name=about.t.pick(about.indicator(name).name))
    if key in about.definitions.indicators:
        return about.t.pick(about.indicator(key).name)
    return about.t(f"brief.name_{key}")
