"""A spot check from the sample town: who is drawn, what is kept, the sheet out and back, claimed against found."""

import contextlib
import io
import json
import re
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from care import office
from care.__main__ import main
from care.definitions import load
from care.exports import spot_check_excel, spot_check_pdf
from care.inspection import results, sheets, spot_checks, truth
from care.inspection.frame import Wish, doubtful, frame
from care.inspection.results import Result
from care.inspection.returned import returned
from care.ledgers import reading
from care.ledgers.problems import Refused
from care.roles import user
from care.screen import spot_check_draw, spot_check_list, spot_check_room
from care.store import EVERYTHING, Scope
from care.words import voice

ROOT = Path(__file__).parents[1]
HEDONG, SHIQIAO = "青溪镇/河东村", "青溪镇/石桥村"


@pytest.fixture(scope="module")
def store(town):
    return office.current(town, load())


@pytest.fixture(scope="module")
def whole(store):
    """The frame of everybody."""
    return frame(store, EVERYTHING, load(), Wish((), (), store.as_of))


@pytest.fixture(scope="module")
def sample(store, whole):
    return spot_checks.new(store, EVERYTHING, load(), Wish((), (), store.as_of), whole, 60, "dice416")


@pytest.fixture
def kept(sample, whole, tmp_path):
    """(data directory, sample) after it was saved."""
    return tmp_path, spot_checks.save(tmp_path, sample, whole.rows, "tester")


def sheet_of(sample, store, lang="zh", full=False):
    facts = sheets.known(store, EVERYTHING, sample)
    return sheets.sheet(voice(lang), load(), sample, facts, {}, full)


def book(sample, store, lang="zh"):
    made = spot_check_excel.workbook(voice(lang), sheet_of(sample, store, lang))
    return openpyxl.load_workbook(io.BytesIO(made))


def back(sample, workbook):
    out = io.BytesIO()
    workbook.save(out)
    return returned(sample, reading.read("back.xlsx", out.getvalue()), "tester")


def test_the_frame_is_everybody_on_the_roll_in_the_first_of_their_groups(store, whole, town, capsys):
    assert main(["--data", str(town), "--json", "answer", "on_roll"]) == 0
    assert len(whole.rows) == json.loads(capsys.readouterr().out)["due"]
    order = list(load().groups)
    for row in whole.rows:
        assert row.group == min(whole.groups[row.key], key=order.index)
    assert {row.place for row in whole.rows} <= set(
        store.query(EVERYTHING, "select unit_id from units where kind in ('village', 'school')").unit_id
    )


def test_units_and_groups_narrow_the_frame(store, whole):
    some = frame(store, EVERYTHING, load(), Wish((HEDONG,), ("minimum_living",), store.as_of))
    assert {row.place for row in some.rows} == {HEDONG}
    assert {row.group for row in some.rows} == {"minimum_living"}
    assert {row.key for row in some.rows} == {
        row.key for row in whole.rows if row.place == HEDONG and "minimum_living" in whole.groups[row.key]
    }
    school = frame(store, EVERYTHING, load(), Wish(("青溪镇/青溪中心小学",), (), store.as_of))
    assert 0 < len(school.rows) < len(whole.rows)


def test_who_may_see_one_village_draws_from_that_village_only(store):
    own = frame(store, Scope((SHIQIAO,)), load(), Wish((), (), store.as_of))
    assert {row.place for row in own.rows} == {SHIQIAO}
    assert not frame(store, Scope((SHIQIAO,)), load(), Wish((HEDONG,), (), store.as_of)).rows


def test_doubtful_people_are_strata_of_their_own_only_when_drawn_more_often(store, whole):
    suspects = doubtful(store, EVERYTHING, load(), store.as_of, {})
    wish = Wish((), (), store.as_of)
    marked = frame(store, EVERYTHING, load(), wish, suspects)
    flagged = {row.key for row in marked.rows if row.doubtful}
    assert flagged == {str(one) for one in suspects} & {row.key for row in whole.rows}
    often = spot_checks.new(store, EVERYTHING, load(), wish, marked, 100, "s", 5)
    drawn = sum(cell.drawn for cell in often.strata if cell.doubtful)
    assert drawn / 100 > 2 * len(flagged) / len(whole.rows)
    assert sum(cell.size for cell in often.strata) == len(whole.rows)


