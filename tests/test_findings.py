"""Findings: opened once, taken step by step, seen only within one's units, answered in Excel."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from care import office
from care.definitions import load
from care.exports.findings_excel import Answer, answers, findings_workbook
from care.inspection import findings
from care.inspection.findings import Wanted, change, everything, open_findings, step
from care.inspection.findings_list import chosen, listed, said
from care.ledgers.reading import read
from care.store import EVERYTHING, Scope
from care.words import voice

TODAY = date(2026, 1, 20)
EAST, WEST = "青溪镇/河东村", "青溪镇/河西村"


def wanted(unit: str = EAST, what: str = "补签监护责任书", due: date = date(2026, 2, 5), **other) -> Wanted:
    return Wanted(other.pop("source", "own"), unit, what, due, **other)


def test_findings_are_numbered_and_the_same_gap_is_opened_once(tmp_path):
    gap = wanted(source="gap|pairing_coverage|", what="unpaired", subject_id=7)
    assert open_findings(tmp_path, [gap, wanted(), wanted()], "周") == 3
    assert open_findings(tmp_path, [gap, gap, wanted()], "周") == 1
    assert sorted(everything(tmp_path)) == [1, 2, 3, 4]


def test_a_gap_may_become_a_finding_again_once_the_first_is_verified(tmp_path):
    gap = wanted(source="gap|pairing_coverage|", what="unpaired", subject_id=7)
    open_findings(tmp_path, [gap], "周")
    step(tmp_path, 1, "mended", "", "村")
    assert open_findings(tmp_path, [gap], "周") == 0
    step(tmp_path, 1, "verified", "", "周")
    assert open_findings(tmp_path, [gap], "周") == 1


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\r", "\r\n"])
def test_no_sign_in_a_note_ends_a_line_of_the_log(tmp_path, sign):
    open_findings(tmp_path, [wanted()], "周")
    step(tmp_path, 1, "mended", f"已办{sign}{{}}{sign}5{sign}见照片", "村")
    assert everything(tmp_path)[1].steps[-1].note == f"已办{sign}{{}}{sign}5{sign}见照片"


def test_every_step_stays_in_the_history_and_a_step_that_is_none_is_refused(tmp_path):
    open_findings(tmp_path, [wanted()], "周")
    with pytest.raises(ValueError):
        step(tmp_path, 1, "verified", "", "周")
    step(tmp_path, 1, "mended", " 已补签 ", "村")
    step(tmp_path, 1, "open", "没有签名", "周")
    change(tmp_path, 1, "吴", date(2026, 3, 1), "周")
    step(tmp_path, 1, "mended", "", "村")
    step(tmp_path, 1, "verified", "", "周")
    one = everything(tmp_path)[1]
    assert [(done.state, done.note) for done in one.steps] == [
        ("open", ""),
        ("mended", "已补签"),
        ("open", "没有签名"),
        ("open", ""),
        ("mended", ""),
        ("verified", ""),
    ]
    assert (one.state, one.wanted.responsible, one.wanted.due_on) == ("verified", "吴", date(2026, 3, 1))
    with pytest.raises(KeyError):
        step(tmp_path, 2, "mended", "", "村")


def test_overdue_means_open_and_past_its_day(tmp_path):
    days = (date(2026, 1, 19), TODAY, date(2026, 1, 10))
    open_findings(tmp_path, [wanted(due=day) for day in days], "周")
    step(tmp_path, 3, "mended", "", "村")
    assert [number for number, one in everything(tmp_path).items() if one.overdue(TODAY)] == [1]


def test_a_line_cut_off_by_a_failing_machine_loses_nothing_else(tmp_path):
    open_findings(tmp_path, [wanted()], "周")
    with (tmp_path / "findings.jsonl").open("ab") as file:
        file.write(b'{"number": 1, "sta')
    open_findings(tmp_path, [wanted()], "周")
    assert sorted(everything(tmp_path)) == [1, 2]


@pytest.fixture(scope="module")
def store(town):
    return office.current(town, load())


def test_nobody_sees_a_finding_outside_their_units(store, tmp_path):
    people = store.query(EVERYTHING, "select person_id, unit_id from people where unit_id is not null")
    own = {unit: int(people[people.unit_id == unit].person_id.iloc[0]) for unit in (EAST, WEST)}
    open_findings(
        tmp_path,
        [wanted(unit) for unit in (EAST, WEST, "青溪镇")]
        + [
            wanted(unit, source="gap|pairing_coverage|", what="unpaired", subject_id=id_)
            for unit, id_ in own.items()
        ],
        "周",
    )
    found = list(everything(tmp_path).values())
    assert len(listed(store, EVERYTHING, found)) == 5
    east = listed(store, Scope((EAST,)), found)
    assert {line.finding.number for line in east} == {1, 4}
    assert listed(store, Scope(()), found) == []


def test_the_list_shows_the_unmended_first_by_day_and_can_be_narrowed(store, tmp_path):
    open_findings(
        tmp_path,
        [
            wanted(EAST, due=date(2026, 1, 30)),
            wanted(WEST, due=date(2026, 1, 2)),
            wanted(EAST, responsible="吴家发"),
        ],
        "周",
    )
    step(tmp_path, 2, "mended", "", "村")
    lines = listed(store, EVERYTHING, list(everything(tmp_path).values()))

    def numbers(*about):
        return [line.finding.number for line in chosen(lines, TODAY, *about)]

    assert numbers("all") == [1, 3, 2]
    assert numbers("open", EAST) == [1, 3]
    assert numbers("all", "", "吴家发") == [3]
    assert numbers("overdue") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wanted_is_said_in_words(lang, tmp_path):
    t, known = voice(lang), load()
    sources = [
        (
            wanted(source="gap|pairing_coverage|", what="unpaired"),
            {"zh": "结对覆盖率：没有帮扶人", "en": "Pairing coverage: No helper"},
        ),
        (
            wanted(source="check|too_many_a_day|x", what="何军|2026-01-05|17|2"),
            {
                "zh": "一天走访户数过多：何军，2026年1月5日一天入户17户",
                "en": "More homes a day than feasible: 何军: 17 homes on 5 Jan 2026",
            },
        ),
        (wanted(), {"zh": "补签监护责任书", "en": "补签监护责任书"}),
    ]
    open_findings(tmp_path, [one for one, _ in sources], "周")
    for one, (_, words) in zip(everything(tmp_path).values(), sources, strict=True):
        assert said(t, one, known).lower().startswith(words[lang].lower())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_village_answers_in_excel(lang, store, tmp_path):
    open_findings(tmp_path, [wanted(), wanted(), wanted()], "周")
    lines = listed(store, EVERYTHING, list(everything(tmp_path).values()))
    t = voice(lang)
    data = findings_workbook(t, load(), "整改", ["青溪镇"], lines, lambda path: path, lambda line: line.name)
    book = load_workbook(BytesIO(data))
    sheet = book.active
    header = next(row for row in sheet.iter_rows() if row[0].value == t("findings.column_number"))
    at = {cell.value: cell.column for cell in header}
    first = header[0].row + 1
    sheet.cell(first, at[t("findings.column_answer")], "已补签")
    sheet.cell(first, at[t("findings.column_answered_on")], "2026年1月18日")
    sheet.cell(first + 2, at[t("findings.column_answer")], "已谈话")
    assert answers(back(book)) == (
        [Answer(1, "已补签", date(2026, 1, 18)), Answer(3, "已谈话", None)],
        [],
    )


def test_a_sheet_that_cannot_be_understood_says_where():
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "整改"
    sheet.append(["整改清单"])
    sheet.append(["编号", "整改情况", "整改日期"])
    sheet.append(["甲", "已改", ""])
    sheet.append([2, "已改", "2026年13月1日"])
    sheet.append(["²", "已改", ""])
    sheet.append(["1" * 5_000, "已改", ""])
    found, wrong = answers(back(book))
    assert found == []
    assert [(one.code, one.row, one.column, one.value) for one in wrong] == [
        ("number", 3, "A", "甲"),
        ("day", 4, "C", "2026年13月1日"),
        ("number", 5, "A", "²"),
        ("number", 6, "A", "1" * 5_000),
    ]
    sheet.delete_rows(2)
    assert answers(back(book))[1][0].code == "no_header"


def test_a_number_that_is_answered_twice_otherwise_is_told():
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "整改"
    for row in (["编号", "整改情况"], [1, "已补签"], [2, "已谈话"], [2, "已谈话"], [1, "没有补签"]):
        book.active.append(row)
    found, wrong = answers(back(book))
    assert found == [Answer(1, "已补签", None), Answer(2, "已谈话", None)]
    assert [(one.code, one.row, one.column, one.value) for one in wrong] == [("twice", 5, "A", "1")]


def back(book):
    out = BytesIO()
    book.save(out)
    return read("整改清单.xlsx", out.getvalue())


def test_no_state_is_without_a_next_step():
    assert set(findings.NEXT) == set(findings.STATES)
