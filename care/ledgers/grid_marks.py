"""What a lone mark in the cells of a grid of months or days means: what the sheet's own legend says of it; else ○ is a
tick only where no surer tick stands in the same sheet."""

import re
import unicodedata
from collections.abc import Iterable

import pyarrow.compute as compute

from care.ledgers.cell_visits import KINDS
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.spellings import YES

RINGS = "○〇◯"
MARKS = "√✓✔☑■●★☆▲△◎◇◆⊙⊕□×✗✘" + RINGS
TICKS = frozenset("√✓✔☑■●v")
LEGEND = re.compile(
    rf"([{MARKS}])[”’\"')]*\s*(?:[:：=＝—-]+|表示|代表|表明|为|是|指|即)\s*([\u3400-\u9fff]+)"
)
NONE = re.compile("未|没|不|无|缺|外出|在外|住院|务工|请假|去世|死亡|空")
DONE = re.compile("已|完成|到位|正常|联系|见到|在家")
HEAD, FOOT = 10, 12  # lines in which a legend may stand


def signs_of(sheet: Sheet, texts: Iterable[str]) -> dict[str, str | None]:
    """Mark → the words that stand for it ('√' a tick, '电话' a call, '×' nobody was met); None = it says nothing that
    can be read. Marks that mean what they always do are left out."""
    lone = {sign for text in texts if len(sign := bare(text)) == 1}
    odd = {sign for sign in lone if sign in MARKS}
    if not odd:
        return {}
    said = legend(sheet)
    surer = bool(lone & (TICKS | YES - set(RINGS)))
    rings = {sign: said[one] for one in RINGS if one in said for sign in RINGS}  # typed as one another
    found: dict[str, str | None] = {
        sign: meant(one) for sign in odd if (one := said.get(sign, rings.get(sign)))
    }
    return found | {sign: None if surer else "√" for sign in odd - found.keys() if sign in RINGS}


def bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip("()").strip().lower()


def legend(sheet: Sheet) -> dict[str, str]:
    """Mark → what the lines above or below the table say of it (√表示入户，○表示电话)."""
    rows = [text for row in sheet.head[:HEAD] for text, _ in row]
    last = sheet.cells.slice(max(0, sheet.height - FOOT))
    for name in last.column_names:
        if name[0] == "c":
            column = last.column(name)
            rows += column.filter(compute.match_substring_regex(column, f"[{MARKS}]")).to_pylist()
    found: dict[str, str] = {}
    for text in rows:
        for sign, words in LEGEND.findall(unicodedata.normalize("NFKC", text)):
            found.setdefault(sign, words)
    return found


def meant(words: str) -> str | None:
    """'未走访' → '×'; '电话联系' → '电话'; '已走访' → '√'."""
    if NONE.search(words):
        return "×"
    kind = next((sign for _, signs in KINDS for sign in signs if sign in plain(words)), "")
    return kind or ("√" if DONE.search(words) else None)
