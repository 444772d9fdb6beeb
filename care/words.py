"""What CareBoard says, in two languages: words from definitions/words/ and of indicators, dates, numbers, measure words.

A `Voice` is one language: `voice("en")("filter.unit")` gives a text; unknown keys raise KeyError. A test
holds that both files have equal keys and placeholders. English plurals end in `_one`, `_other` (by `n`).
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from care.definitions import load
from care.strict_toml import DefinitionError

WORDS = Path(__file__).resolve().parent.parent / "definitions" / "words"
LANGUAGES = ("zh", "en")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NONE = "—"
OF_THEIR_OWN = ("clerk", "problems")  # files whose keys stand below their name


@dataclass(frozen=True)
class Voice:
    """One language. Call it with a key; its methods write days, numbers and shares the way offices do."""

    lang: str
    texts: dict[str, str] = field(repr=False, compare=False, hash=False)

    def __call__(self, key: str, **values) -> str:
        """The text of `key` with its values filled in; ints get separators, days are written out."""
        return self._text(key, values).format(**{name: self.plain(value) for name, value in values.items()})

    def knows(self, key: str) -> bool:
        return key in self.texts or f"{key}_other" in self.texts

    def _text(self, key: str, values: dict) -> str:
        if key in self.texts:
            return self.texts[key]
        return self.texts[f"{key}_one" if values.get("n") == 1 else f"{key}_other"]

    def plain(self, value) -> str:
        """Any value as it is read in a sentence."""
        if isinstance(value, bool) or value is None:
            return NONE if value is None else str(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, date):
            return self.day(value)
        return str(value)

    def pick(self, text: dict[str, str] | str) -> str:
        """A text of the definitions ({zh, en}) in this language."""
        return text if isinstance(text, str) else text.get(self.lang) or next(iter(text.values()))

    def number(self, value: float, decimals: int = 0) -> str:
        return f"{value:,.{decimals}f}"

    def count(self, n: int, unit: str) -> str:
        """A number with its measure word: unit is a key below `measure` (people, households, yuan …)."""
        return self(f"measure.{unit}", n=int(n))

    def share(self, part: int, whole: int) -> str:
        """`part` of `whole` in percent; never rounded up to 100 % or down to 0 % when it is not."""
        return percent(part / whole) if whole else NONE

    def money_short(self, yuan: float) -> str:
        """An amount for a chart: 16.2万 / 162k."""
        return f"{yuan / 10_000:,.1f}万" if self.lang == "zh" else f"{yuan / 1_000:,.0f}k"

    def points(self, difference: float, signed: bool = False) -> str:
        """A difference of two shares (0.021) as percentage points (2.1)."""
        size = f"{abs(difference) * 100:.1f}".removesuffix(".0")
        sign = ("+" if difference > 0 else "−") if signed and size != "0" else ""
        return self(
            "measure.points_one" if size == "1" and self.lang == "en" else "measure.points", n=sign + size
        )

    def day(self, day: date) -> str:
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def day_short(self, day: date) -> str:
        return f"{day.month}月{day.day}日" if self.lang == "zh" else f"{day.day} {MONTHS[day.month - 1]}"

    def month(self, day: date, year: bool = False) -> str:
        if self.lang == "zh":
            return f"{day.year}年{day.month}月" if year else f"{day.month}月"
        return f"{MONTHS[day.month - 1]} {day.year}" if year else MONTHS[day.month - 1]

    def team(self, name: str) -> str:
        """A team of a village: 6组 / Team 6."""
        found = re.fullmatch(r"(\d+)组", name)
        return self("column.team_no", n=found[1]) if found else name

    def joined(self, names: list[str]) -> str:
        """甲、乙和丙 / A, B and C."""
        if len(names) < 2:
            return "".join(names)
        return self("list.comma").join(names[:-1]) + self("list.and") + names[-1]

    def sentences(self, *parts: str) -> str:
        """Sentences one after the other; Chinese needs no space between them."""
        return ("" if self.lang == "zh" else " ").join(part for part in parts if part)


def percent(share: float) -> str:
    """0.873 → 87.3%; 100% and 0% are said only of all and of none."""
    shown = round(share * 100, 1)
    if shown == 100 and share < 1:
        shown = 99.9
    if shown == 0 and share > 0:
        shown = 0.1
    return f"{shown:.1f}".removesuffix(".0") + "%"


def flat(table: dict, above: str = "") -> dict[str, str]:
    """Nested TOML tables as dotted keys."""
    texts: dict[str, str] = {}
    for key, value in table.items():
        name = f"{above}.{key}" if above else key
        texts |= flat(value, name) if isinstance(value, dict) else {name: value}
    return texts


@lru_cache(maxsize=4)
def voice(lang: str) -> Voice:
    """The voice of a language; anything but a known language speaks Chinese."""
    plain = voice_without_definitions(lang)
    return Voice(plain.lang, _of_indicators(plain.lang) | plain.texts)


@lru_cache(maxsize=4)
def voice_without_definitions(lang: str) -> Voice:
    """The same without what indicators.toml says: it can speak of a fault in the definitions."""
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    told: dict[str, str] = {}
    for path in sorted(WORDS.glob(f"*{lang}.toml")):
        part = path.name.removesuffix(f"{lang}.toml").rstrip(".")  # "" = words that many pages share
        table = tomllib.loads(path.read_text("utf-8"))
        told |= flat({part.removesuffix("s"): table} if part in OF_THEIR_OWN else table)
    return Voice(lang, told)


def of_definitions(fault: DefinitionError) -> list[str]:
    """What is wrong with the definitions, in each language. `allowed` among its values is a problem of its own."""
    said = []
    for lang in LANGUAGES:
        t = voice_without_definitions(lang)
        values = dict(fault.values)
        if allowed := values.get("allowed"):
            values["allowed"] = t(f"problem.{allowed.code}", **allowed.values)
        said.append(t(f"problem.{fault.code}", **values))
    return said


def _of_indicators(lang: str) -> dict[str, str]:
    """What indicators.toml says of an indicator's list, gaps, duties and reasons, so that a new one needs no other words."""
    said = Voice(lang, {})
    texts: dict[str, str] = {}
    for one in load().indicators.values():
        texts |= {
            f"list.{one.id}": said.pick(one.list or one.name),
            f"gaps.not_{one.id}": said.pick(one.gap or one.name),
        }
        texts |= {f"duty.{id_}": said.pick(name) for id_, name in one.duties.items()}
        texts |= {f"why.{code}": said.pick(text) for code, text in one.why.items()}
    return texts


def language_of(locale: str | None) -> str:
    """The language for a browser's locale: Chinese for zh-*, and when nothing is known."""
    return "zh" if not locale or locale.lower().startswith("zh") else "en"


def class_in_english(name: str) -> str:
    """三年级1班 → Grade 3 Class 1; any other name stays as it is."""
    found = re.fullmatch(r"([一二三四五六七八九])年级(?:[（(]?(\d+)[）)]?班)?", name)
    if not found:
        return name
    grade = "一二三四五六七八九".index(found[1]) + 1
    return f"Grade {grade} Class {found[2]}" if found[2] else f"Grade {grade}"
