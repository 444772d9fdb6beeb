"""Makes stores from plain rows, past the importer, so that questions can be tested on worked cases."""

import json
from datetime import date
from pathlib import Path

import pandas as pd

from care import building, store
from care.definitions import Definitions, load


def batch(
    folder: Path, name: str, kind: str, rows: list[dict], on: date, covers_to: date | None = None, **manifest
) -> None:
    """Write one accepted batch as the importer would."""
    home = folder / "batches" / name
    home.mkdir(parents=True)
    plain = {"unit_id": None, "class_unit_id": None, "kind": kind, "sheet": "1", "ledger_on": on}
    frame = pd.DataFrame([plain | {"row_id": at, "row_no": at + 2} | row for at, row in enumerate(rows)])
    frame.to_parquet(home / "rows.parquet")
    facts = {
        "batch_id": name,
        "file": f"{name}.xlsx",
        "sha256": name,
        "kinds": [kind],
        "unit_id": None,
        "complete": False,
        "ledger_on": on.isoformat(),
        "covers_to": (covers_to or on).isoformat(),
        "imported_at": f"{on.isoformat()}T08:00:00+00:00",
        "imported_by": building.SAMPLE,
        "problems": [],
        "counts": dict.fromkeys(("read", "taken", "held", "refused", "ignored"), len(rows)),
        "tables": [],
    }
    (home / "manifest.json").write_text(json.dumps(facts | manifest), "utf-8")


def built(folder: Path, definitions: Definitions | None = None) -> store.Store:
    """The store of everything written into `folder`."""
    return store.open_store(building.build(folder, definitions or load()))
