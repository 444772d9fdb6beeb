"""How offices write values (domain.md 3): each function gives one column its habit and returns its writer.

A habit is (rng, value) → (Cell, value that must come back).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from tests.random_parts.cells import BLANK, Cell

Habit = Callable[[random.Random, object], tuple[Cell, object]]
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (
        DIGITS[ones] if ones or not tens else ""
    )


def always(make: Callable[[object], Cell]) -> Habit:
    return lambda rng, value: (make(value), value)


def plain_text(rng: random.Random) -> Habit:
    """Texts; here and there with blanks around or a line break in a long one."""
    sloppy = rng.random() < 0.3

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        text = str(value)
        if sloppy and rng.random() < 0.15:
            text = rng.choice((f" {text}", f"{text} ", f"{text}　", f"{text}\t", f"\xa0{text}"))
        if sloppy and len(text) > 12 and rng.random() < 0.1:
            text = text[:8] + "\n" + text[8:]
        return Cell(text), value

    return write


def names(rng: random.Random) -> Habit:
    """Two-character names are spread with a blank so that columns look even."""
    spread = rng.choice(("", "", "", " ", "　", "  "))

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        text = str(value)
        if len(text) == 2 and spread:
            text = text[0] + spread + text[1]
        if rng.random() < 0.02:
            text += rng.choice((" ", "　", "\n"))
        return Cell(text), value

    return write


def ids(rng: random.Random) -> Habit:
    habit = rng.choices(
        ("plain", "lower", "spaced", "full", "tab", "short", "apostrophe"), (60, 10, 6, 4, 6, 6, 4)
    )[0]

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        text = str(value)
        if habit == "lower":
            return Cell(text.lower()), value
        if habit == "spaced":
            return Cell(f"{text[:6]} {text[6:14]} {text[14:]}"), value
        if habit == "full":
            return Cell(text.translate(FULL)), value
        if habit == "tab":
            return Cell(text + rng.choice(("\t", " ", "\xa0"))), value
        if habit == "apostrophe":
            return Cell(rng.choice(("'", "‘", "`", "’")) + text), value
        if habit == "short" and text[6:8] == "19":
            return Cell(text[:6] + text[8:17]), value
        return Cell(text), value

    return write


def phones(rng: random.Random) -> Habit:
    habit = rng.choices(
        ("plain", "number", "point", "dashes", "blanks", "full", "86"), (50, 16, 6, 10, 8, 5, 5)
    )[0]
    none = rng.choice(("", "无", "无电话", "/", "暂无", "—"))

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        if value is None:
            return Cell(none), None
        text = str(value)
        if text.startswith("0"):
            return Cell(rng.choice((text, text[:4] + "-" + text[4:], f"({text[:4]}){text[4:]}"))), value
        if "*" in text or len(text) != 11:
            return Cell(text), value
        if habit == "number":
            return Cell(text, int(text)), value
        if habit == "point":
            return Cell(text + ".0"), value
        if habit == "dashes":
            return Cell(f"{text[:3]}-{text[3:7]}-{text[7:]}"), value
        if habit == "blanks":
            return Cell(f"{text[:3]} {text[3:7]} {text[7:]}"), value
        if habit == "86":
            return Cell("+86" + text), value
        return Cell(text.translate(FULL) if habit == "full" else text), value

    return write


DAY_TEXTS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "slash": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "dots0": lambda d: f"{d:%Y.%m.%d}",
    "packed": lambda d: f"{d:%Y%m%d}",
    "chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "chinese0": lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    "hao": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "spread": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "full": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(FULL),
    "dash1": lambda d: f"{d.year}-{d.month}-{d.day}",
    "midnight": lambda d: f"{d.isoformat()} 00:00:00",
    "ideographic": lambda d: f"{d.year}。{d.month}。{d.day}",
    "slash-tail": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d} ",
    "dots-tail": lambda d: f"{d.year}.{d.month}.{d.day}日",
}
TIMES: dict[str, Callable[[date], str]] = {
    "clock": lambda d: f"{d.year}年{d.month}月{d.day}日19:00-20:30",
    "minute": lambda d: f"{d.isoformat()} 15:20",
    "noon": lambda d: f"{d.year}年{d.month}月{d.day}日上午",
    "weekday": lambda d: f"{d.year}.{d.month}.{d.day}（星期{'一二三四五六日'[d.weekday()]}）",
    "second": lambda d: f"{d.year}/{d.month}/{d.day} 9:05:33",
}
LOOKS = {"yyyy-mm-dd": "iso", "yyyy/m/d": "slash", 'yyyy"年"m"月"d"日"': "chinese", "yyyy\\.mm\\.dd": "dots0"}


def days(rng: random.Random, year: int | None = None, timed: bool = False) -> Habit:
    """Days. `year`: the title says it, so some clerks leave it out. `timed`: a clock may stand behind."""
    texts = DAY_TEXTS | (TIMES if timed else {})
    roll = rng.random()
    look = rng.choice(tuple(LOOKS))
    style = rng.choice(tuple(texts))
    short = rng.choice(("{m}月{d}日", "{m}.{d}", "{m}-{d}", "{m}月{d}号", "{m}/{d}"))

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        day = value
        if roll < 0.3:
            return Cell(DAY_TEXTS[LOOKS[look]](day), day, look), day
        if roll < 0.36:
            return Cell(str((day - date(1899, 12, 30)).days), ("serial", day)), day
        if roll < 0.4:
            return Cell(f"{day:%Y%m%d}", int(f"{day:%Y%m%d}")), day
        if year == day.year and roll < 0.55:
            return Cell(short.format(m=day.month, d=day.day)), day
        if 0.55 <= roll < 0.58 and day.year > 2009:
            return Cell(f"{day.year % 100}.{day.month}.{day.day}"), day
        if timed and 0.58 <= roll < 0.61:
            moment = datetime(day.year, day.month, day.day, rng.randrange(8, 20), rng.choice((0, 15, 30)))
            return Cell(f"{day.isoformat()} {moment:%H:%M}", moment, "yyyy-mm-dd hh:mm"), day
        return Cell(texts[style](day)), day

    return write


def months(rng: random.Random) -> Habit:
    """Months; what comes back is the month's first day."""
    style = rng.choice(("packed", "number", "iso", "chinese", "dots", "slash", "fen", "native"))

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        first = value.replace(day=1)
        y, m = first.year, first.month
        if style == "native":
            return Cell(f"{y}年{m}月", first, 'yyyy"年"m"月"'), first
        text = {
            "packed": f"{y}{m:02d}",
            "number": f"{y}{m:02d}",
            "iso": f"{y}-{m:02d}",
            "chinese": f"{y}年{m}月",
            "dots": f"{y}.{m:02d}",
            "slash": f"{y}/{m}",
            "fen": f"{y}年{m}月份",
        }[style]
        return Cell(text, int(text) if style == "number" else None), first

    return write


