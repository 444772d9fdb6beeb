"""What can be wrong with a file or a row, as a code with figures; the sentences live in definitions/words/problems.*."""

import dataclasses
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong, where the clerk can find it. `row` counts as the spreadsheet does; `value` is masked."""

    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""  # the spreadsheet's letter
    heading: str = ""
    field: str = ""
    value: str = ""
    values: dict = dataclasses.field(default_factory=dict)

    def as_dict(self) -> dict:
        return dataclasses.asdict(self)


class Refused(Exception):
    """A whole file cannot be taken; carries the Problem that says why."""

    def __init__(self, code: str, sheet: str = "", **values):
        super().__init__(code)
        self.problem = Problem(code, sheet=sheet, values=values)


def mask(text: str | None) -> str:
    """Hide the middle of IDs, telephones and card numbers anywhere in a text (domain.md 7). A * among the digits hides no
    more than its own place."""
    if not text:
        return ""
    text = re.sub(r"(?<!\d)(\d[\d*]{5})[\d*]{5,}([\d*]{3}[\dXx])(?![\dXx])", r"\1********\2", text)
    text = re.sub(r"(?<!\d)(\d[\d*]{2})[\d*]{4}([\d*]{3}\d)(?!\d)", r"\1****\2", text)
    text = re.sub(r"(?<!\d)(\d[\d*]{2})(?=\d*\*)[\d*]{5,7}([\d*]{3}\d)(?!\d)", r"\1****\2", text)
    return text if len(text) <= 40 else text[:39] + "…"


def mask_name(name: str | None) -> str:
    """张* / 张*三 / 欧**娜."""
    if not name or len(name) < 2:
        return name or ""
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def letter(column: int) -> str:
    """0 → A, 26 → AA: the column's letter in a spreadsheet."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
