"""The reports page makes documents and keeps the office's own words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from care import passages

PAGE = Path(__file__).parents[1] / "pages" / "reports.py"


@pytest.fixture
def office(town, monkeypatch, tmp_path) -> Path:
    """The sample town, with logs of its own."""
    for part in ("batches", "store", "id_salt"):
        if (town / part).exists():
            (tmp_path / part).symlink_to(town / part)
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    return tmp_path


def opened(lang: str) -> AppTest:
    """The page alone, let in: the test's browser loses its way in the menu after a press."""
    script = f"import runpy\nfrom care import access\nwith access.house():\n    runpy.run_path({str(PAGE)!r})\n"
    at = AppTest.from_string(script, default_timeout=120)
    at.query_params["lang"] = lang
    return at.run()


def downloads(at: AppTest) -> int:
    return len(at.get("download_button"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_document_is_made_on_a_click_and_put_away_when_its_words_change(office, lang):
    at = opened(lang)
    assert not at.exception and downloads(at) == 0
    at.button(key="report_make").click().run()
    assert not at.exception and not at.error and downloads(at) == 1
    field = next(one for one in at.text_area if one.key.endswith("organisation"))
    field.input("成立领导小组。")
    at.button[-1].click().run()
    assert not at.exception and at.success and downloads(at) == 0
    assert passages.in_force(office, "青溪镇", lang)["organisation"].text == "成立领导小组。"


def test_a_template_that_cannot_be_used_is_explained(office):
    (office / "templates").mkdir()
    (office / "templates" / "summary.zh.docx").write_bytes(b"no Word file")
    at = opened("zh")
    at.button(key="report_make").click().run()
    assert "Word" in at.error[0].value and downloads(at) == 0
