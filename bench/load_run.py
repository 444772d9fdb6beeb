"""The whole test of load: python -m bench.load_run FOLDER [--people 20000] [--rows 100000] [--sessions 30] [--port 8660].

1. FOLDER (new or empty) gets a town: `--people` people; with `--from DIR` a copy of that data directory instead.
2. `at_once`: the server, `--sessions` people who choose another page, unit or group every two to four seconds for at
   least `--seconds`, and beside them an import of `--rows` visits by another process. Nothing may fail, and each view
   must say what was right before the import or what is right after it.
3. `soak`: `--sessions` people who leave after each view and come again, for `--soak` seconds (twelve hours in small);
   then everybody leaves for `--rest` seconds, longer than the server remembers those who left.

Prints one line of JSON, and writes it to FOLDER/load.json: what bench.load says of each part, the conditions of the
machine, and `kept`: whether every promise was kept. Ends with exit code 1 where one was not.
"""

import argparse
import asyncio
import json
import shlex
import shutil
import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from bench import load as many
from bench.big_ledgers import TOWN, VILLAGES, contacts_csv, roster_xlsx, units_csv
from bench.report.machine import ROOT, conditions
from bench.report.servers import Server, served
from care import office
from care.definitions import load

GROUPS = ",elderly_alone,minimum_living"
GROWTH = 20.0  # MB a thousand sessions: below, the line is flat (noise of readings, free memory that is not given back)


def town(folder: Path, people: int) -> None:
    """A data directory with so many people in it, through the importer. Raises RuntimeError."""
    files = [("单位.csv", units_csv()), ("花名册.xlsx", roster_xlsx(people))]
    told = office.take_in(folder, files, load(), "bench", today=date(2026, 1, 20))
    if any(one.status != "taken" for one in told):
        raise RuntimeError([(one.file, one.status, one.problems[:2]) for one in told])


def served_on(folder: Path, data: Path, port: int) -> AbstractContextManager[Server]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    return served(command, port, ROOT, folder / "server.log", CAREBOARD_DATA=str(data))


def asked_of(asked: argparse.Namespace, server: Server, **how) -> argparse.Namespace:
    units = (
        ",".join([TOWN, *(f"{TOWN}/{one}" for one in VILLAGES[:2])]) if asked.source is None else asked.units
    )
    plain = {
        "reopen": False,
        "beside": "",
        "rest": 0,
        "sessions": asked.sessions,
        "groups": GROUPS,
        "units": units,
    }
    return argparse.Namespace(address=server.address, pid=server.pid, **plain | how)


def at_once(asked: argparse.Namespace, data: Path) -> dict:
    """Everybody, and the import beside them."""
    ledger = asked.folder / "走访台账.csv"
    ledger.write_bytes(contacts_csv(asked.rows, asked.people))
    words = [sys.executable, "-m", "care", "--data", str(data), "import", str(ledger)]
    with served_on(asked.folder, data, asked.port) as server:
        return asyncio.run(
            many.main(asked_of(asked, server, seconds=asked.seconds, beside=shlex.join(words)))
        )


def soak(asked: argparse.Namespace, data: Path) -> dict:
    """Many sessions, each of one view."""
    with served_on(asked.folder, data, asked.port) as server:
        return asyncio.run(
            many.main(asked_of(asked, server, seconds=asked.soak, reopen=True, rest=asked.rest))
        )


def faults(part: dict) -> list[str]:
    """Which promises a part did not keep."""
    found = [name for name in ("faults", "lost", "views_with_wrong_figures") if part[name]]
    grown = part["growth_mb_a_1000_sessions"]
    return found + (["growth"] if part["sessions_opened"] > 1000 and grown and grown > GROWTH else [])


def main() -> int:
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("folder", type=Path)
    asks.add_argument("--from", dest="source", type=Path, help="a data directory to copy")
    asks.add_argument("--units", default="青溪镇,青溪镇/河东村,青溪镇/白沙村", help="of --from")
    for name, default in (("people", 20_000), ("rows", 100_000), ("sessions", 30), ("seconds", 300), ("soak", 3600),
                          ("rest", 180), ("port", 8660)):  # fmt: skip
        asks.add_argument(f"--{name}", type=int, default=default)
    asked = asks.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        asks.error(f"{asked.folder} is not empty")
    data = asked.folder / "data"
    if asked.source:
        shutil.copytree(asked.source, data)
    else:
        town(data, asked.people)
    began = conditions()
    parts = {"at_once": at_once(asked, data)} | ({"soak": soak(asked, data)} if asked.soak else {})
    kept = {name: faults(part) or "kept" for name, part in parts.items()}
    told = json.dumps(parts | {"kept": kept, "began": began}, ensure_ascii=False)
    (asked.folder / "load.json").write_text(told + "\n", "utf-8")
    print(told)
    return 0 if set(map(str, kept.values())) == {"kept"} else 1


if __name__ == "__main__":
    sys.exit(main())
