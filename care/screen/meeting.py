"""Meeting mode: one idea a screen, forward and back by keys or clicker, drill down and come back; wall display.

The address holds where one is (?slide=3&cards=…&wall=20&shade=dark), so that a link or a reload opens the same.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from care.briefing.about import root_of
from care.briefing.pieces import keys, pieces, title
from care.briefing.pieces import known as is_known
from care.charts import DARK, LIGHT
from care.roles import User
from care.screen import address, filters, meeting_back, meeting_slide, meeting_style
from care.screen.meeting_slide import Slide, slides
from care.screen.page import open_data, own_groups
from care.screen.take_page import asked
from care.screen.view import View, theme_type

OWN = ("slide", "cards", "wall", "shade")
SECONDS = (0, 10, 20, 30, 60)  # of a slide on a wall display; 0 = no timer
CLOCK = 20  # seconds between two looks at the clock
GROUNDS = {"light": "#ffffff", "dark": "#0c171d"}


@dataclass(frozen=True)
class Show:
    """The slides, the place of the one shown (from 0), and the wall display's seconds."""

    view: View
    keys: list[str]
    slides: list[Slide]
    at: int
    wall: int

    @property
    def now(self) -> Slide:
        return self.slides[self.at]


def open_meeting(who: User) -> Show:
    """What is shown, by the filters of the pages before; stops with a notice without data."""
    answers, units = open_data(who, "meeting", OWN)
    meeting_back.arrived()
    t, known, root = filters.speaking(), answers.definitions, root_of(units)
    unit = address.get("unit") if address.get("unit") in units else root
    group = address.get("group") if address.get("group") in own_groups(who, known) else ""
    day = filters.day_of(address.get("day"), answers.first_day, answers.as_of)
    shade = address.get("shade") if address.get("shade") in GROUNDS else theme_type()
    look = {"light": LIGHT, "dark": DARK}[shade]
    view = View(t, answers, known, units, root, unit, group, day, page="meeting", look=look, who=who)
    meeting_style.sheet(look, GROUNDS[shade])
    chosen = [key for key in dict.fromkeys(address.get("cards").split(",")) if is_known(known, key)]
    ready = slides(_pieces(view, chosen))
    return Show(view, chosen, ready, _place(address.get("slide"), len(ready)), _seconds(address.get("wall")))


def show(now: Show) -> None:
    """The slide, and below it what a presenter needs."""
    with st.container(key="meeting_slide"):
        _head(now.view)
        meeting_slide.draw(now.view, now.now)
    _bar(now)
    if now.wall:
        _advance(now)


def _pieces(view: View, chosen: list[str]) -> list:
    """Kept for the session while nothing changes: going on a slide must not ask everything again."""
    about = (
        view.answers.version,
        repr(view.answers.scope),
        view.unit,
        view.group,
        view.day,
        view.t.lang,
        *chosen,
    )
    kept = st.session_state.get("_meeting")
    if kept is None or kept[0] != about:
        with st.spinner(view.t("meeting.preparing")):
            told = asked(view)
            kept = about, pieces(told, chosen or None) or pieces(told)  # what was chosen may say nothing here
        st.session_state["_meeting"] = kept
    return kept[1]


def _head(view: View) -> None:
    """Scope and day on every slide; the clock."""
    left, right = st.columns([8, 1], vertical_alignment="center")
    with left:
        st.html(f'<div class="m-head"><span>{escape(view.scope_words)}</span></div>')
    with right:
        _clock(_zone(st.context.timezone))


def _zone(name: str | None) -> ZoneInfo:
    """The browser's own; what this machine does not know is told in the office's time."""
    try:
        return ZoneInfo(name or "Asia/Shanghai")
    except (ValueError, OSError, KeyError):
        return ZoneInfo("Asia/Shanghai")


@st.fragment(run_every=CLOCK)
def _clock(zone: ZoneInfo) -> None:
    st.html(f'<div class="m-head"><span></span><span>{datetime.now(zone):%H:%M}</span></div>')


