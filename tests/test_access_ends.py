"""Access that ends while a page stands open: a dialog's clicks and the downloads run no app.py, and ask all the same."""

import re
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from care import access, audit, grants, identity, sessions
from care.answers import Ask
from care.grants import Grant
from care.identity import Identity
from care.inspection.results import Result
from care.ledgers import erased
from care.ledgers.importing import Report
from care.ledgers.problems import Problem
from care.roles import user
from care.screen import (
    download,
    exporting,
    ledger_marked,
    ledger_taking,
    lists,
    report_cards,
    spot_check_doors,
    spot_check_results,
    spot_check_sample,
    states,
)
from care.screen.ledger_desk import Paper
from care.screen.panels import Listing
from care.serving.rules import Login, Setup
from care.words import voice

ROOT = Path(__file__).parents[1]
ANNA = "anna@town.example"


class WholePageAgain(Exception):
    """Instead of Streamlit's own, which needs a running page."""


def again() -> None:
    raise WholePageAgain


@pytest.fixture
def signed_in(tmp_path, monkeypatch):
    """Anna, signed in as an inspector, her page drawn; returns the data directory."""
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(identity, "identity", lambda: Identity(ANNA, True, True))
    monkeypatch.setattr(identity, "login_needed", lambda: True)
    monkeypatch.setattr(st, "rerun", again)
    grants.give(tmp_path, Grant(ANNA, ("inspector",)), "admin")
    with access.house(access.user_of(ANNA, True)):
        pass
    return tmp_path


def clicked_in_a_dialog() -> list[str]:
    """What a dialog shows at a click inside: only its own function runs."""
    shown = []
    with states.guard(voice("en")):
        shown.append("names")
    return shown


def test_a_dialog_goes_on_while_access_holds(signed_in):
    assert clicked_in_a_dialog() == ["names"]


@pytest.mark.parametrize("change", ["taken", "another role", "other units", "signed out"])
def test_a_dialog_shows_nothing_more_once_access_has_changed(signed_in, monkeypatch, change):
    if change == "taken":
        grants.take(signed_in, ANNA, "admin")
    elif change == "another role":
        grants.give(signed_in, Grant(ANNA, ("viewer",)), "admin")
    elif change == "other units":
        grants.give(signed_in, Grant(ANNA, ("inspector",), ("镇/甲",)), "admin")
    else:
        monkeypatch.setattr(identity, "identity", lambda: Identity("", False, True, ended=True))
    with pytest.raises(WholePageAgain):
        clicked_in_a_dialog()


def test_a_page_that_was_never_let_in_has_no_dialogs(signed_in):
    del st.session_state[access.LET_IN]
    with pytest.raises(WholePageAgain):
        clicked_in_a_dialog()


def test_a_download_asks_again_when_it_is_clicked(signed_in):
    make = access.while_it_holds(access.user_of(ANNA, True), lambda: b"names")
    assert make() == b"names"
    grants.give(signed_in, Grant(ANNA, ("viewer",)), "admin")
    with pytest.raises(access.Changed):
        make()


@pytest.mark.parametrize("end", ["its hours have passed", "signed out elsewhere"])
def test_a_download_is_not_even_made_once_the_sign_in_has_ended(signed_in, monkeypatch, end):
    claims = {"is_logged_in": True, "sub": "a", "iat": int(time.time())}
    monkeypatch.setattr(identity.setup, "read", lambda: Setup(login=Login("https://care.example.cn/x")))
    monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: claims))
    made = []
    make = access.while_it_holds(access.user_of(ANNA, True), lambda: made.append(1) or b"names")
    assert make() == b"names"
    if end == "signed out elsewhere":
        sessions.end(claims, 10)
    else:
        claims["iat"] -= 11 * 3600
    with pytest.raises(access.Changed):
        make()
    assert made == [1]


def test_what_was_tried_or_made_before_somebody_was_erased_is_let_go(signed_in):
    """A trial names whoever a ledger no longer holds; a file on the desk is tried anew, the sender keeps it."""
    mine = access.user_of(ANNA, True)
    laid, taken = Paper("a", "a.xlsx", b"x", trial=object()), Paper("b", "b.xlsx", b"", outcome=object())
    st.session_state.update({access.PAPERS: [laid, taken], access.WORK: "under way", "_report": "names"})
    with access.house(mine):
        assert (st.session_state["_report"], laid.trial is None) == ("names", False)
    (signed_in / erased.FILE).write_text("{}\n", "utf-8")
    with access.house(mine):
        assert "_report" not in st.session_state
        assert st.session_state.pop(access.PAPERS) == [laid] and laid.trial is None
        assert st.session_state.pop(access.WORK) == "under way"


