"""Where each row belongs (village, class), what its surroundings add, and its fate: taken, held, refused or ignored."""

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

import duckdb
import pyarrow as pa

from care.ledgers import spellings
from care.ledgers.plain import plain
from care.ledgers.problems import Problem, mask
from care.ledgers.tables import Table
from care.ledgers.units import class_unit, village_and_team
from care.ledgers.wide import Period

OUTSIDE = "outside"  # the clerk's answer for a unit that is not ours


@dataclass
class Questions:
    """What a clerk should say, by stable id."""

    asked: dict[str, dict] = attribute(default_factory=dict)

    def ask(self, id_: str, code: str, text: str, sheet: str, rows: int, **values) -> None:
        if id_ in self.asked:
            self.asked[id_]["rows"] += rows
            return
        self.asked[id_] = {
            "id": id_,
            "code": code,
            "text": text,
            "sheet": sheet,
            "rows": rows,
            "values": values,
        }


@dataclass(frozen=True)
class Placed:
    """`values`: field → expression over vals, fates and `joins`."""

    values: dict[str, str]
    joins: str
    problems: list[Problem]


def place_rows(connection: duckdb.DuckDBPyConnection, table: Table, setting, questions: Questions) -> Placed:
    """Writes temp table fates(id, fate, unit_id, class_unit_id, …) and says what else the rows get."""
    if table.kind == "units":
        from care.ledgers.unit_rows import place_units

        return place_units(connection, table, setting, questions)
    by_field = {own: j for j, own in table.fields.items()}
    write_sections(connection, table, setting)
    write_villages(connection, by_field, setting)
    write_classes(connection, table, by_field, setting)
    write_fates(connection, table, by_field, setting)
    ask_units(connection, table, by_field, setting, questions)
    problems = needs_problems(connection, table, setting)
    values, joins = surroundings(table, by_field, setting)
    if table.periods:
        problems += write_visits(connection, table, setting)
        values |= {
            "contact_on": "visits.contact_on",
            "contact_precision": "visits.contact_precision",
            "contact_kind": contact_kind("visits.contact_kind", table, setting),
        }
        joins += " join visits using (id)"
    return Placed(values, joins, problems)


def write_sections(connection: duckdb.DuckDBPyConnection, table: Table, setting) -> None:
    """sections(s, n, unit, team, grp): lone texts inside a table (河东村, 一、独居老人) speak for the rows below."""
    columns = ", ".join(f"trimmed(c{j})" for j in range(table.width)) or "null"
    rows = connection.execute(
        f"select s, n, coalesce({columns}) from marked where mark = 'text' order by s, n"
    ).fetchall()
    found = []
    for s, n, text in rows if len(rows) < 5_000 else []:
        unit, team = village_and_team(setting.units, text)
        groups, _ = spellings.groups(text, setting.words)
        if unit or groups or (team := team_alone(text)):
            found.append((s, n, unit, team, ",".join(groups) or None))
    columns_of = list(zip(*found, strict=True)) or [(), (), (), (), ()]
    types = (pa.int32(), pa.int32(), pa.string(), pa.string(), pa.string())
    mapped = pa.table(
        {
            name: pa.array(values, type_)
            for name, values, type_ in zip(("s", "n", "unit", "team", "grp"), columns_of, types, strict=True)
        }
    )
    connection.register("mapped", mapped)
    connection.execute("create or replace temp table sections as select * from mapped")


def team_alone(text: str) -> str | None:
    import re

    from care.ledgers.units import team_of

    return (
        team_of(text)
        if re.match(r"^第?[一二三四五六七八九十\d]{1,3}(村民)?(小组|组|社|队)[:：]?$", plain(text))
        else None
    )


def write_villages(connection: duckdb.DuckDBPyConnection, by_field: dict[str, int], setting) -> None:
    """villages(raw, unit, team): each different text of the village column."""
    j = by_field.get("village")
    texts = (
        []
        if j is None
        else [
            t
            for (t,) in connection.execute(
                f"select distinct r{j} from vals where r{j} is not null"
            ).fetchall()
        ]
    )
    found = [(text, *answered(text, setting)) for text in texts]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    connection.register(
        "mapped",
        pa.table(
            {n: pa.array(v, pa.string()) for n, v in zip(("raw", "unit", "team"), columns, strict=True)}
        ),
    )
    connection.execute("create or replace temp table villages as select * from mapped")


def answered(text: str, setting) -> tuple[str | None, str | None]:
    """The unit of a text: known, or as a clerk answered."""
    unit, team = village_and_team(setting.units, text)
    reply = setting.answers.get(f"unit:{plain(text)}")
    return (reply, team) if reply else (unit, team)


