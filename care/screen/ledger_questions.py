"""What only the clerk can say: which unit a name means, whether a roll is complete, for which day."""

from datetime import date

import streamlit as st

from care.ledgers.placing import OUTSIDE
from care.screen.escaping import plain
from care.screen.ledger_desk import Desk, Paper


def questions(desk: Desk, paper: Paper) -> None:
    """One select box a question; an answer reads the file again and is remembered once it is taken in."""
    asked = paper.trial.report.questions
    said = [(id_, reply) for id_, reply in paper.answers.items()]
    if not asked and not said:
        return
    t = desk.t
    with st.container(key=f"asked_{paper.key}", gap="small"):
        if asked:
            st.markdown(f"**{t('ledgers.questions', n=len(asked))}**")
        for question in asked:
            _question(desk, paper, question)
        for id_, reply in said:
            who = t("ledgers.outside") if reply == OUTSIDE else desk.unit_name(reply)
            with st.container(horizontal=True, vertical_alignment="center"):
                text = t("ledgers.answered", text=id_.partition(":")[2], unit=who)
                st.markdown(plain(text), width="content")
                st.button(
                    t("ledgers.take_back"),
                    key=f"back_{paper.key}_{id_}",
                    type="tertiary",
                    on_click=_take_back,
                    args=(paper, id_),
                )


def _question(desk: Desk, paper: Paper, question: dict) -> None:
    t, key = desk.t, f"ask_{paper.key}_{question['id']}"
    code = question["code"]
    label = (
        t(f"ledgers.ask_{code}", text=question["text"], n=question["rows"])
        if t.knows(f"ledgers.ask_{code}")
        else question["text"]
    )
    st.selectbox(
        plain(label),
        [*question["choices"], OUTSIDE],
        index=None,
        key=key,
        placeholder=t("ledgers.choose_unit"),
        format_func=lambda one: t("ledgers.outside") if one == OUTSIDE else desk.unit_name(one),
        on_change=_answer,
        args=(paper, question["id"], key),
        width=420,
    )


def _answer(paper: Paper, id_: str, key: str) -> None:
    if st.session_state.get(key):
        paper.answers[id_] = st.session_state[key]
        paper.read_again()


def _take_back(paper: Paper, id_: str) -> None:
    paper.answers.pop(id_, None)
    paper.read_again()


def wishes(desk: Desk, paper: Paper) -> None:
    """The complete roll, and the day where the ledger does not say one."""
    report, t = paper.trial.report, desk.t
    if report.status not in ("dry_run", "already"):
        return
    with st.container(key=f"wishes_{paper.key}", gap="xsmall"):
        if "roster" in report.kinds:
            st.checkbox(
                t("ledgers.complete"),
                value=paper.complete,
                key=f"complete_{paper.key}",
                on_change=_complete,
                args=(paper,),
            )
            st.caption(t("ledgers.complete_means"))
        if report.kinds != ("units",) and all(
            one.get("ledger_on") is None for one in report.sheets if one["kind"]
        ):
            st.date_input(
                t("ledgers.day"),
                value=paper.day,
                max_value=date.today(),
                key=f"day_{paper.key}",
                format="YYYY-MM-DD",
                help=t("ledgers.day_help"),
                on_change=_day,
                args=(paper,),
                width=340,
            )


def _complete(paper: Paper) -> None:
    paper.complete = st.session_state[f"complete_{paper.key}"]
    paper.read_again()


def _day(paper: Paper) -> None:
    paper.day = st.session_state[f"day_{paper.key}"]
    paper.read_again()
