"""What somebody noted of a case outlives rebuilding, undoing and taking the same file in again."""

import contextlib
import json
from datetime import date
from types import SimpleNamespace

import pytest

from care import building, office
from care.definitions import load
from care.inspection import marks
from care.inspection.checks import Checks, Filters
from care.screen import checks_case
from care.screen.pressed import NOTHING
from care.store import EVERYTHING, Scope, open_store
from care.words import voice
from tests.ledgers import TODAY, TOWN, id_no, xlsx

UNITS = (
    "单位.xlsx",
    xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], ["河东村", "村", TOWN]])),
)
SAME = "走访了解家庭情况，老人身体健康，生活正常，无困难诉求。"
OTHER = "走访了解家庭情况，老人身体健康，生活正常，暂无困难诉求。"
NAMES = [f"张{one}" for one in "一二三四五六七八九十甲乙丙丁"]


def roster() -> tuple[str, bytes]:
    head = [
        ["河东村独居老人花名册"],
        ["填报单位：河东村", "填报日期：2026-01-05"],
        ["姓名", "身份证号", "联系电话", "户主姓名"],
    ]
    people = [[name, id_no(at, "19450612"), "13812345678", name] for at, name in enumerate(NAMES)]
    return "花名册.xlsx", xlsx(("花名册", [*head, *people]))


def visits(file: str, month: str, text: str, count: int) -> tuple[str, bytes]:
    head = [["河东村走访台账"], ["填报单位：河东村"], ["姓名", "身份证号", "走访日期", "走访人", "走访内容"]]
    told = [
        [name, id_no(at, "19450612"), f"2025-{month}-{at + 1:02d}", "赵干部", text]
        for at, name in enumerate(NAMES[:count])
    ]
    return file, xlsx(("走访", [*head, *told]))


DAY = date(2026, 1, 20)
FIRST = visits("走访一.xlsx", "10", SAME, 11)
SECOND = visits("走访二.xlsx", "11", OTHER, 14)  # more of it, a letter longer: now the most used text


def take(folder, *files):
    reports = office.take_in(folder, files, load(), "王干事", today=TODAY)
    assert [one.status for one in reports] == ["taken"] * len(files), [one.problems for one in reports]
    return reports


def asks(folder, scope=EVERYTHING) -> Checks:
    return Checks(open_store(building.build(folder, load())), scope, load(), marks.marks(folder))


def cases(folder, check: str, state: str = "all", scope=EVERYTHING) -> list[str]:
    return sorted(asks(folder, scope).cases(Filters(DAY, state=state), [check]).frame.case_key)


@pytest.mark.parametrize("check", ["phone_shared", "copied_texts"])
def test_a_mark_outlives_a_rebuild_and_undo_and_the_same_file_again(tmp_path, check):
    reports = take(tmp_path, UNITS, roster(), FIRST)
    [key] = cases(tmp_path, check)
    marks.mark(tmp_path, check, key, "explained", "村部电话", "王干事")
    assert (cases(tmp_path, check, "open"), cases(tmp_path, check, "looked")) == ([], [key])
    for store in (tmp_path / "store").iterdir():
        store.unlink()
    assert cases(tmp_path, check, "looked") == [key]
    undone = reports[1 if check == "phone_shared" else 2]
    office.undo(tmp_path, load(), undone.batch_id, "李干事", "错了")
    assert cases(tmp_path, check) == []
    take(tmp_path, roster() if check == "phone_shared" else FIRST)
    assert (cases(tmp_path, check, "open"), cases(tmp_path, check, "looked")) == ([], [key])


def test_a_mark_of_copied_texts_holds_when_more_of_them_come(tmp_path):
    take(tmp_path, UNITS, roster(), FIRST)
    [key] = cases(tmp_path, "copied_texts")
    marks.mark(tmp_path, "copied_texts", key, "wrong", "", "王干事")
    take(tmp_path, SECOND)
    assert (cases(tmp_path, "copied_texts", "open"), cases(tmp_path, "copied_texts", "looked")) == ([], [key])


