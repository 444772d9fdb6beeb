"""An empty workbook for each kind of ledger, for offices that want one; made when its button is pressed."""

import streamlit as st

from care.ledgers.known import units_in
from care.ledgers.templates import template
from care.screen.download import download
from care.screen.exporting import MIME
from care.screen.ledger_desk import Desk


def templates(desk: Desk) -> None:
    t = desk.t
    st.subheader(t("ledgers.templates"), anchor=False)
    st.caption(t("ledgers.templates_mean"))
    with st.container(horizontal=True, gap="small", key="templates"):
        for kind in sorted(desk.definitions.ledgers, key=desk.kind_name):
            download(
                desk.who,
                desk.kind_name(kind),
                data=lambda kind=kind: template(kind, t.lang, desk.definitions, units_in(desk.folder)),
                file_name=t("clerk.template.file", kind=desk.kind_name(kind)) + ".xlsx",
                mime=MIME,
                key=f"template_{kind}",
            )
