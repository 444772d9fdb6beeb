"""A file that cannot be made: the reader is told why below the button, in their language, and nothing of anybody."""

import asyncio
import os
from types import SimpleNamespace

import duckdb
import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import app_session
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from care import access, serving, turns
from care.briefing.sparing import TooFew
from care.ledgers.problems import Refused
from care.roles import user
from care.screen import download
from care.serving import told_files
from care.words import LANGUAGES, voice

NAME = "张三丰"
OURS = "dontcare"  # what Streamlit calls the session where there is none


def raising(fault: Exception):
    def make() -> bytes:
        raise fault

    return make


def clicked(make) -> tuple[str, str]:
    """(address of the file, sentence instead) as the browser is sent it."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    id_ = files.add_deferred(make, "text/csv", "0", "list.csv")
    return _asked(files, id_)


def _asked(files: MediaFileManager, id_: str, session: str = OURS) -> tuple[str, str]:
    request = BackendOperationRequest(request_id="r")
    request.deferred_file.file_id = id_
    response = asyncio.run(told_files.Handler(lambda: files).handle(request, session))
    assert response.request_id == "r"
    return response.deferred_file.url, response.error_msg


def test_a_file_that_is_made_has_its_address():
    url, said = clicked(download.in_words(voice("zh"), lambda: b"rows"))
    assert url.startswith("/media/") and not said


def test_a_file_that_is_made_is_there_while_its_browser_comes_for_it(monkeypatch):
    """Streamlit looks for what nobody's page refers to whenever anybody's run ends, and puts it away the second time."""
    kept = MemoryMediaFileStorage("/media")
    files = MediaFileManager(kept)

    def made() -> str:
        return _asked(files, files.add_deferred(lambda: os.urandom(8), "text/csv", "0", "list.csv"))[0]

    def others_work() -> None:
        for _ in range(3):
            files.remove_orphaned_files()

    def there(url: str) -> bool:
        return url.rpartition("/")[2].partition(".")[0] in kept._files_by_id

    first = made()
    others_work()
    assert there(first)
    more = [made() for _ in range(told_files.AT_ONCE)]
    others_work()
    assert not there(first) and all(there(one) for one in more)  # of one session not without end
    now = told_files.time.monotonic()
    monkeypatch.setattr(told_files.time, "monotonic", lambda: now + told_files.STAYS)
    others_work()
    assert not any(there(one) for one in more)


def test_by_the_id_of_anothers_button_nothing_is_made():
    files, made = MediaFileManager(MemoryMediaFileStorage("/media")), []
    id_ = files.add_deferred(lambda: made.append(1) or b"rows", "text/csv", "0", "list.csv")
    url, said = _asked(files, id_, "another")
    assert not url and said == " / ".join(voice(lang)("download.gone") for lang in LANGUAGES) and not made
    assert _asked(files, id_)[0] and made


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("fault", "key"), [
    (access.Changed(), "download.changed"), (turns.Crowded(NAME), "download.crowded"),
    (Refused("original_removed"), "problem.original_removed"), (OSError(28, NAME), "problem.disk_full"),
    (TooFew(NAME), "state.too_few"), (duckdb.InterruptException(NAME), "download.slow"),
    (PermissionError(NAME), "download.fault"), (KeyError(NAME), "download.fault")])  # fmt: skip
def test_each_reason_is_one_sentence_of_ours(lang, fault, key):
    t = voice(lang)
    url, said = clicked(download.in_words(t, raising(fault)))
    wanted = t(key, number="#", n=5)
    assert not url and said.startswith(wanted.partition("#")[0])
    assert NAME not in said  # the journal keeps it out of the log: tests/test_journal.py


def test_a_button_that_the_server_no_longer_knows_is_said_in_both_languages():
    _, said = _asked(MediaFileManager(MemoryMediaFileStorage("/media")), "none")
    assert all(voice(lang)("download.gone") in said for lang in LANGUAGES)
    _, said = clicked(raising(KeyError(NAME)))  # no button of ours
    assert all(voice(lang)("download.gone") in said for lang in LANGUAGES)
    assert NAME not in said


def test_every_session_asks_our_handler(monkeypatch):
    """Its name in Streamlit is private; a version that calls it otherwise shows here."""
    monkeypatch.setattr(app_session, "DeferredFileHandler", app_session.DeferredFileHandler)
    told_files.begin()
    made = app_session.AppSession._create_backend_operation_dispatcher(
        SimpleNamespace(_script_data=SimpleNamespace(main_script_path="app.py"))
    )
    assert isinstance(made._handlers["deferred_file"], told_files.Handler)


def test_the_button_hands_out_the_sentence(monkeypatch):
    given = []
    monkeypatch.setattr(download.st, "download_button", lambda *_, data, **__: given.append(data))
    monkeypatch.setattr(download.filters, "speaking", lambda: voice("zh"))
    monkeypatch.setattr(access, "while_it_holds", lambda _, make: make)
    who = user("anna@town.example", ("clerk",), None, None)
    download.download(who, "x", raising(access.Changed()), "a.csv", "text/csv", "k")
    assert clicked(given.pop()) == ("", voice("zh")("download.changed"))


def test_a_server_that_starts_has_our_handler(tmp_path, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(app_session, "DeferredFileHandler", app_session.DeferredFileHandler)
    monkeypatch.setattr(serving, "refuse", lambda _: None)
    for part in ("plain_log", "no_spilling"):
        monkeypatch.setattr(serving.setup, part, lambda: None)
    monkeypatch.setattr(serving.journal, "begin", lambda _: None)
    serving.parts()
    assert app_session.DeferredFileHandler is told_files.Handler
