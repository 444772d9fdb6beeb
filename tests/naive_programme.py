"""Files, guardians, ledgers, plans, winter checks a second time, in plain Python; see naive.py."""

from datetime import date, timedelta

from care.definitions import load
from tests.naive import LONG_AGO, active_pairings, last_closed, on_roll, school_month_of
from tests.random_programme import FILES_ON

KNOWN = load()
FIRST = date(2025, 1, 1)  # the day of the first roster
CHILDREN = {one.id for one in KNOWN.groups.values() if "guardian_name" in KNOWN.files.get(one.family, [])}


def _children(town: dict, day: date) -> list[dict]:
    return [p for p in town["roster"] if on_roll(p, day) and set(p["groups"].split(",")) & CHILDREN]


def _said(town: dict, person: dict, day: date) -> dict:
    """Fields of the person's file that a roster has given by the day."""
    said = {field: person[field] for field in ("id_no", "birth_date")}
    said |= {"gender": person["id_no"], "class_name": person["class_unit_id"]}
    for row in town["files"]:
        if row["name"] == person["name"] and day >= FILES_ON:
            said |= {key: value for key, value in row.items() if value is not None}
    return {key: value for key, value in said.items() if value}


def files_complete(town: dict, day: date, days: int) -> dict[str, bool]:
    told = {}
    for person in town["roster"]:
        if not on_roll(person, day):
            continue
        families = {KNOWN.groups[group].family for group in person["groups"].split(",")}
        asked = {field for family in families for field in KNOWN.files.get(family, [])}
        listed_again = day >= FILES_ON and any(row["name"] == person["name"] for row in town["files"])
        last = FILES_ON if listed_again else FIRST
        told[person["name"]] = asked <= set(_said(town, person, day)) and (day - last).days <= days
    return told


def guardian_settled(town: dict, day: date) -> dict[tuple[str, str], bool]:
    told = {}
    for person in _children(town, day):
        said, name = _said(town, person, day), person["name"]
        named = all(said.get(f"guardian_{what}") for what in ("name", "relation", "phone"))
        told[name, "guardian"] = bool(named and said.get("address"))
        signed = [
            row
            for row in town["files"]
            if row["name"] == name and row["letter_on"] and row["letter_on"] <= day
        ]
        told[name, "letter"] = any((row["letter_until"] or date.max) >= day for row in signed)
        told[name, "card"] = bool(said.get("contact_card"))
    return told


def ledgers_handed_in(town: dict, day: date, early: int) -> dict[tuple[str, str], bool | None]:
    """(unit, ledger) → in time; None = still to come."""
    season = 2025 if day >= date(2025, 11, 1) else 2024
    needs = 2025 if day >= date(2025, 9, 1) else 2024
    told = {}
    by_village: dict[str, set] = {}
    for row in town["relief"]:
        by_village.setdefault(row["unit_id"].split("/")[1], set()).add(row["ledger_on"])
    every = set().union(*by_village.values()) if by_village else set()
    compiled = {on for on in every if sum(on in days for days in by_village.values()) >= 2}
    told["镇", "winter_needs"] = _in_time(compiled, date(needs, 9, 1), date(needs, 10, 31), needs, day, early)
    for village in ("村0", "村1", "村2"):
        handed = by_village.get(village, set())
        told[village, "winter_relief"] = _in_time(
            handed, date(season, 11, 1), date(season, 12, 31), season, day, early
        )
        told[village, "visits"] = _month_in_time(
            town, day, early, "month", lambda row, village=village: row["unit_id"].endswith(village)
        )
    told["校", "talks"] = _month_in_time(town, day, early, "school_month", lambda row: row["class_unit_id"])
    return told


def _in_time(handed: set, asked: date, due: date, season: int, day: date, early: int) -> bool | None:
    in_season = {
        on
        for on in handed
        if date(season, 9, 1) <= on <= date(season + 1, 8, 31) and (asked - on).days <= early
    }
    return _judged(in_season, due, day)


def _month_in_time(town: dict, day: date, early: int, period: str, whose) -> bool | None:
    start, end = last_closed(period, day)
    start = school_month_of(end)
    handed = {
        row["ledger_on"]
        for row in town["contacts"]
        if whose(row) and start <= row["contact_on"] <= end and (end - row["ledger_on"]).days <= early
    }
    return _judged(handed, end + timedelta(days=5), day)


def _judged(handed: set, due: date, day: date) -> bool | None:
    """By the first ledger handed in by the day."""
    first = min((on for on in handed if on <= day), default=None)
    if first is None:
        return None if day <= due else False
    return first <= due


