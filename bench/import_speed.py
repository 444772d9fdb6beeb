"""Speed of the import against the bare read: python -m bench.import_speed [--rows 100000] [--contacts 1000000].

The .xlsx: whole import (read, recognise, check, write, store swapped) and the bare python-calamine read of the same
file, run in turns; the ratio of the medians counts, since machines differ. The contacts: one import from CSV.
"""

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import python_calamine

from bench import big_ledgers
from care import office
from care.definitions import load

TODAY = date(2026, 1, 20)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(data: bytes) -> int:
    """What reading alone costs: every cell of every sheet as a Python value."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def whole(name: str, data: bytes, rows: int) -> float:
    """Seconds of one import into an office that knows its units, its store swapped at the end."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        office.take_in(folder, [("单位.csv", big_ledgers.units_csv())], load(), "bench", today=TODAY)
        definitions = load()
        start = time.perf_counter()
        report = office.take_in(folder, [(name, data)], definitions, "bench", today=TODAY)[0]
        spent = time.perf_counter() - start
        if (report.status, report.counts["taken"]) != ("taken", rows):
            raise SystemExit(f"{name}: {report.status} {report.counts} {report.problems[:3]}")
        return spent


def compare(rows: int, turns: int) -> None:
    data = big_ledgers.roster_xlsx(rows)
    print(f"{rows} rows x {len(big_ledgers.HEADINGS)} columns, {len(data) / 2**20:.1f} MB .xlsx")
    taken, read = [], []
    for _ in range(turns):
        read.append(seconds(lambda: bare(data)))
        taken.append(whole("花名册.xlsx", data, rows))
        print(f"  bare read {read[-1]:.2f} s, whole import {taken[-1]:.2f} s", flush=True)
    ratio = statistics.median(taken) / statistics.median(read)
    print(f"  whole import / bare read = {ratio:.2f} (target 2)")


def contacts(rows: int) -> None:
    data = big_ledgers.contacts_csv(rows, min(rows, 100_000))
    print(f"{rows} contacts, {len(data) / 2**20:.1f} MB .csv")
    print(f"  whole import {whole('走访台账.csv', data, rows):.1f} s (target 30 s for 1,000,000)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    if options.rows:
        compare(options.rows, options.turns)
    if options.contacts:
        contacts(options.contacts)


if __name__ == "__main__":
    main()
