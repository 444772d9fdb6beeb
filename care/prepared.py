"""What is put by of a question on a day (care/shelf.py): its rows, its counts for every filter, its lists in order."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from care.definitions import Definitions, Indicator
from care.shelf import Thing, filled
from care.store import QUERIES, Scope, Store, named, read_sql

MOST_GROUPS = 62  # a number has no more bits


@dataclass(frozen=True)
class Page:
    """One page of a list: `frame` as rows.sql or breakdown_rows.sql returns it, of `total` rows on `subjects` in all."""

    total: int
    subjects: int
    frame: pd.DataFrame


def is_kept(definitions: Definitions) -> bool:
    """Whether answers can be put by; if not, every question is asked anew."""
    return len(definitions.groups) <= MOST_GROUPS


def question_sql(name: str) -> str:
    """The SQL of an indicator or breakdown, as shown under “how is this computed”. Raises KeyError if unknown."""
    for folder in ("", "breakdowns/"):
        if (QUERIES / f"{folder}{name}.sql").exists():
            return read_sql(folder + name)
    raise KeyError(name)


def bits(definitions: Definitions) -> Thing:
    """Each group as a bit of a number."""
    return Thing(read_sql("kept/bits"), (("groups", tuple(definitions.groups)),))


def bit(definitions: Definitions, group: str) -> int:
    """The same of one group; 0 where there is none such."""
    return 1 << list(definitions.groups).index(group) if group in definitions.groups else 0


def rows(name: str, as_of: date, definitions: Definitions) -> Thing:
    """An indicator's rows, each with its subject's groups as bits."""
    return _asked("rows", name, as_of, definitions)


def tally(name: str, as_of: date, definitions: Definitions) -> Thing:
    """An indicator's counts by place, group and duty."""
    known = (("rows", rows(name, as_of, definitions)), ("bits", bits(definitions)))
    return Thing(read_sql("kept/tally"), (), known)


def listing(name: str, as_of: date, definitions: Definitions) -> Thing:
    """An indicator's rows as lists show them."""
    known = (("rows", rows(name, as_of, definitions)),)
    return Thing(read_sql("kept/listing"), (("as_of", as_of),), known)


def spread(name: str, as_of: date, definitions: Definitions) -> Thing:
    """A breakdown's things, counted by place, groups, x and series."""
    marked = "is_first" in question_sql(name)
    return _asked("spread_marked" if marked else "spread", name, as_of, definitions)


def gaps(as_of: date, definitions: Definitions) -> Thing:
    """Every indicator's duties that are not done, as the list of gaps shows them."""
    asked = [one for one in definitions.indicators.values() if one.form == "share"]
    sql = filled(read_sql("kept/gaps"), {"unmet": "\nunion all\n".join(map(unmet, asked))})
    known = tuple((f"rows_{one.id}", rows(one.id, as_of, definitions)) for one in asked)
    return Thing(sql, (("as_of", as_of),), known)


def gaps_tally(as_of: date, definitions: Definitions) -> Thing:
    """Their counts by place, group, indicator and severity."""
    known = (("gaps", gaps(as_of, definitions)), ("bits", bits(definitions)))
    return Thing(read_sql("kept/gaps_tally"), (), known)


def page(
    store: Store, scope: Scope, mine: str, ways: tuple[str, str], known: dict, kept: dict[str, Thing]
) -> Page:
    """A page of what the SQL `mine` leaves of a list, by two queries (`ways`): where the page ends but for names, and
    what stands on it; so names, which are slow to put in order, are compared for few."""
    end_sql, page_sql = (mine + way for way in ways)
    (end,) = store.query(scope, end_sql, known, kept=kept).to_dict("records")
    frame = store.query(scope, page_sql, known | end, kept=kept)
    return Page(int(end["total"]), int(end["subjects"]), frame)


def unmet(indicator: Indicator) -> str:
    """The SQL of an indicator's kept rows that are not met, named {rows_…} after it."""
    return (
        f"select '{indicator.id}' as indicator, '{indicator.severity}' as severity, * exclude (met) "
        f"from {{rows_{indicator.id}}} where not met"
    )


def _asked(what: str, name: str, as_of: date, definitions: Definitions) -> Thing:
    sql = filled(read_sql(f"kept/{what}"), {"answer": question_sql(name)})
    limits = definitions.indicators[name].limits if name in definitions.indicators else {}
    known = (("groups", groups(as_of, definitions)), ("bits", bits(definitions)))
    return Thing(sql, given(sql, {"as_of": as_of, **limits}), known)


def groups(as_of: date, definitions: Definitions) -> Thing:
    """Each subject's groups on a day."""
    return Thing(read_sql("kept/groups"), (("as_of", as_of),), (("bits", bits(definitions)),))


def given(sql: str, known: dict) -> tuple[tuple[str, object], ...]:
    """Those of the `known` parameters that `sql` names."""
    return tuple((name, known[name]) for name in sorted(named(sql)))