def write_classes(
    connection: duckdb.DuckDBPyConnection, table: Table, by_field: dict[str, int], setting
) -> None:
    """classes(school_raw, grade, class, class_unit): each different school, grade and class of the table."""
    parts = [
        f"coalesce(r{by_field[name]}, '')" if name in by_field else "''"
        for name in ("school", "grade", "class_name")
    ]
    rows = (
        connection.execute(f"select distinct {', '.join(parts)} from vals").fetchall()
        if by_field.keys() & {"school", "class_name"}
        else []
    )
    default = default_unit(table, setting, ("school", "class"))
    school_default = (
        default
        if default is None or setting.units.known[default][1] == "school"
        else default.rsplit("/", 1)[0]
    )
    found = []
    for school_text, grade, class_name in rows:
        school = (
            setting.units.find(school_text, ("school",)) or setting.units.inside(school_text, ("school",))
            if school_text
            else school_default
        )
        unit = class_unit(setting.units, school, grade, class_name) if school else None
        found.append((school_text, grade, class_name, unit or school))
    columns = list(zip(*found, strict=True)) or [(), (), (), ()]
    names = ("school", "grade", "class_name", "unit")
    connection.register(
        "mapped", pa.table({n: pa.array(v, pa.string()) for n, v in zip(names, columns, strict=True)})
    )
    connection.execute("create or replace temp table classes as select * from mapped")


def default_unit(table: Table, setting, kinds: tuple[str, ...]) -> str | None:
    """The unit that 填报单位, title, sheet or file name speak of."""
    for text in table.one.hints.places:
        found = setting.units.find(text, kinds) or setting.units.inside(text, kinds)
        if found:
            return found
    return None


def write_fates(
    connection: duckdb.DuckDBPyConnection, table: Table, by_field: dict[str, int], setting
) -> None:
    """fates: the unit from village column, section, address, title; then what becomes of the row."""
    village = f"villages.raw = vals.r{by_field['village']}" if "village" in by_field else "false"
    parts = [
        f"coalesce(vals.r{by_field[name]}, '') = classes.{name}" if name in by_field else "true"
        for name in ("school", "grade", "class_name")
    ]
    class_join = " and ".join(parts) if by_field.keys() & {"school", "class_name"} else "false"
    stated = f"vals.r{by_field['village']} is not null" if "village" in by_field else "false"
    default_village, default_class = (
        default_unit(table, setting, kinds) for kinds in (("village",), ("school", "class"))
    )
    town = default_unit(table, setting, ("town",))
    needs = (
        " and ".join(
            need_sql(any_of, by_field, table) for any_of in setting.words.ledgers[table.kind]["row_needs"]
        )
        or "true"
    )
    connection.execute(
        f"""
        create or replace temp table fates as
        with found as (
            select vals.id, vals.n, vals.s,
                coalesce(villages.unit, case when not ({stated}) then coalesce(sections.unit, {address_unit(by_field, setting)}, {quoted(default_village)}) end) as village,
                coalesce(classes.unit, {quoted(default_class)}) as class_unit_id,
                sections.team as section_team, sections.grp as section_groups, villages.team as village_team,
                {stated} and villages.unit is null as unknown, {needs} as complete
            from vals
            left join villages on {village}
            left join classes on {class_join}
            asof left join sections on vals.s = sections.s and vals.n > sections.n
        )
        select id, n, s, class_unit_id, section_team, section_groups, village_team, unknown,
            case when village is not null then nullif(village, '{OUTSIDE}') when class_unit_id is null and not unknown then {quoted(town)} end as unit_id,
            case
                when not complete then 'refused'
                when village = '{OUTSIDE}' and class_unit_id is null then 'ignored'
                when village is null and class_unit_id is null and (unknown or {quoted(town)} is null) then 'held'
                else 'taken'
            end as fate
        from found
        """
    )


