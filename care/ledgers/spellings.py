"""Values that are words → what they mean: choices, yes/no, groups. Asked once for each different text."""

import re
import unicodedata

from care.ledgers.plain import plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

TICK = re.compile(r"[(]\s*[√✓✔vV☑■●]\s*[)]|[☑■√✓✔●]")
YES = {
    "是",
    "有",
    "√",
    "✓",
    "✔",
    "☑",
    "■",
    "y",
    "yes",
    "true",
    "是的",
    "对",
    "已",
    "(√)",
    "1是",
    "是1",
    "v",
    "○",
}
NO = {
    "()",
    "[]",
    "否",
    "不是",
    "无",
    "没有",
    "×",
    "✗",
    "✘",
    "n",
    "no",
    "false",
    "不",
    "未",
    "x",
    "□",
    "2否",
    "否2",
    "0否",
    "没",
    "非",
}
BOXES = re.compile(r"[□☐]|[(（]\s*[)）]")  # choices that are not ticked stand beside those that are
# Words in front of a mark, each tried from its beginning only: a cell may be one word of 32,767 letters.
WORD = r"(?<![^\s()（）□☐☑■√✓✔])([^\s()（）□☐☑■√✓✔]++)"
OF_SEVERAL = r"(?<![^\s()、,，;；])([^\s()、,，;；]++)"
BEFORE_MARK = r"(?<![^\s□☐☑■√✓✔])([^\s□☐☑■√✓✔]++)"
LATIN = re.compile(r"(?<=[\u3400-\u9fff])[a-z.]+$|^[a-z.]+(?=[\u3400-\u9fff])")  # 男 M
SPLIT = re.compile(r"[、,，;；/\n|＋+]+|\s{1,}")
OTHERWISE = re.compile("非|不|未|无|退|原|曾|前|疑似|脱|拟|申请|边缘|父|母|子|女|亲属|家长|监护人")
REASONED = re.compile(r"^(是|否|不是|有|无|没有)[（(,，;；:：](?![\s　]*[)）]).+$", re.S)  # 否（漏雨维修）
DENIED = re.compile("(?:未|没有?|尚未|不|非|无需|无须|暂不)$")
BEHIND = re.compile("[(（][^()（）]+[)）]$")
KIND_OF = re.compile("(?:类型|类别|分类|种类|情况|属性)$")
ABSENT = {
    "×",
    "x",
    "✗",
    "✘",
    "-",
    "—",
    "/",
    "0",
    "否",
    "无",
    "未",
    "未走访",
    "未联系",
    "没有",
    "外出",
    "在外",
    "外出务工",
    "住院",
    "不在家",
    "未见",
    "□",
    "缺",
    "请假",
    "未入户",
    "务工",
}


def choice(field: str, text: str, words: Vocabulary, or_other: bool = True) -> str | None:
    """A value of a choice field: the spelling itself, the ticked one of several, or the one inside the text;
    else the field's `other`, unless only what the text says is wanted."""
    spelled = words.values[field]
    for one in (text, ticked(text)):
        short = plain(one)
        found = (
            spelled.get(short)
            or spelled.get(without_brackets(short))
            or spelled.get(LATIN.sub("", without_brackets(short)))
        )
        if found:
            return found
    if words.fields[field].get("inside"):
        short = plain(text)
        hits = [word for word in spelled if len(word) > 1 and stands(word, short)]
        if hits:
            return spelled[max(hits, key=len)]
    return words.fields[field].get("other") if or_other else None


def stands(word: str, text: str) -> bool:
    """Is a spelling inside a text said and not denied there? 未改造, 未见面 are no 改造, 见面."""
    return any(not DENIED.search(text[: found.start()]) for found in re.finditer(re.escape(word), text))


def state(field: str, text: str, heading: str, words: Vocabulary) -> str | None:
    """是 below 是否死亡 means that somebody left the roll (是否解除: a pairing ended), below 是否健在 that it goes on."""
    said = flags([text], {})[text]
    if said is None:
        return choice(field, text, words)
    asked = without_brackets(plain(heading)).replace("是否", "").replace("已", "")
    leaving = choice(field, asked, words) == "ended"
    return "ended" if said == leaving else "active"


def ticked(text: str) -> str:
    """'是(√)否( )' → '是'; '□男 ☑女' → '女'; a text without marks stays."""
    wide = unicodedata.normalize("NFKC", text)
    before = re.search(rf"{WORD}\s*[(]\s*[√✓✔vV☑■●]\s*[)]", wide)
    after = re.search(r"[☑■√✓✔●]\s*([^\s()（）□☐☑■√✓✔○●]+)", wide)
    behind = re.search(rf"{WORD}\s*[☑■√✓✔]", wide)
    found = before or after or behind
    return found[1] if found else text


