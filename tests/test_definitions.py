"""Definitions are checked when they are read, and what they name exists."""

import shutil
from datetime import date

import pytest

from care.calendar import STRICTNESS, month_end, months, periods
from care.definitions import DEFINITIONS, DefinitionError, load, season_day
from care.store import QUERIES


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DEFINITIONS, tmp_path / "definitions")
    return tmp_path / "definitions"


def _edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_unknown_key_is_named_with_file_line_and_nearest_known_key(folder):
    _edit(folder, "groups.toml", "below = 16", "belw = 16")
    with pytest.raises(
        DefinitionError, match=r"groups\.toml, line \d+: unknown key “belw”; did you mean “below”\?"
    ):
        load(folder)


def test_a_missing_key_and_a_wrong_type_are_named(folder):
    _edit(folder, "programme.toml", "closing_day = 0", 'closing_day = "last"')
    with pytest.raises(DefinitionError, match=r"programme\.toml, line \d+: “closing_day” must be a int"):
        load(folder)
    _edit(folder, "programme.toml", 'closing_day = "last"', "")
    with pytest.raises(DefinitionError, match=r"programme\.toml: Programme lacks “closing_day”"):
        load(folder)


def test_broken_toml_is_named_by_file(folder):
    (folder / "relief.toml").write_text("[winter_living", "utf-8")
    with pytest.raises(DefinitionError, match=r"relief\.toml: "):
        load(folder)


def test_everything_that_definitions_name_exists():
    known = load()
    for indicator in known.indicators.values():
        assert (QUERIES / f"{indicator.id}.sql").exists()
        assert indicator.form in ("share", "count")
    for rule in known.contacts.rules:
        assert rule.group in known.groups
        assert rule.duty in known.contacts.duties
        assert rule.period in known.contacts.periods
        assert rule.period in STRICTNESS
    for duty in known.contacts.duties.values():
        assert {*duty.kinds, *duty.by_phone} <= known.contacts.kinds.keys()
    spellings = [word for group in known.groups.values() for word in group.spellings]
    assert len(spellings) == len(set(spellings)), "a spelling names two groups"


def test_every_text_is_in_all_languages():
    known = load()
    tables = [
        *known.groups.values(),
        *known.relief.values(),
        *known.indicators.values(),
        *known.contacts.rules,
    ]
    texts = [
        value
        for table in tables
        for value in vars(table).values()
        if isinstance(value, dict) and "zh" in value
    ]
    assert len(texts) > 50
    assert all(set(text) == set(known.programme.languages) and all(text.values()) for text in texts)


def test_months_close_on_the_closing_day(folder):
    _edit(folder, "programme.toml", "closing_day = 0", "closing_day = 20")
    programme = load(folder).programme
    assert month_end(programme, 2025, 2) == date(2025, 2, 20)
    assert list(months(programme, date(2025, 12, 1), date(2026, 1, 31))) == [
        (date(2025, 11, 21), date(2025, 12, 20)),
        (date(2025, 12, 21), date(2026, 1, 20)),
    ]


def test_periods_and_deadlines_fall_on_their_days():
    programme = load().programme
    found = set(periods(programme, date(2025, 1, 1), date(2026, 1, 31)))
    assert ("week", date(2026, 1, 12), date(2026, 1, 18)) in found
    assert ("quarter", date(2025, 10, 1), date(2025, 12, 31)) in found
    assert ("year", date(2025, 1, 1), date(2025, 12, 31)) in found
    assert ("term", date(2025, 9, 1), date(2026, 1, 16)) in found
    assert ("school_month", date(2026, 1, 1), date(2026, 1, 31)) in found  # 16 days of term
    assert ("school_month", date(2025, 7, 1), date(2025, 7, 31)) not in found  # 4 days of term
    assert season_day(programme, 2025, "spring_festival-1") == date(2026, 2, 16)
    assert season_day(programme, 2025, "12-31") == date(2025, 12, 31)
    assert season_day(programme, 2025, "05-31") == date(2026, 5, 31)


def test_a_rule_of_a_family_holds_for_each_of_its_groups_and_an_unknown_group_is_named(folder):
    rules = load(folder).contacts.rules
    red = {rule.group: rule.period for rule in rules if rule.risk == "red"}
    children = {group.id for group in load(folder).groups.values() if group.family == "children"}
    assert red == dict.fromkeys(children, "week")
    _edit(folder, "contacts.toml", 'group = "children"', 'group = "chidren"')
    load.cache_clear()
    with pytest.raises(DefinitionError, match=r"contacts\.toml, line \d+: “chidren” is no group"):
        load(folder)
    load.cache_clear()
