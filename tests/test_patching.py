"""A store of which only ledgers of contacts came or went is the same as one built from nothing."""

import json
import random
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from care import building, settings, spark, touched
from care.definitions import load
from care.ledgers import batches
from care.ledgers.problems import Refused
from tests import random_town
from tests.making import batch

SEEDS = range(3)
STEPS = 4
OWN = {"patched"}  # columns that say how a store was made
PROBLEM = {"sheet": "1", "row": 3, "column": 1, "field": "phone", "code": "phone_malformed", "value": "12"}


def write(folder: Path, name: str, kind: str, rows: list[dict], at: int, **manifest) -> None:
    """A batch that came `at` minutes after the first."""
    when = f"2026-02-01T{8 + at // 60:02}:{at % 60:02}:00+00:00"
    given = {"imported_by": "王干事", "imported_at": when, "facts": len(rows)} | manifest
    batch(folder, name, kind, rows, random_town.FIRST, covers_to=random_town.LAST, **given)


def office(folder: Path, seed: int) -> list[dict]:
    """A random town without its contacts, which are returned."""
    random_town.write(folder, seed)
    rows = random_town.rows(seed)
    shutil.rmtree(folder / "batches" / "contacts")
    for path in (folder / "batches").glob("*/manifest.json"):
        told = json.loads(path.read_text("utf-8")) | {"imported_by": "王干事"}
        path.write_text(json.dumps(told), "utf-8")
    return [one | {"contact_text": None} for one in rows["contacts"]]


def some(rng: random.Random, contacts: list[dict]) -> list[dict]:
    """A ledger: some contacts, told elsewhere or not, with texts; now and then somebody whom nobody knows."""
    rows = [dict(one) for one in rng.sample(contacts, rng.randrange(3, 25))]
    for row in rows:
        row["contact_text"] = rng.choice(
            [None, "到家里看望老人身体尚可", f"到家里看望{row['name']}身体还可以{rng.randrange(4)}"]
        )
    if rng.random() < 0.5:
        rows.append(rows[0] | {"name": "路人甲"})
    return rows


def tables(path: Path) -> dict[str, list]:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'base'"
            ).fetchall()
        ]
        return {name: _rows(connection, name) for name in names}


def _rows(connection, table: str) -> list:
    """Each row as text, without what is null: a column that no ledger has any more is none."""
    found = connection.execute(f'from base."{table}"')
    columns = [one[0] for one in found.description]
    told = (
        {
            name: value
            for name, value in zip(columns, row, strict=True)
            if value is not None and name not in OWN
        }
        for row in found.fetchall()
    )
    return sorted(repr(sorted(one.items())) for one in told)


def from_nothing(folder: Path, aside: Path) -> Path:
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns("store"))
    return building.build(aside, load())


def assert_same(one: Path, other: Path) -> None:
    found, wanted = tables(one), tables(other)
    assert found.keys() == wanted.keys()
    for name in wanted:
        assert found[name] == wanted[name], name


def patches(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("select patched from base.meta").fetchall()[0][0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_patched_store_is_the_one_built_from_nothing(tmp_path, seed):
    rng, folder = random.Random(seed), tmp_path / "office"
    contacts = office(folder, seed)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())
    patched = 0
    for step in range(STEPS):
        there = [one["batch_id"] for one in batches.in_force(folder) if one["kinds"] == ["contacts"]]
        if step and len(there) > 1 and rng.random() < 0.4:
            batches.withdraw(folder, rng.choice(there[1:]), "王干事", "")
        else:
            problems = [PROBLEM] if rng.random() < 0.4 else []
            write(folder, f"more{step}", "contacts", some(rng, contacts), 2 + step, problems=problems)
        path = building.build(folder, load())
        patched += patches(path) > 0
        assert_same(path, from_nothing(folder, tmp_path / "aside"))
    assert patched == STEPS


def test_what_says_more_than_a_contact_is_built_as_a_whole(tmp_path):
    folder = tmp_path / "office"
    contacts = office(folder, 1)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())
    for number, more in enumerate(
        (
            {"helper_name": "新助"},
            {"class_unit_id": "镇/校/新班"},
            {"student_no": "G11010520150612001X", "id_no": "1"},
            {"contact_on": date(2024, 1, 1)},
        )
    ):
        rows = [contacts[0] | more]
        write(folder, f"more{number}", "contacts", rows, 2 + number)
        path = building.build(folder, load())
        assert patches(path) == 0, more
        assert_same(path, from_nothing(folder, tmp_path / "aside"))


