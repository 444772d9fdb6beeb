"""Two people change the same thing: the second is told what stands instead of silently putting theirs in its place."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from care import building, grants, office, passages, settings
from care.answers import Ask
from care.definitions import load
from care.grants import Grant
from care.inspection import findings, marks, results
from care.inspection.findings import Wanted
from care.inspection.results import Result
from care.inspection.spot_checks import Door, Sample
from care.meanwhile import Meanwhile
from care.screen import rules_page, spot_check_doors
from care.screen.kept import Kept, open_current
from care.store import EVERYTHING
from care.words import voice
from tests.making import batch
from tests.small_office import TODAY, small_office

DAY = date(2026, 1, 20)
TOWN = "青溪镇"
DAYS = "indicators/helper_contact/limits/days"
SEVERITY = "indicators/helper_contact/severity"
LI = "li@town.example"


def test_a_rule_that_another_has_set_since_is_not_put_over(tmp_path):
    seen = {key: settings.settings_of(load())[key].value for key in (DAYS, SEVERITY)}
    settings.put(tmp_path, {DAYS: 90}, "anna", seen)
    with pytest.raises(Meanwhile) as other:
        settings.put(tmp_path, {DAYS: 45, SEVERITY: "low"}, "ben", seen)
    assert [(one.key, one.value) for one in other.value.stands] == [(DAYS, 90)]
    assert settings.in_force(tmp_path).indicators["helper_contact"].severity == seen[SEVERITY]
    with pytest.raises(Meanwhile):
        settings.put(tmp_path, {DAYS: None}, "ben", seen | {DAYS: 45})
    settings.put(tmp_path, {SEVERITY: "low"}, "ben", seen)  # another field of the same rule
    settings.put(tmp_path, {DAYS: 90}, "ben", seen)  # what stands already
    settings.put(tmp_path, {DAYS: 45}, "ben", seen | {DAYS: 90})
    assert settings.in_force(tmp_path).indicators["helper_contact"].limits == {"days": 45}


def test_own_words_that_another_has_changed_since_stand(tmp_path):
    write = lambda text, by, based: passages.write(tmp_path, TOWN, "zh", "steps", text, by, based)  # noqa: E731
    assert write("一", "anna", "")
    with pytest.raises(Meanwhile) as other:
        write("二", "ben", "")
    assert (other.value.stands.text, other.value.stands.by) == ("一", "anna")
    assert not write("", "ben", "")  # ben has changed nothing
    assert write("二", "ben", "一")
    assert write("", "anna", "二")
    with pytest.raises(Meanwhile) as other:
        write("三", "ben", "二")
    assert other.value.stands is None


def test_a_finding_that_has_gone_on_is_not_taken_on_by_whoever_saw_it_before(tmp_path):
    findings.open_findings(tmp_path, [Wanted("own", "x", one, DAY) for one in "yz"], "anna")
    seen = findings.everything(tmp_path)[1]
    findings.change(tmp_path, 1, "周", DAY, "anna", seen)
    with pytest.raises(Meanwhile) as other:
        findings.change(tmp_path, 1, "吴", DAY, "ben", seen)
    assert other.value.stands.wanted.responsible == "周"
    with pytest.raises(Meanwhile):
        findings.step(tmp_path, 1, "mended", "", "ben", seen)
    findings.step(tmp_path, 1, "mended", "", "ben", other.value.stands)
    assert findings.answer(tmp_path, {1: "again", 2: "done"}, "village") == 1
    assert [len(one.steps) for one in findings.everything(tmp_path).values()] == [3, 2]


def test_a_mark_is_neither_put_over_nor_taken_back_by_whoever_did_not_see_it(tmp_path):
    mark = lambda what, by, based: marks.mark(tmp_path, "V7", "1", what, "", by, based)  # noqa: E731
    mark("explained", "anna", None)
    with pytest.raises(Meanwhile) as other:
        mark("wrong", "ben", None)
    assert (other.value.stands["mark"], other.value.stands["by"]) == ("explained", "anna")
    mark("mended", "anna", other.value.stands)
    with pytest.raises(Meanwhile):
        marks.unmark(tmp_path, other.value.stands, "ben")
    marks.unmark(tmp_path, marks.marks(tmp_path)[0], "ben")
    assert marks.marks(tmp_path) == []


def test_access_that_another_has_given_or_taken_since_stands(tmp_path):
    grants.give(tmp_path, Grant(LI, ("clerk",)), "anna", None)
    with pytest.raises(Meanwhile) as other:
        grants.give(tmp_path, Grant(LI, ("manager",)), "ben", None)
    assert other.value.stands.roles == ("clerk",)
    seen = other.value.stands
    grants.give(tmp_path, Grant(LI, ("viewer",)), "anna", seen)
    for deed in (
        lambda: grants.take(tmp_path, LI, "ben", seen),
        lambda: grants.give(tmp_path, Grant(LI, ("manager",)), "ben", seen),
    ):
        with pytest.raises(Meanwhile):
            deed()
    grants.take(tmp_path, LI, "ben", grants.in_force(tmp_path)[LI])
    with pytest.raises(Meanwhile) as other:
        grants.give(tmp_path, Grant(LI, ("manager",)), "anna", seen)
    assert other.value.stands is None


def test_a_door_is_not_answered_over_somebody_elses_answer(tmp_path):
    claims = ({"claim": "contact"},)
    sample = Sample("0" * 12, "s", DAY, "", 1, 1, 1, (), (), (), (Door(1, "7", "x", 0, (), claims),))
    record = lambda said, by, seen: results.record(  # noqa: E731
        tmp_path, sample, {1: Result(*said, by)}, "phone", {1: seen}
    )
    record(({"roll": "true"}, "在家"), "anna", Result())
    for said in (({"roll": "false"}, None), ({}, "不在家")):
        with pytest.raises(Meanwhile) as other:
            record(said, "ben", Result())
        assert (other.value.stands.verdicts, other.value.stands.by) == ({"roll": "true"}, "anna")
    assert record(({"contact": "true"}, None), "ben", Result()) == 1  # another claim of the same door
    assert record(({"roll": "true"}, None), "ben", Result()) == 0  # the same answer
    assert record(({"roll": "false"}, None), "ben", results.results(tmp_path, sample)[1]) == 1


def test_the_page_of_a_door_says_what_another_answered_and_keeps_it(tmp_path, monkeypatch):
    claims = ({"claim": "contact"},)
    sample = Sample("0" * 12, "s", DAY, "", 1, 1, 1, (), (), (), (Door(1, "7", "x", 0, (), claims),))
    results.record(tmp_path, sample, {1: Result({"roll": "true"}, "在家", "anna")}, "phone")
    monkeypatch.setattr(spot_check_doors, "st", SimpleNamespace(session_state={}))
    monkeypatch.setattr(spot_check_doors, "go", lambda **_: None)
    monkeypatch.setattr(spot_check_doors.access, "still", lambda _: True)
    who = SimpleNamespace(name="ben")
    room = SimpleNamespace(t=voice("zh"), who=who, folder=tmp_path, sample=sample, by=str)
    spot_check_doors._save(room, sample.doors[0], {"roll": "false"}, None, Result())
    said = spot_check_doors.st.session_state[spot_check_doors.OTHER]
    assert "anna" in said and "在家" in said
    assert results.results(tmp_path, sample)[1].verdicts == {"roll": "true"}


def test_rules_are_not_given_back_beside_a_value_that_nobody_has_seen(monkeypatch):
    own = [replace(settings.settings_of(load())[DAYS], value=7)]
    done, pressed = (
        [],
        SimpleNamespace(
            container=lambda **_: nullcontext(), button=lambda *_, key, **__: key == "rule_give_back"
        ),
    )
    monkeypatch.setattr(rules_page, "st", pressed)
    monkeypatch.setattr(rules_page, "_settle", lambda _, said, __: done.append(said))
    desk = SimpleNamespace(t=voice("zh"))
    rules_page._buttons(desk, {}, own, {DAYS})
    assert done == []
    rules_page._buttons(desk, {}, own, set())
    assert done == [{DAYS: None}]


def test_of_saves_at_one_moment_one_is_kept_and_all_others_are_told(tmp_path):
    told, start = [], Barrier(8)

    def save(n: int) -> None:
        start.wait()
        try:
            grants.give(tmp_path, Grant(LI, ("viewer",)), f"admin{n}", None)
            told.append("kept")
        except Meanwhile as other:
            told.append(other.stands.by)

    threads = [Thread(target=save, args=(n,)) for n in range(8)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    first = grants.in_force(tmp_path)[LI].by
    assert sorted(told) == sorted([first] * 7 + ["kept"])
    assert len((tmp_path / grants.FILE).read_text("utf-8").splitlines()) == 1


def script(part: str, lang: str) -> None:
    """A piece of a page, without the menu or the dialog around it (tests cannot click in one)."""
    import streamlit as st

    from care import access, office, screen
    from care.inspection import findings
    from care.inspection.findings_list import listed
    from care.screen import access_page, checks_case, findings_one, report_cards
    from care.screen.kept import open_current

    st.query_params["lang"] = lang
    with access.house() as who:
        if part == "access":
            desk = access_page.open_access(who)
            access_page.people(desk)
            access_page.give(desk)
            access_page.take(desk)
            return
        view = screen.open_page(who, "reports")
        if part == "own_words":
            report_cards.own_words(view)
        if part == "case":
            checks_case._note(view, {"check_id": "V7", "case_key": "1"})
        if part == "answers":
            from care.exports.findings_excel import Answer
            from care.screen import findings_new

            findings_new.read, findings_new.answers = (
                lambda *_: None,
                lambda _: ([Answer(1, "已补签", None)], []),
            )
            findings_new._take(view, "x.xlsx", b"", 0)
        if part == "finding":
            opened = st.session_state.setdefault("opened", findings.everything(office.data_dir()))
            (line,) = listed(open_current(), who.scope, list(opened.values()))
            findings_one._panel(view, line, False)


def page(part: str, lang: str = "zh") -> AppTest:
    return AppTest.from_function(script, default_timeout=120, kwargs={"part": part, "lang": lang}).run()


def press(at: AppTest, key: str) -> AppTest:
    next(one for one in at.button if one.key == key).click().run()
    assert not at.exception
    return at


def field(at: AppTest, block: str):
    return next(one for one in at.text_area if one.key.endswith(block))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_own_words_keeps_what_was_typed_and_shows_what_stands(office, lang):
    ours, theirs = page("own_words", lang), page("own_words", lang)
    field(theirs, "steps").input("他们的*下一步*")
    theirs.button[-1].click().run()
    field(ours, "steps").input("我们的下一步")
    field(ours, "systems").input("制度")
    ours.button[-1].click().run()
    (warning,) = ours.warning
    assert r"他们的\*下一步\*" in warning.value and field(ours, "steps").value == "我们的下一步"
    now_ = passages.in_force(office, TOWN, lang)
    assert (now_["steps"].text, now_["systems"].text) == ("他们的*下一步*", "制度")
    ours.button[-1].click().run()  # having seen it
    assert not ours.warning and passages.in_force(office, TOWN, lang)["steps"].text == "我们的下一步"
    field(theirs, "organisation").input("领导小组")
    theirs.button[-1].click().run()  # what stood in the other fields is no change of theirs
    assert not theirs.warning and passages.in_force(office, TOWN, lang)["steps"].text == "我们的下一步"
    assert field(theirs, "steps").value == "我们的下一步"


def test_the_page_of_access_says_what_another_administrator_gave(office):
    at = page("access")
    at.text_input[0].input(LI)
    at.multiselect[0].set_value(["viewer"])
    press(at, "access_give")  # all units and groups are chosen on purpose, never by choosing nothing
    assert at.warning[0].value == voice("zh")("access.nothing_chosen")
    at.multiselect[1].set_value(["*"])
    at.multiselect[2].set_value(["*", "orphans"])
    press(at, "access_give")
    assert at.warning[0].value == voice("zh")("access.nothing_chosen")
    assert LI not in grants.in_force(office)
    at.multiselect[2].set_value(["*"])
    grants.give(office, Grant(LI, ("manager",)), "anna")
    press(at, "access_give")
    assert "主管" in at.warning[0].value and "anna" in at.warning[0].value
    assert grants.in_force(office)[LI].roles == ("manager",)
    press(at, "access_give")
    given = grants.in_force(office)[LI]
    assert (given.roles, given.units, given.groups) == (("viewer",), None, None)
    grants.give(office, Grant(LI, ("clerk",)), "anna")
    next(one for one in at.selectbox if LI in one.options).set_value(LI)
    press(at, "access_take")
    assert "台账员" in at.warning[0].value and LI in grants.in_force(office)


def test_access_to_one_unit_never_becomes_access_to_all_because_the_units_changed(tmp_path, monkeypatch):
    """A colleague's import adds a village while the form stands open: the chosen village is lost to the browser."""
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    village = lambda name: {"unit_id": f"镇/{name}", "unit_name": name, "unit_kind": "village"}  # noqa: E731
    town = {"unit_id": "镇", "unit_name": "镇", "unit_kind": "town"}
    batch(tmp_path, "units", "units", [town, village("甲"), village("乙")], DAY)
    at = page("access")
    at.text_input[0].input(LI)
    at.multiselect[0].set_value(["viewer"])
    at.multiselect[1].set_value(["镇/甲"])
    at.multiselect[2].set_value(["*"])
    batch(tmp_path, "more", "units", [village("丙")], DAY)
    building.build(tmp_path, load())
    press(at, "access_give")
    assert at.warning[0].value == voice("zh")("access.offered_otherwise")
    assert LI not in grants.in_force(tmp_path)
    at.multiselect[1].set_value(["镇/甲"])
    at.multiselect[2].set_value(["*"])
    press(at, "access_give")
    assert grants.in_force(tmp_path)[LI].units == ("镇/甲",)


