"""Of findings, those that tell whoever answers for some groups nothing of a person's other groups."""

from datetime import date, datetime

from care.answers import question_sql
from care.definitions import Definitions
from care.inspection.findings import Finding
from care.prepared import given
from care.store import Scope, Store

GAPS = "select subject_id, duty, why from ({answer}\n) where not met"


def theirs(
    store: Store, scope: Scope, findings: list[Finding], definitions: Definitions, by: str
) -> list[Finding]:
    """Their own (`by`) and those that say only what their pages say. A gap stands among their own gaps of the day on
    which it became a finding, with the same reason; what a check says names no other group, nor several people; what
    was claimed at a door is no relief, which is one of some groups."""
    others = set(definitions.groups) - set(scope.groups or ())
    own_gaps: dict[tuple[str, date], set[tuple]] = {}
    found = []
    for one in findings:
        source, *said = one.wanted.source.split("|")
        opened = bool(one.steps) and one.steps[0].by == by
        if source == "gap" and not opened:
            asked = (said[0], _day(one))
            if asked not in own_gaps:
                own_gaps[asked] = _gaps(store, scope, definitions, *asked)
            if (one.wanted.subject_id, said[1], one.wanted.what) not in own_gaps[asked]:
                continue
        if source == "check":
            of_several = one.wanted.subject_id is None and not opened
            if of_several or others & set(one.wanted.what.split("|")):
                continue
        if source == "spot_check" and not opened and said[-1] == "relief":
            continue
        found.append(one)
    return found


def _day(one: Finding) -> date:
    return datetime.fromisoformat(one.steps[0].at).astimezone().date()


def _gaps(
    store: Store, scope: Scope, definitions: Definitions, name: str, day: date
) -> set[tuple[int, str, str]]:
    """(subject, duty, reason) of an indicator's gaps as the scope sees them on a day."""
    if name not in definitions.indicators:
        return set()
    sql = GAPS.format(answer=question_sql(name))
    known = dict(given(sql, {"as_of": day, **definitions.indicators[name].limits}))
    rows = store.query(scope, sql, known).itertuples(index=False)
    return {(one.subject_id, one.duty, one.why) for one in rows}
