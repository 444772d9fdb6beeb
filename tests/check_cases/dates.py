"""V6: visits before listing or pairing, on holidays, entered late or early, and at intervals too regular."""

from tests.check_cases import child, finds, hit, met, names, paired, person, spares

EARLY = "2025年4月30日走访，2025年7月1日才列入", "Visited 30 Apr 2025, listed 1 Jul 2025"
LISTING = [
    finds("visit_before_listing", "sixty-two days before", [person("张三", since="2025-07-01"), met("张三", "2025-04-30")], hit("张三", *EARLY)),
    finds("visit_before_listing", "no ledger says since when, and a later one is the first that lists", [person("李四"), person("张三", ledger_on="2025-07-01"), met("张三", "2025-04-30")], hit("张三", *EARLY)),
    spares("visit_before_listing", "sixty days before: looked at for the listing", [person("张三", since="2025-07-01"), met("张三", "2025-05-02")]),
    spares("visit_before_listing", "listed in another group before", [person("张三", since="2025-07-01"), person("张三", groups="minimum_living", since="2020-01-01"), met("张三", "2025-04-30")]),
    spares("visit_before_listing", "always listed", [person("张三"), met("张三", "2025-01-30")]),
    spares("visit_before_listing", "telephoned", [person("张三", since="2025-07-01"), met("张三", "2025-04-30", kind="phone")]),
    spares("visit_before_listing", "a visit of months that no ledger dates by day", [person("张三", since="2025-07-01"), met("张三", "2025-04-01", contact_precision="month")]),
]  # fmt: skip

UNPAIRED = "赵干部，2025年4月30日走访，2025年7月1日才结对", "赵干部: visited 30 Apr 2025, paired 1 Jul 2025"
PAIR = [person("张三"), paired("张三", paired_on="2025-07-01")]
PAIRING = [
    finds("visit_before_pairing", "sixty-two days before", [PAIR, met("张三", "2025-04-30")], hit("张三", *UNPAIRED)),
    spares("visit_before_pairing", "sixty days before", [PAIR, met("张三", "2025-05-02")]),
    spares("visit_before_pairing", "another helper was before", [PAIR, paired("张三", "钱干部", paired_on="2024-01-01", unpaired_on="2025-06-30"), met("张三", "2025-04-30")]),
    spares("visit_before_pairing", "somebody else came", [PAIR, met("张三", "2025-04-30", by="东主任")]),
    spares("visit_before_pairing", "the village's cadre, who calls on others too", [PAIR, person("李四"), met("张三", "2025-04-30"), met("李四", "2025-04-30")]),
    spares("visit_before_pairing", "condolence", [PAIR, met("张三", "2025-04-30", kind="condolence")]),
]  # fmt: skip


def on_holiday(count: int, on: str, **fields) -> list:
    return [[person(name), met(name, on, by=f"干部{at}", **fields)] for at, name in enumerate(names(count))]


def holiday(zh: str, en: str, count: int = 8):
    return hit(
        names(count), f"{zh}（节日）有{count}次日常走访", f"{count} ordinary visits on the holiday of {en}"
    )


HOLIDAY = [
    finds("visits_in_holiday", "eight on the first day of Spring Festival", on_holiday(8, "2025-01-29"), holiday("2025年1月29日", "29 Jan 2025")),
    finds("visits_in_holiday", "eight on 3 October", on_holiday(8, "2025-10-03"), holiday("2025年10月3日", "3 Oct 2025")),
    spares("visits_in_holiday", "seven", on_holiday(7, "2025-01-29")),
    spares("visits_in_holiday", "the fourth day", on_holiday(20, "2025-10-04")),
    spares("visits_in_holiday", "New Year's Eve of the farmers' calendar", on_holiday(20, "2025-01-28")),
    spares("visits_in_holiday", "condolence", on_holiday(40, "2025-01-29", kind="condolence")),
    spares("visits_in_holiday", "telephoned", on_holiday(20, "2025-01-29", kind="phone")),
]  # fmt: skip


