"""What several tests share: the sample town, taken in once as users take it in."""

import gc
from pathlib import Path

import pytest

from care import office
from care.definitions import load


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Path:
    """A data directory with the sample town in it."""
    folder = tmp_path_factory.mktemp("town") / "live"
    reports = office.take_in_sample(folder, load())
    assert [(one.file, one.problems[:3]) for one in reports if one.status != "taken" or one.problems] == []
    return folder


@pytest.fixture(scope="session", autouse=True)
def thawed():
    """app.py freezes what lives as long as its process; the tests' process ends, and DuckDB would report leaks."""
    yield
    office.opened.cache_clear()
    gc.unfreeze()
    gc.collect()
