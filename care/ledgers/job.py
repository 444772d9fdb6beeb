"""What the checking steps share: the table under work, its connection and its setting."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import duckdb
import pyarrow as pa

from care.ledgers.laying import TOGETHER, in_order, numbers
from care.ledgers.problems import Problem, mask
from care.ledgers.progress import Step, Tell, unheard
from care.ledgers.rosters import Rosters
from care.ledgers.tables import Table
from care.ledgers.units import Units
from care.ledgers.vocabulary import Vocabulary

CHUNK = 10_000
BLOCK = 10_000_000  # rows of the n-th further block of repeated columns count from n times this on, in complaints only
MOST_KEPT = 5_000  # problems of one code in one file that are kept with their places; all are counted
TEXT, WHOLE, DAY = pa.string(), pa.int32(), pa.date32()


@dataclass(frozen=True)
class Setting:
    """What the checks need to know beside the table. `day`: what the sender said the ledger speaks for."""

    words: Vocabulary
    units: Units
    today: date
    day: date | None
    answers: dict[str, str]
    date1904: bool
    tell: Tell = unheard
    rosters: Rosters = field(default_factory=Rosters)
    counted: Counter = field(default_factory=Counter)  # problems of the whole file, by code
    large: bool = False  # a file of many rows: its tables are kept as Arrow batches


@dataclass(frozen=True)
class Job:
    """One table on its way through the checks; `questions` (by id) and `problems` gather as it goes."""

    connection: duckdb.DuckDBPyConnection
    table: Table
    setting: Setting
    questions: dict[str, dict] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    made: dict[str, pa.Table] = field(default_factory=dict)  # relations of a large file

    @cached_property
    def by_field(self) -> dict[str, int]:
        """Field → column."""
        return {own: j for j, own in self.table.fields.items()}

    @property
    def ledger(self) -> dict:
        return self.setting.words.ledgers[self.table.kind]

    @property
    def together(self) -> bool:
        """Are these several sheets, of which each is to be read as if it were alone?"""
        return self.table.one.shape != "form" and len(self.table.layouts) > 1

    def rows(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def each(self, sql: str) -> Iterator[tuple]:
        """Rows one after the other, never all in memory; no other statement may run meanwhile."""
        result = self.connection.execute(sql)
        while chunk := result.fetchmany(CHUNK):
            yield from chunk

    def run(self, sql: str) -> None:
        self.told()
        self.connection.execute(sql)

    def make(self, name: str, sql: str) -> None:
        """Relation `name` of what a SELECT says. Of a large file as Arrow batches: threads share in reading those, but
        never in reading a table in memory of up to 122,880 rows."""
        if not self.setting.large:
            self.run(f"create or replace temp table {name} as {sql}")
            return
        self.register(name, self.fetch(sql))

    def make_numbered(self, name: str, sql: str, nth: str) -> None:
        """The same with the number `id` of each row, in the order of s, n and `nth`."""
        if not self.setting.large:
            number = f"cast(row_number() over (order by s, n, {nth}) as integer) as id"
            self.make(name, f"select {number}, * from ({sql})")
            return
        rows = in_order(self.fetch(sql), nth, "n", "s")
        self.register(name, rows.append_column("id", numbers(rows.num_rows)))

    def make_in_order(self, name: str, sql: str, keys: str) -> None:
        """The same in the order of these keys, of which the first is a row's number."""
        if not self.setting.large or "," in keys:
            self.make(name, f"{sql} order by {keys}")
            return
        rows = in_order(self.fetch(sql.replace("select ", f"select {keys} as id, ", 1)), "id")
        self.register(name, rows.drop_columns("id"))

    def drop(self, name: str) -> None:
        if self.setting.large:
            self.connection.unregister(name)
            del self.made[name]
        else:
            self.run(f"drop table {name}")

    def register(self, name: str, rows: pa.Table) -> None:
        self.made[name] = rows
        self.connection.register(name, rows)

    def fetch(self, sql: str) -> pa.Table:
        self.told()
        return self.connection.sql(sql).to_arrow_table(TOGETHER)

    def told(self) -> None:
        rows = self.table.cells.num_rows
        self.setting.tell(Step("check", rows, rows))

    def keep(self, name: str, columns: dict[str, pa.DataType], rows: Iterable[tuple]) -> None:
        """Make a temp table of Python rows (a few different values, never all cells)."""
        gathered = list(zip(*rows, strict=True)) or [()] * len(columns)
        arrays = {
            one: pa.array(values, type_)
            for (one, type_), values in zip(columns.items(), gathered, strict=True)
        }
        self.connection.register("kept", pa.table(arrays))
        self.run(f"create or replace temp table {name} as select * from kept")
        self.connection.unregister("kept")

    def complain(
        self, code: str, s: int, row: int, j: int | None, field: str = "", value: str = "", **values
    ) -> None:
        """Count a problem at a row (from layout `s`) and column; of each code the first ones are kept."""
        self.setting.counted[code] += 1
        if self.setting.counted[code] > MOST_KEPT:
            return
        block, row = divmod(row, BLOCK)
        if block and j is not None:
            j = self.table.one.blocks[block - 1].get(j, j)
        place = self.table.places.get(j) if j is not None else None
        row, place = self.table.spot(s, row, j, place)
        self.problems.append(
            Problem(
                code,
                self.table.layouts[s].sheet.name,
                row,
                place.column if place else "",
                place.heading if place else "",
                field,
                value,
                values,
            )
        )

    def ask(self, id_: str, code: str, text: str, rows: int, choices: Iterable[str] = (), s: int = 0) -> None:
        """Put a question to the clerk (about layout `s`), once for each id."""
        asked = self.questions.setdefault(
            id_,
            {
                "id": id_,
                "code": code,
                "text": mask(text),
                "sheet": self.table.layouts[s].sheet.name,
                "rows": 0,
                "choices": list(choices),
            },
        )
        asked["rows"] += rows


def quoted(text: str | None) -> str:
    """A SQL literal."""
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


def literal(day: date) -> str:
    return f"date '{day.isoformat()}'"
