"""The sheets of a sample: Excel and PDF to take along, and the filled-in sheet back."""

import streamlit as st

from care.exports import spot_check_excel, spot_check_pdf
from care.inspection import results, sheets
from care.inspection.returned import Returned, returned
from care.ledgers import reading
from care.ledgers.problems import Refused
from care.screen import password
from care.screen.download import download, written_down
from care.screen.escaping import plain
from care.screen.exporting import MIME
from care.screen.spot_check_room import Room

MOST = 20  # faults shown
NEWS = "_spot_news"


def sheets_of(room: Room) -> None:
    with st.grid(2, min_column_width=320, gap="small"):
        _take_along(room)
        _bring_back(room)


def _take_along(room: Room) -> None:
    t = room.t
    with st.container(border=True, key="card_sheets", height="stretch"):
        st.subheader(t("spot_check.sheets"), anchor=False)
        st.markdown(t("spot_check.sheets_mean"))
        full = room.who.may("names") and st.toggle(
            t("spot_check.full_names"), key="spot_full", help=t("spot_check.full_names_help")
        )
        with st.container(horizontal=True):
            secret = password.field(t, "spot_password")
            _download(room, "excel", "xlsx", MIME, bool(full), spot_check_excel.workbook, secret)
            _download(room, "pdf", "pdf", "application/pdf", bool(full), spot_check_pdf.pdf, secret)


def _download(room: Room, kind: str, ending: str, mime: str, full: bool, make, secret: str) -> None:
    """A button that makes its file when pressed."""
    t, sample = room.t, room.sample
    download(
        room.who,
        t(f"spot_check.{kind}"),
        data=written_down(
            room.who,
            lambda: make(t, sheets.sheet(t, room.definitions, sample, room.known(), room.names(), full)),
            page="spot_check",
            sample=sample.id,
            names=full,
        ),
        file_name=f"{t('spot_check.file')}_{sample.day.isoformat()}_{sample.id}.{ending}",
        mime=mime,
        key=f"spot_{kind}",
        secret=secret,
    )


def _bring_back(room: Room) -> None:
    t = room.t
    with st.container(border=True, key="card_back", height="stretch"):
        st.subheader(t("spot_check.upload"), anchor=False)
        st.markdown(t("spot_check.upload_mean"))
        turn = st.session_state.get("_spot_turn", 0)
        file = st.file_uploader(
            t("spot_check.upload"), type=["xlsx"], key=f"spot_file_{turn}", label_visibility="collapsed"
        )
        if file is not None:
            st.session_state[NEWS] = (room.sample.id, _taken(room, file.name, file.getvalue()))
            st.session_state["_spot_turn"] = turn + 1
            st.rerun()
        _news(room)


def _taken(room: Room, name: str, data: bytes) -> tuple[int, tuple[str, ...]]:
    """(doors with something new, what could not be understood); with anything of the latter nothing is kept."""
    t, sample = room.t, room.sample
    try:
        back: Returned = returned(sample, reading.read(name, data), room.who.name)
    except Refused as refusal:
        problem = refusal.problem
        message = t(f"problem.{problem.code}", **({"value": problem.value} | problem.values))
        return 0, (t("spot_check.wrong_file", message=message),)
    if back.wrong:
        return 0, tuple(one.said(t) for one in back.wrong)
    return results.record(room.folder, sample, back.found, "sheet"), ()


def _news(room: Room) -> None:
    """What came of the last file, until another one is put back or another sample is open."""
    t = room.t
    id_, (doors, wrong) = st.session_state.get(NEWS, ("", (0, ())))
    if id_ != room.sample.id:
        return
    if not wrong:
        st.success(t("spot_check.uploaded", doors=doors) if doors else t("spot_check.uploaded_none"))
        return
    lines = "\n".join(f"- {plain(one)}" for one in wrong[:MOST])
    st.error(lines, title=t("spot_check.uploaded_not", n=len(wrong)))