def test_doors_stand_village_by_village_in_the_order_of_a_walk(store, sample):
    assert [door.number for door in sample.doors] == list(range(1, 61))
    places = [door.place for door in sample.doors]
    assert places == sorted(places, key=list(dict.fromkeys(places)).index)
    for part in sheet_of(sample, store).parts:
        teams = [int(line.where.split("组")[0]) for line in part.lines if "组" in line.where[:3]]
        assert teams == sorted(teams)


def test_the_same_wish_gives_the_same_sample_and_is_kept_once(store, whole, sample, kept):
    folder, first = kept
    again = spot_checks.new(store, EVERYTHING, load(), Wish((), (), store.as_of), whole, 60, "dice416")
    assert again == sample
    assert spot_checks.save(folder, again, whole.rows, "somebody else") == first
    assert spot_checks.everything(folder) == [first]
    assert spot_checks.load(folder, first.id) == first
    assert replace(first, by="", at="") == sample


def test_who_sees_otherwise_or_chose_otherwise_draws_a_sample_of_their_own(store, tmp_path):
    """The same seed and the same people, yet doors that tell of other groups, or whose others may not see."""
    some, day = Scope(None, ("minimum_living",)), store.as_of
    wishes = [
        (EVERYTHING, Wish((), some.groups, day)),
        (some, Wish((), some.groups, day)),
        (some, Wish((), (), day)),
    ]
    drawn = []
    for scope, wish in wishes:
        rows = frame(store, scope, load(), wish)
        one = spot_checks.new(store, scope, load(), wish, rows, 60, "4162")
        drawn.append(spot_checks.save(tmp_path, one, rows.rows, "tester"))
    assert len({one.frame_hash for one in drawn}) == 1
    assert len({frozenset(door.key for door in one.doors) for one in drawn}) == 1
    assert len({one.id for one in drawn}) == 3
    assert drawn[0].doors != drawn[1].doors
    assert {group for door in drawn[1].doors for group in door.groups} == set(some.groups)


def test_an_older_sample_keeps_its_id_and_its_seed(whole, sample, tmp_path):
    """Ids were made without the scope before, and seeds were any text."""
    older = replace(sample, id="0123456789ab", seed="骰子 4-1-6")
    spot_checks.save(tmp_path, older, whole.rows, "tester")
    assert spot_checks.load(tmp_path, older.id).doors == older.doors
    assert [one.id for one in spot_checks.everything(tmp_path)] == [older.id]
    spot_checks.drawn_again(tmp_path, older)


@pytest.mark.parametrize("seed", ["赵小甲", "4-1-6", "a b", "1\n", "x" * 33, "", "９"])
def test_a_seed_has_no_room_for_a_name_in_chinese(store, whole, seed):
    wish = Wish((), (), store.as_of)
    with pytest.raises(Refused, match="seed"):
        spot_checks.new(store, EVERYTHING, load(), wish, whole, 60, seed)
    assert spot_checks.new(store, EVERYTHING, load(), wish, whole, 6, "x" * 32).seed == "x" * 32


def test_a_kept_sample_can_be_drawn_again_and_shows_when_it_was_changed(kept):
    folder, sample = kept
    assert spot_checks.drawn_again(folder, sample)
    moved = replace(sample, doors=(replace(sample.doors[0], key="1"), *sample.doors[1:]))
    assert not spot_checks.drawn_again(folder, moved)
    assert not spot_checks.drawn_again(folder, replace(sample, seed="another"))


def test_no_name_is_kept(store, kept):
    folder, sample = kept
    results.record(folder, sample, {1: Result({"roll": "true"}, None, "tester")}, "phone")
    text = "".join(path.read_text("utf-8") for path in (folder / "spot_checks").glob("*.json*"))
    text += spot_checks.kept_frame(folder, sample.id)
    facts = sheets.known(store, EVERYTHING, sample)
    names = {one["name"] for one in facts.people.values()} | set(facts.names.values())
    assert len(names) > 60
    assert not [name for name in names if name in text]


