"""What a column's cells say of it, where its heading says nothing or too little."""

import re
from dataclasses import replace
from functools import lru_cache

from care.ledgers import looks
from care.ledgers.column import Column, Paths, Sample
from care.ledgers.plain import plain
from care.ledgers.units import stem
from care.ledgers.vocabulary import Vocabulary

PERSONAL = {
    "id_no",
    "student_no",
    "disability_no",
    "gender",
    "birth_date",
    "age",
    "relation_to_head",
    "groups",
}
REGION = re.compile("区划|辖区|区域|地区|乡镇|镇乡|街道|^(?:所[在属])?单位(?:名称)?$")
UNHEADED = "unheaded"
LISTED = re.compile(r"[、，,;；/\s]+")
COLOURS = {"红", "橙", "黄", "蓝", "绿"}
EARLIER = re.compile("^(?:上|原|前|之前|调整前|变更前)|上(?:年|季|月|次)|血|健康码|衣|肤")
OTHERS_PHONE = re.compile(
    r"[\u3400-\u9fff]{2}(?:电话|手机|手机号|联系电话|联系方式)$"
)  # 干部电话: not the row's own
COUNTED = re.compile(r"[合小总共]\s*计")
KINDS = re.compile("(?:类型|类别|分类|身份|属性)$")
TEAM = re.compile(r"第?[一二三四五六七八九十\d]{1,3}(村民)?(小组|组|社|队)$")


def unheaded(paths: Paths, sample: Sample) -> list[Column]:
    """Columns without any heading that hold something; their cells alone can say what they are."""
    return [
        Column(j, "", None, 0.0, UNHEADED)
        for j, path in enumerate(paths)
        if not path and any(value.strip() for value in sample[j])
    ]


def by_content(columns: list[Column], sample: Sample, frame) -> list[Column]:
    """Give fields that nobody has yet to unknown columns whose cells leave no doubt."""
    columns = [by_villages(column, columns, sample[column.at], frame) for column in columns]
    have = {column.field for column in columns}
    result = []
    for column in columns:
        if column.field is None:
            looks_like = sniffed(tuple(sample[column.at]), frame.words, frame.places)
            able = [field for field in looks_like if field not in have]
            if not able and "groups" not in have and may_name_groups(column, sample[column.at], frame.words):
                able = ["groups"]
            able = [field for field in able if may_be(field, column, have)]
            if able:
                have.add(able[0])
                column = replace(column, field=able[0], confidence=0.5, how="content")
        if column.field or column.how != UNHEADED:
            result.append(column)
    return sorted(result, key=lambda one: one.at)


def by_villages(column: Column, columns: list[Column], values: list[str], frame) -> Column:
    """A place or address whose cells are just villages (河东村, 河东1组) says where each row belongs."""
    region = column.field == "" and bool(REGION.search(column.heading))
    if column.field not in ("address", "contact_place") and not region:
        return column
    if any(one.field == "village" for one in columns):
        return column
    full = [plain(value) for value in values if value.strip()]
    named = sum(names_village(value, frame.places) for value in full)
    if len(full) < (1 if region else 2) or named < 0.8 * len(full):
        return column
    return replace(column, field="village", confidence=0.6, how="content")


def names_village(text: str, places: frozenset[str]) -> bool:
    """河东村, 河东1组, 青溪镇河东村委会."""
    short = stem(TEAM.sub("", text))
    parts = re.split("[省市县区镇乡]|街道", short)
    return short in places or len(parts) > 1 and parts[-1] in places


def may_name_groups(column: Column, values: list[str], words: Vocabulary) -> bool:
    """关爱对象分类, 帮扶身份: a heading of kinds over cells of which a good part names groups; the others are asked about."""
    full = [value for value in values if value.strip()]
    return (
        bool(KINDS.search(plain(column.heading)))
        and len(full) > 1
        and sum(names_group(value, words) for value in full) >= 0.4 * len(full)
    )


def may_be(field: str, column: Column, have: set[str | None]) -> bool:
    """Names of people are only the rows' own where a column beside them tells of people; a bare column must be sure."""
    if field == "name":
        return column.how != UNHEADED and bool(have & PERSONAL)
    if field == "phone" and OTHERS_PHONE.search(plain(column.heading)):
        return False
    if field == "risk":
        return column.how != UNHEADED and not EARLIER.search(column.heading)
    if field == "disability_level":
        return "disability_no" in have and "级" in column.heading
    return column.how != UNHEADED or field in ("village", "id_no")


@lru_cache(maxsize=512)  # one sheet's columns are asked of for each kind of ledger
def sniffed(values: tuple[str, ...], words: Vocabulary, places: frozenset[str]) -> tuple[str, ...]:
    """Fields that a column's cells could be, surest first."""
    full = [value for value in (v.strip() for v in values) if value and not COUNTED.search(value)]
    if len(full) < 2:
        return ()
    tests = (
        ("id_no", looks.share(full, looks.ID) >= 0.8),
        ("gender", set(full) <= {"男", "女"}),
        ("risk", {plain(value).removesuffix("色") for value in full} <= COLOURS),
        (
            "disability_level",
            sum(plain(value) in words.values["disability_level"] for value in full) / len(full) >= 0.8,
        ),
        ("groups", sum(names_group(value, words) for value in full) / len(full) >= 0.8),
        ("village", sum(stem(plain(value)) in places for value in full) / len(full) >= 0.8),
        ("address", looks.share(full, looks.ADDRESS) >= 0.7),
        ("phone", looks.share(full, looks.PHONE) >= 0.8 and len(set(full)) > len(full) / 2),
        ("name", looks.person_names(full) >= 0.8 and len(set(full)) > len(full) * 0.8),
    )
    return tuple(field for field, fits in tests if fits)


def by_groups(column: Column, values: list[str], words: Vocabulary) -> Column:
    """Of several columns of groups (户类型, 监测对象类别) the one whose cells name groups is the surest."""
    full = [value for value in values if value.strip()]
    if column.field != "groups" or not full:
        return column
    share = sum(names_group(value, words) for value in full) / len(full)
    return replace(column, confidence=round(column.confidence * (0.7 + 0.3 * share), 3))


@lru_cache(maxsize=20_000)
def names_group(text: str, words: Vocabulary) -> bool:
    """Is a cell, or one of the words listed in it, a group's name?"""
    return any(plain(part) in words.groups for part in [text, *LISTED.split(text)])