@pytest.mark.parametrize("file", [erased.FILE, erased.PENDING])
def test_an_open_page_hands_out_nobody_who_was_erased_since(signed_in, file):
    """The store that it was drawn from holds them; an erasing has begun, or its store came into force."""
    mine = access.user_of(ANNA, True)
    make = access.while_it_holds(mine, lambda: b"names")
    assert make() == b"names" and clicked_in_a_dialog() == ["names"]
    (signed_in / file).write_text("{}\n", "utf-8")
    with pytest.raises(access.Changed):
        make()
    with pytest.raises(access.Changed):  # drawn later in the same run, of the store that it began with
        access.while_it_holds(mine, lambda: b"names")()
    with pytest.raises(WholePageAgain):
        clicked_in_a_dialog()
    with access.house(mine):
        again_ = access.while_it_holds(mine, lambda: b"others")
    assert again_() == b"others" and clicked_in_a_dialog() == ["names"]


def test_two_changes_in_one_tick_of_the_disk_are_two(signed_in):
    import os

    path = signed_in / grants.FILE
    before = path.stat().st_mtime_ns
    grants.take(signed_in, ANNA, "admin")
    os.utime(path, ns=(before, before))
    assert access.signed_in(ANNA).actions == frozenset()


def test_what_is_taken_away_is_written_down(signed_in):
    make = download.written_down(
        user(ANNA, ("clerk",), None, None), lambda: b"rows", page="ledgers", batch="b1"
    )
    make()
    line = audit.entries(signed_in)[-1]
    assert (line["deed"], line["who"], line["batch"]) == ("list_taken", ANNA, "b1") and len(
        line["sha256"]
    ) == 64


def test_a_marked_copy_of_the_offices_own_ledger_is_written_down(signed_in, monkeypatch):
    made = []
    monkeypatch.setattr(ledger_marked, "download", lambda *_, data, **__: made.append(data))
    monkeypatch.setattr(ledger_marked, "marked_workbook", lambda *_: ("", b"marked"))
    desk = SimpleNamespace(t=voice("en"), who=user(ANNA, ("clerk",), None, None))
    report = SimpleNamespace(counts={}, sha256="0" * 64)
    for batch in ("", "b1"):  # a file of their own, not yet taken in; one of the office's
        ledger_marked.marked_button(desk, "roll.xlsx", lambda: b"", report, "", batch)
        assert made.pop()() == b"marked"
    assert [one.get("batch") for one in audit.entries(signed_in) if one["deed"] == "list_taken"] == ["b1"]


