"""What changes the data or leaves the page: a village's file taken in and undone, a rebuild, files for a meeting."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page

from bench.report.careboard import careboard
from bench.report.chromium import chromium, new_page, opened
from bench.report.figures import told
from bench.report.home import Town, say
from bench.report.machine import ROOT
from care import office
from care.definitions import load

MOST_SECONDS = 1800
TAKINGS, EXPORTS = 3, 5
FILES = {
    "deck": ["deck", "--out", "deck.pptx"],
    "word": ["word", "--out", "summary.docx"],
    "workbook": ["workbook", "--out", "book.xlsx"],
}


def rebuild(town: Town) -> dict:
    """The store from all batches, in a process of its own: seconds, its greatest memory, the store's size."""
    folder = town.copy("rebuilt")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    code = "import sys; from pathlib import Path; from care import office; from care.definitions import load; print(office.refresh(Path(sys.argv[1]), load(), anew=True))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-600:])
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = Path(done.stdout.split("\n")[-2]).stat().st_size / 2**20  # DuckDB draws its progress before
    say(f"  rebuilt in {seconds:.1f} s")
    return {
        "rebuild": told([seconds], "s"),
        "cpu": told([cpu], "s"),
        "memory_mb": round(after.ru_maxrss / 1024) if after.ru_maxrss > before.ru_maxrss else None,
        "store_mb": round(size),
    } | town.facts["known"]  # fmt: skip


def taking(town: Town) -> dict:
    """A village's 2,000 visits, on the page: dropped until understood; “take in” until its figures stand; undone."""
    folder, village = town.copy("taken"), town.facts["village"]
    rows: dict[str, list[float]] = {"understood": [], "taken": [], "figures": [], "undone": []}
    more, number = town.until(least=1), 0
    with careboard(town, folder) as server, chromium() as browser:
        page = new_page(browser, MOST_SECONDS)
        _view(page, server.address, village)
        while number < TAKINGS and more(number):
            _take(page, server.address, folder, village, rows)
            number += 1
            say(f"  taken in: { ({name: round(row[-1], 1) for name, row in rows.items()}) } s")
    return {name: told(row, "s") for name, row in rows.items()}


def _take(page: Page, address: str, folder: Path, village: str, rows: dict[str, list[float]]) -> None:
    before = _headline(page)
    page.goto(f"{address}/ledgers?lang=zh")
    page.locator("input[type=file]").wait_for(state="attached")
    started = time.perf_counter()
    page.locator("input[type=file]").set_input_files(str(folder / "village.xlsx"))
    button = page.locator("[class*=st-key-take_] button").first
    button.wait_for()
    rows["understood"].append(time.perf_counter() - started)
    started = time.perf_counter()
    button.click()
    page.locator("[class*=st-key-paper_] [data-testid=stAlert]").first.wait_for()
    rows["taken"].append(time.perf_counter() - started)
    _view(page, address, village)
    rows["figures"].append(time.perf_counter() - started)
    if _headline(page) == before:
        raise RuntimeError(f"the figures did not change: {before}")
    newest = max(path.name for path in (folder / "batches").iterdir())
    started = time.perf_counter()
    office.undo(folder, load(), newest, "sample")
    rows["undone"].append(time.perf_counter() - started)
    _view(page, address, village)
    if _headline(page) != before:
        raise RuntimeError(f"undone, yet {_headline(page)} is not {before}")


def _view(page: Page, address: str, village: str) -> None:
    opened(page, f"{address}/visits?lang=zh&unit={village}")


def _headline(page: Page) -> str:
    return page.locator(".st-key-headline_contact_rhythm").inner_text()


def exports(town: Town) -> dict:
    """Files of the whole, by the command line, its start-up taken off (it is measured beside them)."""
    folder = town.copy("exported")
    rows: dict[str, list[float]] = {"start_up": [], **{name: [] for name in FILES}}
    more, number = town.until(least=1), 0
    while number < EXPORTS and more(number):
        start_up = _start_up(folder)
        rows["start_up"].append(start_up)
        for name, words in FILES.items():
            rows[name].append(_seconds(folder, ["export", *words]) - start_up)
        number += 1
        say(f"  files: { ({name: round(row[-1], 1) for name, row in rows.items()}) } s")
    return {name: told(row, "s") for name, row in rows.items()}


def _start_up(folder: Path) -> float:
    return _seconds(folder, ["people", "--name", "nobody"], check=False)


def _seconds(folder: Path, words: list[str], check: bool = True) -> float:
    words = [str(folder / word) if word.endswith((".pptx", ".docx", ".xlsx")) else word for word in words]
    started = time.perf_counter()
    command = [sys.executable, "-m", "care", "--data", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS)
    if check and done.returncode:
        raise RuntimeError((done.stderr or done.stdout)[-600:])
    return time.perf_counter() - started
