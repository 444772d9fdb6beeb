"""What is wrong with a file: one table, each row where the clerk finds it and what to do. By kind, paged."""

import math
import re
from collections import Counter
from collections.abc import Iterable

import streamlit as st

from care.ledgers import telling
from care.ledgers.importing import Report
from care.ledgers.problems import Problem
from care.ledgers.telling import REFUSED
from care.screen.escaping import plain
from care.screen.ledger_desk import Desk
from care.words import Voice

SIZE = 12  # rows a page
FEW = 12  # problems that are shown without a choice of kinds


def sentence(t: Voice, problem: Problem) -> str:
    """What is wrong and what to do."""
    return telling.sentence(problem, t.lang)


def to_check(found: Iterable[Problem]) -> list[Problem]:
    """What a clerk has to look at in the rows: a cell that is wrong is not called missing, too."""
    placed = [one for one in found if one.row is not None]
    blamed = {_place(one) for one in placed if one.code not in REFUSED}
    return [one for one in placed if one.code not in REFUSED or _place(one) not in blamed]


def problems(desk: Desk, report: Report, key: str) -> None:
    """The problems of a report that lie in rows; in their order; many: the most frequent kind first."""
    found = report.problems
    shown = to_check(found)
    if not shown:
        return
    t = desk.t
    spoilt = {_place(one) for one in found if one.code in REFUSED}
    often = Counter(one.code for one in shown)
    st.markdown(f"**{t('ledgers.problems', n=len(shown))}**")
    if report.problems_in_all > len(report.problems):
        st.caption(t("clerk.marked.more", n=len(report.problems), all=report.problems_in_all))
    if len(often) > 1 and len(shown) > FEW:
        code = _choose(t, often, len(shown), key)
        shown = [one for one in shown if code in ("", one.code)]
    if len(shown) > FEW:
        shown.sort(key=lambda one: (-often[one.code], one.code))  # stable: sheets and rows stay in order
    _table(t, shown, spoilt, key)


def _place(one: Problem) -> tuple[str, int | None, str]:
    return one.sheet, one.row, one.column


def _choose(t: Voice, often: Counter, all_: int, key: str) -> str:
    """A kind of problem, or '' for all."""
    labels = {code: f"{_general(t, code)} ({t.number(n)})" for code, n in often.most_common()}
    return st.selectbox(
        t("ledgers.which_problems"),
        ["", *labels],
        key=f"kinds_{key}_{all_}",
        format_func=lambda code: labels.get(code, t("ledgers.all_problems", n=all_)),
        label_visibility="collapsed",
    )


def _table(t: Voice, found: list[Problem], spoilt: set[tuple], key: str) -> None:
    with st.container(key=f"facts_{key}", gap="xsmall"):
        slot = st.container()
        pages = math.ceil(len(found) / SIZE)
        page = st.pagination(pages, key=f"page_{key}_{pages}_{len(found)}") if pages > 1 else 1
        sheets = len({one.sheet for one in found}) > 1
        rows = [_row(t, one, spoilt, sheets) for one in found[(page - 1) * SIZE : page * SIZE]]
        slot.table(
            _said_once(t, rows),
            border="horizontal",
            hide_index=True,
            width="content",
            alt=t("ledgers.problems", n=len(found)),
        )


def _row(t: Voice, one: Problem, spoilt: set[tuple], sheets: bool) -> dict[str, str]:
    line = {t("ledgers.sheet"): plain(one.sheet)} if sheets else {}
    lost = t("ledgers.row_refused") if _place(one) in spoilt and one.code not in REFUSED else ""
    return line | {
        t("ledgers.row"): str(one.row),
        t("ledgers.column"): one.column,
        t("ledgers.heading"): plain(one.heading),
        t("ledgers.value"): plain(one.value) or f":gray[{t('ledgers.blank')}]",
        t("ledgers.wrong"): plain(t.sentences(sentence(t, one), lost)),
    }


def _said_once(t: Voice, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same sentence is said once; ditto below it."""
    said, before = t("ledgers.wrong"), ""
    told = []
    for row in rows:
        told.append(row | {said: t("ledgers.ditto")} if row[said] == before else row)
        before = row[said]
    return told


def _general(t: Voice, code: str) -> str:
    """The first sentence of a code, without any row's own values."""
    text = t.texts.get(f"problem.{code}", code)
    first = re.split(r"[。.；;](?:\s|$)|[。；]", text)[0]
    return re.sub(r"\{\w+\}", "…", first)
