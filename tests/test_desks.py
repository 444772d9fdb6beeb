"""Files waiting on the clerks' desks: of one person's and of everybody's there is an end, and that is said."""

import gc

import pytest
from streamlit.testing.v1 import AppTest

from care import desks
from care.screen.ledger_desk import Paper

CSV = "姓名,年龄\n张三,8\n".encode()


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(desks, "_lying", {})
    monkeypatch.setattr(desks, "MOST_OF_ONE", 100)
    monkeypatch.setattr(desks, "MOST_OF_ALL", 150)


def paper(size: int) -> Paper:
    return Paper("k", "a.csv", b"x" * size)


def test_what_one_person_lays_down_has_an_end_and_so_has_what_all_do():
    first, second, third = paper(90), paper(20), paper(60)
    assert desks.lay("anna", first)
    assert not desks.lay("anna", second)
    assert desks.lay("bo", second)
    assert not desks.lay("cai", third)
    assert (desks.held("anna"), desks.held()) == (90, 110)


def test_what_was_taken_in_or_put_away_or_left_with_its_session_counts_no_more():
    first, second = paper(90), paper(50)
    assert desks.lay("anna", first)
    assert desks.lay("bo", second)
    first.data = b""  # taken in
    assert desks.held() == 50
    del second  # put away, or its session has ended
    gc.collect()
    assert desks.held() == 0
    assert desks.lay("cai", paper(100))


def script(files: list[tuple[str, bytes]]) -> None:
    import streamlit as st

    from care import access
    from care.screen import ledger_upload
    from care.screen.ledger_desk import open_desk

    with access.house() as who:
        desk = open_desk(who)
        if not st.session_state.get("laid"):
            left = [one for name, data in files for one in ledger_upload._unpack(desk, name, data)]
            st.session_state.update({"laid": True, ledger_upload.NO_ROOM: left})
        ledger_upload.receive(desk)
        st.text("\n".join(one.name for one in desk.papers))


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有放上"), ("en", "left out")])
def test_the_page_names_what_found_no_room(tmp_path, monkeypatch, lang, said):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    files = [("第一份.csv", CSV), ("第*二*份.csv", CSV + b"," * 90)]
    at = AppTest.from_function(script, default_timeout=120, kwargs={"files": files})
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception and at.text[0].value == "第一份.csv"
    (warning,) = at.warning
    assert "二" in warning.value and "*二*" not in warning.value.replace("\\*", "")
    assert said in str(warning.proto)
