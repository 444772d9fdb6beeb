"""What is wrong with a file: one table a kind of problem, each row where the clerk finds it. Paged."""

import math
import re
from itertools import groupby

import streamlit as st

from care.ledgers.importing import Report
from care.ledgers.problems import Problem
from care.screen.ledger_desk import Desk
from care.screen.ledger_upload import plain
from care.words import Voice

SIZE = 10  # rows of one kind a page
KINDS = 6  # kinds a page


def sentence(t: Voice, problem: Problem) -> str:
    """What is wrong and what to do."""
    key = f"problem.{problem.code}"
    if not t.knows(key):
        return problem.code
    return t(key, **{"value": problem.value, "heading": problem.heading} | problem.values)


def problems(desk: Desk, report: Report, key: str) -> None:
    """The problems of a report that lie in rows, most frequent kind first."""
    placed = [one for one in report.problems if one.row is not None]
    if not placed:
        return
    t = desk.t
    by_code = sorted(placed, key=lambda one: one.code)
    groups = [list(found) for _, found in groupby(by_code, key=lambda one: one.code)]
    groups.sort(key=len, reverse=True)
    st.markdown(f"**{t('ledgers.problems', n=len(placed))}**")
    pages = math.ceil(len(groups) / KINDS)
    page = st.pagination(pages, key=f"kinds_{key}_{pages}") if pages > 1 else 1
    sheets = len({one.sheet for one in placed}) > 1
    for found in groups[(page - 1) * KINDS : page * KINDS]:
        _kind(desk, found, f"{key}_{found[0].code}", sheets)


def _kind(desk: Desk, found: list[Problem], key: str, sheets: bool) -> None:
    t = desk.t
    same = len({sentence(t, one) for one in found[:50]}) == 1
    said = sentence(t, found[0]) if same else _general(t, found[0].code)
    with st.container(key=f"facts_{key}", gap="xsmall"):
        st.markdown(f":red[**▼ {t.number(len(found))}**] {plain(said)}")
        slot = st.container()
        pages = math.ceil(len(found) / SIZE)
        page = st.pagination(pages, key=f"page_{key}_{pages}") if pages > 1 else 1
        with slot:
            rows = found[(page - 1) * SIZE : page * SIZE]
            st.table(
                [_row(t, one, sheets) for one in rows],
                border="horizontal",
                hide_index=True,
                width="content",
                alt=said,
            )


def _row(t: Voice, one: Problem, sheets: bool) -> dict[str, str]:
    line = {t("ledgers.sheet"): plain(one.sheet)} if sheets else {}
    return line | {
        t("ledgers.row"): str(one.row),
        t("ledgers.column"): one.column,
        t("ledgers.heading"): plain(one.heading),
        t("ledgers.value"): plain(one.value),
    }


def _general(t: Voice, code: str) -> str:
    """The sentence of a code without any row's own values."""
    text = t.texts.get(f"problem.{code}", code)
    return re.sub(r"\{\w+\}", "…", text)
