"""From the list of gaps to a person's file and back, in a real browser."""

import json
import re
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, quiet, settled

pytestmark = pytest.mark.browser
# The ledgers' own words and people's names stand in these parts of a file; everything else is the screen's.
OWN_WORDS = "el => { const all = el.cloneNode(true); all.querySelectorAll('[class*=st-key-said_], script, style').forEach(x => x.remove()); return all.innerText }"


def told(town, *words: str):
    run = subprocess.run(
        [sys.executable, "-m", "care", "--data", town, "--json", *words],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def worst(town) -> dict:
    """The first gap of the town."""
    return told(town, "gaps", "--indicator", "contact_rhythm", "--size", "1")["rows"][0]


def test_a_row_opens_the_file_and_the_way_back_keeps_the_filters(page, address, town, worst):
    settled(page, address, "/gaps?lang=zh&severity=high&indicator=contact_rhythm")
    rows = page.locator(".st-key-card_gap_list [data-testid=stDataFrame] .dvn-scroller").first
    rows.scroll_into_view_if_needed()
    rows.click(position={"x": 200, "y": 52})
    page.wait_for_url(f"**/person?person={worst['subject_id']}**")
    quiet(page)
    assert "*" in page.locator(".st-key-said_head").inner_text()
    assert worst["name"] not in page.inner_text("[data-testid=stMain]")
    opened = [one["subject"] for one in told(town, "audit") if one["deed"] == "file_opened"]
    assert opened[-1] == worst["subject_id"]
    page.go_back()
    page.wait_for_url("**/gaps?**")
    quiet(page)
    assert "severity=high" in page.url
    assert "indicator=contact_rhythm" in page.url
    assert "person=" not in page.url


@pytest.mark.parametrize(
    "address_of_nobody", ["person=1", "person=abc", "household=2305843009213693951", "person=-1"]
)
def test_a_forged_address_shows_a_plain_notice(page, address, address_of_nobody):
    settled(page, address, f"/person?{address_of_nobody}&lang=zh")
    assert "没有可以查看的档案" in page.inner_text("[data-testid=stMain]")
    assert page.locator("[data-testid=stMetric]").count() == 0


@pytest.mark.parametrize(("lang", "foreign"), [("zh", "[A-Za-z]{2,}"), ("en", "[\u4e00-\u9fff]")])
def test_a_file_speaks_one_language_besides_the_ledgers_own_words(page, address, worst, lang, foreign):
    settled(page, address, f"/person?person={worst['subject_id']}&lang={lang}")
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    text = page.locator("[data-testid=stMain]").evaluate(OWN_WORDS).replace("中文", "").replace("English", "")
    assert not re.findall(foreign, text)


@pytest.mark.parametrize("path", ["/gaps", "/person?person={subject_id}"])
def test_gaps_and_files_do_not_scroll_sideways_on_a_phone(chromium, address, worst, path):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    settled(page, address, path.format(**worst))
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    context.close()
