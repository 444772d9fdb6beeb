"""What is put by of a question on a day (care/shelf.py): its rows, its counts for every filter, its lists in order."""

from datetime import date

from care.definitions import Definitions
from care.shelf import Thing, filled
from care.store import QUERIES, named, read_sql

MOST_GROUPS = 62  # a number has no more bits
BITS = Thing(read_sql("kept/bits"))


def is_kept(definitions: Definitions) -> bool:
    """Whether answers can be put by; if not, every question is asked anew."""
    return len(definitions.groups) <= MOST_GROUPS


def question_sql(name: str) -> str:
    """The SQL of an indicator or breakdown, as shown under “how is this computed”. Raises KeyError if unknown."""
    for folder in ("", "breakdowns/"):
        if (QUERIES / f"{folder}{name}.sql").exists():
            return read_sql(folder + name)
    raise KeyError(name)


def rows(name: str, as_of: date, definitions: Definitions) -> Thing:
    """An indicator's rows, each with its subject's groups as bits."""
    return _asked("rows", name, as_of, definitions)


def tally(name: str, as_of: date, definitions: Definitions) -> Thing:
    """An indicator's counts by place, group and duty."""
    known = (("rows", rows(name, as_of, definitions)), ("bits", BITS))
    return Thing(read_sql("kept/tally"), (), known)


def _asked(what: str, name: str, as_of: date, definitions: Definitions) -> Thing:
    sql = filled(read_sql(f"kept/{what}"), {"answer": question_sql(name)})
    limits = definitions.indicators[name].limits if name in definitions.indicators else {}
    return Thing(sql, given(sql, {"as_of": as_of, **limits}), (("groups", groups(as_of)),))


def groups(as_of: date) -> Thing:
    """Each subject's groups on a day."""
    return Thing(read_sql("kept/groups"), (("as_of", as_of),), (("bits", BITS),))


def given(sql: str, known: dict) -> tuple[tuple[str, object], ...]:
    """Those of the `known` parameters that `sql` names."""
    return tuple((name, known[name]) for name in sorted(named(sql)))
