"""Headings of a sheet → fields, under one kind of ledger: duplicates by neighbourhood, unseen headings by likeness."""

import re
from dataclasses import replace
from functools import lru_cache

from care.ledgers import looks
from care.ledgers.blocks import blocks_of
from care.ledgers.column import Column, Paths, Sample
from care.ledgers.contents import by_content, by_groups, names_group, unheaded
from care.ledgers.headings import Meaning, composed, meaning, parent_role
from care.ledgers.plain import likeness, plain, without_brackets
from care.ledgers.spellings import choice, flags, state
from care.ledgers.standing_in import stood_in
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import NTH, period_of

FOLLOWERS = {
    "phone",
    "position",
    "unit",
    "gender",
    "age",
    "relation",
    "id",
    "kind",
}  # follow a person's name column
CHILD = re.compile("儿童|学生|孩|少年|未成年|幼儿")
AIMED = re.compile(
    "^(?:联系|联|服务|结对|帮扶|包保?|挂钩?|认领)(?:户|对象|家庭|群众)(?:户主)?(?:姓名|名称)?$"
)
DOER = re.compile("^(?:党员|干部|教师|老师|职工|教职工|志愿者|领导|妈妈|义工|社工)(.*)$")
AWAY = ("away_from", "away_to", "away_reason")
OTHERS = re.compile("父|母|家长|子女|丈夫|配偶|妻子")
COUPLE = re.compile("丈夫|妻子|老伴|老头|老太|夫|妻")
MEMBER = re.compile("^(家庭|共同生活)?成员(情况|信息|基本情况|基本信息)?")
VAGUE = re.compile("^(?:当前|目前|现)?(?:状态|状况)$|动态|变动|变更|变化|增减")
ENDINGS = (
    "等级",
    "级别",
    "情况",
    "状况",
    "内容",
    "信息",
    "类型",
    "类别",
    "方式",
    "形式",
    "时间",
    "日期",
    "原因",
    "人数",
    "数量",
    "标准",
    "金额",
    "结果",
)
DEADLINE = re.compile("时限|期限|限期|截止|计划|预计|拟|应于|到期")  # a day by which, not a day on which
PLANNED = re.compile("需|拟|申请|计划|预计|测算|预算|应|缺口|意向")  # money that nobody was given yet
SUM = re.compile(
    "^(?!.*(?:应|自筹|收入|标准|原|贷|欠|需|拟|申请|计划|预计|测算|预算|缺口)).*(?:金额|资金|款|补贴|津贴|金)$"
)
COUNTED = re.compile(r"^\d{1,3}[人口名]?$")
TOTALS = {"合计", "总计", "共计", "小计"}
PAID = re.compile("实发|已发|发放(?!标准)")
TICKS = {"√", "✓", "✔", "☑", "是", "否", "×"}
HEADS = {"户主", "本人", "户主本人", "本人/户主"}
VAGUE_KIND = {"类别", "类型", "形式", "方式", "项目", "分类", "种类", "性质"}
GUESS = 0.62  # least likeness of an unseen heading


def map_columns(
    paths: Paths, kind: str, sample: Sample, frame
) -> tuple[tuple[Column, ...], tuple[dict[int, int], ...]]:
    """(one Column for each column with a heading, repeated blocks). A field goes to its surest column."""
    words = frame.words
    written, paths = paths, members(helpers(stood_in(paths, kind, words), kind, words), kind, words)
    meanings = [meaning(path, kind, words) if path else None for path in paths]
    meanings = neighbours(meanings, kind, sample, words)
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
    found = of_others(found)
    found = titled(flags_in_context(found, words), kind)
    found = by_content([*found, *unheaded(paths, sample)], sample, frame)
    found = paid(paid_in_all(paid_rather_than_due(found, kind), kind, sample), kind, sample)
    found = [by_groups(column, sample[column.at], words) for column in found]
    blocks = blocks_of(found, kind)
    return once(found, {at for block in blocks for at in block.values()}), blocks


