"""A clerk of one village writes about its people: rows with numbers of others' people are held, and tell nothing of them."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from care import intake, office
from care.definitions import load
from care.ledgers import batches, kept
from care.store import EVERYTHING
from tests.ledgers import EAST, TODAY, TOWN, WEST, id_no, xlsx

SCHOOL = f"{TOWN}/青溪中心小学"
CHEN, HEAD, CHILD, WANG, NEW = (id_no(at, "19500101") for at in range(1, 6))
PUPIL, MEMBER = id_no(6, "20150101"), id_no(7, "19500101")
REGISTER = "G990121201501010073"
ROSTER = ["姓名", "身份证号", "村", "身份类别", "户主姓名", "户主身份证号"]


def take(folder, name: str, *sheets: list[list], within=None, answers=None):
    return take_data(
        folder, name, xlsx(*((f"{name}{at}", rows) for at, rows in enumerate(sheets))), within, answers
    )


def take_data(folder, name: str, data: bytes, within=None, answers=None):
    """Without a store, which takes longer than all else."""
    said = {"today": TODAY, "within": within}
    return intake.take_files(
        folder, [(f"{name}.xlsx", data)], load(), "x", answers or {}, intake.silent, **said
    )[0]


@pytest.fixture
def folder(office_of_two, tmp_path):
    return Path(shutil.copytree(office_of_two, tmp_path / "own"))


@pytest.fixture(scope="module")
def office_of_two(tmp_path_factory):
    """A household and a pupil of the west; somebody of the east; the pupil in the school's register, too."""
    folder = tmp_path_factory.mktemp("office")
    units = [
        ["单位名称", "单位类型", "上级单位"],
        [TOWN, "镇", ""],
        ["河东村", "村", TOWN],
        ["河西村", "村", TOWN],
        ["青溪中心小学", "学校", TOWN],
    ]
    west = [
        ROSTER,
        ["陈大山", CHEN, "河西村", "独居老人", "陈户主", HEAD],
        ["陈户主", HEAD, "河西村", "低保", "陈户主", HEAD],
        ["陈小雨", PUPIL, "河西村", "留守儿童", "", ""],
    ]
    register = [
        ["姓名", "学籍号", "学校", "班级", "身份类别"],
        ["陈小雪", REGISTER, "青溪中心小学", "三年级1班", "留守儿童"],
    ]
    pupils = [
        ["姓名", "身份证号", "学校", "班级", "身份类别"],
        ["陈小雨", PUPIL, "青溪中心小学", "三年级1班", "留守儿童"],
    ]
    east = [ROSTER, ["王一梅", WANG, "河东村", "独居老人", "", ""]]
    for name, rows in (
        ("单位", units),
        ("西花名册", west),
        ("学籍", register),
        ("学生花名册", pupils),
        ("东花名册", east),
    ):
        assert take(folder, name, rows).counts["held"] == 0
    return folder


def visits(*ids: str) -> list[list]:
    return [
        ["姓名", "身份证号", "村", "走访时间", "走访人"],
        *(["甲", one, "河东村", "2026-01-05", "乙"] for one in ids),
    ]


