"""Many people at once: sessions that change their filters every few seconds, over plain web sockets, without browsers.

`python -m bench.load ADDRESS PID --sessions 30 --seconds 120` speaks Streamlit's protocol (a rerun with another
address each time), counts answers, faults and slow ones, holds what each view says against what the same view says when nobody else
is there, before and after, and reads the server's memory. `--reopen` closes and opens a session after each view (a
soak: what closed sessions leave behind shows as `growth`, megabytes a thousand sessions over the last two thirds).
`--beside "python -m care import …"` runs a command once everybody is there, and everybody stays until it has ended: a
view must say what was right before it or what is right after it. `python -m bench.load_run` does the whole.
"""

import argparse
import asyncio
import json
import random
import shlex
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAGES = ("overview", "pairing", "visits", "groups")


def memory(pid: int) -> int:
    """Resident megabytes of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


async def view(socket, query: str, page: str) -> tuple[float, tuple[str, ...], bool]:
    """Ask for one view: seconds, the figures it shows, whether it told of a fault."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = page
    started, figures, fault = time.perf_counter(), [], False
    await socket.send(ask.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(socket.recv(), 120))
        kind = told.WhichOneof("type")
        if kind == "delta" and told.delta.HasField("new_element"):
            element = told.delta.new_element
            figures += [element.metric.body] if element.HasField("metric") else []
            fault |= element.HasField("exception") or element.HasField("alert")
        if kind == "script_finished" and told.script_finished in (0, 2):
            return time.perf_counter() - started, tuple(figures), fault


def address(unit: str, group: str) -> str:
    return urlencode({"unit": unit, "lang": "en"} | ({"group": group} if group else {}))


def views(asked) -> list[tuple[str, str, str]]:
    """Every view that may be asked for: page, unit, group ('' = all)."""
    return list(product(PAGES, asked.units.split(","), asked.groups.split(",")))


async def person(number: int, asked, goes_on: Callable[[], bool], seen: dict) -> None:
    rng = random.Random(number)
    where, may = asked.address.replace("http", "ws") + "/_stcore/stream", views(asked)
    while goes_on():
        try:
            async with websockets.connect(
                where, subprotocols=["streamlit"], max_size=None, proxy=None
            ) as socket:
                seen["opened"] += 1
                while goes_on():
                    page, unit, group = rng.choice(may)
                    took, figures, fault = await view(socket, address(unit, group), page)
                    seen["times"].append(took)
                    seen["faults"].append(fault)
                    seen["figures"][page, unit, group].add(figures)
                    if asked.reopen:
                        break
                    await asyncio.sleep(rng.uniform(2, 4))
        except (OSError, TimeoutError, websockets.WebSocketException) as lost:
            seen["lost"].append(type(lost).__name__)
            await asyncio.sleep(1)


async def quiet(asked) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What each view says to one session alone."""
    where = asked.address.replace("http", "ws") + "/_stcore/stream"
    said = {}
    async with websockets.connect(where, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:
        for page, unit, group in views(asked):
            _, said[page, unit, group], _ = await view(socket, address(unit, group), page)
    return said


async def beside(command: str, seconds: float) -> float:
    """Run `command` after so many seconds; how long it took. Raises CalledProcessError."""
    await asyncio.sleep(seconds)
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*shlex.split(command), stdout=subprocess.DEVNULL)
    if await process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - started


async def main(asked) -> dict:
    before = await quiet(asked)
    seen = {"times": [], "faults": [], "lost": [], "opened": 0, "figures": defaultdict(set)}
    until, line = time.monotonic() + asked.seconds, []
    work = asyncio.create_task(beside(asked.beside, 15)) if asked.beside else None

    def goes_on() -> bool:
        return time.monotonic() < until or (work is not None and not work.done())

    people = [asyncio.create_task(person(n, asked, goes_on, seen)) for n in range(asked.sessions)]
    while not all(one.done() for one in people):
        line.append((seen["opened"], memory(asked.pid)))
        await asyncio.sleep(max(asked.seconds / 60, 1))
    took = round(await work, 1) if work else None
    if asked.rest:
        await asyncio.sleep(asked.rest)
    rested = memory(asked.pid)
    after = await quiet(asked)
    times = sorted(seen["times"]) or [0.0]
    wrong = [one for one, told in seen["figures"].items() if told - {before[one], after[one]}]
    return {
        "views": len(seen["times"]),
        "faults": sum(seen["faults"]),
        "lost": seen["lost"][:5],
        "views_with_wrong_figures": len(wrong),
        "views_changed_by_the_command": sum(before[one] != after[one] for one in before),
        "command_s": took,
        "median_s": round(statistics.median(times), 2),
        "p95_s": round(times[int(len(times) * 0.95)], 2),
        "memory_mb": [mb for _, mb in line],
        "sessions_opened": seen["opened"],
        "memory_rested_mb": rested,
        "growth_mb_a_1000_sessions": growth(line[len(line) // 3 :]),
    }


def growth(line: list[tuple[int, int]]) -> float | None:
    """Megabytes that each thousand sessions more leave behind (least squares); None where no more were opened."""
    opened = [at for at, _ in line]
    if len(set(opened)) < 3:
        return None
    return round(statistics.linear_regression(opened, [mb for _, mb in line]).slope * 1000, 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("pid", type=int)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--units", default="青溪镇,青溪镇/河东村,青溪镇/白沙村")
    parser.add_argument("--groups", default="", help="ids, with commas; '' = all groups")
    parser.add_argument("--reopen", action="store_true")
    parser.add_argument(
        "--rest", type=float, default=0, help="seconds before memory is read once more, nobody there"
    )
    parser.add_argument("--beside", default="", metavar="COMMAND")
    print(json.dumps(asyncio.run(main(parser.parse_args()))))
