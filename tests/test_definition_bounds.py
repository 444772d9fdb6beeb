"""Values in files of definitions are held against the bounds of the page of rules; what is out of them is named."""

import shutil

import pytest

from care import serving, settings
from care.__main__ import main
from care.definitions import DEFINITIONS, load
from care.strict_toml import DefinitionError
from care.words import of_definitions

DIGITS = "9" * 5000
HEX = "0x" + "f" * 5000
OUT_OF_BOUNDS = {  # file, what stands there, what is written instead: how the value is called
    ("programme.toml", "small_count = 5", "small_count = -1"): "“small_count”",
    ("programme.toml", "small_count = 5", "small_count = 2"): "“small_count”",
    ("programme.toml", "small_count = 5", f"small_count = {HEX}"): "“small_count”",
    ("programme.toml", "closing_day = 0", "closing_day = 31"): "“closing_day”",
    ("programme.toml", "week_starts_on = 1", "week_starts_on = 0"): "“week_starts_on”",
    ("programme.toml", "retention_years = 5", "retention_years = 99999"): "“retention_years”",
    ("programme.toml", "to = 2025-01-17", "to = 2024-01-17"): "“terms”",
    ("programme.toml", 'from = "09-15"', 'from = "13-45"'): "“winter.from”",
    ("indicators.toml", "{ days = 183 }", "{ days = -1 }"): "“helper_contact.limits.days”",
    ("indicators.toml", "{ days = 183 }", "{ days = 1e400 }"): "“helper_contact.limits.days”",
    ("indicators.toml", "{ days = 183 }", "{ days = nan }"): "“helper_contact.limits.days”",
    ("indicators.toml", "target = 1.0", "target = 2"): "target”",
    ("groups.toml", "below = 16", "below = 99999999999999999999"): "below”",
    ("contacts.toml", 'period = "month"', 'period = "fortnight"'): "period”",
}
UNREADABLE = [
    ("programme.toml", "small_count = 5", f"small_count = {DIGITS}"),
    ("programme.toml", "inspections = []", f"inspections = {'[' * 5000}{']' * 5000}"),
    ("programme.toml", "inspections = []", "inspections = [2025-01-01T00:00:00]"),
    ("programme.toml", "to = 2025-01-17", "to = 2025-01-17T00:00:00"),
    ("programme.toml", "ranking = false", f"ranking = {HEX}"),
    ("groups.toml", "", "x = 1\n"),
    ("groups.toml", "", f"{'.'.join('a' * 3000)} = 1\n"),
    ("activities.toml", "[[rules]]", "[[others]]\n[rules]"),
    ("contacts.toml", "", "kinds.x = 3\n"),
]


@pytest.fixture
def fault_of(tmp_path):
    """fault_of(file, old, new) → what is said of it, in Chinese and English."""

    def told(name: str, old: str, new: str) -> list[str]:
        shutil.copytree(DEFINITIONS, tmp_path / "definitions")
        path = tmp_path / "definitions" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(DefinitionError) as fault:
            settings.check(load(tmp_path / "definitions"))
        return of_definitions(fault.value)

    yield told
    load.cache_clear()


@pytest.mark.parametrize("edit", OUT_OF_BOUNDS, ids=lambda edit: edit[2][:30])
def test_a_value_that_the_page_of_rules_refuses_is_named_with_what_is_allowed(fault_of, edit):
    zh, en = fault_of(*edit)
    for said in (zh, en):
        assert edit[0] in said and OUT_OF_BOUNDS[edit] in said
        assert len(said) < 400
    assert "再启动" in zh and "start again" in en
    assert any(word in zh for word in ("应为", "只能是", "应大于", "应晚于"))


@pytest.mark.parametrize("edit", UNREADABLE, ids=lambda edit: f"{edit[0]} {edit[2][:30]!r}")
def test_what_is_too_long_too_deep_or_of_another_shape_is_a_sentence(fault_of, edit):
    for said in fault_of(*edit):
        assert edit[0] in said and len(said) < 1000


def test_what_is_delivered_is_within_its_bounds():
    settings.check(load())


def test_neither_a_command_nor_the_server_starts_on_a_value_out_of_bounds(tmp_path, monkeypatch, capsys):
    shutil.copytree(DEFINITIONS, tmp_path / "definitions")
    path = tmp_path / "definitions" / "programme.toml"
    path.write_text(path.read_text("utf-8").replace("small_count = 5", "small_count = -1"), "utf-8")
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(settings, "load", lambda: load(tmp_path / "definitions"))
    settings.delivered.cache_clear()
    try:
        assert main(["--data", str(tmp_path / "data"), "batches"]) == 1
        said = capsys.readouterr().err
        with pytest.raises(SystemExit) as end:
            serving.known_or_end()
    finally:
        settings.delivered.cache_clear()
    assert end.value.code == 1
    assert capsys.readouterr().err == said
    assert "small_count" in said and "3 到 100" in said and "from 3 to 100" in said
