"""The page of rules: what this office has changed, and one rule at a time to read and set, with what that would do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from care import office, settings
from care.answers import Answers, Ask
from care.briefing.rules import indicator_rule
from care.calendar import terms_ended
from care.definitions import Definitions, load
from care.ledgers.problems import Refused
from care.meanwhile import Meanwhile
from care.roles import User
from care.screen import address, filters, style
from care.screen.escaping import plain
from care.screen.kept import open_current
from care.screen.rule_inputs import ask
from care.screen.rule_words import in_words, label_of, name_of
from care.settings import Setting
from care.store import Store
from care.words import Voice

PARTS = ("indicators", "contacts", "relief", "submissions", "checks", "programme")
COUNTED = ("indicators", "checks")  # their sentences hold their limits
SAID = "_rules_said"
SEEN = "_rules_seen"  # setting → its value when it was drawn last


@dataclass(frozen=True)
class Desk:
    """What the page works with; `open_` are all settings with the values in force."""

    who: User
    t: Voice
    folder: Path
    known: Definitions
    store: Store | None
    open_: dict[str, Setting]


def open_rules(who: User) -> Desk:
    address.settle("rules")
    style.sheet()
    t = filters.speaking()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("rules.title"), anchor=False)
        filters.language_switch()
    st.caption(t("rules.caption"))
    known, store = office.rules(), open_current()
    if last := terms_ended(known.programme, store.as_of if store else date.today()):
        st.warning(t("page.terms_ended", day=last), title=t("page.terms_to_set"))
    return Desk(who, t, office.data_dir(), known, store, settings.settings_of(known))


def changed(desk: Desk) -> None:
    """What is otherwise than delivered, the latest first."""
    t = desk.t
    if said := st.session_state.pop(SAID, ""):
        st.success(said)
    found = settings.changes(desk.folder)
    with st.container(border=True, key="card_changed"):
        if not found:
            st.markdown(t("rules.nothing_changed"))
            return
        st.subheader(t("rules.changed", n=len(found)), anchor=False)
        rows = [
            {
                t("rules.which"): name_of(t, desk.known, one.setting),
                t("rules.choose"): label_of(t, one.setting),
                t("rules.value"): in_words(t, desk.known, one.setting, one.value),
                t("rules.delivered"): in_words(t, desk.known, one.setting, one.delivered),
                t("rules.by"): t("ledgers.by_local") if one.by == "local" else one.by,
                t("rules.at"): one.at[:10],
            }
            for one in found
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, height="content", alt=t("rules.title"))


def set_one(desk: Desk) -> None:
    """One rule: its sentence, its values to change, its sentence and count then."""
    t = desk.t
    with st.container(border=True, key="card_set"):
        part = st.segmented_control(
            t("rules.part_of"), PARTS, default=PARTS[0], required=True, key="pick_part",
            format_func=lambda one: t(f"rules.part.{one}"),
        )  # fmt: skip
        things = {one.id: one for one in desk.open_.values() if one.part == part}
        chosen = st.selectbox(
            t("rules.choose"), list(things), key=f"pick_{part}", width=420,
            format_func=lambda id_: name_of(t, desk.known, things[id_]),
        )  # fmt: skip
        fields = [one for one in desk.open_.values() if (one.part, one.id) == (part, chosen)]
        sentence = _sentence(desk, part, chosen)
        if sentence(desk.known):
            st.markdown(f"**{t('rules.rule_now')}**{t('list.colon')}{sentence(desk.known)}")
        if desk.who.scope.units is not None:
            st.info(t("rules.only_whole"))
            return
        seen_otherwise = _fresh(desk, fields)
        wanted = _wanted(desk, fields)
        then = settings.applied(desk.known, wanted)
        if part in COUNTED and sentence(then) != sentence(desk.known):
            st.markdown(f":blue[**{t('rules.then')}**{t('list.colon')}{sentence(then)}]")
            _counts(desk, part, chosen, then)
        _buttons(desk, wanted, fields, seen_otherwise)


def _fresh(desk: Desk, fields: list[Setting]) -> set[str]:
    """Where somebody else has set a field since it was drawn here, it shows that now: saving another field must not
    write back what stood here before. Returns the keys of these fields."""
    seen = st.session_state.setdefault(SEEN, {})
    others = [one for one in fields if seen.get(one.key, one.value) != one.value]
    for one in others:
        for key in [key for key in st.session_state if key == one.key or str(key).startswith(f"{one.key}|")]:
            del st.session_state[key]
    seen.update({one.key: one.value for one in fields})
    if others:
        names = desk.t("list.comma").join(label_of(desk.t, one) for one in others)
        st.info(desk.t("rules.set_meanwhile", names=names))
    return {one.key for one in others}


def _wanted(desk: Desk, fields: list[Setting]) -> dict:
    """What stands in the fields now, as far as it is otherwise than in force."""
    delivered = settings.settings_of(load())
    said = {}
    with st.container(horizontal=True, vertical_alignment="top", key="rule_fields"):
        for one in fields:
            with st.container(width="content", horizontal=one.kind.endswith("_day")):
                said[one.key] = ask(desk.t, desk.known, one, delivered[one.key].value)
    return {one.key: said[one.key] for one in fields if said[one.key] != one.value}


def _sentence(desk: Desk, part: str, id_: str) -> Callable[[Definitions], str]:
    """The rule as the office reads it, by whatever definitions; '' where it is no more than its fields."""
    if part == "indicators":
        return lambda known: indicator_rule(desk.t, known, id_)
    if part == "checks":
        return lambda known: desk.t.pick(known.checks[id_].rule).format(
            **{name: f"{value:g}" for name, value in known.checks[id_].limits.items()}
        )
    if part == "relief":
        return lambda known: desk.t.pick(known.relief[id_].rule)
    if part == "submissions":
        return lambda known: desk.t.pick(known.submissions[id_].source)
    return lambda known: ""


def _counts(desk: Desk, part: str, id_: str, then: Definitions) -> None:
    """How many would be unmet under the new limits, beside today's."""
    if part != "indicators" or desk.store is None:
        return
    t, asked = desk.t, Ask(id_, desk.store.as_of)
    now_, new = (Answers(desk.store, desk.who.scope, one).count(asked) for one in (desk.known, then))
    if (now_.due, now_.met) == (new.due, new.met) or not new.due or not now_.due:
        return
    said = {"unmet_now": now_.unmet, "share_now": t.share(now_.met, now_.due)}
    st.markdown(
        t("rules.then_count", day=asked.as_of, unmet=new.unmet, share=t.share(new.met, new.due), **said)
    )


