"""Whatever is wrong with a file, a row or a cell, its sentence says what to do about it, in both languages."""

import tomllib
from pathlib import Path

import pytest

WORDS = Path(__file__).resolve().parents[1] / "definitions/words"
ASKED = {
    "zh": ("请",),
    "en": (
        "please", "check", "choose", "open", "save", "add", "put", "write", "fill", "delete", "forget", "send", "split",
        "export", "set", "use", "upload", "enter", "compare", "bring",
    ),
}  # fmt: skip
OF_LEDGERS = (
    "file_", "zip_", "xml_", "html_", "too_many", "no_ledger", "only_", "row_", "unit_", "school_", "total_", "person_", "id_",
    "phone_", "date_", "number_", "name_", "code_", "choice_", "flag_", "group_", "month_",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_of_a_ledger_says_what_to_do(language):
    said = tomllib.loads((WORDS / f"problems.{language}.toml").read_text("utf-8"))
    bare = [
        code
        for code, text in said.items()
        if code.startswith(OF_LEDGERS) and not any(word in text.lower() for word in ASKED[language])
    ]
    assert bare == []
