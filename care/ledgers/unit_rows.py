"""Rows of a units ledger → unit ids: the path of names through the parents that the ledger or the store knows."""

import duckdb
import pyarrow as pa

from care.ledgers.plain import plain
from care.ledgers.problems import Problem

ENDINGS = (
    ("class", ("班",)),
    ("school", ("学校", "小学", "中学", "幼儿园", "教学点")),
    ("village", ("村", "社区", "居委会", "村委会", "村民委员会")),
    ("town", ("镇", "乡", "街道", "人民政府")),
)


def place_units(connection: duckdb.DuckDBPyConnection, table, setting, questions):
    """Writes fates with each unit's path as unit_id."""
    from care.ledgers.placing import Placed

    by_field = {own: j for j, own in table.fields.items()}
    columns = [
        f"v{by_field[name]}" if name in by_field else "null"
        for name in ("unit_name", "unit_kind", "parent_name")
    ]
    rows = connection.execute(f"select id, {', '.join(columns)} from vals order by s, n").fetchall()
    kinds = {id_: kind or kind_by_name(name or "") for id_, name, kind, _ in rows}
    paths = paths_of(rows, kinds, setting)
    found = [(id_, "taken" if paths.get(id_) else "refused", paths.get(id_), kinds[id_]) for id_, *_ in rows]
    names = ("id", "fate", "unit_id", "kind")
    types = (pa.int32(), pa.string(), pa.string(), pa.string())
    columns = list(zip(*found, strict=True)) or [()] * 4
    connection.register(
        "mapped", pa.table({n: pa.array(v, t) for n, v, t in zip(names, columns, types, strict=True)})
    )
    connection.execute(
        "create or replace temp table fates as select *, cast(null as varchar) as class_unit_id from mapped"
    )
    j = by_field.get("unit_name")
    place = table.places[j]
    problems = [
        Problem("row_needs_value", table.layouts[s].sheet.name, n, place.column, place.heading, "unit_name")
        for n, s in connection.execute(
            "select n, s from vals join fates using (id) where fate = 'refused' order by s, n"
        ).fetchall()
    ]
    return Placed({"unit_kind": "fates.kind", "unit_name": f"v{j}"}, "", problems)


def kind_by_name(name: str) -> str | None:
    return next((kind for kind, endings in ENDINGS if name.endswith(endings)), None)


def paths_of(rows: list[tuple], kinds: dict[int, str | None], setting) -> dict[int, str]:
    """id → path. Parents are looked for in the ledger first, then among known units; the town is everyone's parent."""
    by_name: dict[str, list[tuple]] = {}
    for row in rows:
        if row[1]:
            by_name.setdefault(plain(row[1]), []).append(row)
    towns = [row for row in rows if kinds[row[0]] == "town" and row[1]]

    def path(row: tuple, depth: int = 0) -> str:
        _, name, _, parent = row
        name = name.strip().replace("/", "-")
        above = next((one for one in by_name.get(plain(parent or ""), []) if one is not row), None)
        if above and depth < 6:
            return f"{path(above, depth + 1)}/{name}"
        known = setting.units.find(parent, ("town", "village", "school")) if parent else None
        if known:
            return f"{known}/{name}"
        if kinds[row[0]] != "town" and len(towns) == 1:
            return f"{towns[0][1].strip()}/{name}"
        return name if kinds[row[0]] == "town" or not parent else f"{parent.strip()}/{name}"

    return {row[0]: path(row) for row in rows if row[1]}
