"""V4, V5: too many visits on a day, at a month's end, before an inspection, in too many places."""

from tests.check_cases import child, finds, hit, met, names, paired, person, spares


def home(name: str, unit: str = "东", **fields) -> dict:
    """A person in a household of their own."""
    return person(name, unit, head_name=name, **fields)


def lived(count: int, unit: str = "东", first: str = "张") -> list:
    return [home(name, unit) for name in names(count, first)]


def called(count: int, on: str, unit: str = "东", first: str = "张", start: int = 0, **fields) -> list:
    """One visitor calls on so many of the people that `lived` makes, from the `start`-th on."""
    return [met(name, on, unit=unit, **fields) for name in names(start + count, first)[start:]]


def family(number: int, count: int, on: str) -> list:
    """A household of so many, all visited in one go."""
    head = f"{names(number, '王')[-1]}大"
    return [[person(one, head_name=head), met(one, on)] for one in [head, *names(count - 1, head)]]


def one_day(on_zh: str, on_en: str, day: int, month: int, by: str = "赵干部"):
    return (
        f"{by}，{on_zh}一天走访{day}户，当月共{month}户次",
        f"{by}: {day} homes on {on_en}, of {month} in the month",
    )


ONE_DAY = [
    finds("visits_on_one_day", "twelve of twelve", [lived(12), called(12, "2025-10-31")], hit(names(12), *one_day("2025年10月31日", "31 Oct 2025", 12, 12))),
    finds("visits_on_one_day", "twelve of twenty: just 60 %", [lived(20), called(12, "2025-10-31"), [met(name, f"2025-10-{at + 1:02d}") for at, name in enumerate(names(20)[12:])]], hit(names(12), *one_day("2025年10月31日", "31 Oct 2025", 12, 20))),
    finds("visits_on_one_day", "a teacher's home visits too", [lived(12), called(12, "2025-10-31", kind="home_visit", by="王老师")], hit(names(12), *one_day("2025年10月31日", "31 Oct 2025", 12, 12, "王老师"))),
    spares("visits_on_one_day", "eleven of eleven", [lived(11), called(11, "2025-10-31")]),
    spares("visits_on_one_day", "twelve of 21: below 60 %", [lived(21), called(12, "2025-10-31"), [met(name, f"2025-10-{at + 1:02d}") for at, name in enumerate(names(21)[12:])]]),
    spares("visits_on_one_day", "three households of six in one go", [family(1, 6, "2025-10-31"), family(2, 6, "2025-10-31"), family(3, 6, "2025-10-31")]),
    spares("visits_on_one_day", "a condolence round of 40 homes", [lived(40), called(40, "2025-10-31", kind="condolence")]),
    spares("visits_on_one_day", "six by each of two visitors", [lived(12), called(6, "2025-10-31"), called(6, "2025-10-31", start=6, by="钱干部")]),
    spares("visits_on_one_day", "a ledger that knows months only", [lived(30), called(30, "2025-10-01", contact_precision="month")]),
    spares("visits_on_one_day", "the month has only begun", [lived(12), called(12, "2026-01-02")]),
    spares("visits_on_one_day", "telephone calls", [lived(12), called(12, "2025-10-31", kind="phone")]),
]  # fmt: skip


def month_end(
    at_end: int, others: int, ends: tuple[str, ...] = ("2025-08-31", "2025-09-30", "2025-10-31")
) -> list:
    """So many visits on months' last days in turn, and others on days between."""
    people = names(at_end + others)
    return [[home(name), met(name, ends[at % len(ends)] if at < at_end else f"2025-11-{at % 27 + 1:02d}")] for at, name in enumerate(people)]  # fmt: skip


def always(ends: int, all_: int, months: int = 3):
    return (
        f"赵干部，{all_}次走访中{ends}次在月末最后一天，涉及{months}个月",
        f"赵干部: {ends} of {all_} visits on the last day of {months} months",
    )


MONTH_END = [
    finds("visits_at_month_end", "twelve of forty: just 30 %", month_end(12, 28), hit(names(12), *always(12, 40))),
    finds("visits_at_month_end", "all, February's last day among them", month_end(12, 0, ("2025-02-28", "2025-04-30", "2025-12-31")), hit(names(12), *always(12, 12))),
    spares("visits_at_month_end", "eleven of eleven", month_end(11, 0)),
    spares("visits_at_month_end", "twelve of 41", month_end(12, 29)),
    spares("visits_at_month_end", "two months only", month_end(14, 0, ("2025-08-31", "2025-10-31"))),
    spares("visits_at_month_end", "the day before the last", month_end(15, 0, ("2025-08-30", "2025-09-29", "2025-10-30"))),
    spares("visits_at_month_end", "a third month's end after the day", month_end(15, 0, ("2025-11-30", "2025-12-31", "2026-01-31"))),
    spares("visits_at_month_end", "more than a year ago", month_end(15, 0, ("2024-10-31", "2024-11-30", "2024-12-31"))),
]  # fmt: skip


