"""What a line of the history says: what came in, when, and who brought it."""

from datetime import date, datetime

from care.ledgers.problems import Problem
from care.screen.ledger_desk import Desk
from care.screen.ledger_problems import to_check


def about(desk: Desk, one: dict) -> list[str]:
    """Kind, unit, day, rows, problems, when and by whom."""
    t = desk.t
    problems_ = _to_check(one)
    parts = [desk.kinds_name(one["kinds"])]
    parts += [desk.unit_name(one["unit_id"])] if one.get("unit_id") else []
    if one.get("ledger_on"):
        parts.append(t("ledgers.speaks_for", day=date.fromisoformat(one["ledger_on"])))
    parts += [t("ledgers.rows", n=one["counts"]["taken"])]
    parts += [t("ledgers.problem_count", n=problems_)] if problems_ else []
    return [*parts, t("ledgers.taken_by", when=moment(one["imported_at"]), who=by(desk, one["imported_by"]))]


def _to_check(one: dict) -> int:
    """As the opened batch says it; of very many, not all are kept one by one."""
    all_ = sum(one.get("problem_counts", {}).values())
    kept = [Problem(**problem) for problem in one["problems"]]
    return len(to_check(kept)) + all_ - len(kept)


def moment(text: str) -> str:
    """An instant (ISO, UTC) on the clock of this machine, to the minute."""
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")


def by(desk: Desk, who: str) -> str:
    known = {"local": "ledgers.by_local", "sample": "ledgers.by_sample"}
    return desk.t(known[who]) if who in known else who
