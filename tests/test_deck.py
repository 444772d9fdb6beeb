"""Slides: native charts and tables with the page's figures, in any template that keeps the names, naming nobody."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from pptx import Presentation

from care.__main__ import main
from care.answers import Answers, Ask
from care.briefing.about import about
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.piece import Figure as Figure_
from care.briefing.pieces import keys, pieces
from care.briefing.stamp import Stamp
from care.definitions import load
from care.exports import deck_tables
from care.exports.deck import deck, decks
from care.exports.deck_template import ASKED, TEMPLATE, TemplateRefused
from care.notes import Figure, Note
from care.store import EVERYTHING
from care.words import percent, voice
from tests.worked_town import AS_OF, EAST, ROSTER, TOWN, WEST, worked_store

STAMP = Stamp("王主任", date(2026, 1, 21))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A function that says what a deck is about: told("zh", unit, group)."""
    store = worked_store(tmp_path_factory.mktemp("worked"))
    return lambda lang="zh", unit="", group="": about(
        store, EVERYTHING, load(), voice(lang), unit, group, AS_OF
    )


def read(data: bytes):
    return Presentation(io.BytesIO(data))


def said(slide) -> list[str]:
    """Every text of a slide and its notes."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.has_chart:
            found += [str(one) for one in shape.chart.plots[0].categories]
    return found + ([slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else [])


def chart_of(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def test_charts_hold_the_pages_figures(told):
    answers = Answers(told().answers.answers.store, EVERYTHING, load())
    ask = Ask("pairing_coverage", AS_OF, TOWN)
    made = read(deck(told(), pieces(told(), ["pairing_coverage"]), STAMP))
    native = chart_of(made.slides[1])
    shown = dict(zip(native.plots[0].categories, native.plots[0].series[0].values, strict=True))
    rows = {told().unit_name(row.key): row for row in answers.by(ask, "unit") if row.due}
    assert {name: f"{value * 100:.1f}".removesuffix(".0") + "%" for name, value in shown.items()} == {
        name: percent(row.share) for name, row in rows.items()
    }
    assert percent(answers.count(ask).share) in said(made.slides[1])


@pytest.mark.parametrize("unit", [TOWN, EAST, WEST])
def test_every_chart_and_table_reads_back_with_the_pages_figures(told, unit):
    """Asked anew from the store for every share: the columns by unit, group or duty, and the share in words."""
    asked, answers = told(unit=unit), Answers(told().answers.answers.store, EVERYTHING, load())
    shares = [
        one for one in load().indicators.values() if one.form == "share" and one.id != "relief_progress"
    ]
    made = read(deck(asked, pieces(asked, [one.id for one in shares]), STAMP))
    assert len(made.slides) == len(shares) + 1
    for one, slide in zip(shares, list(made.slides)[1:], strict=True):
        ask = Ask(one.id, AS_OF, unit)
        whole = answers.count(ask)
        assert (percent(whole.share) if whole.due else "—") in said(slide)
        if not any(shape.has_chart for shape in slide.shapes):
            continue
        native = chart_of(slide)
        read_back = sorted(percent(value) for value in native.plots[0].series[0].values)
        ways = [
            sorted(percent(row.share) for row in answers.by(ask, by) if row.due)
            for by in ("unit", "group", "duty")
        ]
        assert read_back in ways
        assert len(set(native.plots[0].categories)) == len(read_back)


def test_contacts_of_a_month_read_back_as_counted(told):
    made = read(deck(told(), pieces(told(), ["contacts_by_month", "on_roll"]), STAMP))
    frame = told().answers.breakdown(Ask("contacts_by_month", AS_OF, TOWN))
    drawn = sum(value for series in chart_of(made.slides[1]).plots[0].series for value in series.values)
    months = {
        f"{AS_OF.year - 1}-{AS_OF.month:02d}",
        *frame.x[frame.x > f"{AS_OF.year - 1}-{AS_OF.month:02d}"],
    }
    assert drawn == frame.n[frame.x.isin(months)].sum()
    rows = {row.key: row.due for row in told().answers.by(Ask("on_roll", AS_OF, TOWN), "group")}
    native = chart_of(made.slides[2])
    shown = dict(zip(native.plots[0].categories, native.plots[0].series[0].values, strict=True))
    assert set(shown.values()) <= set(rows.values())


def test_the_schedule_stands_over_the_columns_and_both_can_be_read_back(told):
    made = read(deck(told(), pieces(told(), ["relief_progress"]), STAMP))
    native, piece = chart_of(made.slides[1]), pieces(told(), ["relief_progress"])[0]
    assert [plot.__class__.__name__ for plot in native.plots] == ["BarPlot", "LinePlot"]
    for plot, series in zip(native.plots, piece.chart.series, strict=True):
        assert tuple(plot.series[0].values) == series.values
        assert tuple(plot.categories) == piece.chart.categories


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("unit", "group"), [("", ""), (EAST, ""), (WEST, "orphans")])
def test_every_slide_says_its_scope_and_names_nobody(told, lang, unit, group):
    asked = told(lang, unit, group)
    made = read(deck(asked, pieces(asked), STAMP))
    names = {person["name"] for person in ROSTER}
    assert len(made.slides) > 4
    for slide in made.slides:
        texts = said(slide)
        assert any(asked.scope_words in text for text in texts)
        assert any(asked.answers.version in text for text in texts)
        assert not [name for name in names for text in texts if name in text]
        assert not [text for text in texts if re.search(r"\d{17}[\dXx]|1\d{10}", text)]
        assert not [
            shape for shape in slide.placeholders if shape.has_text_frame and not shape.text_frame.text
        ]
    assert any("王主任" in text for text in said(made.slides[0]))


def test_slides_come_as_chosen_each_with_its_number_and_its_rule(told):
    made = read(deck(told(), pieces(told(), ["problems", "on_roll"]), STAMP))
    assert [slide.shapes.title.text for slide in made.slides][1:] == ["存在的问题", "谁在册？"]
    assert "计算办法" in made.slides[2].notes_slide.notes_text_frame.text
    assert any(
        shape.is_placeholder and "SLIDE_NUMBER" in str(shape.placeholder_format.type)
        for shape in made.slides[1].shapes
    )


def test_every_form_of_chart_is_a_native_one_and_bears_extremes(told):
    forms = ("bars", "columns", "line", "stacked")
    extremes = [
        Chart(
            form,
            ("甲", "乙", "丙"),
            (Series("一", values), Series("线", (0.5,) * 3, line=form == "columns")),
            share=True,
        )
        for form in forms
        for values in ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (None, 0.2, None))
    ]
    asked = [Piece(f"p{at}", "问", "域", "答", chart=chart) for at, chart in enumerate(extremes)]
    made = read(deck(told(), asked, STAMP))
    for slide, chart in zip(list(made.slides)[1:], extremes, strict=True):
        assert tuple(chart_of(slide).plots[0].series[0].values) == chart.series[0].values


@pytest.mark.parametrize("rows", [1, 10, 60])
def test_a_long_table_goes_on_over_slides_and_loses_no_row(rows):
    table = Table(("单位", "说明"), tuple((f"第{at}村", "很长的一句话" * (at % 9)) for at in range(rows)))
    parts = deck_tables.parts(table, 11_000_000, 4_400_000)
    assert [row for part in parts for row in part.table.rows] == list(table.rows)
    assert all(part.table.rows for part in parts)
    assert (len(parts) > 1) == (rows > 10)


def test_a_long_headline_figure_is_set_smaller_than_a_short_one(told):
    figures = (*[Figure_("甲", "84%")] * 4, Figure_("乙", "1,234,567 people"))
    made = read(deck(told(), [Piece("headlines", "问", "域", figures=figures)], STAMP))
    table = next(shape.table for shape in made.slides[1].shapes if shape.has_table)
    short, long = (table.cell(1, at).text_frame.paragraphs[0].runs[0].font.size.pt for at in (0, 4))
    assert short == 40
    assert long < 25


def test_an_offices_own_template_is_used_and_its_example_slides_go(told):
    own = Presentation(TEMPLATE)
    own.slides.add_slide(own.slide_layouts[0])
    own.slide_width += 127
    made = read(deck(told(), pieces(told(), ["on_roll"]), STAMP, saved(own)))
    assert len(made.slides) == 2
    assert made.slide_width == own.slide_width


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("layout", list(ASKED))
def test_a_template_without_a_placeholder_is_refused_by_name(told, lang, layout):
    own = Presentation(TEMPLATE)
    one = next(one for one in own.slide_layouts if one.name == layout)
    lost = next(shape for shape in one.placeholders if shape.name == ASKED[layout][-1])
    lost._element.getparent().remove(lost._element)
    with pytest.raises(TemplateRefused) as refused:
        deck(told(lang), [], STAMP, saved(own))
    assert layout in refused.value.said(voice(lang))
    assert ASKED[layout][-1] in refused.value.said(voice(lang))


def test_a_template_that_fetches_something_from_elsewhere_is_refused(told):
    data = io.BytesIO(TEMPLATE.read_bytes())
    with zipfile.ZipFile(data, "a") as parts:
        parts.writestr("ppt/_rels/more.xml.rels", '<Relationships><Relationship Id="r" Type="x/image" '
                       'Target="http://x.invalid/a.png" TargetMode="External"/></Relationships>')  # fmt: skip
    with pytest.raises(TemplateRefused) as refused:
        deck(told(), [], STAMP, data.getvalue())
    for lang in ("zh", "en"):
        assert "external link" in refused.value.said(voice(lang))


def test_a_template_with_comments_is_refused(told):
    data = io.BytesIO(TEMPLATE.read_bytes())
    with zipfile.ZipFile(data, "a") as parts:
        said = '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm>问问王某</p:cm></p:cmLst>'
        parts.writestr("ppt/comments/comment1.xml", said)
    with pytest.raises(TemplateRefused) as refused:
        deck(told(), [], STAMP, data.getvalue())
    assert "批注" in refused.value.said(voice("zh"))


def test_a_template_without_a_layout_or_that_is_none_is_refused(told):
    own = Presentation(TEMPLATE)
    own.slide_layouts[1].name = "Diagramm"
    for template, word in ((saved(own), "Chart"), (b"no presentation", "演示文稿")):
        with pytest.raises(TemplateRefused) as refused:
            deck(told(), [], STAMP, template)
        assert word in refused.value.said(voice("zh"))


def test_a_note_on_a_figure_goes_into_the_speakers_notes_of_its_slide(told):
    note = Note(1, Figure("on_roll", TOWN), AS_OF, "本月并村", "王主任", "2026-01-20")
    made = read(deck(told(), pieces(told(), ["on_roll", "problems"]), STAMP, noted=[note]))
    notes = [slide.notes_slide.notes_text_frame.text for slide in list(made.slides)[1:]]
    assert ["本月并村" in text for text in notes] == [True, False]
    assert not any("本月并村" in text for text in said(made.slides[1])[:-1])


def test_one_deck_a_village_in_a_zip(told):
    data = decks([told(unit=EAST), told(unit=WEST)], ["headlines"], STAMP)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["河东村.pptx", "河西村.pptx"]
        assert "河西村" in said(read(packed.read("河西村.pptx")).slides[0])[1]


def test_the_command_line_writes_slides(town, tmp_path, capsys):
    out = tmp_path / "会议.pptx"
    asked = ["--data", str(town), "export", "deck", "--out", str(out)]
    assert main([*asked, "--unit", "白沙村", "--slides", "headlines,contact_rhythm", "--lang", "en"]) == 0
    made = read(out.read_bytes())
    assert [slide.shapes.title.text for slide in made.slides][2] == "Are people visited often enough?"
    capsys.readouterr()
    for wrong, word in (
        (["--slides", "nothing"], keys(load())[0]),
        (["--unit", "没有村"], "没有村"),
        (["--each"], ".zip"),
        (["--template", str(tmp_path / "none.pptx")], "none.pptx"),
    ):
        assert main([*asked, *wrong]) == 1
        assert word in capsys.readouterr().err


def saved(presentation) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_names_in_the_workbook_behind_a_chart_are_no_formulas_and_no_links(told):
    names = ("=1+1", "http://evil.example", "=cmd|' /C calc'!A0")
    chart = Chart("bars", names, (Series('=HYPERLINK("http://evil.example")', (0.1, 0.2, 0.3)),), share=True)
    made = read(deck(told(), [Piece("p", "问", "域", "答", chart=chart)], STAMP))
    native = chart_of(made.slides[1])
    blob = native.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == list(names)
    kinds = {(cell.data_type, cell.hyperlink is None) for line in sheet["A1:B4"] for cell in line}
    assert kinds <= {("s", True), ("n", True)}
    assert tuple(native.plots[0].categories) == names


def test_signs_that_no_file_may_hold_and_long_names_break_no_slides(told):
    """A note, a unit or a sign-in name may hold them: the whole deck ended in a fault."""
    about_ = told()
    note = Note(
        1, Figure("pairing_coverage", TOWN), AS_OF, "已\x07联\ufffe系", "王\x1b主任", "2026-01-21T00:00:00"
    )
    made = deck(
        about_,
        pieces(about_, ["pairing_coverage"]),
        Stamp("王\x00主任" * 90, date(2026, 1, 21)),
        None,
        [note],
    )
    assert any("已联系" in text for slide in read(made).slides for text in said(slide))
