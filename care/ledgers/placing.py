"""Where each row belongs (village, class) and its fate: taken, held for an answer, refused or ignored."""

import re

from care.ledgers.homes import place_by_id
from care.ledgers.job import TEXT, WHOLE, Job, quoted
from care.ledgers.sections import CLASS, UNKNOWN, write_sections
from care.ledgers.setting_aside import (
    ask_units,
    complain,
    need_sql,
    needs,
    question_id,
    set_aside_ambiguous,
    set_aside_repeated,
)
from care.ledgers.units import class_unit, village_and_team

OUTSIDE = "outside"  # the clerk's answer for a unit that is not ours
SCHOOL_PARTS = ("school", "grade", "class_name")


def place_rows(job: Job) -> None:
    """Temp table fates(id, n, s, fate, unit_id, class_unit_id, section_team, section_groups, section_state, village_team, unknown, nowhere)."""
    write_sections(job)
    write_villages(job)
    write_team_places(job)
    write_classes(job)
    write_defaults(job)
    write_fates(job)
    place_by_id(job)
    set_aside_repeated(job)
    set_aside_ambiguous(job)
    ask_units(job)
    complain(job)


def write_villages(job: Job) -> None:
    """villages(raw, unit, team): each different text of the village column."""
    j = job.by_field.get("village")
    texts = (
        []
        if j is None
        else [text for (text,) in job.rows(f"select distinct r{j} from vals where r{j} is not null")]
    )
    job.keep(
        "villages",
        {"raw": TEXT, "unit": TEXT, "team": TEXT},
        [(text, *answered(text, job)) for text in texts],
    )


def write_team_places(job: Job) -> None:
    """team_places(raw, unit): a team column that names the village too (大坪村第一组)."""
    j = job.by_field.get("team")
    texts = [] if j is None else job.rows(f"select distinct r{j} from vals where r{j} is not null")
    found = [(text, unit) for (text,) in texts if (unit := village_and_team(job.setting.units, text)[0])]
    job.keep("team_places", {"raw": TEXT, "unit": TEXT}, found)


def answered(text: str, job: Job) -> tuple[str | None, str | None]:
    """The unit of a text and the team in it: known, or as a clerk answered while it was not."""
    unit, team = village_and_team(job.setting.units, text)
    if not unit and job.ledger.get("unit_kinds"):
        unit = school_of(text, job)  # such a ledger lists villages and schools in one column
    return unit or job.setting.answers.get(question_id(text)), team


def write_classes(job: Job) -> None:
    """classes(s, school, grade, class_name, unit): each different school, grade and class of a sheet."""
    columns = class_columns(job)
    kept = {"s": WHOLE} | dict.fromkeys((*SCHOOL_PARTS, "unit"), TEXT)
    if not columns:
        job.keep("classes", kept, [])
        return
    parts = ", ".join(f"coalesce(r{columns[name]}, '')" if name in columns else "''" for name in SCHOOL_PARTS)
    found = [
        (s, school, grade, name, unit_of(school, grade, name, s, job))
        for s, school, grade, name in job.rows(f"select distinct s, {parts} from vals")
    ]
    job.keep("classes", kept, found)


def class_columns(job: Job) -> dict[str, int]:
    """Which columns say school, grade and class; a column of units may name the school."""
    columns = {name: job.by_field[name] for name in SCHOOL_PARTS if name in job.by_field}
    if (
        columns.keys() & {"grade", "class_name"}
        and job.ledger.get("unit_kinds")
        and "village" in job.by_field
    ):
        columns.setdefault("school", job.by_field["village"])
    return columns


def unit_of(school_text: str, grade: str, class_name: str, s: int, job: Job) -> str | None:
    units = job.setting.units
    school = school_of(school_text, job) if school_text else default_school(job, s)
    if school == OUTSIDE and job.ledger.get("unit_kinds"):
        return OUTSIDE
    if school in (None, OUTSIDE):
        return None
    named = {} if class_name or grade else dict.fromkeys(CLASS.findall(school_text))
    return (
        class_unit(units, school, grade, class_name or (next(iter(named)) if len(named) == 1 else ""))
        or school
    )


def school_of(text: str, job: Job) -> str | None:
    units = job.setting.units
    found = units.find(text, ("school",)) or units.inside(text, ("school",))
    reply = job.setting.answers.get(question_id(text))
    kind = units.known[reply][1] if reply in units.known else reply
    return found or (reply if kind in (OUTSIDE, *job.ledger.get("unit_kinds", ["school"])) else None)


def write_defaults(job: Job) -> None:
    """defaults(s, village, school, town): the units that each sheet itself speaks of."""
    kinds = (("village",), ("school", "class"), ("town",))
    found = [(s, *(default_unit(job, wanted, s) for wanted in kinds)) for s in range(len(job.table.layouts))]
    if not class_columns(job):
        found = [(s, village, class_in_titles(job, s, school), town) for s, village, school, town in found]
    job.keep("defaults", {"s": WHOLE, "village": TEXT, "school": TEXT, "town": TEXT}, found)


