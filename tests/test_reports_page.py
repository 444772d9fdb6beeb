"""The reports page makes documents and keeps the office's own words."""

import pytest
from streamlit.testing.v1 import AppTest

from care import passages


def script(lang: str) -> None:
    """The page's own two cards, without the menu: the tests' browser cannot click its way through one."""
    import streamlit as st

    from care import access, screen
    from care.screen.report_cards import own_words, word_card

    st.query_params["lang"] = lang
    with access.house() as who:
        view = screen.open_page(who, "reports")
        word_card(view)
        own_words(view)


def opened(lang: str) -> AppTest:
    return AppTest.from_function(script, default_timeout=120, kwargs={"lang": lang}).run()


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
