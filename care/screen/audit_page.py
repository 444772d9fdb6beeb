"""The audit log as the office reads it: whether the chain holds, filters, the entries, all of them as Excel."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from care import audit, office, settings
from care.definitions import load
from care.exports.excel import rows_workbook
from care.roles import User
from care.screen import address, filters, style
from care.screen.download import download
from care.screen.exporting import MIME
from care.screen.rule_words import label_of, name_of
from care.words import Voice

SIZE = 50  # entries a page
TOLD = ("n", "at", "who", "deed", "hash")  # columns of their own, or no detail


@dataclass(frozen=True)
class Log:
    """The log as it stands, oldest first."""

    who: User
    t: Voice
    folder: Path
    entries: list[dict]


def open_audit(who: User) -> Log:
    address.settle("audit")
    style.sheet()
    t = filters.speaking()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("audit.title"), anchor=False)
        filters.language_switch()
    st.caption(t("audit.caption"))
    return Log(who, t, office.data_dir(), audit.entries(office.data_dir()))


def verdict(log: Log) -> None:
    found = audit.verify(log.folder)
    with st.container(border=True, key="card_verdict"):
        if found.broken_at:
            st.error(log.t("audit.broken", n=found.broken_at))
            return
        st.markdown(f":blue[▲ {log.t('audit.whole', n=found.lines)}]")
        st.caption(log.t("audit.last"))
        st.code(found.last, language=None)


def entries(log: Log) -> None:
    t = log.t
    with st.container(border=True, key="card_entries"):
        kept = _chosen(log)[::-1]
        if not kept:
            st.markdown(f":gray[{t('audit.none')}]")
            return
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(t("audit.count", n=len(kept)), width="content")
            pages = math.ceil(len(kept) / SIZE)
            page = st.pagination(pages, key=f"audit_{len(kept)}") if pages > 1 else 1
            download(
                log.who,
                t("audit.download"),
                data=lambda: _workbook(log, kept),
                file_name=f"{t('audit.title')}_{date.today()}.xlsx",
                mime=MIME,
                key="audit_download",
            )
        shown = pd.DataFrame([_line(t, one) for one in kept[(page - 1) * SIZE : page * SIZE]])
        st.dataframe(
            shown,
            hide_index=True,
            height="content",
            alt=t("audit.title"),
            column_config={t("audit.details"): st.column_config.TextColumn(width=420)},
        )


def _chosen(log: Log) -> list[dict]:
    """By who, what and days; days as this machine's clock tells them."""
    t = log.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = sorted({one["who"] for one in log.entries})
        deeds = [deed for deed in audit.DEEDS if any(one["deed"] == deed for one in log.entries)]
        who = st.selectbox(
            t("audit.who"),
            ["", *names],
            format_func=lambda one: one and _name(t, one) or t("audit.everybody"),
            width=240,
        )
        deed = st.selectbox(
            t("audit.what"),
            ["", *deeds],
            format_func=lambda one: t(f"deed.{one}") if one else t("audit.everything"),
            width=200,
        )
        first = st.date_input(
            t("audit.from_day"),
            _when(log.entries[0]).date() if log.entries else "today",
            format="YYYY-MM-DD",
            width=170,
        )
        last = st.date_input(t("audit.to_day"), "today", format="YYYY-MM-DD", width=170)
    return [
        one
        for one in log.entries
        if who in ("", one["who"]) and deed in ("", one["deed"]) and first <= _when(one).date() <= last
    ]


def _line(t: Voice, one: dict) -> dict:
    return {
        "#": one["n"],
        t("audit.when"): _when(one).strftime("%Y-%m-%d %H:%M:%S"),
        t("audit.who"): _name(t, one["who"]),
        t("audit.what"): t(f"deed.{one['deed']}"),
        t("audit.details"): _details(t, one),
    }


def _details(t: Voice, one: dict) -> str:
    """Facts in words; what says nothing is left out."""
    facts = {key: value for key, value in one.items() if key not in TOLD and value not in ("", None, [])}
    return "　".join(
        f"{_key(t, key)}{t('list.colon')}{_value(t, key, value)}" for key, value in facts.items()
    )


def _key(t: Voice, key: str) -> str:
    return t(f"logged.{key}") if t.knows(f"logged.{key}") else key


def _value(t: Voice, key: str, value) -> str:
    """A role, page or yes in words; of a fingerprint as much as tells two apart."""
    if isinstance(value, list):
        return t("list.comma").join(_value(t, key, part) for part in value)
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    above = {"roles": "role", "page": "menu", "state": "state"}.get(key)
    if above and t.knows(f"{above}.{value}"):
        return t(f"{above}.{value}")
    if key == "list" and value in load().indicators:
        return t.pick(load().indicators[value].name)
    if key == "key" and (rule := settings.settings_of(load()).get(value)):
        return f"{name_of(t, load(), rule)} {label_of(t, rule)}"
    return str(value)[:16] if key == "sha256" else str(value)


def _when(one: dict) -> datetime:
    return datetime.fromisoformat(one["at"]).astimezone()


def _name(t: Voice, who: str) -> str:
    own = {"local": "ledgers.by_local", "sample": "ledgers.by_sample"}
    return t(own[who]) if who in own else who


def _workbook(log: Log, kept: list[dict]) -> bytes:
    """What is shown, with each entry's hash, so that a copy can be held against the log later."""
    t = log.t
    lines = [_line(t, one) | {"SHA-256": one["hash"]} for one in kept]
    data = rows_workbook(
        t("audit.title"), [t("audit.caption")], list(lines[0]), [list(one.values()) for one in lines]
    )
    audit.record(log.folder, log.who.name, "list_taken", page="audit", rows=len(lines))
    return data
