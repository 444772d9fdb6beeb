"""Columns that no field takes: parents, clerks, accounts, scores, other people's numbers. They must not be taken."""

from __future__ import annotations

import random

from tests.random_parts import headings, people
from tests.random_parts.cells import BLANK, Cell, Column

TEXTS = ("良好", "一般", "较好", "", "", "见附件", "已完成", "无")
BARE = {
    "党小组": lambda rng: rng.choice(("第一党小组", "第二党小组", "")),
    "驻村工作队评分": lambda rng: str(rng.randrange(60, 100)),
    "是否通自来水": lambda rng: rng.choice("是否"),
    "车牌号": lambda rng: rng.choice(("", "川A12345")),
    "微信号": lambda rng: f"wx{rng.randrange(10**6)}",
    "领导批示": lambda rng: rng.choice(TEXTS),
    "医保编号": lambda rng: f"YB{rng.randrange(10**8):08d}",
    "银行卡号": lambda rng: f"621{rng.randrange(10**16):016d}",
    "开户银行": lambda rng: rng.choice(("农商银行", "邮储银行")),
    "填表人": people.name,
    "审核人": people.name,
    "政治面貌": lambda rng: rng.choice(("群众", "党员", "共青团员")),
    "文化程度": lambda rng: rng.choice(("小学", "初中", "文盲")),
    "兴趣爱好": lambda rng: rng.choice(("画画", "篮球", "")),
    "经度": lambda rng: f"10{rng.random() * 9:.6f}",
    "人均纯收入（元）": lambda rng: str(rng.randrange(5000, 20000)),
    "打印时间": lambda rng: "2026-01-10",
    "是否参加医保": lambda rng: rng.choice("是否"),
    "宅基地面积(㎡)": lambda rng: str(rng.randrange(80, 200)),
    "父亲姓名": people.name,
    "父亲联系电话": people.mobile,
    "母亲姓名": people.name,
    "母亲联系电话": people.mobile,
    "父亲务工地点": lambda rng: "广东省东莞市",
    "紧急联系人": people.name,
    "紧急联系人电话": people.mobile,
    "班主任": people.name,
    "儿童主任": people.name,
    "信息采集人": people.name,
    "信息采集人联系电话": people.mobile,
    "乡镇": lambda rng: people.TOWN,
    "所属区县": lambda rng: "云州县",
    "服务需求": lambda rng: rng.choice(("助餐", "助洁", "")),
    "下次走访计划": lambda rng: rng.choice(("2026年3月", "")),
    "微心愿": lambda rng: rng.choice(("书包", "台灯", "")),
}


def bare(rng: random.Random, number: int, avoid: tuple[str, ...] = ()) -> list[Column]:
    """So many extra columns with headings that say what they are."""
    chosen = rng.sample([word for word in BARE if word not in avoid], number)
    return [Column("", (headings.decorate(rng, word),), cell_of(BARE[word]), "extra") for word in chosen]


def cell_of(make):
    def write(rng, values):
        text = make(rng)
        return (Cell(text) if text else BLANK), {}

    return write


def parents(rng: random.Random) -> list[Column]:
    """父亲{姓名, 电话} and 母亲{姓名, 电话} under merged parents."""
    found = []
    for who in ("father", "mother"):
        over = rng.choice(headings.PARENTS[who])
        for what, make in (("name", people.name), ("phone", people.mobile)):
            found.append(
                Column("", (over, headings.leaf(rng, f"{who}_{what}")), cell_of(make), who, together=True)
            )
    return found
