"""Whose it is to forget what was remembered, or to decide on a match. An answer and a layout hold for everybody's ledgers:
they are for whoever answers for the whole office. A match is for whoever may see both people."""

from care.ledgers.problems import Refused
from care.store import EVERYTHING, Scope, Store

KNOWN = "select person_id from people where list_contains($people, person_id)"


def theirs(record: dict, store: Store | None, scope: Scope) -> bool:
    """Whether an asker of `scope` may forget a record of remembered.records, or decide on a match."""
    if scope.units is None and scope.groups is None:
        return True
    if record["sort"] != "match" or store is None:
        return False
    asked = {"people": [record["person_id"], record["other_id"]]}
    # Two who were said to be one are one in the store, under the other's number.
    known, seen = (set(store.query(one, KNOWN, asked)["person_id"]) for one in (EVERYTHING, scope))
    return bool(known) and known == seen


def refuse(record: dict, store: Store | None, scope: Scope) -> None:
    """Raises Refused where it is not theirs to forget."""
    if not theirs(record, store, scope):
        raise Refused("not_yours_to_forget")