def class_in_titles(job: Job, s: int, school: str | None) -> str | None:
    """The one class of a school that a title or the sheet's name speaks of (三（1）班留守儿童登记表), else the school."""
    units, layout = job.setting.units, job.table.layouts[s]
    if school is None or units.known[school][1] != "school":
        return school
    named = {text for one in (*layout.hints.titles, layout.sheet.name) for text in CLASS.findall(one)}
    found = {class_unit(units, school, "", text) for text in named}
    return found.pop() if len(found) == 1 else school


def default_school(job: Job, s: int) -> str | None:
    found = default_unit(job, ("school", "class"), s)
    return found.rsplit("/", 1)[0] if found and job.setting.units.known[found][1] == "class" else found


def default_unit(job: Job, kinds: tuple[str, ...], s: int) -> str | None:
    """The unit that 填报单位, title, sheet or file name speak of, or that a clerk named for this sheet."""
    units, layout = job.setting.units, job.table.layouts[s]
    hints = layout.hints
    for text in hints.places:
        found = units.find(text, kinds) or units.inside(text, kinds)
        if found:
            return found
    above = {units.inside(text, kinds) for path in layout.paths for text in path[:-1]} - {None}
    if len(above) == 1:  # 枫树村独居老人 over one of the lists beside each other
        return above.pop()
    text = hints.stated_unit or layout.sheet.name
    if units.find(text, ("village", "town", "school")) or units.inside(text, ("school", "class")):
        return None  # a unit of another kind; what a clerk said of it in a village column is not said of this sheet
    reply = job.setting.answers.get(question_id(text))
    return reply if reply in units.known and units.known[reply][1] in kinds else None


def write_fates(job: Job) -> None:
    """The unit from village column, section, address, title; then what becomes of the row."""
    by_field = job.by_field
    village = f"villages.raw = vals.r{by_field['village']}" if "village" in by_field else "false"
    team = f"team_places.raw = vals.r{by_field['team']}" if "team" in by_field else "false"
    parts = [f"coalesce(vals.r{j}, '') = classes.{name}" for name, j in class_columns(job).items()]
    stated = f"vals.r{by_field['village']} is not null" if "village" in by_field else "false"
    # Sections are rare, and looking for them takes as much memory as all else.
    above = "asof left join sections on vals.s = sections.s and vals.n > sections.n"
    if not job.rows("select 1 from sections limit 1"):
        above = "left join sections on false"
    unsaid = unknown_school(job)
    complete = " and ".join(need_sql(any_of, job) for any_of in needs(job)) or "true"
    job.run(
        f"""
        create or replace temp table fates as
        with found as (
            select vals.id, vals.n, vals.s,
                coalesce(
                    villages.unit,
                    case when not ({stated}) then coalesce(team_places.unit, sections.unit, {address_unit(job)}, defaults.village) end
                ) as village,
                case when not ({unsaid}) then coalesce(classes.unit, sections.class_unit, defaults.school) end as class_unit_id,
                sections.team as section_team, sections.grp as section_groups, sections.state as section_state, villages.team as village_team,
                ({stated} and villages.unit is null) or ({unsaid}) or coalesce(
                    sections.unit = '{UNKNOWN}' and not ({stated}) and team_places.unit is null, false
                ) as unknown,
                {complete} as complete, defaults.town as own_town
            from vals
            left join defaults on vals.s = defaults.s
            left join villages on {village}
            left join team_places on {team}
            left join classes on {" and ".join(["vals.s = classes.s", *parts]) if parts else "false"}
            {above}
        )
        select
            id, n, s, nullif(class_unit_id, '{OUTSIDE}') as class_unit_id,
            section_team, section_groups, section_state, village_team, unknown,
            village is null and class_unit_id is null and not unknown as nowhere,
            case
                when village is not null then nullif(nullif(village, '{OUTSIDE}'), '{UNKNOWN}')
                when class_unit_id is null and not unknown then own_town
            end as unit_id,
            case
                when not complete then 'refused'
                when village = '{OUTSIDE}' and class_unit_id is null or class_unit_id = '{OUTSIDE}' then 'outside'
                when nullif(village, '{UNKNOWN}') is null and class_unit_id is null and (unknown or own_town is null) then 'held'
                else 'taken'
            end as fate
        from found
        """
    )


def unknown_school(job: Job) -> str:
    """Where rows are about units, a school that nobody knows is asked about, like a village."""
    if "school" not in job.by_field or not job.ledger.get("unit_kinds"):
        return "false"
    return f"vals.r{job.by_field['school']} is not null and classes.unit is null"


def address_unit(job: Job) -> str:
    """The village whose name stands in the address."""
    names = dict(sorted(job.setting.units.names(("village",)), key=lambda pair: len(pair[0]), reverse=True))
    columns = [job.by_field[name] for name in ("address", "hukou_address") if name in job.by_field]
    if not columns or not names:
        return "null"
    either = "|".join(re.escape(name) for name in names).replace("'", "''")
    cases = " ".join(f"when {quoted(name)} then {quoted(unit)}" for name, unit in names.items())
    return (
        "coalesce("
        + ", ".join(f"case regexp_extract(vals.r{j}, '{either}') {cases} end" for j in columns)
        + ")"
    )
