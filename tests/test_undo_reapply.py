"""Undo takes one import out as if it had never been; originals can be read anew under other definitions."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from care import building, office
from care.__main__ import main
from care.definitions import load
from care.ledgers import batches, remembered
from care.ledgers.problems import Refused
from care.store import EVERYTHING, open_store
from tests.ledgers import EAST, TODAY, TOWN, id_no, xlsx

VILLAGES = [["河东村", "村", TOWN], ["河西村", "村", TOWN]]
UNITS = ("单位.xlsx", xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], *VILLAGES])))
TABLES = (
    "people",
    "memberships",
    "pairings",
    "contacts",
    "relief",
    "houses",
    "households",
    "units",
    "absences",
)


def roll(
    *people: tuple, village: str = "河东村", day: str = "2026-01-05", extra: str = "孤独老人类"
) -> bytes:
    head = [
        [f"{village}人员花名册"],
        [f"填报单位：{village}", f"填报日期：{day}"],
        ["姓名", "身份证号", "类别"],
    ]
    return xlsx(
        ("花名册", [*head, *([name, id_no(n), extra if n > 90 else "留守儿童"] for n, name in people)])
    )


FIRST = ("一.xlsx", roll((1, "张一"), (2, "张二")))
SECOND = ("二.xlsx", roll((2, "张二"), (3, "张三"), (5, "张五"), day="2026-01-10"))
THIRD = ("三.xlsx", roll((3, "张三"), (4, "李四"), village="河西村", day="2026-01-15"))


def take(folder, *files, **options):
    return office.take_in(folder, files, load(), "王干事", today=TODAY, **options)


def answers(folder) -> dict[str, list]:
    """Everything the store says, without the names of batches."""
    store = open_store(building.build(folder, load()))
    told = {}
    for table in TABLES:
        frame = store.query(EVERYTHING, f"select * from {table}")
        told[table] = sorted(map(str, frame.astype(object).where(frame.notna(), None).values.tolist()))
    return told


@pytest.mark.parametrize("undone", [FIRST, SECOND, THIRD])
def test_an_undone_import_leaves_the_store_as_if_it_had_never_been(tmp_path, undone):
    files = [UNITS, FIRST, SECOND, THIRD]
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir(), other.mkdir()
    (one / "id_salt").write_text("salt", "utf-8")
    shutil.copy(one / "id_salt", other / "id_salt")
    reports = take(one, *files)
    take(other, *(file for file in files if file is not undone))
    batch = next(report.batch_id for report in reports if report.file == undone[0])
    before = answers(one)
    office.undo(one, load(), batch, "李干事", "错了")
    assert answers(one) == answers(other) != before
    assert len(batches.in_force(one)) == 3
    record = next(record for record in batches.all_batches(one) if record["batch_id"] == batch)
    assert (record["withdrawal"]["by"], record["withdrawal"]["reason"]) == ("李干事", "错了")
    with pytest.raises(Refused, match="batch_withdrawn"):
        office.undo(one, load(), batch, "李干事")


def test_an_undone_file_can_be_taken_in_again(tmp_path):
    _, report = take(tmp_path, UNITS, FIRST)
    office.undo(tmp_path, load(), report.batch_id, "王干事")
    (again,) = take(tmp_path, FIRST)
    assert again.status == "taken"
    assert again.batch_id != report.batch_id


def test_undoing_a_complete_roll_brings_back_whoever_had_left(tmp_path):
    _, _, report = take(tmp_path, UNITS, FIRST, ("二.xlsx", SECOND[1]))
    stays = answers(tmp_path)
    (whole,) = take(tmp_path, SECOND, complete=True)
    assert whole.status == "taken"  # the same rows, said to be all
    assert whole.counts["vanished"] == 1
    assert answers(tmp_path)["memberships"] != stays["memberships"]
    office.undo(tmp_path, load(), whole.batch_id, "王干事")
    assert answers(tmp_path) == stays
    assert report.batch_id in {one["batch_id"] for one in batches.in_force(tmp_path)}


def test_originals_are_read_anew_under_todays_definitions(tmp_path):
    first, second = ("一.xlsx", roll((1, "张一"), (91, "张二"))), THIRD
    _, one, two = take(tmp_path, UNITS, first, second)
    assert "group_unknown" in {problem.code for problem in one.problems}
    elderly = load().groups["elderly_alone"]
    spelled = replace(elderly, spellings=[*elderly.spellings, "孤独老人类"])
    today = replace(load(), groups=load().groups | {"elderly_alone": spelled}, sha256="another")
    reports = office.reapply(tmp_path, today, "李干事")
    assert [report.status for report in reports] == ["already", "taken", "already"]
    changed = reports[1]
    assert {key: changed.counts[key] for key in ("new", "changed", "unchanged", "vanished")} == {
        "new": 1, "changed": 0, "unchanged": 1, "vanished": 0,
    } or changed.counts["changed"] == 1  # fmt: skip
    manifest = next(m for m in batches.in_force(tmp_path) if m["batch_id"] == changed.batch_id)
    before = next(m for m in batches.all_batches(tmp_path) if m["batch_id"] == one.batch_id)
    assert (manifest["imported_at"], manifest["imported_by"]) == (before["imported_at"], "王干事")
    assert manifest["reapplied_by"] == "李干事"
    assert not before["in_force"]
    office.undo(tmp_path, load(), changed.batch_id, "王干事")
    assert one.batch_id in {m["batch_id"] for m in batches.in_force(tmp_path)}
    assert two.batch_id in {m["batch_id"] for m in batches.in_force(tmp_path)}


def test_what_a_colleague_undoes_while_originals_are_read_anew_does_not_come_back(tmp_path, monkeypatch):
    """Before its turn, and between its reading and its writing."""
    _, first, second = take(tmp_path, UNITS, FIRST, THIRD)
    today, packed = replace(load(), sha256="another"), batches.packed

    def meanwhile(_, name: str) -> None:
        if name == FIRST[0]:
            office.undo(tmp_path, load(), second.batch_id, "王干事")

    def undone_too(rows):
        monkeypatch.setattr(batches, "packed", packed)
        office.undo(tmp_path, load(), first.batch_id, "王干事")
        return packed(rows)

    monkeypatch.setattr(batches, "packed", undone_too)
    wanted = [first.batch_id, second.batch_id]
    reports = office.reapply(tmp_path, today, "李干事", wanted, progress=meanwhile)
    assert [(one.status, one.problems[0].code) for one in reports] == [
        ("refused", "batch_gone_meanwhile")
    ] * 2
    assert [one["file"] for one in batches.in_force(tmp_path)] == [UNITS[0]]


def test_an_import_that_was_replaced_is_not_undone_for_nothing(tmp_path):
    """Its page stood open; the one that replaced it is named."""
    _, _, report = take(tmp_path, UNITS, FIRST, ("二.xlsx", SECOND[1]))
    (whole,) = take(tmp_path, SECOND, complete=True)
    with pytest.raises(Refused) as refusal:
        office.undo(tmp_path, load(), report.batch_id, "李干事")
    assert refusal.value.problem.code == "batch_replaced"
    assert refusal.value.problem.values == {"batch_id": report.batch_id, "other": whole.batch_id}
    office.undo(tmp_path, load(), whole.batch_id, "李干事")
    office.undo(tmp_path, load(), report.batch_id, "李干事")
    assert [one["file"] for one in batches.in_force(tmp_path)] == [UNITS[0], FIRST[0]]


def test_reapplying_uses_what_was_answered_meanwhile(tmp_path):
    named = xlsx(
        ("花名册", [["村", "姓名", "身份证号"], ["黑石村", "张一", id_no(1)], ["河东村", "张二", id_no(2)]])
    )
    _, report = take(tmp_path, UNITS, ("村.xlsx", named))
    assert report.counts["held"] == 1
    remembered.remember_answers(tmp_path, {"unit:黑石村": EAST}, "王干事")
    (again,) = office.reapply(tmp_path, load(), "王干事", [report.batch_id])
    assert (again.status, again.counts["taken"], again.counts["held"]) == ("taken", 2, 0)


def test_a_ledger_without_a_day_keeps_the_day_it_came(tmp_path):
    bare = xlsx(("花名册", [["村", "姓名", "身份证号", "类别"], ["河东村", "张一", id_no(1), "孤独老人类"]]))
    _, report = take(tmp_path, UNITS, ("村.xlsx", bare))
    (again,) = office.reapply(tmp_path, replace(load(), sha256="other"), "王干事", [report.batch_id])
    assert again.status == "already"
    assert again.ledger_on == date(2026, 1, 20)


@pytest.mark.parametrize("again", ["read again", "sent again"])
def test_what_a_wrong_roll_placed_follows_the_right_one_once_it_is_read_or_sent_again(tmp_path, again):
    """A relief list without villages stands where rolls list its people; the undo says which lists these are."""
    listed = [
        ["冬春救助台账"],
        ["户主姓名", "户主身份证号", "救助金额", "发放日期"],
        ["张一", id_no(1), 500, date(2026, 1, 16)],
    ]
    relief = ("冬春.xlsx", xlsx(("冬春救助", listed)))
    (_, wrong, _) = take(tmp_path, UNITS, ("错.xlsx", roll((1, "张一"), village="河西村")), relief)

    def stands() -> list[str]:
        store = open_store(building.build(tmp_path, load()))
        return store.query(EVERYTHING, "select unit_id from relief")["unit_id"].tolist()

    assert stands() == [f"{TOWN}/河西村"]
    assert batches.placed_by_rolls(tmp_path, None) == ["冬春.xlsx"]
    assert batches.placed_by_rolls(tmp_path, (EAST,)) == []
    assert main(["--data", str(tmp_path), "undo", wrong.batch_id, "--by", "test"]) == 0
    take(tmp_path, ("对.xlsx", roll((1, "张一"))))
    if again == "read again":
        done = {one.file: one.status for one in office.reapply(tmp_path, load(), "test")}
    else:
        done = {one.file: one.status for one in take(tmp_path, relief)}
    assert done["冬春.xlsx"] == "taken"
    assert stands() == [EAST]
    assert [one.status for one in take(tmp_path, relief)] == ["already"]