def whole(rng: random.Random, unit: str = "") -> Habit:
    style = rng.choices(("native", "text", "unit", "full", "point"), (50, 25, 12 if unit else 0, 5, 8))[0]

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        text = str(value)
        made = {
            "native": Cell(text, value),
            "text": Cell(text),
            "unit": Cell(text + unit),
            "full": Cell(text.translate(FULL)),
            "point": Cell(f"{text}.0", float(value)),
        }
        return made[style], value

    return write


def money(rng: random.Random) -> Habit:
    style = rng.choices(("native", "text", "commas", "yuan", "sign", "cents"), (50, 15, 12, 8, 5, 10))[0]

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        number = Decimal(value)
        bare = f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
        made = {
            "native": Cell(bare, float(number)),
            "text": Cell(bare),
            "commas": Cell(f"{number:,.2f}"),
            "yuan": Cell(bare + "元"),
            "sign": Cell("￥" + bare),
            "cents": Cell(f"{number:.2f}"),
        }
        return made[style], number

    return write


def teams(rng: random.Random) -> Habit:
    style = rng.choice(
        ("一组", "1组", "第一组", "1", "number", "第1组", "full", "01", "第一村民小组", "一 组")
    )

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        n = int(str(value).removesuffix("组"))
        made = {
            "一组": Cell(chinese(n) + "组"),
            "1组": Cell(f"{n}组"),
            "第一组": Cell(f"第{chinese(n)}组"),
            "1": Cell(str(n)),
            "number": Cell(str(n), n),
            "第1组": Cell(f"第{n}组"),
            "full": Cell(f"{str(n).translate(FULL)}组"),
            "01": Cell(f"{n:02d}"),
            "第一村民小组": Cell(f"第{chinese(n)}村民小组"),
            "一 组": Cell(f"{chinese(n)} 组"),
        }
        return made[style], value

    return write


