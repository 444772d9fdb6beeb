"""What an office sets for itself is as if it stood in the definitions, can be given back, and is never half set."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from care import audit, office, settings
from care.answers import Answers, Ask
from care.definitions import DEFINITIONS, load
from care.inspection import log
from care.inspection.checks import find
from care.ledgers.problems import Refused
from care.setting_values import MOST
from care.store import EVERYTHING
from tests import worked_town

DAYS = "indicators/helper_contact/limits/days"
# A value set, and the edit of a definitions file that says the same.
EDITS = {
    DAYS: (90, "indicators.toml", "limits = { days = 183 }", "limits = { days = 90 }"),
    "indicators/pairing_coverage/target": (0.95, "indicators.toml", "target = 1.0", "target = 0.95"),
    "indicators/pairing_coverage/severity": ("high", "indicators.toml", 'severity = "middle"', 'severity = "high"'),
    "relief/winter_living/due": ("01-15", "relief.toml", 'due = "spring_festival-1"', 'due = "01-15"'),
    "programme/calendar/closing_day": (20, "programme.toml", "closing_day = 0", "closing_day = 20"),
    "programme/calendar/ranking": (True, "programme.toml", "ranking = false", "ranking = true"),
    "programme/calendar/inspections": (
        ["2026-01-15"], "programme.toml", "inspections = []", "inspections = [2026-01-15]",
    ),
    "programme/winter/to": ("06-15", "programme.toml", 'to = "05-31"', 'to = "06-15"'),
    "checks/too_many_a_day/limits/homes": (9, "checks.toml", "homes = 12", "homes = 9"),
}  # fmt: skip
WRONG = {
    DAYS: [-1, 1.5, "90", True, MOST + 1, [90]],
    "indicators/pairing_coverage/target": [0, 1.2, "all", True],
    "indicators/pairing_coverage/severity": ["worst", 1],
    "contacts/left_behind_children.visit.red/period": ["daily", ""],
    "contacts/left_behind_children.visit.red/phone": [1, "yes"],
    "relief/winter_living/due": ["13-01", "02-30", "spring_festival+1", "2026-01-15", 5],
    "programme/winter/from": ["spring_festival-1", "9-15"],
    "programme/calendar/closing_day": [29, -1],
    "programme/calendar/small_count": [0, 2, 101],
    "programme/calendar/inspections": ["2026-01-15", ["soon"]],
    "programme/calendar/terms": [
        [], [{"name": {"zh": "一"}, "from": "2026-03-01", "to": "2026-02-01"}],
        [
            {"name": {"zh": "一"}, "from": "2026-03-01", "to": "2026-07-01"},
            {"name": {"zh": "二"}, "from": "2026-06-01", "to": "2026-08-01"},
        ],
    ],
    "indicators/on_roll/target": [1.0],
    "nothing": [1],
}  # fmt: skip


@pytest.fixture
def town(tmp_path):
    worked_town.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("key", EDITS)
def test_a_value_set_is_as_if_it_stood_in_the_definitions(tmp_path, key):
    value, name, old, new = EDITS[key]
    shutil.copytree(DEFINITIONS, tmp_path / "definitions")
    path = tmp_path / "definitions" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    settings.put(tmp_path, {key: value}, "test")
    edited = load(tmp_path / "definitions")
    assert replace(settings.in_force(tmp_path), sha256="") == replace(edited, sha256="")
    assert edited != load()


def test_a_rhythm_set_for_one_group_leaves_the_others_and_says_whose_rule_it_is(tmp_path):
    settings.put(tmp_path, {"contacts/left_behind_children.visit.red/period": "month"}, "test")
    before = {settings.rule_id(one): one for one in load().contacts.rules}
    after = {settings.rule_id(one): one for one in settings.in_force(tmp_path).contacts.rules}
    changed = {id_ for id_ in before if before[id_] != after[id_]}
    assert changed == {"left_behind_children.visit.red"}
    assert after["left_behind_children.visit.red"].source == {"zh": "本单位设定", "en": "set by this office"}


def test_figures_follow_a_limit_and_come_back_with_it(town):
    def unmet():
        known = settings.in_force(town)
        return (
            Answers(office.current(town, known), EVERYTHING, known)
            .count(Ask("helper_load", worked_town.AS_OF))
            .unmet
        )

    before, version = unmet(), office.current(town, settings.in_force(town)).version
    office.settle(
        town, {f"indicators/helper_load/limits/{name}": 0 for name in ("child", "teacher", "other")}, "test"
    )
    known = settings.in_force(town)
    helpers = Answers(office.current(town, known), EVERYTHING, known).count(
        Ask("helper_load", worked_town.AS_OF)
    )
    assert helpers.unmet == helpers.due > before
    office.settle(
        town,
        {f"indicators/helper_load/limits/{name}": None for name in ("child", "teacher", "other")},
        "test",
    )
    assert unmet() == before and office.current(town, settings.in_force(town)).version == version
    assert settings.in_force(town) == load()


def test_a_stricter_rhythm_binds_the_days_that_are_asked(town):
    def met():
        known = settings.in_force(town)
        return (
            Answers(office.current(town, known), EVERYTHING, known)
            .count(Ask("contact_rhythm", worked_town.AS_OF))
            .met
        )

    before = met()
    rules = [one for one in settings.settings_of(load()).values() if one.part == "contacts"]
    office.settle(town, {one.key: "week" for one in rules if one.kind == "period"}, "test")
    assert met() < before


@pytest.mark.parametrize("key", WRONG)
def test_what_a_setting_cannot_hold_is_refused_with_its_sentence_and_nothing_is_written(tmp_path, key):
    for value in WRONG[key]:
        with pytest.raises(Refused) as told:
            settings.put(tmp_path, {"programme/calendar/entry_days": 9, key: value}, "test")
        assert told.value.problem.code.startswith("setting_")
    assert not (tmp_path / settings.FILE).exists() and not audit.entries(tmp_path)


def test_lines_that_no_longer_fit_are_passed_over(tmp_path):
    said = [("indicators/gone/limits/days", 5), (DAYS, "many"), ("programme/calendar/small_count", 8)]
    log.add(tmp_path / settings.FILE, [{"key": key, "value": value, "by": "test"} for key, value in said])
    known = settings.in_force(tmp_path)
    assert known.programme.small_count == 8 and known.indicators == load().indicators
    assert [one.setting.key for one in settings.changes(tmp_path)] == ["programme/calendar/small_count"]


def test_changes_tell_value_and_delivered_who_and_when_and_stand_in_the_audit_log(tmp_path):
    settings.put(tmp_path, {DAYS: 90}, "anna")
    settings.put(tmp_path, {DAYS: 90}, "anna")  # nothing new
    (change,) = settings.changes(tmp_path)
    assert (change.value, change.delivered, change.by) == (90, 183, "anna")
    settings.put(tmp_path, {DAYS: None}, "ben")
    assert settings.changes(tmp_path) == [] and settings.in_force(tmp_path) == load()
    told = [(one["who"], one["key"], one["value"], one["before"]) for one in audit.entries(tmp_path)]
    assert told == [("anna", DAYS, 90, 183), ("ben", DAYS, None, 90)]
    assert audit.verify(tmp_path).broken_at is None


@pytest.mark.parametrize("value", [0, MOST])
def test_no_limit_however_odd_breaks_a_question_or_a_check(town, value):
    odd = {
        one.key: type(one.value)(value)
        for one in settings.settings_of(load()).values()
        if one.kind == "limit"
    }
    office.settle(town, odd, "test")
    known = settings.in_force(town)
    store = office.current(town, known)
    for indicator in known.indicators:
        Answers(store, EVERYTHING, known).whole(Ask(indicator, worked_town.AS_OF))
    find(store, EVERYTHING, known, worked_town.AS_OF)


def test_a_deadline_of_no_days_can_be_seen_and_given_back(tmp_path):
    key = "submissions/visits/days"
    settings.put(tmp_path, {key: 0}, "manager")
    assert [(one.setting.key, one.value, one.delivered) for one in settings.changes(tmp_path)] == [
        (key, 0, 5)
    ]
    settings.put(tmp_path, {key: None}, "manager")
    assert settings.settings_of(settings.in_force(tmp_path))[key].value == 5


def test_terms_are_set_as_a_whole(tmp_path):
    spring = {
        "name": {"zh": "2026–2027学年第二学期", "en": "spring term 2026–27"},
        "from": "2027-03-01",
        "to": "2027-07-09",
    }
    delivered = settings.plain(load().programme.terms)
    settings.put(tmp_path, {"programme/calendar/terms": [*delivered, spring]}, "test")
    terms = settings.in_force(tmp_path).programme.terms
    assert len(terms) == len(delivered) + 1 and terms[-1].to == date(2027, 7, 9)
    assert json.loads((tmp_path / settings.FILE).read_text("utf-8"))["value"][-1] == spring


def script(page: str, units: tuple[str, ...] | None) -> None:
    import runpy

    from care import access
    from care.roles import user

    with access.house(user("somebody", ("manager",), units, None)):
        runpy.run_path(page)


@pytest.fixture
def page(town, monkeypatch):
    """The page as a manager of these units."""
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def opened(units=None, lang="zh") -> AppTest:
        asked = {"page": str(office.ROOT / "pages" / "rules.py"), "units": units}
        at = AppTest.from_function(script, default_timeout=120, kwargs=asked)
        at.query_params["lang"] = lang
        return at.run()

    return opened


def test_a_manager_sets_a_rule_on_the_page_and_gives_it_back(page, town):
    at = page()
    pick(at, pick_indicators="helper_contact")
    at.number_input(key=DAYS).set_value(90).run()
    assert any("改后口径" in one.value and "满90天" in one.value for one in at.markdown)
    at.button(key="rule_save").click().run()
    assert not at.exception and at.success
    assert settings.in_force(town).indicators["helper_contact"].limits == {"days": 90}
    assert audit.entries(town)[-1]["who"] == "somebody"
    assert "90" in at.dataframe[0].value.to_string()
    at.button(key="rule_give_back").click().run()
    assert settings.in_force(town) == load()


def pick(at: AppTest, **chosen) -> None:
    for key, value in chosen.items():
        at.session_state[key] = value
    at.run()


def test_every_rule_can_be_opened_in_both_languages(page):
    ids: dict[str, list[str]] = {}
    for one in settings.settings_of(load()).values():
        if one.id not in ids.setdefault(one.part, []):
            ids[one.part].append(one.id)
    for lang in ("zh", "en"):
        at = page(lang=lang)
        for part, known in ids.items():
            pick(at, pick_part=part)
            for id_ in known[::7]:
                pick(at, **{f"pick_{part}": id_})
                assert not at.exception and not at.warning, (part, id_)
                assert [one for one in at.button if one.key == "rule_save"]


def test_whoever_answers_for_some_units_reads_rules_and_sets_none(page, town):
    at = page(units=(worked_town.EAST,))
    assert not at.exception and at.info
    assert not [one for one in at.button if one.key == "rule_save"]
    assert not (town / settings.FILE).exists()


def test_saving_one_field_does_not_write_back_what_another_manager_has_set_meanwhile(page, town):
    key = "indicators/helper_contact/severity"
    at = page()
    pick(at, pick_indicators="helper_contact")
    at.number_input(key=DAYS).set_value(61).run()
    at.number_input(key=DAYS).set_value(60).run()  # touched: the browser sends it from now on
    settings.put(town, {DAYS: 90}, "another")
    at.selectbox(key=key).set_value("low").run()
    assert any("刚才有人改了" in one.value for one in at.info)
    at.button(key="rule_save").click().run()
    now_ = settings.in_force(town).indicators["helper_contact"]
    assert (now_.limits, now_.severity) == ({"days": 90}, "low")


def test_giving_back_does_not_undo_a_value_that_nobody_has_seen(page, town):
    settings.put(town, {DAYS: 90}, "another")
    at = page()
    pick(at, pick_indicators="helper_contact")
    settings.put(town, {DAYS: 45}, "another")
    at.button(key="rule_give_back").click().run()
    assert any("刚才有人改了" in one.value for one in at.info)
    assert settings.in_force(town).indicators["helper_contact"].limits == {"days": 45}
    at.button(key="rule_give_back").click().run()
    assert settings.in_force(town) == load()
