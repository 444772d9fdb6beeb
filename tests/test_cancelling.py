"""An import tells its rows while it runs, and can be cancelled at every step of it: then nothing is written."""

import subprocess

import pytest

from care import office
from care.definitions import load
from care.ledgers import reading, remembered, spare
from care.ledgers.progress import Cancelled, Step
from care.ledgers.recognising import Correction
from tests.ledgers import id_no, xlsx

ROLL = xlsx(
    ("花名册", [["姓名", "身份证号", "性别"], *([f"王{n}芳", id_no(n), "女"] for n in range(1, 40))]),
)
LONG = "\n".join(["姓名,走访时间,走访人", *("王小芳,2025-12-01,李明" for _ in range(300_000))]).encode()


def files_below(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def take(folder, data: bytes, tell, **options):
    (report,) = office.take_in(folder, [("青溪镇河东村.xlsx", data)], load(), "x", tell=tell, **options)
    return report


def test_the_steps_are_told_in_order_and_in_rows(town_of_units):
    steps: list[Step] = []
    assert take(town_of_units, ROLL, steps.append).status == "taken"
    assert list(dict.fromkeys(step.stage for step in steps)) == ["read", "check", "compare", "write"]
    assert {step.rows for step in steps if step.stage != "read"} == {39}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_cancel_at_any_step_leaves_nothing(town_of_units, dry_run):
    told: list[Step] = []
    take(town_of_units, ROLL, told.append, dry_run=True)
    before = files_below(town_of_units)
    for stop in range(sum(step.stage != "read" for step in told)):
        heard = iter(range(len(told)))

        def tell(step: Step, heard=heard, stop=stop) -> None:
            if step.stage != "read" and next(heard) >= stop:
                raise Cancelled

        assert take(town_of_units, ROLL, tell, dry_run=dry_run).status == "cancelled"
        assert files_below(town_of_units) - {"writer.lock"} == before - {"writer.lock"}


@pytest.fixture
def town_of_units(tmp_path):
    rows = [["单位名称", "单位类别", "上级单位"], ["青溪镇", "镇", ""], ["河东村", "村", "青溪镇"]]
    office.take_in(tmp_path, [("单位.xlsx", xlsx(("单位", rows)))], load(), "x")
    return tmp_path


def test_a_cancel_inside_a_file_ends_the_process_that_reads_it(monkeypatch):
    spare.end()
    begun, popen = [], subprocess.Popen
    monkeypatch.setattr(spare.subprocess, "Popen", lambda *a, **k: begun.append(popen(*a, **k)) or begun[-1])
    seen: list[Step] = []

    def tell(step: Step) -> None:
        seen.append(step)
        if step.rows:
            raise Cancelled

    with pytest.raises(Cancelled):
        reading.read("long.csv", LONG, tell)
    assert 0 < seen[-1].rows < seen[-1].of == 300_001
    assert [child.returncode for child in begun] == [-9]


def test_what_is_remembered_can_be_forgotten(tmp_path):
    remembered.remember_answers(tmp_path, {"unit:黑石村": "outside"}, "x")
    remembered.remember_layout(tmp_path, "k", Correction(fields={"备注2": "risk"}), "x", "一月.xlsx")
    told = remembered.records(tmp_path)
    assert [(one["sort"], one["by"]) for one in told] == [("answer", "x"), ("layout", "x")]
    for one in told:
        office.forget(tmp_path, load(), one["id"], "x")
    assert remembered.records(tmp_path) == []
    for wrong in ("answer-0", "../../etc/passwd", told[0]["id"]):
        with pytest.raises(reading.Refused):
            office.forget(tmp_path, load(), wrong, "x")
