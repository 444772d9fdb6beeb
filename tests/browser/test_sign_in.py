"""Signing in and out, end to end: a provider run by the test, the dashboard behind it, two people in two browsers."""

import urllib.error
import urllib.request

import pytest
from oidc_provider_mock import User, run_server_in_thread

from care import audit, grants
from care.grants import Grant
from care.screen.escaping import UNSEEN
from care.words import voice
from tests.browser.conftest import free_port, quiet, serve

pytestmark = pytest.mark.browser
ANNA, BO = "anna@office.example", "bo@office.example"
SECRETS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "9fK2-vQx7Lr0_TzW4mYb8NcHdE1uGsPj"
client_id = "careboard"
client_secret = "not-a-secret-in-a-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[careboard]
session_hours = 8
"""


@pytest.fixture(scope="module")
def house(town, tmp_path_factory):
    """A dashboard with a login; its address."""
    people = [User(sub=name, claims={"email": name.title(), "email_verified": True}) for name in (ANNA, BO)]
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with run_server_in_thread(user_claims=people) as provider:
        secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
        url = f"http://127.0.0.1:{provider.server_port}"
        secrets.write_text(SECRETS.format(address=address, provider=url), "utf-8")
        options = ("--secrets.files", str(secrets), "--server.allowedHosts", "127.0.0.1")
        process, _ = serve(town, *options, port=port)
        yield address
        process.terminate()
        process.wait(20)


@pytest.fixture
def browser(chromium):
    """A function that gives a fresh browser, as of another person."""
    contexts = []

    def fresh():
        contexts.append(chromium.new_context(locale="en-GB", viewport={"width": 1300, "height": 900}))
        return contexts[-1].new_page()

    yield fresh
    for context in contexts:
        context.close()


def words(page) -> str:
    page.wait_for_selector("h1", timeout=60_000)
    quiet(page)
    return page.inner_text("[data-testid=stApp]").replace(UNSEEN, "")


def sign_in(page, house: str, name: str) -> str:
    page.goto(f"{house}/account")
    words(page)
    page.get_by_role("button", name="Sign in with").click()
    page.wait_for_selector("input[name=sub]", timeout=60_000)
    page.locator(f"button:has-text('{name}')").first.click()
    page.wait_for_url(f"{house}/**", timeout=60_000)
    page.get_by_role("button", name="Sign out").wait_for(
        timeout=60_000
    )  # nobody has given them anything to see
    return words(page)


def signed_in_as(page, house: str) -> str:
    page.goto(f"{house}/account")
    return words(page)


def test_somebody_signs_in_sees_pages_and_signs_out_for_good(house, browser, town):
    page = browser()
    for path in ("/", "/overview", "/person?person=1", "/ledgers"):
        page.goto(house + path)
        text = words(page)
        assert "Sign in" in text
        assert "Hedong" not in text
        assert page.locator("[data-testid=stTopNavLink], [data-testid=stMetric]").count() == 0
    sign_in(page, house, ANNA)
    assert ANNA in signed_in_as(page, house)
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["_streamlit_user"]["httpOnly"]
    assert cookies["_streamlit_user"]["sameSite"] == "Lax"
    old = page.context.cookies()
    assert {one["deed"] for one in audit.entries(town) if one["who"] == ANNA} == {"sign_in"}
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/end_session**", timeout=60_000)
    page.locator("form button").first.click()  # the provider asks whether to sign out there, too
    page.wait_for_url(f"{house}/**", timeout=60_000)
    page.wait_for_selector("button:has-text('Sign in with')", timeout=60_000)
    assert ANNA not in words(page)
    thief = browser()  # has copied the cookies before
    thief.context.add_cookies(old)
    assert ANNA not in signed_in_as(thief, house)


def test_a_second_person_never_gets_the_firsts_session(house, browser):
    anna, bo = browser(), browser()
    sign_in(anna, house, ANNA)
    assert ANNA not in signed_in_as(bo, house)
    sign_in(bo, house, BO)
    assert BO in signed_in_as(bo, house)
    assert ANNA not in words(bo)
    assert ANNA in signed_in_as(anna, house)


@pytest.mark.parametrize(
    "value", ["forged", '"2|1:0|10:9999999999|15:_streamlit_user|8:e30=|abc"', "eyJhbGciOiJub25lIn0.e30."]
)
def test_a_forged_cookie_is_signed_out(house, browser, value):
    page = browser()
    page.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": house}])
    assert "Sign in" in signed_in_as(page, house)
    assert page.locator("[data-testid=stTopNavLink]").count() == 0


def test_files_and_insides_are_not_for_strangers(house):
    for path in ("/media/0123abcd.xlsx", "/_stcore/metrics", "/_stcore/upload_file/a/b"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(house + path, timeout=60)
        assert refused.value.code == 403
    assert urllib.request.urlopen(house + "/healthz", timeout=60).status == 200


def test_a_file_that_may_no_longer_be_taken_is_refused_in_the_readers_language(house, browser, town):
    page = browser()
    sign_in(page, house, ANNA)
    grants.give(town, Grant(ANNA, ("administrator",)), "test")
    page.goto(f"{house}/audit?lang=zh")
    button = page.locator("[data-testid=stDownloadButton] button").first
    button.wait_for(timeout=60_000)
    quiet(page)
    grants.give(town, Grant(ANNA, ("viewer",)), "test")
    button.click()
    said = page.locator("[data-testid=stDownloadButtonError]")
    said.wait_for(timeout=60_000)
    assert said.inner_text() == voice("zh")("download.changed")
    grants.take(town, ANNA, "test")
