"""Two names that may be one person: shown for a decision, which is remembered and never made silently.

One small JSON record a decision below DIR/remembered; it holds salted ids only. The store obeys them when it is built.
"""

import json
from pathlib import Path

import pandas as pd

from care import audit, vault
from care.ledgers import batches, remembered
from care.ledgers.problems import Refused
from care.store import Scope, Store

LISTED = """select m.person_id, m.other_id, a.name, a.unit_id, a.team, a.phone, a.birth_date,
    b.team as other_team, b.phone as other_phone, b.birth_date as other_birth_date, b.id_no as other_id_no
from possible_matches as m
inner join people as a on m.person_id = a.person_id
inner join people as b on m.other_id = b.person_id
order by a.unit_id, a.name collate zh, m.person_id, m.other_id"""


def possible(store: Store, scope: Scope) -> pd.DataFrame:
    """One row a pair: a person whom a roster names without ID, and somebody of the same name and unit."""
    return store.query(scope, LISTED)


def decide(folder: Path, person_id: int, other_id: int, same: bool, by: str) -> None:
    """Remember that two are one person (`person_id` becomes `other_id`) or are not. Takes effect at the next build. Raises
    Refused where somebody has decided otherwise: that is forgotten first."""
    path = folder / "remembered" / f"match-{person_id}-{other_id}.json"
    with batches.writer(folder, by):
        for one in _records(folder):
            this = (one["person_id"], one["other_id"]) == (person_id, other_id)
            if this and one["same"] == same:
                return
            if this or (same and one["same"] and one["person_id"] == person_id):  # one row is one person
                raise Refused("match_decided", who=one["by"])
        # First: nothing is decided without a word.
        audit.record(folder, by, "match", record=path.stem, same=same)
        remembered.write(path, {"person_id": person_id, "other_id": other_id, "same": same}, by)


def undecide(folder: Path, person_id: int, other_id: int) -> None:
    """Forget a decision; the pair is asked about again. Pages do so by office.forget, which writes it down."""
    (folder / "remembered" / f"match-{person_id}-{other_id}.json").unlink(missing_ok=True)


def decisions(folder: Path) -> list[tuple[int, int, bool]]:
    """(person_id, other_id, same) of every decision. Of a row that was said to be several people the first holds: it
    would count for each."""
    found, first = _records(folder), {}
    for one in sorted(found, key=lambda one: one["at"]):
        if one["same"]:
            first.setdefault(one["person_id"], one["other_id"])
    return [
        (one["person_id"], one["other_id"], one["same"])
        for one in found
        if not one["same"] or first[one["person_id"]] == one["other_id"]
    ]


def _records(folder: Path) -> list[dict]:
    return [json.loads(vault.read(path)) for path in sorted((folder / "remembered").glob("match-*.json"))]
