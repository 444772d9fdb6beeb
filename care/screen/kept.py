"""Answers kept between reruns. Every key holds the store's version, the rules and the asker's scope, never data."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from care import office
from care.answers import Answers, Ask, Count, Page, Row, Whole
from care.briefing.about import Unit, units_of
from care.definitions import Definitions
from care.store import Scope, Store

MOST = 4000  # answers; a small town's pages need about 300
MOST_TREES = 20  # scopes' units, each up to a few megabytes
On = tuple[Store, Scope, Definitions]


def open_current() -> Store | None:
    """The store in force, opened once a process and version; None before the first ledger is in."""
    return office.current(office.data_dir(), office.rules())


class Kept:
    """The same questions as care.answers.Answers, each answered once per store version, rules and scope.

    `definitions`: the rules in force when it was made. All its answers are by these, whatever somebody sets while the
    page stands open: an answer by other rules than its key says would be shown to everybody once they are given back.
    """

    def __init__(self, opened: Store, scope: Scope):
        self._store, self.scope = opened, scope
        self.version, self.as_of, self.first_day = opened.version, opened.as_of, opened.first_day
        self.definitions = office.rules()
        # While the store of changed rules is being built, the one before answers by the new limits.
        self._state = f"{opened.version} {self.definitions.sha256}"

    def unnamed(self) -> "Kept":
        """The same, by the same rules, for somebody who sees figures only."""
        other = copy(self)
        other.scope = replace(self.scope, names=False)
        return other

    def count(self, ask: Ask) -> Count:
        return self.whole(ask).count

    def by(self, ask: Ask, what: str) -> list[Row]:
        return self.whole(ask).rows[what] if what in ("unit", "duty") else self._get("by", ask, what)

    def whole(self, ask: Ask) -> Whole:
        return self._get("whole", ask)

    def every_unit(self, ask: Ask) -> dict[str, int]:
        return self._get("every_unit", ask)

    def every_figure(self, ask: Ask) -> dict[str, int]:
        return self._get("every_figure", ask)

    def every_duty(self, ask: Ask) -> dict[str, int]:
        return self._get("every_duty", ask)

    def trend(self, ask: Ask, months: int = 12) -> list[tuple[date, Count]]:
        return self._get("trend", ask, months)

    def households(self, ask: Ask) -> int:
        return self._get("households", ask)

    def households_by(self, ask: Ask, what: str) -> dict[str, int]:
        return self._get("households_by", ask, what)

    def first_due(self, ask: Ask) -> date | None:
        return self._get("first_due", ask)

    def breakdown(self, ask: Ask) -> pd.DataFrame:
        return self._get("breakdown", ask)

    def rows(self, ask: Ask, state: str = "unmet", search: str = "", page: int = 1, size: int = 50) -> Page:
        return self._get("rows", ask, state, search, page, size)

    def breakdown_rows(
        self, ask: Ask, x: str = "", series: str = "", search: str = "", page: int = 1, size: int = 50
    ) -> Page:
        return self._get("breakdown_rows", ask, x, series, search, page, size)

    def table(self, sql: str) -> pd.DataFrame:
        return self._get("table", sql)

    def of(self, question: Callable, *about):
        """What `question(store, scope, definitions, *about)` answers. `about` must be plain values or frozen
        dataclasses of them: their repr is the key."""
        name = f"{question.__module__}.{question.__qualname__}"
        return _other(
            self._state,
            repr(self.scope),
            name,
            repr(about),
            _question=question,
            _about=about,
            _on=(self._store, self.scope, self.definitions),
        )

    @property
    def units(self) -> dict[str, Unit]:
        """The asker's units in tree order: of a province thousands, so all pages share them, and none changes them."""
        return _units(self._state, repr(self.scope), _kept=self)

    @property
    def source(self) -> tuple[Store, Scope]:
        """For what is made on a click and not kept (files)."""
        return self._store, self.scope

    def afresh(self) -> Answers:
        """The same questions, answered anew and not kept."""
        return Answers(self._store, self.scope, self.definitions)

    def _get(self, method: str, *about):
        plain = tuple(_plain(one) for one in about)
        return _answer(
            self._state,
            repr(self.scope),
            method,
            plain,
            _about=about,
            _on=(self._store, self.scope, self.definitions),
        )


@st.cache_data(show_spinner=False, max_entries=MOST)
def _answer(state: str, scope: str, method: str, plain: tuple, _about, _on: On):
    """Names starting with _ are no part of the key; the key is what stands before them."""
    return getattr(Answers(*_on), method)(*_about)


@st.cache_data(show_spinner=False, max_entries=MOST)
def _other(state: str, scope: str, name: str, plain: str, _question, _about: tuple, _on: On):
    return _question(*_on, *_about)


@st.cache_resource(show_spinner=False, max_entries=MOST_TREES)
def _units(state: str, scope: str, _kept: Kept) -> dict[str, Unit]:
    return units_of(_kept)


def _plain(one):
    """An Ask as a tuple of plain values, so that the key is cheap and certain."""
    return (one.name, one.as_of.isoformat(), one.unit, one.group, one.duty) if isinstance(one, Ask) else one
