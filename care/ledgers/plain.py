"""The plain form in which headings and values are compared: one width, no blanks, no marks (domain.md 3)."""

import re
import unicodedata
from functools import lru_cache

MARKS = re.compile(
    r"[\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202e\ufeff*※★☆▲△●◆:：;；。/／\\、·_\-—~'\"“”‘’|]+"
)
NUMBERED = re.compile(
    r"^(?:\d{1,2}[.．、](?!\d)|[(][\d一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,2}、)"
)
BRACKETS = re.compile(r"\(([^()]*)\)?")
OPEN, CLOSE = "【〔［〈{｛[", "】〕］〉}｝]"
TO_ROUND = str.maketrans(OPEN + CLOSE, "(" * len(OPEN) + ")" * len(CLOSE))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """'联 系\\n电话（*）' → '联系电话'; brackets stay round and narrow when they hold something."""
    text = unicodedata.normalize("NFKC", text).translate(TO_ROUND)
    text = NUMBERED.sub("", text.strip())
    text = MARKS.sub("", text).lower()
    return text.replace("()", "")


def without_brackets(text: str) -> str:
    """'救助款(元)' → '救助款'. Nothing is left of '(元)': then the text stays."""
    return BRACKETS.sub("", text) or text


def in_brackets(text: str) -> list[str]:
    return BRACKETS.findall(text)


def bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def likeness(one: str, other: str) -> float:
    """Dice coefficient of character pairs: 1.0 the same, 0.0 nothing in common."""
    a, b = bigrams(one), bigrams(other)
    return 2 * len(a & b) / (len(a) + len(b))