def test_a_village_sees_no_sample_that_others_stand_in(store, sample):
    own_frame = frame(store, EVERYTHING, load(), Wish((SHIQIAO,), (), store.as_of))
    own = spot_checks.new(store, EVERYTHING, load(), Wish((SHIQIAO,), (), store.as_of), own_frame, 9, "s")
    village = Scope((SHIQIAO,))
    assert spot_checks.may_see(own, village, {SHIQIAO})
    assert not spot_checks.may_see(own, Scope((HEDONG,)), {HEDONG})
    assert not spot_checks.may_see(sample, village, {SHIQIAO})
    assert spot_checks.may_see(sample, EVERYTHING, set())


def test_a_sample_that_tells_of_other_groups_is_not_for_those_who_answer_for_some(store, sample):
    some = Scope(None, ("minimum_living",))
    assert not spot_checks.may_see(sample, some, set())
    assert not spot_checks.may_see(sample, Scope((SHIQIAO,), some.groups), set(sample.places))
    wish = Wish((), ("minimum_living",), store.as_of)
    everybodys = spot_checks.new(
        store, EVERYTHING, load(), wish, frame(store, EVERYTHING, load(), wish), 60, "s"
    )
    assert any(len(door.groups) > 1 for door in everybodys.doors)
    assert not spot_checks.may_see(everybodys, some, set())
    own = spot_checks.new(store, some, load(), wish, frame(store, some, load(), wish), 60, "s")
    assert {group for door in own.doors for group in door.groups} == {"minimum_living"}
    assert spot_checks.may_see(own, some, set())
    all_of_theirs = Wish((), some.groups, store.as_of)
    mine = spot_checks.new(
        store, some, load(), all_of_theirs, frame(store, some, load(), all_of_theirs), 60, "s"
    )
    assert spot_checks.may_see(mine, some, set())


def test_a_sample_that_names_an_item_of_another_scheme_is_not_for_those_who_answer_for_some(store):
    """Drawn by somebody who sees everything, each door of the asker's group only."""
    some, known = Scope(None, ("minimum_living",)), load()
    own = spot_checks.new(
        store,
        some,
        known,
        Wish((), some.groups, store.as_of),
        frame(store, some, known, Wish((), (), store.as_of)),
        60,
        "s",
    )
    door = own.doors[0]

    def with_item(item: str):
        claim = {"claim": "relief", "ref": item}
        return replace(own, groups=some.groups, doors=(replace(door, claims=(claim,)),))

    assert spot_checks.may_see(with_item("minimum_living_q1"), some, set(), known.relief)
    assert spot_checks.may_see(with_item("condolence"), some, set(), known.relief)
    assert not spot_checks.may_see(with_item("hardship_pay"), some, set(), known.relief)
    assert spot_checks.may_see(with_item("hardship_pay"), EVERYTHING, set(), known.relief)


def test_the_frame_of_a_sample_from_all_groups_is_not_for_those_who_answer_for_some(store):
    wish = Wish((), (), store.as_of)
    whole = frame(store, EVERYTHING, load(), wish)
    draws = (spot_checks.new(store, EVERYTHING, load(), wish, whole, 1, str(seed)) for seed in range(200))
    one = next(sample for sample in draws if sample.doors[0].groups == ("minimum_living",))
    assert not spot_checks.may_see(one, Scope(None, ("minimum_living",)), set())


def test_who_answers_for_some_groups_and_chooses_none_draws_from_theirs(monkeypatch):
    """A sample drawn from all groups would not be theirs to open."""
    nothing = SimpleNamespace(container=lambda **_: contextlib.nullcontext(), multiselect=lambda *_, **__: [])
    monkeypatch.setattr(spot_check_draw, "st", nothing)
    who = SimpleNamespace(scope=Scope((SHIQIAO,), ("orphans",)))
    known = SimpleNamespace(units={}, definitions=load(), unit_name=str, group_name=str)
    room = SimpleNamespace(t=str, who=who, store=SimpleNamespace(as_of=date(2026, 1, 20)), **vars(known))
    assert spot_check_draw._wish(room) == Wish((SHIQIAO,), ("orphans",), date(2026, 1, 20))


