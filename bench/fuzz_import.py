"""Mutated and hostile files against the importer: python -m bench.fuzz_import --runs 20000 --seed 1.

Each run is a function of (seed, number), so a finding can be repeated: --only NUMBER. Results are one line a run in
OUT/seed-S.jsonl; a second call goes on where the first ended. Hostile files go through the real child process; the
others are parsed in a worker, and a file that kills or stops the worker is judged again through the child process.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from bench.fuzzing import cells, changes, hostile, judging, keeping
from bench.fuzzing.bases import Base, bases

SHARES = {"cheap": 70, "cell": 24, "hostile": 6}
PATIENCE = 120.0  # seconds without a word after which a worker is given up (a busy machine is no hang)
BLOCK = 1_000  # runs of one worker, so that its memory stays small
MEMORY = 2 * 2**30  # bytes of a worker: a file that asks for more kills it at once, and not the machine


def case(seed: int, number: int) -> tuple[changes.Change, Base, bool]:
    """(change, base, parse in the worker) of one run."""
    rng = random.Random(f"{seed}/{number}")
    sort = rng.choices(list(SHARES), list(SHARES.values()))[0]
    base = rng.choice(bases())
    if sort == "hostile":
        return hostile.make(rng), base, False
    if sort == "cell":
        change = cells.change_cell(rng, base, judging.sound(base)[0])
        if change:
            return change, base, True
    maker = rng.choices(list(changes.CHEAP), list(changes.CHEAP.values()))[0]
    return maker(rng, base), base, True


def run(seed: int, number: int, through_child: bool = False) -> dict:
    change, base, in_process = case(seed, number)
    outcome = judging.judge(change, base, in_process and not through_child)
    return {
        "run": number,
        "base": base.name,
        "change": change.what,
        "in_process": in_process and not through_child,
        "status": outcome.status,
        "codes": outcome.codes,
        "seconds": outcome.seconds,
        "mb": outcome.megabytes,
        "finding": outcome.finding,
    }


def work(seed: int, first: int, last: int) -> None:
    """The worker: says which run it begins, then what came of it."""
    limit_memory()
    for number in range(first, last):
        print(json.dumps({"begin": number}), flush=True)
        print(json.dumps(run(seed, number), ensure_ascii=False), flush=True)


def limit_memory() -> None:
    """Only POSIX has such a limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def watch(seed: int, first: int, last: int, out: Path) -> int:
    """Run a worker over a block and write its results; returns the next number to do."""
    process = spawn(seed, "--work", str(first), str(last))
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=pour, args=(process, lines), daemon=True).start()
    done, begun = first, first
    with out.open("a", encoding="utf-8") as file:
        while line := next_line(lines):
            record = json.loads(line)
            if "begin" in record:
                begun = record["begin"]
                continue
            file.write(line)
            file.flush()
            done = record["run"] + 1
        process.kill()
        process.wait()
        if done < last and begun == done:
            file.write(json.dumps(again(seed, done), ensure_ascii=False) + "\n")
            done += 1
    return done


def pour(process: subprocess.Popen, lines: queue.Queue[str]) -> None:
    """Put every line of the worker into the queue as it comes, then '' for its end."""
    for line in process.stdout:
        lines.put(line)
    lines.put("")


def next_line(lines: queue.Queue[str]) -> str:
    """The worker's next line; '' when it has ended or said nothing for too long."""
    try:
        return lines.get(timeout=PATIENCE)
    except queue.Empty:
        return ""


def again(seed: int, number: int) -> dict:
    """A run that killed or stopped the worker, judged through the real reader in a process of its own."""
    process = spawn(seed, "--only", str(number), "--through-child")
    try:
        text, _ = process.communicate(timeout=300)
        return json.loads(text.splitlines()[-1]) | {"worker": "died"}
    except (subprocess.TimeoutExpired, IndexError, ValueError):
        process.kill()
        return {
            "run": number,
            "change": "?",
            "status": "died",
            "codes": [],
            "seconds": 300,
            "mb": 0,
            "finding": "crash or hang through the real reader too",
        }


SETTINGS = {"PYTHONUTF8": "1", "RUST_BACKTRACE": "0"}  # to tell of a backtrace takes a second


def settings(kept: str) -> dict[str, str]:
    """For the workers: where they keep what all need, and a folder in memory for what they write."""
    memory = {"TMPDIR": "/dev/shm"} if Path("/dev/shm").is_dir() else {}
    return {keeping.PLACE: kept} | memory


def spawn(seed: int, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "bench.fuzz_import", "--seed", str(seed), *options]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | SETTINGS,
        bufsize=1,
    )


def report(out: Path) -> int:
    """Print what was run and found; returns the number of findings."""
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    print(f"{len(records)} runs; {Counter(record['status'] for record in records)}")
    print(
        f"slowest {max(record['seconds'] for record in records)} s, most memory {max(record['mb'] for record in records)} MB (child processes)"
    )
    print(
        f"through the child process: {sum(not record.get('in_process') for record in records)}; workers lost: {sum('worker' in record for record in records)}"
    )
    found = [record for record in records if record["finding"]]
    for record in found:
        print(
            f"--only {record['run']}: {record.get('base', '')} | {record['change']} | {record['status']} {record['codes']} | {record['finding']}"
        )
    print(f"{len(found)} findings")
    return len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--only", type=int)
    parser.add_argument("--through-child", action="store_true")
    parser.add_argument("--work", type=int, nargs=2)
    parser.add_argument("--report", action="store_true", help="only say what was found so far")
    options = parser.parse_args()
    if options.work:
        work(options.seed, *options.work)
        return 0
    if options.only is not None:
        print(json.dumps(run(options.seed, options.only, options.through_child), ensure_ascii=False))
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    out = options.out / f"seed-{options.seed}.jsonl"
    done = len(out.read_text("utf-8").splitlines()) if out.exists() else 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-kept-") as folder:
        os.environ.update(settings(folder))
        while done < options.runs and not options.report:
            done = watch(options.seed, done, min(done + BLOCK, options.runs), out)
    print(f"{time.monotonic() - start:.0f} s")
    return 1 if report(out) else 0


if __name__ == "__main__":
    sys.exit(main())
