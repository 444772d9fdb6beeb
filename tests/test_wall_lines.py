"""Line by line through the row wall (queries/views_of_some.sql): four people, each told of in every view and every
column of text; each scope is given exactly its own, and figures only no words that could name anybody."""

import re
from datetime import date

import duckdb
import pytest

from care import building
from care.definitions import load
from care.store import EVERYTHING, QUERIES, Scope, Store, open_store
from tests.making import batch

TOWN, EAST, WEST, SCHOOL = "镇", "镇/东村", "镇/西村", "镇/校"
CLASS = f"{SCHOOL}/一班"
# Who: unit, class, group. The pupil is of one village and learns elsewhere.
PEOPLE = {
    "甲": (EAST, None, "orphans"),
    "乙": (WEST, None, "orphans"),
    "丙": (EAST, None, "elderly_alone"),
    "丁": (WEST, CLASS, "orphans"),
}
FEW = 5  # each row is planted as often: what is said of one person is no usual word, however many rows say it
VIEWS = sorted(
    set(re.findall(r"create temp view (\w+) as", (QUERIES / "views_of_some.sql").read_text("utf-8")))
    - {"units"}
)
# Of units: whoever sees the unit sees them, whatever their groups. Of all groups, and with names, only.
OF_UNITS = {"activities", "facilities", "safety", "calls", "responsibles", "handed_in"}
OF_ALL_GROUPS = {"tallies", "doubted_totals", "unmatched"}
WITH_NAMES = {"statements", "row_problems", "unmatched"}
# Where somebody lives: their school is not told.
AT_HOME = {
    "stays",
    "households",
    "household_members",
    "houses",
    "relief",
    "relief_families",
    *OF_UNITS,
    *OF_ALL_GROUPS,
}

# What ids count from, so that each number tells whose it is and of what.
FROM = {
    "household_id": 10,
    "house_id": 20,
    "helper_id": 30,
    "activity_id": 40,
    "facility_id": 50,
    "place_id": 60,
}
FROM_OF = {("relief_families", "subject_id"): 10, ("relief_families", "family_id"): 10}
SUBJECTS = {
    "person": 0,
    "household": 10,
    "house": 20,
    "helper": 30,
    "activity": 40,
    "place": 60,
    "unlisted": 70,
}
WHOSE = {at + ten: who for at, who in enumerate(PEOPLE, 1) for ten in range(0, 80, 10)}

# Words of the program and its definitions, and of the office about its own work: figures may be made of them.
PLAIN = {
    "alike_id", "batch_id", "branch", "code", "duty", "field", "figures", "gender", "grade", "indicator", "item", "kind",
    "kinds", "ledger", "precision", "reason", "remedy", "risk", "risk_before", "role", "stage", "submission", "team",
}  # fmt: skip
OFFICE = {
    "helpers": {"name", "phone", "helper_unit"},
    "responsibles": {"name", "phone", "position"},
    "facilities": {"name", "phone", "teacher_names", "hours"},
    "activities": {"title", "by_name"},
    "contacts": {"by_name"},
    "plans": {"by_name"},
    "safety": {"by_name"},
}


def row(table: str, columns: dict[str, str], at: int, who: str, **said) -> dict:
    """Somebody's row of a table: whatever is text names them, whatever is a number is theirs."""
    unit, klass, group = PEOPLE[who]
    found = {
        "unit_id": unit,
        "class_id": klass,
        "class_unit_id": klass,
        "group_id": group,
        "groups": group,
    } | said
    for name, kind in columns.items():
        if kind == "VARCHAR":
            found.setdefault(name, f"{who}的{name}")
        elif "INT" in kind:
            found.setdefault(name, at + FROM_OF.get((table, name), FROM.get(name, 0)))
    return {name: found.get(name) for name in columns}


