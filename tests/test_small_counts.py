"""Small counts of rare groups: hidden, and not to be worked out from anything that is shown."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.answers import Answers, Ask
from care.briefing import wholes
from care.briefing.about import about
from care.briefing.breakdowns.handed_over import condolence_of
from care.briefing.naming import ordered
from care.briefing.pieces import piece
from care.briefing.shares import few_said
from care.briefing.small import hidden_in, without_small
from care.briefing.sparing import Sparing, TooFew
from care.briefing.winter import NAME, clock_of
from care.definitions import load
from care.exports import word, word_context
from care.store import EVERYTHING, Scope
from care.words import voice
from tests.making import batch, built

QUERIES = Path(__file__).parents[1] / "queries" / "breakdowns"
LEAST = 5
DAY = date(2026, 1, 20)
TOWN, RARE = "镇", "orphans"


def figures(own: dict[str, int]) -> list[str]:
    """Everything that could be shown: each unit with all below it, and each unit's own people (“unit/”)."""
    units = {"/".join(unit.split("/")[: at + 1]) for unit in own for at in range(unit.count("/") + 1)}
    return sorted(units) + [f"{unit}/" for unit in sorted(own)]


def sums(figure: str, own: dict[str, int]) -> list[int]:
    """Which units' own people a figure adds up."""
    if figure.endswith("/"):
        return [int(unit == figure[:-1]) for unit in own]
    return [int(unit == figure or unit.startswith(f"{figure}/")) for unit in own]


def trees():
    villages = st.lists(st.integers(0, 12), min_size=1, max_size=6)
    return st.builds(
        lambda town, counts, teams: (
            ({"镇": town} if town else {})
            | {f"镇/村{at}": n for at, n in enumerate(counts) if n}
            | {f"镇/村{at % len(counts)}/组{at}": n for at, n in enumerate(teams) if n}
        ),
        st.integers(0, 6),
        villages,
        st.lists(st.integers(0, 9), max_size=5),
    ).filter(bool)


@settings(max_examples=300, deadline=None)
@given(trees())
def test_no_hidden_figure_can_be_worked_out_from_those_shown(own):
    hidden = hidden_in(own, LEAST)
    shown = np.array([sums(one, own) for one in figures(own) if one not in hidden]).reshape(-1, len(own))
    for one in figures(own):
        n = int(np.dot(sums(one, own), list(own.values())))
        if 0 < n < LEAST:
            assert one in hidden
            rank = np.linalg.matrix_rank(shown) if len(shown) else 0
            assert np.linalg.matrix_rank(np.vstack([shown, sums(one, own)])) > rank, (one, own, hidden)
            low, high = ranges(own, hidden)[one]
            each_one = "镇" not in hidden and not known_parts(own, hidden)  # the whole is told
            assert low < high or each_one, (one, own, hidden)


def known_parts(own: dict[str, int], hidden: frozenset[str]) -> list[str]:
    """The parts of the whole that are shown."""
    return [one for one in figures(own) if one.count("/") == 1 and one != "镇" and one not in hidden]


def ranges(own: dict[str, int], hidden: frozenset[str]) -> dict[str, tuple[float, float]]:
    """The least and the most that each figure can be for whoever sees those that are not hidden: none of these is 0,
    which would be shown, and a unit is what its parts are together."""
    every = figures(own)
    known = {one: int(np.dot(sums(one, own), list(own.values()))) for one in every if one not in hidden}
    found = {one: (known[one], known[one]) if one in known else (1, math.inf) for one in every}
    while True:
        before = dict(found)
        for unit in (one for one in every if not one.endswith("/")):
            parts = [
                one
                for one in every
                if one == f"{unit}/" or (one.rpartition("/")[0] == unit and one[-1] != "/")
            ]
            least, most = (sum(found[one][at] for one in parts) for at in (0, 1))
            found[unit] = max(found[unit][0], least), min(found[unit][1], most)
            for one in parts:
                others = [sum(found[other][at] for other in parts if other != one) for at in (0, 1)]
                low, high = found[one]
                found[one] = max(low, found[unit][0] - others[1]), min(high, found[unit][1] - others[0])
        if found == before:
            return found


