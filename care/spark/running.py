"""Batches → derived tables by Spark, as Parquet below DIR/derived/VERSION; DuckDB loads its store from them.

The same files in queries/ run as on one machine: DuckDB has run them over no rows before, so every table is there with
its columns and types, and is filled here.
"""

import contextlib
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

from care import told
from care.definitions import Definitions
from care.ledgers import erased, kept
from care.ledgers.problems import Refused
from care.spark import FOLDER, dialect, rules
from care.sql import QUERIES, read_sql

TYPES = {"VARCHAR": "string", "INTEGER": "int", "BIGINT": "bigint", "BOOLEAN": "boolean", "DATE": "date"}
PORT = 15002  # of Spark Connect, where the address names none
PATIENCE = 10  # seconds
GIVEN = ("batches", "problems", "decisions")  # small tables of manifests and clerks' words, made by DuckDB


@dataclass(frozen=True)
class Run:
    """One derivation into `home`. `columns` of every table Spark was told of, by the names in queries/."""

    session: SparkSession
    connection: duckdb.DuckDBPyConnection
    folder: Path
    home: Path
    salt: str
    columns: dict[str, list[str]] = field(default_factory=dict)

    def derive(self, parts: list[told.Part]) -> None:
        """Fill the tables that queries/stated (`parts`) and queries/store make of base.rows. Raises
        Refused('engine_failed')."""
        with _minded(self.session):
            _derive(self, parts)

    def tally(self, definitions: Definitions, ends: list[date]) -> None:
        """Fill base.tallies with the answers of some days. Raises Refused('engine_failed')."""
        with _minded(self.session):
            if ends:
                _tally(self, definitions, ends)
        self.end()

    def end(self) -> None:
        """The cluster forgets the session's views; its files stay."""
        self.session.stop()


def begun(address: str, connection: duckdb.DuckDBPyConnection, folder: Path, version: str) -> Run:
    """A run on the cluster that answers at `address`. What Spark wrote of older versions goes: it names people.

    Raises Refused('engine_away') where nobody answers; the client itself would try for ten minutes.
    """
    answering(address)
    home = (folder / FOLDER / version).resolve()
    shutil.rmtree(home.parent, ignore_errors=True)
    home.mkdir(parents=True)
    session = SparkSession.builder.remote(address).create()
    with _minded(session):
        session.conf.set("spark.sql.session.timeZone", "UTC")
    return Run(session, connection, folder, home, erased.salt(folder))


def answering(address: str) -> str:
    """The address without the secrets that may follow it. Raises Refused('engine_away') where nobody answers."""
    at, shown = urlsplit(address), address.partition(";")[0]
    try:
        socket.create_connection((at.hostname, at.port or PORT), PATIENCE).close()
    except (OSError, ValueError):
        raise Refused("engine_away", value=shown) from None
    return shown


@contextlib.contextmanager
def _minded(session: SparkSession) -> Iterator[None]:
    try:
        yield
    except PySparkException as fault:
        session.stop()  # or the process would wait for it at its end
        raise Refused("engine_failed", value=str(fault).strip().split("\n")[0][:300]) from fault


def _derive(run: Run, parts: list[told.Part]) -> None:
    for name in GIVEN:
        give(run, name)
    _give_rows(run)
    _show_query(run, "base.told", told.told_sql())
    unsaid = {one.variable: one.unsaid for one in parts}
    made = set()
    for path in sorted((QUERIES / "stated").glob("*.sql")):
        made |= _run_file(run, f"stated/{path.stem}", unsaid)
    _show_query(run, "base.statements", told.statements_sql(parts, dict(_described(run, "base.rows"))))
    for path in sorted((QUERIES / "store").glob("*.sql")):
        made |= _run_file(run, f"store/{path.stem}")
    for name in sorted(made):
        load(run, name)


def _tally(run: Run, definitions: Definitions, ends: list[date]) -> None:
    show_views(run)
    (tallied,) = _translated(run, read_sql("rollups/tally"))
    for indicator in definitions.indicators.values():
        (asked,) = _translated(run, read_sql(indicator.id))
        text = f"select ⟨as_of⟩ as as_of, subject_id, unit_id, duty, met from ({dialect.spark_sql(asked, indicator.limits)})"
        owed = " union all ".join(dialect.bound(text, {"as_of": end}) for end in ends)
        _keep(run, "base.owed", run.session.sql(owed), f"owed/{indicator.id}")
        sql = dialect.spark_sql(tallied.expression, {"indicator": indicator.id})
        _write(run, run.session.sql(sql), f"tallies/{indicator.id}")
    load(run, "tallies", "*/*.parquet")


