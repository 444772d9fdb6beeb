"""Large invented ledgers for the speed runs: a roster of 20 columns as .xlsx, contacts as .csv, and their town."""

import csv
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta

import xlsxwriter

TOWN = "青溪镇"
VILLAGES = ("河东村", "河西村", "石桥村", "上湾村", "下湾村", "大坪村", "松林村", "双井村")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡", "秀英建国桂兰志强玉梅海燕春花德福小芳永明长贵"
HEADINGS = (
    "序号", "村（社区）", "组别", "姓名", "性别", "身份证号", "出生日期", "年龄", "民族", "联系电话",
    "家庭住址", "家庭人口", "健康状况", "残疾等级", "监护人姓名", "与儿童关系", "监护人联系电话", "身份类别",
    "纳入日期", "备注",
)  # fmt: skip
CONTACT_HEADINGS = ("走访日期", "走访对象姓名", "身份证号", "村（社区）", "走访类型", "走访人", "走访内容")


def id_number(area: str, born: date, serial: int) -> str:
    """18 characters with the check digit of GB 11643."""
    first = f"{area}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def people(count: int, seed: int) -> Iterator[tuple[str, str, str, date]]:
    """(name, ID number, village, birth date), each ID once."""
    rng = random.Random(seed)
    for at in range(count):
        born = date(1936, 1, 1) + timedelta(at % 20_000)
        name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))
        yield (
            name,
            id_number(f"51{at // 20_000 // 900:02d}01", born, at // 20_000 % 900 + 100),
            rng.choice(VILLAGES),
            born,
        )


def units_csv() -> bytes:
    rows = [
        ("单位名称", "单位类型", "上级单位"),
        (TOWN, "乡镇", ""),
        *((one, "村", TOWN) for one in VILLAGES),
    ]
    return text_of(rows)


def text_of(rows) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def roster_xlsx(count: int, seed: int = 1) -> bytes:
    """A roster of `count` rows and 20 columns; birth dates are date cells, ages numbers."""
    rng = random.Random(seed)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, [f"{TOWN}特殊群体花名册"])
        page.write_row(1, 0, HEADINGS)
        for at, (name, number, village, born) in enumerate(people(count, seed), 1):
            page.write_row(at + 1, 0, (
                at, village, f"{rng.randint(1, 9)}组", name, "男" if int(number[16]) % 2 else "女", number,
            ))  # fmt: skip
            page.write_datetime(at + 1, 6, born, day)
            page.write_row(at + 1, 7, (
                2026 - born.year, "汉族", f"13{rng.randint(10**8, 10**9 - 1)}",
                f"{village}{rng.randint(1, 9)}组{at}号", rng.randint(1, 6),
                rng.choice(("健康", "患病", "残疾")), rng.choice(("", "", "", "一级", "二级")),
                rng.choice(SURNAMES) + "明", rng.choice(("父子", "祖孙", "母女")),
                f"15{rng.randint(10**8, 10**9 - 1)}", rng.choice(("独居老人", "空巢老人", "留守老人", "低保")),
                f"20{rng.randint(18, 25)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}", rng.choice(("", "", "需复核")),
            ))  # fmt: skip
    return target.getvalue()


def contacts(count: int, persons: int, seed: int = 1) -> Iterator[tuple]:
    """The heading and `count` visits to `persons` people over a year."""
    rng = random.Random(seed)
    known = list(people(persons, seed))
    first = date(2025, 1, 20)
    yield CONTACT_HEADINGS
    for at in range(count):
        name, number, village, _ = known[at % persons]
        on = first + timedelta(rng.randrange(365))
        kind = rng.choice(("入户走访", "电话走访", "日常走访"))
        yield (
            on.isoformat(),
            name,
            number,
            village,
            kind,
            rng.choice(SURNAMES) + "秀英",
            f"身体情况正常，{at % 997}",
        )


def contacts_csv(count: int, persons: int, seed: int = 1) -> bytes:
    return text_of(contacts(count, persons, seed))


def contacts_xlsx(count: int, persons: int, seed: int = 1) -> bytes:
    """The same as .xlsx, each visit in words of its own: as many texts as rows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": False}) as book:
        page = book.add_worksheet("走访台账")
        for at, row in enumerate(contacts(count, persons, seed)):
            page.write_row(at, 0, (*row[:-1], f"{row[-1]}，{at * 7919 % 1_000_003}") if at else row)
    return target.getvalue()