def entered(count: int, on: str, **fields) -> list:
    """Visits on the first days of November, all entered on one day."""
    return [[person(name), met(name, f"2025-11-{at + 1:02d}", entered_on=on, **fields)] for at, name in enumerate(names(count))]  # fmt: skip


ENTRY = [
    finds("entered_late", "five, 22 to 26 days later", entered(5, "2025-11-27"), hit(names(5), "2025-11有5次走访，平均24天后才录入", "5 visits of 2025-11 entered 24 days later on average")),
    spares("entered_late", "four", entered(4, "2025-12-31")),
    spares("entered_late", "within 21 days", entered(5, "2025-11-22")),
    spares("entered_late", "five of two visitors", [entered(3, "2025-12-31"), entered(6, "2025-12-31", by="钱干部")[3:5], person("赵六")]),
    spares("entered_late", "not entered yet on the day", entered(5, "2026-01-21")),
    spares("entered_late", "no day of entry", [[person(name), met(name, "2025-11-05")] for name in names(9)]),
    finds("entered_before_visit", "entered the day before", [person("张三"), met("张三", "2025-11-05", entered_on="2025-11-04")], hit("张三", "2025年11月5日走访，2025年11月4日已录入", "Visited 5 Nov 2025, entered 4 Nov 2025")),
    spares("entered_before_visit", "entered on the day", [person("张三"), met("张三", "2025-11-05", entered_on="2025-11-05")]),
    spares("entered_before_visit", "a month's contact has no day", [person("张三"), met("张三", "2025-12-01", entered_on="2025-11-28", contact_precision="month")]),
    spares("entered_before_visit", "a visit of tomorrow is none yet", [person("张三"), met("张三", "2026-01-21", entered_on="2026-01-20")]),
]  # fmt: skip


def each(*days: str, **fields) -> list:
    return [child("王小"), [met("王小", on, **fields) for on in days]]


MONTHLY = [f"2025-{month:02d}" for month in range(6, 12)]
EVEN = [
    "2025-05-07",
    "2025-06-06",
    "2025-07-06",
    "2025-08-05",
    "2025-09-04",
    "2025-10-04",
]  # thirty days each
INTERVALS = [
    finds("regular_intervals", "six visits, thirty days apart each", each(*EVEN), hit("王小", "6次走访，都相隔约30天", "6 visits, all about 30 days apart")),
    finds("regular_intervals", "the fifteenth of every month", each(*(f"{month}-15" for month in MONTHLY)), hit("王小", "6次走访，都相隔约31天", "6 visits, all about 31 days apart")),
    spares("regular_intervals", "five visits", each(*EVEN[:5])),
    spares("regular_intervals", "every Monday: a weekly round is the rule", each(*(f"2025-{month:02d}-{day:02d}" for month, day in ((6, 2), (6, 9), (6, 16), (6, 23), (6, 30), (7, 7), (7, 14))))),
    spares("regular_intervals", "the first Monday of every month", each("2025-06-02", "2025-07-07", "2025-08-04", "2025-09-01", "2025-10-06", "2025-11-03")),
    spares("regular_intervals", "one visit a few days off", each(*EVEN[:5], "2025-10-09")),
    spares("regular_intervals", "months only", each(*(f"{month}-01" for month in MONTHLY), contact_precision="month")),
    spares("regular_intervals", "the sixth visit is still to come", each("2025-09-13", "2025-10-11", "2025-11-08", "2025-12-06", "2026-01-03", "2026-01-31")),
    spares("regular_intervals", "twice told: a visit in two ledgers", [each(*EVEN[:5]), met("王小", EVEN[4])]),
]  # fmt: skip

CASES = [*LISTING, *PAIRING, *HOLIDAY, *ENTRY, *INTERVALS]