def show_views(run: Run) -> None:
    """The names that questions use, over everything; and the rules that DuckDB has made of the definitions."""
    for name in _tables(run):
        if f"base.{name}" not in run.columns:
            give(run, name)
    for view in _translated(run, read_sql("views"), variables={"whole": True}):
        _show(run, view.this.name, run.session.sql(dialect.spark_sql(view.expression)))


def answer(run: Run, sql: str, values: dict) -> DataFrame:
    """What Spark says to a question or check, of the views."""
    (one,) = _translated(run, sql)
    return run.session.sql(dialect.spark_sql(one, values))


def give(run: Run, name: str) -> None:
    """A table that DuckDB has made, to Spark."""
    path = run.home / name
    path.mkdir(parents=True)
    run.connection.execute(f"copy base.{name} to '{_quoted(path / 'part.parquet')}' (format parquet)")
    _show(run, f"base.{name}", run.session.read.parquet(str(path)))


def load(run: Run, name: str, files: str = "*.parquet") -> None:
    """A table that Spark has made, to DuckDB."""
    if any((run.home / name).glob(files)):
        source = _quoted(run.home / name / files)
        run.connection.execute(
            f"insert into base.{name} by name select * from read_parquet('{source}', hive_partitioning = false)"
        )


def _give_rows(run: Run) -> None:
    """Every batch's rows under one name. Links, so that its folder's name tells Spark which batch a row is of."""
    links = run.home / "rows"
    links.mkdir()
    for (batch_id,) in run.connection.execute("select batch_id from base.batches").fetchall():
        home = links / f"batch_id={batch_id}"
        home.mkdir()
        (home / "rows.parquet").symlink_to(kept.path_of(run.folder, batch_id).resolve())
    schema = ", ".join(f"`{name}` {_spark_type(type_)}" for name, type_ in _described(run, "base.rows"))
    _show(run, "base.rows", run.session.read.schema(schema).parquet(str(links)))


def _run_file(run: Run, file: str, variables: dict | None = None) -> set[str]:
    """Run the statements of a file; returns the tables of the store that it leaves."""
    made = set()
    for one in _translated(run, read_sql(file), variables):
        if isinstance(one, exp.Drop):
            made -= {table.name.removeprefix("base_") for table in one.args["tables"]}
            continue
        if not isinstance(one, exp.Create):
            raise rules.Untranslatable(one.sql("duckdb"))
        frame = run.session.sql(dialect.spark_sql(one.expression))
        name = one.this.name.removeprefix("base_")
        kept_as = name if name == one.this.name else f"base.{name}"  # without a schema: none of the store's
        if one.kind == "VIEW":
            _show(run, kept_as, frame)
            continue
        _keep(run, kept_as, frame, name)
        if kept_as != name:
            made.add(name)
    return made


def _translated(run: Run, sql: str, variables: dict | None = None) -> Iterator[exp.Expression]:
    return dialect.translated(sql, run.columns, run.salt, variables)


def _keep(run: Run, name: str, frame: DataFrame, path: str) -> None:
    _write(run, frame, path)
    _show(run, name, run.session.read.schema(frame.schema).parquet(str(run.home / path)))


def _write(run: Run, frame: DataFrame, path: str) -> None:
    frame.write.mode("overwrite").parquet(str(run.home / path))


def _show(run: Run, name: str, frame: DataFrame) -> None:
    run.columns[name] = frame.columns
    frame.createOrReplaceTempView(name.replace(".", "_"))


def _show_query(run: Run, name: str, sql: str) -> None:
    (asked,) = _translated(run, sql)
    _show(run, name, run.session.sql(dialect.spark_sql(asked)))


def _tables(run: Run) -> list[str]:
    asked = "select table_name from duckdb_tables() where schema_name = 'base' order by table_name"
    return [name for (name,) in run.connection.execute(asked).fetchall()]


def _described(run: Run, name: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in run.connection.execute(f"describe {name}").fetchall()]


def _spark_type(name: str) -> str:
    return TYPES.get(name, name.lower())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
