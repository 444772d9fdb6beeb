"""History: every ledger taken in, newest first; open one for its figures, problems, original and undo."""

import math

import streamlit as st

from care.ledgers import batches
from care.screen.escaping import plain
from care.screen.ledger_batch import batch_panel
from care.screen.ledger_desk import NEWS, Desk
from care.screen.ledger_reapply import ask_reapply
from care.screen.ledger_records import about

SIZE = 10  # batches a page
OPEN = "_batch_open"


def history(desk: Desk) -> None:
    t = desk.t
    found = [one for one in batches.all_batches(desk.folder) if batches.within(one, desk.who.scope.units)][
        ::-1
    ]
    st.subheader(t("ledgers.history"), anchor=False)
    news = st.session_state.pop(NEWS, None)
    if news:
        st.success(news)
    if not found:
        st.markdown(f":gray[{t('ledgers.no_history')}]")
        return
    in_force = sum(1 for one in found if one["in_force"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("ledgers.history_says", n=in_force, undone=len(found) - in_force), width="content")
        if desk.who.may("rules"):
            st.button(
                t("ledgers.reapply_all"),
                key="reapply_all",
                type="tertiary",
                help=t("ledgers.reapply_help"),
                on_click=ask_reapply,
                args=([one["batch_id"] for one in found if one["in_force"]],),
            )
    pages = math.ceil(len(found) / SIZE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key=f"history_{pages}") if pages > 1 else 1
    with slot:
        for one in found[(page - 1) * SIZE : page * SIZE]:
            _line(desk, one)
    _open(desk, found)


def _line(desk: Desk, one: dict) -> None:
    t = desk.t
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, key=f"foot_batch_{one['batch_id']}"
    ):
        with st.container(gap=None, width="stretch"):
            name = plain(one["file"])
            st.markdown(name if one["in_force"] else f":gray[{name}] :gray-badge[{_state(desk, one)}]")
            st.caption(plain(" · ".join(about(desk, one))))
        st.button(
            t("ledgers.open"),
            key=f"open_{one['batch_id']}",
            type="tertiary",
            on_click=_opens,
            args=(one["batch_id"],),
        )


def _opens(batch_id: str) -> None:
    st.session_state[OPEN] = batch_id


def _state(desk: Desk, one: dict) -> str:
    return desk.t("ledgers.undone" if one["withdrawal"] else "ledgers.replaced")


def _open(desk: Desk, found: list[dict]) -> None:
    """The panel of the batch that was asked for; one dialog at a time."""
    wanted = st.session_state.pop(OPEN, None)
    one = next((one for one in found if one["batch_id"] == wanted), None)
    if one:
        st.dialog(plain(one["file"]), width="large")(batch_panel)(desk, one)
