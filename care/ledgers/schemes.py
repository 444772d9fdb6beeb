"""Sums of several schemes in one row (冬春救助金, 慰问金): each becomes a row of its own, where relief.toml knows them apart."""

import re
from dataclasses import replace

from care.ledgers import looks
from care.ledgers.column import Column, Paths, Sample
from care.ledgers.plain import plain
from care.ledgers.surroundings import item_in
from care.ledgers.vocabulary import Vocabulary

NONE = -1  # a block has no such column
DAYS = (
    "paid_on",
    "received_on",
    "approved_on",
    "surveyed_on",
    "published_on",
    "reviewed_on",
    "payment_state",
)
SHARED_ONCE = ("quilts", "coats", "goods_value", "need_cash")
OTHER = re.compile(
    "临时救助|医疗救助|教育救助|助学|住房救助|残疾|高龄|护理|孤儿|养老|优抚|抚恤|计生|临时困难|低保|特困|救灾|补贴|津贴"
)
NO_SUM = re.compile(
    "标准|应|拟|申请|需|次|人数|户数|是否|合计|总|小计|扣|自筹|收入|/月|每月|月(?:保障|补助|发放)|时间|日期|情况$"
)
SUM = re.compile("金额|金$|款$|额$|补贴$|津贴$|救助$|慰问$|元")
LEAST = 10  # yuan; smaller numbers may be counts or ticks


def schemes_of(
    columns: list[Column], kind: str, paths: Paths, sample: Sample, words: Vocabulary
) -> tuple[list[Column], tuple[dict[int, int], ...]]:
    """The columns with each scheme's sum as `cash`, and the second and further schemes as blocks; unchanged where the
    sums are not of different schemes."""
    if kind != "relief" or any(
        one.field in ("relief_item", "need_cash") or one.how == "clerk" for one in columns
    ):
        return columns, ()
    sums = [one for one in columns if is_sum(one, sample[one.at], words)]
    named = [scheme(one.heading, words) for one in sums]
    cash = {one.at for one in columns if one.field == "cash" and not NO_SUM.search(one.heading)}
    known = [item_in(one.heading, words) for one in sums]
    if (
        len(sums) < 2
        or len(set(named)) < len(named)
        or not any(known)
        or not cash <= {one.at for one in sums}
    ):
        return columns, ()
    parents = [paths[one.at][:-1] for one in sums]
    own = [days_below(parent, parents, columns, paths) for parent in parents]
    order = sorted(range(len(sums)), key=lambda n: (-len(own[n]), n))
    if len({field for days in own for field in days}) > len(own[order[0]]):
        return columns, ()  # one says when it was paid, another when it was approved
    first = order[0]
    once = {one.field: one.at for one in columns if one.field in SHARED_ONCE}
    blocks = tuple(
        {sums[first].at: sums[n].at}
        | {at: own[n].get(field, NONE) for field, at in own[first].items()}
        | dict.fromkeys(once.values(), NONE)
        for n in order[1:]
    )
    surest = {sums[first].at, *own[first].values()}
    changed = {one.at: replace(one, field="cash", how="scheme", confidence=0.9) for one in sums}
    found = [changed.get(one.at, one) for one in columns]
    return [replace(one, confidence=1.0) if one.at in surest else one for one in found], blocks


def is_sum(column: Column, values: list[str], words: Vocabulary) -> bool:
    """Money below a heading that names a scheme."""
    full = [value.strip() for value in values if value.strip()]
    if column.field not in (None, "", "cash") or NO_SUM.search(column.heading) or not full:
        return False
    if (
        looks.share(full, looks.NUMBER) < 0.8
        or not SUM.search(plain(column.heading))
        and column.field != "cash"
    ):
        return False
    amounts = [
        float(said) for one in full if (said := re.sub(r"[^\d.]", "", one)).replace(".", "", 1).isdigit()
    ]
    return max(amounts, default=0) >= LEAST and bool(scheme(column.heading, words))


def scheme(heading: str, words: Vocabulary) -> str:
    """The item of relief.toml that a heading names, or another scheme's word; '' = none."""
    other = OTHER.search(plain(heading))
    return item_in(heading, words) or (other[0] if other else "")


def days_below(parent: tuple[str, ...], parents: list, columns: list[Column], paths: Paths) -> dict[str, int]:
    """Field → column of the days that stand below the same heading as one scheme's sum alone."""
    if not parent or parents.count(parent) > 1:
        return {}
    return {one.field: one.at for one in columns if one.field in DAYS and paths[one.at][:-1] == parent}
