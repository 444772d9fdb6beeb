"""Notes stand by their figure: unit, group and day; they can be taken back, and nothing written is lost."""

from datetime import date
from pathlib import Path

import pytest

from care import notes
from care.notes import Figure

DAY = date(2026, 1, 20)
ROLL, PAIRING = Figure("on_roll", "镇"), Figure("pairing_coverage", "镇")


def texts(folder: Path, unit: str = "镇", group: str = "", day: date = DAY) -> list[str]:
    return [one.text for one in notes.standing(folder, unit, group, day)]


def test_a_note_shows_by_its_own_figure_only(tmp_path):
    notes.leave(tmp_path, ROLL, DAY, "甲", "a")
    notes.leave(tmp_path, PAIRING, DAY, "乙", "a")
    notes.leave(tmp_path, Figure("on_roll", "镇", "orphans"), DAY, "丙", "a")
    notes.leave(tmp_path, Figure("on_roll", "镇/村"), DAY, "丁", "a")
    assert texts(tmp_path) == ["乙", "甲"]
    assert [one.figure for one in notes.standing(tmp_path, "镇", "", DAY)] == [PAIRING, ROLL]
    assert texts(tmp_path, group="orphans") == ["丙"]
    assert texts(tmp_path, unit="镇/村") == ["丁"]


def test_a_note_shows_on_its_day_and_later_the_newest_first(tmp_path):
    notes.leave(tmp_path, ROLL, DAY, "一", "a")
    notes.leave(tmp_path, ROLL, date(2026, 1, 31), "二", "a")
    notes.leave(tmp_path, ROLL, DAY, "三", "a")
    assert texts(tmp_path, day=date(2026, 1, 19)) == []
    assert texts(tmp_path) == ["三", "一"]
    assert texts(tmp_path, day=date(2026, 2, 1)) == ["二", "三", "一"]


def test_what_is_taken_back_no_longer_shows_but_its_line_stays(tmp_path):
    for text in ("一", "二"):
        notes.leave(tmp_path, ROLL, DAY, text, "a")
    notes.take_back(tmp_path, 1, "b")
    assert texts(tmp_path) == ["二"]
    notes.leave(tmp_path, ROLL, DAY, "三", "a")
    assert set(notes.in_force(tmp_path)) == {2, 3}  # a number is never given twice
    assert len((tmp_path / "notes.jsonl").read_text("utf-8").splitlines()) == 4
    for number in (1, 9):
        with pytest.raises(KeyError):
            notes.take_back(tmp_path, number, "b")


def test_an_empty_note_is_none_and_a_long_one_is_cut(tmp_path):
    for text in ("", "  \n "):
        with pytest.raises(ValueError):
            notes.leave(tmp_path, ROLL, DAY, text, "a")
    notes.leave(tmp_path, ROLL, DAY, "字" * 900, "a")
    notes.leave(tmp_path, ROLL, DAY, "两\n行", "a")
    assert [len(one) for one in texts(tmp_path)] == [3, notes.LONGEST]
    assert texts(tmp_path / "none") == []
