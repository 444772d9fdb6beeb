"""One sample, opened: what makes it repeatable, then its sheets, the typing of results, or what they say."""

import streamlit as st

from care.inspection import spot_checks, truth
from care.screen.download import download, written_down
from care.screen.escaping import plain
from care.screen.spot_check_doors import enter_results
from care.screen.spot_check_results import results_of
from care.screen.spot_check_room import Room, go, moment
from care.screen.spot_check_sheets import sheets_of

PARTS = {"sheet": sheets_of, "enter": enter_results, "result": results_of}


def opened(room: Room) -> None:
    t = room.t
    st.button(
        f"‹ {t('spot_check.back')}",
        key="spot_back",
        type="tertiary",
        on_click=go,
        kwargs={"sample": "", "part": "", "door": ""},
    )
    _facts(room)
    part = st.query_params.get("part")
    st.session_state["spot_part"] = part if part in PARTS else "sheet"
    part = st.segmented_control(
        t("spot_check.part"),
        list(PARTS),
        key="spot_part",
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: t(f"spot_check.part_{one}"),
        on_change=lambda: go(part=st.session_state["spot_part"]),
        width="stretch",
    )
    PARTS[part](room)


def _facts(room: Room) -> None:
    t, sample = room.t, room.sample
    done = sum(
        truth.verdict_of(door, room.found().get(door.number), truth.WHOLE) is not None
        for door in sample.doors
    )
    st.progress(done / sample.size, t("spot_check.progress", done=done, size=sample.size))
    label = t(
        "spot_check.facts",
        seed=plain(sample.seed),
        units=room.units_said(sample),
        groups=room.groups_said(sample),
    )
    with st.expander(label, key="spot_facts", on_change="rerun") as facts:
        if not facts.open:
            return
        apart = t("spot_check.proof_factor", factor=sample.factor) if sample.factor > 1 else ""
        about = {
            "seed": plain(sample.seed),
            "units": room.units_said(sample),
            "groups": room.groups_said(sample),
            "frame": sample.frame_size,
            "strata": len(sample.strata),
            "by": plain(room.by(sample.by)),
        }
        st.markdown(
            t(
                "spot_check.proof",
                day=sample.day,
                size=sample.size,
                factor=apart,
                at=moment(sample.at),
                **about,
            )
        )
        st.caption(t("spot_check.hash"))
        st.code(sample.frame_hash, language=None, wrap_lines=True)
        same = spot_checks.drawn_again(room.folder, sample)
        st.markdown(t(f"spot_check.proof_{'same' if same else 'differs'}"))
        _frame_file(room)


def _frame_file(room: Room) -> None:
    t, sample = room.t, room.sample
    download(
        room.who,
        t("spot_check.frame_file"),
        data=written_down(
            room.who,
            lambda: spot_checks.kept_frame(room.folder, sample.id).encode(),
            page="spot_check",
            sample=sample.id,
        ),
        file_name=f"{t('spot_check.frame_name')}_{sample.day.isoformat()}_{sample.id}.tsv",
        mime="text/tab-separated-values",
        key="spot_frame",
    )
