"""One way in: it does not start unsafely, answers nobody it must not, and says the same headers on everything."""

import asyncio
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from starlette.testclient import TestClient
from streamlit import config, runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from care import grants, sessions
from care.serving import gate, health, setup, words
from care.serving.headers import SCRIPTS, STREAMLIT_INLINE, Headers, policy
from care.serving.rules import Login, Own, Setup, faults, host_allowed, is_loopback
from care.store import current

ROOT = Path(__file__).parents[1]
SECRET = "9fK2-vQx7Lr0_TzW4mYb8NcHdE1uGsPj"
LOGIN = Login(
    "https://care.example.cn/oauth2callback", SECRET, {"default": ()}, ("https://id.example.cn/.well-known",)
)
NETWORK = Setup("0.0.0.0", ("care.example.cn",), LOGIN)
HERE = Setup("127.0.0.1")


def codes(settings: Setup) -> list[str]:
    return [one.code for one in faults(settings)]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost", "::ffff:127.0.0.1"]
)
def test_on_this_machine_alone_no_login_is_needed(address):
    assert codes(Setup(address)) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "0.0.0.0",
        "::",
        "192.168.1.5",
        "care.example.cn",
        "localhost.example.cn",
        "127.0.0.1.example.cn",
        "unix:///x",
    ],
)
def test_elsewhere_it_does_not_start_without_a_login(address):
    assert codes(Setup(address)) == ["no_login"]
    assert not is_loopback(address)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"allowed_hosts": ()}, "hosts"),
        ({"allowed_hosts": ("*",)}, "hosts"),
        ({"allowed_hosts": ("other.example.cn",)}, "host_missing"),
        ({"address": ""}, "no_address"),
        ({"login": replace(LOGIN, cookie_secret="short")}, "secret"),
        ({"login": replace(LOGIN, cookie_secret="x" * 64)}, "secret"),
        ({"login": replace(LOGIN, providers={})}, "incomplete"),
        ({"login": replace(LOGIN, providers={"keycloak": ("client_secret",)})}, "incomplete"),
        ({"login": replace(LOGIN, redirect_uri="")}, "incomplete"),
        ({"login": replace(LOGIN, redirect_uri="http://care.example.cn/oauth2callback")}, "plain_http"),
        ({"login": replace(LOGIN, metadata=("http://id.example.cn",))}, "plain_http"),
        ({"login": replace(LOGIN, installed=False)}, "no_library"),
        ({"network_switches": (("client.showErrorDetails", "none"),)}, "switch"),
        ({"switches": (("server.enableCORS", "true"),)}, "switch"),
        ({"own": Own(unknown=("hours",))}, "unknown_key"),
    ],
)
def test_a_login_that_is_not_whole_does_not_start(change, code):
    assert codes(NETWORK) == []
    assert codes(replace(NETWORK, **change)) == [code]
    text = words(faults(replace(NETWORK, **change)))
    assert "{" not in text
    assert "没有启动" in text
    assert "has not started" in text


@pytest.mark.parametrize("origins", [["*"], ["http://evil.example"]])
def test_settings_that_let_strange_sites_read_stop_the_start_on_a_network(monkeypatch, origins):
    option = setup.config.get_option
    monkeypatch.setattr(
        setup.config,
        "get_option",
        lambda name: origins if name == "server.corsAllowedOrigins" else option(name),
    )
    switches = setup.read().network_switches
    assert switches == (("server.corsAllowedOrigins", "[]"),)
    assert codes(replace(NETWORK, network_switches=switches)) == ["switch"]


def test_our_own_settings_are_safe_and_the_secrets_file_is_read_strictly():
    assert codes(setup.read()) == []
    read = setup.login_of({"redirect_uri": "u", "cookie_secret": "s", "keycloak": {"client_id": "c"}})
    assert read.providers == {"keycloak": ("client_secret", "server_metadata_url")}
    assert setup.own_of({"claim": "upn", "session_hours": 2}) == Own("upn", 2.0)
    assert setup.own_of({"claims": "upn", "session_hours": -1}).unknown == ("claims", "session_hours")


@pytest.mark.parametrize(
    "option", ["--server.address=0.0.0.0", "--server.address=::", "--server.enableXsrfProtection=false"]
)
def test_the_process_ends_with_a_clear_message(option, tmp_path):
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0", option]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"CAREBOARD_DATA": str(tmp_path)},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 1
    told = run.stderr.decode("utf-8")
    assert "没有启动" in told
    assert "has not started" in told
    assert "Traceback" not in told


def asked(
    settings: Setup,
    path: str = "/",
    method: str = "GET",
    server="127.0.0.1",
    client="127.0.0.1",
    kind="http",
    **headers,
):
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "server": (server, 8501),
        "client": (client, 50_000),
    }
    return gate.refusal(
        settings, scope, {"host": "127.0.0.1:8501"} | {k.replace("_", "-"): v for k, v in headers.items()}
    )


