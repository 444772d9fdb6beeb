"""What a Word template may say: plain texts, lists of them and True or False, described in docs/word-templates.md.

Every figure is asked as the pages ask it and worded by the same sentences; small counts are hidden as in all
exports. No name and no number of a person cared for ever stands here.
"""

from datetime import date

from care.briefing.about import About
from care.briefing.deadline import days_left
from care.briefing.finishing import share_forecast
from care.briefing.naming import ordered
from care.briefing.noted import figure_name, maker
from care.briefing.pieces import piece
from care.briefing.relief import relief_figure
from care.briefing.rules import rule
from care.briefing.shares import few, share_figure
from care.briefing.small import hidden_rows, tells_households
from care.briefing.wholes import figure_of
from care.briefing.winter import NAME as RELIEF
from care.briefing.winter import unit_clocks
from care.calendar import terms_ended
from care.exports.word_relief import STATES, points, relief
from care.notes import Note
from care.passages import BLOCKS, Passage
from care.sentences_forecast import finishing
from care.words import NONE, percent

LASTING = ("pairing_coverage", "house_safety")  # done once, not again and again


def context(about: About, passages: dict[str, Passage], notes: list[Note], by: str, today: date) -> dict:
    """Everything a template may use. `today`: the day on which it is asked."""
    t = about.t
    rows = [measure(about, name) for name in _shares(about)]
    measures = [one for one in rows if one["due"]]
    for at, one in enumerate((one for one in measures if one["id"] != RELIEF), 1):
        one["ordinal"] = ordinal(about, at)
    return {
        "unit": {"name": about.unit_name(about.unit), "kind": about.units[about.unit].kind},
        "day": t.day(about.day),
        "year": str(about.day.year),
        "today": t.day(today),
        "by": maker(about, by),
        "version": about.answers.version[:12],
        "scope": about.scope_words,
        "sources": _sources(about),
        "roll": _roll(about),
        "measures": [one for one in measures if one["id"] != RELIEF],
        "figures": {one["id"]: one for one in rows},
        "not_due": t("list.comma").join(one["name"] for one in rows if not one["due"]),
        "units": _units(about),
        "relief": relief(about),
        "none_done": _none_done(about, measures),
        "problems": list(piece(about, "problems").sentences),
        "steps": list(piece(about, "steps").sentences),
        "own": {block: passages[block].paragraphs if block in passages else [] for block in BLOCKS},
        "notes": [_note(about, one) for one in notes],
        "meanings": [_meaning(about, name) for name in about.definitions.indicators],
    }


def _shares(about: About) -> list[str]:
    return [name for name, one in about.definitions.indicators.items() if one.form == "share"]


def measure(about: About, name: str) -> dict:
    """One indicator as a row and as a sentence: {id, name, due, met, unmet, share, status, state, change, text …}."""
    t, one, now = about.t, about.indicator(name), about.answers.count(about.ask(name))
    figure = relief_figure(about) if name == RELIEF else share_figure(about, name)
    said = {"due": now.due, "met": now.met, "unmet": now.unmet}
    counted = {word: t.count(n, one.subject) for word, n in said.items()}
    text = t("document.measure", name=figure.label, share=figure.value, **counted)
    soon = share_forecast(about, name) if name in LASTING and now.unmet else None
    return {
        "id": name,
        "ordinal": "",
        "name": figure.label,
        "question": t.pick(one.question),
        **(counted if now.due else dict.fromkeys(said, "")),
        "share": figure.value,
        "state": STATES[figure.state],
        "status": figure.status,
        "change": figure.change,
        "to_target": points(now.share - one.target)
        if one.target and now.due and not days_left(about, about.ask(name))
        else "",
        "text": t.sentences(
            text, _as_sentence(about, figure.status), figure.change, finishing(t, soon) if soon else ""
        ),
        "started": bool(now.met),
    }


def _none_done(about: About, measures: list[dict]) -> str:
    """What was begun nowhere, in one sentence."""
    t = about.t
    names = [
        t("document.named", name=one["name"], count=one["due"]) for one in measures if not one["started"]
    ]
    return t("document.none_done", names=t.joined(names)) if names else ""


def ordinal(about: About, at: int) -> str:
    """一是, 二是 … / First, Second …"""
    return about.t("document.ordinal", n=about.t(f"ordinal.{at}") if at <= 20 else str(at))


def _as_sentence(about: About, words: str) -> str:
    return about.t("document.sentence", text=words[:1].upper() + words[1:]) if words else ""


def _roll(about: About) -> dict:
    t, ask = about.t, about.ask("on_roll")
    whole, households = about.answers.count(ask).due, about.answers.households(ask)
    rows = [row for row in about.answers.by(ask, "group") if row.due]
    gone, homes = hidden_rows(about, rows, "group"), about.answers.households_by(ask, "group")
    rows = ordered(about, rows, "group", gone)
    return {
        "people": t.count(whole, "person"),
        "households": t.count(households, "household"),
        "total": {"people": t.number(whole), "households": t.number(households)},
        "change": figure_of(about, "on_roll").change if whole else "",
        "groups": [
            {
                "name": about.group_name(row.key),
                "people": few(about) if row.key in gone else t.number(row.due),
                "households": t.number(homes.get(row.key, 0))
                if row.key not in gone and tells_households(about, row.key)
                else few(about),
            }
            for row in rows
        ],
        "hidden": t("brief.few", least=about.definitions.programme.small_count) if gone else "",
        "empty": not whole,
    }


def _units(about: About) -> list[dict]:
    """One row a unit below, in the office's order; what the unit owes itself (town-direct) stands last."""
    if not about.children:
        return []
    t, ask = about.t, about.ask("on_roll")
    people = {row.key: row for row in about.answers.by(ask, "unit")}
    homes = about.answers.households_by(ask, "unit")
    shares = {
        name: {row.key: row for row in about.answers.by(about.ask(name), "unit")} for name in _shares(about)
    }
    clocks = unit_clocks(about)
    rows = []
    for unit in [*about.children, about.unit]:
        if unit == about.unit and unit not in people and unit not in clocks:
            continue
        done = {
            name: _percent(found[unit].share if unit in found else None) for name, found in shares.items()
        }
        rows.append(
            {
                "name": about.unit_name(unit, within=about.unit),
                "kind": about.units[unit].kind,
                "people": t.number(people[unit].due) if unit in people else "0",
                "households": t.number(homes.get(unit, 0)),
                **done,
                RELIEF: percent(clocks[unit].done) if unit in clocks else NONE,
            }
        )
    return rows


def _percent(share: float | None) -> str:
    return NONE if share is None else percent(share)


def _meaning(about: About, name: str) -> dict:
    return {"name": about.t.pick(about.indicator(name).name), "rule": rule(about, name)}


def _note(about: About, one: Note) -> dict:
    signed = about.t("note.signed", by=maker(about, one.by), day=one.day)
    return {"about": f"{figure_name(about, one)}{about.t('list.colon')}", "text": one.text, "signed": signed}


def _sources(about: About) -> str:
    """How many ledgers, and when the last one came in; whether school terms are known on the day."""
    frame = about.answers.table("select count(*) as n, max(cast(imported_at as date)) as last from batches")
    n, last = frame.iloc[0]
    t, over = about.t, terms_ended(about.definitions.programme, about.day)
    said = t("document.ledgers", n=int(n), last=last.date()) if n else t("document.no_ledgers")
    return t.sentences(said, t("document.terms_ended", day=over)) if over else said
