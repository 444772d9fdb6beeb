"""The steps of a patch (care/patching.py): each brings some tables of a copied store up to date.

Temporary tables go from step to step: `changed` (rows that came), `fresh` (the same, with their people), `went`;
`touched` (who is spoken of, and when), `core` (everybody of their units).
"""

import re
from datetime import date

import duckdb

from care import tallies
from care.definitions import Indicator
from care.sql import QUERIES, read_sql

MOST_ROWS = 100_000  # that came or went; more are no small change
OF_PEOPLE = {
    "people": "person_id", "stays": "person_id", "memberships": "subject_id", "pairings": "person_id",
    "absences": "person_id", "filled": "person_id", "updates": "person_id", "letters": "person_id",
    "risks": "person_id", "plans": "person_id", "diaries": "person_id", "household_members": "person_id",
    "subject_groups": "subject_id",
}  # fmt: skip
TEACHES = """select count(*) from {rows}
where kind <> 'contacts' or helper_name is not null or away_from is not null
    or (own_id_no is not null and (student_no is not null or head_id is not null))"""
# Rosters that know anybody whom the changed rows name, as they stand in the store.
ROSTERS = """create or replace temp view of_rosters as
select * exclude (who_id, own_id_no), who_id as own_id_no from base.statements
where kind = 'roster' and person_id is not null and (
    who_name in (select who_name from changed)
    or who_id in (select own_id_no from changed) or who_id in (select id_no from id_by_student_no)
    or student_no in (select student_no from changed)
    or person_id in (select other_id from base.decisions)
)"""


# Tables of which most stays: what they are made of, which rows go, of which rows they are made anew.
USED = "text_id in (select text_id from texts_touched)"
OF_TEXTS = {
    "plain_texts": ("contacts", USED, USED),
    "text_marks": (
        "plain_texts",
        "text_id not in (select text_id from base.plain_texts)",
        "text_id not in (select text_id from base.text_marks)",
    ),
    "text_near": (
        "text_likely",
        "(text_id, leader_id) not in (select (text_id, leader_id) from base.text_likely)",
        "(text_id, leader_id) not in (select (text_id, leader_id) from base.text_near)",
    ),
}  # fmt: skip


class TooMuch(Exception):
    """More is touched than a patch may change."""


def take_rows(connection: duckdb.DuckDBPyConnection, gone: list[str]) -> None:
    """base.stated_contacts brought up to date; temp tables `changed` (rows that came), `fresh` (the same, with their
    people) and `went`. base.told shows the rows that came; base.batches has them. Raises TooMuch."""
    went = "batch_id in (select unnest(cast($gone as varchar[])))"
    connection.execute("create temp table changed as select * from base.told")
    connection.execute(
        f"create temp table went as select * from base.statements where {went}", {"gone": gone}
    )
    for rows in ("changed", "went"):
        if connection.execute(TEACHES.format(rows=rows)).fetchall()[0][0]:
            raise TooMuch("a row that says more than a contact")
    if connection.execute("select count(*) from went").fetchall()[0][0] > MOST_ROWS:
        raise TooMuch("many rows")
    _units_stay(connection)
    connection.execute(
        "create temp table id_by_student_no as select student_no, min(own_id_no) as id_no from base.statements "
        "where own_id_no is not null and student_no in (select student_no from changed) "
        "group by student_no having count(distinct own_id_no) = 1; "
        "create temp table id_by_family as select head_id, who_name, min(own_id_no) as id_no from base.statements "
        "where own_id_no is not null and head_id in (select head_id from changed) "
        "group by head_id, who_name having count(distinct own_id_no) = 1"
    )
    keyed, roll = read_sql("stated/2_keyed"), read_sql("stated/3_roll")
    connection.execute(ROSTERS)
    connection.execute(keyed.replace("view keyed", "view keyed_rosters").replace("base.told", "of_rosters"))
    connection.execute(roll.replace("from keyed ", "from keyed_rosters "))
    connection.execute(keyed)
    connection.execute(read_sql("stated/4_people"))
    connection.execute("create temp table fresh as select * from of_whom")
    connection.execute("drop view keyed_rosters; drop view of_rosters")
    connection.execute(read_sql("stated/6_end"))
    own = {name for (name,) in connection.execute(_columns_of("stated_contacts")).fetchall()}
    said = [name for (name, *_) in connection.execute("describe fresh").fetchall()]
    counts = ", ".join(f'count("{one}")' for one in said)
    filled = dict(zip(said, connection.execute(f"select {counts} from fresh").fetchall()[0], strict=True))
    if any(filled[one] for one in said if one not in own):
        raise TooMuch("a field that no ledger of contacts had")
    shared = ", ".join(f'"{one}"' for one in said if one in own)
    connection.execute(f"delete from base.stated_contacts where {went}", {"gone": gone})
    connection.execute(f"insert into base.stated_contacts ({shared}) select {shared} from fresh")


