"""Cards as PDF: read back, they say the page's figures, their scope and maker; charts draw what is written."""

import io
import re
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from care.__main__ import main
from care.answers import Answers, Ask
from care.briefing.about import about
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.pieces import keys_of_page, pages_told, pieces
from care.briefing.stamp import Stamp
from care.definitions import load
from care.exports import cards
from care.notes import Figure, Note
from care.store import EVERYTHING
from care.words import percent, voice
from tests.worked_town import AS_OF, EAST, ROSTER, TOWN, WEST, worked_store

STAMP = Stamp("王主任", date(2026, 1, 21))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A function that says what a file is about: told("zh", unit, group)."""
    store = worked_store(tmp_path_factory.mktemp("worked"))
    return lambda lang="zh", unit="", group="": about(
        store, EVERYTHING, load(), voice(lang), unit, group, AS_OF
    )


def read(data: bytes) -> list[str]:
    """The text of each page, without blanks: type-setting parts Chinese from figures."""
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ["pairing_coverage", "contact_rhythm", "files_complete"])
def test_a_card_says_the_pages_figures_in_words_chart_and_table(told, name):
    text = "".join(read(cards.cards(told(), pieces(told(), [name]), STAMP)))
    answers = Answers(told().answers.answers.store, EVERYTHING, load())
    whole = answers.count(Ask(name, AS_OF, TOWN))
    assert percent(whole.share) in text
    assert f"合计{whole.due}{whole.met}{whole.unmet}{percent(whole.share)}" in text
    for row in answers.by(Ask(name, AS_OF, TOWN), "unit"):
        if row.due:
            unit, share = told().unit_name(row.key), percent(row.share)
            assert f"{unit}{share}" in text  # beside its bar
            assert f"{unit}{row.due}{row.met}{row.unmet}{share}" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("unit", "group"), [("", ""), (EAST, ""), (WEST, "orphans")])
def test_every_page_says_scope_day_data_maker_and_number_and_names_nobody(told, lang, unit, group):
    asked = told(lang, unit, group)
    found = read(cards.cards(asked, pieces(asked), STAMP))
    names = {person["name"] for person in ROSTER}
    for at, text in enumerate(found, 1):
        for line in STAMP.lines(asked):
            assert plain(line) in text
        assert plain(asked.t("brief.page_of", at=at, of=len(found))) in text
        assert not [name for name in names if name in text]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", pages_told(load()))
def test_each_page_of_figures_has_its_cards(told, lang, page):
    asked = told(lang)
    text = "".join(read(cards.cards_of_page(asked, page, STAMP)))
    for piece in pieces(asked, keys_of_page(load(), page)):
        assert plain(piece.question) in text
        assert plain(piece.answer) in text


def test_a_page_shows_a_figure_by_group_too_unless_it_would_say_the_same_twice(told):
    keys = keys_of_page(load(), "pairing")
    assert "pairing_coverage@group" in keys
    assert "pairing_coverage@group" in {one.key for one in pieces(told(), keys)}
    rows = Answers(told().answers.answers.store, EVERYTHING, load()).by(
        Ask("pairing_coverage", AS_OF, TOWN), "group"
    )
    table = pieces(told(), ["pairing_coverage@group"])[0].table
    assert [row[1:4] for row in table.rows[:-1]] == [
        (row.due, row.met, row.unmet) for row in sorted(rows, key=lambda row: -row.due) if row.due
    ]
    one_group = told(group="left_behind_children")
    assert "pairing_coverage@group" not in {one.key for one in pieces(one_group, keys)}


@pytest.mark.parametrize("form", ["bars", "columns", "line", "stacked"])
@pytest.mark.parametrize("values", [(0.0, 0.0), (1.0, 1.0), (None, 0.4), (None, None)])
def test_every_form_of_chart_is_drawn_and_writes_its_values(told, form, values):
    more = (Series("线", (0.5, 0.5), line=True),) if form == "columns" else ()
    chart = Chart(form, ("很长很长很长的单位名称", "B [#1] *x*"), (Series("一", values), *more), share=True)
    text = "".join(read(cards.cards(told(), [Piece("p", "问", "域", "答", chart=chart)], STAMP)))
    assert "很长很长很长的单位名称" in text
    assert "B[#1]*x*" in text
    if form != "stacked":
        assert all(percent(value) in text for value in values if value is not None)


def test_a_bar_is_as_long_as_its_value():
    drawn = cards.chart(Chart("bars", ("甲", "乙"), (Series("人", (1500, 500)),), share=False))
    (series,) = drawn["series"]
    assert [value / drawn["top"] for value in series["values"]] == [1, 500 / 1500]
    assert series["texts"] == ["1,500", "500"]
    two = (Series("走访", (3, 0)), Series("电话", (2, None)))
    drawn = cards.chart(Chart("stacked", ("1月", "2月"), two, share=False))
    assert (drawn["top"], drawn["sums"]) == (5, ["5", "0"])


@pytest.mark.parametrize("rows", [0, 1, 80])
def test_a_long_table_goes_on_over_pages_and_loses_no_row(told, rows):
    table = Table(("单位", "数"), tuple((f"第{at}村", at) for at in range(rows)))
    found = read(cards.cards(told(), [Piece("units", "问", "域", table=table)], STAMP))
    assert all(f"第{at}村{at}" in "".join(found) for at in range(rows))
    assert all("单位数" in text for text in found)
    assert (len(found) > 1) == (rows == 80)


def test_notes_stand_with_their_figure_and_the_others_at_the_end(told):
    figures = [Figure("pairing_coverage", TOWN), Figure("house_safety", TOWN)]
    noted = [Note(at, figure, AS_OF, f"第{at}条", "李干事", "") for at, figure in enumerate(figures, 1)]
    chosen = pieces(told(), ["pairing_coverage", "on_roll"])
    text = "".join(read(cards.cards(told(), chosen, STAMP, noted)))
    assert text.index("附注：第1条（李干事") < text.index("谁在册")  # before the next card
    assert text.index("危房") > text.index("谁在册")
    assert "第2条（李干事" in text


def test_the_command_line_writes_a_page_or_one_file_a_unit(town, tmp_path, capsys):
    out = tmp_path / "a.pdf"
    assert main(["--data", str(town), "export", "pdf", "--page", "visits", "--out", str(out)]) == 0
    assert "走访够勤吗？" in "".join(read(out.read_bytes()))
    each = ["--slides", "on_roll", "--each", "--out", str(tmp_path / "a.zip")]
    assert main(["--data", str(town), "export", "pdf", *each]) == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert "白沙村.pdf" in packed.namelist()
    for wrong, said in (
        (["--page", "none"], "pairing"),
        (["--slides", "none"], "on_roll"),
        (["--slides", "on_roll@none"], "on_roll"),
    ):
        assert main(["--data", str(town), "export", "pdf", *wrong, "--out", str(out)]) == 1
        assert said in capsys.readouterr().err
