"""What several tests share: the sample town, taken in once as users take it in."""

import tests.not_typing  # noqa: F401, I001 – before anything that imports DuckDB
import gc
import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from care import building, office
from care.definitions import load


TOLD = {
    "remark_says_gone",
    "goods_in_note",
}  # 已故 in a remark, 大米1袋: doubts that the sample's ledgers hold


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Path:
    """A data directory with the sample town in it. Of several test processes the first takes it in, each has a copy."""
    own = tmp_path_factory.mktemp("town") / "live"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return taken_in(own)
    shared = tmp_path_factory.getbasetemp().parent / "town"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            taken_in(shared.with_name("half")).rename(shared)
    return Path(shutil.copytree(shared, own))


def taken_in(folder: Path) -> Path:
    reports = office.take_in_sample(folder, load())
    faults = [
        (one.file, one.status, problem)
        for one in reports
        for problem in one.problems or [None]
        if one.status != "taken" or problem and problem.code not in TOLD
    ]
    assert faults == []
    return folder


@pytest.fixture(scope="session", autouse=True)
def thawed():
    """app.py freezes what lives as long as its process; the tests' process ends, and DuckDB would report leaks."""
    yield
    building.opened_file.cache_clear()
    gc.unfreeze()
    gc.collect()


@pytest.fixture(name="office")
def own_logs(town, monkeypatch, tmp_path) -> Path:
    """The sample town, with logs of its own."""
    for part in ("batches", "store", "id_salt"):
        (tmp_path / part).symlink_to(town / part)
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    return tmp_path
