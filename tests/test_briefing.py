"""What is told in a meeting: figures equal the pages' answers, small groups stay hidden, nobody is named."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from care.answers import Answers, Ask
from care.briefing.about import about
from care.briefing.piece import Piece
from care.briefing.pieces import keys, piece, pieces, title
from care.definitions import load
from care.exports.word_context import _sources
from care.store import EVERYTHING, Scope
from care.words import percent, voice
from tests.worked_town import AS_OF, EAST, ROSTER, SCHOOL, TOWN, WEST, worked_store

WEEK_BEFORE = AS_OF - timedelta(days=7)
SHARES = [
    name for name, one in load().indicators.items() if one.form == "share" and name != "relief_progress"
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("worked"))


@pytest.fixture
def told(store):
    """A function that says what a briefing is about: told("zh", unit, group)."""
    return lambda lang="zh", unit="", group="", day=AS_OF: about(
        store, EVERYTHING, load(), voice(lang), unit, group, day
    )


def texts(one: Piece) -> list[str]:
    """Everything that a piece says."""
    figures = [text for figure in one.figures for text in vars(figure).values()]
    chart = [*one.chart.categories, *(part.name for part in one.chart.series)] if one.chart else []
    table = [*one.table.headings, *(str(cell) for row in one.table.rows for cell in row)] if one.table else []
    return [
        one.question,
        one.answer,
        one.status,
        one.counted,
        *one.sentences,
        *figures,
        *chart,
        *table,
        one.how,
    ]


@pytest.mark.parametrize("name", SHARES)
def test_a_share_says_what_its_page_says(store, told, name):
    answers, ask = Answers(store, EVERYTHING, load()), Ask(name, AS_OF, TOWN)
    count = answers.count(ask)
    one = piece(told(), name)
    assert one.answer == (percent(count.share) if count.due else "—")
    if one.table:
        assert one.table.rows[-1][1:4] == (count.due, count.met, count.unmet)
        by = "unit" if one.table.headings[0] == voice("zh")("brief.by_unit") else "duty"
        rows = [row for row in answers.by(ask, by) if row.due]
        assert sorted(row[1:4] for row in one.table.rows[:-1]) == sorted(
            (row.due, row.met, row.unmet) for row in rows
        )
    if one.chart:
        assert [f"{value:.1%}".replace(".0%", "%") for value in one.chart.series[0].values] == [
            percent(row[2] / row[1]) for row in one.table.rows[:-1]
        ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("unit", ["", EAST, WEST, SCHOOL])
def test_every_idea_is_told_for_every_unit_whole_and_without_names(told, lang, unit):
    names = {person["name"] for person in ROSTER}
    for key in keys(load()):
        one = piece(told(lang, unit), key)
        said = texts(one)
        assert one.question
        assert one.scope
        assert one.answer or one.sentences or one.figures or one.table
        assert not [text for text in said if "{" in text or re.search("None(?! of)", text)]
        assert not [name for name in names for text in said if name in text]
        assert not [text for text in said if re.search(r"\d{6,}", text.replace(",", ""))]
        assert title(told(lang, unit), key)


def test_every_indicator_of_the_definitions_has_its_idea(told):
    assert set(load().indicators) <= set(keys(load()))
    figures = piece(told(), "all_figures").table
    assert [row[0] for row in figures.rows] == [one.name["zh"] for one in load().indicators.values()]
    assert len(piece(told(), "meanings").table.rows) == len(load().indicators)


def test_ideas_without_anybody_due_are_left_out_unless_asked_for(told):
    nobody = told(group="monitored")
    assert {one.key for one in pieces(nobody)} == {
        "data_scope",
        "headlines",
        "all_figures",
        "problems",
        "steps",
        "meanings",
    }
    assert [one.answer for one in pieces(nobody, ["contact_rhythm"])] == ["—"]
    assert pieces(nobody, ["headlines"])[0].sentences == ("当日没有在册人员。",)
    assert pieces(nobody, ["problems"])[0].sentences == ("各项都达到目标，没有明显差距。",)


def test_ideas_come_in_the_order_asked_for(told):
    assert [one.key for one in pieces(told(), ["problems", "on_roll"])] == ["problems", "on_roll"]
    with pytest.raises(KeyError):
        pieces(told(), ["no_such_idea"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_deck_and_word_count_the_same_ledgers_also_those_of_no_day_or_a_later_one(store, told, lang):
    whole = store.query(
        EVERYTHING, "select count(*) as n, count(case when ledger_on <= $day then 1 end) as by_then from batches", {"day": WEEK_BEFORE}
    ).iloc[0]  # fmt: skip
    assert whole.n > whole.by_then
    about_then = told(lang, day=WEEK_BEFORE)
    said = next(text for text in piece(about_then, "data_scope").sentences if re.search("台账|ledger", text))
    assert int(re.search(r"\d+", said)[0]) == whole.n
    assert int(re.search(r"\d+", _sources(about_then))[0]) == whole.n


def test_nobody_is_told_of_units_outside_their_scope(store):
    mine = about(store, Scope((EAST,)), load(), voice("zh"), day=AS_OF)
    assert mine.unit == EAST
    assert not [text for one in pieces(mine) for text in texts(one) if "河西" in text]
    with pytest.raises(ValueError, match="河西"):
        about(store, Scope((EAST,)), load(), voice("zh"), WEST, "", AS_OF)


def test_a_rare_group_of_a_few_is_told_without_its_numbers(told):
    """Of the worked town's 3 left-behind children on roll in the east, were they a rare group."""
    known = load()
    rare = known.groups | {"left_behind_children": replace(known.groups["left_behind_children"], rare=True)}
    them = replace(told(unit=EAST, group="left_behind_children"), definitions=replace(known, groups=rare))
    due = them.answers.count(them.ask("on_roll")).due
    assert 0 < due < known.programme.small_count
    for key in keys(known):
        one = piece(them, key)
        assert one.chart is None
        assert not one.table or key in ("units", "all_figures", "meanings")
    assert piece(them, "on_roll").answer == piece(them, "pairing_coverage").answer == "不公布"
    everybody = replace(told(unit=EAST), definitions=them.definitions)
    rows = dict(piece(everybody, "on_roll").table.rows)
    assert rows["农村留守儿童"] == "不公布"
