"""The clerk's desk: the files that lie on it, what was said of each, and the head of the ledgers page.

Files and their bytes live in the session only, until they are taken in or put away; never in a cache.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from care import desks, office
from care.access import PAPERS
from care.briefing.about import lettered
from care.definitions import Definitions
from care.ledgers.importing import Report
from care.ledgers.recognising import Correction
from care.ledgers.trying import Trial
from care.roles import User
from care.screen import address, filters, states, style
from care.screen.kept import open_current
from care.screen.ledger_style import sheet
from care.store import Store
from care.words import Voice, class_in_english

NEWS = "_ledger_news"  # what is said once above the history


@dataclass
class Paper:
    """One file on the desk. `trial` None: still to be read. `outcome`: what taking in gave; no bytes then.

    `first`: the first rows as understood. `trouble`: a sentence, when taking in was not possible right now.
    """

    key: str
    name: str
    data: bytes = field(repr=False)
    trial: Trial | None = None
    first: list[dict] = field(default_factory=list, repr=False)
    corrections: dict[str, Correction] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    complete: bool = False
    day: date | None = None
    wanted: bool = False
    outcome: Report | None = None
    trouble: str = ""

    @property
    def takeable(self) -> bool:
        return self.outcome is None and self.trial is not None and self.trial.report.status == "dry_run"

    def read_again(self) -> None:
        self.trial, self.trouble = None, ""


@dataclass(frozen=True)
class Desk:
    """Passed to every piece of the page. `units`: unit id → names (zh, en)."""

    who: User
    t: Voice
    folder: Path
    definitions: Definitions
    units: dict[str, tuple[str, str]]
    papers: list[Paper]

    def unit_name(self, unit_id: str | None) -> str:
        if not unit_id:
            return ""
        last = unit_id.rpartition("/")[2]
        zh, en = self.units.get(unit_id, (last, ""))
        own = lettered(zh if self.t.lang == "zh" else en or class_in_english(zh))
        above = unit_id.rpartition("/")[0]
        return f"{self.unit_name(above)} {own}" if unit_id.count("/") > 1 else own

    def kind_name(self, kind: str | None) -> str:
        known = self.definitions.ledgers.get(kind or "")
        return self.t.pick(known["name"]) if known else self.t("ledgers.no_kind")

    def kinds_name(self, kinds) -> str:
        return self.t("list.comma").join(self.kind_name(kind) for kind in kinds)

    def field_name(self, name: str | None) -> str:
        """What the screen calls a field; a flag column carries its group's name."""
        if not name:
            return self.t("ledgers.not_kept")
        if name.startswith("flag:"):
            group = self.definitions.groups.get(name.removeprefix("flag:"))
            return self.t.pick(group.name) if group else name
        known = self.definitions.fields.get(name)
        return self.t.pick(known["name"]) if known else name


def open_desk(who: User) -> Desk:
    """Draw the head of the page."""
    address.settle("ledgers")
    style.sheet()
    t = filters.speaking()
    sheet(t)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("ledgers.title"), anchor=False)
        filters.language_switch()
    with st.spinner(t("state.building")):
        store = open_current()
    papers = st.session_state.setdefault(PAPERS, [])
    return Desk(who, t, office.data_dir(), office.rules(), _units(who, store), papers)


def _units(who: User, store: Store | None) -> dict[str, tuple[str, str]]:
    if store is None:
        return {}
    rows = store.query(who.scope, "select unit_id, name, name_en from units").itertuples(index=False)
    return {one.unit_id: (one.name, one.name_en if isinstance(one.name_en, str) else "") for one in rows}


def lay(desk: Desk, name: str, data: bytes) -> Paper | None:
    """Put a file on the desk; the same bytes lie there once. None where there is no room for it."""
    key = hashlib.sha256(data).hexdigest()[:12]
    for paper in desk.papers:
        if paper.key == key and paper.outcome is None:
            return paper
    paper = Paper(key, name, data)
    if not desks.lay(desk.who.name, paper):
        return None
    desk.papers[:] = [paper for paper in desk.papers if paper.key != key]
    desk.papers.append(paper)
    return paper


def put_away(key: str) -> None:
    """Take a file off the desk (a callback)."""
    papers = st.session_state.get(PAPERS, [])
    papers[:] = [paper for paper in papers if paper.key != key]


def forget_outcome(desk: Desk, batch_id: str) -> None:
    """After an undo: its card goes, and what still lies on the desk is compared anew."""
    desk.papers[:] = [one for one in desk.papers if not one.outcome or one.outcome.batch_id != batch_id]
    for paper in desk.papers:
        if paper.outcome is None:
            paper.read_again()


def clear_taken() -> None:
    papers = st.session_state.get(PAPERS, [])
    papers[:] = [paper for paper in papers if paper.outcome is None]


def guard(desk: Desk):
    return states.guard(desk.t)
