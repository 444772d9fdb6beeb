"""What a clerk says once: units, layouts; asked no more, used at once, never half written."""

import json
from dataclasses import replace
from datetime import date

import pyarrow.parquet as parquet
import pytest

from care import audit, office, vault
from care.definitions import load
from care.ledgers import batches, remembered
from care.ledgers.problems import Refused
from care.ledgers.recognising import Correction
from care.ledgers.remembered import checked
from care.roles import user
from care.screen import ledger_taking
from care.screen.ledger_desk import Desk, Paper
from care.words import voice
from tests.ledgers import EAST, TODAY, TOWN, UNITS, id_no, taken, xlsx
from tests.making import batch

HEADER = ["村", "姓名", "身份证号", "人群类别"]
STONE, SCHOOL = "青溪镇/石桥村", "青溪镇/青溪中心小学"


@pytest.fixture
def folder(tmp_path):
    names = UNITS | {STONE: ("石桥村", "village", ())}
    rows = [{"unit_id": one, "unit_name": name, "unit_kind": kind} for one, (name, kind, _) in names.items()]
    batch(tmp_path, "units", "units", rows, date(2026, 1, 1))
    return tmp_path


def roll(*villages: str, sheet: str = "花名册", first: int = 1) -> bytes:
    people = [
        [village, f"张{'一二三四五'[at]}", id_no(first + at), "留守儿童"]
        for at, village in enumerate(villages)
    ]
    return xlsx((sheet, [["青溪镇特殊群体花名册"], HEADER, *people]))


def bare(first: int, sheet: str = "Sheet1") -> bytes:
    """A list that names no unit."""
    return xlsx((sheet, [["姓名", "身份证号", "人群类别"], ["张一", id_no(first), "留守儿童"]]))


def column(first: int, text: str) -> bytes:
    """A list whose column of villages says only `text`."""
    return roll(text, first=first)


def stated(first: int, text: str) -> bytes:
    """A list whose 填报单位 is `text`."""
    people = [["姓名", "身份证号", "人群类别"], ["张一", id_no(first), "留守儿童"]]
    return xlsx(("Sheet1", [["花名册"], [f"填报单位：{text}"], *people]))


def take(folder, *files, **options):
    return office.take_in(folder, list(files), load(), "王干事", today=TODAY, **options)


def rows_of(folder, report) -> list[dict]:
    return parquet.read_table(folder / "batches" / report.batch_id / "rows.parquet").to_pylist()


def test_a_day_that_has_not_come_is_refused_for_a_ledger_that_names_none(folder):
    """Nothing that came later would count against such a ledger."""
    data = xlsx(("花名册", [HEADER, ["河东村", "张一", id_no(1), "留守儿童"]]))
    (refused,) = take(folder, ("a.xlsx", data), day=date(2026, 1, 21))
    assert (refused.status, refused.problems[0].code) == ("refused", "day_ahead")
    (taken,) = take(folder, ("a.xlsx", data), day=TODAY)
    assert (taken.status, taken.ledger_on) == ("taken", TODAY)


def test_an_answered_question_brings_the_held_rows_in(folder):
    data = roll("河东村", "黑石村")
    (first,) = take(folder, ("a.xlsx", data))
    assert (first.counts["taken"], first.counts["held"]) == (1, 1)
    (asked,) = first.questions
    assert asked["id"] == "unit:黑石村"

    (second,) = take(folder, ("a.xlsx", data), answers={"unit:黑石村": STONE})
    assert second.status == "taken"
    assert (second.counts["taken"], second.counts["held"]) == (2, 0)
    assert [row["unit_id"] for row in rows_of(folder, second)] == [EAST, STONE]
    in_force = [one["batch_id"] for one in batches.in_force(folder)]
    assert in_force == ["units", second.batch_id]  # the later one stands for the file


def test_what_was_answered_is_not_asked_again(folder):
    january = roll("黑石村")
    take(folder, ("a.xlsx", january), answers={"unit:黑石村": "石桥村"})  # by its name
    assert remembered.answers(folder) == {"unit:黑石村": STONE}
    (next_month,) = take(folder, ("b.xlsx", roll("黑石村", "河东村", first=10)))
    assert (next_month.counts["taken"], next_month.questions) == (2, ())
    (again,) = take(folder, ("a.xlsx", january))
    assert again.status == "already"