def helpers(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """党员姓名, 教师 beside 结对儿童, 帮扶对象 are those who help, unless another column names them."""
    paths = beside_the_helped(paths, kind, words)
    leaves = [without_brackets(plain(path[-1])) for path in paths if path]
    if not any(leaf.removesuffix("姓名") in words.aimed or AIMED.match(leaf) for leaf in leaves):
        return paths
    if any(meaning(path, kind, words).field in ("helper_name", "contact_by") for path in paths if path):
        return paths
    return tuple(
        (*path[:-1], "结对" + path[-1]) if path and is_doer(path[-1], words) else path for path in paths
    )


def beside_the_helped(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """五老人员 {姓名, 电话} beside 关爱对象 {姓名}: of two that are named, whoever is not helped helps."""
    parents = {
        plain(path[-2]) for path in paths if len(path) > 1 and words.attributes.get(plain(path[-1])) == "name"
    }
    helped = {one for one in parents if one in words.aimed}
    others = {one for one in parents - helped if not parent_role(one, words)}
    if not helped or len(others) != 1:
        return paths
    return tuple(
        (*path[:-2], "帮扶人", path[-1]) if len(path) > 1 and plain(path[-2]) in others else path
        for path in paths
    )


def is_doer(heading: str, words: Vocabulary) -> bool:
    found = DOER.match(plain(heading))
    return bool(found) and (not found[1] or found[1] in words.attributes)


def members(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """家庭成员 {姓名, 身份证号} beside 与户主关系 are the rows' own people, unless another column names them."""
    fields = {meaning(path, kind, words).field for path in paths if path}
    if not fields & {"name", "head_name"} and any(
        path and COUPLE.match(plain("".join(path))) for path in paths
    ):
        return tuple(bare_spouse(path, words) for path in paths)
    if "name" in fields or not fields & {"relation_to_head", "head_name"}:
        return paths
    return tuple(bare_member(path, words) for path in paths)


def bare_spouse(path: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    """丈夫姓名, 妻子 {姓名} where nobody else is named: both are the row's people (see blocks.py)."""
    found = COUPLE.match(plain(path[-1])) if path else None
    rest = plain(path[-1])[found.end() :] if found else ""
    if found:
        return (rest or "姓名",) if not rest or rest in words.attributes else path
    return path[-1:] if len(path) > 1 and COUPLE.fullmatch(plain(path[-2])) else path


def bare_member(path: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    if len(path) > 1 and MEMBER.match(plain(path[-2])):
        return path[-1:]
    found = MEMBER.match(plain(path[-1])) if path else None
    rest = plain(path[-1])[found.end() :] if found else ""
    return (*path[:-1], rest) if rest in words.attributes else path  # 家庭成员数量 is the household's


def neighbours(
    meanings: list[Meaning | None], kind: str, sample: Sample, words: Vocabulary
) -> list[Meaning | None]:
    """Give a bare 联系电话, 职务 … to the person whose name column it follows (domain.md 2.10)."""
    result = list(meanings)
    role, owner = "person", None
    taken: set[str] = set()
    said = {one.field for one in meanings if one and one.field and not one.bare}
    for j, one in enumerate(meanings):
        if one is None:
            role = "person"
            continue
        if one.attribute == "name" and one.role:
            role, owner = "helper" if one.field == "helper_name" else one.role, j
            continue
        if not (one.bare or one.how == "listed" and not one.role) or one.attribute not in FOLLOWERS:
            goes_on = one.attribute in FOLLOWERS or one.role == role or one.bare and one.attribute == "other"
            role = role if goes_on else "person"
            if one.bare:
                taken.add(one.attribute)
            continue
        owned = composed(role, one.attribute, kind, words, 0.85, "neighbour")
        if (
            owned.field in said and one.attribute not in taken
        ):  # 监护人, 监护人电话, 联系电话: the third is the child's
            taken.add(one.attribute)
        elif not owned.field and one.attribute == "kind":
            taken.add(one.attribute)  # 类别 behind 监护人 is the child's: guardians have none
        elif role not in ("person", "head") and belongs(one, j, owner, one.attribute in taken, sample):
            result[j] = owned
        else:
            taken.add(one.attribute)
    return result


def belongs(one: Meaning, at: int, owner: int | None, seen_before: bool, sample: Sample) -> bool:
    """Does this column describe the person named before it? Repeated helpers with one number each say so."""
    if seen_before or owner is None:
        return True
    known = looks.determined(sample[owner], sample[at])
    return known is None or known >= 0.5


def step(path: tuple[str, ...], kind: str, values: list[str], words: Vocabulary) -> Meaning | None:
    """民主评议, 资金发放 over days: what was done, and when. Its cells must be days."""
    text = without_brackets(plain(path[-1]))
    if kind == "contacts" and NTH.fullmatch(text) and looks.share(values, looks.DAY) >= 0.6:
        return Meaning("contact_on", 0.8, "event")
    known = words.events_by_kind.get(kind, words.events)
    ending = max((event for event in known if text.endswith(event)), key=len, default="")
    if not ending or looks.share(values, looks.DAY) < 0.6:
        return None
    return Meaning(known[ending], 0.8, "event")


def guess(
    path: tuple[str, ...], unknown: Meaning, kind: str, values: list[str], words: Vocabulary
) -> Meaning:
    """The listed heading most like an unseen one, if its cells do not contradict it."""
    text = without_brackets(plain(path[-1]))
    if len(text) < 2 or text[0] == "原" or not any(value.strip() for value in values):
        return unknown  # 原保障人数 is no more
    best, field = nearest(text, kind, words)
    if (
        best < GUESS
        or not field
        or words.only.get(field, kind) != kind
        or looks.contradicts(words.types[field], values)
    ):
        return unknown
    due = words.types[field] == "date" and not words.fields[field].get("future") and "due" not in field
    if field == "cash" and PLANNED.search(text) or due and DEADLINE.search(text):
        return unknown
    if field == "minutes" and not re.search("时|分", text):
        return unknown
    return Meaning(field, round(best * 0.75, 2), "likeness")


@lru_cache(maxsize=20_000)
def nearest(text: str, kind: str, words: Vocabulary) -> tuple[float, str]:
    """(how near, field) of the listed heading most like a text. Kept: sheets of one layout ask the same again."""
    listed = words.exact | words.by_kind.get(kind, {})
    likely = (
        (nearness(text, alias), field) for alias, field in listed.items() if not only_ends_alike(text, alias)
    )
    return max(likely, default=(0.0, ""))


def only_ends_alike(text: str, alias: str) -> bool:
    """处理情况 and 心理情况: what is left of both without their common ending is short and not the same."""
    end = next((one for one in ENDINGS if text.endswith(one) and alias.endswith(one)), "")
    one, other = text.removesuffix(end), alias.removesuffix(end)
    return (
        bool(end) and one != other and min(len(one), len(other)) <= 2 and not (one in other or other in one)
    )


def nearness(text: str, alias: str) -> float:
    if len(alias) >= 3 and (alias in text or text in alias) and len(text) >= 3:
        return max(likeness(text, alias), 0.66)
    return likeness(text, alias)


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
        return replace(column, field="household_size", how="content")  # 家庭成员: 3人
    if (
        (
            other_for_all(column, words)
            or column.field == "contact_kind"
            and all(names_group(one, words) for one in full)
        )
        and plain(column.heading) in VAGUE_KIND
        and all(choice(column.field, value, words, False) is None for value in full)
    ):
        return replace(
            column, field=None, confidence=0.0, how="unknown"
        )  # 类别: 低保户 is no kind of activity, 类型: 独居 none of contact
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


def paid_rather_than_due(columns: list[Column], kind: str) -> list[Column]:
    """月保障金额 or 应享受金额 beside 发放金额: what was paid counts, not what is due a month."""
    cash = [one for one in columns if one.field == "cash"]
    handed = [one for one in cash if PAID.search(plain(one.heading))]
    if kind != "relief" or not handed:
        return columns
    return [
        replace(one, confidence=one.confidence / 2) if one in cash and one not in handed else one
        for one in columns
    ]


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
    if len(sums) > 1:  # 生活补贴, 护理补贴, 合计
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
    """外出原因, 返回时间 behind 父亲外出 are the father's."""
    result: list[Column] = []
    theirs = False
    for column in columns:
        theirs = bool(OTHERS.search(column.heading)) or theirs and column.field in AWAY
        swap = theirs and column.field in AWAY
        result.append(replace(column, field="", how="other_person") if swap else column)
    return result


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
