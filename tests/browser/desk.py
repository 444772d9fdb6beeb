"""What a clerk does on the ledgers page, as the browser's tests do it."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import ROOT, quiet


def care(folder: Path, *words: str):
    """What the command line answers."""
    command = [sys.executable, "-m", "care", "--data", str(folder), "--json", *words]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def on_roll(folder: Path) -> int:
    return care(folder, "answer", "on_roll")["due"]


def drop(page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(one) for one in files])
    page.locator("[class*=st-key-paper_]").first.wait_for(timeout=60_000)
    read(page)


def read(page) -> None:
    """Wait until nothing is being read, written or worked out."""
    page.wait_for_timeout(700)
    page.locator(".st-key-working").wait_for(state="detached", timeout=120_000)
    quiet(page)


def take(page) -> str:
    """Press “take in” twice, as impatient people do; returns the card's outcome."""
    page.locator("[class*=st-key-take_] button").first.dblclick()
    said = page.locator("[class*=st-key-paper_] [data-testid=stAlert]").first
    said.wait_for(timeout=60_000)
    quiet(page)
    return said.inner_text()


def undo_newest(page) -> None:
    """Undo the newest import in force."""
    lines = page.locator("[class*=st-key-foot_batch_]").filter(has_not_text=re.compile("已撤销|undone"))
    lines.first.locator("button").click()
    page.get_by_role("dialog").wait_for()
    quiet(page)
    page.locator("[class*=st-key-undo_now_] button").click()
    page.get_by_role("dialog").wait_for(state="detached", timeout=60_000)
    quiet(page)


def unfold(page, key: str) -> None:
    """Open an expander by its key."""
    page.locator(f"[class*=st-key-{key}] summary").first.click()
    quiet(page)


def choose_meaning(page, row: int, meaning: str) -> None:
    """In the table of columns: double-click “read as” in a row (from 0) and choose."""
    grid = page.locator("[class*=st-key-columns_] canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.dblclick(box["x"] + 56 + (box["width"] - 56) * 0.6, box["y"] + 35 * (row + 1) + 17)
    page.locator("#portal input").first.wait_for()
    page.keyboard.type(meaning, delay=20)
    page.locator("#portal [role=option]").get_by_text(meaning, exact=True).first.wait_for()
    page.keyboard.press("Enter")  # the option that is marked: what was typed stands first
    page.locator("#portal input").wait_for(state="detached")
    page.wait_for_timeout(300)
