"""Small counts of rare groups: hidden, and not to be worked out from anything that is shown."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.answers import Answers, Ask
from care.briefing.about import about
from care.briefing.small import hidden_in
from care.briefing.sparing import Sparing, TooFew
from care.definitions import load
from care.store import EVERYTHING
from care.words import voice
from tests.making import batch, built

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
    assert not {"name", "subject_id", "unit_id", "birth_date"} & set(spared.rows(Ask("on_roll", DAY)).frame)


def test_a_group_that_is_not_rare_is_counted_as_ever(told):
    ask = Ask("on_roll", DAY, TOWN, "children_in_difficulty")
    assert Sparing(told).by(ask, "unit") == told.answers.by(ask, "unit")
    assert Sparing(told).count(ask) == Answers.count(told.answers.answers, ask)
