"""Erasing a person among others: what was decided to be theirs goes with them, what is others' stands."""

import contextlib
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from care import backup, matching, office, readable, retention, whom
from care.__main__ import main
from care.definitions import load
from care.inspection import results, sheets, spot_checks
from care.ledgers import batches, erased, kept
from care.ledgers.problems import Refused
from care.roles import user
from care.screen import keep_erase
from care.screen.keep_page import Desk
from care.store import EVERYTHING
from care.words import voice
from tests.ledgers import id_no, xlsx
from tests.small_office import HEADINGS, PHONE, UNITS, opened, small_office, take_in
from tests.test_erasing import erase, everything_in
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


ELDER, ELDER_ID, CALLED = "孙长寿", id_no(0, "19550612"), PHONE.format(0)
OTHER_PHONE = PHONE.format(50)  # of a namesake who helps elsewhere
FAMILY = PHONE.format(51)  # the elder's second telephone, and the grandson's


def among_others(folder: Path) -> list[tuple[str, bytes]]:
    """The elder in each role that rows of others have. Returns the ledgers that say so."""
    elders = [["河东村", ELDER, ELDER_ID, one, *[""] * 5] for one in (CALLED, FAMILY)]
    take_in(
        folder,
        ("单位.xlsx", UNITS),
        ("老人.xlsx", xlsx(("名册", [["独居老人花名册"], HEADINGS, elders[0]]))),
        ("老人二.xlsx", xlsx(("名册", [["独居老人花名册"], HEADINGS, elders[1]]))),
    )
    children = [
        ["河东村", "孙一", id_no(1), FAMILY, ELDER, FAMILY, "", "", ""],
        ["河东村", "周二", id_no(2), "", "", CALLED, ELDER, CALLED, ""],
        ["河西村", "吴三", id_no(3), "", ELDER, CALLED, ELDER, CALLED, ""],
        ["河西村", "郑四", id_no(4), "", ELDER, PHONE.format(52), ELDER, OTHER_PHONE, ""],
        ["河东村", "王五", id_no(5), "", "王父", FAMILY, ELDER, OTHER_PHONE, ""],
    ]
    visits = [
        ["河东村", "周二", date(2026, 1, 12), ELDER],
        ["河东村", "孙一", date(2026, 1, 13), f"李四、{ELDER}"],
        ["河西村", "吴三", date(2026, 1, 14), ELDER],
    ]
    files = [
        ("儿童.xlsx", xlsx(("名册", [["留守儿童花名册"], HEADINGS, *children]))),
        ("走访.xlsx", xlsx(("走访", [["村", "姓名", "走访时间", "走访人姓名"], *visits]))),
    ]
    assert {one.status for one in take_in(folder, *files)} == {"taken"}
    return files


SAID = ("phone", "guardian_name", "guardian_phone", "helper_name", "helper_phone")
LEFT = {
    "孙一": (FAMILY, None, None, None, None),  # a family's telephone stays the grandson's
    "周二": (None, None, None, None, None),
    "吴三": (None, None, None, None, None),
    "郑四": (None, ELDER, PHONE.format(52), ELDER, OTHER_PHONE),  # a namesake
    "王五": (None, "王父", FAMILY, ELDER, OTHER_PHONE),
}


def said_of_others(folder: Path) -> tuple[dict, dict]:
    found, visitors = {}, {}
    for one in batches.in_force(folder):
        for row in kept.rows(folder, one["batch_id"]).to_pylist():
            if row["kind"] == "contacts":
                visitors[row["name"]] = row["contact_by"]
            elif row["kind"] == "roster":
                found[row["name"]] = tuple(row.get(field) for field in SAID)
    return found, visitors


def test_what_rows_of_others_say_of_them_goes_and_namesakes_and_families_stand(tmp_path):
    files = among_others(tmp_path)
    erase(tmp_path, ELDER_ID)
    wanted = (LEFT, {"周二": None, "孙一": "李四", "吴三": ELDER})
    assert said_of_others(tmp_path) == wanted
    assert not [name for name, text in everything_in(tmp_path).items() if CALLED in text or ELDER_ID in text]
    take_in(tmp_path, *files)
    take_in(tmp_path, *((f"再{name}", data) for name, data in files))
    found, visitors = said_of_others(tmp_path)
    assert {name: found[name][3:] for name in found} == {name: LEFT[name][3:] for name in LEFT}
    assert visitors == wanted[1]


GLAD, GLAD_ID = "高兴", id_no(0, "19550612")


