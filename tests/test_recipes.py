"""The README's recipes: an indicator is two files, a group is one, and both work at once."""

import shutil
from datetime import date

from care import answers, building, prepared, sql, store
from care.answers import Answers, Ask
from care.definitions import DEFINITIONS, load
from tests.making import batch

INDICATOR_SQL = """-- Does everybody have a telephone? One row a person on $as_of.
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        p.person_id as subject_id, '' as duty, p.unit_id, p.phone is not null as met,
        cast(null as date) as due_on, cast(null as date) as done_on, cast(null as varchar) as responsible, 'phone' as why
    from people as p
    inner join on_roll as o on p.person_id = o.subject_id
)

select * from the_answer
"""

INDICATOR_TOML = """
[has_phone]
page = "groups"
form = "share"
subject = "person"
target = 1.0
name = { zh = "有联系电话", en = "Has a telephone" }
question = { zh = "都能联系上吗？", en = "Can everyone be reached?" }
rule = { zh = "有联系电话的人。", en = "People with a telephone number." }
limits = {}
"""

GROUP_TOML = """
[migrant_children]
name = { zh = "随迁子女", en = "Migrant workers' children" }
short = { zh = "随迁子女", en = "Migrant" }
family = "children"
spellings = ["随迁子女"]
helper = true
belongs = { zh = "随父母进城的儿童", en = "Children who moved with their parents" }
"""


def test_an_indicator_is_two_files_and_a_group_is_one(tmp_path, monkeypatch):
    definitions, queries = tmp_path / "definitions", tmp_path / "queries"
    shutil.copytree(DEFINITIONS, definitions)
    shutil.copytree(sql.QUERIES, queries)
    (queries / "has_phone.sql").write_text(INDICATOR_SQL, "utf-8")
    for name, text in {"indicators": INDICATOR_TOML, "groups": GROUP_TOML}.items():
        with (definitions / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(text)
    for module in (sql, building, prepared):
        monkeypatch.setattr(module, "QUERIES", queries)
    sql.read_sql.cache_clear()
    known = load(definitions)

    unit = {"unit_id": "镇/村", "unit_name": "村", "unit_kind": "village"}
    people = [{"name": "甲", "phone": "16000000000"}, {"name": "乙"}, {"name": "丙"}]
    batch(
        tmp_path / "live",
        "units",
        "units",
        [{"unit_id": "镇", "unit_name": "镇", "unit_kind": "town"}, unit],
        date(2026, 1, 1),
    )
    batch(
        tmp_path / "live",
        "roster",
        "roster",
        [one | {"unit_id": "镇/村", "groups": "migrant_children"} for one in people],
        date(2026, 1, 1),
    )
    told = Answers(store.open_store(building.build(tmp_path / "live", known)), store.EVERYTHING, known)

    assert told.count(Ask("has_phone", date(2026, 1, 1))) == answers.Count(due=3, met=1, not_due=0)
    assert [row.key for row in told.by(Ask("on_roll", date(2026, 1, 1)), "group")] == ["migrant_children"]
    assert told.count(Ask("pairing_coverage", date(2026, 1, 1))).due == 3  # the group needs helpers
    sql.read_sql.cache_clear()
