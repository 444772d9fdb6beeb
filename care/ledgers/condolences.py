"""A list of condolence visits with money or goods says two things: that somebody was there, and what was given."""

import pyarrow as pa
import pyarrow.compute as compute

GIVEN = ("cash", "goods_value", "quilts", "coats")
OF_VISIT = (
    "contact_on", "contact_precision", "contact_kind", "contact_by", "contact_text", "contact_met", "contact_place",
    "minutes", "gift_books", "gift_supplies", "found_problem", "entered_on",
)  # fmt: skip


def with_relief(rows: pa.Table) -> pa.Table:
    """The rows, and below them what such visits gave as rows of relief, received on the visit's day."""
    given = [rows[one] for one in GIVEN if one in rows.column_names]
    if not given or "contact_kind" not in rows.column_names:
        return rows
    visit = compute.and_(
        compute.equal(rows["kind"], "contacts"),
        compute.fill_null(compute.equal(rows["contact_kind"], "condolence"), False),
    )
    something = compute.is_valid(compute.coalesce(*[compute.cast(one, pa.float64()) for one in given]))
    gifts = rows.filter(compute.and_(visit, something))
    if not gifts.num_rows:
        return rows
    first = compute.add(gifts["row_id"], pa.scalar(rows.num_rows, gifts["row_id"].type))
    said = {
        "row_id": first,
        "kind": of_all("relief", gifts),
        "relief_item": of_all("condolence", gifts),
        "received_on": gifts["contact_on"],
    }
    said |= {one: pa.nulls(gifts.num_rows, gifts[one].type) for one in OF_VISIT if one in gifts.column_names}
    for name, column in said.items():
        at = gifts.column_names.index(name) if name in gifts.column_names else -1
        gifts = gifts.set_column(at, name, column) if at >= 0 else gifts.append_column(name, column)
    return pa.concat_tables([rows, gifts], promote_options="default")


def of_all(text: str, rows: pa.Table) -> pa.Array:
    return pa.array([text] * rows.num_rows, pa.string())
