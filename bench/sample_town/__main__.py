"""Writes the sample town: python -m bench.sample_town [FOLDER], FOLDER = the repository (default: here)."""

from __future__ import annotations

import sys
from pathlib import Path

from . import (
    faults,
    ledgers_assistance,
    ledgers_care,
    ledgers_colours,
    ledgers_duties,
    ledgers_elders,
    ledgers_files,
    ledgers_holiday,
    ledgers_lists,
    ledgers_pairing,
    ledgers_plans,
    ledgers_relief,
    ledgers_rosters,
    ledgers_school,
    ledgers_visits,
    ledgers_winter,
    truth,
)
from .build import build_town
from .model import Town

_WRITERS = (
    ledgers_rosters.units,
    ledgers_rosters.children,
    ledgers_elders.village_elders,
    ledgers_elders.elders_with_id,
    ledgers_assistance.minimum_living,
    ledgers_assistance.near_threshold,
    ledgers_elders.hardship,
    ledgers_assistance.disabled,
    ledgers_school.school_registers,
    ledgers_pairing.pairings,
    ledgers_visits.visits,
    ledgers_visits.wide_months,
    ledgers_school.talks,
    ledgers_school.home_visits,
    ledgers_winter.winter_table,
    ledgers_winter.winter_vertical,
    ledgers_winter.winter_text,
    ledgers_relief.payments,
    ledgers_relief.condolence,
    ledgers_relief.houses,
    ledgers_lists.honoured,
    ledgers_lists.monitored,
    ledgers_lists.changes,
    ledgers_care.activities,
    ledgers_care.homes,
    ledgers_files.child_files,
    ledgers_files.village_winter,
    ledgers_files.town_winter,
    ledgers_duties.responsibles,
    ledgers_plans.plans,
    ledgers_holiday.holiday_visits,
    ledgers_plans.safety,
    ledgers_holiday.calls,
    ledgers_colours.colours,
)


def write_ledgers(town: Town, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for write in _WRITERS:
        write(town, folder)


def main() -> None:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    town = build_town()
    write_ledgers(town, root / "data" / "samples")
    truth.write(town, root / "tests" / "expected" / "sample_town.json")
    faults.write(root / "tests" / "files")
    files = sorted((root / "data" / "samples").iterdir())
    size = sum(f.stat().st_size for f in files)
    print(f"{len(town.roll())} people on the roll, {len(town.contacts)} contacts")
    print(f"{len(files)} files, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
