"""What is remembered (answers, corrections of layouts, decisions on matches), each with a way to forget it."""

import math
from collections.abc import Iterator

import streamlit as st

from care import forgetting, masking, office
from care.ledgers import remembered
from care.ledgers.placing import OUTSIDE
from care.ledgers.problems import Refused, mask
from care.screen.escaping import plain
from care.screen.kept import open_current
from care.screen.ledger_desk import Desk
from care.screen.ledger_problems import sentence
from care.screen.ledger_records import by, moment

SIZE = 10  # records a page
FORGET, SAID = "_forget", "_forgotten"
NAMED = "select person_id, name, unit_id from people where list_contains($people, person_id)"


def remembered_things(desk: Desk) -> None:
    """Folded until asked for, newest first; not drawn while nothing is remembered."""
    t = desk.t
    _forget(desk)
    if st.session_state.pop(SAID, False):
        st.success(t("ledgers.forgotten"))
    found = remembered.records(desk.folder)[::-1]
    if not found:
        return
    box = st.expander(t("ledgers.remembered", n=len(found)), key="remembered", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(t("ledgers.remembered_means"))
        slot = st.container(gap="xsmall")
        pages = math.ceil(len(found) / SIZE)
        page = st.pagination(pages, key=f"remembered_{pages}") if pages > 1 else 1
        shown = found[(page - 1) * SIZE : page * SIZE]
        with slot:
            people = _people(desk, shown)
            for one in shown:
                _line(desk, one, people)


def _line(desk: Desk, one: dict, people: dict[int, tuple[str, str]]) -> None:
    t = desk.t
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, key=f"foot_remembered_{one['id']}"
    ):
        with st.container(gap=None, width="stretch"):
            st.markdown(plain(("；" if t.lang == "zh" else "; ").join(_said(desk, one, people))))
            sort = t(f"ledgers.sort_{one['sort']}")
            st.caption(plain(f"{sort} · {moment(one['at'])} · {by(desk, one['by'])}"))
        if not desk.who.may("rules"):
            return
        store = open_current() if one["sort"] == "match" else None
        if not forgetting.theirs(one, store, desk.who.scope):
            return
        st.button(
            t("ledgers.forget"), key=f"forget_{one['id']}", type="tertiary", on_click=_ask, args=(one["id"],)
        )


def _said(desk: Desk, one: dict, people: dict[int, tuple[str, str]]) -> Iterator[str]:
    """The record in words."""
    if one["sort"] == "answer":
        yield _answer(desk, one)
    elif one["sort"] == "layout":
        yield from _layout(desk, one)
    else:
        yield _match(desk, one, people)


def _answer(desk: Desk, one: dict) -> str:
    t, reply = desk.t, one["reply"]
    unit = t("ledgers.outside") if reply == OUTSIDE else desk.unit_name(reply)
    text = mask(one["question"].partition(":")[2])
    if units := one.get("units"):
        units = t("list.comma").join(map(desk.unit_name, units))
        return t("ledgers.remembered_answer_of", text=text, unit=unit, units=units)
    return t("ledgers.remembered_answer", text=text, unit=unit)


def _layout(desk: Desk, one: dict) -> Iterator[str]:
    """What a file is called may tell of the units and groups in it: it is for whoever brought it, or answers for all."""
    t = desk.t
    named = one.get("file") and (desk.who.scope.units is None or one["by"] == desk.who.name)
    yield t("ledgers.remembered_layout", file=one["file"]) if named else t("ledgers.remembered_some_layout")
    if one["kind"]:
        yield t("ledgers.remembered_kind", kind=desk.kind_name(one["kind"]))
    if one["header"]:
        first, rows = one["header"]
        yield t("ledgers.remembered_header", first=first, n=rows)
    for heading, field in one["fields"].items():
        yield t("ledgers.remembered_field", heading=heading, field=desk.field_name(field))


def _match(desk: Desk, one: dict, people: dict[int, tuple[str, str]]) -> str:
    t = desk.t
    name, unit = people.get(one["other_id"]) or people.get(one["person_id"]) or ("", "")
    who = " · ".join(part for part in (masking.name(name), desk.unit_name(unit)) if part)
    return t("ledgers.remembered_same" if one["same"] else "ledgers.remembered_different", who=who or "—")


def _people(desk: Desk, records: list[dict]) -> dict[int, tuple[str, str]]:
    """Person id → name, unit of the people decided about, as far as the asker may see them."""
    wanted = [one[side] for one in records if one["sort"] == "match" for side in ("person_id", "other_id")]
    store = open_current() if wanted else None
    if store is None:
        return {}
    rows = store.query(desk.who.scope, NAMED, {"people": wanted}).itertuples(index=False)
    return {int(row.person_id): (row.name, row.unit_id) for row in rows}


def _ask(id_: str) -> None:
    st.session_state[FORGET] = id_


def _forget(desk: Desk) -> None:
    id_ = st.session_state.pop(FORGET, None)
    if id_ is None or not desk.who.may("rules"):
        return
    try:
        with st.spinner(desk.t("state.building"), show_time=True):
            office.forget(desk.folder, desk.definitions, id_, desk.who.name, desk.who.scope)
    except Refused as refusal:
        st.warning(plain(sentence(desk.t, refusal.problem)))
        return
    for paper in desk.papers:
        if paper.outcome is None:
            paper.read_again()  # it may be asked about again
    st.session_state[SAID] = True
    st.rerun()