def test_without_login_only_this_machines_own_browser_is_answered():
    assert asked(HERE) is None
    assert asked(HERE, host="localhost:8501") is None
    assert asked(HERE, host="[::1]:8501") is None
    for unsafe in ({"server": "192.168.1.5"}, {"client": "192.168.1.9"}, {"server": None}, {"client": ""}):
        assert asked(HERE, **unsafe) == "network"
    for name in gate.PROXY:
        assert asked(HERE, **{name: "x"}) == "proxy"
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "",
        "localhost/x",
        "localhost:x",
    ):
        assert asked(HERE, host=host) == "host"


def test_strange_sites_can_neither_write_nor_connect():
    for kind, method in (("http", "POST"), ("http", "PUT"), ("http", "DELETE"), ("websocket", "")):
        assert asked(HERE, method=method, kind=kind, origin="http://evil.example") == "origin"
        assert asked(HERE, method=method, kind=kind, origin="http://127.0.0.1:9999") == "origin"
        assert asked(HERE, method=method, kind=kind, origin="null") == "origin"
        assert asked(HERE, method=method, kind=kind, origin="http://127.0.0.1:8501") is None


def test_with_a_login_files_are_for_whoever_is_signed_in(monkeypatch):
    on = {
        "host": "care.example.cn",
        "server": "10.0.0.2",
        "client": "10.0.0.9",
        "x_forwarded_for": "10.1.1.1",
    }
    assert asked(NETWORK, **on) is None
    assert asked(NETWORK, **(on | {"host": "other.example.cn"})) == "host"
    assert asked(NETWORK, "/media/0a.xlsx", **on) == "sign_in"
    assert asked(NETWORK, "/media/0a.xlsx", cookie="_streamlit_user=forged", **on) == "sign_in"
    fonts = sorted((Path(streamlit.__file__).parent / "static" / "static" / "media").glob("*.woff2"))
    assert fonts and all(asked(NETWORK, f"/static/media/{one.name}", **on) is None for one in fonts)
    assert asked(NETWORK, "/media/static/media/0a.xlsx", **on) == "sign_in"
    monkeypatch.setattr(config, "get_option", lambda _: "static/")  # the address before Streamlit's own
    assert asked(NETWORK, "/static/media/0a.xlsx", **on) == "sign_in"
    assert asked(NETWORK, f"/static/static/media/{fonts[0].name}", **on) is None
    monkeypatch.undo()
    for ending in ("svg", "png", "ico"):  # an upload may be called anything
        assert asked(NETWORK, f"/_stcore/upload_file/a/b.{ending}", "PUT", **on) == "sign_in"
    assert asked(NETWORK, "/_stcore/upload_file/a/b", "PUT", **on) == "sign_in"
    assert asked(NETWORK, "/_stcore/metrics", **on) == "insides"
    assert asked(NETWORK, "/_stcore/stream", kind="websocket", origin="https://care.example.cn", **on) is None


@pytest.mark.parametrize("ending", ["svg", "png", "xlsx"])
def test_only_pictures_of_the_page_are_shown_without_a_sign_in(monkeypatch, ending):
    kept = MemoryMediaFileStorage("/media")
    house = SimpleNamespace(media_file_mgr=MediaFileManager(kept))
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: house)
    on = {"host": "care.example.cn", "server": "10.0.0.2", "client": "10.0.0.9"}
    logo = kept.load_and_get_id(b"<svg/>", "image/svg+xml", MediaFileKind.MEDIA)
    taken = kept.load_and_get_id(b"names", "application/x", MediaFileKind.DOWNLOADABLE, "list.xlsx")
    assert asked(NETWORK, f"/media/{logo}.svg", **on) is None
    assert (
        asked(NETWORK, f"/media/{taken}.{ending}", **on) == "sign_in"
    )  # Streamlit finds it under any ending
    assert asked(NETWORK, f"/media/{logo}.svg", "PUT", **on) == "sign_in"


@pytest.mark.parametrize(
    ("host", "good"),
    [("a.example.cn", True), ("example.cn", False), ("a.example.cn:443", True), ("aexample.cn", False)],
)
def test_names_may_be_a_domain(host, good):
    assert host_allowed(host, ("*.example.cn",)) is good


