"""Only what our pages need passes the web socket."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from care.serving.gate import Gate
from care.serving.messages import LARGEST, may_pass
from care.serving.rules import Setup


def message(kind: str, deed: str = "") -> bytes:
    asked = BackMsg()
    if deed:
        getattr(asked.backend_operation_request, deed).SetInParent()
    elif kind in ("rerun_script", "file_urls_request"):
        getattr(asked, kind).SetInParent()
    else:
        setattr(asked, kind, True)
    return asked.SerializeToString()


@pytest.mark.parametrize("kind", ["rerun_script", "stop_script", "app_heartbeat", "file_urls_request"])
def test_what_pages_need_passes(kind):
    assert may_pass(message(kind))
    assert may_pass(message("", "deferred_file"))


def test_what_is_too_large_does_not_pass():
    asked = BackMsg()
    asked.rerun_script.query_string = "x" * LARGEST
    assert not may_pass(asked.SerializeToString())


TOOLS = ["clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime", "debug_disconnect_websocket"]  # fmt: skip


@pytest.mark.parametrize("data", [*map(message, TOOLS), message("", "install_skills"), message("", "dismiss_skills_nudge"),
                                  b"", None, b"\xff\xff not a message"])  # fmt: skip
def test_tools_for_developers_and_rubbish_do_not_pass(data):
    assert not may_pass(data)


def test_the_gate_hands_on_only_what_may_pass():
    sent = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "bytes": message("clear_cache")},
        {"type": "websocket.receive", "bytes": message("rerun_script")},
        {"type": "websocket.disconnect"},
    ]
    heard = []

    async def receive():
        return sent.pop(0)

    async def send(_message):
        raise AssertionError("not refused")

    async def app(_scope, receive, _send):
        while not heard or heard[-1]["type"] != "websocket.disconnect":
            heard.append(await receive())

    here = ("127.0.0.1", 8501)
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"127.0.0.1")],
             "server": here, "client": here}  # fmt: skip
    asyncio.run(Gate(app, Setup(address="127.0.0.1"))(scope, receive, send))
    assert [one["type"] for one in heard] == [
        "websocket.connect",
        "websocket.receive",
        "websocket.disconnect",
    ]
    assert heard[1]["bytes"] == message("rerun_script")
