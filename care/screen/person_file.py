"""The head of a person's or household's file: who, whether full names are shown, and four figures."""

from dataclasses import dataclass

import streamlit as st

from care import masking, office
from care.briefing.about import root_of
from care.charts import look
from care.inspection import person
from care.inspection.facts import plain
from care.inspection.person import File
from care.roles import User
from care.screen import address, filters, opening
from care.screen.audited import file_opened, names_shown
from care.screen.escaping import plain as verbatim
from care.screen.ledger_values import value_in_words
from care.screen.page import open_data
from care.screen.view import View, theme_type
from care.words import NONE

LONGEST_ID = 18  # digits of a subject id


@dataclass(frozen=True)
class Desk:
    """A file on the screen. `shown`: full names and telephones were asked for."""

    view: View
    file: File
    shown: bool

    def name(self, full) -> str:
        full = plain(full) or ""
        return full if self.shown else masking.name(full)

    def phone(self, number) -> str:
        number = plain(number) or ""
        return number if self.shown else masking.phone(number)

    def value(self, field: str, value) -> str:
        """A value in words. ID numbers, and the numbers made of them, stay masked."""
        return value_in_words(self.view, field, value, self.shown)

    def field(self, field: str) -> str:
        own = {"unit_id": "column.unit", "class_unit_id": "ledgers.class_unit"}
        return (
            self.view.t(own[field])
            if field in own
            else self.view.t.pick(self.view.definitions.fields[field]["name"])
        )


def open_file(who: User) -> Desk:
    """The file that the address asks for; a plain notice where there is none that the asker may see."""
    answers, units = open_data(who, "person", address.FILE)
    t, known = filters.speaking(), office.rules()
    root = root_of(units)
    day = filters.day_of(address.get("day"), answers.first_day, answers.as_of)
    view = View(
        t, answers, known, units, root, root, "", day,
        page="person", look=look(theme_type()), who=who,
    )  # fmt: skip
    opening.go_on(view)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        if st.button(f":blue[‹ {t('person.back')}]", key="file_back", type="tertiary"):
            opening.go_back()
        filters.language_switch()
    found = _asked_for(view)
    if found is None:
        st.title(t("person.title"), anchor=False)
        st.info(t("person.none"))
        st.stop()
    file_opened(view, found.kind, found.subject_id)
    return _head(view, found)


def _asked_for(view: View) -> File | None:
    for kind in address.FILE:
        text = address.get(kind)
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID + 1:
            return view.answers.of(person.file_of, kind, int(text), view.day) if int(text) < 2**62 else None
    return None


def _head(view: View, file: File) -> Desk:
    t = view.t
    kind = t("person.title") if file.kind == "person" else t("person.household_title")
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.title(kind, anchor=False, width="content")
        shown = names_shown(view, "file_names", file.subject_id)
    desk = Desk(view, file, bool(shown))
    with st.container(key="said_head", gap="xsmall"):
        st.subheader(verbatim(_who(desk)), anchor=False)
        st.caption(t("person.scope", where=verbatim(_where(desk)), day=view.day))
    _figures(desk)
    return desk


def _who(desk: Desk) -> str:
    """张*三 · 男 · 11岁"""
    t, basics = desk.view.t, desk.file.basics
    if desk.file.kind == "household":
        return t("person.household_of", name=desk.name(basics["head_name"]) or NONE)
    born = plain(basics["birth_date"])
    parts = [desk.name(basics["name"])]
    if plain(basics["gender"]):
        parts.append(t(f"sex.{basics['gender']}"))
    if born:
        day = desk.file.as_of
        parts.append(
            t("person.age", n=day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
        )
    return " · ".join(parts)


def _where(desk: Desk) -> str:
    t, basics = desk.view.t, desk.file.basics
    places = [
        desk.view.unit_name(plain(basics.get(one)))
        for one in ("unit_id", "class_id")
        if plain(basics.get(one))
    ]
    team = plain(basics.get("team"))
    return t("list.comma").join(places[:1] + ([t.team(team)] if team else []) + places[1:]) or NONE


def _figures(desk: Desk) -> None:
    """Four answers at a glance: duties not done, last contact, helper, what is missing."""
    t, file = desk.view.t, desk.file
    judged = [met for met in file.duties["met"] if plain(met) is not None]
    undone = sum(not met for met in judged)
    last = plain(file.contacts["on_day"].max()) if len(file.contacts) else None
    with st.grid(4, min_column_width=150, gap="small"):
        _figure(t("person.undone"), t("person.of", n=undone, whole=len(judged)))
        _figure(
            t("person.last_contact"),
            t.count((file.as_of - last).days, "days_ago") if last else t("person.never"),
        )
        _figure(t("person.contacts"), t.count(len(file.contacts), "times"))
        if file.kind == "person":
            _figure(
                t("person.missing"),
                t("person.fields", n=len(file.missing)) if file.missing else t("person.nothing"),
            )
        else:
            _figure(t("person.members"), t.count(len(file.members), "people"))


def _figure(label: str, value: str) -> None:
    with st.container(border=True, key=f"figure_{label}"):
        st.metric(label, value)
