"""The batches of a big town, and beside them what is known of it without asking CareBoard (bench.json)."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.big_town import names, village_file
from bench.big_town.places import PROVINCE, Village, towns, villages
from bench.big_town.writing import Office
from care.definitions import load

SQL = Path(__file__).parent / "sql"
UNTIL = date(2026, 1, 31)
LARGE = 2_000_000  # people; from here on a town sends its contacts each quarter, not each month
RELIEF = {
    "winter_living": "冬春救助台账",
    "minimum_living_q1": "一季度低保金发放表",
    "condolence": "春节慰问台账",
}
ROSTERS = {
    "children": "留守和困境儿童花名册", "elderly": "特殊困难老年人台账", "others": "救助和其他对象花名册",
    "changes": "人员变动台账",
}  # fmt: skip
KNOWN = {
    "people": "select count(*) from people",
    "on_roll": "select count(*) from people where gone_on is null",
    "paired_due": "select count(*) from people where gone_on is null and (main_group not in ('left_behind_women', 'hardship_in_care', 'minimum_living', 'near_threshold', 'veterans', 'martyrs_survivors', 'party_veterans') or second_group = ',disabled_severe')",
    "paired": "select count(*) from helped where gone_on is null and unpaired_on is null",
    "contacts": "select count(*) from contacts",
}


@dataclass(frozen=True)
class Town:
    """`folder` holds the data; `months`: (first, last) day of each period for which contacts are sent."""

    folder: Path
    people: int
    seed: int
    until: date
    months: list[tuple[date, date]]

    @property
    def since(self) -> date:
        return self.until - timedelta(days=364)


def make(folder: Path, people: int, seed: int = 1, until: date = UNTIL, tell=print) -> dict:
    """Write the batches below `folder` (which must be new), the village's file and bench.json; returns what is known."""
    started = time.perf_counter()
    known_town = Town(folder, people, seed, until, periods(until, 3 if people > LARGE else 1))
    places = villages(people, seed)
    office = Office(folder, seed, until, load().sha256)
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        ready(connection, known_town)
        office.send("单位清单.xlsx", units(connection, places))
        known: dict[str, int] = {}
        for number, town in enumerate(towns(places)):
            people_of(connection, town)
            for file, rows in ledgers(connection, known_town, town):
                office.send(file, rows)
            if number == 0:
                since, _ = periods(until, 1)[-1]
                sent = village_file.workbook(connection, town[0], since, until)
                (folder / "village.xlsx").write_bytes(sent)
            for name, sql in KNOWN.items():
                known[name] = known.get(name, 0) + connection.execute(sql).fetchall()[0][0]
            if number % 10 == 9:
                tell(
                    f"{town[-1].first + town[-1].size:,} people, {office.rows:,} rows, {time.perf_counter() - started:.0f} s"
                )
        known["not_sent"] = not_sent(connection, known_town, next(towns(places)))
    known |= {"rows": office.rows, "batches": office.batches, "villages": len(places)}
    facts = {"seed": seed, "until": until.isoformat(), "village": places[0].path, "known": known}
    (folder / "bench.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
    tell(f"{known} in {time.perf_counter() - started:.0f} s")
    return facts


def ready(connection: duckdb.DuckDBPyConnection, town: Town) -> None:
    given = {"seed": town.seed, "until": town.until, "since": town.since, **names.given()}
    for name, value in given.items():
        connection.execute(f"set variable {name} = $value", {"value": value})
    connection.execute(sql("macros"))


def people_of(connection: duckdb.DuckDBPyConnection, town: list[Village]) -> None:
    """Temp tables villages, people, helped and contacts of one town."""
    columns = {
        "number": [one.number for one in town], "first": [one.first for one in town],
        "size": [one.size for one in town], "path": [one.path for one in town],
        "nth_in_town": list(range(len(town))),
        "town_code": [f"99{one.county + 1:02d}{one.town + 1:02d}" for one in town],
    }  # fmt: skip
    connection.register("given", pa.table(columns))
    connection.execute("create or replace temp table villages as select * from given")
    connection.execute(sql("people"))
    connection.execute(sql("contacts"))


def ledgers(
    connection: duckdb.DuckDBPyConnection, town: Town, places: list[Village]
) -> Iterator[tuple[str, pa.Table]]:
    """(file, rows) of all ledgers of one town, in the order in which they came."""
    name = places[0].town_path.rpartition("/")[2]

    def rows(file: str, **given) -> pa.Table:
        return connection.sql(sql(file), params=given).to_arrow_table()

    for which, title in ROSTERS.items():
        if which != "changes":
            yield f"{name}{title}.xlsx", rows("rosters", which=which)
    last_month = periods(town.until, 1)[-1][0]
    for since, upto in town.months:
        without = {"without": 0, "without_since": last_month}
        yield f"{name}走访台账{upto:%Y-%m}.xlsx", rows("visits", since=since, upto=upto, **without)
    yield f"{name}{ROSTERS['changes']}.xlsx", rows("rosters", which="changes")
    yield f"{name}结对帮扶台账.xlsx", rows("pairing")
    for item, title in RELIEF.items():
        yield f"{name}{title}.xlsx", rows("relief", item=item)
    yield f"{name}危房台账.xlsx", rows("houses")
    yield f"{name}学生帮扶计划台账.xlsx", rows("plans")
    yield f"{name}冬季安全检查台账.xlsx", rows("safety")


def units(connection: duckdb.DuckDBPyConnection, places: list[Village]) -> pa.Table:
    """The list of all units, the highest first; schools behind villages (people.sql names them alike)."""
    kinds = {PROVINCE: "province"}
    for town in towns(places):
        above = town[0].town_path
        name = above.rpartition("/")[2]
        kinds |= {above.rpartition("/")[0]: "county", above: "town"}
        kinds |= {one.path: "village" for one in town}
        numbers = range(1, (len(town) + 1) // 2 + 1)
        kinds |= {f"{above}/{name}第{n}{kind}": "school" for n in numbers for kind in ("小学", "中学")}
    connection.register("listed", pa.table({"path": list(kinds), "kind_": list(kinds.values())}))
    return connection.sql(sql("units")).to_arrow_table()


def not_sent(connection: duckdb.DuckDBPyConnection, town: Town, places: list[Village]) -> int:
    """Contacts of the first village's last month, which stand in no batch."""
    people_of(connection, places)
    since = periods(town.until, 1)[-1][0]
    asked = "select count(*) from contacts where village_no = 0 and on_day >= $since"
    return connection.execute(asked, {"since": since}).fetchall()[0][0]


def periods(until: date, months: int) -> list[tuple[date, date]]:
    """The year up to `until` in pieces of so many months, the last one ending on that day."""
    first = until - timedelta(days=364)
    found, end = [], until
    while end >= first:
        at = date(end.year, end.month, 1)
        for _ in range(months - 1):
            before = at - timedelta(days=1)
            at = date(before.year, before.month, 1)
        found.append((max(at, first), end))
        end = at - timedelta(days=1)
    return found[::-1]


def sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")
