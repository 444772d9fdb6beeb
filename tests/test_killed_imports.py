"""Whenever an import or undo is killed, the state before or after is there: never something between."""

import os

import pytest

from care import office
from care.definitions import load
from tests.killing import is_whole, rounds, settled
from tests.ledgers import TODAY, TOWN, id_no, xlsx

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9")
UNITS = xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], ["河东村", "村", TOWN]]))


def roll(first: int, count: int) -> bytes:
    people = [
        ["河东村", f"张{chr(0x4E00 + n)}", id_no(n % 1000, f"201{n // 1000}0612")]
        for n in range(first, first + count)
    ]
    return xlsx(("花名册", [["河东村留守儿童花名册"], ["村", "姓名", "身份证号"], *people]))


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "base"
    office.take_in(folder, [("单位.xlsx", UNITS), ("一.xlsx", roll(1, 300))], load(), "test", today=TODAY)
    return folder


@pytest.mark.parametrize(("what", "times"), [("import", 10), ("undo", 5)])
def test_a_killed_process_leaves_the_state_before_or_after(base, tmp_path, what, times):
    path = tmp_path / "二.xlsx"
    path.write_bytes(roll(200, 300))
    if what == "undo":
        (report,) = office.take_in(base, [(path.name, path.read_bytes())], load(), "test", today=TODAY)
        path = tmp_path / report.batch_id
    seen = set()
    for moment, before, after, found, reopened in rounds(base, what, path, times):
        assert before != after
        assert is_whole(before, after, found, reopened), moment
        seen.add(reopened == after)
    assert seen


def test_what_was_stopped_can_be_done_again(base, tmp_path):
    path = tmp_path / "二.xlsx"
    path.write_bytes(roll(200, 300))
    for _, _, after, _, _ in rounds(base, "import", path, 1):
        office.take_in(base, [(path.name, path.read_bytes())], load(), "test", today=TODAY)
        assert settled(base) == after
