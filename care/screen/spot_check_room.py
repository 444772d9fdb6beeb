"""What the spot check page works with: who asks, the store, units by name; which sample is open stands in the URL."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from care import office
from care.briefing.about import Unit, root_of
from care.charts import Look, look
from care.definitions import Definitions
from care.inspection import results, sheets, spot_checks
from care.inspection.results import Result
from care.inspection.spot_checks import Sample
from care.roles import User
from care.screen import address, filters, states, style
from care.screen.kept import Kept, open_current
from care.screen.opening import go_on
from care.screen.spot_check_style import sheet
from care.screen.view import View, theme_type
from care.store import Scope, Store
from care.words import Voice


@dataclass(frozen=True)
class Room:
    """Passed to every piece of the page. `sample` is the open one, None on the page's front."""

    who: User
    t: Voice
    look: Look
    folder: Path
    definitions: Definitions
    store: Store
    units: dict[str, Unit]
    sample: Sample | None = None

    @property
    def state(self) -> str:
        """Part of the key of whatever is kept: data and rules."""
        return f"{self.store.version} {self.definitions.sha256}"

    def unit_name(self, unit_id: str) -> str:
        unit = self.units.get(unit_id)
        return unit.name(self.t.lang) if unit else unit_id.rpartition("/")[2]

    def group_name(self, group_id: str) -> str:
        group = self.definitions.groups.get(group_id)
        return self.t.pick(group.name) if group else group_id

    def units_said(self, sample: Sample) -> str:
        return self.t("list.comma").join(map(self.unit_name, sample.units)) or self.t("spot_check.all_units")

    def groups_said(self, sample: Sample) -> str:
        return self.t("list.comma").join(map(self.group_name, sample.groups)) or self.t(
            "spot_check.all_groups"
        )

    def view(self) -> View:
        """What cards of other pages need, at the top of the asker's units on the sample's day."""
        top = root_of(self.units)
        day = self.sample.day if self.sample else self.store.as_of
        kept = Kept(self.store, self.who.scope)
        about = (self.t, kept, kept.definitions, self.units, top, top, "", day)
        return View(*about, page="spot_check", look=self.look, who=self.who)

    def by(self, name: str) -> str:
        return self.t("ledgers.by_local") if name == "local" else name

    def may_see(self, sample: Sample) -> bool:
        return spot_checks.may_see(sample, self.who.scope, self.units, self.definitions.relief)

    def found(self) -> dict[int, Result]:
        return results.results(self.folder, self.sample)

    def names(self) -> dict[str, str]:
        """Unit id → what it is called in this language."""
        return {unit_id: unit.name(self.t.lang) for unit_id, unit in self.units.items()}

    def known(self) -> sheets.Known:
        return _known(
            self.store.version, repr(self.who.scope), self.sample.id, self.store, self.who.scope, self.sample
        )


def open_room(who: User) -> Room:
    """Draw the head of the page; stops with a notice without data."""
    address.settle("spot_check")
    style.sheet()
    t = filters.speaking()
    sheet(t)
    with st.spinner(t("state.building")):
        store = open_current()
    if store is None:
        filters.language_switch()
        states.no_data(t, who)
        st.stop()
    units = Kept(store, who.scope).units
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("spot_check.title"), anchor=False)
        filters.language_switch()
    if not units:
        states.nothing(t, "state.no_units")
        st.stop()
    room = Room(who, t, look(theme_type()), office.data_dir(), office.rules(), store, units)
    top = root_of(units)
    st.caption(t("spot_check.caption", unit=room.unit_name(top), day=store.as_of))
    go_on(room.view())
    return _opened(room)


def _opened(room: Room) -> Room:
    """With the sample that the address names, if the asker may see it."""
    wanted = st.query_params.get("sample")
    if not wanted:
        return room
    try:
        sample = spot_checks.load(room.folder, wanted)
    except KeyError:
        sample = None
    if sample is None or not room.may_see(sample):
        st.warning(room.t("spot_check.missing"))
        return room
    return Room(**(room.__dict__ | {"sample": sample}))


def moment(text: str) -> str:
    """An instant (ISO, UTC) on the clock of this machine, to the minute."""
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")


def go(**where: str) -> None:
    """Change the address within the page (a callback): sample, part, door; '' takes one out."""
    for name, value in where.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


@st.cache_data(show_spinner=False, max_entries=20)
def _known(version: str, scope: str, id_: str, _store: Store, _scope: Scope, _sample: Sample) -> sheets.Known:
    return sheets.known(_store, _scope, _sample)
