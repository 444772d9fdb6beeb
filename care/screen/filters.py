"""The head of every page: where we are (breadcrumb), language, and the three filters.

On a phone the filters fold behind one switch; a style sheet decides by width, which the server does not know.
"""

from datetime import date

import streamlit as st

from care.briefing.about import Unit
from care.screen import address
from care.words import LANGUAGES, Voice, language_of, voice

INDENT = "\u3000"  # a full-width space: Streamlit trims ordinary ones
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def language() -> str:
    """The language chosen, else the browser's."""
    chosen = st.query_params.get("lang") or address.get("lang")  # the menu is drawn before the page settles
    return chosen if chosen in LANGUAGES else language_of(st.context.locale)


def speaking() -> Voice:
    return voice(language())


def language_switch() -> None:
    lang = language()
    st.session_state["pick_lang"] = lang
    st.segmented_control(
        speaking()("filter.language"),
        LANGUAGES,
        key="pick_lang",
        format_func=LANGUAGE_NAMES.get,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: address.put(lang=st.session_state["pick_lang"]),
    )


def breadcrumb(t: Voice, units: dict[str, Unit], unit: str, root: str) -> None:
    """The way from the root to the unit; each step above is a button that goes back up."""
    steps = unit.split("/")
    path = ["/".join(steps[: n + 1]) for n in range(len(steps))]
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="breadcrumb"):
        for unit_id in [one for one in path if one.startswith(root)]:
            name = units[unit_id].name(t.lang) if unit_id in units else unit_id
            if unit_id == unit:
                st.markdown(f"**{name}**", width="content")
                continue
            st.button(
                name,
                key=f"up_{unit_id}",
                type="tertiary",
                on_click=drill,
                args=(unit_id if unit_id != root else "",),
            )
            st.markdown(":gray[›]", width="content")


def drill(unit_id: str) -> None:
    """Go to a unit (a callback): every page and card follows."""
    address.put(unit=unit_id)


def bar(
    t: Voice, units: dict[str, Unit], root: str, groups: dict[str, str], whole: str, first: date, last: date
) -> tuple[str, str, date]:
    """Draw the filters; returns (unit, group, day). Values that do not exist fall back to the default. `whole`: what all
    groups are called."""
    unit = address.get("unit") if address.get("unit") in units else root
    group = address.get("group") if address.get("group") in groups else ""
    day = day_of(address.get("day"), first, last)
    st.session_state.update(pick_unit=unit, pick_group=group, pick_day=day)
    st.toggle(t("filter.open"), key="filters_open")  # seen on a phone only
    opened = st.session_state.get("filters_open", False)
    with st.container(
        horizontal=True, key="filters_open_box" if opened else "filters_box", vertical_alignment="bottom"
    ):
        st.selectbox(
            t("filter.unit"),
            list(units),
            key="pick_unit",
            on_change=_take,
            args=("unit", root),
            format_func=lambda id_: _indented(units, id_, t, root),
            width=300,
        )
        st.selectbox(
            t("filter.group"),
            ["", *groups],
            key="pick_group",
            on_change=_take,
            args=("group", ""),
            format_func=lambda id_: groups.get(id_, whole),
            width=260,
        )
        st.date_input(
            t("filter.day"),
            key="pick_day",
            min_value=first,
            max_value=last,
            format="YYYY-MM-DD",
            on_change=_take,
            args=("day", last.isoformat()),
            width=180,
        )
        if unit != root or group or day != last:
            st.button(
                t("filter.reset"),
                key="filters_reset",
                type="tertiary",
                on_click=address.put,
                kwargs={"unit": "", "group": "", "day": ""},
            )
    return unit, group, day


def _take(key: str, default: str) -> None:
    """What a filter widget now says, into URL and session; the default leaves the URL clean."""
    value = st.session_state[f"pick_{key}"]
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    address.put(**{key: "" if text == default else text})


def _indented(units: dict[str, Unit], unit_id: str, t: Voice, root: str) -> str:
    depth = units[unit_id].depth - units[root].depth
    return INDENT * depth + units[unit_id].name(t.lang)


def day_of(text: str, first: date, last: date) -> date:
    try:
        return min(max(date.fromisoformat(text), first), last)
    except ValueError:
        return last
