"""The units that the batches in force name; what imports resolve names against."""

from pathlib import Path

import pyarrow as pa

from care.ledgers import batches, kept
from care.ledgers.units import Known

COLUMNS = ["kind", "unit_id", "unit_name", "unit_kind"]


def units_in(folder: Path) -> Known:
    """unit_id → (name, kind, spellings) from every units ledger in force, and classes that pupils' rows named."""
    found: Known = {}
    for manifest in batches.in_force(folder):
        if "units" not in manifest["kinds"]:
            continue
        rows = kept.rows(folder, manifest["batch_id"])
        found |= units_of_rows(rows)
    return found


def units_of_rows(rows: pa.Table) -> Known:
    """The units that the rows of a ledger name."""
    told = rows.select([name for name in COLUMNS if name in rows.column_names]).to_pylist()
    return {
        row["unit_id"]: (row["unit_name"], row.get("unit_kind") or "village", ())
        for row in told
        if row["kind"] == "units" and row["unit_id"]
    }