THEIRS = {
    "died": [["姓名", "身份证号", "村", "身份类别", "死亡日期"], ["陈大山", CHEN, "河东村", "独居老人", "2026-01-03"]],
    "left": [["姓名", "身份证号", "村", "身份类别", "退出日期"], ["陈大山", CHEN, "河东村", "独居老人", "2026-01-03"]],
    "state": [["姓名", "身份证号", "村", "身份类别", "在册状态"], ["陈大山", CHEN, "河东村", "独居老人", "死亡"]],
    "visit": visits(CHEN),
    "pairing": [["姓名", "身份证号", "村", "帮扶责任人", "帮扶人手机号"], ["陈大山", CHEN, "河东村", "乙", "13900000001"]],
    "relief": [["户主姓名", "户主身份证号", "村", "救助项目", "发放金额", "发放时间"], ["陈户主", HEAD, "河东村", "冬春救助", 500, "2026-01-05"]],
    "relief of a person": [["姓名", "身份证号", "村", "救助项目", "发放金额", "发放时间"], ["陈大山", CHEN, "河东村", "冬春救助", 500, "2026-01-05"]],
    "house": [["户主姓名", "户主身份证号", "村", "鉴定等级"], ["陈户主", HEAD, "河东村", "D"]],
    "register": [["姓名", "学籍号", "村", "走访时间", "走访人"], ["陈小雪", REGISTER, "河东村", "2026-01-05", "乙"]],
    "register left": [["姓名", "身份证号", "学籍号", "村", "身份类别", "退出日期"], ["陈小雪", NEW, REGISTER, "河东村", "留守儿童", "2026-01-05"]],
    "head": [ROSTER, ["新人", NEW, "河东村", "独居老人", "陈户主", HEAD]],
    "head left": [[*ROSTER, "退出日期"], ["陈户主", HEAD, "河东村", "低保", "陈户主", HEAD, "2026-01-03"]],
    "family": [["姓名", "村", "身份类别", "户主姓名", "户主身份证号"], ["陈大山", "河东村", "独居老人", "陈户主", HEAD]],
}  # fmt: skip


@pytest.mark.parametrize("what", THEIRS)
def test_rows_with_numbers_of_others_people_are_held_and_tell_nothing(folder, what):
    rows = THEIRS[what]
    data = xlsx((what, rows))
    (trial,) = intake.try_files(folder, [("表.xlsx", data)], load(), within=(EAST,), today=TODAY)
    report = take(folder, "表", rows, within=(EAST,))
    assert trial.report.counts == report.counts
    assert (report.status, report.counts["held"], report.facts) == ("nothing", 1, 0)
    (problem,) = [one for one in report.problems if one.code == "person_of_others"]
    at = ord(problem.column) - ord("A")
    assert problem.row == 2 and rows[0][at] == problem.heading and problem.value[:6] == rows[1][at][:6]
    for one in (trial.report, report):
        assert "河西" not in str(one) and CHEN not in str(one) and HEAD not in str(one)
    whole = take(folder, "表", rows)  # whoever answers for all is asked nothing
    assert (whole.status, whole.counts["held"]) == ("taken", 0)


def test_own_people_and_people_whom_no_roll_lists_are_written_about(folder):
    report = take(folder, "走访", visits(WANG, NEW, CHEN), within=(EAST,))
    assert (report.status, report.counts["taken"], report.counts["held"]) == ("taken", 2, 1)
    left = [
        ["姓名", "身份证号", "村", "身份类别", "退出日期"],
        ["王一梅", WANG, "河东村", "独居老人", "2026-01-03"],
    ]
    assert take(folder, "减员", left, within=(EAST,)).counts["taken"] == 1


def test_who_moves_in_is_listed_first_and_then_written_about(folder):
    moved = [ROSTER, ["陈大山", CHEN, "河东村", "独居老人", "", ""]]
    both = take(folder, "东册", moved, visits(CHEN), within=(EAST,))
    assert (both.counts["taken"], both.counts["held"]) == (2, 0)
    gone = [
        ["姓名", "身份证号", "村", "身份类别", "退出日期"],
        ["陈大山", CHEN, "河东村", "独居老人", "2026-01-10"],
    ]
    assert take(folder, "减员", gone, within=(EAST,)).counts["taken"] == 1


@pytest.mark.parametrize(
    ("name", "id_", "register", "held"),
    [
        ("东某", CHEN, "", 1),  # another's name on somebody's number
        ("东某", NEW, REGISTER, 1),
        ("东某", "", REGISTER, 1),
        ("陈小雪", NEW, REGISTER, 0),  # as a new school lists who has come
        ("陈 大山", CHEN, "", 0),
    ],
)
def test_who_moves_in_keeps_their_name(folder, name, id_, register, held):
    rows = [["姓名", "身份证号", "学籍号", "村", "身份类别"], [name, id_, register, "河东村", "留守儿童"]]
    assert take(folder, "东册", rows, within=(EAST,)).counts["held"] == held


