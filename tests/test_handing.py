"""Files that go out and come in: each only to or from whom it is for, one person's never without end."""

import threading
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from care import access, grants, identity, turns, vault
from care.grants import Grant
from care.ledgers import erased
from care.ledgers.progress import Cancelled, Step
from care.roles import user
from care.screen import ledger_work
from care.screen.ledger_work import Work
from care.serving import cookie, gate, handed, setup, uploads
from care.serving.rules import Login, Setup

ANNA, BO = "anna@town.example", "bo@town.example"
CLERK, VIEWER = user(ANNA, ("clerk",), None, None), user(BO, ("viewer",), None, None)
NETWORK = Setup("0.0.0.0", ("care.example.cn",), Login("https://care.example.cn/oauth2callback"))


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A running Streamlit's stores, Anna (clerk) and Bo (inspector) with a session each; a cookie is a name."""
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    grants.give(tmp_path, Grant(ANNA, ("clerk",)), "admin")
    grants.give(tmp_path, Grant(BO, ("inspector",)), "admin")
    kept = MemoryMediaFileStorage("/media")
    named = [("a1", ANNA), ("b1", BO)]
    open_ = [
        SimpleNamespace(session=SimpleNamespace(id=id_, _user_info={"email": name})) for id_, name in named
    ]
    found = SimpleNamespace(
        media_file_mgr=MediaFileManager(kept),
        uploaded_file_mgr=MemoryUploadedFileManager("/_stcore/upload_file"),
        _session_mgr=SimpleNamespace(list_sessions=lambda: open_),
        kept=kept,
        folder=tmp_path,
    )
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: found)
    monkeypatch.setattr(cookie, "name", lambda header, _: header)
    return found


def asked(path: str, who: str, method: str = "GET", **headers: str) -> str | None:
    scope = {"type": "http", "method": method, "path": path, "server": ("10.0.0.2", 80), "client": ("10.0.0.9", 1)}  # fmt: skip
    return gate.refusal(NETWORK, scope, {"host": "care.example.cn", "cookie": who} | headers)


def test_a_file_is_for_whom_it_was_made_while_their_access_stays_the_same(house):
    def made(name: str) -> str:
        kind = handed.marked("application/pdf", access.signed_in(name))
        return "/media/" + house.kept.load_and_get_id(b"names", kind, MediaFileKind.DOWNLOADABLE, "list.pdf")

    annas = made(ANNA)
    assert asked(annas, ANNA) is None
    assert asked(annas, BO) == "not_yours"
    assert asked(annas, "") == "sign_in"
    grants.give(house.folder, Grant(ANNA, ("clerk",), ("镇/甲",)), "admin")
    assert asked(annas, ANNA) == "not_yours"
    assert asked(made(ANNA), ANNA) is None
    before = made(ANNA)
    (house.folder / erased.FILE).write_text("{}\n", "utf-8")  # whoever was erased may be in it
    assert asked(before, ANNA) == "not_yours"
    assert asked(made(ANNA), ANNA) is None
    unmarked = house.kept.load_and_get_id(b"x", "application/pdf", MediaFileKind.DOWNLOADABLE, "x.pdf")
    assert asked(f"/media/{unmarked}", ANNA) == "not_yours"


def test_two_large_files_alike_in_their_samples_are_two(house):
    """Streamlit looks at head, middle, tail and length of what is larger than 1 MiB."""
    first, second = b"a" * 3_000_000, b"a" * 700_000 + b"b" + b"a" * 2_299_999
    ids = {
        house.kept.load_and_get_id(
            data, handed.marked("text/csv", CLERK), MediaFileKind.DOWNLOADABLE, "x.csv"
        )
        for data in (first, second)
    }
    assert len(ids) == 2


def test_files_come_only_from_those_who_take_files_in_and_into_their_own_sessions(house):
    grants.give(house.folder, Grant("vi@town.example", ("viewer",)), "admin")
    path = "/_stcore/upload_file/{}/f1"
    assert asked(path.format("a1"), ANNA, "PUT", **{"content-length": "5"}) is None
    assert asked(path.format("b1"), ANNA, "PUT", **{"content-length": "5"}) == "sign_in"
    assert asked(path.format("a1"), "vi@town.example", "PUT") == "no_uploads"
    assert asked(path.format("a1"), "nobody@town.example", "PUT") == "no_uploads"


