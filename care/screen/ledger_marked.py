"""The clerk's own workbook back, its bad cells marked; made when the button is pressed."""

from collections.abc import Callable

import streamlit as st

from care.ledgers.importing import Report
from care.ledgers.marking import marked_name, marked_workbook
from care.screen.exporting import MIME
from care.screen.ledger_desk import Desk


def marked_button(desk: Desk, name: str, original: Callable[[], bytes], report: Report) -> None:
    """`original` gives the file's bytes."""
    lang = desk.t.lang
    st.download_button(
        desk.t("ledgers.marked"),
        data=lambda: marked_workbook(name, original(), report, lang)[1],
        file_name=marked_name(name, desk.t),
        mime=MIME,
        on_click="ignore",
        key=f"marked_{report.sha256[:12]}",
        help=desk.t("ledgers.marked_help"),
    )
