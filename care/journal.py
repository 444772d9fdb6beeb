"""The process's log: one line of JSON each, on stderr and in DIR/logs, about the program and never about people.

A fault's message may hold what it stumbled over (a name, a number), and a traceback the line with it: of a fault only
its kind and its places in the code are written, whoever logs it.
"""

import contextlib
import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER, FILE = "logs", "careboard.jsonl"
LARGEST, KEPT = 2_000_000, 5  # bytes a file, files
DEEPEST = 12  # places in the code that are told, the nearest to the fault last
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")  # control signs
ROOT = Path(__file__).resolve().parents[1]


def fault_of(error: BaseException) -> dict:
    """A fault without what it holds: its kind, where it happened, and what it came from."""
    places = [
        f"{_short(one.filename)}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    said = {"kind": type(error).__qualname__, "at": places[-DEEPEST:]}
    return said | ({"cause": type(cause).__qualname__} if cause else {})


def _short(file: str) -> str:
    """A file's name without where this installation lies."""
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname, "by": record.name, "says": record.getMessage()}
        fault = getattr(record, "fault", None)
        return json.dumps(said | ({"fault": fault} if fault else {}), ensure_ascii=False)


def _scrubbed(make):
    """A maker of records that keeps no exception, only what may be said of it; so for every logger of the process."""

    def factory(*args, **kwargs) -> logging.LogRecord:
        record = make(*args, **kwargs)
        _on_one_line(record)
        if record.exc_info and record.exc_info[1] is not None:
            record.fault = fault_of(record.exc_info[1])
            record.exc_text = json.dumps(record.fault)
        record.exc_info = None
        return record

    factory.scrubs = True
    return factory


def _on_one_line(record: logging.LogRecord) -> None:
    """What strangers sent and a library tells must not look like lines of the log, nor steer a terminal."""
    with contextlib.suppress(TypeError, ValueError):
        said = record.getMessage()
        if STEERS.search(said):
            record.msg, record.args = STEERS.sub(" ", said), ()


def begin(folder: Path) -> None:
    """From now on this process logs so. A directory that cannot be written to has its log on stderr only."""
    make = logging.getLogRecordFactory()
    if not getattr(make, "scrubs", False):
        logging.setLogRecordFactory(_scrubbed(make))
    log = logging.getLogger("careboard")
    for old in log.handlers:
        old.close()
    log.handlers = [logging.StreamHandler(sys.stderr), *_to_file(folder)]
    for handler in log.handlers:
        handler.setFormatter(Lines())
    log.setLevel(logging.INFO)
    log.propagate = False


def _to_file(folder: Path) -> list[logging.Handler]:
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        return [
            RotatingFileHandler(
                folder / FOLDER / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=False
            )
        ]
    except OSError:
        return []
