"""Whether the records of a data directory can be read: each has the shape that its readers take for granted.

CareBoard writes no others. A backup may bring any: it is refused with the record's name before anything is restored.
Lines of logs are looked at where they are read (care/inspection/log.py), but for those that say who was erased.
"""

import dataclasses
import gzip
import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from care import erasing, told, traces, vault
from care.definitions import load
from care.inspection import log, marks, spot_checks
from care.ledgers import batches, kept, remembered
from care.ledgers.names import safe_name
from care.ledgers.problems import Problem, Refused

BATCH = r"\d{8}T\d{6}-[0-9a-f]{8}-[0-9a-f]{4}"
LAST = 9000  # a year; later ones leave no room for what is reckoned from them
MOST = 2**63
TYPES = {
    "date": pa.date32(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "decimal(12,2)": pa.decimal128(12, 2),
}
FAULTS = (*log.DAMAGED, RecursionError, OSError, EOFError, Refused, pa.ArrowException)


def first_wrong(folder: Path, files: Iterable[Path]) -> str | None:
    """The first of these files below `folder` that cannot be read, by its path there; None where all can."""
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            _look(folder, path, name)
        except FAULTS:
            if path.exists():  # else somebody has just forgotten it
                return name
    return None


def _look(folder: Path, path: Path, name: str) -> None:
    """Raises one of FAULTS."""
    for pattern, look in SORTS.items():
        if found := re.fullmatch(pattern, name):
            look(folder, path, *found.groups())
            return
    if name.partition("/")[0] in ("batches", "withdrawals", "remembered", "marks", "spot_checks"):
        raise ValueError("none of ours")


def text(said) -> bool:
    return isinstance(said, str)


def yes_or_no(said) -> bool:
    return isinstance(said, bool)


def nothing(said) -> bool:
    return said is None


def count(said) -> bool:
    return type(said) is int and 0 <= said < 2**31


def key(said) -> bool:
    """A salted id, as the store holds it."""
    return type(said) is int and 0 <= said < MOST


def number(said) -> bool:
    return type(said) in (int, float) and abs(said) < 1e12


def day(said) -> bool:
    return (
        text(said) and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", said)) and date.fromisoformat(said).year < LAST
    )


def time(said) -> bool:
    """An instant as batches.now writes it: compared as a text, too."""
    moment = datetime.fromisoformat(said) if text(said) else None
    return (
        moment is not None
        and moment.year < LAST
        and moment.utcoffset() == timedelta(0)
        and moment.isoformat(timespec="milliseconds") == said
    )


def texts(said) -> bool:
    return isinstance(said, dict) and all(map(text, said.values()))


def counts(said) -> bool:
    return isinstance(said, dict) and all(map(count, said.values()))


def one_of(*values: str) -> Callable[[object], bool]:
    return lambda said: text(said) and said in values


def fits(said, shape) -> bool:
    """Has a JSON value this shape? {name: shape} (a name that ends in ? may be missing), [shape of each], (one of some),
    or a question."""
    if isinstance(shape, dict):
        return isinstance(said, dict) and all(
            fits(said[name.rstrip("?")], one) if name.rstrip("?") in said else name.endswith("?")
            for name, one in shape.items()
        )
    if isinstance(shape, list):
        return isinstance(said, list) and all(fits(one, shape[0]) for one in said)
    if isinstance(shape, tuple):
        return any(fits(said, one) for one in shape)
    return shape(said)


WHO = {"by": text, "at": time}
PROBLEM = {
    "code": text, "sheet": text, "row": (nothing, count), "column?": text, "heading?": text, "field": text, "value": text,
    "values?": {},
}  # fmt: skip
TABLE = {
    "sheet": text, "kind": text, "header_rows?": [count], "stated_unit?": (nothing, text), "ledger_on?": (nothing, day),
    "mapping?": [{"column": text, "heading": text, "field": (nothing, text)}],
}  # fmt: skip
MANIFEST = {
    "batch_id": text, "file": text, "sha256": text, "kinds": [text], "tables": [TABLE], "unit_id": (nothing, text),
    "ledger_on": (nothing, day), "covers_to": (nothing, day), "complete": yes_or_no, "imported_at": time,
    "imported_by": text, "rows_sha256?": text, "replaces?": (nothing, text), "facts": count,
    "counts": dict.fromkeys(("read", "taken", "held", "refused", "ignored"), count) | {"by_rolls?": count},
    "questions?": [{"id": text, "code": text, "text": text, "rows": count, "choices": [text]}], "problem_counts?": counts, "problems": [PROBLEM], "units?": [text], "day?": (nothing, day),
    "today?": (nothing, day), "answers?": texts, "reapplied_at?": time, "reapplied_by?": text,
    "original_removed?": yes_or_no,
}  # fmt: skip
CLAIM = (
    {"claim": one_of("helper"), "ref": text, "on_day?": day},
    {"claim": one_of("contact"), "ref": text, "on_day": day, "precision?": text},
    {"claim": one_of("relief"), "ref": text, "on_day": day}
    | dict.fromkeys(("cash?", "quilts?", "coats?", "goods_value?"), number),
    {"claim": one_of("house"), "ref?": text, "on_day?": day, "lived_in?": yes_or_no,
     "state": one_of("found", "started", "safe", "resettled")},
    {"claim": one_of("helper", "contact", "relief", "house")},  # of somebody erased
)  # fmt: skip
SAMPLE = {
    "id": text, "seed": text, "day": day, "frame_hash": text, "frame_size": count, "size": count, "factor": count,
    "units": [text], "groups": [text], "by": text, "at": time,
    "strata": [{"place": text, "group": text, "doubtful": yes_or_no, "size": count, "drawn": count}],
    "doors": [{"number": count, "key": text, "place": text, "stratum": count, "groups": [text], "claims": [CLAIM]}],
}  # fmt: skip
LAYOUT = {
    "key": text,
    "file": text,
    "kind": (nothing, text),
    "header": (nothing, [count]),
    "fields": texts,
} | WHO
PERSON = {
    f"{one.name}?": [key if one.name == "subjects" else text] for one in dataclasses.fields(traces.Person)
}
ERASING = ({"person": PERSON, "by": text, "reason": one_of(*erasing.REASONS)}, {"done": counts})


def _said(path: Path, shape: dict | tuple) -> dict:
    """A record of this shape, whose texts can be written again."""
    said = json.loads(vault.read(path))
    json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    _hold(fits(said, shape))
    return said


def _hold(well: bool) -> None:
    if not well:
        raise ValueError("of another shape")


def _manifest(folder: Path, path: Path, batch_id: str) -> None:
    said = _said(path, MANIFEST)
    _hold(said["batch_id"] == batch_id and safe_name(said["file"]) == said["file"])
    for one in said["problems"]:
        Problem(**one)
    _hold(kept.path_of(folder, batch_id).is_file())


def _rows(folder: Path, _path: Path, batch_id: str) -> None:
    columns = told.columns_of(load())
    with parquet.ParquetFile(pa.BufferReader(vault.read(kept.path_of(folder, batch_id)))) as rows:
        _hold(set(told.FIXED) - {"batch_id"} <= set(rows.schema_arrow.names))
        for part in rows.iter_batches(batches.ROWS_TOGETHER):
            part.validate(full=True)
            for name, values in zip(part.schema.names, part.columns, strict=True):
                if name in columns:
                    values.cast(TYPES.get(columns[name], pa.string()))


def _withdrawal(_folder: Path, path: Path) -> None:
    _said(path, {"reason": text} | WHO)


def _answer(_folder: Path, path: Path) -> None:
    _said(path, {"question": text, "reply": text, "units?": [text]} | WHO)


def _layout(_folder: Path, path: Path) -> None:
    said = _said(path, LAYOUT)
    _hold(said["header"] is None or len(said["header"]) == 2)
    remembered.correction_of(said)


def _match(_folder: Path, path: Path) -> None:
    said = _said(path, {"person_id": key, "other_id": key, "same": yes_or_no} | WHO)
    _hold(path.stem == f"match-{said['person_id']}-{said['other_id']}")


def _mark(_folder: Path, path: Path) -> None:
    _said(
        path,
        {"key": text, "mark": one_of(*marks.MARKS), "note": text, "units?": [text], "groups?": [text]} | WHO,
    )


def _sample(folder: Path, path: Path, id_: str) -> None:
    said = _said(path, SAMPLE)
    _hold(said["id"] == id_ and all(one["stratum"] < len(said["strata"]) for one in said["doors"]))
    sample = spot_checks.load(folder, id_)
    spot_checks.drawn_again(folder, sample)


def _frame(_folder: Path, path: Path) -> None:
    gzip.decompress(vault.read(path))


def _erased(_folder: Path, path: Path) -> None:
    for line in log.lines(path):
        _hold(
            fits(
                line,
                {
                    "hashes?": [text],
                    "lifted?": [text],
                    "reason?": one_of(*erasing.REASONS),
                    "texts?": yes_or_no,
                },
            )
        )
        _hold("hashes" not in line or "reason" in line)


def _anything(_folder: Path, _path: Path, *_of: str) -> None:
    """An original, and a log whose lines are looked at where they are read."""


SORTS: dict[str, Callable[..., None]] = {
    rf"batches/({BATCH})/manifest\.json": _manifest,
    rf"batches/({BATCH})/rows\.parquet": _rows,
    rf"batches/({BATCH})/original/[^/]+": _anything,
    rf"withdrawals/{BATCH}\.json": _withdrawal,
    r"remembered/answer-[0-9a-f]{16}\.json": _answer,
    r"remembered/layout-[0-9a-f]{16}\.json": _layout,
    r"remembered/match-\d+-\d+\.json": _match,
    r"marks/[0-9a-f]{24}\.json": _mark,
    r"spot_checks/([0-9a-f]{12})\.json": _sample,
    r"spot_checks/[0-9a-f]{12}\.frame\.gz": _frame,
    r"spot_checks/[0-9a-f]{12}\.results\.jsonl": _anything,
    r"erasing\.json": lambda _folder, path: _hold(bool(_said(path, ERASING))),
    r"erased\.jsonl": _erased,
    r"id_salt": lambda _folder, path: _hold(bool(vault.read_text(path).strip())),
}
