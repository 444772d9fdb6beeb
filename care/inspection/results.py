"""What was found at the doors of a sample: a log to which lines are only added; the latest word on a door counts.

Two phones may write at once: each line is added whole and forced to disk. A remark is what an inspector wrote.
"""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from care import audit
from care.inspection import log
from care.inspection.spot_checks import Sample
from care.meanwhile import Meanwhile

VERDICTS = ("true", "false", "unmet")  # as claimed, not so, nobody met
LONGEST = 500  # characters of a remark


@dataclass(frozen=True)
class Result:
    """What was found at one door: claim → verdict, a remark (None: nothing said of it), who said so last and when."""

    verdicts: dict[str, str | None] = field(default_factory=dict)
    remark: str | None = None
    by: str = ""
    at: str = ""


def record(
    folder: Path, sample: Sample, found: dict[int, Result], how: str, based: dict[int, Result] | None = None
) -> int:
    """Add what was found at doors (number → Result); returns at how many doors that was new. A verdict of None
    takes one back. `how`: sheet or phone. `based`: what the asker saw of the doors, None = not said.

    Raises KeyError for a door or claim that is not in the sample, Meanwhile (with the Result that stands) where
    somebody else has said something else of the same claim, or another remark, since.
    """
    doors = {door.number: door for door in sample.doors}

    def make() -> list[dict]:
        known = results(folder, sample)
        lines = [
            _line(number, doors[number].asked, known.get(number, Result()), one)
            for number, one in found.items()
        ]
        new = [line | {"how": how} for line in lines if len(line) > 2]
        for line in new:
            number = line["door"]
            stands = known.get(number, Result())
            if based is not None and _otherwise(line, based.get(number, Result()), stands):
                raise Meanwhile(stands)
        return new

    new = log.add_after(path_of(folder, sample.id), make)
    if new:
        audit.record(folder, new[0]["by"], "sample", sample=sample.id, doors=len(new), how=how)
    return len(new)


def path_of(folder: Path, id_: str) -> Path:
    """Where what was found is kept."""
    return folder / "spot_checks" / f"{id_}.results.jsonl"


def _otherwise(line: dict, seen: Result, stands: Result) -> bool:
    """Whether what a line changes stands otherwise than its writer saw."""
    claims = line.get("verdicts", {})
    if any(seen.verdicts.get(claim) != stands.verdicts.get(claim) for claim in claims):
        return True
    return "remark" in line and (seen.remark or "") != (stands.remark or "")


def _line(number: int, asked: tuple[str, ...], before: Result, found: Result) -> dict:
    """The line of a door: only what is new in it."""
    for claim, verdict in found.verdicts.items():
        if claim not in asked or verdict not in (*VERDICTS, None):
            raise KeyError(f"{number} {claim} {verdict}")
    line: dict = {"door": number, "by": found.by}
    told = {claim: said for claim, said in found.verdicts.items() if before.verdicts.get(claim) != said}
    remark = None if found.remark is None else found.remark.strip()[:LONGEST]
    if told:
        line["verdicts"] = told
    if remark is not None and remark != (before.remark or ""):
        line["remark"] = remark
    return line


def results(folder: Path, sample: Sample) -> dict[int, Result]:
    """What is known of each door, by number."""
    found: dict[int, Result] = {}
    for line in log.lines(path_of(folder, sample.id)):
        with contextlib.suppress(*log.DAMAGED):
            number = log.whole(line, "door")
            found[number] = _after(found.get(number, Result()), line)
    return found


def _after(before: Result, line: dict) -> Result:
    said = before.verdicts | line.get("verdicts", {})
    if any(verdict not in (*VERDICTS, None) for verdict in said.values()):
        raise ValueError(said)
    verdicts = {claim: verdict for claim, verdict in said.items() if verdict}
    by, at = log.texts(line, "by", "at")
    remark = line.get("remark", before.remark)
    if not isinstance(remark, str | None):
        raise TypeError("remark")
    return Result(verdicts, remark, by, at)
