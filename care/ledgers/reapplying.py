"""What a manifest keeps so that its original can be taken in again later under other definitions, with the
result they would have given on the day it came."""

from datetime import date

from care.ledgers import batches
from care.ledgers.remembered import of_file


def said_of(wish, sheets: tuple[dict, ...], before: dict | None, who: str) -> dict:
    """The day, today, this file's own answers and the place in time of an import. A file taken in anew under
    other definitions keeps the time and the name of its first import: it says no more and no later than it
    did."""
    own = {*wish.own, *((before or {}).get("answers") or {}), *of_file(wish.answers, sheets)}
    answers = {asked: reply for asked, reply in wish.answers.items() if asked in own}
    said = {"day": wish.day, "today": wish.today, "answers": answers}
    if wish.within is not None:
        said["within"] = list(wish.within)  # what its sender might not bring, reading it again does not bring
    if not (wish.reapply and before):
        return said
    kept = {"imported_at": before["imported_at"], "imported_by": before["imported_by"]}
    return said | kept | {"reapplied_at": batches.now(), "reapplied_by": who}


def wish_of(manifest: dict) -> dict:
    """The options of import_file under which a batch was taken in."""
    day, today = manifest.get("day"), manifest.get("today") or manifest["imported_at"][:10]
    within = manifest.get("within")
    return {
        "day": date.fromisoformat(day) if day else None,
        "today": date.fromisoformat(today),
        "complete": bool(manifest.get("complete")),
        "within": None if within is None else tuple(within),
        "reapply": manifest["batch_id"],
    }
