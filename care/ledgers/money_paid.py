"""Which of several columns of money in a list of payments says what was paid."""

import re
from dataclasses import replace

from care.ledgers import looks
from care.ledgers.column import Column, Sample
from care.ledgers.parents import THINGS
from care.ledgers.plain import plain, without_brackets
from care.ledgers.wide import period_of

SUM = re.compile(
    "^(?!.*(?:应|自筹|收入|标准|原|贷|欠|需|拟|申请|计划|预计|测算|预算|缺口)).*(?:金额|资金|款|补贴|津贴|金)$"
)
TOTALS = {
    "合计",
    "总计",
    "共计",
    "小计",
    "全年合计",
    "年度合计",
    "全年总计",
    "全年共计",
    "季度合计",
    "合计金额",
    "总金额",
}
PAID = re.compile("实发|已发|发放(?!标准)")
DUE = re.compile("标准")
SPAN_OF = re.compile("救助(?:时间|日期)$")
NEEDED = re.compile("需求|需要|需救助|所需|缺口|申报|(?<!情况)摸底|拟(?:救助|发放|慰问|补助|补贴)")
GIVEN = re.compile("(?<!拟)(?<!待)发放|领取|签收|实发|已发|兑现")
GIVEN_ON = {"paid_on", "received_on", "payment_state"}


def paid_in_all(columns: list[Column], kind: str, sample: Sample) -> list[Column]:
    """合计 behind 月标准, 10月, 11月, 12月 or behind 生活补贴, 护理补贴 is what was paid; what is due a month is not."""
    cash = [one for one in columns if one.field == "cash"]
    monthly = (
        sum(is_month(one.heading) and looks.share(sample[one.at], looks.NUMBER) >= 0.8 for one in columns) > 1
    )
    due = re.compile("标准|月" if monthly else "标准")
    if kind != "relief" or not all(due.search(one.heading) for one in cash):
        return columns
    totals = [
        one
        for one in columns
        if one.field == ""
        and without_brackets(plain(one.heading)) in TOTALS
        and looks.share(sample[one.at], looks.NUMBER) >= 0.8
    ]
    if len(totals) != 1:
        return columns
    swapped = {one.at: replace(one, field="", how="repeated") for one in cash}
    swapped[totals[0].at] = replace(totals[0], field="cash", confidence=0.9, how="content")
    return [swapped.get(one.at, one) for one in columns]


def is_month(heading: str) -> bool:
    period = period_of((heading,)) if heading else None
    return bool(period and period.month and not period.day and period.months == 1)


def is_span(heading: str) -> bool:
    """1-3月, 第一季度, 3月: a part of a year."""
    period = period_of((heading,)) if heading else None
    return bool(period and period.month and not period.day)


def paid_rather_than_due(columns: list[Column], kind: str) -> list[Column]:
    """月保障金额 or 应享受金额 beside 发放金额, 补贴标准 beside 补贴金额: what was paid counts, not what is due a month."""
    cash = [one for one in columns if one.field == "cash"]
    handed = [one for one in cash if PAID.search(plain(one.heading))]
    handed = handed or [one for one in cash if not DUE.search(plain(one.heading))]
    if kind != "relief" or not handed:
        return columns
    return [
        replace(one, confidence=one.confidence / 2) if one in cash and one not in handed else one
        for one in columns
    ]


def paid_rather_than_for(columns: list[Column], kind: str) -> list[Column]:
    """救助时间 beside 发放时间 is the time that it is for (2025年12月-2026年2月), not the day it was paid on."""
    days = [one for one in columns if one.field == "paid_on"]
    spans = [one for one in days if SPAN_OF.search(plain(one.heading))]
    if kind != "relief" or len(spans) == len(days):
        return columns
    return [replace(one, field="", how="repeated") if one in spans else one for one in columns]


def paid(columns: list[Column], kind: str, sample: Sample) -> list[Column]:
    """打卡金额, 拨付款: in a list of payments without any other sum, the one column of sums is what was paid."""
    if kind != "relief" or any(one.field == "cash" for one in columns):
        return columns
    sums = [
        one
        for one in columns
        if one.field is None
        and SUM.search(without_brackets(plain(one.heading)))
        and looks.share(sample[one.at], looks.NUMBER) >= 0.8
    ]
    spans = sum(is_span(one.heading) and looks.share(sample[one.at], looks.NUMBER) >= 0.8 for one in columns)
    if len(sums) > 1 or not sums and spans > 1:  # 生活补贴, 护理补贴, 合计; 1-3月, 4-6月, 全年合计
        sums = [
            one
            for one in columns
            if one.field in (None, "")
            and without_brackets(plain(one.heading)) in TOTALS
            and looks.share(sample[one.at], looks.NUMBER) >= 0.8
        ]
    if len(sums) != 1:
        return columns
    return [
        replace(one, field="cash", confidence=0.8, how="content") if one is sums[0] else one
        for one in columns
    ]


def as_needed(columns: tuple[Column, ...], kind: str, titles: list[str]) -> tuple[Column, ...]:
    """Sums in a list of needs (需求台账, 拟发放名单) nobody was given yet; things needed are not kept."""
    said = [plain(title) for title in titles]
    needs = any(NEEDED.search(one) for one in said) and not any(GIVEN.search(one) for one in said)
    if kind != "relief" or not needs or any(one.field in GIVEN_ON for one in columns):
        return columns
    known = any(one.field == "need_cash" for one in columns)
    return tuple(
        replace(one, field="need_cash" if one.field == "cash" and not known else "")
        if one.field in THINGS and one.how != "clerk"
        else one
        for one in columns
    )
