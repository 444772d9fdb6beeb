"""What is said once above a list for all its rows: 班级：三（1）班, 走访日期：2025年12月5日, 帮扶责任人：刘文."""

import re
import unicodedata

from care.ledgers.forms import label_values
from care.ledgers.headers import Grid
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.vocabulary import Vocabulary

SAID = re.compile(
    r"([^\s:：,，;；、()（）]{2,12})\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*(.*?)(?=\s+[^\s:：]{2,12}\s*[:：]|$)"
)
LABEL = re.compile(r"^([^\s:：,，;；、]{2,12})\s*[:：]$")
PERSON = {"name", "id_no", "address"}  # a card: who it is about stands above, what was done for them below
ATTACHED = PERSON | {
    "class_name",
    "grade",
    "school",
    "village",
    "team",
    "contact_on",
    "contact_by",
    "contact_kind",
    "contact_place",
    "head_name",
    "head_id",
    "paid_on",
    "received_on",
    "helper_name",
    "helper_phone",
    "helper_unit",
    "helper_position",
}
SHORT = PERSON | {
    "head_name",
    "class_name",
    "grade",
    "school",
    "village",
    "team",
}  # may be said by a word of one or two characters
DOERS = ("teacher", "class_teacher", "visitor", "helper")
OF_HELPER = {"phone", "unit", "position"}  # what stands behind the helper's name is the helper's
Said = tuple[str, str]  # label, value


def said_above(above: Grid, words: Vocabulary) -> list[Said]:
    """Labels with values that belong to every row; what only helps to file the paper (填报单位 …) does not."""
    found: dict[str, str] = {}
    for row in above:
        texts = [unicodedata.normalize("NFKC", text).strip() for text, _ in row]
        cells = [(j, text, kind) for j, (text, (_, kind)) in enumerate(zip(texts, row, strict=True)) if text]
        beside = [(label[1].rstrip(":： "), value[1]) for label, value in label_values(cells, words)]
        helper = ""
        for label, value in [*pairs_inside(texts), *pairs_beside(texts), *beside]:
            value = unbracketed(value.strip())
            helper = label if is_helper(label, words) else helper
            own = helper + label if helper and words.attributes.get(plain(label)) in OF_HELPER else label
            if value and is_attached(own, words):
                found.setdefault(own, value)
    return list(found.items())


def is_helper(label: str, words: Vocabulary) -> bool:
    return words.roles.get(plain(label)) == "helper"


def unbracketed(value: str) -> str:
    """'郑老师)' of （班主任：郑老师） → '郑老师'."""
    return value[:-1].rstrip() if value.endswith(")") and "(" not in value else value


def pairs_inside(texts: list[str]) -> list[Said]:
    return [pair for text in texts for pair in SAID.findall(re.sub(r"\s*\n\s*", " ", text))]


def pairs_beside(texts: list[str]) -> list[Said]:
    full = [text for text in texts if text]
    return [
        (label[1], value)
        for text, value in zip(full, full[1:], strict=False)
        if (label := LABEL.match(text)) and not re.search("[:：]", value)
    ]


def is_attached(label: str, words: Vocabulary) -> bool:
    return any(attached(label, kind, words) for kind in ("roster", "contacts"))


def attached(label: str, kind: str, words: Vocabulary) -> str:
    """The field that such a label fills in a ledger of this kind, or ''. A class teacher is nobody's helper."""
    field = meaning((label,), kind, words).field or ""
    if kind != "contacts" and field != (meaning((label,), "roster", words).field or ""):
        return ""
    doer = words.roles.get(plain(label)) in DOERS
    return field if field in ATTACHED and (len(label) > 2 or field in SHORT or doer) else ""
