"""Claimed against found: the truth rate of the whole, by claim and by unit, and every discrepancy."""

import pandas as pd
import streamlit as st

from care.charts.whiskers import Whisker, whiskers
from care.exports.excel import rows_workbook
from care.inspection import sheets, truth
from care.inspection.findings import Wanted
from care.inspection.truth import Discrepancy, Finding
from care.screen import password
from care.screen.audited import names_shown
from care.screen.download import download, written_down
from care.screen.exporting import MIME
from care.screen.findings_new import make_findings
from care.screen.opening import open_rows
from care.screen.pictures import tools
from care.screen.plotted import Plotted
from care.screen.spot_check_room import Room
from care.words import NONE, percent

FEWEST = 5  # people looked at; below, a share says nothing


def results_of(room: Room) -> None:
    t, found = room.t, room.found()
    whole = truth.findings(room.sample, found)
    if whole[0].rate is None:
        st.info(t("spot_check.result_none"))
        return
    places = {place: truth.findings(room.sample, found, place) for place in room.sample.places}
    _headline(room, whole[0])
    with st.grid(2, min_column_width=340, gap="small"):
        _card(room, "by_claim", {t(f"claim.{one.claim}"): one for one in whole[1:] if one.asked})
        _card(room, "by_place", {room.unit_name(place): own[0] for place, own in places.items()})
    _table(room, whole, places)
    _discrepancies(room, truth.discrepancies(room.sample, found))


def _headline(room: Room, whole: Finding) -> None:
    t, rate = room.t, whole.rate
    with st.container(border=True, key="card_truth"):
        st.metric(t("spot_check.truth"), percent(rate.share))
        bounds = {"low": percent(rate.low), "high": percent(rate.high)}
        st.markdown(t("spot_check.truth_says", share=percent(rate.share), answered=rate.answered, **bounds))
        if whole.unmet:
            st.caption(t("spot_check.not_met_note"))


def _card(room: Room, key: str, rows: dict[str, Finding]) -> None:
    """Shares as bars with their intervals; those of too few people are left to the table."""
    t = room.t
    with st.container(border=True, key=f"card_{key}", height="stretch"):
        st.subheader(t(f"spot_check.{key}"), anchor=False)
        shown = [
            Whisker(
                name, one.rate.share, one.rate.low, one.rate.high, percent(one.rate.share), _interval(one)
            )
            for name, one in rows.items()
            if one.rate and one.rate.answered >= FEWEST
        ]
        if shown:
            figure = Plotted(whiskers(shown, room.look))
            st.plotly_chart(
                figure,
                key=f"spot_{key}",
                config=tools(t, t(f"spot_check.{key}")),
                alt=t(f"spot_check.{key}"),
            )
        st.caption(t("spot_check.small", n=FEWEST))


def _table(room: Room, whole: list[Finding], places: dict[str, list[Finding]]) -> None:
    """Every unit and claim: share, interval, counts."""
    t = room.t
    everywhere = t("spot_check.all_units")
    lines = [_line(room, everywhere, one) for one in whole if one.asked]
    lines += [
        _line(room, room.unit_name(place), one) for place, own in places.items() for one in own if one.asked
    ]
    first = t("spot_check.place")
    st.dataframe(
        pd.DataFrame(lines),
        hide_index=True,
        height=420,
        alt=t("spot_check.truth"),
        column_config={first: st.column_config.TextColumn(pinned=True, width=110 if t.lang == "zh" else 140)},
    )


def _line(room: Room, place: str, one: Finding) -> dict:
    t = room.t
    enough = one.rate is not None and one.rate.answered >= FEWEST
    return {
        t("spot_check.place"): place,
        t("spot_check.about"): t(f"claim.{one.claim}"),
        t("spot_check.truth"): percent(one.rate.share) if enough else NONE,
        t("spot_check.interval"): _interval(one) if enough else NONE,
        t("spot_check.answered"): one.rate.answered if one.rate else 0,
        t("spot_check.not_true"): one.false,
        t("spot_check.not_met"): one.unmet,
    }


def _interval(one: Finding) -> str:
    return f"{percent(one.rate.low)}–{percent(one.rate.high)}"


def _discrepancies(room: Room, found: list[Discrepancy]) -> None:
    t = room.t
    st.subheader(t("spot_check.discrepancies"), anchor=False)
    if not found:
        st.markdown(f":blue[▲ {t('spot_check.discrepancies_none')}]")
        return
    shown = names_shown(room.view(), "spot_result_names", of=room.sample.id)
    frame = pd.DataFrame([_discrepancy(room, one, bool(shown)) for one in found])
    name = t("spot_check.column_person")
    open_rows(
        room.view(),
        frame,
        [int(one.door.key) for one in found],
        "spot_false",
        t("spot_check.discrepancies"),
        {name: st.column_config.TextColumn(pinned=True, width=130 if t.lang == "zh" else 165)},
        height="content" if len(frame) <= 12 else 460,
    )
    make_findings(room.view(), [_wanted(room, one) for one in found], "spot_check")
    title = t("spot_check.discrepancies")
    secret = password.field(t, "spot_false_password")
    download(
        room.who,
        t("spot_check.download"),
        data=written_down(
            room.who,
            lambda: rows_workbook(
                title,
                sheets.notes(t, room.sample),
                list(frame.columns),
                frame.itertuples(index=False, name=None),
            ),
            page="spot_check",
            sample=room.sample.id,
            names=bool(shown),
        ),
        file_name=f"{title}_{room.sample.day.isoformat()}_{room.sample.id}.xlsx",
        mime=MIME,
        key="spot_discrepancies",
        secret=secret,
    )


def _discrepancy(room: Room, one: Discrepancy, shown: bool) -> dict:
    t = room.t
    line = sheets.line(t, room.definitions, room.sample, room.known(), one.door, shown)
    return {
        t("spot_check.column_person"): line.person,
        t("spot_check.about"): t(f"claim.{one.claim}"),
        t("spot_check.claimed"): line.claimed[one.claim],
        t("spot_check.remark"): one.result.remark or "",
        t("spot_check.place"): room.unit_name(one.door.place),
        t("spot_check.column_where"): line.where,
        t("spot_check.found_by"): room.by(one.result.by),
    }


def _wanted(room: Room, one: Discrepancy) -> Wanted:
    """The finding that a discrepancy can become; when it is due is asked there."""
    source = f"spot_check|{room.sample.id}|{one.door.number}|{one.claim}"
    return Wanted(source, one.door.place, one.result.remark or "", room.sample.day, int(one.door.key))
