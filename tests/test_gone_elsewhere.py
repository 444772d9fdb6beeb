"""A row that says somebody left or died ends what its own place says of them; a household lies where its head lives."""

from datetime import date

import pytest

from care.store import EVERYTHING
from tests.making import batch, built
from tests.worked_town import EAST, TOWN, UNITS, WEST

ALONE, POOR, CHILD = "elderly_alone", "minimum_living", "left_behind_children"
SCHOOL = f"{TOWN}/中心小学"
DAYS = [date(2026, 1, day) for day in (1, 5, 10, 15, 20)]
OPEN = date(9999, 12, 31)


def told(folder, *rows: dict):
    """Each row in a ledger of its own, one day after the other → (unit, class, died), {(group, unit): last day + 1}."""
    batch(folder, "a", "units", UNITS, DAYS[0])
    for at, row in enumerate(rows):
        batch(
            folder,
            "bcdefg"[at],
            "roster",
            [{"name": "甲", "id_no": "1", "groups": ALONE} | row],
            DAYS[at + 1],
        )
    store = built(folder)
    people = store.query(EVERYTHING, "select unit_id, class_id, died_on from people").astype(object)
    members = store.query(
        EVERYTHING, "select group_id, unit_id, cast(to_on as varchar) as to_on from memberships"
    )
    (person,) = people.where(people.notna(), None).itertuples(index=False)
    return tuple(person), {(one.group_id, one.unit_id): one.to_on for one in members.itertuples(index=False)}


def east(**more) -> dict:
    return {"unit_id": EAST} | more


def west(**more) -> dict:
    return {"unit_id": WEST} | more


@pytest.mark.parametrize("gone", [{"left_on": DAYS[2]}, {"died_on": DAYS[2]}, {"roll_state": "ended"}])
@pytest.mark.parametrize("place", [west(), {"class_unit_id": SCHOOL}])
def test_another_place_s_word_ends_nothing(tmp_path, gone, place):
    person, members = told(tmp_path, east(), place | gone)
    assert person == (EAST, None, None) and members == {(ALONE, EAST): str(OPEN)}


@pytest.mark.parametrize(
    ("listed", "gone", "ended"),
    [
        ([{"unit_id": EAST}, {"class_unit_id": SCHOOL}], {"class_unit_id": SCHOOL}, False),
        ([{"class_unit_id": SCHOOL}, {"unit_id": EAST}], {"class_unit_id": SCHOOL}, False),
        ([{"class_unit_id": SCHOOL}], {"class_unit_id": SCHOOL}, True),
        (
            [{"unit_id": EAST}, {"unit_id": EAST, "left_on": DAYS[1]}, {"class_unit_id": SCHOOL}],
            {"class_unit_id": SCHOOL},
            True,
        ),
        (
            [{"unit_id": EAST, "class_unit_id": SCHOOL}],
            {"class_unit_id": SCHOOL},
            True,
        ),  # its own roll says the village
        ([{"unit_id": EAST}, {"class_unit_id": SCHOOL}], {"unit_id": EAST, "class_unit_id": SCHOOL}, True),
        ([{"unit_id": EAST}, {"class_unit_id": SCHOOL}], {"unit_id": EAST}, True),
    ],
)
def test_a_school_does_not_end_what_the_village_says_itself(tmp_path, listed, gone, ended):
    _, members = told(tmp_path, *listed, gone | {"left_on": DAYS[2]})
    assert set(members.values()) == {str(DAYS[2] if ended else OPEN)}


def test_of_two_rows_that_call_somebody_gone_the_last_counts_though_none_lists_them(tmp_path):
    rows = [{"since": DAYS[0], "left_on": day} for day in (DAYS[1], DAYS[3])]
    _, members = told(tmp_path, *(east(**row) for row in rows))
    assert members == {(ALONE, EAST): str(DAYS[3])}


def test_a_village_whose_complete_roll_lists_the_child_no_longer_does_not_keep_it(tmp_path):
    batch(tmp_path, "a", "units", UNITS, DAYS[0])
    child, other = ({"name": name, "id_no": name, "groups": CHILD} for name in "甲乙")
    batch(tmp_path, "b", "roster", [east(**child), east(**other)], DAYS[1], complete=True)
    batch(tmp_path, "c", "roster", [east(**other)], DAYS[2], complete=True)
    school = {"class_unit_id": SCHOOL}
    batch(tmp_path, "d", "roster", [child | school], DAYS[3])
    batch(tmp_path, "e", "roster", [child | school | {"left_on": DAYS[4]}], DAYS[4])
    found = built(tmp_path).query(
        EVERYTHING, "select cast(to_on as varchar) as t from memberships order by t"
    )["t"]
    assert found.tolist() == [str(DAYS[4]), str(OPEN)]