@settings(max_examples=100, deadline=None)
@given(trees())
def test_where_nobody_is_few_nothing_is_hidden(own):
    plenty = {unit: n + LEAST for unit, n in own.items()}
    assert hidden_in(plenty, LEAST) == frozenset()
    assert hidden_in(own, 0) == frozenset()


def test_a_single_small_figure_takes_the_next_smallest_with_it():
    own = {"镇/甲": 3, "镇/乙": 9, "镇/丙": 20}
    assert {"镇/甲", "镇/乙"} <= hidden_in(own, LEAST)
    assert "镇/丙" not in hidden_in(own, LEAST) and "镇" not in hidden_in(own, LEAST)


def test_two_of_one_each_take_a_third_with_them():
    assert "镇/丙" in hidden_in({"镇/甲": 1, "镇/乙": 1, "镇/丙": 20, "镇/丁": 30}, LEAST)
    assert "镇/丁" not in hidden_in({"镇/甲": 1, "镇/乙": 1, "镇/丙": 20, "镇/丁": 30}, LEAST)


def test_where_each_part_has_one_their_unit_is_hidden_but_not_the_whole():
    assert "县/镇" in hidden_in({f"县/镇/{n}": 1 for n in range(6)} | {"县/乡": 20}, LEAST)
    assert "镇" not in hidden_in({f"镇/{n}": 1 for n in range(6)}, LEAST)
    assert "镇" not in hidden_in({"镇/甲": 1, "镇/乙": 2, "镇/丙": 2}, LEAST)


