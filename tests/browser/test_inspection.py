"""An inspector's walk: a doubtful case is looked at and noted, another becomes a finding, is mended and verified."""

import shutil

import pytest

from tests.browser.conftest import fill_in, quiet, serve, settled

pytestmark = pytest.mark.browser
ROW = 35  # px, a table's row and its header


@pytest.fixture
def own(town, tmp_path):
    """A dashboard on a copy of the town, so that notes stay out of other tests."""
    data = tmp_path / "town"
    shutil.copytree(town, data)
    process, where = serve(data)
    yield where
    process.terminate()
    process.wait(20)


def click_row(page, number: int) -> None:
    """Click a row (from 0) of the page's last table."""
    table = page.locator("[data-testid=stDataFrame]").last
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + ROW * (number + 1.5))
    page.wait_for_selector("[data-testid=stDialog]", timeout=30_000)
    quiet(page)


def cases(page) -> int:
    text = page.locator("[data-testid=stCaptionContainer]", has_text="件，第").inner_text()
    return int(text.removeprefix("共").split("件")[0].replace(",", ""))


def test_a_case_is_noted_another_becomes_a_finding_that_is_mended_and_verified(page, own):
    settled(page, own, "/checks?lang=zh")
    before = cases(page)
    click_row(page, 0)
    dialog = page.locator("[data-testid=stDialog]")
    assert "需要核实，不等于有问题" in dialog.inner_text()
    dialog.get_by_text("有合理解释").click()
    fill_in(page, dialog.get_by_label("说明"), "当天全村体检")
    dialog.get_by_role("button", name="记下").click()
    page.wait_for_selector("[data-testid=stDialog]", state="detached", timeout=30_000)
    quiet(page)
    assert cases(page) == before - 1

    click_row(page, 0)
    dialog.get_by_text("立为整改").first.click()
    quiet(page)
    fill_in(page, dialog.get_by_label("责任人"), "吴家发")
    dialog.get_by_role("button", name="立为整改").click()
    dialog.get_by_text("已立1件").wait_for(timeout=30_000)

    settled(page, own, "/findings?lang=zh")
    for button in ("已整改", "复核通过"):
        click_row(page, 0)
        assert "吴家发" in dialog.inner_text()
        dialog.get_by_role("button", name=button, exact=True).click()
        page.wait_for_selector("[data-testid=stDialog]", state="detached", timeout=30_000)
        quiet(page)
        page.get_by_text("待复核" if button == "已整改" else "已复核", exact=True).last.click()
        quiet(page)
    click_row(page, 0)
    assert all(word in dialog.inner_text() for word in ("待整改", "待复核", "已复核"))


def test_the_records_of_a_case_open_the_persons_file_and_the_way_back_leads_to_the_checks(page, own):
    settled(page, own, "/checks?lang=zh")
    click_row(page, 0)
    dialog = page.locator("[data-testid=stDialog]")
    dialog.get_by_text("点一行").wait_for()
    box = dialog.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 35 + 17)
    page.wait_for_url("**/person?**")
    quiet(page)
    assert "档" in page.locator("h1").inner_text()
    page.get_by_role("button", name="返回").click()
    page.wait_for_url("**/checks**")
