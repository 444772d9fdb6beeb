"""Results typed at the door: one person at a time, large buttons, every tap saved at once."""

import streamlit as st

from care import access
from care.inspection import results, sheets
from care.inspection.results import VERDICTS, Result
from care.inspection.spot_checks import Door
from care.meanwhile import Meanwhile
from care.screen.audited import names_shown
from care.screen.escaping import plain
from care.screen.spot_check_room import Room, go
from care.serving.headers import script

LONGEST = 9  # digits of a door's number
UP = "_spot_up"
OTHER = "_spot_other"  # what another wrote of this door meanwhile, in words


def enter_results(room: Room) -> None:
    """One door: what the ledgers claim, and three buttons a claim."""
    t, sample, found = room.t, room.sample, room.found()
    if said := st.session_state.pop(OTHER, ""):
        st.warning(said)
    door = sample.doors[_number(room, found) - 1]
    shown = names_shown(room.view(), "spot_names", of=sample.id)
    _choose(room, found, door, bool(shown))
    _turn(room, door, "above")
    with st.container(border=True, key="card_door"):
        line = sheets.line(t, room.definitions, sample, room.known(), door, bool(shown))
        st.subheader(plain(line.person), anchor=False)
        st.markdown(plain(f"{room.unit_name(door.place)} {line.where}"))
        _every(room, door, found.get(door.number, Result()))
        for claim in door.asked:
            _claim(room, door, claim, line.claimed[claim], found.get(door.number, Result()))
        _remark(room, door, found.get(door.number, Result()))
        known = found.get(door.number)
        if known:
            st.markdown(f":blue[{t('spot_check.saved', by=plain(room.by(known.by)))}]")
    _turn(room, door, "below")
    _upwards()


def _number(room: Room, found: dict[int, Result]) -> int:
    """The door of the address, else the first of which nothing is known."""
    text = st.query_params.get("door", "")
    if text.isdecimal() and len(text) <= LONGEST and 1 <= int(text) <= room.sample.size:
        return int(text)
    return next((door.number for door in room.sample.doors if door.number not in found), 1)


def _choose(room: Room, found: dict[int, Result], door: Door, shown: bool) -> None:
    t, facts = room.t, room.known()
    st.session_state["spot_door"] = door.number

    def named(number: int) -> str:
        one = room.sample.doors[number - 1]
        person = sheets.who(t, facts.people.get(one.key, {}), room.sample.day, shown)
        text = t("spot_check.door_line", number=str(number), person=person, place=room.unit_name(one.place))
        return f"▲ {text}" if number in found else text

    st.selectbox(
        t("spot_check.door_choose"),
        [one.number for one in room.sample.doors],
        key="spot_door",
        format_func=named,
        on_change=lambda: go(door=str(st.session_state["spot_door"]), part="enter"),
    )


def _turn(room: Room, door: Door, where: str) -> None:
    """Previous and next."""
    t, last = room.t, room.sample.size
    with st.grid(2, min_column_width=120, gap="small", key=f"turn_{where}"):
        for step, key in ((-1, "previous"), (1, "next")):
            there = door.number + step
            st.button(
                t(f"spot_check.{key}"),
                key=f"turn_{where}_{key}",
                width="stretch",
                disabled=not 1 <= there <= last,
                type="primary" if (key, where) == ("next", "below") else "secondary",
                on_click=_to,
                args=(there,),
            )


def _to(number: int) -> None:
    """Go to a door and up to its top (a callback)."""
    st.session_state[UP] = number
    go(door=str(number), part="enter")


def _upwards() -> None:
    """After a turn at the foot of a long page, show the next door from its beginning."""
    number = st.session_state.pop(UP, None)
    if number:
        # The script itself never changes: browsers run only what the policy names by its hash.
        st.html(f"<script>{script('up')}</script><!-- {number} -->", unsafe_allow_javascript=True)


def _every(room: Room, door: Door, known: Result) -> None:
    """One tap for all claims of a door."""
    with st.grid(2, min_column_width=120, gap="small"):
        for verdict, key in (("true", "all_true"), ("unmet", "all_unmet")):
            st.button(
                room.t(f"spot_check.{key}"),
                key=f"every_{verdict}",
                width="stretch",
                on_click=_save,
                args=(room, door, dict.fromkeys(door.asked, verdict), None, known),
            )


def _claim(room: Room, door: Door, claim: str, claimed: str, known: Result) -> None:
    t, key = room.t, f"verdict_{door.number}_{claim}"
    st.markdown(f"**{t(f'claim.{claim}')}**")
    st.markdown("  \n".join(plain(one) for one in claimed.split("\n")))
    st.session_state[key] = known.verdicts.get(claim)
    st.segmented_control(
        t(f"claim.{claim}"),
        VERDICTS,
        key=key,
        label_visibility="collapsed",
        width="stretch",
        format_func=lambda one: t(f"verdict.{one}"),
        on_change=lambda: _save(room, door, {claim: st.session_state[key]}, None, known),
    )


def _remark(room: Room, door: Door, known: Result) -> None:
    t, key = room.t, f"remark_{door.number}"
    st.session_state[key] = known.remark or ""
    st.text_area(
        t("spot_check.remark"),
        key=key,
        max_chars=results.LONGEST,
        height=90,
        placeholder=t("spot_check.remark_hint"),
        on_change=lambda: _save(room, door, {}, st.session_state[key], known),
    )


def _save(room: Room, door: Door, verdicts: dict[str, str | None], remark: str | None, known: Result) -> None:
    """Write at once (a callback), and stay at this door. `known`: what was shown of it."""
    if not access.still(room.who):
        return
    said = {door.number: Result(verdicts, remark, room.who.name)}
    try:
        results.record(room.folder, room.sample, said, "phone", {door.number: known})
    except Meanwhile as other:
        st.session_state[OTHER] = _stands(room, other.stands, remark)
    go(door=str(door.number), part="enter")


def _stands(room: Room, stands: Result, remark: str | None) -> str:
    """What another said of the door, and the remark that was not saved: its field shows the other one now."""
    t = room.t
    parts = [f"{t(f'claim.{claim}')} {t(f'verdict.{one}')}" for claim, one in stands.verdicts.items()]
    parts += [plain(stands.remark)] if stands.remark else []
    told = t("list.comma").join(parts) or t("meanwhile.nothing")
    yours = t("meanwhile.remark_yours", remark=plain(remark)) if remark else ""
    return t.sentences(t("meanwhile.door", by=plain(room.by(stands.by)), stands=told), yours)