def test_one_each_takes_a_shown_one_below_another_hidden_unit_with_it():
    """县 8 and 三 5 shown would leave three villages for three people."""
    own = {"县/甲/一": 1, "县/甲/二": 1, "县/甲/三": 5, "县/乙/五": 1}
    assert hidden_in(own, LEAST) >= set(own) and "县" not in hidden_in(own, LEAST)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Three villages with 3, 9 and 20 orphans, and as many children in difficulty, a group that is not rare."""
    folder = tmp_path_factory.mktemp("few")
    units = [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}]
    units += [{"unit_id": f"镇/{v}", "unit_name": v, "unit_kind": "village"} for v in "甲乙丙"]
    batch(folder, "units", "units", units, DAY)
    people = [
        {"name": f"{village}{n}", "unit_id": f"镇/{village}", "groups": f"{RARE},children_in_difficulty"}
        for village, many in (("甲", 3), ("乙", 9), ("丙", 20))
        for n in range(many)
    ]
    batch(folder, "roster", "roster", people, DAY)
    return about(built(folder), EVERYTHING, load(), voice("zh"), day=DAY)


def test_pages_without_lists_spare_a_rare_group_at_every_door(told):
    spared = Sparing(told)
    by_unit = spared.by(Ask("on_roll", DAY, TOWN, RARE), "unit")
    assert [(row.key, row.due) for row in by_unit] == [("镇/丙", 20)]
    assert spared.count(Ask("on_roll", DAY, TOWN, RARE)).due == 32
    assert spared.households(Ask("on_roll", DAY, TOWN, RARE)) is not None
    assert spared.households(Ask("on_roll", DAY, f"{TOWN}/丙", RARE)) is None
    assert spared.households_by(Ask("on_roll", DAY, TOWN, RARE), "unit") == {}
    assert spared.households(Ask("on_roll", DAY, f"{TOWN}/丙", "children_in_difficulty")) is not None
    assert [row.key for row in spared.whole(Ask("on_roll", DAY, TOWN, RARE)).rows["unit"]] == ["镇/丙"]
    for unit in ("镇/甲", "镇/乙"):
        for name in ("on_roll", "pairing_coverage", "contact_rhythm"):
            with pytest.raises(TooFew):
                spared.count(Ask(name, DAY, unit, RARE))
        assert RARE not in {row.key for row in spared.by(Ask("on_roll", DAY, unit), "group")}
        with pytest.raises(TooFew):
            spared.breakdown(Ask("age_sex", DAY, unit, RARE))
    assert RARE in {row.key for row in spared.by(Ask("on_roll", DAY, "镇/丙"), "group")}
    assert spared.trend(Ask("on_roll", DAY, TOWN, RARE)) == []
    with pytest.raises(PermissionError):
        spared.breakdown_rows(Ask("age_sex", DAY))
    with pytest.raises(PermissionError):
        spared.rows(Ask("on_roll", DAY))
    with pytest.raises(TooFew):
        spared.first_due(Ask("contact_rhythm", DAY, "镇/甲", RARE))


def test_word_tells_households_of_a_rare_group_of_the_whole_only(told):
    """Those of 丙 would leave what the hidden 甲 and 乙 have together."""

    def homes(unit: str) -> dict[str, str]:
        said = word_context.context(replace(told, unit=unit), {}, [], "", DAY)["roll"]["groups"]
        return {row["name"]: row["households"] for row in said}

    rare, common = told.group_name(RARE), told.group_name("children_in_difficulty")
    assert homes("镇/丙")[rare] == "不公布" != homes("镇/丙")[common]
    assert homes(TOWN)[rare] != "不公布"


def test_a_school_is_not_hidden_in_place_of_the_next_smallest_village(tmp_path):
    """8 pupils, fewer than the 9 of 乙: with the school hidden, the villages would still add up to the town."""
    kinds = {TOWN: "town", "镇/甲": "village", "镇/乙": "village", "镇/丙": "village", "镇/校": "school", "镇/校/一班": "class"}  # fmt: skip
    units = [
        {"unit_id": unit, "unit_name": unit.rpartition("/")[2], "unit_kind": kind}
        for unit, kind in kinds.items()
    ]
    batch(tmp_path, "units", "units", units, DAY)
    people = [
        {"name": f"{v}{n}", "unit_id": f"镇/{v}", "groups": RARE,
         "class_unit_id": "镇/校/一班" if v == "丙" and n < 8 else None}
        for v, many in (("甲", 3), ("乙", 9), ("丙", 20)) for n in range(many)
    ]  # fmt: skip
    batch(tmp_path, "roster", "roster", people, DAY)
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    by_unit = Sparing(told).by(Ask("on_roll", DAY, TOWN, RARE), "unit")
    assert {row.key: row.due for row in by_unit} == {"镇/丙": 20, "镇/校": 8}


@pytest.mark.parametrize(
    ("villages", "pupils", "shown"),
    [
        ({}, 3, None),  # the town has 3 at all
        ({"甲": 10}, 3, {}),  # 13 - 10
        ({"甲": 10, "乙": 20}, 3, {"镇/乙": 20}),
        ({"甲": 3, "乙": 9}, 8, {"镇/校": 8}),  # 20 - 9 - 8
        ({"甲": 3, "乙": 9, "丙": 30}, 8, {"镇/丙": 30, "镇/校": 8}),
    ],
)
def test_pupils_whom_no_village_lists_are_a_part_of_the_town(tmp_path, villages, pupils, shown):
    """They are what is left of a town beside its villages."""
    kinds = {
        TOWN: "town",
        **{f"镇/{one}": "village" for one in "甲乙丙"},
        "镇/校": "school",
        "镇/校/一班": "class",
    }
    units = [
        {"unit_id": unit, "unit_name": unit.rpartition("/")[2], "unit_kind": kind}
        for unit, kind in kinds.items()
    ]
    batch(tmp_path, "units", "units", units, DAY)
    places = [("unit_id", f"镇/{one}", many) for one, many in villages.items()]
    people = [
        {"name": f"{unit}{n}", "groups": RARE, "unit_id": None, "class_unit_id": None, column: unit}
        for column, unit, many in (*places, ("class_unit_id", "镇/校/一班", pupils))
        for n in range(many)
    ]
    batch(tmp_path, "roster", "roster", people, DAY)
    told, ask = (
        about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY),
        Ask("on_roll", DAY, TOWN, RARE),
    )
    if shown is None:
        with pytest.raises(TooFew):
            Sparing(told).count(ask)
        return
    assert {row.key: row.due for row in Sparing(told).by(ask, "unit")} == shown
    assert Sparing(told).count(ask).due == sum(villages.values()) + pupils


def test_few_of_whom_a_measure_asks_are_spared_though_many_are_on_the_roll(tmp_path):
    """9 orphans in each of three villages, of whom 2, 9 and 9 have a helper to keep in touch."""
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}, *(
        {"unit_id": f"镇/{v}", "unit_name": v, "unit_kind": "village"} for v in "甲乙丙")], DAY)  # fmt: skip
    people = [{"name": f"{v}{n}", "unit_id": f"镇/{v}", "groups": RARE} for v in "甲乙丙" for n in range(9)]
    batch(tmp_path, "roster", "roster", people, DAY)
    helped = [one | {"helper_name": "王助", "paired_on": date(2025, 1, 1)} for one in people if one["name"] in (
        "甲0", "甲1", *(f"{v}{n}" for v in "乙丙" for n in range(9)))]  # fmt: skip
    batch(tmp_path, "pairing", "pairing", helped, DAY)
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    spared, ask = Sparing(told), Ask("helper_contact", DAY, TOWN, RARE)
    whole = {row.key: row.due for row in told.answers.by(ask, "unit")}
    assert whole == {"镇/甲": 2, "镇/乙": 9, "镇/丙": 9}
    assert len(spared.by(ask, "unit")) == 1 and spared.count(ask).due == 20
    assert len(spared.by(Ask("on_roll", DAY, TOWN, RARE), "unit")) == 3
    shown = {row.key for row in spared.by(ask, "unit")}
    for unit in {"镇/甲", "镇/乙", "镇/丙"} - shown:
        with pytest.raises(TooFew):
            spared.count(Ask("helper_contact", DAY, unit, RARE))


def test_people_of_a_rare_and_another_group_are_not_counted_together(told):
    for group, other in ((RARE, "children_in_difficulty"), ("children_in_difficulty", RARE)):
        rows = Sparing(told).by(Ask("on_roll", DAY, TOWN, group), "group")
        assert other not in {row.key for row in rows}


def test_no_pair_of_groups_that_overlap_holds_a_rare_one(told):
    """All 32 orphans are children in difficulty: of 31 it would follow that one is not."""
    common, spared = "children_in_difficulty", Sparing(told)
    assert set(told.answers.breakdown(Ask("group_overlap", DAY, TOWN))["subjects"]) == {32}
    for group, seen in (("", {RARE, common}), (common, {common})):
        pairs = spared.breakdown(Ask("group_overlap", DAY, TOWN, group))
        assert set(zip(pairs["x"], pairs["series"], strict=True)) == {(one, one) for one in seen}
    with pytest.raises(TooFew):
        spared.breakdown(Ask("group_overlap", DAY, TOWN, RARE))
    assert piece(told, "group_overlap").empty


cells = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 12), st.booleans()),
    unique_by=lambda cell: cell[:2], min_size=1,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(cells)
def test_no_small_cell_of_a_breakdown_can_be_worked_out_from_sums(drawn):
    """Not though the sum of every x, of every series and of all be known."""
    frame = pd.DataFrame([cell[:3] for cell in drawn], columns=["x", "series", "subjects"])
    rare = pd.Series([cell[3] for cell in drawn])
    kept = without_small(frame, rare, LEAST).index
    gone = ~frame.index.isin(kept)
    few = rare & frame["subjects"].between(1, LEAST - 1)
    assert gone[few].all() and not gone[~rare].any()
    for at in frame.index[few]:
        for line in (frame["x"] == frame["x"][at], frame["series"] == frame["series"][at], rare):
            hidden, seen = (frame["subjects"][line & rare & one] for one in (gone, ~gone))
            assert not seen.any() or hidden.sum() > len(hidden) > 1


def test_a_breakdown_of_a_rare_group_is_of_the_whole_only(told):
    """Or a village's few could be worked out from the town's and the other villages'."""
    spared = Sparing(told)
    assert len(spared.breakdown(Ask("age_sex", DAY, TOWN, RARE)))
    with pytest.raises(TooFew):
        spared.breakdown(Ask("age_sex", DAY, "镇/丙", RARE))


