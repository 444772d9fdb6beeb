"""Claimed against found: how much of the ledgers is true, by place and claim, and every discrepancy."""

from collections.abc import Iterable
from dataclasses import dataclass

from care.inspection.frame import CLAIMS
from care.inspection.intervals import Rate, Tally, rate
from care.inspection.results import Result
from care.inspection.spot_checks import Door, Sample

WHOLE = "all"  # everything the ledgers claim of a person; true when nothing of it was found false


@dataclass(frozen=True)
class Finding:
    """One claim in one place ('' = everywhere). `asked` doors have it; `rate` None: none was answered yet."""

    place: str
    claim: str
    asked: int
    unmet: int
    rate: Rate | None

    @property
    def false(self) -> int:
        return self.rate.answered - self.rate.true if self.rate else 0


@dataclass(frozen=True)
class Discrepancy:
    """A claim that was found not to be so."""

    door: Door
    claim: str
    result: Result


def findings(sample: Sample, results: dict[int, Result], place: str = "") -> list[Finding]:
    """One a claim, WHOLE first. Nobody met is no answer: it is counted apart and in no rate."""
    doors = [door for door in sample.doors if place in ("", door.place)]
    return [_finding(sample, doors, results, place, claim) for claim in (WHOLE, *CLAIMS)]


def discrepancies(sample: Sample, results: dict[int, Result]) -> list[Discrepancy]:
    """Every claim found false, in the order of the walk."""
    return [
        Discrepancy(door, claim, results[door.number])
        for door in sample.doors
        for claim in door.asked
        if door.number in results and results[door.number].verdicts.get(claim) == "false"
    ]


def verdict_of(door: Door, result: Result | None, claim: str) -> str | None:
    """What was found of a claim; of WHOLE: false if anything is, true if all that was answered is."""
    said = result.verdicts if result else {}
    if claim != WHOLE:
        return said.get(claim)
    known = {said[one] for one in door.asked if one in said}
    return next((one for one in ("false", "true", "unmet") if one in known), None)


def _finding(
    sample: Sample, doors: list[Door], results: dict[int, Result], place: str, claim: str
) -> Finding:
    asked = [door for door in doors if claim == WHOLE or claim in door.asked]
    said = {door.number: verdict_of(door, results.get(door.number), claim) for door in asked}
    tallies = list(_tallies(sample, asked, said))
    unmet = sum(verdict == "unmet" for verdict in said.values())
    return Finding(place, claim, len(asked), unmet, rate(tallies))


def _tallies(sample: Sample, asked: list[Door], said: dict[int, str | None]) -> Iterable[Tally]:
    """One a stratum. The records of the frame with this claim in this place are estimated from the sample."""
    own: dict[int, list[str | None]] = {}
    for door in asked:
        own.setdefault(door.stratum, []).append(said[door.number])
    for at, verdicts in own.items():
        cell = sample.strata[at]
        answered = sum(verdict in ("true", "false") for verdict in verdicts)
        yield Tally(len(verdicts) * cell.size / cell.drawn, answered, verdicts.count("true"), cell.doubtful)
