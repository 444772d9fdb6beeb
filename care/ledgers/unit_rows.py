"""Rows of a units ledger → unit ids: the path of names through the parents that the ledger or the store knows."""

from care.ledgers.job import TEXT, WHOLE, Job
from care.ledgers.plain import plain

ENDINGS = (
    ("class", ("班",)),
    ("school", ("学校", "小学", "中学", "幼儿园", "教学点")),
    ("village", ("村", "社区", "居委会", "村委会", "村民委员会")),
    ("town", ("镇", "乡", "街道", "人民政府")),
    ("province", ("省", "自治区")),
    ("county", ("县", "区", "旗")),
    ("city", ("市", "州", "盟")),
)
HIGHER = ("county", "city", "province")
PARENTS = ("town", "village", "school", *HIGHER)
DEEPEST = 6


def place_units(job: Job) -> dict[str, str]:
    """Temp table fates with each unit's path as unit_id; the expressions that rows take."""
    columns = [
        f"v{job.by_field[name]}" if name in job.by_field else "null"
        for name in ("unit_name", "unit_kind", "parent_name")
    ]
    rows = job.rows(f"select id, {', '.join(columns)}, n, s from vals order by s, n")
    kinds = {id_: kind or kind_by_name(name or "") for id_, name, kind, *_ in rows}
    paths = paths_of(rows, kinds, job)
    fates = [
        (id_, n, s, "taken" if id_ in paths else "refused", paths.get(id_), None, kinds[id_])
        for id_, _, _, _, n, s in rows
    ]
    types = {
        "id": WHOLE,
        "n": WHOLE,
        "s": WHOLE,
        "fate": TEXT,
        "unit_id": TEXT,
        "class_unit_id": TEXT,
        "kind": TEXT,
    }
    job.keep("fates", types, fates)
    for id_, _, _, _, n, s in rows:
        if id_ not in paths:
            job.complain("row_needs_value", s, n, job.by_field["unit_name"], "unit_name")
    return {"unit_kind": "fates.kind"}


def kind_by_name(name: str) -> str | None:
    return next((kind for kind, endings in ENDINGS if name.endswith(endings)), None)


def paths_of(rows: list[tuple], kinds: dict[int, str | None], job: Job) -> dict[int, str]:
    """id → path. Parents are looked for in the ledger, then among known units; a single town is everyone's parent."""
    by_name: dict[str, list[tuple]] = {}
    for row in rows:
        if row[1]:
            by_name.setdefault(plain(row[1]), []).append(row)
    towns = [row for row in rows if kinds[row[0]] == "town" and row[1]]

    def path(row: tuple, depth: int = 0) -> str:
        id_, name, _, parent, *_ = row
        name = name.strip().replace("/", "-")
        above = next((one for one in by_name.get(plain(parent or ""), []) if one is not row), None)
        if above and depth < DEEPEST:
            return f"{path(above, depth + 1)}/{name}"
        known = job.setting.units.find(parent, PARENTS) if parent else None
        if known:
            return f"{known}/{name}"
        if kinds[id_] in ("town", *HIGHER):
            return name
        if len(towns) == 1:
            return f"{towns[0][1].strip()}/{name}"
        return f"{parent.strip()}/{name}" if parent else name

    return {row[0]: path(row) for row in rows if row[1]}
