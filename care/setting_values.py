"""What a setting can hold: kinds of values, read from what was typed or logged, and written as JSON.

A kind says what is allowed and how it is asked for on the page; `Refused` carries the sentence for whoever typed it.
"""

import re
from collections.abc import Callable
from datetime import date

from care.calendar import STRICTNESS
from care.definitions import SEVERITIES, Term
from care.ledgers.problems import Refused
from care.strict_toml import LONGEST, short

Value = float | int | bool | str | list
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
SEASON_DAY = re.compile(rf"{MONTH_DAY.pattern}|spring_festival(-\d{{1,3}})?")
MOST = 10_000
# Of whole numbers. Counts below three name somebody to their neighbours: nobody sets them from a page.
BOUNDS = {
    "closing_day": (0, 28),
    "weekday": (1, 7),
    "few": (0, 100),
    "small_count": (3, 100),
    "age": (0, 150),
}
CHOICES = {"severity": SEVERITIES, "period": tuple(STRICTNESS)}


def read(kind: str, raw, delivered: Value) -> Value:
    """`raw` (typed, or plain from the log) as a value of this kind. `delivered` decides what a limit looks like: whole,
    or with decimals. Raises Refused with the sentence of what would be right."""
    if kind in BOUNDS:
        return _whole(raw, *BOUNDS[kind])
    if kind in CHOICES:
        return _chosen(raw, CHOICES[kind])
    return READERS[kind](raw, delivered)


def plain(value: Value) -> Value:
    """As JSON can hold it: days as YYYY-MM-DD, terms as tables."""
    if not isinstance(value, list):
        return value
    return [
        one.isoformat() if isinstance(one, date) else _plain_term(one) if isinstance(one, Term) else one
        for one in value
    ]


def _plain_term(one: Term) -> dict:
    return {"name": one.name, "from": one.from_.isoformat(), "to": one.to.isoformat()}


def _said(raw) -> str:
    return raw[:LONGEST] if isinstance(raw, str) else short(raw)


def _whole(raw, least: int, most: int) -> int:
    if (
        isinstance(raw, bool)
        or not isinstance(raw, int | float)
        or not least <= raw <= most  # before int(), which knows no infinity
        or raw != int(raw)
    ):
        raise Refused("setting_whole", value=_said(raw), least=least, most=most)
    return int(raw)


def _limit(raw, delivered: Value) -> float | int:
    """A limit of a rule: whole where it is delivered whole."""
    if isinstance(delivered, int):
        return _whole(raw, 0, MOST)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= MOST:
        raise Refused("setting_number", value=_said(raw), most=MOST)
    return float(raw)


def _share(raw, _delivered: Value) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw <= 1:
        raise Refused("setting_share", value=_said(raw))
    return float(raw)


def _flag(raw, _delivered: Value) -> bool:
    if not isinstance(raw, bool):
        raise Refused("setting_flag", value=_said(raw))
    return raw


def _chosen(raw, choices: tuple[str, ...]) -> str:
    if raw not in choices:
        raise Refused("setting_choice", value=_said(raw), choices=", ".join(choices))
    return raw


def _matching(pattern: re.Pattern, code: str) -> Callable[[object, Value], str]:
    def said(raw, _delivered: Value) -> str:
        if not isinstance(raw, str) or not pattern.fullmatch(raw):
            raise Refused(code, value=_said(raw))
        month_day = MONTH_DAY.fullmatch(raw)
        if month_day:
            _day(f"2025-{raw}")  # the 29th of February comes in some years only
        return raw

    return said


def _day(raw) -> date:
    try:
        return raw if type(raw) is date else date.fromisoformat(raw)
    except (ValueError, TypeError):
        raise Refused("setting_day", value=_said(raw)) from None


def _days(raw, _delivered: Value) -> list[date]:
    if not isinstance(raw, list) or len(raw) > 100:
        raise Refused("setting_day", value=_said(raw))
    return sorted({_day(one) for one in raw})


def _terms(raw, _delivered: Value) -> list[Term]:
    """School terms in order; none may begin before the one before has ended."""
    if not isinstance(raw, list) or not 0 < len(raw) <= 100:
        raise Refused("setting_terms_none")
    terms = sorted((one if isinstance(one, Term) else _term(one) for one in raw), key=lambda one: one.from_)
    ends = None
    for one in terms:
        if one.to < one.from_ or (ends and one.from_ <= ends):
            raise Refused("setting_terms", value=f"{one.from_} – {one.to}")
        ends = one.to
    return terms


def _term(raw) -> Term:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), dict) or not raw["name"]:
        raise Refused("setting_terms_none")
    name = {str(lang): str(text)[:60] for lang, text in raw["name"].items()}
    return Term(name, _day(raw.get("from")), _day(raw.get("to")))


READERS: dict[str, Callable[[object, Value], Value]] = {
    "limit": _limit,
    "share": _share,
    "flag": _flag,
    "month_day": _matching(MONTH_DAY, "setting_month_day"),
    "season_day": _matching(SEASON_DAY, "setting_season_day"),
    "days": _days,
    "terms": _terms,
}
