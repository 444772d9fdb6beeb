"""Known faults of the packages that CareBoard needs, by pip-audit; part of `make check`.

Exit code 1 only where a fault is known. Where the service of known faults cannot be asked (no network, an index
without it), it says so and does not fail: not being able to look is no fault of the code.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 120  # seconds


def ask() -> dict | None:
    """pip-audit's answer, None where there was none."""
    command = [sys.executable, "-m", "pip_audit", "-r", "requirements.txt", "--no-deps", "--disable-pip"]
    options = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        run = subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, timeout=LONGEST, check=False
        )
        return json.loads(run.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None


def verdict(answer: dict | None) -> tuple[list[str], int]:
    """Lines to say, and the exit code."""
    if answer is None:
        return ["Dependencies could not be checked: the service of known faults cannot be reached."], 0
    packages = answer["dependencies"]
    bad = [one for one in packages if one.get("vulns")]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    says = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version yet'}"
        for one in bad
        for found in one["vulns"]
    ]
    if len(skipped) == len(packages):
        says.append("Dependencies could not be checked: this package index knows of no faults.")
    elif skipped:
        says.append(f"Could not be checked: {', '.join(skipped)}")
    if not bad and len(skipped) < len(packages):
        says.append(f"{len(packages) - len(skipped)} dependencies checked, no known faults.")
    return says, 1 if bad else 0


if __name__ == "__main__":
    lines, code = verdict(ask())
    print("\n".join(lines))
    sys.exit(code)