def someone_answers(town: dict, day: date) -> dict[tuple[str, str], bool]:
    told = {}
    for unit, kind in (
        ("镇", "town"),
        ("镇/村0", "village"),
        ("镇/村1", "village"),
        ("镇/村2", "village"),
        ("镇/校", "school"),
    ):
        for role in KNOWN.responsibles[kind]:
            listed = [r for r in town["responsibles"] if r["unit_id"] == unit and r["answer_role"] == role]
            days = {row["ledger_on"] for row in listed}
            in_force = max((on for on in days if on <= day), default=min(days, default=None))
            told[unit.split("/")[-1], role] = any(
                row["answer_phone"] for row in listed if row["ledger_on"] == in_force
            )
    return told


def help_plans(town: dict, day: date, days: int) -> dict[tuple[str, str], bool | None]:
    told = {}
    month = school_month_of(last_closed("school_month", day)[1])
    for person in _children(town, day):
        if not person["class_unit_id"]:
            continue
        name = person["name"]
        own = [row for row in town["plans"] if row["name"] == name]
        now = {kind: _latest(own, kind, day, days) for kind in ("help_plan", "education_plan")}
        told[name, "help_plan"] = _whole(now["help_plan"])
        if person["disability_level"]:
            told[name, "education_plan"] = _whole(now["education_plan"])
        stages = [row for rows in now.values() for row in rows if row["plan_stage"]]
        due = [row for row in stages if row["plan_due_on"] < day]
        if stages:
            late = [row for row in due if not row["plan_done_on"] or row["plan_done_on"] > day]
            told[name, "stages"] = False if late else True if due else None
        pairs = [p for p in active_pairings(town, day) if p["name"] == name and p["helper_kind"] == "teacher"]
        if pairs:
            kept = any(row["diary_on"] and month <= row["diary_on"] <= day for row in own)
            is_new = min(p["paired_on"] for p in pairs) > month
            told[name, "diary"] = True if kept else None if is_new else False
    return told


def _latest(own: list[dict], kind: str, day: date, days: int) -> list[dict]:
    made = [
        r["plan_on"]
        for r in own
        if r["plan_kind"] == kind and r["plan_on"] <= day and (day - r["plan_on"]).days <= days
    ]
    return [r for r in own if made and r["plan_kind"] == kind and r["plan_on"] == max(made)]


def _whole(plan: list[dict]) -> bool:
    return any(row["plan_text"] for row in plan) and any(row["plan_stage"] for row in plan)


def winter_checks(town: dict, day: date, days: int) -> dict[tuple[str, str, str], bool | None]:
    """(unit, place, kind) → met; None = not in winter."""
    told, winter = {}, day.month in (11, 12, 1, 2, 3)
    for row in town["safety"]:
        if not row["safety_on"] <= day or (day - row["safety_on"]).days > 183:
            continue
        key = row["unit_id"], row["safety_place"], row["safety_kind"]
        same = [
            r
            for r in town["safety"]
            if (r["unit_id"], r["safety_place"], r["safety_kind"]) == key and r["safety_on"] <= day
        ]
        broken = any(r["safety_fault"] == "漏电" and (r["safety_fixed_on"] or date.max) > day for r in same)
        recent = (day - max(r["safety_on"] for r in same)).days <= days
        told[key] = (recent and not broken) if winter else None
    for unit in ("镇/村0", "镇/村1", "镇/村2", "镇/校"):
        if winter and not any(key[0] == unit for key in told):
            told[unit, unit.split("/")[1], "any"] = False
    return told


def holiday_visits(town: dict, day: date) -> dict[tuple[str, str], bool | None]:
    terms = KNOWN.programme.terms
    ends = [(a.to, b.from_) for a, b in zip(terms, terms[1:], strict=False)]
    ends.append((terms[-1].to, terms[-1].to + timedelta(days=61)))
    end, begins = max((end, begins) for end, begins in ends if end.month in (1, 2) and end < day)
    told = {}
    for person in _children(town, day):
        if not person["class_unit_id"]:
            continue
        made = [
            c
            for c in town["contacts"]
            if c["name"] == person["name"]
            and c["contact_kind"] == "home_visit"
            and end < c["contact_on"] < begins
            and c["contact_on"] <= day
        ]
        is_new = (person["since"] or LONG_AGO) >= begins
        for duty, done in (("holiday_visit", made), ("holiday_gift", [c for c in made if c["gift_books"]])):
            told[person["name"], duty] = True if done else None if is_new else False
    return told
