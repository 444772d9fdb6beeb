"""What people do on CareBoard's pages, each timed until the last thing is drawn."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from bench.report.chromium import new_page, opened, timed
from bench.report.home import Town
from bench.report.machine import ROOT
from bench.report.places import Places
from bench.report.servers import Server, served
from care.definitions import load


@contextmanager
def careboard(town: Town, data: Path) -> Iterator[Server]:
    """The dashboard over `data`, as it is started for an office."""
    words = ["run", "app.py", "--server.port", str(town.port)]
    command = [sys.executable, "-m", "bench.report.as_sample", *words]
    with served(command, town.port, ROOT, town.log("careboard"), CAREBOARD_DATA=str(data)) as server:
        yield server


class Visits:
    """The page of visits: two headlines, six charts, a list."""

    def __init__(self, address: str, browser: Browser, where: Places):
        self.address, self.browser, self.where = address, browser, where
        self.groups = [(id_, one.name["zh"]) for id_, one in load().groups.items()]
        self.page = new_page(browser)
        self.first = opened(self.page, self.url())

    def url(self, **filters: str) -> str:
        said = "".join(f"&{key}={quote(value)}" for key, value in filters.items())
        return f"{self.address}/visits?lang=zh{said}"

    def _begin(self, run: int) -> None:
        """The first run of a deed finds the page as it is opened, whatever was done before."""
        if run == 0:
            opened(self.page, self.url())

    def cold(self, run: int) -> float:
        """A visitor who was never here opens the page."""
        page = new_page(self.browser)
        took = opened(page, self.url())
        page.context.close()
        return took

    def group(self, run: int) -> float:
        """Another group, never asked for before as long as there are any."""
        self._begin(run)
        id_, name = self.groups[run % len(self.groups)]
        took = timed(self.page, lambda: choose(self.page, "pick_group", name))
        assert id_ in self.page.url, self.page.url
        return took

    def unit(self, run: int) -> float:
        """Another unit by the list of units."""
        self._begin(run)
        unit = self.where.turns[run % len(self.where.turns)]
        return timed(self.page, lambda: choose(self.page, "pick_unit", unit.rpartition("/")[2]))

    def day(self, run: int) -> float:
        """A day never asked for before."""
        self._begin(run)
        self.page.locator(".st-key-pick_day [data-type=day]").focus()
        self.page.keyboard.press("ArrowDown")  # the day before the one that is shown

        def act() -> None:  # a click elsewhere says that it is meant
            self.page.locator("h1").first.click()

        return timed(self.page, act)

    def drill(self, run: int) -> float:
        """A click on a bar of the chart by unit leads into that unit."""
        above, bar = self._drills()[run]
        opened(self.page, self.url(unit=above))
        points = self.page.locator("[class*=st-key-chart_contact_rhythm_unit] .point")
        return timed(self.page, lambda: points.nth(bar).click(force=True))

    def _drills(self) -> list[tuple[str, int]]:
        """(unit, which of its bars)."""
        above = [self.where.top, *self.where.paths["county"], *self.where.paths["town"]]
        return [(one, bar) for one in above for bar in range(len(self.where.below(one)))]

    def list(self, run: int) -> float:
        """The list behind the headline; then its next pages."""
        if run == 0:
            opened(self.page, self.url())
            button = self.page.locator("[class*=st-key-list_headline_contact_rhythm] button").first
            return timed(self.page, button.click)
        pages = self.page.locator("[role=dialog] [data-testid=stPagination] button")
        return timed(self.page, pages.last.click)

    def gaps(self, run: int) -> float:
        """The page of all gaps, of another unit."""
        page = new_page(self.browser) if run == 0 else self.gap_page
        self.gap_page: Page = page
        if run == 0:
            return opened(page, f"{self.address}/gaps?lang=zh")
        unit = self.where.turns[run % len(self.where.turns)]
        return timed(page, lambda: choose(page, "pick_unit", unit.rpartition("/")[2]))


def choose(page: Page, key: str, label: str) -> None:
    """Type into a list of choices and take the first that fits."""
    page.locator(f".st-key-{key} input").click()
    page.keyboard.type(label)
    page.keyboard.press("Enter")