def _buttons(desk: Desk, wanted: dict, fields: list[Setting], seen_otherwise: set[str]) -> None:
    """What was pressed beside a value that stands no longer is not done: nobody has seen what it would replace."""
    t = desk.t
    delivered = settings.settings_of(load())
    own = {one.key: None for one in fields if one.value != delivered[one.key].value}
    with st.container(horizontal=True):
        if st.button(t("rules.save"), type="primary", disabled=not wanted, key="rule_save") and wanted:
            _settle(desk, wanted, fields)
        if own and st.button(t("rules.give_back"), key="rule_give_back") and not seen_otherwise & set(own):
            _settle(desk, own, fields)


def _settle(desk: Desk, said: dict, fields: list[Setting]) -> None:
    t = desk.t
    try:
        with st.spinner(t("rules.saving"), show_time=True):
            office.settle(desk.folder, said, desk.who.name, {one.key: one.value for one in fields})
    except Meanwhile as other:
        stand = (f"{label_of(t, one)} {in_words(t, desk.known, one, one.value)}" for one in other.stands)
        st.warning(t("meanwhile.rule", stands=t("list.comma").join(stand)))
        return
    except Refused as refusal:
        st.warning(plain(t(f"problem.{refusal.problem.code}", **refusal.problem.values)))
        return
    st.session_state[SAID] = t("rules.saved")
    st.session_state.pop(SEEN, None)  # these were oneself
    st.rerun()
