"""Servers that are measured: started on a port of their own, looked at, and ended with all their children."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
_started: set[int] = set()


def stop(*_) -> None:
    """End every server and this run (a signal's handler: an exception would be taken for a fault of whatever runs)."""
    for pid in _started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    os._exit(1)


@dataclass(frozen=True)
class Server:
    address: str
    pid: int

    @property
    def memory_mb(self) -> float:
        """Of the process and its children; pages that they share count once (PSS)."""
        return sum(_pss_kb(pid) for pid in family(self.pid)) / 1024

    @property
    def cpu_ms(self) -> float:
        """Processor time so far, of all its processes."""
        return sum(_ticks(pid) for pid in family(self.pid)) * 1000 / TICK


@contextlib.contextmanager
def served(
    command: list[str], port: int, folder: Path, log: Path, health: str = "/_stcore/health", **env: str
) -> Iterator[Server]:
    """A running server; raises RuntimeError where another has the port, or with the end of its log if it does not answer
    within two minutes."""
    with socket.socket() as free:
        if not free.connect_ex(("127.0.0.1", port)):
            raise RuntimeError(f"something else answers on port {port}; choose another with --port")
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | env, stdout=said, stderr=said, start_new_session=True
        )
        _started.add(process.pid)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(process, address + health, log)
            yield Server(address, process.pid)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            _started.discard(process.pid)


def _wait(process: subprocess.Popen, address: str, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=2)
            return
        time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer: {log.read_text('utf-8', 'replace')[-600:]}")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def _pss_kb(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0])
    return 0


def _ticks(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0
