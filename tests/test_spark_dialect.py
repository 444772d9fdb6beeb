"""Each rule of translation, against DuckDB's own answer to the same words (on Sail); and the list of them in docs."""

from pathlib import Path

import duckdb
import pytest

from tests import sail

pytest.importorskip("pyspark", reason="requirements-spark.txt is not installed")
from pyspark.sql import SparkSession

from care.spark import dialect, rules

SALT = "a secret"
DOCS = Path(__file__).parents[1] / "docs" / "scale.md"
TABLE = "(values ('李|红/东', 1, date '2024-02-29'), ('王　明', 2, date '2025-12-31'), (null, 3, date '2025-01-01')) as t (name, n, day)"
CASES = {
    "counted_columns": f"select min(n) as n from {TABLE} group by name having count(distinct n) = 1",
    "largest_of": f"select arg_max(name, n) as a, arg_min(n, name) as b from {TABLE}",
    "split_at": f"select string_split(name, '|') as a from {TABLE}",
    "slice_of": f"select string_split(name, '/')[1:1] as a from {TABLE}",
    "joined_lists": f"select list_transform(range(1, n + 1), lambda i: i + 1) || [0] as a from {TABLE}",
    "replaced": f"select regexp_replace(name, '(.)/(.)', '\\2-\\1', 'g') as a, regexp_replace(name, '/[^/]*$', '') as b from {TABLE}",
    "blanks": f"select regexp_replace(name, '\\s', '', 'g') as a, regexp_replace(name, '[\\s/]', '', 'g') as b from {TABLE}",
    "scripts": f"select regexp_replace(name, '\\p{{Han}}', '.', 'g') as a from {TABLE}",
    "every_match": f"select regexp_extract_all(name, '[\\p{{Han}}]+') as a from {TABLE}",
    "boundaries": f"select date_diff('year', day, date '2026-01-01') as a, date_diff('month', day, date '2026-01-01') as b from {TABLE}",
    "month_begun": f"select cast(date_trunc('month', day) as date) as a from {TABLE}",
    "years_away": f"select cast(day + to_years(n) as date) as a, cast(day - n * interval 1 year as date) as b from {TABLE}",
    "places_that_differ": "select hamming('990121', '990211') as a",
    "other_names": "select list_sort(list_intersect([1, 2, 3], [3, 2])) as a, unicode('中') as b",
    "lower_half": f"select cast(md5_number_lower(name) as varchar) as a from {TABLE} where name is not null",
    "long_numbers": f"select row_number() over (order by n) * 10000000000 as a from {TABLE}",
    "inlined": f"with x as materialized (select n from {TABLE}) select n from x",
    "subject_key": f"select subject_key('person|' || name) as a from {TABLE}",
    "stars": f"with t as (select name, n, day from {TABLE}) select t.* exclude (day) replace (n + 1 as n) from t",
    "columns": f'with t as (select name, n, day from {TABLE}) select min(case when columns(* exclude (n, name)) is not null then n end) as "\\0" from t',
    "unpivot": "with t as (select 1 as k, 'x' as a, null as b) select k, field, value from (unpivot t on columns(* exclude (k)) into name field value value)",
}


@pytest.fixture(scope="module")
def session():
    with sail.served() as address:
        found = SparkSession.builder.remote(address).create()
        yield found
        found.stop()


@pytest.mark.parametrize("name", CASES)
def test_a_rule_gives_what_duckdb_gives(session, name):
    with duckdb.connect() as connection:
        connection.execute(
            f"create macro subject_key(k) as cast('0x' || substr(md5('{SALT}' || k), 1, 15) as bigint)"
        )
        wanted = connection.execute(CASES[name]).fetchall()
    (translated,) = dialect.translated(CASES[name], {}, SALT)
    found = session.sql(dialect.spark_sql(translated)).toArrow()
    assert sorted(map(str, zip(*found.to_pydict().values(), strict=True))) == sorted(map(str, wanted))


@pytest.mark.parametrize(
    "sql", ["select regexp_replace(a, 'b', 'c') from base.t", "select string_split(a, b) from base.t"]
)
def test_what_no_rule_covers_stops_instead_of_giving_other_figures(sql):
    with pytest.raises(rules.Untranslatable):
        list(dialect.translated(sql, {"base.t": ["a", "b"]}))


def test_every_rule_is_listed_in_the_document():
    told = DOCS.read_text("utf-8")
    assert [rule.__name__ for rule in rules.RULES if f"`{rule.__name__}`" not in told] == []