EAST, WEST = f"{TOWN}/河东村", f"{TOWN}/河西村"
UNITS_OF_TWO = (
    "单位.xlsx",
    xlsx(
        (
            "单位",
            [
                ["单位名称", "单位类型", "上级单位"],
                [TOWN, "镇", ""],
                ["河东村", "村", TOWN],
                ["河西村", "村", TOWN],
            ],
        )
    ),
)


def roll_of(village: str, first: int, count: int, group: str = "独居老人") -> tuple[str, bytes]:
    """Neighbours who share one telephone over both villages."""
    head = [
        [f"{village}{group}花名册"],
        [f"填报单位：{village}", "填报日期：2026-01-05"],
        ["姓名", "身份证号", "联系电话", "户主姓名"],
    ]
    names = NAMES[first : first + count]
    people = [[name, id_no(first + at, "19450612"), "13812345678", name] for at, name in enumerate(names)]
    return f"{village}{group}.xlsx", xlsx(("花名册", [*head, *people]))


@pytest.fixture
def two_villages(tmp_path):
    """(data directory, key of the case that both villages stand in)."""
    take(tmp_path, UNITS_OF_TWO, roll_of("河东村", 0, 6), roll_of("河西村", 6, 5))
    [key] = cases(tmp_path, "phone_shared")
    return tmp_path, key


def test_a_mark_speaks_for_the_records_that_its_writer_may_see(two_villages):
    folder, key = two_villages
    everybody, east, west = EVERYTHING, Scope((EAST,)), Scope((WEST,))
    is_open = lambda *scopes: [cases(folder, "phone_shared", "open", one) == [key] for one in scopes]  # noqa: E731
    assert is_open(everybody, east, west) == [True, True, True]
    marks.mark(folder, "phone_shared", key, "explained", "村部", "东", scope=east)
    assert is_open(everybody, east, west) == [True, False, True]
    said = marks.of_case(folder, "phone_shared", key)
    seen = [asks(folder, one).looked_at(Filters(DAY), said) for one in (everybody, east, west)]
    assert seen == [[(6, 11)], [(6, 6)], [(0, 5)]]
    marks.mark(folder, "phone_shared", key, "wrong", "", "西", scope=west)
    assert is_open(everybody, east, west) == [False, False, False]  # between them they looked at all of it
    marks.unmark(folder, said[0], "东")
    assert is_open(everybody, east, west) == [True, True, False]
    marks.mark(folder, "phone_shared", key, "mended", "", "镇")
    assert is_open(everybody, east, west) == [False, False, False]
    assert [one["by"] for one in marks.marks(folder)] == ["西", "镇"]


def test_a_mark_that_speaks_for_more_than_one_sees_is_taken_back_by_others(two_villages):
    folder, key = two_villages
    marks.mark(folder, "phone_shared", key, "explained", "县里看过", "县")
    marks.mark(folder, "phone_shared", key, "wrong", "", "西", scope=Scope((WEST,)))
    of_all, of_west = marks.of_case(folder, "phone_shared", key)
    for said, scope in (
        (of_all, Scope((EAST,))),
        (of_all, Scope(None, ("orphans",))),
        (of_west, Scope((EAST,))),
        (of_west, Scope((WEST,), ("orphans",))),
    ):
        with pytest.raises(PermissionError):
            marks.unmark(folder, said, "东", scope)
    assert marks.of_case(folder, "phone_shared", key) == [of_all, of_west]
    marks.unmark(folder, of_west, "西", Scope((WEST,)))
    marks.unmark(folder, of_all, "县")
    assert marks.of_case(folder, "phone_shared", key) == []


