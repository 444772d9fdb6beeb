"""Workbook and one-page briefing: the page's figures, the stamp, nobody's name; read back by other programs."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from care.__main__ import main
from care.answers import Ask
from care.briefing.about import about
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.pieces import pieces
from care.briefing.stamp import Stamp
from care.definitions import load
from care.exports import briefing
from care.exports.workbook import workbook
from care.notes import Figure, Note
from care.store import EVERYTHING
from care.words import voice
from tests.worked_town import AS_OF, EAST, ROSTER, TOWN, WEST, worked_store

STAMP = Stamp("王主任", date(2026, 1, 21))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A function that says what a file is about: told("zh", unit, group)."""
    store = worked_store(tmp_path_factory.mktemp("worked"))
    return lambda lang="zh", unit="", group="": about(
        store, EVERYTHING, load(), voice(lang), unit, group, AS_OF
    )


def cells(sheet) -> list:
    return [value for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


def test_a_workbook_holds_the_pages_figures_as_numbers(told):
    book = openpyxl.load_workbook(io.BytesIO(workbook(told(), pieces(told()), STAMP)))
    sheet = book[load().indicators["pairing_coverage"].name["zh"]]
    rows = told().answers.by(Ask("pairing_coverage", AS_OF, TOWN), "unit")
    wanted = {(told().unit_name(row.key), row.due, row.met) for row in rows if row.due}
    assert wanted <= {row[:3] for row in sheet.iter_rows(values_only=True)}
    assert len(sheet._charts) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("unit", "group"), [("", ""), (EAST, ""), (WEST, "orphans")])
def test_every_sheet_says_what_of_and_who_made_it_and_names_nobody(told, lang, unit, group):
    asked = told(lang, unit, group)
    chosen = pieces(asked)
    book = openpyxl.load_workbook(io.BytesIO(workbook(asked, chosen, STAMP)))
    assert len(book.sheetnames) == len(chosen) + 1
    names = {person["name"] for person in ROSTER}
    for sheet in book:
        found = cells(sheet)
        for line in STAMP.lines(asked):
            assert line in found
        assert not [name for name in names for value in found if name in str(value)]
        assert not [value for value in found if re.search(r"\d{17}[\dXx]|1\d{10}", str(value))]


def test_notes_stand_on_the_sheet_of_their_figure_and_the_others_on_the_cover(told):
    figures = [Figure("pairing_coverage", TOWN), Figure("house_safety", TOWN)]
    noted = [Note(at, one, AS_OF, f"=第{at}条", "local", "") for at, one in enumerate(figures, 1)]
    chosen = pieces(told(), ["on_roll", "pairing_coverage"])
    book = openpyxl.load_workbook(io.BytesIO(workbook(told(), chosen, STAMP, noted)))
    cover, roll, pairing = (" ".join(map(str, cells(sheet))) for sheet in book)
    assert "=第1条（本机" in pairing
    assert "第1条" not in cover + roll
    assert "第2条" in cover
    assert "第2条" not in roll + pairing


def test_a_briefing_with_long_notes_is_still_one_page(told):
    figure = Figure("pairing_coverage", TOWN)
    noted = [Note(at, figure, AS_OF, "很长的一条附注" * 70, "李干事", "") for at in range(6)]
    data = briefing.briefing(told(), STAMP, noted)
    assert re.findall(rb"/Count (\d+)", data) == [b"1"]
    text = re.sub(r"\s", "", PdfReader(io.BytesIO(data)).pages[0].extract_text())
    assert "李干事" in text
    assert "另有2个未列出" in text


def test_a_rule_of_several_lines_has_a_row_high_enough(told):
    table = Table(("指标", "怎样计算"), (("甲", "很长的一句话" * 30), ("乙", "短")))
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(told(), [Piece("meanings", "问", "域", table=table)], STAMP))
    )
    rows = {
        row[0].value: row[0].row for row in book.worksheets[1].iter_rows() if row[0].value in ("甲", "乙")
    }
    heights = book.worksheets[1].row_dimensions
    assert heights[rows["甲"]].height >= 4 * 13
    assert not heights[rows["乙"]].height


def test_text_that_looks_like_a_formula_stays_text(told):
    table = Table(("=1+1", "b"), (("=cmd()", 0.5), ("http://x", 3)))
    chart = Chart(
        "columns", ("=a", "b"), (Series("=s", (0.0, None)), Series("l", (1.0, 1.0), line=True)), True
    )
    piece = Piece("on_roll", "=问", "域", "=答", table=table, chart=chart)
    book = openpyxl.load_workbook(io.BytesIO(workbook(told(), [piece, piece], STAMP)))
    for sheet in book.worksheets[1:]:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds == {"s", "n"}
        assert {"=问", "=答", "=cmd()", "=a", 0.5, 3} <= set(cells(sheet))
    assert len(set(book.sheetnames)) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("unit", "group"), [("", ""), (EAST, ""), (WEST, "orphans")])
def test_a_briefing_is_one_page(told, lang, unit, group):
    data = briefing.briefing(told(lang, unit, group), STAMP)
    assert data.startswith(b"%PDF")
    assert re.findall(rb"/Count (\d+)", data) == [b"1"]


def test_a_briefing_of_many_units_shows_what_fits_and_says_how_many_are_left(told):
    many = Piece("units", "问", "域", table=Table(("单位", "数"), tuple((f"村{at}", at) for at in range(40))))
    table = briefing._table(told(), many, 8)
    assert len(table["rows"]) == briefing.ROWS
    assert str(40 - briefing.ROWS) in table["title"]


def test_one_briefing_a_unit_in_a_zip(told):
    data = briefing.briefings([told(unit=EAST), told(unit=WEST)], STAMP)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["河东村.pdf", "河西村.pdf"]


def test_the_command_line_writes_them(town, tmp_path, capsys):
    for kind, name, more in (
        ("workbook", "a.xlsx", ["--slides", "on_roll"]),
        ("briefing", "a.pdf", ["--unit", "白沙村"]),
    ):
        out = tmp_path / name
        assert main(["--data", str(town), "export", kind, "--out", str(out), "--lang", "en", *more]) == 0
        assert out.read_bytes()[:4] in (b"PK\x03\x04", b"%PDF")
        assert main(["--data", str(town), "export", kind, "--out", str(tmp_path / "a.doc")]) == 1
        assert "a.doc" in capsys.readouterr().err
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[1:] == ["On the roll"]
