"""Definitions are checked when they are read, and what they name exists."""

import re
import shutil
from datetime import date

import pytest

from care.calendar import STRICTNESS, month_end, months, periods, season_day
from care.definitions import DEFINITIONS, load
from care.store import QUERIES
from care.strict_toml import DefinitionError
from care.words import LANGUAGES, voice_without_definitions


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DEFINITIONS, tmp_path / "definitions")
    return tmp_path / "definitions"


def _edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _line(folder, mention, name="indicators.toml") -> int:
    lines = (folder / name).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if mention in line)


def _fault(folder) -> tuple[str, str]:
    """What is said of the fault, in Chinese and English."""
    load.cache_clear()
    with pytest.raises(DefinitionError) as told:
        load(folder)
    load.cache_clear()
    said = [
        voice_without_definitions(lang)(f"problem.{told.value.code}", **told.value.values)
        for lang in LANGUAGES
    ]
    return tuple(said)


def test_an_unknown_key_is_named_with_file_line_and_nearest_known_key(folder):
    _edit(folder, "groups.toml", "below = 16", "belw = 16")
    zh, en = _fault(folder)
    assert re.search(r"groups\.toml 第 \d+ 行：不认识“belw”，是不是“below”？", zh)
    assert re.search(r"groups\.toml, line \d+: “belw” is not known; did you mean “below”\?", en)


def test_a_missing_key_and_a_wrong_type_are_named(folder):
    _edit(folder, "programme.toml", "closing_day = 0", 'closing_day = "last"')
    assert re.search(
        r"programme\.toml, line 5: “closing_day” must be a whole number, not 'last'", _fault(folder)[1]
    )
    _edit(folder, "programme.toml", 'closing_day = "last"', "closing_day = true")
    assert "“closing_day”应为整数，现在是 True" in _fault(folder)[0]
    _edit(folder, "programme.toml", "closing_day = true", "")
    assert "programme.toml: “Programme” lacks “closing_day”" in _fault(folder)[1]


def test_every_kind_of_value_has_its_sentence(folder):
    wrong = {
        "ranking = false": "ranking = 1",
        "closing_day = 0": "closing_day = 1.5",
        'from = "09-15"': "from = 9",
        "inspections = []": "inspections = 3",
        "from = 2024-09-01": 'from = "September"',
    }
    for old, new in wrong.items():
        _edit(folder, "programme.toml", old, new)
        assert "应为" in _fault(folder)[0], new
        _edit(folder, "programme.toml", new, old)
    _edit(folder, "indicators.toml", "limits = { days = 183 }", 'limits = { days = "half a year" }')
    assert re.search(r"indicators\.toml 第 (\d+) 行：“days”应为数字", _fault(folder)[0])[1] == str(
        _line(folder, "half a year")
    )
    _edit(folder, "indicators.toml", 'limits = { days = "half a year" }', "limits = 183")
    assert "“limits”应为一组" in _fault(folder)[0]


def test_broken_toml_is_named_by_file_and_line_and_a_foreign_encoding_by_file(folder):
    (folder / "relief.toml").write_text("a = 1\n[winter_living", "utf-8")
    assert "relief.toml 第 2 行" in _fault(folder)[0]
    (folder / "relief.toml").write_bytes('name = "慰问"'.encode("gb18030"))
    assert "relief.toml 不是 UTF-8" in _fault(folder)[0]


def test_a_mark_that_notepad_puts_before_a_file_is_no_fault(folder):
    path = folder / "relief.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(folder).relief == load().relief


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
    line = _line(folder, "chidren", "contacts.toml")
    assert f"contacts.toml 第 {line} 行：“chidren”不是群体" in _fault(folder)[0]