def test_a_name_that_was_once_written_wrong_elsewhere_holds_nobody(folder):
    take(folder, "西册", [ROSTER, ["陈大三", CHEN, "河西村", "独居老人", "", ""]])
    moved = [ROSTER, ["陈大山", CHEN, "河东村", "独居老人", "", ""]]
    assert take(folder, "东册", moved, within=(EAST,)).counts["held"] == 0


def test_who_is_listed_and_called_gone_by_one_file_is_not_called_gone(folder):
    rows = [
        ["姓名", "身份证号", "村", "身份类别", "退出日期"],
        ["陈大山", CHEN, "河东村", "独居老人", ""],
        ["陈大山", CHEN, "河东村", "低保", "2026-01-03"],
    ]
    report = take(folder, "东册", rows, within=(EAST,))
    assert (report.counts["taken"], report.counts["held"]) == (1, 1)


def test_a_household_moves_in_with_its_head_only(folder):
    member = ["陈大山", CHEN, "河东村", "独居老人", "陈户主", HEAD]
    report = take(folder, "东册", [ROSTER, member], visits(CHEN), within=(EAST,))
    assert (report.status, report.counts["held"]) == ("nothing", 2)
    head = ["陈户主", HEAD, "河东村", "低保", "陈户主", HEAD]
    assert take(folder, "东册", [ROSTER, member, head], within=(EAST,)).counts["held"] == 0
    assert (
        take(
            folder, "东册", [ROSTER, ["新人", NEW, "河东村", "低保", "陈户主", HEAD]], within=(EAST,)
        ).counts["held"]
        == 0
    )


def test_a_child_of_village_and_class_is_both_clerks(folder):
    talk = [
        ["姓名", "身份证号", "学校", "班级", "谈心时间", "教师姓名"],
        ["陈小雨", PUPIL, "青溪中心小学", "三年级1班", "2026-01-05", "乙"],
    ]
    assert take(folder, "谈心谈话记录", talk, within=(SCHOOL,)).counts["taken"] == 1
    west = [[cell if cell != "河东村" else "河西村" for cell in row] for row in visits(PUPIL)]
    assert take(folder, "走访", west, within=(WEST,)).counts["taken"] == 1
    assert take(folder, "走访二", visits(PUPIL), within=(EAST,)).counts["held"] == 1
    elder = [talk[0], ["陈大山", CHEN, *talk[1][2:]]]
    assert take(folder, "谈心谈话记录二", elder, within=(SCHOOL,)).counts["held"] == 1


def test_a_roll_of_the_whole_town_hides_nobody_from_their_village(folder):
    """A list that names the town only says neither mine nor yours."""
    town = [
        ["青溪镇低保花名册"],
        ["姓名", "身份证号", "身份类别"],
        ["甲", NEW, "低保"],
        ["陈大山", CHEN, "低保"],
    ]
    assert take(folder, "青溪镇低保", town).status == "taken"
    report = take(folder, "走访", visits(NEW, CHEN), within=(EAST,))
    assert (report.counts["taken"], report.counts["held"]) == (1, 1)


def test_reading_again_lets_in_nothing_that_was_held(folder):
    report = take(folder, "走访", visits(WANG, CHEN), within=(EAST,))
    definitions = load()
    for again in (definitions, dataclasses.replace(definitions, sha256="others")):
        office.reapply(folder, again, "manager")
    (one,) = [one for one in batches.in_force(folder) if one["file"] == report.file]
    assert one["within"] == [EAST] and one["counts"]["held"] == 1
    assert kept.rows(folder, one["batch_id"])["id_no"].to_pylist() == [WANG]


def test_the_same_file_of_whoever_answers_for_all_brings_the_rows(folder):
    data = xlsx(("走访", visits(WANG, CHEN)))
    said = [
        office.take_in(folder, [("走访.xlsx", data)], load(), "x", today=TODAY, within=within)[0].counts[
            "taken"
        ]
        for within in ((EAST,), None)
    ]
    assert said == [1, 2]


