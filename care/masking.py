"""What others may see of a person: masked names, phones and IDs (domain.md section 7), for pages and exports alike."""

import re

SURNAMES_OF_TWO = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
)


# Subjects that stand for people cared for; helpers answer for their work, homes and activities are no persons.
PERSONAL = ("person", "household", "house", "unlisted")


def subject(full: str | None, kind: str | None, shown: bool = False) -> str:
    """A list's name of a subject of some kind: masked where it is a person's and full names are not `shown`."""
    return name(full) if kind in PERSONAL and not shown else full or ""


def name(full: str | None) -> str:
    """张三 → 张*, 张小三 → 张*三, 欧阳小三 → 欧阳*三; nothing stays nothing."""
    if not full:
        return ""
    surname = 2 if full.startswith(SURNAMES_OF_TWO) and len(full) > 2 else 1
    given = full[surname:]
    return full[:surname] + ("*" if len(given) <= 1 else "*" * (len(given) - 1) + given[-1])


def phone(number: str | None) -> str:
    """13800138000 → 138****8000; others keep their last two digits; one of which the office hid as much stays so."""
    if not number:
        return ""
    long = re.fullmatch(r"[\d*]{11}", number)
    hidden = max(0, len(number) - (7 if long else 2))
    if number.count("*") >= hidden:
        return number
    return f"{number[:3]}****{number[-4:]}" if long else "*" * hidden + number[-2:]


def id_no(number: str | None) -> str:
    """The first 6 and last 4 of an ID number, as offices print it; not for leaders' or meeting pages."""
    if not number:
        return ""
    return (
        f"{number[:6]}{'*' * max(0, len(number) - 10)}{number[-4:]}"
        if len(number) > 10
        else "*" * len(number)
    )
