"""From a page into a meeting, and its figures and charts as files."""

import io
import re
from contextlib import closing

import pytest
from pypdf import PdfReader

from care.charts import DARK, LIGHT
from tests.browser.conftest import quiet, settled

pytestmark = pytest.mark.browser
MENU = "放映、带走"


def opened(page, address: str) -> None:
    settled(page, address, "/pairing?lang=zh&day=2026-01-20&unit=青溪镇")
    page.get_by_role("button", name=MENU).click()


def taken(page, press) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as file:
        press()
    return file.value.suggested_filename, file.value.path().read_bytes()


def test_a_page_is_shown_in_a_meeting_with_its_own_cards(page, address):
    opened(page, address)
    page.locator("[data-testid=stPageLink-NavLink]:visible", has_text="放映这一页").click()
    page.wait_for_selector(".m-title", timeout=60_000)
    quiet(page)
    assert page.locator(".m-title").first.inner_text() == "人人都有帮扶人吗？"
    assert "cards=pairing_coverage" in page.url
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "() => document.querySelector('.m-title').innerText.includes('按群体')", timeout=60_000
    )


def test_a_page_is_taken_away_as_pdf_with_its_figures(page, address):
    opened(page, address)
    name, data = taken(page, page.get_by_role("button", name="下载PDF").click)
    assert re.fullmatch(r"青溪镇_.+_2026-01-20\.pdf", name)
    text = re.sub(r"\s", "", "".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages))
    figure = page.locator("[data-testid=stMetricValue]").first.inner_text().strip()
    assert figure in text


def test_a_chart_is_taken_as_picture_of_either_kind_under_its_own_name(page, address):
    opened(page, address)
    for kind, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        if not page.get_by_text(kind, exact=True).is_visible():
            page.get_by_role("button", name=MENU).click()
        page.get_by_text(kind, exact=True).click()
        quiet(page)
        page.keyboard.press("Escape")
        chart = page.locator(".js-plotly-plot").first
        chart.scroll_into_view_if_needed()
        chart.hover()
        name, data = taken(page, chart.locator(".modebar-btn").first.click)
        assert name == f"青溪镇_各单位结对覆盖率_2026-01-20.{kind.lower()}"
        assert data.startswith(begins)
    assert "河东村" in data.decode("utf-8")


def test_a_picture_from_the_dark_theme_has_a_white_ground_and_dark_text(chromium, address):
    with closing(chromium.new_context(color_scheme="dark", locale="zh-CN")) as context:
        page = context.new_page()
        opened(page, address)
        page.get_by_text("SVG", exact=True).click()
        quiet(page)
        page.keyboard.press("Escape")
        chart = page.locator(".js-plotly-plot").first
        chart.scroll_into_view_if_needed()
        chart.hover()
        drawn = taken(page, chart.locator(".modebar-btn").first.click)[1].decode("utf-8")
        for name, colour in ((DARK, False), (LIGHT, True)):
            red, green, blue = (int(name.ink[at : at + 2], 16) for at in (1, 3, 5))
            assert (f"rgb({red}, {green}, {blue})" in drawn) == colour
        assert re.search(r"<rect[^>]*fill: rgb\(255, 255, 255\)", drawn)
        assert page.evaluate("document.querySelector('.js-plotly-plot').layout.paper_bgcolor") != "#ffffff"