def test_a_mark_of_a_village_holds_when_more_of_its_own_records_come(two_villages):
    folder, key = two_villages
    east = Scope((EAST,))
    marks.mark(folder, "phone_shared", key, "explained", "", "东", scope=east)
    take(folder, roll_of("河东村", 11, 2))
    assert len(asks(folder, east).rows(Filters(DAY, state="all"), "phone_shared").frame) == 8
    assert cases(folder, "phone_shared", "open", east) == []
    assert cases(folder, "phone_shared", "open", Scope((TOWN,))) == [key]


def test_a_mark_of_whoever_answers_for_some_groups_speaks_for_those(tmp_path):
    take(tmp_path, UNITS_OF_TWO, roll_of("河东村", 0, 6), roll_of("河东村", 6, 5, "留守老人"))
    [key] = cases(tmp_path, "phone_shared")
    alone, left_behind = (Scope(None, (one,)) for one in ("elderly_alone", "elderly_left_behind"))
    marks.mark(tmp_path, "phone_shared", key, "explained", "", "东", scope=alone)
    open_ = [cases(tmp_path, "phone_shared", "open", one) for one in (EVERYTHING, alone, left_behind)]
    assert open_ == [[key], [], [key]]


def test_the_panel_says_for_how_many_records_a_mark_speaks_and_lets_others_mark_theirs(
    two_villages, monkeypatch
):
    folder, key = two_villages
    marks.mark(folder, "phone_shared", key, "explained", "村部", "东", scope=Scope((EAST,)))
    said, drawn, nothing = [], [], lambda *_, **__: None
    page = SimpleNamespace(
        info=said.append, segmented_control=nothing, text_input=nothing, form_submit_button=nothing,
        form=lambda key, **_: drawn.append(key) or contextlib.nullcontext(),
        button=lambda _, key, **__: drawn.append(key),
    )  # fmt: skip
    monkeypatch.setattr(checks_case, "st", page)
    monkeypatch.setattr(checks_case, "pressed", lambda _: NOTHING)
    monkeypatch.setattr(checks_case.office, "data_dir", lambda: folder)
    monkeypatch.setattr(checks_case, "filters_of", lambda _, **other: Filters(DAY, **other))
    for scope in (EVERYTHING, Scope((EAST,)), Scope((WEST,))):
        monkeypatch.setattr(checks_case, "checks_of", lambda _, scope=scope: asks(folder, scope))
        view = SimpleNamespace(t=voice("zh"), answers=SimpleNamespace(scope=scope))
        checks_case._note(view, {"check_id": "phone_shared", "case_key": key})
    assert drawn == ["case_note", "case_reopen", "case_note"]
    assert ["村部" in one for one in said] == [True, True, True]
    assert ["共11条记录" in said[0], "其中6条" in said[0], "条记录" in said[1], "共5条" in said[2]] == [
        True,
        True,
        False,
        True,
    ]


def test_a_mark_made_before_marks_said_for_whom_they_speak_closes_for_everybody(two_villages):
    folder, key = two_villages
    marks.mark(folder, "phone_shared", key, "explained", "", "东")
    [path] = (folder / "marks").iterdir()
    assert set(json.loads(path.read_text("utf-8"))) == {"key", "mark", "note", "by", "at"}
    assert [cases(folder, "phone_shared", "open", one) for one in (EVERYTHING, Scope((WEST,)))] == [[], []]


def test_marks_are_written_taken_back_and_refuse_other_words(tmp_path):
    marks.mark(tmp_path, "phone_shared", "17", "explained", " 三户是兄弟 ", "王干事")
    [told] = marks.marks(tmp_path)
    assert (told["mark"], told["note"], told["by"]) == ("explained", "三户是兄弟", "王干事")
    marks.mark(tmp_path, "phone_shared", "17", "mended", "", "王干事")
    assert [one["mark"] for one in marks.marks(tmp_path)] == ["mended"]
    marks.unmark(tmp_path, marks.marks(tmp_path)[0], "督查员")
    assert marks.marks(tmp_path) == []
    with pytest.raises(ValueError, match="guilty"):
        marks.mark(tmp_path, "phone_shared", "17", "guilty", "", "王干事")
