"""A small data directory as this version writes it, kept for tests of later ones: python -m bench.old_data.

Run once for each released version; what stands in tests/data is never made anew.
"""

import sys
import tempfile
from pathlib import Path

import care
from care import backup
from tests.small_office import small_office


def main() -> int:
    target = Path(__file__).parents[1] / "tests" / "data" / f"{care.__version__}.zip"
    if target.exists():
        print(f"{target.name} is there already", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as home:
        told = backup.write(small_office(Path(home) / "live"), target, "test").told()
    print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
