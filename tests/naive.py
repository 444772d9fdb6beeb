"""The questions a second time, in plain Python from the ledger rows: slow, obvious, and sharing nothing with the SQL."""

from datetime import date, timedelta

from care.definitions import load

RULES = load().contacts.rules
DUTIES = load().contacts.duties
HELPER_GROUPS = set(load().helper_groups)
ORDER = {"week": 1, "month": 2, "school_month": 2, "quarter": 3, "term": 4, "year": 5}
TERMS = [(term.from_, term.to) for term in load().programme.terms]
LONG_AGO = date(1900, 1, 1)


def on_roll(person: dict, day: date) -> bool:
    begins = person["since"] or LONG_AGO
    ends = min(end for end in (person["left_on"], person["died_on"], date.max) if end)
    return begins <= day < ends


def last_closed(period: str, day: date) -> tuple[date, date]:
    """The last period that ended on or before `day`, found by walking back day by day."""
    end = day
    while not _closes(period, end):
        end -= timedelta(days=1)
    start = end
    while not _closes(period, start - timedelta(days=1)) and not (
        period == "term" and any(start == first for first, _ in TERMS)
    ):
        start -= timedelta(days=1)
    return start, end


def _closes(period: str, day: date) -> bool:
    tomorrow = day + timedelta(days=1)
    if period == "week":
        return day.weekday() == 6
    if period == "term":
        return any(day == last for _, last in TERMS)
    month = tomorrow.day == 1
    if period == "school_month":
        return (
            month
            and sum(
                first <= day.replace(day=n) <= last for n in range(1, day.day + 1) for first, last in TERMS
            )
            >= 15
        )
    return month and (
        period == "month"
        or (period == "quarter" and day.month % 3 == 0)
        or (period == "year" and day.month == 12)
    )


def school_month_of(end: date) -> date:
    return end.replace(day=1)


def age(person: dict, day: date) -> int:
    born = person["birth_date"]
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def rule_of(person: dict, duty: str, day: date):
    """The strictest rule of a duty that binds the person, or None."""
    groups = person["groups"].split(",")
    binding = [
        rule
        for rule in RULES
        if rule.duty == duty
        and rule.group in groups
        and rule.risk in (None, person["risk"] or "none")
        and (rule.from_age is None or age(person, day) >= rule.from_age)
    ]
    return min(binding, key=lambda rule: (ORDER[rule.period], rule.phone, rule.period), default=None)


def contact_rhythm(town: dict, day: date) -> dict[tuple[str, str], bool | None]:
    """(name, duty) → met; None = not due."""
    told = {}
    first_record = min(contact["contact_on"] for contact in town["contacts"])
    for person in town["roster"]:
        if not on_roll(person, day):
            continue
        for duty in DUTIES.values():
            rule = rule_of(person, duty.id, day)
            if rule is None or (duty.owed_by == "class" and not person["class_unit_id"]):
                continue
            start, end = last_closed(rule.period, day)
            if rule.period == "school_month":
                start = school_month_of(end)
            kinds = duty.kinds + (duty.by_phone if rule.phone else [])
            made = [
                c["contact_on"]
                for c in town["contacts"]
                if c["name"] == person["name"] and c["contact_kind"] in kinds
            ]
            told[person["name"], duty.id] = _judged(
                person, [on for on in made if start <= on <= day], start, end, first_record
            )
    return told


def _judged(person: dict, made: list[date], start: date, end: date, first_record: date) -> bool | None:
    if made:
        return True
    is_new = (person["since"] or LONG_AGO) > start
    is_away = person["away_from"] and person["away_from"] <= end and (person["away_to"] or date.max) > end
    return None if is_new or is_away or start < first_record else False


def active_pairings(town: dict, day: date) -> list[dict]:
    return [p for p in town["pairing"] if p["paired_on"] <= day < (p["unpaired_on"] or date.max)]


def pairing_coverage(town: dict, day: date) -> dict[str, bool]:
    paired = {p["name"] for p in active_pairings(town, day)}
    return {
        person["name"]: person["name"] in paired
        for person in town["roster"]
        if on_roll(person, day) and set(person["groups"].split(",")) & HELPER_GROUPS
    }


def helper_contact(town: dict, day: date, days: int) -> dict[str, bool | None]:
    told = {}
    for person in town["roster"]:
        pairs = [p for p in active_pairings(town, day) if p["name"] == person["name"]]
        if not pairs or not on_roll(person, day):
            continue
        came = [
            c["contact_on"]
            for c in town["contacts"]
            for p in pairs
            if c["name"] == person["name"]
            and c["contact_by"] == p["helper_name"]
            and c["contact_on"] <= day
            # The visitor was the person's helper on the day of the contact.
            and p["paired_on"] <= c["contact_on"] < (p["unpaired_on"] or date.max)
        ]
        recent = bool(came) and (day - max(came)).days <= days
        is_new = (day - min(p["paired_on"] for p in pairs)).days < days
        told[person["name"]] = True if recent else None if is_new else False
    return told


def relief_progress(town: dict, day: date) -> dict[str, bool]:
    return {
        row["name"]: bool(row["paid_on"]) and row["paid_on"] <= day
        for row in town["relief"]
        if not row["refused_reason"] and row["surveyed_on"] <= day
    }


def house_safety(town: dict, day: date) -> dict[str, bool]:
    return {
        row["name"]: any(end and end <= day for end in (row["safe_on"], row["resettled_on"]))
        for row in town["houses"]
        if row["house_grade"] in "CD" and row["found_on"] <= day
    }


def homes_in_order(town: dict, day: date) -> dict[tuple[str, str], bool]:
    """(home or school, duty) → met."""
    open_by_now = [row for row in town["facilities"] if (row["facility_opened_on"] or LONG_AGO) <= day]
    told = {}
    for row in open_by_now:
        names = (row["facility_teacher"] or "").replace("；", "、").replace(" ", "").split("、")
        told[row["facility_name"], "open"] = row["facility_open"] is True
        told[row["facility_name"], "telephone"] = (
            bool(row["facility_phone"]) or row["facility_has_phone"] is True
        )
        told[row["facility_name"], "teachers"] = (
            max(len([n for n in names if n]), row["facility_teachers"] or 0) >= 2
        )
    if not any(row["unit_id"].endswith("校") for row in open_by_now):
        told["校", "home"] = False
    return told


def activities_held(town: dict, day: date, days: int) -> dict[tuple[str, str], bool | None]:
    """(activity or school, kind) → met; None = called off."""
    told, of_school = {}, set()
    start, end = school_month_of(last_closed("school_month", day)[1]), last_closed("school_month", day)[1]
    for row in town["activities"]:
        off = row["activity_state"] == "cancelled"
        held = None if off else row["activity_on"]
        on = row["activity_planned_on"] or row["activity_on"]
        if on > day or (day - on).days > days:
            continue
        done = held is not None and held <= day
        told[row["activity_title"], row["activity_kind"]] = True if done else None if off else False
        if "校" in row["unit_id"] and start <= on <= end and not off:
            of_school.add(row["activity_kind"])
    return told | {("校", kind): False for kind in ("monthly_activity", "lecture") if kind not in of_school}
