"""The server alone, without a browser: the work of one filter change, and many people at once (bench.load)."""

import argparse
import asyncio
from urllib.parse import urlencode

import websockets

from bench import load as many
from bench.report.careboard import careboard
from bench.report.figures import told
from bench.report.home import Town, say
from bench.report.places import places
from bench.report.servers import Server
from care.definitions import load

PEOPLE = (1, 5, 20)
SECONDS = 40


def server_work(town: Town) -> dict:
    """One filter change: from the wish on the socket to the end of the script, and the processor time it took. `again`:
    the same views once more, answers kept."""
    top = places(town.store).top
    with careboard(town, town.data) as server:
        return asyncio.run(_changes(town, server, top))


async def _changes(town: Town, server: Server, top: str) -> dict:
    found: dict[str, dict] = {}
    async with _socket(server) as socket:
        for page in ("visits", "overview", "gaps"):
            await many.view(socket, urlencode({"lang": "zh"}), page)
            groups = list(load().groups)
            for way in ("new", "again"):
                row = await _row(town, server, socket, top, page, way, groups)
                groups = groups[: row[f"{page}_{way}"]["runs"]]  # again is what was new
                found |= row
    return found


async def _row(town: Town, server: Server, socket, top: str, page: str, way: str, groups: list[str]) -> dict:
    took, cpu = [], []
    more = town.until()
    for number, group in enumerate(groups):
        if not more(number):
            break
        before = server.cpu_ms
        seconds, _, fault = await many.view(
            socket, urlencode({"lang": "zh", "unit": top, "group": group}), page
        )
        if fault:
            raise RuntimeError(f"{page} {group}: the page tells of a fault")
        took.append(seconds * 1000)
        cpu.append(server.cpu_ms - before)
    say(f"  {page}, {way}: {told(took)['median']} ms, processor {told(cpu)['median']} ms")
    return {f"{page}_{way}": told(took), f"{page}_{way}_cpu": told(cpu)}


def crowds(town: Town) -> dict:
    """1, 5 and 20 sessions, each looking at another view every two to four seconds; memory of the server."""
    where, found = places(town.store), {}
    units = [where.top, *where.turns[:3], *where.paths["village"][:6]]
    for number in PEOPLE:
        with careboard(town, town.data) as server:
            asyncio.run(_warm(server))
            asked = argparse.Namespace(
                address=server.address, pid=server.pid, sessions=number, units=",".join(units),
                seconds=SECONDS, reopen=False, beside="", groups="", rest=0,
            )  # fmt: skip
            one = asyncio.run(many.main(asked))
            found[str(number)] = one | {
                "memory_mb": one["memory_mb"][-1],
                "memory_most_mb": max(one["memory_mb"]),
            }
            say(f"  {number} sessions: {found[str(number)]}")
    spread = found[str(PEOPLE[-1])]["memory_mb"] - found[str(PEOPLE[0])]["memory_mb"]
    return found | {"memory_a_session_mb": round(spread / (PEOPLE[-1] - PEOPLE[0]), 1)}


async def _warm(server: Server) -> None:
    async with _socket(server) as socket:
        await many.view(socket, urlencode({"lang": "en"}), "visits")


def _socket(server: Server):
    where = server.address.replace("http", "ws") + "/_stcore/stream"
    return websockets.connect(where, subprotocols=["streamlit"], max_size=None, proxy=None)
