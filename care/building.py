"""Batches in force → the store: one new DuckDB file, swapped in at one stroke.

Nothing in a store is precious: it can be thrown away and built again from the batches.
"""

import contextlib
import hashlib
import logging
import os
import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from care import (
    erasing,
    held,
    journal,
    matching,
    obligations,
    patching,
    spark,
    tallies,
    together,
    told,
    vault,
)
from care.definitions import Definitions
from care.ledgers import batches, erased
from care.ledgers.kept import kept
from care.store import QUERIES, Store, building_limits, current, open_store, read_sql
from care.told import SAMPLE as SAMPLE

LOG = logging.getLogger("careboard.building")
SPILL = "spill"
# Folders of what is asked of a store.
ASKED = {"breakdowns", "checks", "gaps", "kept", "person", "spot_check"}
ROWS_TOGETHER = (
    30_720  # of a table: what one processor works on at a time; DuckDB's 122,880 leave the others idle
)


def build(folder: Path, definitions: Definitions, anew: bool = False) -> Path:
    """Derive the store from the batches in force; an unchanged set of batches and rules gives the same file, which is
    kept where it is there, unless it shall be made `anew`.

    The caller holds the writer's lock. Returns the path of the store now in force.
    """
    erasing.finish(folder, definitions)
    version = version_of(folder, definitions)
    home = folder / "store"
    home.mkdir(parents=True, exist_ok=True)
    if vault.ready(folder):
        path = home / f"{version}{held.MEMORY}"
        opened(folder, path, definitions)
    else:
        path = home / f"{version}.duckdb"
        if anew or not (path.exists() or _patched(path, folder, definitions)):
            _write(path, folder, definitions)
    _point(home, path)
    erasing.built(folder)
    return path


def _attach(connection, path: Path) -> None:
    """Also a store that is there must be opened with its size of row groups: another rewrites all of it. Nothing is
    logged ahead: a build that stops is thrown away, and each statement would wait for the disk."""
    quoted = str(path).replace("'", "''")
    connection.execute(
        f"attach '{quoted}' as store (row_group_size {ROWS_TOGETHER}, recovery_mode no_wal_writes)"
    )
    connection.execute("use store")


def _connected(home: Path) -> duckdb.DuckDBPyConnection:
    """What does not fit into memory is put beside the store: a build that is killed must leave nobody elsewhere."""
    return duckdb.connect(config=building_limits() | {"temp_directory": str(home / SPILL)})


def _aside(path: Path) -> Path:
    """Where a store is made; what a stopped build left there goes."""
    aside = path.with_suffix(".building")
    for left in path.parent.glob(
        f"{aside.name}*"
    ):  # a write-ahead log without its file makes the next unopenable
        left.unlink(missing_ok=True)
    return aside


def _patched(path: Path, folder: Path, definitions: Definitions) -> bool:
    """Make the store out of the one before, where little came or went (care/patching.py); False where it cannot be."""
    before = current(folder)
    if before is None or before.suffix != ".duckdb" or not spark.is_idle(folder):
        return False
    manifests = batches.in_force(folder)
    change = patching.change_of(before, manifests, rules_of(folder, definitions))
    if change is None or not patching.copied(change, aside := _aside(path)):
        return False
    try:
        with _connected(path.parent) as connection:
            _attach(connection, aside)
            patching.patch(connection, folder, definitions, change, manifests, path.stem)
            connection.execute("checkpoint")
    except patching.TooMuch as reason:
        LOG.info("the store is built as a whole: %s", reason)
    except duckdb.Error as fault:  # of which nobody thought; its message may name people
        LOG.warning("a patch of the store failed, it is built as a whole: %s", journal.fault_of(fault))
    else:
        os.replace(aside, path)
        return True
    _aside(path)
    return False


def _write(path: Path, folder: Path, definitions: Definitions) -> None:
    aside = _aside(path)
    with _connected(path.parent) as connection:
        _attach(connection, aside)
        _fill(connection, folder, definitions)
        connection.execute("checkpoint")
    os.replace(aside, path)


opened_file = lru_cache(maxsize=2)(open_store)  # the one before stays open until its last query ends


def opened(folder: Path, path: Path, definitions: Definitions) -> Store:
    """The store that `path` names: a file, or (of a sealed directory) what this process holds in memory. Opened once a
    process, and anew where DuckDB shut it."""
    if path.suffix == held.MEMORY:
        return held.held(path, held.Fill(lambda connection: _fill(connection, folder, definitions)))
    if opened_file(path).cursors.shut.is_set():
        opened_file.cache_clear()
    return opened_file(path)