def quoted(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


def need_sql(any_of: list[str], by_field: dict[str, int], table: Table) -> str:
    """One of these values is there; months stand for the contact's day in a wide sheet."""
    if table.periods and "contact_on" in any_of:
        return "true"
    have = [f"v{by_field[name]} is not null" for name in any_of if name in by_field]
    return "(" + (" or ".join(have) or "false") + ")"


def address_unit(by_field: dict[str, int], setting) -> str:
    """The village whose name stands in the address."""
    names = dict(sorted(setting.units.names(("village",)), key=lambda pair: len(pair[0]), reverse=True))
    if "address" not in by_field or not names:
        return "null"
    import re

    either = "|".join(re.escape(name) for name in names).replace("'", "''")
    cases = " ".join(f"when {quoted(name)} then {quoted(unit)}" for name, unit in names.items())
    return f"case regexp_extract(vals.r{by_field['address']}, '{either}') {cases} end"


def ask_units(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    by_field: dict[str, int],
    setting,
    questions: Questions,
) -> None:
    """One question for each unknown village name; one for a table that says no unit at all."""
    sheet = table.one.sheet.name
    if "village" in by_field:
        j = by_field["village"]
        for text, rows in connection.execute(
            f"select r{j}, count(*) from vals join fates using (id) where unknown and fate = 'held' group by 1 order by 1"
        ).fetchall():
            questions.ask(f"unit:{plain(text)}", "unit_unknown", text, sheet, rows)
    rows = connection.execute("select count(*) from fates where fate = 'held' and not unknown").fetchall()[0][
        0
    ]
    if rows:
        stated = table.one.hints.stated_unit or sheet
        questions.ask(f"unit:{plain(stated)}", "unit_missing", stated, sheet, rows)


def needs_problems(connection: duckdb.DuckDBPyConnection, table: Table, setting) -> list[Problem]:
    """A refused row says what it lacks; a held row says that its unit is unknown."""
    wanted = [
        any_of
        for any_of in setting.words.ledgers[table.kind]["row_needs"]
        if not (table.periods and "contact_on" in any_of)
    ]
    by_field = {own: j for j, own in table.fields.items()}
    problems = []
    for any_of in wanted:
        test = need_sql(any_of, by_field, table)
        at = next((by_field[name] for name in any_of if name in by_field), None)
        place = table.places.get(at)
        for n, s in connection.execute(
            f"select vals.n, vals.s from vals join fates using (id) where fate = 'refused' and not {test} order by 2, 1"
        ).fetchall():
            problems.append(
                Problem(
                    "row_needs_value",
                    table.layouts[s].sheet.name,
                    n,
                    place.column if place else "",
                    place.heading if place else "",
                    any_of[0],
                )
            )
    j = by_field.get("village")
    raw = f"vals.r{j}" if j is not None else "null"
    for n, s, text in connection.execute(
        f"select vals.n, vals.s, {raw} from vals join fates using (id) where fate = 'held' order by 2, 1"
    ).fetchall():
        place = table.places.get(j)
        problems.append(
            Problem(
                "unit_unknown" if text else "unit_missing",
                table.layouts[s].sheet.name,
                n,
                place.column if place else "",
                place.heading if place else "",
                "village",
                mask(text),
            )
        )
    return problems


def surroundings(table: Table, by_field: dict[str, int], setting) -> tuple[dict[str, str], str]:
    """Values that the title, sections or flag columns give."""
    hints, ledger = table.one.hints, setting.words.ledgers[table.kind]
    values = {name: quoted(value) for name, value in ledger.get("fixed", {}).items()}
    grouped = groups_sql(
        table, by_field, hints.groups if ledger.get("groups_from_title") and len(hints.groups) == 1 else ()
    )
    if grouped:
        values["groups"] = grouped
    teams = [f"v{by_field['team']}"] if "team" in by_field else []
    values["team"] = f"coalesce({', '.join([*teams, 'fates.village_team', 'fates.section_team'])})"
    if table.kind == "relief":
        own = [f"v{by_field['relief_item']}"] if "relief_item" in by_field else []
        values["relief_item"] = f"coalesce({', '.join([*own, quoted(hints.relief_item)])})"
    if "contact_on" in by_field:
        j = by_field["contact_on"]
        values["contact_precision"] = f"day_precision(r{j}, q{j})"
        values["contact_kind"] = contact_kind(
            f"v{by_field['contact_kind']}" if "contact_kind" in by_field else "null", table, setting
        )
    if "helper_name" in by_field:
        own = f"v{by_field['helper_kind']}" if "helper_kind" in by_field else "null"
        values["helper_kind"] = (
            f"coalesce({own}, {quoted(helper_kind(table, by_field['helper_name'], setting))})"
        )
    return values, ""


def groups_sql(table: Table, by_field: dict[str, int], title: tuple[str, ...]) -> str | None:
    """Groups of a row: its column, its section, its flag columns; the title's only when it names none itself."""
    lists = [f"string_split(v{by_field['groups']}, ',')"] if "groups" in by_field else []
    lists.append("string_split(fates.section_groups, ',')")
    lists += [
        f"[case when v{j} then {quoted(name[5:])} end]"
        for name, j in by_field.items()
        if name.startswith("flag:")
    ]
    joined = " || ".join(f"coalesce({one}, [])" for one in lists)
    own = f"nullif(array_to_string(list_sort(list_distinct({joined})), ','), '')"
    return f"coalesce({own}, {quoted(','.join(title) or None)})"


def contact_kind(own: str, table: Table, setting) -> str:
    """The kind a row says; a mere 'visit' yields to what the title is about (上门 in a 家访 ledger)."""
    spelled = setting.words.ledgers["contacts"]["from_title"]["contact_kind"]
    title = next(
        (
            kind
            for text in (*table.one.hints.titles, table.one.sheet.name, *table.one.hints.places)
            for kind, signs in spelled.items()
            if any(sign in text for sign in signs)
        ),
        "visit",
    )
    return f"coalesce(nullif({own}, 'visit'), {quoted(title)})"


def helper_kind(table: Table, j: int, setting) -> str | None:
    """代理妈妈 in the heading or title says what kind every helper is."""
    spelled = setting.words.values["helper_kind"]
    for text in (
        table.places[j].heading,
        *table.one.hints.titles,
        table.one.sheet.name,
        *table.one.hints.places,
    ):
        hits = [word for word in spelled if len(word) > 1 and word in plain(text)]
        if hits:
            return spelled[max(hits, key=len)]
    return None


def write_visits(connection: duckdb.DuckDBPyConnection, table: Table, setting) -> list[Problem]:
    """visits(id, contact_on, contact_precision, contact_kind): every filled cell of the month and day columns."""
    cells = " union all ".join(
        f"select id, {j} as j, trimmed(c{j}) as t, n, s from raws join marked using (n, s) where trimmed(c{j}) is not null"
        for j in table.periods
    )
    connection.execute(f"create or replace temp table period_cells as {cells}")
    different = connection.execute("select distinct j, t from period_cells").fetchall()
    years = years_of(table, setting.today)
    counts = are_counts([t for _, t in different])
    read = {
        (j, t): spellings.visits(t, table.periods[j], years[j], counts, setting.today) for j, t in different
    }
    found = [
        (j, t, v.on, v.precision, v.kind)
        for (j, t), visits in read.items()
        for v in visits or []
        if v.on <= setting.today
    ]
    columns = list(zip(*found, strict=True)) or [()] * 5
    types = (pa.int32(), pa.string(), pa.date32(), pa.string(), pa.string())
    names = ("j", "t", "contact_on", "contact_precision", "contact_kind")
    connection.register(
        "mapped", pa.table({n: pa.array(v, y) for n, v, y in zip(names, columns, types, strict=True)})
    )
    connection.execute(
        "create or replace temp table visits as select id, mapped.* exclude (j, t) from period_cells join mapped using (j, t)"
    )
    return unread_cells(connection, table, setting, read)


def years_of(table: Table, today: date) -> dict[int, int]:
    """The year of each month column: said over it, or counted on from the title's year through the turn of the year."""
    said = table.one.hints.year
    years, ahead, before = {}, 0, 0
    for j, period in sorted(table.periods.items()):
        if period.month < before:
            ahead += 1
        before = period.month
        years[j] = (period.year, ahead)
    base = said
    if base is None:
        last = table.one.hints.ledger_on or today
        base = last.year - ahead
    return {j: own or base + offset for j, (own, offset) in years.items()}


def are_counts(texts: list[str]) -> bool:
    """Small numbers all over the sheet (1, 2, 3) are counts of contacts; anything above 5 must be a day."""
    whole = [int(text) for text in texts if text.isdigit()]
    return bool(whole) and max(whole) <= 5


def unread_cells(connection: duckdb.DuckDBPyConnection, table: Table, setting, read: dict) -> list[Problem]:
    problems = []
    for j, t, n, s in connection.execute("select j, t, n, s from period_cells order by s, n, j").fetchall():
        visits = read[j, t]
        code = (
            "month_cell_unreadable"
            if visits is None
            else "date_future"
            if any(v.on > setting.today for v in visits)
            else None
        )
        if code:
            place = place_of(table, j)
            problems.append(
                Problem(
                    code,
                    table.layouts[s].sheet.name,
                    n,
                    place[0],
                    place[1],
                    "contact_on",
                    mask(t),
                    {"today": setting.today.isoformat()},
                )
            )
    return problems


def place_of(table: Table, j: int) -> tuple[str, str]:
    from care.ledgers.problems import letter

    period: Period = table.periods[j]
    heading = f"{period.month}月" + (f"{period.day}日" if period.day else "")
    return letter(table.one.sheet.left + j), heading
