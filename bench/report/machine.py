"""On which machine, with which versions, at which commit."""

import os
import platform
import subprocess
import time
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUIET_SHARE, LOOK_SECONDS, PATIENCE_SECONDS = 0.1, 0.3, 10
PACKAGES = ("streamlit", "duckdb", "pandas", "pyarrow", "plotly", "playwright")


def conditions() -> dict:
    """Commit and moment of a section's run, and how busy the machine was."""
    dirty = _said("git", "status", "--porcelain", "--", "care", "queries", "definitions", "pages", "app.py")
    return {
        "commit": _said("git", "rev-parse", "--short", "HEAD") + ("+changes" if dirty else ""),
        "at": datetime.now().astimezone().isoformat(timespec="minutes"),
        "load": [round(one, 1) for one in os.getloadavg()],
    }


def settle() -> None:
    """Wait until the processors are at rest, ten seconds at most: what one program still does after its run must not
    fall into another's."""
    gives_up = time.monotonic() + PATIENCE_SECONDS
    while _share_at_work() > QUIET_SHARE and time.monotonic() < gives_up:
        pass


def _share_at_work() -> float:
    """Of the processors' time in the next moment, the share that is not idle (Linux counts it)."""
    before = _processor_time()
    time.sleep(LOOK_SECONDS)
    all_, idle = (after - then for after, then in zip(_processor_time(), before, strict=True))
    return 1 - idle / all_ if all_ else 0


def _processor_time() -> tuple[int, int]:
    """(all, idle) ticks so far."""
    ticks = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]


def machine() -> dict:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processors": os.cpu_count(),
        "model": _model(),
        "memory_gb": round(memory, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "chromium": _said("chromium", "--version"),
        **{name: _version(name) for name in PACKAGES},
    }


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
