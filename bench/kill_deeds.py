"""Kills every deed that changes data at random moments and compares: python -m bench.kill_deeds [TIMES EACH]."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.deeds import DEEDS, between, killed
from tests.small_office import small_office


def main(times: int) -> int:
    told = Counter()
    with tempfile.TemporaryDirectory() as home:
        base = small_office(Path(home) / "base")
        for deed in DEEDS:
            runs = Counter()
            for moment, before, after, left in killed(base, deed, times):
                wrong = between(deed, before, after, left)
                side = "after" if left == after else "before" if left == before else "on the way"
                runs["between" if wrong else side] += 1
                if wrong:
                    print(f"{deed} killed after {moment:.3f} s: {wrong}")
            print(f"{deed}: {dict(runs)}", flush=True)
            told += runs
    print(f"killed {told.total()} times: {dict(told)}")
    return 1 if told["between"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 25))
