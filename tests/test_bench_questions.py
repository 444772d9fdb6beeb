"""The benchmark asks what pages ask: every indicator, breakdown and check, each with what its SQL wants to be given."""

import re

from bench.report.questions import all_questions
from care.definitions import load
from care.sql import QUERIES


def test_every_question_is_heard_with_what_it_needs():
    definitions, asked = load(), {one.name: one for one in all_questions("山北县/青溪镇")}
    named = {
        "gaps, list",
        "gaps, counts",
        *definitions.indicators,
        *(f"check {one}" for one in definitions.checks),
    }
    assert named | {path.stem for path in (QUERIES / "breakdowns").glob("*.sql")} <= asked.keys()
    for one in asked.values():
        assert set(re.findall(r"\$(\w+)", re.sub(r"--[^\n]*", "", one.sql))) <= one.given.keys()
