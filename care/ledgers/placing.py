"""Where each row belongs (village, class) and its fate: taken, held for an answer, refused or ignored."""

import re

from care.ledgers.job import TEXT, Job, quoted
from care.ledgers.plain import plain
from care.ledgers.problems import mask
from care.ledgers.sections import write_sections
from care.ledgers.units import class_unit, village_and_team

OUTSIDE = "outside"  # the clerk's answer for a unit that is not ours
SCHOOL_PARTS = ("school", "grade", "class_name")


def place_rows(job: Job) -> None:
    """Temp table fates(id, n, s, fate, unit_id, class_unit_id, section_team, section_groups, village_team, unknown)."""
    write_sections(job)
    write_villages(job)
    write_team_places(job)
    write_classes(job)
    write_fates(job)
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
    """The unit of a text: as a clerk answered, or known."""
    unit, team = village_and_team(job.setting.units, text)
    if not unit and job.ledger.get("unit_kinds"):
        unit = school_of(text, job)  # such a ledger lists villages and schools in one column
    return job.setting.answers.get(question_id(text)) or unit, team


def question_id(text: str) -> str:
    return f"unit:{plain(text)}"


def write_classes(job: Job) -> None:
    """classes(school, grade, class_name, unit): each different school, grade and class of the table."""
    columns = class_columns(job)
    if not columns:
        job.keep("classes", dict.fromkeys((*SCHOOL_PARTS, "unit"), TEXT), [])
        return
    parts = ", ".join(
        f"coalesce(r{columns[name]}, '')" if name in columns else "''" for name in SCHOOL_PARTS
    )
    found = [
        (school, grade, name, unit_of(school, grade, name, job))
        for school, grade, name in job.rows(f"select distinct {parts} from vals")
    ]
    job.keep("classes", dict.fromkeys((*SCHOOL_PARTS, "unit"), TEXT), found)


def class_columns(job: Job) -> dict[str, int]:
    """Which columns say school, grade and class; a column of units may name the school."""
    columns = {name: job.by_field[name] for name in SCHOOL_PARTS if name in job.by_field}
    if columns.keys() & {"grade", "class_name"} and job.ledger.get("unit_kinds") and "village" in job.by_field:
        columns.setdefault("school", job.by_field["village"])
    return columns


def unit_of(school_text: str, grade: str, class_name: str, job: Job) -> str | None:
    units = job.setting.units
    school = school_of(school_text, job) if school_text else default_school(job)
    if school == OUTSIDE and job.ledger.get("unit_kinds"):
        return OUTSIDE
    if school in (None, OUTSIDE):
        return None
    return class_unit(units, school, grade, class_name) or school


def school_of(text: str, job: Job) -> str | None:
    units = job.setting.units
    return (
        units.find(text, ("school",))
        or units.inside(text, ("school",))
        or job.setting.answers.get(question_id(text))
    )


def default_school(job: Job) -> str | None:
    found = default_unit(job, ("school", "class"))
    return found.rsplit("/", 1)[0] if found and job.setting.units.known[found][1] == "class" else found


def default_unit(job: Job, kinds: tuple[str, ...]) -> str | None:
    """The unit that 填报单位, title, sheet or file name speak of, or that a clerk named for this table."""
    units, hints = job.setting.units, job.table.one.hints
    for text in hints.places:
        found = units.find(text, kinds) or units.inside(text, kinds)
        if found:
            return found
    reply = job.setting.answers.get(question_id(hints.stated_unit or job.table.one.sheet.name))
    return reply if reply in units.known and units.known[reply][1] in kinds else None


