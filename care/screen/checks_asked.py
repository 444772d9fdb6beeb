"""Checks asked for a page: hits kept per store version, scope and day; notes read anew each run."""

from datetime import date

import pyarrow as pa
import streamlit as st

from care import office
from care.inspection import marks
from care.inspection.checks import Checks, Filters, find
from care.screen.kept import On, open_current
from care.screen.view import View
from care.sentences import reason


def checks_of(view: View) -> Checks:
    """The checks of the page's store for its asker."""
    store, scope = open_current(), view.answers.scope
    noted = marks.marks(office.data_dir())
    state = f"{store.version} {view.definitions.sha256}"
    hits = lambda as_of: _hits(state, repr(scope), as_of.isoformat(), (store, scope, view.definitions))  # noqa: E731
    return Checks(store, scope, view.definitions, noted, hits)


def filters_of(view: View, **other) -> Filters:
    """The page's unit, group and day; `other` as in Filters."""
    return Filters(view.day, view.unit, view.group, **other)


def sentence(view: View, check: str, why: str) -> str:
    """The reason of a case in the reader's language, units by their names."""
    return reason(
        view.t, view.definitions.checks[check], why, view.definitions, lambda path: _place(view, path)
    )


def _place(view: View, path: str) -> str:
    return view.unit_name(path) if path in view.units else ""


@st.cache_data(show_spinner=False, max_entries=40)
def _hits(state: str, scope: str, day: str, _on: On) -> pa.Table:
    return find(*_on, date.fromisoformat(day))
