"""A clerk of one village brings that village's rows and no others, and undoes their own imports only."""

import pytest

from care import office
from care.definitions import load
from care.ledgers import batches, remembered
from care.ledgers.problems import Refused
from care.ledgers.recognising import Correction
from care.roles import user
from care.screen import ledger_batch, ledger_remembered
from care.screen.ledger_desk import Desk
from care.words import voice
from tests.ledgers import EAST, TODAY, TOWN, id_no, xlsx


def roll(*villages: str) -> bytes:
    rows = [["姓名", "身份证号", "村", "身份类别"]]
    rows += [[f"王{at}", id_no(at + 1, "19500101"), one, "独居老人"] for at, one in enumerate(villages)]
    return xlsx(("花名册", rows))


def take(folder, name: str, data: bytes, **options):
    return office.take_in(folder, [(name, data)], load(), "clerk", today=TODAY, **options)[0]


@pytest.fixture
def folder(tmp_path):
    units = [
        ["单位名称", "单位类型", "上级单位"],
        [TOWN, "镇", ""],
        ["河东村", "村", TOWN],
        ["河西村", "村", TOWN],
    ]
    assert take(tmp_path, "单位.xlsx", xlsx(("单位", units))).status == "taken"
    return tmp_path


def test_own_rows_come_in_and_others_are_refused_whole(folder):
    assert take(folder, "东.xlsx", roll("河东村"), within=(EAST,)).status == "taken"
    before = batches.in_force(folder)
    for villages in (("河西村",), ("河东村", "河西村")):
        refused = take(folder, "西.xlsx", roll(*villages), within=(EAST,))
        assert refused.status == "refused"
        assert [(one.code, one.values["units"]) for one in refused.problems] == [
            ("units_not_yours", "河西村")
        ]
    assert batches.in_force(folder) == before


def listed(name: str, kind: str, above: str) -> bytes:
    return xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [name, kind, above]]))


@pytest.mark.parametrize(
    ("name", "kind", "above"),
    [
        *((name, "村", "河东村") for name in ("河西村", "河西", "河西村委会", TOWN, "后山屯")),
        ("后山小学", "学校", "河东村"),
        ("后山小学", "班级", "东小学"),  # would be the school that ledgers name
        ("后山小学班", "班级", "东小学"),
        ("一年级1班", "班级", "河东村"),
        ("河东村", "镇", TOWN),
    ],
)
def test_new_villages_and_schools_are_for_whoever_answers_for_all(folder, name, kind, above):
    """They would have caught what colleagues' ledgers put under that name, or made them be asked about it."""
    assert take(folder, "校.xlsx", listed("东小学", "学校", "河东村")).status == "taken"
    data = listed(name, kind, above)
    (trial,) = office.try_files(folder, [("单位.xlsx", data)], load(), within=(EAST,), today=TODAY)
    for report in (trial.report, take(folder, "单位.xlsx", data, within=(EAST,))):
        assert [(one.code, one.values) for one in report.problems] == [
            ("units_new", {"units": name, "count": 1})
        ]
    assert take(folder, "单位.xlsx", data).status == "taken"
    assert take(folder, "单位二.xlsx", data, within=(EAST,)).status != "refused"  # now it is known


def test_classes_of_ones_own_school_and_what_is_known_already_may_be_told(folder):
    assert take(folder, "校.xlsx", listed("东小学", "学校", "河东村")).status == "taken"
    for at, (name, kind, above) in enumerate(
        [
            ("三（2）班", "班级", "东小学"),
            ("苗苗班", "班", "东小学"),
            ("东小学", "学校", "河东村"),
            ("河东村", "村", TOWN),
        ]
    ):
        report = take(folder, f"{at}.xlsx", listed(name, kind, above), within=(EAST,))
        assert report.status in ("taken", "already") and not report.problems


def test_an_unknown_name_waits_for_an_answer_that_puts_it_to_ones_own_unit(folder):
    asked = take(folder, "名册.xlsx", roll("后山屯"), within=(EAST,))
    (question,) = asked.questions
    assert asked.counts["held"] == 1
    again = take(folder, "名册.xlsx", roll("后山屯"), within=(EAST,), answers={question["id"]: EAST})
    assert again.counts["taken"] == 1 and again.unit_id == EAST


def test_a_trial_says_so_beforehand(folder):
    (trial,) = office.try_files(folder, [("西.xlsx", roll("河西村"))], load(), within=(EAST,), today=TODAY)
    assert [one.code for one in trial.report.problems] == ["units_not_yours"] and trial.rows is None


