"""A Spark Connect server without Java (Sail, from the package index), for as long as a test wants it."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

SERVER = """
from pysail.spark import SparkConnectServer
server = SparkConnectServer("127.0.0.1", 0)
server.start(background=True)
print(server.listening_address[1], flush=True)
input()
"""


@contextlib.contextmanager
def served(mode: str = "local") -> Iterator[str]:
    """Its address. `mode`: local, or local-cluster (a driver and workers that speak as on a cluster)."""
    how = os.environ | {"SAIL_MODE": mode, "RUST_LOG": "error"}
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=how,
    ) as server:
        try:
            yield f"sc://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.kill()
