"""The clerk's other clicks: a complete roll, a day, corrected columns, a cancel, something forgotten."""

import re
from pathlib import Path

import pytest

from care import office
from care.definitions import load
from tests.browser.conftest import quiet, serve, settled
from tests.browser.desk import (
    care,
    choose_meaning,
    drop,
    on_roll,
    read,
    take,
    undo_newest,
    unfold,
)
from tests.ledgers import id_no, xlsx

pytestmark = pytest.mark.browser

PEOPLE = [("林一梅", 601), ("林二兰", 602), ("林三芳", 603)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A data directory that holds the sample town's units."""
    home = tmp_path_factory.mktemp("units") / "live"
    file = next(path for path in office.SAMPLES.iterdir() if path.name.startswith("01 "))
    office.take_in(home, [(file.name, file.read_bytes())], load(), "local")
    return home


@pytest.fixture(scope="module")
def desk(folder):
    process, where = serve(folder)
    yield where
    process.terminate()
    process.wait(20)


def roll(path: Path, people: list[tuple[str, int]], more: list[str] | None = None) -> Path:
    """A roster of 河东村 without a day; `more`: headings of columns that nobody knows."""
    heads = ["姓名", "身份证号", "类别", *(more or [])]
    rows = [[name, id_no(n, "19400612"), "独居老人", *["甲"] * len(more or [])] for name, n in people]
    path.write_bytes(xlsx(("花名册", [["河东村独居老人花名册"], heads, *rows])))
    return path


def test_whoever_is_missing_from_a_complete_roll_has_left(page, desk, folder, tmp_path):
    settled(page, desk, "/ledgers?lang=zh")
    before = on_roll(folder) if (folder / "store").exists() else 0
    drop(page, roll(tmp_path / "一月.xlsx", PEOPLE))
    take(page)
    assert on_roll(folder) == before + 3
    settled(page, desk, "/ledgers?lang=zh")
    drop(page, roll(tmp_path / "二月.xlsx", PEOPLE[:2]))
    card = page.locator("[class*=st-key-paper_]").first
    assert "不再出现1" in card.inner_text()
    card.locator("[class*=st-key-complete_] label").first.click()
    read(page)
    take(page)
    assert on_roll(folder) == before + 2
    (left,) = care(folder, "people", "--name", "林三芳")
    assert {one["left_reason"] for one in left["memberships"]} == {"not_listed"}
    for _ in range(2):
        undo_newest(page)
    assert on_roll(folder) == before


def test_the_day_that_a_ledger_does_not_say_is_said_by_the_clerk(page, desk, folder, tmp_path):
    settled(page, desk, "/ledgers?lang=zh")
    drop(page, roll(tmp_path / "没有日期.xlsx", PEOPLE))
    card = page.locator("[class*=st-key-paper_]").first
    assert "表中没有写明" in card.inner_text()
    card.locator("[class*=st-key-day_] [data-type=year]").click()
    page.keyboard.type("20251231", delay=30)
    page.locator("h1").click()  # the field is left
    read(page)
    assert "台账日期2025年12月31日" in card.inner_text()
    take(page)
    assert care(folder, "batches")[-1]["ledger_on"] == "2025-12-31"
    undo_newest(page)


def test_several_columns_are_corrected_at_once_and_next_month_read_so(page, desk, folder, tmp_path):
    settled(page, desk, "/ledgers?lang=zh")
    more = ["甲乙丙", "丁戊己"]
    drop(page, roll(tmp_path / "三月.xlsx", PEOPLE, more))
    unfold(page, "understood_")
    choose_meaning(page, 3, "健康状况")
    choose_meaning(page, 4, "备注")
    page.locator("[class*=st-key-understood_] [data-testid=stFormSubmitButton] button").click()
    read(page)
    page.locator("[class*=st-key-understood_]").get_by_text("5/5").wait_for()
    take(page)
    (kept,) = [one for one in care(folder, "remembered") if one["sort"] == "layout"]
    assert (kept["file"], kept["fields"]) == ("三月.xlsx", {"甲乙丙": "health", "丁戊己": "note"})

    settled(page, desk, "/ledgers?lang=zh")
    drop(page, roll(tmp_path / "四月.xlsx", [("林四桂", 604)], more))
    unfold(page, "understood_")
    page.locator("[class*=st-key-understood_]").get_by_text("5/5").wait_for()
    undo_newest(page)

    unfold(page, "remembered")
    listed = page.locator("[class*=st-key-foot_remembered_]").first
    assert "三月.xlsx" in listed.inner_text()
    assert "“甲乙丙”读作“健康状况”" in listed.inner_text()
    listed.locator("button").click()
    read(page)
    assert page.locator("[class*=st-key-foot_remembered_]").count() == 0
    assert care(folder, "remembered") == []
    page.locator("[class*=st-key-understood_]").get_by_text("3/5").wait_for()


def test_reading_a_long_ledger_says_its_rows_and_can_be_cancelled(page, desk, folder, tmp_path):
    settled(page, desk, "/ledgers?lang=en")
    path = tmp_path / "long.csv"
    rows = (
        f"林{n}芳,独居老人,{n % 9}组" for n in range(900_000)
    )  # some seconds of work, whatever the machine
    path.write_text("\n".join(["姓名,类别,村民小组", *rows]), "utf-8")
    before = {one for one in folder.rglob("*") if one.is_file()}
    page.locator("input[type=file]").set_input_files(str(path))
    box = page.locator(".st-key-working")
    box.get_by_text(re.compile(r"900,00\d rows")).first.wait_for(timeout=60_000)
    assert "long.csv" in box.inner_text()
    page.locator(".st-key-cancel_work button").click()
    box.wait_for(state="detached", timeout=60_000)
    quiet(page)
    assert "nothing was written" in page.locator("[class*=st-key-paper_]").first.inner_text()
    assert {one for one in folder.rglob("*") if one.is_file()} == before
    page.locator("[class*=st-key-away_] button").first.click()
    quiet(page)
    assert page.locator("[class*=st-key-paper_]").count() == 0
