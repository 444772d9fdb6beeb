"""Titles, sheet names and lines within a table that say of all rows below them that these people came or went (二、停保)."""

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # which imports this, by way of the surroundings
    from care.ledgers.recognising import Layout

WENT = (
    "减少|减员|退出|退保|死亡|去世|病故|身故|亡故|迁出|转出|注销|停发|停保|停供|停止|终止|清退|清出|核减|取消|出列|销户|"
    "离世|过世|已故"
)
CAME = "新增|增加|增减|新纳入|纳入|迁入|转入|调整|变更|变动|提标|恢复|续保|在册|在保"
WHAT = "低保|特困|供养|保障|救助|待遇|资格|名额|享受|对象|人员|家庭|户|情况|花名册|名册|名单|登记|明细|一览|台账|信息|统计|表|册"
BRACKETS = r"(?:\s*[(（][^()（）]*[)）])?"
ENDING = rf"(?:{WHAT})*{BRACKETS}[:：]?\s*(?:共?\d+[人户名])?\s*$"
GONE = re.compile(
    rf"(?<!子女)(?<!子)(?<!女)(?<!父)(?<!母)(?<!亲)(?<!脱贫)(?<!贫困)(?<!建档立卡)"
    rf"(?<!拟)(?<!预)(?<!应)(?<!待)(?<!建议)(?<!疑似)(?<!服务)(?<!撤销)(?<!搬)(?:已|自然)?(?:{WENT}){ENDING}"
)  # 拟退出 is still to come, 建档立卡退出户 left poverty; a service or a custody that ended ends no group
HERE = re.compile(rf"(?:{CAME}){ENDING}")
ALONE = re.compile(
    rf"^(?:[(（]?[一二三四五六七八九十\d]{{1,3}}[)）、.．]+)?\s*(?:本[月季年]度?|[\d年月第一二三四季度]+)?(?:动态)?(?:{WENT}|{CAME}){ENDING}"
)


def state_of(text: str) -> str | None:
    """`ended` or `active` for whoever follows a line such as 二、停保（取消） or 一、新增; None where it says neither."""
    said = unicodedata.normalize("NFKC", text).strip()
    if not ALONE.match(said):
        return None
    return "ended" if GONE.search(said) else "active"


def all_gone(layout: "Layout") -> bool:
    """Whether the first of a sheet's titles and names that speaks of it says so of everybody: 停保花名册, but not
    新增、停保情况表."""
    for text in (*layout.hints.titles, layout.sheet.name, *layout.hints.places):
        said = unicodedata.normalize("NFKC", text).strip()
        if re.search(CAME, said):
            return False
        if GONE.search(said):
            return True
    return False
