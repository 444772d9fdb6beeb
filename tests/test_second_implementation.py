"""The SQL and a naive second implementation agree on random towns; and what must hold for any town holds."""

from datetime import date

import pandas as pd
import pytest

from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING, QUERIES
from tests import naive, naive_programme, random_town
from tests.making import built

SEEDS = range(5)
BREAKDOWNS = [path.stem for path in sorted((QUERIES / "breakdowns").glob("*.sql"))]
DAYS = [date(2025, 7, 15), date(2025, 12, 31), date(2026, 1, 20)]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed{seed}")
def town(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"town{request.param}")
    rows = random_town.write(folder, request.param)
    return rows, Answers(built(folder), EVERYTHING, load())


def told(answers: Answers, name: str, day: date) -> dict:
    """name (and duty, if the question has duties) → met, as the lists show it."""
    frame = answers.rows(Ask(name, day), "all", size=10_000).frame
    met = [None if pd.isna(value) else bool(value) for value in frame["met"]]
    return dict(zip(zip(frame["name"], frame["duty"], strict=True), met, strict=True))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_sql_agrees_with_the_naive_second_implementation(town, day):
    rows, answers = town
    assert {name for name, _ in told(answers, "on_roll", day)} == {
        p["name"] for p in rows["roster"] if naive.on_roll(p, day)
    }
    assert told(answers, "contact_rhythm", day) == naive.contact_rhythm(rows, day)
    for name in ("pairing_coverage", "house_safety"):
        assert {who: met for (who, _), met in told(answers, name, day).items()} == getattr(naive, name)(
            rows, day
        )
    assert {
        who: met for (who, _), met in told(answers, "helper_contact", day).items()
    } == naive.helper_contact(rows, day, 183)
    assert told(answers, "homes_in_order", day) == naive.homes_in_order(rows, day)
    assert told(answers, "activities_held", day) == naive.activities_held(rows, day, 183)
    if day >= date(2025, 9, 1):
        assert {
            who: met for (who, _), met in told(answers, "relief_progress", day).items()
        } == naive.relief_progress(rows, day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_sql_agrees_with_the_naive_second_implementation_of_the_further_measures(town, day):
    rows, answers = town
    limits = {name: one.limits for name, one in load().indicators.items()}
    for name in ("guardian_settled", "ledgers_handed_in", "someone_answers", "help_plans", "holiday_visits"):
        assert told(answers, name, day) == getattr(naive_programme, name)(rows, day, **limits[name]), name
    complete = {who: met for (who, _), met in told(answers, "files_complete", day).items()}
    assert complete == naive_programme.files_complete(rows, day, **limits["files_complete"])
    places = answers.rows(Ask("winter_checks", day), "all", size=10_000).frame
    met = [None if pd.isna(value) else bool(value) for value in places["met"]]
    checked = dict(zip(zip(places["unit_id"], places["name"], places["duty"], strict=True), met, strict=True))
    assert checked == naive_programme.winter_checks(rows, day, **limits["winter_checks"])


@pytest.mark.parametrize("name", list(load().indicators))
def test_nobody_is_lost_or_counted_twice_in_any_split(town, name):
    _, answers = town
    ask = Ask(name, DAYS[-1])
    whole = answers.count(ask)
    everyone = set(answers.rows(ask, "all", size=10_000).frame["subject_id"])
    assert len(everyone) == whole.due + whole.not_due
    split = [
        set(answers.rows(Ask(name, DAYS[-1], row.key), "all", size=10_000).frame["subject_id"])
        for row in answers.by(Ask(name, DAYS[-1], random_town.TOWN), "unit")
    ]
    assert set().union(*split) == everyone
    for row in answers.by(ask, "group"):
        members = answers.rows(Ask(name, DAYS[-1], group=row.key), "all", size=10_000).frame["subject_id"]
        assert set(members) <= everyone
        assert members.nunique() == row.due + row.not_due


@pytest.mark.parametrize("name", BREAKDOWNS)
def test_every_bar_of_a_breakdown_opens_as_many_rows_as_it_counts(town, name):
    _, answers = town
    ask = Ask(name, DAYS[-1])
    for bar in answers.breakdown(ask).itertuples():
        page = answers.breakdown_rows(ask, x=bar.x, series=bar.series, size=10_000)
        if bar.x and bar.series:  # '' asks for all
            assert (page.total, page.subjects) == (bar.n, bar.subjects)
