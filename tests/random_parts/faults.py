"""Faults put into cells. Each takes what the cell should have said and gives a cell that cannot be read as it."""

from __future__ import annotations

import random
from datetime import date

from tests.random_parts import people
from tests.random_parts.cells import BLANK, Cell, Column, Values

DROPS = ("name", "head_name", "contact_on", "village", "unit_name")  # without them the row cannot be kept


def of(rng: random.Random, column: Column, values: Values, kind: str) -> tuple[Cell, str, bool] | None:
    """(cell, what is wrong, does the row fall away) or None when this column can have no fault."""
    field, value = column.field, values.get(column.field)
    if field == "village":
        return Cell(rng.choice(people.STRANGE_VILLAGES)), "unknown village", True
    if value in (None, ""):
        return None
    if field in ("id_no", "head_id"):
        return (*wrong_id(rng, str(value)), False)
    if field == "name" or field == "head_name" and kind in ("relief", "houses"):
        return BLANK, "missing name", True
    if field.endswith("_on") or field in ("birth_date", "away_from", "since"):
        return (*wrong_day(rng), field == "contact_on")
    if field.endswith("phone"):
        return (
            Cell(rng.choice(("1380013800", "138001380001", "12345", "电话已换", "1234567890123"))),
            "bad phone",
            False,
        )
    if field in (
        "cash",
        "goods_value",
        "subsidy",
        "quilts",
        "coats",
        "need_people",
        "household_size",
        "age",
        "minutes",
    ):
        return Cell(rng.choice(("约三千", "若干", "3o0", "？？", "待核"))), "unreadable number", False
    if field in ("risk", "house_grade", "gender"):
        return (
            Cell(
                rng.choice(
                    {"risk": ("紫色", "五级"), "house_grade": ("K级", "待定级"), "gender": ("南", "x")}[field]
                )
            ),
            "unknown choice",
            False,
        )
    return None


def wrong_id(rng: random.Random, value: str) -> tuple[Cell, str]:
    sort = rng.choice(("number", "digit", "short", "exponent", "letter", "zeros"))
    if sort == "number" and value.isdigit():
        return Cell(f"{float(value):.5E}".replace("E+", "E+"), float(value)), "ID in a numeric cell"
    if sort == "short":
        return Cell(value[:17]), "ID of 17 digits"
    if sort == "exponent":
        return Cell("5.13229E+17"), "ID shown as a power of ten"
    if sort == "letter":
        return Cell(value[:9] + "O" + value[10:]), "letter in the ID"
    if sort == "zeros" and people.check_digit(value[:15] + "00") != "0":
        return Cell(value[:15] + "000"), "ID ending in 000"
    digits = "0123456789X"
    return Cell(value[:17] + rng.choice([one for one in digits if one != value[17]])), "wrong check digit"


def wrong_day(rng: random.Random) -> tuple[Cell, str]:
    sort = rng.choice(("impossible", "month13", "future", "future-native", "words", "year0"))
    if sort == "future":
        return Cell(rng.choice(("2027-03-05", "2028年1月1日", "2027.11.30"))), "future day"
    if sort == "future-native":
        return Cell("2027-03-05", date(2027, 3, 5), "yyyy-mm-dd"), "future day"
    if sort == "words":
        return Cell(rng.choice(("上周三", "记不清", "年前", "春节后"))), "unreadable day"
    if sort == "year0":
        return Cell(rng.choice(("0025-03-05", "20225-01-05", "1025.3.5"))), "impossible year"
    return Cell(
        rng.choice(("2025-02-30", "2025年2月31日", "2025.6.31"))
        if sort == "impossible"
        else rng.choice(("2025-13-05", "2025年13月5日", "20251332"))
    ), "impossible day"