def test_what_one_person_brings_has_an_end_others_go_on(house, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1000)
    monkeypatch.setattr(uploads, "LEAST", 1)
    house.uploaded_file_mgr.add_file("a1", UploadedFileRec("f0", "a.csv", "text/csv", b"x" * 900))
    length = {"content-length": "200"}
    assert asked("/_stcore/upload_file/a1/f1", ANNA, "PUT", **length) == "too_much"
    assert asked("/_stcore/upload_file/a1/f0", ANNA, "DELETE") is None
    assert asked("/_stcore/upload_file/b1/f1", BO, "PUT", **length) is None
    monkeypatch.setattr(uploads, "LEAST", 2**16)
    monkeypatch.setattr(uploads, "MOST", 3 * uploads.LEAST)
    for n in range(3):  # an empty file has a name and an address all the same
        house.uploaded_file_mgr.add_file("b1", UploadedFileRec(f"f{n}", "a.csv", "text/csv", b""))
    assert asked("/_stcore/upload_file/b1/f3", BO, "PUT", **length) == "too_much"
    monkeypatch.setattr(uploads, "MOST", 1000)
    coming = uploads.Coming()
    coming.begin(BO, 900)
    assert uploads.refusal("/_stcore/upload_file/b1/f1", access.signed_in(BO), "", 900 + 200) == "too_much"
    coming.end(BO, 900)
    assert coming.of == {}


def test_one_person_has_two_works_at_once_another_goes_on(monkeypatch):
    monkeypatch.setattr(turns, "_lines", defaultdict(turns._Line))
    going, may_end = threading.Semaphore(0), threading.Event()

    def long(_) -> None:
        going.release()
        may_end.wait(20)

    works = [(Work("reading", 1, long, lambda _: None), who) for who in (ANNA, ANNA, ANNA, BO)]
    for one, who in works:
        threading.Thread(target=ledger_work._go, args=(one, who)).start()
    for _ in range(3):
        assert going.acquire(timeout=20)
    assert not going.acquire(timeout=0.2)
    may_end.set()
    assert all(one.done.wait(20) for one, _ in works)


@pytest.mark.parametrize("with_key", [True, False])
def test_where_data_are_encrypted_no_upload_is_spooled_to_a_file(monkeypatch, with_key):
    monkeypatch.setattr(vault, "private", lambda: with_key)
    setup.no_spilling()
    assert MultiPartParser.spool_max_size == (0 if with_key else setup.SPOOLED)
    monkeypatch.undo()
    setup.no_spilling()


def test_one_person_has_a_few_runs_at_once_another_goes_on():
    going, may_end = threading.Semaphore(0), threading.Event()

    def run(name: str) -> None:
        with turns.turn(name):
            going.release()
            may_end.wait(20)

    crowd = [threading.Thread(target=run, args=("one",)) for _ in range(turns.AT_ONCE + 3)]
    for one in crowd:
        one.start()
    for _ in range(turns.AT_ONCE):
        assert going.acquire(timeout=20)
    other = threading.Thread(target=run, args=("another",))
    other.start()
    assert going.acquire(timeout=20)
    assert not going.acquire(timeout=0.2)  # of the crowd no more than at first
    with pytest.raises(turns.Crowded), turns.turn("one", most=0):
        pass
    may_end.set()
    for one in [*crowd, other]:
        one.join(20)
    with turns.turn("one", most=1), turns.turn("one", most=1):  # a piece of a page within its page
        pass


def test_what_a_session_holds_is_forgotten_once_access_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    with access.house(CLERK):
        st.session_state["_papers"] = ["a trial of other units"]
    with access.house(CLERK):
        assert "_papers" in st.session_state
    with access.house(user(ANNA, ("clerk",), ("镇/甲",), None)):
        assert "_papers" not in st.session_state


def test_long_work_stops_before_its_next_step_once_access_has_ended(tmp_path, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(identity, "login_needed", lambda: True)
    grants.give(tmp_path, Grant(ANNA, ("clerk",)), "admin")
    work = Work("taking", 1, lambda _: None, lambda _: None, allowed=access.holds(access.signed_in(ANNA)))
    work.hear(Step("check"))
    grants.take(tmp_path, ANNA, "admin")
    with pytest.raises(Cancelled):
        work.hear(Step("write"))


def test_every_long_work_asks():
    source = (Path(__file__).parents[1] / "care/screen/ledger_work.py").read_text("utf-8")
    assert "work.allowed = access.holds(desk.who)" in source
