"""Values of canonical fields as people read them: codes in words, units by name, people masked."""

import re
from datetime import date, datetime

from care import masking
from care.screen.ledger_desk import Desk

NOT_SHOWN = {"row_id", "kind", "sheet", "ledger_on", "contact_precision", "village"}
WORDS = {
    "gender": "sex",
    "risk": "risk",
    "helper_kind": "helper",
    "away_reason": "away",
    "unit_kind": "unit_kind",
}
HOLD_IDS = ("student_no", "disability_no")  # numbers made of the ID number


def value_in_words(desk: Desk, field: str, value, shown: bool = False) -> str:
    """One value. ID numbers are always masked; names and telephones unless `shown`."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return desk.t("yes" if value else "no")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text, type_ = str(value), desk.definitions.fields.get(field, {}).get("type", "")
    if field in ("unit_id", "class_unit_id"):
        return desk.unit_name(text)
    if field == "groups":
        return desk.t("list.comma").join(_group(desk, one) for one in text.split(","))
    if field == "team":
        found = re.fullmatch(r"(\d+)组", text)
        return desk.t("column.team_no", n=found[1]) if found else text
    if type_ == "id" or field in HOLD_IDS:
        return masking.id_no(text)
    if type_ == "name" or field.endswith("_name") and field not in ("unit_name", "parent_name", "class_name"):
        return text if shown else masking.name(text)
    if type_ == "phone":
        return text if shown else masking.phone(text)
    return _choice(desk, field, text)


def _group(desk: Desk, group_id: str) -> str:
    group = desk.definitions.groups.get(group_id)
    return desk.t.pick(group.short) if group else group_id


def _choice(desk: Desk, field: str, text: str) -> str:
    """The value of a choice field: as the screen says it elsewhere, else its first spelling."""
    t, known = desk.t, desk.definitions
    if field == "contact_kind" and text in known.contacts.kinds:
        return t.pick(known.contacts.kinds[text].name)
    if field == "relief_item" and text in known.relief:
        return t.pick(known.relief[text].name)
    if field in WORDS and t.knows(f"{WORDS[field]}.{text}"):
        return t(f"{WORDS[field]}.{text}")
    spellings = known.fields.get(field, {}).get("values", {}).get(text)
    return spellings[0] if spellings and t.lang == "zh" else text


def field_label(desk: Desk, field: str) -> str:
    own = {"unit_id": "column.unit", "class_unit_id": "ledgers.class_unit", "row_no": "ledgers.row"}
    return desk.t(own[field]) if field in own else desk.field_name(field)


def person(name: str | None, shown: bool, kind: str = "") -> str:
    """Who a row is about; units have no secrets."""
    return (name or "") if shown or kind == "units" else masking.name(name)
