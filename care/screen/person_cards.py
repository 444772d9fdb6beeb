"""Cards of a file: duties, what is missing, groups, helpers, household, relief and houses."""

import pandas as pd
import streamlit as st

from care.inspection.facts import GUARDIAN, plain
from care.inspection.gap_words import duty_name, late, what
from care.screen.escaping import plain as verbatim
from care.screen.opening import open_rows
from care.screen.person_file import Desk
from care.sentences import why
from care.words import NONE

MARKS = {True: ":blue[▲]", False: ":red[▼]", None: ":gray[●]"}
UNKNOWN = 1900  # memberships and pairings without a known beginning
OPEN = 9999  # … and those that have not ended


def duties(desk: Desk) -> None:
    """What is owed, done or not, and why; what is not done first."""
    t, file = desk.view.t, desk.file
    with file_card(desk, "duties"):
        if not len(file.duties):
            quiet(t("person.no_duties"))
            return
        rows = sorted(
            file.duties.to_dict("records"), key=lambda row: (plain(row["met"]) is not False, row["indicator"])
        )
        for row in rows:
            _duty(desk, row)


def _duty(desk: Desk, row: dict) -> None:
    t, known, met = desk.view.t, desk.view.definitions, plain(row["met"])
    due = plain(row["due_on"])
    name = what(t, known, row["indicator"], row["duty"]) if met is False else _done_name(desk, row)
    said = [_whose(desk, row["subject_id"]), why(t, row["why"], known)]
    if met is False and due:
        said.append(late(t, (desk.file.as_of - due).days))
        if plain(row["responsible"]):
            said.append(t("person.responsible", name=row["responsible"]))
    if met is None:
        said.append(t("state.not_due"))
    st.markdown(f"{MARKS[met]} **{name}**　{verbatim(t('person.dot').join(filter(None, said)))}")


def _whose(desk: Desk, subject_id: int) -> str:
    """In a household's file: whose duty it is; '' for the household's own."""
    found = desk.file.members[desk.file.members["person_id"] == subject_id]["name"]
    return desk.name(found.iloc[0]) if desk.file.kind == "household" and len(found) else ""


def _done_name(desk: Desk, row: dict) -> str:
    t, known = desk.view.t, desk.view.definitions
    name = t.pick(known.indicators[row["indicator"]].name)
    return f"{name}{t('list.colon')}{duty_name(t, known, row['duty'])}" if row["duty"] else name


def lacking(desk: Desk) -> None:
    """Fields that the file should hold and no ledger has given."""
    t = desk.view.t
    if desk.file.kind != "person":
        return
    with file_card(desk, "missing"):
        if not desk.file.missing:
            st.markdown(f":blue[▲ {t('person.complete')}]")
            return
        names = t("list.comma").join(desk.field(one) for one in desk.file.missing)
        st.markdown(f":red[▼ {t('person.lacks', names=names)}]")


def groups(desk: Desk) -> None:
    """Groups and since when; those left, why."""
    t = desk.view.t
    with file_card(desk, "groups"):
        rows = desk.file.groups.drop_duplicates(["group_id", "from_on", "to_on"]).to_dict("records")
        if not rows:
            quiet(t("person.no_groups"))
        for row in rows:
            ended = _ended(desk, row["to_on"])
            text = f"**{desk.view.group_name(row['group_id'])}**　{_span(desk, row['from_on'], row['to_on'])}"
            reason = verbatim(_reason(desk, row["left_reason"])) if ended else ""
            st.markdown(f":gray[{text}　{reason}]" if ended else text)


def helpers(desk: Desk) -> None:
    """Guardian or carer; the helper now and those before."""
    t, file = desk.view.t, desk.file
    with file_card(desk, "helpers"):
        if file.kind == "person":
            told = {one.field: one.value for one in file.facts if one.field in GUARDIAN}
            said = t("person.dot").join(desk.value(field, value) for field, value in told.items()) or t(
                "person.no_guardian"
            )
            st.markdown(f"**{t('person.guardian')}**　{verbatim(said)}")
        rows = sorted(file.pairings.to_dict("records"), key=lambda row: _ended(desk, row["to_on"]))
        if not rows:
            st.markdown(f"**{t('person.helper')}**　{t('person.no_helper')}")
        for row in rows:
            ended = _ended(desk, row["to_on"])
            head = t("person.helper_before") if ended else t("person.helper")
            said = [
                row["helper_name"],
                t(f"helper.{row['helper_kind']}"),
                plain(row["helper_unit"]),
                desk.phone(row["helper_phone"]),
            ]
            text = f"**{head}**　{verbatim(t('person.dot').join(one for one in said if one))}　{_span(desk, row['from_on'], row['to_on'])}"
            st.markdown(f":gray[{text}]" if ended else text)
        for row in file.absences.to_dict("records"):
            reason = row["reason"] if t.knows(f"away.{row['reason']}") else "other"
            st.markdown(
                f":gray[**{t('person.away')}**　{t(f'away.{reason}')}　{_span(desk, row['from_on'], row['to_on'])}]"
            )


