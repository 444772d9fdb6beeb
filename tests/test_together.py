"""Statements of a store that run at the same time give what they give in turn."""

import duckdb
import pytest

from care import building, together
from care.definitions import load
from tests import random_town

FLOW = """
create table base.a as select 1 as x;
create table base.b as select x + 1 as x from base.a; -- base.d is not meant
create table base.c as select 3 as x;
drop table base.a;
create table base.d as select * from base.b union all select * from base.c;
set variable done = true;
create table base.e as select 5 as x;
"""


def test_a_statement_waits_for_what_it_needs():
    after = [set(step.after) for step in together.steps_of((FLOW,))]
    assert after == [set(), {0}, set(), {0, 1}, {1, 2}, {0, 1, 2, 3, 4}, {5}]


def test_every_statement_of_the_store_makes_or_drops_one_table():
    texts = tuple(path.read_text("utf-8") for path in (building.QUERIES / "store").glob("*.sql"))
    steps = together.steps_of(texts)
    assert all(together.MAKES.match(together.COMMENT.sub("", step.sql)) for step in steps)


def test_what_most_wait_for_comes_first():
    assert [step.awaited for step in together.steps_of((FLOW,))] == [5, 4, 3, 2, 2, 1, 0]


def test_what_fails_is_raised_and_nothing_is_left_running():
    with duckdb.connect() as connection:
        connection.execute("create schema base; create table base.stated (x int)")
        connection.execute("create table base.stated_contacts (x int)")
        with pytest.raises(duckdb.CatalogException):
            texts = ("create table base.a as select 1 as x; create table base.b as from base.no",)
            together.run(connection, texts, lambda sql: sql)
        assert connection.execute("select count(*) from base.stated").fetchall() == [(0,)]


def contents(path) -> dict[str, list]:
    with duckdb.connect(str(path), read_only=True) as connection:
        asked = "select table_name from duckdb_tables() where schema_name = 'base' order by 1"
        names = [name for (name,) in connection.execute(asked).fetchall()]
        return {name: sorted(map(repr, connection.execute(f"from base.{name}").fetchall())) for name in names}


def test_a_store_is_the_same_built_in_turn(tmp_path, monkeypatch):
    random_town.write(tmp_path, 1)
    at_once = contents(building.build(tmp_path, load()))
    monkeypatch.setattr(together, "MOST_ROWS", -1)
    assert contents(building.build(tmp_path, load(), anew=True)) == at_once