def test_a_trial_tells_nothing_of_other_villages_people(folder):
    """Somebody's ID or register number in one's own list brings out nothing that others have on file."""
    rows = [["姓名", "身份证号", "学籍号", "村", "身份类别", "监护人姓名"]]
    theirs = ["陈小雨", id_no(7, "20150101"), "G990121201501010073", "河西村", "留守儿童", "陈大山"]
    assert take(folder, "西.xlsx", xlsx(("花名册", [*rows, theirs]))).status == "taken"
    for number, register in ((theirs[1], ""), ("", theirs[2])):
        for name, new, held in (("陈小雨", 1, 0), ("甲", 0, 1)):  # moves in; a number that is somebody else's
            mine = xlsx(("花名册", [*rows, [name, number, register, "河东村", "留守儿童", "乙"]]))
            (seen,) = office.try_files(folder, [("东.xlsx", mine)], load(), today=TODAY)
            assert seen.report.counts["changed"] == 1  # whoever may see both villages is told
            (trial,) = office.try_files(folder, [("东.xlsx", mine)], load(), within=(EAST,), today=TODAY)
            report = take(folder, f"{number}{new}.xlsx", mine, within=(EAST,))
            for told in (trial.report, report):
                assert (told.counts["new"], told.counts["held"]) == (new, held)
                assert "陈大山" not in str(told) and "河西村" not in str(told)
                assert new or "陈" not in str(told)
            if new:
                office.undo(folder, load(), report.batch_id, "clerk")


def test_imports_about_others_are_not_theirs_to_see_or_undo(folder):
    own = take(folder, "东.xlsx", roll("河东村"))
    other = take(folder, "西.xlsx", roll("河西村"))
    both = take(folder, "全.xlsx", roll("河东村", "河西村"))
    mine = [one["batch_id"] for one in batches.all_batches(folder) if batches.within(one, (EAST,))]
    assert mine == [own.batch_id]
    for batch_id in (other.batch_id, both.batch_id):
        with pytest.raises(Refused):
            office.undo(folder, load(), batch_id, "clerk", within=(EAST,))
    office.undo(folder, load(), own.batch_id, "clerk", within=(EAST,))
    assert [one["batch_id"] for one in batches.in_force(folder)][1:] == [other.batch_id, both.batch_id]


def test_the_very_file_of_a_colleague_replaces_nothing_of_theirs(folder):
    """A file that names no village, answered otherwise by a clerk of another one."""
    data = xlsx(("Sheet1", [["独居老人花名册"], ["姓名", "身份证号"], ["王一梅", id_no(9, "19400612")]]))
    west = EAST.replace("河东", "河西")
    (asked,) = take(folder, "名单.xlsx", data, within=(west,)).questions
    theirs = take(folder, "名单.xlsx", data, within=(west,), answers={asked["id"]: west})
    trial = take(folder, "名单.xlsx", data, within=(EAST,), dry_run=True)
    assert [one["id"] for one in trial.questions] == [asked["id"]]  # asked anew: their answer is not told
    mine = take(folder, "名单.xlsx", data, within=(EAST,), answers={asked["id"]: EAST})
    assert [theirs.status, mine.status] == ["taken", "taken"]
    assert theirs.batch_id in {one["batch_id"] for one in batches.in_force(folder)}


def test_what_a_colleague_s_ledger_says_of_other_places_is_not_theirs_to_read(folder, monkeypatch):
    """Of a town's ledger one village's row was taken and another place's held: its original names both."""
    drawn = []
    for name in ("download", "problems", "marked_button"):
        monkeypatch.setattr(ledger_batch, name, lambda *_, called=name, **__: drawn.append(called))
    seen = {}
    for villages in (("河东村", "后山屯"), ("河东村",)):
        report = take(folder, f"{len(villages)}.xlsx", roll(*villages))
        one = next(one for one in batches.all_batches(folder) if one["batch_id"] == report.batch_id)
        assert batches.within(one, (EAST,))
        for who, units in (("east", (EAST,)), ("clerk", (EAST,)), ("town", None)):
            drawn.clear()
            asker = user(who, ("clerk",), units, None)
            ledger_batch.batch_panel(Desk(asker, voice("en"), folder, load(), {}, []), one)
            seen[len(villages), who] = set(drawn)
    everything = {"download", "problems", "marked_button"}
    assert seen[2, "east"] == seen[1, "east"] == set()  # what stands beside a table cannot be counted
    assert seen[2, "clerk"] == seen[2, "town"] == everything


def test_a_layout_does_not_tell_what_a_colleague_s_file_is_called(tmp_path):
    """The correction holds for everybody's ledgers; the file it was made on may name a village, or a group."""
    remembered.remember_layout(
        tmp_path, "k", Correction(fields={"备注2": "risk"}), "clerk", "河西村特困人员.xlsx"
    )
    (one,) = remembered.records(tmp_path)
    said = {}
    for who, units in (("east", (EAST,)), ("clerk", (EAST,)), ("town", None)):
        desk = Desk(user(who, ("clerk",), units, None), voice("zh"), tmp_path, load(), {}, [])
        said[who] = "；".join(ledger_remembered._said(desk, one, {}))
    assert "河西村" not in said["east"] and "备注2" in said["east"]
    assert "河西村特困人员.xlsx" in said["clerk"] and "河西村特困人员.xlsx" in said["town"]
