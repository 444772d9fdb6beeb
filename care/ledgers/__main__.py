"""A small driver for looking at imports: python -m care.ledgers PATH… --data DIR [--dry-run]."""

import argparse
import json
import sys
from pathlib import Path

from care.definitions import load
from care.ledgers.importing import import_file
from care.ledgers.known import units_in


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data/live"))
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    files = [
        file
        for path in options.paths
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if file.is_file()
    ]
    for file in files:
        report = import_file(
            options.data,
            file.name,
            file.read_bytes(),
            load(),
            units_in(options.data),
            "driver",
            options.dry_run,
        )
        if options.json:
            print(json.dumps(report.as_dict(), ensure_ascii=False, default=str))
            continue
        print(
            f"{file.name}: {report.status} {report.kinds} {report.counts} facts={report.facts} on={report.ledger_on} problems={len(report.problems)}"
        )
        for problem in report.problems[:8]:
            print("   ", problem)
        for question in report.questions[:8]:
            print("    ?", question)
    return 0


if __name__ == "__main__":
    sys.exit(main())
