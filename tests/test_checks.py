"""Every check on hand-made cases: it finds what it must, with its sentence, and spares what lies just beside."""

from collections import Counter
from functools import cache
from itertools import groupby

import pytest

from care import sentences
from care.inspection.checks import Checks, Filters, find
from care.store import EVERYTHING, QUERIES
from care.words import voice
from tests.check_cases import Hit
from tests.check_cases import modules as every
from tests.check_cases.towns import rules, store_of, town_of

CASES = every.CASES
CHECKS = sorted({case.check for case in CASES})


@pytest.fixture(scope="module")
def definitions():
    return rules()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("checks"), CASES)


@pytest.fixture(scope="module")
def found(store, definitions):
    """(check, as_of, town) → the hits as the page says them."""
    asked = Checks(
        store, EVERYTHING, definitions, {}, cache(lambda as_of: find(store, EVERYTHING, definitions, as_of))
    )

    @cache
    def towns(check: str, as_of) -> dict[str, list[dict]]:
        frame = asked.rows(Filters(as_of, state="all"), check, size=1_000_000).frame
        return {
            town: rows.to_dict("records") for town, rows in frame.groupby(frame.unit_id.str.split("/").str[0])
        }

    def of(check: str, as_of, town: str) -> list[Hit]:
        return said(definitions, check, towns(check, as_of).get(town, []))

    return of


def said(definitions, check: str, records: list[dict]) -> list[Hit]:
    """The cases behind records, in the page's words; where records differ, the case says the first."""

    def case(row: dict) -> str:
        return row["case_key"]

    told = []
    for _, one in groupby(sorted(records, key=case), key=case):
        one = list(one)
        why = min(row["why"] for row in one)
        zh, en = (
            sentences.reason(voice(lang), definitions.checks[check], why, definitions, place)
            for lang in ("zh", "en")
        )
        told.append(Hit(frozenset(row["name"] for row in one), zh, en))
    return sorted(told, key=lambda hit: hit.zh)


def place(path: str) -> str:
    return path.split("/")[-1] if path.startswith("第") and "/" in path else ""


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{one.check}: {one.what}" for one in CASES])
def test_a_check_finds_this_case_and_spares_its_neighbours(found, number):
    case = CASES[number]
    assert found(case.check, case.as_of, town_of(number)) == sorted(case.hits, key=lambda hit: hit.zh)


def test_every_check_has_its_question_its_words_and_cases_on_both_sides(definitions):
    assert (
        sorted(path.stem for path in (QUERIES / "checks").glob("*.sql"))
        == sorted(definitions.checks)
        == CHECKS
    )
    found, spared = (Counter(one.check for one in CASES if bool(one.hits) == hits) for hits in (True, False))
    assert [one for one in CHECKS if not found[one] or spared[one] < 2] == []
