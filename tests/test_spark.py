"""What Spark derives and answers is what DuckDB does, row for row: every table, tally, question and check of the sample
town, on Sail in the shape of a cluster (the client, the protocol and the SQL are Spark's)."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from care import building, spark, tallies, told
from care.definitions import load
from care.ledgers.problems import Refused
from tests import sail
from tests.check_cases import towns
from tests.check_cases.modules import CASES

pytest.importorskip("pyspark", reason="requirements-spark.txt is not installed")
from bench import spark_compare as compare
from care.spark import running

RULES = load()
WORKED = towns.rules()
QUESTIONS = compare.questions(RULES)
MONTHS = 2  # of fourteen: the others are the same SQL once more


@pytest.fixture(scope="module")
def both(town, tmp_path_factory):
    """(a connection with what DuckDB derived as `one` and what Spark did as `other`, the run on Spark)."""
    home = tmp_path_factory.mktemp("spark")
    ended = []
    with pytest.MonkeyPatch.context() as patch, sail.served("local-cluster") as address:
        patch.setattr(tallies, "MOST_MONTHS", MONTHS)
        one = _built(town, home / "one")
        patch.setenv(spark.ENGINE, address)
        patch.setattr(running.Run, "end", lambda run: ended.append(run))
        other = _built(town, home / "other")
        with duckdb.connect() as connection:
            connection.execute(f"attach '{one}' as one (read_only)")
            connection.execute(f"attach '{other}' as other (read_only)")
            yield connection, ended[0]
        ended[0].session.stop()


def _built(town: Path, folder: Path) -> Path:
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("store"))
    return building.build(folder, RULES)


def test_every_table_of_the_store_is_the_same(both):
    connection, _ = both
    rows, unlike = compare.differing(connection)
    assert rows > 50_000
    assert unlike == []
    assert connection.execute("select count(*) > 1000 from other.base.tallies").fetchall() == [(True,)]


@pytest.mark.parametrize(("name", "limits"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_every_question_and_check_is_answered_the_same(both, name, limits):
    connection, run = both
    _, unlike = compare.answers_unlike(connection, run, name, limits)
    assert unlike == []


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The same of the worked cases of checks, each a hit or a near-miss."""
    home = tmp_path_factory.mktemp("cases")
    towns.write(home / "one", CASES)
    for path in (home / "one").glob("batches/*/rows.parquet"):
        _as_imported(path)
    ended = []
    with pytest.MonkeyPatch.context() as patch, sail.served() as address:
        patch.setattr(tallies, "MOST_MONTHS", 1)
        one = building.build(home / "one", WORKED)
        shutil.copytree(home / "one", home / "other", ignore=shutil.ignore_patterns("store"))
        patch.setenv(spark.ENGINE, address)
        patch.setattr(running.Run, "end", lambda run: ended.append(run))
        other = building.build(home / "other", WORKED)
        with duckdb.connect() as connection:
            connection.execute(f"attach '{one}' as one (read_only)")
            connection.execute(f"attach '{other}' as other (read_only)")
            yield connection, ended[0]
        ended[0].session.stop()


def _as_imported(path: Path) -> None:
    """Give the columns of plain rows the types that the importer writes: Spark takes no others for them."""
    kinds = {"integer": pa.int32(), "boolean": pa.bool_(), "date": pa.date32()}
    kinds["decimal(12,2)"] = pa.decimal128(12, 2)
    columns = told.columns_of(WORKED)
    rows = parquet.read_table(path)
    named = [name for name in rows.column_names if name in columns]
    parquet.write_table(
        pa.table({name: rows[name].cast(kinds.get(columns[name], pa.string())) for name in named}), path
    )


def test_every_worked_case_of_a_check_is_found_by_both(cases):
    connection, run = cases
    assert compare.differing(connection)[1] == []
    found = {
        name: compare.answers_unlike(connection, run, f"checks/{name}", check.limits)
        for name, check in WORKED.checks.items()
    }
    assert {name: unlike for name, (_, unlike) in found.items() if unlike} == {}
    assert [name for name, (rows, _) in found.items() if not rows] == [
        "paid_late"
    ]  # its cases are of an earlier day


def test_without_an_engine_nothing_is_asked_of_spark_and_what_it_wrote_of_people_goes(monkeypatch, tmp_path):
    monkeypatch.delenv(spark.ENGINE, raising=False)
    (tmp_path / spark.FOLDER / "0" / "people").mkdir(parents=True)
    assert spark.chosen(None, tmp_path, "") is None
    assert list(tmp_path.iterdir()) == []


def test_a_plain_import_of_careboard_loads_no_package_of_spark():
    asked = "import sys, care.building; print([one for one in ('pyspark', 'sqlglot', 'grpc') if one in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize(
    ("engine", "code"), [("postgres", "engine_unknown"), ("sc://127.0.0.1:1/;token=x", "engine_away")]
)
def test_an_engine_that_is_none_is_refused_with_a_reason(monkeypatch, tmp_path, engine, code):
    monkeypatch.setenv(spark.ENGINE, engine)
    with pytest.raises(Refused) as refused:
        spark.chosen(None, tmp_path, "0" * 16)
    assert refused.value.problem.code == code
