"""Person and household files (一人一档)."""

from care.definitions import Definitions
from care.store import Scope, Store


def address_of(
    store: Store, scope: Scope, definitions: Definitions, subject_id: int
) -> tuple[str, int] | None:
    """("person" or "household", id) of the file of a list's row; a house's is its household's. None: it has none."""
    sql = """select s.kind, coalesce(h.household_id, s.subject_id) as id
        from subjects as s left join houses as h on s.subject_id = h.house_id where s.subject_id = $subject"""
    found = store.query(scope, sql, {"subject": subject_id})
    if not len(found) or found["kind"][0] not in ("person", "household", "house"):
        return None
    return "person" if found["kind"][0] == "person" else "household", int(found["id"][0])
