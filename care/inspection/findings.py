"""Findings: what an inspection wants mended, by whom, until when; and whether it was done.

DIR/findings.jsonl is a log: a finding is opened, then steps are added (open → mended → verified, or sent back).
It holds salted ids, codes with figures and what people wrote; who looks after whom is said by name, as lists do.
"""

import contextlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from care import audit
from care.inspection import log
from care.meanwhile import ANY, unchanged

STATES = ("open", "mended", "verified")
NEXT = {"open": ("mended",), "mended": ("verified", "open"), "verified": ("open",)}
SOURCES = ("gap", "check", "spot_check", "own")
LONGEST = 500  # characters of a note


@dataclass(frozen=True)
class Wanted:
    """A finding to open. `source`: “gap|INDICATOR|DUTY”, “check|CHECK|CASE”, “spot_check|SAMPLE|DOOR|CLAIM” or “own”.

    `what` is the reason's code with its figures, or (own) a sentence that somebody wrote.
    """

    source: str
    unit_id: str
    what: str
    due_on: date
    subject_id: int | None = None
    responsible: str = ""


@dataclass(frozen=True)
class Step:
    """One entry of a finding's history."""

    at: str
    by: str
    state: str
    note: str


@dataclass(frozen=True)
class Finding:
    """A finding as it stands. `number` counts from 1 in one office."""

    number: int
    wanted: Wanted
    state: str
    steps: tuple[Step, ...]

    def overdue(self, day: date) -> bool:
        """Not yet mended, and the due day has passed."""
        return self.state == "open" and self.wanted.due_on < day


def open_findings(folder: Path, wanted: list[Wanted], by: str) -> int:
    """Open findings; what is already open or mended for the same source and subject is left out. Returns how many."""

    def make() -> list[dict]:
        known = everything(folder)
        running = {
            (one.wanted.source, one.wanted.subject_id) for one in known.values() if one.state != "verified"
        }
        new = {(one.source, one.subject_id) if one.source != "own" else id(one): one for one in wanted}
        fresh = [one for key, one in new.items() if key not in running]
        last = max(log.read(_path(folder), lambda line: log.whole(line, "number")), default=0)
        return [_opening(last + at, one, by) for at, one in enumerate(fresh, 1)]

    new = log.add_after(_path(folder), make)
    if new:
        audit.record(folder, by, "finding", step="open", numbers=[line["number"] for line in new])
    return len(new)


def step(folder: Path, number: int, state: str, note: str, by: str, based: Finding | object = ANY) -> None:
    """Take a finding one step on. Raises KeyError for an unknown number, ValueError for a step that is none, Meanwhile
    (with the Finding that stands) where it is no longer the one that the step was `based` on."""

    def make() -> list[dict]:
        before = everything(folder)[number]
        unchanged(based, before)
        if state not in NEXT[before.state]:
            raise ValueError(f"{before.state} → {state} is no step")
        return [{"number": number, "by": by, "state": state, "note": note.strip()[:LONGEST]}]

    log.add_after(_path(folder), make)
    audit.record(folder, by, "finding", step=state, numbers=[number])


def answer(folder: Path, notes: dict[int, str], by: str) -> int:
    """Findings that a village says are mended (number → what it wrote), all at one stroke; those that are open no
    longer are left as they are. Returns how many. Raises KeyError for an unknown number."""

    def make() -> list[dict]:
        known = everything(folder)
        return [
            {"number": number, "by": by, "state": "mended", "note": note.strip()[:LONGEST]}
            for number, note in notes.items()
            if known[number].state == "open"
        ]

    new = log.add_after(_path(folder), make)
    if new:
        audit.record(folder, by, "finding", step="mended", numbers=[line["number"] for line in new])
    return len(new)


def change(
    folder: Path, number: int, responsible: str, due_on: date, by: str, based: Finding | object = ANY
) -> None:
    """Give a finding to somebody else, or another day. Raises KeyError for an unknown number, Meanwhile as a step does."""

    def make() -> list[dict]:
        stands = everything(folder)[number]
        unchanged(based, stands)
        before = stands.wanted
        if (before.responsible, before.due_on) == (responsible, due_on):
            return []
        return [{"number": number, "by": by, "responsible": responsible, "due_on": due_on.isoformat()}]

    if log.add_after(_path(folder), make):
        audit.record(folder, by, "finding", step="changed", numbers=[number])


def everything(folder: Path) -> dict[int, Finding]:
    """Every finding by number."""
    found: dict[int, Finding] = {}
    for line in log.lines(_path(folder)):
        with contextlib.suppress(*log.DAMAGED):
            number = log.whole(line, "number")
            found[number] = _after(found.get(number) or _opened(line), line)
    return found


def _after(before: Finding, line: dict) -> Finding:
    changed = {key: line[key] for key in ("responsible", "due_on") if key in line}
    if "due_on" in changed:
        changed["due_on"] = date.fromisoformat(changed["due_on"])
    at, by, state, note = log.texts({"state": before.state, "note": ""} | line, "at", "by", "state", "note")
    if state not in STATES or not isinstance(changed.get("responsible", ""), str):
        raise ValueError(state)
    done = Step(at, by, state, note)
    return replace(before, wanted=replace(before.wanted, **changed), state=state, steps=(*before.steps, done))


def _opening(number: int, wanted: Wanted, by: str) -> dict:
    return {
        "number": number,
        "by": by,
        "state": "open",
        "source": wanted.source,
        "unit_id": wanted.unit_id,
        "subject_id": wanted.subject_id,
        "what": wanted.what[:LONGEST],
        "responsible": wanted.responsible,
        "due_on": wanted.due_on.isoformat(),
    }


def _opened(line: dict) -> Finding:
    source, unit_id, what, responsible = log.texts(line, "source", "unit_id", "what", "responsible")
    subject = None if line["subject_id"] is None else log.whole(line, "subject_id")
    wanted = Wanted(source, unit_id, what, date.fromisoformat(line["due_on"]), subject, responsible)
    return Finding(line["number"], wanted, "open", ())


def _path(folder: Path) -> Path:
    return folder / "findings.jsonl"
