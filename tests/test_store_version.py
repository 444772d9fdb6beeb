"""A store is built anew when the questions it is made by change, and only then."""

import shutil
from datetime import date

import pytest

from care import building, sql
from care.definitions import load
from tests.making import batch
from tests.worked_town import worked_store


@pytest.fixture
def queries(tmp_path, monkeypatch):
    home = tmp_path / "queries"
    shutil.copytree(sql.QUERIES, home)
    monkeypatch.setattr(building, "QUERIES", home)
    return home


@pytest.mark.parametrize(
    ("name", "is_another"),
    [("kept/gaps", False), ("checks/copied_texts", False), ("on_roll", True), ("store/07_checks", True)],
)
def test_only_what_a_store_is_made_by_gives_it_another_name(tmp_path, queries, name, is_another):
    batch(tmp_path, "a", "roster", [{"name": "甲"}], date(2026, 1, 1))
    before = building.version_of(tmp_path, load())
    (queries / f"{name}.sql").write_text("select 1")
    assert (building.version_of(tmp_path, load()) != before) is is_another


def test_nothing_that_is_only_asked_of_a_store_makes_one(tmp_path, monkeypatch):
    for folder in building.ASKED:
        assert any((sql.QUERIES / folder).glob("*.sql"))
    read, seen = sql.Path.read_text, set()

    def watched(path, *about):
        seen.add(path)
        return read(path, *about)

    sql.read_sql.cache_clear()
    monkeypatch.setattr(sql.Path, "read_text", watched)
    worked_store(tmp_path)
    asked = {path.relative_to(sql.QUERIES).parts[0] for path in seen if path.is_relative_to(sql.QUERIES)}
    assert "store" in asked and "stated" in asked
    assert not asked & building.ASKED
