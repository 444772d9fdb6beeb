"""Samples drawn before, and how drawing and computing work."""

import math

import streamlit as st

from care.inspection import intervals, results, sampling, spot_checks, truth
from care.inspection.spot_checks import Sample
from care.screen.escaping import plain
from care.screen.spot_check_room import Room, go, moment
from care.words import percent

SIZE = 10  # samples a page
VECTORS = "tests/expected/spot_check_vectors.json"


def earlier(room: Room) -> None:
    """Every sample the asker may see, the latest first."""
    t = room.t
    st.subheader(t("spot_check.earlier"), anchor=False)
    found = [sample for sample in spot_checks.everything(room.folder) if room.may_see(sample)]
    if not found:
        st.markdown(f":gray[{t('spot_check.earlier_none')}]")
        return
    pages = math.ceil(len(found) / SIZE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key=f"spot_pages_{pages}") if pages > 1 else 1
    with slot:
        for sample in found[(page - 1) * SIZE : page * SIZE]:
            _line(room, sample)


def _line(room: Room, sample: Sample) -> None:
    t = room.t
    done = results.results(room.folder, sample)
    whole = truth.findings(sample, done)[0]
    said = [
        t("spot_check.people_of", size=sample.size, frame=sample.frame_size),
        t("spot_check.progress", done=len(done), size=sample.size),
    ]
    if whole.rate:
        said.append(f"{t('spot_check.truth')} {percent(whole.rate.share)}")
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"foot_spot_{sample.id}"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"{room.units_said(sample)} · {room.groups_said(sample)}")
            st.caption(" · ".join(said))
            day, by = moment(sample.at), plain(room.by(sample.by))
            st.caption(t("spot_check.earlier_row", day=day, by=by, seed=plain(sample.seed)))
        st.button(
            t("spot_check.open"),
            key=f"spot_open_{sample.id}",
            type="tertiary",
            on_click=go,
            kwargs={"sample": sample.id},
        )


def method(room: Room) -> None:
    t = room.t
    with st.container(border=True, key="card_method"):
        st.subheader(t("spot_check.method"), anchor=False)
        st.markdown(t("spot_check.method_1"))
        st.markdown(t("spot_check.method_2", vectors=VECTORS))
        st.markdown(t("spot_check.method_3"))
        st.markdown(t("spot_check.method_4"))
        with st.container(key="spot_sources"):
            st.caption(t("spot_check.method_source", source=f"{sampling.SOURCE} {intervals.SOURCE}"))