def test_a_unit_that_is_known_by_now_needs_no_answer(folder):
    take(folder, ("a.xlsx", roll("黑石村")), answers={"unit:黑石村": STONE})
    black = {"unit_id": "青溪镇/黑石村", "unit_name": "黑石村", "unit_kind": "village"}
    batch(folder, "added", "units", [black], date(2026, 1, 2))
    (report,) = take(folder, ("b.xlsx", roll("黑石村", first=10)))
    assert [row["unit_id"] for row in rows_of(folder, report)] == ["青溪镇/黑石村"]


def test_what_is_answered_about_a_school_in_a_column_of_villages_moves_nothing_of_the_school():
    said = {f"unit:{one}": EAST for one in ("青溪中心小学", "后山小学")}
    activities = [
        ["活动单位", "活动时间", "活动名称", "参加人数"],
        ["青溪中心小学", date(2026, 1, 5), "读书会", 30],
    ]
    _, (held_by,) = taken(("关爱活动", [["关爱活动台账"], *activities]), answers=said)
    assert held_by["unit_id"] == SCHOOL
    child = ["张一", id_no(1), "三年级", "1班", "留守儿童"]
    pupils = [["姓名", "身份证号", "年级", "班级", "人群类别"], child]
    _, (pupil,) = taken(("学籍", [["填报单位：青溪中心小学"], *pupils]), answers=said)
    assert (pupil["unit_id"], pupil["class_unit_id"]) == (None, f"{SCHOOL}/三年级1班")
    elsewhere = [[*pupils[0], "学校"], [*child, "后山小学"]]  # nobody knows it: no class below a village
    report, _ = taken(("学籍", elsewhere), answers=said)
    assert report.counts["held"] == 1


def test_a_place_outside_is_ignored_from_then_on(folder):
    take(folder, ("a.xlsx", roll("黑石村", "河东村")), answers={"unit:黑石村": "outside"})
    (report,) = take(folder, ("b.xlsx", roll("黑石村", "河东村", first=10)))
    assert (report.counts["taken"], report.counts["ignored"], report.counts["held"]) == (1, 1, 0)


def test_an_answer_that_names_no_unit_changes_nothing(folder):
    (report,) = take(folder, ("a.xlsx", roll("黑石村", "河东村")), answers={"unit:黑石村": "没有这个村"})
    assert report.counts["held"] == 1
    assert remembered.answers(folder) == {}


def test_a_dry_run_uses_answers_and_remembers_nothing(folder):
    (report,) = take(folder, ("a.xlsx", roll("黑石村")), answers={"unit:黑石村": STONE}, dry_run=True)
    assert (report.status, report.counts["taken"]) == ("dry_run", 1)
    assert remembered.answers(folder) == {}
    assert len(batches.in_force(folder)) == 1


COMMON = (  # what every village or school has
    *((bare, one) for one in ("Sheet1", "一组", "第二村民小组", "本村", "三社区", "中学", "村")),
    *((column, one) for one in ("一组", "1", "本村", "二号网格", "村（一组）")),
    *((stated, one) for one in ("村民委员会（盖章）", "2026年1月", "XX村", "民政办")),
)


@pytest.mark.parametrize(("made", "text"), COMMON)
def test_what_is_said_of_a_text_that_names_no_unit_holds_for_its_file_only(folder, made, text):
    data = made(1, text)
    (asked,) = take(folder, ("名单.xlsx", data))
    assert asked.counts["held"] == 1
    question = asked.questions[0]["id"]
    (answered,) = take(folder, ("名单.xlsx", data), answers={question: EAST})
    assert rows_of(folder, answered)[0]["unit_id"] == EAST
    (again,) = take(folder, ("名单.xlsx", data))
    assert (again.status, again.batch_id) == ("already", answered.batch_id)
    (reread,) = office.reapply(folder, load(), "王干事", [answered.batch_id])
    assert reread.status == "already"
    (other,) = take(folder, ("别村名单.xlsx", made(2, text)))  # another village's
    assert other.counts["held"] == 1
    assert remembered.answers(folder) == {}


@pytest.mark.parametrize("made", [bare, column, stated])
def test_what_is_said_of_a_name_holds_for_every_file(folder, made):
    (asked,) = take(folder, ("一.xlsx", made(1, "黑石村（新）")))
    take(folder, ("一.xlsx", made(1, "黑石村（新）")), answers={asked.questions[0]["id"]: STONE})
    (other,) = take(folder, ("二.xlsx", made(2, "黑石村（新）")))
    assert (other.unit_id, other.questions) == (STONE, ())


