"""What somebody noted of a case outlives rebuilding, undoing and taking the same file in again."""

from datetime import date

import pytest

from care import building, office
from care.definitions import load
from care.inspection import marks
from care.inspection.checks import Checks, Filters
from care.store import EVERYTHING, open_store
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


FIRST = visits("走访一.xlsx", "10", SAME, 11)
SECOND = visits("走访二.xlsx", "11", OTHER, 14)  # more of it, a letter longer: now the most used text


def take(folder, *files):
    reports = office.take_in(folder, files, load(), "王干事", today=TODAY)
    assert [one.status for one in reports] == ["taken"] * len(files), [one.problems for one in reports]
    return reports


def cases(folder, check: str, state: str = "all") -> list[tuple]:
    store = open_store(building.build(folder, load()))
    noted = {key: one["mark"] for key, one in marks.marks(folder).items()}
    page = Checks(store, EVERYTHING, load(), noted).cases(Filters(date(2026, 1, 20), state=state), [check])
    return sorted(page.frame.case_key)


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


def test_marks_are_written_taken_back_and_refuse_other_words(tmp_path):
    marks.mark(tmp_path, "phone_shared", "17", "explained", " 三户是兄弟 ", "王干事")
    told = marks.marks(tmp_path)["phone_shared|17"]
    assert (told["mark"], told["note"], told["by"]) == ("explained", "三户是兄弟", "王干事")
    marks.mark(tmp_path, "phone_shared", "17", "mended", "", "王干事")
    assert [one["mark"] for one in marks.marks(tmp_path).values()] == ["mended"]
    marks.unmark(tmp_path, "phone_shared", "17", "督查员")
    assert marks.marks(tmp_path) == {}
    with pytest.raises(ValueError, match="guilty"):
        marks.mark(tmp_path, "phone_shared", "17", "guilty", "", "王干事")
