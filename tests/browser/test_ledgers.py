"""The clerk's walk: a faulty ledger dropped, named, given back marked, put right, taken in and undone."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from care import office
from care.definitions import load
from tests.browser.conftest import ROOT, quiet, serve, settled
from tests.browser.desk import drop, on_roll, read, take, undo_newest

FILES = ROOT / "tests" / "files"
WORDS = {
    "zh": {"problem": "缺少必填内容", "marked": "待核实", "undone": "已撤销", "taken": "收入3行"},
    "en": {
        "problem": "needed value is missing",
        "marked": "To be verified",
        "undone": "Undone",
        "taken": "3 rows taken",
    },
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office_with_a_roster(tmp_path_factory):
    """A data directory that holds the sample town's units and one roster."""
    folder = tmp_path_factory.mktemp("office") / "live"
    files = [path for path in sorted(office.SAMPLES.iterdir()) if path.name[:3] in ("01 ", "02 ")]
    office.take_in(folder, [(path.name, path.read_bytes()) for path in files], load(), "local")
    return folder


@pytest.fixture(scope="module")
def desk(office_with_a_roster):
    process, where = serve(office_with_a_roster)
    yield where
    process.terminate()
    process.wait(20)


@pytest.fixture(params=["zh", "en"])
def spoken(request, chromium):
    """(a wide page, its language)."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    yield context.new_page(), request.param
    context.close()


def corrected(tmp_path: Path) -> Path:
    """missing_name.xlsx with the name that was missing in D4."""
    book = load_workbook(FILES / "missing_name.xlsx")
    book.active["D4"] = "李子轩"
    path = tmp_path / "改好的名册.xlsx"
    book.save(path)
    return path


def test_the_clerks_walk(spoken, desk, office_with_a_roster, tmp_path):
    (page, lang), before = spoken, on_roll(office_with_a_roster)
    words = WORDS[lang]
    settled(page, desk, f"/ledgers?lang={lang}")

    drop(page, FILES / "missing_name.xlsx")
    card = page.locator("[class*=st-key-paper_]").first
    assert words["problem"] in card.inner_text()
    cells = card.locator("table").first.locator("tbody tr").first.locator("td").all_inner_texts()
    assert [text.strip() for text in cells][:3] == ["4", "D", "儿童姓名"]

    with page.expect_download() as download:
        card.locator("[data-testid=stDownloadButton] button").first.click()
    marked = tmp_path / "marked.xlsx"
    download.value.save_as(marked)
    sheet = load_workbook(marked)["花名册"]
    assert sheet["D4"].fill.fgColor.rgb not in ("00000000", sheet["D3"].fill.fgColor.rgb)
    assert any(words["marked"] in str(cell.value) for row in sheet.iter_rows() for cell in row)

    page.locator("[class*=st-key-away_] button").first.click()
    quiet(page)
    drop(page, corrected(tmp_path))
    card = page.locator("[class*=st-key-paper_]").first
    assert words["problem"] not in card.inner_text()
    assert words["taken"] in take(page)
    after = on_roll(office_with_a_roster)
    assert after == before + 3

    page.locator("[data-testid=stPageLink] a").first.click()
    page.wait_for_url("**/overview**")
    quiet(page)
    assert f"{after:,}" in page.locator(".st-key-headline_on_roll").inner_text()

    settled(page, desk, f"/ledgers?lang={lang}")
    undo_newest(page)
    assert words["undone"] in page.inner_text("[data-testid=stMain]")
    assert on_roll(office_with_a_roster) == before
    assert not re.search("姓名|李|%E6%9D%8E", page.url)


def test_an_unknown_village_is_asked_about_once(spoken, desk, office_with_a_roster):
    page, lang = spoken
    settled(page, desk, f"/ledgers?lang={lang}")
    drop(page, FILES / "unknown_village.xlsx")
    assert "黑石村" in page.locator("[class*=st-key-asked_]").inner_text()
    page.locator("[class*=st-key-ask_] input").first.click()
    page.get_by_role("option").nth(1).click()
    read(page)
    assert page.locator("[class*=st-key-ask_]").count() == 0
    assert WORDS[lang]["taken"] in take(page)
    undo_newest(page)
    drop(page, FILES / "unknown_village.xlsx")
    assert page.locator("[class*=st-key-ask_]").count() == 0
    for record in (office_with_a_roster / "remembered").glob("*.json"):
        record.unlink()


def test_a_file_that_is_no_ledger_is_refused_in_plain_words(page, desk):
    settled(page, desk, "/ledgers?lang=zh")
    drop(page, FILES / "no_header_found.xlsx")
    text = page.inner_text("[data-testid=stMain]")
    assert "没有找到台账" in text
    assert "Traceback" not in text
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("[class*=st-key-take_]").count() == 0


def test_the_page_fits_a_phone_and_speaks_one_language(chromium, desk):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    settled(page, desk, "/ledgers?lang=zh")
    text = re.sub(r"\w+\.xlsx", "", page.inner_text("[data-testid=stMain]"))
    assert not set(re.findall("[A-Za-z]+", text)) - {"Excel", "English"}
    drop(page, FILES / "bad_dates.xlsx", FILES / "id_in_numeric_cell.xlsx")
    assert page.locator("[class*=st-key-paper_]").count() == 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    context.close()


def test_a_template_can_be_downloaded(page, desk, tmp_path):
    settled(page, desk, "/ledgers?lang=zh")
    with page.expect_download() as download:
        page.locator("[class*=st-key-template_roster] button").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    path = tmp_path / "template.xlsx"
    download.value.save_as(path)
    assert any(cell.value == "姓名" for row in load_workbook(path).worksheets[0].iter_rows() for cell in row)
