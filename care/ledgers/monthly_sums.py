"""Amounts of money under months (1月 … 12月) or sorts (生活补贴, 护理补贴) without a total → a total behind them."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import pyarrow as pa

from care.ledgers import looks
from care.ledgers.headers import Header
from care.ledgers.headings import meaning
from care.ledgers.money_paid import TOTALS, is_month
from care.ledgers.plain import plain, without_brackets
from care.ledgers.sheets import Sheet
from care.ledgers.vocabulary import Vocabulary

PART = re.compile("(?:补贴|津贴|补助|护理费|生活费|慰问金|补助金|供养金|抚恤金|优待金|救助金|奖学金|助学金)$")
NO_PART = re.compile("扣|应发|应补|拟|申请|实发|金额|补发|结余|自筹|收入")
LEAST = 0.8  # of the filled cells that are amounts of money


def with_sums(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with the sum of each row's months behind its last column. Where a cell is no number, that cell's text
    stands there, so that it is told."""
    months = [j for j, path in enumerate(header.paths) if path and is_month(path[-1])]
    months = months or allowances(header, words)
    others = [path for j, path in enumerate(header.paths) if path and j not in months]
    named = {plain(header.paths[j][-1]) for j in months}
    if len(months) < 2 or len(named) < len(months) or any(says_sum(path, words) for path in others):
        return sheet, header
    columns = [sheet.cells.column(f"c{j}").to_pylist() for j in months]
    full = [text for column in columns for text in column[header.body :] if text.strip()]
    if looks.share(full, looks.AMOUNT) < LEAST:
        return sheet, header
    width = sheet.width
    sums = [sum_of(row) if i >= header.body else "" for i, row in enumerate(zip(*columns, strict=True))]
    cells = sheet.cells.append_column(f"c{width}", pa.array(sums, pa.string()))
    sources = dict(sheet.sources) | {width: (0, [months[0]] * sheet.height)}
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=(*header.paths, ("合计",)))


def allowances(header: Header, words: Vocabulary) -> list[int]:
    """Columns of several sorts of money handed out beside each other (生活补贴, 护理补贴); none where something is taken
    off or a standard, a need or a single sum stands among them."""
    leaves = {j: without_brackets(plain(path[-1])) for j, path in enumerate(header.paths) if path}
    if any(NO_PART.search(leaf) for leaf in leaves.values()):
        return []
    return [
        j
        for j, leaf in leaves.items()
        if PART.search(leaf) and meaning(header.paths[j], "relief", words).how in ("unknown", "group")
    ]


def says_sum(path: tuple[str, ...], words: Vocabulary) -> bool:
    short = without_brackets(plain(path[-1]))
    return short in TOTALS or meaning(path, "relief", words).field == "cash" and "标准" not in short


def sum_of(texts: tuple[str, ...]) -> str:
    full = [text.strip() for text in texts if text.strip()]
    amounts = [amount(text) for text in full]
    unread = next((text for text, one in zip(full, amounts, strict=True) if one is None), None)
    return unread or (str(sum(amounts)) if full else "")


def amount(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").removesuffix("元").lstrip("¥￥"))
    except InvalidOperation:
        return Decimal(0) if text in {"-", "—", "/", "无"} else None