def rules_of(folder: Path, definitions: Definitions) -> str:
    """What a store depends on besides the batches in force: what the office has set and decided, and this program."""
    said = definitions.sha256 + repr(matching.decisions(folder)) + erased.stamp(folder) + erased.salt(folder)
    digest = hashlib.sha256(said.encode())
    for path in sorted([*QUERIES.rglob("*.sql"), *Path(__file__).parent.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def version_of(folder: Path, definitions: Definitions) -> str:
    """The name of the store that the folder's batches and decisions, these rules and our questions give. Those that are
    only asked of a store make none: when they change, none is built."""
    said = definitions.sha256 + repr(matching.decisions(folder)) + erased.stamp(folder)
    digest = hashlib.sha256(said.encode())
    for manifest in sorted(batches.in_force(folder), key=lambda one: one["batch_id"]):
        digest.update(manifest["batch_id"].encode() + manifest["sha256"].encode())
    for path in sorted(QUERIES.rglob("*.sql")):
        if path.parent.name not in ASKED:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _point(home: Path, path: Path) -> None:
    """Switch `current` to the new file; older files go when nobody reads them any more (Windows keeps open ones), what
    stopped builds and servers put beside them, too."""
    aside = home / "current.new"
    size = f" {path.stat().st_size}" if path.exists() else ""
    aside.write_text(f"{path.name}{size}", "utf-8")
    os.replace(aside, home / "current")
    files = {one.name for one in home.iterdir() if one.is_file()}
    for other in home.iterdir():
        if other.name in (path.name, "current"):
            continue
        if not other.is_dir():
            with contextlib.suppress(OSError):
                other.unlink()
        elif other.name.removesuffix(".tmp") not in files:  # else somebody may still read that store
            shutil.rmtree(other, ignore_errors=True)


def _fill(connection, folder: Path, definitions: Definitions) -> None:
    manifests = batches.in_force(folder)
    version = version_of(folder, definitions)
    elsewhere = spark.chosen(connection, folder, version)  # then DuckDB's tables are made empty, and filled
    connection.execute("create schema base")
    connection.execute(
        f"create macro subject_key(k) as cast('0x' || substr(md5('{erased.salt(folder)}' || k), 1, 15) as bigint)"
    )
    told.table(
        connection, "decisions", "person_id bigint, other_id bigint, same boolean", matching.decisions(folder)
    )
    parts = _load_rows(connection, folder, manifests, definitions, rows=elsewhere is None)
    texts = (path.read_text("utf-8") for path in sorted((QUERIES / "store").glob("*.sql")))
    columns = told.columns_of(definitions)
    together.run(connection, tuple(texts), lambda sql: told.narrowed(sql, parts, columns))
    if elsewhere:
        elsewhere.derive(parts)
    few = definitions.programme.small_count
    first_day, last_day = _load_meta(connection, manifests, version, rules_of(folder, definitions), few)
    for asked in obligations.tables(definitions, first_day, last_day):
        told.table(connection, *asked)
    connection.execute(f"create table base.tallies {tallies.COLUMNS}")
    connection.execute("drop view base.told; drop view base.rows")  # the files may be elsewhere one day
    connection.execute(read_sql("views"))
    ends = tallies.ends(definitions, first_day, last_day)
    if elsewhere:
        elsewhere.tally(definitions, ends)
    else:
        tallies.tally(connection, definitions.indicators.values(), ends)


def _load_rows(
    connection, folder: Path, manifests: list[dict], definitions: Definitions, rows: bool
) -> list[told.Part]:
    """base.batches and base.problems; views base.rows and base.told, every column of the definitions over the batches'
    files (not `rows`: the columns alone); what they state. Returns the tables of that."""
    told.table(connection, "batches", told.BATCHES, told.batch_rows(manifests))
    have = kept(connection, folder, [one["batch_id"] for one in manifests])
    told.show_told(connection, have, definitions, rows, narrow=rows)
    parts = told.parts(have, [one["kinds"] for one in manifests], definitions)
    told.load_statements(connection, parts, definitions)
    told.table(connection, "problems", told.PROBLEMS, told.problem_rows(manifests))
    return parts


def _load_meta(connection, manifests: list[dict], version: str, rules: str, few: int) -> tuple[date, date]:
    """Returns the first and last day that facts speak of."""
    (first_day,) = connection.execute(
        "select coalesce(min(on_day), current_date) from base.contacts"
    ).fetchall()[0]
    last_day = told.last_day_of(connection, manifests)
    connection.execute(
        "create table base.meta as select $version as version, cast($as_of as date) as as_of, cast($first as date) as first_day, "
        "cast($last as date) as last_day, $rules as rules, cast($few as integer) as few, 0 as patched",
        {
            "version": version,
            "as_of": last_day if told.is_invented(manifests) else None,
            "first": first_day,
            "last": last_day,
            "rules": rules,
            "few": few,
        },
    )
    connection.execute(
        "create table base.records as select cast($first as date) as first_on", {"first": first_day}
    )
    return first_day, last_day
