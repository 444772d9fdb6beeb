"""Kills an import at random moments, 100 times, and compares: python -m bench.kill_import [TIMES]."""

import sys
import tempfile
from pathlib import Path

from care import office
from care.definitions import load
from tests.killing import is_whole, rounds
from tests.ledgers import TODAY
from tests.test_killed_imports import UNITS, roll


def main(times: int) -> int:
    with tempfile.TemporaryDirectory() as home:
        base, path = Path(home) / "base", Path(home) / "二.xlsx"
        office.take_in(base, [("单位.xlsx", UNITS), ("一.xlsx", roll(1, 300))], load(), "bench", today=TODAY)
        path.write_bytes(roll(200, 300))
        told = {"before": 0, "after": 0, "between": 0}
        for moment, before, after, found, reopened in rounds(base, "import", path, times):
            whole = is_whole(before, after, found, reopened)
            told["between" if not whole else "after" if reopened == after else "before"] += 1
            if not whole:
                print(f"killed after {moment:.3f} s: {found[0]}")
    print(f"killed {times} times: {told['before']} before, {told['after']} after, {told['between']} between")
    return 1 if told["between"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