@pytest.fixture(scope="module")
def relieved(tmp_path_factory):
    """9 orphans' households in one village, 9 in another: winter relief for all, condolence for 4; some received it."""
    folder = tmp_path_factory.mktemp("relieved")
    units = [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}]
    units += [{"unit_id": f"镇/{v}", "unit_name": v, "unit_kind": "village"} for v in "甲乙"]
    batch(folder, "units", "units", units, DAY)
    people = [
        {"name": f"{v}{n}", "head_name": f"{v}{n}", "unit_id": f"镇/{v}", "groups": RARE, "sex": "male"}
        for v in "甲乙" for n in range(9)
    ]  # fmt: skip
    batch(folder, "roster", "roster", [one | {"birth_date": date(2010 + n % 7, 1, 1)} for n, one in enumerate(people)], DAY)  # fmt: skip
    given = [
        {key: one[key] for key in ("name", "head_name", "unit_id")}
        | {"relief_item": item, "season": 2025, "surveyed_on": date(2025, 11, 1), "cash": 300.0,
           "paid_on": date(2025, 12, 1 + n), "received_on": date(2025, 12, 2 + n) if n % 2 else None}
        for one in people for item, most in (("winter_living", 9), ("condolence", 4 if one["name"][0] == "甲" else 0))
        for n in [int(one["name"][1])] if n < most
    ]  # fmt: skip
    batch(folder, "relief", "relief", given, DAY)
    return about(built(folder), EVERYTHING, load(), voice("zh"), day=DAY)


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.sql")))
def test_a_breakdown_of_a_rare_group_is_whole_or_not_told(told, relieved, name):
    """With parts left out, what is added up from it would be too low."""
    for one in (told, relieved):
        for unit in one.units:
            ask = Ask(name, DAY, unit, RARE)
            try:
                seen = Sparing(one).breakdown(ask)
            except TooFew:
                continue
            assert seen.equals(one.answers.breakdown(ask))


