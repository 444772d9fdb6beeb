"""Ideas that gather many figures: the headlines, all units, all figures, what is wrong, what comes next, what words mean."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from pandas import isnull

from care.answers import Row
from care.briefing.about import About
from care.briefing.counts import count_figure
from care.briefing.naming import place_name
from care.briefing.piece import Cell, Figure, Piece, Table
from care.briefing.problems import Problem, unfinished
from care.briefing.relief import relief_figure
from care.briefing.rules import rule
from care.briefing.shares import few, few_said, share_figure, shown
from care.briefing.small import hidden_rows, is_rare
from care.briefing.sparing import TooFew, spared
from care.briefing.winter import NAME as RELIEF
from care.briefing.winter import due_items, unit_clocks
from care.definitions import SEVERITIES
from care.schedule import winter_days
from care.sentences import gap, next_step, pace, schedule_state, state
from care.words import NONE

FIRST = ("on_roll", "pairing_coverage", "contact_rhythm", "relief_progress", "house_safety")  # in ten seconds
PROBLEMS = 6  # problems told
STEPS = 6
NAMED = 3  # places named in a sentence
# A ledger that names no day of its own, or a later one, tells of that day, too.
LEDGERS = (
    "select count(*) as n, max(case when ledger_on <= date '{day}' then ledger_on end) as last from batches"
)


def figure_of(about: About, name: str) -> Figure:
    """The headline figure of any indicator."""
    if name == RELIEF:
        return relief_figure(about)
    return count_figure(about, name) if about.indicator(name).form == "count" else share_figure(about, name)


def headlines(about: About, key: str) -> Piece:
    """The first figures, side by side."""
    figures = tuple(figure_of(about, name) for name in FIRST if name in about.definitions.indicators)
    whole = about.answers.count(about.ask("on_roll")).due
    said = () if whole else (about.t("brief.nobody"),)
    rules = [
        f"{about.t.pick(about.indicator(name).name)}{about.t('list.colon')}{rule(about, name)}"
        for name in FIRST
    ]
    return replace(_piece(about, key), sentences=said, figures=figures, how="\n".join(rules))


def data_scope(about: About, key: str) -> Piece:
    """Which data, which day, who counts."""
    t = about.t
    ledgers = about.answers.table(LEDGERS.format(day=about.day.isoformat()))
    n, last = int(ledgers.n[0]), ledgers["last"][0]
    said = (
        t("brief.scope_unit", unit=about.unit_name(about.unit), group=about.whom(about.group)),
        t("brief.scope_day", day=about.day),
        t("brief.scope_ledgers", n=n, last=last.date()) if n and not isnull(last) else "",
        rule(about, "on_roll"),
        t("brief.scope_few", least=about.definitions.programme.small_count),
    )
    return replace(_piece(about, key), sentences=tuple(text for text in said if text))


def all_figures(about: About, key: str) -> Piece:
    """Every indicator there is, one line each."""
    t = about.t
    names = list(about.definitions.indicators)
    figures = [figure_of(about, name) for name in names]
    headings = tuple(t(f"brief.{word}") for word in ("figure", "answer", "counted", "target", "change"))
    rows = tuple(
        (one.label, one.value, one.counted or NONE, one.status or NONE, one.change.rstrip("。.") or NONE)
        for one in figures
    )
    states = tuple(("", one.state, "", one.state, "") for one in figures)
    return replace(_piece(about, key), table=Table(headings, rows, states))


def units(about: About, key: str) -> Piece:
    """Units × the first figures."""
    t = about.t
    names = [name for name in FIRST if name in about.definitions.indicators]
    columns = {name: _column(about, name) for name in names}
    found = [unit for unit in about.children if any(unit in cells for cells in columns.values())]
    if not found:
        return replace(_piece(about, key), sentences=(t("brief.no_units"),), empty=True)
    headings = (t("brief.by_unit"), *(t(f"table.{name}") for name in names))
    missing: tuple[Cell, str] = (NONE, "")
    rows = [
        (place_name(about, unit), *(columns[name].get(unit, missing)[0] for name in names)) for unit in found
    ]
    states = [("", *(columns[name].get(unit, missing)[1] for name in names)) for unit in found]
    said = (t("brief.marks"), few_said(about) if is_rare(about, about.group) else "")
    return replace(
        _piece(about, key),
        sentences=tuple(text for text in said if text),
        table=Table(headings, tuple(rows), tuple(states)),
    )


def problems(about: About, key: str) -> Piece:
    """What is furthest from where it should be, what matters most first."""
    t = about.t
    try:
        found = [one for one in _found(about) if not one.left][:PROBLEMS]
    except TooFew:
        return replace(_piece(about, key), sentences=(few_said(about),), page="gaps")
    lines = tuple(f"{_name(about, one)}{t('list.colon')}{_gap(about, one)}" for one in found)
    rows = tuple((_name(about, one), _unmet(about, one), shown(one.count.share)) for one in found)
    headings = (t("brief.figure"), t("brief.unmet"), t("brief.share"))
    return replace(
        _piece(about, key),
        sentences=lines or (t("brief.no_problems"),),
        table=Table(headings, rows) if rows else None,
        page="gaps",
    )


def steps(about: About, key: str) -> Piece:
    """What is to be done next, from the problems and the deadlines."""
    t = about.t
    try:
        said = [
            step
            for one in _found(about)[:PROBLEMS]
            for step in (_relief_steps(about) if one.name == RELIEF else [_step(about, one)])
        ]
    except TooFew:
        return replace(_piece(about, key), sentences=(few_said(about),), page="gaps")
    return replace(_piece(about, key), sentences=tuple(said[:STEPS]) or (t("brief.no_steps"),), page="gaps")


def meanings(about: About, key: str) -> Piece:
    """The rule of every indicator."""
    t = about.t
    rows = tuple((t.pick(one.name), rule(about, name)) for name, one in about.definitions.indicators.items())
    return replace(_piece(about, key), table=Table((t("brief.figure"), t("brief.meaning")), rows))


def _piece(about: About, key: str) -> Piece:
    return Piece(key, about.t(f"brief.{key}"), about.scope_words)


def _name(about: About, one: Problem) -> str:
    return about.t.pick(about.indicator(one.name).name)


def _found(about: About) -> list[Problem]:
    """Raises TooFew where all there is concerns too few."""
    shares = [name for name, one in about.definitions.indicators.items() if one.form == "share"]
    weight = {name: SEVERITIES.index(about.indicator(name).severity) for name in shares}
    found = sorted(unfinished(spared(about), shares), key=lambda one: (weight[one.name], -one.short))
    return [one for one in found if one.unmet >= _least(about)]


def _least(about: About) -> int:
    """How many must lack something, that it is said how many."""
    return about.definitions.programme.small_count if is_rare(about, about.group) else 1


def _gap(about: About, one: Problem) -> str:
    """Where places may not be told, only how many."""
    units = about.indicator(one.name).subject == "unit" and one.unmet > NAMED  # their number is said already
    rows = [] if units or is_rare(about, about.group) else one.rows
    return gap(about.t, one.name, one.unmet, rows, _unmet(about, one))


def _unmet(about: About, one: Problem) -> str:
    return about.t.count(one.unmet, about.indicator(one.name).subject)


def _step(about: About, one: Problem) -> str:
    if one.left:
        counted = partial(_of_subject, about, about.indicator(one.name).subject)
        return pace(about.t, _name(about, one), one.unmet, counted, about.day + timedelta(one.left), one.left)
    rows = [] if is_rare(about, about.group) else one.rows
    return next_step(about.t, _name(about, one), _unmet(about, one), rows)


def _relief_steps(about: About) -> list[str]:
    """One line an item that is not done."""
    said = []
    try:
        rows = due_items(spared(about))
    except TooFew:
        return []
    for row in rows:
        if row.unmet >= _least(about):
            item, (_, last) = (
                about.definitions.relief[row.key],
                winter_days(about.definitions, row.key, about.day),
            )
            counted = partial(_counted, about, about.t.pick(item.unit))
            said.append(
                pace(about.t, about.t.pick(item.name), row.unmet, counted, last, (last - about.day).days)
            )
    return said


def _of_subject(about: About, subject: str, n: int) -> str:
    return about.t.count(n, subject)


def _counted(about: About, unit: str, n: int) -> str:
    """A number with a relief item's own measure word, which the office gives in English in the plural."""
    if about.t.lang == "zh":
        return f"{about.t.number(n)}{unit}"
    single = "person" if unit == "people" else unit.removesuffix("s")
    return f"{about.t.number(n)} {single if n == 1 else unit}"


def _column(about: About, name: str) -> dict[str, tuple[Cell, str]]:
    """Cell and state by unit."""
    one = about.indicator(name)
    if name == RELIEF:
        try:
            clocks = unit_clocks(spared(about))
        except TooFew:
            return dict.fromkeys(about.children, (few(about), ""))
        gone = hidden_rows(about, [Row(c.due, c.met, 0, unit) for unit, c in clocks.items()], "unit", name)
        cells = {unit: (shown(c.done), schedule_state(c.done, c.expected)) for unit, c in clocks.items()}
        return cells | dict.fromkeys(gone, (few(about), ""))
    rows = [row for row in about.answers.by(about.ask(name), "unit") if row.due]
    gone = hidden_rows(about, rows, "unit", name)
    counted = one.form == "count"
    cells = {
        row.key: (row.due, "") if counted else (shown(row.share), state(row.share, one.target))
        for row in rows
    }
    return cells | dict.fromkeys(gone, (few(about), ""))
