"""What is put by of a question answers every filter as the question asked directly would: the same rows through the
plain roll-ups, for random askers, towns, days, units, groups, duties and pages."""

import random
from datetime import date, timedelta

import pytest

from care.answers import Answers, Ask, compose, question_sql
from care.definitions import load
from care.store import EVERYTHING, QUERIES, Scope
from tests import random_town
from tests.making import built
from tests.test_scope import scopes
from tests.worked_town import AS_OF, CLASS, EAST, SCHOOL, TOWN, WEST, worked_store

KNOWN = load()
BREAKDOWNS = [path.stem for path in sorted((QUERIES / "breakdowns").glob("*.sql"))]
PLACES = ["", TOWN, EAST, WEST, SCHOOL, CLASS]


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("worked"))


@pytest.fixture(scope="module", params=range(2), ids=lambda seed: f"seed{seed}")
def town(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"kept{request.param}")
    random_town.write(folder, request.param)
    return built(folder)


def direct(store, scope, ask: Ask, rollup: str, **extra):
    """The roll-up of the question's own SQL, nothing kept."""
    limits = KNOWN.indicators[ask.name].limits if ask.name in KNOWN.indicators else {}
    return store.query(scope, compose(question_sql(ask.name), rollup), vars(ask) | limits | extra)


def told(frame) -> list[tuple]:
    """(key, due, met, not due) of each line."""
    return [tuple(row) for row in frame[["key", "due", "met", "not_due"]].itertuples(index=False)]


def said(rows) -> list[tuple]:
    return [(row.key, row.due, row.met, row.not_due) for row in rows]


def check_counts(store, scope, ask: Ask) -> None:
    answers = Answers(store, scope, KNOWN)
    plain = direct(store, scope, ask, "count").itertuples(index=False)
    assert [(one.due, one.met, one.not_due) for one in [answers.count(ask)]] == [
        tuple(row) for row in plain
    ], (
        scope,
        ask,
    )
    for what in ("unit", "duty", "group", "place"):
        assert said(answers.by(ask, what)) == told(direct(store, scope, ask, f"by_{what}")), (
            scope,
            ask,
            what,
        )
    units = direct(store, scope, ask, "every_unit")
    assert answers.every_unit(ask) == dict(zip(units["key"], units["n"], strict=True)), (scope, ask)


def asks(rng: random.Random, name: str, units: list[str], groups: list[str], duties: list[str]) -> Ask:
    day = date(2026, 1, 31) - timedelta(days=rng.choice([0, 11, 31, 200]))
    return Ask(name, day, rng.choice(units), rng.choice(["", *groups]), rng.choice(["", "", *duties]))


def duties_of(store, name: str) -> list[str]:
    return [row.key for row in Answers(store, EVERYTHING, KNOWN).by(Ask(name, date(2026, 1, 31)), "duty")]


def test_counts_of_the_worked_town(worked):
    rng = random.Random(3)
    for name in KNOWN.indicators:
        check_counts(
            worked,
            EVERYTHING,
            Ask(name, AS_OF, rng.choice(PLACES), "", rng.choice(["", *duties_of(worked, name)])),
        )


def test_counts_of_random_towns_for_random_askers(town):
    rng = random.Random(7)
    units = [
        "",
        random_town.TOWN,
        *random_town.VILLAGES,
        *random_town.CLASSES,
        f"{random_town.TOWN}/校",
        "没有",
    ]
    for scope in [EVERYTHING, *scopes(rng), Scope(None, None, names=False)]:
        for name in rng.sample(sorted(KNOWN.indicators), 4):
            check_counts(town, scope, asks(rng, name, units, random_town.GROUPS, duties_of(town, name)))
