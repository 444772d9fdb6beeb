"""Many people at once: sessions that change their filters every few seconds, over plain web sockets, without browsers.

`python -m bench.load ADDRESS PID --sessions 30 --seconds 120` speaks Streamlit's protocol (a rerun with another
address each time), counts answers, faults and slow ones, holds what each view says against what the same view says when nobody else
is there, before and after, and reads the server's memory. `--reopen` closes and opens a session after each view (a
soak). `--beside "python -m care import …"` runs a command once everybody is there: a view must say what was right
before it or what is right after it.
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


async def person(number: int, asked, until: float, seen: dict, units: list[str]) -> None:
    rng = random.Random(number)
    where = asked.address.replace("http", "ws") + "/_stcore/stream"
    while time.monotonic() < until:
        try:
            async with websockets.connect(
                where, subprotocols=["streamlit"], max_size=None, proxy=None
            ) as socket:
                while time.monotonic() < until:
                    page, unit = rng.choice(PAGES), rng.choice(units)
                    took, figures, fault = await view(socket, urlencode({"unit": unit, "lang": "en"}), page)
                    seen["times"].append(took)
                    seen["faults"].append(fault)
                    seen["figures"][page, unit].add(figures)
                    if asked.reopen:
                        break
                    await asyncio.sleep(rng.uniform(2, 4))
        except (OSError, TimeoutError, websockets.WebSocketException) as lost:
            seen["lost"].append(type(lost).__name__)
            await asyncio.sleep(1)


async def quiet(asked) -> dict[tuple[str, str], tuple[str, ...]]:
    """What each view says to one session alone."""
    where = asked.address.replace("http", "ws") + "/_stcore/stream"
    said = {}
    async with websockets.connect(where, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:
        for page in PAGES:
            for unit in asked.units.split(","):
                _, said[page, unit], _ = await view(socket, urlencode({"unit": unit, "lang": "en"}), page)
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
    seen = {"times": [], "faults": [], "lost": [], "figures": defaultdict(set)}
    until, line = time.monotonic() + asked.seconds, []
    work = asyncio.create_task(beside(asked.beside, 15)) if asked.beside else None
    people = [
        asyncio.create_task(person(n, asked, until, seen, asked.units.split(",")))
        for n in range(asked.sessions)
    ]
    while not all(one.done() for one in people):
        line.append(memory(asked.pid))
        await asyncio.sleep(max(asked.seconds / 12, 1))
    took = round(await work, 1) if work else None
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
        "memory_mb": line,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("pid", type=int)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--units", default="青溪镇,青溪镇/河东村,青溪镇/白沙村")
    parser.add_argument("--reopen", action="store_true")
    parser.add_argument("--beside", default="", metavar="COMMAND")
    print(json.dumps(asyncio.run(main(parser.parse_args()))))