def all_ticked(text: str) -> list[str]:
    """'□孤儿 ☑重病 ☑其他' → ['重病', '其他']; 'A(√) B( )' → ['A']: what is ticked of several choices."""
    wide = unicodedata.normalize("NFKC", text)
    if "(" in wide:
        return re.findall(rf"{OF_SEVERAL}\s*[(]\s*[√✓✔vV☑■●]\s*[)]", wide)
    before = re.match(r"\s*[□☐☑■√✓✔]", wide)
    pattern = r"[☑■√✓✔]\s*([^\s□☐☑■√✓✔]+)" if before else rf"{BEFORE_MARK}\s*[☑■√✓✔]"
    return re.findall(pattern, wide)


def flags(texts: list[str], field: dict) -> dict[str, bool | None]:
    """Yes/no of all different texts of one column: 1/2 or 1/0 is decided by which of them occur."""
    shorts = {text: flag_text(text) for text in texts}
    ring = {"○"} if any(TICK.search(short) for short in shorts.values()) else set()  # not the tick beside one
    one_two = "2" in shorts.values() and "0" not in shorts.values()
    yes = YES - ring | {plain(word) for word in field.get("yes", [])} | {"1"}
    no = NO | {plain(word) for word in field.get("no", [])} | ({"2"} if one_two else {"0"})
    return {text: in_either(short, yes, no) for text, short in shorts.items()}


def names_flag(text: str, group: str, words: Vocabulary) -> bool | None:
    """'双亲留守儿童' and '非留守儿童' below 是否留守儿童: the group's own name is an answer."""
    short = plain(text)
    named = (word for word, one in words.groups.items() if one == group and len(word) > 1)
    if not any(word in short or word.removesuffix("儿童") in short for word in named):
        return None
    return not short.startswith(("非", "不", "未"))


def flag_text(text: str) -> str:
    """'√是 □否' → '是'; '(  )' → '()'."""
    chosen = ticked(text) if TICK.search(text) and len(text) > 2 else REASONED.sub(r"\1", text)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", chosen)).lower()


def in_either(short: str, yes: set[str], no: set[str]) -> bool | None:
    """不同意（收入超标）: what stands in brackets behind an answer is its reason."""
    forms = [short, plain(short), *([BEHIND.sub("", short)] if BEHIND.search(short, 1) else [])]
    if any(form in yes for form in forms):
        return True
    return False if any(form in no for form in forms) else None


def groups(text: str, words: Vocabulary, of: str = "") -> tuple[list[str], list[str]]:
    """(group ids, words that are no group) of a cell that may list several.

    `of`: whom the ledger is about (老人, 儿童, 妇女), so that 留守 alone says which group it is.
    """
    if BOXES.search(text):
        text = "、".join(all_ticked(text))
    parts = [part for part in SPLIT.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    found = [(part, group_of(part, words, of)) for part in parts]
    whole = group_of(text, words, of) if len(parts) < 2 or not all(group for _, group in found) else None
    if whole:
        return [whole], []
    found = [(part, group or in_behind(part, words)) for part, group in found]
    known = dict.fromkeys(group for _, group in found if group)
    none = {plain(one) for key in ("no_group", "tiers") for one in words.fields["groups"].get(key, ())}
    return list(known), [part for part, group in found if not group and plain(part) not in none]


def group_of(text: str, words: Vocabulary, of: str = "") -> str | None:
    short = plain(text)
    bare = without_brackets(short)
    endings = [bare.removesuffix(ending) for ending in ("对象", "户", "人员", "家庭", "子女")]
    for form in (short, bare, *([bare + of] if of else []), *endings, bare.removeprefix("农村")):
        if form in words.groups:
            return words.groups[form]
    return words.in_column.get(short) or group_at_end(bare, words)


def in_behind(text: str, words: Vocabulary) -> str | None:
    """脱贫户（低保）: the group in brackets behind what names none."""
    inner = re.search(r"[(]([^()]+)[)]$", unicodedata.normalize("NFKC", text).strip())
    return group_of(inner[1], words) if inner and not OTHERWISE.search(inner[1]) else None


def heading_group(heading: str, of: str, words: Vocabulary) -> str | None:
    """优抚对象类别, 困境儿童类型, 留守类型 (of children): whoever is listed is of that group, of whichever type."""
    short = KIND_OF.sub("", without_brackets(plain(heading)))
    forms = (short, short + of, short.removesuffix("困难"), short.removesuffix("身份"))
    return next((words.groups[one] for one in forms if one and one in words.groups), None)


def denies(text: str) -> bool:
    """非留守, 不符合, 无: the cell itself says that somebody is of no such group."""
    return bool(re.match("非|不|未|无|否|没", text)) or plain(text) in NO


def group_at_end(text: str, words: Vocabulary) -> str | None:
    """社会散居孤儿, 双亲外出留守儿童: more words before a group's name; 非留守儿童 and 原低保户 are none of it."""
    if len(text) > 12:
        return None
    ending = next((text[at:] for at in range(1, len(text) - 1) if text[at:] in words.groups), None)
    if ending is None or OTHERWISE.search(text.removesuffix(ending)):
        return None
    return words.groups[ending]