def test_progress_of_relief_is_added_up_of_every_item_or_not_told(relieved):
    whole = replace(relieved, group=RARE)
    spared = replace(whole, answers=Sparing(whole))
    assert {row.key: row.due for row in whole.answers.by(whole.ask(NAME), "duty")} == {
        "winter_living": 18,
        "condolence": 4,
    }
    assert spared.answers.left_out(whole.ask(NAME), "duty") == {"winter_living", "condolence"}
    assert clock_of(whole).due == 22
    with pytest.raises(TooFew):
        clock_of(spared)
    everybody = replace(relieved, answers=Sparing(relieved))
    assert clock_of(everybody) == clock_of(relieved)


@pytest.mark.parametrize("said", ["散居孤儿", "失独老人", "计生特扶家庭", "无人抚养儿童", "烈士子女", "弃婴"])
def test_categories_of_condolence_are_not_told_where_one_is_of_few(tmp_path, said):
    """What all were given stands beside: 20 households less 17 would be 3 orphans'."""
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}], DAY)
    relief = [
        {"name": f"甲{n}", "unit_id": TOWN, "head_name": f"甲{n}", "relief_item": "condolence", "season": 2025,
         "relief_category": said if n < 3 else "低保户"}
        for n in range(20)
    ]  # fmt: skip
    batch(tmp_path, "relief", "relief", relief, DAY)
    earlier = [
        one | {"season": 2024, "name": f"乙{n}", "head_name": f"乙{n}"} for n, one in enumerate(relief[:3])
    ]
    batch(tmp_path, "earlier", "relief", earlier, date(2025, 1, 20))  # six in all word it so
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    assert "20" in condolence_of(told).sentence(told)
    spared = replace(told, answers=Sparing(told))
    with pytest.raises(TooFew):
        condolence_of(spared)


def test_the_place_of_a_hidden_row_does_not_say_how_many_it_counts(told):
    groups = told.answers.by(Ask("on_roll", DAY, TOWN), "group")
    for one in groups:
        assert ordered(told, groups, "group", {one.key})[-1] == one
    units = told.answers.by(Ask("on_roll", DAY, TOWN, RARE), "unit")
    ranked = replace(told.definitions, programme=replace(told.definitions.programme, ranking=True))
    keys = [
        row.key for row in ordered(replace(told, definitions=ranked), units[::-1], "unit", {"镇/甲", "镇/乙"})
    ]
    assert keys == ["镇/丙", "镇/甲", "镇/乙"]