def test_what_said_more_than_a_contact_and_goes_is_built_as_a_whole(tmp_path):
    folder = tmp_path / "office"
    contacts = office(folder, 1)
    write(folder, "contacts", "contacts", contacts, 1)
    more = ({"helper_name": "新助"}, {"away_from": date(2025, 3, 1)}, {"class_unit_id": "镇/校/新班"})
    for number, said in enumerate(more):
        write(folder, f"more{number}", "contacts", [contacts[0] | said], 2 + number)
    building.build(folder, load())
    for number, said in enumerate(more):
        batches.withdraw(folder, f"more{number}", "王干事", "")
        path = building.build(folder, load())
        assert patches(path) == 0, said
        assert_same(path, from_nothing(folder, tmp_path / "aside"))


def test_the_sample_town_with_ledgers_undone_and_taken_in_again_is_the_one_built_from_nothing(tmp_path, town):
    folder = shutil.copytree(town, tmp_path / "office")
    ledgers = {
        one["file"]: one["batch_id"] for one in batches.in_force(folder) if one["kinds"] == ["contacts"]
    }
    named = [next(name for name in ledgers if told in name) for told in ("2026年1月", "家访记录", "月探访表")]
    for name in named:
        batches.withdraw(folder, ledgers[name], "王干事", "")
    path = building.build(folder, load())
    assert patches(path) == 1
    assert_same(path, from_nothing(folder, tmp_path / "aside"))
    for name in named[:2]:
        again(folder, ledgers[name])
    path = building.build(folder, load())
    assert patches(path) == 2
    assert_same(path, from_nothing(folder, tmp_path / "aside"))


def again(folder: Path, batch_id: str) -> None:
    """The same ledger taken in once more, later."""
    home = shutil.copytree(folder / "batches" / batch_id, folder / "batches" / f"{batch_id}-again")
    told = json.loads((home / "manifest.json").read_text("utf-8"))
    told |= {"batch_id": home.name, "imported_at": "2026-12-24T08:00:00+00:00"}
    (home / "manifest.json").write_text(json.dumps(told), "utf-8")


def test_a_rule_that_an_office_sets_is_built_as_a_whole(tmp_path):
    folder = tmp_path / "office"
    contacts = office(folder, 2)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())
    settings.put(folder, {"programme/calendar/closing_day": 20}, "王干事")
    write(folder, "more", "contacts", contacts[:3], 2)
    path = building.build(folder, settings.in_force(folder))
    assert patches(path) == 0


def test_a_patch_that_goes_wrong_is_told_and_the_whole_is_built(tmp_path, monkeypatch, caplog):
    folder = tmp_path / "office"
    contacts = office(folder, 3)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())

    def stumble(*_):
        raise duckdb.BinderException(contacts[0]["name"])

    monkeypatch.setattr(touched, "take_texts", stumble)
    monkeypatch.setattr(building.LOG, "propagate", False)
    building.LOG.addHandler(caplog.handler)
    write(folder, "more", "contacts", contacts[:3], 2)
    path = building.build(folder, load())
    building.LOG.removeHandler(caplog.handler)
    assert patches(path) == 0
    assert "a patch of the store failed" in caplog.text and "BinderException" in caplog.text
    assert f"{contacts[0]['name']}'" not in caplog.text
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, "current"])


def test_with_another_engine_nothing_is_patched(tmp_path, monkeypatch):
    folder = tmp_path / "office"
    contacts = office(folder, 3)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())
    write(folder, "more", "contacts", contacts[:3], 2)
    monkeypatch.setenv(spark.ENGINE, "sc://127.0.0.1:1")
    with pytest.raises(Refused):
        building.build(folder, load())


def test_a_roster_is_no_small_change(tmp_path):
    folder = tmp_path / "office"
    write(folder, "contacts", "contacts", office(folder, 2), 1)
    building.build(folder, load())
    write(folder, "roll", "roster", random_town.rows(2)["roster"][:3], 2)
    assert patches(building.build(folder, load())) == 0


def test_a_patch_that_finds_too_much_leaves_nothing_behind(tmp_path, monkeypatch):
    folder = tmp_path / "office"
    contacts = office(folder, 3)
    write(folder, "contacts", "contacts", contacts, 1)
    building.build(folder, load())

    def refuse(*_):
        raise touched.TooMuch("in a test")

    monkeypatch.setattr(touched, "take_texts", refuse)
    write(folder, "more", "contacts", contacts[:3], 2)
    path = building.build(folder, load())
    assert patches(path) == 0
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, "current"])
