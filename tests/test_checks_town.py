"""In the sample town the village that made its visits up stands out, and the busiest honest one does not."""

import pytest

from care import office
from care.definitions import load
from care.inspection.checks import Checks, Filters, find
from care.store import EVERYTHING

TOWN = "青溪镇"
MADE_UP, BUSIEST = f"{TOWN}/下湾村", f"{TOWN}/河东村"


@pytest.fixture(scope="module")
def checks(town):
    store = office.current(town, load())
    hits = find(store, EVERYTHING, load(), store.as_of)
    return Checks(store, EVERYTHING, load(), [], lambda as_of: hits)


@pytest.fixture(scope="module")
def grave(checks):
    """Cases of high severity about visits, by village."""
    told = checks.by_unit(Filters(checks.store.as_of, TOWN))
    high = [one.id for one in load().checks.values() if one.severity == "high" and one.family == "visits"]
    return told[told.check_id.isin(high)]


def test_nearly_all_grave_cases_about_visits_are_the_made_up_villages(grave):
    by_village = grave.groupby("key").cases.sum()
    assert by_village[MADE_UP] >= 20
    assert by_village[MADE_UP] >= 0.95 * by_village.sum()
    assert {"copied_texts", "too_many_a_day", "visits_on_one_day", "visits_at_month_end"} <= set(
        grave[grave.key == MADE_UP].check_id
    )


def test_the_busiest_village_has_none(checks, grave):
    visits = checks.store.query(
        EVERYTHING,
        "select unit_id, count(*) as n from contacts where kind = 'visit' group by unit_id order by n desc",
    )
    assert visits.unit_id[0] == BUSIEST
    assert BUSIEST not in set(grave.key)


def test_those_to_be_sampled_more_are_the_made_up_villages(checks):
    doubtful = checks.doubtful(checks.store.as_of)
    people = checks.store.query(EVERYTHING, "select person_id, unit_id from people")
    places = people[people.person_id.isin(doubtful)].unit_id.value_counts(normalize=True)
    assert places.idxmax() == MADE_UP
