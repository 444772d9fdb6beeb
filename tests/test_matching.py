"""Two names that may be one person are asked about, the answer is remembered, and nobody is merged silently."""

from datetime import date

import pytest

from care import audit, building, matching, store
from care.answers import Answers, Ask
from care.definitions import load
from care.ledgers.problems import Refused
from care.store import EVERYTHING
from tests import small_office
from tests.ledgers import id_no, xlsx
from tests.making import batch

DAY = date(2026, 1, 20)
VILLAGE = "镇/东村"
ID = "990121194001010011"


@pytest.fixture
def folder(tmp_path):
    units = [
        {"unit_id": "镇", "unit_name": "镇", "unit_kind": "town"},
        {"unit_id": VILLAGE, "unit_name": "东村", "unit_kind": "village"},
    ]
    batch(tmp_path, "units", "units", units, DAY)
    with_id = [
        {
            "name": "王秀英",
            "unit_id": VILLAGE,
            "id_no": ID,
            "team": "1组",
            "gender": "female",
            "groups": "minimum_living",
        },
        {
            "name": "李建国",
            "unit_id": VILLAGE,
            "id_no": "990121195001010015",
            "team": "1组",
            "gender": "male",
            "groups": "minimum_living",
        },
    ]
    without = [
        {"name": "王秀英", "unit_id": VILLAGE, "team": "1组", "gender": "female", "groups": "elderly_alone"},
        {
            "name": "李建国",
            "unit_id": VILLAGE,
            "team": "2组",
            "gender": "male",
            "groups": "elderly_alone",
        },  # another team
    ]
    batch(tmp_path, "with_id", "roster", with_id, DAY)
    batch(tmp_path, "without", "roster", without, DAY)
    return tmp_path


def opened(folder) -> store.Store:
    return store.open_store(building.build(folder, load()))


def on_roll(opened_store) -> int:
    return Answers(opened_store, store.EVERYTHING, load()).count(Ask("on_roll", DAY)).due


def test_the_same_name_in_one_village_is_asked_about_and_kept_apart(folder):
    town = opened(folder)
    pairs = matching.possible(town, store.EVERYTHING)
    assert list(pairs["name"]) == ["王秀英"]  # 李建国 lives in two teams
    assert on_roll(town) == 4


def test_said_to_be_one_person_they_are_one_with_both_groups(folder):
    (pair,) = matching.possible(opened(folder), store.EVERYTHING).itertuples()
    matching.decide(folder, int(pair.person_id), int(pair.other_id), True, "clerk")
    town = opened(folder)
    assert on_roll(town) == 3
    assert matching.possible(town, store.EVERYTHING).empty
    groups = town.query(
        store.EVERYTHING,
        "select group_id from memberships m join people p on m.subject_id = p.person_id where p.id_no = $id",
        {"id": ID},
    )
    assert set(groups["group_id"]) == {"minimum_living", "elderly_alone"}


def test_said_to_be_two_they_are_not_asked_about_again_until_it_is_taken_back(folder):
    (pair,) = matching.possible(opened(folder), store.EVERYTHING).itertuples()
    matching.decide(folder, int(pair.person_id), int(pair.other_id), False, "clerk")
    town = opened(folder)
    assert on_roll(town) == 4
    assert matching.possible(town, store.EVERYTHING).empty
    matching.undecide(folder, int(pair.person_id), int(pair.other_id))
    assert len(matching.possible(opened(folder), store.EVERYTHING)) == 1


def test_who_decides_otherwise_than_somebody_before_is_told_and_changes_nothing(folder):
    (pair,) = matching.possible(opened(folder), store.EVERYTHING).itertuples()
    both = int(pair.person_id), int(pair.other_id)
    matching.decide(folder, *both, True, "clerk")
    with pytest.raises(Refused) as refusal:
        matching.decide(folder, *both, False, "another")
    assert (refusal.value.problem.code, refusal.value.problem.values) == ("match_decided", {"who": "clerk"})
    matching.decide(folder, *both, True, "another")
    assert matching.decisions(folder) == [(*both, True)]
    (line,) = audit.entries(folder)
    assert (line["deed"], line["record"], line["same"]) == ("match", "match-{}-{}".format(*both), True)


def test_a_pair_is_seen_only_by_those_who_see_the_person(folder):
    assert matching.possible(opened(folder), store.Scope()).empty
    assert len(matching.possible(opened(folder), store.Scope((VILLAGE,)))) == 1


def test_a_number_of_one_class_makes_nobody_the_same(tmp_path):
    """学号 1 of one roll is not 学号 1 of another: children were gone from every page, or got another's ID number."""
    headings = ["村", "姓名", "身份证号", "学号"]
    east = [headings, ["河东村", "甲一一", "", "1"], ["河东村", "乙二二", "", "2"]]
    west = [headings, ["河西村", "丙三三", "", "1"], ["河西村", "丁四四", id_no(4), "2"]]
    rolls = [
        (f"{name}.xlsx", xlsx(("花名册", [["留守儿童花名册"], *rows])))
        for name, rows in (("东", east), ("西", west))
    ]
    first, second = small_office.take_in(tmp_path, ("单位.xlsx", small_office.UNITS), *rolls)[1:]
    assert (first.counts["new"], second.counts["new"]) == (2, 2)
    people = small_office.opened(tmp_path).query(EVERYTHING, "select name, id_no from people order by name")
    assert dict(people.fillna("").values.tolist()) == {
        "丁四四": id_no(4),
        "丙三三": "",
        "乙二二": "",
        "甲一一": "",
    }


def test_one_row_is_one_person_whoever_is_said_to_be_it(folder):
    (pair,) = matching.possible(opened(folder), store.EVERYTHING).itertuples()
    mine, first, second = int(pair.person_id), int(pair.other_id), int(pair.other_id) + 1
    matching.decide(folder, mine, first, True, "clerk")
    with pytest.raises(Refused, match="match_decided"):
        matching.decide(folder, mine, second, True, "colleague")
    matching.decide(folder, mine, second, False, "colleague")
    path = folder / "remembered" / f"match-{mine}-{second}.json"
    path.write_text(
        path.read_text("utf-8").replace("false", "true"), "utf-8"
    )  # as it could be decided before
    assert matching.decisions(folder) == [(mine, first, True)]
