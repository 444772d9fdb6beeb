"""Whoever goes on (cancel, another filter, another page) ends the question that runs for them, and nobody else's."""

import threading
import time
from types import SimpleNamespace

import duckdb
import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from care import patience
from care.screen import cancelling
from care.store import EVERYTHING
from tests.worked_town import worked_store

ENDLESS = "select sum(a.i * b.i % 7) as n from range(10_000_000) a(i), range(10_000_000) b(i)"


@pytest.fixture
def asked(tmp_path):
    store = worked_store(tmp_path)

    def ask(sql: str, gone) -> list:
        """Ask in a thread of its own; returns what came of it, once it is there."""
        found: list = []

        def run() -> None:
            patience.GOES_ON.set(gone)
            try:
                found.append(int(store.query(EVERYTHING, sql).iloc[0, 0]))
            except Exception as fault:
                found.append(fault)

        thread = threading.Thread(target=run)
        thread.start()
        return SimpleNamespace(found=found, thread=thread)

    return ask


def test_a_question_ends_when_its_asker_goes_on_and_others_are_answered(asked):
    pressed = threading.Event()
    slow = asked(ENDLESS, pressed.is_set)
    other = asked("select sum(i) from range(40_000_000) a(i)", lambda: False)
    pressed.set()
    slow.thread.join(20)
    other.thread.join(60)
    assert isinstance(slow.found[0], patience.GivenUp)
    assert other.found == [sum(range(40_000_000))]
    after = asked("select 1", lambda: False)
    after.thread.join(20)
    assert after.found == [1]


def test_one_that_took_too_long_is_still_told_as_such(monkeypatch):
    cursor = duckdb.connect()
    patience.GOES_ON.set(lambda: False)
    try:
        with pytest.raises(duckdb.InterruptException), patience.asked(cursor):
            raise duckdb.InterruptException("INTERRUPT")
    finally:
        patience.GOES_ON.set(None)


def test_nothing_is_interrupted_after_its_end():
    interrupted = []
    cursor = SimpleNamespace(interrupt=lambda: interrupted.append(1))
    watch = patience.Watch()
    watch.add(cursor, lambda: True)
    assert not watch.remove(cursor)
    time.sleep(3 * patience.LOOK)
    assert not interrupted


def test_a_filter_or_page_changed_ends_a_run_but_a_clock_does_not():
    for said, ends in (
        (RerunData(), True),
        (RerunData(fragment_id="clock", fragment_id_queue=["clock"]), False),
    ):
        waiting = ScriptRequests()
        assert not cancelling.goes_on(waiting)
        waiting.request_rerun(said)
        assert cancelling.goes_on(waiting) == ends
    stopping = ScriptRequests()
    stopping.request_stop()
    assert cancelling.goes_on(stopping)
