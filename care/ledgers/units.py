"""Names of villages, schools and classes as ledgers write them → unit ids (paths of names)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from care.ledgers.plain import plain, without_brackets

SUFFIXES = (
    "村村民委员会",
    "村民委员会",
    "居民委员会",
    "社区居委会",
    "村委会",
    "居委会",
    "行政村",
    "社区",
    "村",
    "居",
    "镇人民政府",
    "人民政府",
    "镇",
    "乡",
    "街道办事处",
    "街道办",
    "街道",
)
WHOLE_TOWN = {"全镇", "全乡", "本镇", "本乡", "镇本级", "乡本级", "镇直", "镇级", "全街道", "镇机关"}
TEAM = re.compile(r"^(.*?[村社区]|.*?)(?:第)?([一二三四五六七八九十\d]{1,3})(?:村民)?(组|社|队)$")
CHINESE = "零一二三四五六七八九"
GRADES = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "初一": 7,
    "初二": 8,
    "初三": 9,
    "高一": 10,
    "高二": 11,
    "高三": 12,
}
LEVELS = {10: "高一", 11: "高二", 12: "高三"}
CLASS = re.compile(
    r"^(?:小学|初中|高中)?(初[一二三]|高[一二三]|[一二三四五六七八九]|\d)(?:年级|年)?[.．]?[(]?([一二三四五六七八九十]{1,2}|\d{1,2})[)]?班?$"
)
GRID = re.compile(r"第?[一二三四五六七八九十\d]{0,3}号?网格$")  # 河东村第一网格 lies in 河东村
GRADE = re.compile(r"^(?:小学|初中|高中)?(初[一二三]|高[一二三]|[一二三四五六七八九]|\d)(?:年级|年)?$")
PACKED = re.compile(r"^([1-9])(0[1-9]|1\d)班?$")
NAMELESS = re.compile(
    r"^(?:本|我们|我|该|全|各|每)?(?:"
    r"第?[一二三四五六七八九十\d]{0,3}号?(?:村民)?(?:小?组|社|生产队|大队|队|网格|屯|寨|村|社区)?"
    r"|[甲乙丙丁东南西北中上下前后左右a-z]组|(?:行政|自然)村|(?:社区)?[村居]委会?|(?:村民|居民)委员会"
    r"|单位|学?校|完小|村小学?|小学|中学|初中|高中|幼儿园|教学点|镇|乡|街道)\d{0,3}$"
)
BLANK = re.compile(r"[x×某□○…?]|\d[年月]")  # XX村 and 2026年1月, where a form wants a name
Known = dict[str, tuple[str, str, tuple[str, ...]]]  # unit_id → name, kind, spellings


@dataclass(frozen=True)
class Units:
    """Look-ups over the known units."""

    known: Known
    stems: dict[str, tuple[str, ...]]

    def find(self, text: str, kinds: tuple[str, ...] = ("village", "town")) -> str | None:
        """The one unit of these kinds that a whole text names, or None."""
        for form in forms(self, text):
            ids = [one for one in self.stems.get(form, ()) if self.known[one][1] in kinds]
            if len(ids) == 1:
                return ids[0]
        return None

    def town(self) -> str | None:
        """The one town there is, or None."""
        towns = [one for one, (_, kind, _) in self.known.items() if kind == "town"]
        return towns[0] if len(towns) == 1 else None

    def inside(self, text: str, kinds: tuple[str, ...]) -> str | None:
        """The deepest unit of these kinds whose full name stands in a text (a title, an address)."""
        short = plain(text)
        hits = [(len(name), one) for name, one in self.names(kinds) if name in short]
        hits = below_named(hits)
        deepest = max((one.count("/") for _, one in hits), default=0)
        hits = [hit for hit in hits if hit[1].count("/") == deepest]
        longest = max((size for size, _ in hits), default=0)
        ids = {one for size, one in hits if size == longest}
        return ids.pop() if len(ids) == 1 else None

    def names(self, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
        """(name as it may stand in a running text, unit id); bare stems only from two characters on with a suffix."""
        return [
            (plain(name), one)
            for one, (own, kind, spellings) in self.known.items()
            if kind in kinds
            for name in {own, *spellings, *running(own, kind)}
            if len(plain(name)) > 1
        ]


def below_named(hits: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of 中心小学三年级1班 the class of that school: names that stand below none of the others yield to those that do."""
    named = {one for _, one in hits}
    under = {one for one in named if one.rpartition("/")[0] in named}
    return [hit for hit in hits if hit[1] in under] or hits