def write_fates(job: Job) -> None:
    """The unit from village column, section, address, title; then what becomes of the row."""
    by_field = job.by_field
    village = f"villages.raw = vals.r{by_field['village']}" if "village" in by_field else "false"
    team = f"team_places.raw = vals.r{by_field['team']}" if "team" in by_field else "false"
    parts = [f"coalesce(vals.r{j}, '') = classes.{name}" for name, j in class_columns(job).items()]
    stated = f"vals.r{by_field['village']} is not null" if "village" in by_field else "false"
    unsaid = unknown_school(job)
    own, school, town = (
        quoted(default_unit(job, kinds)) for kinds in (("village",), ("school", "class"), ("town",))
    )
    complete = " and ".join(need_sql(any_of, job) for any_of in needs(job)) or "true"
    job.run(
        f"""
        create or replace temp table fates as
        with found as (
            select vals.id, vals.n, vals.s,
                coalesce(
                    villages.unit,
                    case when not ({stated}) then coalesce(team_places.unit, sections.unit, {address_unit(job)}, {own}) end
                ) as village,
                case when not ({unsaid}) then coalesce(classes.unit, {school}) end as class_unit_id,
                sections.team as section_team, sections.grp as section_groups, villages.team as village_team,
                ({stated} and villages.unit is null) or ({unsaid}) as unknown,
                {complete} as complete
            from vals
            left join villages on {village}
            left join team_places on {team}
            left join classes on {" and ".join(parts) or "false"}
            asof left join sections on vals.s = sections.s and vals.n > sections.n
        )
        select
            id, n, s, nullif(class_unit_id, '{OUTSIDE}') as class_unit_id,
            section_team, section_groups, village_team, unknown,
            case
                when village is not null then nullif(village, '{OUTSIDE}')
                when class_unit_id is null and not unknown then {town}
            end as unit_id,
            case
                when not complete then 'refused'
                when village = '{OUTSIDE}' and class_unit_id is null or class_unit_id = '{OUTSIDE}' then 'outside'
                when village is null and class_unit_id is null and (unknown or {town} is null) then 'held'
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


def needs(job: Job) -> list[list[str]]:
    """The values that every row must have; months stand for the contact's day in a wide sheet."""
    return [
        any_of for any_of in job.ledger["row_needs"] if not (job.table.periods and "contact_on" in any_of)
    ]


def need_sql(any_of: list[str], job: Job) -> str:
    """One of these values is there; where the ledger has a column for the person, the head's name does not do."""
    if any_of[0] in job.by_field and set(any_of) <= {"name", "head_name"}:
        any_of = any_of[:1]
    have = [f"v{job.by_field[name]} is not null" for name in any_of if name in job.by_field]
    return "(" + (" or ".join(have) or "false") + ")"


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


def set_aside_repeated(job: Job) -> None:
    """A row that says just what another one says is taken once."""
    if job.table.one.shape != "list" or len(job.table.fields) < 3 or not job.ledger.get("once"):
        return  # two visits or payments may be told in the same words
    said = ", ".join(f"r{j}" for j in job.table.fields)
    twice = f"select hash({said}) as h from vals group by h having count(*) > 1"
    repeated = job.rows(
        f"""
        select id, n, s, first from (
            select id, n, s, first_value(n) over (partition by hash({said}) order by s, n, id) as first,
                row_number() over (partition by hash({said}) order by s, n, id) as nth
            from vals where hash({said}) in ({twice})
        ) where nth > 1 order by s, n
        """
    )
    if not repeated:
        return
    ids = ", ".join(str(id_) for id_, *_ in repeated)
    taken = {
        id_ for (id_,) in job.rows(f"select id from fates where fate in ('taken', 'held') and id in ({ids})")
    }
    job.run(f"update fates set fate = 'repeated' where fate in ('taken', 'held') and id in ({ids})")
    for id_, n, s, first in repeated:
        if id_ in taken:
            job.complain("row_repeated", s, n, None, first=first)


def set_aside_ambiguous(job: Job) -> None:
    """Without a usable ID, a name that stands twice in the same unit and team names nobody."""
    if job.table.kind != "roster" or not job.by_field.keys() >= {"id_no", "name"}:
        return
    id_, name = job.by_field["id_no"], job.by_field["name"]
    team = f"v{job.by_field['team']}" if "team" in job.by_field else "''"
    place = f"concat_ws('|', v{name}, unit_id, class_unit_id, {team})"
    rows = job.rows(
        f"""
        with placed as (select vals.id, vals.n, vals.s, {place} as place, r{id_} is not null and v{id_} is null as spoilt
                        from vals join fates using (id) where fate = 'taken')
        select id, n, s from placed where spoilt and place in (select place from placed group by place having count(*) > 1)
        order by s, n
        """
    )
    for row_id, n, s in rows:
        job.run(f"update fates set fate = 'held' where id = {row_id}")
        job.complain("person_ambiguous", s, n, id_, "id_no")


def ask_units(job: Job) -> None:
    """One question for each unknown village name; one for a table that says no unit at all."""
    kinds = job.ledger.get("unit_kinds", ["village"])
    villages = sorted(one for one, (_, kind, _) in job.setting.units.known.items() if kind in kinds)
    for field in ("village", "school") if "unit_kinds" in job.ledger else ("village",):
        j = job.by_field.get(field)
        if j is None:
            continue
        unknown = f"select r{j}, count(*) from vals join fates using (id) where unknown and fate = 'held' and r{j} is not null group by 1 order by 1"
        for text, rows in job.rows(unknown):
            job.ask(question_id(text), "unit_unknown", text, rows, villages)
    rows = job.rows("select count(*) from fates where fate = 'held' and not unknown")[0][0]
    if rows and not any(one.code == "person_ambiguous" for one in job.problems):
        stated = job.table.one.hints.stated_unit or job.table.one.sheet.name
        job.ask(question_id(stated), "unit_missing", stated, rows, villages)


def complain(job: Job) -> None:
    """A refused row says what it lacks; a held row says that its unit is not known."""
    for any_of in needs(job):
        j = next((job.by_field[name] for name in any_of if name in job.by_field), None)
        lacking = f"select n, s from fates where fate = 'refused' and id in (select id from vals where not {need_sql(any_of, job)}) order by s, n"
        for n, s in job.rows(lacking):
            job.complain("row_needs_value", s, n, j, any_of[0])
    j = job.by_field.get("village", job.by_field.get("school") if "unit_kinds" in job.ledger else None)
    raw = f"vals.r{j}" if j is not None else "null"
    waiting = f"select vals.n, vals.s, {raw}, fate, unknown from vals join fates using (id) where fate in ('held', 'outside') order by 2, 1"
    spoilt = {(one.sheet, one.row) for one in job.problems if one.code == "person_ambiguous"}
    for n, s, text, fate, unknown in job.rows(waiting):
        if (job.table.layouts[s].sheet.name, n) not in spoilt:
            code = "unit_outside" if fate == "outside" else "unit_unknown" if unknown else "unit_missing"
            job.complain(code, s, n, j, "village", mask(text))