def test_what_a_clerk_says_of_others_places_holds_for_their_own_ledgers_where_these_come_in(folder):
    mine, outside = {"within": (EAST,)}, {"unit:黑石村": "outside"}
    (refused,) = take(folder, ("一.xlsx", roll("黑石村")), answers={"unit:黑石村": STONE}, **mine)
    assert (refused.status, remembered.records(folder)) == ("refused", [])
    (first,) = take(folder, ("二.xlsx", roll("河东村", "黑石村")), answers=outside, **mine)
    (next_month,) = take(folder, ("三.xlsx", roll("河东村", "黑石村", first=10)), **mine)
    for one in (first, next_month):
        assert (one.counts["taken"], one.counts["ignored"], one.questions) == (1, 1, ())
    (town,) = take(folder, ("镇.xlsx", roll("黑石村", first=20)))
    assert town.counts["held"] == 1
    take(folder, ("四.xlsx", roll("南坡屯", first=30)), answers={"unit:南坡屯": EAST}, **mine)
    (town,) = take(folder, ("镇2.xlsx", roll("南坡屯", first=40)))
    assert town.unit_id == EAST
    said = [one["record"] for one in audit.entries(folder) if one["deed"] == "remember"]
    assert said == [one["id"] for one in remembered.records(folder)]
    assert len(said) == 2


def test_files_taken_in_together_keep_each_what_was_said_of_it(folder):
    earlier = date(2026, 1, 5)
    said = (
        ({"unit:sheet1": EAST}, TODAY),
        ({"unit:sheet1": STONE}, TODAY),
        ({}, TODAY),
        ({"unit:sheet1": EAST}, earlier),
    )
    papers = [
        Paper(str(at), f"名单{at}.xlsx", bare(at), answers=answers, day=day, wanted=True)
        for at, (answers, day) in enumerate(said, 1)
    ]
    desk = Desk(user("王干事", ("clerk",), None, None), voice("zh"), folder, load(), {}, papers)
    work = ledger_taking.taking(desk)
    work.run(work)
    came = [(one.outcome.unit_id, one.outcome.ledger_on, one.outcome.counts["held"]) for one in papers]
    assert came == [(EAST, TODAY, 0), (STONE, TODAY, 0), (None, None, 1), (EAST, earlier, 0)]


def test_a_name_that_was_answered_otherwise_for_two_files_stays_apart_when_they_are_read_again(folder):
    files = [
        office.Sent(f"{at}.xlsx", roll("上湾", first=at * 10), {"answers": {"unit:上湾": unit}})
        for at, unit in enumerate((EAST, STONE))
    ]
    came = office.take_in(folder, files, load(), "王干事", today=TODAY)
    assert [one.unit_id for one in came] == [EAST, STONE]
    assert remembered.records(folder) == []
    other = replace(load(), sha256="other")
    assert [one.unit_id for one in office.reapply(folder, other, "test")][-2:] == [EAST, STONE]
    assert [one.unit_id for one in office.reapply(folder, load(), "test")][-2:] == [EAST, STONE]


def test_what_older_versions_remembered_of_a_name_that_every_village_has_holds_for_no_new_file(folder):
    remembered.remember_answers(folder, {"unit:一组": EAST, "unit:上湾": EAST}, "test")
    assert set(remembered.answers(folder)) == {"unit:上湾"}
    assert set(remembered.answers(folder, again=True)) == {"unit:一组", "unit:上湾"}


@pytest.mark.parametrize(
    ("stated", "holds"),
    [
        ("青溪中心校", True),
        ("后山", True),
        ("河东完小", True),
        ("民政办", False),
        ("村委会", False),
        ("XX村", False),
    ],
)
def test_a_reply_about_who_fills_in_holds_for_everybody_where_that_names_one_unit(stated, holds):
    asked = {f"unit:{stated}": EAST}
    assert remembered.of_file(asked, [{"sheet": "Sheet1", "stated_unit": stated}]) == ({} if holds else asked)


