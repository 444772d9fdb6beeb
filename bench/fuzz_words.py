"""Hostile words everywhere but in ledgers: python -m bench.fuzz_words --runs 20000 --seed 1 --data DIR [--pages 50] [--files 300].

Each run is a function of (seed, number): a search, a note, a finding, a passage, a grant, a setting, a sheet, a logged
message, or a damaged line in a log (bench/fuzzing/words.py); what must hold is in the function of its name. DIR (a data
directory with a town in it) is copied. `--pages` opens so many pages with hostile addresses besides, `--files` makes so
many files (bench/fuzzing/documents.py). Prints one line a finding and the number of runs by sort.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.fuzzing import documents
from bench.fuzzing.texts import text
from bench.fuzzing.words import SORTS, Desk, fresh
from care import office
from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING

ROOT = Path(__file__).resolve().parents[1]
Run = tuple[str, Callable[[], None]]


def page(number: int, seed: int, folder: Path) -> None:
    """A page with a hostile address: no exception, nothing of it as HTML."""
    from streamlit.testing.v1 import AppTest

    rng = random.Random(f"{seed}/page/{number}")
    os.environ["CAREBOARD_DATA"] = str(folder)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    at.switch_page(f"pages/{rng.choice(sorted(path.stem for path in (ROOT / 'pages').glob('*.py')))}.py")
    for place in (
        "unit",
        "group",
        "day",
        "lang",
        "about",
        "person",
        "cards",
        "check",
        "severity",
        "indicator",
        "door",
    ):
        at.query_params[place] = text(rng)[:3000]
    at.run()
    assert not at.exception, at.exception
    assert "<script>alert" not in " ".join(one.value for one in at.markdown)


def desk_of(town: Path, folder: Path) -> Desk:
    """A data directory that may be spoilt, beside a town that is asked."""
    store = office.current(town, load())
    answers, ask = Answers(store, EVERYTHING, load()), Ask("on_roll", store.as_of)
    folder.mkdir()
    (folder / "id_salt").write_text("x", "utf-8")
    return Desk(folder, answers, ask, answers.rows(ask, "all").total)


def runs(asked: argparse.Namespace, place: Path) -> Iterator[Run]:
    """(sort and number, what is done), each a function of seed and number."""
    town = Path(shutil.copytree(asked.data, place / "live")) if asked.runs or asked.pages else None
    desk = desk_of(town, place / "logs") if asked.runs else None
    for number in range(asked.first, asked.first + asked.runs):
        rng = random.Random(f"{asked.seed}/{number}")
        sort = rng.choices(list(SORTS), list(SORTS.values()))[0]
        yield f"{sort.__name__} {number}", lambda sort=sort, rng=rng: sort(rng, desk)
        if number % 200 == 0:
            yield f"fresh {number}", lambda: fresh(desk)
    for number in range(asked.pages):
        yield f"page {number}", lambda number=number: page(number, asked.seed, town)
    for number in range(asked.first, asked.first + asked.files):
        where = place / f"office{number // documents.EACH}"
        yield f"file {number}", lambda number=number, where=where: documents.file(number, asked.seed, where)


def main() -> int:
    asks = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("runs", 2000), ("seed", 1), ("first", 0), ("pages", 0), ("files", 0)):
        asks.add_argument(f"--{name}", type=int, default=default)
    asks.add_argument("--data", type=Path)
    asked = asks.parse_args()
    if asked.data is None and (asked.runs or asked.pages):
        asks.error("--data DIR, or --runs 0 --files N")
    done, faults = Counter(), 0
    with tempfile.TemporaryDirectory() as name:
        for what, do in runs(asked, Path(name)):
            done[what.partition(" ")[0]] += 1
            try:
                do()
            except Exception as fault:
                faults += 1
                where = traceback.extract_tb(fault.__traceback__)[-1]
                said = (
                    f"{type(fault).__name__} {str(fault)[:300]!r} {Path(where.filename).name}:{where.lineno}"
                )
                print(f"{what}: {said}", flush=True)
    print(json.dumps(done), f"findings: {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