def _columns_of(table: str) -> str:
    return f"select column_name from duckdb_columns() where schema_name = 'base' and table_name = '{table}' and database_name = current_database()"


def _units_stay(connection: duckdb.DuckDBPyConnection) -> None:
    """A class that only a changed row names would be a unit that comes or goes."""
    new = "select count(*) from changed where class_unit_id is not null and class_unit_id not in (select unit_id from base.units)"
    lost = """select count(*) from (select distinct class_unit_id from went where class_unit_id is not null) as c
    where not exists (
        select 1 from base.statements as s
        where s.class_unit_id = c.class_unit_id and s.batch_id not in (select batch_id from went)
    ) and c.class_unit_id not in (select unit_id from base.statements where kind = 'units' and unit_id is not null)"""
    if any(connection.execute(sql).fetchall()[0][0] for sql in (new, lost)):
        raise TooMuch("a unit that comes or goes")


def take_people(connection: duckdb.DuckDBPyConnection) -> tuple[date, date] | None:
    """Temp tables `touched`, `core` (everybody of the units of those spoken of) and, empty, `texts_touched`. Returns the
    first and last day spoken of."""
    connection.execute(
        """create temp table touched as
        select person_id, contact_on from fresh where person_id is not null and contact_on is not null
        union all
        select person_id, contact_on from went where person_id is not null and contact_on is not null;
        create temp table texts_touched (text_id ubigint);
        create temp table core as
        with places as (
            select unit_id, class_id from base.people where person_id in (select person_id from touched)
        )
        select person_id from base.people
        where person_id in (select person_id from touched)
            or unit_id in (select unit_id from places) or class_id in (select class_id from places);
        create temp table core_units as
        select distinct unit_id from base.stays where person_id in (select person_id from core)
        union select class_id from base.people where person_id in (select person_id from core) and class_id is not null
        union select unit_id from base.people where person_id in (select person_id from core) and unit_id is not null"""
    )
    first, last = connection.execute("select min(contact_on), max(contact_on) from touched").fetchall()[0]
    return (first, last) if first else None


