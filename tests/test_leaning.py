"""A clerk who listed somebody of another village, and wrote about them, does not take back the listing alone."""

import pytest

from care import office
from care.definitions import load
from care.ledgers import importing, leaning
from care.ledgers.problems import Refused
from care.words import voice
from tests.ledgers import EAST, xlsx
from tests.test_of_others import (
    CHEN,
    HEAD,
    NEW,
    OF_NOBODY,
    PAID,
    PUPIL,
    ROSTER,
    SCHOOL,
    WANG,
    folder,
    office_of_two,
    take,
    take_data,
    visits,
)

__all__ = ["folder", "office_of_two"]  # fixtures
OURS = {"within": (EAST,)}
JOIN = [ROSTER, ["陈大山", CHEN, "河东村", "独居老人", "", ""]]
HEAD_JOINS = [ROSTER, ["陈户主", HEAD, "河东村", "低保", "陈户主", HEAD]]


def gone(day: str, village: str = "河东村") -> list[list]:
    return [["姓名", "身份证号", "村", "身份类别", "退出日期"], ["陈大山", CHEN, village, "独居老人", day]]


WRITTEN = {
    "visit": (JOIN, visits(CHEN)),
    "left": (JOIN, gone("2026-01-03")),
    "relief": (HEAD_JOINS, [["户主姓名", "户主身份证号", "村", "救助项目", "发放金额", "发放时间"], ["陈户主", HEAD, "河东村", "冬春救助", 5, "2026-01-05"]]),
    "member": (HEAD_JOINS, [ROSTER, ["新人", NEW, "河东村", "独居老人", "陈户主", HEAD]]),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_store(monkeypatch):
    """It takes longer than all else."""
    monkeypatch.setattr(office, "follow", lambda *_: None)


def undo(folder, report, within=(EAST,)):
    return office.undo(folder, load(), report.batch_id, "x", within=within)


def refusal(folder, report, within=(EAST,)):
    with pytest.raises(Refused) as refused:
        undo(folder, report, within)
    return refused.value.problem


@pytest.mark.parametrize("what", WRITTEN)
def test_what_was_written_is_undone_before_the_listing_that_let_it_in(folder, what):
    listing, rows = WRITTEN[what]
    joined = take(folder, "迁入", listing, **OURS)
    assert take(folder, "本村", visits(WANG), **OURS).status == "taken"
    first, second = (take(folder, name, rows, **OURS) for name in ("一", "二"))
    assert (first.counts["held"], second.counts["held"]) == (0, 0)
    problem = refusal(folder, joined)
    assert (problem.code, problem.values) == ("batch_leaned_on", {"files": "一.xlsx、二.xlsx", "count": 2})
    for language in ("zh", "en"):
        assert "一.xlsx、二.xlsx" in voice(language)(f"problem.{problem.code}", **problem.values)
    undo(folder, first)
    assert refusal(folder, joined).values["files"] == "二.xlsx"  # one does not hold the other
    undo(folder, second)
    assert undo(folder, joined) == []


def test_relief_of_one_file_does_not_hold_that_of_another(folder):
    assert take(folder, "西台账", PAID).counts["taken"] == 1
    joined = take(folder, "迁入", [ROSTER, ["何家主", NEW, "河东村", "低保", "何家主", NEW]], **OURS)
    for name in ("一", "二"):
        assert take(folder, name, OF_NOBODY["relief"], **OURS).counts["held"] == 0
    assert refusal(folder, joined).values["count"] == 2


def sheets(*found: list[list]) -> bytes:
    return xlsx(*((f"表{at}", rows) for at, rows in enumerate(found)))


def again_with(folder, data: bytes, answers: dict | None = None):
    """The very file with other answers."""
    return take_data(folder, "册", data, (EAST,), answers)


def test_another_listing_in_force_is_enough_and_then_stays(folder):
    first, second = (take(folder, name, [*JOIN, more], **OURS) for name, more in zip(
        ("一", "二"), (["甲", NEW, "河东村", "低保", "", ""], ["王一梅", WANG, "河东村", "低保", "", ""]), strict=True
    ))  # fmt: skip
    take(folder, "走访", visits(CHEN), **OURS)
    undo(folder, first)
    assert refusal(folder, second).code == "batch_leaned_on"


def test_a_listing_beside_the_leaving_holds_it_not(folder):
    """As when it is taken in: who is listed and called gone by one file would not be called gone."""
    joined = take(folder, "迁入", JOIN, **OURS)
    rows = [[*JOIN[0], "退出日期"], [*JOIN[1], ""], [*JOIN[1][:3], "低保", "", "", "2026-01-03"]]
    assert take(folder, "东册", rows, **OURS).counts["held"] == 0
    assert refusal(folder, joined).values["files"] == "东册.xlsx"


def test_who_answers_for_all_is_told_what_leaned_on_it(folder):
    joined = take(folder, "迁入", JOIN, **OURS)
    take(folder, "走访", visits(CHEN), **OURS)
    take(folder, "镇走访", visits(CHEN))  # of one who may write about anybody
    assert undo(folder, joined, None) == ["走访.xlsx"]


def test_imports_of_others_are_counted_and_not_named(folder):
    joined = take(folder, "迁入", JOIN, **OURS)
    talk = [
        ["姓名", "身份证号", "学校", "班级", "谈心时间", "教师姓名"],
        ["陈小雨", PUPIL, "青溪中心小学", "三年级1班", "2026-01-05", "乙"],
    ]
    wider = take(folder, "谈心谈话记录", visits(CHEN), talk, within=(EAST, SCHOOL))
    assert wider.counts["held"] == 0
    problem = refusal(folder, joined)
    assert (problem.code, problem.values) == ("batch_leaned_on_by_others", {"count": 1})


def test_a_file_sent_again_does_not_drop_the_listing(folder):
    """The answer where a place lies takes the row out of the new edition, which would stand for the old one."""
    rows = [*JOIN[:1], [*JOIN[1][:2], "后山屯", *JOIN[1][3:]], ["王一梅", WANG, "河东村", "低保", "", ""]]
    data = sheets(rows)
    (asked,) = again_with(folder, data).questions
    joined = again_with(folder, data, {asked["id"]: EAST})
    assert joined.counts["taken"] == 2
    visit = take(folder, "走访", visits(CHEN), **OURS)
    assert visit.counts["held"] == 0
    again = again_with(folder, data, {asked["id"]: "outside"})
    assert (again.status, [one.code for one in again.problems]) == ("refused", ["batch_leaned_on"])
    undo(folder, visit)
    assert again_with(folder, data, {asked["id"]: "outside"}).status == "taken"


def test_rows_are_not_let_in_by_the_edition_that_they_replace(folder):
    rows = [JOIN[0], [*JOIN[1][:2], "后山屯", *JOIN[1][3:]]]
    data = sheets(rows, visits(CHEN, WANG))
    (asked,) = again_with(folder, data).questions
    both = again_with(folder, data, {asked["id"]: EAST})
    assert both.counts["taken"] == 3
    again = again_with(folder, data, {asked["id"]: "outside"})
    assert (again.status, [one.code for one in again.problems]) == ("refused", ["batch_leaned_on"])


def test_an_undo_does_not_bring_back_an_edition_that_leaned(folder):
    joined = take(folder, "迁入", JOIN, **OURS)
    rows = [
        *gone("2026-01-03", "后山屯"),
        ["王一梅", WANG, "河东村", "独居老人", ""],
    ]
    data = sheets(rows)
    (asked,) = again_with(folder, data).questions
    assert again_with(folder, data, {asked["id"]: EAST}).counts["taken"] == 2
    after = again_with(folder, data, {asked["id"]: "outside"})
    assert after.status == "taken"
    undo(folder, joined)
    assert refusal(folder, after).code == "batch_back_of_others"
    assert undo(folder, after, None) == ["册.xlsx"]


def test_a_listing_undone_while_a_file_is_read_lets_nothing_in(folder, monkeypatch):
    joined = take(folder, "迁入", JOIN, **OURS)
    compare = importing.with_changes

    def meanwhile(*said):
        monkeypatch.setattr(importing, "with_changes", compare)
        undo(folder, joined)
        return compare(*said)

    monkeypatch.setattr(importing, "with_changes", meanwhile)
    report = take(folder, "走访", visits(CHEN, WANG), **OURS)
    assert (report.counts["taken"], report.counts["held"]) == (1, 1)


def test_whoever_answers_for_all_undoes_what_cannot_be_read(folder):
    joined = take(folder, "迁入", JOIN, **OURS)
    take(folder, "走访", visits(CHEN), **OURS)
    (folder / "batches" / joined.batch_id / "rows.parquet").write_bytes(b"x")
    assert undo(folder, joined, None) == []


def test_in_a_sealed_office_too(folder, monkeypatch):
    """Sealed batches are read in memory; one after the other under the same names."""
    joined = take(folder, "迁入", JOIN, **OURS)
    take(folder, "走访", visits(CHEN), **OURS)
    monkeypatch.setattr("care.ledgers.kept.vault.ready", lambda _: True)
    assert [one["file"] for one in leaning.leaning(folder, joined.batch_id)] == ["走访.xlsx"]