@pytest.mark.parametrize("units", [None, (SHIQIAO,)])
def test_the_page_opens_and_lists_only_samples_that_the_asker_may_see(tmp_path, monkeypatch, units):
    drawn = spot_checks.Sample("0" * 12, "x", date(2026, 1, 20), "", 1, 1, 1, (), (), (), ())
    one = spot_checks.save(tmp_path, drawn, (), "tester")
    who = user("inspector", ("inspector",), units, None)
    room = spot_check_room.Room(who, voice("zh"), None, tmp_path, load(), None, {})
    said, lines = [], []
    page = SimpleNamespace(query_params={"sample": one.id}, warning=said.append)
    monkeypatch.setattr(spot_check_room, "st", page)
    nothing = SimpleNamespace(
        subheader=lambda *_, **__: None, markdown=said.append, container=lambda **_: contextlib.nullcontext()
    )
    monkeypatch.setattr(spot_check_list, "st", nothing)
    monkeypatch.setattr(spot_check_list, "_line", lambda _, listed: lines.append(listed.id))
    opened = spot_check_room._opened(room).sample
    spot_check_list.earlier(room)
    assert (opened and opened.id, lines) == ((one.id, [one.id]) if units is None else (None, []))
    assert len(said) == (0 if units is None else 2)


@pytest.mark.parametrize("wrong", ["../../etc/passwd", "0" * 12, "", "x" * 12])
def test_an_id_that_is_none_is_no_sample(kept, wrong):
    with pytest.raises(KeyError):
        spot_checks.load(kept[0], wrong)


def test_results_add_up_and_survive_a_line_cut_off(kept):
    folder, sample = kept
    door = next(door for door in sample.doors if "contact" in door.asked)
    assert results.record(folder, sample, {door.number: Result({"roll": "true"}, None, "甲")}, "phone") == 1
    assert results.record(folder, sample, {door.number: Result({"roll": "true"}, None, "乙")}, "phone") == 0
    with (folder / "spot_checks" / f"{sample.id}.results.jsonl").open("ab") as file:
        file.write(b'{"door": 1, "verd')
    results.record(folder, sample, {door.number: Result({"contact": "false"}, "家里两年没人", "乙")}, "sheet")
    found = results.results(folder, sample)[door.number]
    assert (found.verdicts, found.remark, found.by) == (
        {"roll": "true", "contact": "false"},
        "家里两年没人",
        "乙",
    )
    results.record(folder, sample, {door.number: Result({"roll": None}, None, "丙")}, "phone")
    found = results.results(folder, sample)[door.number]
    assert (found.verdicts, found.remark) == ({"contact": "false"}, "家里两年没人")


def test_two_phones_at_once_lose_nothing(kept):
    folder, sample = kept

    def type_in(first: int) -> None:
        for number in range(first, 61, 2):
            results.record(folder, sample, {number: Result({"roll": "true"}, f"第{number}号", "t")}, "phone")

    phones = [threading.Thread(target=type_in, args=(first,)) for first in (1, 2)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    found = results.results(folder, sample)
    assert {number: one.remark for number, one in found.items()} == {n: f"第{n}号" for n in range(1, 61)}


def test_a_result_for_no_door_or_claim_is_refused(kept):
    folder, sample = kept
    plain = next(door for door in sample.doors if "house" not in door.asked)
    for number, verdicts in (
        (61, {"roll": "true"}),
        (plain.number, {"house": "true"}),
        (1, {"roll": "maybe"}),
    ):
        with pytest.raises(KeyError):
            results.record(folder, sample, {number: Result(verdicts)}, "phone")
    assert results.results(folder, sample) == {}


def test_the_sheet_prints_well_and_hides_its_marks(sample, store):
    made = book(sample, store)
    assert [page.title for page in made.worksheets] == [place.rpartition("/")[2] for place in sample.places]
    for page in made.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
        assert page.print_title_rows == "$1:$5"
        assert page.column_dimensions["A"].hidden
        assert sample.frame_hash in page["B3"].value
        assert sample.seed in page["B3"].value
        assert len(page.data_validations.dataValidation) > 0
    names = [row[3].value for page in made.worksheets for row in page.iter_rows(min_row=6) if row[0].value]
    assert len(names) == 60
    assert all("*" in name for name in names)


def test_full_names_only_when_asked_for(sample, store):
    full = [line.person for part in sheet_of(sample, store, full=True).parts for line in part.lines]
    assert not any("*" in person for person in full)


def test_the_pdf_begins_each_place_on_a_page_of_its_own(sample, store):
    made = spot_check_pdf.pdf(voice("zh"), sheet_of(sample, store))
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) >= len(sample.places)


