"""The running dashboard with the sample town in it, and a headless Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve(data: Path, *options: str, port: int = 0) -> tuple[subprocess.Popen, str]:
    """Start a dashboard on a free port of this machine; returns the process and its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"CAREBOARD_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return process, address
    process.kill()
    raise RuntimeError("the dashboard did not start")


@pytest.fixture(scope="session")
def address(town):
    process, where = serve(town)
    yield where
    process.terminate()
    process.wait(20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that failed says what stood on its page: elsewhere nobody can look."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if report.when == "call" and report.failed and page is not None:
        dialogs = page.locator("[data-testid=stDialog]").all_inner_texts()
        report.sections.append(("page", "\n".join([page.url, *(dialogs or [page.inner_text("body")])])))
    return report


@pytest.fixture(scope="session")
def chromium():
    own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A wide page in Chinese."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def settled(page, address: str, path: str = "/") -> None:
    """Open an address and wait until the page is drawn and quiet."""
    page.goto(address + path)
    page.wait_for_selector("h1", timeout=60_000)
    quiet(page)


def quiet(page) -> None:
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget]') && !document.querySelector('[data-testid=stSkeleton]')"
        " && !document.querySelector('[data-stale=true]')",
        timeout=60_000,
    )
    page.wait_for_timeout(400)


def fill_in(page, field, text: str) -> None:
    """Fill a field of a form and leave it, as a person does: leaving may move what stands below."""
    field.fill(text)
    field.press("Tab")
    quiet(page)
