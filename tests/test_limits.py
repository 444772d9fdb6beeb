"""One question takes no more of the machine than it may: time, memory, disk; told in plain words, without a traceback."""

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from care import building, store
from care.__main__ import main
from care.answers import Ask
from care.definitions import Definitions, load
from care.screen import kept, lists
from care.screen.kept import Kept
from care.screen.panels import Listing
from care.store import EVERYTHING
from tests.worked_town import AS_OF, worked_store

ROOT = Path(__file__).parents[1]
ENDLESS = "select sum(a.i * b.i % 7) as n from range(10_000_000) a(i), range(10_000_000) b(i)"


@pytest.fixture
def hasty(town, monkeypatch, tmp_path):
    """A store whose questions may take a tenth of a second."""
    monkeypatch.setattr(store, "SHUT", store.SHUT | {"max_execution_time": "100"})
    opened = store.open_store(Path(shutil.copy(store.current(town), tmp_path / "hasty.duckdb")))
    yield opened
    opened.cursors.connection.close()


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(hasty):
    with pytest.raises(duckdb.InterruptException):
        hasty.query(EVERYTHING, ENDLESS)
    assert len(hasty.query(EVERYTHING, "select 1 as one")) == 1


@pytest.mark.parametrize(
    ("memory", "questions", "building"),
    [(4, "1.0GB", "1.0GB"), (12, "1.5GB", "3.0GB"), (64, "3.0GB", "4.0GB")],
)
def test_questions_and_builds_take_a_part_of_the_machines_memory(monkeypatch, memory, questions, building):
    """`memory` in GB. Of a fixed 1 GB a million people's visits could not be asked."""
    machine = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": memory * 2**30 // 4096}
    with monkeypatch.context() as patched:
        patched.setattr(store.os, "sysconf", machine.get)
        limits = importlib.util.module_from_spec(store.__spec__)
        store.__spec__.loader.exec_module(limits)
        assert (limits.LIMITS["memory_limit"], limits.building_limits()["memory_limit"]) == (
            questions,
            building,
        )


def test_every_store_has_its_limits_and_no_question_can_lift_them(town):
    opened = store.open_store(store.current(town))
    limits = opened.query(
        EVERYTHING,
        "select current_setting('max_execution_time') as t, current_setting('memory_limit') as m, current_setting('max_temp_directory_size') as d",
    ).iloc[0]
    assert 0 < limits["t"] <= 60_000
    memory, unit = limits["m"].split()
    assert 950 < float(memory) * {"MiB": 1, "GiB": 1024}[unit] < 2900  # by the machine: 1 to 3 GB
    assert limits["d"] == "3.7 GiB"
    for lifted in (
        "set max_execution_time = 0",
        "set global max_execution_time = 0",
        "set memory_limit = '64GB'",
    ):
        with pytest.raises(duckdb.Error):
            opened.query(EVERYTHING, lifted)
    opened.cursors.connection.close()


@pytest.mark.parametrize(("lang", "says"), [("zh", "用时太长"), ("en", "took too long")])
def test_the_page_says_so_in_plain_words(town, monkeypatch, lang, says):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def stopped(*_, **__):
        raise duckdb.InterruptException("INTERRUPT Error: Query exceeded maximum execution time")

    monkeypatch.setattr(store.Store, "query", stopped)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    assert any(
        says in one.value or says in (getattr(one, "title", "") or "") or says in str(one.proto)
        for one in at.warning
    )


def test_the_command_line_says_so_too(town, monkeypatch, capsys):
    def stopped(*_, **__):
        raise duckdb.InterruptException("x")

    building.opened(town, store.current(town), load())
    monkeypatch.setattr(store.Store, "query", stopped)
    assert main(["--data", str(town), "answer", "pairing_coverage"]) == 1
    assert "took too long" in capsys.readouterr().err


@dataclass(frozen=True)
class Seen:
    answers: Kept
    definitions: Definitions


def test_a_whole_list_made_into_a_file_is_not_kept(tmp_path, monkeypatch):
    """4,000 answers are kept; of a county a whole list takes 20 MB, of each search its own."""
    view = Seen(Kept(worked_store(tmp_path), EVERYTHING), load())
    monkeypatch.setattr(kept, "_answer", lambda *_, **__: pytest.fail("kept"))
    listing = Listing("roll", Ask("on_roll", AS_OF))
    assert lists._whole(view, listing, "all", "").total > 0