def test_the_copy_offered_after_taking_in_says_of_which_import_it_is(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(ledger_taking, "marked_button", lambda *_, batch, **__: said.append(batch))
    monkeypatch.setattr(ledger_taking, "problems", lambda *_: None)
    desk = SimpleNamespace(t=voice("en"), folder=tmp_path, who=SimpleNamespace(may=lambda _: False))
    held = (Problem("phone_odd", "roll", 3),)
    report = Report("roll.xlsx", "0" * 64, "already", problems=held, batch_id="b1")
    paper = SimpleNamespace(key="k", name="roll.xlsx", trouble="", complete=False, outcome=report)
    ledger_taking.outcome(desk, paper)
    assert said == ["b1"]


def test_the_frame_of_a_sample_is_written_down(signed_in, monkeypatch):
    """Everybody who could have been drawn, with village and group."""
    made = []
    monkeypatch.setattr(spot_check_sample, "download", lambda *_, data, **__: made.append(data))
    monkeypatch.setattr(spot_check_sample.spot_checks, "kept_frame", lambda *_: "1\t村\torphans\t0\n")
    sample = SimpleNamespace(id="s1", day=date(2026, 1, 20))
    who = user(ANNA, ("inspector",), None, None)
    spot_check_sample._frame_file(SimpleNamespace(t=voice("en"), who=who, folder=signed_in, sample=sample))
    assert made.pop()()
    last = audit.entries(signed_in)[-1]
    assert (last["deed"], last["sample"]) == ("list_taken", "s1")


def test_every_button_that_hands_out_a_file_is_this_one():
    """Streamlit's own asks nobody when it is clicked; and every dialog stands behind the guard."""
    for path in [*(ROOT / "care").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        text = path.read_text("utf-8")
        assert ("st.download_button" in text) == (path.name == "download.py"), path
        for panel in re.findall(r"st\.dialog\([^\n]*\)\((\w+)\)", text):
            source = text if f"def {panel}" in text else (path.parent / "ledger_batch.py").read_text("utf-8")
            body = source.split(f"def {panel}", 1)[1].split("\ndef ", 1)[0]
            assert "with guard(" in body, (path, panel)


def test_what_a_callback_writes_is_not_written_once_access_has_ended(signed_in):
    """Streamlit runs callbacks before app.py."""
    who = access.user_of(ANNA, True)
    assert access.still(who)
    grants.take(signed_in, ANNA, "admin")
    assert not access.still(who)
    asked = SimpleNamespace(who=who)  # nothing else is looked at
    report_cards._keep(asked)
    spot_check_doors._save(asked, SimpleNamespace(number=1), {"visited": "true"}, None, Result())
    assert not (signed_in / "passages.jsonl").exists() and not (signed_in / "spot_checks").exists()


@pytest.mark.parametrize(("roles", "units", "offered"), [
    (("viewer",), None, False), (("clerk",), ("镇/甲",), False), (("clerk",), None, True)])  # fmt: skip
def test_the_invented_town_is_taken_in_by_those_who_take_in_ledgers(monkeypatch, roles, units, offered):
    asked = []
    monkeypatch.setattr(st, "button", lambda label, **_: asked.append(label))
    states.no_data(voice("en"), user(ANNA, roles, units, None))
    assert bool(asked) is offered


def test_a_door_of_endless_digits_is_the_first_one(monkeypatch):
    """Python turns none of more than 4,300 digits into a number."""
    monkeypatch.setattr(st, "query_params", {"door": "9" * 5000})
    sample = SimpleNamespace(size=1, doors=(SimpleNamespace(number=1),))
    assert spot_check_doors._number(SimpleNamespace(sample=sample), {}) == 1


def test_full_names_of_another_sample_are_shown_names_again(monkeypatch):
    """Whoever goes to it with the switch still turned on: each sample is said by itself."""
    told = []

    def shown(view, key, **facts):
        told.append((key, facts))
        raise StopIteration

    for page in (spot_check_doors, spot_check_results):
        monkeypatch.setattr(page, "names_shown", shown)
    for id_ in ("a", "b"):
        sample = SimpleNamespace(id=id_, doors=[SimpleNamespace(number=1)], size=1)
        room = SimpleNamespace(t=voice("zh"), sample=sample, found=dict, view=lambda: None)
        with pytest.raises(StopIteration):
            spot_check_doors.enter_results(room)
        with pytest.raises(StopIteration):
            spot_check_results._discrepancies(room, [None])
    assert [facts for _, facts in told] == [{"of": "a"}] * 2 + [{"of": "b"}] * 2


def test_a_list_is_written_down_by_what_it_is_and_not_by_what_a_ledger_says(signed_in, monkeypatch):
    """The title of a slice (why people left) holds the ledger's own words: 王小明随父迁出."""
    made = []
    monkeypatch.setattr(exporting, "download", lambda *_, data, **__: made.append(data))
    monkeypatch.setattr(exporting.password, "field", lambda *_: "")
    t, day = voice("zh"), date(2026, 1, 20)
    who = user(ANNA, ("inspector",), None, None)
    view = SimpleNamespace(t=t, who=who, user=ANNA, page="groups", unit="青溪镇", group="", day=day)
    listing = Listing(
        "退出：王小明随父迁出", Ask("flow_reasons", day, "青溪镇/河东村"), "breakdown", x="王小明随父迁出"
    )
    facts = lists._facts(listing, "all", True)
    exporting.workbook(view, listing.title, [], lambda: pd.DataFrame({"姓名": ["王小明", "李小红"]}), facts)
    assert made.pop()()
    last = audit.entries(signed_in)[-1]
    assert (last["deed"], last["list"], last["unit"]) == ("list_taken", "flow_reasons", "青溪镇/河东村")
    assert (last["rows"], last["state"], last["names"]) == (2, "all", True)
    assert "王小明" not in repr(last)
