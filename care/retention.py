"""Whose data go, and when: one person on request, whoever has left the programme long ago, and never back by mistake."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from care import audit, building, erasing, namesakes, readable, whom
from care.definitions import Definitions
from care.inspection import log
from care.ledgers import batches, erased, kept
from care.ledgers.problems import Refused
from care.store import Scope, Store
from care.whom import Told

RECORDS = ("withdrawals", "remembered", "marks", "spot_checks")  # folders
ENDED = """select p.person_id, p.name, p.unit_id, max(m.to_on) as left_on
from memberships as m inner join people as p on m.subject_id = p.person_id
group by p.person_id, p.name, p.unit_id
having max(m.to_on) <= $before
order by left_on, p.unit_id, p.name collate zh, p.person_id"""


def erase(
    folder: Path, definitions: Definitions, told: Told, by: str, reason: str, texts: bool | None = None
) -> dict:
    """Erase somebody (care.whom.find) everywhere and build the store anew. Returns {rows, batches, originals, records,
    doubtful}: `doubtful` rows hold the name, and nobody can tell whether it is theirs (care.namesakes.doubtful); they stay.
    `texts`: whether a name of two signs goes out of texts of others in the same units, too; where that is not said and
    there are such texts, Refused('erase_word') says how many. Raises Refused, and ValueError for a reason that is none of erasing.REASONS."""
    if reason not in erasing.REASONS:
        raise ValueError(f"a reason is one of {erasing.REASONS}, not {reason!r}")
    subjects = ({told.person_id} - {None}) | subjects_of(folder, told.ids)
    with batches.writer(folder, by):
        readable_records(folder)
        erasing.finish(folder, definitions)  # of somebody else, that was stopped
        person, names = erasing.person_of(folder, told, subjects)
        if texts is None and any((found := erasing.doubted(folder, person, definitions)).values()):
            raise Refused("erase_word", **found)
        doubtful = namesakes.doubtful(folder, person, names, definitions)
        if texts is False:
            person = replace(person, words=person.short)
        erasing.begin(folder, person, by, reason)
        done = erasing.finish(folder, definitions)
        building.build(folder, definitions)
    return done | {"doubtful": doubtful}


def readable_records(folder: Path) -> None:
    """Raises Refused where a record cannot be read: nobody knows whom it names, and an erasing would stop halfway."""
    paths = [path for name in RECORDS for path in (folder / name).glob("*.json")]
    if wrong := readable.first_wrong(folder, paths):
        raise Refused("erase_record", what=wrong)


def lift(folder: Path, word: str, by: str) -> int:
    """Somebody who was erased may come in again, by ID number. Returns how many hashes were lifted; ledgers taken in
    meanwhile have to be taken in again."""
    known, word = erased.in_force(folder), word.strip().upper()
    for line in log.lines(folder / erased.FILE):
        if erased.hashed(folder, "id", word) in set(line.get("hashes", ())) & known:
            audit.record(folder, by, "lift")  # first: nobody comes in again without a word of it
            log.add(folder / erased.FILE, [{"by": by, "lifted": line["hashes"]}])
            return len(line["hashes"])
    raise Refused("erase_unknown")


def again(folder: Path, definitions: Definitions, other: Path, by: str) -> dict:
    """Erase once more whoever was erased in the directory `other`: after an older backup was restored. Raises Refused
    where `other` is another office's, or none."""
    if not (other / erased.SALT).exists() or erased.salt(other) != erased.salt(folder):
        raise Refused("erase_other_office")
    lines = [line for line in log.lines(other / erased.FILE) if line.get("hashes")]
    wanted = erased.in_force(other) - erased.in_force(folder)
    done: Counter = Counter(rows=0, batches=0, originals=0, records=0)
    with batches.writer(folder, by):
        readable_records(folder)
        erasing.finish(folder, definitions)
        written = whom.written(folder) if wanted else {}
        for line in lines:
            if wanted & set(line["hashes"]):
                hashes, reason, texts = line["hashes"], line["reason"], line.get("texts", True)
                done.update(_once_more(folder, definitions, frozenset(hashes), written, by, reason, texts))
                # Last: whoever was stopped before is told to be done again by what stands here.
                log.add(folder / erased.FILE, [erasing.line_of(hashes, by, reason, texts)])
        building.build(folder, definitions)
    return dict(done)


def _once_more(
    folder: Path,
    definitions: Definitions,
    hashes: frozenset[str],
    written: dict[str, str],
    by: str,
    reason: str,
    texts: bool,
) -> dict:
    """Who has these hashes is found in the rows, or in what was left out, and erased like anybody."""
    tables = [kept.rows(folder, one["batch_id"]) for one in batches.all_batches(folder)]
    told = whom.told_by([rows.filter(erased.hit(folder, hashes, rows)) for rows in tables])
    left = next((written[one] for one in hashes if one in written), None)
    if not told.names and left:
        told = whom.in_texts(folder, left) or told  # gone meanwhile, by an earlier line about the same person
    if not told.names and not told.ids:
        return {}
    person, _ = erasing.person_of(folder, told, subjects_of(folder, told.ids), hashes)
    erasing.begin(folder, person if texts else replace(person, words=person.short), by, reason)
    return erasing.finish(folder, definitions)


def subjects_of(folder: Path, ids: Iterable[str]) -> set[int]:
    """Salted ids by which records speak of people with these ID numbers, and of households with these heads."""
    return {erased.subject(folder, f"{what}|id|{one}") for one in ids for what in ("person", "household")}


def ended(store: Store, scope: Scope, definitions: Definitions, day: date) -> pd.DataFrame:
    """Whose purpose has ended: one row a person (person_id, name, unit_id, left_on) who has been in no group for
    `retention_years` (definitions/programme.toml); the longest gone first. Empty where that is 0."""
    years = definitions.programme.retention_years
    before = date(day.year - years, day.month, min(day.day, 28)) if years else date(1, 1, 1)
    return store.query(scope, ENDED, {"before": before})
