"""Checks as a whole: limits steer them, nobody sees outside their scope, and figures, lists and marks agree."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from care.inspection.checks import Checks, Filters, find
from care.store import EVERYTHING, Scope
from care.words import voice
from tests.check_cases import AS_OF, Case
from tests.check_cases.modules import CASES
from tests.check_cases.towns import rules, store_of, town_of

# A group's hits: what others did, beyond an asker's scope, takes part in whether there is one.
TOGETHER = {
    "copied_texts", "in_two_classes", "in_two_villages", "name_two_ids", "one_helper_for_all", "paid_twice",
    "phone_shared", "too_many_a_day", "visit_before_pairing", "visitor_in_many_units", "visits_in_holiday",
}  # fmt: skip


@pytest.fixture(scope="module")
def definitions():
    return rules()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("checks"), CASES)


@pytest.fixture(scope="module")
def hits(store, definitions):
    """The hits on the day as a frame, by scope."""
    return cache(lambda scope, as_of=AS_OF: find(store, scope, definitions, as_of).to_pandas())


@pytest.fixture
def asked(store, definitions):
    """Checks with some marks; hits found once."""
    table = cache(lambda as_of: find(store, EVERYTHING, definitions, as_of))
    return lambda noted=None: Checks(store, EVERYTHING, definitions, noted or [], table)


def limits() -> list[tuple[str, str]]:
    return [(one.id, name) for one in rules().checks.values() for name in one.limits]


@pytest.mark.parametrize(("check", "name"), limits())
def test_every_limit_of_the_definitions_steers_its_check(store, definitions, hits, check, name):
    known = definitions.checks[check]
    before = set(
        map(tuple, hits(EVERYTHING).query("check_id == @check")[["case_key", "subject_id", "why"]].values)
    )
    for value in (1_000_000, 0):
        other = replace(known, limits=known.limits | {name: value})
        changed = find(store, EVERYTHING, replace(definitions, checks={check: other}), AS_OF).to_pandas()
        if set(map(tuple, changed[["case_key", "subject_id", "why"]].values)) != before:
            return
    pytest.fail(f"{check} finds the same whatever {name} is")


def test_rule_sentences_name_only_limits_that_exist_and_name_them_all(definitions):
    for check in definitions.checks.values():
        for lang in ("zh", "en"):
            named = set(re.findall(r"{(\w+)}", check.rule[lang]))
            assert named == set(check.limits), (check.id, lang)
            assert voice(lang).pick(check.rule).format(**check.limits)


def scopes() -> list[Scope]:
    """Nothing; one of the villages of every case that concerns several; a school; a town."""
    wide = [
        town_of(at) for at, one in enumerate(CASES) if {"西", "南"} & {row.get("unit_id") for row in one.rows}
    ]
    schools = [
        f"{town_of(at)}/校"
        for at, one in enumerate(CASES)
        if any(row.get("class_unit_id") for row in one.rows)
    ]
    return [Scope(), Scope(tuple(f"{town}/西村" for town in wide)), Scope(tuple(schools)), Scope((wide[0],))]


def test_nobody_sees_a_hit_outside_their_scope(store, hits):
    everything = hits(EVERYTHING)
    keys = ["check_id", "case_key", "subject_id", "on_day", "why"]
    for scope in scopes():
        mine = hits(scope)
        visible = set(store.query(scope, "select subject_id from subjects").subject_id)
        units = set(store.query(scope, "select unit_id from units").unit_id)
        assert set(mine.subject_id) <= visible, scope
        assert all(
            unit in units or subject in visible
            for unit, subject in zip(mine.unit_id, mine.subject_id, strict=True)
        )
        naive = everything[everything.subject_id.isin(visible)]
        for check, rows in mine.groupby("check_id"):
            if check not in TOGETHER:
                own = set(map(tuple, naive[naive.check_id == check][keys].astype(str).values))
                assert set(map(tuple, rows[keys].astype(str).values)) <= own, (scope, check)
        alone = naive[~naive.check_id.isin(TOGETHER)]
        missing = set(map(tuple, alone[keys].astype(str).values)) - set(
            map(tuple, mine[keys].astype(str).values)
        )
        assert not missing, scope


def test_a_scoped_asker_finds_what_concerns_their_own_people_alone(hits):
    alone = {number for number, one in enumerate(CASES) if one.hits and one.as_of == AS_OF}
    scope = Scope(tuple(town_of(number) for number in sorted(alone)[::7]))
    mine = hits(scope)
    for number in sorted(alone)[::7]:
        check = CASES[number].check
        inside = mine[(mine.check_id == check) & mine.unit_id.str.startswith(town_of(number) + "/")]
        assert len(set(inside.case_key)) == len(CASES[number].hits), CASES[number]


def test_counts_units_cases_and_rows_agree(asked, definitions):
    checks, everything = asked(), Filters(AS_OF, state="all")
    count = checks.count(everything).set_index("check_id")
    assert set(count.index) <= set(definitions.checks)
    by_unit = checks.by_unit(everything)
    for check in count.index:
        page = checks.cases(everything, [check], size=10_000)
        rows = checks.rows(everything, check, size=100_000)
        assert page.total == len(page.frame) == count.cases[check]
        assert rows.total == len(rows.frame) == page.frame.records.sum() == count.records[check]
        assert rows.frame.subject_id.nunique() == rows.subjects == count.subjects[check]
        places = by_unit[by_unit.check_id == check]
        assert (places.records.sum(), places.subjects.sum()) == (count.records[check], count.subjects[check])
        assert places.cases.sum() >= count.cases[check]  # a case of two towns is one of each
        first = page.frame.iloc[0]
        assert checks.rows(everything, check, first.case_key).total == first.records
    together = by_unit[by_unit.check_id == ""].set_index("key")
    for key, rows in by_unit[by_unit.check_id != ""].groupby("key"):
        assert (rows.cases.sum(), rows.records.sum()) == (together.cases[key], together.records[key])


def test_paging_loses_nothing_and_tells_nothing_twice(asked):
    everything, ids = Filters(AS_OF, state="all"), list(rules().checks)
    whole = asked().cases(everything, ids, size=10_000).frame
    pages = [
        asked().cases(everything, ids, page=page, size=97).frame for page in range(1, len(whole) // 97 + 2)
    ]
    told = [(row.check_id, row.case_key) for page in pages for row in page.itertuples()]
    assert told == [(row.check_id, row.case_key) for row in whole.itertuples()]
    assert len(set(told)) == len(told)


def test_case_keys_hold_no_name_id_number_or_telephone(hits):
    names = {
        row[field]
        for one in CASES
        for row in one.rows
        for field in ("name", "helper_name", "contact_by", "guardian_name")
        if row.get(field)
    }
    for key in hits(EVERYTHING).case_key:
        assert not any(name in key for name in names if len(name) > 1), key
        assert not re.search(r"\d{17}[\dX]|1[3-9]\d{9}(?!\d)", re.sub(r"(^|\|)\d{15,20}(?=\||$)", "", key)), (
            key
        )


def test_a_mark_takes_a_case_from_open_to_looked_at(asked):
    case = asked().cases(Filters(AS_OF), ["phone_shared"]).frame.iloc[0]
    noted = [{"key": f"phone_shared|{case.case_key}", "mark": "explained"}]
    filters = {state: Filters(AS_OF, state=state) for state in ("open", "looked", "all")}
    totals = {state: asked(noted).cases(one, ["phone_shared"]).total for state, one in filters.items()}
    assert totals["looked"] == 1 and totals["open"] == totals["all"] - 1
    looked = asked(noted).cases(filters["looked"], ["phone_shared"]).frame
    assert (looked.case_key[0], looked["mark"][0]) == (case.case_key, "explained")
    assert case.case_key not in set(asked(noted).cases(filters["open"], ["phone_shared"]).frame.case_key)
    assert len(asked(noted).doubtful(AS_OF)) == len(
        asked().doubtful(AS_OF)
    )  # a telephone makes no visit doubtful
    visits = asked().cases(Filters(AS_OF), ["too_many_a_day"], size=1000).frame
    wrong = [{"key": f"too_many_a_day|{key}", "mark": "wrong"} for key in visits.case_key]
    assert len(asked(wrong).doubtful(AS_OF)) < len(asked().doubtful(AS_OF))


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2025, 11, 5)])
def test_an_earlier_day_knows_nothing_of_later_deeds(tmp_path, hits, definitions, day):
    """What a store finds that never heard of later contacts, payments and houses, the full one finds for that day.

    Towns with later rosters are left out: whom a unit's first roster lists counts as listed always.
    """
    known = [one if _later_rosters(one, day) else replace(one, rows=_told(one, day)) for one in CASES]
    then = find(store_of(tmp_path, known), EVERYTHING, definitions, day).to_pandas()
    left_out = {town_of(number) for number, one in enumerate(CASES) if _later_rosters(one, day)}
    assert len(left_out) < len(CASES) / 2
    assert _listed(then, left_out) == _listed(hits(EVERYTHING, day), left_out)


def _later_rosters(case: Case, day: date) -> bool:
    return any(row["kind"] == "roster" and row["ledger_on"] > day for row in case.rows)


def _told(case: Case, day: date) -> list[dict]:
    dated = ("contact_on", "paired_on", "received_on", "paid_on", "found_on", "entered_on")
    return [row for row in case.rows if all(row[field] <= day for field in dated if row.get(field))]


def _listed(frame, left_out: set[str]) -> list[tuple]:
    inside = frame[~frame.unit_id.str.split("/").str[0].isin(left_out)]
    return sorted(map(tuple, inside[["check_id", "unit_id", "on_day", "why"]].astype(str).values))
