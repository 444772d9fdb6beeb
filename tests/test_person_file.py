"""A person's file says what the ledgers say, from where, and how it changed; and shows it to nobody outside the scope."""

from datetime import date

import pytest

from care.definitions import load
from care.inspection.person import address_of, household_file, person_file
from care.store import EVERYTHING, Scope
from tests.ledgers import id_no
from tests.making import batch, built
from tests.worked_town import AS_OF, CLASS, EAST, SCHOOL, WEST, worked_store, write

KNOWN = load()
SCOPES = [Scope((EAST,)), Scope((WEST,)), Scope((SCHOOL,)), Scope()]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The worked town, and a later roster that says otherwise of 甲全 and moves 戊将."""
    folder = tmp_path_factory.mktemp("later")
    write(folder)
    rows = [
        {
            "name": "甲全",
            "id_no": id_no(2, "20160501"),
            "unit_id": EAST,
            "class_unit_id": CLASS,
            "groups": "left_behind_children",
            "phone": "16000000001",
            "guardian_name": "甲父",
        },
        {"name": "戊将", "unit_id": EAST, "groups": "elderly_alone", "address": "河东村1组1号"},
    ]
    batch(folder, "roster2", "roster", rows, date(2025, 6, 1))
    again = [
        rows[0] | {"phone": "16000000002"},
        rows[1] | {"address": "河东村2组9号", "health": "一般"},
    ]
    batch(folder, "roster3", "roster", again, date(2025, 12, 1))
    return built(folder)


def id_of(store, name: str) -> int:
    return int(
        store.query(EVERYTHING, "select person_id from people where name = $name", {"name": name})[
            "person_id"
        ][0]
    )


def test_everything_on_file_of_one_pupil(store):
    file = person_file(store, EVERYTHING, KNOWN, id_of(store, "乙迟"), AS_OF)
    assert file.basics["name"] == "乙迟"
    assert [one.group_id for one in file.groups.itertuples()] == ["left_behind_children"]
    assert [one.helper_name for one in file.pairings.itertuples()] == ["王老师"]
    assert [(str(one.on_day)[:10], one.kind) for one in file.contacts.itertuples()] == [
        ("2026-01-06", "talk"),
        ("2025-11-05", "visit"),
        ("2025-09-10", "home_visit"),
    ]
    duties = {(one.indicator, one.duty): one.met for one in file.duties.itertuples()}
    assert duties["contact_rhythm", "visit"] is False or not duties["contact_rhythm", "visit"]
    assert duties["contact_rhythm", "talk"]
    assert duties["pairing_coverage", ""]
    assert {(one.file, one.row_no) for one in file.sources.itertuples()} >= {
        ("roster.xlsx", 3),
        ("pairing.xlsx", 3),
    }
    assert file.missing == ["id_no"]  # its second roster fills the rest


def test_a_household_has_its_people_relief_and_house(store):
    person = person_file(store, EVERYTHING, KNOWN, id_of(store, "壬同"), AS_OF)
    assert list(person.members["name"]) == ["辛严"]
    assert {(one.item, str(one.received_on)[:10]) for one in person.relief.itertuples()} == {
        ("winter_living", "NaT"),
        ("condolence", "2026-01-10"),
    }
    household = household_file(store, EVERYTHING, KNOWN, int(person.basics["household_id"]), AS_OF)
    assert set(household.members["name"]) == {"辛严", "壬同"}
    assert list(household.houses["grade"]) == ["C"]
    assert {one.by_name for one in household.contacts.itertuples()} == {"钱干部", "西主任"}


def test_each_fact_names_its_row_and_each_change_what_was_before(later):
    file = person_file(later, EVERYTHING, KNOWN, id_of(later, "甲全"), AS_OF)
    phone = next(one for one in file.facts if one.field == "phone")
    assert (phone.value, phone.source.file, phone.source.row_no) == ("16000000002", "roster3.xlsx", 2)
    changes = [(one.field, one.before, one.after, one.source.ledger_on) for one in file.changes]
    assert changes == [
        ("phone", "16000000001", "16000000002", date(2025, 12, 1)),
        ("guardian_name", "奶奶", "甲父", date(2025, 6, 1)),
    ]
    old = person_file(later, EVERYTHING, KNOWN, id_of(later, "戊将"), AS_OF)
    assert [(one.before, one.after) for one in old.changes] == [("河东村1组1号", "河东村2组9号")]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_file_opens_for_those_who_may_see_the_person_and_nobody_else(store, scope):
    own = set(store.query(scope, "select person_id from people")["person_id"])
    for person_id in store.query(EVERYTHING, "select person_id from people")["person_id"]:
        file = person_file(store, scope, KNOWN, int(person_id), AS_OF)
        assert (file is not None) == (person_id in own)
        assert (address_of(store, scope, KNOWN, int(person_id)) is not None) == (person_id in own)
        if file:
            assert set(file.members["person_id"]) <= own
            assert set(file.duties["unit_id"]) <= set(
                store.query(scope, "select unit_id from units")["unit_id"]
            ) | set(store.query(scope, "select unit_id from stays")["unit_id"])


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_household_opens_only_within_its_unit(store, scope):
    own = set(store.query(scope, "select household_id from households")["household_id"])
    for household_id in store.query(EVERYTHING, "select household_id from households")["household_id"]:
        file = household_file(store, scope, KNOWN, int(household_id), AS_OF)
        assert (file is not None) == (household_id in own)


@pytest.mark.parametrize("number", [0, -1, 1, 2**61])
def test_a_forged_number_is_nobody(store, number):
    assert person_file(store, EVERYTHING, KNOWN, number, AS_OF) is None
    assert household_file(store, EVERYTHING, KNOWN, number, AS_OF) is None
    assert address_of(store, EVERYTHING, KNOWN, number) is None


def test_another_units_rosters_are_not_shown_to_a_school(later):
    """The village's row says nothing to the school; what the school's own row says it sees."""
    said = person_file(later, Scope((SCHOOL,)), KNOWN, id_of(later, "甲全"), AS_OF)
    assert said is not None
    assert person_file(later, Scope((SCHOOL,)), KNOWN, id_of(later, "戊将"), AS_OF) is None


def test_a_household_says_where_its_facts_came_from_and_how_they_changed(tmp_path):
    write(tmp_path)
    head = {"name": "庚户", "id_no": id_no(77, "19500101"), "unit_id": EAST, "groups": "minimum_living"}
    wife = {"name": "辛妻", "id_no": id_no(78, "19520202"), "unit_id": EAST, "groups": "minimum_living"}
    own = {"head_name": "庚户", "head_id": id_no(77, "19500101")}
    rows = [
        head | own | {"household_size": 3, "address": "河东村1组1号", "phone": "16000000011"},
        wife | own | {"household_size": 3, "address": "县城大街5号", "phone": "16000000012"},
    ]
    batch(tmp_path, "family1", "roster", rows, date(2025, 6, 1))
    batch(tmp_path, "family2", "roster", [one | {"household_size": 2} for one in rows], date(2025, 12, 1))
    store = built(tmp_path)
    file = household_file(store, EVERYTHING, KNOWN, household_of(store, "辛妻"), AS_OF)
    told = {one.field: one for one in file.facts}
    assert (told["household_size"].value, told["household_size"].source.ledger_on) == (2, date(2025, 12, 1))
    assert told["head_name"].source.row_no is not None
    # The wife's own address and telephone are hers, no change of the household's.
    assert [(one.field, one.before, one.after) for one in file.changes] == [("household_size", 3, 2)]
    assert household_file(store, Scope((WEST,)), KNOWN, file.subject_id, AS_OF) is None


def household_of(store, name: str) -> int:
    sql = "select household_id from people where name = $name"
    return int(store.query(EVERYTHING, sql, {"name": name})["household_id"][0])
