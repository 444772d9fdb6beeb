"""Writes the sample town: python -m bench.sample_town [FOLDER], FOLDER = the repository (default: here)."""

from __future__ import annotations

import sys
from pathlib import Path

from . import faults, ledgers_contacts, ledgers_relief, ledgers_rosters, ledgers_schemes, truth
from .build import build_town
from .model import Town


def write_ledgers(town: Town, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for write in (ledgers_rosters.units, ledgers_rosters.children, ledgers_rosters.village_elders,
                  ledgers_rosters.elders_with_id, ledgers_rosters.hardship, ledgers_schemes.disabled,
                  ledgers_schemes.school_registers, ledgers_contacts.pairings, ledgers_contacts.visits,
                  ledgers_contacts.wide_months, ledgers_contacts.talks, ledgers_contacts.home_visits,
                  ledgers_relief.winter_table, ledgers_relief.winter_vertical, ledgers_relief.winter_text,
                  ledgers_relief.payments, ledgers_relief.condolence, ledgers_relief.houses,
                  ledgers_schemes.honoured, ledgers_schemes.monitored, ledgers_schemes.changes):
        write(town, folder)
    ledgers_schemes.assistance(town, folder, "minimum_living", "04 农村低保")
    ledgers_schemes.assistance(town, folder, "near_threshold", "04-2 低保边缘")


def main() -> None:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    town = build_town()
    write_ledgers(town, root / "data" / "samples")
    truth.write(town, root / "tests" / "expected" / "sample_town.json")
    faults.write(root / "tests" / "files")
    files = sorted((root / "data" / "samples").iterdir())
    size = sum(f.stat().st_size for f in files)
    print(f"{len(town.roll())} people on the roll, {len(town.contacts)} contacts, {len(files)} files, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
