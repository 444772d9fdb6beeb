"""Columns whose heading says one thing and whose cells another: a tick below a group, 3人 below 家庭成员."""

import re
from dataclasses import replace

from care.ledgers import looks
from care.ledgers.column import Column
from care.ledgers.contents import names_group
from care.ledgers.plain import plain
from care.ledgers.spellings import choice, flags, state
from care.ledgers.vocabulary import Vocabulary

VAGUE = re.compile("^(?:当前|目前|现)?(?:状态|状况)$|动态|变动|变更|变化|增减")
COUNTED = re.compile(r"^\d{1,3}[人口名]?$")
OF_HOUSEHOLD = re.compile("家|户|成员|人口")
TICKS = {"√", "✓", "✔", "☑", "是", "否", "×"}
HEADS = {"户主", "本人", "户主本人", "本人/户主"}
VAGUE_KIND = {"类别", "类型", "形式", "方式", "项目", "分类", "种类", "性质"}


def ticked(column: Column, values: list[str]) -> Column:
    """A heading that is only a group's name counts as a tick column if its cells are yes/no."""
    if column.how != "group" or looks.yes_no(values):
        return column
    return replace(column, field=None, confidence=0.0, how="unknown")


def fitting(column: Column, values: list[str], words: Vocabulary) -> Column:
    """状态 is a state on the roll, 居住情况 of a house whether anybody lives in it, 关系 to the head, if cells say so."""
    full = {value.strip() for value in values if value.strip()}
    if column.how == "clerk" or not full:
        return column
    if column.field == "lived_in":
        said = flags(list(full), words.fields["lived_in"])
        if all(one is None for one in said.values()):
            return replace(column, field="living" if "居住" in column.heading else None, how="content")
    if (
        column.field == ""
        and column.how == "bare"
        and column.heading.split()[-1:] == ["关系"]
        and full & HEADS
    ):
        return replace(column, field="relation_to_head", how="content")
    if column.field == "activity_for" and all(map(COUNTED.match, full)):
        return replace(column, field="activity_reached", how="content")  # 参与学生: 35
    if column.field == "name" and "姓名" not in column.heading and all(map(COUNTED.match, full)):
        own = bool(OF_HOUSEHOLD.search(column.heading))  # 家庭成员: 3人; 结对儿童数: 3 is a helper's
        return replace(column, field="household_size" if own else "", how="content")
    if (
        (
            other_for_all(column, words)
            or column.field == "contact_kind"
            and any(names_group(one, words) for one in full)
        )
        and plain(column.heading) in VAGUE_KIND
        and all(choice(column.field, value, words, False) is None for value in full)
    ):
        return replace(
            column, field=None, confidence=0.0, how="unknown"
        )  # 类别: 低保户 is no kind of activity, 类型: 独居 none of contact
    if column.field == "risk" and all(choice("risk", value, words, False) is None for value in full):
        return replace(column, field=None, confidence=0.0, how="unknown")  # 风险类型: 因病, 因灾
    if column.field == "facility_kind" and all(plain(one) in words.values["unit_kind"] for one in full):
        return replace(column, field=None, confidence=0.0, how="unknown")  # 类型: 行政村
    if column.field == "groups" and full <= TICKS:
        return replace(column, field=None, confidence=0.0, how="unknown")
    if column.field == "groups" and tells_of_the_roll(full, column.heading, words):
        return replace(column, field="roll_state", how="content")  # 类别: 新增, 取消
    if column.field == "roll_state" and VAGUE.search(plain(column.heading)):
        understood = sum(state("roll_state", value, column.heading, words) is not None for value in full)
        if understood < 0.5 * len(full):
            return replace(column, field=None, confidence=0.0, how="unknown")
    return column


def tells_of_the_roll(texts: set[str], heading: str, words: Vocabulary) -> bool:
    """Do cells below 类别 say who came and who went, and none of them a group?"""
    said = [choice("roll_state", text, words, False) is not None for text in texts]
    return sum(said) >= 0.6 * len(said) and not any(names_group(text, words) for text in texts)


def other_for_all(column: Column, words: Vocabulary) -> bool:
    """A choice that takes any text, as `other`."""
    return "other" in words.fields.get(column.field or "", {})
