"""A clerk of some units writes about the people of those units. Where a number in a row (an ID number, a register number,
the head's) is somebody's whom rolls list elsewhere and nowhere below those units, the row is held, but for a roll's that
lists the person: so does whoever moves in. Where no roll says anything, ledgers of relief and houses say whose a household
is (queries/store/02_households.sql). The clerk is told which cell it is, and neither where the person is nor what
the rolls say."""

from care.ledgers.erased import REGISTER
from care.ledgers.homes import in_force
from care.ledgers.job import Job, quoted
from care.ledgers.kept import kept
from care.ledgers.problems import mask
from care.ledgers.rosters import NUMBERS

SAID = ("name", "head_name", *NUMBERS, "unit_id", "class_unit_id")
PLACING = ("roster", "relief", "houses")  # kinds whose rows say where people or households are
PLACES = "list_filter([unit_id, class_unit_id], lambda place: place is not null)"
# Whom a row is about (queries/who.sql).
OWN = "case when name is null or name = head_name then coalesce(id_no, head_id) else id_no end"
WHO = r"regexp_replace(coalesce(name, head_name), '\s', '', 'g')"
OF_HEAD = f"case when head_id is null or head_name is not null then {WHO.replace('name, head_name', 'head_name, name')} end"
# By which numbers of a roll a number of a row is known. A household is also known by the members who name its head.
# By a head's ID alone an ID number is known as a household's is by relief: where no roll lists whose it is.
KNOWN_BY = {"id_no": ("own", "head_id"), "student_no": ("student_no",), "head_id": ("own", "head_id")}


def hold_others(job: Job, values: dict[str, str]) -> None:
    """Set such rows of `fates` to held, each with its reason; `values`: the expressions that rows take. A clerk of all
    units is asked nothing."""
    if job.setting.rosters.within is None or not any(one in job.by_field for one in NUMBERS):
        return
    write_asked(job, values)
    write_rolls(job)
    write_renamed(job)
    write_seen(job)
    if job.table.kind == "roster":
        job.run(
            "insert into rolls select who_name, own, head_id, student_no, true as here, false as ours, false as elsewhere, "
            "false as household from asked "
            "where joins and (head_id is null or head_id = own "
            "or head_id not in (select number from seen where field = 'head_id' and elsewhere and not ours))"
        )
        write_seen(job)
    job.run(
        f"""
        create or replace temp table of_others as
        with numbers as ({" union all ".join(numbers_of(one) for one in NUMBERS)})
        select n.id, min_by(n.field, n.nth) as field, min_by(n.number, n.nth) as number
        from numbers as n
        inner join seen as k on n.field = k.field and n.number = k.number
        where not n.excused and k.elsewhere and not case when n.leaves then k.ours else k.ours or k.here end
        group by n.id
        """
    )
    held = "select n, s, field, number from of_others join fates using (id) order by s, n, id"
    for n, s, field, number in job.each(held):
        job.complain("person_of_others", s, n, job.by_field[field], field, mask(number))
    job.run("update fates set fate = 'held' where id in (select id from of_others)")


def numbers_of(field: str) -> str:
    """Each row's number of one field, and whether it may be anybody's: a roll may list whoever moves in."""
    excused = "joins and head_id is not distinct from own" if field == "head_id" else "joins"
    other = " and head_id is distinct from id_no" if field == "head_id" else ""
    return (
        f"select id, leaves, '{field}' as field, {NUMBERS.index(field)} as nth, {field} as number, {excused} as excused "
        f"from asked where {field} is not null{other}"
    )


def write_asked(job: Job, values: dict[str, str]) -> None:
    """asked: of each row that would be taken its numbers, and whether a roll lists the person (`joins`) or calls them
    gone (`leaves`)."""

    def said(field: str) -> str:
        return values.get(field) or (f"v{job.by_field[field]}" if field in job.by_field else "null")

    gone = f"{said('left_on')} is not null or {said('died_on')} is not null or coalesce({said('roll_state')} = 'ended', false)"
    roster = str(job.table.kind == "roster").lower()
    columns = ", ".join(f"cast({said(one)} as varchar) as {one}" for one in ("name", "head_name", *NUMBERS))
    job.run(
        f"""
        create or replace temp table asked as
        select
            id, head_id, id_no, {OWN} as own, {WHO} as who_name, {roster} and gone as leaves, {roster} and not gone as joins,
            case when length(student_no) >= {REGISTER} then student_no end as student_no
        from (select vals.id, {columns}, {gone} as gone from vals join fates using (id) where fate = 'taken')
        """
    )


