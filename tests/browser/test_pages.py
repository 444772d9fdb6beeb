"""What people see, in a real browser: every page, both languages, wide and on a phone."""

import json
import re
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import ROOT, quiet, serve, settled

ALONE = {"person", "spot_check"}  # they have tests of their own: about somebody; naming its sources
PAGES = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - ALONE)
# Latin letters a Chinese page may hold: house grades, file words, the product's name, what is written on keys.
LATIN = {
    "A",
    "B",
    "C",
    "D",
    "SQL",
    "Excel",
    "Word",
    "PDF",
    "PNG",
    "SVG",
    "Esc",
    "PageUp",
    "PageDown",
    "CareBoard",
    "English",
}
FILE_NAME = re.compile(r"^.*\.(xlsx|xls|csv|txt|html)$", re.M)  # its sender's own words

pytestmark = pytest.mark.browser


def answer(town, *words: str) -> dict:
    run = subprocess.run(
        [sys.executable, "-m", "care", "--data", town, "--json", "answer", *words],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return json.loads(run.stdout)


def words_on(page) -> str:
    """What a page says; icons' names, which stand there until their font is drawn, fingerprints and senders' file names are no words."""
    page.evaluate(
        "document.querySelectorAll('[data-testid=stIconMaterial], pre').forEach(one => one.remove())"
    )
    return FILE_NAME.sub("", page.inner_text("[data-testid=stMain]"))


@pytest.mark.parametrize("name", PAGES)
def test_each_page_draws_in_chinese_without_fault_or_foreign_words(page, address, name):
    settled(page, address, f"/{name}?lang=zh")
    text = words_on(page)
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    assert not set(re.findall(r"[A-Za-z]+", text)) - LATIN
    assert "{" not in text


@pytest.mark.parametrize("name", PAGES)
def test_each_page_draws_in_english_without_fault_or_foreign_words(page, address, name):
    settled(page, address, f"/{name}?lang=en")
    text = words_on(page).replace("中文", "")
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    assert not re.findall(r"[\u4e00-\u9fff]+", text)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(chromium, address, name):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    settled(page, address, f"/{name}")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    context.close()


def test_nothing_is_asked_of_any_other_machine(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        settled(page, address, f"/{name}")
    strangers = [
        url for url in asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ]
    assert len(asked) > 20
    assert strangers == []


def test_the_headline_is_what_the_command_line_answers(page, address, town):
    for words, query in (
        ([], ""),
        (["--unit", "河东村"], "unit=青溪镇/河东村"),
        (["--as-of", "2025-10-31"], "day=2025-10-31"),
    ):
        told = answer(town, "pairing_coverage", *words)
        settled(page, address, f"/pairing?lang=zh&{query}")
        card = page.locator(".st-key-headline_pairing_coverage").inner_text()
        assert f"{told['met']:,}" in card
        assert f"{told['due']:,}" in card


def test_a_link_opens_its_view_even_as_the_first_of_a_fresh_server(chromium, town):
    process, where = serve(town)
    try:
        page = chromium.new_context(locale="zh-CN").new_page()
        settled(page, where, "/visits?unit=青溪镇/河东村&lang=en")
        assert "Hedong" in page.inner_text("[data-testid=stMain]")
        assert page.url.split("?")[0].endswith("/visits")
    finally:
        process.terminate()
        process.wait(20)


def test_a_number_opens_its_list_masked_searchable_and_as_excel(page, address, town, tmp_path):
    told = answer(town, "pairing_coverage")
    settled(page, address, "/pairing?lang=zh")
    page.locator(".st-key-headline_pairing_coverage").get_by_text("名单").first.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    quiet(page)
    assert f"{told['due'] - told['met']:,}" in dialog.inner_text()
    with page.expect_download() as download:
        dialog.get_by_test_id("stDownloadButton").locator("button").click()
    file = tmp_path / "list.xlsx"
    download.value.save_as(file)
    rows = list(load_workbook(file).active.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "姓名")
    names = [row[0] for row in rows[head + 1 :]]
    assert len(names) == told["due"] - told["met"]
    assert all("*" in name for name in names)


def test_the_language_switch_is_remembered_across_pages(page, address):
    settled(page, address, "/overview")
    page.get_by_text("English", exact=True).first.click()
    page.wait_for_function("() => document.querySelector('h1').innerText.match(/[A-Za-z]/)")
    quiet(page)
    page.get_by_role("link", name="Visits").first.click()
    page.wait_for_url("**/visits**")
    quiet(page)
    assert re.search("[A-Za-z]", page.inner_text("h1"))


def test_charts_draw_and_the_policy_forbids_nothing_that_pages_need(page, address):
    said = []
    page.on("console", lambda message: said.append(message.text))
    for name in ("visits", "relief"):
        settled(page, address, f"/{name}")
        page.wait_for_selector(".js-plotly-plot .main-svg", state="attached", timeout=60_000)
    assert [one for one in said if "Content Security Policy" in one] == []
    assert page.request.get(address + "/healthz").json()["store"] == "ok"
