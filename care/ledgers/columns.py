"""Headings of a sheet → fields, under one kind of ledger: duplicates by neighbourhood, unseen headings by likeness."""

import re
from dataclasses import replace

from care.ledgers import looks
from care.ledgers.blocks import NTH_STAGE, blocks_of
from care.ledgers.column import Column, Paths, Sample
from care.ledgers.contents import by_content, by_groups, names_group, unheaded
from care.ledgers.guessing import guess
from care.ledgers.headings import Meaning, composed, meaning
from care.ledgers.money_paid import paid, paid_in_all, paid_rather_than_due
from care.ledgers.named_people import helpers, members
from care.ledgers.plain import plain, without_brackets
from care.ledgers.spellings import choice, flags, state
from care.ledgers.standing_in import stood_in
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import NTH

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
FORMER = re.compile("^(?:原(?!因|籍)|前任|上任|变更前|调整前|更换前)")
AWAY = ("away_from", "away_to", "away_reason")
OTHERS = re.compile("父|母|家长|子女|丈夫|配偶|妻子")
VAGUE = re.compile("^(?:当前|目前|现)?(?:状态|状况)$|动态|变动|变更|变化|增减")
COUNTED = re.compile(r"^\d{1,3}[人口名]?$")
PROSE = re.compile(
    r"^(?!已?完成|未|进行中|正在|良好|优秀|合格|达标).*[\u3400-\u9fff]{3}"
)  # what is to be done
TICKS = {"√", "✓", "✔", "☑", "是", "否", "×"}
HEADS = {"户主", "本人", "户主本人", "本人/户主"}
VAGUE_KIND = {"类别", "类型", "形式", "方式", "项目", "分类", "种类", "性质"}


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
    found = without_former(of_others(without_clocks(found, sample)))
    found = titled(flags_in_context(found, words), kind)
    found = by_content([*found, *unheaded(paths, sample)], sample, frame)
    found = paid(paid_in_all(paid_rather_than_due(found, kind), kind, sample), kind, sample)
    found = [by_groups(column, sample[column.at], words) for column in found]
    blocks = blocks_of(found, kind)
    return once(found, {at for block in blocks for at in block.values()}), blocks


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
    if kind == "plans" and NTH_STAGE.fullmatch(text) and looks.share(values, PROSE) >= 0.6:
        return Meaning("plan_stage", 0.8, "event")
    known = words.events_by_kind.get(kind, words.events)
    ending = max((event for event in known if text.endswith(event)), key=len, default="")
    if not ending or looks.share(values, looks.DAY) < 0.6:
        return None
    return Meaning(known[ending], 0.8, "event")


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


def tells_of_the_roll(texts: set[str], heading: str, words: Vocabulary) -> bool:
    """Do cells below 类别 say who came and who went, and none of them a group?"""
    said = [choice("roll_state", text, words, False) is not None for text in texts]
    return sum(said) >= 0.6 * len(said) and not any(names_group(text, words) for text in texts)


def other_for_all(column: Column, words: Vocabulary) -> bool:
    """A choice that takes any text, as `other`."""
    return "other" in words.fields.get(column.field or "", {})


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