def glad(folder: Path) -> None:
    """Somebody called 高兴 among people who are."""
    roster = [["河东村", GLAD, GLAD_ID, "独居"], ["河东村", "钱二", id_no(1, "19550612"), f"邻居{GLAD}"]]
    headings = ["村", "姓名", "身份证号", "备注"]
    grandson = ["河东村", GLAD, GLAD_ID, "孙一", id_no(2), f"爷爷{GLAD}"]
    visits = [
        ["河东村", "钱二", date(2026, 1, 12), "李四", f"老人很{GLAD}"],
        ["河东村", "钱二", date(2026, 1, 13), "李四", GLAD],
        ["河西村", "吴三", date(2026, 1, 12), "李四", f"老人很{GLAD}"],
    ]
    take_in(
        folder,
        ("单位.xlsx", UNITS),
        ("老人.xlsx", xlsx(("名册", [["独居老人花名册"], headings, *roster]))),
        ("低保.xlsx", xlsx(("低保", [["农村低保花名册"], ["村", "户主姓名", "户主身份证号", "姓名", "身份证号", "备注"], grandson]))),
        ("走访.xlsx", xlsx(("走访", [["村", "姓名", "走访时间", "走访人姓名", "走访内容"], *visits]))),
        ("另一走访.xlsx", xlsx(("走访", [["村", "姓名", "走访时间", "走访人姓名", "走访内容"], visits[0][:2] + [date(2026, 1, 20)] + visits[0][3:]]))),
    )  # fmt: skip


def texts_of(folder: Path) -> dict:
    found: dict[str, list] = {}
    for one in batches.in_force(folder):
        for row in kept.rows(folder, one["batch_id"]).to_pylist():
            found.setdefault(row.get("name"), []).extend(
                text for text in (row.get("note"), row.get("contact_text")) if text
            )
    return found


@pytest.mark.parametrize("texts", [True, False])
def test_a_name_that_is_a_word_is_asked_about_before_it_goes_out_of_texts_of_others(tmp_path, texts):
    glad(tmp_path)
    told = whom.find(tmp_path, opened(tmp_path), GLAD_ID)
    with pytest.raises(Refused) as refused:
        retention.erase(tmp_path, load(), told, "test", "request")
    assert (refused.value.problem.code, refused.value.problem.values) == (
        "erase_word",
        {"texts": 3, "originals": 1},
    )
    assert not (tmp_path / erased.FILE).exists() and GLAD_ID in str(everything_in(tmp_path))
    done = retention.erase(tmp_path, load(), told, "test", "request", texts)
    assert done["originals"] == (4 if texts else 3)
    found = texts_of(tmp_path)
    assert found["孙一"] == ["爷爷某人"]  # who has them as head writes of them
    assert found["吴三"] == [f"老人很{GLAD}"]
    word = "某人" if texts else GLAD
    assert found["钱二"] == [f"邻居{word}", f"老人很{word}", "某人", f"老人很{word}"]
    assert GLAD_ID not in str(everything_in(tmp_path))
    assert readable.first_wrong(tmp_path, backup.precious(tmp_path)) is None


def test_the_choice_is_made_on_the_command_line_and_kept_for_doing_it_again(tmp_path):
    glad(tmp_path / "live")
    old = Path(shutil.copytree(tmp_path / "live", tmp_path / "old"))
    how = ["--data", str(tmp_path / "live"), "erase", "--id", GLAD_ID]
    assert main(how) == 1
    assert main([*how, "--texts", "keep"]) == 0
    retention.again(old, load(), tmp_path / "live", "test")
    assert texts_of(old) == texts_of(tmp_path / "live")


def test_the_page_asks_before_it_erases(tmp_path, monkeypatch):
    glad(tmp_path)
    t, shown, state = voice("zh"), [], {}
    page = SimpleNamespace(
        spinner=lambda *_, **__: contextlib.nullcontext(),
        warning=shown.append,
        session_state=state,
        rerun=lambda: None,
    )
    monkeypatch.setattr(keep_erase, "st", page)
    desk = Desk(user("somebody", ("administrator",), None, None), t, tmp_path)
    for choice in keep_erase.TEXTS:
        assert t(f"keep.texts_{choice}")
    keep_erase._erase(desk, opened(tmp_path), GLAD_ID, "request", keep_erase.TEXTS["ask"])
    assert "3 行" in shown[0] and not state
    keep_erase._erase(desk, opened(tmp_path), GLAD_ID, "request", keep_erase.TEXTS["keep"])
    assert len(shown) == 1 and keep_erase.SAID in state
    assert GLAD not in people(tmp_path)
