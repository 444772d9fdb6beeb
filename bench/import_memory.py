"""Memory of an import: python -m bench.import_memory [--contacts 1000000] [--xlsx]. POSIX only.

The ledger is made in a process of its own; another one, which holds the file as the server would, takes it in and says
the most memory (resident) that it and its parsing child had.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import big_ledgers
from bench.import_speed import whole

PERSONS = 100_000


def make(path: Path, rows: int) -> None:
    made = big_ledgers.contacts_xlsx if path.suffix == ".xlsx" else big_ledgers.contacts_csv
    path.write_bytes(made(rows, min(rows, PERSONS)))


def take(path: Path, rows: int) -> None:
    data = path.read_bytes()
    before = most(resource.RUSAGE_SELF)
    spent = whole(f"走访台账{path.suffix}", data, rows)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        f"{rows} contacts, {len(data) / 2**20:.1f} MB {path.suffix}: {spent:.1f} s, "
        f"{sum(one.ru_utime + one.ru_stime for one in used):.1f} s of processor with start-up; memory {before} MB "
        f"before, at most {most(resource.RUSAGE_SELF)} MB, its child {most(resource.RUSAGE_CHILDREN)} MB"
    )


def most(who: int) -> int:
    """Megabytes; Linux counts kilobytes, macOS bytes."""
    return resource.getrusage(who).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, path = options.step
        return (make if step == "make" else take)(Path(path), options.contacts)
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / f"contacts.{'xlsx' if options.xlsx else 'csv'}"
        own = [sys.executable, "-m", "bench.import_memory", "--contacts", str(options.contacts)]
        for step in ("make", "take"):
            subprocess.run([*own, "--step", step, str(path)], check=True)


if __name__ == "__main__":
    main()
