"""Free texts of ledgers are remarks: whoever sees figures only is told a wording only where several people share it."""

from datetime import date

import pytest

from care.answers import Ask
from care.briefing.about import about
from care.briefing.pieces import keys_of_page, pages_told, pieces
from care.briefing.sparing import Sparing
from care.definitions import load
from care.settings import applied
from care.store import EVERYTHING, Scope
from care.words import voice
from tests.making import batch, built

DAY = date(2026, 1, 20)
TOWN, EAST = "镇", "镇/河东村"
SECRET = "随表叔张远山去了"
FIGURES = Scope(None, None, names=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Six left with one wording, one with another; a condolence category of one, one of nine."""
    folder = tmp_path_factory.mktemp("remarks")
    batch(folder, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"},
                                     {"unit_id": EAST, "unit_name": "河东村", "unit_kind": "village"}], DAY)  # fmt: skip
    people = [
        {"name": f"甲{n}", "unit_id": EAST, "groups": "left_behind_children", "guardian_relation": SECRET,
         "schooling": SECRET, "health": f"{SECRET}，残疾", "since": date(2025, 1, 1)}
        for n in range(9)
    ]  # fmt: skip
    batch(folder, "roster", "roster", people, date(2025, 9, 1))
    gone = [one | {"left_on": date(2025, 12, 1), "left_reason": "父母返乡" if n else SECRET}
            for n, one in enumerate(people[:7])]  # fmt: skip
    batch(folder, "left", "roster", gone, date(2025, 12, 2))
    batch(folder, "pairing", "pairing", [one | {"helper_name": "王助", "paired_on": date(2025, 1, 1),
          "pairing_state": "ended", "unpaired_reason": SECRET} for one in people], DAY)  # fmt: skip
    relief = [
        {"name": one["name"], "unit_id": EAST, "head_name": one["name"], "relief_item": "condolence", "season": 2025,
         "relief_category": "低保户" if n else SECRET, "refused_reason": SECRET if n == 8 else None}
        for n, one in enumerate(people)
    ]  # fmt: skip
    batch(folder, "relief", "relief", relief, DAY)
    plans = [
        one | {"plan_kind": "help_plan", "plan_on": DAY, "plan_stage": SECRET, "plan_text": SECRET}
        for one in people
    ]
    batch(folder, "plans", "plans", plans, DAY)
    safety = [
        {
            "unit_id": EAST,
            "safety_on": DAY,
            "safety_place": SECRET,
            "safety_fault": SECRET,
            "safety_text": SECRET,
        }
    ]
    batch(folder, "safety", "safety", safety, DAY)
    return built(folder)


VIEWS = ("people", "memberships", "pairings", "relief", "plans", "safety")


def held(store, scope: Scope, view: str) -> bool:
    frame = store.query(scope, f"select * from {view}")
    return any(frame[column].astype(str).str.contains(SECRET).any() for column in frame)


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_sees_figures_only_is_told_no_remark(store, view):
    assert held(store, Scope(None), view)
    assert not held(store, FIGURES, view)


@pytest.mark.parametrize("scope", [FIGURES, EVERYTHING])
def test_a_reason_that_several_share_is_told_another_counts_as_left(store, scope):
    told = about(store, scope, load(), voice("zh"), day=DAY)
    frame = Sparing(told).breakdown(Ask("flow_reasons", DAY, TOWN))
    gone = frame[frame["series"].str.startswith("left.")].groupby("series")["n"].sum().to_dict()
    assert gone == {"left.父母返乡": 6, "left.left": 1}


def test_no_file_or_meeting_words_a_remark_whoever_makes_it(store):
    told = about(store, EVERYTHING, load(), voice("zh"), day=DAY)
    found = str(pieces(told, [key for page in pages_told(load()) for key in keys_of_page(load(), page)]))
    assert "父母返乡" in found and "低保户" in found and SECRET not in found


def test_how_many_must_share_a_wording_is_what_the_office_has_set(store):
    seven = built(store.path.parents[1], applied(load(), {"programme/calendar/small_count": 7}))
    told = "select count(*) as n from memberships where left_reason = '父母返乡'"
    assert store.query(FIGURES, told).n[0] and not seven.query(FIGURES, told).n[0]


def test_a_category_that_names_a_rare_group_among_other_words_is_spared(tmp_path):
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": TOWN, "unit_kind": "town"},
                                       {"unit_id": EAST, "unit_name": "河东村", "unit_kind": "village"}], DAY)  # fmt: skip
    relief = [
        {"name": f"甲{n}", "unit_id": EAST if n < 2 else TOWN, "head_name": f"甲{n}", "relief_item": "condolence",
         "season": 2025, "relief_category": "困境儿童中的孤儿（镇慰问）"}
        for n in range(6)
    ]  # fmt: skip
    batch(tmp_path, "relief", "relief", relief, DAY)
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    ask = Ask("condolence_by_category", DAY, EAST)
    assert len(told.answers.breakdown(ask))
    assert not len(Sparing(told).breakdown(ask))


@pytest.mark.parametrize(
    "sign", ["[x](https://evil.example)", "<a href='//x'>y</a>", "www.evil.example", "`*_$~:red[x]"]
)
def test_a_unit_s_name_is_no_link_and_no_layout(tmp_path, sign):
    batch(tmp_path, "units", "units", [{"unit_id": TOWN, "unit_name": f"镇{sign}", "name_en": sign, "unit_kind": "town"}], DAY)  # fmt: skip
    told = about(built(tmp_path), EVERYTHING, load(), voice("zh"), day=DAY)
    name, english = told.units[told.root].names
    assert not set(name + english) & set("[]<>{}*_`~$|#&@:\\")
    assert "www." not in name
