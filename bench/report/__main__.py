"""python -m bench.report [--sizes 100000,1000000] [--sections pages,server] [--again] [--home DIR]

Measures CareBoard over towns of these sizes and writes docs/bench.md and docs/bench.json. What it makes (data, Superset)
and what it has measured stay in --home, so a run that was stopped goes on where it was; a section that was measured at
this commit is not measured again unless --again. Every line says when and what; nothing else should run meanwhile.
"""

import argparse
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from bench.report import deeds, pages, questions, servers, sessions
from bench.report.home import FIRST_PORT, Town, keep, kept, say
from bench.report.machine import conditions
from bench.report.writing import SECTIONS, write

MEASURES: dict[str, Callable[[Town], dict]] = {
    "rebuild": deeds.rebuild, "pages": pages.measure, "server": sessions.server_work, "sessions": sessions.crowds,
    "questions": questions.measure, "taking": deeds.taking, "exports": deeds.exports,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="100000", help="people, by commas")
    parser.add_argument("--sections", default=",".join(SECTIONS), help="'' only writes the report anew")
    parser.add_argument("--again", action="store_true", help="also what was measured at this commit")
    parser.add_argument("--home", type=Path, default=Path.home() / ".cache" / "careboard-bench")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--minutes", type=float, default=2, help="one deed may take; at least three runs")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="it and the two after it are used")
    asked = parser.parse_args()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, servers.stop)
    asked.home.mkdir(parents=True, exist_ok=True)
    sizes = [int(one) for one in asked.sizes.split(",")]
    for people in sizes:
        town = Town(asked.home, people, asked.runs, asked.minutes, asked.port)
        for section in filter(None, asked.sections.split(",")):
            _section(town, section, asked.again)
    measured = sorted(int(one.name) for one in (asked.home / "results").iterdir())
    write(asked.home, measured)
    say("docs/bench.md and docs/bench.json are written")


def _section(town: Town, section: str, again: bool) -> None:
    before = kept(town.home, town.people, section)
    done = before and "failed" not in before["found"]
    if done and not again and before["conditions"]["commit"] == conditions()["commit"]:
        say(f"{town.people:,} people: {section} was measured at this commit")
        return
    say(f"{town.people:,} people: {section}")
    began, started = conditions(), time.monotonic()
    try:
        town.ready()
        started = time.monotonic()
        found = MEASURES[section](town)
    except Exception as fault:  # it is told in the report, and must not cost the other sections
        say(f"{section} failed:\n{traceback.format_exc()}")
        found = {"failed": f"{type(fault).__name__}: {(str(fault).strip() or '?').splitlines()[0]}"[:300]}
    keep(town.home, town.people, section, found, began, time.monotonic() - started)


if __name__ == "__main__":
    main()