def test_every_response_carries_the_headers_and_cookies_are_marked():
    async def page(scope, receive, send):
        cookies = [
            b"_streamlit_user=x; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax",
            b"_streamlit_xsrf=y; Path=/; Secure",
        ]
        headers = [(b"cache-control", b"public"), *((b"set-cookie", one) for one in cookies)]
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    app = Headers(page, https=True, session_hours=2)
    said = TestClient(app).get("/media/0a.xlsx").headers
    assert said["content-security-policy"] == policy()
    assert said["cache-control"] == "no-store"
    assert said["x-frame-options"] == "DENY"
    assert said["x-content-type-options"] == "nosniff"
    assert said["strict-transport-security"]
    user, xsrf = said.get_list("set-cookie")
    assert "Max-Age=7200;" in user
    assert user.endswith("; Secure")
    assert xsrf.count("Secure") == 1
    assert TestClient(app).get("/static/js/x.js").headers["cache-control"] == "public"
    plain = TestClient(Headers(page, https=False, session_hours=2)).get("/").headers
    assert "Secure" not in plain.get_list("set-cookie")[0]
    assert "strict-transport-security" not in plain


def test_the_policy_runs_no_script_that_is_not_ours():
    import streamlit

    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    assert index.count("<script>") == 1
    assert f"<script>{STREAMLIT_INLINE}</script>" in index
    scripts = policy().split("script-src ")[1].split(";")[0]
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert scripts.count("sha256-") == 1 + len(list(SCRIPTS.glob("*.js")))
    assert "http" not in policy()


def test_health_says_whether_the_store_can_be_read_and_nothing_of_people(town, tmp_path):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert health.state(town) == {"alive": True, "version": version, "store": "ok"}
    assert health.state(tmp_path)["store"] == "none"
    (tmp_path / "store").mkdir()
    broken = tmp_path / "store" / current(town).name
    broken.write_bytes(b"no database")
    (tmp_path / "store" / "current").write_text(broken.name, "utf-8")
    assert json.dumps(health.state(tmp_path)) == json.dumps(
        {"alive": True, "version": version, "store": "unreadable"}
    )


def test_who_somebody_is():
    given = {"email": "Anna@Office.CN", "preferred_username": "anna", "sub": "17", "staff": " A-01 "}
    assert sessions.name_of(given) == "anna@office.cn"
    assert sessions.name_of(given, "staff") == "a-01"
    assert sessions.name_of(given, "absent") == ""
    assert sessions.name_of({"preferred_username": "Anna", "sub": "17"}) == "anna"
    assert sessions.name_of({"sub": "17"}) == "17"
    assert sessions.name_of({"email": ["a"], "sub": {"x": 1}}) == ""


def test_an_unverified_address_and_a_freely_chosen_name_are_not_believed():
    given = {
        "email": "boss@office.cn",
        "email_verified": False,
        "preferred_username": "boss@office.cn",
        "sub": "17",
    }
    assert sessions.name_of(given) == "17"


@pytest.mark.parametrize("name", ["boss\u200b@office.cn", "bo\u2060ss@office.cn", "li  ming", "li\u00a0ming", "a" * 201, "a\nb"])  # fmt: skip
def test_a_name_that_could_pass_for_another_is_none(name):
    assert sessions.name_of({"preferred_username": name}) == ""
    given = {"email": name, "email_verified": False, "preferred_username": "boss@office.cn", "sub": "17"}
    assert sessions.name_of(given) == "17"


def test_no_foreign_letter_becomes_a_latin_one():
    assert sessions.name_of({"sub": "\u212aim"}) == "\u212aim" != "kim"
    assert grants.name_of("\u212aim") != "kim"


def test_a_sign_in_ends_after_its_hours_and_when_it_is_signed_out():
    said = {"iss": "i", "sub": "17", "iat": 1_000_000}
    assert sessions.alive(said, 10, now=1_000_000 + 35_999)
    assert not sessions.alive(said, 10, now=1_000_000 + 36_000)
    assert not sessions.alive(said, 10, now=1_000_000 - 400)
    assert not sessions.alive({"sub": "17"}, 10, now=1_000_000)
    sessions.end(said, 10)
    assert not sessions.alive(said, 10, now=1_000_001)
    assert sessions.alive(said | {"iat": 1_000_050}, 10, now=1_000_060)


def test_no_cookie_reaches_a_reader_that_it_could_hold_up():
    """Python 3.11 reads a quoted cookie in a time that grows with the square of its backslashes: four seconds for one
    header, before anybody has signed in."""
    seen = []

    async def page(scope, receive, send):
        seen.append(dict(scope["headers"])[b"cookie"])

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    sent = b'_streamlit_user="2|1:0|=="; a="' + b'\\"' * 30_000 + b'"; _streamlit_xsrf=2|x'
    headers = [(b"host", b"localhost"), (b"cookie", sent)]
    asyncio.run(gate.Gate(page, Setup("127.0.0.1"))(scope | {"headers": headers}, None, None))
    assert seen == [b'_streamlit_user="2|1:0|=="; _streamlit_xsrf=2|x']
