"""Gaps: which duties are missed by how many, and where, by severity."""

from dataclasses import replace

from care.briefing.about import About
from care.briefing.breakdowns.parts import bars, said
from care.briefing.naming import place_name
from care.briefing.piece import Piece, Table
from care.briefing.problems import Problem, greatest
from care.definitions import SEVERITIES
from care.inspection import gaps
from care.inspection.gap_words import what
from care.inspection.gaps import Counts, Sought
from care.sentences import gap

GREATEST = ("pairing_coverage", "contact_rhythm", "relief_progress", "house_safety", "helper_contact")
SHOWN = 3  # of the greatest


def greatest_of(about: About) -> list[Problem]:
    """The three gaps that matter most to a leader."""
    return greatest(about, list(GREATEST), SHOWN)


def gap_sentence(about: About, one: Problem) -> str:
    return gap(about.t, one.name, one.unmet, one.rows)


def greatest_gaps(about: About, piece: Piece) -> Piece:
    t = about.t
    lines = [
        f"{t.pick(about.indicator(one.name).name)}{t('list.colon')}{gap_sentence(about, one)}"
        for one in greatest_of(about)
    ]
    return replace(piece, sentences=tuple(lines) or (t("overview.no_gaps"),), page="overview", empty=False)


def kinds_of(about: About, found: Counts) -> list[tuple[str, str, int]]:
    """Indicators with gaps, those of most subjects first: (indicator, name, subjects)."""
    rows = sorted(found.indicators.items(), key=lambda item: -item[1].subjects)
    return [(name, kind_name(about, name), one.subjects) for name, one in rows]


def kind_name(about: About, indicator: str) -> str:
    return what(about.t, about.definitions, indicator, "")


def gap_kinds(about: About, piece: Piece) -> Piece:
    rows = kinds_of(about, all_gaps(about))
    if not rows:
        return piece
    return replace(
        piece,
        sentences=said(about.t("brief.gaps_of")),
        chart=bars(piece.question, [(name, n) for _, name, n in rows]),
        empty=False,
    )


def gap_units(about: About, piece: Piece) -> Piece:
    t, found = about.t, all_gaps(about).units
    units = [unit for unit in [*about.children, about.unit] if unit in found]
    if not units:
        return piece
    rows = tuple(
        (
            place_name(about, unit),
            *(found[unit].get(severity, 0) for severity in SEVERITIES),
            sum(found[unit].values()),
        )
        for unit in units
    )
    headings = (t("column.unit"), *(t(f"gaps.{severity}") for severity in SEVERITIES), t("gaps.total"))
    return replace(
        piece,
        sentences=said(t("brief.gaps_in"), t("gaps.severity_help")),
        table=Table(headings, rows),
        empty=False,
    )


def all_gaps(about: About) -> Counts:
    """All gaps of the unit, group and day, of every severity."""
    return about.answers.of(gaps.counts, Sought(about.day, about.unit, about.group))
