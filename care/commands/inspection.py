"""Spot checks without a browser: draw a sample, write its sheet, take a filled-in sheet back, say how much is true."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from care.commands import outputs
from care.commands.result import Result, UsageError, day, group_named, store_in_force, unit_named
from care.definitions import Definitions
from care.exports import spot_check_excel, spot_check_pdf
from care.inspection import marks, results, sheets, spot_checks, truth
from care.inspection.frame import Frame, Wish, doubtful, frame
from care.inspection.intervals import half_width
from care.inspection.returned import returned
from care.inspection.spot_checks import Sample
from care.ledgers import reading
from care.ledgers.problems import Refused
from care.store import EVERYTHING, Store
from care.words import voice

FORMS = {".xlsx": spot_check_excel.workbook, ".pdf": spot_check_pdf.pdf}


def add(asks, command: Callable) -> None:
    """The commands and their words on the command line."""
    draw = command(asks, "sample", sample, "draw a reproducible sample for a spot check")
    draw.add_argument("--unit", action="append", default=[], help="a unit's name or path; may be repeated")
    draw.add_argument("--group", action="append", default=[], help="a group's id or name; may be repeated")
    draw.add_argument("--size", type=int, required=True, metavar="N", help="how many people")
    draw.add_argument(
        "--seed",
        required=True,
        help="up to 32 digits and Latin letters; the same seed, frame and day give the same list",
    )
    draw.add_argument(
        "--doubtful-factor", type=int, default=1, metavar="K", help="draw doubtful ones K times as often"
    )
    draw.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    outputs.add_password(draw)
    draw.add_argument("--out", type=Path, metavar="FILE.xlsx|.pdf", help="write the sheet")
    draw.add_argument("--full-names", action="store_true", help="print full names on the sheet")
    draw.add_argument("--lang", default="zh", choices=("zh", "en"))
    draw.add_argument("--by", default="local", help="who draws")
    told = command(asks, "sample-results", sample_results, "how much of the ledgers a spot check found true")
    told.add_argument("id", metavar="ID")
    told.add_argument("--sheet", type=Path, metavar="FILE.xlsx", help="first take this filled-in sheet back")
    told.add_argument("--lang", default="zh", choices=("zh", "en"), help="language of messages")
    told.add_argument("--by", default="local", help="who brings the sheet back")


def sample(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Draw and keep a sample; the list with weights, and what makes it repeatable."""
    if asked.out and asked.out.suffix.lower() not in FORMS:
        raise UsageError(f"--out writes .xlsx or .pdf, not “{asked.out.name}”")
    store = store_in_force(folder, definitions)
    units = tuple(unit_named(one, store) for one in asked.unit)
    groups = tuple(group_named(one, definitions) for one in asked.group)
    wish = Wish(tuple(sorted(set(units))), tuple(sorted(set(groups))), asked.as_of or store.as_of)
    drawn_from = _frame(folder, store, definitions, wish, asked.doubtful_factor)
    try:
        drawn = spot_checks.new(
            store, EVERYTHING, definitions, wish, drawn_from, asked.size, asked.seed, asked.doubtful_factor
        )
    except ValueError as fault:
        raise UsageError(f"No sample can be drawn: {fault}") from None
    drawn = spot_checks.save(folder, drawn, drawn_from.rows, asked.by)
    if asked.out:
        outputs.write(asked, _sheet(store, definitions, drawn, asked))
    return Result(_told(drawn))


def _frame(folder: Path, store: Store, definitions: Definitions, wish: Wish, factor: int) -> Frame:
    if factor < 2:
        return frame(store, EVERYTHING, definitions, wish)
    suspects = doubtful(store, EVERYTHING, definitions, wish.day, marks.marks(folder))
    return frame(store, EVERYTHING, definitions, wish, suspects)


def _sheet(store: Store, definitions: Definitions, drawn: Sample, asked: Namespace) -> bytes:
    t = voice(asked.lang)
    found = store.query(EVERYTHING, "select unit_id, name, name_en from units").to_dict("records")
    name = "name" if asked.lang == "zh" else "name_en"
    names = {one["unit_id"]: one[name] for one in found if isinstance(one[name], str)}
    facts = sheets.known(store, EVERYTHING, drawn)
    return FORMS[asked.out.suffix.lower()](
        t, sheets.sheet(t, definitions, drawn, facts, names, asked.full_names)
    )


def _told(drawn: Sample) -> dict:
    design = [(cell.size, cell.drawn) for cell in drawn.strata]
    return {
        "id": drawn.id,
        "seed": drawn.seed,
        "day": drawn.day,
        "frame_hash": drawn.frame_hash,
        "frame": drawn.frame_size,
        "size": drawn.size,
        "strata": len(design),
        "plus_minus": round(half_width(design), 4),
        "people": [
            {
                "number": door.number,
                "subject_id": door.key,
                "unit": door.place,
                "group": drawn.strata[door.stratum].group,
                "weight": round(drawn.strata[door.stratum].size / drawn.strata[door.stratum].drawn, 6),
            }
            for door in drawn.doors
        ],
    }


def sample_results(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """The truth rate by unit (“” = all) and claim; with --sheet, after taking a filled-in sheet back."""
    try:
        drawn = spot_checks.load(folder, asked.id)
    except KeyError:
        raise UsageError(f"There is no sample “{asked.id}”") from None
    if asked.sheet:
        _take_back(folder, drawn, asked)
    found = results.results(folder, drawn)
    told = [one for place in ("", *drawn.places) for one in truth.findings(drawn, found, place) if one.asked]
    return Result([_finding(one) for one in told])


def _finding(one: truth.Finding) -> dict:
    rate = one.rate
    shares = {name: round(getattr(rate, name), 4) if rate else None for name in ("share", "low", "high")}
    answered = rate.answered if rate else 0
    return {
        "unit": one.place,
        "claim": one.claim,
        **shares,
        "answered": answered,
        "false": one.false,
        "unmet": one.unmet,
    }


def _take_back(folder: Path, drawn: Sample, asked: Namespace) -> None:
    t = voice(asked.lang)
    try:
        back = returned(drawn, reading.read(asked.sheet.name, asked.sheet.read_bytes()), asked.by)
    except OSError:
        raise UsageError(f"There is no file {asked.sheet}") from None
    except Refused as refusal:
        problem = refusal.problem
        said = t(f"problem.{problem.code}", **({"value": problem.value} | problem.values))
        raise UsageError(f"{asked.sheet}: {said}") from None
    if back.wrong:
        raise UsageError("\n".join(one.said(t) for one in back.wrong))
    results.record(folder, drawn, back.found, "sheet")
