"""A complete roll makes those it no longer lists leave, reason not given; any other ledger leaves them be."""

from datetime import date

import pytest

from care.store import EVERYTHING
from tests.making import batch, built
from tests.worked_town import EAST, TOWN, UNITS, WEST

CHILD, OLD = "left_behind_children", "elderly_alone"
SCHOOL, OTHER = f"{TOWN}/中心小学", f"{TOWN}/东方小学"
MORE = [{"unit_id": OTHER, "unit_name": "东方小学", "unit_kind": "school"}]
JANUARY, FEBRUARY, MARCH = date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)


@pytest.fixture
def town(tmp_path):
    batch(tmp_path, "a-units", "units", UNITS + MORE, date(2026, 1, 1))
    return tmp_path


def one(name: str, unit: str = EAST, group: str = CHILD, **more) -> dict:
    return {"name": name, "unit_id": unit, "groups": group} | more


def left(folder) -> dict[tuple[str, str], tuple[str, str]]:
    """(name, group) → (last day + 1, reason) of all who have left."""
    sql = """
        select p.name, m.group_id, cast(m.to_on as varchar) as to_on, m.left_reason
        from memberships as m inner join people as p on m.subject_id = p.person_id
        where m.to_on < date '9999-12-31'
    """
    frame = built(folder).query(EVERYTHING, sql)
    return {(row.name, row.group_id): (row.to_on, row.left_reason) for row in frame.itertuples(index=False)}


def test_whoever_a_complete_roll_no_longer_lists_has_left(town):
    batch(town, "b", "roster", [one("甲"), one("乙"), one("丙")], JANUARY)
    batch(town, "c", "roster", [one("甲"), one("丁")], FEBRUARY, complete=True)
    assert left(town) == {
        ("乙", CHILD): ("2026-02-05", "not_listed"),
        ("丙", CHILD): ("2026-02-05", "not_listed"),
    }


def test_without_it_they_stay(town):
    batch(town, "b", "roster", [one("甲"), one("乙")], JANUARY)
    batch(town, "c", "roster", [one("甲")], FEBRUARY)
    assert left(town) == {}


def test_other_groups_and_villages_are_not_touched(town):
    batch(
        town,
        "b",
        "roster",
        [one("甲"), one("乙"), one("老", group=OLD), one("西", unit=WEST), one("双", group=f"{CHILD},{OLD}")],
        JANUARY,
    )
    batch(town, "c", "roster", [one("甲")], FEBRUARY, complete=True)
    assert set(left(town)) == {("乙", CHILD), ("双", CHILD)}


def test_they_left_with_the_first_roll_that_lacks_them(town):
    batch(town, "b", "roster", [one("甲"), one("乙")], JANUARY)
    batch(town, "c", "roster", [one("甲")], FEBRUARY, complete=True)
    batch(town, "d", "roster", [one("甲")], MARCH, complete=True)
    assert left(town) == {("乙", CHILD): ("2026-02-05", "not_listed")}


def test_a_later_ledger_that_lists_them_again_brings_them_back(town):
    batch(town, "b", "roster", [one("甲"), one("乙")], JANUARY)
    batch(town, "c", "roster", [one("甲")], FEBRUARY, complete=True)
    batch(town, "d", "roster", [one("乙")], MARCH)
    assert left(town) == {}


def test_a_corrected_roll_of_the_same_day_counts(town):
    batch(town, "b", "roster", [one("甲"), one("乙")], JANUARY, imported_at="2026-01-05T08:00:00+00:00")
    batch(town, "c", "roster", [one("甲")], JANUARY, imported_at="2026-01-05T09:00:00+00:00", complete=True)
    assert set(left(town)) == {("乙", CHILD)}


def test_an_older_roll_taken_in_late_drops_nobody(town):
    batch(town, "b", "roster", [one("甲"), one("乙")], FEBRUARY)
    batch(town, "c", "roster", [one("甲")], JANUARY, imported_at="2026-02-20T08:00:00+00:00", complete=True)
    assert left(town) == {}


def test_whoever_moved_away_is_not_dropped_by_the_old_village(town):
    batch(town, "b", "roster", [one("甲"), one("乙", id_no="110105201506120012")], JANUARY)
    batch(town, "c", "roster", [one("乙", unit=WEST, id_no="110105201506120012")], date(2026, 1, 20))
    batch(town, "d", "roster", [one("甲")], FEBRUARY, complete=True)
    assert left(town) == {}


def test_a_schools_complete_roll_speaks_for_its_own_pupils_only(town):
    ours, theirs = {"class_unit_id": f"{SCHOOL}/三年级1班"}, {"class_unit_id": f"{OTHER}/一年级1班"}
    everyone = [
        one("甲", **ours),
        one("乙", **ours),
        one("丙", unit=WEST, **ours),
        one("丁", **theirs),
        one("戊"),
        one("己", unit=WEST, **theirs),
    ]
    batch(town, "b", "roster", everyone, JANUARY)
    batch(town, "c", "roster", [one("甲", **ours), one("丙", unit=WEST, **ours)], FEBRUARY, complete=True)
    assert set(left(town)) == {("乙", CHILD)}


def test_a_villages_complete_roll_drops_pupils_of_any_school(town):
    ours, theirs = {"class_unit_id": f"{SCHOOL}/三年级1班"}, {"class_unit_id": f"{OTHER}/一年级1班"}
    batch(
        town,
        "b",
        "roster",
        [one("甲", **ours), one("乙", **theirs), one("丙", unit=WEST, **theirs), one("丁", **theirs)],
        JANUARY,
    )
    batch(town, "c", "roster", [one("甲", **ours), one("丁", **theirs)], FEBRUARY, complete=True)
    assert set(left(town)) == {("乙", CHILD)}


def test_a_towns_complete_roll_speaks_for_every_village_it_lists(town):
    batch(
        town,
        "b",
        "roster",
        [one("甲"), one("乙"), one("西", unit=WEST), one("里", unit=WEST), one("镇", unit=TOWN)],
        JANUARY,
    )
    batch(town, "c", "roster", [one("甲"), one("西", unit=WEST)], FEBRUARY, complete=True)
    assert set(left(town)) == {("乙", CHILD), ("里", CHILD)}