def test_a_group_that_is_not_rare_is_counted_as_ever(told):
    ask = Ask("on_roll", DAY, TOWN, "children_in_difficulty")
    assert Sparing(told).by(ask, "unit") == told.answers.by(ask, "unit")
    assert Sparing(told).count(ask) == Answers.count(told.answers.answers, ask)


@pytest.mark.parametrize("theirs", [(RARE,), (RARE, "minimum_living")])
def test_all_of_some_groups_tell_no_small_count_of_a_rare_one_among_them(told, theirs):
    """All of theirs are the rare group itself, or it and one other that is shown beside."""
    store = told.answers.answers.store
    seen = about(store, Scope(None, theirs, False), load(), voice("zh"))
    answers = Sparing(seen)
    rare = {row.key: row.due for row in seen.answers.by(Ask("on_roll", DAY, TOWN, RARE), "unit")}
    small = {unit for unit, n in rare.items() if 0 < n < LEAST}
    shown = {row.key for row in answers.by(Ask("on_roll", DAY, TOWN), "unit")}
    assert small
    assert not small & shown
    for unit in small:
        with pytest.raises(TooFew):
            answers.count(Ask("on_roll", DAY, unit))
    assert answers.trend(Ask("on_roll", DAY, TOWN)) == []
    whole = about(store, Scope(None, None, False), load(), voice("zh"))
    assert small <= {row.key for row in Sparing(whole).by(Ask("on_roll", DAY, TOWN), "unit")}


@pytest.mark.parametrize("key", ["problems", "steps"])
def test_what_is_wanting_in_a_unit_that_hides_anothers_few_is_not_told(told, key):
    """9 in one village are hidden, or the other one's 3 could be worked out; everywhere where files and meetings say so."""
    hidden, seen = (piece(replace(told, unit=unit, group=RARE), key) for unit in ("镇/乙", "镇/丙"))
    assert "9" not in str(hidden) and hidden.sentences == (few_said(told),) and not hidden.table
    assert "20" in str(seen.sentences)


def test_no_file_or_meeting_lays_an_earlier_day_beside_this_one_of_a_rare_group(tmp_path):
    """乙 had 9 a month ago, hidden then for the 3 of 甲: “two more than a month ago” would tell the 9, and by that the 3."""
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}, *(
        {"unit_id": f"镇/{v}", "unit_name": v, "unit_kind": "village"} for v in "甲乙丙")], date(2025, 1, 1))  # fmt: skip
    both = f"{RARE},children_in_difficulty"
    for day, many in ((date(2025, 3, 1), (3, 9, 20)), (date(2026, 1, 10), (6, 11, 20))):
        people = [
            {"name": f"{v}{n}", "unit_id": f"镇/{v}", "groups": both}
            for v, of_it in zip("甲乙丙", many, strict=True)
            for n in range(of_it)
        ]
        batch(tmp_path, f"roster{day}", "roster", people, day)
    visit = {"name": "乙0", "unit_id": "镇/乙", "contact_on": date(2025, 4, 1), "contact_kind": "home_visit"}
    batch(tmp_path, "contacts", "contacts", [visit], date(2025, 4, 30))
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    many = replace(told, unit="镇/乙", group="children_in_difficulty")
    rare = replace(told, unit="镇/乙", group=RARE)
    assert rare.answers.count(rare.ask("on_roll")).due == 11
    assert all(figure.change == "" for figure in piece(rare, "headlines").figures)
    assert piece(rare, "contact_trend").empty and not piece(rare, "contact_trend").chart
    assert piece(many, "headlines").figures[0].change and piece(many, "contact_trend").chart


def test_problems_of_a_rare_group_do_not_say_how_few_lack_something(tmp_path):
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}], DAY)
    people = [{"name": f"甲{n}", "unit_id": TOWN, "groups": RARE} for n in range(20)]
    batch(tmp_path, "roster", "roster", people, DAY)
    helped = [one | {"helper_name": "王助", "paired_on": date(2025, 1, 1)} for one in people[:18]]
    batch(tmp_path, "pairing", "pairing", helped, DAY)
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    assert "pairing_coverage" in {one.name for one in wholes._found(told)}
    found = wholes._found(replace(told, group=RARE))
    assert found and "pairing_coverage" not in {one.name for one in found}


