"""Drawing a sample: units, groups, size with the precision it buys, doubtful records, seed."""

import secrets
from datetime import date

import streamlit as st

from care.inspection import marks, spot_checks
from care.inspection.frame import Frame, Wish, doubtful, frame
from care.inspection.intervals import half_width, size_for
from care.inspection.sampling import plan
from care.ledgers.problems import Refused
from care.screen.spot_check_room import Room, go
from care.store import Scope, Store

FACTORS = (1, 2, 3, 5)
USUAL = 120  # people; ±9 points in a town
SEED = "spot_seed"


def draw_card(room: Room) -> None:
    t = room.t
    with st.container(border=True, key="card_draw"):
        st.subheader(t("spot_check.draw"), anchor=False)
        wish = _wish(room)
        suspects = _suspects(room, wish.day)
        plain = _frame(room, wish, frozenset())
        if not plain.rows:
            st.info(t("spot_check.nobody"))
            return
        with st.grid(2, min_column_width=300, gap="small"):
            with st.container():
                size = _size(room, len(plain.rows))
                factor = _factor(room, sum(int(row.key) in suspects for row in plain.rows))
            slot = st.container()
        drawn_from = _frame(room, wish, suspects) if factor > 1 else plain
        with slot:
            design = _design(room.state, repr(room.who.scope), wish, suspects, size, factor, drawn_from)
            _precision(room, drawn_from, size, design)
        _go(room, wish, drawn_from, size, factor)


def _wish(room: Room) -> Wish:
    t = room.t
    choice = [unit_id for unit_id, unit in room.units.items() if unit.kind in ("village", "school")]
    with st.container(horizontal=True):
        units = st.multiselect(
            t("spot_check.units"),
            choice,
            key="spot_units",
            format_func=room.unit_name,
            placeholder=t("spot_check.all_units"),
            width=420,
        )
        groups = st.multiselect(
            t("spot_check.groups"),
            list(room.definitions.groups),
            key="spot_groups",
            format_func=room.group_name,
            placeholder=t("spot_check.all_groups"),
            width=420,
        )
    units = units or room.who.scope.units or ()  # “all” of somebody who may see some are those
    groups = groups or room.who.scope.groups or ()
    return Wish(tuple(sorted(units)), tuple(sorted(groups)), room.store.as_of)


def _size(room: Room, most: int) -> int:
    """A number that fits the frame; what was typed for a larger frame is cut to it."""
    state = st.session_state
    state["spot_size"] = max(1, min(int(state.get("spot_size") or USUAL), most))
    return (
        st.number_input(room.t("spot_check.size"), min_value=1, max_value=most, step=10, key="spot_size") or 1
    )


def _factor(room: Room, suspected: int) -> int:
    t = room.t
    if not suspected:
        st.caption(t("spot_check.doubtful_none"))
        return 1
    factor = st.segmented_control(
        t("spot_check.factor"),
        FACTORS,
        default=1,
        key="spot_factor",
        required=True,
        format_func=lambda one: t("spot_check.factor_1") if one == 1 else t("spot_check.factor_n", n=one),
        help=t("spot_check.factor_help"),
    )
    st.caption(t("spot_check.doubtful", n=suspected))
    return factor or 1


def _precision(room: Room, drawn_from: Frame, size: int, design: list[tuple[int, int]]) -> None:
    """What this size buys, from the strata it would really be drawn in (records, drawn)."""
    t, rows = room.t, drawn_from.rows
    st.metric(t("spot_check.precision"), t("spot_check.plus_minus", points=t.points(half_width(design))))
    places = len({row.place for row in rows})
    each = max(1, round(size / places))
    of_one = half_width([(max(each, round(len(rows) / places)), each)])
    buys = t(
        "spot_check.buys",
        frame=len(rows),
        size=size,
        strata=len(design),
        points=t.points(half_width(design)),
        points_high=t.points(half_width(design, 0.9)),
    )
    single = t("spot_check.buys_places", n=places, each=each, points=t.points(of_one))
    st.markdown(t.sentences(buys, single))
    sizes = {"five": size_for(0.05, len(rows)), "ten": size_for(0.10, len(rows))}
    st.caption(t("spot_check.sizes", **sizes))


def _go(room: Room, wish: Wish, drawn_from: Frame, size: int, factor: int) -> None:
    t = room.t
    st.session_state.setdefault(SEED, _seed())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.text_input(
            t("spot_check.seed"),
            key=SEED,
            max_chars=spot_checks.LONGEST_SEED,
            help=t("spot_check.seed_help"),
            width=260,
        )
        st.button(t("spot_check.seed_new"), key="spot_new_seed", type="tertiary", on_click=_another_seed)
    pressed = st.button(t("spot_check.go"), key="spot_go", type="primary")
    st.caption(t("spot_check.drawn_note"))
    if not pressed:
        return
    if not seed.strip():
        st.warning(t("spot_check.seed_empty"))
        return
    try:
        sample = spot_checks.new(
            room.store, room.who.scope, room.definitions, wish, drawn_from, size, seed.strip(), factor
        )
    except Refused as refusal:
        st.warning(t(f"problem.{refusal.problem.code}", **refusal.problem.values))
        return
    kept = spot_checks.save(room.folder, sample, drawn_from.rows, room.who.name)
    del st.session_state[SEED]
    go(sample=kept.id)
    st.rerun()


def _seed() -> str:
    """A default that nobody can foresee."""
    return f"{secrets.randbelow(10**8):08d}"


def _another_seed() -> None:
    st.session_state[SEED] = _seed()


def _suspects(room: Room, day: date) -> frozenset[int]:
    noted = marks.marks(room.folder)
    scope = room.who.scope
    return _doubtful(room.state, repr(scope), day, noted, room.store, scope, room.definitions)


def _frame(room: Room, wish: Wish, suspects: frozenset[int]) -> Frame:
    scope = room.who.scope
    return _kept_frame(room.state, repr(scope), wish, suspects, room.store, scope, room.definitions)


@st.cache_data(show_spinner=False, max_entries=20)
def _doubtful(version: str, scope: str, day: date, noted: list[dict], _store: Store, _scope: Scope, _known):
    return doubtful(_store, _scope, _known, day, noted)


@st.cache_resource(show_spinner=False, max_entries=20)
def _kept_frame(
    version: str, scope: str, wish: Wish, suspects: frozenset[int], _store: Store, _scope: Scope, _known
):
    return frame(_store, _scope, _known, wish, suspects)


@st.cache_data(show_spinner=False, max_entries=200)
def _design(
    version: str,
    scope: str,
    wish: Wish,
    suspects: frozenset[int],
    size: int,
    factor: int,
    _frame: Frame,
) -> list[tuple[int, int]]:
    """How large each stratum is and how many are drawn from it; a county's takes seconds, so it is kept."""
    return [(len(keys), share) for keys, share in plan(_frame.rows, size, factor).values()]
