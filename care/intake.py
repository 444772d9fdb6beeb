"""Several files on their way in: archives opened, earlier answers applied, held files tried again."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from care import audit
from care.definitions import Definitions
from care.ledgers import batches, remembered, spare
from care.ledgers.archives import files_in
from care.ledgers.importing import Report, Wish, import_file, refused_report, same_file
from care.ledgers.known import units_in, units_of_rows
from care.ledgers.names import readable
from care.ledgers.problems import Refused
from care.ledgers.recognising import Correction
from care.ledgers.trying import Trial, try_out
from care.ledgers.units import Known

Progress = Callable[[int, str], None]  # hears how many files are done and which comes next ('': none)


class Sent(NamedTuple):
    """A file on its way in. `said`: answers, corrections, complete and day that hold for it alone. `unpacked`: it came
    out of an archive, or is none; an archive within is not opened."""

    name: str
    data: bytes
    said: dict[str, Any] = {}
    unpacked: bool = False


Files = Iterable[Sent | tuple[str, bytes]]


def silent(done: int, name: str) -> None:
    """Progress that nobody watches."""


def take_files(
    folder: Path,
    files: Files,
    definitions: Definitions,
    who: str,
    answers: dict[str, str],
    progress: Progress,
    **options,
) -> list[Report]:
    """Import each file, and remember what was said of those that came in; the store is not brought up to date here."""
    came: list[tuple[dict[str, Any], Report]] = []
    sent = expanded(files)
    own = _apart([one.said.get("answers", {}) for one in sent if isinstance(one, Sent)])

    def work(one: Sent, units: Known) -> Report:
        said = {"answers": answers, "own": own, **options} | one.said
        report = import_one(folder, one.name, one.data, definitions, units, who, **said)
        if report.status == "taken":
            remember(folder, who, said, [report], every=False)
            came.append((said, report))
        return report

    reports = rounds(sent, lambda: units_in(folder), work, progress)
    for said, _ in came:  # a Sheet1 of one of them is nobody else's
        remember(folder, who, said, [report for _, report in came], every=True)
    return reports


def _apart(answers: list[dict[str, str]]) -> frozenset[str]:
    """Questions that were answered otherwise for another file: each reply holds for its file alone, now and later."""
    asked = {question for one in answers for question in one}
    return frozenset(one for one in asked if len({said[one] for said in answers if one in said}) > 1)


def try_files(
    folder: Path,
    files: Files,
    definitions: Definitions,
    *,
    progress: Progress = silent,
    answers: dict[str, str] | None = None,
    corrections: dict[str, Correction] | None = None,
    **options,
) -> list[Trial]:
    """What taking files in would do, one Trial a file. Units that one brings are known to the others."""
    units = units_in(folder)
    fixes = remembered.corrections(folder)
    trials: list[Trial] = []

    def work(one: Sent, known: Known) -> Report:
        said = {"answers": answers or {}, "corrections": corrections or {}, **options} | one.said
        said["answers"] = replies(folder, one.data, said["answers"], known, options.get("within"))
        said["corrections"] = fixes | said["corrections"]
        beside = tuple(other.rows for other in trials if other.rows is not None)
        trials.append(try_out(folder, one.name, one.data, definitions, known, Wish(beside=beside, **said)))
        if trials[-1].rows is not None:
            units.update(units_of_rows(trials[-1].rows))
        return trials[-1].report

    reports = rounds(expanded(files), lambda: dict(units), work, progress)
    spare.prepare()
    by_report = {id(one.report): one for one in trials}
    return [by_report.get(id(report)) or Trial(report, None, ()) for report in reports]


def import_one(
    folder: Path,
    name: str,
    data: bytes,
    definitions: Definitions,
    units: Known,
    who: str,
    answers: dict[str, str],
    corrections: dict[str, Correction] | None = None,
    **options,
) -> Report:
    """Import one file with what was ever answered and corrected; a batch that came in stands in the audit log at once,
    whatever comes of the files behind it."""
    said = replies(folder, data, answers, units, options.get("within"))
    fixes = remembered.corrections(folder) | (corrections or {})
    report = import_file(
        folder, name, data, definitions, units, who, answers=said, corrections=fixes, **options
    )
    if report.status == "taken":
        deed = "reapply" if options.get("reapply") else "import"
        audit.record(folder, who, deed, batch=report.batch_id, rows=report.counts["taken"])
    return report


def replies(
    folder: Path, data: bytes, answers: dict[str, str], units: Known, within: tuple[str, ...] | None
) -> dict[str, str]:
    """Answers that hold for every file, those given for this very file when it was taken in for units below
    `within`, and those given now."""
    before = same_file(folder, batches.sha256(data), within)
    own = (before or {}).get("answers") or {}
    return remembered.answers(folder, within, bool(before)) | own | remembered.resolved(answers, units)


def remember(folder: Path, who: str, said: dict[str, Any], reports: list[Report], every: bool) -> None:
    """Remember what was `said` of files that came in (`reports`), as far as it holds for others: at once what surely does,
    the rest (`every`) when all are in. Each record is a line of the audit log, written first. A clerk of some units says of
    theirs for everybody, of others for themselves."""
    answers, fixed, within = said["answers"], said.get("corrections") or {}, said.get("within")
    if not answers and not fixed:
        return
    known, before = units_in(folder), remembered.answers(folder, within)
    answers = remembered.for_everybody(remembered.resolved(answers, known), reports)
    for asked, reply in answers.items():
        new = before.get(asked) != reply and asked not in said.get("own", ())
        if new and every != remembered.names_a_unit(asked):
            theirs = within is None or (reply in known and batches.below(reply, within))
            if not theirs and not within:  # a clerk of no units: for whom should it hold?
                continue
            units = () if theirs else within
            audit.record(folder, who, "remember", record=remembered.answer_id(asked, units))
            remembered.remember_answers(folder, {asked: reply}, who, units)
    seen_in = {one.get("key"): report.file for report in reports for one in report.sheets}
    fixes = remembered.corrections(folder)
    for key, one in fixed.items():
        if key in seen_in and fixes.get(key, Correction()) != one:
            audit.record(folder, who, "remember", record=remembered.layout_id(key))
            remembered.remember_layout(folder, key, one, who, seen_in[key])


def expanded(files: Files) -> list[Sent | Report]:
    """Each file; an archive's files in its place. A refused archive is its own Report."""
    sent: list[Sent | Report] = []
    for file in (Sent(*one) for one in files):
        name, data = readable(file.name), file.data
        try:
            inside = [(name, data)] if file.unpacked else files_in(name, data)
            sent.extend(Sent(*one, file.said, True) for one in inside)
        except Refused as refusal:
            sent.append(refused_report(name, batches.sha256(data), refusal))
    return sent


def rounds(
    sent: list[Sent | Report],
    units_now: Callable[[], Known],
    work: Callable[[Sent, Known], Report],
    progress: Progress,
) -> list[Report]:
    """Work on each file in turn; once more on those with held rows when later files brought units in, or people."""
    reports: dict[int, Report] = {at: one for at, one in enumerate(sent) if isinstance(one, Report)}
    known: dict[int, int] = {}
    for at in [*range(len(sent)), *range(len(sent))]:
        units = units_now()
        if at in reports and not reports[at].counts.get("held"):
            continue
        if (
            at in reports
            and len(units) <= known[at]
            and not any("roster" in one.kinds for other, one in reports.items() if other != at)
        ):
            continue
        name, data = sent[at][:2]
        progress(len(reports), name)
        try:
            reports[at], known[at] = work(sent[at], units), len(units)
        except Refused as refusal:  # somebody else writes: what is in is in
            if not any(one.status == "taken" for one in reports.values()):
                raise
            reports.setdefault(at, refused_report(name, batches.sha256(data), refusal))
    return [reports[at] for at in range(len(sent))]