def test_next_steps_of_a_rare_group_do_not_say_how_few_lack_an_item(relieved):
    assert len(wholes._relief_steps(relieved)) == 1
    assert not wholes._relief_steps(replace(relieved, group=RARE))


@pytest.mark.parametrize(("unit", "theirs"), [("镇/甲", (RARE,)), ("镇", (RARE, "minimum_living"))])
def test_a_summary_for_somebody_of_some_groups_tells_no_small_count_of_a_rare_one(
    told, tmp_path, unit, theirs
):
    store = told.answers.answers.store
    seen = about(store, Scope(None, theirs, False), load(), voice("zh"), unit)
    with pytest.raises(TooFew):
        word.word(seen, tmp_path, "summary", "x", DAY)
    many = about(store, Scope(None, theirs, False), load(), voice("zh"), "镇/丙")
    assert word.word(many, tmp_path, "summary", "x", DAY)
    assert word.word(replace(told, unit=unit), tmp_path, "summary", "x", DAY)


def _relief_of(folder: Path, asked: dict[str, dict[str, int]]):
    """Town of orphans' households: village → item → how many were listed."""
    units = [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"}]
    units += [{"unit_id": f"镇/{v}", "unit_name": v, "unit_kind": "village"} for v in asked]
    batch(folder, "units", "units", units, DAY)
    people = {v: [f"{v}{n}" for n in range(12)] for v in asked}
    home = [{"name": n, "head_name": n, "unit_id": f"镇/{v}", "groups": RARE} for v in people for n in people[v]]  # fmt: skip
    batch(folder, "roster", "roster", home, DAY)
    relief = [
        {"name": name, "head_name": name, "unit_id": f"镇/{v}", "relief_item": item, "season": 2025,
         "surveyed_on": date(2025, 11, 1)}
        for v, items in asked.items() for item, n in items.items() for name in people[v][:n]
    ]  # fmt: skip
    batch(folder, "relief", "relief", relief, DAY)
    return about(built(folder), EVERYTHING, load(), voice("zh"), day=DAY, group=RARE)


def test_duties_of_a_rare_group_are_told_whole_or_of_no_part(tmp_path):
    """乙 has condolence only: its total of 6 would leave 3 of the town's 9 for 甲."""
    told = _relief_of(tmp_path, {"甲": {"winter_living": 9, "condolence": 3}, "乙": {"condolence": 6}})
    spared = Sparing(told)
    assert {row.key: row.due for row in spared.by(told.ask(NAME), "duty")} == {
        "winter_living": 9,
        "condolence": 9,
    }
    assert {row.key: row.due for row in spared.by(told.ask(NAME), "unit")} == {"镇/甲": 9, "镇/乙": 6}
    for item in ("winter_living", "condolence"):
        assert spared.by(told.ask(NAME, duty=item), "unit") == []
        for unit in ("镇/甲", "镇/乙"):
            with pytest.raises(TooFew):
                spared.count(told.ask(NAME, duty=item, unit=unit))
    for unit in ("镇/甲", "镇/乙"):
        assert spared.by(told.ask(NAME, unit=unit), "duty") == []
    for one in (told, replace(told, answers=spared)):
        said = piece(one, "relief_units")
        assert not said.table
        assert not said.chart


def test_duties_of_a_rare_group_of_which_none_is_few_are_told_of_each_part(tmp_path):
    told = _relief_of(tmp_path, {"甲": {"winter_living": 9, "condolence": 5}, "乙": {"condolence": 6}})
    spared = Sparing(told)
    by_unit = spared.by(told.ask(NAME, duty="condolence"), "unit")
    assert {row.key: row.due for row in by_unit} == {"镇/甲": 5, "镇/乙": 6}
    assert len(spared.by(told.ask(NAME, unit="镇/甲"), "duty")) == 2
    assert spared.count(told.ask(NAME, duty="condolence", unit="镇/乙")).due == 6
