"""Gaps are the indicators' own unmet rows: the same subjects, nobody outside the scope, nobody twice."""

import random
from datetime import date, timedelta

import pytest

from care.answers import Answers, Ask
from care.definitions import SEVERITIES, load
from care.inspection.gaps import Sought, counts, gaps, indicators
from care.store import EVERYTHING, Scope
from tests import random_town
from tests.making import built
from tests.worked_town import AS_OF, CLASS, EAST, SCHOOL, TOWN, WEST, worked_store

KNOWN = load()
NAMES = [one.id for one in indicators(KNOWN)]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("worked"))


@pytest.fixture(scope="module", params=range(2), ids=lambda seed: f"seed{seed}")
def some_town(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"gaps{request.param}")
    random_town.write(folder, request.param)
    return built(folder)


def listed(store, sought: Sought, scope: Scope = EVERYTHING):
    return gaps(store, scope, KNOWN, sought, size=10_000)


def test_the_worked_town_has_the_gaps_worked_by_hand(store):
    """East village, visits: what is late since when, by hand from tests/worked_town.py."""
    frame = listed(store, Sought(AS_OF, EAST)).frame
    told = {
        (r.name, r.indicator, r.duty): (r.severity, str(r.due_on)[:10], r.days_late, r.responsible, str(r.last_contact_on)[:10])
        for r in frame[frame["indicator"].isin(["contact_rhythm", "helper_contact", "house_safety"])].itertuples()
    }  # fmt: skip
    assert told == {
        # never visited (a telephone call does not count); the first whole month of the records is January 2025
        ("庚话", "contact_rhythm", "visit"): ("high", "2025-01-31", 354, "孙书记", "2025-12-15"),
        ("乙迟", "contact_rhythm", "visit"): ("high", "2025-12-31", 20, "王老师", "2026-01-06"),
        # paired on 1 March 2025, half a year later due
        ("丁静", "helper_contact", ""): ("middle", "2025-08-31", 142, "王老师", "2026-01-18"),
        # found on 1 October 2025, 90 days; the last contact with the household's people
        ("庚话", "house_safety", ""): ("high", "2025-12-30", 21, "孙书记", "2025-12-15"),
    }


def test_whom_the_ledger_of_responsibilities_names_stands_beside_every_gap_of_the_unit(store):
    """East village: its list of units names 东主任, the ledger of responsibilities 孙书记; a helper stays a helper."""
    east = listed(store, Sought(AS_OF, EAST)).frame
    assert set(east["responsible"]) == {"孙书记", "王老师"}
    assert listed(store, Sought(AS_OF)).frame["responsible"].notna().all()
    files = Answers(store, EVERYTHING, KNOWN).rows(Ask("files_complete", AS_OF, EAST)).frame
    assert set(files["responsible"]) == {"孙书记"}


def test_what_is_not_due_yet_is_of_low_severity_and_says_how_many_days_are_left(store):
    frame = listed(store, Sought(AS_OF, WEST, indicator="relief_progress")).frame
    assert {(r.name, r.severity, r.days_late) for r in frame.itertuples()} == {
        ("辛严", "low", -27),  # Spring Festival is 2026-02-17, due the day before
        ("外人", "low", -27),
        ("辰老", "low", -27),
    }


def test_worst_first_severity_then_days_late(store):
    frame = listed(store, Sought(AS_OF)).frame
    late = frame["days_late"].astype(object).fillna(-(10**9))
    order = list(zip(frame["severity"].map(SEVERITIES.index), -late, strict=True))
    assert order == sorted(order)


def asks(rng: random.Random, units: list[str]) -> Sought:
    return Sought(
        date(2026, 1, 31) - timedelta(days=rng.randrange(330)),
        rng.choice(["", *units]),
        rng.choice(["", *random_town.GROUPS]),
    )


@pytest.mark.parametrize(
    "scope", [EVERYTHING, Scope(("镇/村1",)), Scope(("镇/校", "镇/村0")), Scope()], ids=str
)
def test_each_indicators_gaps_are_as_many_as_its_unmet(some_town, scope):
    rng = random.Random(str(scope))
    answers = Answers(some_town, scope, KNOWN)
    for _ in range(6):
        sought = asks(rng, [random_town.TOWN, *random_town.VILLAGES, *random_town.CLASSES, "镇/校"])
        frame, counted = listed(some_town, sought, scope).frame, counts(some_town, scope, KNOWN, sought)
        for name in NAMES:
            unmet = answers.count(Ask(name, sought.as_of, sought.unit, sought.group)).unmet
            own = frame[frame["indicator"] == name]
            assert own["subject_id"].nunique() == unmet, (sought, name)
            assert not own.duplicated(["subject_id", "duty"]).any()
            assert (counted.indicators[name].subjects if name in counted.indicators else 0) == unmet
        assert sum(counted.severities.values()) == len(frame)


def test_narrowing_gives_the_part_that_the_counts_said(some_town):
    whole = Sought(date(2026, 1, 20), random_town.TOWN)
    counted = counts(some_town, EVERYTHING, KNOWN, whole)
    for severity, n in counted.severities.items():
        assert listed(some_town, Sought(whole.as_of, whole.unit, severity=severity)).total == n
    for name, one in counted.indicators.items():
        page = listed(some_town, Sought(whole.as_of, whole.unit, indicator=name))
        assert (page.total, page.subjects) == (one.duties, one.subjects)
    below = {
        unit: by for unit, by in counted.units.items() if unit != whole.unit
    }  # its own row: what it owes itself
    for unit, by_severity in below.items():
        for severity, n in by_severity.items():
            assert listed(some_town, Sought(whole.as_of, unit, severity=severity)).total == n
    one = Sought(whole.as_of, whole.unit, indicator="contact_rhythm", severity="high")
    narrowed = counts(some_town, EVERYTHING, KNOWN, one)
    assert narrowed.severities["high"] == listed(some_town, one).total
    assert sum(sum(by.values()) for by in narrowed.units.values()) >= narrowed.severities["high"]


def test_pages_partition_the_list_and_search_narrows_it(store):
    whole = listed(store, Sought(AS_OF))
    pages = [gaps(store, EVERYTHING, KNOWN, Sought(AS_OF), page=at, size=4).frame for at in range(1, 20)]
    keys = [
        tuple(row)
        for page in pages
        for row in page[["indicator", "subject_id", "duty"]].itertuples(index=False)
    ]
    assert len(keys) == len(set(keys)) == whole.total
    assert set(listed(store, Sought(AS_OF, search="庚")).frame["name"]) == {"庚话"}
    assert set(listed(store, Sought(AS_OF, search="王老师")).frame["responsible"]) == {"王老师"}


def test_nobody_outside_the_scope(store):
    assert listed(store, Sought(AS_OF), Scope()).total == 0
    east = listed(store, Sought(AS_OF), Scope((EAST,))).frame
    assert set(east["name"]) <= {"甲全", "乙迟", "丙假", "丁静", "戊将", "己今", "庚话", "王老师", "赵干部"}
    assert listed(store, Sought(AS_OF, WEST), Scope((EAST,))).total == 0
    pupils = listed(store, Sought(AS_OF), Scope((SCHOOL,))).frame
    assert all(unit.startswith(SCHOOL) or unit == EAST for unit in pupils["unit_id"])
    assert (
        listed(store, Sought(AS_OF, CLASS)).total
        == listed(store, Sought(AS_OF, CLASS), Scope((CLASS,))).total
    )
    assert counts(store, Scope(), KNOWN, Sought(AS_OF, TOWN)).units == {}