def villages(rng: random.Random) -> Habit:
    """河东村 as offices write it. Nothing need come back: the row's unit is compared."""
    form = rng.choices(
        ("{0}", "{1}", "青溪镇{0}", "{0}委会", "{0}村民委员会", "云州县青溪镇{0}", " {0}", "{0}\n"),
        (50, 10, 10, 8, 5, 4, 4, 2),
    )[0]
    return always(lambda value: Cell(form.format(value, str(value)[:-1])))


def codes(rng: random.Random) -> Habit:
    spaced = rng.random() < 0.1
    return always(lambda value: Cell(f"{value} " if spaced else str(value)))


TICKS = (
    ("是", "否"),
    ("是", "不是"),
    ("√", ""),
    ("( √ )", "(   )"),
    ("1", "0"),
    (1, 0),
    ("1", "2"),
    (1, 2),
    ("Y", "N"),
    ("y", "n"),
    ("TRUE", "FALSE"),
    (True, False),
    ("true", "false"),
    ("yes", "no"),
    ("有", "无"),
    ("☑", "□"),
    ("是", ""),
    ("√", "×"),
    ("是（√）否（ ）", "是（ ）否（√）"),
    ("√是 □否", "□是 √否"),
    ("1是", "2否"),
)


def yes_no(rng: random.Random, pairs: tuple = TICKS) -> Habit:
    """One habit for the whole column. A blank no may come back as false or as nothing."""
    yes, no = rng.choice(pairs)

    def write(rng: random.Random, value: object) -> tuple[Cell, object]:
        if value is None:
            return BLANK, None
        shown = yes if value else no
        cell = Cell(shown) if isinstance(shown, str) else Cell(str(shown).upper(), shown)
        return cell, value if cell.text.strip() else Maybe((False, None))

    return write


class Maybe(tuple):
    """Any of these values may come back."""


def choices(rng: random.Random, spelled: dict[str, list[tuple]]) -> Habit:
    """`spelled`: value → its spellings, the nth of each value belonging to the nth habit."""
    at = rng.randrange(len(next(iter(spelled.values()))))
    return always(lambda value: Cell(str(spelled[value][at])))


SPELLED = {
    "gender": {"male": ["男", "男", "男", "男性", "男 "], "female": ["女", "女", "女", "女性", "女 "]},
    "risk": {
        "red": ["红", "红色", "高风险", "红色（高风险）"],
        "yellow": ["黄", "黄色", "中风险", "黄色（中风险）"],
        "blue": ["蓝", "蓝色", "低风险", "蓝色（低风险）"],
        "green": ["绿", "绿色", "健康", "绿色（健康）"],
    },
    "disability_level": {
        1: ["一级", "1级", "1", "一级（极重度）", "肢体一级", "壹级"],
        2: ["二级", "2级", "2", "二级（重度）", "视力二级", "贰级"],
        3: ["三级", "3级", "3", "三级", "听力三级", "叁级"],
        4: ["四级", "4级", "4", "四级", "智力四级", "肆级"],
    },
    "helper_kind": {
        "teacher": ["教师", "老师", "结对教师"],
        "proxy_mother": ["代理妈妈", "代理妈妈", "爱心妈妈"],
        "volunteer": ["志愿者", "志愿者", "社会志愿者"],
        "cadre": ["村干部", "干部", "镇村干部"],
        "neighbour": ["邻居", "邻里", "邻居"],
        "party_member": ["党员", "党员", "党员"],
    },
    "house_grade": {
        "A": ["A级", "A", "Ａ级"],
        "B": ["B级", "B", "Ｂ级"],
        "C": ["C级", "C", "Ｃ级"],
        "D": ["D级", "D", "Ｄ级"],
    },
    "remedy": {
        "repair": ["修缮加固", "维修", "加固改造"],
        "rebuild": ["拆除重建", "重建", "原址翻建"],
        "resettle": ["搬迁安置", "易地搬迁", "集中安置"],
        "none": ["无", "无需改造", "未定"],
    },
}
