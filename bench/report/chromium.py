"""A headless Chromium with a clock in its pages: from the click (or the address) until the last thing is drawn."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CLOCK = (Path(__file__).parent / "clock.js").read_text("utf-8")
QUIET_MS = 700  # without any drawing: it was the last one
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Streamlit says in the page whether its script runs; charts come after it. Superset's charts each fetch their rows.
READY = {
    "streamlit": """quiet => { const b = __bench, now = performance.now(), last = Math.max(b.drawn, b.painted, b.idle)
        return document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
            && !document.querySelector("[data-testid=stSkeleton], [data-stale=true]")
            && (b.asked ? b.ran > b.asked && b.idle > b.ran : document.querySelector(".js-plotly-plot .main-svg"))
            && Math.max(b.drawn, b.painted) > b.asked && now - last > quiet }""",
    "superset": """quiet => { const b = __bench
        return b.sent && !b.waiting && !document.querySelector(".dashboard .loading, .dashboard [data-test=loading-indicator]")
            && b.drawn > b.asked && performance.now() - b.drawn > quiet }""",
}  # fmt: skip
# Superset's canvases are not waited for: that favours it a little.
TOOK = {
    "streamlit": "() => Math.max(__bench.drawn, __bench.painted) - __bench.asked",
    "superset": "() => __bench.drawn - __bench.asked",
}


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=ARGS)
        yield browser
        browser.close()


def new_page(browser: Browser, timeout: float = 300) -> Page:
    """A page of a fresh visitor: no cookies, nothing cached. `timeout` in seconds."""
    context = browser.new_context(viewport={"width": 1440, "height": 2200}, locale="zh-CN")
    context.add_init_script(CLOCK)
    page = context.new_page()
    page.set_default_timeout(timeout * 1000)
    return page


def opened(page: Page, address: str, kind: str = "streamlit") -> float:
    """Milliseconds from the address to the last chart drawn."""
    page.goto(address, wait_until="commit")
    return _until_drawn(page, kind)


def timed(page: Page, act: Callable[[], object], kind: str = "streamlit") -> float:
    """Milliseconds from the last click (or Enter) of `act` to the last chart drawn."""
    page.evaluate("__benchAgain()")
    act()
    return _until_drawn(page, kind)


def _until_drawn(page: Page, kind: str) -> float:
    page.wait_for_function(READY[kind], arg=QUIET_MS, polling=100)
    return page.evaluate(TOOK[kind])