@pytest.mark.parametrize("place", [EAST, TOWN])
def test_its_own_word_and_the_town_s_do(tmp_path, place):
    person, members = told(tmp_path, east(), {"unit_id": place, "died_on": DAYS[2]})
    assert person[2].date() == DAYS[2] and set(members.values()) == {str(DAYS[2])}


def test_who_moved_is_not_ended_nor_brought_back_by_the_place_they_left(tmp_path):
    person, members = told(tmp_path, east(), west(), east(left_on=DAYS[1]))
    assert person[0] == WEST and members == {(ALONE, WEST): str(OPEN)}


def test_of_a_death_every_place_knows_that_lists_the_person(tmp_path):
    """Another's list of the same month has not heard of it."""
    person, members = told(tmp_path, east(), west(groups=POOR), east(died_on=DAYS[1]))
    assert person[0] == WEST and person[2].date() == DAYS[1]
    assert set(members.values()) == {str(DAYS[1])}


def test_nor_does_who_is_listed_elsewhere_later_live(tmp_path):
    person, _ = told(tmp_path, east(), east(died_on=DAYS[1]), west())
    assert person[2].date() == DAYS[1]


def test_what_only_the_old_place_said_it_ends_itself(tmp_path):
    person, members = told(tmp_path, east(groups=POOR), west(), east(groups=POOR, left_on=DAYS[2]))
    assert person[0] == WEST and members == {(POOR, EAST): str(DAYS[2]), (ALONE, WEST): str(OPEN)}


def test_a_pupil_who_went_up_a_class_leaves_the_school(tmp_path):
    third, fourth = f"{SCHOOL}/三年级1班", f"{SCHOOL}/四年级1班"
    _, members = told(tmp_path, {"class_unit_id": third}, {"class_unit_id": fourth, "left_on": DAYS[2]})
    assert set(members.values()) == {str(DAYS[2])}


def test_whom_every_row_calls_gone_is_gone(tmp_path):
    _, members = told(tmp_path, east(left_on=DAYS[1], since=DAYS[0]))
    assert members == {(ALONE, EAST): str(DAYS[1])}


def homes(folder, *rows: dict) -> list[tuple]:
    batch(folder, "a", "units", UNITS, DAYS[0])
    for at, row in enumerate(rows):
        own = {"groups": ALONE, "head_id": "1", "head_name": "甲"}
        batch(folder, "bcd"[at], "roster", [own | row], DAYS[at + 1])
    found = built(folder).query(EVERYTHING, "select unit_id, address from households")
    return list(found.itertuples(index=False, name=None))


def test_a_household_lies_where_its_head_lives(tmp_path):
    head = east(name="甲", id_no="1", address="河东1组1号")
    member = west(name="乙", id_no="2", address="河西2组2号")
    assert homes(tmp_path / "a", head, member) == [(EAST, "河东1组1号")]
    apart = east(name="丙", id_no="3", address="河东3组3号")
    assert homes(tmp_path / "b", head, member, apart) == [(EAST, "河东1组1号")]
    moved = west(name="甲", id_no="1", address="河西4组4号")
    assert homes(tmp_path / "c", head, apart, moved) == [(WEST, "河西4组4号")]


def test_without_the_head_on_any_roll_it_lies_where_the_last_row_says(tmp_path):
    rows = (east(name="丙", id_no="3", address="1号"), west(name="乙", id_no="2", address="2号"))
    assert homes(tmp_path, *rows) == [(WEST, "2号")]


def test_a_household_is_reached_as_its_own_place_says_and_a_dead_head_keeps_it_nowhere(tmp_path):
    head = east(name="甲", id_no="1", phone="13800000001")
    member = west(name="乙", id_no="2", head_id="1", phone="13900000002", household_size=5)

    def home(folder, *rows):
        batch(folder, "a", "units", UNITS, DAYS[0])
        for at, row in enumerate(rows):
            batch(folder, "bcd"[at], "roster", [{"groups": ALONE, "head_id": "1"} | row], DAYS[at + 1])
        found = built(folder).query(EVERYTHING, "select unit_id, phone, size from households").astype(object)
        return found.where(found.notna(), None).to_numpy().tolist()

    assert home(tmp_path / "lives", head, member) == [[EAST, "13800000001", None]]
    assert home(tmp_path / "died", head, head | {"died_on": DAYS[2]}, member) == [[WEST, "13900000002", 5]]