def members(desk: Desk) -> None:
    """Who else belongs to the household; a row opens that person's file."""
    t, view, rows = desk.view.t, desk.view, desk.file.members.to_dict("records")
    if not rows:
        return
    with file_card(desk, "members"):
        frame = pd.DataFrame(
            [
                {
                    t("column.name"): desk.name(row["name"]),
                    t("column.sex"): t(f"sex.{row['gender']}") if plain(row["gender"]) else "",
                    desk.field("birth_date"): str(plain(row["birth_date"]) or ""),
                    t("column.unit"): view.unit_name(plain(row["unit_id"]) or plain(row["class_id"])),
                }
                for row in rows
            ]
        )
        st.caption(t("gaps.open_hint"))
        pinned = {t("column.name"): st.column_config.TextColumn(pinned=True, width=84)}
        open_rows(
            view, frame, [row["person_id"] for row in rows], "file_members", t("person.members"), pinned
        )


def relief(desk: Desk) -> None:
    """Each relief item with its stages and their days."""
    t, known, rows = desk.view.t, desk.view.definitions, desk.file.relief.to_dict("records")
    if not rows:
        return
    with file_card(desk, "relief"):
        for row in rows:
            item = known.relief.get(row["item"])
            stages = [
                f"{t(f'stage.{stage}')} {plain(row[stage])}"
                if plain(row[stage])
                else f":gray[{t(f'stage.{stage}')} {NONE}]"
                for stage in (item.stages if item else ())
            ]
            done = bool(item and plain(row[item.done]) and plain(row[item.done]) <= desk.file.as_of)
            refused = plain(row["refused_reason"])
            name = t.pick(item.name) if item else row["item"]
            st.markdown(
                f"{MARKS[None if refused else done]} **{name}**　{t('person.season', n=str(row['season']))}　{_goods(desk, row)}"
            )
            st.markdown(t("person.refused", why=verbatim(refused)) if refused else "　".join(stages))


def _goods(desk: Desk, row: dict) -> str:
    t = desk.view.t
    said = [t.count(int(row["cash"]), "yuan")] if plain(row["cash"]) else []
    said += [f"{desk.field(one)} {int(row[one])}" for one in ("quilts", "coats") if plain(row[one])]
    return t("list.comma").join(said)


def houses(desk: Desk) -> None:
    t, rows = desk.view.t, desk.file.houses.to_dict("records")
    if not rows:
        return
    with file_card(desk, "houses"):
        for row in rows:
            said = [t("person.grade", grade=plain(row["grade"]) or NONE)]
            said += [
                f"{desk.field(field)} {desk.value(field, plain(row[column]))}"
                for column, field in (
                    ("built_year", "built_year"),
                    ("lived_in", "lived_in"),
                    ("found_on", "found_on"),
                    ("started_on", "remedy_started_on"),
                    ("safe_on", "safe_on"),
                    ("resettled_on", "resettled_on"),
                    ("resettled_to", "resettled_to"),
                )
                if plain(row[column]) is not None
            ]
            st.markdown(verbatim(t("person.dot").join(said)))


def file_card(desk: Desk, name: str):
    """A framed card; its texts are the ledgers' own words."""
    box = st.container(border=True, key=f"said_{name}", height="stretch", gap="xsmall")
    box.subheader(desk.view.t(f"person.{name}"), anchor=False)
    return box


def quiet(text: str) -> None:
    st.markdown(f":gray[{text}]")


def _ended(desk: Desk, day) -> bool:
    return plain(day) is not None and plain(day) <= desk.file.as_of


def _span(desk: Desk, first, last) -> str:
    """since … / from … to … ; an unknown beginning is said to be one."""
    t, first, last = desk.view.t, plain(first), plain(last)
    begun = (
        t("person.since_unknown") if first is None or first.year == UNKNOWN else t("person.since", day=first)
    )
    return begun if last is None or last.year == OPEN else t("person.until", since=begun, day=last)


def _reason(desk: Desk, code) -> str:
    t, code = desk.view.t, plain(code)
    return t(f"left.{code}") if code and t.knows(f"left.{code}") else code or ""
