"""The same done on the quick pandas page (bench/naive_app.py)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from bench.report.careboard import choose
from bench.report.chromium import new_page, opened, timed
from bench.report.home import Town
from bench.report.machine import ROOT
from bench.report.places import Places
from bench.report.servers import Server, served
from care.definitions import load


@contextmanager
def naive(town: Town) -> Iterator[Server]:
    port = town.port + 1
    words = [
        "run",
        str(ROOT / "bench" / "naive_app.py"),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    words += ["--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", *words]
    with served(command, port, town.home, town.log("naive"), NAIVE_STORE=str(town.store)) as server:
        yield server


class Naive:
    def __init__(self, address: str, browser: Browser, where: Places):
        self.address, self.browser, self.where = address, browser, where
        self.groups = list(load().groups)
        self.page = new_page(browser)
        self.first = opened(self.page, address)

    def cold(self, run: int) -> float:
        page = new_page(self.browser)
        took = opened(page, self.address)
        page.context.close()
        return took

    def group(self, run: int) -> float:
        return timed(self.page, lambda: choose(self.page, "group", self.groups[run % len(self.groups)]))

    def unit(self, run: int) -> float:
        towns = self.where.paths["town"]
        name = towns[run % len(towns)].rpartition("/")[2]
        return timed(self.page, lambda: choose(self.page, "town", name))
