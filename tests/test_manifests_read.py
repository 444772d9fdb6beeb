"""Manifests are read once a process, and again where their file changed."""

import shutil
from datetime import date

from care.ledgers import batches
from tests.making import batch

DAY = date(2026, 1, 5)


def test_a_manifest_that_changed_is_read_anew_and_one_that_went_is_forgotten(tmp_path, monkeypatch):
    batch(tmp_path, "one", "roster", [], DAY)
    batch(tmp_path, "two", "roster", [], DAY)
    read, seen = batches.vault.read, []
    monkeypatch.setattr(batches.vault, "read", lambda path: seen.append(path.parent.name) or read(path))
    for one in batches.all_batches(tmp_path):
        one["file"] = "of the caller"
    path = tmp_path / "batches" / "one" / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("one.xlsx", "new.xlsx"), "utf-8")
    assert [one["file"] for one in batches.all_batches(tmp_path)] == ["new.xlsx", "two.xlsx"]
    assert seen == ["one", "two", "one"]
    shutil.rmtree(path.parent)
    assert [one["file"] for one in batches.all_batches(tmp_path)] == ["two.xlsx"]
    assert [one.parent.name for one in batches._manifests(tmp_path)] == ["two"]
