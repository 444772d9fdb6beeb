"""I1–I9: ID numbers, and the people whom ledgers take for one or for two."""

from tests.check_cases import child, finds, hit, met, person, spares
from tests.ledgers import id_no


def wrong(code: str, **fields) -> dict:
    """A person whose ID number the import did not keep, for the reason `code`."""
    return person("张三", problems=(("id_no", code),), **fields)


def lost(check: str, *codes: str, zh: str, en: str) -> list:
    """The three checks of numbers that cannot be used differ in the import's codes only."""
    serial = {"id_malformed": 100, "id_check_digit": 200, "id_damaged": 300}[check]
    beside = "id_letter" if check != "id_malformed" else "id_check_digit"
    found = [
        finds(
            check,
            f"a number refused as {code}",
            [wrong(code)],
            hit("张三", f"2024年12月31日的台账中，{zh}", en + " in the ledger of 31 Dec 2024"),
        )
        for code in codes
    ]
    return found + [
        finds(
            check,
            "mended only after the day",
            [wrong(codes[0], student_no=f"L{110105201506120000 + serial}"), person("张三", student_no=f"L{110105201506120000 + serial}", id_no=id_no(serial), ledger_on="2026-01-21")],
            hit("张三", f"2024年12月31日的台账中，{zh}", en + " in the ledger of 31 Dec 2024"),
        ),
        spares(check, "another fault of the number", [wrong(beside)]),
        spares(check, "the same fault in another column", [person("李四", problems=(("guardian_phone", codes[0]),))]),
        spares(check, "a later ledger gives a good number", [wrong(codes[0], student_no=f"L{110105201506120001 + serial}"), person("张三", student_no=f"L{110105201506120001 + serial}", id_no=id_no(serial + 1), ledger_on="2025-06-30")]),
        spares(check, "reported in a ledger of tomorrow", [person("张三"), wrong(codes[0], ledger_on="2026-01-21")]),
        spares(check, "the new complete roll has the person by the good number", [wrong(codes[0]), person("张三", id_no=id_no(serial + 2), ledger_on="2025-12-31", complete=True)]),
        spares(check, "who has left", [wrong(codes[0], left_on="2025-06-30", left_reason="moved")]),
    ]  # fmt: skip


def contradicting(serial: int, **fields) -> dict:
    """Born 1950-03-17, a woman (even serial), 74 at the end of 2024."""
    return person("张三", id_no=id_no(serial, "19500317"), **fields)


def said(what_zh: str, what_en: str, zh: str = "2024年12月31日", en: str = "31 Dec 2024"):
    return hit(
        "张三",
        f"{zh}的台账中，{what_zh}与身份证号不一致",
        f"{what_en} differs from the ID number in the ledger of {en}",
    )


I4 = [
    finds("id_contradicts", "another day of birth", [contradicting(400, birth_date="1950-03-18")], said("出生日期", "Day of birth")),
    finds("id_contradicts", "another sex", [contradicting(402, gender="male")], said("性别", "Sex")),
    finds("id_contradicts", "two years too old", [contradicting(404, age=76)], said("年龄", "Age")),
    finds(
        "id_contradicts",
        "a later ledger without that column hides nothing",
        [contradicting(406, gender="male"), contradicting(406, ledger_on="2025-12-31")],
        said("性别", "Sex"),
    ),
    finds(
        "id_contradicts",
        "put right only after the day",
        [contradicting(408, gender="male"), contradicting(408, gender="female", ledger_on="2026-01-21")],
        said("性别", "Sex"),
    ),
    spares("id_contradicts", "all agrees", [contradicting(410, birth_date="1950-03-17", gender="female", age=74)]),
    spares("id_contradicts", "nominal age counts a year more", [contradicting(412, age=75)]),
    spares("id_contradicts", "only year and month of birth were written", [contradicting(414, birth_date="1950-03-01")]),
    spares("id_contradicts", "put right since", [contradicting(416, gender="male"), contradicting(416, gender="female", ledger_on="2025-12-31")]),
]  # fmt: skip

TWO_NAMES = "同一身份证号有2个姓名", "One ID number with 2 names"
I5 = [
    finds("id_shared", "two people of a roster with one number", [person("张三", id_no=id_no(500)), person("李四", id_no=id_no(500))], hit("李四", *TWO_NAMES)),
    finds(
        "id_shared",
        "the roster's number under another name in the visits",
        [person("张三", id_no=id_no(501)), met("李四", "2025-05-05", id_no=id_no(501), ledger_on="2025-05-31")],
        hit("张三", *TWO_NAMES),
    ),
    spares("id_shared", "one name in two ledgers", [person("张三", id_no=id_no(502)), person("张三", id_no=id_no(502), ledger_on="2025-06-30")]),
    spares(
        "id_shared",
        "the next roster gave the second a number of their own",
        [person("张三", id_no=id_no(503)), person("李四", id_no=id_no(503))]
        + [person("张三", id_no=id_no(503), ledger_on="2025-06-30"), person("李四", id_no=id_no(504), ledger_on="2025-06-30")],
    ),
    spares("id_shared", "the household head's number beside a member", [person("张小", head_name="张三", head_id=id_no(505)), person("张三", id_no=id_no(505))]),
    spares("id_shared", "the other name comes tomorrow", [person("张三", id_no=id_no(506)), person("李四", id_no=id_no(506), ledger_on="2026-01-21")]),
    finds(
        "name_two_ids",
        "one digit of the serial mistyped, and the check digit with it",
        [person("张三", id_no=id_no(511)), person("张三", id_no=id_no(512))],
        hit("张三", "同村另有一人同名，身份证号只差几位", "Another of the same name in the village has nearly the same ID number"),
    ),
    spares("name_two_ids", "people of one name born in other years", [person("张三", id_no=id_no(513, "19400101")), person("张三", id_no=id_no(514, "19510909"))]),
    spares("name_two_ids", "people of one name in two villages", [person("张三", id_no=id_no(515)), person("张三", "西", id_no=id_no(516))]),
    spares("name_two_ids", "twins", [child("张大双", id_no=id_no(517)), child("张小双", id_no=id_no(518))]),
    spares(
        "name_two_ids",
        "the complete roll since has one of them only",
        [person("张三", id_no=id_no(521)), person("张三", id_no=id_no(522)), person("张三", id_no=id_no(522), ledger_on="2025-12-31", complete=True)],
    ),
]  # fmt: skip

CASES = [
    *lost("id_malformed", "id_length", "id_letter", "id_birth", "id_masked", zh="身份证号位数或字符不对", en="ID number malformed"),
    *lost("id_check_digit", "id_check_digit", zh="身份证号校验位不对", en="ID number fails its check digit"),
    *lost("id_damaged", "id_damaged", zh="身份证号后几位已丢失", en="Last places of the ID number lost"),
    spares("id_malformed", "a school's temporary number is no ID number at all", [wrong("id_temporary")]),
    *I4,
    *I5,
]  # fmt: skip
