"""The PDF of a page holds every card of the page but its lists of people: each series drawn, each row of a table, each
sentence stands in it as it does on the screen."""

import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from care import access, office
from care.briefing import breakdowns
from care.briefing.about import about
from care.briefing.pieces import keys_of_page, piece, pieces
from care.briefing.sparing import Sparing
from care.briefing.stamp import Stamp
from care.definitions import load
from care.exports.cards import LISTED, cards
from care.exports.cells import written
from care.roles import user
from care.store import EVERYTHING
from care.words import percent, voice

ROOT = Path(__file__).parents[1]
TOPICS = {
    "relief": ("house_safety", "winter_checks", "goods", "condolence"),
    "files": ("files_complete", "guardian_settled", "ledgers_handed_in", "someone_answers"),
    "schools": ("homes_in_order", "activities_held", "help_plans", "talks", "helpers", "gifts"),
}
PAGES = [
    (page, topic)
    for page in ("overview", "groups", "pairing", "visits", "relief", "files", "schools", "gaps")
    for topic in TOPICS.get(page, ("",))
]
UNIT = "青溪镇/白沙村"
IN_A_VILLAGE = [(page, "", UNIT) for page in ("groups", "visits", "relief")]
STAMP = Stamp("王主任", date(2026, 1, 21))
LISTS = ("preview_", "gap_rows_")  # tables of people, which are not taken into documents


@pytest.fixture(scope="module")
def told(town):
    store = office.current(town, load())
    return lambda lang="zh", unit="", group="": about(store, EVERYTHING, load(), voice(lang), unit, group)


