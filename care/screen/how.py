"""How a figure is computed: the rule as a sentence, the limits in force, ledgers, day, and the SQL."""

import streamlit as st

from care.answers import question_sql
from care.briefing.naming import duty_name
from care.briefing.rules import rule
from care.screen.panels import How
from care.screen.states import guard
from care.screen.view import View

LEDGERS = """select file, ledger_on, covers_to, imported_at from batches
             order by imported_at desc, file limit 200"""


def open_how(view: View, how: How) -> None:
    st.dialog(view.t("how.title", title=how.title), width="medium", position="right")(_panel)(view, how)


def _panel(view: View, how: How) -> None:
    t = view.t
    with guard(t):
        st.markdown(f"#### {t('how.rule')}")
        st.markdown(rule(view, how.name))
        if how.name == "contact_rhythm":
            _rhythm(view)
        if how.name == "relief_progress":
            _deadlines(view)
        st.markdown(f"#### {t('how.scope')}")
        st.markdown(f"{view.scope_words}。" if t.lang == "zh" else f"{view.scope_words}.")
        _ledgers(view)
        with st.expander(t("how.sql")):
            st.caption(t("how.sql_note", name=how.name))
            st.code(question_sql(how.name), language="sql", wrap_lines=True)


def _rhythm(view: View) -> None:
    """The table of contact rules, as the definitions hold them."""
    t, contacts = view.t, view.definitions.contacts
    st.markdown(f"#### {t('how.rhythm')}")
    rows = [
        {
            t("column.group"): _who(view, one),
            t("column.duty"): t.pick(contacts.duties[one.duty].name),
            t("column.period"): t.pick(contacts.periods[one.period]),
            t("column.phone_counts"): t("yes") if one.phone else t("no"),
            t("column.source"): t.pick(one.source),
        }
        for one in contacts.rules
    ]
    st.dataframe(rows, hide_index=True, height=300, alt=t("how.rhythm"))


def _who(view: View, one) -> str:
    who = view.group_name(one.group) if one.group else view.t("filter.all_groups")
    if one.risk:
        who += view.t("how.risk", colour=view.t(f"risk.{one.risk}"))
    return who + view.t("how.from_age", age=one.from_age) if one.from_age else who


def _deadlines(view: View) -> None:
    t = view.t
    st.markdown(f"#### {t('how.deadlines')}")
    for item in view.definitions.relief.values():
        st.markdown(f"- **{duty_name(view, item.id)}**{t('list.colon')}{t.pick(item.rule)}")


def _ledgers(view: View) -> None:
    """Which ledgers the store was made from, newest first."""
    t = view.t
    st.markdown(f"#### {t('how.ledgers')}")
    frame = view.answers.table(LEDGERS)
    shown = frame.rename(
        columns={
            "file": t("column.file"),
            "ledger_on": t("column.ledger_on"),
            "covers_to": t("column.covers_to"),
            "imported_at": t("column.imported_at"),
        }
    )
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    st.dataframe(
        shown,
        hide_index=True,
        height="auto",
        alt=t("how.ledgers"),
        column_config={t("column.ledger_on"): day, t("column.covers_to"): day, t("column.imported_at"): day},
    )
    st.caption(t("how.version", version=view.answers.version))
