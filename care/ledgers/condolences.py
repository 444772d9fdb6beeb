"""A list of condolence visits with money or goods says two things: that somebody was there, and what was given."""

import pyarrow as pa
import pyarrow.compute as compute

ITEM = "relief_item"
GIVEN = ("cash", "goods_value", "quilts", "coats")
OF_VISIT = (
    "contact_on", "contact_precision", "contact_kind", "contact_by", "contact_text", "contact_met", "contact_place",
    "minutes", "gift_books", "gift_supplies", "found_problem", "entered_on",
)  # fmt: skip


NOT_TAKEN = "未领(?:取|到)?(?:$|[^取到低残补津养退])|未签收|未收到|拒收|拒领|没领"
OF_RELIEF = (ITEM, "relief_category")


def with_relief(rows: pa.Table) -> pa.Table:
    """The rows, and below them what such visits gave as rows of relief, received on the visit's day. A visit is such
    where it is a condolence, or where what was given is called so (relief_item of a contact, see extras.given)."""
    given = [rows[one] for one in GIVEN if one in rows.column_names]
    if not given or "contact_kind" not in rows.column_names:
        return rows
    called = [("contact_kind", "condolence"), *([(ITEM, "condolence")] if ITEM in rows.column_names else [])]
    such = [compute.fill_null(compute.equal(rows[name], value), False) for name, value in called]
    contacts = compute.equal(rows["kind"], "contacts")
    visit = compute.and_(contacts, compute.or_(such[0], such[-1]))
    something = compute.is_valid(compute.coalesce(*[compute.cast(one, pa.float64()) for one in given]))
    gifts = rows.filter(compute.and_(visit, something))
    rows = without_relief(rows, contacts)
    if not gifts.num_rows:
        return rows
    first = compute.add(gifts["row_id"], pa.scalar(rows.num_rows, gifts["row_id"].type))
    said = {
        "row_id": first,
        "kind": of_all("relief", gifts),
        ITEM: compute.if_else(in_summer(gifts), pa.scalar(None, pa.string()), of_all("condolence", gifts)),
        "received_on": received(gifts),
    }
    said |= {one: pa.nulls(gifts.num_rows, gifts[one].type) for one in OF_VISIT if one in gifts.column_names}
    for name, column in said.items():
        at = gifts.column_names.index(name) if name in gifts.column_names else -1
        gifts = gifts.set_column(at, name, column) if at >= 0 else gifts.append_column(name, column)
    return pa.concat_tables([rows, gifts], promote_options="default")


def received(gifts: pa.Table) -> pa.ChunkedArray:
    """The day of the visit, but where the remark says that nobody took what was brought (外出未领)."""
    if "note" not in gifts.column_names:
        return gifts["contact_on"]
    left = compute.fill_null(compute.match_substring_regex(gifts["note"], NOT_TAKEN), False)
    return compute.if_else(left, pa.scalar(None, gifts["contact_on"].type), gifts["contact_on"])


def in_summer(gifts: pa.Table) -> pa.ChunkedArray:
    """Whether a visit was made in April to October: 八一, 中秋 and 重阳 are no New Year's condolence."""
    month = compute.month(gifts["contact_on"])
    summer = compute.and_(compute.greater_equal(month, 4), compute.less_equal(month, 10))
    return compute.fill_null(summer, False)


def without_relief(rows: pa.Table, contacts: pa.ChunkedArray) -> pa.Table:
    """A contact has neither item nor category of relief: only what it gave has."""
    for name in OF_RELIEF:
        if name in rows.column_names:
            kept = compute.if_else(contacts, pa.scalar(None, rows[name].type), rows[name])
            rows = rows.set_column(rows.column_names.index(name), name, kept)
    return rows


def of_all(text: str, rows: pa.Table) -> pa.Array:
    return pa.array([text] * rows.num_rows, pa.string())
