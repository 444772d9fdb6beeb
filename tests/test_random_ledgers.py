"""Random ledgers through the real entry point: exactly the rows and faults put in come back, nothing else.

RANDOM_LEDGERS sets how many seeds are tried and RANDOM_LEDGERS_FROM the first, e.g. for a long hunt:
RANDOM_LEDGERS=5000 RANDOM_LEDGERS_FROM=100000 pytest tests/test_random_ledgers.py
"""

import contextlib
import os
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from care.definitions import load
from care.ledgers import child, importing, reading
from care.ledgers.handing import gathered
from tests.random_ledger import build
from tests.random_parts.cells import TODAY, Ledger
from tests.random_parts.comparing import differences
from tests.random_parts.people import known_units

FIRST = int(os.environ.get("RANDOM_LEDGERS_FROM", 0))
SEEDS = range(FIRST, FIRST + int(os.environ.get("RANDOM_LEDGERS", 80)))
WHOLE_WAY = 20  # every so many seeds the file is read by the child process, and dry-run first


@pytest.fixture(scope="module")
def definitions():
    return load()


@pytest.mark.parametrize("block", range(0, len(SEEDS), WHOLE_WAY))
def test_gives_back_what_was_put_in(block: int, definitions, tmp_path: Path, monkeypatch) -> None:
    failed = []
    for seed in SEEDS[block : block + WHOLE_WAY]:
        ledger = build(seed)
        whole_way = seed % WHOLE_WAY == 0
        with contextlib.nullcontext() if whole_way else quick_reader(monkeypatch):
            found = imported(ledger, definitions, tmp_path / str(seed), whole_way)
        failed += [f"seed {seed} ({ledger.about}; {ledger.name}): {text}" for text in found]
    assert not failed, "\n".join(failed)


def imported(ledger: Ledger, definitions, folder: Path, dry_run_first: bool) -> list[str]:
    """Differences between a ledger's truth and its import into an empty folder that knows the units."""
    said = []
    args = (folder, ledger.name, ledger.data, definitions, known_units(), "random")
    if dry_run_first:
        dry = importing.import_file(*args, dry_run=True, today=TODAY)
        said += ["a dry run left a batch"] if (folder / "batches").exists() else []
    report = importing.import_file(*args, today=TODAY)
    if dry_run_first and (dry.counts, dry.problems, dry.questions) != (
        report.counts,
        report.problems,
        report.questions,
    ):
        said.append("the dry run said otherwise than the import")
    rows = (
        parquet.read_table(folder / "batches" / report.batch_id / "rows.parquet").to_pylist()
        if report.status == "taken"
        else []
    )
    problems = [(one.sheet, one.row, one.column, one.code) for one in report.problems]
    if report.status in ("refused", "nothing") and ledger.rows:
        return [*said, f"{report.status}: {problems[:3]}"]
    return said + differences(ledger, rows, problems)


@contextlib.contextmanager
def quick_reader(monkeypatch):
    """Parses in this process: the files are our own, and a process each would take most of the time."""
    with monkeypatch.context() as patch:
        patch.setattr(
            reading, "parse_in_child", lambda data, format_, tell: gathered(child.frames(data, format_))
        )
        yield
