"""What is put by of a question answers every filter as the question asked directly would: the same rows through the
plain roll-ups, for random askers, towns, days, units, groups, duties and pages."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from care import building, held
from care.answers import STATES, Answers, Ask, compose, page_of, question_sql
from care.definitions import load
from care.inspection import gaps
from care.inspection.gaps import Sought
from care.shelf import MOST_BYTES, Shelf, Thing
from care.store import EVERYTHING, MOST_SHELF, QUERIES, Scope, open_store
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
    for what in ("unit", "duty", "group", "place", "below"):
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


def same(left: pd.DataFrame, right: pd.DataFrame, about) -> None:
    assert list(left.columns) == list(right.columns), about
    pd.testing.assert_frame_equal(left, right, check_dtype=False, obj=repr(about))


def check_list(store, scope, ask: Ask, state: str, search: str, page: int, size: int) -> None:
    kept = Answers(store, scope, KNOWN).rows(ask, state, search, page, size)
    extra = {"state": state, "search": search, "size": size, "skip": (page - 1) * size}
    plain = direct(store, scope, ask, "rows", **extra)
    about = (scope, ask, state, search, page, size)
    if len(plain):
        assert (kept.total, kept.subjects) == (plain["total"].iloc[0], plain["subjects"].iloc[0]), about
    same(kept.frame, page_of(plain).frame, about)
    first = Answers(store, scope, KNOWN, puts_by=False).first_due(ask)
    assert Answers(store, scope, KNOWN).first_due(ask) == first, about


def units_of(town) -> list[str]:
    return [
        "",
        random_town.TOWN,
        *random_town.VILLAGES,
        *random_town.CLASSES,
        f"{random_town.TOWN}/校",
        "没有",
    ]


def askers(rng: random.Random) -> list[Scope]:
    return [EVERYTHING, *rng.sample(scopes(rng), 5), Scope(None, None, names=False)]


def test_lists_of_random_towns_for_random_askers(town):
    rng = random.Random(11)
    for scope in askers(rng):
        for name in rng.sample(sorted(KNOWN.indicators), 4):
            ask = asks(rng, name, units_of(town), random_town.GROUPS, duties_of(town, name))
            search = rng.choice(["", "", "张", "王", "村1", "班"])
            size = rng.choice([3, 10, 50])
            check_list(town, scope, ask, rng.choice(STATES), search, rng.choice([1, 1, 2, 4]), size)
            check_list(town, scope, Ask(name, ask.as_of), rng.choice(STATES), "", 1, size)


def test_breakdowns_of_random_towns_for_random_askers(town):
    rng = random.Random(13)
    for scope in askers(rng):
        for name in rng.sample(BREAKDOWNS, 6):
            ask = asks(rng, name, units_of(town), random_town.GROUPS, [])
            plain = direct(town, scope, ask, "breakdown_counts")
            same(Answers(town, scope, KNOWN).breakdown(ask), plain, (scope, ask))


def test_gaps_of_random_towns_for_random_askers(town, monkeypatch):
    rng = random.Random(17)
    for scope in askers(rng):
        sought = Sought(
            date(2026, 1, 31) - timedelta(days=rng.choice([0, 11, 200])),
            rng.choice(units_of(town)),
            rng.choice(["", *random_town.GROUPS]),
            rng.choice(["", "contact_rhythm", "guardian_settled"]),
            rng.choice(["", "high", "low"]),
            rng.choice(["", "", "张", "班"]),
        )
        whole = gaps.gaps(town, scope, KNOWN, sought, 1, 10_000)
        kept = gaps.gaps(town, scope, KNOWN, sought, 2, 7), gaps.counts(town, scope, KNOWN, sought)
        with monkeypatch.context() as patched:
            patched.setattr("care.prepared.is_kept", lambda _: False)
            plain = gaps.gaps(town, scope, KNOWN, sought, 2, 7), gaps.counts(town, scope, KNOWN, sought)
            every = gaps.gaps(town, scope, KNOWN, sought, 1, 10_000)
        same(whole.frame, every.frame, (scope, sought))
        same(kept[0].frame, plain[0].frame, (scope, sought))
        assert (whole.total, whole.subjects) == (every.total, every.subjects)
        for what in ("indicators", "severities", "units"):
            assert getattr(kept[1], what) == getattr(plain[1], what), (scope, sought, what)


def test_a_document_asks_once_and_puts_nothing_by(worked):
    ask = Ask("contact_rhythm", AS_OF, EAST)
    store_anew = open_store(worked.path)
    document = Answers(store_anew, EVERYTHING, KNOWN, puts_by=False)
    pages = Answers(worked, EVERYTHING, KNOWN)
    assert document.whole(ask) == pages.whole(ask)
    assert document.trend(ask) == pages.trend(ask)
    same(document.rows(ask).frame, pages.rows(ask).frame, ask)
    same(document.breakdown(Ask("age_sex", AS_OF)), pages.breakdown(Ask("age_sex", AS_OF)), ask)
    assert not store_anew.shelf._places
    assert worked.shelf._places


def test_with_more_groups_than_bits_every_question_is_asked_anew(worked, monkeypatch):
    ask = Ask("contact_rhythm", AS_OF, EAST)
    answers = Answers(worked, EVERYTHING, KNOWN)
    kept = (
        answers.whole(ask),
        answers.by(ask, "place"),
        answers.rows(ask).frame,
        answers.breakdown(Ask("age_sex", AS_OF)),
    )
    monkeypatch.setattr("care.prepared.MOST_GROUPS", 3)
    plain = (
        answers.whole(ask),
        answers.by(ask, "place"),
        answers.rows(ask).frame,
        answers.breakdown(Ask("age_sex", AS_OF)),
    )
    assert kept[:2] == plain[:2]
    same(kept[2], plain[2], ask)
    same(kept[3], plain[3], ask)


class Counting(Shelf):
    """Counts what it makes."""

    def _make(self, cursor, scope, thing):
        self.made = [*getattr(self, "made", []), (scope, thing)]
        return super()._make(cursor, scope, thing)


@pytest.fixture
def counting(tmp_path, monkeypatch):
    monkeypatch.setattr("care.store.Shelf", Counting)
    return worked_store(tmp_path)


def test_many_askers_at_once_compute_a_question_once(counting):
    asked = [Ask("contact_rhythm", AS_OF, rng_unit) for rng_unit in PLACES] * 8
    answers = Answers(counting, EVERYTHING, KNOWN)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(answers.whole, asked))
    assert found == [answers.whole(ask) for ask in asked]
    made = counting.shelf.made
    assert len(made) == len(set(made)) == 4  # groups' bits, each subject's groups, rows, counts


def test_what_one_scope_had_made_is_not_used_for_another(counting):
    for scope in (EVERYTHING, Scope((EAST,)), Scope((EAST,), names=False)):
        Answers(counting, scope, KNOWN).rows(Ask("contact_rhythm", AS_OF))
    assert {scope for scope, _ in counting.shelf.made} == {
        EVERYTHING,
        Scope((EAST,)),
        Scope((EAST,), names=False),
    }
    for scope in (EVERYTHING, Scope((EAST,))):
        assert (
            len([one for one, _ in counting.shelf.made if one == scope]) == 5
        )  # also the list, and counts, which tell how long it is


def test_where_there_is_no_room_tables_go_and_answers_stay_right(counting):
    counting.shelf.most_bytes = 1
    answers = Answers(counting, EVERYTHING, KNOWN)
    asked = [
        Ask(name, AS_OF, unit) for name in ("contact_rhythm", "on_roll", "files_complete") for unit in PLACES
    ] * 3
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(answers.whole, asked))
    counting.shelf.most_bytes = 10**9
    assert found == [answers.whole(ask) for ask in asked]
    with counting.cursors.cursor(EVERYTHING) as cursor:
        tables = cursor.execute(
            "select count(*) from duckdb_tables() where database_name like 'kept_%'"
        ).fetchall()
    assert tables[0][0] <= 13, "what was dropped is gone"


def test_what_was_slow_to_make_stays_where_what_was_quick_needs_the_room(counting):
    counting.shelf.most_bytes = 40_000_000
    slow = Thing("select count(*) filter (hash(range) % 3 = 0) as x from range(20_000_000)")
    ask = lambda thing: counting.query(EVERYTHING, "select count(*) as n from {it}", kept={"it": thing})  # noqa: E731
    ask(slow)
    quick = [Thing(f"select hash(range + {n}) as x from range(2_000_000)") for n in range(6)]
    for thing in quick:
        ask(thing)
    assert (EVERYTHING, slow) in counting.shelf._places
    assert (EVERYTHING, quick[0]) not in counting.shelf._places
    assert (EVERYTHING, quick[-1]) in counting.shelf._places


def test_a_question_that_failed_leaves_nothing_and_can_be_asked_again(worked):
    broken = Thing("select error('no') as x")
    for _ in range(2):
        with pytest.raises(Exception, match="no"):
            worked.query(EVERYTHING, "select * from {it}", kept={"it": broken})
    fine = Thing("select 7 as x")
    assert worked.query(EVERYTHING, "select * from {it}", kept={"it": fine})["x"][0] == 7


def test_a_new_store_begins_with_an_empty_shelf_and_the_one_before_answers_on(tmp_path, worked):
    Answers(worked, EVERYTHING, KNOWN).whole(Ask("on_roll", AS_OF))
    again = open_store(worked.path)
    with again.cursors.cursor(EVERYTHING) as cursor:
        mine = cursor.execute(
            "select count(*) from duckdb_tables() where database_name = $home", {"home": again.shelf._home}
        )
        assert mine.fetchall() == [(0,)]
    ask = Ask("on_roll", AS_OF, TOWN)
    assert Answers(again, EVERYTHING, KNOWN).whole(ask) == Answers(worked, EVERYTHING, KNOWN).whole(ask)


def test_whoever_waits_for_another_s_answer_may_go_on(counting, monkeypatch):
    from care import patience

    begun, go = threading.Event(), threading.Event()
    make = Counting._make

    def slow(self, cursor, scope, thing):
        begun.set()
        go.wait(30)
        return make(self, cursor, scope, thing)

    monkeypatch.setattr(Counting, "_make", slow)
    thing = Thing("select 1 as x")
    first = threading.Thread(
        target=lambda: counting.query(EVERYTHING, "select * from {it}", kept={"it": thing})
    )
    first.start()
    begun.wait(30)
    patience.GOES_ON.set(lambda: True)
    try:
        with pytest.raises(patience.GivenUp):
            counting.query(EVERYTHING, "select * from {it}", kept={"it": thing})
    finally:
        patience.GOES_ON.set(None)
        go.set()
        first.join(30)
    assert counting.query(EVERYTHING, "select * from {it}", kept={"it": thing})["x"][0] == 1


def test_a_large_store_may_put_by_more(worked, monkeypatch):
    monkeypatch.setattr("care.store.SHELF_PART", 1 / 100_000)
    assert open_store(worked.path).shelf.most_bytes == MOST_SHELF
    assert worked.shelf.most_bytes == MOST_BYTES < MOST_SHELF


def test_a_database_that_duckdb_shut_is_opened_anew(tmp_path, monkeypatch):
    path = worked_store(tmp_path).path
    broken = building.opened(tmp_path, path, KNOWN)
    assert building.opened(tmp_path, path, KNOWN) is broken

    def fault(*_):
        raise duckdb.InternalException("INTERNAL Error: an assertion")

    ask = Ask("on_roll", AS_OF)
    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "_make", fault)
        with pytest.raises(duckdb.InternalException):
            Answers(broken, EVERYTHING, KNOWN).whole(ask)
    opened = building.opened(tmp_path, path, KNOWN)
    assert opened is not broken
    assert Answers(opened, EVERYTHING, KNOWN).whole(ask).count.due > 0


def test_of_a_sealed_directory_a_database_that_duckdb_shut_is_filled_anew(tmp_path):
    meta = "create table base.meta as select 'v' as version, date '2026-01-20' as as_of, date '2025-09-01' as first_day"
    fill = held.Fill(lambda connection: connection.execute(f"create schema base; {meta}"))
    path = tmp_path / f"v{held.MEMORY}"
    broken = held.held(path, fill)
    with pytest.raises(duckdb.InternalException), broken.cursors.cursor(EVERYTHING):
        raise duckdb.InternalException("INTERNAL Error: an assertion")
    opened = held.held(path, fill)
    assert opened is not broken
    with opened.cursors.cursor(EVERYTHING) as cursor:
        assert cursor.execute("select version from base.meta").fetchall() == [("v",)]