def test_a_name_that_looks_like_source_stays_text(sample, store):
    sheet = sheet_of(sample, store)
    evil = replace(sheet.parts[0].lines[0], person='#panic("x") $ \\ " ] *', where="=1+1")
    sheet = replace(sheet, parts=(replace(sheet.parts[0], lines=(evil,)),))
    assert spot_check_pdf.pdf(voice("zh"), sheet).startswith(b"%PDF")
    page = openpyxl.load_workbook(io.BytesIO(spot_check_excel.workbook(voice("zh"), sheet))).active
    assert page["C6"].value == "=1+1"
    assert page["C6"].data_type == "s"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_filled_in_sheet_comes_back_in_either_language(sample, store, lang):
    made = book(sample, store, lang)
    page, t = made.worksheets[0], voice(lang)
    page["F6"], page["F7"], page["O6"] = t("verdict.true"), t("verdict.unmet"), " 门锁着 "
    assert back(sample, made).found == {
        1: Result({"roll": "true"}, "门锁着", "tester"),
        2: Result({"roll": "unmet"}, None, "tester"),
    }


def test_rows_may_be_sorted_columns_moved_and_pages_left_out(sample, store):
    made = book(sample, store)
    for page in made.worksheets[1:]:
        made.remove(page)
    page = made.active
    page["F6"] = "不符"
    page.insert_cols(3)
    page.move_range("A6:P6", rows=40)
    assert back(sample, made).found == {1: Result({"roll": "false"}, None, "tester")}


def test_what_cannot_be_understood_is_named_by_sheet_row_and_column(sample, store):
    made = book(sample, store)
    page = made.worksheets[1]
    row = next(row for row in range(6, 60) if page.cell(row, 14).value == "—")
    page["F6"], page.cell(row, 14).value = "大概是", "属实"
    answer = back(sample, made)
    assert answer.found == {}
    assert [(one.code, one.sheet, one.row, one.column) for one in answer.wrong] == [
        ("word", page.title, 6, "F"),
        ("claim", page.title, row, "N"),
    ]
    assert page.title in answer.wrong[0].said(voice("zh"))
    assert "row 6, column F" in answer.wrong[0].said(voice("en"))


def test_a_strange_sheet_is_told_from_another_samples_sheet(sample, store, whole):
    strange = openpyxl.Workbook()
    strange.active["A1"] = "花名册"
    assert [one.code for one in back(sample, strange).wrong] == ["none"]
    other = spot_checks.new(store, EVERYTHING, load(), Wish((), (), store.as_of), whole, 60, "another")
    assert [one.code for one in back(other, book(sample, store)).wrong][:1] == ["other"]
    endless = book(sample, store)
    endless.worksheets[0]["A6"] = (
        f"{sheets.MARK}|{sample.id}|{'9' * 5000}"  # more digits than Python reads as a number
    )
    endless.worksheets[0]["F6"] = "属实"
    assert ("door", "999999999") in [(one.code, one.value) for one in back(sample, endless).wrong]
    headless = book(sample, store)
    headless.worksheets[0]["F5"] = "?"
    assert ("column", "在册核实") in [(one.code, one.value) for one in back(sample, headless).wrong]


def test_one_door_filled_in_twice_differently_is_refused(sample, store):
    made = book(sample, store)
    page = made.worksheets[0]
    page["F6"] = "属实"
    for at in range(1, 16):
        page.cell(40, at).value = page.cell(6, at).value
    assert back(sample, made).found == {1: Result({"roll": "true"}, None, "tester")}
    page["F40"] = "不符"
    assert [one.code for one in back(sample, made).wrong] == ["twice"]


