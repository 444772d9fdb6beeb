"""A spot check as an inspector does it: draw, take the sheet along, type at the door on a phone, read the result."""

import re

import pytest
from openpyxl import load_workbook

from care import office
from care.definitions import load
from care.inspection import findings, results, spot_checks
from care.inspection.frame import Wish, frame
from care.inspection.results import Result
from care.store import EVERYTHING
from tests.browser.conftest import quiet, settled

LATIN = {"A", "B", "C", "D", "Excel", "PDF", "SHA", "CareBoard", "English"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(town):
    """A kept sample of which some doors are known."""
    store, known = office.current(town, load()), load()
    wish = Wish((), (), store.as_of)
    whole = frame(store, EVERYTHING, known, wish)
    drawn = spot_checks.new(store, EVERYTHING, known, wish, whole, 40, "20260120")
    drawn = spot_checks.save(town, drawn, whole.rows, "local")
    for door in drawn.doors[:30]:
        verdict = "false" if door.number % 5 == 0 else "true"
        results.record(
            town, drawn, {door.number: Result(dict.fromkeys(door.asked, verdict), None, "local")}, "phone"
        )
    return drawn


def spoken(page) -> str:
    """What the page says, without people's own names, sources of the method and paths."""
    page.evaluate("document.querySelectorAll('[data-testid=stIconMaterial]').forEach(one => one.remove())")
    text = page.inner_text("[data-testid=stMain]")
    for part in page.locator(".st-key-spot_sources").all():
        text = text.replace(part.inner_text(), "")
    return text.replace("tests/expected/spot_check_vectors.json", "")


def paths(sample) -> list[str]:
    return [
        "/spot_check?",
        *(f"/spot_check?sample={sample.id}&part={part}&" for part in ("sheet", "enter", "result")),
    ]


@pytest.mark.parametrize("at", range(4))
def test_each_part_speaks_chinese_only(page, address, sample, at):
    settled(page, address, paths(sample)[at] + "lang=zh")
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    text = spoken(page)
    assert not set(re.findall(r"[A-Za-z]+", text)) - LATIN
    assert "{" not in text


@pytest.mark.parametrize("at", range(4))
def test_each_part_speaks_english_but_for_names(page, address, sample, at):
    settled(page, address, paths(sample)[at] + "lang=en")
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    text = spoken(page).replace("中文", "")
    # Names of people, and addresses of the ledger (1组17号), stay as the ledger has them.
    chinese = [one for one in re.findall(r"[\u4e00-\u9fff]+", text) if len(one) > 3]
    assert chinese == []


@pytest.mark.parametrize("at", range(4))
def test_no_part_scrolls_sideways_on_a_phone(chromium, address, sample, at):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    settled(page, address, paths(sample)[at])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    context.close()


def test_the_precision_follows_the_size_and_a_drawn_sample_opens(page, address, town):
    settled(page, address, "/spot_check?lang=zh")
    card = page.locator(".st-key-card_draw")
    wide = card.locator("[data-testid=stMetricValue]").inner_text()
    box = card.get_by_label("抽多少人")
    box.fill("300")
    box.press("Enter")
    page.wait_for_function(
        "wide => document.querySelector('.st-key-card_draw [data-testid=stMetricValue]').innerText !== wide",
        arg=wide,
    )
    quiet(page)
    narrow = card.locator("[data-testid=stMetricValue]").inner_text()
    assert float(re.search(r"[\d.]+", narrow)[0]) < float(re.search(r"[\d.]+", wide)[0])
    seed = card.get_by_role("textbox", name="种子").input_value()
    card.get_by_role("button", name="抽取并保存").click()
    page.wait_for_url("**sample=**")
    quiet(page)
    id_ = re.search(r"sample=([0-9a-f]{12})", page.url)[1]
    drawn = spot_checks.load(town, id_)
    assert (drawn.seed, drawn.size) == (seed, 300)
    page.locator(".st-key-spot_facts summary").click()
    page.get_by_text(drawn.frame_hash).wait_for()
    assert page.get_by_text("名单完全一致").count() == 1


def test_a_tap_on_a_phone_is_saved_at_once(chromium, address, town, sample):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    settled(page, address, f"/spot_check?sample={sample.id}&part=enter&door=35&lang=zh")
    button = page.locator(".st-key-verdict_35_roll").get_by_role("radio", name="不符")
    assert button.bounding_box()["height"] >= 44
    button.tap()
    page.get_by_text("已保存").wait_for()
    quiet(page)
    assert results.results(town, sample)[35].verdicts["roll"] == "false"
    page.locator(".st-key-every_true button").tap()
    quiet(page)
    door = sample.doors[34]
    assert results.results(town, sample)[35].verdicts == dict.fromkeys(door.asked, "true")
    page.get_by_label("备注").fill("搬到县城")
    page.locator(".st-key-turn_below_next button").tap()
    page.wait_for_url("**door=36**")
    quiet(page)
    assert results.results(town, sample)[35].remark == "搬到县城"
    assert (
        0 <= page.locator(".st-key-card_door").bounding_box()["y"] < 500
    )  # from its beginning, not its foot
    context.close()


def test_the_sheet_goes_out_and_comes_back(page, address, town, sample, tmp_path):
    settled(page, address, f"/spot_check?sample={sample.id}&part=sheet&lang=zh")
    with page.expect_download() as pdf:
        page.locator(".st-key-spot_pdf button").click()
    pdf.value.save_as(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    with page.expect_download() as excel:
        page.locator(".st-key-spot_excel button").click()
    file = tmp_path / "sheet.xlsx"
    excel.value.save_as(file)
    book = load_workbook(file)
    last = book.worksheets[-1]
    row = next(row for row in range(30, 5, -1) if last.cell(row, 1).value)
    number = last.cell(row, 2).value
    last.cell(row, 6).value = "大概"
    book.save(file)
    page.set_input_files("input[type=file]", file)
    page.get_by_text(f"工作表{last.title}，第{row}行F列").wait_for(timeout=60_000)
    assert number not in results.results(town, sample)
    last.cell(row, 6).value = "未见到人"
    book.save(file)
    page.set_input_files("input[type=file]", file)
    page.get_by_text("已录入：1人有新内容").wait_for(timeout=60_000)
    assert results.results(town, sample)[number].verdicts["roll"] == "unmet"


def test_the_result_names_share_interval_and_discrepancies(page, address, sample):
    settled(page, address, f"/spot_check?sample={sample.id}&part=result&lang=zh")
    text = page.locator(".st-key-card_truth").inner_text()
    assert re.search(r"属实率\s+\d+(\.\d)?%", text)
    assert "95%区间" in text
    page.locator(".st-key-card_by_place .js-plotly-plot").wait_for()
    assert page.locator(".st-key-spot_discrepancies button").count() == 1


def test_a_discrepancy_becomes_a_finding(page, address, town, sample):
    settled(page, address, f"/spot_check?sample={sample.id}&part=result&lang=zh")
    before = len(findings.everything(town))
    page.locator("[data-testid=stExpander] summary", has_text="立为整改").click()
    page.wait_for_timeout(1_000)  # it unfolds, and the button moves with it
    quiet(page)
    page.get_by_role("button", name="立为整改").last.click()
    page.locator("[data-testid=stAlertContentSuccess]").wait_for(timeout=60_000)
    made = list(findings.everything(town).values())[before:]
    known = results.results(town, sample)
    false = {
        (n, claim) for n, one in known.items() for claim, said in one.verdicts.items() if said == "false"
    }
    assert {tuple(one.wanted.source.split("|")[1:]) for one in made} == {
        (sample.id, str(number), claim) for number, claim in false
    }
