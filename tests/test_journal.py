"""The log tells of the program, never of people."""

import json
import logging

import pytest

from care import journal

NAME, NUMBER = "欧阳测试", "110101201501011234"


@pytest.fixture
def log(tmp_path):
    make = logging.getLogRecordFactory()
    logger = logging.getLogger("careboard")
    before = logger.handlers, logger.level, logger.propagate
    journal.begin(tmp_path)
    yield lambda: (tmp_path / "logs" / "careboard.jsonl").read_text("utf-8")
    for handler in logger.handlers:
        handler.close()
    logger.handlers, logger.level, logger.propagate = before
    logging.setLogRecordFactory(make)


def stumble() -> None:
    try:
        int(NUMBER + NAME)
    except ValueError as fault:
        raise KeyError(NAME) from fault


def test_of_a_fault_only_kind_and_place_are_written(log, caplog):
    for name in ("careboard", "another.library"):
        try:
            stumble()
        except KeyError:
            logging.getLogger(name).exception("fault %s", "a1b2c3")
    (line,) = [json.loads(one) for one in log().splitlines()]
    assert line["says"] == "fault a1b2c3"
    assert line["fault"]["kind"] == "KeyError"
    assert line["fault"]["cause"] == "ValueError"
    assert line["fault"]["at"][-1].startswith("tests/test_journal.py:")
    everything = log() + caplog.text
    assert NAME not in everything
    assert NUMBER not in everything
    assert "Traceback" not in everything


def test_what_strangers_send_is_no_line_of_its_own_and_steers_no_terminal(log, caplog):
    logging.getLogger("another.library").warning("refused: %s", "x\u2028{}\n\x1b[2J\x9b1m\u202ey")
    assert "refused: x {} [2J 1m y" in caplog.text


def test_no_fault_is_printed_past_the_logs(log, capfd):
    """Streamlit prints tracebacks by the library rich, where it is installed."""
    from streamlit.error_util import handle_uncaught_app_exception

    from care.serving import setup

    setup.plain_log()
    try:
        stumble()
    except KeyError as fault:
        handle_uncaught_app_exception(fault)
    said = "".join(capfd.readouterr())
    assert "Traceback" not in said
    assert NAME not in said


def test_a_planted_person_is_not_in_the_log_after_import_search_and_fault(log, town, monkeypatch, capfd):
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from care import store

    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def broken(*_, **__):
        raise RuntimeError(f"no row for {NAME} {NUMBER}")

    app = str(Path(__file__).parents[1] / "app.py")
    at = AppTest.from_file(app, default_timeout=120)
    at.query_params["unit"] = NAME
    at.run()
    monkeypatch.setattr(store.Store, "query", broken)
    at = AppTest.from_file(app, default_timeout=120)
    at.query_params["lang"] = "en"
    at.query_params["day"] = "2025-03-03"
    at.run()
    assert at.warning
    assert '"kind": "RuntimeError"' in log()
    shown = capfd.readouterr()
    for text in (log(), shown.err, shown.out, *(str(one.proto) for one in at.warning)):
        assert NAME not in text
        assert NUMBER not in text
