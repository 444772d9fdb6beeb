"""/healthz: whether the process is alive and its store readable, for whoever watches over machines. Nothing of people."""

import json
import tomllib
from functools import cache
from pathlib import Path

import anyio.to_thread
import duckdb
from starlette.responses import Response
from starlette.routing import Route

from care import building, office, store, vault
from care.ledgers.problems import Refused

ROOT = Path(__file__).resolve().parents[2]


@cache
def version() -> str:
    """CareBoard's version, as pyproject.toml has it."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def state(folder: Path) -> dict:
    """alive, version, and the store: "ok", "none" (no ledgers taken in yet) or "unreadable"."""
    said = {"alive": True, "version": version(), "store": "ok"}
    try:
        vault.ready(folder)
        path = store.current(folder)
        if path is None:
            return said | {"store": "none"}
        opened = building.opened(folder, path, office.rules())
        opened.query(store.Scope(()), "select version from base.meta")
    except (OSError, duckdb.Error, ValueError, Refused):
        return said | {"store": "unreadable"}
    return said


async def healthz(_request) -> Response:
    said = await anyio.to_thread.run_sync(state, office.data_dir())
    status = 503 if said["store"] == "unreadable" else 200
    return Response(json.dumps(said), status, media_type="application/json")


ROUTE = Route("/healthz", healthz, methods=["GET"])
