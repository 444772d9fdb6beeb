"""Gaps without a browser: the list of duties not done, its counts, and the sheets to take along."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from care.commands import outputs
from care.commands.result import Result, UsageError, day, group_named, records, store_in_force, unit_named
from care.definitions import SEVERITIES, Definitions
from care.exports import gap_sheets
from care.inspection import gaps
from care.inspection.gaps import Sought
from care.store import EVERYTHING, Store
from care.words import Voice, class_in_english, voice


def add(asks, command: Callable) -> None:
    """The command and its words on the command line."""
    told = command(asks, "gaps", run, "every duty not done: who, where, since when, who is responsible")
    told.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    told.add_argument("--unit", default="", help="a unit's name or path")
    told.add_argument("--group", default="", help="a group's id or name")
    told.add_argument("--indicator", default="", help="only this indicator")
    told.add_argument("--severity", default="", choices=("", *SEVERITIES))
    told.add_argument("--search", default="", help="name, unit or person responsible")
    told.add_argument("--page", type=int, default=1)
    told.add_argument("--size", type=int, default=1000, metavar="ROWS", help="rows a page")
    outputs.add_password(told)
    told.add_argument("--out", type=Path, metavar="FILE.xlsx|.zip", help="write the sheet, or one a unit")
    told.add_argument("--full-names", action="store_true", help="print full names on the sheet")
    told.add_argument("--lang", default="zh", choices=("zh", "en"), help="language of the sheet")


def run(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Counts and one page of rows; with --out the printed sheets."""
    if asked.out and asked.out.suffix.lower() not in (".xlsx", ".zip"):
        raise UsageError(f"--out writes .xlsx or .zip, not “{asked.out.name}”")
    if asked.page < 1 or asked.size < 1:
        raise UsageError("--page and --size count from 1")
    known = [one.id for one in gaps.indicators(definitions)]
    if asked.indicator and asked.indicator not in known:
        raise UsageError(f"“{asked.indicator}” is not known; there are: {', '.join(known)}")
    store = store_in_force(folder, definitions)
    sought = Sought(
        asked.as_of or store.as_of,
        unit_named(asked.unit, store) if asked.unit else "",
        group_named(asked.group, definitions) if asked.group else "",
        asked.indicator,
        asked.severity,
        asked.search,
    )
    if asked.out:
        _write(asked, store, definitions, sought)
    return Result(_told(asked, store, definitions, sought))


def _told(asked: Namespace, store: Store, definitions: Definitions, sought: Sought) -> dict:
    page = gaps.gaps(store, EVERYTHING, definitions, sought, asked.page, asked.size)
    counted = gaps.counts(store, EVERYTHING, definitions, sought)
    return {
        "as_of": sought.as_of,
        "unit": sought.unit,
        "group": sought.group,
        "total": page.total,
        "subjects": page.subjects,
        "by_severity": counted.severities,
        "by_indicator": {name: vars(one) for name, one in counted.indicators.items()},
        "by_unit": counted.units,
        "rows": records(page.frame),
    }


def _write(asked: Namespace, store: Store, definitions: Definitions, sought: Sought) -> None:
    t = voice(asked.lang)
    units = _units(store, t)
    place = lambda unit: units.get(unit, unit.rpartition("/")[2])  # noqa: E731
    desk = gap_sheets.Desk(store, EVERYTHING, definitions, t, place, asked.full_names)
    if asked.out.suffix.lower() == ".xlsx":
        outputs.write(asked, gap_sheets.sheet(desk, sought))
        return
    below = sorted(gaps.counts(store, EVERYTHING, definitions, sought).units)
    outputs.write(asked, gap_sheets.sheets(desk, sought, below))


def _units(store: Store, t: Voice) -> dict[str, str]:
    """unit_id → its name; a class with its school's. '' is the whole."""
    rows = store.query(EVERYTHING, "select unit_id, name, name_en, kind, parent_id from units order by depth")
    names: dict[str, str] = {}
    for r in rows.itertuples():
        english = r.name_en if isinstance(r.name_en, str) and r.name_en else class_in_english(r.name)
        name = r.name if t.lang == "zh" else english
        names[r.unit_id] = f"{names[r.parent_id]} {name}" if r.kind == "class" else name
    return names | {"": next(iter(names.values()), "")}
