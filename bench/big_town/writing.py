"""Rows as an accepted batch: the same folder, Parquet and manifest that an import leaves (care.ledgers.batches)."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care import building
from care.ledgers import batches

FIXED = ("row_id", "kind", "sheet", "row_no", "unit_id", "class_unit_id", "ledger_on")
COUNTS = ("read", "taken", "held", "refused", "ignored", "new", "changed", "unchanged", "vanished")


class Office:
    """Writes batches of one data folder, one second of a make-believe clock after the other. `imported_by` is that of
    the invented town, so that pages show it as of its own last day."""

    def __init__(self, folder: Path, seed: int, until: date, definitions_sha256: str):
        self.home = folder / "batches"
        self.home.mkdir(parents=True)
        self.seed, self.until, self.rules = seed, until, definitions_sha256
        self.batches = self.rows = 0

    def send(self, file: str, rows: pa.Table) -> None:
        """One batch; nothing for no rows. Originals are not kept: a hundred million rows of Excel would say no more."""
        if not rows.num_rows:
            return
        at = datetime.combine(self.until, datetime.min.time(), UTC) + timedelta(seconds=self.batches)
        digest = hashlib.sha256(f"{self.seed}|{self.until}|{rows.num_rows}|{file}".encode()).hexdigest()
        batch_id = f"{at:%Y%m%dT%H%M%S}-{digest[:8]}-{digest[8:12]}"
        folder = self.home / batch_id
        (folder / "original").mkdir(parents=True)
        (folder / "rows.parquet").write_bytes(batches.packed(rows))
        manifest = self.manifest(file, rows, digest, at) | {"batch_id": batch_id, "file": file}
        (folder / "manifest.json").write_bytes(batches.manifest_text(manifest))
        self.batches += 1
        self.rows += rows.num_rows

    def manifest(self, file: str, rows: pa.Table, digest: str, at: datetime) -> dict:
        kind = rows["kind"][0].as_py()
        day = pc.max(rows["ledger_on"]).as_py()
        units = sorted(batches.units_in(rows))
        return {
            "sha256": digest,
            "format": "xlsx",
            "encoding": "",
            "kinds": [kind],
            "tables": tables_of(rows, kind),
            "unit_id": units[0] if len(units) == 1 else None,
            "ledger_on": day and day.isoformat(),
            "covers_to": day and day.isoformat(),
            "complete": False,
            "imported_at": at.isoformat(timespec="milliseconds"),
            "imported_by": building.SAMPLE,
            "definitions_sha256": self.rules,
            "context": digest,
            "replaces": None,
            "facts": rows.num_rows,
            "counts": dict.fromkeys(COUNTS, 0) | dict.fromkeys(("read", "taken", "new"), rows.num_rows),
            "questions": [],
            "problem_counts": {},
            "problems": [],
            "units": units,
            "day": None,
            "today": self.until.isoformat(),
            "answers": {},
            "original_removed": True,
        }


def tables_of(rows: pa.Table, kind: str) -> list[dict]:
    """What recognition would have said of each sheet; it is most of a manifest's size."""
    mapping = [
        {"column": f"C{at}", "heading": name, "field": name, "confidence": 1.0, "how": "listed"}
        for at, name in enumerate(rows.column_names)
        if name not in FIXED
    ]
    return [
        {"sheet": sheet, "hidden": False, "key": "", "kind": kind, "sure": True, "layout": "list",
         "header_rows": [2], "first_row": 3, "mapping": mapping, "periods": 0, "groups": [],
         "relief_item": None, "ledger_on": None, "stated_unit": ""}
        for sheet in pc.unique(rows["sheet"]).to_pylist()
    ]  # fmt: skip
