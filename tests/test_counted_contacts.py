"""Contacts say which is their person's first of a day and month, so that people are counted by adding up: as counting
different people would, also of those who have moved."""

import random
from datetime import date, timedelta

import pytest

from care.answers import Answers, Ask, compose, question_sql
from care.definitions import load
from care.store import EVERYTHING, Scope, Store
from tests import random_town
from tests.ledgers import id_no
from tests.making import batch, built
from tests.test_kept_answers import same

KNOWN = load()
FIRST, MOVE, LAST = date(2025, 7, 1), date(2025, 11, 16), date(2025, 12, 31)
PEOPLE = 14
PLACES = ["", random_town.TOWN, *random_town.VILLAGES, *random_town.CLASSES, f"{random_town.TOWN}/校"]
GROUPS = ["left_behind_children", "elderly_alone"]


@pytest.fixture(scope="module", params=range(2), ids=lambda seed: f"seed{seed}")
def moved(request, tmp_path_factory) -> Store:
    """A town in which some of the people move from one village to another; many contacts a day."""
    rng, folder = random.Random(request.param), tmp_path_factory.mktemp(f"moved{request.param}")
    people = [_person(rng, number) for number in range(PEOPLE)]
    batch(folder, "1", "roster", people, FIRST)
    later = [
        one | {"unit_id": rng.choice(random_town.VILLAGES), "groups": rng.choice(GROUPS)}
        for one in people[::3]
    ]
    batch(folder, "2", "roster", later, MOVE)
    contacts = [_contact(rng, rng.choice(people)) for _ in range(500)]
    batch(folder, "3", "contacts", contacts, LAST)
    batch(folder, "4", "contacts", rng.sample(contacts, 60), LAST + timedelta(days=1))
    return built(folder)


def _person(rng: random.Random, number: int) -> dict:
    child = number % 2 == 0
    return {
        "name": f"人{number}", "id_no": id_no(number), "groups": GROUPS[0] if child else GROUPS[1],
        "unit_id": rng.choice(random_town.VILLAGES),
        "class_unit_id": rng.choice(random_town.CLASSES) if child else None,
    }  # fmt: skip


def _contact(rng: random.Random, person: dict) -> dict:
    return {
        "name": person["name"], "id_no": person["id_no"], "unit_id": person["unit_id"],
        "contact_on": FIRST + timedelta(days=rng.randrange(180)),
        "contact_kind": rng.choice([*random_town.KINDS, None]), "contact_by": rng.choice(["甲", "乙", None]),
        "contact_precision": rng.choice(["day", "day", "month", None]),
    }  # fmt: skip


ONCE = """select person_id from contacts where not has_moved {among}
group by person_id, {each} having sum(cast({first} as integer)) <> 1"""


def test_of_each_day_and_month_one_contact_is_the_first(moved):
    for first, each, among in (
        ("first_in_month", "date_trunc('month', on_day), kind", ""),
        ("first_on_day", "on_day", "and (precision is null or precision = 'day')"),
    ):
        assert len(moved.query(EVERYTHING, ONCE.format(first=first, each=each, among=among))) == 0, first


def test_whoever_s_contacts_lie_in_several_units_is_said_to_have_moved(moved):
    several = "select person_id from contacts {only} group by person_id having count(distinct (unit_id, class_id)) > 1"
    assert len(moved.query(EVERYTHING, several.format(only="")))
    assert len(moved.query(EVERYTHING, several.format(only="where not has_moved"))) == 0


@pytest.mark.parametrize("name", ["contacts_by_month", "contact_calendar"])
def test_people_are_counted_as_by_counting_different_ones(moved, name):
    for scope in (EVERYTHING, Scope((random_town.VILLAGES[0],)), Scope(None, ("left_behind_children",))):
        for day in (FIRST + timedelta(days=40), MOVE + timedelta(days=3), LAST):
            for unit in PLACES:
                for group in ["", *GROUPS]:
                    ask = Ask(name, day, unit, group)
                    plain = moved.query(scope, compose(question_sql(name), "breakdown_counts"), vars(ask))
                    same(Answers(moved, scope, KNOWN).breakdown(ask), plain, (scope, ask))