def test_rows_that_were_sorted_beside_their_hidden_marks_are_refused(sample, store):
    made = book(sample, store)
    page = made.worksheets[0]
    page["F6"], page["F7"] = "属实", "不符"
    first, second = ([page.cell(row, at).value for at in range(2, 16)] for row in (6, 7))
    for row, values in ((6, second), (7, first)):
        for at, value in enumerate(values, 2):
            page.cell(row, at).value = value
    answer = back(sample, made)
    assert answer.found == {}
    assert [(one.code, one.row, one.column, one.value) for one in answer.wrong] == [
        ("moved", 6, "B", "2"),
        ("moved", 7, "B", "1"),
    ]
    assert "row 6, column B" in answer.wrong[0].said(voice("en"))


def test_claimed_against_found_by_place_and_claim(kept):
    folder, sample = kept
    here = [door for door in sample.doors if door.place == HEDONG]
    found = {door.number: Result({"roll": "true"}, None, "t") for door in sample.doors}
    found[here[0].number] = Result({"roll": "false"}, "已搬走", "t")
    found[here[1].number] = Result({"roll": "unmet"}, None, "t")
    results.record(folder, sample, found, "phone")
    known = results.results(folder, sample)
    roll = next(one for one in truth.findings(sample, known, HEDONG) if one.claim == "roll")
    assert (roll.asked, roll.unmet, roll.false, roll.rate.answered) == (len(here), 1, 1, len(here) - 1)
    weight = {
        door.number: sample.strata[door.stratum].size / sample.strata[door.stratum].drawn for door in here
    }
    own = {}
    for door in here:
        own.setdefault(door.stratum, []).append(door)
    total = right = 0.0
    for doors in own.values():  # by hand: stratum by stratum
        seen = [door for door in doors if known[door.number].verdicts["roll"] != "unmet"]
        if seen:
            size = len(doors) * weight[doors[0].number]
            total += size
            right += size * sum(known[d.number].verdicts["roll"] == "true" for d in seen) / len(seen)
    assert roll.rate.share == pytest.approx(right / total)
    (one,) = truth.discrepancies(sample, known)
    assert (one.door, one.claim, one.result.remark) == (here[0], "roll", "已搬走")
    helper = next(one for one in truth.findings(sample, known) if one.claim == "helper")
    assert helper.rate is None


def test_the_command_line_draws_writes_and_takes_back(town, tmp_path, capsys):
    words = ["--data", str(town), "--json", "sample", "--unit", "河东村", "--size", "9", "--seed", "x"]
    out = tmp_path / "sheet.xlsx"
    assert main([*words, "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["size"], len(told["people"])) == (9, 9)
    assert main([*words, "--out", str(tmp_path / "sheet.pdf")]) == 0
    assert json.loads(capsys.readouterr().out) == told
    made = openpyxl.load_workbook(out)
    made.active["F6"] = "属实"
    made.save(out)
    assert main(["--data", str(town), "--json", "sample-results", told["id"], "--sheet", str(out)]) == 0
    everywhere = json.loads(capsys.readouterr().out)
    assert {(one["claim"], one["answered"]) for one in everywhere if not one["unit"]} >= {
        ("roll", 1),
        ("all", 1),
    }


@pytest.mark.parametrize("id_", ["000000000000", "../../../x", "zzz"])
def test_a_forged_address_shows_the_front_of_the_page(town, monkeypatch, id_):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    at.switch_page("pages/spot_check.py")
    at.query_params["sample"] = id_
    at.query_params["door"] = "-1"
    at.run()
    assert not at.exception
    assert [one.value for one in at.warning] == [voice("zh")("spot_check.missing")]
    assert at.metric[0].value.startswith("±")


@pytest.mark.parametrize(
    "words",
    [
        ["--size", "0", "--seed", "x"],
        ["--size", "5", "--seed", "赵小甲"],
        ["--size", "5", "--seed", "x", "--unit", "无此村"],
        ["--size", "5", "--seed", "x", "--group", "无"],
        ["--size", "5", "--seed", "x", "--out", "sheet.docx"],
        ["--size", "5", "--seed", "x", "--as-of", "1990-01-01"],
    ],
)
def test_a_sample_that_cannot_be_drawn_is_refused_with_a_reason(town, capsys, words):
    assert main(["--data", str(town), "sample", *words]) == 1
    assert capsys.readouterr().err.strip()