@pytest.fixture
def opened(town, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def page(name: str, **query: str) -> AppTest:
        role = "inspector" if name == "gaps" else "presenter"  # who sees what a document may hold
        monkeypatch.setattr(access, "visitor", lambda: user("somebody", (role,), None, None))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        at.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            at.query_params[key] = value
        return at.run()

    return page


@pytest.mark.parametrize(("page", "topic", "unit"), [(*one, "") for one in PAGES] + IN_A_VILLAGE)
def test_the_pdf_says_draws_and_tables_what_the_page_does(opened, told, page, topic, unit):
    asked = told(unit=unit)
    chosen = pieces(asked, keys_of_page(load(), page))
    text = _text(cards(asked, chosen, STAMP))
    at = opened(page, unit=unit, about=topic)
    for sentence in _said(at):
        assert _plain(sentence) in text, sentence
    numbers = [column for one in chosen for column in _columns(one)]
    for name, values in _drawn(at):
        assert any(_held(values, column) for column in numbers), (name, values)
    rows = [set(map(written, row)) for one in chosen if one.table for row in one.table.rows]
    for name, line in _tabled(at):
        assert any(not _lacking(line, row) for row in rows), (name, line)


def test_whatever_an_idea_draws_or_tables_is_on_paper(told):
    for page in dict.fromkeys(page for page, _ in PAGES):
        chosen = pieces(told(), keys_of_page(load(), page))
        text = _text(cards(told(), chosen, STAMP))
        for one in chosen:
            assert _plain(one.question) in text
            for series in one.chart.series if one.chart and one.chart.form in ("bars", "line") else ():
                assert all(written(value) in text for value in series.values if value is not None)
            for row in one.table.rows if one.table and one.key not in LISTED else ():
                assert _plain("".join(map(written, row))) in text, (one.key, row)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("unit", ["", UNIT])
def test_every_breakdown_is_made_in_both_languages_and_counts_what_the_ledgers_give(told, lang, unit):
    asked = told(lang, unit)
    made = {one.key: one for one in (piece(asked, key) for key in breakdowns.KINDS) if not one.empty}
    assert len(made) > 15
    for key, column in (
        ("helper_kinds", "n"),
        ("letter_states", "n"),
        ("risk_colours", "n"),
        ("days_since_contact", "subjects"),
    ):
        if key in made:
            frame = asked.answers.breakdown(asked.ask(key))
            assert sum(made[key].chart.series[0].values) == int(frame[column].sum())
    calendar = asked.answers.breakdown(asked.ask("contact_calendar"))
    cells = [cell for row in made["contact_calendar"].table.rows for cell in row[1:] if cell != ""]
    assert (sum(cells), len(cells)) == (int(calendar["n"].sum()), 182)


def test_a_curve_on_paper_ends_with_the_days_share_and_holds_its_first_day(told):
    for item in load().relief:
        one = piece(told(), f"{breakdowns.ITEM}{item}")
        if one.empty:  # nobody is listed this season
            continue
        done, schedule = (series.values for series in one.chart.series)
        assert percent(done[-1]) == one.answer
        assert list(schedule) == sorted(schedule)
        assert len(done) <= 10


def test_of_a_rare_group_nothing_is_broken_down_and_crossed_counts_are_hidden(told):
    rare = next(one.id for one in load().groups.values() if one.rare)
    assert all(piece(told(group=rare), key).empty for key in breakdowns.KINDS)
    table = piece(told(), "units_by_group").table
    hidden = [cell for row in table.rows for cell in row if cell == "不公布"]
    assert hidden
    overlaps = Sparing(told()).breakdown(told().ask("group_overlap"))
    names = {
        f"{told().group_name(r.x, True)} ＋ {told().group_name(r.series, True)}"
        for r in overlaps.itertuples()
    }
    assert set(piece(told(), "group_overlap").chart.categories) <= names


def test_an_unknown_breakdown_is_refused(told):
    for key in ("relief_burnup@none", "none"):
        with pytest.raises(KeyError):
            piece(told(), key)


def _plain(text: str) -> str:
    return re.sub(r"[\s▲●▼•]", "", text)


def _text(pdf: bytes) -> str:
    """The text of all pages without their heads and feet."""
    pages = [page.extract_text().split("\n") for page in PdfReader(io.BytesIO(pdf)).pages]
    foot = voice("zh")("brief.page_of", at="", of="")[:1]
    kept = [[line for line in lines[1:] if not (STAMP.by in line and foot in line)] for lines in pages]
    return _plain("".join(line for lines in kept for line in lines))


def _said(at: AppTest) -> list[str]:
    """Sentences of cards; what begins with a colour is a status beside a figure."""
    texts = [one.value for one in at.markdown if not one.value.startswith(":")]
    return [re.sub(r"\*\*(:red\[▼\] )?", "", text) for text in texts if text.endswith("。")]


def _columns(one) -> list[list]:
    """Series and columns of an idea as texts; a shaded table is one whole."""
    found = [[written(value) for value in series.values] for series in one.chart.series] if one.chart else []
    rows = one.table.rows if one.table else ()
    found += [[written(cell) for cell in column] for column in zip(*rows, strict=True)]
    return (
        [*found, [text for column in found for text in column]] if one.table and one.table.shaded else found
    )


def _held(values: list, column: list[str]) -> bool:
    share = any(isinstance(value, float) and value % 1 for value in values) or set(values) <= {0, 1}
    said = Counter(percent(value) if share else written(int(value)) for value in values)
    return not (said - Counter(column))


def _drawn(at: AppTest):
    """(chart, values) of every series on the page; tracks behind bars and curves by the day are left out."""
    for chart in at.get("plotly_chart"):
        name = chart.proto.id.rsplit("-", 1)[-1]
        traces = json.loads(chart.proto.spec)["data"]
        for trace in traces:
            if trace["type"] == "heatmap":
                yield name, [n for line in trace["z"] for n in line if n]
            if trace["type"] == "bar" and "_burn_" not in name:
                values = trace["x" if trace.get("orientation") == "h" else "y"]
                if len(traces) == 1 or len(set(values)) > 1:
                    yield name, [abs(value) for value in values]


def _tabled(at: AppTest):
    """(table, texts of a row's figures) of every table on the page but lists of people."""
    for table in at.dataframe:
        name = table.proto.id.rsplit("-", 1)[-1]
        if name.startswith(LISTS):
            continue
        for row in table.value.itertuples(index=False):
            cells = [cell for cell in row[1:] if not pd.isna(cell) and cell not in ("", "—")]
            yield (
                name,
                [
                    re.sub(r"^[▲●▼] ", "", cell) if isinstance(cell, str) else written(int(cell))
                    for cell in cells
                ],
            )


def _lacking(texts: list[str], row: set[str]) -> list[str]:
    """What of a page's row the paper's does not say."""
    return [text for text in texts if text not in row]
