"""What people do in the browser, on CareBoard and beside it on the other two, in turns."""

from collections.abc import Callable
from contextlib import ExitStack

from playwright.sync_api import Error

from bench.report.careboard import Visits, careboard
from bench.report.chromium import chromium
from bench.report.figures import told
from bench.report.home import Town, say
from bench.report.machine import settle
from bench.report.naive import Naive, naive
from bench.report.places import places
from bench.report.superset import Board, superset

COMPARED = ("cold", "group", "unit")  # what all three can do
OWN = ("drill", "list", "gaps", "day")


def measure(town: Town) -> dict:
    """By app and deed: told(). `first`: the first page after the server's start."""
    where, failed = places(town.store), {}
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        server = stack.enter_context(careboard(town, town.data))
        apps: dict[str, object] = {"careboard": Visits(server.address, browser, where)}
        say(f"  first page {apps['careboard'].first:.0f} ms")
        for name, start in (("naive", _naive), ("superset", _superset)):
            try:
                apps[name] = start(stack, town, browser, where)
                say(f"  {name}: first page {apps[name].first:.0f} ms")
            except Exception as fault:  # what cannot be compared is said, the rest is measured
                failed[name] = f"{type(fault).__name__}: {fault}"[:400]
                say(f"  {name} is left out: {failed[name]}")
        found = {name: {"first": told([app.first])} for name, app in apps.items()}
        for deed in COMPARED:
            for name, row in in_turns(town, {name: getattr(app, deed) for name, app in apps.items()}).items():
                found[name][deed] = told(row)
                say(
                    f"  {deed}, {name}: {found[name][deed].get('median')} ms, p95 {found[name][deed].get('p95')}"
                )
        for deed in OWN:
            (row,) = in_turns(town, {"careboard": getattr(apps["careboard"], deed)}).values()
            found["careboard"][deed] = told(row)
            say(f"  {deed}: {told(row).get('median')} ms, p95 {told(row).get('p95')}")
        found["careboard"]["memory_mb"] = round(server.memory_mb)
    return found | {"left_out": failed}


def in_turns(town: Town, deeds: dict[str, Callable[[int], float]]) -> dict[str, list[float]]:
    """Each deed by its run's number, one after the other, so that a busy minute falls on all. One that fails does not
    go on."""
    rows: dict[str, list[float]] = {name: [] for name in deeds}
    more, number = town.until(), 0
    while deeds and more(number):
        for name, deed in list(deeds.items()):
            settle()
            try:
                rows[name].append(deed(number))
            except Error as fault:
                say(f"  {name}, run {number}: {fault.message.splitlines()[0]}")
                del deeds[name]
        number += 1
    return rows


def _naive(stack: ExitStack, town: Town, browser, where) -> Naive:
    return Naive(stack.enter_context(naive(town)).address, browser, where)


def _superset(stack: ExitStack, town: Town, browser, where) -> Board:
    server, path = stack.enter_context(superset(town))
    password = (town.home / f"superset-{town.people}" / "secret").read_text()
    return Board(server, path, browser, where, password)
