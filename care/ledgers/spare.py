"""A process that parses (child.py) stands ready before a file comes: its start takes longer than most ledgers do."""

import os
import subprocess
import sys
from pathlib import Path

from care import vault

ROOT = Path(__file__).resolve().parents[2]
_ready: list[subprocess.Popen] = []  # mostly one; it ends when this process does, as its pipe is then closed


def take() -> subprocess.Popen:
    """The one that stands ready, else a new one. Whoever takes it gives it one file and waits for its end."""
    while _ready:
        child = _ready.pop()
        if child.poll() is None:
            return child
        child.communicate()  # somebody ended it
    return _started()


def prepare() -> None:
    """Have one stand ready for the next file."""
    if not _ready:
        _ready.append(_started())


def end() -> None:
    """Have none stand ready any more."""
    while _ready:
        with _ready.pop() as child:
            child.kill()


def _started() -> subprocess.Popen:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    keyless = {name: value for name, value in os.environ.items() if name not in (vault.KEY, vault.KEY_FILE)}
    return subprocess.Popen([sys.executable, "-m", "care.ledgers.child"], cwd=ROOT, env=keyless, **pipes)
