"""Headings of a sheet → fields, under one kind of ledger: duplicates by neighbourhood, unseen headings by likeness."""

import re
from dataclasses import replace

from care.ledgers import looks
from care.ledgers.blocks import NTH_STAGE, blocks_of
from care.ledgers.column import Column, Paths, Sample
from care.ledgers.contents import by_content, by_groups, unheaded
from care.ledgers.fitting import fitting, ticked
from care.ledgers.guessing import guess
from care.ledgers.headings import Meaning, meaning, says_of_person
from care.ledgers.money_paid import paid, paid_in_all, paid_rather_than_due, paid_rather_than_for
from care.ledgers.named_people import helpers, members
from care.ledgers.neighbours import neighbours
from care.ledgers.plain import plain, without_brackets
from care.ledgers.schemes import schemes_of
from care.ledgers.second_names import second_names
from care.ledgers.standing_in import stood_in
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import NTH

CHILD = re.compile("儿童|学生|孩|少年|未成年|幼儿")
FORMER = re.compile("^(?:原(?!因|籍)|前任|上任|变更前|调整前|更换前)")
AWAY = ("away_from", "away_to", "away_reason")
OTHERS = re.compile("父|母|家长|子女|丈夫|配偶|妻子")
PROSE = re.compile(
    r"^(?!已?完成|未|进行中|正在|良好|优秀|合格|达标).*[\u3400-\u9fff]{3}"
)  # what is to be done


def map_columns(
    paths: Paths, kind: str, sample: Sample, frame
) -> tuple[tuple[Column, ...], tuple[dict[int, int], ...]]:
    """(one Column for each column with a heading, repeated blocks). A field goes to its surest column."""
    words = frame.words
    written, paths = paths, members(helpers(stood_in(paths, kind, words), kind, words), kind, words)
    paths = second_names(paths, kind, sample, words)
    meanings = [meaning(path, kind, words) if path else None for path in paths]
    meanings = neighbours(meanings, paths, kind, sample, words)
    for j, (path, one) in enumerate(zip(paths, meanings, strict=True)):
        if path and one and (one.field is None or one.how == "likeness"):
            meanings[j] = step(path, kind, sample[j], words) or guess(path, one, kind, sample[j], words)
    found = [
        Column(j, " ".join(written[j]), one.field, one.confidence, one.how)
        for j, one in enumerate(meanings)
        if one
    ]
    found = [ticked(column, sample[column.at]) for column in found]
    found = [fitting(column, sample[column.at], words) for column in found]
    found = without_former(of_others(without_clocks(found, sample)))
    found = titled(flags_in_context(found, words), kind)
    found = by_content([*found, *unheaded(paths, sample)], sample, frame)
    found = paid_rather_than_for(paid_rather_than_due(found, kind), kind)
    found = paid(paid_in_all(found, kind, sample), kind, sample)
    found = [by_groups(column, sample[column.at], words) for column in found]
    found, blocks = schemes_of(found, kind, paths, sample, words)
    blocks = blocks or blocks_of(found, kind)
    return once(found, {at for block in blocks for at in block.values()}), blocks


def step(path: tuple[str, ...], kind: str, values: list[str], words: Vocabulary) -> Meaning | None:
    """民主评议, 资金发放 over days: what was done, and when. Its cells must be days."""
    text = without_brackets(plain(path[-1]))
    if kind == "contacts" and NTH.fullmatch(text) and looks.share(values, looks.DAY) >= 0.6:
        return Meaning("contact_on", 0.8, "event")
    if kind == "plans" and NTH_STAGE.fullmatch(text) and looks.share(values, PROSE) >= 0.6:
        return Meaning("plan_stage", 0.8, "event")
    known = words.events_by_kind.get(kind, words.events)
    ending = max((event for event in known if text.endswith(event)), key=len, default="")
    if not ending or looks.share(values, looks.DAY) < 0.6:
        return None
    return Meaning(known[ending], 0.8, "event")


def without_clocks(columns: list[Column], sample: Sample) -> list[Column]:
    """时间: 8:30 behind 日期 is no second day."""
    days = [one.field for one in columns if (one.field or "").endswith("_on")]
    return [
        replace(one, field="", how="content")
        if days.count(one.field) > 1 and looks.share(sample[one.at], looks.CLOCK) >= 0.8
        else one
        for one in columns
    ]


def without_former(columns: list[Column]) -> list[Column]:
    """原帮扶人, 原帮扶人电话 beside 现帮扶人, 现帮扶人电话 is no more."""
    now = {one.field for one in columns if one.field and not is_former(one)}
    return [
        replace(one, field="", how="repeated") if one.field in now and is_former(one) else one
        for one in columns
    ]


def is_former(column: Column) -> bool:
    return column.how != "clerk" and any(map(FORMER.match, column.heading.split(" ")))


def flags_in_context(columns: list[Column], words: Vocabulary) -> list[Column]:
    """留守 beside 独居 and 空巢, or below 老年人类别, is the elderly's."""
    families = {words.families[c.field[5:]] for c in columns if is_flag(c) and not is_open(c)}
    return [
        replace(column, field="flag:elderly_left_behind")
        if is_open(column) and ("老" in column.heading or families == {"elderly"})
        else column
        for column in columns
    ]


def of_others(columns: list[Column]) -> list[Column]:
    """外出原因, 返回时间 behind 父亲外出 are the father's; so is 状况 in 父亲姓名, 状况, 母亲姓名, 状况."""
    result: list[Column] = []
    theirs = False
    twice = of_each(columns)
    for column in columns:
        theirs = bool(OTHERS.search(column.heading)) or theirs and column.field in AWAY
        swap = theirs and column.field in AWAY or column.at in twice
        result.append(replace(column, field="", how="other_person") if swap else column)
    return result


def of_each(columns: list[Column]) -> set[int]:
    """Columns of one heading that stand there more than once, each time behind somebody else's."""
    places: dict[str, list[tuple[int, bool]]] = {}
    behind = False
    for column in columns:
        if OTHERS.search(column.heading):
            behind = column.field != "name"  # a couple are the row's own
        else:
            behind = behind and (not column.field or says_of_person(column.field))
        if says_of_person(column.field):
            places.setdefault(column.heading, []).append((column.at, behind))
    return {
        at for found in places.values() if len(found) > 1 and all(dict(found).values()) for at, _ in found
    }


def titled(columns: list[Column], kind: str) -> list[Column]:
    """活动内容 names the activity where no other column does."""
    if kind != "activities" or any(one.field == "activity_title" for one in columns):
        return columns
    told = next((one for one in columns if one.field == "activity_text" and "活动" in one.heading), None)
    return [replace(one, field="activity_title", confidence=0.9) if one is told else one for one in columns]


def is_flag(column: Column) -> bool:
    return (column.field or "").startswith("flag:")


def is_open(column: Column) -> bool:
    """留守 alone: of children, unless what stands around says otherwise."""
    return column.field == "flag:left_behind_children" and not CHILD.search(column.heading)


def once(columns: list[Column], repeated: set[int]) -> tuple[Column, ...]:
    """The surest column keeps a field; the others are shown as repeated and not kept."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and (column.field not in best or column.confidence > best[column.field].confidence):
            best[column.field] = column
    return tuple(
        column
        if not column.field or best[column.field] is column
        else replace(column, field="", how="block" if column.at in repeated else "repeated")
        for column in columns
    )
