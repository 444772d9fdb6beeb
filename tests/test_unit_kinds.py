"""A list of units may begin with a province: every kind of unit has its name, and stands above what it is above of."""

from types import SimpleNamespace

import pytest

from care.definitions import load
from care.ledgers.unit_rows import kind_by_name, paths_of
from care.ledgers.units import Units
from care.words import LANGUAGES, voice

KINDS = {
    "安宁省": "province", "安宁自治区": "province", "清源市": "city", "永清县": "county", "东城区": "county",
    "青溪镇": "town", "河东村": "village", "东城社区": "village", "青溪小学": "school", "三年级二班": "class",
}  # fmt: skip


def test_the_name_says_the_kind():
    assert {name: kind_by_name(name) for name in KINDS} == KINDS


def test_a_province_stands_above_its_counties_and_no_town_above_it():
    told = [("安宁省", None), ("永清县", "安宁省"), ("青溪镇", "永清县"), ("河东村", "青溪镇")]
    rows = [(at, name, None, parent, at, 0) for at, (name, parent) in enumerate(told)]
    job = SimpleNamespace(setting=SimpleNamespace(units=Units({}, {})))
    paths = paths_of(rows, {row[0]: kind_by_name(row[1]) for row in rows}, job)
    assert list(paths.values()) == [
        "安宁省",
        "安宁省/永清县",
        "安宁省/永清县/青溪镇",
        "安宁省/永清县/青溪镇/河东村",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_word(lang):
    t = voice(lang)
    words = {t(f"unit_kind.{kind}") for kind in load().fields["unit_kind"]["values"]}
    assert len(words) == 7