def write_rolls(job: Job) -> None:
    """rolls: whom rosters list by these numbers, and whether below the sender's units (`ours`) or `elsewhere`; what they
    say of a unit above those says neither. `here`: this very file says it. Rows of relief and houses (`household`) say it
    of their household, known as `own`."""
    rosters = job.setting.rosters
    found = [roll(name, {*columns, "unit_id", "class_unit_id"}, "true") for name, columns in rosters.tables]
    for number, table in enumerate(rosters.beside):
        job.connection.register(f"beside{number}", table)
        found.append(roll(f"beside{number}", set(table.column_names), "false"))
    accepted = [one["batch_id"] for one in in_force(rosters.folder) if places(one)]
    if accepted:
        told = kept(job.connection, rosters.folder, accepted)
        found.append(roll(f"({told.source})", set().union(*told.columns), "false"))
    ours, near = below_and_near(rosters.within or ())
    asked = " union ".join(f"select {one} as number from asked where {one} is not null" for one in NUMBERS)
    empty = roll("(select 1 where false)", set(), "false")
    job.run(
        f"""
        create or replace temp table rolls as
        with wanted as (select distinct number from ({asked})),
        told as ({" union all ".join([empty, *found])}),
        listed as (
            select
                * exclude (head_id, student_no),
                case when not household then {WHO} else {OF_HEAD} end as who_name,
                case when household then coalesce(head_id, {OWN}) else {OWN} end as own,
                case when not household then head_id end as head_id,
                case when not household then student_no end as student_no,
                {PLACES} as places
            from told
        )
        select
            who_name, own, head_id, student_no, here, not here and {any_of("places", ours)} as ours,
            {any_of("places", f"not ({near})")} as elsewhere, household
        from listed
        where own in (select number from wanted) or head_id in (select number from wanted)
            or student_no in (select number from wanted)
        """
    )


def write_renamed(job: Job) -> None:
    """Whoever moves in is listed by the name that they have where they come from: by another, the row gives theirs away
    and does not count as a listing, but as one that calls them gone."""
    for number in ("own", "student_no"):
        job.run(
            f"update asked set joins = false, leaves = true from (select {number} as number, list(who_name) as names "
            f"from rolls where elsewhere and who_name is not null group by {number}) as known "
            f"where joins and asked.{number} = known.number and not list_contains(known.names, asked.who_name)"
        )


def any_of(places: str, test: str) -> str:
    """Whether one of some places passes a test on `place`."""
    return f"list_has_any([true], list_transform({places}, lambda place: {test}))"


def below_and_near(within: tuple[str, ...]) -> tuple[str, str]:
    """Two tests on `place`: whether it lies below these units; whether it does or lies above them."""
    below = [f"starts_with(place || '/', {quoted(top + '/')})" for top in within]
    above = [f"starts_with({quoted(top + '/')}, place || '/')" for top in within]
    return " or ".join(below) or "false", " or ".join([*below, *above]) or "false"


def places(manifest: dict) -> bool:
    """Whether a batch holds rows that say where people or households are."""
    return not set(manifest["kinds"]).isdisjoint(PLACING)


def roll(source: str, columns: set[str], here: str) -> str:
    """A SELECT of what one source says of places; what has no column `kind` is a roster."""
    shown = ", ".join(f"{one if one in columns else 'cast(null as varchar)'} as {one}" for one in SAID)
    if "kind" not in columns:
        return f"select {shown}, {here} as here, false as household from {source}"
    return (
        f"select {shown}, {here} as here, kind <> 'roster' as household from {source} where kind in {PLACING}"
    )


def write_seen(job: Job) -> None:
    """seen: what the rolls say of each number, by the field that it stands in; where none says anything, households."""
    sides = " union all ".join(
        f"select '{field}' as field, {one} as number, ours, elsewhere, here, "
        f"{second(field, one)} as second from rolls where {one} is not null"
        for field, known_by in KNOWN_BY.items()
        for one in known_by
    )

    def said(test: str) -> str:
        return f"coalesce(bool_or({test}), false)"

    job.run(
        f"""
        create or replace temp table seen as
        select
            field, number, {said("here and not second")} as here, {said("elsewhere")} as elsewhere,
            {said("ours and not second")} or not {said("elsewhere and not second")} and {said("ours and second")} as ours
        from ({sides}) group by field, number
        """
    )


def second(field: str, known_by: str) -> str:
    """Whether what a row says so of a number counts only where no roll lists whose it is."""
    return "true" if (field, known_by) == ("id_no", "head_id") else "household"