def test_what_waits_for_a_unit_is_looked_at_once_it_has_one(folder):
    """An answer to the question where a place lies does not let in what the number forbids."""
    rows = [[cell if cell != "河东村" else "后山屯" for cell in row] for row in visits(CHEN)]
    (asked,) = take(folder, "走访", rows, within=(EAST,)).questions
    report = take(folder, "走访", rows, within=(EAST,), answers={asked["id"]: EAST})
    assert report.counts["held"] == 1 and report.facts == 0
    store = office.current(folder, load())
    assert store.query(EVERYTHING, "select count(*) as n from contacts")["n"].item() == 0


RELIEF = ["户主姓名", "户主身份证号", "村", "家庭人口", "救助项目", "发放金额", "发放时间"]
PAID = [RELIEF, ["何家主", NEW, "河西村", 4, "冬春救助", 500, "2026-01-05"]]
HOUSED = [["户主姓名", "户主身份证号", "村", "鉴定等级"], ["何家主", NEW, "河西村", "D"]]
OF_NOBODY = {
    "relief": [RELIEF, ["某某", NEW, "河东村", 1, "冬春救助", 0, "2026-01-06"]],
    "relief of a person": [["姓名", "身份证号", "村", "救助项目", "发放金额", "发放时间"], ["某某", NEW, "河东村", "冬春救助", 0, "2026-01-06"]],
    "house": [HOUSED[0], ["某某", NEW, "河东村", "C"]],
    "member": [ROSTER, ["新人", MEMBER, "河东村", "独居老人", "何家主", NEW]],
    "died": [["姓名", "身份证号", "村", "身份类别", "死亡日期"], ["何家主", NEW, "河东村", "独居老人", "2026-01-03"]],
    "visit": visits(NEW),
}  # fmt: skip


@pytest.mark.parametrize("theirs", [PAID, HOUSED], ids=["paid", "housed"])
@pytest.mark.parametrize("what", OF_NOBODY)
def test_a_household_on_no_roll_is_its_village_s(folder, theirs, what):
    rows = OF_NOBODY[what]
    assert take(folder, "西台账", theirs).counts["taken"] == 1
    report = take(folder, "表", rows, within=(EAST,))
    assert (report.status, report.counts["held"], report.facts) == ("nothing", 1, 0)
    assert "河西" not in str(report) and NEW not in str(report)
    assert take(folder, "表", rows).counts["held"] == 0


def test_a_household_that_two_villages_paid_is_both_s_and_of_rolls_the_roll_counts(folder):
    """What relief says of a place lets in nothing that a roll forbids."""
    both = [
        *PAID,
        [*PAID[1][:2], "河东村", *PAID[1][3:]],
        ["陈户主", HEAD, "河东村", 2, "冬春救助", 1, "2026-01-05"],
    ]
    assert take(folder, "镇台账", both).counts["taken"] == 3
    report = take(folder, "表", [both[0], *both[2:]], within=(EAST,))
    assert (report.counts["taken"], report.counts["held"]) == (1, 1)


@pytest.mark.parametrize("theirs", [PAID, HOUSED], ids=["paid", "housed"])
@pytest.mark.parametrize(("name", "held"), [("假名", 1), ("何家主", 0)])
def test_whom_only_relief_or_houses_know_keeps_their_name(folder, theirs, name, held):
    take(folder, "西台账", theirs)
    listed = [ROSTER, [name, NEW, "河东村", "独居老人", name, NEW]]
    assert take(folder, "东册", listed, within=(EAST,)).counts["held"] == held


def test_a_household_of_relief_moves_in_by_its_head(folder):
    assert take(folder, "西台账", PAID).counts["taken"] == 1
    listed = [ROSTER, ["何家主", NEW, "河东村", "低保", "何家主", NEW]]
    report = take(folder, "东册", listed, OF_NOBODY["relief"], within=(EAST,))
    assert (report.counts["taken"], report.counts["held"]) == (2, 0)


@pytest.mark.parametrize("what", ["relief of a person", "died"])
def test_a_head_who_is_on_no_roll_is_known_by_the_members(folder, what):
    member = [ROSTER, ["何小妹", id_no(8, "20100101"), "河西村", "低保", "何家主", NEW]]
    assert take(folder, "西册", member).counts["taken"] == 1
    assert take(folder, "表", OF_NOBODY[what], within=(EAST,)).counts["held"] == 1
