"""The administrator's page: everybody who was let in, giving and taking access, what the roles mean."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from care import grants, office
from care.briefing.about import Unit
from care.grants import Grant
from care.meanwhile import ANY, Meanwhile
from care.roles import ROLES, User
from care.screen import address, filters, style
from care.screen.escaping import plain
from care.screen.kept import Kept, open_current
from care.screen.pressed import NOTHING, press, pressed
from care.walls import EVERYTHING
from care.words import NONE, Voice

SAID = "_access_said"
ALL = "*"  # chosen on purpose, like a unit or group: choosing nothing gives nothing
MONTHS = (0, 1, 3, 6, 12)  # for how long access is given; 0 = no end. Any other day: the command line


@dataclass(frozen=True)
class Desk:
    """What the page works with. `units` may be empty: access can be given before the first ledger is in."""

    who: User
    t: Voice
    folder: Path
    units: dict[str, Unit]
    groups: dict[str, str]
    grants: dict[str, Grant]

    @property
    def offered(self) -> tuple:
        """What the form offers to choose from. What was chosen of another list is lost."""
        return (*((id_, _unit(self, id_)) for id_ in self.units), *self.groups.items())


def open_access(who: User) -> Desk:
    address.settle("access")
    style.sheet()
    t = filters.speaking()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("access.title"), anchor=False)
        filters.language_switch()
    st.caption(t("access.caption"))
    store, folder = open_current(), office.data_dir()
    # Names of units only: an administrator who sees no figures must be able to name them.
    units = Kept(store, EVERYTHING).units if store else {}
    groups = {one.id: t.pick(one.name) for one in office.rules().groups.values()}
    return Desk(who, t, folder, units, groups, grants.in_force(folder))


def people(desk: Desk) -> None:
    t = desk.t
    said = st.session_state.pop(SAID, "")
    if said:
        st.success(said)
    with st.container(border=True, key="card_people"):
        if not desk.grants:
            st.markdown(t("access.nobody"))
            return
        st.subheader(t("access.people", n=len(desk.grants)), anchor=False)
        frame = pd.DataFrame([_line(desk, one) for one in desk.grants.values()])
        st.dataframe(frame, hide_index=True, height="content", alt=t("access.title"))


def _line(desk: Desk, one: Grant) -> dict:
    t = desk.t
    return {
        t("access.who"): one.who,
        t("access.roles"): t("list.comma").join(t(f"role.{role}") for role in one.roles if role in ROLES),
        t("access.units"): _named(desk, one.units, "access.all_units", lambda unit: _unit(desk, unit)),
        t("access.groups"): _named(
            desk, one.groups, "filter.all_groups", lambda group: desk.groups.get(group, group)
        ),
        t("access.until"): one.until.isoformat() if one.until else NONE,
        t("access.state"): t("access.ended" if one.ended(date.today()) else "access.holds"),
        t("access.given"): f"{_by(desk, one.by)} {one.at[:10]}",
    }


def _named(desk: Desk, ids: tuple[str, ...] | None, all_: str, name) -> str:
    return desk.t(all_) if ids is None else desk.t("list.comma").join(map(name, ids))


def _unit(desk: Desk, unit_id: str) -> str:
    return desk.units[unit_id].name(desk.t.lang) if unit_id in desk.units else unit_id.rpartition("/")[2]


def _by(desk: Desk, name: str) -> str:
    return desk.t("ledgers.by_local") if name == "local" else name


def give(desk: Desk) -> None:
    """One form for giving and changing: the last thing said about somebody holds."""
    t = desk.t
    with st.container(border=True, key="card_give"):
        st.subheader(t("access.give"), anchor=False)
        with st.form("give", border=False):
            with st.container(horizontal=True):
                who = st.text_input(
                    t("access.who"),
                    max_chars=grants.LONGEST,
                    placeholder=t("access.who_hint"),
                    help=t("access.who_help"),
                    width=340,
                )
                roles = st.multiselect(
                    t("access.roles"),
                    list(ROLES),
                    format_func=lambda one: t(f"role.{one}"),
                    placeholder=t("access.choose_roles"),
                    width=340,
                )
            with st.container(horizontal=True):
                units = st.multiselect(
                    t("access.units"),
                    [ALL, *desk.units],
                    format_func=lambda one: _choice(desk, one),
                    placeholder=t("access.choose_units"),
                    width=340,
                )
                groups = st.multiselect(
                    t("access.groups"),
                    [ALL, *desk.groups],
                    format_func={ALL: t("filter.all_groups"), **desk.groups}.get,
                    placeholder=t("access.choose_groups"),
                    width=340,
                )
            st.caption(t("access.groups_hint"))
            months = st.selectbox(
                t("access.for"),
                MONTHS,
                format_func=lambda n: t("access.months", n=n) if n else t("access.no_end"),
                help=t("access.until_hint"),
                width=220,
            )
            seen = {"on_click": press, "args": ("give", (desk.grants, desk.offered))}
            if st.form_submit_button(t("access.save"), type="primary", key="access_give", **seen):
                _give(desk, units, groups, Grant(who, tuple(roles), until=_until(months)))


def _choice(desk: Desk, unit_id: str) -> str:
    if unit_id == ALL:
        return desk.t("access.all_units")
    return filters.INDENT * (desk.units[unit_id].depth - 1) + _unit(desk, unit_id)


def _clear(chosen: list[str]) -> bool:
    """Something, and not “all” beside some of them."""
    return bool(chosen) and (ALL not in chosen or len(chosen) == 1)


def _chosen(chosen: list[str]) -> tuple[str, ...] | None:
    return None if chosen == [ALL] else tuple(chosen)


def _until(months: int) -> date | None:
    """The last day of so many months from today."""
    return (pd.Timestamp(date.today()) + pd.DateOffset(months=months)).date() if months else None


def _give(desk: Desk, units: list[str], groups: list[str], given: Grant) -> None:
    """`given` with these units and groups, as they were chosen."""
    t, who = desk.t, grants.name_of(given.who)
    drawn = pressed("give")
    if drawn is NOTHING or drawn[1] != desk.offered:
        st.warning(t("access.offered_otherwise"))
        return
    if not (_clear(units) and _clear(groups)):
        st.warning(t("access.nothing_chosen"))
        return
    given = replace(given, units=_chosen(units), groups=_chosen(groups))
    if who == desk.who.name and "administrator" not in given.roles:
        st.warning(t("access.themselves"))
        return
    try:
        grants.give(desk.folder, given, desk.who.name, drawn[0].get(who))
    except Meanwhile as other:
        _meanwhile(desk, who, other.stands)
        return
    except ValueError:
        st.warning(t("access.wrong"))
        return
    st.session_state[SAID] = t("access.saved", who=who)
    st.rerun()


def take(desk: Desk) -> None:
    t = desk.t
    if not desk.grants:
        return
    with st.container(border=True, key="card_take"), st.form("take", border=False):
        who = st.selectbox(t("access.choose"), list(desk.grants), index=None, placeholder="", width=340)
        seen = {"on_click": press, "args": ("take", desk.grants)}
        if st.form_submit_button(t("access.take"), key="access_take", **seen) and who in desk.grants:
            if who == desk.who.name:
                st.warning(t("access.themselves"))
                return
            try:
                grants.take(desk.folder, who, desk.who.name, _seen(who))
            except Meanwhile as other:
                _meanwhile(desk, who, other.stands)
                return
            st.session_state[SAID] = t("access.taken", who=who)
            st.rerun()


def _seen(who: str) -> Grant | None | object:
    """What this page said of somebody when their access was to be taken."""
    drawn = pressed("take")
    return ANY if drawn is NOTHING else drawn.get(who)


def _meanwhile(desk: Desk, who: str, stands: Grant | None) -> None:
    t, line = desk.t, {} if stands is None else _line(desk, stands)
    told = [str(line[t(f"access.{key}")]) for key in ("roles", "units", "groups", "until") if line]
    now_ = t("list.comma").join(told) or t("meanwhile.access_none")
    by = _by(desk, stands.by) if stands else t("meanwhile.somebody")
    st.warning(plain(t("meanwhile.access", who=who, by=by, stands=now_)))


def meanings(desk: Desk) -> None:
    t = desk.t
    with st.expander(t("access.what_roles_mean")):
        for role in ROLES:
            st.markdown(f"**{t(f'role.{role}')}**{t('list.colon')}{t(f'role.{role}_means')}")
