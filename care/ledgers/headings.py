"""What one heading means: a listed heading, an event and a date word, or who + what (帮扶人 + 手机号)."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from care.ledgers.parents import WHOLE, as_needed, counted
from care.ledgers.plain import in_brackets, plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

GENERIC = ("基本情况", "基本信息", "情况", "信息", "资料", "人员", "记录")
OWNED = re.compile(r"^(?:已?(?:享受|属于|纳入|列入|列为|属|为|系|是|有))+")
RELATION = re.compile(r"^(.*?)[与和同跟](.+?)的?关系$")
CHILDREN = ("留守", "困境", "事实无人抚养")  # what 儿童 may be left out of; 是否残疾 speaks of anybody
WEAK = 0.9  # of the confidence of a heading that yields to others
NTH, NUMBERED = (
    re.compile("^[1-3一二三]$"),
    ("visitor", "helper"),
)  # 探访人1, 探访人2; 儿童一 is a column of its own
COMING = re.compile("^(?:应(?!急|对|届)|须|需(?!求)|待(?!遇)|未(?!成年|保))")
COUNTED = re.compile("[1-9一二三四五六]$")
ENGLISH = re.compile(r"^[a-z.]{2,}(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[a-z.]{2,}$")  # Gender 性别
NOW = re.compile("^(?:现在|目前|当前|[现仍](?=是否|有无))(?=..)")
ASKED_OF = re.compile(
    "^(?:人员|住户|户主|家庭|房屋|其)?是否(?:已经?|均|全部|仍|还|及时)*(?=.)"
)  # 人员是否已撤离
LINKS = "的及与和或"
OTHERS = ("parent", "relative", "guardian")
MEMBER = re.compile("成员")  # 家庭成员 are who the rows are about
OF_PERSON = frozenset(
    (
        "roll_state", "died_on", "left_on", "left_reason", "away_from", "away_to", "away_reason", "since", "groups",
        "disability_level", "disability_no", "health", "living", "lived_in", "schooling", "school", "class_name",
        "grade", "student_no", "boarding", "pairing_state",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """`field` '' = known and not kept; None = unknown. `role`, `attribute` as in fields.toml, where they apply."""

    field: str | None
    confidence: float
    how: str
    role: str = ""
    attribute: str = ""

    @property
    def bare(self) -> bool:
        """An attribute that does not say whose it is (联系电话)."""
        return self.how == "bare"


UNKNOWN = Meaning(None, 0.0, "unknown")


class Spoken(NamedTuple):
    """A heading and what stands above it, in plain form."""

    leaf: str
    above: tuple[str, ...]
    role: str  # that a parent names


@lru_cache(maxsize=20_000)
def meaning(path: tuple[str, ...], kind: str, words: Vocabulary) -> Meaning:
    """The meaning of a heading; `path` goes from its topmost parent to the heading itself."""
    spoken = spoken_of(path, words)
    if spoken is None:
        return UNKNOWN
    found = with_parents(spoken, kind, words)
    if says_of_person(found.field) and any(of_another(one, words) for one in spoken.above):
        return Meaning("", 0.9, "other_person")
    if len(path) == 1 or found.field is None and spoken.leaf not in WHOLE:
        return found
    fields = [words.exact.get(parent, "") for parent in spoken.above]
    field = counted(spoken.leaf, found.field, [one for one in fields if words.types.get(one) == "int"])
    if kind == "relief":
        field = as_needed(field, spoken.above)
    return found if field == (found.field or "") else Meaning(field, 0.95, "parent")


def with_parents(spoken: Spoken, kind: str, words: Vocabulary) -> Meaning:
    leaf, above, role = spoken
    own = of_one(leaf, kind, words)
    if role and (own.bare or own.field is None or own.attribute and own.role == "person"):
        composed = with_role(role, leaf, kind, words)
        if composed:
            return composed
    for parent in reversed(above):
        joined = of_one(parent + leaf, kind, words)
        if (
            parent
            and joined.field is not None
            and not joined.bare
            and (own.confidence < joined.confidence * 0.97 or says_more(joined, own, leaf))
        ):
            return Meaning(joined.field, joined.confidence * 0.97, "parent", joined.role, joined.attribute)
    if own.field is None:  # 时间 over 计划 is 计划时间
        turned = (of_one(leaf + parent, kind, words) for parent in reversed(above) if parent)
        own = next((replace(one, how="parent") for one in turned if one.field), own)
    return own


@lru_cache(maxsize=20_000)
def spoken_of(path: tuple[str, ...], words: Vocabulary) -> Spoken | None:
    """What a heading says whatever the kind of ledger; None where it says nothing: names, addresses, remarks."""
    leaf = plain(path[-1])
    above = tuple(without_generic(without_brackets(plain(part))) for part in path[:-1] if part)
    joined = (*(leaf + parent for parent in above), *(parent + leaf for parent in above))
    if not leaf or silent((leaf, *above, *joined), words):
        return None
    role = next((found for parent in reversed(above) if (found := parent_role(parent, words))), "")
    return Spoken(leaf, above, role)


def silent(texts: tuple[str, ...], words: Vocabulary) -> bool:
    """No word that a heading could be known by begins anywhere in these."""
    return not any(
        text[at : at + size] in words.heads
        for one in texts
        for text in {one, without_brackets(one)}
        for size in (1, 2)
        for at in range(len(text))
    )


def says_of_person(field: str | None) -> bool:
    """What is true of one person and not of their parents: alive, away, disabled, at school."""
    return field in OF_PERSON or bool(field) and field.startswith("flag:")


def of_another(text: str, words: Vocabulary) -> bool:
    """A heading that begins with somebody beside whom the rows are about: 父亲, 父母外出情况, 子女死亡时间."""
    text = text.removeprefix("独生")
    some = words.role_heads.get(text[:2], ()) + words.role_heads.get(text[:1], ())
    word = next((one for one in some if text.startswith(one)), "")
    return words.roles.get(word) in OTHERS and not MEMBER.search(text)


def without_generic(text: str) -> str:
    for word in GENERIC:
        if text.endswith(word) and len(text) > len(word):
            return text[: -len(word)]
    return text


def parent_role(parent: str, words: Vocabulary) -> str:
    """The role that a parent heading names (父亲, 帮扶责任人情况), or ''."""
    role = words.roles.get(parent)
    if role:
        return role
    place = last_role(parent, words)
    return (
        words.roles[parent[place[0] : place[1]]]
        if place and place[1] == len(parent) and len(parent) <= 10
        else ""
    )


def says_more(joined: Meaning, own: Meaning, leaf: str) -> bool:
    """改造 {方式}, 房屋鉴定 {时间}: a short heading yields to what it says together with its parent."""
    sure = joined.how in ("listed", "event") and joined.confidence >= 0.95 and bool(joined.field)
    return sure and len(leaf) <= 2 and not own.role and joined.field != own.field


def with_role(role: str, leaf: str, kind: str, words: Vocabulary) -> Meaning | None:
    attribute = words.attributes.get(leaf) or words.attributes.get(without_brackets(leaf))
    if attribute is None:
        return None
    return composed(role, attribute, kind, words, 0.95, "parent")


def of_one(text: str, kind: str, words: Vocabulary) -> Meaning:
    """The meaning of one heading in plain form, without its parents."""
    short = without_brackets(text)
    for form, confidence in ((text, 1.0), (short, 0.97)):
        inner_role = (
            form is short and text != short and any(in_role(part, words) for part in in_brackets(text))
        )
        if inner_role:
            break
        found = listed(form, kind, words, confidence)
        if found:
            return found
    other = reworded(short)
    if other != short and (found := listed(other, kind, words, 0.95)):
        return found
    stem = COUNTED.sub("", other)
    if stem != other and kind == "pairing" and words.exact.get(stem) == "name" and stem in words.aimed:
        return Meaning("name", 0.9, "listed", "person", "name")  # 帮扶对象1, 帮扶对象2
    for part in in_brackets(text):
        role = in_role(part, words)
        attribute = words.attributes.get(short)
        if role and attribute:
            return composed(role, attribute, kind, words, 0.95, "brackets")
    return of_parts(other, kind, words)


def reworded(text: str) -> str:
    """完成与否 → 是否完成; 现在是否有人居住, 目前住址 → without the word that says when: every list
    is of its day; Gender 性别 → 性别."""
    asked = "是否" + text.removesuffix("与否") if text.endswith("与否") else text
    return ASKED_OF.sub("是否", NOW.sub("", ENGLISH.sub("", asked)))


def in_role(text: str, words: Vocabulary) -> str:
    role = words.roles.get(text, "")
    return role if role != "person" else ""


def listed(text: str, kind: str, words: Vocabulary, confidence: float) -> Meaning | None:
    field = words.by_kind.get(kind, {}).get(text)
    if field is None:
        field = words.exact.get(text)
    attribute = words.attributes.get(text, "")
    confidence *= WEAK if text in words.weak else 1.0
    if field is None and attribute:
        return composed("person", attribute, kind, words, confidence, "bare")
    if field is None:
        return None
    if field == "":
        return Meaning("", confidence, "left_out")
    role = words.fields[field].get("role", "")
    if attribute and role == "person":
        return Meaning(field, confidence, "bare", role, attribute)
    return Meaning(
        kept(field, kind, words), confidence, "listed", role, words.fields[field].get("attribute", "")
    )


def kept(field: str, kind: str, words: Vocabulary) -> str:
    return field if words.only.get(field, kind) == kind else ""


def composed(role: str, attribute: str, kind: str, words: Vocabulary, confidence: float, how: str) -> Meaning:
    """The field of role + attribute; '' when that is known but not kept (the mother's telephone)."""
    field = words.composed.get((role, attribute), "")
    if role == "head" and not field:
        field = words.composed.get(("person", attribute), "")
    field = words.composed_by_kind.get(kind, {}).get((role, attribute), field)
    return Meaning(kept(field, kind, words) if field else "", confidence, how, role, attribute)


def of_parts(text: str, kind: str, words: Vocabulary) -> Meaning:
    """An event + date word, 是否 + group, a group as heading, or who + what."""
    found = dated(text, kind, words) or flagged(text, words) or related(text, kind, words)
    if found:
        return found
    if any(word in text for word in ("有无", "是否", "有没有")):
        return Meaning("", 0.6, "left_out")  # a question about somebody is not somebody's name
    return who_what(text, kind, words) or what_alone(text, kind, words) or UNKNOWN


def dated(text: str, kind: str, words: Vocabulary) -> Meaning | None:
    ending = next((word for word in words.date_words if text.endswith(word) and len(text) > len(word)), None)
    if ending is None:
        return None
    stem = text[: -len(ending)]
    known = words.events_by_kind.get(kind, words.events)
    events = [event for event in known if event in stem]
    best = max(events, key=lambda event: (len(event), stem.endswith(event)), default="")
    coming = COMING.match(stem)
    if coming and not best.startswith(coming[0]):
        return Meaning("", 0.95, "left_out")  # 应走访日期, 未走访时间: nobody was there
    if any(word in text and word not in best for word in words.date_not):  # 外出截止 is an event of its own
        return Meaning("", 0.8, "left_out")
    if not best:
        return None
    if says_of_person(known[best]) and of_another(stem, words):
        return Meaning("", 0.85, "other_person")  # 父母外出时间, 子女死亡时间
    return Meaning(known[best], 0.95 if stem == best else 0.85, "event")


def flagged(text: str, words: Vocabulary) -> Meaning | None:
    """是否留守儿童 → flag:left_behind_children; a bare group name may be a tick column."""
    asked = text.startswith("是否")
    stem = OWNED.sub("", text.removeprefix("是否")) or text
    children = (stem + "儿童",) if stem.removeprefix("农村") in CHILDREN else ()
    forms = (stem, stem.removesuffix("家庭"), stem.removesuffix("人员"), stem.removesuffix("子女"), *children)
    for form in forms:
        group = words.groups.get(form)
        if group:
            return Meaning(f"flag:{group}", 0.95 if asked else 0.7, "flag" if asked else "group")
    return Meaning("", 0.8, "left_out") if asked else None


def related(text: str, kind: str, words: Vocabulary) -> Meaning | None:
    """监护人与儿童(的)关系, 与户主关系: whose relation it is."""
    found = RELATION.match(text)
    if found is None:
        return None
    of, to = words.roles.get(found[1], ""), words.roles.get(found[2], "")
    if to == "head" or of == "head":
        return Meaning("relation_to_head", 0.9, "composed", "person", "relation")
    if of in ("", "guardian") and to in ("person", "guardian", "parent"):
        return Meaning("guardian_relation", 0.9, "composed", "guardian", "relation")
    return Meaning("", 0.8, "composed", of, "relation")


@lru_cache(maxsize=20_000)
def last_role(text: str, words: Vocabulary) -> tuple[int, int] | None:
    """Where the last role word stands, the longest at its place."""
    at, found = 0, None
    while at < len(text):
        some = words.role_heads.get(text[at : at + 2], ()) + words.role_heads.get(text[at], ())
        word = next((one for one in some if text.startswith(one, at)), "")
        if word:
            found = (at, at + len(word))
        at += len(word) or 1
    return found


def who_what(text: str, kind: str, words: Vocabulary) -> Meaning | None:
    place = last_role(text, words)
    if place is None:
        return None
    role = words.roles[text[place[0] : place[1]]]
    before, after = text[: place[0]], text[place[1] :].strip(LINKS)
    after = NTH.sub("", after) if role in NUMBERED else after
    if not after:
        if role == "person" and before or before in words.attributes:
            return None
        if before and before not in words.qualifiers and words.roles.get(before) != role:
            return None  # 王老师 is somebody, not a heading; 书记/校长 is one
        return composed(role, "name", kind, words, 0.9 if not before else 0.8, "composed")
    attribute = words.attributes.get(after)
    if attribute:
        return composed(role, attribute, kind, words, 0.95, "composed")
    ending = words.attribute_end.search(after)
    if ending:
        return composed(role, words.attributes[ending[0]], kind, words, 0.8, "composed")
    theirs = role in ("parent", "relative", "clerk", "payee") or (
        role != "person" and role != "head" and says_of_person(words.exact.get(after))  # 监护人残疾等级
    )
    return Meaning("", 0.5, "other_person") if theirs else None


def what_alone(text: str, kind: str, words: Vocabulary) -> Meaning | None:
    """常用手机号码 → whose it is stays open, as with 手机号码."""
    ending = words.long_attribute_end.search(text, 1)
    return composed("person", words.attributes[ending[0]], kind, words, 0.7, "bare") if ending else None