def rows(table: str, columns: dict[str, str]) -> list[dict]:
    """Everybody's rows of a table, and those that lead from one village's people to the other's."""
    made = []
    for at, who in enumerate(PEOPLE, 1):
        every: list[dict] = [{}]
        if table == "subjects":
            every = [{"kind": kind, "subject_id": at + ten} | ({} if kind == "person" else {"class_id": None})
                     for kind, ten in SUBJECTS.items()]  # fmt: skip
        elif table == "subject_groups":
            every = [{"subject_id": at}, {"subject_id": at + FROM["household_id"]}]
        made += [row(table, columns, at, who, **said) for said in every]
    across = {"household_members": ("household_id", 10), "possible_matches": ("other_id", 0)}
    if table in across:
        name, ten = across[table]
        made += [made[0] | {name: 2 + ten}, made[1] | {name: 1 + ten}]
    return made * FEW


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Store:
    folder, day = tmp_path_factory.mktemp("wall"), date(2026, 1, 20)
    kinds = {TOWN: "town", EAST: "village", WEST: "village", SCHOOL: "school", CLASS: "class"}
    batch(folder, "u", "units", [{"unit_id": one, "unit_name": one.rsplit("/")[-1], "unit_kind": kind}
                                 for one, kind in kinds.items()], day)  # fmt: skip
    path = building.build(folder, load())
    with duckdb.connect(str(path)) as base:
        base.execute("create table base.said as from base.statements limit 0")
        base.execute("create or replace view base.statements as from base.said")
        for view in VIEWS:
            table = "said" if view == "statements" else view
            columns = dict(base.execute("select column_name, data_type from duckdb_columns() where schema_name = 'base'"
                                        " and table_name = $table", {"table": table}).fetchall())  # fmt: skip
            base.execute(f"delete from base.{table}")
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            base.executemany(f"insert into base.{table} ({names}) values ({marks})",
                             [list(one.values()) for one in rows(view, columns)])  # fmt: skip
    return open_store(path)


def told(store: Store, scope: Scope, view: str) -> set[str]:
    """Of whom any cell of a view tells."""
    but = "where kind not in ('activity', 'place')" if view == "subjects" else ""  # these are of units
    cells = set(store.query(scope, f"select * from {view} {but}").astype(object).to_numpy().ravel())
    words = "".join(one for one in cells if isinstance(one, str))
    return {who for who in PEOPLE if who in words} | {
        WHOSE[one] for one in cells if isinstance(one, int) and one in WHOSE
    }


def allowed(scope: Scope, view: str) -> set[str]:
    """Of whom a view may tell, by the plainest of rules."""

    def within(unit: str | None) -> bool:
        return scope.units is None or any(f"{unit}/".startswith(f"{top}/") for top in scope.units)

    if scope.groups is not None and view in OF_ALL_GROUPS or not scope.names and view in WITH_NAMES:
        return set()
    return {
        who
        for who, (unit, klass, group) in PEOPLE.items()
        if (within(unit) or view not in AT_HOME and within(klass))
        and (scope.groups is None or view in OF_UNITS or group in scope.groups)
    }


SCOPES = {
    "everything": EVERYTHING,
    "nothing": Scope(()),
    "no_group": Scope(None, ()),
    "village": Scope((EAST,)),
    "other_village": Scope((WEST,)),
    "school": Scope((SCHOOL,)),
    "group": Scope(None, ("orphans",)),
    "group_of_village": Scope((EAST,), ("elderly_alone",)),
    "figures": Scope(None, None, names=False),
    "figures_of_village": Scope((EAST,), None, names=False),
}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_each_view_tells_of_those_within_and_of_nobody_else(planted, scope):
    assert {view: told(planted, scope, view) for view in VIEWS} == {
        view: allowed(scope, view) for view in VIEWS
    }


@pytest.mark.parametrize("scope", [SCOPES["figures"], SCOPES["figures_of_village"]], ids=["all", "village"])
def test_figures_only_hold_no_words_of_anybody(planted, scope):
    wordy = {}
    for view in VIEWS:
        but = "where kind <> 'helper'" if view == "subjects" else ""
        frame = planted.query(scope, f"select * from {view} {but}")
        spoken = {
            name for name in frame if frame[name].astype(str).str.contains(f"[{''.join(PEOPLE)}]").any()
        }
        wordy[view] = spoken - PLAIN - OFFICE.get(view, set())
    assert wordy == dict.fromkeys(VIEWS, set())
