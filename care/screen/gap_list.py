"""The list of gaps: what matters first, paged on the server, and as a sheet for an inspection."""

import math

import pandas as pd
import streamlit as st

from care.answers import Page
from care.briefing.breakdowns.gap import kind_name
from care.exports import gap_sheets
from care.exports.gap_sheets import Desk
from care.inspection import gaps
from care.inspection.findings import Wanted
from care.inspection.gap_words import lines
from care.screen import password
from care.screen.audited import names_shown, taken
from care.screen.card import foot
from care.screen.download import download
from care.screen.exporting import MIME
from care.screen.findings_new import make_findings
from care.screen.gap_filters import counted, sought
from care.screen.list_table import name_width
from care.screen.opening import open_rows
from care.screen.view import View

SIZE = 50  # rows a page


def gap_list(view: View) -> None:
    t, now = view.t, sought(view)
    with st.container(border=True, key="card_gap_list"):
        st.subheader(t("gaps.list"), anchor=False)
        head = view.answers.of(gaps.gaps, now, 1, SIZE)
        if not head.total:
            st.markdown(f":blue[▲ {t('gaps.none')}]")
            return
        st.markdown(t("gaps.counted", duties=head.total, subjects=head.subjects))
        if now.indicator:
            st.caption(f"{t('gaps.narrowed')}{t('list.colon')}{kind_name(view, now.indicator)}")
        slot = st.container()
        number, shown = _controls(view, head)
        page = head if number == 1 else view.answers.of(gaps.gaps, now, number, SIZE)
        with slot:
            _rows(view, page, number, shown)
        make_findings(view, [_wanted(view, row) for row in page.frame.to_dict("records")], "gaps")
        foot(view, "gap_list", t("gaps.list"), "", None)


def _wanted(view: View, row: dict) -> Wanted:
    """The finding that a gap can become; who and until when is asked there."""
    source = f"gap|{row['indicator']}|{row['duty']}"
    responsible = row["responsible"] if isinstance(row["responsible"], str) else ""
    return Wanted(source, row["unit_id"], row["why"], view.day, int(row["subject_id"]), responsible)


def _controls(view: View, head: Page) -> tuple[int, bool]:
    """Page buttons, names, downloads; changed filters begin at page 1 again (its own key)."""
    now = sought(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        pages = math.ceil(head.total / SIZE)
        number = st.pagination(pages, key=f"gap_page_{hash(now)}") if pages > 1 else 1
        shown = names_shown(view, "gap_names")
        _downloads(view, bool(shown))
    return number, bool(shown)


def _downloads(view: View, shown: bool) -> None:
    """Files are made when the button is pressed, not before."""
    t, now = view.t, sought(view)
    secret = password.field(t, "gaps_password")
    desk = Desk(*view.answers.source, view.definitions, t, view.unit_name, shown)
    download(
        view.who,
        t("gaps.download"),
        data=lambda: taken(
            view, "list_taken", gap_sheets.sheet(desk, now), indicator=now.indicator, names=shown
        ),
        file_name=gap_sheets.file_name(desk, now),
        mime=MIME,
        key="gaps_download",
        secret=secret,
        help=t("gaps.download_help"),
    )
    units = [unit for unit in view.children if unit in counted(view).units]
    if len(units) > 1:
        download(
            view.who,
            t("gaps.download_zip"),
            data=lambda: taken(
                view, "list_taken", gap_sheets.sheets(desk, now, units), indicator=now.indicator, names=shown
            ),
            file_name=gap_sheets.file_name(desk, now, "zip"),
            mime="application/zip",
            key="gaps_download_zip",
            secret=secret,
            help=t("gaps.download_zip_help"),
        )


def _rows(view: View, page: Page, number: int, shown: bool) -> None:
    t = view.t
    first = (number - 1) * SIZE + 1
    last = min(first + SIZE - 1, page.total)
    st.caption(t.sentences(t("gaps.open_hint"), t("gaps.range", first=first, last=last, total=page.total)))
    frame = pd.DataFrame(
        [
            {
                t("column.name"): line.name,
                t("gaps.severity"): line.severity,
                t("gaps.what"): line.what,
                t("gaps.when"): line.late,
                t("column.why"): line.why,
                t("column.unit"): line.unit,
                t("column.team"): line.team,
                t("gaps.since"): line.since.isoformat() if line.since else "",
                t("gaps.last_contact"): line.last_contact.isoformat() if line.last_contact else "",
                t("column.responsible"): line.responsible,
            }
            for line in lines(t, view.definitions, view.unit_name, page.frame, shown)
        ]
    )
    text = st.column_config.TextColumn
    widths = {
        t("gaps.severity"): text(width=64),
        t("gaps.what"): text(width=170),
        t("gaps.when"): text(width=110),
        t("column.why"): text(width=250),
        t("column.team"): text(width=64),
        t("gaps.since"): text(width=100),
        t("gaps.last_contact"): text(width=100),
    }
    open_rows(
        view,
        frame,
        list(page.frame["subject_id"]),
        f"gap_rows_{number}",
        t("gaps.list"),
        {t("column.name"): text(pinned=True, width=name_width(frame[t("column.name")]))} | widths,
        460 if len(frame) > 12 else "content",
    )