def test_a_corrected_layout_is_read_that_way_next_month(folder):
    def list_of(first):
        rows = [
            ["河东村留守儿童花名册"],
            ["姓名", "身份证号", "甲栏", "联系电话"],
            ["张一", id_no(first), "2024-03-01", "13800000000"],
        ]
        return xlsx(("花名册", rows))

    (trial,) = office.try_files(folder, [("一月.xlsx", list_of(1))], load(), today=TODAY)
    sheet = trial.report.sheets[0]
    assert {one["heading"]: one["field"] for one in sheet["mapping"]}["甲栏"] in (None, "")
    fix = Correction(kind="roster", fields={"甲栏": "since", "联系电话": "guardian_phone"})
    (report,) = take(folder, ("一月.xlsx", list_of(1)), corrections={sheet["key"]: fix})
    assert rows_of(folder, report)[0]["since"] == date(2024, 3, 1)

    (february,) = take(folder, ("二月.xlsx", list_of(2)))
    row = rows_of(folder, february)[0]
    assert (row["since"], row["guardian_phone"], row.get("phone")) == (date(2024, 3, 1), "13800000000", None)
    remembered.remember_layout(folder, sheet["key"], Correction(), "王干事")
    (march,) = take(folder, ("三月.xlsx", list_of(3)))
    assert rows_of(folder, march)[0].get("since") is None


def test_a_header_that_nobody_found_can_be_pointed_at(folder):
    rows = [["河东村"], ["甲", "乙", "丙"], ["张一", id_no(1), "留守儿童"], ["张二", id_no(2), "留守儿童"]]
    (trial,) = office.try_files(folder, [("名单.xlsx", xlsx(("单", rows)))], load(), today=TODAY)
    assert trial.report.status == "refused"
    (sheet,) = trial.report.sheets
    assert trial.heads[0].rows[1][:3] == ("甲", "乙", "丙")
    fix = Correction("roster", (2, 1), {"甲": "name", "乙": "id_no", "丙": "groups"})
    (report,) = take(folder, ("名单.xlsx", xlsx(("单", rows))), corrections={sheet["key"]: fix})
    assert [row["name"] for row in rows_of(folder, report)] == ["张一", "张二"]


def test_a_correction_must_name_what_exists():
    assert checked(
        {"kind": "roster", "header": [2, 1], "fields": {"甲": "name", "乙": ""}}, load()
    ).header == (2, 1)
    for wrong in ({"kind": "nonsense"}, {"fields": {"甲": "nonsense"}}, {"header": [0, 1]}):
        with pytest.raises(Refused, match="correction_unknown"):
            checked(wrong, load())


def test_records_say_who_and_when_and_can_be_forgotten(folder):
    remembered.remember_answers(folder, {"unit:黑石村": STONE}, "王干事")
    (record,) = remembered.records(folder)
    assert (record["by"], record["reply"], record["sort"]) == ("王干事", STONE, "answer")
    assert record["at"]
    with pytest.raises(Refused):
        remembered.forget(folder, "../../etc/passwd")
    remembered.forget(folder, record["id"])
    assert remembered.records(folder) == []


def test_a_record_is_there_whole_or_not_at_all(folder, monkeypatch):
    remembered.remember_answers(folder, {"unit:黑石村": STONE}, "王干事")

    def dies(path, data):
        path.write_bytes(data[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        remembered.remember_answers(folder, {"unit:黑石村": EAST}, "李干事")
    monkeypatch.undo()
    assert remembered.answers(folder) == {"unit:黑石村": STONE}
    for path in (folder / "remembered").glob("[!.]*"):
        json.loads(path.read_text("utf-8"))


def test_files_of_one_dry_run_know_the_units_that_one_of_them_brings(tmp_path):
    units = xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], ["河东村", "村", TOWN]]))
    files = [("花名册.xlsx", roll("河东村")), ("单位.xlsx", units)]
    trials = office.try_files(tmp_path / "new", files, load(), today=TODAY)
    assert [one.report.counts["taken"] for one in trials] == [1, 2]
    assert not (tmp_path / "new" / "batches").exists()


def test_a_list_of_units_without_a_day_speaks_for_none(tmp_path):
    """A roster without one speaks for today, and the page says so; units are no state of a day."""
    rows = [["单位名称", "单位类别", "上级单位"], [TOWN, "镇", ""], ["河东村", "村", TOWN]]
    roster = [["村", "姓名", "类别"], ["河东村", "王秀英", "独居老人"]]
    reports = office.take_in(
        tmp_path,
        [("单位.xlsx", xlsx(("单位", rows))), ("名册.xlsx", xlsx(("名册", roster)))],
        load(),
        "x",
        today=TODAY,
    )
    assert [(one.status, one.ledger_on) for one in reports] == [("taken", None), ("taken", TODAY)]
