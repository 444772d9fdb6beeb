"""Lists of what is still to come: visits planned (走访计划, 拟走访时间) and wishes (微心愿). Whoever stands on one is on no
roll by it, and nobody was there yet."""

import re
from collections.abc import Sequence

from care.ledgers.column import Paths
from care.ledgers.plain import plain, without_brackets

ACT = "(?:走访慰问|走访|慰问|探访|家访|巡访|回访|入户|上门|谈心谈话|谈心|谈话|联系)"
PLANNED = re.compile(rf"{ACT}.{{0,8}}(?:计划|安排|方案|排期|预安排|行程)(?!生育)")
FOLLOWED = re.compile("落实|完成|执行|记录|台账|实际|结果|总结|开展情况")
TO_BE = re.compile(rf"^(?:计划|拟|预计|预定|拟定)(?:{ACT}|到访)")
WHEN = re.compile("时间|日期|月份|年月")
ROLL = re.compile("名册|底册")
ON_ROLL = re.compile("名册|底册|台账|登记|基本情况|信息|档案")  # a file may be called 台账 whatever it holds
MONEY = re.compile(
    "签收|签字|签名|领取|发放|慰问金|金额|元$|折款"
)  # to be paid out: relief counts what is still waiting
DONE = re.compile(
    f"^(?:实际|是否(?:已)?(?:{ACT}|完成|落实)|完成|落实|{ACT}(?:情况|结果|记录|日期))|发现问题|实际"
)
DONE_CELL = re.compile(
    rf"^已(?:经)?(?:{ACT}|完成|落实|到访|办结|到户|开展)(?:完成|完毕|到位)?[。.]?$"
)  # every row says that it was done
MOSTLY = 0.9  # of the rows
WISHES = re.compile("心愿")
NONE_OF = {"roster", "contacts", "relief", "pairing"}  # kinds that such a list is not


def all_done(sample: Sequence[Sequence[str]]) -> bool:
    """Does a column say of nearly every row that it was carried out (已走访)? Else a planned day may be no visit."""
    columns = [[text.strip() for text in column if text.strip()] for column in sample]
    rows = max(map(len, columns), default=0)
    return any(
        len(full) >= max(2, MOSTLY * rows) and all(DONE_CELL.match(text) for text in full) for full in columns
    )


def still_to_come(paths: Paths, titles: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> str:
    """'plan' or 'wishes', or '' for a list of what is or was. `titles`: title, sheet's name, the file's last; `sample`:
    each column's first cells."""
    leaves = [without_brackets(plain(path[-1])) for path in paths if path]
    said = [plain(one) for one in titles]
    if any(WISHES.search(one) and not ON_ROLL.search(one.split("心愿")[0]) for one in said) and any(
        WISHES.search(leaf) for leaf in leaves
    ):
        return "wishes"
    if any(DONE.search(leaf) or MONEY.search(leaf) for leaf in leaves):
        return ""
    if any(PLANNED.search(one) for one in said) and all_done(sample):
        return ""
    if any(PLANNED.search(one) and not FOLLOWED.search(one) for one in said):
        return "plan"
    planned = any(TO_BE.search(leaf) and WHEN.search(leaf) for leaf in leaves)
    on_roll = any(ROLL.search(one) for one in said) or any(ON_ROLL.search(one) for one in said[:-1])
    return "plan" if planned and not on_roll else ""
