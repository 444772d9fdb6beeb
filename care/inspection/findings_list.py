"""Findings as a list for one asker: only those of units and people in their scope, in words."""

from dataclasses import dataclass
from datetime import date

from care.definitions import Definitions, load
from care.inspection.findings import Finding
from care.inspection.findings_theirs import theirs
from care.sentences import reason, why
from care.store import Scope, Store
from care.words import NONE, Voice

SUBJECTS = "select subject_id, kind, name, unit_id, class_id from subjects where list_contains(cast($ids as bigint[]), subject_id)"
UNITS = "select unit_id from units"
STATES = ("overdue", "open", "mended", "verified", "all")


@dataclass(frozen=True)
class Line:
    """A finding that the asker may see, with its subject's kind and full name ('' = a unit's finding)."""

    finding: Finding
    kind: str = ""
    name: str = ""
    class_id: str = ""


def listed(
    store: Store, scope: Scope, findings: list[Finding], definitions: Definitions | None = None, by: str = ""
) -> list[Line]:
    """Findings of subjects and units within the scope. A subject that no ledger in force names is the unit's matter;
    whoever answers for some groups cannot know it from one of another group. Nor are they told what somebody else than
    themselves (`by`) found out about another of the groups of `definitions` (care/inspection/findings_theirs.py)."""
    ids = sorted({one.wanted.subject_id for one in findings if one.wanted.subject_id is not None})
    rows = store.query(scope, SUBJECTS, {"ids": ids or [0]}).itertuples()
    subjects = {row.subject_id: row for row in rows}
    units = set(store.query(scope, UNITS).unit_id)
    found = []
    if scope.groups is not None:
        findings = theirs(store, scope, findings, definitions or load(), by)
    for one in findings:
        subject = subjects.get(one.wanted.subject_id)
        if subject is not None:
            found.append(Line(one, subject.kind, _text(subject.name), _text(subject.class_id)))
        elif one.wanted.unit_id in units and (one.wanted.subject_id is None or scope.groups is None):
            found.append(Line(one))
    return found


def chosen(lines: list[Line], day: date, state: str, unit: str = "", search: str = "") -> list[Line]:
    """Filtered, the overdue first, then by due day."""
    kept = [
        line
        for line in lines
        if (state in ("all", line.finding.state) or (state == "overdue" and line.finding.overdue(day)))
        and _within(line, unit)
        and (
            not search
            or any(
                search in text
                for text in (line.name, line.finding.wanted.unit_id, line.finding.wanted.responsible)
            )
        )
    ]
    order = {"open": 0, "mended": 1, "verified": 2}
    return sorted(
        kept, key=lambda line: (order[line.finding.state], line.finding.wanted.due_on, line.finding.number)
    )


def said(t: Voice, finding: Finding, definitions: Definitions, place=lambda path: "") -> str:
    """What is wanted, in words: the question and its reason, or what somebody wrote."""
    source, _, rest = finding.wanted.source.partition("|")
    name = rest.split("|")[0]
    if source == "gap" and name in definitions.indicators:
        return f"{t.pick(definitions.indicators[name].name)}{t('list.colon')}{why(t, finding.wanted.what, definitions)}"
    if source == "check" and name in definitions.checks:
        check = definitions.checks[name]
        return f"{t.pick(check.name)}{t('list.colon')}{reason(t, check, finding.wanted.what, definitions, place)}"
    if source == "spot_check":
        claim = rest.split("|")[-1]
        return f"{t('findings.spot_check')}{t('list.colon')}{t(f'claim.{claim}') if t.knows(f'claim.{claim}') else claim}"
    if source == "erased":
        return t("findings.erased")
    return finding.wanted.what or NONE


def _within(line: Line, unit: str) -> bool:
    return not unit or any(
        place == unit or place.startswith(f"{unit}/")
        for place in (line.finding.wanted.unit_id, line.class_id)
    )


def _text(value) -> str:
    return value if isinstance(value, str) else ""