def test_a_case_that_another_has_looked_at_meanwhile_shows_theirs_and_what_was_typed(office):
    at = page("case")
    at.session_state["case_mark"] = "wrong"
    at.text_input(key="case_note_text").input("电话记错")
    marks.mark(office, "V7", "1", "explained", "义诊", "anna")
    press(at, "case_save")
    assert all(said in at.warning[0].value for said in ("义诊", "anna", "电话记错"))
    assert [one["mark"] for one in marks.marks(office)] == ["explained"]
    marks.mark(office, "V7", "1", "mended", "改好", "anna")
    press(at, "case_reopen")
    assert "改好" in at.warning[0].value and marks.marks(office)
    press(at, "case_reopen")
    assert not marks.marks(office)


def test_a_finding_that_another_has_taken_on_meanwhile_shows_their_step(office):
    findings.open_findings(office, [Wanted("own", TOWN, "补签", DAY)], "anna")
    at = page("finding")
    findings.step(office, 1, "mended", "已补签", "village")
    findings.step(office, 1, "open", "没有签名", "anna")
    press(at, "finding_to_mended")
    assert "没有签名" in at.warning[0].value and len(findings.everything(office)[1].steps) == 3
    press(at, "finding_to_mended")
    assert len(findings.everything(office)[1].steps) == 4


def test_a_sheet_of_answers_is_taken_once(office):
    findings.open_findings(office, [Wanted("own", TOWN, "补签", DAY)], "anna")
    at = page("answers")
    press(at, "answers_take")
    assert findings.everything(office)[1].steps[-1].note == "已补签"
    assert at.session_state["_answers_n"] == 1
    assert "answers_take" not in [one.key for one in at.button]  # it is closed: there is nothing left to take


def test_a_page_that_stood_open_answers_by_the_rules_it_began_with(tmp_path, monkeypatch):
    folder = small_office(tmp_path / "live")
    monkeypatch.setenv("CAREBOARD_DATA", str(folder))
    ask = Ask("helper_contact", TODAY)
    before = Kept(open_current(), EVERYTHING)
    office.settle(folder, {DAYS: 1}, "manager")
    assert Kept(open_current(), EVERYTHING).count(ask).met == 0
    assert before.count(ask).met == 3
    office.settle(folder, {DAYS: None}, "manager")
    assert Kept(open_current(), EVERYTHING).count(ask).met == 3