def _bar(now: Show) -> None:
    t, last = now.view.t, len(now.slides) - 1
    with st.container(horizontal=True, key="meeting_bar", vertical_alignment="center", gap="small"):
        _turn(now, -1, "‹", "Left", now.at == 0)
        st.markdown(f"{now.at + 1} / {last + 1}", width="content")
        _turn(now, 1, "›", "Right", now.at == last)
        with st.popover(t("meeting.contents"), width="content"):
            _contents(now)
        with st.popover(t("meeting.settings"), width="content"):
            _settings(now)
        if now.now.piece.page:
            page = now.now.piece.page
            if st.button(t("meeting.closer", page=t(f"menu.{page}")), key="meeting_closer"):
                meeting_back.go(page)
        if st.button(t("meeting.leave"), key="meeting_leave", shortcut="Esc"):
            st.switch_page("pages/overview.py", query_params=meeting_back.plain())
    with st.container(key="meeting_keys"):  # a clicker sends these
        _turn(now, -1, "PageUp", "PageUp", now.at == 0)
        _turn(now, 1, "PageDown", "PageDown", now.at == last)


def _turn(now: Show, step: int, label: str, key: str, disabled: bool) -> None:
    st.button(
        label,
        key=f"meeting_{key}",
        shortcut=key,
        disabled=disabled,
        help=now.view.t("meeting.next" if step > 0 else "meeting.before") if label in "‹›" else None,
        on_click=_go,
        args=(now.at + step,),
    )


def _go(place: int) -> None:
    address.put(slide=str(place + 1))


def _contents(now: Show) -> None:
    for at, slide in enumerate(now.slides):
        if slide.part == 1:
            mark = "**" if at == now.at else ""
            label = f"{mark}{at + 1}　{slide.piece.question}{mark}"
            st.button(label, key=f"meeting_to_{at}", type="tertiary", on_click=_go, args=(at,))


def _settings(now: Show) -> None:
    """Which slides in which order, the timer of a wall display, light or dark."""
    t, known = now.view.t, now.view.definitions
    st.session_state.update(pick_cards=now.keys, pick_wall=now.wall, pick_dark=now.view.look is DARK)
    st.multiselect(
        t("meeting.cards"),
        list(dict.fromkeys([*keys(known), *now.keys])),
        key="pick_cards",
        format_func=lambda key: title(now.view, key),
        placeholder=t("meeting.all_cards"),
        on_change=lambda: address.put(cards=",".join(st.session_state["pick_cards"]), slide=""),
    )
    st.segmented_control(
        t("meeting.wall"),
        SECONDS,
        key="pick_wall",
        format_func=lambda seconds: t("meeting.seconds", n=seconds) if seconds else t("meeting.by_hand"),
        required=True,
        on_change=lambda: address.put(wall=str(st.session_state["pick_wall"] or "")),
    )
    st.toggle(
        t("meeting.dark"),
        key="pick_dark",
        on_change=lambda: address.put(shade="dark" if st.session_state["pick_dark"] else "light"),
    )
    filters.language_switch()
    st.caption(t("meeting.keys"))


def _advance(now: Show) -> None:
    """A wall display goes on by itself; each turn asks the store in force, so new ledgers appear."""
    due = time.monotonic() + now.wall
    st.session_state["_meeting_due"] = due

    @st.fragment(run_every=now.wall)
    def timer() -> None:
        if time.monotonic() > st.session_state["_meeting_due"] - 0.5:
            _go((now.at + 1) % len(now.slides))
            st.rerun()

    timer()


def _place(text: str, how_many: int) -> int:
    """“3” → 2; what is no place falls back to the first or the last."""
    return (
        min(max(int(text) - 1, 0), how_many - 1)
        if len(text) <= 6 and text.isascii() and text.isdigit()
        else 0
    )


def _seconds(text: str) -> int:
    return int(text) if text in map(str, SECONDS) else 0