def running(name: str, kind: str) -> set[str]:
    if kind != "village":
        return set()
    short = stem(plain(name))
    return {short + "村", short + "社区", short + "居委会"} if len(short) > 1 else set()


def units_of(known: Known) -> Units:
    stems: dict[str, list[str]] = {}
    for one, (name, _, spellings) in known.items():
        for text in {name, *spellings}:
            for form in {plain(text), stem(plain(text)), plain(one)}:
                if one not in stems.setdefault(form, []):
                    stems[form].append(one)
    return Units(known, {form: tuple(ids) for form, ids in stems.items()})


@lru_cache(maxsize=50_000)
def stem(text: str) -> str:
    """'河东村村民委员会' → '河东'."""
    text = without_brackets(text)
    for suffix in SUFFIXES:
        if text.endswith(suffix) and len(text) > len(suffix):
            return text[: -len(suffix)]
    return text


def forms(units: Units, text: str) -> list[str]:
    """A name as written, without its town, without its suffix."""
    short = GRID.sub("", plain(text)) or plain(text)
    shorts = [short, without_brackets(short)]
    for name, kind, _ in units.known.values():
        if kind == "town" and (at := short.find(plain(name))) >= 0 and short != plain(name):
            shorts.append(short[at + len(plain(name)) :])
    return list(dict.fromkeys([*shorts, *(stem(one) for one in shorts)]))


def village_and_team(units: Units, text: str) -> tuple[str | None, str | None]:
    """'河东村三组' → (河东村's id, '3组'); '全镇' → the one town."""
    found = units.find(text) or (units.town() if plain(text) in WHOLE_TOWN else None)
    if found:
        return found, None
    parts = TEAM.match(plain(text))
    if parts and parts[1]:
        return units.find(parts[1]), team_of(parts[2] + parts[3])
    return None, None


def team_of(text: str) -> str | None:
    """'第一村民小组', '一组', '01' → '1组'; a named team (上湾组) stays."""
    short = plain(text)
    found = re.match(r"^第?([一二三四五六七八九十\d]{1,3})(?:村民)?(?:小组|组|社|队|生产队)?$", short)
    if found:
        return f"{number(found[1])}组"
    inner = re.search(r"[村区]第?([一二三四五六七八九十\d]{1,3})(?:村民)?(?:小组|组|社|队)$", short)
    return f"{number(inner[1])}组" if inner else text.strip() or None


def nameless(text: str) -> bool:
    """Does a text say only what every village, school or town has (一组, 第二网格, 本村, 小学, 三年级, 全镇), or nothing?"""
    return any(
        short in WHOLE_TOWN
        or BLANK.search(short)
        or any(one.match(short) for one in (NAMELESS, GRADE, CLASS))
        for short in (plain(text), without_brackets(plain(text)))
    )


def number(text: str) -> int:
    """'十二' → 12, '03' → 3."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return CHINESE.find(text[-1])
    return (CHINESE.find(tens) if tens else 1) * 10 + (CHINESE.find(ones) if ones else 0)


def narrow(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def class_key(grade: str, name: str) -> tuple[int, int] | None:
    """('', '三（1）班'), ('三年级', '1班'), ('', '301班') → (3, 1); None when the class has another kind of name."""
    own, above = narrow(name), narrow(grade)
    for text in (own, above + own):
        found = CLASS.match(text)
        if found and not PACKED.match(text):
            return GRADES.get(found[1]) or int(found[1]), number(found[2])
    packed = PACKED.match(own)
    if packed:
        return int(packed[1]), int(packed[2])
    year, alone = GRADE.match(above), re.match(r"^[(]?([一二三四五六七八九十\d]{1,2})[)]?班?$", own)
    return (GRADES.get(year[1]) or int(year[1]), number(alone[1])) if year and alone else None


def class_name_of(key: tuple[int, int]) -> str:
    grade, one = key
    return f"{LEVELS[grade]}{one}班" if grade in LEVELS else f"{CHINESE[grade]}年级{one}班"


def class_unit(units: Units, school: str, grade: str, name: str) -> str | None:
    """The class's unit id below a school: a known class of the same grade and number, else a new path."""
    if not name.strip():
        return None
    key = class_key(grade, name)
    for one, (own, kind, _) in units.known.items():
        if (
            kind == "class"
            and one.startswith(school + "/")
            and (plain(own) == plain(name) or key and class_key("", own) == key)
        ):
            return one
    return f"{school}/{class_name_of(key) if key else name.strip().replace('/', '-')}"
