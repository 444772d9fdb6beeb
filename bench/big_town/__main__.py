"""python -m bench.big_town FOLDER --people 100000 [--seed 1] [--until 2026-01-31] [--build]

Writes FOLDER (new or empty) as a data directory: batches for 10,000 to 5,000,000 people with 24 contacts each,
FOLDER/village.xlsx (one village's visits of the last month, which no batch holds) and FOLDER/bench.json (what is known of
it without asking CareBoard). The same seed gives the same figures. With --build the store is built, too.
"""

import argparse
import shutil
import time
from datetime import date
from pathlib import Path

from bench.big_town.making import UNTIL, make
from care import office
from care.definitions import load


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    parser.add_argument("--build", action="store_true")
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        raise SystemExit(f"{asked.folder} is not empty")
    try:
        make(asked.folder, asked.people, asked.seed, asked.until)
    except BaseException:
        shutil.rmtree(asked.folder, ignore_errors=True)  # half a town is no town
        raise
    if asked.build:
        started = time.perf_counter()
        path = office.refresh(asked.folder, load())
        size = path.stat().st_size / 2**20
        print(f"store of {size:.0f} MB in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
