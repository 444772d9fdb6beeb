"""28 colours of risk as they were set in June and in September; the roster (02) has those of January."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from . import sheets
from .clock import stream
from .model import CHILD_GROUPS, Person, Town
from .places import VILLAGES
from .shapes import day_as

_SHOWN = {"red": "红", "yellow": "黄", "blue": "蓝", "green": "绿"}
_ORDER = list(_SHOWN)
_DAYS = (date(2025, 6, 30), date(2025, 9, 30))


def colours(town: Town, folder: Path) -> None:
    """Some twelve in a hundred children stood one colour higher or lower; half of them changed by September."""
    rng = stream("colours")
    header = sheets.headings("序号 行政村 姓名 身份证号码 四色管理")
    order = [v.name for v in VILLAGES]
    found = [p for p in town.roll() if p.risk and p.in_any(CHILD_GROUPS) and p.since <= _DAYS[0]]
    found.sort(key=lambda p: (order.index(p.village), p.pid))
    before = {p.pid: _before(rng, p) for p in found}
    early = {p.pid for p in found if rng.random() < 0.5}
    with sheets.workbook(folder / "28 儿童四色等级评定表.xlsx") as book:
        for day in _DAYS:
            rows = [
                (n, p.village, p.name, p.id_no, _SHOWN[_then(p, before[p.pid], day, early)])
                for n, p in enumerate(found, 1)
            ]
            sheet = book.add_worksheet(f"{day.year}年{day.month}月")
            sheets.title(sheet, book.styles, f"青溪镇儿童四色等级评定表（{day.month}月）", len(header))
            line = ("填报单位：青溪镇民政办", "", "", f"填报日期：{day_as('cn', day)}")
            sheets.put_row(sheet, book.styles, 1, line, "line")
            sheets.put_table(sheet, book.styles, 2, header, rows, {3: 21})


def _before(rng, person: Person) -> str:
    at = _ORDER.index(person.risk)
    if rng.random() < 0.88:
        return person.risk
    return _ORDER[max(0, min(3, at + rng.choice((-1, -1, 1))))]


def _then(person: Person, before: str, day: date, early: set[int]) -> str:
    changed = day > _DAYS[0] and person.pid in early
    return person.risk if changed else before
