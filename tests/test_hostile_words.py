"""What people write anywhere, and lines of logs that are damaged, do no harm; bench/fuzz_words.py seeks more of the kind."""

import json
import random
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from bench.fuzzing import words
from bench.fuzzing.texts import damaged
from care import audit, grants, setting_values
from care.exports.excel import rows_workbook
from care.grants import Grant
from care.inspection import log
from care.ledgers.problems import Refused

RUNS = 25


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "id_salt").write_text("x", "utf-8")
    return words.Desk(tmp_path, None, None, 0)


@pytest.mark.parametrize(
    "sort", [one for one in words.SORTS if one is not words.search], ids=lambda one: one.__name__
)
def test_hostile_words_stay_words(desk, sort):
    for number in range(RUNS):
        sort(random.Random(f"test/{number}"), desk)
    assert audit.verify(desk.folder).broken_at is None


def test_a_sheet_is_called_what_excel_takes():
    for title in ("a\x00\x85b", "𠮷" * 40, "'[]:*?/\\", "\u2028", "=1+1"):
        book = openpyxl.load_workbook(BytesIO(rows_workbook(title, [], ["a"], [[title]])))
        assert book.sheetnames[0].isprintable() and len(book.sheetnames[0].encode("utf-16-le")) <= 62


def test_whose_last_line_is_damaged_has_nothing_and_others_keep_theirs(tmp_path):
    """Not what they had before: the line may have taken it away."""
    for who in ("a@x", "b@x"):
        grants.give(tmp_path, Grant(who, ("clerk",)), "x")
    for wrong in (
        {"roles": "clerk"},
        {"roles": ["clerk"], "units": "all"},
        {"roles": ["clerk"], "until": "31 May"},
        {},
    ):
        with (tmp_path / grants.FILE).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"who": "a@x", "by": "x", "at": "2026"} | wrong) + "\n")
        assert not grants.user_of(tmp_path, "a@x", date(2026, 1, 1)).actions
        assert grants.user_of(tmp_path, "b@x", date(2026, 1, 1)).may("lists")
    grants.give(tmp_path, Grant("a@x", ("viewer",)), "x")
    assert grants.user_of(tmp_path, "a@x", date(2026, 1, 1)).may("figures")


@pytest.mark.parametrize(
    "line", ["[]", "1", "[" * 100_000, '{"n": "x", "hash": "y"}', '{"n": 9, "hash": []}', '{"n": 9}']
)
def test_the_audit_log_goes_on_behind_a_damaged_line(tmp_path, line):
    audit.record(tmp_path, "x", "backup")
    with (tmp_path / audit.FILE).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    audit.record(tmp_path, "x", "backup")
    assert [one for one in audit.entries(tmp_path) if one.get("deed")][-1]["n"] == 2
    assert audit.verify(tmp_path).broken_at in (None, 2)


def test_half_signs_of_a_line_can_be_shown():
    assert log.line_of('{"who": "\\ud800x"}') == {"who": "?x"}
    assert log.line_of('{"who": "\\ud83d\\udc69"}') == {"who": "👩"}


@pytest.mark.parametrize("raw", [float("inf"), float("nan"), 10**400, [], {}, "7", True])
def test_a_setting_is_no_infinite_number(raw):
    with pytest.raises(Refused):
        setting_values.read("closing_day", raw, 5)
    with pytest.raises(Refused):
        setting_values.read("terms", [{"name": {}, "from": "2026-01-01", "to": "2026-02-01"}], [])


def test_a_run_is_a_function_of_its_number():
    made = [damaged(random.Random(7), {"a": 1}) for _ in range(2)]
    assert made[0] == made[1]