def inspected(close: int, early: int, last: str = "2025-11-19") -> list:
    """Visits in the three days before the inspection of 20 November and in the weeks before, by two visitors."""
    long_ago = [home("旧人"), met("旧人", "2025-02-01")]  # the records began long before
    rows = [
        [home(name), met(name, last if at % 2 else "2025-11-17", by=f"干部{at % 2}")]
        for at, name in enumerate(names(close))
    ]
    return [long_ago, rows, [[home(name), met(name, f"2025-10-{at % 27 + 1:02d}")] for at, name in enumerate(names(early, "李"))]]  # fmt: skip


HEAPED = (
    "2025年11月20日检查前，60天的{1}次走访有{0}次在最后几天",
    "{} of {} visits of 60 days in the last days before the inspection of 20 Nov 2025",
)
INSPECTION = [
    finds("visits_before_inspection", "fifteen of thirty: just half", inspected(15, 15), hit(names(15), HEAPED[0].format(15, 30), HEAPED[1].format(15, 30))),
    spares("visits_before_inspection", "fourteen of fourteen", inspected(14, 0)),
    spares("visits_before_inspection", "fifteen of 31", inspected(15, 16)),
    spares("visits_before_inspection", "on the day itself, with the inspectors", inspected(20, 0, "2025-11-20")[:1] + [[home(name), met(name, "2025-11-20")] for name in names(20)]),
    spares("visits_before_inspection", "four days before", [inspected(0, 0), [[home(name), met(name, "2025-11-16")] for name in names(20)]]),
    spares("visits_before_inspection", "condolence", [inspected(0, 0), [[home(name), met(name, "2025-11-18", kind="condolence")] for name in names(20)]]),
    spares("visits_before_inspection", "the village's records begin a week before", inspected(20, 0)[1:]),
]  # fmt: skip


def busy(homes: int, units: int = 1, on: tuple[str, str] = ("2025年10月15日", "15 Oct 2025")):
    return (
        f"赵干部，{on[0]}一天入户{homes}户，涉及{units}个单位；一天一般可走12户",
        f"赵干部: {homes} homes on {on[1]} (villages: {units}); a day allows about 12",
    )


A_DAY = [
    finds("too_many_a_day", "thirteen homes", [lived(13), called(13, "2025-10-15")], hit(names(13), *busy(13))),
    finds("too_many_a_day", "thirteen homes in two villages", [lived(7), lived(6, "西", "李"), called(7, "2025-10-15"), called(6, "2025-10-15", "西", "李")], hit(names(7) + names(6, "李"), *busy(13, 2))),
    finds("too_many_a_day", "pupils of villages and one whom only a class knows", [lived(12), child("王小", unit="校/一班"), called(12, "2025-10-15"), met("王小", "2025-10-15", unit="校/一班")], hit([*names(12), "王小"], *busy(13, 2))),
    spares("too_many_a_day", "twelve homes", [lived(12), called(12, "2025-10-15")]),
    spares("too_many_a_day", "twelve homes, a household of six among them", [lived(11), family(1, 6, "2025-10-15"), called(11, "2025-10-15")]),
    spares("too_many_a_day", "one home twice in the day", [lived(12), called(12, "2025-10-15"), called(3, "2025-10-15", kind="home_visit")]),
    spares("too_many_a_day", "a condolence round of 40 homes", [lived(40), called(40, "2025-10-15", kind="condolence")]),
    spares("too_many_a_day", "twenty telephone calls", [lived(20), called(20, "2025-10-15", kind="phone")]),
    spares("too_many_a_day", "nobody is named", [lived(20), called(20, "2025-10-15", by=None)]),
    spares("too_many_a_day", "two days", [lived(14), called(7, "2025-10-15"), called(7, "2025-10-16", start=7)]),
    spares("too_many_a_day", "more than a year ago", [lived(13), called(13, "2025-01-19")]),
    spares("too_many_a_day", "two helpers of one name in two villages", [lived(7), lived(7, "西", "李"), called(7, "2025-10-15"), called(7, "2025-10-15", "西", "李"), [paired(name, helper_phone="13500000001") for name in names(7)], [paired(name, unit="西", helper_phone="13500000002") for name in names(7, "李")]]),
]  # fmt: skip


def spread(*units: str, kind: str = "visit", by: str = "赵干部") -> list:
    """One visit in each village on one day."""
    return [[home("张三", unit), met("张三", "2025-10-15", unit=unit, kind=kind, by=by)] for unit in units]


PLACES = [
    finds("visitor_in_many_units", "four villages", spread("东", "南", "西", "北"), hit("张三", "赵干部，2025年10月15日一天在4个村走访4次", "赵干部: 4 visits in 4 villages on 15 Oct 2025")),
    spares("visitor_in_many_units", "three villages", spread("东", "南", "西")),
    spares("visitor_in_many_units", "a teacher's home visits", spread("东", "南", "西", "北", kind="home_visit", by="王老师")),
    spares("visitor_in_many_units", "condolence", spread("东", "南", "西", "北", kind="condolence")),
    spares("visitor_in_many_units", "two visitors", [spread("东", "南"), spread("西", "北", by="钱干部")]),
]  # fmt: skip

CASES = [*ONE_DAY, *MONTH_END, *INSPECTION, *A_DAY, *PLACES]