def world(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables before the views: of people, only the core."""
    for name, column in OF_PEOPLE.items():
        connection.execute(
            f"create or replace temp table {name} as select * from base.{name} where {column} in (select person_id from core)"
        )
    units = [one for (one,) in connection.execute("select unit_id from core_units").fetchall()]
    listed = ", ".join(f"'{text(one)}'" for one in units)
    connection.execute(
        f"create or replace temp table contacts as select * from base.contacts where unit_id in ({listed}) "
        "and person_id in (select person_id from core)"
    )
    connection.execute(
        "create or replace temp table subjects as select * from base.subjects "
        "where kind = 'unit' or subject_id in (select person_id from core)"
    )


def world_ends(connection: duckdb.DuckDBPyConnection) -> None:
    for name in (*OF_PEOPLE, "contacts", "subjects"):
        connection.execute(f"drop table if exists temp.{name}")


def judge(
    connection: duckdb.DuckDBPyConnection, indicators: list[Indicator], days: list[date], into: str
) -> None:
    """The core's part of the month-ends, into a new temp table. Raises TooMuch."""
    connection.execute(f"create temp table {into} {tallies.COLUMNS}")
    if not (indicators and days):
        return
    seen = tallies.tally(connection, indicators, days, into)
    core = {one for (one,) in connection.execute("select person_id from core").fetchall()}
    if not seen <= core:
        raise TooMuch("an indicator of contacts that is not about people")


def judge_units(connection: duckdb.DuckDBPyConnection, indicators: list[Indicator], days: list[date]) -> None:
    """The month-ends of indicators about units, all of them. Raises TooMuch where one is about something else."""
    if not (indicators and days):
        return
    of_units = "(select subject_id from base.subjects where kind = 'unit')"
    connection.execute(
        f"create temp table subject_groups as select * from base.subject_groups where subject_id in {of_units}"
    )
    connection.execute(f"create temp table judged_units {tallies.COLUMNS}")
    seen = tallies.tally(connection, indicators, days, "judged_units")
    connection.execute("drop table temp.subject_groups")
    if not seen <= {one for (one,) in connection.execute(of_units).fetchall()}:
        raise TooMuch("an indicator of ledgers that is not about units")
    names = [one.id for one in indicators]
    connection.execute(
        "delete from base.tallies where indicator in (select unnest(cast($names as varchar[])))",
        {"names": names},
    )
    connection.execute("insert into base.tallies select * from judged_units")


def take_contacts(connection: duckdb.DuckDBPyConnection) -> None:
    """The contacts of whoever is spoken of, made anew by the store's own SQL: which is a month's first may change on any
    day. `texts_touched`: the texts they had and have."""
    own = "person_id in (select person_id from touched)"
    connection.execute(
        f"create temp view statements_then as select * from base.statements where contact_on is not null and {own}"
    )
    units = [one for (one,) in connection.execute("select unit_id from core_units").fetchall()]
    listed = ", ".join(f"'{text(one)}'" for one in units)
    theirs = f"from base.contacts where unit_id in ({listed}) and {own}"
    connection.execute(f"insert into texts_touched select distinct text_id {theirs} and text_id is not null")
    connection.execute(f"delete {theirs}")
    connection.execute(
        "create temp view pairings_then as select * from base.pairings where person_id in (select person_id from touched)"
    )
    for name, body in store_sql("helper_names", "contacts"):
        into = (
            "create temp table helper_names as "
            if name == "helper_names"
            else "insert into base.contacts by name "
        )
        for whole, part in (
            ("statements", "statements_then"), ("helper_names", "helper_names"), ("pairings", "pairings_then"),
        ):  # fmt: skip
            body = re.sub(rf"\bbase\.{whole}\b", part, body)
        connection.execute(into + body)
    connection.execute(f"insert into texts_touched select distinct text_id {theirs} and text_id is not null")
    connection.execute("drop view pairings_then")
    connection.execute("drop table temp.helper_names; drop view statements_then")


def store_sql(*tables: str) -> list[tuple[str, str]]:
    """(table, the query) of the statements below queries/store that make these tables, in their order."""
    found = []
    for path in sorted((QUERIES / "store").glob("*.sql")):
        for statement in duckdb.extract_statements(path.read_text("utf-8")):
            said = re.search(r"create table base\.(\w+) as\b", statement.query)
            if said and said[1] in tables:
                found.append((said[1], statement.query[said.end() :].rstrip().rstrip(";")))
    return found


def take_ledgers(connection: duckdb.DuckDBPyConnection) -> None:
    """Who is on no roster, and which units handed in."""
    connection.execute("delete from base.unmatched where batch_id in (select batch_id from went)")
    connection.execute(
        """create temp view of_changed as select * from base.statements where batch_id in (select batch_id from fresh)"""
    )
    for _, body in store_sql("unmatched"):
        connection.execute("insert into base.unmatched " + body.replace("base.statements", "of_changed"))
    connection.execute(
        """delete from base.subjects where kind = 'unlisted';
        insert into base.subjects
        select distinct subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')), 'unlisted', name, unit_id, null, null, null, null, null, null
        from base.unmatched"""
    )
    _hand_in(connection)


def _hand_in(connection: duckdb.DuckDBPyConnection) -> None:
    """Which units handed in contacts on the days of the changed ledgers, in the towns concerned."""
    connection.execute(
        """create temp table ledgers_changed as
        select unit_id, class_unit_id, ledger_on from fresh union select unit_id, class_unit_id, ledger_on from went;
        create temp table towns_changed as
        with named as (
            select unit_id from ledgers_changed where unit_id is not null
            union select class_unit_id from ledgers_changed where class_unit_id is not null
        ),
        tops as (
            select unit_id from named union select u.parent_id from base.units as u
            inner join named as n on u.unit_id = n.unit_id where u.parent_id is not null
        )
        select distinct a.unit_id from base.unit_above as a inner join tops as t on a.above_id = t.unit_id;
        create temp view handed_then as select * from base.statements
        where kind = 'contacts' and ledger_on in (select ledger_on from ledgers_changed)
            and (unit_id in (select unit_id from towns_changed) or class_unit_id in (select unit_id from towns_changed));
        delete from base.handed_in
        where ledger = 'contacts' and handed_on in (select ledger_on from ledgers_changed)
            and unit_id in (select unit_id from towns_changed)"""
    )
    for _, body in store_sql("handed_in"):
        made = body.replace("base.statements", "handed_then")
        connection.execute(
            f"insert into base.handed_in select * from ({made}) where unit_id in (select unit_id from towns_changed)"
        )
    connection.execute("drop view handed_then; drop table towns_changed; drop table ledgers_changed")


def take_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Which texts are alike, and what else the checks need. A text that comes may lead others anywhere, so that is
    sought anew; what a text is, and whether two are near, is made of what is new alone (OF_TEXTS)."""
    path = QUERIES / "store" / "07_checks.sql"
    for statement in duckdb.extract_statements(path.read_text("utf-8")):
        made = re.search(r"create table base\.(\w+) as\b", statement.query)
        if made and made[1] in OF_TEXTS:
            _take_new(connection, made[1], statement.query[made.end() :])
            continue
        if made:
            connection.execute(f"drop table if exists base.{made[1]}")
        if "insert into base.subjects" not in statement.query:
            connection.execute(statement.query)


def _take_new(connection: duckdb.DuckDBPyConnection, table: str, body: str) -> None:
    source, gone, new = OF_TEXTS[table]
    connection.execute(f"delete from base.{table} where {gone}")
    connection.execute(f"create temp view of_new as select * from base.{source} where {new}")
    connection.execute(
        f"insert into base.{table} " + re.sub(rf"\bfrom base\.{source}\b", "from of_new", body)
    )
    connection.execute("drop view of_new")


def add_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Month-ends without the core as it was and with the core as it is."""
    connection.execute(
        """create temp table differences as
        with told as (
            select indicator, as_of, unit_id, group_id, duty, due, met, not_due from judged_now
            union all
            select indicator, as_of, unit_id, group_id, duty, -due, -met, -not_due from judged_before
        )
        select indicator, as_of, unit_id, group_id, duty, sum(due) as due, sum(met) as met, sum(not_due) as not_due
        from told
        group by indicator, as_of, unit_id, group_id, duty
        having sum(due) <> 0 or sum(met) <> 0 or sum(not_due) <> 0;
        create temp table sums as
        select
            d.indicator, d.as_of, d.unit_id, d.group_id, d.duty,
            d.due + coalesce(t.due, 0) as due, d.met + coalesce(t.met, 0) as met, d.not_due + coalesce(t.not_due, 0) as not_due
        from differences as d
        left join base.tallies as t
            on d.indicator = t.indicator and d.as_of = t.as_of and d.unit_id = t.unit_id
            and d.group_id = t.group_id and d.duty = t.duty;
        delete from base.tallies as t using differences as d
        where d.indicator = t.indicator and d.as_of = t.as_of and d.unit_id = t.unit_id
            and d.group_id = t.group_id and d.duty = t.duty;
        insert into base.tallies select * from sums where due + not_due > 0"""
    )


def text(value) -> str:
    return str(value).replace("'", "''")
