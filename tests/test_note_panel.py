"""A note is left from a card's foot, shown letter for letter, and taken back by whoever wrote it only."""

from datetime import date

from streamlit.testing.v1 import AppTest

from care import notes

ODD = "**粗** <b>x</b> [a](http://x) $y$"


def script(day: str, panel: bool) -> None:
    """A page with one card; or the panel of its notes, without the dialog around it (tests cannot click in one)."""
    import streamlit as st

    from care import access, screen
    from care.notes import Figure
    from care.screen import note_panel
    from care.screen.panels import Notes

    st.query_params["day"] = day
    with access.house() as who:
        view = screen.open_page(
            who, "reports"
        )  # no menu of its own, which needs the whole dashboard around it
        if panel:
            note_panel._panel(view, Notes("结对覆盖率", Figure("pairing_coverage", view.unit)))
        else:
            screen.headlines(view, ["pairing_coverage"])


def opened(day: str = "2026-01-20", panel: bool = False) -> AppTest:
    return AppTest.from_function(script, default_timeout=120, kwargs={"day": day, "panel": panel}).run()


def shown(at: AppTest) -> list[str]:
    return [one.value for one in at.caption if "edit_note" in one.value]


def test_a_note_is_left_shown_letter_for_letter_and_taken_back(office):
    at = opened(panel=True)
    at.text_area[0].input(ODD)
    next(one for one in at.button if one.label == "写上").click().run()
    assert not at.exception
    (note,) = notes.in_force(office).values()
    assert (note.text, note.figure, note.by) == (ODD, notes.Figure("pairing_coverage", "青溪镇"), "local")
    (seen,) = shown(opened())
    # An unseen sign keeps an address from becoming a link.
    assert r"\*\*粗\*\* \<b\>x\</b\> \[a\]\(http\://x\) \$y\$" in seen.replace("\u2060", "")
    assert shown(opened("2026-01-19")) == []
    at = opened(panel=True)
    at.button(key="note_back_1").click().run()
    assert not at.exception and notes.in_force(office) == {}


def test_somebody_else_s_note_cannot_be_taken_back_here(office):
    notes.leave(office, notes.Figure("pairing_coverage", "青溪镇"), date(2026, 1, 20), "说明", "别人")
    at = opened(panel=True)
    assert any("说明" in one.value for one in at.markdown)
    assert not [one for one in at.button if (one.key or "").startswith("note_back")]
