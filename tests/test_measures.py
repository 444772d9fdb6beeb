"""docs/measures.md names only questions that exist, on pages that exist, and leaves no indicator out."""

import re
from pathlib import Path

from care.definitions import load
from care.store import QUERIES

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "measures.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| Measure"))
]


def named(kind: str) -> set[str]:
    return {name for row in ROWS for name in re.findall(rf"{kind} (\w+)", row[2])}


def test_every_measure_has_an_answer_that_exists():
    known = load()
    assert len(ROWS) >= 25
    assert all(re.search(r"(indicator|breakdown|check) \w+", row[2]) for row in ROWS)
    assert named("indicator") <= set(known.indicators)
    assert named("breakdown") <= {path.stem for path in (QUERIES / "breakdowns").glob("*.sql")}
    assert named("check") <= set(known.checks)


def test_no_question_is_left_out():
    assert named("indicator") == set(load().indicators)
    assert named("breakdown") == {path.stem for path in (QUERIES / "breakdowns").glob("*.sql")}


def test_every_measure_is_on_a_page_and_told_by_ledgers_that_exist():
    for row in ROWS:
        assert (ROOT / "pages" / f"{row[3]}.py").exists(), row
        assert row[1] == "all" or set(row[1].split(", ")) <= set(load().ledgers), row


def test_a_breakdown_of_a_measure_is_drawn_by_some_page():
    drawn = "".join(path.read_text("utf-8") for path in (ROOT / "care" / "screen").glob("*.py"))
    drawn += "".join(path.read_text("utf-8") for path in (ROOT / "care" / "briefing").rglob("*.py"))
    assert [name for name in named("breakdown") if f'"{name}"' not in drawn] == []
