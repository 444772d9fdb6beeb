"""The ideas of a briefing, in their usual order. A new indicator of the definitions appears by itself."""

from collections.abc import Callable

from care.briefing import wholes
from care.briefing.about import About
from care.briefing.counts import count_piece
from care.briefing.months import contacts_piece, trend_piece
from care.briefing.piece import Piece
from care.briefing.relief import relief_items, relief_units
from care.briefing.shares import share_piece
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
OTHERS = BEFORE | {key: make for behind in BEHIND.values() for key, make in behind.items()} | AFTER


def keys(definitions: Definitions) -> list[str]:
    """Every idea there is, in the usual order: first figures, one question after the other, then the whole."""
    asked = [key for name in definitions.indicators for key in (name, *BEHIND.get(name, {}))]
    return [*BEFORE, *asked, *AFTER]


def pieces(about: About, wanted: list[str] | None = None) -> list[Piece]:
    """The ideas `wanted`, in that order; by default all that have something to say. Raises KeyError if unknown."""
    if wanted is not None:
        return [piece(about, key) for key in wanted]
    return [one for one in (piece(about, key) for key in keys(about.definitions)) if not one.empty]


def piece(about: About, key: str) -> Piece:
    """One idea. Raises KeyError if there is none of that name."""
    if key in OTHERS:
        return OTHERS[key](about, key)
    if key == RELIEF:
        return relief_items(about)
    return count_piece(about, key) if about.indicator(key).form == "count" else share_piece(about, key)


def title(about: About, key: str) -> str:
    """What an idea is called in a list to choose from."""
    if key in about.definitions.indicators:
        return about.t.pick(about.indicator(key).name)
    return about.t(f"brief.name_{key}")
