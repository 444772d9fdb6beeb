"""The big town of the speed runs: batches as imports leave them, and figures that it knows itself."""

import json

import pytest

from bench.big_town.making import UNTIL, make
from care import building, office
from care.answers import Answers, Ask
from care.definitions import load
from care.ledgers import batches
from care.store import EVERYTHING

PEOPLE = 1200


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("big") / "town"
    return folder, make(folder, PEOPLE, tell=lambda _: None)


@pytest.fixture
def answers(town):
    folder, _ = town
    return Answers(office.current(folder, load()), EVERYTHING, load())


def test_the_store_says_what_the_town_knows_of_itself(town, answers):
    known = town[1]["known"]
    assert answers.as_of == UNTIL
    assert answers.count(Ask("on_roll", UNTIL)).due == known["on_roll"]
    paired = answers.count(Ask("pairing_coverage", UNTIL))
    assert (paired.due, paired.met) == (known["paired_due"], known["paired"])
    rows = answers.breakdown(Ask("contacts_by_month", UNTIL))
    assert rows["n"].sum() == known["contacts"] - known["not_sent"]


def test_the_same_seed_gives_the_same_batches(town, tmp_path):
    again = make(tmp_path / "again", PEOPLE, tell=lambda _: None)
    assert again == town[1]
    assert make(tmp_path / "other", PEOPLE, seed=2, tell=lambda _: None)["known"] != again["known"]
    ours, theirs = (
        [path.read_bytes() for path in sorted((folder / "batches").glob("*/rows.parquet"))]
        for folder in (town[0], tmp_path / "again")
    )
    assert ours == theirs


def test_the_village_sends_its_last_month_as_any_village_does(town, answers):
    folder, facts = town
    asked = Ask("contact_rhythm", UNTIL, unit=facts["village"])
    before = answers.count(asked)
    sent = [("village.xlsx", (folder / "village.xlsx").read_bytes())]
    (report,) = office.take_in(folder, sent, load(), building.SAMPLE, today=UNTIL)
    assert (report.status, report.counts["taken"], report.unit_id) == ("taken", 2000, facts["village"])
    after = Answers(office.current(folder, load()), EVERYTHING, load())
    assert after.as_of == UNTIL
    assert after.count(asked).met > before.met
    office.undo(folder, load(), report.batch_id, building.SAMPLE)
    undone = Answers(office.current(folder, load()), EVERYTHING, load())
    assert undone.count(asked) == before
    assert len(batches.in_force(folder)) == facts["known"]["batches"]
    assert json.loads((folder / "bench.json").read_text("utf-8")) == facts
