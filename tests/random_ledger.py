"""One seed → one random ledger as an office might send it, with the rows and the faults that an import must give back."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.random_parts import formats, forms, households, rosters, works
from tests.random_parts.cells import Ledger, Row
from tests.random_parts.layout import lay_out
from tests.random_parts.plans import Plan
from tests.random_parts.truth import Book

PLANS = {
    rosters.roster: 24,
    rosters.village_list: 8,
    rosters.register: 10,
    households.family_file: 4,
    households.member_file: 5,
    households.household_roster: 5,
    households.members_in_a_cell: 3,
    works.pairing: 9,
    works.contacts: 16,
    works.relief: 12,
    works.houses: 6,
    works.units: 3,
    works.wide: 9,
}
FORMS = {forms.relief_forms: 4, forms.person_forms: 3, forms.talk_forms: 2}
FORMATS = {"xlsx": 45, "xls": 16, "csv": 18, "tsv": 3, "txt": 4, "html": 9, "ods": 5}


def build(seed: int) -> Ledger:
    """The ledger of this seed: always the same bytes and the same truth."""
    rng = random.Random(seed)
    make = rng.choices([*PLANS, *FORMS], [*PLANS.values(), *FORMS.values()])[0]
    if make in FORMS:
        return finished(
            rng,
            seed,
            make(rng),
            rng.choice(("xlsx", "xlsx", "xls")),
            rng.choice(("登记表", "表", "一户一表")),
            ("relief_category",),
        )
    plan = make(rng)
    format_ = rng.choices(list(FORMATS), list(FORMATS.values()))[0]
    text_only, one_sheet = format_ in ("csv", "tsv", "txt"), format_ not in ("xlsx", "xls", "ods")
    book = lay_out(rng, random.Random(f"habits {seed}"), plan, text_only, one_sheet)
    return finished(rng, seed, book, format_, stem_of(rng, plan), plan.unchecked)


def stem_of(rng: random.Random, plan: Plan) -> str:
    """A file name: says the unit where the ledger says it nowhere else, and for exports what it is."""
    if plan.file:
        return plan.file
    place = (plan.school or plan.village) if plan.place == "file" else ""
    if plan.bare_top and plan.school:
        place = plan.school
    title = rng.choice(plan.titles).format(place="").replace("“", "").replace("”", "")
    said = plan.bare_top or place or plan.year and rng.random() < 0.3
    return (
        place + title
        if said
        else rng.choice((title, "附件2", "报送表（定稿）", "新建 Microsoft Excel 工作表", "台账(1)"))
    )


def finished(
    rng: random.Random, seed: int, book: Book, format_: str, stem: str, unchecked: tuple[str, ...] = ()
) -> Ledger:
    data, ending, what = formats.write(rng, format_, book.sheets)
    rows, faults = book.rows, book.faults
    if format_ not in ("xlsx", "xls", "ods"):
        rows = [replace(row, sheet=None) for row in rows]
        faults = [replace(fault, sheet=None) for fault in faults]
    about = ", ".join([what, *filter(None, book.about)])
    return Ledger(
        seed,
        stem + ending,
        data,
        tuple(sorted(rows, key=place)),
        tuple(faults),
        book.ledger_on,
        unchecked,
        about,
    )


def place(row: Row) -> tuple:
    return row.sheet or "", row.row or 0
