"""What Spark derives and answers is what DuckDB does, row for row: every table, tally, question and check of the sample
town, on Sail in the shape of a cluster (the client, the protocol and the SQL are Spark's)."""

import shutil
from pathlib import Path

import duckdb
import pytest

from care import building, spark
from care.definitions import load
from care.ledgers.problems import Refused
from care.sql import QUERIES, read_sql
from tests import sail

pytest.importorskip("pyspark", reason="requirements-spark.txt is not installed")
from care.spark import running

RULES = load()
BREAKDOWNS = [path.stem for path in sorted((QUERIES / "breakdowns").glob("*.sql"))]
QUESTIONS = (
    [(name, one.limits) for name, one in RULES.indicators.items()]
    + [(f"breakdowns/{name}", {}) for name in BREAKDOWNS]
    + [(f"checks/{name}", one.limits) for name, one in RULES.checks.items()]
)
MONTHS = 3  # of fourteen: the others are the same SQL once more


@pytest.fixture(scope="module")
def both(town, tmp_path_factory):
    """(a connection with what DuckDB derived as `one` and what Spark did as `other`, the run on Spark)."""
    home = tmp_path_factory.mktemp("spark")
    ended = []
    with pytest.MonkeyPatch.context() as patch, sail.served("local-cluster") as address:
        patch.setattr(building, "MOST_MONTHS", MONTHS)
        one = _built(town, home / "one")
        patch.setenv(spark.ENGINE, address)
        patch.setattr(running.Run, "end", lambda self: ended.append(self))
        other = _built(town, home / "other")
        with duckdb.connect() as connection:
            connection.execute(f"attach '{one}' as one (read_only)")
            connection.execute(f"attach '{other}' as other (read_only)")
            connection.execute("set variable whole = true")
            connection.execute("use one")
            yield connection, ended[0]
        ended[0].session.stop()


def _built(town: Path, folder: Path) -> Path:
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("store"))
    return building.build(folder, RULES)


def _same(connection, one: str, other: str, names: list[str]) -> None:
    """Two multisets of rows are the same, whatever their order; not both empty is for the caller to say."""
    told = ", ".join(f'"{name}"' for name in names)
    for left, right in ((one, other), (other, one)):
        rows = connection.execute(
            f"select {told} from ({left}) except all select {told} from ({right}) limit 3"
        )
        assert rows.fetchall() == []


def _tables(connection) -> list[str]:
    told = "select table_name from duckdb_tables() where database_name = 'one' and schema_name = 'base' order by 1"
    return [name for (name,) in connection.execute(told).fetchall()]


def test_every_table_of_the_store_is_the_same(both):
    connection, _ = both
    names = _tables(connection)
    assert {"people", "contacts", "contact_alike", "tallies"} <= set(names)
    for name in names:
        columns = [row[0] for row in connection.execute(f"describe one.base.{name}").fetchall()]
        _same(connection, f"from one.base.{name}", f"from other.base.{name}", columns)


@pytest.mark.parametrize(("name", "limits"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_every_question_and_check_is_answered_the_same(both, name, limits):
    connection, run = both
    (day,) = connection.execute("select as_of from one.base.meta").fetchall()[0]
    sql, values = read_sql(name), {"as_of": day, **limits}
    wanted = duckdb.extract_statements(sql)[0].named_parameters
    mine = connection.execute(sql, {key: values[key] for key in wanted}).to_arrow_table()
    connection.register("mine", mine)
    connection.register("theirs", running.answer(run, sql, values).toArrow())
    _same(connection, "from mine", "from theirs", mine.column_names)


def test_a_plain_installation_imports_nothing_of_spark(monkeypatch):
    monkeypatch.delenv(spark.ENGINE, raising=False)
    assert spark.chosen(None, Path(), "") is None


@pytest.mark.parametrize(
    ("engine", "code"), [("postgres", "engine_unknown"), ("sc://127.0.0.1:1/;token=x", "engine_away")]
)
def test_an_engine_that_is_none_is_refused_with_a_reason(monkeypatch, tmp_path, engine, code):
    monkeypatch.setenv(spark.ENGINE, engine)
    with pytest.raises(Refused) as refused:
        spark.chosen(None, tmp_path, "0" * 16)
    assert refused.value.problem.code == code
