"""Templates are read back by the importer: empty without a word, filled in without a problem."""

import io

import openpyxl
import pytest

from care.definitions import load
from care.ledgers.importing import import_file
from care.ledgers.templates import choices_of, fields_of, template
from tests.ledgers import TODAY, UNITS, id_no

KINDS = list(load().ledgers)
VALUES = {"int": 3, "money": 300, "date": "2026-01-10", "phone": "16000000000", "name": "张一", "team": "1组"}


def value_of(field: str) -> object:
    listed = choices_of(field, load(), UNITS)
    own = {
        "id_no": id_no(1), "head_id": id_no(2, "19600101"), "head_name": "张大", "class_name": "三年级1班",
        "built_year": 1990, "unit_name": "上河村", "unit_kind": "村", "parent_name": "青溪镇",
    }  # fmt: skip
    type_ = load().fields[field]["type"]
    return own.get(field) or (
        listed[0] if listed else VALUES.get(type_, "文字" if type_ == "text" else "G1101052015")
    )


def dry(tmp_path, book, kind):
    target = io.BytesIO()
    book.save(target)
    return import_file(tmp_path, f"{kind}.xlsx", target.getvalue(), load(), UNITS, "test", True, today=TODAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_read_back(tmp_path, kind, lang):
    book = openpyxl.load_workbook(io.BytesIO(template(kind, lang, load(), UNITS)))
    empty = dry(tmp_path, book, kind)
    assert (empty.status, empty.problems, empty.questions) in (("nothing", (), ()), ("dry_run", (), ())), (
        empty
    )
    assert empty.facts == 0

    fields = fields_of(kind, load())
    for j, field in enumerate(fields, 2):
        book.worksheets[0].cell(3, j, value_of(field))
    book.worksheets[0].cell(3, 1, 1)
    full = dry(tmp_path, book, kind)
    sheet = full.sheets[0]
    assert sheet["kind"] == kind
    assert {one["field"] for one in sheet["mapping"]} - {"", None} == set(fields)
    assert [(one.code, one.field, one.value) for one in full.problems] == []
    assert full.counts["taken"] == 1
