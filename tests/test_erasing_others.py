"""Erasing a person among others: what was decided to be theirs goes with them, what is others' stands."""

import shutil
from pathlib import Path

import pytest

from care import backup, matching, office, readable, retention
from care.definitions import load
from care.inspection import results, sheets, spot_checks
from care.store import EVERYTHING
from care.words import voice
from tests.ledgers import id_no, xlsx
from tests.small_office import HEADINGS, UNITS, opened, small_office, take_in
from tests.test_erasing import erase
from tests.test_erasing import names as people
from tests.test_spot_checks import back, book

NAME, FIRST, SECOND = "赵一平", id_no(0), id_no(1)


def namesakes(folder: Path) -> bytes:
    """Two of one name in one village, a row without a number that the office decided to be the first, and one more
    that it said nothing of. Returns the ledger with those two."""
    rows = [["河东村", NAME, one, *[""] * 6] for one in (FIRST, SECOND)]
    take_in(
        folder, ("单位.xlsx", UNITS), ("名册.xlsx", xlsx(("名册", [["留守儿童花名册"], HEADINGS, *rows])))
    )
    headings = ["村", "组别", "姓名", "性别"]
    bare = xlsx(
        ("名册", [["困境儿童花名册"], headings, *(["河东村", team, NAME, ""] for team in ("一组", "二组"))])
    )
    take_in(folder, ("困境.xlsx", bare))
    store = opened(folder)
    found = store.query(EVERYTHING, "select person_id, id_no, team from people").itertuples()
    numbers = {one.id_no if isinstance(one.id_no, str) else one.team: int(one.person_id) for one in found}
    (team,) = {key for key in numbers if key not in (FIRST, SECOND) and key.startswith(("1", "一"))}
    matching.decide(folder, numbers[team], numbers[FIRST], True, "test")
    office.refresh(folder, load())
    return bare


def test_a_row_decided_to_be_theirs_goes_with_them_and_stays_out(tmp_path):
    bare = namesakes(tmp_path)
    assert people(tmp_path) == [NAME] * 3
    old = Path(shutil.copytree(tmp_path, tmp_path.parent / "old"))
    done = erase(tmp_path, FIRST)
    assert (done["rows"], done["doubtful"]) == (2, 1)
    assert people(tmp_path) == [NAME] * 2
    (report,) = take_in(tmp_path, ("困境二.xlsx", bare))
    assert report.facts == 1
    assert people(tmp_path) == [NAME] * 2
    for path in (old / "remembered").glob("match-*"):  # a backup of before that was decided
        path.unlink()
    retention.again(old, load(), tmp_path, "test")
    assert people(old) == [NAME] * 2


@pytest.fixture
def checked(tmp_path) -> tuple[Path, spot_checks.Sample]:
    """Everybody was drawn, all claims found to be so; a sheet lies with the inspector."""
    folder = small_office(tmp_path / "live")
    (sample,) = spot_checks.everything(folder)
    found = {
        door.number: results.Result(dict.fromkeys(door.asked, "true"), None, "test") for door in sample.doors
    }
    results.record(folder, sample, found, "phone")
    return folder, sample


def test_what_was_found_at_a_door_counts_as_before(checked):
    folder, before = checked
    store = opened(folder)
    drawn = next(door for door in before.doors if door.claims)
    carried = book(before, store)
    number = store.query(EVERYTHING, "select id_no from people where person_id = $p", {"p": int(drawn.key)})
    found, asked = results.results(folder, before), [door.asked for door in before.doors]
    erase(folder, number["id_no"][0])
    (after,) = spot_checks.everything(folder)
    assert [door.asked for door in after.doors] == asked
    assert {n: one.verdicts for n, one in results.results(folder, after).items()} == {
        n: one.verdicts for n, one in found.items()
    }
    assert all(set(one) == {"claim"} for one in after.doors[drawn.number - 1].claims)
    for page in carried.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if row[0].value == f"{sheets.MARK}|{before.id}|{drawn.number}" and cell.value is None:
                    cell.value = "不实"
    said = back(after, carried)
    assert said.wrong == ()
    assert said.found[drawn.number].verdicts == dict.fromkeys(drawn.asked, "false")
    for lang in ("zh", "en"):
        t = voice(lang)
        sheet = sheets.sheet(t, load(), after, sheets.known(opened(folder), EVERYTHING, after), {}, True)
        (line,) = [one for part in sheet.parts for one in part.lines if one.number == drawn.number]
        assert line.claimed[drawn.claims[0]["claim"]] == t("spot_check.erased")
        assert line.person == t("spot_check.nobody_known")
    assert readable.first_wrong(folder, backup.precious(folder)) is None
